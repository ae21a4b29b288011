import type { Decimal, IsoDate, PeriodName } from './policy.js';

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

/** A question about careers on a day. */
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

/** A moment with its offset, `2025-06-10T09:00:00+08:00`, or with `Z`. */
export type IsoInstant = string;

/** The request of `procedure`: where an application stands or, with an action, what becomes of it. */
export interface ProcedureRequest {
  as_of: IsoInstant;
  /** The application as it was answered last; a new one has no record. */
  application: Application;
  action?: ProcedureAction;
  /** For a new application: decides it by this version of the policy instead of the one in force. */
  policy_version?: string;
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
}

/** An application for a move. Where it stands follows from its record, which only grows. */
export interface Application {
  readonly id: string;
  /** The person whom it is about. */
  readonly employee: string;
  readonly move: string;
  /** Default: the move's. */
  readonly procedure?: string;
  /** The unit of the new post. */
  readonly unit?: string;
  /** The version by which it is decided until the end. */
  readonly policy_version?: string;
  /** Checked against the record. */
  readonly state?: ApplicationState;
  readonly step?: string;
  /** What was done, earliest first. */
  readonly record?: readonly RecordedAction[];
}

export type ApplicationState =
  | 'draft' | 'in_review' | 'returned' | 'approved' | 'rejected'
  | 'published' | 'appealed' | 'effective' | 'withdrawn';

export type ActionName =
  | 'apply' | 'approve' | 'return' | 'reject' | 'resubmit'
  | 'withdraw' | 'publish' | 'appeal' | 'decide_appeal' | 'take_effect';

interface ActionHead {
  /** Who acts. */
  readonly by: string;
  /** In which role; that the person has it is for the host to know. */
  readonly role: string;
  /** Default: the moment of asking. */
  readonly at?: IsoInstant;
  /** Why. */
  readonly note?: string;
  readonly evidence?: readonly { readonly kind: string; readonly record?: string }[];
}

/** What `eligibility` answered, as the host states it. */
export interface StatedEligibility {
  readonly state: 'eligible' | 'not_eligible' | 'unknown';
  readonly as_of?: IsoDate;
  readonly record?: string;
}

/** An action: what is done, and what goes with it. */
export type ProcedureAction = ActionHead &
  (
    | { readonly do: 'apply' | 'resubmit'; readonly eligibility?: StatedEligibility }
    /** `step`: the one that is meant, so that a decision sent twice does not decide the next one. */
    | { readonly do: 'approve'; readonly step?: string; readonly pay_rise?: Decimal }
    | { readonly do: 'return' | 'reject'; readonly step?: string }
    | { readonly do: 'withdraw' | 'publish' | 'appeal' }
    | { readonly do: 'decide_appeal'; readonly outcome: 'upheld' | 'dismissed' }
    /** `effective_from`: the first day of the new position; default: the day itself. */
    | { readonly do: 'take_effect'; readonly pay_rise?: Decimal; readonly effective_from?: IsoDate }
  );

/** An entry of an application's record. */
export type RecordedAction = ProcedureAction & { readonly at: IsoInstant };
