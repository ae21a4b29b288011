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
    /// A quantity to come that is lognormal about its median: the true value lies in an interval as often as its name says.
    pub struct Quantiles {
        /// As likely too little as too much; what was planned, or foretold.
        pub median: Approx,
        /// The least, in 80 of 100 cases.
        pub lo80: Approx,
        /// The most, in 80 of 100 cases.
        pub hi80: Approx,
        /// The least, in 95 of 100 cases.
        pub lo95: Approx,
        /// The most, in 95 of 100 cases.
        pub hi95: Approx,
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
        /// How many posts are open: requisitions without an offer accepted or a first day. They are not opened again.
        pub open_posts: u32,
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
        /// What to know: those of the forecast, `not_foretold` (months without a volume are left out), `no_holders`,
        /// `open_posts`, `late`, `too_large`.
        pub caveats: Few<&'static str>,
        /// The plan in words, a line for each month, requisition and rule.
        pub text: Option<String>,
    }
}

answer! {
    /// A month of a headcount plan.
    pub struct HeadcountMonth {
        /// The month.
        pub period: Period,
        /// Where the volume is from: `planned` or `forecast`.
        pub from: &'static str,
        /// The volume.
        pub volume: Quantiles,
        /// The people that the volume takes.
        pub heads: Quantiles,
        /// How many people to have: that quantile of `heads` which the costs ask for, rounded up.
        pub need: u32,
        /// How many it would be without the dated events, where they change the volume.
        pub need_without_events: Option<u32>,
        /// How many are expected to have left since the day.
        pub leavers: Approx,
        /// Those of them whose last day is stated, where there are any.
        pub leavers_known: Option<Approx>,
        /// Those who are on the way, by what they do.
        pub under_way: Approx,
        /// Those on hand without new hires: holders − leavers + under way.
        pub supply: Approx,
        /// How many new hires, of this plan, are needed for this month in all: the fewest with whom the chance of being
        /// short is not above what the costs allow.
        pub hires: u32,
        /// How likely those on hand would not be enough without new hires.
        pub chance_short: Approx,
        /// The dated events in it.
        pub events: Few<Id>,
        /// The month in words.
        pub text: Option<String>,
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
        /// Their first day at full work.
        pub full: Date,
        /// The month in which they have to do full work.
        pub needed: Period,
        /// In how many months of the horizon they are needed, from that one on, in a row or not.
        pub months: u32,
        /// Whether the day to open it is over: then it is tomorrow, and they come later than needed.
        pub is_late: bool,
        /// The requisition in words.
        pub text: Option<String>,
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
        pub why: Few<Difference>,
        /// Both rules side by side, in words.
        pub text: Option<String>,
    }
}

answer! {
    /// A reason why the simple rule and the plan differ.
    pub struct Difference {
        /// `forecast` (level, growth and season), `event`, `availability`, `service_level`, `leavers`, `under_way`,
        /// `not_below_zero` (the plan dismisses nobody), `rounding`.
        pub reason: &'static str,
        /// By how many people.
        pub heads: Approx,
    }
}
