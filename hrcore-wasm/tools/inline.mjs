// node tools/inline.mjs [FOLDER]: writes inlined.js in dist or a folder of it, the script that carries hrcore.wasm beside
// it, and prints the sizes: module raw, gzip, brotli; script raw, brotli.
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const dist = new URL(`../dist/${process.argv[2] ? `${process.argv[2]}/` : ''}`, import.meta.url);
const wasm = readFileSync(new URL('hrcore.wasm', dist));
const script = `export default "${wasm.toString('base64')}";\n`;
writeFileSync(new URL('inlined.js', dist), script);

const sizes = [
  wasm.length,
  gzipSync(wasm, { level: 9 }).length,
  brotliCompressSync(wasm).length,
  script.length,
  brotliCompressSync(script).length,
];
console.log(sizes.join(' '));
