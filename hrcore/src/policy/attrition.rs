//! How the risk of leaving is looked at: what may drive it, and the rules that warn by themselves.

use crate::condition::Condition;
use crate::json::Few;
use crate::values::{Id, Text};

document! {
    /// How the risk of leaving is looked at.
    pub struct AttritionRules {
        /// What may drive it, at most 32; the usual ones, if none is named.
        pub drivers: Few<AttritionDriver> = Few::default(),
        /// Rules that warn by themselves. They are rules, and no chances.
        pub signals: Few<AttritionSignal> = Few::default(),
    }
}

document! {
    /// Something that may drive people away, or keep them. There is no driver for what a person is: age, sex and the like
    /// are refused, and taken for the audit.
    pub struct AttritionDriver {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// What it is.
        pub source: DriverSource,
        /// How its months are looked at.
        pub view: DriverView = DriverView::Last,
        /// What can be done about it.
        pub role: DriverRole = DriverRole::Context,
    }
}

tagged! {
    /// What a driver is. Each is known before the month for which it speaks.
    pub enum DriverSource by kind {
        /// Months with the company.
        Tenure(NoMore) = "tenure",
        /// Months in the position held.
        PositionTenure(NoMore) = "position_tenure",
        /// The position held.
        Position(NoMore) = "position",
        /// The unit in which it is held.
        Unit(NoMore) = "unit",
        /// A metric's monthly value.
        Metric(DriverMetric) = "metric",
        /// The total of the month, from 0 to the most that the card gives.
        Score(NoMore) = "score",
        /// Hours of overtime in the month.
        Overtime(NoMore) = "overtime",
        /// The share of days due on which the person was absent, 0 to 1.
        Absence(NoMore) = "absence",
        /// The pay as a multiple of the median of those who hold the same position and are paid in the same currency.
        PayPosition(NoMore) = "pay_position",
        /// Courses, examinations, certificates and awards of the last twelve months.
        Achievements(NoMore) = "achievements",
        /// The share of the others in the unit who left in the last three months, 0 to 1.
        TeamLeavers(NoMore) = "team_leavers",
    }
}

document! {
    /// Nothing more is to be said of it.
    pub struct NoMore {
    }
}

document! {
    /// A metric.
    pub struct DriverMetric {
        /// The metric.
        pub metric: Id,
    }
}

words! {
    /// How the months of a driver are looked at.
    pub enum DriverView {
        /// The last month.
        Last = "last",
        /// The mean of the last three months.
        Mean3 = "mean3",
        /// The slope of a straight line through the last six months, per month.
        Slope = "slope",
        /// How many months ago it was last above zero.
        MonthsSince = "months_since",
    }
}

words! {
    /// What can be done about a driver.
    pub enum DriverRole {
        /// A manager can change it.
        ActOn = "act_on",
        /// It tells where somebody stands.
        Context = "context",
        /// Nobody can change it.
        NotActionable = "not_actionable",
    }
}

document! {
    /// A rule that warns of somebody: overtime of more than 20 hours in three weeks, a score that fell from 90 to 75.
    pub struct AttritionSignal {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// When it warns.
        pub when: Condition,
    }
}
