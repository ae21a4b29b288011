import type { Decimal, IsoDate, PeriodName } from './policy.js';

/** A sale, or a return of one, which has an amount below zero and, without its own, the sellers of its sale. */
export type Sale = {
  /** Its name for machines. */
  readonly id: string;
  /** When. */
  readonly date: IsoDate;
  /** For how much. */
  readonly amount: Decimal;
  /** ISO 4217. */
  readonly currency: string;
  /** A reference to the record. */
  readonly record?: string;
} & (
  | {
      /** Id of the employee who sold it. */
      readonly employee: string;
      readonly shares?: never;
      /** Id of the sale that it returns, whole or in part. */
      readonly returns?: string;
    }
  | {
      /** Those who sold it, with shares that sum to 100. */
      readonly shares: readonly SaleShare[];
      readonly employee?: never;
      readonly returns?: string;
    }
  | { readonly returns: string; readonly employee?: never; readonly shares?: never }
);

/** A person's share of a sale. */
export interface SaleShare {
  /** Id of the employee. */
  employee: string;
  /** How much of it: `"60%"`. */
  percent: Decimal;
}

/** What a rule paid earlier. */
export interface Payment {
  /** Id of the rule. */
  rule: string;
  /** Id of the employee. */
  employee: string;
  /** For which period. */
  period: PeriodName;
  /** How much. */
  amount: Decimal;
  /** ISO 4217. */
  currency: string;
  /** Id of the unit, of a share of what a team earned. */
  unit?: string;
  /** A reference to the record. */
  record?: string;
}

/** What is owed from earlier draws. */
export interface DrawBalance {
  /** Id of the rule. */
  rule: string;
  /** Id of the employee. */
  employee: string;
  /** How much. */
  amount: Decimal;
  /** ISO 4217. */
  currency: string;
}

/** Pay, in force from a day until the next record. */
export interface Pay {
  /** Id of the employee. */
  employee: string;
  /** From which day on. */
  from: IsoDate;
  /** The pay of a period. */
  base?: Decimal;
  /** The base of bonuses. */
  bonus_base?: Decimal;
  /** The hours of a period, for the pay of an hour. */
  hours?: Decimal;
  /** ISO 4217. */
  currency: string;
}

/** Attendance in a period. */
export interface Attendance {
  /** Id of the employee. */
  employee: string;
  /** The period. */
  period: PeriodName;
  /** The days that were to be worked. */
  days_due: Decimal;
  /** Those of them that were not; default 0. */
  days_absent?: Decimal;
  /** Hours beyond; default 0. */
  overtime_hours?: Decimal;
  /** A reference to the record. */
  record?: string;
}

/** Something done with points. */
export type PointEntry = {
  /** Its name for machines. */
  readonly id: string;
  /** Id of the employee. */
  readonly employee: string;
  /** When. */
  readonly date: IsoDate;
  /** A reference to the record. */
  readonly record?: string;
} & (
  | {
      /** They were given. */
      readonly kind: 'grant';
      /** How many. */
      readonly points: Decimal;
      readonly reward?: never;
      readonly of?: never;
    }
  | {
      /** They were spent. */
      readonly kind: 'redeem';
      /** Id of the reward. */
      readonly reward: string;
      readonly points?: never;
      readonly of?: never;
    }
  | {
      /** An entry was taken back. */
      readonly kind: 'reverse';
      /** Id of the entry, or the record of what earned points. */
      readonly of: string;
      readonly points?: never;
      readonly reward?: never;
    }
);

/** An alert that was raised before. */
export interface AlertState {
  /** Its id, as `alerts` gave it. */
  id: string;
  /** The day on which it was over, once that was said. */
  cleared?: IsoDate;
}
