// What is refused leaves as one HrcoreError with every problem, its code and its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Engine, HrcoreError, verify } from 'hrcore';
import { facts, policy, request } from './fixture.mjs';

function refused(run) {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof HrcoreError, `not an HrcoreError: ${error}`);
    return error;
  }
  assert.fail('nothing was thrown');
}

const changed = (change) => {
  const copy = structuredClone(policy);
  change(copy);
  return copy;
};

test('a policy is refused with every problem at once', () => {
  const error = refused(
    () =>
      new Engine(
        changed((copy) => {
          copy.scorecards[0].sections[0].lines[0].weight = 41;
          copy.positions[0].scorecard = 'nowhere';
        }),
      ),
  );
  assert.ok(error instanceof Error);
  assert.equal(error.name, 'HrcoreError');
  assert.deepEqual(
    error.problems.map(({ code, pointer }) => `${code} ${pointer}`).sort(),
    ['reference_unknown /positions/0/scorecard', 'weights_sum /scorecards/0/sections'],
  );
  assert.equal(error.code, error.problems[0].code);
  assert.equal(error.path, error.problems[0].pointer);
  assert.ok(error.message.startsWith(`${error.code} at ${error.path}: ${error.problems[0].message}`));
  assert.ok(error.message.endsWith(', and 1 more'));
  assert.deepEqual(JSON.parse(error.text), { problems: error.problems });
  assert.match(error.stack, /errors\.test\.mjs/);
});

test('text that is not JSON is refused', () => {
  assert.equal(refused(() => new Engine('{"id":')).code, 'json_syntax');
  assert.equal(refused(() => new Engine('')).code, 'json_syntax');
  const engine = new Engine(policy);
  assert.equal(refused(() => engine.score('[', request)).code, 'json_syntax');
  assert.equal(refused(() => engine.score(facts, '{')).code, 'json_syntax');
  assert.equal(refused(() => verify('{')).code, 'json_syntax');
});

test('bytes that are not UTF-8 are refused, not repaired', () => {
  const bytes = new TextEncoder().encode(JSON.stringify(policy));
  bytes[bytes.indexOf(0x70)] = 0xff;
  assert.equal(refused(() => new Engine(bytes)).code, 'json_syntax');
});

test('half a surrogate pair is refused, not replaced', () => {
  const text = JSON.stringify(policy).replace('parts-shop', 'parts\ud83d');
  assert.equal(refused(() => new Engine(text)).code, 'json_syntax');
  assert.equal(refused(() => new Engine(changed((copy) => (copy.id = 'parts\ud83d')))).code, 'json_syntax');
});

test('a request without its period is refused', () => {
  const engine = new Engine(policy);
  for (const empty of [undefined, {}, '{}']) {
    const { code, path } = refused(() => engine.score(facts, empty));
    assert.equal(code, 'field_missing');
    assert.equal(path, '');
  }
});

test('NaN in a policy is refused, though JSON.stringify writes it as null', () => {
  const error = refused(() => new Engine(changed((copy) => (copy.scorecards[0].cap = Number.NaN))));
  assert.equal(error.code, 'number_invalid');
  assert.match(error.message, /`cap` is NaN/);
});

test('a record that is wrong stands in the answer, and the others count', () => {
  const engine = new Engine(policy);
  const observation = { metric: 'nothing', employee: 'e1', period: '2025-06', value: 1 };
  const answer = engine.score({ ...facts, observations: [...facts.observations, observation] }, request);
  assert.equal(answer.results[0].total, '93.33');
  assert.deepEqual(
    answer.problems.map(({ code, pointer }) => ({ code, pointer })),
    [{ code: 'reference_unknown', pointer: '/observations/2/metric' }],
  );
});

test('after dispose every question says so', () => {
  const engine = new Engine(policy);
  const { text } = engine;
  engine.dispose();
  engine.dispose();
  for (const ask of [() => engine.score(facts, request), () => engine.lint(), () => text.normalise()]) {
    const error = refused(ask);
    assert.equal(error.code, 'engine_disposed');
    assert.match(error.message, /disposed/);
  }
  new Engine(policy).score(facts, request);
});

test('using disposes', { skip: !Symbol.dispose && 'this runtime has no Symbol.dispose' }, () => {
  const engine = new Engine(policy);
  engine[Symbol.dispose]();
  assert.equal(refused(() => engine.lint()).code, 'engine_disposed');
});
