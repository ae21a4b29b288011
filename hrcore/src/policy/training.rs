//! Training (培训): who has to do which courses by when, and training as a source of values.

use super::Every;
use crate::json::Few;
use crate::values::{Id, Text};

document! {
    /// Courses that some positions require.
    pub struct TrainingRequirement {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The positions that require them; all, if none is named.
        pub positions: Few<Id> = Few::default(),
        /// The courses.
        pub courses: Vec<Id>,
        /// How many of them; all, if not stated.
        pub at_least: Option<u32>,
        /// To be done anew in each of these periods; once, if not stated.
        pub every: Option<Every>,
        /// How many days after taking up the position it is due; of what is required once.
        pub within_days: Option<u32>,
    }
}

document! {
    /// Training as the source of a metric's values.
    pub struct TrainingMeasure {
        /// What of it.
        pub of: TrainingFigure,
        /// Of this requirement only.
        pub requirement: Option<Id>,
    }
}

words! {
    /// A figure of training.
    pub enum TrainingFigure {
        /// The courses done, of those required in the period: a share.
        Completion = "completion",
    }
}
