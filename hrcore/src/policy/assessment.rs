//! How people are assessed beyond their results: competencies, and assessments in several dimensions.

use super::method::{RaterKind, RatingRange, Silent};
use crate::values::{Amount, Id, Percent, Text};

document! {
    /// A competency (胜任力) and its levels.
    pub struct Competency {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Its levels: 1, 2 and so on upwards.
        pub levels: Vec<CompetencyLevel>,
    }
}

document! {
    /// A level of a competency.
    pub struct CompetencyLevel {
        /// Its number.
        pub level: u32,
        /// Its name for people.
        pub name: Option<Text>,
        /// How it shows.
        pub description: Option<Text>,
    }
}

document! {
    /// A level of a competency that a position requires.
    pub struct RequiredCompetency {
        /// The competency.
        pub competency: Id,
        /// The level.
        pub level: u32,
    }
}

document! {
    /// An assessment in several dimensions (三维评估): performance, ability, potential.
    pub struct Assessment {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Answers older than this do not count.
        pub valid_months: Option<u32>,
        /// Its dimensions; weights sum to 100.
        pub dimensions: Vec<Dimension>,
    }
}

document! {
    /// A dimension of an assessment.
    pub struct Dimension {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Its weight.
        pub weight: Percent,
        /// What it is made of; weights sum to 100.
        pub criteria: Vec<Criterion>,
    }
}

document! {
    /// A criterion of a dimension.
    pub struct Criterion {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Its weight.
        pub weight: Percent,
        /// Where its points come from.
        pub source: CriterionSource,
    }
}

tagged! {
    /// Where the points of a criterion come from.
    pub enum CriterionSource by kind {
        /// A panel of raters.
        Rated(PanelSource) = "rated",
        /// The level of a competency.
        Competency(CompetencySource) = "competency",
        /// The person's totals.
        Total(TotalSource) = "total",
        /// A metric.
        Metric(MetricSource) = "metric",
    }
}

document! {
    /// A panel of raters.
    pub struct PanelSource {
        /// The kinds of rater and their weights.
        pub raters: Vec<RaterKind>,
        /// The scale on which they rate.
        pub scale: RatingRange,
        /// What becomes of the weight of a kind without an answer.
        pub on_silent: Silent = Silent::Redistribute,
    }
}

document! {
    /// The level held against the level required.
    pub struct CompetencySource {
        /// The competency.
        pub competency: Id,
        /// The level required; by default what the position requires, else the highest.
        pub level: Option<u32>,
    }
}

document! {
    /// The mean of the person's totals.
    pub struct TotalSource {
        /// Over so many last appraisal periods.
        pub periods: u32,
    }
}

document! {
    /// A metric against its target.
    pub struct MetricSource {
        /// The metric.
        pub metric: Id,
        /// The target.
        pub target: Amount,
        /// Over so many last appraisal periods together.
        pub periods: u32 = 1,
    }
}
