import type { AnswerHead, Exact, Figure, Result } from './answers.js';
import type { Approx } from './forecast-answers.js';
import type { AlertKind, CycleKind, Severity } from './money.js';
import type { IsoDate, PeriodName } from './policy.js';
import type { IsoInstant } from './procedure.js';
import type { CareerAnswerHead, ConditionResult } from './promotion-answers.js';

/** The answer of `alerts`. */
export interface AlertsAnswer extends CareerAnswerHead {
  /** By rule, then as in the facts. */
  readonly alerts: readonly Alert[];
}

/** An alert. */
export interface Alert {
  /** The same for the same thing, whenever it is asked: hand it in among `alert_states` once it has been raised. */
  readonly id: string;
  /** Id of the rule. */
  readonly rule: string;
  readonly kind: AlertKind;
  readonly severity: Severity;
  /** `clearing`: its condition is not met, but not for long enough yet. */
  readonly state: 'raised' | 'clearing' | 'cleared';
  /** Whether it is not among `alert_states`. */
  readonly is_new: boolean;
  /** The first day. */
  readonly since?: IsoDate;
  /** The day on which it was over. */
  readonly cleared?: IsoDate;
  /** Whom it is about. */
  readonly employee?: string;
  /** The unit that it is about. */
  readonly unit?: string;
  /** The position that it is about. */
  readonly position?: string;
  /** The plan item that it is about. */
  readonly item?: string;
  /** Who is told. */
  readonly to?: readonly string[];
  /** Whom it concerns. */
  readonly people?: readonly string[];
  /** The condition, with its evidence. */
  readonly condition?: ConditionResult;
  /** The observation that is over a limit. */
  readonly evidence?: AlertEvidence;
  /** Ids of the plan items that wait. */
  readonly endangers?: readonly string[];
  /** The chance to leave, where it is above the limit. */
  readonly chance?: Approx;
  /** The signals that warn; they are rules, and no chances. */
  readonly signals?: readonly string[];
  /** When it clears; of one that is over there is nothing to say. */
  readonly clears?: Clearing;
  /** The alert in words. */
  readonly text?: string;
}

/** An observation over a limit. */
export interface AlertEvidence {
  /** Id of the metric. */
  readonly metric: string;
  /** The period. */
  readonly period: PeriodName;
  /** The value. */
  readonly value: Figure;
  readonly value_exact?: Exact;
  /** The limit. */
  readonly limit: Figure;
  readonly limit_exact?: Exact;
  /** References to the records. */
  readonly records?: readonly string[];
}

/** When an alert clears. */
export interface Clearing {
  /**
   * Once its condition is not met any more; once the record is corrected, or too old; once the item is done; once there
   * are enough successors; once the chance is not above the limit and no signal warns.
   */
  readonly code: 'condition' | 'correction' | 'done' | 'successors' | 'risk';
  /** The first day on which that can be. */
  readonly on?: IsoDate;
}

/** The answer of `cycle`. */
export interface CycleAnswer extends AnswerHead {
  /** The moment asked about. */
  readonly as_of: IsoInstant;
  /** `closing`: the period is over and nothing published; `appeals`: there is time for them, or one is not answered. */
  readonly state: 'waiting' | 'running' | 'closing' | 'appeals' | 'final';
  /** As in the policy. */
  readonly steps: readonly StepStatus[];
  /** When results were published. */
  readonly published_at?: IsoInstant;
  /** The last moment for appeals. */
  readonly appeals_until?: IsoInstant;
  /** As in the request. */
  readonly appeals?: readonly AppealStatus[];
  /** What can be done now, in the order of the steps. */
  readonly can?: readonly CycleOption[];
}

/** Where a step of an appraisal cycle stands. */
export interface StepStatus {
  /** Id of the step. */
  readonly id: string;
  readonly kind: CycleKind;
  /** The role that does it. */
  readonly by: string;
  /** `waiting`: it cannot be done yet. */
  readonly state: 'waiting' | 'open' | 'overdue' | 'done' | 'done_late';
  /** The day by whose end it is due; of what recurs, the last one. */
  readonly due: IsoDate;
  /** When it was done; of what recurs, the last time. */
  readonly done_at?: IsoInstant;
  /** How often it was done, of what recurs. */
  readonly slots?: StepSlots;
  /** The step in words. */
  readonly text?: string;
}

/** How often something that recurs was done. */
export interface StepSlots {
  /** How many times are over. */
  readonly due: number;
  /** How many of all it was done. */
  readonly done: number;
  /** The days by whose end it was due and not done. */
  readonly missed?: readonly IsoDate[];
  /** The next day by whose end it is due. */
  readonly next?: IsoDate;
}

/** Where an appeal stands. */
export interface AppealStatus {
  /** Id of the appeal. */
  readonly id: string;
  /** Id of the employee whose result it is about. */
  readonly employee: string;
  readonly state: 'open' | 'overdue' | 'answered' | 'answered_late' | 'too_early' | 'too_late';
  /** When it was filed. */
  readonly filed_at: IsoInstant;
  /** The last moment for the answer. */
  readonly answer_due?: IsoInstant;
  /** When it was answered. */
  readonly answered_at?: IsoInstant;
  /** The appeal in words. */
  readonly text?: string;
}

/** A step that can be done. */
export interface CycleOption {
  /** Id of the step. */
  readonly step: string;
  /** The first day on which it could be; absent of what can be done at any time. */
  readonly from?: IsoDate;
  /** The day by whose end it is due. */
  readonly until: IsoDate;
}

/** The answer of `appeal`. */
export interface AppealAnswer extends AnswerHead {
  /** Id of the employee. */
  readonly employee: string;
  /** The result as it was. */
  readonly before: Result;
  /** The result with the corrections. */
  readonly after: Result;
  /** The lines that differ, in the order of the card. */
  readonly changes: readonly LineChange[];
  /** Where it differs. */
  readonly total?: FigureChange;
  /** Ids, where they differ. */
  readonly band?: { readonly before?: string; readonly after?: string };
  /** Where it differs. */
  readonly coefficient?: FigureChange;
  /** What became of each. */
  readonly corrections: readonly CorrectionResult[];
  /** Whether it was in time, and when it has to be answered. */
  readonly deadlines?: AppealDeadlines;
  /** What changed, in words. */
  readonly text?: string;
}

/** A line that differs. */
export interface LineChange {
  /** The base period, of a longer one. */
  readonly period?: PeriodName;
  /** Id of the position. */
  readonly position: string;
  /** Id of the line. */
  readonly line: string;
  /** Id of its metric. */
  readonly metric?: string;
  /** As it was. */
  readonly before: LineFigures;
  /** With the corrections. */
  readonly after: LineFigures;
  /** References to the records that were corrected. */
  readonly records?: readonly string[];
}

/** The figures of a line. */
export interface LineFigures {
  /** The value. */
  readonly value?: Figure;
  readonly value_exact?: Exact;
  /** The score, in points. */
  readonly score?: Figure;
  readonly score_exact?: Exact;
  /** What it contributes to the total. */
  readonly contribution?: Figure;
  readonly contribution_exact?: Exact;
}

/** A figure before and after. */
export interface FigureChange {
  /** As it was. */
  readonly before?: Figure;
  readonly before_exact?: Exact;
  /** With the corrections. */
  readonly after?: Figure;
  readonly after_exact?: Exact;
  /** The difference, where both are known. */
  readonly change?: Figure;
  readonly change_exact?: Exact;
}

/** What became of a correction. */
export interface CorrectionResult {
  /** Pointer into the request. */
  readonly correction: string;
  readonly effect: 'replaced' | 'added' | 'removed' | 'nothing';
}

/** The times of an appeal. */
export interface AppealDeadlines {
  /** When it was filed. */
  readonly filed?: IsoInstant;
  /** The last moment for filing it. */
  readonly filed_by?: IsoInstant;
  /** Whether it was filed in time. */
  readonly in_time?: boolean;
  /** The last moment for the answer. */
  readonly answer_due?: IsoInstant;
  /** Whether that is over. */
  readonly overdue?: boolean;
}
