/**
 * The decision core of HR products: scorecards, rating bands, promotion, plans, goals, training, pay, alerts, appeals,
 * calibration and receipts, exact and explained.
 *
 * @example
 * ```ts
 * import { Engine } from 'hrcore';
 *
 * using engine = new Engine(policy);
 * const { results } = engine.score(facts, { period: '2025-06' });
 * console.log(results[0].total, results[0].band);
 * ```
 *
 * @packageDocumentation
 */

/// <reference lib="esnext.disposable" preserve="true" />

import type {
  CalibrateAnswer,
  ExplainAnswer,
  LintAnswer,
  Problem,
  ProgressAnswer,
  Receipt,
  RollupAnswer,
  ScoreAnswer,
  Verification,
} from './answers.js';
import type { AttritionReceiptRequest, AttritionRequest, FitAttritionRequest } from './attrition.js';
import type { AttritionAnswer, FitAttritionAnswer } from './attrition-answers.js';
import type { AlertsAnswer, AppealAnswer, CycleAnswer } from './cycle-answers.js';
import type { Facts } from './facts.js';
import type {
  FlowsRequest,
  ForecastRequest,
  GoalForecastRequest,
  HeadcountRequest,
  WorkforceRequest,
} from './forecast.js';
import type {
  FlowsAnswer,
  ForecastAnswer,
  GoalForecastAnswer,
  HeadcountAnswer,
  WorkforceAnswer,
} from './forecast-answers.js';
import type { ComparePayoutsAnswer, PayoutCurveAnswer, PayoutsAnswer, PointsAnswer } from './money-answers.js';
import type { GoalsAnswer, PlansAnswer } from './planning-answers.js';
import type { Policy } from './policy.js';
import type { ProcedureAnswer, ProcedureRequest } from './procedure.js';
import type {
  AssessAnswer,
  EligibilityAnswer,
  PathsAnswer,
  PipelineAnswer,
  ReviewPolicyAnswer,
} from './promotion-answers.js';
import type {
  AlertsRequest,
  AppealRequest,
  AssessRequest,
  CalibrateRequest,
  ComparePayoutsRequest,
  CycleRequest,
  EligibilityRequest,
  ExplainRequest,
  GoalsRequest,
  JobsRequest,
  MayRequest,
  PathsRequest,
  PayoutCurveRequest,
  PayoutsRequest,
  PipelineRequest,
  PlansRequest,
  PointsRequest,
  ProgressRequest,
  ReceiptRequest,
  ReviewPolicyRequest,
  RollupRequest,
  ScoreRequest,
  TrainingRequest,
} from './requests.js';
import type { RetentionAnswer, RetentionRequest } from './retention.js';
import type { JobsAnswer, MayAnswer, TrainingAnswer } from './training-answers.js';

export type * from './answers.js';
export type * from './attrition.js';
export type * from './attrition-answers.js';
export type * from './conditions.js';
export type * from './cycle-answers.js';
export type * from './facts.js';
export type * from './forecast.js';
export type * from './forecast-answers.js';
export type * from './money.js';
export type * from './money-answers.js';
export type * from './money-facts.js';
export type * from './planning.js';
export type * from './planning-answers.js';
export type * from './planning-facts.js';
export type * from './policy.js';
export type * from './procedure.js';
export type * from './promotion.js';
export type * from './promotion-answers.js';
export type * from './requests.js';
export type * from './retention.js';
export type * from './training-answers.js';

/**
 * A document as a value, as JSON text or as the UTF-8 bytes of that text.
 *
 * Text and bytes reach the engine digit by digit. A value goes through `JSON.stringify`, which writes the shortest
 * digits that stand for a number: `0.1` stays 0.1. Decimals that a JavaScript number cannot hold are strings.
 */
export type Document<T> = T | string | Uint8Array;

/** A compiled policy, with one method per question. */
export class Engine {
  /**
   * Compiles a policy: one object, or the versions of one policy as an array.
   *
   * @throws {@link HrcoreError} with every problem of the policy at once.
   */
  constructor(policy: Document<Policy | readonly Policy[]>);

  /** The same questions, answered with the text of the document: the bytes that every binding of hrcore writes. */
  readonly text: TextAnswers;

  /**
   * Scores the employees over a period.
   *
   * @throws {@link HrcoreError} when a document cannot be read or the request makes no sense. Problems of single
   * records stand in the answer's own `problems`.
   */
  score(facts: Document<Facts>, request: Document<ScoreRequest>): ScoreAnswer;

  /**
   * Where each line and total stands on a day of the period, and where it would end.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  progress(facts: Document<Facts>, request: Document<ProgressRequest>): ProgressAnswer;

  /**
   * The scores in sentences.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  explain(facts: Document<Facts>, request: Document<ExplainRequest>): ExplainAnswer;

  /**
   * The forced distribution, checked or assigned.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  calibrate(facts: Document<Facts>, request: Document<CalibrateRequest>): CalibrateAnswer;

  /**
   * Figures per unit, position or channel.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  rollup(facts: Document<Facts>, request: Document<RollupRequest>): RollupAnswer;

  /**
   * What one result was made from, with its hash, for {@link verify}.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  receipt(facts: Document<Facts>, request: Document<ReceiptRequest>): Receipt;

  /**
   * Every move from the position held: whether its conditions hold, on what evidence, what is missing, and by when it
   * can be there.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  eligibility(facts: Document<Facts>, request: Document<EligibilityRequest>): EligibilityAnswer;

  /**
   * Every way of an employee through the career lattice.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  paths(facts: Document<Facts>, request: Document<PathsRequest>): PathsAnswer;

  /**
   * An assessment with its dimensions, the evidence for each, and what is missing.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  assess(facts: Document<Facts>, request: Document<AssessRequest>): AssessAnswer;

  /**
   * Who holds each position, who is ready to follow or nearly is, and where there are gaps.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  pipeline(facts: Document<Facts>, request: Document<PipelineRequest>): PipelineAnswer;

  /**
   * Where an application stands and which actions are legal, or what becomes of it by one. hrcore keeps nothing: store
   * the application that is answered and hand it in again.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}, and when the action is not legal.
   */
  procedure(facts: Document<Facts>, request: Document<ProcedureRequest>): ProcedureAnswer;

  /**
   * Advice that needs history, such as thresholds that nobody ever met.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  review_policy(facts: Document<Facts>, request: Document<ReviewPolicyRequest>): ReviewPolicyAnswer;

  /**
   * How work plans stand at a moment: what they lack, which items are on time, at risk and overdue, what that endangers,
   * and who should be told.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  plans(facts: Document<Facts>, request: Document<PlansRequest>): PlansAnswer;

  /**
   * How objectives stand: how far they have come, whether drivers and plans reach them, and which work serves them.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  goals(facts: Document<Facts>, request: Document<GoalsRequest>): GoalsAnswer;

  /**
   * What training people have done and have to do, which gates it opens, and which courses address what is weak.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  training(facts: Document<Facts>, request: Document<TrainingRequest>): TrainingAnswer;

  /**
   * Whether someone may do something, and to whom it goes where not.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  may(facts: Document<Facts>, request: Document<MayRequest>): MayAnswer;

  /**
   * Job descriptions: duties, authority, objectives and indicators of each position. Facts have no part in it and may be
   * empty.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  jobs(facts: Document<Facts>, request: Document<JobsRequest>): JobsAnswer;

  /**
   * What is paid for a period, line by line with what it was computed from; what was paid before is taken off.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  payouts(facts: Document<Facts>, request: Document<PayoutsRequest>): PayoutsAnswer;

  /**
   * What a commission pays over a range of bases, for a chart. Facts have no part in it and may be empty.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  payout_curve(facts: Document<Facts>, request: Document<PayoutCurveRequest>): PayoutCurveAnswer;

  /**
   * What two versions of the policy pay on the same facts, person by person.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  compare_payouts(facts: Document<Facts>, request: Document<ComparePayoutsRequest>): ComparePayoutsAnswer;

  /**
   * Accounts of points: what was earned, redeemed, expired and taken back.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  points(facts: Document<Facts>, request: Document<PointsRequest>): PointsAnswer;

  /**
   * Whom something has to be said to, each once by its id. hrcore keeps nothing: hand in what was raised among the facts, as
   * `alert_states`.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  alerts(facts: Document<Facts>, request: Document<AlertsRequest>): AlertsAnswer;

  /**
   * Where an appraisal cycle and its appeals stand, and what can be done now. Facts have no part in it and may be empty.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  cycle(facts: Document<Facts>, request: Document<CycleRequest>): CycleAnswer;

  /**
   * A result before and after corrections, and what made the difference.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  appeal(facts: Document<Facts>, request: Document<AppealRequest>): AppealAnswer;

  /**
   * What comes next in a series, with intervals, and how that was made. With `values` in the request, facts may be
   * empty.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  forecast(facts: Document<Facts>, request: Document<ForecastRequest>): ForecastAnswer;

  /**
   * How many people each position needs by month, whom to hire, and when to open each requisition.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  headcount(facts: Document<Facts>, request: Document<HeadcountRequest>): HeadcountAnswer;

  /**
   * How grades fill over time, and which hires or promotions hold or reach a structure. The same seed gives the same
   * answer.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  flows(facts: Document<Facts>, request: Document<FlowsRequest>): FlowsAnswer;

  /**
   * How likely objectives are reached, and at which pace they would be.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  goal_forecast(facts: Document<Facts>, request: Document<GoalForecastRequest>): GoalForecastAnswer;

  /**
   * Turnover, stability, retention, mobility and time to fill over a period: figures that ISO 30414 names.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  workforce(facts: Document<Facts>, request: Document<WorkforceRequest>): WorkforceAnswer;

  /**
   * Who may leave within some months, how likely, why, and how sure that is. A person has to look at it before anything
   * follows from it.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  attrition(facts: Document<Facts>, request: Document<AttritionRequest>): AttritionAnswer;

  /**
   * A model of leaving, with what it is worth and whom it marks. hrcore keeps nothing: store the `model` that is answered, and
   * hand it in with the request of {@link Engine.attrition}.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  fit_attrition(facts: Document<Facts>, request: Document<FitAttritionRequest>): FitAttritionAnswer;

  /**
   * What one person's chance to leave was made from, the model among it, with its hash, for {@link verify}.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  attrition_receipt(facts: Document<Facts>, request: Document<AttritionReceiptRequest>): Receipt;

  /**
   * How long people stay: the share that is still there after months of tenure, of the whole company and of groups, and
   * whether groups differ.
   *
   * @throws {@link HrcoreError} as {@link Engine.score}.
   */
  retention(facts: Document<Facts>, request: Document<RetentionRequest>): RetentionAnswer;

  /** Advice on the policy itself. */
  lint(): LintAnswer;

  /** The policy with every default written out. */
  normalise(): Policy | Policy[];

  /**
   * Gives the memory back. Finalizers do the same some day, but do not run inside a synchronous loop. A second call
   * does nothing; every question after it throws an {@link HrcoreError} with the code `engine_disposed`.
   */
  dispose(): void;

  /** {@link Engine.dispose}, for `using`. */
  [Symbol.dispose](): void;
}

/** The questions of an {@link Engine}, text out. */
export interface TextAnswers {
  score(facts: Document<Facts>, request: Document<ScoreRequest>): string;
  progress(facts: Document<Facts>, request: Document<ProgressRequest>): string;
  explain(facts: Document<Facts>, request: Document<ExplainRequest>): string;
  calibrate(facts: Document<Facts>, request: Document<CalibrateRequest>): string;
  rollup(facts: Document<Facts>, request: Document<RollupRequest>): string;
  receipt(facts: Document<Facts>, request: Document<ReceiptRequest>): string;
  eligibility(facts: Document<Facts>, request: Document<EligibilityRequest>): string;
  paths(facts: Document<Facts>, request: Document<PathsRequest>): string;
  assess(facts: Document<Facts>, request: Document<AssessRequest>): string;
  pipeline(facts: Document<Facts>, request: Document<PipelineRequest>): string;
  procedure(facts: Document<Facts>, request: Document<ProcedureRequest>): string;
  review_policy(facts: Document<Facts>, request: Document<ReviewPolicyRequest>): string;
  plans(facts: Document<Facts>, request: Document<PlansRequest>): string;
  goals(facts: Document<Facts>, request: Document<GoalsRequest>): string;
  training(facts: Document<Facts>, request: Document<TrainingRequest>): string;
  may(facts: Document<Facts>, request: Document<MayRequest>): string;
  jobs(facts: Document<Facts>, request: Document<JobsRequest>): string;
  payouts(facts: Document<Facts>, request: Document<PayoutsRequest>): string;
  payout_curve(facts: Document<Facts>, request: Document<PayoutCurveRequest>): string;
  compare_payouts(facts: Document<Facts>, request: Document<ComparePayoutsRequest>): string;
  points(facts: Document<Facts>, request: Document<PointsRequest>): string;
  alerts(facts: Document<Facts>, request: Document<AlertsRequest>): string;
  cycle(facts: Document<Facts>, request: Document<CycleRequest>): string;
  appeal(facts: Document<Facts>, request: Document<AppealRequest>): string;
  forecast(facts: Document<Facts>, request: Document<ForecastRequest>): string;
  headcount(facts: Document<Facts>, request: Document<HeadcountRequest>): string;
  flows(facts: Document<Facts>, request: Document<FlowsRequest>): string;
  goal_forecast(facts: Document<Facts>, request: Document<GoalForecastRequest>): string;
  workforce(facts: Document<Facts>, request: Document<WorkforceRequest>): string;
  attrition(facts: Document<Facts>, request: Document<AttritionRequest>): string;
  fit_attrition(facts: Document<Facts>, request: Document<FitAttritionRequest>): string;
  attrition_receipt(facts: Document<Facts>, request: Document<AttritionReceiptRequest>): string;
  retention(facts: Document<Facts>, request: Document<RetentionRequest>): string;
  lint(): string;
  normalise(): string;
}

/** A call that failed as a whole. */
export class HrcoreError extends Error {
  private constructor();
  readonly name: 'HrcoreError';
  /** Every problem found, in the order of the document. */
  readonly problems: readonly [Problem, ...Problem[]];
  /** The code of the first problem. */
  readonly code: Problem['code'];
  /** The JSON pointer of the first problem. */
  readonly path: string;
  /** The problems as hrcore wrote them: `{"problems":[…]}`. */
  readonly text: string;
}

/**
 * Whether a receipt's hash and result can be recomputed.
 *
 * @throws {@link HrcoreError} when the receipt cannot be read or does not hold.
 */
export function verify(receipt: Document<Receipt>): Verification;

/** {@link verify}, answered with the text of the document. */
export function verifyText(receipt: Document<Receipt>): string;

/** Version of the engine. */
export const version: string;

/** Version of the documents that this engine writes, and the newest that it reads. */
export const schemaVersion: string;
