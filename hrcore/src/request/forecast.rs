//! Requests of forecasts.

use crate::json::Few;
use crate::number::Decimal;
use crate::policy::Every;
use crate::time::{Date, Period};
use crate::values::{Id, Language, Percent};

document! {
    /// Asks what comes next in a series: a metric of the facts, or values of the request.
    pub struct ForecastRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// The metric.
        pub metric: Option<Id>,
        /// Whose: an employee's.
        pub employee: Option<Id>,
        /// Or of all who hold a position.
        pub position: Option<Id>,
        /// Or a unit's, with those below it; the company's, if none is named.
        pub unit: Option<Id>,
        /// The values themselves, in place of a metric.
        pub values: Few<SeriesValue> = Few::default(),
        /// How long the periods are.
        pub every: Every = Every::Month,
        /// How many periods ahead, 1 to 60.
        pub horizon: u32 = 12,
        /// The season of the policy that is borrowed.
        pub season: Option<Id>,
        /// The dated events of the policy that count.
        pub events: Few<Id> = Few::default(),
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// A value of a series.
    pub struct SeriesValue {
        /// When.
        pub period: Period,
        /// How much.
        pub value: Decimal,
    }
}

document! {
    /// Asks how many people are needed, and whom to hire when.
    pub struct HeadcountRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// Which rules; all, if not stated.
        pub rules: Option<Vec<Id>>,
        /// How many months ahead, 1 to 36.
        pub horizon: u32 = 12,
        /// Volumes to come that the host foretells itself, in place of a forecast.
        pub volumes: Few<PlannedVolume> = Few::default(),
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// A volume to come.
    pub struct PlannedVolume {
        /// The rule.
        pub rule: Id,
        /// The month.
        pub period: Period,
        /// How much.
        pub value: Decimal,
        /// How sure it is: the standard deviation of its logarithm, about the share by which it is usually off.
        pub spread: Percent = Percent(Decimal::ZERO),
    }
}

document! {
    /// Asks how grades fill over time, and which hires and promotions hold or reach a structure.
    pub struct FlowsRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// How many months ahead, 1 to 120.
        pub horizon: u32 = 12,
        /// The months before `as_of` from which rates are taken.
        pub window: u32 = 12,
        /// People hired into a position in every month, in place of those of the window.
        pub hires: Option<Vec<PlannedHires>>,
        /// Promotions that are planned, in place of those foretold from the window.
        pub promotions: Few<PlannedPromotion> = Few::default(),
        /// The structure to hold or to reach.
        pub goal: Option<FlowGoal>,
        /// The seed of the simulation.
        pub seed: u32 = 1,
        /// How many courses are simulated, 100 to 20 000.
        pub runs: u32 = 2000,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// People hired into a position.
    pub struct PlannedHires {
        /// The position.
        pub position: Id,
        /// How many in every month.
        pub per_month: Decimal,
        /// From this month on; from the first, if not stated.
        pub from: Option<Period>,
        /// To this month; to the last, if not stated.
        pub to: Option<Period>,
    }
}

document! {
    /// Promotions that are planned.
    pub struct PlannedPromotion {
        /// From this position.
        pub from: Id,
        /// To that.
        pub to: Id,
        /// How many people in every month.
        pub per_month: Decimal,
        /// Only in this month; in every one, if not stated.
        pub period: Option<Period>,
    }
}

document! {
    /// A structure of grades.
    pub struct FlowGoal {
        /// Whether it is to be held or to be reached.
        pub kind: FlowGoalKind,
        /// How many people in which position.
        pub structure: Vec<WantedGrade>,
        /// The most people that can be hired into a grade in a month.
        pub most_hires: Option<Decimal>,
        /// The most promotions out of a grade that can be made in a month, as a share of it; of `hold`.
        pub most_promotions: Option<Percent>,
    }
}

words! {
    /// What is asked of a structure.
    pub enum FlowGoalKind {
        /// That it stays as it is stated: the flows of one month that keep it.
        Hold = "hold",
        /// That it is there at the end of the horizon.
        Reach = "reach",
    }
}

document! {
    /// How many people are wanted in a position.
    pub struct WantedGrade {
        /// The position.
        pub position: Id,
        /// How many.
        pub people: Decimal,
    }
}

document! {
    /// Asks whether objectives will be reached.
    pub struct GoalForecastRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// Only objectives of this period, or of periods in it.
        pub period: Option<Period>,
        /// Which ones; all that are not over, if not stated.
        pub objectives: Option<Vec<Id>>,
        /// The season of the policy that is borrowed, where months are added up.
        pub season: Option<Id>,
        /// The dated events of the policy that count there.
        pub events: Few<Id> = Few::default(),
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks for figures about the workforce over some time.
    pub struct WorkforceRequest {
        /// The period; a year, mostly.
        pub period: Period,
        /// The last day that is over, where the period is not.
        pub as_of: Option<Date>,
        /// By what figures are grouped, besides those of the whole.
        pub by: Few<WorkforceBy> = Few::default(),
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

words! {
    /// By what figures about the workforce are grouped.
    pub enum WorkforceBy {
        /// Positions.
        Position = "position",
        /// Units, each with those below it.
        Unit = "unit",
    }
}
