import type { Condition } from './conditions.js';
import type { Decimal, MetricUnit, Method, Text } from './policy.js';

/** Something that can be achieved: a course, an examination, a certificate, an award. */
export interface Credential {
  id: string;
  name?: Text;
  /** For how long it is valid; default: for ever. */
  valid_months?: Decimal;
  /** A record with a mark below it is not passed. */
  pass_mark?: Decimal;
}

/** A kind of event that people lead or take part in. */
export interface EventKind {
  id: string;
  name?: Text;
  roles?: readonly { readonly id: string; readonly name?: Text }[];
  /** Figures that are recorded about it. */
  fields?: readonly EventField[];
}

export interface EventField {
  id: string;
  name?: Text;
  unit: MetricUnit;
  /** ISO 4217; with the unit `money`. */
  currency?: string;
}

export interface Competency {
  id: string;
  name?: Text;
  /** 1, 2, … upwards without gap. */
  levels: readonly { readonly level: Decimal; readonly name?: Text; readonly description?: Text }[];
}

/** A level that a position requires. */
export interface RequiredCompetency {
  competency: string;
  level: Decimal;
}

/** An assessment in several dimensions. */
export interface Assessment {
  id: string;
  name?: Text;
  /** Answers and levels older than this do not count. */
  valid_months?: Decimal;
  /** Weights sum to exactly 100. */
  dimensions: readonly Dimension[];
}

export interface Dimension {
  id: string;
  name?: Text;
  weight: Decimal;
  /** Weights sum to exactly 100. */
  criteria: readonly Criterion[];
}

export interface Criterion {
  id: string;
  name?: Text;
  weight: Decimal;
  source: CriterionSource;
}

/** Where the points of a criterion come from. */
export type CriterionSource =
  | Extract<Method, { readonly kind: 'rated' }>
  /** Level held ÷ level required; `level` defaults to what the position requires, else to the highest. */
  | { readonly kind: 'competency'; readonly competency: string; readonly level?: Decimal }
  /** The mean of the totals of the last appraisal periods. */
  | { readonly kind: 'total'; readonly periods: Decimal }
  /** Over the last appraisal periods together; 1 by default. */
  | { readonly kind: 'metric'; readonly metric: string; readonly target: Decimal; readonly periods?: Decimal };

export type MoveKind = 'promotion' | 'lateral' | 'demotion';

/** From where to where, and what has to hold. */
export interface Move {
  id: string;
  name?: Text;
  from: string;
  to: string;
  /** Default `promotion`. */
  kind?: MoveKind;
  requires: Condition;
  /** How it is decided. */
  procedure?: string;
  /** What it brings, handed out as data. */
  effects?: Effects;
}

export interface Effects {
  /** Percent of the present pay. */
  pay_rise?: { readonly min: Decimal; readonly max: Decimal };
  /** What the new position may decide. */
  authority?: readonly Text[];
  /** Courses in which there is a place. */
  training?: readonly string[];
}

/** A length of time; it ends with the last second of its last day, or of its last hour. */
export type Term =
  | { readonly days: Decimal; readonly working_days?: never; readonly hours?: never }
  | { readonly working_days: Decimal; readonly days?: never; readonly hours?: never }
  | { readonly hours: Decimal; readonly days?: never; readonly working_days?: never };

/** How moves are decided. The role `employee` is the person concerned. */
export interface Procedure {
  id: string;
  name?: Text;
  /** Where they are stated, every role of the procedure is one of them. */
  roles?: readonly { readonly id: string; readonly name?: Text }[];
  /** Default: the employee. */
  apply_by?: readonly string[];
  /** Kinds of evidence; without the required ones, which all are by default, nobody can apply. */
  evidence?: readonly { readonly id: string; readonly name?: Text; readonly required?: boolean }[];
  /** What an application says of eligibility; default `optional`. */
  eligibility?: 'optional' | 'stated' | 'eligible';
  /** Whether `return`, `reject`, `appeal` and `decide_appeal` need a note; default `required`. */
  reasons?: 'required' | 'optional';
  /** The decisions, in order. */
  steps: readonly ProcedureStep[];
  /** By when a returned application should come back, and where it goes; default `first_step`. */
  resubmit?: { readonly within?: Term; readonly to?: 'first_step' | 'same_step' };
  /** Default: by the employee, until the last step has approved. */
  withdraw?: { readonly by?: readonly string[]; readonly until?: 'approval' | 'publication' | 'effect' };
  /** Without it nothing is published. */
  publication?: { readonly by: string; readonly within?: Term; readonly lasts: Term };
  /** Without it there is no appeal. */
  appeal?: AppealRule;
  effect: { readonly by: string; readonly within?: Term };
}

export interface ProcedureStep {
  id: string;
  name?: Text;
  /** The role that decides. */
  by: string;
  within?: Term;
  /** Default: all three; `approve` is always one of them. */
  actions?: readonly ('approve' | 'return' | 'reject')[];
  /** Kinds of evidence without which it cannot be approved. */
  evidence?: readonly string[];
  /** The role to which an overdue decision goes over. */
  escalate_to?: string;
}

export interface AppealRule {
  /** Default: the employee. */
  by?: readonly string[];
  /** Default: both. */
  against?: readonly ('rejection' | 'publication')[];
  /** Default: 3 days. */
  within?: Term;
  /** Default: 24 hours. */
  answer_within?: Term;
  /** The role that decides. */
  decided_by: string;
}

/** How the bench of successors is looked at. */
export interface Pipeline {
  /** Who lacks at most so many tests, 1 by default, and can be ready within so many months. */
  nearly_ready?: { readonly max_missing?: Decimal; readonly within_months?: Decimal };
  /** How many should be ready for a key position; default 1. */
  bench_target?: Decimal;
  /** Performance against potential; `cuts` are where the middle and the upper third begin, in points. */
  grid?: {
    readonly assessment: string;
    readonly performance: string;
    readonly potential: string;
    readonly cuts: readonly [Decimal, Decimal];
  };
}
