import type { Exact, Figure, PolicyName, Problem } from './answers.js';
import type { ComparisonWord, ConditionKind } from './conditions.js';
import type { Absence } from './facts.js';
import type { IsoDate, MetricUnit, PeriodName, Text } from './policy.js';
import type { MoveKind } from './promotion.js';

/** What stands at the head of every answer about a day. */
export interface CareerAnswerHead {
  readonly schema_version: string;
  readonly policy: PolicyName;
  readonly as_of: IsoDate;
  /** Problems of single records, with pointers into the facts; these records were left out. */
  readonly problems: readonly Problem[];
}

export type Truth = 'met' | 'unmet' | 'unknown';

export type Eligibility = 'eligible' | 'not_eligible' | 'unknown';

/** How far along something is, and when it can first hold if all goes well. Absent where nobody can tell. */
interface Standing {
  /** 0 to 1. */
  readonly progress?: Figure;
  readonly progress_exact?: Exact;
  readonly earliest?: IsoDate;
}

/** The answer of `eligibility`. */
export interface EligibilityAnswer extends CareerAnswerHead {
  /** In the order of the facts. */
  readonly results: readonly EmployeeMoves[];
}

/** An employee's moves; one who holds no position has neither position nor moves. */
export interface EmployeeMoves {
  readonly employee: string;
  readonly position?: string;
  readonly unit?: string;
  readonly moves?: readonly MoveDecision[];
}

/** Whether an employee may make a move. In `decision` detail nothing stands below `state`. */
export interface MoveDecision extends Standing {
  readonly id: string;
  readonly to: string;
  readonly kind: MoveKind;
  readonly state: Eligibility;
  readonly condition?: ConditionResult;
  /** The one change that turns the decision by itself. */
  readonly smallest_change?: PlannedChange;
  /** The changes of least cost that turn it together, in the order of the policy. */
  readonly cheapest_changes?: {
    readonly cost: Figure;
    readonly cost_exact?: Exact;
    readonly changes: readonly PlannedChange[];
  };
  readonly effects?: {
    readonly pay_rise?: PayRiseRange;
    readonly authority?: readonly Text[];
    readonly training?: readonly string[];
  };
  readonly text?: string;
}

export interface PlannedChange {
  /** Pointer into the move's `requires`. */
  readonly condition: string;
  readonly cost: Figure;
  readonly cost_exact?: Exact;
}

/** Percent of the present pay. */
export interface PayRiseRange {
  readonly min: Figure;
  readonly max: Figure;
}

/** How a condition came out. */
export interface ConditionResult extends Standing {
  /** The field by which it is stated. */
  readonly kind: ConditionKind;
  readonly id?: string;
  /** What it is about: a metric, band, course, position … */
  readonly subject?: string;
  readonly state: Truth;
  /** In the order of time. */
  readonly evidence?: readonly Evidence[];
  readonly missing?: MissingTest;
  /** Of a combination. */
  readonly parts?: readonly ConditionResult[];
  readonly text?: string;
}

/** What a test looked at: a dated record, or a period. */
export type Evidence =
  | { readonly date: IsoDate; readonly state: Truth; readonly records?: readonly string[]; readonly period?: never }
  | {
      /** The first of several together. */
      readonly period: PeriodName;
      /** The last of several together. */
      readonly to?: PeriodName;
      readonly state: Truth | 'skipped';
      readonly value?: Figure;
      readonly value_exact?: Exact;
      /** What growth is compared with. */
      readonly base?: Figure;
      readonly base_exact?: Exact;
      readonly growth?: Figure;
      readonly growth_exact?: Exact;
      readonly band?: string;
      readonly why?: Absence;
      readonly reason?: 'record_does_not_fit';
      readonly records?: readonly string[];
      readonly date?: never;
    };

/** What a figure has to be. */
interface Needed {
  readonly comparison?: ComparisonWord;
  readonly needs?: Figure;
  readonly needs_exact?: Exact;
  /** The running period, and what the metric has to reach in it. */
  readonly next?: NextPeriod;
  readonly why?: Absence;
}

/** The mark that there is. */
interface Marked {
  readonly mark?: Figure;
  readonly mark_exact?: Exact;
}

export interface NextPeriod {
  readonly period: PeriodName;
  readonly needs?: Figure;
  readonly needs_exact?: Exact;
}

/** What a test lacks, by code. */
export type MissingTest =
  | ({ readonly code: 'value'; readonly actual?: Figure; readonly actual_exact?: Exact } & Needed)
  | ({ readonly code: 'unknown_value' } & Needed)
  | { readonly code: 'periods'; readonly have: number; readonly need: number; readonly next?: NextPeriod }
  | { readonly code: 'count' | 'vacancy'; readonly have: number; readonly need: number }
  | { readonly code: 'not_recorded' | 'in_progress' }
  | ({ readonly code: 'failed' } & Marked)
  /** `expired`: the last day on which it was valid. */
  | { readonly code: 'expired'; readonly expired: IsoDate }
  | { readonly code: 'mark_missing'; readonly needs: Figure; readonly needs_exact?: Exact }
  | ({ readonly code: 'mark_too_low'; readonly needs: Figure; readonly needs_exact?: Exact } & Marked)
  /** The day from which on it holds. */
  | { readonly code: 'time'; readonly until: IsoDate }
  /** `until`: the day from which on a closed one no longer counts. */
  | { readonly code: 'open_case'; readonly opened: IsoDate; readonly closed?: IsoDate; readonly until?: IsoDate };

/** The answer of `paths`. */
export interface PathsAnswer extends CareerAnswerHead {
  readonly employee: string;
  readonly position?: string;
  readonly unit?: string;
  /** Shorter ones first, then in the order of the policy. */
  readonly paths: readonly CareerPath[];
  /** There are more than are listed. */
  readonly truncated: boolean;
}

export interface CareerPath {
  readonly to: string;
  readonly steps: readonly PathStep[];
  /** Tests that stand in the way, all steps together. */
  readonly not_met: number;
  /** Of the cheapest changes of all steps; absent where the person cannot turn one of them. */
  readonly cost?: Figure;
  readonly cost_exact?: Exact;
  readonly text?: string;
}

/** A move on a path, and what the person could show today. */
export interface PathStep extends Standing {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: MoveKind;
  readonly state: Eligibility;
  /** The tests that stand in the way. */
  readonly open?: readonly OpenTest[];
  /** Pointers to the tests that begin anew once another position is held. */
  readonly restarts?: readonly string[];
  readonly cost?: Figure;
  readonly cost_exact?: Exact;
}

/** A test of a move, by its place in the move's `requires`. */
interface PlacedTest {
  /** Pointer into `requires`. */
  readonly condition: string;
  readonly kind: ConditionKind;
  readonly id?: string;
  readonly subject?: string;
}

export interface OpenTest extends PlacedTest {
  /** `met` stands in the way below `not`. */
  readonly state: Truth;
  readonly progress?: Figure;
  readonly progress_exact?: Exact;
}

/** The answer of `assess`. */
export interface AssessAnswer extends CareerAnswerHead {
  readonly assessment: string;
  readonly position?: string;
  /** In the order of the facts. */
  readonly results: readonly EmployeeAssessment[];
}

export interface EmployeeAssessment {
  readonly employee: string;
  /** The position held. */
  readonly position?: string;
  readonly state: 'known' | 'unknown';
  readonly total?: Figure;
  readonly total_exact?: Exact;
  readonly dimensions: readonly DimensionResult[];
  readonly missing?: readonly MissingCriterion[];
}

/** Points of 100, the weight in percent, and points × weight. */
interface Weighed {
  readonly state: 'known' | 'unknown';
  readonly points?: Figure;
  readonly points_exact?: Exact;
  readonly weight: Figure;
  readonly weight_exact?: Exact;
  readonly contribution?: Figure;
  readonly contribution_exact?: Exact;
}

export interface DimensionResult extends Weighed {
  readonly dimension: string;
  readonly criteria: readonly CriterionResult[];
}

/** A criterion, with the evidence for its points. */
export interface CriterionResult extends Weighed {
  readonly criterion: string;
  readonly source: 'rated' | 'competency' | 'total' | 'metric';
  /** What each kind of rater said; never who. */
  readonly ratings?: readonly {
    readonly rater: string;
    readonly weight: Figure;
    readonly weight_exact?: Exact;
    readonly answers: number;
    readonly mean?: Figure;
    readonly mean_exact?: Exact;
    readonly records?: readonly string[];
  }[];
  readonly level?: {
    readonly competency: string;
    readonly held?: number;
    readonly required: number;
    readonly date?: IsoDate;
    /** Too long ago to count. */
    readonly expired?: boolean;
    readonly source?: string;
    readonly record?: string;
  };
  /** From the earliest period on. */
  readonly totals?: readonly {
    readonly period: PeriodName;
    readonly state: 'known' | 'unknown' | 'not_in_scope';
    readonly from: 'recorded' | 'computed';
    readonly total?: Figure;
    readonly total_exact?: Exact;
    readonly record?: string;
  }[];
  readonly value?: {
    readonly metric: string;
    readonly unit: MetricUnit;
    readonly currency?: string;
    readonly state: 'value' | 'no_position' | Absence;
    readonly actual?: Figure;
    readonly actual_exact?: Exact;
    readonly target: Figure;
    readonly target_exact?: Exact;
    readonly periods: readonly PeriodName[];
    readonly records?: readonly string[];
  };
}

/** A criterion without points, and why. */
export interface MissingCriterion {
  readonly dimension: string;
  readonly criterion: string;
  readonly reason: 'not_recorded' | 'expired' | 'rater_silent' | 'total_unknown' | 'no_position' | Absence;
  /** Kinds of rater that did not answer. */
  readonly raters?: readonly string[];
  /** Periods whose total is not known. */
  readonly periods?: readonly PeriodName[];
}

/** The answer of `pipeline`. */
export interface PipelineAnswer extends CareerAnswerHead {
  readonly unit?: string;
  /** Those who may be promoted, by the position that they hold. */
  readonly eligible: readonly {
    readonly position: string;
    readonly count: number;
    readonly employees: readonly string[];
  }[];
  /** In the order of the policy. */
  readonly positions: readonly PositionBench[];
  /** Absent without key positions. */
  readonly succession?: Succession;
  /** Performance against potential, where the policy has a grid. */
  readonly grid?: {
    readonly assessment: string;
    /** Nine: performance from low to high, in each potential from low to high. */
    readonly cells: readonly GridCell[];
    /** Those of whom one of the two is not known. */
    readonly unknown?: readonly GridPerson[];
  };
  readonly text?: string;
}

/** A position, and who may follow into it. */
export interface PositionBench {
  readonly position: string;
  readonly key?: boolean;
  readonly incumbents: readonly string[];
  /** People who hold a position from which a promotion leads here. */
  readonly candidates: number;
  readonly ready: readonly Candidate[];
  readonly nearly_ready: readonly Candidate[];
  /** Ready ÷ incumbents; absent without incumbents. */
  readonly bench_strength?: Figure;
  readonly bench_strength_exact?: Exact;
  /** Of a key position: how many are lacking to the target. */
  readonly gap?: number;
  /** How the candidates come out in each test; the most lacking first. */
  readonly tests?: readonly TestCount[];
  readonly competencies?: readonly {
    readonly competency: string;
    readonly required: number;
    readonly met: number;
    readonly short: number;
    readonly unknown: number;
    readonly levels?: readonly { readonly level: number; readonly count: number }[];
  }[];
  /** Candidates who reach and lack the same competencies. */
  readonly profiles?: readonly {
    readonly position: string;
    readonly count: number;
    readonly met?: readonly string[];
    readonly short?: readonly string[];
    readonly unknown?: readonly string[];
    readonly employees: readonly string[];
  }[];
  readonly text?: string;
}

export interface Candidate extends Standing {
  readonly employee: string;
  /** The position held. */
  readonly position: string;
  readonly unit?: string;
  /** The move that comes nearest. */
  readonly by: string;
  /** The fewest tests that are lacking. */
  readonly lacks?: readonly LackingTest[];
}

export interface LackingTest extends PlacedTest, Standing {
  /** `met` is lacking below `not`. */
  readonly state: Truth;
  readonly missing?: MissingTest;
  readonly text?: string;
}

export interface TestCount extends PlacedTest {
  /** The move. */
  readonly by: string;
  readonly met: number;
  readonly unmet: number;
  readonly unknown: number;
}

/** Succession to the key positions; rates in percent. */
export interface Succession {
  readonly key_positions: number;
  /** With someone ready or nearly ready. */
  readonly covered: number;
  /** With someone ready. */
  readonly ready: number;
  readonly coverage_rate: Figure;
  readonly coverage_rate_exact?: Exact;
  readonly readiness_rate: Figure;
  readonly readiness_rate_exact?: Exact;
  /** Ready ÷ (ready and nearly ready); absent without successors. */
  readonly ready_now_rate?: Figure;
  readonly ready_now_rate_exact?: Exact;
  readonly without_successor?: readonly string[];
}

export type Third = 'low' | 'middle' | 'high';

export interface GridCell {
  readonly performance: Third;
  readonly potential: Third;
  readonly count: number;
  readonly people?: readonly GridPerson[];
}

/** Someone in the grid, in points. */
export interface GridPerson {
  readonly employee: string;
  readonly performance?: Figure;
  readonly performance_exact?: Exact;
  readonly potential?: Figure;
  readonly potential_exact?: Exact;
}

/** The answer of `review_policy`. */
export interface ReviewPolicyAnswer {
  readonly schema_version: string;
  readonly policy: PolicyName;
  /** The first and the last appraisal period that were looked at, and how many there are. */
  readonly from: PeriodName;
  readonly to: PeriodName;
  readonly periods: number;
  /** How many times a person held a position in one of them. */
  readonly person_periods: number;
  /** In the order of the policy. */
  readonly advice: readonly HistoryAdvice[];
  readonly problems: readonly Problem[];
}

/** A piece of advice, and the counts behind it. */
export interface HistoryAdvice extends Problem {
  /** Person-periods that had a value; of a band, ratings that its scale gave. */
  readonly cases: number;
  readonly met: number;
  readonly hint: string;
}
