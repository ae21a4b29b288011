// What callers may write, and what the compiler must refuse. Compiled, never run.
import {
  Engine,
  HrcoreError,
  schemaVersion,
  verify,
  verifyText,
  version,
  type Achievement,
  type AlertRule,
  type CardCondition,
  type Condition,
  type CycleStep,
  type EarnRule,
  type Facts,
  type Figure,
  type LineResult,
  type MayAnswer,
  type MissingTest,
  type Objective,
  type PlanGoal,
  type PlanMeasure,
  type PointEntry,
  type Policy,
  type Problem,
  type ProcedureAction,
  type Receipt,
  type Sale,
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
verify(engine.attrition_receipt(facts, { as_of: '2025-06-30', employee: 'e1' }));

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

// What follows from a result.
new Engine({
  ...policy,
  schema_version: '1.3',
  bonuses: [{
    id: 'conversion', positions: ['operator'], amount: 1000, currency: 'CNY', goal: 'conversion', once: 'ever',
    when: { metric: 'conversion', growth: { versus: 'previous', change: 'relative' }, at_least: '20%' },
  }],
  commissions: [
    {
      id: 'sales', currency: 'CNY', tiers: { apply: 'whole', steps: [{ upto: 100000, rate: '2%' }, { rate: '3%' }] },
      modifiers: [{ id: 'complaints', when: { metric: 'complaints', more_than: 2 }, factor: '0.8', on_unknown: 'skip' }],
      cap: 20000, draw: { amount: 3000, recoverable: false }, returns: 'when_sold',
    },
    { id: 'team', currency: 'CNY', per: 'team', split: 'days', tiers: { apply: 'ramp', steps: [{ rate: 1 }] }, every: 'quarter' },
  ],
  pay_rules: [
    { id: 'rated', currency: 'CNY', pays: { kind: 'rating', ratings: [{ band: 'excellent', percent: '10%' }, { band: 'unsatisfactory', course: 'ads' }] } },
    { id: 'overtime', currency: 'CNY', pays: { kind: 'overtime', rate: '150%' } },
    { id: 'absence', currency: 'CNY', pays: { kind: 'absence' } },
  ],
  budgets: [{ id: 'b', rules: ['conversion'], amount: 5000, currency: 'CNY', unit: 'shop' }],
  points: {
    earn: [{ id: 'course', course: 'ads', points: 50 }], rewards: [{ id: 'day', cost: 100, gives: 'leave', days: 1 }],
    expire_months: 12,
  },
  alerts: [
    {
      id: 'slow', severity: 'critical', audience: ['employee', 'manager'],
      when: { metric: 'response', more_than: 30, window: { consecutive: 3, every: 'day' } },
    },
    { id: 'batch', kind: 'record', audience: ['lead'], metric: 'wrong_shipments', more_than: '0.1%', within_days: 7 },
    { id: 'late', kind: 'plan_overdue', audience: ['manager'] },
  ],
  cycle: {
    steps: [
      { id: 'announced', kind: 'announce', by: 'hr', day: 1 }, { id: 'weekly', kind: 'feedback', by: 'manager', every_days: 7 },
      { id: 'settled', kind: 'result', by: 'manager', days_after: 2 }, { id: 'published', kind: 'publish', by: 'hr', days_after: 3 },
    ],
    appeal: { within: { days: 3 }, answer: { hours: 24 }, by: 'hr' },
  },
});
const sold: Facts = {
  sales: [
    { id: 's1', employee: 'e1', date: '2025-06-03', amount: '120000', currency: 'CNY', record: 'o-1' },
    { id: 's2', shares: [{ employee: 'e1', percent: 60 }, { employee: 'e2', percent: '40%' }], date: '2025-06-04', amount: 500, currency: 'CNY' },
    { id: 'r1', returns: 's1', date: '2025-06-20', amount: -30000, currency: 'CNY' },
  ],
  payments: [{ rule: 'sales', employee: 'e1', period: '2025-05', amount: '3600.00', currency: 'CNY' }],
  draw_balances: [{ rule: 'sales', employee: 'e1', amount: 200, currency: 'CNY' }],
  pay: [{ employee: 'e1', from: '2025-01-01', base: 8000, bonus_base: 2000, hours: 174, currency: 'CNY' }],
  attendance: [{ employee: 'e1', period: '2025-06', days_due: 21, days_absent: '0.5', overtime_hours: 8 }],
  point_entries: [
    { id: 'g1', employee: 'e1', date: '2025-06-01', kind: 'grant', points: 100 },
    { id: 'p1', employee: 'e1', date: '2025-06-02', kind: 'redeem', reward: 'day' },
    { id: 'x1', employee: 'e1', date: '2025-06-03', kind: 'reverse', of: 'p1' },
  ],
  alert_states: [{ id: 'slow/2025-06-05/e1', cleared: '2025-06-09' }],
};
const paid = engine.payouts(sold, { period: '2025-06', rules: ['sales'], lang: 'en' });
for (const { amount, posting, inputs } of paid.lines) {
  same<typeof amount, Figure>(true);
  same<typeof posting, 'payment' | 'supplement' | 'deduction' | 'clawback' | 'none'>(true);
  same<NonNullable<typeof inputs>['tier'], number | undefined>(true);
}
same<NonNullable<typeof paid.undecided>[number]['metric'], string | undefined>(true);
const curve = engine.payout_curve({}, { rule: 'sales', from: 0, to: 200000, as_of: '2025-06-30' });
same<(typeof curve.points)[number]['border'], boolean | undefined>(true);
const costs = engine.compare_payouts(sold, { period: '2025-06', version: '2', against: '1' }).totals[0];
same<NonNullable<typeof costs>['gain'], number>(true);
const account = engine.points(sold, { as_of: '2025-06-30' }).accounts[0];
same<NonNullable<typeof account>['balance'], number>(true);
const [alert] = engine.alerts(sold, { as_of: '2025-06-30', lang: 'zh' }).alerts;
same<NonNullable<typeof alert>['state'], 'raised' | 'clearing' | 'cleared'>(true);
const cycle = engine.cycle({}, {
  period: '2025-06', as_of: '2025-07-04T09:00:00+08:00', record: [{ step: 'announced', at: '2025-06-01T09:00:00+08:00', by: 'hr' }],
  appeals: [{ id: 'a1', employee: 'e1', at: '2025-07-04T08:00:00+08:00' }],
});
same<typeof cycle.state, 'waiting' | 'running' | 'closing' | 'appeals' | 'final'>(true);
const appealed = engine.appeal(facts, {
  period: '2025-06', employee: 'e1',
  corrections: { observations: [{ metric: 'wrong_shipments', employee: 'e1', period: '2025-06', value: '0.1%' }], remove: ['wms-17'] },
});
same<typeof appealed.after, ScoreAnswer['results'][number]>(true);
same<ReturnType<Engine['text']['payouts']>, string>(true);

// @ts-expect-error: a course and an award
const earning: EarnRule = { id: 'e', course: 'ads', award: 'star', points: 5 };
// @ts-expect-error: a condition is of people
const batch: AlertRule = { id: 'a', kind: 'record', audience: ['manager'], when: growing };
// @ts-expect-error: a result has no day of the period
const step: CycleStep = { id: 's', kind: 'result', by: 'hr', day: 1 };
// @ts-expect-error: sold by nobody
const orphan: Sale = { id: 's', date: '2025-06-01', amount: 1, currency: 'CNY' };
// @ts-expect-error: what is redeemed is not said
const redeemed: PointEntry = { id: 'p', employee: 'e1', date: '2025-06-01', kind: 'redeem' };
void [earning, batch, step, orphan, redeemed];
// @ts-expect-error: the other version is required
engine.compare_payouts(facts, { period: '2025-06', version: '2' });
// @ts-expect-error: the corrections are required
engine.appeal(facts, { period: '2025-06', employee: 'e1' });

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
