//! What `may` and `jobs` answer.

use crate::eligibility::ConditionResult;
use crate::error::Problem;
use crate::json::Few;
use crate::number::Figure;
use crate::score::PolicyRef;
use crate::time::Date;
use crate::values::Id;

answer! {
    /// Whether someone may do something.
    pub struct MayReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// Who.
        pub employee: Id,
        /// The position held.
        pub position: Option<Id>,
        /// What.
        pub action: Id,
        /// How much of it.
        pub amount: Option<Figure>,
        /// `yes`, `no`, `goes_up` (someone above may) or `unknown`.
        pub decision: &'static str,
        /// Why: `within_authority`, `no_authority_needed`, `gate_closed`, `gate_unknown`, `no_position`, `no_authority`,
        /// `above_limit`, `below_limit`, `outside_range`, `nobody_above`.
        pub reasons: Few<Reason>,
        /// To whom it goes.
        pub to: Option<Approver>,
        /// The gate, and how it came out.
        pub gate: Option<ConditionResult>,
        /// The decision in words.
        pub text: Option<String>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// A reason.
    pub struct Reason {
        /// The code.
        pub code: &'static str,
        /// The limit that the person's authority has.
        pub limit: Option<Figure>,
    }
}

answer! {
    /// Who may do it instead.
    pub struct Approver {
        /// The position.
        pub position: Id,
        /// Who holds it, those nearest in the units first; empty where it is vacant.
        pub employees: Few<Id>,
        /// How many levels up.
        pub levels: u32,
    }
}

answer! {
    /// Job descriptions.
    pub struct JobsReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The positions, in the order of the policy.
        pub positions: Vec<JobDescription>,
    }
}

answer! {
    /// A job description.
    pub struct JobDescription {
        /// The position.
        pub position: Id,
        /// Its name.
        pub name: Option<String>,
        /// What it is there for.
        pub purpose: Option<String>,
        /// The position above.
        pub reports_to: Option<Id>,
        /// Its grade.
        pub grade: Option<u32>,
        /// The scorecard.
        pub scorecard: Option<Id>,
        /// What is done in it.
        pub duties: Few<DutyStatus>,
        /// What it may decide by itself.
        pub authority: Few<AuthorityStatus>,
        /// What it has to reach.
        pub objectives: Few<ObjectiveIndicator>,
        /// What it is scored by.
        pub indicators: Few<IndicatorObjective>,
        /// The courses that it requires.
        pub courses: Few<Id>,
        /// Objectives and standards of duties that no indicator of the scorecard measures.
        pub without_indicator: Few<Id>,
        /// Lines of the scorecard that belong to no objective or duty.
        pub without_objective: Few<Id>,
        /// The job description in words.
        pub text: Option<String>,
    }
}

answer! {
    /// A duty.
    pub struct DutyStatus {
        /// The duty.
        pub id: Id,
        /// How often: `day`, `week`, `month`, `quarter`, `year` or `case`.
        pub every: &'static str,
        /// How many times.
        pub times: u32,
        /// The metric of its standard.
        pub metric: Option<Id>,
        /// How it compares.
        pub comparison: Option<&'static str>,
        /// With what.
        pub value: Option<Figure>,
        /// The lines of the scorecard that measure it.
        pub lines: Few<Id>,
        /// The duty in words.
        pub text: Option<String>,
    }
}

answer! {
    /// An authority.
    pub struct AuthorityStatus {
        /// The action.
        pub action: Id,
        /// Up to this amount.
        pub at_most: Option<Figure>,
        /// From this amount on.
        pub at_least: Option<Figure>,
        /// As far as this from zero.
        pub within: Option<Figure>,
        /// The authority in words.
        pub text: Option<String>,
    }
}

answer! {
    /// An objective of a position.
    pub struct ObjectiveIndicator {
        /// The objective.
        pub id: Id,
        /// What is measured.
        pub metric: Id,
        /// How it compares.
        pub comparison: &'static str,
        /// With what.
        pub value: Figure,
        /// The lines of the scorecard that measure it.
        pub lines: Few<Id>,
        /// The objective in words.
        pub text: Option<String>,
    }
}

answer! {
    /// A line of the scorecard.
    pub struct IndicatorObjective {
        /// The line.
        pub line: Id,
        /// Its metric.
        pub metric: Id,
        /// Its weight in percent of the card.
        pub weight: Figure,
        /// Its target.
        pub target: Option<Figure>,
        /// The objectives and duties that it measures.
        pub measures: Few<Id>,
    }
}
