//! Job descriptions (岗位说明书): duties, authority, objectives; and what may be done by whom.

use super::{Every, Unit};
use crate::condition::{Comparison, Condition, GrowthOf};
use crate::json::Few;
use crate::values::{Amount, Id, Text};

document! {
    /// A duty of a position.
    pub struct Duty {
        /// Its name for machines.
        pub id: Id,
        /// What is done.
        pub name: Text,
        /// How often.
        pub frequency: Frequency,
        /// What it has to reach, in a metric.
        pub standard: Option<Standard>,
        /// What it has to reach, in words.
        pub note: Option<Text>,
    }
}

document! {
    /// How often something is done.
    pub struct Frequency {
        /// In which span of time, or whenever it comes up.
        pub every: How,
        /// How many times.
        pub times: u32 = 1,
    }
}

words! {
    /// A span of time in which a duty is done.
    pub enum How {
        /// Each day.
        Day = "day",
        /// Each week.
        Week = "week",
        /// Each month.
        Month = "month",
        /// Each quarter.
        Quarter = "quarter",
        /// Each year.
        Year = "year",
        /// Whenever it comes up.
        Case = "case",
    }
}

document! {
    /// A metric and what it has to reach.
    pub struct Standard {
        /// The metric.
        pub metric: Id,
        /// How it compares.
        pub comparison: Comparison = Comparison::AtLeast,
        /// With what, in the metric's unit.
        pub value: Amount,
    }
}

document! {
    /// An objective that comes with a position.
    pub struct PositionObjective {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// What is measured.
        pub metric: Id,
        /// Its growth in place of its value.
        pub growth: Option<GrowthOf>,
        /// How it compares.
        pub comparison: Comparison = Comparison::AtLeast,
        /// With what: in the metric's unit, or of the growth.
        pub value: Amount,
        /// Over which periods.
        pub every: Option<Every>,
    }
}

document! {
    /// Something that needs authority, or that not everyone may do.
    pub struct Action {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The unit of its amount; without one it has none.
        pub unit: Option<Unit>,
        /// Its currency, of money.
        pub currency: Option<Id>,
        /// What has to hold for the person who does it: the gate (硬门槛).
        pub requires: Option<Condition>,
        /// Whether it needs a position's authority; without it the gate alone decides.
        pub needs_authority: bool = true,
        /// The positions whose work it is part of; training names its gate for them. All, if none is named.
        pub positions: Few<Id> = Few::default(),
    }
}

document! {
    /// What a position may decide by itself.
    pub struct Authority {
        /// The action.
        pub action: Id,
        /// Up to this amount.
        pub at_most: Option<Amount>,
        /// From this amount on.
        pub at_least: Option<Amount>,
        /// As far as this from zero, in both directions: ±5 %.
        pub within: Option<Amount>,
    }
}
