import { Engine, type Facts, type ForecastAnswer, type Policy } from 'hrcore/forecast';

declare const policy: Policy;
declare const facts: Facts;
using engine = new Engine(policy);
const { series }: ForecastAnswer = engine.forecast(facts, { as_of: '2025-06-30', metric: 'sales', season: 'year' });
const most: string | undefined = series.points[0]?.hi80;
const plan = engine.headcount(facts, { as_of: '2025-06-30', volumes: [{ rule: 'floor', period: '2025-07', value: 100000 }] });
const text: string = engine.text.flows(facts, { as_of: '2025-06-30', goal: { kind: 'hold', structure: [] } });
if (most === text) throw new Error(plan.plans[0]?.months[0]?.heads.median);
// @ts-expect-error: a question of the whole
engine.eligibility(facts, { as_of: '2025-06-30' });
// @ts-expect-error: it needs plans
engine.goal_forecast(facts, { as_of: '2025-06-30' });
