//! Conditions as they stand in documents: one subject, and what goes with it.

use super::{
    AchievementKind, AchievementTest, AssessmentTest, CaseFree, Comparison, Condition, EventTest, FieldTest, GrowthOf,
    Mark, MetricTest, RatingTest, Since, TenureOf, Term, Test, TotalGrowthTest, Window,
};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::json::{Read, Reader, Write, Writer};
use crate::number::Decimal;
use crate::values::{Amount, Id, Text};

document! {
    /// The fields of a condition: one test with what goes with it, or one combination.
    pub struct ConditionFields {
        /// Its name for machines.
        pub id: Option<Id>,
        /// Its name for people.
        pub name: Option<Text>,
        /// What it costs to bring about.
        pub cost: Option<Decimal>,
        /// Whether the person can bring it about.
        pub changeable: Option<bool>,
        /// A metric.
        pub metric: Option<Id>,
        /// The id of a line, for its score.
        pub score: Option<Id>,
        /// The person's total.
        pub total: Option<bool>,
        /// A rating band.
        pub rating: Option<Id>,
        /// A kind of event.
        pub event: Option<Id>,
        /// A course.
        pub course: Option<Id>,
        /// An examination.
        pub exam: Option<Id>,
        /// A certificate.
        pub certificate: Option<Id>,
        /// An award.
        pub award: Option<Id>,
        /// Tenure in the position or in the company.
        pub tenure: Option<TenureOf>,
        /// An assessment.
        pub assessment: Option<Id>,
        /// A position with vacant posts.
        pub vacancy: Option<Id>,
        /// No disciplinary case.
        pub case_free: Option<CaseFree>,
        /// All of these hold.
        pub all: Option<Vec<Condition>>,
        /// Any of these holds.
        pub any: Option<Vec<Condition>>,
        /// At least `at_least` of these hold.
        pub of: Option<Vec<Condition>>,
        /// This does not hold.
        pub not: Option<Box<Condition>>,
        /// The growth of a metric, or of the total, in place of its value.
        pub growth: Option<GrowthOf>,
        /// The periods to look at.
        pub window: Option<Window>,
        /// Whether better bands count as well.
        pub or_better: Option<bool>,
        /// The role in an event.
        pub role: Option<Id>,
        /// What an event's fields have to be.
        pub filters: Option<Vec<FieldTest>>,
        /// From when on events and awards count.
        pub since: Option<Since>,
        /// A tenure in months.
        pub months: Option<u32>,
        /// A tenure in days.
        pub days: Option<u32>,
        /// A dimension of an assessment.
        pub dimension: Option<Id>,
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
    }
}

document! {
    /// A field of an event with one comparison.
    pub struct FieldTestFields {
        /// The field.
        pub field: Id,
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
    }
}

/// The one comparison that is stated; a problem where there is none, or more than one.
fn mark(values: [Option<Amount>; 5], r: &mut Reader<'_>) -> Option<Mark> {
    let mut stated = Comparison::ALL.iter().zip(values).filter_map(|(how, value)| Some((*how, value?)));
    match (stated.next(), stated.next()) {
        (Some((comparison, value)), None) => Some(Mark { comparison, value }),
        _ => {
            let words = "`at_least`, `at_most`, `more_than`, `less_than`, `equals`";
            r.problem(Code::FieldMissing, format_args!("a comparison is one of {words}"));
            None
        }
    }
}

/// A count that `at_least` states: a whole number above zero.
fn count(value: Option<Amount>, r: &mut Reader<'_>) -> Option<u32> {
    let Some(value) = value else { return Some(1) };
    let whole = value.number.to_rational();
    let found = whole.parts().filter(|(_, denominator)| *denominator == 1 && !value.percent);
    let found = found.and_then(|(count, _)| u32::try_from(count).ok()).filter(|count| *count > 0);
    if found.is_none() {
        r.problem_at("at_least", Code::NumberOutOfRange, format_args!("`{value}` is not a count of at least 1"));
    }
    found
}

/// What may stand beside each subject, besides what every condition may have.
const COMPARED: &[&str] = &["at_least", "at_most", "more_than", "less_than", "equals"];
const BESIDE: [(&str, bool, &[&str]); 17] = [
    ("metric", true, &["growth", "window"]),
    ("score", true, &[]),
    ("total", true, &["growth", "window"]),
    ("rating", false, &["window", "or_better"]),
    ("event", false, &["at_least", "role", "filters", "since"]),
    ("course", false, &["at_least"]),
    ("exam", false, &["at_least"]),
    ("certificate", false, &[]),
    ("award", false, &["at_least", "since"]),
    ("tenure", false, &["months", "days"]),
    ("assessment", true, &["dimension"]),
    ("vacancy", false, &["at_least"]),
    ("case_free", false, &[]),
    ("all", false, &[]),
    ("any", false, &[]),
    ("of", false, &["at_least"]),
    ("not", false, &[]),
];

impl ConditionFields {
    /// The subjects that are stated, as numbers of the list above.
    fn subjects(&self) -> Vec<usize> {
        let stated = [
            self.metric.is_some(),
            self.score.is_some(),
            self.total.is_some(),
            self.rating.is_some(),
            self.event.is_some(),
            self.course.is_some(),
            self.exam.is_some(),
            self.certificate.is_some(),
            self.award.is_some(),
            self.tenure.is_some(),
            self.assessment.is_some(),
            self.vacancy.is_some(),
            self.case_free.is_some(),
            self.all.is_some(),
            self.any.is_some(),
            self.of.is_some(),
            self.not.is_some(),
        ];
        (0..).zip(stated).filter_map(|(number, stated)| stated.then_some(number)).gather()
    }

    /// What is stated beside the subject.
    fn beside(&self) -> [(&'static str, bool); 14] {
        [
            ("growth", self.growth.is_some()),
            ("window", self.window.is_some()),
            ("or_better", self.or_better.is_some()),
            ("role", self.role.is_some()),
            ("filters", self.filters.is_some()),
            ("since", self.since.is_some()),
            ("months", self.months.is_some()),
            ("days", self.days.is_some()),
            ("dimension", self.dimension.is_some()),
            ("at_least", self.at_least.is_some()),
            ("at_most", self.at_most.is_some()),
            ("more_than", self.more_than.is_some()),
            ("less_than", self.less_than.is_some()),
            ("equals", self.equals.is_some()),
        ]
    }
}

impl Read for Condition {
    fn blank() -> Self {
        Test::All(Vec::new()).into()
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let fields = ConditionFields::read(r)?;
        let subjects = fields.subjects();
        let [subject] = subjects.as_slice() else {
            let message = if subjects.is_empty() {
                "a condition has a test, such as `metric` or `course`, or one of `all`, `any`, `of`, `not`"
            } else {
                "a condition has one test or one combination, not several"
            };
            r.problem(Code::FieldMissing, format_args!("{message}"));
            return None;
        };
        let (subject, compared, allowed) = BESIDE.get(*subject).copied()?;
        let mut good = true;
        for (name, stated) in fields.beside() {
            if stated && !allowed.contains(&name) && !(compared && COMPARED.contains(&name)) {
                r.problem_at(name, Code::FieldUnknown, format_args!("`{name}` does not go with `{subject}`"));
                good = false;
            }
        }
        let test = test(fields, subject, r);
        test.filter(|_| good)
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        ConditionFields::schema(definitions)
    }
}

/// The condition of fields that go together.
fn test(fields: ConditionFields, subject: &str, r: &mut Reader<'_>) -> Option<Condition> {
    let values = [fields.at_least, fields.at_most, fields.more_than, fields.less_than, fields.equals];
    let achievements = [
        (AchievementKind::Course, fields.course),
        (AchievementKind::Exam, fields.exam),
        (AchievementKind::Certificate, fields.certificate),
        (AchievementKind::Award, fields.award),
    ];
    let achievement = achievements.into_iter().find_map(|(kind, id)| Some((kind, id?)));
    let test = if let Some(metric) = fields.metric {
        let mark = mark(values, r)?;
        Test::Metric(Box::new(MetricTest { metric, growth: fields.growth, mark, window: fields.window }))
    } else if let Some(line) = fields.score {
        Test::Score(line, mark(values, r)?)
    } else if let Some(total) = fields.total {
        if !total {
            r.problem(Code::ValueUnknown, format_args!("write `\"total\": true`"));
            return None;
        }
        let mark = mark(values, r)?;
        match fields.growth {
            Some(growth) => Test::TotalGrowth(Box::new(TotalGrowthTest { growth, mark, window: fields.window })),
            None => Test::Total(mark, fields.window.map(Box::new)),
        }
    } else if let Some(band) = fields.rating {
        let or_better = fields.or_better.unwrap_or(true);
        Test::Rating(Box::new(RatingTest { band, or_better, window: fields.window }))
    } else if let Some(kind) = fields.event {
        let at_least = count(fields.at_least, r)?;
        let filters = fields.filters.unwrap_or_default();
        Test::Event(Box::new(EventTest { kind, role: fields.role, filters, at_least, since: fields.since }))
    } else if let Some((kind, id)) = achievement {
        let is_award = kind == AchievementKind::Award;
        let count = if is_award { count(fields.at_least, r)? } else { 1 };
        let mark = fields.at_least.filter(|_| !is_award);
        if let Some(mark) = mark.filter(|mark| mark.percent) {
            r.problem_at(
                "at_least",
                Code::PercentNotAllowed,
                format_args!("`{mark}` is a percentage, but a mark is a number"),
            );
            return None;
        }
        let mark = mark.map(|mark| mark.number);
        Test::Achievement(Box::new(AchievementTest { kind, id, mark, count, since: fields.since }))
    } else if let Some(of) = fields.tenure {
        match (fields.months, fields.days) {
            (Some(months), None) => Test::Tenure(of, Term::Months(months)),
            (None, Some(days)) => Test::Tenure(of, Term::Days(days)),
            _ => {
                r.problem(Code::FieldMissing, format_args!("a tenure has `months` or `days`"));
                return None;
            }
        }
    } else if let Some(assessment) = fields.assessment {
        let mark = mark(values, r)?;
        Test::Assessment(Box::new(AssessmentTest { assessment, dimension: fields.dimension, mark }))
    } else if let Some(position) = fields.vacancy {
        Test::Vacancy(position, count(fields.at_least, r)?)
    } else if let Some(cases) = fields.case_free {
        Test::CaseFree(cases)
    } else if let Some(parts) = fields.all {
        Test::All(parts)
    } else if let Some(parts) = fields.any {
        Test::Any(parts)
    } else if let Some(parts) = fields.of {
        if fields.at_least.is_none() {
            r.problem(Code::FieldMissing, format_args!("`{subject}` says how many have to hold: `at_least`"));
            return None;
        }
        Test::AtLeast(count(fields.at_least, r)?, parts)
    } else {
        Test::Not(fields.not?)
    };
    Some(Condition { id: fields.id, name: fields.name, cost: fields.cost, changeable: fields.changeable, test })
}

impl Write for Condition {
    fn write(&self, w: &mut Writer) {
        w.object(|w| {
            w.field("id", &self.id);
            w.field("name", &self.name);
            w.field("cost", &self.cost);
            w.field("changeable", &self.changeable);
            self.test.write_fields(w);
        });
    }
}

serialize_as_written!(Condition);

impl Test {
    fn write_fields(&self, w: &mut Writer) {
        match self {
            Self::Metric(test) => {
                w.field("metric", &test.metric);
                w.field("growth", &test.growth);
                w.field("window", &test.window);
                test.mark.write_field(w);
            }
            Self::Score(line, mark) => {
                w.field("score", line);
                mark.write_field(w);
            }
            Self::Total(mark, window) => {
                w.field("total", &true);
                w.field("window", window);
                mark.write_field(w);
            }
            Self::TotalGrowth(test) => {
                w.field("total", &true);
                w.field("growth", &test.growth);
                w.field("window", &test.window);
                test.mark.write_field(w);
            }
            Self::Rating(test) => {
                w.field("rating", &test.band);
                w.field("window", &test.window);
                w.field("or_better", &test.or_better);
            }
            Self::Event(test) => {
                w.field("event", &test.kind);
                w.field("role", &test.role);
                if !test.filters.is_empty() {
                    w.field("filters", &test.filters);
                }
                w.field("since", &test.since);
                w.field("at_least", &test.at_least);
            }
            Self::Achievement(test) => {
                w.field(test.kind.as_str(), &test.id);
                w.field("since", &test.since);
                w.field("at_least", &test.mark);
                if test.kind == AchievementKind::Award {
                    w.field("at_least", &test.count);
                }
            }
            Self::Tenure(of, term) => {
                w.field("tenure", of);
                match term {
                    Term::Months(months) => w.field("months", months),
                    Term::Days(days) => w.field("days", days),
                }
            }
            Self::Assessment(test) => {
                w.field("assessment", &test.assessment);
                w.field("dimension", &test.dimension);
                test.mark.write_field(w);
            }
            Self::Vacancy(position, count) => {
                w.field("vacancy", position);
                w.field("at_least", count);
            }
            Self::CaseFree(cases) => w.field("case_free", cases),
            Self::All(parts) => w.field("all", parts),
            Self::Any(parts) => w.field("any", parts),
            Self::AtLeast(count, parts) => {
                w.field("of", parts);
                w.field("at_least", count);
            }
            Self::Not(part) => w.field("not", part),
        }
    }
}

impl Mark {
    fn write_field(&self, w: &mut Writer) {
        w.field(self.comparison.as_str(), &self.value);
    }
}

impl Read for FieldTest {
    fn blank() -> Self {
        Self { field: Id::blank(), mark: Mark { comparison: Comparison::AtLeast, value: Amount::blank() } }
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let fields = FieldTestFields::read(r)?;
        let values = [fields.at_least, fields.at_most, fields.more_than, fields.less_than, fields.equals];
        Some(Self { field: fields.field, mark: mark(values, r)? })
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        FieldTestFields::schema(definitions)
    }
}

impl Write for FieldTest {
    fn write(&self, w: &mut Writer) {
        w.object(|w| {
            w.field("field", &self.field);
            self.mark.write_field(w);
        });
    }
}

serialize_as_written!(FieldTest);
