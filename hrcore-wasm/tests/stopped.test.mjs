// A trap unwinds nothing: afterwards the package refuses to answer rather than answer from torn memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Engine } from 'hrcore';
import { Compiled } from '../dist/bindings.js';
import { facts, policy, request } from './fixture.mjs';

test('no answer after a trap', () => {
  const engine = new Engine(policy);
  engine.lint();
  const trap = new WebAssembly.RuntimeError('unreachable');
  const { ask } = Compiled.prototype;
  Compiled.prototype.ask = () => {
    throw trap;
  };
  assert.throws(() => engine.score(facts, request), { name: 'HrcoreError', code: 'engine_stopped', cause: trap });
  Compiled.prototype.ask = ask;
  assert.throws(() => engine.score(facts, request), { code: 'engine_stopped', cause: trap });
  assert.throws(() => new Engine(policy), { code: 'engine_stopped', cause: trap });
  engine.dispose();
});
