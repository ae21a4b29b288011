//! What `headcount` answers.

use crate::error::Problem;
use crate::forecast::Estimate;
use crate::json::Few;
use crate::number::Approx;
use crate::score::PolicyRef;
use crate::time::{Date, Period};
use crate::values::Id;

answer! {
    /// How many people are needed, and whom to hire when.
    pub struct HeadcountReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// The plans, in the order of the policy.
        pub plans: Vec<HeadcountPlan>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// The headcount of a position.
    pub struct HeadcountPlan {
        /// The rule.
        pub rule: Id,
        /// The position.
        pub position: Id,
        /// The unit.
        pub unit: Option<Id>,
        /// How many hold it on the day.
        pub holders: u32,
        /// The share of months in which there are to be enough people: cost of being short ÷ both costs.
        pub service_level: Approx,
        /// The share that leaves in a year.
        pub leavers_per_year: Estimate,
        /// `local`, `blended` or `prior`.
        pub leavers_source: &'static str,
        /// How the volume is foretold: as in `forecast`, or `planned`.
        pub method: &'static str,
        /// `local`, `blended`, `prior`, or `planned`.
        pub source: &'static str,
        /// The months to come.
        pub months: Vec<HeadcountMonth>,
        /// Requisitions to open, the first day first.
        pub requisitions: Vec<OpenRequisition>,
        /// The simple rule beside it.
        pub simple: Option<SimpleRule>,
        /// What to know: those of the forecast, `no_holders`, `late`.
        pub caveats: Few<&'static str>,
        /// The plan in words.
        pub text: Option<String>,
    }
}

answer! {
    /// A month of a headcount plan.
    pub struct HeadcountMonth {
        /// The month.
        pub period: Period,
        /// The volume.
        pub volume: Estimate,
        /// The people that the volume takes.
        pub heads: Estimate,
        /// How many people to have: that quantile of `heads` which the costs ask for, rounded up.
        pub need: u32,
        /// How many are expected to have left since the day.
        pub leavers: Approx,
        /// Hires under way, by what they do.
        pub under_way: Approx,
        /// Those on hand without new hires: holders − leavers + under way.
        pub supply: Approx,
        /// How many new hires, of this plan, are needed for this month in all.
        pub hires: u32,
        /// How likely those on hand would not be enough without new hires.
        pub chance_short: Approx,
        /// The dated events in it.
        pub events: Few<Id>,
    }
}

answer! {
    /// A requisition to open.
    pub struct OpenRequisition {
        /// How many people.
        pub hires: u32,
        /// The day to open it.
        pub open: Date,
        /// Their first day at work.
        pub start: Date,
        /// The month in which they have to do full work.
        pub needed: Period,
        /// For how many months in a row they are needed within the horizon.
        pub months: u32,
        /// Whether the day to open it is over: then it is tomorrow, and they come later than needed.
        pub is_late: bool,
    }
}

answer! {
    /// The simple rule: the growth of the last six months carried on by one month, without a season, without doubt.
    pub struct SimpleRule {
        /// The month that it is about.
        pub period: Period,
        /// The growth of a month, as a ratio.
        pub growth: Approx,
        /// The volume that follows.
        pub volume: Approx,
        /// The people that the volume takes.
        pub heads: Approx,
        /// The same, rounded up.
        pub need: u32,
        /// How many it says to hire; below zero, how many too many there are.
        pub hires: i32,
        /// How many the plan says for the same month.
        pub plan_hires: i32,
        /// Why they differ, in people: the lines sum to `plan_hires − hires`.
        pub why: Vec<Difference>,
    }
}

answer! {
    /// A reason why the simple rule and the plan differ.
    pub struct Difference {
        /// `forecast` (level, growth and season), `event`, `availability`, `service_level`, `leavers`, `under_way`, `ramp_up`,
        /// `rounding`.
        pub reason: &'static str,
        /// By how many people.
        pub heads: Approx,
    }
}
