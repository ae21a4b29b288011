//! Posts to be filled, checked against a policy; how long people are with the company, and whom they report to.

use super::held::{Held, position, resolve_unit};
use super::index::FactIndex;
use super::names::Named;
use super::{Ended, Requisition};
use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::time::{Date, Span};

/// A requisition is for at most so many posts.
const MOST: u32 = 100_000;

/// Without a position for more days than these, someone has left; who comes back later is hired again.
pub(crate) const GAP: i32 = 30;

/// Requisitions, in the order of the facts.
#[derive(Debug, Default)]
pub(crate) struct Requisitions {
    list: Vec<KnownRequisition>,
}

/// A requisition with its references resolved. Days are counted as those of [`Span`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct KnownRequisition {
    pub(crate) position: usize,
    pub(crate) unit: Option<usize>,
    /// How many posts, at least one.
    pub(crate) count: u32,
    pub(crate) opened: i32,
    pub(crate) accepted: Option<i32>,
    pub(crate) starts: Option<i32>,
    pub(crate) withdrawn: Option<i32>,
    /// Who filled it, by index.
    pub(crate) employee: Option<usize>,
    /// Whether it was filled from within, as far as it is known.
    pub(crate) internal: Option<bool>,
}

impl Requisitions {
    /// Joins requisitions with a policy. Bad ones are reported and left out.
    pub(crate) fn new(facts: &FactIndex<'_>, policy: &Compiled, sink: &mut Sink) -> Self {
        let document = facts.facts.document();
        let records = &document.requisitions;
        if records.is_empty() {
            return Self::default();
        }
        let root = Place::ROOT;
        let list = root.field("requisitions");
        let people = Named::new(&document.employees, |employee| &employee.id);
        let twice = Named::new(records, |record| &record.id).twice();
        let mut known = Self { list: Vec::with_capacity(records.len()) };
        for (number, record) in records.iter().enumerate() {
            let at = list.item(number);
            let mut good = is_good(record, &at, sink);
            if twice.binary_search(&number).is_ok() {
                sink.report(&at, "id", Code::IdDuplicate, format_args!("id `{}` stands in this list twice", record.id));
                good = false;
            }
            let found = position(policy, &record.position, &at, sink);
            let unit = match &record.unit {
                None => Some(None),
                Some(id) => resolve_unit(&policy.unit_index, id, &at, sink).map(Some),
            };
            let employee = record.employee.as_ref().and_then(|id| people.find(id));
            // It may be one whose record could not be read.
            if let (Some(id), None, false) = (&record.employee, employee, facts.facts.has_lost_employees()) {
                let message = format_args!("employee `{id}` does not exist");
                sink.report(&at, "employee", Code::ReferenceUnknown, message);
                good = false;
            }
            if let (true, Some(position), Some(unit)) = (good, found, unit) {
                let internal = employee.and_then(|person| came_from_within(facts, person, record)).or(record.internal);
                known.list.push(KnownRequisition {
                    position,
                    unit,
                    count: record.count,
                    opened: day(record.opened),
                    accepted: record.accepted.map(day),
                    starts: record.starts.map(day),
                    withdrawn: record.withdrawn.map(day),
                    employee,
                    internal,
                });
            }
        }
        known
    }

    /// All that are good, in the order of the facts.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, KnownRequisition> {
        self.list.iter()
    }
}

impl KnownRequisition {
    /// The day on which it was filled, unless it was given up: the offer's, else the first at work.
    pub(crate) fn filled(&self) -> Option<i32> {
        if self.withdrawn.is_some() { None } else { self.accepted.or(self.starts) }
    }

    /// Whether somebody is still wanted at work in it at the end of a day.
    pub(crate) fn is_vacant(&self, day: i32) -> bool {
        let begins = self.starts.or(self.accepted);
        self.opened <= day && [begins, self.withdrawn].iter().flatten().all(|end| *end > day)
    }
}

fn day(date: Date) -> i32 {
    Span::new(date, None).first
}

fn is_good(record: &Requisition, at: &Place<'_>, sink: &mut Sink) -> bool {
    let mut good = true;
    for (field, date) in [("accepted", record.accepted), ("starts", record.starts), ("withdrawn", record.withdrawn)] {
        if date.is_some_and(|date| date < record.opened) {
            let message = format_args!("this is before the requisition was opened");
            sink.report(at, field, Code::RangeEmpty, message);
            good = false;
        }
    }
    if record.count == 0 || record.count > MOST {
        let message = format_args!("a requisition is for 1 to {MOST} posts");
        sink.report(at, "count", Code::NumberOutOfRange, message);
        good = false;
    } else if record.count > 1 && record.employee.is_some() {
        let message = format_args!("one employee fills one post, not {}", record.count);
        let hint = format_args!("write a requisition for each post, or leave out `employee`");
        sink.advise(at, "count", Code::NumberOutOfRange, message, hint);
        good = false;
    }
    good
}

/// Whether who filled it was with the company already on the day before the offer was accepted, or work began.
fn came_from_within(facts: &FactIndex<'_>, person: usize, record: &Requisition) -> Option<bool> {
    let filled = record.accepted.into_iter().chain(record.starts).min()?;
    let before = day(filled).checked_sub(1)?;
    let held = facts.held(person)?;
    // Those held before that day, of which the last one reaches over it, or to within a few days of what follows.
    let next = held.partition_point(|held| held.span.first <= before);
    let last = held.get(next.checked_sub(1).unwrap_or(usize::MAX));
    let Some(last) = last else { return Some(false) };
    let goes_on = held.get(next).is_some_and(|next| follows(last, next));
    Some(last.span.last >= before || goes_on)
}

/// Whether a position follows another one as a move, and not as a second time with the company.
fn follows(last: &Held, next: &Held) -> bool {
    i64::from(next.span.first) - i64::from(last.span.last) - 1 <= i64::from(GAP)
}

/// The times that a person is with the company: each with the positions held, in the order of time. Up to 30 days
/// between two positions do not end one.
pub(crate) fn employments(held: &[Held]) -> impl Iterator<Item = &[Held]> {
    held.chunk_by(follows)
}

impl FactIndex<'_> {
    /// The manager whom the facts name for each employee, by index; nothing where they name none at all.
    pub(crate) fn managers(&self, sink: &mut Sink) -> Vec<Option<usize>> {
        let employees = &self.facts.document().employees;
        if employees.iter().all(|employee| employee.manager.is_none()) {
            return Vec::new();
        }
        let names = Named::new(employees, |employee| &employee.id);
        let root = Place::ROOT;
        let list = root.field("employees");
        let mut managers = Vec::with_capacity(employees.len());
        for (number, employee) in employees.iter().enumerate() {
            let found = employee.manager.as_ref().and_then(|id| names.find(id));
            if let (Some(id), None, false) = (&employee.manager, found, self.facts.has_lost_employees()) {
                let message = format_args!("employee `{id}` does not exist");
                sink.report(&list.item(number), "manager", Code::ReferenceUnknown, message);
            }
            managers.push(found.filter(|found| *found != number));
        }
        managers
    }

    /// Reports positions that ended somehow, but on no day: they count as going on.
    pub(crate) fn ends_without_day(&self, sink: &mut Sink) {
        let root = Place::ROOT;
        let list = root.field("employees");
        for (number, employee) in self.facts.document().employees.iter().enumerate() {
            for (position, held) in employee.positions.iter().enumerate() {
                if held.ended.is_some() && held.to.is_none() {
                    let message = format_args!("how it ended is stated, but not when");
                    let at = list.item(number);
                    sink.report(&at.field("positions").item(position), "to", Code::FieldMissing, message);
                }
            }
        }
    }

    /// How an employment ended whose last position this is, as far as it is stated.
    pub(crate) fn ended(&self, person: usize, last: &Held) -> Option<Ended> {
        let employee = self.facts.document().employees.get(person)?;
        // Records of one position that follow each other are one; how it ended stands in the last of them.
        let is_last = |record: &&super::Holding| Span::new(record.from, record.to).last == last.span.last;
        employee.positions.iter().find(is_last)?.ended
    }
}
