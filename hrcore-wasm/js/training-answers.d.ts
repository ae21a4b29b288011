import type { Exact, Figure, PolicyName } from './answers.js';
import type { ComparisonWord } from './conditions.js';
import type { Frequency } from './planning.js';
import type { IsoDate, PeriodName } from './policy.js';
import type { CareerAnswerHead, ConditionResult } from './promotion-answers.js';

/** The answer of `training`. */
export interface TrainingAnswer extends CareerAnswerHead {
  /** The period whose results show what is weak. */
  readonly period: PeriodName;
  /** In the order of the facts. */
  readonly results: readonly EmployeeTraining[];
  /** The courses that people need, those that would mend most first. */
  readonly needs?: readonly CourseNeed[];
}

/** An employee's training. */
export interface EmployeeTraining {
  /** Id of the employee. */
  readonly employee: string;
  /** The position held on the day. */
  readonly position?: string;
  /** How many courses are required now. */
  readonly required: number;
  /** How many of them are done. */
  readonly done: number;
  /** How many are to go. */
  readonly open: number;
  /** Done, of those required, 0 to 1; absent where none is. */
  readonly completion?: Figure;
  readonly completion_exact?: Exact;
  /** The worst of its requirements. */
  readonly state: 'complete' | 'open' | 'overdue' | 'nothing_required';
  /** What is required. */
  readonly requirements?: readonly RequirementStatus[];
  /** What the person may do, or may not do yet. */
  readonly gates?: readonly GateStatus[];
  /** The courses that address what is weak, those that would mend most first. */
  readonly needs?: readonly TrainingNeed[];
  /** The training in words. */
  readonly text?: string;
}

/** How a requirement stands. */
export interface RequirementStatus {
  /** Id of the requirement; absent where courses are required of the person alone. */
  readonly requirement?: string;
  /** The period in which it has to be done. */
  readonly period?: PeriodName;
  /** How many courses are needed. */
  readonly need: number;
  /** How many are done, counted up to `need`. */
  readonly done: number;
  /** The last day on which it is in time. */
  readonly due?: IsoDate;
  /** Where it stands. */
  readonly state: 'complete' | 'open' | 'overdue';
  /** The courses, in the order of the policy. */
  readonly courses?: readonly CourseStatus[];
}

/** How a course stands. */
export interface CourseStatus {
  /** Id of the course. */
  readonly course: string;
  /** Where it stands. */
  readonly state: 'done' | 'in_progress' | 'failed' | 'expired' | 'open';
  /** When it was done, begun or failed. */
  readonly date?: IsoDate;
  /** The last day on which it is valid. */
  readonly expires?: IsoDate;
  /** Ids of the courses that have to be done before and are not. */
  readonly waits_for?: readonly string[];
  /** A reference to the record. */
  readonly record?: string;
}

/** Whether a gate is open for someone. */
export interface GateStatus {
  /** What it stands before. */
  readonly kind: 'action' | 'move';
  /** Id of the action or move. */
  readonly id: string;
  /** How its condition came out. */
  readonly state: 'open' | 'closed' | 'unknown';
  /** Ids of the courses and examinations that are missing. */
  readonly missing?: readonly string[];
  /** What has to hold, and how it came out. */
  readonly condition: ConditionResult;
  /** The gate in words. */
  readonly text?: string;
}

/** A course that someone needs. */
export interface TrainingNeed {
  /** Id of the course. */
  readonly course: string;
  /** The points that the weak indicators cost. */
  readonly points: Figure;
  readonly points_exact?: Exact;
  /** How many items of plans in its areas, or about its metrics, are late, returned or short of their goal. */
  readonly items: number;
  /** Whether it is required besides. */
  readonly required?: boolean;
  /** The indicators behind it. */
  readonly because?: readonly WeakIndicator[];
  /** The areas of work behind it. */
  readonly areas?: readonly WeakArea[];
}

/** An indicator that missed its target. */
export interface WeakIndicator {
  /** Id of the metric. */
  readonly metric: string;
  /** Id of the line of the scorecard. */
  readonly line: string;
  /** What it came to. */
  readonly actual?: Figure;
  readonly actual_exact?: Exact;
  /** Its target. */
  readonly target?: Figure;
  readonly target_exact?: Exact;
  /** Its score. */
  readonly score?: Figure;
  readonly score_exact?: Exact;
  /** The points that it costs: applied weight − contribution. */
  readonly points: Figure;
  readonly points_exact?: Exact;
}

/** An area of work in which plans went wrong. */
export interface WeakArea {
  /** The area, or the metric that goals are about. */
  readonly area: string;
  /** Ids of the items. */
  readonly items?: readonly string[];
}

/** A course that people need. */
export interface CourseNeed {
  /** Id of the course. */
  readonly course: string;
  /** The points that weak indicators cost all of them. */
  readonly points: Figure;
  readonly points_exact?: Exact;
  /** How many items of plans went wrong. */
  readonly items: number;
  /** Who needs it, in the order of the facts; at most 1 000 are listed. */
  readonly employees?: readonly string[];
  /** How many they are. */
  readonly count: number;
}

/** The answer of `may`. */
export interface MayAnswer extends CareerAnswerHead {
  /** Who. */
  readonly employee: string;
  /** The position held. */
  readonly position?: string;
  /** What. */
  readonly action: string;
  /** How much of it. */
  readonly amount?: Figure;
  readonly amount_exact?: Exact;
  /** `goes_up`: someone above may. */
  readonly decision: 'yes' | 'no' | 'goes_up' | 'unknown';
  /** Why. */
  readonly reasons?: readonly Reason[];
  /** To whom it goes. */
  readonly to?: Approver;
  /** The gate, and how it came out. */
  readonly gate?: ConditionResult;
  /** The decision in words. */
  readonly text?: string;
}

/** A reason of a decision. */
export interface Reason {
  /** What it is. */
  readonly code:
    | 'within_authority' | 'no_authority_needed' | 'gate_closed' | 'gate_unknown' | 'no_position'
    | 'no_authority' | 'above_limit' | 'below_limit' | 'outside_range' | 'nobody_above';
  /** The limit that the person's authority has. */
  readonly limit?: Figure;
  readonly limit_exact?: Exact;
}

/** Who may do it instead. */
export interface Approver {
  /** Id of the position. */
  readonly position: string;
  /** Who holds it, those nearest in the units first; absent where it is vacant. */
  readonly employees?: readonly string[];
  /** How many levels up. */
  readonly levels: number;
}

/** The answer of `jobs`. */
export interface JobsAnswer {
  /** Version of the documents. */
  readonly schema_version: string;
  /** Which policy is described. */
  readonly policy: PolicyName;
  /** In the order of the policy. */
  readonly positions: readonly JobDescription[];
}

/** A job description. */
export interface JobDescription {
  /** Id of the position. */
  readonly position: string;
  /** Its name. */
  readonly name?: string;
  /** What it is there for. */
  readonly purpose?: string;
  /** The position above. */
  readonly reports_to?: string;
  /** Its grade. */
  readonly grade?: number;
  /** Id of the scorecard. */
  readonly scorecard?: string;
  /** What is done in it. */
  readonly duties?: readonly DutyStatus[];
  /** What it may decide by itself. */
  readonly authority?: readonly AuthorityStatus[];
  /** What it has to reach. */
  readonly objectives?: readonly ObjectiveIndicator[];
  /** What it is scored by. */
  readonly indicators?: readonly IndicatorObjective[];
  /** Ids of the courses that it requires. */
  readonly courses?: readonly string[];
  /** Ids of objectives, and of duties with a standard, that no line of the scorecard measures. */
  readonly without_indicator?: readonly string[];
  /** Ids of the lines of the scorecard that belong to no objective or duty. */
  readonly without_objective?: readonly string[];
  /** The job description in words. */
  readonly text?: string;
}

/** A duty. */
export interface DutyStatus {
  /** Id of the duty. */
  readonly id: string;
  /** In which span of time, or in every case that comes up. */
  readonly every: Frequency['every'];
  /** How many times. */
  readonly times: number;
  /** The metric of its standard. */
  readonly metric?: string;
  /** How it compares. */
  readonly comparison?: ComparisonWord;
  /** With what. */
  readonly value?: Figure;
  readonly value_exact?: Exact;
  /** Ids of the lines of the scorecard that measure it. */
  readonly lines?: readonly string[];
  /** The duty in words. */
  readonly text?: string;
}

/** What a position may decide by itself. */
export interface AuthorityStatus {
  /** Id of the action. */
  readonly action: string;
  /** Up to this amount. */
  readonly at_most?: Figure;
  readonly at_most_exact?: Exact;
  /** From this amount on. */
  readonly at_least?: Figure;
  readonly at_least_exact?: Exact;
  /** As far as this from zero. */
  readonly within?: Figure;
  readonly within_exact?: Exact;
  /** The authority in words. */
  readonly text?: string;
}

/** An objective of a position. */
export interface ObjectiveIndicator {
  /** Id of the objective. */
  readonly id: string;
  /** Id of the metric. */
  readonly metric: string;
  /** How it compares. */
  readonly comparison: ComparisonWord;
  /** With what. */
  readonly value: Figure;
  readonly value_exact?: Exact;
  /** Ids of the lines of the scorecard that measure it. */
  readonly lines?: readonly string[];
  /** The objective in words. */
  readonly text?: string;
}

/** A line of the scorecard. */
export interface IndicatorObjective {
  /** Id of the line. */
  readonly line: string;
  /** Id of its metric. */
  readonly metric: string;
  /** Percentage of the card. */
  readonly weight: Figure;
  readonly weight_exact?: Exact;
  /** Its target. */
  readonly target?: Figure;
  readonly target_exact?: Exact;
  /** Ids of the objectives and duties that it measures. */
  readonly measures?: readonly string[];
}
