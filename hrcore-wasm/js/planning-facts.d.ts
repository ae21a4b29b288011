import type { Decimal, IsoDate, MetricUnit, PeriodName, Text } from './policy.js';
import type { IsoInstant } from './procedure.js';

/** By when something is done: in the course of a day, or by a moment with its offset. */
export type Due = IsoDate | IsoInstant;

/** A person's plan for a period. */
export interface Plan {
  /** Its name for machines. */
  id: string;
  /** Id of the employee whose it is. */
  employee: string;
  /** For which period. */
  period: PeriodName;
  /** Id of the template that it follows; default: that of the position held on the period's first day, however long that is. */
  template?: string;
  /** When it was handed in; for the host, nothing follows from it. */
  submitted?: IsoInstant;
  /** What is planned. */
  items: readonly PlanItem[];
}

/** Something that is planned. */
export interface PlanItem {
  /** Its name for machines, unique among the items of all plans. */
  id: string;
  /** What is done. */
  text: string;
  /** The number to reach. */
  goal?: PlanGoal;
  /** The key actions. */
  actions?: readonly KeyAction[];
  /** By when it is done; default: the last day of the plan's period. */
  due?: Due;
  /** What there is when it is done. */
  outcome?: string;
  /** Ids of others who are involved. */
  people?: readonly string[];
  /** Related tasks, in words. */
  related?: readonly string[];
  /** The area of work. */
  area?: string;
  /** Id of the objective that it serves. */
  objective?: string;
  /** What it adds to the objective, in its unit; a percentage is one of where the objective starts. */
  contribution?: Decimal;
  /** Id of the milestone that waits for it. */
  milestone?: string;
  /** Ids of the items that have to be done before. */
  depends_on?: readonly string[];
  /** Its weight among others, above 0; default 1. */
  weight?: Decimal;
  /** When it was done. */
  done?: IsoInstant;
  /** What its goal came to, in the goal's unit. */
  result?: Decimal;
  /** A reference to the record. */
  record?: string;
}

/** A number to reach, in the unit of a metric or in its own. */
export type PlanGoal = {
  /** What is counted, in words. */
  readonly what?: string;
  /** Which way is better; default: the metric's, else `higher`. */
  readonly direction?: 'higher' | 'lower';
  /** Where it starts. */
  readonly from?: Decimal;
  /** What is to be reached. */
  readonly to: Decimal;
  /** How attainment is measured; default `ratio`. */
  readonly measure?: GoalMeasure;
} & (
  | {
      /** Id of the metric that it is about; it gives unit and direction. */
      readonly metric: string;
      /** The unit. */
      readonly unit?: MetricUnit;
    }
  | { readonly metric?: never; readonly unit: MetricUnit }
);

/** Value ÷ target (target ÷ value, where lower is better), or (value − start) ÷ (target − start). */
export type GoalMeasure = 'ratio' | 'improvement';

/** A step of an item. */
export interface KeyAction {
  /** What is done. */
  text: string;
  /** Ids of those with whom. */
  with?: readonly string[];
  /** By when. */
  due?: Due;
  /** When it was done. */
  done?: IsoInstant;
}

/** What became of an item by a moment; the last one counts, and of `percent` and `result` the last one stated. */
export interface PlanUpdate {
  /** Id of the item. */
  item: string;
  /** When. */
  at: IsoInstant;
  /** How much is done, from 0 to 100. */
  percent?: Decimal;
  /** Where it stands; default `open`, which ends a block and opens again what was done. */
  state?: 'open' | 'blocked' | 'done' | 'cancelled';
  /** What stands in the way. */
  blocker?: Blocker;
  /** What its goal has come to, in the goal's unit. */
  result?: Decimal;
  /** A reference to the record. */
  record?: string;
}

/** What stands in the way of an item. */
export interface Blocker {
  /** What it is. */
  text: string;
  /** Id of the employee who can take it away. */
  by?: string;
}

/** Something that plans lead up to: a campaign, a launch. */
export interface Milestone {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** When it is. */
  date: IsoDate;
}

type ObjectiveOwner = 'employee' | 'position' | 'unit';

/** Whose an objective is: the id of an employee, a position or a unit; without any it is the company's. */
export type Owned =
  | { readonly [None in ObjectiveOwner]?: never }
  | {
      [Owner in ObjectiveOwner]:
        { readonly [Stated in Owner]: string } & { readonly [Other in Exclude<ObjectiveOwner, Owner>]?: never };
    }[ObjectiveOwner];

/** An objective of the company, a unit, a position or a person. */
export type Objective = Owned & {
  /** Its name for machines. */
  readonly id: string;
  /** Its name for people. */
  readonly name?: Text;
  /** Id of the objective above. */
  readonly parent?: string;
  /** For which period. */
  readonly period: PeriodName;
  /** Id of what is measured: it gives unit and direction, and its records give the actual value. */
  readonly metric?: string;
  /** The unit of its figures; default: the metric's, else `number`. */
  readonly unit_of_measure?: MetricUnit;
  /** ISO 4217; of money. */
  readonly currency?: string;
  /** Which way is better; default: the metric's, else `higher`. */
  readonly direction?: 'higher' | 'lower';
  /** Where it starts. */
  readonly from?: Decimal;
  /** How progress is measured; default `ratio`. */
  readonly measure?: GoalMeasure;
  /** Its weight among those below the same objective, above 0; default 1. */
  readonly weight?: Decimal;
  /** How it follows from others. */
  readonly drivers?: Drivers;
} & (
  | {
      /** What is to be reached. */
      readonly target?: Decimal;
      readonly growth?: never;
    }
  | {
      readonly target?: never;
      /** The growth to be reached: `"20%"`; twice as much is `"100%"`. */
      readonly growth: Decimal;
    }
);

/** How an objective follows from others. */
export interface Drivers {
  /** As their product or their sum. */
  kind: 'product' | 'sum';
  /** Which ones. */
  of: readonly Driver[];
}

/** One of the objectives that another follows from. */
export interface Driver {
  /** Id of the objective. */
  objective: string;
  /** Its share of the sum where that starts; needed where growths are added up. */
  share?: Decimal;
}

/** How far an objective has come by a day; the last one counts. */
export interface ObjectiveUpdate {
  /** Id of the objective. */
  objective: string;
  /** The day. */
  date: IsoDate;
  /** What it has come to. */
  actual?: Decimal;
  /** Or how much of it is done, from 0 to 100. */
  percent?: Decimal;
  /** A reference to the record. */
  record?: string;
}

/** A course that someone has to do. */
export interface RequiredCourse {
  /** Id of the employee. */
  employee: string;
  /** Id of the course. */
  course: string;
  /** By when. */
  due?: IsoDate;
  /** A reference to the record. */
  record?: string;
}
