import type { Condition } from './conditions.js';
import type { Decimal, IsoDate, SchemaVersion, Text } from './policy.js';

/** How the risk of leaving is looked at. */
export interface AttritionRules {
  /** What may drive it, at most 32; the usual ones, if none is named. */
  drivers?: readonly AttritionDriver[];
  /** Rules that warn by themselves. They are rules, and no chances. */
  signals?: readonly AttritionSignal[];
}

/**
 * Something that may drive people away, or keep them. There is no driver for what a person is: age, sex and the like are
 * refused, and taken for the audit.
 */
export interface AttritionDriver {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** What it is. */
  source: DriverSource;
  /** How its months are looked at; default `last`. Of `metric`, `score`, `overtime` and `absence` only. */
  view?: DriverView;
  /** What can be done about it; default `context`. */
  role?: DriverRole;
}

/** What a driver is. Each is known before the month for which it speaks. */
export type DriverSource =
  | {
      /**
       * `tenure`: months with the company. `position_tenure`: months in the position held. `position`: the position held.
       * `unit`: the unit in which it is held. `score`: the total of the month. `overtime`: hours of it in the month.
       * `absence`: the share of days due on which the person was absent, 0 to 1. `pay_position`: the pay as a multiple of
       * the median of those who hold the same position and are paid in the same currency. `achievements`: courses,
       * examinations, certificates and awards of the last twelve months. `team_leavers`: the share of the others in the
       * unit who left in the last three months, 0 to 1.
       */
      readonly kind:
        | 'tenure' | 'position_tenure' | 'position' | 'unit' | 'score' | 'overtime' | 'absence' | 'pay_position'
        | 'achievements' | 'team_leavers';
      readonly metric?: never;
    }
  | {
      /** A metric's monthly value. */
      readonly kind: 'metric';
      /** The metric. */
      readonly metric: string;
    };

/**
 * How the months of a driver are looked at: the last one, the mean of the last three, the slope of a straight line through
 * the last six (per month), or how many months ago it was last above zero.
 */
export type DriverView = 'last' | 'mean3' | 'slope' | 'months_since';

/** What can be done about a driver: a manager can change it, it tells where somebody stands, or nobody can change it. */
export type DriverRole = 'act_on' | 'context' | 'not_actionable';

/** A rule that warns of somebody: overtime of more than 20 hours in three weeks, a score that fell from 90 to 75. */
export interface AttritionSignal {
  /** Its name for machines. */
  id: string;
  /** Its name for people. */
  name?: Text;
  /** When it warns. */
  when: Condition;
}

/** Which leaving: by the employee (ends of which nothing is stated count here), by the employer, or whatever the reason. */
export type Leaving = 'voluntary' | 'involuntary' | 'any';

/** Asks who may leave within some months, how likely, and why. */
export interface AttritionRequest {
  /** The last day that is over. */
  as_of: IsoDate;
  /** Within how many months, 1 to 24; default 3. */
  horizon?: number;
  /** The months before `as_of` that are looked at, 1 to 120; default 24. */
  window?: number;
  /** Which leaving; default: that of the model or the prior, if one is given, else `voluntary`. */
  leaving?: Leaving;
  /** Whom to say it of; everyone, if not stated. */
  employees?: readonly string[];
  /** A model that was fitted before; one is fitted to the facts, if not stated. */
  model?: AttritionModel;
  /** What is borrowed where the own data are few. */
  prior?: AttritionModel;
  /** Say it in words of this language as well. */
  lang?: 'en' | 'zh';
  /** Judge by this version of the policy, whatever is in force. */
  policy_version?: string;
}

/** Asks for the receipt of one person's chance to leave. */
export interface AttritionReceiptRequest {
  /** The last day that is over. */
  as_of: IsoDate;
  /** Within how many months, 1 to 24; default 3. */
  horizon?: number;
  /** The months before `as_of` that are looked at, 1 to 120; default 24. */
  window?: number;
  /** Which leaving; default: that of the model or the prior, if one is given, else `voluntary`. */
  leaving?: Leaving;
  /** Id of the employee whose chance is attested. */
  employee: string;
  /** A model that was fitted before; one is fitted to the facts, if not stated. */
  model?: AttritionModel;
  /** What is borrowed where the own data are few. */
  prior?: AttritionModel;
  /** Judge by this version of the policy, whatever is in force. */
  policy_version?: string;
}

/** Asks for a model of leaving, to be kept and asked later. */
export interface FitAttritionRequest {
  /** The last day that is over. */
  as_of: IsoDate;
  /** The months before `as_of` that are looked at, 1 to 120; default 24. */
  window?: number;
  /** The name of the model; default `attrition`. */
  id?: string;
  /** The name of its version; default: the day. */
  version?: string;
  /** Which leaving; default `voluntary`. */
  leaving?: Leaving;
  /** What is borrowed where the own data are few. */
  prior?: AttritionModel;
  /** What people are, to audit the model by: it is never a driver. */
  audit?: readonly AuditAttribute[];
  /** Say it in words of this language as well. */
  lang?: 'en' | 'zh';
  /** Judge by this version of the policy, whatever is in force. */
  policy_version?: string;
}

/** What people are: sex, age, and so on. */
export interface AuditAttribute {
  /** Its name for machines. */
  id: string;
  /** Its groups. */
  groups: readonly AuditGroup[];
}

/** People who are alike in it. */
export interface AuditGroup {
  /** The group's name for machines. */
  id: string;
  /** Who belongs to it. */
  employees: readonly string[];
}

/**
 * A model of leaving: what was learnt, from whom, and how good it is. `fit_attrition` answers one; keep it, and hand it in with
 * the request of `attrition` as it is. A prior pack has the same form.
 */
export interface AttritionModel {
  schema_version: SchemaVersion;
  /** The model's name for machines. */
  id: string;
  /** The name of this version. */
  version: string;
  /** The model's name for people. */
  name?: Text;
  /** Which leaving it is about; default `voluntary`. */
  leaving?: Leaving;
  /** Where it comes from; of a prior. */
  provenance?: Provenance;
  /** How it was fitted; of a model that was fitted here. */
  fitted?: ModelFit;
  /** The share of people who leave in a month, above 0 and below 1. */
  rate: Decimal;
  /** How much the rate counts where it is borrowed, in months of one person; default 120. */
  weight?: Decimal;
  /**
   * The log-odds of leaving in a month of somebody whose drivers are all as they are on average; those of the rate, if not
   * stated.
   */
  intercept?: Decimal;
  /** What each driver adds. */
  terms?: readonly ModelTerm[];
  /** What two drivers add together. */
  pairs?: readonly ModelPair[];
  /**
   * How sure it is: the variance of the level alone, or the covariance of the level and the terms' coefficients in the order in
   * which they stand (line, bends, levels, missing), row after row, each up to its diagonal.
   */
  covariance?: readonly Decimal[];
  /** How good it was, forward in time; of a rate, and where there was too little to try it, nothing is known. */
  validation?: ModelValidation;
  /** The same on paper: whole points. */
  scorecard?: PointsCard;
}

/** Where a model comes from. */
export interface Provenance {
  /** The source. */
  source: Text;
  /** Whom it is about. */
  population?: Text;
  /** Its licence. */
  licence?: Text;
  /** When it was published, or made. */
  date?: IsoDate;
  /** What to know of it. */
  note?: Text;
}

/** How a model was made, the simplest way first. */
export type AttritionMethod = 'rate' | 'prior' | 'intercept' | 'slope' | 'deviations' | 'own' | 'pairs';

/** How a model was fitted. */
export interface ModelFit {
  /** The last day that was over. */
  as_of: IsoDate;
  /** How many months before it were looked at. */
  window: number;
  /** The policy. */
  policy: string;
  /** Its version. */
  policy_version: string;
  /** How many people were seen. */
  people: number;
  /** In how many months of one person. */
  months: number;
  /** How many left. */
  leavers: number;
  /** The tier of honesty, 0 to 4. */
  tier: number;
  /** How it was made. */
  method: AttritionMethod;
  /** The prior that it stands on. */
  prior?: string;
  /** Its version. */
  prior_version?: string;
}

/** What a driver adds to the log-odds. */
export interface ModelTerm {
  /** The driver as it was when the model was made. */
  driver: AttritionDriver;
  /** The mean of the driver's numbers; of a curve or a line. */
  centre?: Decimal;
  /** Their standard deviation. */
  spread?: Decimal;
  /** What one standard deviation adds. */
  line?: Decimal;
  /**
   * Where the bends of the curve lie, in the driver's own unit, rising. Where two are equal the curve may jump, and the number
   * itself belongs to the right.
   */
  knots?: readonly Decimal[];
  /** What is added at each of them, beside the line; straight between them, the same beyond. */
  bends?: readonly Decimal[];
  /** What each of a few values adds, in place of a line. */
  levels?: readonly ModelLevel[];
  /** What is added where the driver is not known, in place of all that. */
  missing?: Decimal;
  /** The mean of all that over those whom the model was fitted to; it is taken off, so that 0 is the average. Default 0. */
  middle?: Decimal;
}

/** What a value adds. */
export interface ModelLevel {
  /** The id of a position or unit. */
  id?: string;
  /** Or the number. */
  value?: Decimal;
  /** What it adds. */
  adds: Decimal;
}

/** What two drivers add together, as a table. */
export interface ModelPair {
  /** The first driver; its cells go down. */
  first: string;
  /** The second driver; its cells go across. */
  second: string;
  /**
   * Where the rows of the table part: a number belongs behind the edges that it is not below. A position or unit is told
   * by the place of its level in the term, from 0; one without a level is not known.
   */
  first_edges?: readonly Decimal[];
  /** Where its columns part. */
  second_edges?: readonly Decimal[];
  /** What the cells add, row after row; the last row and the last column are for what is not known. */
  cells: readonly Decimal[];
  /** Their mean over those whom the model was fitted to; it is taken off. Default 0. */
  middle?: Decimal;
}

/** How good a model was in months that it had not seen: fitted to those before, asked about those after. */
export interface ModelValidation {
  /** The last day of the months that it was fitted to. */
  fitted_to: IsoDate;
  /** The last day of the months that it was asked about. */
  asked_to: IsoDate;
  /** How many months of one person it was asked about. */
  months: number;
  /** How many left in them. */
  leavers: number;
  /** The chance that somebody who left was given a higher risk than somebody who stayed, 0 to 1 (AUC). */
  auc?: Decimal;
  /** The mean squared error of the chances (Brier 1950). */
  brier: Decimal;
  /** The same of one rate for everybody. */
  brier_of_rate: Decimal;
  /** The mean logarithmic loss. */
  log_loss: Decimal;
  /** The same of one rate for everybody. */
  log_loss_of_rate: Decimal;
  /** By how much it beat that rate, in standard errors of the difference. */
  better_by: Decimal;
  /** The slope of calibration; 1 where chances are as far apart as they should be. */
  slope?: Decimal;
  /** The share of leavers seen ÷ foretold. */
  seen_to_foretold?: Decimal;
  /** How reliable each band of risk was. */
  bands?: readonly BandReliability[];
}

/** How reliable a band of risk was. */
export interface BandReliability {
  /** The band. */
  band: RiskBand;
  /** How many months of one person were in it. */
  months: number;
  /** How many left in them. */
  leavers: number;
  /** The mean chance that was given. */
  foretold: Decimal;
  /** The share that left; with a weak prior, so that it is never 0. */
  seen: Decimal;
  /** The least it may be, in 95 of 100 cases. */
  lo95: Decimal;
  /** The most. */
  hi95: Decimal;
}

/** How a risk stands to that of the team: below half of it, about as it, from one and a half or two and a half times on. */
export type RiskBand = 'low' | 'typical' | 'raised' | 'high';

/** A scorecard of whole points, for paper and audit (Ustun and Rudin 2019). */
export interface PointsCard {
  /** What gives points; at most 20 items. */
  items?: readonly PointsItem[];
  /** What points mean. */
  chances?: readonly PointsChance[];
  /** The same measure as of the model (AUC), forward in time. */
  auc?: Decimal;
}

/** Something that gives points. */
export interface PointsItem {
  /** The driver. */
  driver: string;
  /** It gives them from this number on. */
  from?: Decimal;
  /** Or for this position or unit. */
  is?: string;
  /** Or where it is not known. */
  is_missing?: boolean;
  /** How many; below zero for what keeps people. */
  points: Decimal;
}

/** What points mean. */
export interface PointsChance {
  /** The points. */
  points: Decimal;
  /** The chance of leaving in a month. */
  chance: Decimal;
}
