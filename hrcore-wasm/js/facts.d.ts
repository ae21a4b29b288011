import type { Decimal, IsoDate, PeriodName } from './policy.js';

/** Who works where, and what was measured. */
export interface Facts {
  schema_version?: string;
  employees?: readonly Employee[];
  observations?: readonly Observation[];
  ratings?: readonly Rating[];
  /** Agreed targets in place of the policy's. */
  targets?: readonly AgreedTarget[];
}

export interface Employee {
  id: string;
  name?: string;
  /** Positions held; they do not overlap. */
  positions: readonly Holding[];
}

/** A position held from one day to another, both inclusive. */
export interface Holding {
  position: string;
  unit?: string;
  from: IsoDate;
  to?: IsoDate;
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
