// node tests/browser.mjs CASES CHROMIUM: the cases in a page, in a worker, and in a page that may not compile.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { chromium } from 'playwright-core';
import { fields } from './cases.mjs';
import { readCases } from './flat.mjs';

const [directory, executablePath] = process.argv.slice(2);
const cases = readCases(directory);
const casesText = JSON.stringify(
  cases.map((one) => {
    const coded = fields.filter((field) => one[field]).map((field) => [field, one[field].toString('base64')]);
    return { id: one.id, question: one.question, ...Object.fromEntries(coded) };
  }),
);

const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const page = (script) => `<!doctype html><meta charset="utf-8"><title>hrcore</title><script type="module" src="${script}"></script>`;
// `compiles` is what a page needs for the inlined module; `strict` is what the slim entry is for.
const pages = {
  '/compiles': { body: page('/tests/browser/page.mjs'), scripts: "'self' 'wasm-unsafe-eval'" },
  '/strict': { body: page('/tests/browser/strict.mjs'), scripts: "'self'" },
};

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const headers = { 'cache-control': 'no-store' };
  const shown = pages[pathname];
  if (shown) {
    headers['content-type'] = 'text/html';
    headers['content-security-policy'] = `default-src 'none'; script-src ${shown.scripts}; worker-src 'self'; connect-src 'self'`;
    return response.writeHead(200, headers).end(shown.body);
  }
  if (pathname === '/cases.json') return response.writeHead(200, headers).end(casesText);
  if (!/^\/(dist|tests)\/[\w./-]+$/.test(pathname) || pathname.includes('..')) return response.writeHead(404).end();
  try {
    const body = readFileSync(new URL(`..${pathname}`, import.meta.url));
    response.writeHead(200, { ...headers, 'content-type': types[extname(pathname)] ?? 'text/plain' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
let failed = 0;
try {
  for (const path of Object.keys(pages)) {
    const tab = await browser.newPage();
    const complaints = [];
    tab.on('pageerror', (error) => complaints.push(error));
    await tab.goto(origin + path);
    await tab.waitForFunction(() => globalThis.outcome !== undefined, undefined, { timeout: 120_000 }).catch((error) => {
      throw new Error(`${path}: ${complaints.join('; ') || error.message}`);
    });
    for (const failure of await tab.evaluate(() => globalThis.outcome)) {
      console.log(`${path}: ${failure}`);
      failed += 1;
    }
    await tab.close();
  }
} finally {
  const version = browser.version();
  await browser.close();
  server.close();
  console.log(`${failed} failures over ${cases.length} cases in Chromium ${version}: page, worker, strict page`);
}
process.exitCode = failed === 0 ? 0 : 1;
