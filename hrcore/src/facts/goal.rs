//! Objectives (目标), how they follow from each other, and how far they have come.

use super::GoalMeasure;
use crate::number::Decimal;
use crate::policy::{Direction, Unit};
use crate::time::{Date, Period};
use crate::values::{Amount, Id, Percent, Text};

document! {
    /// An objective of the company, a unit, a position or a person.
    pub struct Objective {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The objective above.
        pub parent: Option<Id>,
        /// For which period.
        pub period: Period,
        /// The person whose it is.
        pub employee: Option<Id>,
        /// Or the position.
        pub position: Option<Id>,
        /// Or the unit; without any of them it is the company's.
        pub unit: Option<Id>,
        /// What is measured; it gives unit and direction, and its records give the actual value.
        pub metric: Option<Id>,
        /// The unit of its figures.
        pub unit_of_measure: Option<Unit>,
        /// The currency, of money.
        pub currency: Option<Id>,
        /// Which way is better; higher, if neither it nor the metric says.
        pub direction: Option<Direction>,
        /// Where it starts.
        pub from: Option<Amount>,
        /// What is to be reached.
        pub target: Option<Amount>,
        /// Or the growth to be reached: `"20%"`; twice as much is `"100%"`.
        pub growth: Option<Amount>,
        /// How progress is measured.
        pub measure: GoalMeasure = GoalMeasure::Ratio,
        /// Its weight among those below the same objective.
        pub weight: Decimal = Decimal::ONE,
        /// How it follows from others.
        pub drivers: Option<Drivers>,
    }
}

document! {
    /// How an objective follows from others.
    pub struct Drivers {
        /// As their product or their sum.
        pub kind: DriverKind,
        /// Which ones.
        pub of: Vec<Driver>,
    }
}

words! {
    /// How drivers make an objective.
    pub enum DriverKind {
        /// Multiplied: visitors × conversion × order value; growth factors multiply as well.
        Product = "product",
        /// Added up.
        Sum = "sum",
    }
}

document! {
    /// One of the objectives that another follows from.
    pub struct Driver {
        /// The objective.
        pub objective: Id,
        /// Its share of the sum where that starts; needed where growths are added up.
        pub share: Option<Percent>,
    }
}

document! {
    /// How far an objective has come by a day.
    pub struct ObjectiveUpdate {
        /// The objective.
        pub objective: Id,
        /// The day.
        pub date: Date,
        /// What it has come to.
        pub actual: Option<Amount>,
        /// Or how much of it is done, from 0 to 100.
        pub percent: Option<Percent>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

document! {
    /// A course that someone has to do.
    pub struct RequiredCourse {
        /// Who.
        pub employee: Id,
        /// The course.
        pub course: Id,
        /// By when.
        pub due: Option<Date>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}
