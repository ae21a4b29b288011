//! What `workforce` answers.

use crate::error::Problem;
use crate::json::Few;
use crate::number::Figure;
use crate::score::PolicyRef;
use crate::time::{Date, Period};
use crate::values::Id;

answer! {
    /// Figures about the workforce.
    pub struct WorkforceReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The period.
        pub period: Period,
        /// The whole company, then its groups.
        pub groups: Vec<WorkforceGroup>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// The figures of a group.
    pub struct WorkforceGroup {
        /// `position` or `unit`; none of the whole company.
        pub by: Option<&'static str>,
        /// Which one.
        pub id: Option<Id>,
        /// The figures, in the order of the documentation.
        pub figures: Vec<WorkforceFigure>,
        /// They in words.
        pub text: Option<String>,
    }
}

answer! {
    /// A figure, with what it was made of.
    pub struct WorkforceFigure {
        /// Which one.
        pub figure: &'static str,
        /// Its value; none where what it is divided by is nothing.
        pub value: Option<Figure>,
        /// `share`, `people`, `days` or `ratio`.
        pub unit: &'static str,
        /// What was counted.
        pub part: Option<Figure>,
        /// Of what.
        pub whole: Option<Figure>,
        /// Who was counted, at most 64, in the order of the facts.
        pub employees: Few<Id>,
        /// The last day that was seen, where the period is not over.
        pub until: Option<Date>,
    }
}
