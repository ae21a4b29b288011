// The ready-made policies are part of the package, and each compiles.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Engine } from 'hrcore';

const require = createRequire(import.meta.url);
const names = readdirSync(new URL('../../templates/', import.meta.url)).filter((name) => name.endsWith('.json'));

test('every template can be imported and compiles', () => {
  assert.equal(names.length, 9);
  for (const name of names) {
    const policy = require(`hrcore/templates/${name}`);
    assert.equal(readFileSync(require.resolve(`hrcore/templates/${name}`), 'utf8'),
      readFileSync(new URL(`../../templates/${name}`, import.meta.url), 'utf8'));
    const engine = new Engine(policy);
    assert.equal(engine.normalise().id, policy.id);
    engine.dispose();
  }
});
