//! What `score` answers.

use crate::compile::Compiled;
use crate::error::Problem;
use crate::json::Few;
use crate::number::Figure;
use crate::policy::{Field, Policy};
use crate::redact::AccessRecord;
use crate::time::{Date, Period};
use crate::values::Id;

/// How much an answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Totals, bands, coefficients.
    Totals,
    /// Every line with its inputs.
    Full,
}

answer! {
    /// The policy version by which an answer was made.
    pub struct PolicyRef {
        /// The policy.
        pub id: Id,
        /// Its version.
        pub version: Id,
        /// The request named the version, whatever is in force.
        pub forced: Option<bool>,
    }
}

answer! {
    /// The scores of a period.
    pub struct ScoreReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The period.
        pub period: Period,
        /// One result per employee, in the order of the facts.
        pub results: Vec<EmployeeScore>,
        /// Who looked at what, when a viewer did.
        pub access_record: Option<AccessRecord>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// An employee's result.
    pub struct EmployeeScore {
        /// The employee.
        pub employee: Id,
        /// `known`, `unknown` or `not_in_scope`.
        pub state: &'static str,
        /// The total, rounded as the policy says.
        pub total: Option<Figure>,
        /// The rating band.
        pub band: Option<Id>,
        /// The performance coefficient.
        pub coefficient: Option<Figure>,
        /// What has no value, and what the policy makes of it.
        pub missing: Few<Missing>,
        /// The base periods of a longer one.
        pub periods: Few<PeriodScore>,
        /// Each position held.
        pub positions: Few<PositionScore>,
        /// Fields that the viewer may not see.
        pub redacted: Few<Field>,
        /// The hash of the whole result, which a redacted one cannot be checked against.
        pub receipt: Option<String>,
        /// `false` where fields are hidden: the result cannot be verified from itself.
        pub verifiable: Option<bool>,
    }
}

answer! {
    /// Something without a value.
    pub struct Missing {
        /// The base period, of a longer one.
        pub period: Option<Period>,
        /// The position, where there are several.
        pub position: Option<Id>,
        /// The line.
        pub line: Option<Id>,
        /// Its metric.
        pub metric: Option<Id>,
        /// An adjustment that cannot be decided.
        pub adjustment: Option<Id>,
        /// A veto that cannot be decided.
        pub veto: Option<Id>,
        /// A change of the coefficient that cannot be decided.
        pub coefficient_adjustment: Option<Id>,
        /// `missing`, `not_applicable`, `too_new`, `undefined`, or `undecided`.
        pub state: &'static str,
        /// `record_does_not_fit`: there is a record, but it lies across the border of the period, or belongs to none of
        /// several positions.
        pub reason: Option<&'static str>,
        /// What the policy makes of it: `unknown`, `zero`, `neutral`, `redistribute`.
        pub effect: Option<&'static str>,
    }
}

answer! {
    /// One base period of a longer one.
    pub struct PeriodScore {
        /// The base period.
        pub period: Period,
        /// Days in scope.
        pub days: u32,
        /// `known` or `unknown`.
        pub state: &'static str,
        /// Its total.
        pub total: Option<Figure>,
        /// Its band.
        pub band: Option<Id>,
    }
}

answer! {
    /// One position held.
    pub struct PositionScore {
        /// The position.
        pub position: Id,
        /// The unit.
        pub unit: Option<Id>,
        /// The scorecard.
        pub scorecard: Id,
        /// The first day in the period.
        pub from: Date,
        /// The last day in the period.
        pub to: Date,
        /// Days held, as the policy counts them.
        pub days: u32,
        /// Days held ÷ days of the period, where not 1.
        pub factor: Option<Figure>,
        /// `known` or `unknown`.
        pub state: &'static str,
        /// The total.
        pub total: Option<Figure>,
        /// The rating band.
        pub band: Option<Id>,
        /// The performance coefficient.
        pub coefficient: Option<Figure>,
        /// The lines, in the order of the card.
        pub lines: Vec<LineScore>,
        /// Points added or taken.
        pub adjustments: Few<AdjustmentScore>,
        /// Vetoes.
        pub vetoes: Few<VetoScore>,
        /// Changes of the coefficient.
        pub coefficient_adjustments: Few<CoefficientScore>,
    }
}

answer! {
    /// One line.
    pub struct LineScore {
        /// The line.
        pub line: Id,
        /// Its metric.
        pub metric: Id,
        /// The metric's unit.
        pub unit: &'static str,
        /// The currency of an amount.
        pub currency: Option<Id>,
        /// The scoring method.
        pub method: &'static str,
        /// `value`, `missing`, `not_applicable`, `too_new` or `undefined`.
        pub state: &'static str,
        /// The value, in the metric's unit.
        pub actual: Option<Figure>,
        /// The label, of a line scored by label.
        pub label: Option<Id>,
        /// The target, prorated where it is a flow's.
        pub target: Option<Figure>,
        /// Whether the target is met.
        pub met: Option<bool>,
        /// How much of the target is reached, as a ratio.
        pub attainment: Option<Figure>,
        /// The score.
        pub score: Option<Figure>,
        /// Least score.
        pub floor: Option<Figure>,
        /// Greatest score.
        pub cap: Option<Figure>,
        /// Percent of the card.
        pub weight: Option<Figure>,
        /// Percent of the card after redistribution.
        pub applied_weight: Option<Figure>,
        /// Score × applied weight, in points.
        pub contribution: Option<Figure>,
        /// What the policy makes of a line without a value.
        pub effect: Option<&'static str>,
        /// What the value was made of.
        pub inputs: Few<EvidenceInput>,
    }
}

answer! {
    /// A metric that went into a value.
    pub struct EvidenceInput {
        /// The metric.
        pub metric: Id,
        /// `value`, or why there is none.
        pub state: &'static str,
        /// Its value, in its unit.
        pub value: Option<Figure>,
        /// The label.
        pub label: Option<Id>,
        /// The period of the value, where it is not the one that is scored.
        pub period: Option<Period>,
        /// The kind of rater.
        pub rater: Option<Id>,
        /// How many observations or ratings it combines.
        pub observations: u32,
        /// Their sources.
        pub sources: Few<Id>,
        /// Their records.
        pub records: Few<Id>,
        /// The items of work plans that it counts.
        pub items: Few<ItemEvidence>,
        /// The training that it counts.
        pub training: Few<TrainingEvidence>,
    }
}

answer! {
    /// Training that counts.
    pub struct TrainingEvidence {
        /// The requirement; none for a course that is required of the person alone.
        pub requirement: Option<Id>,
        /// How many courses are needed.
        pub need: u32,
        /// How many are done, counted up to `need`.
        pub done: u32,
        /// The courses that are not done, where some are still needed.
        pub open: Few<Id>,
    }
}

answer! {
    /// An item of a work plan that counts.
    pub struct ItemEvidence {
        /// The item.
        pub item: Id,
        /// What is done, in the words of the plan.
        pub text: String,
        /// `done`, `done_late`, `open`, `cancelled` or `returned`.
        pub state: &'static str,
        /// How much of its goal is reached, from 0 to 1.
        pub attainment: Option<Figure>,
    }
}

answer! {
    /// Points added or taken.
    pub struct AdjustmentScore {
        /// The adjustment.
        pub id: Id,
        /// `applied`, `not_applied` or `unknown`.
        pub state: &'static str,
        /// The points.
        pub points: Option<Figure>,
    }
}

answer! {
    /// A veto.
    pub struct VetoScore {
        /// The veto.
        pub id: Id,
        /// `applied`, `not_applied` or `unknown`.
        pub state: &'static str,
        /// The total it sets.
        pub set: Option<Figure>,
        /// The total it caps.
        pub cap: Option<Figure>,
        /// The best band it leaves.
        pub band_cap: Option<Id>,
    }
}

answer! {
    /// A change of the coefficient.
    pub struct CoefficientScore {
        /// The change.
        pub id: Id,
        /// `applied`, `not_applied` or `unknown`.
        pub state: &'static str,
        /// What it adds.
        pub add: Option<Figure>,
    }
}

/// The reference to a policy version.
pub(crate) fn head(policy: &Policy, forced: bool) -> PolicyRef {
    PolicyRef { id: policy.id.clone(), version: policy.version.clone(), forced: forced.then_some(true) }
}

impl Compiled {
    /// The displayed total alone.
    pub(crate) fn displayed_total(&self, total: &crate::number::Rational) -> Figure {
        let (places, mode) = (self.policy.rounding.places, self.rounding_mode());
        Figure::rounded(total.round(places, mode), places, mode)
    }

    /// A total as a figure, rounded as the policy says.
    pub(crate) fn total_figure(&self, total: &crate::number::Rational) -> Figure {
        Figure::rounded(total.clone(), self.policy.rounding.places, self.rounding_mode())
    }
}
