/**
 * The entry without the inlined module: the caller hands in the compiled `hrcore.wasm`.
 *
 * @example
 * ```ts
 * import { Engine, load } from 'hrcore/slim';
 *
 * load(await WebAssembly.compileStreaming(fetch('/assets/hrcore.wasm')));
 * const engine = new Engine(policy);
 * ```
 *
 * @packageDocumentation
 */
export * from './index.js';

/**
 * Instantiates the compiled module, synchronously and without a request. Until then every call throws an
 * `HrcoreError` with the code `not_loaded`, and the versions are undefined. A second call does nothing.
 *
 * @param module - `hrcore/hrcore.wasm`, compiled. A page that may not compile can have a worker post it.
 */
export function load(module: WebAssembly.Module): void;
