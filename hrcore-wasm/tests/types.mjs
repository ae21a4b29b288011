// node tests/types.mjs CASES: the types by hand, against what callers write and against the documents of the cases.
//
// Every answer that the cases expect, and every document they hand in and that is accepted, becomes a literal of its
// declared type: a field that is missing from the types, or has another type, does not compile.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCases } from './flat.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tsc = (config) => execFileSync(process.execPath, [here('../node_modules/typescript/bin/tsc'), '-p', config], { stdio: 'inherit' });

for (const name of readdirSync(here('../dist'), { recursive: true }).filter((name) => name.endsWith('.d.ts'))) {
  const code = readFileSync(here(`../dist/${name}`), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
  // `any` is also the name of a field.
  if (/[:<|&,(=]\s*any\b(?!\s*:)|\bany\[\]/.test(code)) throw new Error(`${name} says any`);
}
tsc(here('types/tsconfig.json'));
tsc(here('types/tsconfig.slim.json'));

const answers = {
  score: 'ScoreAnswer',
  progress: 'ProgressAnswer',
  explain: 'ExplainAnswer',
  calibrate: 'CalibrateAnswer',
  rollup: 'RollupAnswer',
  receipt: 'Receipt',
  eligibility: 'EligibilityAnswer',
  paths: 'PathsAnswer',
  assess: 'AssessAnswer',
  pipeline: 'PipelineAnswer',
  procedure: 'ProcedureAnswer',
  review_policy: 'ReviewPolicyAnswer',
  plans: 'PlansAnswer',
  goals: 'GoalsAnswer',
  training: 'TrainingAnswer',
  may: 'MayAnswer',
  jobs: 'JobsAnswer',
  payouts: 'PayoutsAnswer',
  payout_curve: 'PayoutCurveAnswer',
  compare_payouts: 'ComparePayoutsAnswer',
  points: 'PointsAnswer',
  alerts: 'AlertsAnswer',
  cycle: 'CycleAnswer',
  appeal: 'AppealAnswer',
  forecast: 'ForecastAnswer',
  headcount: 'HeadcountAnswer',
  flows: 'FlowsAnswer',
  goal_forecast: 'GoalForecastAnswer',
  workforce: 'WorkforceAnswer',
  attrition: 'AttritionAnswer',
  fit_attrition: 'FitAttritionAnswer',
  attrition_receipt: 'Receipt',
  retention: 'RetentionAnswer',
  lint: 'LintAnswer',
  normalise: 'Policy | Policy[]',
  verify: 'Verification',
};
const requests = {
  score: 'ScoreRequest',
  progress: 'ProgressRequest',
  explain: 'ExplainRequest',
  calibrate: 'CalibrateRequest',
  rollup: 'RollupRequest',
  receipt: 'ReceiptRequest',
  eligibility: 'EligibilityRequest',
  paths: 'PathsRequest',
  assess: 'AssessRequest',
  pipeline: 'PipelineRequest',
  procedure: 'ProcedureRequest',
  review_policy: 'ReviewPolicyRequest',
  plans: 'PlansRequest',
  goals: 'GoalsRequest',
  training: 'TrainingRequest',
  may: 'MayRequest',
  jobs: 'JobsRequest',
  payouts: 'PayoutsRequest',
  payout_curve: 'PayoutCurveRequest',
  compare_payouts: 'ComparePayoutsRequest',
  points: 'PointsRequest',
  alerts: 'AlertsRequest',
  cycle: 'CycleRequest',
  appeal: 'AppealRequest',
  forecast: 'ForecastRequest',
  headcount: 'HeadcountRequest',
  flows: 'FlowsRequest',
  goal_forecast: 'GoalForecastRequest',
  workforce: 'WorkforceRequest',
  attrition: 'AttritionRequest',
  fit_attrition: 'FitAttritionRequest',
  attrition_receipt: 'AttritionReceiptRequest',
  retention: 'RetentionRequest',
};
const statements = [];
for (const { id, question, policy, facts, request, receipt, expected } of readCases(process.argv[2])) {
  const declare = (type, document) => statements.push(`// ${id}\n((_: ${type}) => {})(${document});`);
  const { problems, ...rest } = JSON.parse(expected);
  if (problems !== undefined && Object.keys(rest).length === 0) {
    declare('{ problems: Problem[] }', expected);
    continue;
  }
  if (answers[question]) declare(answers[question], expected);
  if (policy?.length) declare('Policy | Policy[]', policy);
  if (facts?.length && !problems?.length) declare('Facts', facts);
  if (request?.length && requests[question]) declare(requests[question], request);
  if (receipt?.length) declare('Receipt', receipt);
}
const names = [...new Set([...Object.values(answers), ...Object.values(requests), 'Facts', 'Problem'])];
const imports = names.filter((name) => /^\w+$/.test(name)).concat('Policy');

const scratch = here('types/generated/');
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch);
writeFileSync(`${scratch}cases.ts`, `import type { ${imports.join(', ')} } from 'hrcore';\n${statements.join('\n')}\n`);
writeFileSync(`${scratch}tsconfig.json`, '{ "extends": "../tsconfig.json", "files": ["cases.ts"] }\n');
tsc(`${scratch}tsconfig.json`);
rmSync(scratch, { recursive: true });
console.log(`types hold for ${statements.length} documents of the cases`);
