// The entry for everyone who imports `hrcore`: Node, bundlers, `<script type="module">`, workers.
//
// The module is inlined and compiled synchronously. A file beside the script has to be found again at run time, and
// each of Node, Vite, webpack and esbuild has its own way of losing it (bundled servers, prebundled dependencies,
// classic workers); top-level await is refused in service workers, classic workers and CommonJS. An import that
// needs neither works everywhere. Pages that stream the file or may not compile use `hrcore/slim`.
import { load } from './core.js';
import base64 from './inlined.js';

load(new WebAssembly.Module(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))));

export { Engine, HrcoreError, schemaVersion, verify, verifyText, version } from './core.js';
