import type { Decimal, PeriodName, Text } from './policy.js';

/** What a condition can be about; it states exactly one of these. */
export type ConditionKind =
  | 'metric' | 'score' | 'total' | 'rating' | 'event' | 'course' | 'exam' | 'certificate' | 'award'
  | 'tenure' | 'assessment' | 'vacancy' | 'case_free' | 'all' | 'any' | 'of' | 'not';

/** What every condition may have. */
export interface ConditionHead {
  readonly id?: string;
  /** Shown in place of the condition's own words. */
  readonly name?: Text;
  /** What it costs to bring about, above 0; default 1. */
  readonly cost?: Decimal;
  /** Whether the person can bring it about; by default not for `tenure`, `vacancy`, `case_free` and `award`. */
  readonly changeable?: boolean;
}

/** A condition about `Kind`, and nothing else. */
type About<Kind extends ConditionKind, Fields> =
  ConditionHead & { readonly [Other in Exclude<ConditionKind, Kind>]?: never } & Readonly<Fields>;

export type ComparisonWord = 'at_least' | 'at_most' | 'more_than' | 'less_than' | 'equals';

/** A comparison with a constant: exactly one of the five. */
export type Comparison = {
  [Word in ComparisonWord]:
    { readonly [Stated in Word]: Decimal } & { readonly [Other in Exclude<ComparisonWord, Word>]?: never };
}[ComparisonWord];

/**
 * What has to hold for a move, on a day. Three-valued: a value that is not there makes it unknown, unless others decide.
 */
export type Condition =
  | About<'all', { all: readonly Condition[] }>
  | About<'any', { any: readonly Condition[] }>
  /** So many of them hold. */
  | About<'of', { of: readonly Condition[]; at_least: Decimal }>
  | About<'not', { not: Condition }>
  | (About<'metric', { metric: string; growth?: ConditionGrowth; window?: Window }> & Comparison)
  /** The person's total, in points. */
  | (About<'total', { total: true; growth?: TotalGrowth; window?: StreakWindow }> & Comparison)
  /** The person was rated in this band, or better unless `or_better` is false. */
  | About<'rating', { rating: string; or_better?: boolean; window?: StreakWindow }>
  /** So many events, 1 by default, that pass all filters. */
  | About<'event', {
      event: string;
      role?: string;
      filters?: readonly EventFilter[];
      at_least?: Decimal;
      since?: Since;
    }>
  /** Passed, with at least this mark, and not expired. */
  | About<'course', { course: string; at_least?: Decimal }>
  | About<'exam', { exam: string; at_least?: Decimal }>
  /** Held, and not expired. */
  | About<'certificate', { certificate: string }>
  /** Received so many times; 1 by default. */
  | About<'award', { award: string; at_least?: Decimal; since?: Since }>
  | About<'tenure', { tenure: 'position' | 'company'; months: Decimal; days?: never }>
  | About<'tenure', { tenure: 'position' | 'company'; days: Decimal; months?: never }>
  /** The assessment's total, or that of a dimension, in points. */
  | (About<'assessment', { assessment: string; dimension?: string }> & Comparison)
  /** So many posts, 1 by default, are vacant. */
  | About<'vacancy', { vacancy: string; at_least?: Decimal }>
  /** No disciplinary case is open, nor was one in the last months. */
  | About<'case_free', { case_free: { readonly months?: Decimal; readonly kinds?: readonly string[] } }>;

/** What has to hold on a scorecard, in the period that is scored; three-valued as well. */
export type CardCondition =
  | About<'all', { all: readonly CardCondition[] }>
  | About<'any', { any: readonly CardCondition[] }>
  /** So many of them hold. */
  | About<'of', { of: readonly CardCondition[]; at_least: Decimal }>
  | About<'not', { not: CardCondition }>
  | (About<'metric', { metric: string }> & Comparison)
  /** A line's score. */
  | (About<'score', { score: string }> & Comparison);

/** The growth of a metric in place of its value. */
export interface ConditionGrowth {
  readonly versus:
    | 'previous' | 'same_period_last_year' | 'at_position_start'
    | { readonly period: PeriodName }
    | { readonly value: Decimal };
  readonly change: 'relative' | 'points';
}

/** The growth of the person's total in place of it. */
export interface TotalGrowth {
  readonly versus: 'previous' | 'same_period_last_year';
  readonly change: 'relative' | 'points';
}

/** A field of an event, compared. */
export type EventFilter = { readonly field: string } & Comparison;

/** From when on events and awards count: since the position was taken up, or in the last months. */
export type Since = 'position_start' | { readonly months: Decimal };

/** The periods that a condition looks at; without one, the last that has ended. */
export type Window = StreakWindow | AggregateWindow;

/** Single periods of which some have to hold. */
export type StreakWindow = WindowRules & { readonly aggregate?: never } &
  (
    /** So many adjacent ones. */
    | { readonly consecutive: Decimal; readonly of_last?: never; readonly at_least?: never }
    /** `at_least` of the last so many. */
    | { readonly of_last: Decimal; readonly at_least: Decimal; readonly consecutive?: never }
  );

/** The value over the last so many periods together. */
export type AggregateWindow = WindowRules & {
  readonly aggregate: Decimal;
  readonly consecutive?: never;
  readonly of_last?: never;
  readonly at_least?: never;
};

export interface WindowRules {
  /** Default: the appraisal period. */
  readonly every?: 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';
  /** What a period without a value does; default `break`: it counts as unmet. */
  readonly on_missing?: 'break' | 'pause' | 'unknown';
  /** More skipped periods in a row than this break a streak; required with `pause`. */
  readonly max_gap?: Decimal;
  /** Where a streak ends; default `latest`: with the last period that has ended. */
  readonly ending?: 'latest' | 'ever';
  /** Whether periods before the position was taken up count; default false. */
  readonly across_positions?: boolean;
}
