//! What `alerts` answers.

use crate::eligibility::ConditionResult;
use crate::error::Problem;
use crate::json::Few;
use crate::number::{Approx, Figure};
use crate::score::PolicyRef;
use crate::time::{Date, Period};
use crate::values::Id;

answer! {
    /// Alerts as of a day.
    pub struct AlertsReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// The alerts, by rule.
        pub alerts: Vec<Alert>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// An alert.
    pub struct Alert {
        /// Its name for machines, the same however often it is asked.
        pub id: String,
        /// The rule.
        pub rule: Id,
        /// `person`, `record`, `plan_overdue`, `pipeline_gap` or `flight_risk`.
        pub kind: &'static str,
        /// `info`, `warning` or `critical`.
        pub severity: &'static str,
        /// `raised`, `clearing` or `cleared`.
        pub state: &'static str,
        /// Whether the host has not raised it before.
        pub is_new: bool,
        /// The first day.
        pub since: Option<Date>,
        /// The day on which it was over.
        pub cleared: Option<Date>,
        /// Whom it is about.
        pub employee: Option<Id>,
        /// The unit that it is about.
        pub unit: Option<Id>,
        /// The position that it is about.
        pub position: Option<Id>,
        /// The plan item that it is about.
        pub item: Option<Id>,
        /// Who is told.
        pub to: Few<Id>,
        /// Whom it concerns.
        pub people: Few<Id>,
        /// The condition, with its evidence.
        pub condition: Option<ConditionResult>,
        /// The observation that is over a limit.
        pub evidence: Option<AlertEvidence>,
        /// The plan items that wait.
        pub endangers: Few<Id>,
        /// The chance to leave, where it is above the limit.
        pub chance: Option<Approx>,
        /// The signals that warn; they are rules, and no chances.
        pub signals: Few<Id>,
        /// When it clears; of one that is over there is nothing to say.
        pub clears: Option<Clearing>,
        /// The alert in words.
        pub text: Option<String>,
    }
}

answer! {
    /// An observation over a limit.
    pub struct AlertEvidence {
        /// The metric.
        pub metric: Id,
        /// The period.
        pub period: Period,
        /// The value.
        pub value: Figure,
        /// The limit.
        pub limit: Figure,
        /// References to the records.
        pub records: Few<Id>,
    }
}

answer! {
    /// When an alert clears.
    pub struct Clearing {
        /// `condition`: once it is not met any more; `correction`: once the record is corrected, or too old; `done`: once
        /// the item is done; `successors`: once there are enough; `risk`: once the chance is not above the limit and no
        /// signal warns.
        pub code: &'static str,
        /// The first day on which that can be.
        pub on: Option<Date>,
    }
}
