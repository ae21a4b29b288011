// The package loads where it is imported, by every road into Node.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import * as hrcore from 'hrcore';
import { expected, facts, policy, request } from './fixture.mjs';

const dist = new URL('../dist/', import.meta.url);
const read = (name) => readFileSync(new URL(name, dist), 'utf8');

test('an import answers at once', () => {
  const engine = new hrcore.Engine(policy);
  const { results } = engine.score(facts, request);
  const { total, total_exact, band, coefficient } = results[0];
  assert.deepEqual({ total, total_exact, band, coefficient }, expected);
});

test('text, bytes and values are the same document', () => {
  const engine = new hrcore.Engine(policy);
  const text = engine.text.score(facts, request);
  assert.match(text, /"total_exact":\s*"280\/3"/);
  const utf8 = new TextEncoder();
  const forms = (value) => [value, JSON.stringify(value), utf8.encode(JSON.stringify(value))];
  for (const policyForm of forms(policy)) {
    for (const factsForm of forms(facts)) {
      for (const requestForm of forms(request)) {
        assert.equal(new hrcore.Engine(policyForm).text.score(factsForm, requestForm), text);
      }
    }
  }
});

test('every question is a method that parses its text', () => {
  const engine = new hrcore.Engine(policy);
  const receipt = { period: '2025-06', employee: 'e1' };
  const questions = {
    score: [facts, request],
    progress: [facts, { period: '2025-06', as_of: '2025-06-15' }],
    explain: [facts, { period: '2025-06', lang: 'zh' }],
    rollup: [facts, request],
    receipt: [facts, receipt],
    eligibility: [facts, { as_of: '2025-06-30' }],
    paths: [facts, { as_of: '2025-06-30', employee: 'e1' }],
    pipeline: [facts, { as_of: '2025-06-30' }],
    review_policy: [facts, { from: '2025-05', to: '2025-06' }],
    plans: [facts, { as_of: '2025-06-30T18:00:00+08:00' }],
    goals: [facts, { as_of: '2025-06-30' }],
    training: [facts, { as_of: '2025-06-30' }],
    jobs: [{}, { as_of: '2025-06-30' }],
    payouts: [facts, request],
    points: [facts, { as_of: '2025-06-30' }],
    alerts: [facts, { as_of: '2025-06-30' }],
    appeal: [facts, { ...receipt, corrections: { ratings: [{ ...facts.ratings[0], value: 5 }] } }],
    forecast: [{}, { as_of: '2025-06-30', values: [3, 4, 5].map((value, n) => ({ period: `2025-0${n + 4}`, value })) }],
    goal_forecast: [facts, { as_of: '2025-06-30' }],
    workforce: [facts, { period: '2025-06' }],
    attrition: [facts, { as_of: '2025-06-30' }],
    fit_attrition: [facts, { as_of: '2025-06-30' }],
    attrition_receipt: [facts, { as_of: '2025-06-30', employee: 'e1' }],
    retention: [facts, { as_of: '2025-06-30' }],
    lint: [],
    normalise: [],
  };
  for (const [question, documents] of Object.entries(questions)) {
    assert.deepEqual(engine[question](...documents), JSON.parse(engine.text[question](...documents)), question);
  }
  // What these ask about is not in this policy.
  const others = [
    'calibrate', 'assess', 'procedure', 'may', 'payout_curve', 'compare_payouts', 'cycle', 'headcount', 'flows',
  ];
  assert.deepEqual(Object.keys(engine.text).sort(), [...Object.keys(questions), ...others].sort());
  for (const written of [engine.receipt(facts, receipt), engine.attrition_receipt(...questions.attrition_receipt)]) {
    assert.deepEqual(hrcore.verify(written), JSON.parse(hrcore.verifyText(written)));
    assert.equal(hrcore.verify(written).valid, true);
  }
});

test('the names exported are the names declared', () => {
  const declared = [...read('index.d.ts').matchAll(/^export (?:class|function|const) (\w+)/gm)];
  assert.deepEqual(Object.keys(hrcore).sort(), declared.map(([, name]) => name).sort());
});

test('versions are those of the package', () => {
  assert.equal(hrcore.version, JSON.parse(readFileSync(new URL('../package.json', dist))).version);
  assert.match(hrcore.schemaVersion, /^\d+\.\d+$/);
});

test('the package holds one module, and no code made from strings', () => {
  assert.deepEqual(readdirSync(dist).filter((name) => name.endsWith('.wasm')), ['hrcore.wasm']);
  for (const name of readdirSync(dist).filter((name) => name.endsWith('.js'))) {
    assert.doesNotMatch(read(name), /\beval\(|new Function\(/, name);
  }
});

test('require works, for want of top-level await', { skip: !process.features.require_module && 'this Node cannot require an ES module' }, () => {
  assert.equal(createRequire(import.meta.url)('hrcore').Engine, hrcore.Engine);
});

test('a worker thread loads it', async () => {
  const code = `
    import { parentPort, workerData } from 'node:worker_threads';
    import { Engine } from 'hrcore';
    parentPort.postMessage(new Engine(workerData.policy).score(workerData.facts, workerData.request).results[0].total);
  `;
  const script = new URL(`data:text/javascript,${encodeURIComponent(code.replace("'hrcore'", `'${new URL('index.js', dist)}'`))}`);
  const total = await new Promise((resolve, reject) => {
    new Worker(script, { workerData: { policy, facts, request } }).once('message', resolve).once('error', reject);
  });
  assert.equal(total, expected.total);
});

test('the slim entry waits for its module', () => {
  const code = `
    import { readFileSync } from 'node:fs';
    import { Engine, load, version } from 'hrcore/slim';
    import { facts, policy, request } from './tests/fixture.mjs';
    const before = version;
    let code;
    try { new Engine(policy); } catch (error) { code = error.code; }
    const module = new WebAssembly.Module(readFileSync(new URL(import.meta.resolve('hrcore/hrcore.wasm'))));
    load(module);
    const engine = new Engine(policy);
    load(module);
    const [{ total }] = engine.score(facts, request).results;
    console.log(JSON.stringify({ before: before ?? null, code, total, loaded: version }));
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: new URL('..', dist) });
  assert.deepEqual(JSON.parse(output), { before: null, code: 'not_loaded', total: expected.total, loaded: hrcore.version });
});
