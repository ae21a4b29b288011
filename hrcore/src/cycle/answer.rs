//! What `cycle` and `appeal` answer.

use crate::error::Problem;
use crate::json::Few;
use crate::number::Figure;
use crate::score::{EmployeeScore, PolicyRef};
use crate::time::{Date, Instant, Period};
use crate::values::Id;

answer! {
    /// Where an appraisal cycle stands.
    pub struct CycleReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The period.
        pub period: Period,
        /// The moment.
        pub as_of: Instant,
        /// `waiting`, `running`, `closing`, `appeals` or `final`.
        pub state: &'static str,
        /// The steps, as in the policy.
        pub steps: Vec<StepStatus>,
        /// When results were published.
        pub published_at: Option<Instant>,
        /// The last moment for appeals.
        pub appeals_until: Option<Instant>,
        /// The appeals, as in the request.
        pub appeals: Few<AppealStatus>,
        /// What can be done now.
        pub can: Few<CycleOption>,
        /// Entries that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// Where a step stands.
    pub struct StepStatus {
        /// The step.
        pub id: Id,
        /// Its kind.
        pub kind: &'static str,
        /// The role that does it.
        pub by: Id,
        /// `waiting`, `open`, `overdue`, `done` or `done_late`.
        pub state: &'static str,
        /// The day by whose end it is due; of what recurs, the last one.
        pub due: Date,
        /// When it was done; of what recurs, the last time.
        pub done_at: Option<Instant>,
        /// How often it was done, of what recurs.
        pub slots: Option<Slots>,
        /// The step in words.
        pub text: Option<String>,
    }
}

answer! {
    /// How often something that recurs was done.
    pub struct Slots {
        /// How many times are over.
        pub due: u32,
        /// How many of all it was done.
        pub done: u32,
        /// The days by whose end it was due and not done.
        pub missed: Few<Date>,
        /// The next day by whose end it is due.
        pub next: Option<Date>,
    }
}

answer! {
    /// Where an appeal stands.
    pub struct AppealStatus {
        /// The appeal.
        pub id: Id,
        /// Whose result.
        pub employee: Id,
        /// `open`, `overdue`, `answered`, `answered_late`, `too_early` or `too_late`.
        pub state: &'static str,
        /// When it was filed.
        pub filed_at: Instant,
        /// The last moment for the answer.
        pub answer_due: Option<Instant>,
        /// When it was answered.
        pub answered_at: Option<Instant>,
        /// The appeal in words.
        pub text: Option<String>,
    }
}

answer! {
    /// Something that can be done.
    pub struct CycleOption {
        /// The step.
        pub step: Id,
        /// The day from which on it can be done; at any time, if not stated.
        pub from: Option<Date>,
        /// The day by whose end it is due.
        pub until: Date,
    }
}

answer! {
    /// A result before and after corrections.
    pub struct AppealReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The period.
        pub period: Period,
        /// The employee.
        pub employee: Id,
        /// The result as it was.
        pub before: EmployeeScore,
        /// The result with the corrections.
        pub after: EmployeeScore,
        /// The lines that differ.
        pub changes: Vec<LineChange>,
        /// The total, where it differs.
        pub total: Option<FigureChange>,
        /// The band, where it differs.
        pub band: Option<BandChange>,
        /// The coefficient, where it differs.
        pub coefficient: Option<FigureChange>,
        /// What became of each correction.
        pub corrections: Vec<CorrectionResult>,
        /// Whether it was in time, and when it has to be answered.
        pub deadlines: Option<Deadlines>,
        /// What changed, in words.
        pub text: Option<String>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// A line that differs.
    pub struct LineChange {
        /// The base period, of a longer one.
        pub period: Option<Period>,
        /// The position.
        pub position: Id,
        /// The line.
        pub line: Id,
        /// Its metric.
        pub metric: Option<Id>,
        /// The line as it was.
        pub before: LineFigures,
        /// The line with the corrections.
        pub after: LineFigures,
        /// References to the records that were corrected.
        pub records: Few<Id>,
    }
}

answer! {
    /// The figures of a line.
    pub struct LineFigures {
        /// The value.
        pub value: Option<Figure>,
        /// The score.
        pub score: Option<Figure>,
        /// What it contributes to the total.
        pub contribution: Option<Figure>,
    }
}

answer! {
    /// A figure before and after.
    pub struct FigureChange {
        /// As it was.
        pub before: Option<Figure>,
        /// With the corrections.
        pub after: Option<Figure>,
        /// The difference, where both are known.
        pub change: Option<Figure>,
    }
}

answer! {
    /// A band before and after.
    pub struct BandChange {
        /// As it was.
        pub before: Option<Id>,
        /// With the corrections.
        pub after: Option<Id>,
    }
}

answer! {
    /// What became of a correction.
    pub struct CorrectionResult {
        /// Where it stands in the request.
        pub correction: String,
        /// `replaced`, `added`, `removed` or `nothing`.
        pub effect: &'static str,
    }
}

answer! {
    /// The times of an appeal.
    pub struct Deadlines {
        /// When it was filed.
        pub filed: Option<Instant>,
        /// The last moment for filing it.
        pub filed_by: Option<Instant>,
        /// Whether it was filed in time.
        pub in_time: Option<bool>,
        /// The last moment for the answer.
        pub answer_due: Option<Instant>,
        /// Whether that is over.
        pub overdue: Option<bool>,
    }
}
