import type { AnswerHead, Exact, Figure, PolicyName, Problem } from './answers.js';
import type { IsoDate, PeriodName } from './policy.js';
import type { CareerAnswerHead, ConditionResult, Truth } from './promotion-answers.js';

/** What pays: a bonus, a commission, or a kind of pay rule. */
export type PayoutKind = 'bonus' | 'commission' | 'rating' | 'coefficient' | 'overtime' | 'absence';

/** The answer of `payouts`. */
export interface PayoutsAnswer extends AnswerHead {
  /** By employee in the order of the facts, then by rule in that of the policy. */
  readonly lines: readonly PayoutLine[];
  /** Bonuses whose condition is not met; not in `totals` detail. */
  readonly not_earned?: readonly NotEarned[];
  /** What cannot be said yet; nothing is paid for it and nothing taken back. */
  readonly undecided?: readonly UndecidedPayout[];
  /** How budgets stand. */
  readonly budgets?: readonly BudgetStatus[];
  /** Sums of the lines by rule, in the order of the policy. */
  readonly rules: readonly RuleTotal[];
  /** Sums of the lines by currency. */
  readonly totals: readonly CurrencyTotal[];
}

/** An amount that a rule pays a person for a period. */
export interface PayoutLine {
  /** Id of the employee. */
  readonly employee: string;
  /** Id of the rule. */
  readonly rule: string;
  readonly kind: PayoutKind;
  /** Above zero `payment`, below `deduction`; with something paid before `supplement`, `clawback`; `none` of 0.00. */
  readonly posting: 'payment' | 'supplement' | 'deduction' | 'clawback' | 'none';
  /** Id of the unit, of a team's commission. */
  readonly unit?: string;
  /** What is to be paid now: `due` less `paid_before`. */
  readonly amount: Figure;
  /** ISO 4217. */
  readonly currency: string;
  /** What the rule pays for the period in all. */
  readonly due: Figure;
  /** The same before it was rounded, where that differs. */
  readonly due_unrounded?: Figure;
  readonly due_unrounded_exact?: Exact;
  /** What was paid before. */
  readonly paid_before?: Figure;
  /** What was due before the budget. */
  readonly before_budget?: Figure;
  /** The goal of a bonus. */
  readonly goal?: string;
  /** Id of the course that a rating asks for. */
  readonly course?: string;
  /** What it was computed from; not in `totals` detail. */
  readonly inputs?: PayoutInputs;
  /** The condition of a bonus, with its evidence. */
  readonly condition?: ConditionResult;
  /** The line in words. */
  readonly text?: string;
}

/** What a line was computed from: each where it has a part in it. */
export interface PayoutInputs {
  /** The base of a commission. */
  readonly base?: Figure;
  readonly base_exact?: Exact;
  /** How many sales and returns count. */
  readonly sales?: number;
  /** The step that the base lies in; 1 is the first. */
  readonly tier?: number;
  /** The rate in percent. */
  readonly rate?: Figure;
  readonly rate_exact?: Exact;
  /** Of `marginal` tiers. */
  readonly parts?: readonly TierPart[];
  /** Of a commission on each sale. */
  readonly each?: readonly SalePart[];
  /** What the tiers pay. */
  readonly before?: Figure;
  readonly before_exact?: Exact;
  /** What multiplies it. */
  readonly modifiers?: readonly ModifierResult[];
  /** What bounds the amount. */
  readonly bound?: 'floor' | 'cap';
  /** The team, and the person's share in it. */
  readonly team?: TeamPart;
  /** What is paid at least. */
  readonly guarantee?: Figure;
  readonly guarantee_exact?: Exact;
  /** What is paid in advance. */
  readonly draw?: Figure;
  readonly draw_exact?: Exact;
  /** What was owed from earlier draws. */
  readonly owed_before?: Figure;
  readonly owed_before_exact?: Exact;
  /** What is owed now. */
  readonly owed_after?: Figure;
  readonly owed_after_exact?: Exact;
  /** Days held, where not the whole period. */
  readonly days?: number;
  /** Days of the period. */
  readonly of_days?: number;
  /** The pay that a share is taken of. */
  readonly pay?: Figure;
  readonly pay_exact?: Exact;
  /** The share in percent. */
  readonly percent?: Figure;
  readonly percent_exact?: Exact;
  /** Id of the rating band. */
  readonly band?: string;
  /** The performance coefficient. */
  readonly coefficient?: Figure;
  readonly coefficient_exact?: Exact;
  /** Attendance that counts. */
  readonly attendance?: AttendancePart;
  /** Overtime that counts. */
  readonly overtime?: OvertimePart;
  /** References to the records, in the order of the facts. */
  readonly records?: readonly string[];
}

/** A part of a base at its own rate. */
export interface TierPart {
  /** Above this. */
  readonly from: Figure;
  readonly from_exact?: Exact;
  /** Up to this. */
  readonly upto?: Figure;
  readonly upto_exact?: Exact;
  /** The part. */
  readonly base: Figure;
  readonly base_exact?: Exact;
  /** The rate in percent. */
  readonly rate: Figure;
  readonly rate_exact?: Exact;
  /** What it pays, before it is rounded. */
  readonly pays: Figure;
  readonly pays_exact?: Exact;
}

/** A sale or return. */
export interface SalePart {
  /** Id of the sale. */
  readonly sale: string;
  /** What the tiers are applied to. */
  readonly base: Figure;
  readonly base_exact?: Exact;
  /** The person's share in percent, where not all. */
  readonly share?: Figure;
  readonly share_exact?: Exact;
  /** The rate in percent; of `marginal` tiers there is none. */
  readonly rate?: Figure;
  readonly rate_exact?: Exact;
  /** The person's part of what it pays. */
  readonly pays: Figure;
  readonly pays_exact?: Exact;
}

/** What multiplies an amount, and whether it does. */
export interface ModifierResult {
  /** Id of the modifier. */
  readonly id: string;
  /** The factor. */
  readonly factor: Figure;
  readonly factor_exact?: Exact;
  readonly state: Truth;
  /** Its condition, with the evidence. */
  readonly condition: ConditionResult;
}

/** A team's commission, and a person's share in it. */
export interface TeamPart {
  /** Id of the unit. */
  readonly unit: string;
  /** How many share in it. */
  readonly members: number;
  /** The base. */
  readonly base: Figure;
  readonly base_exact?: Exact;
  /** What all get. */
  readonly amount: Figure;
  readonly amount_exact?: Exact;
  /** The person's weight. */
  readonly weight: Figure;
  readonly weight_exact?: Exact;
  /** The sum of weights. */
  readonly of: Figure;
  readonly of_exact?: Exact;
}

/** Attendance in a period. */
export interface AttendancePart {
  /** Days that were to be worked. */
  readonly days_due: Figure;
  readonly days_due_exact?: Exact;
  /** Those that were not. */
  readonly days_absent: Figure;
  readonly days_absent_exact?: Exact;
  /** What it multiplies by. */
  readonly factor: Figure;
  readonly factor_exact?: Exact;
}

/** Overtime in a period. */
export interface OvertimePart {
  /** Hours beyond. */
  readonly hours: Figure;
  readonly hours_exact?: Exact;
  /** The hours that pay is for. */
  readonly of: Figure;
  readonly of_exact?: Exact;
  /** The rate in percent. */
  readonly rate: Figure;
  readonly rate_exact?: Exact;
}

/** A bonus that is not earned. */
export interface NotEarned {
  /** Id of the employee. */
  readonly employee: string;
  /** Id of the bonus. */
  readonly rule: string;
  /** What has to hold, and what is missing. */
  readonly condition: ConditionResult;
  /** The same in words. */
  readonly text?: string;
}

/** What cannot be said yet. */
export interface UndecidedPayout {
  /** Id of the employee. */
  readonly employee: string;
  /** Id of the rule. */
  readonly rule: string;
  /** Id of the unit, of a team's commission. */
  readonly unit?: string;
  /** What is not known; `goal`: an earlier bonus of the goal; `record`: what a record that was left out is about. */
  readonly why:
    | 'condition' | 'modifier' | 'metric' | 'rating' | 'coefficient' | 'pay' | 'attendance' | 'hours' | 'goal'
    | 'record';
  /** Id of the metric without a value. */
  readonly metric?: string;
  /** Id of the modifier whose condition is unknown. */
  readonly modifier?: string;
  /** The condition that is unknown. */
  readonly condition?: ConditionResult;
  /** The same in words. */
  readonly text?: string;
}

/** How a budget stands. */
export interface BudgetStatus {
  /** Id of the budget. */
  readonly id: string;
  /** How much there is. */
  readonly amount: Figure;
  /** ISO 4217. */
  readonly currency: string;
  /** What its rules would pay without it. */
  readonly asked: Figure;
  /** What they pay. */
  readonly paid: Figure;
  /** How many amounts it is about. */
  readonly lines: number;
  /** Whether it was shared anew. */
  readonly scaled: boolean;
  /** Some of its amounts are not known yet. */
  readonly undecided?: boolean;
}

/** The lines of a rule together. */
export interface RuleTotal {
  /** Id of the rule. */
  readonly rule: string;
  readonly kind: PayoutKind;
  /** ISO 4217. */
  readonly currency: string;
  /** How many lines. */
  readonly lines: number;
  /** The sum of what they pay now. */
  readonly amount: Figure;
}

/** The lines of a currency together. */
export interface CurrencyTotal {
  /** ISO 4217. */
  readonly currency: string;
  /** How many lines. */
  readonly lines: number;
  /** The sum of what they pay now. */
  readonly amount: Figure;
}

/** The answer of `payout_curve`. */
export interface PayoutCurveAnswer {
  /** Version of the documents. */
  readonly schema_version: string;
  /** Which policy was asked. */
  readonly policy: PolicyName;
  /** Id of the commission. */
  readonly rule: string;
  /** ISO 4217. */
  readonly currency: string;
  /** From the least base to the greatest, each once. */
  readonly points: readonly CurvePoint[];
}

/** What a commission pays on a base. */
export interface CurvePoint {
  /** The base. */
  readonly base: Figure;
  readonly base_exact?: Exact;
  /** What tiers, floor and cap pay. */
  readonly pays: Figure;
  readonly pays_exact?: Exact;
  /** The same as a share of the base, in percent; absent at 0. */
  readonly rate?: Figure;
  readonly rate_exact?: Exact;
  /** `true` at the border of a step, and one minor unit beyond it. */
  readonly border?: boolean;
}

/** The answer of `compare_payouts`. */
export interface ComparePayoutsAnswer {
  /** Version of the documents. */
  readonly schema_version: string;
  /** The period. */
  readonly period: PeriodName;
  /** The version that is compared. */
  readonly version: string;
  /** The version that it is compared with. */
  readonly against: string;
  /** Each person and currency for whom either pays, in the order of the facts. */
  readonly people: readonly PersonChange[];
  /** Everyone together, by currency. */
  readonly totals: readonly CostChange[];
  /** Problems of single records, with pointers into the facts; these records were left out. */
  readonly problems: readonly Problem[];
}

/** What two versions pay a person. */
export interface PersonChange {
  /** Id of the employee. */
  readonly employee: string;
  /** ISO 4217. */
  readonly currency: string;
  /** What `against` pays. */
  readonly before: Figure;
  /** What `version` pays. */
  readonly after: Figure;
  /** The difference. */
  readonly change: Figure;
  /** Under one of the versions something is not known yet. */
  readonly undecided?: boolean;
}

/** What two versions cost. */
export interface CostChange {
  /** ISO 4217. */
  readonly currency: string;
  /** What `against` pays. */
  readonly before: Figure;
  /** What `version` pays. */
  readonly after: Figure;
  /** The difference. */
  readonly change: Figure;
  /** How many people get more. */
  readonly gain: number;
  /** How many get less. */
  readonly lose: number;
  /** How many get the same. */
  readonly same: number;
  /** Who gains most; the first of several. */
  readonly greatest_gain?: GreatestChange;
  /** Who loses most; the first of several. */
  readonly greatest_loss?: GreatestChange;
}

/** The greatest difference. */
export interface GreatestChange {
  /** Id of the employee. */
  readonly employee: string;
  /** The difference. */
  readonly change: Figure;
}

/** The answer of `points`. */
export interface PointsAnswer extends CareerAnswerHead {
  /** Of those with any entry, in the order of the facts. */
  readonly accounts: readonly PointsAccount[];
}

/** An account of points. */
export interface PointsAccount {
  /** Id of the employee. */
  readonly employee: string;
  /** How many points there are. */
  readonly balance: number;
  /** How many were earned. */
  readonly earned: number;
  /** How many were given. */
  readonly granted: number;
  /** How many were redeemed. */
  readonly redeemed: number;
  /** How many expired. */
  readonly expired: number;
  /** What reversals added; below zero, what they took. */
  readonly reversed: number;
  /** What expires next: the first day without these points, and how many. */
  readonly next_expiry?: { readonly date: IsoDate; readonly points: number };
  /** Ids of the rewards that the balance covers. */
  readonly affordable?: readonly string[];
  /** What happened, in the order of time. */
  readonly entries: readonly PointsEntry[];
  /** The account in words. */
  readonly text?: string;
}

/** Something that happened to an account of points. */
export interface PointsEntry {
  /** When. */
  readonly date: IsoDate;
  readonly kind: 'earn' | 'grant' | 'redeem' | 'reverse' | 'expire';
  /** How many points it brought, or below zero took. */
  readonly points: number;
  /** How many there were then. */
  readonly balance: number;
  /** Id of the point entry, of what was not earned. */
  readonly id?: string;
  /** Id of the rule that earned them. */
  readonly rule?: string;
  /** Id of the reward that they were redeemed for. */
  readonly reward?: string;
  /** What was reversed. */
  readonly of?: string;
  /** A reference to the record. */
  readonly record?: string;
}
