import type { Exact, Figure, PolicyName, Problem } from './answers.js';
import type { IsoDate, PeriodName, SchemaVersion } from './policy.js';

/** An estimate: a decimal of six significant digits. */
export type Approx = string;

/** An estimate with its intervals: the true value lies in one of them as often as its name says. */
export interface Estimate {
  /** The expected value. */
  readonly mean: Approx;
  /** The least, in 80 of 100 cases. */
  readonly lo80: Approx;
  /** The most, in 80 of 100 cases. */
  readonly hi80: Approx;
  /** The least, in 95 of 100 cases. */
  readonly lo95: Approx;
  /** The most, in 95 of 100 cases. */
  readonly hi95: Approx;
}

/** What comes next in a series, ready for a chart. */
export interface ForecastAnswer {
  readonly schema_version: SchemaVersion;
  readonly policy: PolicyName;
  /** The last day that is over. */
  readonly as_of: IsoDate;
  /** The metric, if it is one. */
  readonly metric?: string;
  /** The series. */
  readonly series: SeriesForecast;
  /** The forecast in words. */
  readonly text?: string;
  /** Records that were left out. */
  readonly problems: readonly Problem[];
}

/** What to know of a series and its forecast. */
export type SeriesCaveat =
  | 'too_short'
  | 'too_many_missing'
  | 'short_history'
  | 'season_borrowed'
  | 'filled'
  | 'outliers'
  | 'level_shift'
  | 'constant'
  | 'fell_back'
  | 'events_left_out'
  | 'event_without_past';

/** A series, and what comes next in it. */
export interface SeriesForecast {
  /** The values that were seen, the earliest first. */
  readonly history: readonly SeriesPoint[];
  /** The values to come; none where nothing is foretold. */
  readonly points: readonly ForecastPoint[];
  /** `combination`, `level` (a recent level and a borrowed season), `seasonal_naive`, or `none`. */
  readonly method: 'combination' | 'level' | 'seasonal_naive' | 'none';
  /** Which methods were combined, with their weights. */
  readonly weights?: readonly MethodWeight[];
  /** `local`, `blended` or `prior`. */
  readonly source: 'local' | 'blended' | 'prior';
  /** How many values were seen. */
  readonly n: number;
  /** How good forecasts of the last months from those before would have been. */
  readonly validated?: Validation;
  /** From when on the history counts, where its level shifted. */
  readonly since?: PeriodName;
  /** What the dated events bring. */
  readonly uplifts?: readonly Uplift[];
  /** What to know. */
  readonly caveats?: readonly SeriesCaveat[];
}

/** A value that was seen. */
export interface SeriesPoint {
  /** When. */
  readonly period: PeriodName;
  /** How much. */
  readonly value: Approx;
  /** `filled` (it was missing) or `outlier` (it was drawn in for the forecast). */
  readonly state?: 'filled' | 'outlier';
  /** What it counted as, where that is another value. */
  readonly used?: Approx;
}

/** A value to come. */
export interface ForecastPoint {
  /** When. */
  readonly period: PeriodName;
  /** The expected value. */
  readonly mean: Approx;
  /** The least, in 80 of 100 cases. */
  readonly lo80: Approx;
  /** The most, in 80 of 100 cases. */
  readonly hi80: Approx;
  /** The least, in 95 of 100 cases. */
  readonly lo95: Approx;
  /** The most, in 95 of 100 cases. */
  readonly hi95: Approx;
  /** The dated events in it. */
  readonly events?: readonly string[];
}

/** A method and its weight. */
export interface MethodWeight {
  /** `ets`, `stl`, `theta` or `dynamic_theta`. */
  readonly method: 'ets' | 'stl' | 'theta' | 'dynamic_theta';
  /** Its share of the forecast. */
  readonly weight: Approx;
}

/** How good forecasts of the last months would have been. */
export interface Validation {
  /** The mean absolute error, of that of last year's values. */
  readonly mase: Approx;
  /** The symmetric mean absolute percentage error. */
  readonly smape: Approx;
  /** How many values were foretold. */
  readonly forecasts: number;
}

/** What a dated event brings. */
export interface Uplift {
  /** The event. */
  readonly event: string;
  /** By what it multiplies its month. */
  readonly uplift: Approx;
  /** By what it multiplies the months before, the nearest first. */
  readonly before?: readonly Approx[];
  /** By what it multiplies the months after, the nearest first. */
  readonly after?: readonly Approx[];
  /** From how many earlier ones that was learned. */
  readonly learned_from: number;
}

/** How many people are needed, and whom to hire when. */
export interface HeadcountAnswer {
  readonly schema_version: SchemaVersion;
  readonly policy: PolicyName;
  /** The last day that is over. */
  readonly as_of: IsoDate;
  /** The plans, in the order of the policy. */
  readonly plans: readonly HeadcountPlan[];
  /** Records that were left out. */
  readonly problems: readonly Problem[];
}

/** A quantity to come that is lognormal about its median: the true value lies in an interval as often as its name says. */
export interface Quantiles {
  /** As likely too little as too much; what was planned, or foretold. */
  readonly median: Approx;
  /** The least, in 80 of 100 cases. */
  readonly lo80: Approx;
  /** The most, in 80 of 100 cases. */
  readonly hi80: Approx;
  /** The least, in 95 of 100 cases. */
  readonly lo95: Approx;
  /** The most, in 95 of 100 cases. */
  readonly hi95: Approx;
}

/** The headcount of a position. */
export interface HeadcountPlan {
  /** The rule. */
  readonly rule: string;
  /** The position. */
  readonly position: string;
  /** The unit. */
  readonly unit?: string;
  /** How many hold it on the day. */
  readonly holders: number;
  /** How many posts are open: requisitions without an offer accepted or a first day. They are not opened again. */
  readonly open_posts: number;
  /** The share of months in which there are to be enough people: cost of being short ÷ both costs. */
  readonly service_level: Approx;
  /** The share that leaves in a year. */
  readonly leavers_per_year: Estimate;
  /** `local`, `blended` or `prior`. */
  readonly leavers_source: 'local' | 'blended' | 'prior';
  /** How the volume is foretold: as in `forecast`, or `planned`. */
  readonly method: SeriesForecast['method'] | 'planned';
  /** `local`, `blended`, `prior`, or `planned`. */
  readonly source: 'local' | 'blended' | 'prior' | 'planned';
  /** The months to come. */
  readonly months: readonly HeadcountMonth[];
  /** Requisitions to open, the first day first. */
  readonly requisitions: readonly OpenRequisition[];
  /** The simple rule beside it. */
  readonly simple?: SimpleRule;
  /** What to know: those of the forecast, `not_foretold` (months without a volume are left out), `no_holders`, `open_posts`, `late`, `too_large`. */
  readonly caveats?: readonly (SeriesCaveat | 'not_foretold' | 'no_holders' | 'open_posts' | 'late' | 'too_large')[];
  /** The plan in words, a line for each month, requisition and rule. */
  readonly text?: string;
}

/** A month of a headcount plan. */
export interface HeadcountMonth {
  /** The month. */
  readonly period: PeriodName;
  /** Where the volume is from: `planned` or `forecast`. */
  readonly from: 'planned' | 'forecast';
  /** The volume. */
  readonly volume: Quantiles;
  /** The people that the volume takes. */
  readonly heads: Quantiles;
  /** How many people to have: that quantile of `heads` which the costs ask for, rounded up. */
  readonly need: number;
  /** How many it would be without the dated events, where they change the volume. */
  readonly need_without_events?: number;
  /** How many are expected to have left since the day. */
  readonly leavers: Approx;
  /** Those of them whose last day is stated, where there are any. */
  readonly leavers_known?: Approx;
  /** Those who are on the way, by what they do. */
  readonly under_way: Approx;
  /** Those on hand without new hires: holders − leavers + under way. */
  readonly supply: Approx;
  /** How many new hires, of this plan, are needed for this month in all: the fewest with whom the chance of being short is not above what the costs allow. */
  readonly hires: number;
  /** How likely those on hand would not be enough without new hires. */
  readonly chance_short: Approx;
  /** The dated events in it. */
  readonly events?: readonly string[];
  /** The month in words. */
  readonly text?: string;
}

/** A requisition to open. */
export interface OpenRequisition {
  /** How many people. */
  readonly hires: number;
  /** The day to open it. */
  readonly open: IsoDate;
  /** Their first day at work. */
  readonly start: IsoDate;
  /** Their first day at full work. */
  readonly full: IsoDate;
  /** The month in which they have to do full work. */
  readonly needed: PeriodName;
  /** In how many months of the horizon they are needed, from that one on, in a row or not. */
  readonly months: number;
  /** Whether the day to open it is over: then it is tomorrow, and they come later than needed. */
  readonly is_late: boolean;
  /** The requisition in words. */
  readonly text?: string;
}

/** The simple rule: the growth of the last six months carried on by one month, without a season, without doubt. */
export interface SimpleRule {
  /** The month that it is about. */
  readonly period: PeriodName;
  /** The growth of a month, as a ratio. */
  readonly growth: Approx;
  /** The volume that follows. */
  readonly volume: Approx;
  /** The people that the volume takes. */
  readonly heads: Approx;
  /** The same, rounded up. */
  readonly need: number;
  /** How many it says to hire; below zero, how many too many there are. */
  readonly hires: number;
  /** How many the plan says for the same month. */
  readonly plan_hires: number;
  /** Why they differ, in people: the lines sum to `plan_hires − hires`. */
  readonly why?: readonly Difference[];
  /** Both rules side by side, in words. */
  readonly text?: string;
}

/** A reason why the simple rule and the plan differ. */
export interface Difference {
  /** `forecast` (level, growth and season), `event`, `availability`, `service_level`, `leavers`, `under_way`, `not_below_zero` (the plan dismisses nobody), `rounding`. */
  readonly reason: 'forecast' | 'event' | 'availability' | 'service_level' | 'leavers' | 'under_way' | 'not_below_zero' | 'rounding';
  /** By how many people. */
  readonly heads: Approx;
}

/** How grades fill over time. */
export interface FlowsAnswer {
  readonly schema_version: SchemaVersion;
  readonly policy: PolicyName;
  /** The last day that is over. */
  readonly as_of: IsoDate;
  /** The grades as they are, the lowest first. */
  readonly grades: readonly Grade[];
  /** The monthly rates between them. */
  readonly rates: readonly FlowRate[];
  /** The months to come. */
  readonly months: readonly FlowMonth[];
  /** Where it would come to rest with these rates and `hires_per_month`; none where it would not. */
  readonly steady?: readonly GradeCount[];
  /** How long it takes to reach each higher grade. */
  readonly times?: readonly TimeToGrade[];
  /** What holds or reaches the structure asked for. */
  readonly goal?: FlowAnswer;
  /** `local`, `blended` or `prior`. */
  readonly source: 'local' | 'blended' | 'prior';
  /** How many person-months were seen. */
  readonly n: number;
  /** How alike people of a grade fare within a month: 0 where months differ by chance alone. */
  readonly shock: Approx;
  /** What to know: `few_months`, `few_people`, `rates_vary`, `nothing_seen`, `means_simulated`, `promotions_short`, `promotions_fixed` (with other promotions than the estimated ones the structure would hold: state `most_promotions`). */
  readonly caveats?: readonly ('few_months' | 'few_people' | 'rates_vary' | 'nothing_seen' | 'means_simulated' | 'promotions_short' | 'promotions_fixed')[];
  /** It in words. */
  readonly text?: string;
  /** Records that were left out. */
  readonly problems: readonly Problem[];
}

/** A grade. */
export interface Grade {
  /** The position. */
  readonly position: string;
  /** How many hold it. */
  readonly people: number;
  /** How many were hired into it in a month of the window on average, or are planned for a month of the horizon. */
  readonly hires_per_month: Approx;
  /** How many months people stay in it, on average; none where they stay for good or nothing is known. */
  readonly stay?: Approx;
}

/** A monthly rate. */
export interface FlowRate {
  /** From this position. */
  readonly from: string;
  /** To that; none of leaving the grades. */
  readonly to?: string;
  /** The share of a month, with its intervals. */
  readonly share: Estimate;
  /** How many did so in the window. */
  readonly n: number;
  /** Of how many person-months. */
  readonly exposure: number;
}

/** A month to come. */
export interface FlowMonth {
  /** The month. */
  readonly period: PeriodName;
  /** How many are in each grade at its end. */
  readonly grades: readonly GradeEstimate[];
  /** How many in all. */
  readonly total: Estimate;
  /** How many are hired in it. */
  readonly hires: Approx;
  /** How many have left the grades since `as_of`. */
  readonly left: Estimate;
}

/** How many are in a grade. */
export interface GradeEstimate {
  /** The position. */
  readonly position: string;
  /** How many; the mean is exact, the intervals are simulated. */
  readonly people: Estimate;
  /** Its standard deviation, which is exact. */
  readonly deviation: Approx;
}

/** How many are in a grade at rest. */
export interface GradeCount {
  /** The position. */
  readonly position: string;
  /** How many. */
  readonly people: Approx;
}

/** How long it takes from one grade to a higher one. */
export interface TimeToGrade {
  /** From this position. */
  readonly from: string;
  /** To that. */
  readonly to: string;
  /** How likely somebody gets there before leaving. */
  readonly chance: Approx;
  /** After how many months on average, of those who do. */
  readonly months?: Approx;
}

/** What holds or reaches a structure. */
export interface FlowAnswer {
  /** `hold` or `reach`. */
  readonly kind: 'hold' | 'reach';
  /** Whether it can be done within the bounds, but for less than 0.05 people in each grade. */
  readonly is_met: boolean;
  /** Whom to hire in every month. */
  readonly hires: readonly GradeCount[];
  /** Which monthly shares to promote; of `hold`. */
  readonly promotions?: readonly PromotionShare[];
  /** What it comes to. */
  readonly structure: readonly GradeCount[];
  /** By how many people grades are off, where it cannot be met: what is wanted less what it comes to. */
  readonly gaps?: readonly GradeCount[];
}

/** The share of a grade to promote in a month. */
export interface PromotionShare {
  /** From this position. */
  readonly from: string;
  /** To that. */
  readonly to: string;
  /** The share. */
  readonly share: Approx;
}

/** Whether objectives will be reached. */
export interface GoalForecastAnswer {
  readonly schema_version: SchemaVersion;
  readonly policy: PolicyName;
  /** The last day that is over. */
  readonly as_of: IsoDate;
  /** The period asked for. */
  readonly period?: PeriodName;
  /** The objectives, in the order of the facts. */
  readonly objectives: readonly ObjectiveForecast[];
  /** Records that were left out. */
  readonly problems: readonly Problem[];
}

/** Whether an objective will be reached. */
export interface ObjectiveForecast {
  /** The objective. */
  readonly objective: string;
  /** Its period. */
  readonly period: PeriodName;
  /** What is to be reached. */
  readonly target?: Figure;
  readonly target_exact?: Exact;
  /** What it has come to. */
  readonly actual?: Figure;
  readonly actual_exact?: Exact;
  /** How far along, from 0 to 1. */
  readonly progress?: Figure;
  readonly progress_exact?: Exact;
  /** Days that are left. */
  readonly days_left: number;
  /** The last day that has records, where records that add up give the actual value and end before `as_of`: the pace is that until then, and the pace needed that of the days after it. */
  readonly recorded_until?: IsoDate;
  /** What the next three are figures of: `value` (in the objective's unit) or `progress` (from 0 to 1). */
  readonly figures?: 'value' | 'progress';
  /** What a day has brought since the period began. */
  readonly pace?: Approx;
  /** What each day that is left has to bring; of what adds up and has to stay low, may bring. */
  readonly pace_needed?: Approx;
  /** What it will have come to at the end. */
  readonly outcome?: Estimate;
  /** How likely it is reached. */
  readonly probability?: Approx;
  /** `series` (the metric's months), `pace` (that of a metric of few months), `updates` (the pace of what was reported), `items` (plan items in hand), `below` (the objectives below), `certain` (over, or nothing can change it), or `none`. */
  readonly method: 'series' | 'pace' | 'updates' | 'items' | 'below' | 'certain' | 'none';
  /** `local`, `blended` or `prior`. */
  readonly source?: 'local' | 'blended' | 'prior';
  /** How many months, updates, items that were due, or objectives below were seen. */
  readonly n: number;
  /** What to know: `few_values`, `filled` (a month that is over has no records yet), `outliers`, `level_shift`, `constant`, `fell_back` (as of a series), `too_many` (not looked at: more than 1 000 series were asked for), `no_target`, `not_started`, `nothing_known`, `events_left_out`, `event_without_past`, `records_end` (more than 7 days before `as_of`). */
  readonly caveats?: readonly ('few_values' | 'filled' | 'outliers' | 'level_shift' | 'constant' | 'fell_back' | 'too_many' | 'no_target' | 'not_started' | 'nothing_known' | 'events_left_out' | 'event_without_past' | 'records_end')[];
  /** It in words. */
  readonly text?: string;
}

/** Figures about the workforce. */
export interface WorkforceAnswer {
  readonly schema_version: SchemaVersion;
  readonly policy: PolicyName;
  /** The period. */
  readonly period: PeriodName;
  /** Its first day. */
  readonly from: IsoDate;
  /** The last day that counts: the period's last, or the last that is over. */
  readonly until: IsoDate;
  /** The whole company, then its groups. */
  readonly groups: readonly WorkforceGroup[];
  /** Records that were left out. */
  readonly problems: readonly Problem[];
}

/** The figures of a group. */
export interface WorkforceGroup {
  /** `position` or `unit`; none of the whole company. */
  readonly by?: 'position' | 'unit';
  /** Which one. */
  readonly id?: string;
  /** The figures, in the order of the documentation. */
  readonly figures: readonly WorkforceFigure[];
  /** They in words. */
  readonly text?: string;
}

/** A figure, with what it was made of. */
export interface WorkforceFigure {
  /** Which one. */
  readonly figure: string;
  /** Its value; none where what it is divided by is nothing. */
  readonly value?: Figure;
  readonly value_exact?: Exact;
  /** `people`, `posts`, `days`, `share`, or `ratio`. */
  readonly unit: 'people' | 'posts' | 'days' | 'share' | 'ratio';
  /** What was counted, where the figure is no plain count. */
  readonly part?: Figure;
  readonly part_exact?: Exact;
  /** Of what. */
  readonly whole?: Figure;
  readonly whole_exact?: Exact;
  /** What it would be in a year at the same pace, where the days that count are not a year. */
  readonly per_year?: Figure;
  readonly per_year_exact?: Exact;
  /** Who was counted, at most 64, in the order of the facts. */
  readonly employees?: readonly string[];
}
