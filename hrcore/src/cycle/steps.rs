//! What is due when, what was done, and what can be done: a function of the policy, the record and a moment.

use super::answer::{CycleOption, Slots, StepStatus};
use crate::compile::Index;
use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::small;
use crate::policy::{Cycle, CycleKind, CycleStep};
use crate::request::CycleEntry;
use crate::sort;
use crate::time::{Date, Instant, Span};

/// 31 December 9999, the last day that has a name in documents.
const LAST_DAY: i32 = 3_652_059;

/// A step, and what the record says of it.
#[derive(Debug)]
pub(super) struct Standing<'a> {
    step: &'a CycleStep,
    /// The day by whose end it is due; of what recurs, the last one.
    due: i32,
    /// Whether it was done, of each time that it recurs.
    slots: Vec<bool>,
    pub(super) done_at: Option<Instant>,
}

/// An appraisal cycle as it stands at a moment.
#[derive(Debug)]
pub(super) struct Steps<'a> {
    span: Span,
    as_of: Instant,
    steps: Vec<Standing<'a>>,
}

/// Why something cannot be done.
#[derive(Debug, Clone, Copy)]
enum Why {
    Twice,
    /// The first day on which it can be.
    Early(i32),
    Late,
    /// The first step of results that is not done.
    NoResult(usize),
}

impl Standing<'_> {
    fn recurs(&self) -> bool {
        matches!(self.step.kind, CycleKind::Progress | CycleKind::Feedback)
    }

    /// How many days there are from one time to the next.
    fn every(&self) -> i32 {
        i32::try_from(self.step.every_days.unwrap_or(1).max(1)).unwrap_or(i32::MAX)
    }

    /// The days of a time that it recurs, in a period.
    fn slot(&self, slot: usize, span: Span) -> Span {
        let number = i32::try_from(slot).unwrap_or(i32::MAX);
        let first = span.first.saturating_add(number.saturating_mul(self.every()));
        Span { first, last: first.saturating_add(self.every() - 1).min(span.last) }
    }

    /// The time that a day of the period belongs to.
    fn slot_of(&self, day: i32, span: Span) -> usize {
        usize::try_from((day - span.first) / self.every()).unwrap_or(0)
    }

    /// How many of its times are over on a day.
    fn over(&self, day: i32, span: Span) -> usize {
        if day > span.last {
            return self.slots.len();
        }
        if day < span.first { 0 } else { self.slot_of(day, span) }
    }

    fn has_all(&self) -> bool {
        self.slots.iter().all(|done| *done)
    }
}

impl<'a> Steps<'a> {
    /// The steps before anything is done.
    pub(super) fn new(cycle: &'a Cycle, span: Span, as_of: Instant) -> Self {
        let steps = cycle.steps.iter().map(|step| {
            let after = |day: i32, days: u32| day.saturating_add_unsigned(days).min(LAST_DAY);
            let due = match step.kind {
                // A day that the period does not have is its last.
                CycleKind::Announce => after(span.first, step.day.unwrap_or(1).max(1) - 1).min(span.last),
                CycleKind::Progress | CycleKind::Feedback => span.last,
                CycleKind::Result | CycleKind::Publish => after(span.last, step.days_after.unwrap_or(0)),
            };
            let mut standing = Standing { step, due, slots: Vec::new(), done_at: None };
            if standing.recurs() {
                standing.slots = vec![false; standing.slot_of(span.last, span) + 1];
            }
            standing
        });
        Self { span, as_of, steps: steps.gather() }
    }

    /// Takes what was done, in the order of time. What cannot have been done is reported and left out.
    pub(super) fn take(&mut self, record: &[CycleEntry], sink: &mut Sink) {
        let list = Place::ROOT;
        let list = list.field("record");
        let ids = Index::of(&self.steps.iter().map(|known| &known.step.id).gather(), &list, &mut Sink::default());
        let at = |number: usize| record.get(number).map(|entry| entry.at.seconds());
        let order = sort::order(record.len(), &mut |a, b| at(a).cmp(&at(b)));
        let mut wrong: Vec<(usize, Wrong<'_>)> = Vec::new();
        for number in order {
            let Some(entry) = record.get(number) else { continue };
            if let Err(why) = self.take_one(entry, &ids) {
                wrong.push((number, why));
            }
        }
        sort::sort_by(&mut wrong, |a, b| a.0.cmp(&b.0));
        for (number, wrong) in wrong {
            let (Some(entry), at) = (record.get(number), list.item(number)) else { continue };
            match wrong {
                Wrong::Step => ids.unknown("step", entry.step.as_str(), &at.field("step"), sink),
                Wrong::Future => {
                    let message = format_args!("this is after `as_of`, {}", self.as_of);
                    sink.report(&at, "", Code::ActionIllegal, message);
                }
                Wrong::Illegal(why) => {
                    sink.report(&at, "", Code::ActionIllegal, format_args!("{}", self.why(why)));
                }
                Wrong::Actor(by) => {
                    let message = format_args!("`{}` is done by `{by}`, not by `{}`", entry.step, entry.by);
                    sink.report(&at, "by", Code::ActorNotAllowed, message);
                }
            }
        }
    }

    fn why(&self, why: Why) -> String {
        match why {
            Why::Twice => "this was done before".to_owned(),
            Why::Early(day) => format!("it is too early for this: from {}", date(day)),
            Why::Late => "the period is over, and this belongs to days of it".to_owned(),
            Why::NoResult(number) => {
                let id = self.steps.get(number).map_or("", |known| known.step.id.as_str());
                format!("step `{id}` is not done yet")
            }
        }
    }

    fn take_one(&mut self, entry: &CycleEntry, ids: &Index) -> Result<(), Wrong<'a>> {
        let number = ids.get(entry.step.as_str()).ok_or(Wrong::Step)?;
        let by = self.steps.get(number).map(|known| &known.step.by).filter(|by| **by != entry.by);
        if let Some(by) = by {
            return Err(Wrong::Actor(by.as_str()));
        }
        if entry.at.is_after(self.as_of) {
            return Err(Wrong::Future);
        }
        self.option(number, entry.at).map_err(Wrong::Illegal)?;
        let span = self.span;
        let Some(standing) = self.steps.get_mut(number) else { return Err(Wrong::Step) };
        let slot = standing.slot_of(entry.at.day(), span);
        if let Some(done) = standing.slots.get_mut(slot) {
            *done = true;
        }
        standing.done_at = Some(entry.at);
        Ok(())
    }

    /// The days on which a step can be done, and by which it is due, if it can be done at a moment.
    fn option(&self, number: usize, at: Instant) -> Result<(Option<i32>, i32), Why> {
        let (span, day) = (self.span, at.day());
        let Some(standing) = self.steps.get(number) else { return Err(Why::Early(span.last)) };
        if standing.recurs() {
            return match day {
                day if day < span.first => Err(Why::Early(span.first)),
                day if day > span.last => Err(Why::Late),
                day => {
                    let slot = standing.slot(standing.slot_of(day, span), span);
                    Ok((Some(slot.first), slot.last))
                }
            };
        }
        if standing.done_at.is_some() {
            return Err(Why::Twice);
        }
        let from = match standing.step.kind {
            CycleKind::Announce => None,
            CycleKind::Publish if self.of_kind(CycleKind::Result).next().is_some() => {
                let open = |known: &Standing<'_>| known.step.kind == CycleKind::Result && known.done_at.is_none();
                if let Some(number) = self.steps.iter().position(open) {
                    return Err(Why::NoResult(number));
                }
                self.done(CycleKind::Result).map(|result| result.at_offset_of(at).day())
            }
            _ if day < span.last => return Err(Why::Early(span.last)),
            _ => Some(span.last),
        };
        Ok((from, standing.due))
    }

    pub(super) fn of_kind(&self, kind: CycleKind) -> impl Iterator<Item = &Standing<'a>> {
        self.steps.iter().filter(move |known| known.step.kind == kind)
    }

    /// When the last of the steps of a kind was done, once all are.
    pub(super) fn done(&self, kind: CycleKind) -> Option<Instant> {
        let mut last: Option<Instant> = None;
        for standing in self.of_kind(kind) {
            let done = standing.done_at?;
            last = last.filter(|last| !done.is_after(*last)).or(Some(done));
        }
        last
    }

    /// Whether nothing is left to do. What recurs is over with the period.
    fn is_over(&self) -> bool {
        let is_past = self.as_of.day() > self.span.last;
        let is_done = |known: &Standing<'_>| {
            if known.recurs() { is_past || known.has_all() } else { known.done_at.is_some() }
        };
        self.steps.iter().all(is_done)
    }

    /// Where the cycle stands, apart from appeals.
    pub(super) fn state(&self) -> &'static str {
        let day = self.as_of.day();
        let is_published = if self.of_kind(CycleKind::Publish).next().is_some() {
            self.done(CycleKind::Publish).is_some()
        } else {
            self.is_over()
        };
        if is_published {
            "final"
        } else if day > self.span.last {
            "closing"
        } else if day >= self.span.first || self.of_kind(CycleKind::Announce).any(|known| known.done_at.is_some()) {
            "running"
        } else {
            "waiting"
        }
    }

    /// What can be done now.
    pub(super) fn can(&self) -> Vec<CycleOption> {
        let mut found = Vec::new();
        for (number, standing) in self.steps.iter().enumerate() {
            if let Ok((from, until)) = self.option(number, self.as_of) {
                found.push(CycleOption { step: standing.step.id.clone(), from: from.map(date), until: date(until) });
            }
        }
        found
    }

    /// Every step as it stands.
    pub(super) fn statuses(&self) -> Vec<StepStatus> {
        let statuses = self.steps.iter().enumerate().map(|(number, standing)| StepStatus {
            id: standing.step.id.clone(),
            kind: standing.step.kind.as_str(),
            by: standing.step.by.clone(),
            state: self.state_of(number, standing),
            due: date(standing.due),
            done_at: standing.done_at,
            slots: standing.recurs().then(|| self.slots(standing)),
            text: None,
        });
        statuses.gather()
    }

    /// How often each step recurs.
    pub(super) fn counts(&self) -> impl Iterator<Item = u32> {
        self.steps.iter().map(|standing| small(standing.slots.len()))
    }

    fn state_of(&self, number: usize, standing: &Standing<'_>) -> &'static str {
        let day = self.as_of.day();
        if standing.recurs() {
            let over = standing.over(day, self.span);
            let last = over.checked_sub(1).and_then(|last| standing.slots.get(last));
            return match last {
                _ if standing.has_all() => "done",
                Some(false) => "overdue",
                // Nothing more can be done of what was missed earlier.
                _ if day > self.span.last => "done_late",
                _ if day < self.span.first => "waiting",
                _ => "open",
            };
        }
        match standing.done_at {
            Some(at) if at.day() > standing.due => "done_late",
            Some(_) => "done",
            None if day > standing.due => "overdue",
            None if self.option(number, self.as_of).is_ok() => "open",
            None => "waiting",
        }
    }

    fn slots(&self, standing: &Standing<'_>) -> Slots {
        let over = standing.over(self.as_of.day(), self.span);
        let due_on = |slot: usize| date(standing.slot(slot, self.span).last);
        let all = || standing.slots.iter().enumerate().filter(|(_, done)| !**done).map(|(slot, _)| slot);
        Slots {
            due: small(over),
            done: small(standing.slots.iter().filter(|done| **done).count()),
            missed: Few(all().take_while(|slot| *slot < over).map(due_on).gather()),
            next: all().find(|slot| *slot >= over).map(due_on),
        }
    }
}

/// What is wrong with an entry of the record.
enum Wrong<'a> {
    Step,
    Future,
    Illegal(Why),
    Actor(&'a str),
}

fn date(day: i32) -> Date {
    let day = day.min(LAST_DAY);
    Span { first: day, last: day }.from().unwrap_or_default()
}
