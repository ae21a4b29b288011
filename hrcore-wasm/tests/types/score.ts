import { Engine, HrcoreError, type Facts, type Policy } from 'hrcore/score';

declare const policy: Policy;
declare const facts: Facts;
using engine = new Engine(policy);
const total: string | undefined = engine.score(facts, { period: '2025-06' }).results[0]?.total;
const text: string = engine.text.explain(facts, { period: '2025-06', lang: 'zh' });
const passed: Engine = engine;
try {
  passed.rollup(facts, { period: '2025-06', by: 'unit' });
} catch (error) {
  if (error instanceof HrcoreError) throw new Error(`${error.code} ${total} ${text}`);
}
// @ts-expect-error: a question of the whole
engine.eligibility(facts, { as_of: '2025-06-30' });
// @ts-expect-error: the same, for its text
engine.text.payouts(facts, { period: '2025-06' });
