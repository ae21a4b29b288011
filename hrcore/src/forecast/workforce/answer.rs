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
        /// Its first day.
        pub from: Date,
        /// The last day that counts: the period's last, or the last that is over.
        pub until: Date,
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
        /// `people`, `posts`, `days`, `share`, or `ratio`.
        pub unit: &'static str,
        /// What was counted, where the figure is no plain count.
        pub part: Option<Figure>,
        /// Of what.
        pub whole: Option<Figure>,
        /// What it would be in a year at the same pace, where the days that count are not a year.
        pub per_year: Option<Figure>,
        /// Who was counted, at most 64, in the order of the facts.
        pub employees: Few<Id>,
    }
}
