//! The condition language: compare over time, count what happened, combine; three-valued.
//!
//! One language for vetoes, adjustments and promotion. On scorecards a condition is about the period that is scored;
//! elsewhere about a person on a day.

mod fields;
mod parts;
mod tree;
mod window;

pub use fields::{ConditionFields, FieldTestFields};
pub(crate) use parts::{describe, parts, place};
pub(crate) use tree::{CardTest, Operand, Tree, Truth};
pub(crate) use window::LONGEST;
pub use window::{Missing, Since, Window, WindowEnd, WindowKind};

use crate::number::Decimal;
use crate::policy::{Change, Versus};
use crate::values::{Amount, Id, Text};

/// A condition: a test or a combination, with what people call it and what it costs to bring about.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Its name for machines.
    pub id: Option<Id>,
    /// Its name for people, shown in place of its own words.
    pub name: Option<Text>,
    /// What it costs to bring about; 1, if not stated.
    pub cost: Option<Decimal>,
    /// Whether the person can bring it about; follows from the test, if not stated.
    pub changeable: Option<bool>,
    /// What has to hold.
    pub test: Test,
}

/// What has to hold.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Test {
    /// A metric's value, or its growth.
    Metric(Box<MetricTest>),
    /// A line's score, on a scorecard.
    Score(Id, Mark),
    /// The person's total.
    Total(Mark, Option<Box<Window>>),
    /// The growth of the person's total.
    TotalGrowth(Box<TotalGrowthTest>),
    /// The person's rating.
    Rating(Box<RatingTest>),
    /// How often something happened.
    Event(Box<EventTest>),
    /// A course, examination, certificate or award.
    Achievement(Box<AchievementTest>),
    /// How long a position, or any, has been held.
    Tenure(TenureOf, Term),
    /// An assessment's total, or one of its dimensions.
    Assessment(Box<AssessmentTest>),
    /// Posts that are vacant.
    Vacancy(Id, u32),
    /// No disciplinary case.
    CaseFree(CaseFree),
    /// All of these hold.
    All(Vec<Condition>),
    /// Any of these holds.
    Any(Vec<Condition>),
    /// At least so many of these hold.
    AtLeast(u32, Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
}

/// A comparison with a constant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// How it compares.
    pub comparison: Comparison,
    /// With what.
    pub value: Amount,
}

/// A metric compared with a constant.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricTest {
    /// The metric.
    pub metric: Id,
    /// Its growth in place of its value.
    pub growth: Option<GrowthOf>,
    /// The comparison: in the metric's unit, or of the growth.
    pub mark: Mark,
    /// Over which periods; the last one that has ended, if not stated.
    pub window: Option<Window>,
}

/// The growth of the person's total compared with a constant.
#[derive(Debug, Clone, PartialEq)]
pub struct TotalGrowthTest {
    /// What it is compared with, and how.
    pub growth: GrowthOf,
    /// The comparison of the growth.
    pub mark: Mark,
    /// Over which periods; the last one that has ended, if not stated.
    pub window: Option<Window>,
}

/// A rating of the person.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingTest {
    /// The band.
    pub band: Id,
    /// Whether better bands count as well.
    pub or_better: bool,
    /// Over which periods.
    pub window: Option<Window>,
}

/// Events counted.
#[derive(Debug, Clone, PartialEq)]
pub struct EventTest {
    /// The kind of event.
    pub kind: Id,
    /// The role that the person had in it.
    pub role: Option<Id>,
    /// What the event's fields have to be.
    pub filters: Vec<FieldTest>,
    /// How many are needed.
    pub at_least: u32,
    /// From when on they count.
    pub since: Option<Since>,
}

/// A field of an event compared with a constant.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldTest {
    /// The field.
    pub field: Id,
    /// The comparison, in the field's unit.
    pub mark: Mark,
}

/// Something achieved.
#[derive(Debug, Clone, PartialEq)]
pub struct AchievementTest {
    /// What kind of thing.
    pub kind: AchievementKind,
    /// Which one.
    pub id: Id,
    /// The mark needed in a course or examination.
    pub mark: Option<Decimal>,
    /// How many awards are needed.
    pub count: u32,
    /// From when on awards count.
    pub since: Option<Since>,
}

/// An assessment compared with points.
#[derive(Debug, Clone, PartialEq)]
pub struct AssessmentTest {
    /// The assessment.
    pub assessment: Id,
    /// One of its dimensions in place of its total.
    pub dimension: Option<Id>,
    /// The comparison, in points of 100.
    pub mark: Mark,
}

words! {
    /// What can be achieved.
    pub enum AchievementKind {
        /// A course.
        Course = "course",
        /// An examination.
        Exam = "exam",
        /// A certificate.
        Certificate = "certificate",
        /// An award.
        Award = "award",
    }
}

words! {
    /// What is held for how long.
    pub enum TenureOf {
        /// The position held, without a break.
        Position = "position",
        /// Any position, without a break.
        Company = "company",
    }
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// Calendar months.
    Months(u32),
    /// Days.
    Days(u32),
}

document! {
    /// No disciplinary case.
    pub struct CaseFree {
        /// For how many months; 0 asks only that none is open.
        pub months: u32 = 0,
        /// Cases of these kinds only.
        pub kinds: Option<Vec<Id>>,
    }
}

document! {
    /// The growth of a metric.
    pub struct GrowthOf {
        /// What it is compared with.
        pub versus: Versus,
        /// Relative, or in points.
        pub change: Change,
    }
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

impl Comparison {
    /// Its sign in sentences.
    pub(crate) const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::MoreThan => ">",
            Self::LessThan => "<",
            Self::Equals => "=",
        }
    }
}

impl From<Test> for Condition {
    fn from(test: Test) -> Self {
        Self { id: None, name: None, cost: None, changeable: None, test }
    }
}
