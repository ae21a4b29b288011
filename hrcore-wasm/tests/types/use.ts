// What callers may write, and what the compiler must refuse. Compiled, never run.
import {
  Engine,
  HrcoreError,
  schemaVersion,
  verify,
  verifyText,
  version,
  type Facts,
  type Figure,
  type LineResult,
  type Policy,
  type Problem,
  type Receipt,
  type ScoreAnswer,
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
