//! What `retention` answers.

use crate::error::Problem;
use crate::json::Few;
use crate::number::Approx;
use crate::score::PolicyRef;
use crate::time::Date;
use crate::values::Id;

answer! {
    /// How long people stay.
    pub struct RetentionReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// How many months before were looked at.
        pub window: u32,
        /// `voluntary`, `involuntary` or `any`.
        pub leaving: &'static str,
        /// The whole company, then its groups in the order of the policy.
        pub curves: Vec<RetentionCurve>,
        /// Whether groups differ.
        pub comparison: Option<RetentionComparison>,
        /// What to know, by code: `ends_unstated`, `old_data`, `not_compared`.
        pub caveats: Few<&'static str>,
        /// The whole in words.
        pub text: Option<String>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// How long people of the whole company, or of a group, stay: a survival curve over months of tenure.
    pub struct RetentionCurve {
        /// `position` or `unit`; none of the whole company.
        pub by: Option<&'static str>,
        /// Which one.
        pub id: Option<Id>,
        /// How many people were seen.
        pub people: u32,
        /// In how many months of one person.
        pub months: u32,
        /// How many of them left.
        pub leavers: u32,
        /// The month of tenure at which the curve begins: shares are of those who stayed so long.
        pub from: u32,
        /// The month of tenure up to which it is known.
        pub until: u32,
        /// The first month of tenure, from `from` on, with fewer than 5 people; none where there were always 5 or more.
        pub thin_from: Option<u32>,
        /// The curve: where it begins, after each month in which somebody left, and where it ends.
        pub steps: Vec<RetentionStep>,
        /// The share that is still there after 3, 6, 12, 24, 36 and 60 months, as far as it is known.
        pub staying: Vec<StayingShare>,
        /// The months after which half have left.
        pub median: Option<MedianTenure>,
        /// What to know, by code: `few_people`, `no_leavers`, `thin_risk_sets`, `gap_in_tenures`,
        /// `leavers_outside`.
        pub caveats: Few<&'static str>,
        /// It in words; of groups.
        pub text: Option<String>,
    }
}

answer! {
    /// The curve after a month of tenure.
    pub struct RetentionStep {
        /// Whole months of tenure.
        pub months: u32,
        /// How many were there at the start of the month that ends so; where the curve begins, at the start of the next.
        pub at_risk: u32,
        /// How many of them left in it.
        pub left: u32,
        /// The share that is still there.
        pub staying: Approx,
        /// The least, in 80 of 100 cases; none before anybody left.
        pub lo80: Option<Approx>,
        /// The most, in 80 of 100 cases.
        pub hi80: Option<Approx>,
        /// The least, in 95 of 100 cases.
        pub lo95: Option<Approx>,
        /// The most, in 95 of 100 cases.
        pub hi95: Option<Approx>,
        /// The cumulative hazard (Nelson and Aalen): the sum of `left` ÷ `at_risk` of the steps so far.
        pub cumulative_hazard: Approx,
    }
}

answer! {
    /// The share that is still there after some months.
    pub struct StayingShare {
        /// Whole months of tenure.
        pub months: u32,
        /// The share that is still there.
        pub staying: Approx,
        /// The least, in 80 of 100 cases; none before anybody left.
        pub lo80: Option<Approx>,
        /// The most, in 80 of 100 cases.
        pub hi80: Option<Approx>,
        /// The least, in 95 of 100 cases.
        pub lo95: Option<Approx>,
        /// The most, in 95 of 100 cases.
        pub hi95: Option<Approx>,
    }
}

answer! {
    /// The months of tenure after which half have left; of each what the curve, or its bound, does not reach is none.
    pub struct MedianTenure {
        /// The first month after which half or fewer are still there.
        pub months: Option<u32>,
        /// The least, in 80 of 100 cases.
        pub lo80: Option<u32>,
        /// The most, in 80 of 100 cases.
        pub hi80: Option<u32>,
        /// The least, in 95 of 100 cases.
        pub lo95: Option<u32>,
        /// The most, in 95 of 100 cases.
        pub hi95: Option<u32>,
    }
}

answer! {
    /// Whether groups differ in how long people stay: the log-rank test.
    pub struct RetentionComparison {
        /// `log_rank`.
        pub test: &'static str,
        /// Its statistic.
        pub chi_square: Approx,
        /// Its degrees of freedom.
        pub degrees: u32,
        /// The probability of such a statistic, or a larger one, where groups do not differ.
        pub p: Approx,
        /// The groups, in the order of their curves.
        pub groups: Vec<ComparedGroup>,
    }
}

answer! {
    /// A group beside the others.
    pub struct ComparedGroup {
        /// The position or unit.
        pub id: Id,
        /// How many left.
        pub left: u32,
        /// How many would have, at each month of tenure at the rate of all groups together.
        pub expected: Approx,
    }
}
