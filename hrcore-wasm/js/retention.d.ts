import type { PolicyName, Problem } from './answers.js';
import type { Leaving } from './attrition.js';
import type { Approx } from './forecast-answers.js';
import type { IsoDate, SchemaVersion } from './policy.js';

/** Asks how long people stay. */
export interface RetentionRequest {
  /** The last day that is over. */
  as_of: IsoDate;
  /** The months before `as_of` that are looked at, 1 to 120; default 24. */
  window?: number;
  /** Which leaving; default `voluntary`. Who leaves otherwise is seen until then. */
  leaving?: Leaving;
  /** By what people are grouped, besides the whole. */
  by?: RetentionBy;
  /** Say it in words of this language as well. */
  lang?: 'en' | 'zh';
  /** Judge by this version of the policy, whatever is in force. */
  policy_version?: string;
}

/** By what people are grouped: the position held at the start of each month, or the unit, without those below it. */
export type RetentionBy = 'position' | 'unit';

/** How long people stay. */
export interface RetentionAnswer {
  readonly schema_version: SchemaVersion;
  readonly policy: PolicyName;
  /** The last day that is over. */
  readonly as_of: IsoDate;
  /** How many months before were looked at. */
  readonly window: number;
  /** Which leaving. */
  readonly leaving: Leaving;
  /** The whole company, then its groups in the order of the policy. */
  readonly curves: readonly RetentionCurve[];
  /** Whether groups differ. */
  readonly comparison?: RetentionComparison;
  /** What to know, by code: `ends_unstated`, `old_data`, `not_compared`; codes are added over time. */
  readonly caveats?: readonly string[];
  /** The whole in words. */
  readonly text?: string;
  /** Records that were left out. */
  readonly problems: readonly Problem[];
}

/** How long people of the whole company, or of a group, stay: a survival curve over months of tenure. */
export interface RetentionCurve {
  /** What kind of group; none of the whole company. */
  readonly by?: RetentionBy;
  /** Which one. */
  readonly id?: string;
  /** How many people were seen. */
  readonly people: number;
  /** In how many months of one person. */
  readonly months: number;
  /** How many of them left. */
  readonly leavers: number;
  /** The month of tenure at which the curve begins: shares are of those who stayed so long. */
  readonly from: number;
  /** The month of tenure up to which it is known. */
  readonly until: number;
  /** The first month of tenure, from `from` on, with fewer than 5 people; none where there were always 5 or more. */
  readonly thin_from?: number;
  /** The curve: where it begins, after each month in which somebody left, and where it ends. */
  readonly steps: readonly RetentionStep[];
  /** The share that is still there after 3, 6, 12, 24, 36 and 60 months, as far as it is known. */
  readonly staying: readonly StayingShare[];
  /** The months after which half have left. */
  readonly median?: MedianTenure;
  /**
   * What to know, by code: `few_people`, `no_leavers`, `thin_risk_sets`, `gap_in_tenures`, `leavers_outside`; codes are added
   * over time.
   */
  readonly caveats?: readonly string[];
  /** It in words; of groups. */
  readonly text?: string;
}

/** The share that is still there after some months. */
export interface StayingShare {
  /** Whole months of tenure. */
  readonly months: number;
  /** The share that is still there. */
  readonly staying: Approx;
  /** The least, in 80 of 100 cases; none before anybody left. */
  readonly lo80?: Approx;
  /** The most, in 80 of 100 cases. */
  readonly hi80?: Approx;
  /** The least, in 95 of 100 cases. */
  readonly lo95?: Approx;
  /** The most, in 95 of 100 cases. */
  readonly hi95?: Approx;
}

/** The curve after a month of tenure. */
export interface RetentionStep extends StayingShare {
  /** How many were there at the start of the month that ends so; where the curve begins, at the start of the next. */
  readonly at_risk: number;
  /** How many of them left in it. */
  readonly left: number;
  /** The cumulative hazard (Nelson and Aalen): the sum of `left` ÷ `at_risk` of the steps so far. */
  readonly cumulative_hazard: Approx;
}

/** The months of tenure after which half have left; what the curve, or its bound, does not reach is left out. */
export interface MedianTenure {
  /** The first month after which half or fewer are still there. */
  readonly months?: number;
  /** The least, in 80 of 100 cases. */
  readonly lo80?: number;
  /** The most, in 80 of 100 cases. */
  readonly hi80?: number;
  /** The least, in 95 of 100 cases. */
  readonly lo95?: number;
  /** The most, in 95 of 100 cases. */
  readonly hi95?: number;
}

/** Whether groups differ in how long people stay: the log-rank test. */
export interface RetentionComparison {
  readonly test: 'log_rank';
  /** Its statistic. */
  readonly chi_square: Approx;
  /** Its degrees of freedom. */
  readonly degrees: number;
  /** The probability of such a statistic, or a larger one, where groups do not differ. */
  readonly p: Approx;
  /** The groups, in the order of their curves. */
  readonly groups: readonly ComparedGroup[];
}

/** A group beside the others. */
export interface ComparedGroup {
  /** The position or unit. */
  readonly id: string;
  /** How many left. */
  readonly left: number;
  /** How many would have, at each month of tenure at the rate of all groups together. */
  readonly expected: Approx;
}
