import type { Ended, Requisition } from './forecast.js';
import type { AlertState, Attendance, DrawBalance, Pay, Payment, PointEntry, Sale } from './money-facts.js';
import type {
  Milestone,
  Objective,
  ObjectiveUpdate,
  Plan,
  PlanUpdate,
  RequiredCourse,
} from './planning-facts.js';
import type { Decimal, IsoDate, PeriodName, SchemaVersion, Text } from './policy.js';

/** Who works where, what was measured, what happened in careers, what is planned, sold and paid. */
export interface Facts {
  schema_version?: SchemaVersion;
  employees?: readonly Employee[];
  observations?: readonly Observation[];
  ratings?: readonly Rating[];
  /** Agreed targets in place of the policy's. */
  targets?: readonly AgreedTarget[];
  /** Results recorded earlier; they count in place of computed ones. */
  appraisals?: readonly Appraisal[];
  /** One per person who took part. */
  events?: readonly CareerEvent[];
  achievements?: readonly Achievement[];
  /** Levels that people were seen to have. */
  competencies?: readonly CompetencyRecord[];
  /** Answers of assessment panels. */
  assessments?: readonly AssessmentRating[];
  vacancies?: readonly Vacancy[];
  /** Disciplinary cases. */
  cases?: readonly DisciplinaryCase[];
  /** Work plans. */
  plans?: readonly Plan[];
  /** What became of their items. */
  plan_updates?: readonly PlanUpdate[];
  /** What plans lead up to. */
  milestones?: readonly Milestone[];
  /** Objectives, and how they follow from each other. */
  objectives?: readonly Objective[];
  /** How far objectives have come. */
  objective_updates?: readonly ObjectiveUpdate[];
  /** Courses that single people have to do. */
  required_courses?: readonly RequiredCourse[];
  /** Sales and returns. */
  sales?: readonly Sale[];
  /** What rules paid earlier. */
  payments?: readonly Payment[];
  /** What is owed from earlier draws. */
  draw_balances?: readonly DrawBalance[];
  pay?: readonly Pay[];
  attendance?: readonly Attendance[];
  /** What was done with points. */
  point_entries?: readonly PointEntry[];
  /** Alerts that were raised before. */
  alert_states?: readonly AlertState[];
  /** Posts to be filled. */
  requisitions?: readonly Requisition[];
}

export interface Employee {
  id: string;
  name?: Text;
  /** Positions held; they do not overlap. */
  positions: readonly Holding[];
  /** Id of the employee to whom this one reports; default: who holds the position above. */
  manager?: string;
}

/** A position held from one day to another, both inclusive. */
export interface Holding {
  position: string;
  unit?: string;
  from: IsoDate;
  to?: IsoDate;
  /** How employment ended with it. */
  ended?: Ended;
}

/** Why there is no value. */
export type Absence = 'missing' | 'not_applicable' | 'too_new' | 'undefined';

/** A rate whose parts are known: rates over longer periods are ratios of sums. */
export interface Parts {
  part: Decimal;
  whole: Decimal;
}

/** What was measured, about the subject that the metric's `level` asks for. */
export interface Observation {
  metric: string;
  employee?: string;
  /** Attributes the value to one of the positions that the employee held. */
  position?: string;
  unit?: string;
  period: PeriodName;
  /** A decimal, a label, or the parts of a rate. Either this or `state`. */
  value?: Decimal | Parts;
  state?: Absence;
  source?: string;
  record?: string;
  /** ISO 4217; must be the metric's. */
  currency?: string;
}

/** A rater's answer. */
export interface Rating {
  metric: string;
  employee: string;
  position?: string;
  period: PeriodName;
  /** The kind of rater, as in the line's method. */
  rater: string;
  /** Who rated, to find duplicates; never shown. */
  by?: string;
  value: Decimal;
  record?: string;
}

/** A target agreed for an employee or a unit. */
export interface AgreedTarget {
  metric: string;
  employee?: string;
  unit?: string;
  period: PeriodName;
  value: Decimal;
}

/** A result recorded earlier. */
export interface Appraisal {
  employee: string;
  period: PeriodName;
  /** Id of the rating band. */
  band?: string;
  total?: Decimal;
  record?: string;
}

/** An event that a person led or took part in. */
export interface CareerEvent {
  /** Id of the kind of event. */
  kind: string;
  employee: string;
  date: IsoDate;
  role?: string;
  /** Figures about it, each in its field's unit. */
  values?: readonly { readonly field: string; readonly value: Decimal }[];
  record?: string;
}

type AchievementKind = 'course' | 'exam' | 'certificate' | 'award';

/** A course, examination, certificate or award of a person: exactly one of the four ids. */
export type Achievement = {
  [Kind in AchievementKind]:
    { readonly [Stated in Kind]: string } & { readonly [Other in Exclude<AchievementKind, Kind>]?: never };
}[AchievementKind] & {
  readonly employee: string;
  /** The day on which it was done. */
  readonly date: IsoDate;
  /** The last day on which it is valid. */
  readonly expires?: IsoDate;
  /** Default `passed`. */
  readonly result?: 'passed' | 'failed' | 'in_progress';
  readonly mark?: Decimal;
  readonly record?: string;
};

/** The level of a competency that a person was seen to have; the latest counts. */
export interface CompetencyRecord {
  employee: string;
  competency: string;
  level: Decimal;
  date: IsoDate;
  /** Where it was seen: a test, an observation. */
  source?: string;
  record?: string;
}

/** One answer of an assessment's panel. */
export interface AssessmentRating {
  employee: string;
  assessment: string;
  criterion: string;
  /** The kind of rater, as in the criterion's source. */
  rater: string;
  /** Who rated, to tell two answers apart; never shown. */
  by?: string;
  date: IsoDate;
  value: Decimal;
  record?: string;
}

/** Vacant posts; 1 by default. */
export interface Vacancy {
  position: string;
  unit?: string;
  count?: Decimal;
  from?: IsoDate;
  to?: IsoDate;
}

/** A disciplinary case; open until it has been closed. */
export interface DisciplinaryCase {
  employee: string;
  kind?: string;
  opened: IsoDate;
  closed?: IsoDate;
  record?: string;
}
