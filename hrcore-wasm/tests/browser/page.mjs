// The cases on the page and in a worker, through the ordinary entry.
import * as hrcore from '/dist/index.js';
import { failures } from '../cases.mjs';
import { fetchCases } from './fetched.mjs';

const onPage = failures(hrcore, await fetchCases());
const worker = new Worker('/tests/browser/worker.mjs', { type: 'module' });
worker.onmessage = ({ data }) => {
  globalThis.outcome = [...onPage, ...data.map((failure) => `worker: ${failure}`)];
};
worker.onerror = (event) => {
  globalThis.outcome = [`the worker failed: ${event.message}`];
};
