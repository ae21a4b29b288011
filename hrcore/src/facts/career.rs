//! What happened in careers: results recorded earlier, events, achievements, assessments, vacancies, cases.

use crate::condition::AchievementKind;
use crate::error::Code;
use crate::json::{Few, Read, Reader, Write, Writer};
use crate::number::Decimal;
use crate::time::{Date, Period};
use crate::values::{Amount, Id};

document! {
    /// A result recorded earlier; it counts in place of a computed one.
    pub struct Appraisal {
        /// Whose.
        pub employee: Id,
        /// Of which period.
        pub period: Period,
        /// The rating band.
        pub band: Option<Id>,
        /// The total.
        pub total: Option<Decimal>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

document! {
    /// An event that a person led or took part in.
    pub struct Event {
        /// The kind of event.
        pub kind: Id,
        /// Who took part.
        pub employee: Id,
        /// When.
        pub date: Date,
        /// In which role.
        pub role: Option<Id>,
        /// What is recorded about it.
        pub values: Few<EventValue> = Few::default(),
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

document! {
    /// A figure recorded about an event.
    pub struct EventValue {
        /// The field.
        pub field: Id,
        /// Its value, in the field's unit.
        pub value: Amount,
    }
}

/// A course, examination, certificate or award of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Achievement {
    /// Whose.
    pub employee: Id,
    /// What kind of thing.
    pub kind: AchievementKind,
    /// Which one.
    pub id: Id,
    /// The day on which it was done.
    pub date: Date,
    /// The last day on which it is valid.
    pub expires: Option<Date>,
    /// How it ended.
    pub result: AchievementResult,
    /// The mark.
    pub mark: Option<Decimal>,
    /// A reference to the record.
    pub record: Option<Id>,
}

words! {
    /// How an achievement ended.
    pub enum AchievementResult {
        /// It is passed, held, received.
        Passed = "passed",
        /// It is failed.
        Failed = "failed",
        /// It has begun.
        InProgress = "in_progress",
    }
}

document! {
    /// An achievement as it stands in a document.
    struct AchievementFields {
        /// Whose.
        employee: Id,
        /// A course.
        course: Option<Id>,
        /// An examination.
        exam: Option<Id>,
        /// A certificate.
        certificate: Option<Id>,
        /// An award.
        award: Option<Id>,
        /// The day on which it was done.
        date: Date,
        /// The last day on which it is valid.
        expires: Option<Date>,
        /// How it ended.
        result: AchievementResult = AchievementResult::Passed,
        /// The mark.
        mark: Option<Decimal>,
        /// A reference to the record.
        record: Option<Id>,
    }
}

impl Read for Achievement {
    fn blank() -> Self {
        Self {
            employee: Id::blank(),
            kind: AchievementKind::Course,
            id: Id::blank(),
            date: Date::blank(),
            expires: None,
            result: AchievementResult::Passed,
            mark: None,
            record: None,
        }
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let fields = AchievementFields::read(r)?;
        let named = [fields.course, fields.exam, fields.certificate, fields.award];
        let mut named = AchievementKind::ALL.iter().zip(named).filter_map(|(kind, id)| Some((*kind, id?)));
        let (Some((kind, id)), None) = (named.next(), named.next()) else {
            let message = format_args!("an achievement is a `course`, an `exam`, a `certificate` or an `award`");
            r.problem(Code::FieldMissing, message);
            return None;
        };
        Some(Self {
            employee: fields.employee,
            kind,
            id,
            date: fields.date,
            expires: fields.expires,
            result: fields.result,
            mark: fields.mark,
            record: fields.record,
        })
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        AchievementFields::schema(definitions)
    }
}

impl Write for Achievement {
    fn write(&self, w: &mut Writer) {
        w.object(|w| {
            w.field("employee", &self.employee);
            w.field(self.kind.as_str(), &self.id);
            w.field("date", &self.date);
            w.field("expires", &self.expires);
            w.field("result", &self.result);
            w.field("mark", &self.mark);
            w.field("record", &self.record);
        });
    }
}

serialize_as_written!(Achievement);

document! {
    /// The level of a competency that a person was seen to have.
    pub struct CompetencyRecord {
        /// Whose.
        pub employee: Id,
        /// The competency.
        pub competency: Id,
        /// The level.
        pub level: u32,
        /// When it was seen.
        pub date: Date,
        /// Where it was seen: a test, an observation.
        pub source: Option<Id>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

document! {
    /// One answer of a panel.
    pub struct AssessmentRating {
        /// Who is assessed.
        pub employee: Id,
        /// In which assessment.
        pub assessment: Id,
        /// In which criterion.
        pub criterion: Id,
        /// The kind of rater.
        pub rater: Id,
        /// Who rated; tells two answers apart, and is never shown.
        pub by: Option<Id>,
        /// When.
        pub date: Date,
        /// The rating.
        pub value: Decimal,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

document! {
    /// Vacant posts.
    pub struct Vacancy {
        /// The position.
        pub position: Id,
        /// The unit.
        pub unit: Option<Id>,
        /// How many posts.
        pub count: u32 = 1,
        /// The first day.
        pub from: Option<Date>,
        /// The last day.
        pub to: Option<Date>,
    }
}

document! {
    /// A disciplinary case.
    pub struct Case {
        /// Against whom.
        pub employee: Id,
        /// What kind of case.
        pub kind: Option<Id>,
        /// When it was opened.
        pub opened: Date,
        /// When it was closed; none while it is open.
        pub closed: Option<Date>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}
