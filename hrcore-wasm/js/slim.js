// The entry for callers who compile the module themselves and hand it in: pages whose content policy forbids
// compiling (a worker posts the module to them), edge runtimes that import `.wasm` as a module, streaming.
export { Engine, HrcoreError, load, schemaVersion, verify, verifyText, version } from './core.js';
