// What callers may write, and what the compiler must refuse. Compiled, never run.
import {
  Engine,
  HrcoreError,
  schemaVersion,
  verify,
  verifyText,
  version,
  type Achievement,
  type CardCondition,
  type Condition,
  type Facts,
  type Figure,
  type LineResult,
  type MayAnswer,
  type MissingTest,
  type Objective,
  type PlanGoal,
  type PlanMeasure,
  type Policy,
  type Problem,
  type ProcedureAction,
  type Receipt,
  type ScoreAnswer,
  type TrainingRequirement,
  type Window,
} from 'hrcore';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<_A, _B>(_equal: Equal<_A, _B>): void {}

declare const policy: Policy;
declare const facts: Facts;
declare const bytes: Uint8Array;

using engine = new Engine(policy);
new Engine([policy, policy]);
new Engine('{}');
new Engine(bytes);

const answer = engine.score(facts, { period: '2025-06', employees: ['e1'], detail: 'totals' });
same<typeof answer, ScoreAnswer>(true);
const line = answer.results[0]?.positions?.[0]?.lines?.[0];
same<typeof line, LineResult | undefined>(true);
// Figures are text, so that arithmetic on them is a decision of the caller.
same<LineResult['score'], Figure | undefined>(true);
same<Figure, string>(true);
same<LineResult['met'], boolean | undefined>(true);
same<ReturnType<Engine['text']['score']>, string>(true);
same<ReturnType<typeof verifyText>, string>(true);
same<typeof version, string>(true);
same<typeof schemaVersion, string>(true);

same<ReturnType<Engine['lint']>['advice'][number], Problem>(true);
const group = engine.calibrate(facts, { period: '2025-06', mode: 'check' }).groups[0];
same<NonNullable<typeof group>['people'], number>(true);

const receipt: Receipt = engine.receipt(facts, { period: '2025-06', employee: 'e1' });
verify(receipt);
verify(engine.text.receipt(facts, { period: '2025-06', employee: 'e1' }));

try {
  engine.progress(facts, { period: '2025-06', as_of: '2025-06-15' });
} catch (error) {
  if (error instanceof HrcoreError) {
    same<(typeof error.problems)[0], Problem>(true);
    same<typeof error.code, string>(true);
    same<typeof error.path, string>(true);
  }
}

for (const missing of answer.results[0]?.missing ?? []) {
  if ('line' in missing) same<typeof missing.effect, 'unknown' | 'zero' | 'neutral' | 'redistribute'>(true);
  else same<typeof missing.state, 'undecided'>(true);
}

const growing: Condition = {
  metric: 'orders', growth: { versus: 'previous', change: 'relative' }, at_least: '15%',
  window: { consecutive: 3, on_missing: 'pause', max_gap: 1 }, name: { en: 'growing', zh: '增长' },
};
const qualified: Condition = {
  all: [
    growing,
    { of: [{ course: 'a' }, { exam: 'b', at_least: 60 }], at_least: 1 },
    { not: { tenure: 'company', days: 90 } },
  ],
};
new Engine({ ...policy, schema_version: '1.1', moves: [{ id: 'up', from: 'a', to: 'b', requires: qualified }] });

const moves = engine.eligibility(facts, { as_of: '2025-06-30', lang: 'zh' }).results[0]?.moves ?? [];
for (const { state, condition } of moves) {
  same<typeof state, 'eligible' | 'not_eligible' | 'unknown'>(true);
  for (const { missing, evidence } of condition?.parts ?? []) {
    if (missing?.code === 'periods') same<typeof missing.have, number>(true);
    if (missing?.code === 'time') same<typeof missing.until, string>(true);
    for (const seen of evidence ?? []) {
      if (seen.period !== undefined) same<typeof seen.growth, Figure | undefined>(true);
      else same<typeof seen.date, string>(true);
    }
  }
}
same<MissingTest['code'], 'value' | 'unknown_value' | 'periods' | 'count' | 'vacancy' | 'not_recorded' | 'in_progress'
  | 'failed' | 'expired' | 'mark_missing' | 'mark_too_low' | 'time' | 'open_case'>(true);

// What is answered is handed in again.
const application = { id: 'a1', employee: 'e1', move: 'up' };
const applied = engine.procedure({}, { as_of: '2025-06-05T10:00:00+08:00', application });
engine.procedure({}, {
  as_of: '2025-06-06T10:00:00+08:00', application: applied.application,
  action: { do: 'approve', by: 'm1', role: 'manager', step: 'first' },
});
same<(typeof applied.application.record)[number]['at'], string>(true);
same<ReturnType<Engine['text']['paths']>, string>(true);
const path = engine.paths(facts, { as_of: '2025-06-30', employee: 'e1' }).paths[0];
same<NonNullable<typeof path>['not_met'], number>(true);
const advice = engine.review_policy(facts, { from: '2025-01', to: '2025-06' }).advice[0];
same<NonNullable<typeof advice>['cases'], number>(true);
const cells = engine.pipeline(facts, { as_of: '2025-06-30' }).grid?.cells ?? [];
same<(typeof cells)[number]['performance'], 'low' | 'middle' | 'high'>(true);
const assessed = engine.assess(facts, { as_of: '2025-06-30', assessment: 'promotion' }).results[0];
same<NonNullable<typeof assessed>['total'], Figure | undefined>(true);

// From the plan to the score.
new Engine({
  ...policy,
  schema_version: '1.2',
  metrics: [
    { id: 'plan_done', unit: 'percent', direction: 'higher', plans: { of: 'completion', on_time: true } },
    { id: 'courses_done', unit: 'percent', direction: 'higher', training: { of: 'completion', requirement: 'monthly' } },
  ],
  plan_templates: [{
    id: 'weekly', positions: ['operator'], every: 'week',
    requires: [{ field: 'goal' }, { field: 'actions', min: 2 }, { field: 'due_time', hint: { en: 'when?', zh: '何时？' } }],
  }],
  plan_tracking: { behind: 25, warn_after_days: 0 },
  courses: [{ id: 'ads', improves: ['ad_roi'], areas: ['advertising'] }, { id: 'ads2', prerequisites: ['ads'] }],
  training: [
    { id: 'monthly', positions: ['operator'], courses: ['ads', 'ads2'], at_least: 1, every: 'month' },
    { id: 'first', courses: ['ads'], within_days: 30 },
  ],
  actions: [{ id: 'discount', unit: 'percent', requires: { course: 'ads' } }, { id: 'design', needs_authority: false }],
  positions: [{
    id: 'operator', reports_to: 'lead', purpose: 'runs the shop',
    duties: [{
      id: 'adverts', name: { en: 'adverts', zh: '广告' }, frequency: { every: 'day' },
      standard: { metric: 'ad_roi', value: 3 },
    }],
    authority: [{ action: 'discount', within: '5%' }],
    objectives: [{ id: 'grow', metric: 'sales', growth: { versus: 'previous', change: 'relative' }, value: '20%', every: 'quarter' }],
  }],
});
const planned: Facts = {
  employees: [{ id: 'e1', manager: 'm1', positions: [{ position: 'operator', from: '2025-01-01' }] }],
  plans: [{
    id: 'p1', employee: 'e1', period: '2025-W23',
    items: [{
      id: 'i1', text: 'answer faster', goal: { unit: 'second', direction: 'lower', from: 60, to: 40 },
      actions: [{ text: 'templates', with: ['e2'], due: '2025-06-04' }], due: '2025-06-05T17:00:00+08:00',
      objective: 'service', depends_on: ['i0'], milestone: 'launch', contribution: '5%', weight: '0.5',
    }],
  }],
  plan_updates: [{ item: 'i1', at: '2025-06-04T09:00:00Z', percent: 40, state: 'blocked', blocker: { text: 'no access', by: 'm1' } }],
  milestones: [{ id: 'launch', date: '2025-06-08' }],
  objectives: [
    { id: 'sales', period: '2025', from: 100, growth: '100%', drivers: { kind: 'product', of: [{ objective: 'visitors' }] } },
    { id: 'visitors', period: '2025', parent: 'sales', unit: 'shop', unit_of_measure: 'count', target: 2000 },
  ],
  objective_updates: [{ objective: 'visitors', date: '2025-06-30', actual: 900 }],
  required_courses: [{ employee: 'e1', course: 'ads', due: '2025-06-30' }],
};
const tracked = engine.plans(planned, { as_of: '2025-06-06T09:00:00+08:00', period: '2025-W23', detail: 'attention', lang: 'zh' });
same<typeof tracked.summary.completion, Figure | undefined>(true);
for (const risk of tracked.results[0]?.plans?.[0]?.items?.[0]?.risks ?? []) {
  if (risk.code === 'depends_on') same<typeof risk.item, string>(true);
  if (risk.code === 'blocked') same<typeof risk.note, string | undefined>(true);
}
same<NonNullable<typeof tracked.notices>[number]['kind'], 'reminder' | 'warning'>(true);
const reached = engine.goals(planned, { as_of: '2025-06-30', period: '2025' }).objectives[0];
same<NonNullable<NonNullable<typeof reached>['cascade']>['state'], 'reaches' | 'short' | 'unknown'>(true);
const needs = engine.training(planned, { as_of: '2025-06-30', employees: ['e1'] }).results[0]?.needs ?? [];
same<(typeof needs)[number]['points'], Figure>(true);
const decision = engine.may(planned, { as_of: '2025-06-30', employee: 'e1', action: 'discount', amount: '15%' });
same<typeof decision, MayAnswer>(true);
same<NonNullable<typeof decision.to>['levels'], number>(true);
same<ReturnType<Engine['text']['jobs']>, string>(true);
engine.jobs({}, { as_of: '2025-06-30', positions: ['operator'], lang: 'zh' });

// @ts-expect-error: neither a unit nor a metric
const goal: PlanGoal = { to: 40 };
// @ts-expect-error: attainment has no deadline of its own
const measure: PlanMeasure = { of: 'attainment', on_time: true };
// @ts-expect-error: a period and a number of days
const requirement: TrainingRequirement = { id: 'r', courses: ['ads'], every: 'month', within_days: 30 };
// @ts-expect-error: two owners
const owned: Objective = { id: 'o', period: '2025', employee: 'e1', unit: 'shop' };
// @ts-expect-error: a target and a growth
const doubled: Objective = { id: 'o', period: '2025', target: 200, growth: '100%' };
void [goal, measure, requirement, owned, doubled];
// @ts-expect-error: the moment is required
engine.plans(facts, {});
// @ts-expect-error: the action is required
engine.may(facts, { as_of: '2025-06-30', employee: 'e1' });
// @ts-expect-error: prerequisites are of courses
new Engine({ ...policy, exams: [{ id: 'x', prerequisites: ['ads'] }] });

// @ts-expect-error: two subjects
const both: Condition = { course: 'a', exam: 'b' };
// @ts-expect-error: no subject
const neither: Condition = { at_least: 3 };
// @ts-expect-error: two comparisons
const between: Condition = { metric: 'orders', at_least: 3, at_most: 5 };
// @ts-expect-error: nothing to compare with
const open: Condition = { metric: 'orders' };
// @ts-expect-error: a course has no window
const lasting: Condition = { course: 'a', window: { consecutive: 3 } };
// @ts-expect-error: how many have to hold is not said
const some: Condition = { of: [growing] };
// @ts-expect-error: months and days
const held: Condition = { tenure: 'position', months: 3, days: 1 };
// @ts-expect-error: not over one value
const aggregated: Condition = { total: true, at_least: 80, window: { aggregate: 3 } };
// @ts-expect-error: `of_last` needs `at_least`
const last: Window = { of_last: 6 };
// @ts-expect-error: scorecards know no courses
const card: CardCondition = { all: [{ course: 'a' }] };
// @ts-expect-error: lines are on scorecards only
const line_score: Condition = { score: 'orders', at_least: 60 };
// @ts-expect-error: a course and an examination
const achieved: Achievement = { employee: 'e1', course: 'a', exam: 'b', date: '2025-06-01' };
// @ts-expect-error: an outcome is of appeals
const decided: ProcedureAction = { do: 'approve', by: 'm1', role: 'manager', outcome: 'upheld' };
void [both, neither, between, open, lasting, some, held, aggregated, last, card, line_score, achieved, decided];
// @ts-expect-error: the day is required
engine.eligibility(facts, {});
// @ts-expect-error: no version of the documents
new Engine({ ...policy, schema_version: '2.0' });

// @ts-expect-error: no policy
new Engine();
// @ts-expect-error: the period is required
engine.score(facts, {});
// @ts-expect-error: no request
engine.score(facts);
// @ts-expect-error: an unknown field
engine.score(facts, { period: '2025-06', perio: '2025-06' });
// @ts-expect-error: progress needs its day
engine.progress(facts, { period: '2025-06' });
// @ts-expect-error: not a grouping
engine.rollup(facts, { period: '2025-06', by: 'team' });
// @ts-expect-error: lint takes nothing
engine.lint(facts);
// @ts-expect-error: the answer is not to be written to
answer.results[0]!.total = '100';
// @ts-expect-error: errors are made here, not by callers
new HrcoreError('{}');
// @ts-expect-error: a figure is not a number
answer.results[0]!.total!.toFixed(2);
const misspelt: Policy = {
  ...policy,
  // @ts-expect-error: not a unit
  metrics: [{ id: 'sales', unit: 'dollars', direction: 'higher' }],
};
void misspelt;
