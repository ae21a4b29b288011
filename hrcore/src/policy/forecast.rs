//! What forecasts are made with: seasons, dated events, rules for headcount, grades, critical positions.

use crate::json::Few;
use crate::number::Decimal;
use crate::time::Period;
use crate::values::{Amount, Id, Percent, Text};

document! {
    /// A season that is borrowed where the own history is short.
    pub struct SeasonShape {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// How much of a mean month each month is, from January on: twelve numbers above zero; their mean becomes 1.
        pub factors: Vec<Decimal>,
        /// Where it comes from.
        pub source: Option<Text>,
    }
}

document! {
    /// Something in the calendar that moves a series: Double 11, 618, the Spring Festival, whose month changes.
    pub struct DatedEvent {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The months of it, past and to come.
        pub months: Vec<Period>,
        /// By what it multiplies its month: `1.6`.
        pub uplift: Decimal,
        /// By what it multiplies the months before, the nearest first.
        pub before: Few<Decimal> = Few::default(),
        /// By what it multiplies the months after, the nearest first.
        pub after: Few<Decimal> = Few::default(),
        /// Whether what earlier ones brought counts as well.
        pub learn: bool = false,
    }
}

document! {
    /// How the headcount of a position follows from a volume.
    pub struct HeadcountRule {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The position.
        pub position: Id,
        /// The unit whose volume and holders count, with those below it; the whole company, if not stated.
        pub unit: Option<Id>,
        /// The metric that is the volume; it is added up over a month.
        pub volume: Id,
        /// The volume that one person handles in a month.
        pub per_head: Amount,
        /// The share of the time in which people are there.
        pub availability: Percent = Percent(Decimal::HUNDRED),
        /// What newcomers do in their first months, of what others do.
        pub ramp_up: Few<Percent> = Few::default(),
        /// Months from opening a requisition to the first day at work.
        pub lead_months: u32 = 0,
        /// Days of it, on top.
        pub lead_days: u32 = 0,
        /// What a month with one person too few costs, in any unit.
        pub cost_short: Decimal = Decimal::ONE,
        /// What a month with one person too many costs, in the same unit.
        pub cost_over: Decimal = Decimal::ONE,
        /// The share of people who leave in a year, where it is borrowed; it counts as much as `leavers_weight` years of one person.
        pub leavers_per_year: Option<Percent>,
        /// How much the borrowed rate counts, in years of one person.
        pub leavers_weight: Decimal = Decimal::whole(10),
        /// The season that is borrowed.
        pub season: Option<Id>,
        /// The dated events that count.
        pub events: Few<Id> = Few::default(),
    }
}

document! {
    /// Grades between which people move.
    pub struct StaffFlows {
        /// The positions, the lowest first.
        pub grades: Vec<Id>,
        /// What is borrowed where there are few people.
        pub prior: Option<FlowPrior>,
    }
}

document! {
    /// Yearly rates that are borrowed.
    pub struct FlowPrior {
        /// The share of a grade that leaves in a year.
        pub leave: Percent,
        /// The share of a grade that is promoted to the next in a year.
        pub promote: Percent,
        /// How much they count, in years of one person in each grade.
        pub weight: Decimal = Decimal::whole(10),
    }
}

document! {
    /// What the figures about the workforce need to know.
    pub struct WorkforceRules {
        /// Positions without which the company cannot do.
        pub critical_positions: Few<Id> = Few::default(),
    }
}
