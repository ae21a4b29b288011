// node tools/inline.mjs [--quick] [FOLDER]: writes inlined.js in dist or a folder of it, the script that carries
// hrcore.wasm beside it, and prints the sizes: module raw, gzip, brotli; script raw, brotli. Quickly, the compressed ones
// are larger than they would be served.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const { values: { quick }, positionals: [folder] } = parseArgs({
  options: { quick: { type: 'boolean' } },
  allowPositionals: true,
});
const effort = { params: { [constants.BROTLI_PARAM_QUALITY]: quick ? 1 : constants.BROTLI_MAX_QUALITY } };
const dist = new URL(`../dist/${folder ? `${folder}/` : ''}`, import.meta.url);
const wasm = readFileSync(new URL('hrcore.wasm', dist));
const script = `export default "${wasm.toString('base64')}";\n`;
writeFileSync(new URL('inlined.js', dist), script);

const sizes = [
  wasm.length,
  gzipSync(wasm, { level: quick ? 1 : 9 }).length,
  brotliCompressSync(wasm, effort).length,
  script.length,
  brotliCompressSync(script, effort).length,
];
console.log(sizes.join(' '));
