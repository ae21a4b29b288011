import type { AttritionModel } from './attrition.js';
import type { Observation, Rating } from './facts.js';
import type { Decimal, IsoDate, PeriodName } from './policy.js';
import type { IsoInstant } from './procedure.js';

/** The request of `score`. */
export interface ScoreRequest {
  /** The period to judge. */
  period: PeriodName;
  /** Ids of the employees to score; default: all. */
  employees?: readonly string[];
  /** `full` (default), or `totals`: no positions and lines. */
  detail?: 'full' | 'totals';
  /** Judges by this version of the policy instead of the one in force. */
  policy_version?: string;
  /** Redacts the answer for this viewer, as the policy's `access` says. */
  viewer?: Viewer;
  /** Observations up to this day. */
  as_of?: IsoDate;
}

/** For whom an answer is redacted: a role of the policy's `access`, and who holds it. */
export interface Viewer {
  readonly role: string;
  /** Who asks; with a role that sees its own or its unit's results. */
  readonly employee?: string;
  /** The unit that the viewer leads; with a role that sees a unit's results. */
  readonly unit?: string;
}

/** The request of `explain`. */
export interface ExplainRequest extends ScoreRequest {
  /** Language of the sentences; default `en`. */
  lang?: 'en' | 'zh';
}

/** The request of `progress`. */
export interface ProgressRequest {
  /** The period under way. */
  period: PeriodName;
  /** The day on which to look: within the period. */
  as_of: IsoDate;
  /** Ids of the employees; default: all. */
  employees?: readonly string[];
  policy_version?: string;
}

/** The request of `calibrate`. */
export interface CalibrateRequest {
  period: PeriodName;
  /** Whether bands are checked against the quotas or assigned by rank; default: as the policy says. */
  mode?: 'check' | 'assign';
  policy_version?: string;
}

/** The request of `rollup`. */
export interface RollupRequest {
  period: PeriodName;
  /** What to group by; default `unit`. */
  by?: 'unit' | 'position' | 'channel';
  policy_version?: string;
}

/** The request of `receipt`. */
export interface ReceiptRequest {
  period: PeriodName;
  /** Id of the employee whose result is attested. */
  employee: string;
  policy_version?: string;
}

/** A question about a day. */
interface CareerRequest {
  /** The last day that is over. */
  as_of: IsoDate;
  /** Judges by this version of the policy instead of the one in force. */
  policy_version?: string;
}

/** The request of `eligibility`. */
export interface EligibilityRequest extends CareerRequest {
  /** Ids of the employees; default: all. */
  employees?: readonly string[];
  /** Ids of the moves; default: all from the position held. */
  moves?: readonly string[];
  /** `full` (default), or `decision`: no evidence. */
  detail?: 'full' | 'decision';
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
}

/** The request of `paths`. */
export interface PathsRequest extends CareerRequest {
  /** Id of the employee who sets out. */
  employee: string;
  /** The position to reach; default: any. */
  to?: string;
  /** 1 to 12; default 6. */
  max_steps?: Decimal;
  /** 1 to 10 000; default 1000. */
  max_paths?: Decimal;
  /** Names the positions in this language. */
  lang?: 'en' | 'zh';
}

/** The request of `assess`. */
export interface AssessRequest extends CareerRequest {
  /** Id of the assessment. */
  assessment: string;
  /** Ids of the employees; default: all. */
  employees?: readonly string[];
  /** The position whose required levels count; default: the one held. */
  position?: string;
}

/** The request of `pipeline`. */
export interface PipelineRequest extends CareerRequest {
  /** Ids of the positions; default: all. */
  positions?: readonly string[];
  /** Only those who work in this unit, or below it. */
  unit?: string;
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
}

/** The request of `review_policy`. */
export interface ReviewPolicyRequest {
  /** The first period. */
  from: PeriodName;
  /** The last period. */
  to: PeriodName;
  /** Advises only where so many person-periods have a value; default 3. */
  min_cases?: Decimal;
  /** Reviews this version of the policy instead of the one in force at the end. */
  policy_version?: string;
}

/** The request of `plans`. */
export interface PlansRequest {
  /** The moment to look at. */
  as_of: IsoInstant;
  /** Only plans of this period, or of periods in it; who owes one for it is named. */
  period?: PeriodName;
  /** Ids of the employees; default: all. */
  employees?: readonly string[];
  /** `full` (default), `attention`: only what is returned, at risk or overdue, or `summary`: counts and notices. */
  detail?: 'full' | 'attention' | 'summary';
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
  /** Judges by this version of the policy instead of the one in force. */
  policy_version?: string;
}

/** The request of `goals`. */
export interface GoalsRequest extends CareerRequest {
  /** Only objectives of this period, or of periods in it. */
  period?: PeriodName;
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
}

/** The request of `training`. */
export interface TrainingRequest extends CareerRequest {
  /** The appraisal period whose results show what is weak; default: the last one that has ended. */
  period?: PeriodName;
  /** Ids of the employees; default: all. */
  employees?: readonly string[];
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
}

/** The request of `may`. */
export interface MayRequest extends CareerRequest {
  /** Id of the employee who would do it. */
  employee: string;
  /** Id of the action. */
  action: string;
  /** How much of it, in the action's unit. */
  amount?: Decimal;
  /** ISO 4217; must be the action's. */
  currency?: string;
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
}

/** The request of `jobs`. */
export interface JobsRequest extends CareerRequest {
  /** Ids of the positions; default: all. */
  positions?: readonly string[];
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
}

/** The request of `payouts`. */
export interface PayoutsRequest {
  /** The period to pay for. */
  period: PeriodName;
  /** Ids of the employees; default: all. Teams and budgets are looked at whole. */
  employees?: readonly string[];
  /** Ids of the rules; default: all of this length of period. */
  rules?: readonly string[];
  /** `full` (default), or `totals`: no inputs, conditions and texts. */
  detail?: 'full' | 'totals';
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
  /** Judges by this version of the policy instead of the one in force. */
  policy_version?: string;
}

/** The request of `payout_curve`. */
export interface PayoutCurveRequest extends CareerRequest {
  /** Id of the commission. */
  rule: string;
  /** The least base. */
  from: Decimal;
  /** The greatest base. */
  to: Decimal;
  /** How many evenly spaced bases: 2 to 10 000; default 101. */
  points?: Decimal;
}

/** The request of `compare_payouts`. */
export interface ComparePayoutsRequest {
  /** The period to pay for. */
  period: PeriodName;
  /** The version that is compared. */
  version: string;
  /** The version that it is compared with. */
  against: string;
  /** Ids of the employees; default: all. */
  employees?: readonly string[];
}

/** The request of `points`. */
export interface PointsRequest extends CareerRequest {
  /** Ids of the employees; default: all. */
  employees?: readonly string[];
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
}

/** The request of `alerts`. */
export interface AlertsRequest extends CareerRequest {
  /** Ids of the rules; default: all. */
  rules?: readonly string[];
  /** Ids of the employees; default: all. */
  employees?: readonly string[];
  /** A model of leaving that was fitted before, for rules about the risk; one is fitted to the facts, if not stated. */
  model?: AttritionModel;
  /** What is borrowed where the own data are few. */
  prior?: AttritionModel;
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
}

/** The request of `cycle`. */
export interface CycleRequest {
  /** The period that is appraised. */
  period: PeriodName;
  /** The moment to look at. */
  as_of: IsoInstant;
  /** What was done, earliest first. */
  record?: readonly CycleEntry[];
  /** Appeals against its results. */
  appeals?: readonly CycleAppealEntry[];
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
  /** Judges by this version of the policy instead of the one in force. */
  policy_version?: string;
}

/** Something that was done in an appraisal cycle. */
export interface CycleEntry {
  /** Id of the step. */
  step: string;
  /** When. */
  at: IsoInstant;
  /** In which role. */
  by: string;
}

/** An appeal against a result of an appraisal cycle. */
export interface CycleAppealEntry {
  /** Its name for machines. */
  id: string;
  /** Id of the employee whose result it is about. */
  employee: string;
  /** When it was filed. */
  at: IsoInstant;
  /** When it was answered. */
  answered_at?: IsoInstant;
  /** In which role it was answered. */
  answered_by?: string;
}

/** The request of `appeal`; the facts are those before the corrections. */
export interface AppealRequest {
  /** The period. */
  period: PeriodName;
  /** Id of the employee. */
  employee: string;
  /** What is corrected. */
  corrections: Corrections;
  /** When the result was published. */
  published_at?: IsoInstant;
  /** When the appeal was filed. */
  filed_at?: IsoInstant;
  /** The moment at which it is asked whether the answer is late. */
  as_of?: IsoInstant;
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
  /** Judges by this version of the policy instead of the one in force. */
  policy_version?: string;
}

/** Corrections of facts. */
export interface Corrections {
  /** They take the place of others, or are added. */
  observations?: readonly Observation[];
  /** They take the place of others, or are added. */
  ratings?: readonly Rating[];
  /** References to records that are left out. */
  remove?: readonly string[];
}
