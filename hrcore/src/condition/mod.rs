//! The condition language: compare, combine, three-valued.

mod evaluate;

pub(crate) use evaluate::{Compiled, Operand, Truth};

use crate::error::Code;
use crate::json::{Read, Reader, Write, Writer};
use crate::values::{Amount, Id};

/// A condition over metrics and scores of one period.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Condition {
    /// A metric's value compared with a constant in its unit.
    Metric(Id, Comparison, Amount),
    /// A line's score compared with points.
    Score(Id, Comparison, Amount),
    /// All of these hold.
    All(Vec<Self>),
    /// Any of these holds.
    Any(Vec<Self>),
    /// This does not hold.
    Not(Box<Self>),
}

words! {
    /// How two values compare.
    pub enum Comparison {
        /// ≥
        AtLeast = "at_least",
        /// ≤
        AtMost = "at_most",
        /// >
        MoreThan = "more_than",
        /// <
        LessThan = "less_than",
        /// =
        Equals = "equals",
    }
}

document! {
    /// The fields of a condition: one subject with one comparison, or one combination.
    pub struct ConditionFields {
        /// A metric.
        pub metric: Option<Id>,
        /// The id of a line, for its score.
        pub score: Option<Id>,
        /// ≥
        pub at_least: Option<Amount>,
        /// ≤
        pub at_most: Option<Amount>,
        /// >
        pub more_than: Option<Amount>,
        /// <
        pub less_than: Option<Amount>,
        /// =
        pub equals: Option<Amount>,
        /// All of these hold.
        pub all: Option<Vec<Condition>>,
        /// Any of these holds.
        pub any: Option<Vec<Condition>>,
        /// This does not hold.
        pub not: Option<Box<Condition>>,
    }
}

impl Read for Condition {
    fn blank() -> Self {
        Self::All(Vec::new())
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let fields = ConditionFields::read(r)?;
        let comparisons = [
            (Comparison::AtLeast, fields.at_least),
            (Comparison::AtMost, fields.at_most),
            (Comparison::MoreThan, fields.more_than),
            (Comparison::LessThan, fields.less_than),
            (Comparison::Equals, fields.equals),
        ];
        let mut stated = comparisons.into_iter().filter_map(|(comparison, value)| Some((comparison, value?)));
        let comparison = (stated.next(), stated.next().is_some());
        match (fields.metric, fields.score, fields.all, fields.any, fields.not, comparison) {
            (Some(id), None, None, None, None, (Some((how, value)), false)) => Some(Self::Metric(id, how, value)),
            (None, Some(id), None, None, None, (Some((how, value)), false)) => Some(Self::Score(id, how, value)),
            (None, None, Some(parts), None, None, (None, _)) => Some(Self::All(parts)),
            (None, None, None, Some(parts), None, (None, _)) => Some(Self::Any(parts)),
            (None, None, None, None, Some(part), (None, _)) => Some(Self::Not(part)),
            _ => {
                let message = format_args!(
                    "a condition is a `metric` or a `score` with one comparison, or one of `all`, `any`, `not`"
                );
                r.problem(Code::FieldMissing, message);
                None
            }
        }
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        ConditionFields::schema(definitions)
    }
}

impl Write for Condition {
    fn write(&self, w: &mut Writer) {
        w.object(|w| match self {
            Self::Metric(id, how, value) => {
                w.field("metric", id);
                w.field(how.as_str(), value);
            }
            Self::Score(id, how, value) => {
                w.field("score", id);
                w.field(how.as_str(), value);
            }
            Self::All(parts) => w.field("all", parts),
            Self::Any(parts) => w.field("any", parts),
            Self::Not(part) => w.field("not", part),
        });
    }
}

serialize_as_written!(Condition);

impl Condition {
    /// The metrics that the condition reads.
    pub(crate) fn metrics<'a>(&'a self, found: &mut Vec<&'a Id>) {
        match self {
            Self::Metric(id, ..) => found.push(id),
            Self::Score(..) => {}
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.metrics(found)),
            Self::Not(part) => part.metrics(found),
        }
    }
}
