import type { PolicyName, Problem } from './answers.js';
import type { AttritionMethod, AttritionModel, DriverRole, Leaving, RiskBand } from './attrition.js';
import type { Approx } from './forecast-answers.js';
import type { IsoDate, SchemaVersion, Text } from './policy.js';
import type { ConditionResult } from './promotion-answers.js';

/** Why chances are made no better than they are. */
export type AttritionLimit =
  | 'few_people'
  | 'few_months'
  | 'few_leavers'
  | 'no_prior'
  | 'no_drivers'
  | 'no_backtest'
  | 'no_fit'
  | 'not_fitted'
  | 'not_better_than_rate'
  | 'not_better_than_simpler';

/** Who may leave within some months, how likely, and why. */
export interface AttritionAnswer {
  readonly schema_version: SchemaVersion;
  readonly policy: PolicyName;
  /** The last day that is over. */
  readonly as_of: IsoDate;
  /** Within how many months. */
  readonly horizon: number;
  /** Which leaving. */
  readonly leaving: Leaving;
  /**
   * The tier of honesty: 0 the team's rate alone, 1 a borrowed model moved to the own level, 2 moved and stretched, 3 own
   * deviations or an own model, 4 pairs of drivers.
   */
  readonly tier: number;
  /** How chances were made. */
  readonly method: AttritionMethod;
  /** Why it is no more than that. */
  readonly limits?: readonly AttritionLimit[];
  /** The team as a whole. */
  readonly team: TeamRisk;
  /** How many leave otherwise, as a rate; of `voluntary` and `involuntary`. */
  readonly otherwise?: LeavingRate;
  /** The model that was asked. */
  readonly model?: ModelName;
  /** What was borrowed. */
  readonly prior?: ModelName;
  /** The people, the most likely to leave first where they are ranked, else in the order of the facts. */
  readonly people: readonly PersonRisk[];
  /** A person has to look at it before anything follows from it: always true. */
  readonly requires_human_review: boolean;
  /**
   * What to know, by code: `prior_borrowed`, `individuals_cannot_be_told_apart`, `no_interval`, `no_leavers`, `ends_unstated`,
   * `model_of_later`, `old_data`, `bands_off`; codes are added over time.
   */
  readonly caveats?: readonly string[];
  /** It in words. */
  readonly text?: string;
  /** Records that were left out. */
  readonly problems: readonly Problem[];
}

/** The team as a whole. */
export interface TeamRisk {
  /** How many are with the company on the day after. */
  readonly people: number;
  /** The share that leaves in a month. */
  readonly monthly: ChanceEstimate;
  /** The chance that one of them leaves within the horizon. */
  readonly chance: ChanceEstimate;
  /** How many leave within the horizon. */
  readonly leavers: ChanceEstimate;
}

/** A rate of leaving. */
export interface LeavingRate {
  /** The share that leaves in a month. */
  readonly monthly: ChanceEstimate;
}

/** An estimate of a chance, and all that it stands on. */
export interface ChanceEstimate {
  /** The expected value; never 0. */
  readonly mean: Approx;
  /** The least, in 80 of 100 cases. */
  readonly lo80: Approx;
  /** The most, in 80 of 100 cases. */
  readonly hi80: Approx;
  /** The least, in 95 of 100 cases. */
  readonly lo95: Approx;
  /** The most, in 95 of 100 cases. */
  readonly hi95: Approx;
  /** How many people were seen. */
  readonly n: number;
  /** How many of them left. */
  readonly events: number;
  /** In how many months of one person. */
  readonly exposure: number;
  /** Whether it stands on the own people, on them and what is borrowed, or on what is borrowed alone. */
  readonly source: 'local' | 'blended' | 'prior';
  /** What to know, by code. */
  readonly caveats?: readonly string[];
}

/** A model, named. */
export interface ModelName {
  /** The model. */
  readonly id: string;
  /** Its version. */
  readonly version: string;
  /** How it was made; of a model that was fitted. */
  readonly method?: AttritionMethod;
  /** The last day before its fit. */
  readonly as_of?: IsoDate;
  /** Where it comes from. */
  readonly source?: Text;
}

/** A person's risk. */
export interface PersonRisk {
  /** The employee. */
  readonly employee: string;
  /** The position held. */
  readonly position?: string;
  /** The unit. */
  readonly unit?: string;
  /**
   * `estimated` for this person, `team` where individuals cannot be told apart, `leaving` where the last day is known already,
   * `new` where work has not begun.
   */
  readonly state: 'estimated' | 'team' | 'leaving' | 'new';
  /** The last day, where it is known. */
  readonly last_day?: IsoDate;
  /** The chance to leave within the horizon. */
  readonly chance?: ChanceEstimate;
  /** How it stands to that of the team. */
  readonly band?: RiskBand;
  /** The place in the order of risks, from 1; of tiers 2 and above. */
  readonly rank?: number;
  /** The log-odds of leaving in the next month: `base` and all reasons, added up exactly. */
  readonly log_odds?: string;
  /** The log-odds of somebody average. */
  readonly base?: string;
  /** Why, the strongest first. */
  readonly reasons?: readonly AttritionReason[];
  /** Rules that warn; they are no chances. */
  readonly signals?: readonly SignalSeen[];
  /** It in words. */
  readonly text?: string;
}

/** A reason to leave, or to stay. */
export interface AttritionReason {
  /** The driver; the first of two. */
  readonly driver: string;
  /** The second driver, where two count together. */
  readonly with?: string;
  /** Its number; none where it is not known or is no number. */
  readonly value?: Approx;
  /** The position or unit. */
  readonly is?: string;
  /** What it adds to the log-odds, against somebody average. */
  readonly adds: string;
  /** By what it multiplies the odds. */
  readonly odds: Approx;
  /** Which way. */
  readonly toward: 'leave' | 'stay';
  /** What can be done about it. */
  readonly role: DriverRole;
}

/** A rule that warns. */
export interface SignalSeen {
  /** The signal. */
  readonly signal: string;
  /** Its condition, with the evidence. */
  readonly condition: ConditionResult;
}

/** A model that was fitted, with what it is worth and whom it marks. */
export interface FitAttritionAnswer {
  readonly schema_version: SchemaVersion;
  readonly policy: PolicyName;
  /** The last day that is over. */
  readonly as_of: IsoDate;
  /** The tier of honesty. */
  readonly tier: number;
  /** How it was made. */
  readonly method: AttritionMethod;
  /** Why it is no more than that. */
  readonly limits?: readonly AttritionLimit[];
  /** The ways that were tried, the simplest first. */
  readonly tried: readonly MethodTried[];
  /** The model, to be kept. */
  readonly model: AttritionModel;
  /** Whom it marks, by what people are. */
  readonly audit?: readonly AuditResult[];
  /** A person has to look at it before anything follows from it: always true. */
  readonly requires_human_review: boolean;
  /** What to know, by code: those of {@link AttritionAnswer} but `bands_off`. */
  readonly caveats?: readonly string[];
  /** It in words. */
  readonly text?: string;
  /** Records that were left out. */
  readonly problems: readonly Problem[];
}

/** A way to make a model, tried forward in time. */
export interface MethodTried {
  /** The way. */
  readonly method: AttritionMethod;
  /** Its mean logarithmic loss in months that it had not seen. */
  readonly log_loss?: Approx;
  /** Its mean squared error there. */
  readonly brier?: Approx;
  /** The chance that a leaver was given a higher risk than somebody who stayed. */
  readonly auc?: Approx;
  /** By how much it beat the best simpler way, in standard errors of the difference. */
  readonly better_by?: Approx;
  /** Whether it was taken, at least for a while. */
  readonly is_better: boolean;
}

/** Whom a model marks, by what people are. */
export interface AuditResult {
  /** What they are. */
  readonly attribute: string;
  /** By group. */
  readonly groups: readonly AuditGroupResult[];
  /** The least share that is marked ÷ the most; below 0.8 it is to be looked at (four-fifths rule, EEOC 1978). */
  readonly ratio?: Approx;
  /** What to know. */
  readonly caveats?: readonly ('four_fifths' | 'few_people')[];
}

/** Whom a model marks of a group. */
export interface AuditGroupResult {
  /** The group. */
  readonly group: string;
  /** How many people were seen. */
  readonly people: number;
  /** In how many months of one person. */
  readonly months: number;
  /** How many left. */
  readonly leavers: number;
  /** The share that left in a month; none of nobody. */
  readonly left?: Approx;
  /** The mean chance. */
  readonly foretold?: Approx;
  /** The share that is marked: the fifth of all months of one person with the highest chances. */
  readonly marked?: Approx;
}
