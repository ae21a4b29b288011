//! Scoring methods: how a measured value becomes points.

use crate::number::Decimal;
use crate::values::{Amount, Id, Percent, Text};

tagged! {
    /// A scoring method, in the field's terms.
    pub enum Method by kind {
        /// Ratio to target (比率法): 100·a/t, or 100·t/a where lower is better.
        Ratio(Ratio) = "ratio",
        /// Improvement from a baseline (改善率): 100·(a−b)/(t−b).
        Improvement(Improvement) = "improvement",
        /// The closer to the target the better (趋中).
        Closer(Closer) = "closer",
        /// Piecewise linear between stated points (插值).
        Interpolated(Interpolated) = "interpolated",
        /// Stepped bands (区间法, 层差法).
        Banded(Banded) = "banded",
        /// Points added or deducted per unit beyond the target (加减分法).
        PerUnit(PerUnit) = "per_unit",
        /// All or nothing (非此即彼).
        Binary(Binary) = "binary",
        /// Points by label (定性法).
        Label(Label) = "label",
        /// Efficacy coefficient (功效系数法): 60 + 40·(a−f)/(s−f).
        Efficacy(Efficacy) = "efficacy",
        /// Ratings by one or more kinds of rater (评价).
        Rated(Rated) = "rated",
    }
}

document! {
    /// Ratio to target.
    pub struct Ratio {
    }
}

document! {
    /// Improvement from a baseline.
    pub struct Improvement {
        /// Where it started, in the metric's unit.
        pub baseline: Amount,
    }
}

document! {
    /// The closer the better.
    pub struct Closer {
        /// The distance from the target that still scores in full.
        pub tolerance: Amount = Amount { number: Decimal::ZERO, percent: false },
        /// The distance from the target at which the score is zero.
        pub zero_at: Amount,
    }
}

document! {
    /// Piecewise linear.
    pub struct Interpolated {
        /// Points with strictly increasing values; outside, the first and last scores hold.
        pub points: Vec<Point>,
    }
}

document! {
    /// A value and its score.
    pub struct Point {
        /// The value, in the metric's unit.
        pub at: Amount,
        /// The score there.
        pub score: Decimal,
    }
}

document! {
    /// Stepped bands.
    pub struct Banded {
        /// The bands: without gap or overlap, [from, to) where higher is better, (from, to] where lower is.
        pub bands: Vec<Band>,
    }
}

document! {
    /// One step.
    pub struct Band {
        /// Where it begins; the lowest band has none.
        pub from: Option<Amount>,
        /// Where it ends; the highest band has none.
        pub to: Option<Amount>,
        /// The score inside.
        pub score: Decimal,
    }
}

document! {
    /// Points per unit.
    pub struct PerUnit {
        /// The score on target.
        pub base: Decimal = Decimal::HUNDRED,
        /// The size of a unit, in the metric's unit.
        pub unit: Amount,
        /// Points added per unit on the better side of the target.
        pub add: Decimal = Decimal::ZERO,
        /// Points deducted per unit on the worse side.
        pub deduct: Decimal = Decimal::ZERO,
        /// Whether only whole units count.
        pub whole_units: bool = true,
    }
}

document! {
    /// All or nothing.
    pub struct Binary {
    }
}

document! {
    /// Points by label.
    pub struct Label {
        /// The labels.
        pub labels: Vec<LabelPoints>,
    }
}

document! {
    /// A label's points.
    pub struct LabelPoints {
        /// The label as it is observed.
        pub label: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Its score.
        pub score: Decimal,
    }
}

document! {
    /// Efficacy coefficient.
    pub struct Efficacy {
        /// The value that scores 60.
        pub floor_value: Amount,
        /// The value that scores 100.
        pub satisfactory: Amount,
    }
}

document! {
    /// Ratings.
    pub struct Rated {
        /// The kinds of rater and their weights.
        pub raters: Vec<RaterKind>,
        /// The scale on which they rate.
        pub scale: RatingRange,
        /// What becomes of the weight of a kind without an answer.
        pub on_silent: Silent = Silent::Redistribute,
    }
}

document! {
    /// A kind of rater (评价人).
    pub struct RaterKind {
        /// Its name: supervisor, peer, customer …
        pub kind: Id,
        /// Its weight.
        pub weight: Percent,
    }
}

document! {
    /// A rating scale.
    pub struct RatingRange {
        /// The lowest rating.
        pub min: Decimal = Decimal::ZERO,
        /// The highest rating.
        pub max: Decimal,
        /// How a rating becomes a score.
        pub mapping: Mapping = Mapping::FromZero,
    }
}

words! {
    /// How a rating becomes a score.
    pub enum Mapping {
        /// 100·x/max.
        FromZero = "from_zero",
        /// 100·(x−min)/(max−min).
        Range = "range",
    }
}

words! {
    /// What becomes of the weight of a kind of rater without an answer.
    pub enum Silent {
        /// It goes to the others in proportion.
        Redistribute = "redistribute",
        /// The line's value is missing.
        Unknown = "unknown",
    }
}
