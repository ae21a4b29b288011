//! What `flows` answers.

use crate::error::Problem;
use crate::forecast::Estimate;
use crate::json::Few;
use crate::number::Approx;
use crate::score::PolicyRef;
use crate::time::{Date, Period};
use crate::values::Id;

answer! {
    /// How grades fill over time.
    pub struct FlowsReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// The grades as they are, the lowest first.
        pub grades: Vec<Grade>,
        /// The monthly rates between them.
        pub rates: Vec<FlowRate>,
        /// The months to come.
        pub months: Vec<FlowMonth>,
        /// Where it would come to rest with these rates and `hires_per_month`; none where it would not.
        pub steady: Few<GradeCount>,
        /// How long it takes to reach each higher grade.
        pub times: Few<TimeToGrade>,
        /// What holds or reaches the structure asked for.
        pub goal: Option<FlowAnswer>,
        /// `local`, `blended` or `prior`.
        pub source: &'static str,
        /// How many person-months were seen.
        pub n: u32,
        /// How alike people of a grade fare within a month: 0 where months differ by chance alone.
        pub shock: Approx,
        /// What to know: `few_months`, `few_people`, `rates_vary`, `nothing_seen`, `means_simulated`,
        /// `promotions_short`, `promotions_fixed` (with other promotions than the estimated ones the structure would hold:
        /// state `most_promotions`).
        pub caveats: Few<&'static str>,
        /// It in words.
        pub text: Option<String>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// A grade.
    pub struct Grade {
        /// The position.
        pub position: Id,
        /// How many hold it.
        pub people: u32,
        /// How many were hired into it in a month of the window on average, or are planned for a month of the horizon.
        pub hires_per_month: Approx,
        /// How many months people stay in it, on average; none where they stay for good or nothing is known.
        pub stay: Option<Approx>,
    }
}

answer! {
    /// A monthly rate.
    pub struct FlowRate {
        /// From this position.
        pub from: Id,
        /// To that; none of leaving the grades.
        pub to: Option<Id>,
        /// The share of a month, with its intervals.
        pub share: Estimate,
        /// How many did so in the window.
        pub n: u32,
        /// Of how many person-months.
        pub exposure: u32,
    }
}

answer! {
    /// A month to come.
    pub struct FlowMonth {
        /// The month.
        pub period: Period,
        /// How many are in each grade at its end.
        pub grades: Vec<GradeEstimate>,
        /// How many in all.
        pub total: Estimate,
        /// How many are hired in it.
        pub hires: Approx,
        /// How many have left the grades since `as_of`.
        pub left: Estimate,
    }
}

answer! {
    /// How many are in a grade.
    pub struct GradeEstimate {
        /// The position.
        pub position: Id,
        /// How many; the mean is exact, the intervals are simulated.
        pub people: Estimate,
        /// Its standard deviation, which is exact.
        pub deviation: Approx,
    }
}

answer! {
    /// How many are in a grade at rest.
    pub struct GradeCount {
        /// The position.
        pub position: Id,
        /// How many.
        pub people: Approx,
    }
}

answer! {
    /// How long it takes from one grade to a higher one.
    pub struct TimeToGrade {
        /// From this position.
        pub from: Id,
        /// To that.
        pub to: Id,
        /// How likely somebody gets there before leaving.
        pub chance: Approx,
        /// After how many months on average, of those who do.
        pub months: Option<Approx>,
    }
}

answer! {
    /// What holds or reaches a structure.
    pub struct FlowAnswer {
        /// `hold` or `reach`.
        pub kind: &'static str,
        /// Whether it can be done within the bounds, but for less than 0.05 people in each grade.
        pub is_met: bool,
        /// Whom to hire in every month.
        pub hires: Vec<GradeCount>,
        /// Which monthly shares to promote; of `hold`.
        pub promotions: Few<PromotionShare>,
        /// What it comes to.
        pub structure: Vec<GradeCount>,
        /// By how many people grades are off, where it cannot be met: what is wanted less what it comes to.
        pub gaps: Few<GradeCount>,
    }
}

answer! {
    /// The share of a grade to promote in a month.
    pub struct PromotionShare {
        /// From this position.
        pub from: Id,
        /// To that.
        pub to: Id,
        /// The share.
        pub share: Approx,
    }
}
