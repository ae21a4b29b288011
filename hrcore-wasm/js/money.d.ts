import type { Condition } from './conditions.js';
import type { Every } from './planning.js';
import type { Decimal, OnUnknown, Text } from './policy.js';
import type { Term } from './promotion.js';

/** What every rule that pays has. */
interface PayingRule {
  /** Its name for machines, unique among bonuses, commissions and pay rules. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** Ids of the positions for which it is; default: all. */
  positions?: readonly string[];
  /** ISO 4217. */
  currency: string;
  /** For which periods; default: the appraisal period. */
  every?: Every;
}

/** An amount that is paid when a condition holds. */
export interface Bonus extends PayingRule {
  /** What has to hold on the period's last day. */
  when: Condition;
  /** What it pays. */
  amount: Decimal;
  /** The goal that it is for: of several bonuses for one goal, the first that is met pays. */
  goal?: string;
  /** How often it is paid; default `period`: once for each. */
  once?: 'period' | 'ever';
  /** Whether days of absence reduce it; default false. */
  attendance?: boolean;
}

/** A share of sales. */
export interface Commission extends PayingRule {
  /** Id of the metric that is its base; default: recorded sales. */
  metric?: string;
  /** What the tiers are applied to; default `period`: the sum of a person's sales. */
  per?: 'sale' | 'period' | 'team';
  /** The rates. */
  tiers: Tiers;
  /** What multiplies the amount, in order. */
  modifiers?: readonly Modifier[];
  /** The least that it pays after modifiers. */
  floor?: Decimal;
  /** The most that it pays after modifiers. */
  cap?: Decimal;
  /** What is paid for a whole period at least; not of a team. */
  guarantee?: Decimal;
  /** What is paid in advance; not of a team. */
  draw?: Draw;
  /** How the amount of a team is split; default `share`: by own sales. */
  split?: 'share' | 'equal' | 'days';
  /** In which period a return counts; default `when_returned`. */
  returns?: 'when_returned' | 'when_sold';
}

/** The tiers of a commission. */
export interface Tiers {
  /** The rate of the step applies to the whole, each part has its own, or the rate rises linearly between the steps. */
  apply: 'whole' | 'marginal' | 'ramp';
  /** The steps, the lowest first. */
  steps: readonly Tier[];
}

/** A step: what lies above the one before, up to its bound. */
export interface Tier {
  /** Up to here, included; the last step has none. */
  upto?: Decimal;
  /** The rate: `"2%"`. */
  rate: Decimal;
}

/** What multiplies a commission while it holds. */
export interface Modifier {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** When it applies. */
  when: Condition;
  /** By what. */
  factor: Decimal;
  /** What it does while its condition is not known; default `unknown`. */
  on_unknown?: OnUnknown;
}

/** What is paid in advance of commissions. */
export interface Draw {
  /** How much, for a whole period. */
  amount: Decimal;
  /** Whether what it pays beyond the commission is owed; default true. */
  recoverable?: boolean;
}

/** What follows for pay. */
export interface PayRule extends PayingRule {
  /** What follows, and from what. */
  pays: ByRating | ByCoefficient | ByOvertime | ByAbsence;
}

/** A share of pay by the rating. */
export interface ByRating {
  kind: 'rating';
  /** Of what; default `base`. */
  of?: 'base' | 'bonus_base';
  /** What each band brings; a band that is not listed brings nothing. */
  ratings: readonly RatingPay[];
}

/** What a band brings. */
export interface RatingPay {
  /** Id of the band. */
  band: string;
  /** The share of pay; below zero takes away. */
  percent?: Decimal;
  /** Id of a course to do. */
  course?: string;
}

/** Pay times the performance coefficient. */
export interface ByCoefficient {
  kind: 'coefficient';
  /** Of what; default `bonus_base`. */
  of?: 'base' | 'bonus_base';
  /** Whether days of absence reduce it; default false. */
  attendance?: boolean;
}

/** Overtime hours times the pay of an hour times a rate. */
export interface ByOvertime {
  kind: 'overtime';
  /** The rate: `"150%"`. */
  rate: Decimal;
}

/** Days of absence take their share of pay. */
export interface ByAbsence {
  kind: 'absence';
  /** How much of it; default `"100%"`. */
  rate?: Decimal;
}

/** The most that some rules pay together. */
export interface Budget {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** Ids of the rules. */
  rules: readonly string[];
  /** How much. */
  amount: Decimal;
  /** ISO 4217; that of its rules. */
  currency: string;
  /** For which periods, which are those of its rules; default: the appraisal period. */
  every?: Every;
  /** Id of the unit, with those below it; default: the company. */
  unit?: string;
}

/** Points that are earned and redeemed. */
export interface PointsScheme {
  /** What earns points. */
  earn: readonly EarnRule[];
  /** What they can be redeemed for. */
  rewards?: readonly Reward[];
  /** After how many months they expire; default: never. */
  expire_months?: Decimal;
}

type Earning = 'course' | 'exam' | 'certificate' | 'award';

/** Something achieved that earns points: exactly one of the four ids. */
export type EarnRule = {
  [Kind in Earning]:
    { readonly [Stated in Kind]: string } & { readonly [Other in Exclude<Earning, Kind>]?: never };
}[Earning] & {
  /** Its name for machines. */
  readonly id: string;
  /** Its name for people. */
  readonly name?: Text;
  /** How many points. */
  readonly points: Decimal;
  /** Ids of the positions that can earn them; default: all. */
  readonly positions?: readonly string[];
};

/** What points can be redeemed for. */
export interface Reward {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** How many points it costs. */
  cost: Decimal;
  /** What it is. */
  gives: 'gift' | 'leave';
  /** How many days of leave. */
  days?: Decimal;
}

/** How grave an alert is. */
export type Severity = 'info' | 'warning' | 'critical';

/** What an alert rule looks at. */
export type AlertKind = 'person' | 'record' | 'plan_overdue' | 'pipeline_gap' | 'flight_risk';

/** When someone is alerted of something. */
export type AlertRule = {
  /** Its name for machines. */
  readonly id: string;
  /** Its name for people. */
  readonly name?: Text;
  /** How grave it is; default `warning`. */
  readonly severity?: Severity;
  /** Who is told: `employee`, `manager`, or the id of a position. */
  readonly audience: readonly string[];
  /** Ids of the positions that it looks at; default: all. */
  readonly positions?: readonly string[];
  /** How many days in a row without it clear it; default 1. */
  readonly clears_after?: Decimal;
  /** For how many days an observation is looked at; default 30. */
  readonly within_days?: Decimal;
} & (
  | {
      /** A condition about a person; the default. */
      readonly kind?: 'person';
      /** What raises it. */
      readonly when: Condition;
      readonly metric?: never;
      readonly more_than?: never;
      readonly less_than?: never;
      readonly risk_more_than?: never;
      readonly horizon?: never;
      readonly signals?: never;
    }
  | ({
      /** A single observation: a batch. */
      readonly kind: 'record';
      /** Id of the metric whose observations are looked at. */
      readonly metric: string;
      readonly when?: never;
      readonly risk_more_than?: never;
      readonly horizon?: never;
      readonly signals?: never;
    } & (
      /** What its value has to be above, or below: one of the two, or either. */
      | { readonly more_than: Decimal; readonly less_than?: Decimal }
      | { readonly less_than: Decimal; readonly more_than?: never }
    ))
  | {
      /** Items of work plans that are overdue, or positions without enough successors. */
      readonly kind: 'plan_overdue' | 'pipeline_gap';
      readonly when?: never;
      readonly metric?: never;
      readonly more_than?: never;
      readonly less_than?: never;
      readonly risk_more_than?: never;
      readonly horizon?: never;
      readonly signals?: never;
    }
  | ({
      /** The risk that a person leaves: the chance, or a rule that warns. */
      readonly kind: 'flight_risk';
      /** Within how many months, 1 to 24; default 3. */
      readonly horizon?: Decimal;
      readonly when?: never;
      readonly metric?: never;
      readonly more_than?: never;
      readonly less_than?: never;
    } & (
      /** What the chance to leave has to be above, and the signals of `attrition` that raise it by themselves: either, or both. */
      | { readonly risk_more_than: Decimal; readonly signals?: readonly string[] }
      | { readonly signals: readonly string[]; readonly risk_more_than?: never }
    ))
);

/** What happens when in an appraisal cycle. */
export interface Cycle {
  /** The steps, in the order of time. */
  steps: readonly CycleStep[];
  /** How results can be appealed against; default: not at all. */
  appeal?: CycleAppeal;
}

/** A kind of step: indicators are announced, progress is shown, feedback is given, results are settled and published. */
export type CycleKind = 'announce' | 'progress' | 'feedback' | 'result' | 'publish';

/** A step of an appraisal cycle. */
export type CycleStep = {
  /** Its name for machines. */
  readonly id: string;
  /** Its name for people. */
  readonly name?: Text;
  /** The role that does it. */
  readonly by: string;
} & (
  | {
      readonly kind: 'announce';
      /** On which day of the period it is due; 1 is the first. */
      readonly day: Decimal;
      readonly every_days?: never;
      readonly days_after?: never;
    }
  | {
      readonly kind: 'progress' | 'feedback';
      /** How often it is due, in days. */
      readonly every_days: Decimal;
      readonly day?: never;
      readonly days_after?: never;
    }
  | {
      readonly kind: 'result' | 'publish';
      /** How many days after the period's last day it is due. */
      readonly days_after: Decimal;
      readonly day?: never;
      readonly every_days?: never;
    }
);

/** How results can be appealed against. */
export interface CycleAppeal {
  /** Within which time after publication. */
  within: Term;
  /** In which time it is answered. */
  answer: Term;
  /** The role that answers. */
  by: string;
}
