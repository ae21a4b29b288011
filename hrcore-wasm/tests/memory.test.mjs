// Memory that is given back is used again: the module's memory never shrinks, so growth is a leak.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Engine } from 'hrcore';
import { initSync } from '../dist/bindings.js';
import { facts, policy, request } from './fixture.mjs';

const { memory } = initSync();
const policyText = JSON.stringify(policy);
const factsText = JSON.stringify(facts);
const requestText = JSON.stringify(request);

function grown(times, run) {
  for (let i = 0; i < 100; i += 1) run();
  const before = memory.buffer.byteLength;
  for (let i = 0; i < times; i += 1) run();
  return memory.buffer.byteLength - before;
}

test('10 000 engines, disposed of', () => {
  assert.equal(grown(10_000, () => new Engine(policyText).dispose()), 0);
});

test('10 000 answers', () => {
  const engine = new Engine(policyText);
  assert.equal(grown(10_000, () => engine.text.score(factsText, requestText)), 0);
});

test('10 000 refusals', () => {
  const refused = () => assert.throws(() => new Engine('{'));
  assert.equal(grown(10_000, refused), 0);
});

test('engines that are kept do grow it', () => {
  const kept = [];
  assert.ok(grown(2_000, () => kept.push(new Engine(policyText))) > 0);
});
