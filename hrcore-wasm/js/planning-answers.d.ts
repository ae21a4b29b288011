import type { Exact, Figure, PolicyName, Problem } from './answers.js';
import type { Due } from './planning-facts.js';
import type { PlanField } from './planning.js';
import type { IsoDate, MetricUnit, PeriodName } from './policy.js';
import type { IsoInstant } from './procedure.js';
import type { CareerAnswerHead } from './promotion-answers.js';

/** The answer of `plans`. */
export interface PlansAnswer {
  /** Version of the documents. */
  readonly schema_version: string;
  /** Which policy judged. */
  readonly policy: PolicyName;
  /** The moment asked about. */
  readonly as_of: IsoInstant;
  /** The period asked for. */
  readonly period?: PeriodName;
  /** Counts over everyone asked for. */
  readonly summary: PlanSummary;
  /** Those who have plans, in the order of the facts. */
  readonly results: readonly EmployeePlans[];
  /** Who owes a plan for the period asked for. */
  readonly owed?: readonly OwedPlan[];
  /** What people should be told: each once, by its id. */
  readonly notices?: readonly Notice[];
  /** Problems of single records, with pointers into the facts; these records were left out. */
  readonly problems: readonly Problem[];
}

/** Items counted by where they stand; those of returned plans in `returned` alone. */
export interface PlanSummary {
  /** All items. */
  readonly items: number;
  /** Done by when they were due. */
  readonly done: number;
  /** Done after that. */
  readonly done_late: number;
  /** Open and on time. */
  readonly on_time: number;
  /** Open and at risk. */
  readonly at_risk: number;
  /** Open and overdue. */
  readonly overdue: number;
  /** Not to be done. */
  readonly cancelled: number;
  /** Of plans that are returned. */
  readonly returned: number;
  /** Done, of all but the cancelled ones, 0 to 1; absent without such items. */
  readonly completion?: Figure;
  readonly completion_exact?: Exact;
}

/** An employee's plans. */
export interface EmployeePlans {
  /** Id of the employee. */
  readonly employee: string;
  /** The position held on the day. */
  readonly position?: string;
  /** Counts over the plans asked for. */
  readonly summary: PlanSummary;
  /** In the order of the facts; none in `summary` detail. */
  readonly plans?: readonly PlanStatus[];
}

/** A plan. */
export interface PlanStatus {
  /** Id of the plan. */
  readonly plan: string;
  /** Its period. */
  readonly period: PeriodName;
  /** The template by which it is judged. */
  readonly template?: string;
  /** `returned` where it does not say what the template requires. */
  readonly state: 'accepted' | 'returned';
  /** What it does not say. */
  readonly findings?: readonly PlanFinding[];
  /** In the order of the plan. */
  readonly items?: readonly ItemStatus[];
}

/** Something that a plan does not say. */
export interface PlanFinding {
  /** `no_time`: a day where a moment is needed. */
  readonly code: 'field_missing' | 'too_few' | 'no_time' | 'too_few_items' | 'text_empty';
  /** Pointer into the facts: the item, the action, or the plan. */
  readonly pointer: string;
  /** In which item. */
  readonly item?: string;
  /** What is missing, as templates name it. */
  readonly field?: PlanField | 'text';
  /** How many there are. */
  readonly have?: number;
  /** How many are needed. */
  readonly need?: number;
  /** What is wrong, in the request's language, or English. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** Where an item of a plan stands. */
export type PlanItemState = 'done' | 'done_late' | 'on_time' | 'at_risk' | 'overdue' | 'cancelled' | 'returned';

/** An item of a plan. */
export interface ItemStatus {
  /** Id of the item. */
  readonly item: string;
  /** Of a returned plan, `returned`. */
  readonly status: PlanItemState;
  /** How much is done, 0 to 1. */
  readonly progress?: Figure;
  readonly progress_exact?: Exact;
  /** The share of its time that has passed, 0 to 1. */
  readonly expected?: Figure;
  readonly expected_exact?: Exact;
  /** How much of its goal is reached, 0 to 1. */
  readonly attainment?: Figure;
  readonly attainment_exact?: Exact;
  /** By when it is due. */
  readonly due?: Due;
  /** When it was done. */
  readonly done?: IsoInstant;
  /** The days since it was due, by the calendar; 0 on the day itself. */
  readonly overdue_days?: number;
  /** Why it is at risk. */
  readonly risks?: readonly Risk[];
  /** What waits for it, where it is at risk or overdue. */
  readonly endangers?: Endangered;
  /** The item in words. */
  readonly text?: string;
}

/** Why an item is at risk, by code. */
export type Risk =
  | {
      readonly code: 'blocked';
      /** What stands in the way, in the words of the facts. */
      readonly note?: string;
      /** Who can take it away. */
      readonly by?: string;
      readonly item?: never;
      readonly status?: never;
    }
  | {
      readonly code: 'depends_on';
      /** The item on which it depends, which is itself late, at risk or due later. */
      readonly item: string;
      /** Where that item stands. */
      readonly status: PlanItemState;
      readonly note?: never;
      readonly by?: never;
    }
  | {
      readonly code: 'behind' | 'due_soon';
      readonly note?: never;
      readonly by?: never;
      readonly item?: never;
      readonly status?: never;
    };

/** What waits for an item, directly or not. */
export interface Endangered {
  /** The items, nearest first. */
  readonly items?: readonly EndangeredItem[];
  /** The milestones, earliest first. */
  readonly milestones?: readonly EndangeredMilestone[];
  /** `true` where there is more than is listed: at most 64 items are. */
  readonly more?: boolean;
}

/** An item that waits for another. */
export interface EndangeredItem {
  /** Id of the item. */
  readonly item: string;
  /** Whose it is. */
  readonly employee: string;
}

/** A milestone that waits for items. */
export interface EndangeredMilestone {
  /** Id of the milestone. */
  readonly milestone: string;
  /** When it is. */
  readonly date: IsoDate;
}

/** A plan that someone owes. */
export interface OwedPlan {
  /** Who. */
  readonly employee: string;
  /** The position. */
  readonly position: string;
  /** Id of the template. */
  readonly template: string;
  /** For which period. */
  readonly period: PeriodName;
}

/** Something that someone should be told. */
export interface Notice {
  /** The same for the same thing, whenever it is asked: keep it to tell people once. */
  readonly id: string;
  /** Reminders go to employees, warnings to managers. */
  readonly kind: 'reminder' | 'warning';
  /** `waits`: someone else's item is held up. */
  readonly code: 'returned' | 'overdue' | 'due_soon' | 'blocked' | 'at_risk' | 'waits';
  /** Whom to tell; absent where there is nobody. */
  readonly to?: readonly string[];
  /** Whose item or plan it is. */
  readonly employee: string;
  /** Id of the plan. */
  readonly plan: string;
  /** Id of the item; none of a returned plan. */
  readonly item?: string;
  /** By when it is due. */
  readonly due?: Due;
  /** The days since it was due. */
  readonly overdue_days?: number;
  /** What it endangers. */
  readonly endangers?: Endangered;
  /** The notice in words. */
  readonly text?: string;
}

/** The answer of `goals`. */
export interface GoalsAnswer extends CareerAnswerHead {
  /** The period asked for. */
  readonly period?: PeriodName;
  /** In the order of the facts. */
  readonly objectives: readonly ObjectiveStatus[];
  /** Which plan items serve which objectives, and which do not. */
  readonly coverage: Coverage;
  /** How far objectives that are over were reached. */
  readonly distribution: Attainments;
  /** What follows from that. */
  readonly advice?: readonly GoalAdvice[];
}

/** An objective. */
export interface ObjectiveStatus {
  /** Id of the objective. */
  readonly objective: string;
  /** The objective above. */
  readonly parent?: string;
  /** Its period. */
  readonly period: PeriodName;
  /** Its unit. */
  readonly unit?: MetricUnit;
  /** Its currency. */
  readonly currency?: string;
  /** Where it starts. */
  readonly from?: Figure;
  readonly from_exact?: Exact;
  /** What is to be reached. */
  readonly target?: Figure;
  readonly target_exact?: Exact;
  /** The growth to be reached, as a ratio. */
  readonly growth?: Figure;
  readonly growth_exact?: Exact;
  /** What it has come to. */
  readonly actual?: Figure;
  readonly actual_exact?: Exact;
  /** How far along, 0 to 1. */
  readonly progress?: Figure;
  readonly progress_exact?: Exact;
  /** Where that comes from: `below` are the objectives below, `items` the plan items that serve it. */
  readonly progress_from?: 'actual' | 'update' | 'below' | 'items';
  /** The weighted mean of the progress of the objectives below; absent while one of them is not known. */
  readonly rolled_up?: Figure;
  readonly rolled_up_exact?: Exact;
  /** The same with those that are not known at zero: it is no less than this. */
  readonly at_least?: Figure;
  readonly at_least_exact?: Exact;
  /** The share of its time that has passed, 0 to 1. */
  readonly expected?: Figure;
  readonly expected_exact?: Exact;
  /** Where it stands. */
  readonly state: 'not_started' | 'on_track' | 'behind' | 'reached' | 'missed' | 'unknown';
  /** How many plan items serve it. */
  readonly items: number;
  /** Whether its drivers reach it. */
  readonly cascade?: Cascade;
  /** Whether the plans in hand add up to it. */
  readonly plans?: PlannedSum;
  /** References to the records of the actual value. */
  readonly records?: readonly string[];
  /** The objective in words. */
  readonly text?: string;
}

/** Whether the drivers of an objective reach it. */
export interface Cascade {
  /** Whether they are multiplied or added up. */
  readonly kind: 'product' | 'sum';
  /** What is multiplied or added up. */
  readonly by?: 'growth' | 'target';
  /** `unknown` has its reason in `why`. */
  readonly state: 'reaches' | 'short' | 'unknown';
  /** What has to be reached: a growth factor, or a target. */
  readonly needed?: Figure;
  readonly needed_exact?: Exact;
  /** What the drivers come to. */
  readonly planned?: Figure;
  readonly planned_exact?: Exact;
  /** What is short: of a product, by which factor the drivers would have to be higher; of a sum, the difference. */
  readonly gap?: Figure;
  readonly gap_exact?: Exact;
  /** Why it is not known. */
  readonly why?:
    | 'driver_missing' | 'target_missing' | 'growth_missing' | 'share_missing'
    | 'unit_mismatch' | 'base_not_positive' | 'too_large';
  /** In the order of the facts. */
  readonly drivers: readonly DriverStatus[];
  /** Ids of the objectives that lag most in what they have come to. */
  readonly weakest?: readonly string[];
}

/** A driver of an objective. */
export interface DriverStatus {
  /** Id of the driver's own objective. */
  readonly objective: string;
  /** Its growth factor or its target. */
  readonly planned?: Figure;
  readonly planned_exact?: Exact;
  /** What it would have to be for the objective to be reached with the others as they are; where that is short. */
  readonly closes_at?: Figure;
  readonly closes_at_exact?: Exact;
  /** The same as a growth, where growth is what is planned. */
  readonly closes_at_growth?: Figure;
  readonly closes_at_growth_exact?: Exact;
  /** What it has come to, over what is planned. */
  readonly reached?: Figure;
  readonly reached_exact?: Exact;
}

/** Whether the plans in hand add up to an objective. */
export interface PlannedSum {
  /** What is to be added from where it starts. */
  readonly needed: Figure;
  readonly needed_exact?: Exact;
  /** What the accepted plan items add. */
  readonly planned: Figure;
  readonly planned_exact?: Exact;
  /** What is short; absent when nothing is. */
  readonly gap?: Figure;
  readonly gap_exact?: Exact;
  /** Planned over needed. */
  readonly share?: Figure;
  readonly share_exact?: Exact;
  /** Whether they do. */
  readonly state: 'reaches' | 'short';
  /** How many items say what they add. */
  readonly items: number;
}

/** Which plan items serve which objectives. */
export interface Coverage {
  /** The items of accepted plans that are not cancelled. */
  readonly items: number;
  /** Those that serve an objective. */
  readonly aligned: number;
  /** Their share, 0 to 1. */
  readonly share?: Figure;
  readonly share_exact?: Exact;
  /** Those that serve none; at most 1 000 are listed. */
  readonly unaligned?: readonly UnalignedItem[];
  /** Ids of the objectives that no item serves, nor any of those below them. */
  readonly idle?: readonly string[];
}

/** An item that serves no objective. */
export interface UnalignedItem {
  /** Id of the item. */
  readonly item: string;
  /** Whose it is. */
  readonly employee: string;
}

/** How far objectives that are over were reached. */
export interface Attainments {
  /** Objectives that are over, without any below them. */
  readonly objectives: number;
  /** Those whose progress is known. */
  readonly known: number;
  /** Those that were reached. */
  readonly reached: number;
  /** Reached, of those known, 0 to 1. */
  readonly share?: Figure;
  readonly share_exact?: Exact;
  /** The mean progress of those known. */
  readonly mean?: Figure;
  readonly mean_exact?: Exact;
  /** How many lie in which range, from the lowest up. */
  readonly ranges: readonly AttainmentRange[];
}

/** A range of progress. */
export interface AttainmentRange {
  /** From here on. */
  readonly from: Figure;
  readonly from_exact?: Exact;
  /** Up to here, not included; absent from the last one. */
  readonly to?: Figure;
  readonly to_exact?: Exact;
  /** How many. */
  readonly count: number;
}

/** Advice on goals. */
export interface GoalAdvice {
  /** What about. */
  readonly code:
    | 'targets_too_high' | 'targets_too_low' | 'not_measured'
    | 'cascade_short' | 'plans_short' | 'idle' | 'unaligned';
  /** About which objective. */
  readonly objective?: string;
  /** The advice in words. */
  readonly text?: string;
}
