// The entry for scoring and forecasts: as the ordinary one, with a smaller module.
import { load } from './core.js';
import base64 from './inlined.js';

load(new WebAssembly.Module(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))));

export { Engine, HrcoreError, schemaVersion, version } from './core.js';
