import type { AttritionRules } from './attrition.js';
import type { DatedEvent, HeadcountRule, SeasonShape, StaffFlows, WorkforceRules } from './forecast.js';
import type { CardCondition } from './conditions.js';
import type { AlertRule, Bonus, Budget, Commission, Cycle, PayRule, PointsScheme } from './money.js';
import type {
  Action,
  Authority,
  Course,
  Duty,
  GoalReview,
  PlanMeasure,
  PlanTemplate,
  PlanTracking,
  PositionObjective,
  TrainingMeasure,
  TrainingRequirement,
} from './planning.js';
import type {
  Assessment,
  Competency,
  Credential,
  EventKind,
  Move,
  Pipeline,
  Procedure,
  RequiredCompetency,
} from './promotion.js';

/**
 * A decimal: a number, or a string in JSON's number grammar (`"0.10"`, `"1e3"`). In values of percent and ratio
 * metrics, and in weights and shares, `"5%"` too. At most 28 significant digits, 18 places, magnitude below 10^18.
 */
export type Decimal = number | string;

/** Text shown to people: one for all, or one per language. */
export type Text = string | { readonly [language: string]: string };

/** A day, `2025-06-30`. */
export type IsoDate = string;

/**
 * A day (`2025-06-11`), ISO week (`2025-W23`), month (`2025-06`), quarter (`2025-Q2`), half (`2025-H1`), year
 * (`2025`), or appraisal month that starts on a day of the month before (`2025-06@26`).
 */
export type PeriodName = string;

/** The versions of documents that this engine reads. */
export type SchemaVersion = '1.0' | '1.1' | '1.2' | '1.3' | '1.4' | '1.5';

/** How a company measures, rates, promotes and pays: one version of its policy. */
export interface Policy {
  schema_version: SchemaVersion;
  id: string;
  version: string;
  /** First day on which this version is in force. */
  effective_from: IsoDate;
  name?: Text;
  /** The base period that targets are stated for; default: the month. */
  appraisal_period?: AppraisalPeriod;
  /** How a longer period follows from its base periods; default `average`. */
  longer_periods?: 'average' | 'rescore';
  rounding?: Rounding;
  proration?: Proration;
  work_calendar?: WorkCalendar;
  metrics: readonly Metric[];
  rating_scales?: readonly RatingScale[];
  scorecards: readonly Scorecard[];
  positions: readonly Position[];
  units?: readonly Unit[];
  distribution?: Distribution;
  courses?: readonly Course[];
  exams?: readonly Credential[];
  certificates?: readonly Credential[];
  awards?: readonly Credential[];
  event_kinds?: readonly EventKind[];
  competencies?: readonly Competency[];
  assessments?: readonly Assessment[];
  /** The career lattice. */
  moves?: readonly Move[];
  /** How moves are decided. */
  procedures?: readonly Procedure[];
  pipeline?: Pipeline;
  /** What work plans have to say. */
  plan_templates?: readonly PlanTemplate[];
  /** When work plans are at risk. */
  plan_tracking?: PlanTracking;
  /** How goals are looked at. */
  goal_review?: GoalReview;
  /** The courses that positions require. */
  training?: readonly TrainingRequirement[];
  /** What needs authority, or a gate. */
  actions?: readonly Action[];
  /** Amounts that are paid when a condition holds. */
  bonuses?: readonly Bonus[];
  /** Shares of sales. */
  commissions?: readonly Commission[];
  /** What follows for pay. */
  pay_rules?: readonly PayRule[];
  /** Points that are earned and redeemed. */
  points?: PointsScheme;
  /** The most that some rules pay together. */
  budgets?: readonly Budget[];
  /** When someone is alerted of something. */
  alerts?: readonly AlertRule[];
  /** What happens when in an appraisal cycle. */
  cycle?: Cycle;
  /** Seasons that are borrowed. */
  seasons?: readonly SeasonShape[];
  /** What moves series in certain months. */
  dated_events?: readonly DatedEvent[];
  /** How headcounts follow from volumes. */
  headcount?: readonly HeadcountRule[];
  /** Grades between which people move. */
  staff_flows?: StaffFlows;
  /** What the figures about the workforce need to know. */
  workforce?: WorkforceRules;
  /** How the risk of leaving is looked at. */
  attrition?: AttritionRules;
  access?: Access;
}

export interface AppraisalPeriod {
  /** Default `month`. */
  every?: 'week' | 'month' | 'quarter' | 'half' | 'year';
  /** 1 (default) to 28; with `month` only. */
  start_day?: Decimal;
}

export interface Rounding {
  /** Places of the displayed total; default 2. */
  places?: Decimal;
  /** Default `half_away`. */
  mode?: 'half_away' | 'half_even' | 'toward_zero' | 'up';
  /** Whether lines are rounded too; default `total`. */
  round?: 'total' | 'lines';
  /** Which total the bands compare; default `exact`. */
  compare?: 'exact' | 'rounded';
}

export interface Proration {
  /** Default `calendar`. */
  days?: 'calendar' | 'working';
  /** A position held for fewer days is `too_new`; default 0. */
  too_new_below_days?: Decimal;
}

export interface WorkCalendar {
  /** ISO weekdays; default Saturday and Sunday. */
  weekend?: readonly Decimal[];
  holidays?: readonly IsoDate[];
  /** Days worked although on a weekend. */
  workdays?: readonly IsoDate[];
}

export type MetricUnit =
  | 'count' | 'money' | 'percent' | 'ratio' | 'multiple' | 'number' | 'score'
  | 'second' | 'minute' | 'hour' | 'day' | 'label';

export interface Metric {
  id: string;
  name?: Text;
  unit: MetricUnit;
  /** ISO 4217; with the unit `money`. */
  currency?: string;
  /** Which way is better. */
  direction: 'higher' | 'lower';
  /** The system or person the value comes from. */
  source?: string;
  /** Whom an observation is about; default `employee`. */
  level?: 'employee' | 'position' | 'unit' | 'company';
  /** How observations of a period combine; the default follows the unit. */
  aggregation?: 'sum' | 'mean' | 'last' | 'min' | 'max' | 'ratio_of_sums';
  /** Whether targets prorate with the days held; default true for count and money. */
  flow?: boolean;
  /** An exact formula over other metrics: such a metric is derived, never observed. */
  formula?: string;
  growth?: Growth;
  /** The metric is a figure of work plans: such a metric is never observed. */
  plans?: PlanMeasure;
  /** The metric is a figure of training: such a metric is never observed. */
  training?: TrainingMeasure;
}

/** The growth of another metric. */
export interface Growth {
  of: string;
  versus: 'previous' | 'same_period_last_year' | { readonly period: PeriodName } | { readonly value: Decimal };
  change: 'relative' | 'points';
}

export interface RatingScale {
  id: string;
  bands: readonly RatingBand[];
}

/** [from, to) on the exact total. */
export interface RatingBand {
  id: string;
  name?: Text;
  from?: Decimal;
  to?: Decimal;
  /** Default 1. */
  coefficient?: Decimal;
}

export interface Scorecard {
  id: string;
  name?: Text;
  /** Default: the only scale, if there is one. */
  rating_scale?: string;
  /** What a full total is called; default 100. */
  scale?: Decimal;
  /** Default `percent`: all weights sum to exactly 100. */
  weights?: 'percent' | 'relative';
  sections: readonly Section[];
  /** Of the total, in points of 100, before `scale`. */
  floor?: Decimal | null;
  cap?: Decimal | null;
  adjustments?: readonly Adjustment[];
  vetoes?: readonly Veto[];
  coefficient_adjustments?: readonly CoefficientAdjustment[];
  /** Default 0. */
  coefficient_min?: Decimal | null;
  coefficient_max?: Decimal | null;
}

export interface Section {
  id: string;
  name?: Text;
  /** On all sections or none. */
  weight?: Decimal;
  /** What the lines' weights must sum to. */
  share?: Decimal;
  kind?: 'quantitative' | 'qualitative';
  lines: readonly Line[];
}

/** What becomes of a line without a value. */
export type OnMissing = 'unknown' | 'zero' | 'redistribute' | { readonly neutral: Decimal };

export interface Line {
  id: string;
  /** Default: the metric's. */
  name?: Text;
  metric: string;
  weight: Decimal;
  /** In the metric's unit. */
  target?: Decimal;
  method: Method;
  /** In points; default 0, `null` for none. */
  floor?: Decimal | null;
  /** In points; default 100, `null` for none. */
  cap?: Decimal | null;
  /** For every state, or by state; default `unknown`. */
  on_missing?:
    | OnMissing
    | {
        readonly missing?: OnMissing;
        readonly not_applicable?: OnMissing;
        readonly too_new?: OnMissing;
        readonly undefined?: OnMissing;
      };
  /** A core line stays equal in all units; default false. */
  core?: boolean;
  /** Shown when the line is missed. */
  advice?: Text;
}

/** How an actual value becomes points. */
export type Method =
  | { readonly kind: 'ratio' }
  | { readonly kind: 'improvement'; readonly baseline: Decimal }
  | { readonly kind: 'closer'; readonly tolerance?: Decimal; readonly zero_at: Decimal }
  | { readonly kind: 'interpolated'; readonly points: readonly { readonly at: Decimal; readonly score: Decimal }[] }
  | {
      readonly kind: 'banded';
      readonly bands: readonly { readonly from?: Decimal; readonly to?: Decimal; readonly score: Decimal }[];
    }
  | {
      readonly kind: 'per_unit';
      /** Default 100. */
      readonly base?: Decimal;
      readonly unit: Decimal;
      readonly add?: Decimal;
      readonly deduct?: Decimal;
      /** Default true. */
      readonly whole_units?: boolean;
    }
  | { readonly kind: 'binary' }
  | {
      readonly kind: 'label';
      readonly labels: readonly { readonly label: string; readonly score: Decimal; readonly name?: Text }[];
    }
  | { readonly kind: 'efficacy'; readonly floor_value: Decimal; readonly satisfactory: Decimal }
  | {
      readonly kind: 'rated';
      readonly raters: readonly { readonly kind: string; readonly weight: Decimal }[];
      readonly scale: { readonly min?: Decimal; readonly max: Decimal; readonly mapping?: 'from_zero' | 'range' };
      /** What becomes of the weight of a kind of rater that gave no answer; default `redistribute`. */
      readonly on_silent?: 'redistribute' | 'unknown';
    };

/** What becomes of an adjustment or veto whose condition cannot be decided; default `unknown`. */
export type OnUnknown = 'unknown' | 'skip';

/** Points added to the total. */
export interface Adjustment {
  id: string;
  name?: Text;
  when?: CardCondition;
  /** Once, or per unit of `per`. */
  points: Decimal;
  per?: { readonly metric: string; readonly unit: Decimal; readonly beyond?: Decimal; readonly whole_units?: boolean };
  min?: Decimal;
  max?: Decimal;
  on_unknown?: OnUnknown;
}

/** Sets or caps the total, or caps the band. The harshest of several wins. */
export interface Veto {
  id: string;
  name?: Text;
  when: CardCondition;
  set?: Decimal;
  cap?: Decimal;
  band_cap?: string;
  on_unknown?: OnUnknown;
}

export interface CoefficientAdjustment {
  id: string;
  name?: Text;
  when: CardCondition;
  add: Decimal;
  on_unknown?: OnUnknown;
}

export interface Position {
  id: string;
  name?: Text;
  /** A position without one is not scored. */
  scorecard?: string;
  /** The position above in the reporting line. */
  reports_to?: string;
  /** A whole number; higher is higher. */
  grade?: Decimal;
  /** The levels that it requires. */
  competencies?: readonly RequiredCompetency[];
  /** Whether it should have successors; default false. */
  key?: boolean;
  /** What it is there for. */
  purpose?: Text;
  /** What is done in it. */
  duties?: readonly Duty[];
  /** What it may decide by itself. */
  authority?: readonly Authority[];
  /** What it has to reach. */
  objectives?: readonly PositionObjective[];
}

/** A company, region, store or team. */
export interface Unit {
  id: string;
  name?: Text;
  parent?: string;
  channel?: string;
  overrides?: readonly Override[];
}

/** Holds for the unit and those below it; the nearest wins. */
export interface Override {
  scorecard: string;
  line: string;
  target?: Decimal;
  weight?: Decimal;
  floor?: Decimal | null;
  cap?: Decimal | null;
}

/** Forced distribution. */
export interface Distribution {
  /** From the best band to the worst; the shares sum to 100. */
  quotas: readonly { readonly band: string; readonly share: Decimal; readonly consequence?: Text }[];
  /** Default `company`. */
  scope?: 'company' | 'unit';
  /** Default `check`. */
  mode?: 'check' | 'assign';
  /** Smaller groups are exempt; default 5. */
  min_group?: Decimal;
}

/** Who sees which fields of an answer. */
export interface Access {
  roles: readonly { readonly role: string; readonly of: 'own' | 'unit' | 'all'; readonly shows: readonly AccessField[] }[];
}

export type AccessField =
  | 'total' | 'band' | 'coefficient' | 'lines' | 'actuals' | 'ratings' | 'adjustments' | 'vetoes' | 'missing';
