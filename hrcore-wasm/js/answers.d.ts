import type { Absence } from './facts.js';
import type { AccessField, IsoDate, MetricUnit, PeriodName } from './policy.js';

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
  /** Who looked at what; for the host to keep. */
  readonly access_record?: {
    readonly role: string;
    readonly employee?: string;
    readonly unit?: string;
    readonly as_of?: IsoDate;
    readonly period: PeriodName;
    readonly shown: readonly AccessField[];
    readonly employees: readonly string[];
  };
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
  /** The fields withheld from this viewer. */
  readonly redacted?: readonly AccessField[];
  /** The hash of the whole result. */
  readonly receipt?: string;
  /** `false` where fields are withheld. */
  readonly verifiable?: boolean;
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
  /** Absent when withheld from the viewer. */
  readonly lines?: readonly LineResult[];
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
  readonly weight?: Figure;
  readonly weight_exact?: Exact;
  /** The weight after redistribution. */
  readonly applied_weight?: Figure;
  readonly applied_weight_exact?: Exact;
  readonly contribution?: Figure;
  readonly contribution_exact?: Exact;
  /** The label, of a line scored by label. */
  readonly label?: string;
  /** What the policy made of a line without a value. */
  readonly effect?: 'unknown' | 'zero' | 'neutral' | 'redistribute';
  /** The observed metrics that the value was made from. */
  readonly inputs?: readonly Input[];
}

/** An observed metric behind a line. */
export interface Input {
  readonly metric: string;
  readonly state: 'value' | Absence;
  readonly value?: Figure;
  readonly value_exact?: Exact;
  readonly label?: string;
  /** The period of the value, where it is not the one that is scored. */
  readonly period?: PeriodName;
  /** The kind of rater. */
  readonly rater?: string;
  /** How many observations or ratings were combined. */
  readonly observations: number;
  readonly sources?: readonly string[];
  readonly records?: readonly string[];
  /** The items behind a figure of work plans. */
  readonly items?: readonly ItemEvidence[];
  /** The training behind a figure of training. */
  readonly training?: readonly TrainingEvidence[];
}

/** Training behind a figure. */
export interface TrainingEvidence {
  /** Id of the requirement; none for a course that is required of the person alone. */
  readonly requirement?: string;
  /** How many courses are needed. */
  readonly need: number;
  /** How many are done, counted up to `need`. */
  readonly done: number;
  /** Courses that are not done, where some are still needed. */
  readonly open?: readonly string[];
}

/** An item of a plan behind a figure. */
export interface ItemEvidence {
  /** Id of the item. */
  readonly item: string;
  /** What was planned, in the words of the facts. */
  readonly text: string;
  /** What had become of it by the end of the period. */
  readonly state: 'done' | 'done_late' | 'open' | 'cancelled' | 'returned';
  /** How much of its goal was reached, 0 to 1. */
  readonly attainment?: Figure;
  readonly attainment_exact?: Exact;
}

/** Where something had no value. */
interface Place {
  /** The base period, of a longer one. */
  readonly period?: PeriodName;
  /** The position, where there are several. */
  readonly position?: string;
}

/** What had no value, and what became of it. */
export type Missing = Place &
  (
    | {
        readonly line: string;
        readonly metric: string;
        readonly state: Absence;
        /** A record touches the period, but lies across its border or belongs to none of several positions. */
        readonly reason?: 'record_does_not_fit';
        /** What the policy chose. */
        readonly effect: 'unknown' | 'zero' | 'neutral' | 'redistribute';
      }
    | { readonly adjustment: string; readonly state: 'undecided' }
    | { readonly veto: string; readonly state: 'undecided' }
    | { readonly coefficient_adjustment: string; readonly state: 'undecided' }
  );

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

/** The answer of `progress`. */
export interface ProgressAnswer extends AnswerHead {
  readonly as_of?: IsoDate;
  readonly results: readonly {
    readonly employee: string;
    readonly positions?: readonly PositionProgress[];
  }[];
}

export interface PositionProgress {
  readonly position: string;
  readonly unit?: string;
  readonly scorecard: string;
  readonly days_elapsed: number;
  readonly days_left: number;
  /** Share of the days in the position that is over. */
  readonly elapsed: Figure;
  readonly elapsed_exact?: Exact;
  readonly lines: readonly LineProgress[];
  /** Where the total would end at the present pace. */
  readonly projected_total?: Figure;
  readonly projected_total_exact?: Exact;
  readonly projected_band?: string;
}

export interface LineProgress {
  readonly line: string;
  readonly metric: string;
  readonly unit: MetricUnit;
  readonly state: 'value' | Absence;
  readonly actual?: Figure;
  readonly actual_exact?: Exact;
  readonly target?: Figure;
  readonly target_exact?: Exact;
  /** Towards the target, 0 to 1. */
  readonly progress?: Figure;
  readonly progress_exact?: Exact;
  /** For flows: what each day that is left has to bring. */
  readonly needed_per_day?: Figure;
  readonly needed_per_day_exact?: Exact;
  /** The actual value at the end, at the present pace. */
  readonly projected?: Figure;
  readonly projected_exact?: Exact;
  readonly projected_score?: Figure;
  readonly projected_score_exact?: Exact;
}

/** The answer of `explain`. */
export interface ExplainAnswer extends AnswerHead {
  readonly lang: 'en' | 'zh';
  readonly results: readonly {
    readonly employee: string;
    /** One per position held. */
    readonly sentences: readonly string[];
    /** The sentences as one text. */
    readonly text: string;
    /** What was said, as codes with parameters. */
    readonly messages: readonly Message[];
  }[];
}

/** Something to say about a result: a stable code, and parameters as text. */
export interface Message {
  readonly code: string;
  readonly [parameter: string]: string;
}

/** The answer of `calibrate`. */
export interface CalibrateAnswer extends AnswerHead {
  readonly mode: 'check' | 'assign';
  readonly groups: readonly CalibratedGroup[];
}

/** The company, or a unit, as the policy's `distribution.scope` says. */
export interface CalibratedGroup {
  readonly group: string;
  /** People with a known total. */
  readonly people: number;
  /** Smaller than `min_group`: left alone. */
  readonly exempt: boolean;
  /** Absent in an exempt group. */
  readonly quotas?: readonly {
    readonly band: string;
    /** Percent. */
    readonly share: Figure;
    readonly share_exact?: Exact;
    /** People the share comes to. */
    readonly quota: number;
    /** People in the band: as assigned, or in `check` as scored. */
    readonly actual: number;
    readonly deviation: number;
  }[];
  readonly people_bands: readonly {
    readonly employee: string;
    readonly total: Figure;
    readonly total_exact?: Exact;
    /** By score. */
    readonly band?: string;
    /** By rank. */
    readonly assigned?: string;
  }[];
}

/** The answer of `rollup`. */
export interface RollupAnswer extends AnswerHead {
  readonly by: 'unit' | 'position' | 'channel';
  readonly groups: readonly RolledUpGroup[];
}

/** A unit, position or channel. */
export interface RolledUpGroup {
  readonly group: string;
  /** The unit above. */
  readonly parent?: string;
  readonly people: number;
  /** People with a known total. */
  readonly known: number;
  readonly mean_total?: Figure;
  readonly mean_total_exact?: Exact;
  readonly min_total?: Figure;
  readonly min_total_exact?: Exact;
  readonly max_total?: Figure;
  readonly max_total_exact?: Exact;
  /** How many people are in each band. */
  readonly bands?: readonly { readonly band: string; readonly people: number }[];
  readonly lines?: readonly {
    readonly metric: string;
    readonly mean_score?: Figure;
    readonly mean_score_exact?: Exact;
    readonly known: number;
  }[];
}

/** The answer of `lint`: advice on the policy itself. The policy is usable as it is. */
export interface LintAnswer {
  readonly schema_version: string;
  readonly advice: readonly Problem[];
}

/** What one result was made from. Kept and handed on as it is. */
export interface Receipt {
  /** `sha256:` and the hash of the document. */
  readonly receipt: string;
  /** The normalised policy, facts and result that the hash is of; of a chance of leaving the model as well. */
  readonly document: { readonly [field: string]: unknown };
}

/** Whether a receipt's hash and result can be recomputed. */
export interface Verification {
  /** The hash is that of the document, and the document gives its result. */
  readonly valid: boolean;
  /** The hash of the document as it stands. */
  readonly receipt: string;
  /** The version of the engine that made it. */
  readonly engine?: string;
  /** What does not match. */
  readonly problems: readonly Problem[];
}
