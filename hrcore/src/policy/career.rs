//! Where people can go from where they are: the career lattice, and what it is made of.

use crate::condition::Condition;
use crate::json::Few;
use crate::number::Decimal;
use crate::policy::Unit;
use crate::values::{Id, Percent, Text};

document! {
    /// Something that can be achieved: a course, examination, certificate or award.
    pub struct Credential {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// How long it is valid, in months; for ever, if not stated.
        pub valid_months: Option<u32>,
        /// A record with a mark below this is not passed.
        pub pass_mark: Option<Decimal>,
        /// Courses that have to be done before; of a course.
        pub prerequisites: Few<Id> = Few::default(),
        /// The metrics that it helps with; of a course.
        pub improves: Few<Id> = Few::default(),
        /// The areas of work that it helps with; of a course.
        pub areas: Few<Id> = Few::default(),
    }
}

document! {
    /// A kind of event that people lead or take part in.
    pub struct EventKind {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The roles that people have in it.
        pub roles: Vec<EventRole> = Vec::new(),
        /// What is recorded about it.
        pub fields: Vec<EventField> = Vec::new(),
    }
}

document! {
    /// A role in an event.
    pub struct EventRole {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
    }
}

document! {
    /// A figure that is recorded about an event.
    pub struct EventField {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Its unit.
        pub unit: Unit,
        /// Its currency, of money.
        pub currency: Option<Id>,
    }
}

document! {
    /// A way from one position to another.
    pub struct Move {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The position that is left.
        pub from: Id,
        /// The position that is reached.
        pub to: Id,
        /// Upwards, sideways or downwards.
        pub kind: MoveKind = MoveKind::Promotion,
        /// What has to hold.
        pub requires: Condition,
        /// The procedure by which it is decided.
        pub procedure: Option<Id>,
        /// What it brings.
        pub effects: Option<Effects>,
    }
}

words! {
    /// In which direction a move goes.
    pub enum MoveKind {
        /// Upwards (晋升).
        Promotion = "promotion",
        /// Sideways (转岗).
        Lateral = "lateral",
        /// Downwards (降职).
        Demotion = "demotion",
    }
}

document! {
    /// What a move brings, for the host to carry out.
    pub struct Effects {
        /// The range of the pay rise.
        pub pay_rise: Option<PayRise>,
        /// What the new position may decide.
        pub authority: Few<Text> = Few::default(),
        /// Courses in which there is a place.
        pub training: Few<Id> = Few::default(),
    }
}

document! {
    /// A range of pay rises.
    pub struct PayRise {
        /// The least, in percent of the present pay.
        pub min: Percent,
        /// The most.
        pub max: Percent,
    }
}

document! {
    /// How the bench of successors is looked at.
    pub struct Pipeline {
        /// Who counts as nearly ready.
        pub nearly_ready: NearlyReady = NearlyReady { max_missing: 1, within_months: None },
        /// How many should be ready for each key position.
        pub bench_target: u32 = 1,
        /// Performance against potential.
        pub grid: Option<Grid>,
    }
}

document! {
    /// Who counts as nearly ready.
    pub struct NearlyReady {
        /// At most so many tests are not met.
        pub max_missing: u32 = 1,
        /// And can be met within so many months.
        pub within_months: Option<u32>,
    }
}

document! {
    /// A grid of performance and potential.
    pub struct Grid {
        /// The assessment that has both dimensions.
        pub assessment: Id,
        /// The dimension of performance.
        pub performance: Id,
        /// The dimension of potential.
        pub potential: Id,
        /// Where the middle and the upper third begin, in points.
        pub cuts: Vec<Decimal>,
    }
}
