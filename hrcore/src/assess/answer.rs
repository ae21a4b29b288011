//! What `assess` answers.

use crate::error::Problem;
use crate::json::Few;
use crate::number::Figure;
use crate::score::PolicyRef;
use crate::time::{Date, Period};
use crate::values::Id;

answer! {
    /// An assessment as of a day.
    pub struct AssessReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The day.
        pub as_of: Date,
        /// The assessment.
        pub assessment: Id,
        /// The position that it is made for, where the request names one.
        pub position: Option<Id>,
        /// One entry per employee, in the order of the facts.
        pub results: Vec<EmployeeAssessment>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// An employee's assessment.
    pub struct EmployeeAssessment {
        /// The employee.
        pub employee: Id,
        /// The position held.
        pub position: Option<Id>,
        /// `known` or `unknown`.
        pub state: &'static str,
        /// The sum of the dimensions' contributions.
        pub total: Option<Figure>,
        /// The dimensions, in the order of the policy.
        pub dimensions: Vec<DimensionPoints>,
        /// What could not be judged, and why.
        pub missing: Few<MissingPoints>,
    }
}

answer! {
    /// A dimension of an assessment.
    pub struct DimensionPoints {
        /// The dimension.
        pub dimension: Id,
        /// `known` or `unknown`.
        pub state: &'static str,
        /// The sum of its criteria's contributions.
        pub points: Option<Figure>,
        /// Its weight in percent.
        pub weight: Figure,
        /// Points × weight: its part of the total.
        pub contribution: Option<Figure>,
        /// What it is made of.
        pub criteria: Vec<CriterionPoints>,
    }
}

answer! {
    /// A criterion of an assessment, with the evidence for its points.
    pub struct CriterionPoints {
        /// The criterion.
        pub criterion: Id,
        /// Where its points come from: `rated`, `competency`, `total` or `metric`.
        pub source: &'static str,
        /// `known` or `unknown`.
        pub state: &'static str,
        /// Its points, of 100.
        pub points: Option<Figure>,
        /// Its weight in percent.
        pub weight: Figure,
        /// Points × weight: its part of the dimension.
        pub contribution: Option<Figure>,
        /// What each kind of rater said; never who.
        pub ratings: Few<RaterAnswers>,
        /// The level of a competency.
        pub level: Option<LevelEvidence>,
        /// The totals, from the earliest period on.
        pub totals: Few<TotalEvidence>,
        /// The value of a metric.
        pub value: Option<ValueEvidence>,
    }
}

answer! {
    /// What one kind of rater said.
    pub struct RaterAnswers {
        /// The kind of rater.
        pub rater: Id,
        /// Its weight in percent.
        pub weight: Figure,
        /// How many answers count.
        pub answers: u32,
        /// Their mean, on the panel's scale.
        pub mean: Option<Figure>,
        /// References to their records.
        pub records: Few<Id>,
    }
}

answer! {
    /// The level of a competency that a person was seen to have.
    pub struct LevelEvidence {
        /// The competency.
        pub competency: Id,
        /// The level that was last seen.
        pub held: Option<u32>,
        /// The level that is required.
        pub required: u32,
        /// When it was seen.
        pub date: Option<Date>,
        /// Whether that is too long ago to count.
        pub expired: Option<bool>,
        /// Where it was seen.
        pub source: Option<Id>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

answer! {
    /// The total of one appraisal period.
    pub struct TotalEvidence {
        /// The period.
        pub period: Period,
        /// `known`, `unknown` or `not_in_scope`.
        pub state: &'static str,
        /// `recorded` or `computed`.
        pub from: &'static str,
        /// The total.
        pub total: Option<Figure>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

answer! {
    /// The value of a metric over the periods asked about.
    pub struct ValueEvidence {
        /// The metric.
        pub metric: Id,
        /// Its unit.
        pub unit: &'static str,
        /// Its currency.
        pub currency: Option<Id>,
        /// `value`, or why there is none.
        pub state: &'static str,
        /// Its value.
        pub actual: Option<Figure>,
        /// Its target.
        pub target: Figure,
        /// The periods, from the earliest on.
        pub periods: Vec<Period>,
        /// References to the records behind it.
        pub records: Few<Id>,
    }
}

answer! {
    /// A criterion that could not be judged.
    pub struct MissingPoints {
        /// Its dimension.
        pub dimension: Id,
        /// The criterion.
        pub criterion: Id,
        /// `not_recorded`, `expired`, `rater_silent`, `total_unknown`, `no_position`, or a metric's `missing`,
        /// `undefined`, `not_applicable` or `too_new`.
        pub reason: &'static str,
        /// The kinds of rater that did not answer.
        pub raters: Few<Id>,
        /// The periods whose total is not known.
        pub periods: Few<Period>,
    }
}
