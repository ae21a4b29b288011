//! Metrics (指标): what is measured, in which unit, and which way is better.

use crate::error::Code;
use crate::json::{Kind, Read, Reader, Write, Writer};
use crate::number::{Figure, Rational};
use crate::policy::{PlanMeasure, TrainingMeasure};
use crate::time::Period;
use crate::values::{Amount, Id, Text};

document! {
    /// Something that is measured.
    pub struct Metric {
        /// Its name for machines; a word, when formulas use it.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The unit of its values.
        pub unit: Unit,
        /// The ISO 4217 currency of a metric in money.
        pub currency: Option<Id>,
        /// Which way is better.
        pub direction: Direction,
        /// The system or person the values come from.
        pub source: Option<Id>,
        /// Whom an observation is about.
        pub level: Level = Level::Employee,
        /// How several observations make one value; the default follows from the unit.
        pub aggregation: Option<Aggregation>,
        /// Whether targets prorate with the days held; by default those of counts and money do.
        pub flow: Option<bool>,
        /// An exact formula over other metrics; the metric is then derived, never observed.
        pub formula: Option<String>,
        /// The metric is the growth of another.
        pub growth: Option<Growth>,
        /// The metric is a figure of work plans.
        #[cfg(feature = "planning")]
        pub plans: Option<PlanMeasure>,
        /// The metric is a figure of training.
        #[cfg(feature = "planning")]
        pub training: Option<TrainingMeasure>,
    }
}

impl Metric {
    /// Whether targets prorate with the days held.
    #[must_use]
    pub fn is_flow(&self) -> bool {
        self.flow.unwrap_or(matches!(self.unit, Unit::Count | Unit::Money))
    }

    /// Whether its values follow from something else, and are not observed.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        self.formula.is_some() || self.growth.is_some() || self.figures().iter().any(|(_, stated)| *stated)
    }

    /// The metric that goals of plans have to be about, where it is a figure of plans.
    pub(crate) fn goal(&self) -> Option<&Id> {
        #[cfg(feature = "planning")]
        return self.plans.as_ref()?.goal.as_ref();
        #[cfg(not(feature = "planning"))]
        None
    }

    /// What it may be a figure of, and whether it is.
    #[cfg(feature = "planning")]
    pub(crate) fn figures(&self) -> [(&'static str, bool); 2] {
        [("plans", self.plans.is_some()), ("training", self.training.is_some())]
    }

    /// What it may be a figure of, and whether it is.
    #[cfg(not(feature = "planning"))]
    pub(crate) fn figures(&self) -> [(&'static str, bool); 0] {
        []
    }

    /// How several observations make one value.
    #[must_use]
    pub fn aggregated_by(&self) -> Aggregation {
        self.aggregation.unwrap_or(match self.unit {
            Unit::Count | Unit::Money => Aggregation::Sum,
            Unit::Percent | Unit::Ratio | Unit::Multiple => Aggregation::RatioOfSums,
            Unit::Label => Aggregation::Last,
            _ => Aggregation::Mean,
        })
    }

    /// A value of the metric as a figure of an answer.
    #[must_use]
    pub fn figure(&self, value: &Rational) -> Figure {
        match self.unit {
            Unit::Percent => Figure::new(value * &Rational::from(100)),
            Unit::Money => Figure::money(value.clone(), self.currency.as_ref().map_or(2, |c| minor_digits(c.as_str()))),
            _ => Figure::new(value.clone()),
        }
    }
}

words! {
    /// The unit of a metric.
    pub enum Unit {
        /// Things that are counted.
        Count = "count",
        /// An amount in one currency.
        Money = "money",
        /// A share, stated in percent: `5` is 5 %.
        Percent = "percent",
        /// A share, stated as a fraction: `0.05` is 5 %.
        Ratio = "ratio",
        /// How many times one thing is another, shown as `3:1`.
        Multiple = "multiple",
        /// A number without a unit, or with one that is not listed here.
        Number = "number",
        /// Points of a test or rating.
        Score = "score",
        /// Seconds.
        Second = "second",
        /// Minutes.
        Minute = "minute",
        /// Hours.
        Hour = "hour",
        /// Days.
        Day = "day",
        /// A word rather than a number.
        Label = "label",
    }
}

impl Unit {
    /// The exact value of an amount in this unit; percentages are ratios inside.
    ///
    /// # Errors
    ///
    /// [`Code::PercentNotAllowed`] for a percent sign where the unit is no share, [`Code::ValueMismatch`] for a
    /// label.
    pub fn value(self, amount: Amount) -> Result<Rational, Code> {
        let number = amount.number;
        match self {
            Self::Label => Err(Code::ValueMismatch),
            Self::Percent => Ok(Rational::from_scaled(number.mantissa(), number.scale() + 2)),
            Self::Ratio if amount.percent => Ok(Rational::from_scaled(number.mantissa(), number.scale() + 2)),
            _ if amount.percent => Err(Code::PercentNotAllowed),
            _ => Ok(number.to_rational()),
        }
    }

    /// Whether values are shares or multiples, whose change can be stated in points.
    #[must_use]
    pub fn is_rate(self) -> bool {
        matches!(self, Self::Percent | Self::Ratio | Self::Multiple)
    }
}

words! {
    /// Which way is better.
    pub enum Direction {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
    }
}

words! {
    /// Whom an observation is about.
    pub enum Level {
        /// An employee.
        Employee = "employee",
        /// All who hold a position.
        Position = "position",
        /// A unit of the organisation.
        Unit = "unit",
        /// The company.
        Company = "company",
    }
}

words! {
    /// How several observations make one value.
    pub enum Aggregation {
        /// Their sum.
        Sum = "sum",
        /// Their mean.
        Mean = "mean",
        /// The one of the last period.
        Last = "last",
        /// The least.
        Min = "min",
        /// The greatest.
        Max = "max",
        /// The sum of the parts over the sum of the wholes: never a mean of rates.
        RatioOfSums = "ratio_of_sums",
    }
}

document! {
    /// Growth of another metric.
    pub struct Growth {
        /// The metric that grows.
        pub of: Id,
        /// What it is compared with.
        pub versus: Versus,
        /// Relative, or in points.
        pub change: Change,
    }
}

words! {
    /// How growth is stated.
    pub enum Change {
        /// (new − old) ÷ old; needs an old value above zero.
        Relative = "relative",
        /// new − old; for rates, percentage points.
        Points = "points",
    }
}

impl Change {
    /// The unit of the change of a metric: a share, unless it is stated in points of something else.
    pub(crate) fn unit(self, of: Unit) -> Unit {
        match self {
            Self::Points if !matches!(of, Unit::Percent | Unit::Ratio) => of,
            _ => Unit::Percent,
        }
    }
}

/// What growth is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Versus {
    /// The period before (环比).
    Previous,
    /// The same period of last year (同比).
    LastYear,
    /// The last complete period before the position was taken up; in conditions only.
    PositionStart,
    /// A stated period.
    Period(Period),
    /// A stated value.
    Value(Amount),
}

document! {
    /// A stated baseline.
    pub struct Baseline {
        /// A period.
        pub period: Option<Period>,
        /// A value.
        pub value: Option<Amount>,
    }
}

impl Read for Versus {
    fn blank() -> Self {
        Self::Previous
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        match r.kind() {
            Kind::String => {
                match crate::json::read_word(r, &["previous", "same_period_last_year", "at_position_start"])? {
                    0 => Some(Self::Previous),
                    1 => Some(Self::LastYear),
                    _ => Some(Self::PositionStart),
                }
            }
            Kind::Object => match Baseline::read(r)? {
                Baseline { period: Some(period), value: None } => Some(Self::Period(period)),
                Baseline { period: None, value: Some(value) } => Some(Self::Value(value)),
                _ => {
                    r.problem(Code::FieldMissing, format_args!("a baseline is either a `period` or a `value`"));
                    None
                }
            },
            _ => {
                r.mismatch("`previous`, `same_period_last_year` or a baseline");
                None
            }
        }
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"anyOf": [{"enum": ["previous", "same_period_last_year", "at_position_start"]}, Baseline::schema(definitions)]})
    }
}

impl Write for Versus {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::Previous => w.string("previous"),
            Self::LastYear => w.string("same_period_last_year"),
            Self::PositionStart => w.string("at_position_start"),
            Self::Period(period) => Baseline { period: Some(*period), value: None }.write(w),
            Self::Value(value) => Baseline { period: None, value: Some(*value) }.write(w),
        }
    }
}

serialize_as_written!(Versus);

/// The digits of a currency's minor unit (ISO 4217).
pub(crate) fn minor_digits(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
        | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}
