import type { Absence } from './facts.js';
import type { IsoDate, MetricUnit, PeriodName } from './policy.js';

/**
 * A figure in canonical form: no exponent, no trailing zeros, no minus zero. Where its digits do not end it is
 * rounded, and the exact value (`280/3`) stands beside it under the same name with `_exact`.
 */
export type Figure = string;

/** A fraction in lowest terms, or the exact decimal. */
export type Exact = string;

/** What is wrong with a document, and where. */
export interface Problem {
  /** A stable code, such as `weights_sum`; codes are added over time. */
  readonly code: string;
  /** RFC 6901 pointer into the document at fault; empty for the whole. */
  readonly pointer: string;
  readonly message: string;
  /** What would help. */
  readonly hint?: string;
}

/** What stands at the head of every answer over facts. */
export interface AnswerHead {
  readonly schema_version: string;
  readonly policy: PolicyName;
  readonly period: PeriodName;
  /** Problems of single records, with pointers into the facts; these records were left out. */
  readonly problems: readonly Problem[];
}

/** Which policy judged. */
export interface PolicyName {
  readonly id: string;
  readonly version: string;
  /** The request named the version. */
  readonly forced?: boolean;
}

/** The answer of `score`. */
export interface ScoreAnswer extends AnswerHead {
  /** In the order of the facts. */
  readonly results: readonly Result[];
}

/** A total and what follows from it. A field that is absent is not known or does not apply. */
export interface Rated {
  readonly total?: Figure;
  readonly total_exact?: Exact;
  /** Id of the rating band. */
  readonly band?: string;
  readonly coefficient?: Figure;
  readonly coefficient_exact?: Exact;
}

/** An employee's result. */
export interface Result extends Rated {
  readonly employee: string;
  /** `not_in_scope`: no scored position in the period. */
  readonly state: 'known' | 'unknown' | 'not_in_scope';
  /** What had no value, and what the policy made of it. */
  readonly missing?: readonly Missing[];
  /** Not in `totals` detail. */
  readonly positions?: readonly PositionResult[];
  /** For a longer period by `average`: its base periods. */
  readonly periods?: readonly PeriodResult[];
}

/** One position held in the period. */
export interface PositionResult extends Rated {
  readonly position: string;
  readonly unit?: string;
  readonly scorecard: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly days: number;
  /** Days held ÷ days of the period, where not 1. */
  readonly factor?: Figure;
  readonly factor_exact?: Exact;
  readonly state: 'known' | 'unknown';
  readonly missing?: readonly Missing[];
  readonly lines: readonly LineResult[];
  readonly adjustments?: readonly AppliedAdjustment[];
  readonly vetoes?: readonly AppliedVeto[];
  readonly coefficient_adjustments?: readonly AppliedCoefficientAdjustment[];
}

/** A base period inside a longer one. */
export interface PeriodResult extends Rated {
  readonly period: PeriodName;
  readonly days: number;
  readonly state?: Result['state'];
}

/** One line of the scorecard. */
export interface LineResult {
  readonly line: string;
  readonly metric: string;
  readonly unit: MetricUnit;
  readonly currency?: string;
  readonly method:
    | 'ratio' | 'improvement' | 'closer' | 'interpolated' | 'banded'
    | 'per_unit' | 'binary' | 'label' | 'efficacy' | 'rated';
  readonly state: 'value' | Absence;
  /** In the metric's unit, or the label. */
  readonly actual?: Figure;
  readonly actual_exact?: Exact;
  readonly target?: Figure;
  readonly target_exact?: Exact;
  readonly met?: boolean;
  readonly attainment?: Figure;
  readonly attainment_exact?: Exact;
  /** In points, after floor and cap. */
  readonly score?: Figure;
  readonly score_exact?: Exact;
  readonly floor?: Figure | null;
  readonly floor_exact?: Exact;
  readonly cap?: Figure | null;
  readonly cap_exact?: Exact;
  /** Percentage of the card. */
  readonly weight: Figure;
  readonly weight_exact?: Exact;
  /** The weight after redistribution. */
  readonly applied_weight?: Figure;
  readonly applied_weight_exact?: Exact;
  readonly contribution?: Figure;
  readonly contribution_exact?: Exact;
  /** The observed metrics that the value was made from. */
  readonly inputs?: readonly Input[];
}

/** An observed metric behind a line. */
export interface Input {
  readonly metric: string;
  readonly state: 'value' | Absence;
  readonly value?: Figure;
  readonly value_exact?: Exact;
  /** How many observations were combined. */
  readonly observations?: number;
  readonly records?: readonly string[];
}

/** What had no value, and what became of it. */
export type Missing =
  | {
      readonly line: string;
      readonly metric: string;
      readonly state: Absence;
      /** What the policy chose. */
      readonly effect: 'unknown' | 'zero' | 'neutral' | 'redistribute';
    }
  | { readonly adjustment: string; readonly state: 'undecided' }
  | { readonly veto: string; readonly state: 'undecided' }
  | { readonly coefficient_adjustment: string; readonly state: 'undecided' };

type Decided = { readonly id: string; readonly state: 'applied' | 'not_applied' | 'unknown' };

export interface AppliedAdjustment extends Decided {
  readonly points?: Figure;
  readonly points_exact?: Exact;
}

export interface AppliedVeto extends Decided {
  readonly set?: Figure;
  readonly cap?: Figure;
  readonly band_cap?: string;
}

export interface AppliedCoefficientAdjustment extends Decided {
  readonly add?: Figure;
  readonly add_exact?: Exact;
}

/** The answer of `progress`. Its own fields are read by name and narrowed. */
export interface ProgressAnswer extends AnswerHead {
  readonly [field: string]: unknown;
}

/** The answer of `explain`. Its own fields are read by name and narrowed. */
export interface ExplainAnswer extends AnswerHead {
  readonly [field: string]: unknown;
}

/** The answer of `calibrate`. Its own fields are read by name and narrowed. */
export interface CalibrateAnswer extends AnswerHead {
  readonly [field: string]: unknown;
}

/** The answer of `rollup`. Its own fields are read by name and narrowed. */
export interface RollupAnswer extends AnswerHead {
  readonly [field: string]: unknown;
}

/** Advice on the policy itself. */
export interface LintAnswer {
  readonly [field: string]: unknown;
}

/** What one result was made from, with its hash. Kept and handed on as it is. */
export interface Receipt {
  readonly [field: string]: unknown;
}

/** Whether a receipt holds. */
export interface Verification {
  readonly [field: string]: unknown;
}
