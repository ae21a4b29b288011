// A page whose policy forbids compiling: a worker, which has a policy of its own, compiles and posts the module.
import * as hrcore from '/dist/slim.js';
import { failures } from '../cases.mjs';
import { fetchCases } from './fetched.mjs';

const worker = new Worker('/tests/browser/compile.mjs', { type: 'module' });
worker.onmessage = async ({ data: module }) => {
  const outcome = [];
  // Otherwise this page would prove nothing.
  await import('/dist/index.js').then(
    () => outcome.push('the policy of this page lets it compile'),
    () => {},
  );
  hrcore.load(module);
  globalThis.outcome = [...outcome, ...failures(hrcore, await fetchCases())];
};
