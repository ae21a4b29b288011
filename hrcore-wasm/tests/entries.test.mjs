// The smaller entries: their questions, and what they say of the others.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as hrcore from 'hrcore';
import * as forecasts from 'hrcore/forecast';
import * as scoring from 'hrcore/score';
import { expected, facts, policy, request } from './fixture.mjs';

const dist = new URL('../dist/', import.meta.url);
const read = (name) => readFileSync(new URL(name, dist), 'utf8');
const code = (run) => {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof hrcore.HrcoreError);
    return [error.code, error.path];
  }
  return undefined;
};

for (const [name, entry] of Object.entries({ score: scoring, forecast: forecasts })) {
  test(`${name}: it answers beside the whole`, () => {
    const [{ total }] = new entry.Engine(policy).score(facts, request).results;
    assert.equal(total, expected.total);
    assert.equal(new hrcore.Engine(policy).score(facts, request).results[0].total, expected.total);
    assert.deepEqual(Object.keys(entry).sort(), ['Engine', 'HrcoreError', 'schemaVersion', 'version']);
    assert.equal(entry.version, hrcore.version);
  });

  test(`${name}: the questions declared are answered, the others are refused`, () => {
    const engine = new entry.Engine(policy);
    const declared = /type Question =([^;]*);/.exec(read(`${name}/index.d.ts`))[1].match(/\w+/g);
    for (const question of Object.keys(engine.text)) {
      const refused = code(() => engine[question](facts, {}))?.[0];
      assert.equal(refused === 'feature_missing', !declared.includes(question), `${question}: ${refused}`);
    }
  });

  test(`${name}: a policy of the whole is scored, and what would be answered otherwise is refused`, () => {
    const moves = [{ id: 'up', from: 'operator', to: 'lead', requires: { total: true, at_least: 85 } }];
    const access = { roles: [{ role: 'staff', of: 'own', shows: ['total'] }] };
    const whole = { ...policy, positions: [...policy.positions, { id: 'lead' }], moves, access };
    const engine = new entry.Engine(whole);
    assert.equal(engine.text.score(facts, request), new hrcore.Engine(whole).text.score(facts, request));
    const viewer = { role: 'staff', employee: 'e1' };
    assert.deepEqual(code(() => engine.score(facts, { ...request, viewer })), ['feature_missing', '/viewer']);
    const metrics = [...policy.metrics, { id: 'done', unit: 'percent', direction: 'higher', plans: { of: 'completion' } }];
    assert.deepEqual(code(() => new entry.Engine({ ...policy, metrics })), ['feature_missing', '/metrics/4/plans']);
  });

  test(`${name}: the slim entry takes its module too`, () => {
    assert.equal(read(`${name}/bindings.js`), read('bindings.js'));
    const script = `
      import { readFileSync } from 'node:fs';
      import { Engine, load } from 'hrcore/slim';
      import { facts, policy, request } from './tests/fixture.mjs';
      load(new WebAssembly.Module(readFileSync(new URL(import.meta.resolve('hrcore/${name}.wasm')))));
      console.log(new Engine(policy).score(facts, request).results[0].total);
    `;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: new URL('..', dist) });
    assert.equal(output.toString().trim(), expected.total);
  });
}

test('no code is made from strings', () => {
  for (const name of ['bindings.js', 'core.js', 'error.js', 'index.js', 'inlined.js']) {
    for (const entry of ['score', 'forecast']) {
      assert.doesNotMatch(read(`${entry}/${name}`), /\beval\(|new Function\(/, name);
    }
  }
});
