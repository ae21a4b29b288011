import type { IsoDate, PeriodName } from './policy.js';

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
}

/** The request of `calibrate`. */
export interface CalibrateRequest {
  period: PeriodName;
  /** Whether bands are checked against the quotas or assigned by rank; default: as the policy says. */
  mode?: 'check' | 'assign';
}

/** The request of `rollup`. */
export interface RollupRequest {
  period: PeriodName;
  /** What to group by; default `unit`. */
  by?: 'unit' | 'position' | 'channel';
}

/** The request of `receipt`. */
export interface ReceiptRequest {
  period: PeriodName;
  /** Id of the employee whose result is attested. */
  employee: string;
  policy_version?: string;
}
