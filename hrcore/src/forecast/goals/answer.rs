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
        /// The period asked for.
        pub period: Option<Period>,
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
        /// The last day that has records, where records that add up give the actual value and end before `as_of`: the pace is
        /// that until then, and the pace needed that of the days after it.
        pub recorded_until: Option<Date>,
        /// What the next three are figures of: `value` (in the objective's unit) or `progress` (from 0 to 1).
        pub figures: Option<&'static str>,
        /// What a day has brought since the period began.
        pub pace: Option<Approx>,
        /// What each day that is left has to bring; of what adds up and has to stay low, may bring.
        pub pace_needed: Option<Approx>,
        /// What it will have come to at the end.
        pub outcome: Option<Estimate>,
        /// How likely it is reached.
        pub probability: Option<Approx>,
        /// `series` (the metric's months), `pace` (that of a metric of few months), `updates` (the pace of what was reported),
        /// `items` (plan items in hand), `below`
        /// (the objectives below), `certain` (over, or nothing can change it), or `none`.
        pub method: &'static str,
        /// `local`, `blended` or `prior`.
        pub source: Option<&'static str>,
        /// How many months, updates, items that were due, or objectives below were seen.
        pub n: u32,
        /// What to know: `few_values`, `filled` (a month that is over has no records yet), `outliers`, `level_shift`,
        /// `constant`, `fell_back` (as of a series), `too_many` (not looked at: more than 1 000 series were asked for),
        /// `no_target`, `not_started`, `nothing_known`, `events_left_out`, `event_without_past`, `records_end` (more than 7
        /// days before `as_of`).
        pub caveats: Few<&'static str>,
        /// It in words.
        pub text: Option<String>,
    }
}
