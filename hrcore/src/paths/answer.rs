//! What `paths` answers.

use crate::error::Problem;
use crate::json::Few;
use crate::number::Figure;
use crate::score::PolicyRef;
use crate::time::Date;
use crate::values::Id;

answer! {
    /// Every way from the position held through the career lattice.
    pub struct PathsReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// The employee.
        pub employee: Id,
        /// The position held; none for one who holds none.
        pub position: Option<Id>,
        /// The unit in which it is held.
        pub unit: Option<Id>,
        /// The paths: shorter ones first, then in the order of the policy.
        pub paths: Vec<CareerPath>,
        /// Whether there are more than are listed.
        pub truncated: bool,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// A way from the position held to another.
    pub struct CareerPath {
        /// The position to which it leads.
        pub to: Id,
        /// Its moves.
        pub steps: Vec<PathStep>,
        /// How many tests stand in the way, all steps together.
        pub not_met: u32,
        /// What the cheapest changes of all steps cost together; none where the person cannot turn one of them.
        pub cost: Option<Figure>,
        /// The positions in words.
        pub text: Option<String>,
    }
}

answer! {
    /// A move on a path, and how the person stands towards it on the day.
    pub struct PathStep {
        /// The move.
        pub id: Id,
        /// The position that is left.
        pub from: Id,
        /// The position that is reached.
        pub to: Id,
        /// `promotion`, `lateral` or `demotion`.
        pub kind: &'static str,
        /// `eligible`, `not_eligible` or `unknown`: what the person has to show today.
        pub state: &'static str,
        /// How far along, from 0 to 1.
        pub progress: Option<Figure>,
        /// The day on which all can first hold; of the first step only, for nobody knows when a later one begins.
        pub earliest: Option<Date>,
        /// The tests that stand in the way, in the order of the policy.
        pub open: Few<OpenTest>,
        /// Of later steps: the tests that look at the position held, and begin anew once it is another.
        pub restarts: Few<String>,
        /// What the cheapest changes cost; none where the person cannot turn the decision.
        pub cost: Option<Figure>,
    }
}

answer! {
    /// A test that stands in the way.
    pub struct OpenTest {
        /// Where it stands in the move's `requires`.
        pub condition: String,
        /// The field by which it is stated.
        pub kind: &'static str,
        /// Its id.
        pub id: Option<Id>,
        /// What it is about: a metric, band, course, position …
        pub subject: Option<Id>,
        /// `unmet` or `unknown`; `met` below `not`.
        pub state: &'static str,
        /// How far along, from 0 to 1.
        pub progress: Option<Figure>,
    }
}
