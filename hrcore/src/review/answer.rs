//! What `review_policy` answers.

use crate::error::Problem;
use crate::score::PolicyRef;
use crate::time::Period;

answer! {
    /// Advice on a policy that needs history.
    pub struct PolicyReview {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The first appraisal period that was looked at.
        pub from: Period,
        /// The last one.
        pub to: Period,
        /// How many there are.
        pub periods: u32,
        /// How many times a person held a position in one of them.
        pub person_periods: u32,
        /// The advice, in the order of the policy.
        pub advice: Vec<HistoryAdvice>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// One piece of advice, and the counts behind it.
    pub struct HistoryAdvice {
        /// A stable code.
        pub code: &'static str,
        /// RFC 6901 pointer into the policy.
        pub pointer: String,
        /// How many person-periods had a value: of a band, how many ratings the scale gave.
        pub cases: u32,
        /// How many of them met it.
        pub met: u32,
        /// What stands out.
        pub message: String,
        /// What to do about it.
        pub hint: &'static str,
    }
}
