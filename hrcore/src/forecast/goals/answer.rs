//! What `goal_forecast` answers.

use crate::error::Problem;
use crate::forecast::Estimate;
use crate::json::Few;
use crate::number::{Approx, Figure};
use crate::score::PolicyRef;
use crate::time::{Date, Period};
use crate::values::Id;

answer! {
    /// Whether objectives will be reached.
    pub struct GoalForecastReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// The objectives, in the order of the facts.
        pub objectives: Vec<ObjectiveForecast>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// Whether an objective will be reached.
    pub struct ObjectiveForecast {
        /// The objective.
        pub objective: Id,
        /// Its period.
        pub period: Period,
        /// What is to be reached.
        pub target: Option<Figure>,
        /// What it has come to.
        pub actual: Option<Figure>,
        /// How far along, from 0 to 1.
        pub progress: Option<Figure>,
        /// Days that are left.
        pub days_left: u32,
        /// What a day has brought so far, in the objective's unit (of progress where it has none).
        pub pace: Option<Approx>,
        /// What each day that is left has to bring.
        pub pace_needed: Option<Approx>,
        /// What it will have come to at the end, in the objective's unit (of progress where it has none).
        pub outcome: Option<Estimate>,
        /// How likely it is reached.
        pub probability: Option<Approx>,
        /// `series` (the metric's months), `updates` (the pace of what was reported), `items` (plan items in hand), `below`
        /// (the objectives below), `certain` (reached, or over), or `none`.
        pub method: &'static str,
        /// `local`, `blended` or `prior`.
        pub source: Option<&'static str>,
        /// How many values, updates or items were seen.
        pub n: u32,
        /// What to know: `few_values`, `no_target`, `nothing_known`, `not_started`.
        pub caveats: Few<&'static str>,
        /// It in words.
        pub text: Option<String>,
    }
}
