import type { Decimal, IsoDate, PeriodName, Text } from './policy.js';
import type { Every } from './planning.js';

/** A season that is borrowed where the own history is short. */
export interface SeasonShape {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** How much of a mean month each month is, from January on: twelve numbers above zero; their mean becomes 1. */
  factors: readonly Decimal[];
  /** Where it comes from. */
  source?: Text;
}

/** Something in the calendar that moves a series: Double 11, 618, the Spring Festival, whose month changes. */
export interface DatedEvent {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** The months of it, past and to come. */
  months: readonly PeriodName[];
  /** By what it multiplies its month: `1.6`. */
  uplift: Decimal;
  /** By what it multiplies the months before, the nearest first. */
  before?: readonly Decimal[];
  /** By what it multiplies the months after, the nearest first. */
  after?: readonly Decimal[];
  /** Whether what earlier ones brought counts as well; default false. */
  learn?: boolean;
}

/** How the headcount of a position follows from a volume. */
export interface HeadcountRule {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** The position. */
  position: string;
  /** The unit whose volume and holders count, with those below it; the whole company, if not stated. */
  unit?: string;
  /** The metric that is the volume; it is added up over a month. */
  volume: string;
  /** The volume that one person handles in a month. */
  per_head: Decimal;
  /** The share of the time in which people are there; default \`"100%"\`. */
  availability?: Decimal;
  /** What newcomers do in their first months, of what others do. */
  ramp_up?: readonly Decimal[];
  /** Months from opening a requisition to the first day at work; default 0. */
  lead_months?: number;
  /** Days of it, on top; default 0. */
  lead_days?: number;
  /** What a month with one person too few costs, in any unit; default 1. */
  cost_short?: Decimal;
  /** What a month with one person too many costs, in the same unit; default 1. */
  cost_over?: Decimal;
  /** The share of people who leave in a year, where it is borrowed; it counts as much as `leavers_weight` years of one person. */
  leavers_per_year?: Decimal;
  /** How much the borrowed rate counts, in years of one person; default 10. */
  leavers_weight?: Decimal;
  /** The season that is borrowed. */
  season?: string;
  /** The dated events that count. */
  events?: readonly string[];
}

/** Grades between which people move. */
export interface StaffFlows {
  /** The positions, the lowest first. */
  grades: readonly string[];
  /** What is borrowed where there are few people. */
  prior?: FlowPrior;
}

/** Yearly rates that are borrowed. */
export interface FlowPrior {
  /** The share of a grade that leaves in a year. */
  leave: Decimal;
  /** The share of a grade that is promoted to the next in a year. */
  promote: Decimal;
  /** How much they count, in years of one person in each grade; default 10. */
  weight?: Decimal;
}

/** What the figures about the workforce need to know. */
export interface WorkforceRules {
  /** Positions without which the company cannot do. */
  critical_positions?: readonly string[];
}

/** A requisition: posts that are, or were, to be filled. */
export interface Requisition {
  /** Its name for machines. */
  id: string;
  /** The position. */
  position: string;
  /** The unit. */
  unit?: string;
  /** How many posts; default 1. */
  count?: number;
  /** The day on which it was opened. */
  opened: IsoDate;
  /** The day on which the offer was accepted. */
  accepted?: IsoDate;
  /** The first day at work. */
  starts?: IsoDate;
  /** The day on which it was given up. */
  withdrawn?: IsoDate;
  /** Who filled it. */
  employee?: string;
  /** Whether it was filled from within; where `employee` is known, what that person held before tells. */
  internal?: boolean;
}

/** How employment ends. */
export type Ended = 'voluntary' | 'involuntary' | 'retirement' | 'other';

/** Asks what comes next in a series: a metric of the facts, or values of the request. */
export interface ForecastRequest {
  /** The last day that is over. */
  as_of: IsoDate;
  /** The metric. */
  metric?: string;
  /** Whose: an employee's. */
  employee?: string;
  /** Or of all who hold a position. */
  position?: string;
  /** Or a unit's, with those below it; the company's, if none is named. */
  unit?: string;
  /** The values themselves, in place of a metric. */
  values?: readonly SeriesValue[];
  /** How long the periods are; default month. */
  every?: Every;
  /** How many periods ahead, 1 to 60; default 12. */
  horizon?: number;
  /** The season of the policy that is borrowed. */
  season?: string;
  /** The dated events of the policy that count. */
  events?: readonly string[];
  /** Say it in words of this language as well. */
  lang?: 'en' | 'zh';
  /** Judge by this version of the policy, whatever is in force. */
  policy_version?: string;
}

/** A value of a series. */
export interface SeriesValue {
  /** When. */
  period: PeriodName;
  /** How much. */
  value: Decimal;
}

/** Asks how many people are needed, and whom to hire when. */
export interface HeadcountRequest {
  /** The last day that is over. */
  as_of: IsoDate;
  /** Which rules; all, if not stated. */
  rules?: readonly string[];
  /** How many months ahead, 1 to 36; default 12. */
  horizon?: number;
  /** Volumes to come that the host foretells itself, in place of a forecast. */
  volumes?: readonly PlannedVolume[];
  /** Say it in words of this language as well. */
  lang?: 'en' | 'zh';
  /** Judge by this version of the policy, whatever is in force. */
  policy_version?: string;
}

/** A volume to come. */
export interface PlannedVolume {
  /** The rule. */
  rule: string;
  /** The month. */
  period: PeriodName;
  /** How much. */
  value: Decimal;
  /** How sure it is: the standard deviation of its logarithm, about the share by which it is usually off; default 0. */
  spread?: Decimal;
}

/** Asks how grades fill over time, and which hires and promotions hold or reach a structure. */
export interface FlowsRequest {
  /** The last day that is over. */
  as_of: IsoDate;
  /** How many months ahead, 1 to 120; default 12. */
  horizon?: number;
  /** The months before `as_of` from which rates are taken; default 12. */
  window?: number;
  /** People hired into a position in every month, in place of those of the window. */
  hires?: readonly PlannedHires[];
  /** Promotions that are planned, in place of those foretold from the window. */
  promotions?: readonly PlannedPromotion[];
  /** The structure to hold or to reach. */
  goal?: FlowGoal;
  /** The seed of the simulation; default 1. */
  seed?: number;
  /** How many courses are simulated, 100 to 20 000; default 2000. */
  runs?: number;
  /** Say it in words of this language as well. */
  lang?: 'en' | 'zh';
  /** Judge by this version of the policy, whatever is in force. */
  policy_version?: string;
}

/** People hired into a position. */
export interface PlannedHires {
  /** The position. */
  position: string;
  /** How many in every month. */
  per_month: Decimal;
  /** From this month on; from the first, if not stated. */
  from?: PeriodName;
  /** To this month; to the last, if not stated. */
  to?: PeriodName;
}

/** Promotions that are planned. */
export interface PlannedPromotion {
  /** From this position. */
  from: string;
  /** To that. */
  to: string;
  /** How many people in every month. */
  per_month: Decimal;
  /** Only in this month; in every one, if not stated. */
  period?: PeriodName;
}

/** A structure of grades. */
export interface FlowGoal {
  /** Whether it is to be held or to be reached. */
  kind: FlowGoalKind;
  /** How many people in which position. */
  structure: readonly WantedGrade[];
  /** The most people that can be hired into a grade in a month. */
  most_hires?: Decimal;
  /** The most promotions out of a grade that can be made in a month, as a share of it; of `hold`. */
  most_promotions?: Decimal;
}

/** What is asked of a structure. */
export type FlowGoalKind = 'hold' | 'reach';

/** How many people are wanted in a position. */
export interface WantedGrade {
  /** The position. */
  position: string;
  /** How many. */
  people: Decimal;
}

/** Asks whether objectives will be reached. */
export interface GoalForecastRequest {
  /** The last day that is over. */
  as_of: IsoDate;
  /** Only objectives of this period, or of periods in it. */
  period?: PeriodName;
  /** Which ones; all that are not over, if not stated. */
  objectives?: readonly string[];
  /** The season of the policy that is borrowed, where months are added up. */
  season?: string;
  /** The dated events of the policy that count there. */
  events?: readonly string[];
  /** Say it in words of this language as well. */
  lang?: 'en' | 'zh';
  /** Judge by this version of the policy, whatever is in force. */
  policy_version?: string;
}

/** Asks for figures about the workforce over some time. */
export interface WorkforceRequest {
  /** The period; a year, mostly. */
  period: PeriodName;
  /** The last day that is over, where the period is not. */
  as_of?: IsoDate;
  /** By what figures are grouped, besides those of the whole. */
  by?: readonly WorkforceBy[];
  /** Say it in words of this language as well. */
  lang?: 'en' | 'zh';
  /** Judge by this version of the policy, whatever is in force. */
  policy_version?: string;
}

/** By what figures about the workforce are grouped. */
export type WorkforceBy = 'position' | 'unit';
