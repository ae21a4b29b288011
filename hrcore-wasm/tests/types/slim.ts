import { Engine, load } from 'hrcore/slim';

declare const module: WebAssembly.Module;
load(module);
new Engine('{}').lint();
// @ts-expect-error: no module
load();
