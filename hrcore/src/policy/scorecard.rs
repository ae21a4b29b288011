//! Scorecards (考核表): sections, lines, weights, what changes the total, and the scales that rate it.

use crate::condition::Condition;
use crate::json::{Kind, Read, Reader, Write, Writer};
use crate::number::Decimal;
use crate::values::{Amount, Bound, Id, Percent, Text};

use super::Method;

document! {
    /// How a position is scored.
    pub struct Scorecard {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The scale that rates the total; by default the only one.
        pub rating_scale: Option<Id>,
        /// What a score of 100 is called on this card: the total is multiplied once, at the end.
        pub scale: Decimal = Decimal::HUNDRED,
        /// Whether weights are percentages or relative.
        pub weights: Weights = Weights::Percent,
        /// The sections.
        pub sections: Vec<Section>,
        /// Least total, in points of 100.
        pub floor: Bound = Bound(None),
        /// Greatest total, in points of 100.
        pub cap: Bound = Bound(None),
        /// Points added to or taken from the total, in order.
        pub adjustments: Vec<Adjustment> = Vec::new(),
        /// What caps or sets the total whatever the lines say (否决).
        pub vetoes: Vec<Veto> = Vec::new(),
        /// What changes the performance coefficient, in order.
        pub coefficient_adjustments: Vec<CoefficientAdjustment> = Vec::new(),
        /// Least coefficient.
        pub coefficient_min: Decimal = Decimal::ZERO,
        /// Greatest coefficient.
        pub coefficient_max: Bound = Bound(None),
    }
}

impl Scorecard {
    /// All lines, section by section.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(crate) fn lines(&self) -> Vec<&Line> {
        let mut lines = Vec::new();
        for section in &self.sections {
            for line in &section.lines {
                lines.push(line);
            }
        }
        lines
    }

    /// The conditions of adjustments, vetoes and changes of the coefficient, and where they stand in the card.
    pub(crate) fn rules(&self) -> Vec<(String, &Condition)> {
        let mut found = Vec::new();
        for (number, rule) in self.adjustments.iter().enumerate() {
            found.extend(rule.when.as_ref().map(|when| (format!("/adjustments/{number}/when"), when)));
        }
        for (number, rule) in self.vetoes.iter().enumerate() {
            found.push((format!("/vetoes/{number}/when"), &rule.when));
        }
        for (number, rule) in self.coefficient_adjustments.iter().enumerate() {
            found.push((format!("/coefficient_adjustments/{number}/when"), &rule.when));
        }
        found
    }

    /// The metrics that adjustments, vetoes and changes of the coefficient read.
    pub(crate) fn rule_metrics(&self) -> Vec<&Id> {
        let mut found = Vec::new();
        for item in &self.adjustments {
            found.extend(item.per.as_ref().map(|per| &per.metric));
            item.when.iter().for_each(|when| when.metrics(&mut found));
        }
        self.vetoes.iter().for_each(|veto| veto.when.metrics(&mut found));
        self.coefficient_adjustments.iter().for_each(|change| change.when.metrics(&mut found));
        found
    }
}

words! {
    /// What weights are.
    pub enum Weights {
        /// Percentages that sum to exactly 100.
        Percent = "percent",
        /// Any positive numbers.
        Relative = "relative",
    }
}

document! {
    /// A group of lines.
    pub struct Section {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Quantitative or qualitative.
        pub kind: Option<SectionKind>,
        /// The section's weight; line weights then sum to 100 inside it.
        pub weight: Option<Percent>,
        /// What the weights of its lines must sum to.
        pub share: Option<Percent>,
        /// The lines.
        pub lines: Vec<Line>,
    }
}

words! {
    /// A kind of section.
    pub enum SectionKind {
        /// Measured (定量).
        Quantitative = "quantitative",
        /// Judged (定性).
        Qualitative = "qualitative",
    }
}

document! {
    /// One line of a scorecard.
    pub struct Line {
        /// Its name for machines, unique in the card.
        pub id: Id,
        /// Its name for people; by default the metric's.
        pub name: Option<Text>,
        /// What is measured.
        pub metric: Id,
        /// Its weight.
        pub weight: Percent,
        /// The target, in the metric's unit.
        pub target: Option<Amount>,
        /// How the value becomes points.
        pub method: Method,
        /// Least score.
        pub floor: Bound = Bound(Some(Decimal::ZERO)),
        /// Greatest score.
        pub cap: Bound = Bound(Some(Decimal::HUNDRED)),
        /// What becomes of the line without a value.
        pub on_missing: OnMissing = OnMissing::all(Treatment::Unknown),
        /// Whether all units share the line as it is.
        pub core: bool = false,
        /// Advice for those who miss it.
        pub advice: Option<Text>,
    }
}

/// What becomes of a line without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// The total is unknown.
    Unknown,
    /// It scores zero.
    Zero,
    /// It scores as stated.
    Neutral(Decimal),
    /// Its weight goes to the others.
    Redistribute,
}

impl Treatment {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Zero => "zero",
            Self::Neutral(_) => "neutral",
            Self::Redistribute => "redistribute",
        }
    }
}

document! {
    /// A neutral score.
    pub struct Neutral {
        /// The score.
        pub neutral: Decimal,
    }
}

impl Read for Treatment {
    fn blank() -> Self {
        Self::Unknown
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        match r.kind() {
            Kind::String => match crate::json::read_word(r, &["unknown", "zero", "redistribute"])? {
                0 => Some(Self::Unknown),
                1 => Some(Self::Zero),
                _ => Some(Self::Redistribute),
            },
            Kind::Object => Neutral::read(r).map(|n| Self::Neutral(n.neutral)),
            _ => {
                r.mismatch("`unknown`, `zero`, `redistribute` or a neutral score");
                None
            }
        }
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"anyOf": [{"enum": ["unknown", "zero", "redistribute"]}, Neutral::schema(definitions)]})
    }
}

impl Write for Treatment {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::Neutral(score) => Neutral { neutral: *score }.write(w),
            word => w.string(word.as_str()),
        }
    }
}

serialize_as_written!(Treatment);

/// What becomes of a line without a value, by the reason why it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnMissing {
    /// Should be there and is not.
    pub missing: Treatment,
    /// Does not apply.
    pub not_applicable: Treatment,
    /// Too new to be judged.
    pub too_new: Treatment,
    /// Cannot be computed.
    pub undefined: Treatment,
}

impl OnMissing {
    /// The same for every reason.
    #[must_use]
    pub const fn all(treatment: Treatment) -> Self {
        Self { missing: treatment, not_applicable: treatment, too_new: treatment, undefined: treatment }
    }
}

document! {
    /// A treatment per state.
    pub struct ByState {
        /// Should be there and is not.
        pub missing: Treatment = Treatment::Unknown,
        /// Does not apply.
        pub not_applicable: Treatment = Treatment::Unknown,
        /// Too new to be judged.
        pub too_new: Treatment = Treatment::Unknown,
        /// Cannot be computed.
        pub undefined: Treatment = Treatment::Unknown,
    }
}

impl Read for OnMissing {
    fn blank() -> Self {
        Self::all(Treatment::Unknown)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        if r.kind() != Kind::Object || r.has_key("neutral") {
            return Treatment::read(r).map(Self::all);
        }
        let ByState { missing, not_applicable, too_new, undefined } = ByState::read(r)?;
        Some(Self { missing, not_applicable, too_new, undefined })
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"anyOf": [Treatment::schema(definitions), ByState::schema(definitions)]})
    }
}

impl Write for OnMissing {
    fn write(&self, w: &mut Writer) {
        let Self { missing, not_applicable, too_new, undefined } = *self;
        ByState { missing, not_applicable, too_new, undefined }.write(w);
    }
}

serialize_as_written!(OnMissing);

words! {
    /// What an undecided condition does.
    pub enum OnUnknown {
        /// What it would change is unknown.
        Unknown = "unknown",
        /// It is passed over.
        Skip = "skip",
    }
}

document! {
    /// Points added to the total.
    pub struct Adjustment {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// When it applies; always, if not stated.
        pub when: Option<Condition>,
        /// How many points; negative takes them away.
        pub points: Decimal,
        /// The points count per unit of a metric.
        pub per: Option<PerMetric>,
        /// The least that this adjustment adds.
        pub min: Option<Decimal>,
        /// The most that this adjustment adds.
        pub max: Option<Decimal>,
        /// What it does while its condition or metric is not known.
        pub on_unknown: OnUnknown = OnUnknown::Unknown,
    }
}

document! {
    /// Per unit of a metric.
    pub struct PerMetric {
        /// The metric.
        pub metric: Id,
        /// The size of a unit.
        pub unit: Amount,
        /// From where units are counted.
        pub beyond: Amount = Amount { number: Decimal::ZERO, percent: false },
        /// Whether only whole units count.
        pub whole_units: bool = true,
    }
}

document! {
    /// A veto (一票否决).
    pub struct Veto {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// When it applies.
        pub when: Condition,
        /// Sets the total, in points of 100.
        pub set: Option<Decimal>,
        /// Caps the total, in points of 100.
        pub cap: Option<Decimal>,
        /// The best band that is left.
        pub band_cap: Option<Id>,
        /// What it does while its condition is not known.
        pub on_unknown: OnUnknown = OnUnknown::Unknown,
    }
}

document! {
    /// A change of the performance coefficient (绩效系数).
    pub struct CoefficientAdjustment {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// When it applies.
        pub when: Condition,
        /// What is added.
        pub add: Decimal,
        /// What it does while its condition is not known.
        pub on_unknown: OnUnknown = OnUnknown::Unknown,
    }
}

document! {
    /// A scale that rates totals.
    pub struct RatingScale {
        /// Its name for machines.
        pub id: Id,
        /// The bands: [from, to), without gap or overlap.
        pub bands: Vec<RatingBand>,
    }
}

document! {
    /// A rating band (绩效等级).
    pub struct RatingBand {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Where it begins; the lowest band has none.
        pub from: Option<Decimal>,
        /// Where it ends; the highest band has none.
        pub to: Option<Decimal>,
        /// The performance coefficient of those in it.
        pub coefficient: Decimal = Decimal::ONE,
    }
}
