//! A model of leaving as a document: what was learnt, from whom, and how good it is. A prior pack has the same form.

use crate::json::Few;
use crate::number::Decimal;
use crate::policy::AttritionDriver;
use crate::time::Date;
use crate::values::{Id, SchemaVersion, Text};

document! {
    /// A model of leaving.
    pub struct AttritionModel {
        /// The version of the document's schema.
        pub schema_version: SchemaVersion,
        /// The model's name for machines.
        pub id: Id,
        /// The name of this version.
        pub version: Id,
        /// The model's name for people.
        pub name: Option<Text>,
        /// Which leaving it is about.
        pub leaving: Leaving = Leaving::Voluntary,
        /// Where it comes from; of a prior.
        pub provenance: Option<Provenance>,
        /// How it was fitted; of a model that was fitted here.
        pub fitted: Option<ModelFit>,
        /// The share of people who leave in a month, above 0 and below 1.
        pub rate: Decimal,
        /// How much the rate counts where it is borrowed, in months of one person.
        pub weight: Decimal = Decimal::whole(120),
        /// The log-odds of leaving in a month of somebody whose drivers are all as they are on average; those of the rate, if
        /// not stated.
        pub intercept: Option<Decimal>,
        /// What each driver adds.
        pub terms: Few<ModelTerm> = Few::default(),
        /// What two drivers add together.
        pub pairs: Few<ModelPair> = Few::default(),
        /// How sure it is: the variance of the level alone, or the covariance of the level and the terms' coefficients in the
        /// order in which they stand (line, bends, levels, missing), row after row, each up to its diagonal. The level is the
        /// intercept before middles are taken off.
        pub covariance: Few<Decimal> = Few::default(),
        /// How good it was, forward in time; of a rate, and where there was too little to try it, nothing is known.
        pub validation: Option<ModelValidation>,
        /// The same on paper: whole points.
        pub scorecard: Option<PointsCard>,
    }
    // An answer that holds a model is not one itself.
    unknown "model": "of an answer of `fit_attrition` give the `model` alone"
}

words! {
    /// Which leaving a model is about.
    pub enum Leaving {
        /// By the employee; ends of which nothing is stated count here.
        Voluntary = "voluntary",
        /// By the employer.
        Involuntary = "involuntary",
        /// Whatever the reason.
        Any = "any",
    }
}

document! {
    /// Where a model comes from.
    pub struct Provenance {
        /// The source.
        pub source: Text,
        /// Whom it is about.
        pub population: Option<Text>,
        /// Its licence.
        pub licence: Option<Text>,
        /// When it was published, or made.
        pub date: Option<Date>,
        /// What to know of it.
        pub note: Option<Text>,
    }
}

document! {
    /// How a model was fitted.
    pub struct ModelFit {
        /// The last day that was over.
        pub as_of: Date,
        /// How many months before it were looked at.
        pub window: u32,
        /// The policy.
        pub policy: Id,
        /// Its version.
        pub policy_version: Id,
        /// How many people were seen.
        pub people: u32,
        /// In how many months of one person.
        pub months: u32,
        /// How many left.
        pub leavers: u32,
        /// The tier of honesty, 0 to 4.
        pub tier: u32,
        /// How it was made: `rate`, `prior`, `intercept`, `slope`, `deviations`, `own`, `pairs`.
        pub method: Method,
        /// The prior that it stands on.
        pub prior: Option<Id>,
        /// Its version.
        pub prior_version: Option<Id>,
    }
}

words! {
    /// How a model was made, the simplest way first.
    pub enum Method {
        /// One rate for all.
        Rate = "rate",
        /// The prior as it is.
        Prior = "prior",
        /// The prior, moved to the own level.
        Intercept = "intercept",
        /// The prior, moved and stretched.
        Slope = "slope",
        /// The prior with own deviations.
        Deviations = "deviations",
        /// Curves of the own data.
        Own = "own",
        /// The same with pairs of drivers.
        Pairs = "pairs",
    }
}

document! {
    /// What a driver adds to the log-odds.
    pub struct ModelTerm {
        /// The driver as it was when the model was made.
        pub driver: AttritionDriver,
        /// The mean of the driver's numbers; of a curve or a line.
        pub centre: Option<Decimal>,
        /// Their standard deviation.
        pub spread: Option<Decimal>,
        /// What one standard deviation adds.
        pub line: Option<Decimal>,
        /// Where the bends of the curve lie, in the driver's own unit, rising. Where two are equal the curve may jump, and the
        /// number itself belongs to the right.
        pub knots: Few<Decimal> = Few::default(),
        /// What is added at each of them, beside the line; straight between them, the same beyond.
        pub bends: Few<Decimal> = Few::default(),
        /// What each of a few values adds, in place of a line.
        pub levels: Few<ModelLevel> = Few::default(),
        /// What is added where the driver is not known, in place of all that.
        pub missing: Option<Decimal>,
        /// The mean of all that over those whom the model was fitted to; it is taken off, so that 0 is the average.
        pub middle: Decimal = Decimal::ZERO,
    }
}

document! {
    /// What a value adds.
    pub struct ModelLevel {
        /// The id of a position or unit.
        pub id: Option<Id>,
        /// Or the number.
        pub value: Option<Decimal>,
        /// What it adds.
        pub adds: Decimal,
    }
}

document! {
    /// What two drivers add together, as a table.
    pub struct ModelPair {
        /// The first driver; its cells go down.
        pub first: Id,
        /// The second driver; its cells go across.
        pub second: Id,
        /// Where the rows of the table part: a number belongs behind the edges that it is not below. A position or unit is
        /// told by the place of its level in the term, from 0; one without a level is not known.
        pub first_edges: Few<Decimal> = Few::default(),
        /// Where its columns part.
        pub second_edges: Few<Decimal> = Few::default(),
        /// What the cells add, row after row; the last row and the last column are for what is not known.
        pub cells: Few<Decimal>,
        /// Their mean over those whom the model was fitted to; it is taken off.
        pub middle: Decimal = Decimal::ZERO,
    }
}

document! {
    /// How good a model was in months that it had not seen: fitted to those before, asked about those after.
    pub struct ModelValidation {
        /// The last day of the months that it was fitted to.
        pub fitted_to: Date,
        /// The last day of the months that it was asked about.
        pub asked_to: Date,
        /// How many months of one person it was asked about.
        pub months: u32,
        /// How many left in them.
        pub leavers: u32,
        /// The chance that somebody who left was given a higher risk than somebody who stayed, 0 to 1 (AUC).
        pub auc: Option<Decimal>,
        /// The mean squared error of the chances (Brier 1950).
        pub brier: Decimal,
        /// The same of one rate for everybody.
        pub brier_of_rate: Decimal,
        /// The mean logarithmic loss.
        pub log_loss: Decimal,
        /// The same of one rate for everybody.
        pub log_loss_of_rate: Decimal,
        /// By how much it beat that rate, in standard errors of the difference.
        pub better_by: Decimal,
        /// The slope of calibration; 1 where chances are as far apart as they should be.
        pub slope: Option<Decimal>,
        /// The share of leavers seen ÷ foretold.
        pub seen_to_foretold: Option<Decimal>,
        /// How reliable each band of risk was.
        pub bands: Few<BandReliability> = Few::default(),
    }
}

document! {
    /// How reliable a band of risk was.
    pub struct BandReliability {
        /// The band.
        pub band: RiskBand,
        /// How many months of one person were in it.
        pub months: u32,
        /// How many left in them.
        pub leavers: u32,
        /// The mean chance that was given.
        pub foretold: Decimal,
        /// The share that left; with a weak prior, so that it is never 0.
        pub seen: Decimal,
        /// The least it may be, in 95 of 100 cases.
        pub lo95: Decimal,
        /// The most.
        pub hi95: Decimal,
    }
}

words! {
    /// How a risk stands to that of the team.
    pub enum RiskBand {
        /// Below half of it.
        Low = "low",
        /// About as the team.
        Typical = "typical",
        /// From one and a half times on.
        Raised = "raised",
        /// From two and a half times on.
        High = "high",
    }
}

document! {
    /// A scorecard of whole points, for paper and audit (Ustun and Rudin 2019).
    pub struct PointsCard {
        /// What gives points; at most 20 items.
        pub items: Few<PointsItem> = Few::default(),
        /// What points mean.
        pub chances: Few<PointsChance> = Few::default(),
        /// The same measure as of the model (AUC), forward in time.
        pub auc: Option<Decimal>,
    }
}

document! {
    /// Something that gives points.
    pub struct PointsItem {
        /// The driver.
        pub driver: Id,
        /// It gives them from this number on.
        pub from: Option<Decimal>,
        /// Or for this position or unit.
        pub is: Option<Id>,
        /// Or where it is not known.
        pub is_missing: bool = false,
        /// How many; below zero for what keeps people.
        pub points: Decimal,
    }
}

document! {
    /// What points mean.
    pub struct PointsChance {
        /// The points.
        pub points: Decimal,
        /// The chance of leaving in a month.
        pub chance: Decimal,
    }
}
