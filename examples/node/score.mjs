// npm install && node score.mjs: who earned which band in June 2025, and why not.
import { readFileSync } from 'node:fs';
import { Engine } from 'hrcore';

const read = (name) => readFileSync(new URL(`../web/${name}.json`, import.meta.url));
const engine = new Engine(read('policy'));
const { results } = engine.score(read('facts'), { period: '2025-06' });
for (const { employee, state, total, band, missing = [] } of results) {
  console.log(employee, state === 'known' ? `${total} ${band}` : `${state}: ${missing.map(({ line }) => line)} missing`);
}
