import type { ComparisonWord, Condition, ConditionGrowth } from './conditions.js';
import type { Decimal, MetricUnit, Text } from './policy.js';
import type { Credential } from './promotion.js';

/** A length of time that comes again and again. */
export type Every = 'week' | 'month' | 'quarter' | 'half' | 'year';

/** What a plan of some positions has to say; one that does not is returned. */
export interface PlanTemplate {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** Ids of the positions whose plans it is for; a position has at most one template. */
  positions: readonly string[];
  /** How long a plan is for; who holds one of the positions then owes one for each of these periods. */
  every?: Every;
  /** The least number of items; default 1. */
  min_items?: Decimal;
  /** What each item has to say. */
  requires: readonly FieldRule[];
}

/** Something that every item of a plan has to say. */
export interface FieldRule {
  /** What it is. */
  field: PlanField;
  /** How many of it, where there can be several; default 1. */
  min?: Decimal;
  /** What to tell those who left it out, in place of hrcore's own words. */
  hint?: Text;
}

/** What an item of a plan can say. */
export type PlanField =
  /** A number to reach with its unit, and the number from which it starts. */
  | 'goal' | 'goal_from'
  /** Key actions, those that name someone else, those that are due. */
  | 'actions' | 'action_people' | 'action_due'
  /** A day or a moment by which it is done; a moment. */
  | 'due' | 'due_time'
  /** What there is when it is done. */
  | 'outcome'
  /** Others who are involved, in the item or in its actions. */
  | 'people'
  /** Related tasks. */
  | 'related'
  /** The objective that it serves. */
  | 'objective';

/** When an item of a plan is at risk, and when people are told. */
export interface PlanTracking {
  /** At risk when so many points of 100 behind the share of its time that has passed; default 20. */
  behind?: Decimal;
  /** At risk when so many hours or fewer are left and less than `due_soon_percent` is done; default 24. */
  due_soon_hours?: Decimal;
  /** See `due_soon_hours`; default 100. */
  due_soon_percent?: Decimal;
  /** Managers are warned when an item is overdue by so many days; default 1. 0 warns on the day itself. */
  warn_after_days?: Decimal;
}

/** Plans as the source of a metric's values; its unit is `percent` or `ratio`. */
export type PlanMeasure = {
  /** Only items of this area. */
  readonly area?: string;
  /** Only items whose goal is about this metric. */
  readonly goal?: string;
} & (
  | {
      /** The items done, of those due in the period. */
      readonly of: 'completion';
      /** Whether an item that is done late counts as not done; default false. */
      readonly on_time?: boolean;
    }
  | {
      /** How much of their goals is reached, by weight. */
      readonly of: 'attainment';
      readonly on_time?: false;
    }
);

/** How goals are looked at. */
export interface GoalReview {
  /** Fewer in a hundred goals reached than this: are the targets too high? Default 30. */
  low?: Decimal;
  /** More in a hundred goals reached than this: are they too low? Default 90. */
  high?: Decimal;
  /** No advice about fewer goals than this; default 5. */
  min_group?: Decimal;
  /** Behind when so many points of 100 behind the share of its time that has passed; default 20. */
  behind?: Decimal;
}

/** A course. */
export interface Course extends Credential {
  /** Ids of the courses that have to be done before. */
  prerequisites?: readonly string[];
  /** Ids of the metrics that it helps with. */
  improves?: readonly string[];
  /** The areas of work that it helps with. */
  areas?: readonly string[];
}

/** Courses that some positions require: anew in each period, or once, and then perhaps by a day. */
export type TrainingRequirement = {
  /** Its name for machines. */
  readonly id: string;
  /** Its name for people. */
  readonly name?: Text;
  /** Ids of the positions that require them; default: all. */
  readonly positions?: readonly string[];
  /** Ids of the courses. */
  readonly courses: readonly string[];
  /** How many of them; default: all. */
  readonly at_least?: Decimal;
} & (
  | {
      /** To be done anew in each of these periods; default: once. */
      readonly every?: Every;
      readonly within_days?: never;
    }
  | {
      readonly every?: never;
      /** How many days after taking up the position it is due. */
      readonly within_days: Decimal;
    }
);

/** Training as the source of a metric's values; its unit is `percent` or `ratio`. */
export interface TrainingMeasure {
  /** The courses done, of those required in the period. */
  of: 'completion';
  /** Id of the only requirement that counts; default: all. */
  requirement?: string;
}

/** A duty of a position. */
export interface Duty {
  /** Its name for machines. */
  id: string;
  /** What is done. */
  name: Text;
  /** How often. */
  frequency: Frequency;
  /** What it has to reach, in a metric. */
  standard?: Standard;
  /** What it has to reach, in words. */
  note?: Text;
}

/** How often something is done. */
export interface Frequency {
  /** In which span of time, or in every case that comes up. */
  every: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'case';
  /** How many times; default 1. */
  times?: Decimal;
}

/** A metric and what it has to reach. */
export interface Standard {
  /** Id of the metric. */
  metric: string;
  /** How it compares; default `at_least`. */
  comparison?: ComparisonWord;
  /** With what, in the metric's unit. */
  value: Decimal;
}

/** An objective that comes with a position. */
export interface PositionObjective {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** Id of the metric. */
  metric: string;
  /** Its growth in place of its value. */
  growth?: ConditionGrowth;
  /** How it compares; default `at_least`. */
  comparison?: ComparisonWord;
  /** With what: in the metric's unit, or of the growth. */
  value: Decimal;
  /** Over which periods. */
  every?: Every;
}

/** Something that needs authority, or that not everyone may do. */
export interface Action {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** The unit of its amount; without one it has none. */
  unit?: MetricUnit;
  /** ISO 4217; with the unit `money`. */
  currency?: string;
  /** The gate: what has to hold for the person who does it. */
  requires?: Condition;
  /** Whether it needs a position's authority; default true. Without it the gate alone decides. */
  needs_authority?: boolean;
  /** Ids of the positions whose work it is part of; default: all. `training` names its gate for them. */
  positions?: readonly string[];
}

/** What a position may decide by itself: without a limit, any amount. */
export interface Authority {
  /** Id of the action. */
  action: string;
  /** Up to this amount, in the action's unit. */
  at_most?: Decimal;
  /** From this amount on. */
  at_least?: Decimal;
  /** As far as this from zero, in both directions. */
  within?: Decimal;
}
