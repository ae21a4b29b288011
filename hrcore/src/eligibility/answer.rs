//! What `eligibility` answers.

use crate::error::Problem;
use crate::json::Few;
use crate::number::Figure;
use crate::policy::Effects;
use crate::score::PolicyRef;
use crate::time::{Date, Period};
use crate::values::Id;

answer! {
    /// Who may move on.
    pub struct EligibilityReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// One result per employee, in the order of the facts.
        pub results: Vec<EmployeeMoves>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// The moves that are open to an employee.
    pub struct EmployeeMoves {
        /// The employee.
        pub employee: Id,
        /// The position held; none for one who holds none.
        pub position: Option<Id>,
        /// The unit in which it is held.
        pub unit: Option<Id>,
        /// Every move from there.
        pub moves: Option<Vec<MoveDecision>>,
    }
}

answer! {
    /// Whether an employee may make a move.
    pub struct MoveDecision {
        /// The move.
        pub id: Id,
        /// The position that it leads to.
        pub to: Id,
        /// `promotion`, `lateral` or `demotion`.
        pub kind: &'static str,
        /// `eligible`, `not_eligible` or `unknown`.
        pub state: &'static str,
        /// How far along, from 0 to 1.
        pub progress: Option<Figure>,
        /// The day on which all can first hold.
        pub earliest: Option<Date>,
        /// What has to hold, and how it came out.
        pub condition: Option<ConditionResult>,
        /// The one change of least cost that would turn the decision by itself.
        pub smallest_change: Option<PlannedChange>,
        /// The changes of least cost that would turn the decision together.
        pub cheapest_changes: Option<PlannedChanges>,
        /// What the move brings.
        pub effects: Option<Effects>,
        /// The decision in words.
        pub text: Option<String>,
    }
}

answer! {
    /// A test that changes.
    pub struct PlannedChange {
        /// Where the test stands in the move's `requires`.
        pub condition: String,
        /// What it costs.
        pub cost: Figure,
    }
}

answer! {
    /// Tests that change.
    pub struct PlannedChanges {
        /// What all of them cost.
        pub cost: Figure,
        /// The changes, in the order of the policy.
        pub changes: Vec<PlannedChange>,
    }
}

answer! {
    /// How a condition came out.
    pub struct ConditionResult {
        /// The test or combination: the field by which it is stated.
        pub kind: &'static str,
        /// The condition's id.
        pub id: Option<Id>,
        /// What it is about: a metric, band, course, position …
        pub subject: Option<Id>,
        /// `met`, `unmet` or `unknown`.
        pub state: &'static str,
        /// How far along, from 0 to 1; none where it is not known.
        pub progress: Option<Figure>,
        /// The day on which it can first hold.
        pub earliest: Option<Date>,
        /// What was looked at, in the order of time.
        pub evidence: Few<EvidenceResult>,
        /// What is missing.
        pub missing: Option<MissingResult>,
        /// The parts of a combination.
        pub parts: Few<ConditionResult>,
        /// The condition in words.
        pub text: Option<String>,
    }
}

answer! {
    /// What a test looked at.
    pub struct EvidenceResult {
        /// The period, or the first of several together.
        pub period: Option<Period>,
        /// The last of several together.
        pub to: Option<Period>,
        /// The day of a record.
        pub date: Option<Date>,
        /// `met`, `unmet`, `unknown` or `skipped`.
        pub state: &'static str,
        /// The value, in the metric's unit.
        pub value: Option<Figure>,
        /// What growth is compared with.
        pub base: Option<Figure>,
        /// The growth: relative in percent.
        pub growth: Option<Figure>,
        /// The band of a rating.
        pub band: Option<Id>,
        /// Why there is no value: `missing`, `not_applicable`, `too_new`, `undefined`.
        pub why: Option<&'static str>,
        /// `record_does_not_fit`: there is a record, but it lies across the border of the period, or belongs to none of
        /// several positions.
        pub reason: Option<&'static str>,
        /// References to the records.
        pub records: Few<Id>,
    }
}

answer! {
    /// What a test lacks.
    pub struct MissingResult {
        /// What is missing: `value`, `periods`, `count`, `not_recorded` …
        pub code: &'static str,
        /// How many there are.
        pub have: Option<u32>,
        /// How many are needed.
        pub need: Option<u32>,
        /// The mark there is.
        pub mark: Option<Figure>,
        /// The value there is.
        pub actual: Option<Figure>,
        /// How it has to compare.
        pub comparison: Option<&'static str>,
        /// The value that is needed.
        pub needs: Option<Figure>,
        /// The running period, and what it has to reach.
        pub next: Option<NextPeriod>,
        /// The first day on which it holds.
        pub until: Option<Date>,
        /// When a case was opened.
        pub opened: Option<Date>,
        /// When a case was closed.
        pub closed: Option<Date>,
        /// The last day on which something was valid.
        pub expired: Option<Date>,
        /// Why a value is not known.
        pub why: Option<&'static str>,
    }
}

answer! {
    /// The running period.
    pub struct NextPeriod {
        /// The period.
        pub period: Period,
        /// What the metric has to reach in it.
        pub needs: Option<Figure>,
    }
}
