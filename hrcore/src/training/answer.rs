//! What `training` answers.

use crate::eligibility::ConditionResult;
use crate::error::Problem;
use crate::json::Few;
use crate::number::Figure;
use crate::score::PolicyRef;
use crate::time::{Date, Period};
use crate::values::Id;

answer! {
    /// What training people have done, have to do, and need.
    pub struct TrainingReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// The period whose results show what is weak.
        pub period: Period,
        /// One result per employee, in the order of the facts.
        pub results: Vec<EmployeeTraining>,
        /// The courses that people need, those that would mend most first.
        pub needs: Few<CourseNeed>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// An employee's training.
    pub struct EmployeeTraining {
        /// The employee.
        pub employee: Id,
        /// The position held on the day.
        pub position: Option<Id>,
        /// How many courses are required now.
        pub required: u32,
        /// How many of them are done: 3 done.
        pub done: u32,
        /// How many are to go: 1 to go.
        pub open: u32,
        /// Done, of those required, from 0 to 1; none where none is.
        pub completion: Option<Figure>,
        /// `complete`, `open`, `overdue` or `nothing_required`.
        pub state: &'static str,
        /// What is required.
        pub requirements: Few<RequirementStatus>,
        /// What the person may not do yet, or may.
        pub gates: Few<GateStatus>,
        /// The courses that address what is weak, those that would mend most first.
        pub needs: Few<TrainingNeed>,
        /// The training in words.
        pub text: Option<String>,
    }
}

answer! {
    /// How a requirement stands.
    pub struct RequirementStatus {
        /// The requirement; none for courses that are required of the person alone.
        pub requirement: Option<Id>,
        /// The period in which it has to be done.
        pub period: Option<Period>,
        /// How many courses are needed.
        pub need: u32,
        /// How many are done, counted up to `need`.
        pub done: u32,
        /// The last day on which it is in time.
        pub due: Option<Date>,
        /// `complete`, `open` or `overdue`.
        pub state: &'static str,
        /// The courses, in the order of the policy.
        pub courses: Few<CourseStatus>,
    }
}

answer! {
    /// How a course stands.
    pub struct CourseStatus {
        /// The course.
        pub course: Id,
        /// `done`, `in_progress`, `failed`, `expired` or `open`.
        pub state: &'static str,
        /// When it was done, begun or failed.
        pub date: Option<Date>,
        /// The last day on which it is valid.
        pub expires: Option<Date>,
        /// Courses that have to be done before and are not.
        pub waits_for: Few<Id>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

answer! {
    /// Whether a gate is open for someone.
    pub struct GateStatus {
        /// `action` or `move`.
        pub kind: &'static str,
        /// Which one.
        pub id: Id,
        /// `open`, `closed` or `unknown`.
        pub state: &'static str,
        /// The courses and examinations that are missing.
        pub missing: Few<Id>,
        /// What has to hold, and how it came out.
        pub condition: ConditionResult,
        /// The gate in words.
        pub text: Option<String>,
    }
}

answer! {
    /// A course that someone needs.
    pub struct TrainingNeed {
        /// The course.
        pub course: Id,
        /// The points that the weak indicators cost.
        pub points: Figure,
        /// How many items of plans in its areas, or about its metrics, are late, returned or short of their goal.
        pub items: u32,
        /// Whether it is required besides.
        pub required: Option<bool>,
        /// The indicators behind it.
        pub because: Few<WeakIndicator>,
        /// The areas of work behind it.
        pub areas: Few<WeakArea>,
    }
}

answer! {
    /// An indicator that missed its target.
    pub struct WeakIndicator {
        /// The metric.
        pub metric: Id,
        /// The line of the scorecard.
        pub line: Id,
        /// What it came to.
        pub actual: Option<Figure>,
        /// Its target.
        pub target: Option<Figure>,
        /// Its score.
        pub score: Option<Figure>,
        /// The points that it costs: applied weight − contribution.
        pub points: Figure,
    }
}

answer! {
    /// An area of work in which plans went wrong.
    pub struct WeakArea {
        /// The area, or the metric that goals are about.
        pub area: Id,
        /// The items.
        pub items: Few<Id>,
    }
}

answer! {
    /// A course that people need.
    pub struct CourseNeed {
        /// The course.
        pub course: Id,
        /// The points that weak indicators cost all of them.
        pub points: Figure,
        /// How many items of plans went wrong.
        pub items: u32,
        /// Who needs it, in the order of the facts; at most 1 000 are listed.
        pub employees: Few<Id>,
        /// How many they are.
        pub count: u32,
    }
}
