//! What happened in careers, checked against a policy and found by person.

#[cfg(feature = "attrition")]
use super::AchievementResult;
use super::held::{position, resolve_unit};
use super::people::{PeopleIndex, people_index};
use super::{Achievement, Appraisal, Case, Event, Facts, FactsDocument, Vacancy};
use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::condition::AchievementKind;
use crate::error::Code;
#[cfg(feature = "attrition")]
use crate::gather::Gather as _;
use crate::sort;
use crate::time::{Date, Span};
use crate::values::Id;

/// A person, a kind of thing, and which one.
pub(super) type Key = (usize, usize, usize);

/// Records by whom they are about, each list in the order of time.
#[derive(Debug)]
pub(crate) struct CareerFacts<'a> {
    appraisals: Vec<(usize, Span, usize, &'a Appraisal)>,
    events: Vec<((usize, usize), Date, usize, &'a Event)>,
    // By person, kind and which one.
    achievements: Vec<(Key, Date, usize, &'a Achievement)>,
    vacancies: Vec<(usize, Span, &'a Vacancy)>,
    cases: Vec<(usize, Date, &'a Case)>,
}

impl<'a> CareerFacts<'a> {
    /// Joins the records with a policy. Bad ones are reported and left out.
    pub(crate) fn new(facts: &'a Facts, policy: &Compiled, sink: &mut Sink) -> Self {
        let document = facts.document();
        let root = Place::ROOT;
        let people = root.field("employees");
        // Those who stand in the list twice are reported with the positions that they hold.
        let mut unheard = Sink::default();
        let (names, _) = people_index(&document.employees, &people, &mut unheard);
        let mut index = Self {
            appraisals: Vec::new(),
            events: Vec::new(),
            achievements: Vec::new(),
            vacancies: Vec::new(),
            cases: Vec::new(),
        };
        let mut near = 0;

        let list = root.field("appraisals");
        for (number, record) in document.appraisals.iter().enumerate() {
            let at = list.item(number);
            let bands = || policy.policy.rating_scales.iter().flat_map(|scale| &scale.bands);
            if let Some(band) = &record.band
                && !bands().any(|known| known.id == *band)
            {
                sink.report(&at, "band", Code::ReferenceUnknown, format_args!("no rating scale has a band `{band}`"));
                continue;
            }
            if record.band.is_none() && record.total.is_none() {
                sink.report(&at, "", Code::FieldMissing, format_args!("an appraisal has a `band` or a `total`"));
                continue;
            }
            if let Some(person) = names.resolve(&record.employee, &mut near, &at, sink) {
                index.appraisals.push((person, crate::score::span(policy, record.period), number, record));
            }
        }
        sort::sort_by(&mut index.appraisals, |a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
        let mut twice: Vec<usize> = Vec::new();
        index.appraisals.dedup_by(|later, first| {
            let same = (later.0, later.1) == (first.0, first.1);
            if same {
                twice.push(later.2);
            }
            same
        });
        duplicates(twice, &list, sink);

        let list = root.field("events");
        for (number, record) in document.events.iter().enumerate() {
            let at = list.item(number);
            let kind = event(record, policy, &at, sink);
            let person = names.resolve(&record.employee, &mut near, &at, sink);
            if let (Some(kind), Some(person)) = (kind, person) {
                index.events.push(((person, kind), record.date, number, record));
            }
        }
        // What tells events of one day apart: the record, the role, the figures.
        let told = |event: &Event| crate::json::write(&event.values);
        sort::sort_by(&mut index.events, |a, b| {
            let by_record = (a.0, a.1, &a.3.record, &a.3.role).cmp(&(b.0, b.1, &b.3.record, &b.3.role));
            by_record.then_with(|| told(a.3).cmp(&told(b.3))).then(a.2.cmp(&b.2))
        });
        let mut twice: Vec<usize> = Vec::new();
        index.events.dedup_by(|later, first| {
            // Two events of one day are told apart by their records.
            let same = (later.0, later.1) == (first.0, first.1)
                && (&later.3.record, &later.3.role) == (&first.3.record, &first.3.role)
                && later.3.values == first.3.values;
            if same {
                twice.push(later.2);
            }
            same
        });
        duplicates(twice, &list, sink);

        index.achievements = achievements((document, None), policy, &names, sink);

        let list = root.field("vacancies");
        for (number, record) in document.vacancies.iter().enumerate() {
            let at = list.item(number);
            let found = position(policy, &record.position, &at, sink);
            let unit = record.unit.as_ref().is_none_or(|id| resolve_unit(&policy.unit_index, id, &at, sink).is_some());
            if record.from.zip(record.to).is_some_and(|(from, to)| to < from) {
                sink.report(&at, "to", Code::RangeEmpty, format_args!("a vacancy ends before it begins"));
                continue;
            }
            if let (Some(found), true) = (found, unit) {
                let span = Span::new(record.from.unwrap_or(Date::MIN), record.to);
                index.vacancies.push((found, span, record));
            }
        }
        sort::sort_by(&mut index.vacancies, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));

        let list = root.field("cases");
        for (number, record) in document.cases.iter().enumerate() {
            let at = list.item(number);
            if record.closed.is_some_and(|closed| closed < record.opened) {
                sink.report(&at, "closed", Code::RangeEmpty, format_args!("a case is closed before it is opened"));
                continue;
            }
            if let Some(person) = names.resolve(&record.employee, &mut near, &at, sink) {
                index.cases.push((person, record.opened, record));
            }
        }
        sort::sort_by(&mut index.cases, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        index
    }

    /// The result of a period that was recorded earlier.
    pub(crate) fn appraisal(&self, person: usize, span: Span) -> Option<&'a Appraisal> {
        let at = self.appraisals.binary_search_by(|known| (known.0, known.1).cmp(&(person, span))).ok()?;
        self.appraisals.get(at).map(|known| known.3)
    }

    /// The events of a kind that a person was in, in the order of time.
    pub(crate) fn events(&self, person: usize, kind: usize) -> impl Iterator<Item = &'a Event> {
        let start = self.events.partition_point(|known| known.0 < (person, kind));
        let rest = self.events.get(start..).unwrap_or_default().iter();
        rest.take_while(move |known| known.0 == (person, kind)).map(|known| known.3)
    }

    /// A person's records of one thing that can be achieved, in the order of time.
    pub(crate) fn achievements(&self, key: Key) -> impl Iterator<Item = &'a Achievement> {
        let start = self.achievements.partition_point(|known| known.0 < key);
        let rest = self.achievements.get(start..).unwrap_or_default().iter();
        rest.take_while(move |known| known.0 == key).map(|known| known.3)
    }

    /// The vacancies of a position.
    pub(crate) fn vacancies(&self, position: usize) -> impl Iterator<Item = (Span, &'a Vacancy)> {
        let start = self.vacancies.partition_point(|known| known.0 < position);
        let rest = self.vacancies.get(start..).unwrap_or_default().iter();
        rest.take_while(move |known| known.0 == position).map(|known| (known.1, known.2))
    }

    /// The cases against a person.
    pub(crate) fn cases(&self, person: usize) -> impl Iterator<Item = &'a Case> {
        let start = self.cases.partition_point(|known| known.0 < person);
        let rest = self.cases.get(start..).unwrap_or_default().iter();
        rest.take_while(move |known| known.0 == person).map(|known| known.2)
    }
}

/// What people passed or were given, by person: on which day.
#[cfg(feature = "attrition")]
pub(crate) fn passed(facts: &Facts, policy: &Compiled, sink: &mut Sink) -> Vec<(usize, Date)> {
    let document = facts.document();
    let root = Place::ROOT;
    // Those who stand in the list twice are reported with the positions that they hold.
    let (names, _) = people_index(&document.employees, &root.field("employees"), &mut Sink::default());
    let found = achievements((document, None), policy, &names, sink);
    let passed = found.iter().filter(|known| known.3.result == AchievementResult::Passed);
    passed.map(|known| (known.0.0, known.1)).gather()
}

/// Courses, examinations, certificates and awards by person, each list in the order of time; of one kind, where one is
/// named.
pub(super) fn achievements<'a>(
    (document, only): (&'a FactsDocument, Option<AchievementKind>),
    policy: &Compiled,
    names: &PeopleIndex<'_>,
    sink: &mut Sink,
) -> Vec<(Key, Date, usize, &'a Achievement)> {
    let mut found: Vec<(Key, Date, usize, &Achievement)> = Vec::new();
    let mut near = 0;
    let list = Place::ROOT;
    let list = list.field("achievements");
    for (number, record) in document.achievements.iter().enumerate() {
        if only.is_some_and(|only| record.kind != only) {
            continue;
        }
        let at = list.item(number);
        let word = record.kind.as_str();
        let names_of = policy.career.credentials(record.kind);
        let thing = names_of.get(record.id.as_str());
        if thing.is_none() {
            names_of.unknown(word, record.id.as_str(), &at.field(word), sink);
        }
        if record.expires.is_some_and(|expires| expires < record.date) {
            sink.report(&at, "expires", Code::RangeEmpty, format_args!("this expires before it is achieved"));
            continue;
        }
        let person = names.resolve(&record.employee, &mut near, &at, sink);
        if let (Some(thing), Some(person)) = (thing, person) {
            found.push(((person, record.kind as usize, thing), record.date, number, record));
        }
    }
    sort::sort_by(&mut found, |a, b| {
        let by_record = (a.0, a.1, &a.3.record, a.3.result).cmp(&(b.0, b.1, &b.3.record, b.3.result));
        let mark = |record: &Achievement| record.mark.map(|mark| mark.to_rational());
        let by_mark = || (mark(a.3), a.3.expires, a.2).cmp(&(mark(b.3), b.3.expires, b.2));
        by_record.then_with(by_mark)
    });
    let mut twice: Vec<usize> = Vec::new();
    found.dedup_by(|later, first| {
        let same = (later.0, later.1) == (first.0, first.1) && later.3 == first.3;
        if same {
            twice.push(later.2);
        }
        same
    });
    duplicates(twice, &list, sink);
    found
}

pub(super) fn duplicates(mut twice: Vec<usize>, list: &Place<'_>, sink: &mut Sink) {
    sort::sort(&mut twice);
    for number in twice {
        let message = format_args!("this record stands in the list twice");
        sink.report(&list.item(number), "", Code::ObservationDuplicate, message);
    }
}

/// Checks an event against its kind; the kind when it is good.
fn event(record: &Event, policy: &Compiled, at: &Place<'_>, sink: &mut Sink) -> Option<usize> {
    let index = &policy.career.event_index;
    let Some(kind) = index.get(record.kind.as_str()) else {
        index.unknown("event kind", record.kind.as_str(), &at.field("kind"), sink);
        return None;
    };
    let definition = policy.policy.event_kinds.get(kind)?;
    let mut good = true;
    if let Some(role) = &record.role
        && !definition.roles.iter().any(|known| known.id == *role)
    {
        let message = format_args!("events of kind `{}` have no role `{role}`", record.kind);
        sink.report(at, "role", Code::ReferenceUnknown, message);
        good = false;
    }
    let list = at.field("values");
    let mut seen: Vec<&Id> = Vec::new();
    for (number, value) in record.values.iter().enumerate() {
        let at = list.item(number);
        let Some(field) = definition.fields.iter().find(|known| known.id == value.field) else {
            let message = format_args!("events of kind `{}` have no field `{}`", record.kind, value.field);
            sink.report(&at, "field", Code::ReferenceUnknown, message);
            good = false;
            continue;
        };
        if seen.contains(&&value.field) {
            let message = format_args!("field `{}` stands here twice", value.field);
            sink.report(&at, "field", Code::ObservationDuplicate, message);
            good = false;
        }
        seen.push(&value.field);
        good &= crate::compile::amount(field.unit, value.value, &at.field("value"), sink).is_some();
    }
    good.then_some(kind)
}
