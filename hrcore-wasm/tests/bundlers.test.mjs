// The package goes through the common bundlers without a plugin or a setting, and what they write runs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import webpack from 'webpack';
import { expected, facts, policy, request } from './fixture.mjs';

const door = fileURLToPath(new URL('..', import.meta.url));
// Inside the package, so that `hrcore` means the package itself.
const scratch = mkdtempSync(join(door, 'node_modules/.bundles-'));
after(() => rmSync(scratch, { recursive: true }));

/** A program that uses an entry of the package, in a folder of its own. */
function program(name, from) {
  const folder = join(scratch, name);
  mkdirSync(folder);
  const entry = join(folder, 'entry.mjs');
  writeFileSync(
    entry,
    `import { Engine } from '${from}';
const [{ total }] = new Engine(${JSON.stringify(policy)}).score(${JSON.stringify(facts)}, ${JSON.stringify(request)}).results;
console.log(total);
`,
  );
  return [folder, entry];
}

/** Runs a bundle away from the package, so that nothing but the bundle can be loaded. */
function runs(file) {
  const away = mkdtempSync(join(tmpdir(), 'hrcore-'));
  try {
    const code = `process.argv[1].endsWith('.mjs') ? import(process.argv[1]) : require(process.argv[1])`;
    const copy = join(away, basename(file));
    copyFileSync(file, copy);
    const { stdout, stderr } = spawnSync(process.execPath, ['--eval', code, copy], { cwd: away, encoding: 'utf8' });
    // Node quotes the line at fault, which here is the whole bundle.
    assert.equal(stdout.trim(), expected.total, stderr.slice(-500));
  } finally {
    rmSync(away, { recursive: true });
  }
}

for (const [name, from] of [['whole', 'hrcore'], ['score', 'hrcore/score'], ['forecast', 'hrcore/forecast']]) {
  const [folder, entry] = program(name, from);

  for (const [format, platform, extension] of [['iife', 'browser', 'cjs'], ['esm', 'browser', 'mjs'], ['cjs', 'node', 'cjs']]) {
    test(`${from}: esbuild, ${format} for ${platform}`, async () => {
      const outfile = join(folder, `esbuild-${format}.${extension}`);
      await esbuild({ entryPoints: [entry], bundle: true, minify: true, format, platform, outfile, logLevel: 'silent' });
      runs(outfile);
    });
  }

  test(`${from}: vite`, async () => {
    const outDir = join(folder, 'vite');
    const output = { entryFileNames: 'app.mjs' };
    await vite({ root: folder, logLevel: 'error', configFile: false, build: { outDir, rollupOptions: { input: entry, output } } });
    assert.deepEqual(readdirSync(outDir), ['app.mjs']);
    runs(join(outDir, 'app.mjs'));
  });

  test(`${from}: vite, a classic worker`, async () => {
    const outDir = join(folder, 'vite-worker');
    const page = join(folder, 'page.mjs');
    writeFileSync(page, `new Worker(new URL('./entry.mjs', import.meta.url));`);
    await vite({
      root: folder,
      logLevel: 'error',
      configFile: false,
      build: { outDir, rollupOptions: { input: page } },
      worker: { format: 'iife', rollupOptions: { output: { entryFileNames: 'worker.cjs' } } },
    });
    runs(join(outDir, 'worker.cjs'));
  });

  test(`${from}: webpack`, async () => {
    const stats = await new Promise((resolve, reject) => {
      const output = { path: join(folder, 'webpack'), filename: 'app.cjs' };
      webpack({ mode: 'production', target: 'web', context: door, entry, output }, (error, stats) =>
        error ? reject(error) : resolve(stats),
      );
    });
    assert.equal(stats.hasErrors(), false, stats.toString());
    runs(join(folder, 'webpack/app.cjs'));
  });
}
