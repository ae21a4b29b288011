//! What `attrition` and `fit_attrition` answer.

use super::model::AttritionModel;
use crate::eligibility::ConditionResult;
use crate::error::Problem;
use crate::json::Few;
use crate::number::{Approx, Decimal};
use crate::score::PolicyRef;
use crate::time::Date;
use crate::values::{Id, Text};

answer! {
    /// Who may leave within some months, how likely, and why.
    pub struct AttritionReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// Within how many months.
        pub horizon: u32,
        /// `voluntary`, `involuntary` or `any`.
        pub leaving: &'static str,
        /// The tier of honesty: 0 the team's rate alone, 1 a borrowed model moved to the own level, 2 moved and stretched, 3 own
        /// deviations or an own model, 4 pairs of drivers.
        pub tier: u32,
        /// How chances were made: `rate`, `prior`, `intercept`, `slope`, `deviations`, `own`, `pairs`.
        pub method: &'static str,
        /// Why it is no more than that, by code: `few_people`, `few_months`, `few_leavers`, `no_prior`, `no_drivers`,
        /// `not_better_than_rate`, `not_better_than_simpler`, `no_backtest`, `no_fit`, `not_fitted`.
        pub limits: Few<&'static str>,
        /// The team as a whole.
        pub team: TeamRisk,
        /// How many leave otherwise, as a rate; of `voluntary` and `involuntary`.
        pub otherwise: Option<LeavingRate>,
        /// The model that was asked.
        pub model: Option<ModelRef>,
        /// What was borrowed.
        pub prior: Option<ModelRef>,
        /// The people, the most likely to leave first where they are ranked, else in the order of the facts.
        pub people: Vec<PersonRisk>,
        /// A person has to look at it before anything follows from it: always true.
        pub requires_human_review: bool,
        /// What to know, by code.
        pub caveats: Few<&'static str>,
        /// It in words.
        pub text: Option<String>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// The team as a whole.
    pub struct TeamRisk {
        /// How many are with the company on the day after.
        pub people: u32,
        /// The share that leaves in a month.
        pub monthly: ChanceEstimate,
        /// The chance that one of them leaves within the horizon.
        pub chance: ChanceEstimate,
        /// How many leave within the horizon.
        pub leavers: ChanceEstimate,
    }
}

answer! {
    /// A rate of leaving.
    pub struct LeavingRate {
        /// The share that leaves in a month.
        pub monthly: ChanceEstimate,
    }
}

answer! {
    /// An estimate of a chance, and all that it stands on.
    pub struct ChanceEstimate {
        /// The expected value; never 0.
        pub mean: Approx,
        /// The least, in 80 of 100 cases.
        pub lo80: Approx,
        /// The most, in 80 of 100 cases.
        pub hi80: Approx,
        /// The least, in 95 of 100 cases.
        pub lo95: Approx,
        /// The most, in 95 of 100 cases.
        pub hi95: Approx,
        /// How many people were seen.
        pub n: u32,
        /// How many of them left.
        pub events: u32,
        /// In how many months of one person.
        pub exposure: u32,
        /// `local`, `blended` or `prior`.
        pub source: &'static str,
        /// What to know, by code.
        pub caveats: Few<&'static str>,
    }
}

answer! {
    /// A model, named.
    pub struct ModelRef {
        /// The model.
        pub id: Id,
        /// Its version.
        pub version: Id,
        /// How it was made; of a model that was fitted.
        pub method: Option<&'static str>,
        /// The last day before its fit.
        pub as_of: Option<Date>,
        /// Where it comes from.
        pub source: Option<Text>,
    }
}

answer! {
    /// A person's risk.
    pub struct PersonRisk {
        /// The employee.
        pub employee: Id,
        /// The position held.
        pub position: Option<Id>,
        /// The unit.
        pub unit: Option<Id>,
        /// `estimated` for this person, `team` where individuals cannot be told apart, `leaving` where the last day is known
        /// already, `new` where work has not begun.
        pub state: &'static str,
        /// The last day, where it is known.
        pub last_day: Option<Date>,
        /// The chance to leave within the horizon.
        pub chance: Option<ChanceEstimate>,
        /// `low`, `typical`, `raised` or `high`, against the team.
        pub band: Option<&'static str>,
        /// The place in the order of risks, from 1; of tiers 2 and above.
        pub rank: Option<u32>,
        /// The log-odds of leaving in the next month: `base` and all reasons, added up.
        pub log_odds: Option<Decimal>,
        /// The log-odds of somebody average.
        pub base: Option<Decimal>,
        /// Why, the strongest first.
        pub reasons: Few<Reason>,
        /// Rules that warn; they are no chances.
        pub signals: Few<SignalSeen>,
        /// It in words.
        pub text: Option<String>,
    }
}

answer! {
    /// A reason to leave, or to stay.
    pub struct Reason {
        /// The driver; the first of two.
        pub driver: Id,
        /// The second driver, where two count together.
        pub with: Option<Id>,
        /// Its number; none where it is not known or is no number.
        pub value: Option<Approx>,
        /// The position or unit.
        pub is: Option<Id>,
        /// What it adds to the log-odds, against somebody average.
        pub adds: Decimal,
        /// By what it multiplies the odds.
        pub odds: Approx,
        /// `leave` or `stay`.
        pub toward: &'static str,
        /// `act_on`, `context` or `not_actionable`.
        pub role: &'static str,
    }
}

answer! {
    /// A rule that warns.
    pub struct SignalSeen {
        /// The signal.
        pub signal: Id,
        /// Its condition, with the evidence.
        pub condition: ConditionResult,
    }
}

answer! {
    /// A model that was fitted, with what it is worth and whom it marks.
    pub struct AttritionFit {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// The tier of honesty.
        pub tier: u32,
        /// How it was made.
        pub method: &'static str,
        /// Why it is no more than that, by code.
        pub limits: Few<&'static str>,
        /// The ways that were tried, the simplest first.
        pub tried: Vec<MethodTried>,
        /// The model, to be kept.
        pub model: AttritionModel,
        /// Whom it marks, by what people are.
        pub audit: Few<AuditResult>,
        /// A person has to look at it before anything follows from it: always true.
        pub requires_human_review: bool,
        /// What to know, by code.
        pub caveats: Few<&'static str>,
        /// It in words.
        pub text: Option<String>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// A way to make a model, tried forward in time.
    pub struct MethodTried {
        /// The way.
        pub method: &'static str,
        /// Its mean logarithmic loss in months that it had not seen.
        pub log_loss: Option<Approx>,
        /// Its mean squared error there.
        pub brier: Option<Approx>,
        /// The chance that a leaver was given a higher risk than somebody who stayed.
        pub auc: Option<Approx>,
        /// By how much it beat the best simpler way, in standard errors of the difference.
        pub better_by: Option<Approx>,
        /// Whether it was taken, at least for a while.
        pub is_better: bool,
    }
}

answer! {
    /// Whom a model marks, by what people are.
    pub struct AuditResult {
        /// What they are.
        pub attribute: Id,
        /// By group.
        pub groups: Vec<AuditGroupResult>,
        /// The least share that is marked ÷ the most; below 0.8 it is to be looked at (four-fifths rule, EEOC 1978).
        pub ratio: Option<Approx>,
        /// What to know: `four_fifths`, `few_people`.
        pub caveats: Few<&'static str>,
    }
}

answer! {
    /// Whom a model marks of a group.
    pub struct AuditGroupResult {
        /// The group.
        pub group: Id,
        /// How many people were seen.
        pub people: u32,
        /// In how many months of one person.
        pub months: u32,
        /// How many left.
        pub leavers: u32,
        /// The share that left in a month; none of nobody.
        pub left: Option<Approx>,
        /// The mean chance.
        pub foretold: Option<Approx>,
        /// The share that is marked: the fifth of all months of one person with the highest chances.
        pub marked: Option<Approx>,
    }
}
