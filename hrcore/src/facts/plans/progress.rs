//! What became of an item by a moment.

use super::super::{Blocker, GoalMeasure, PlanUpdate, UpdateState};
use super::{KnownItem, PlanFacts};
use crate::number::Rational;
use crate::time::Instant;
use crate::values::Amount;

/// What became of an item by a moment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Progress<'a> {
    /// How much is done, from 0 to 1; 1 when it is done. None where nothing was said.
    pub(crate) share: Option<Rational>,
    /// Since when it is done.
    pub(crate) done: Option<Instant>,
    pub(crate) is_cancelled: bool,
    /// Whether something stands in the way; what it is, is in `blocker`.
    pub(crate) is_blocked: bool,
    pub(crate) blocker: Option<&'a Blocker>,
    /// How much of its goal is reached, from 0 to 1; none without a goal or a result.
    pub(crate) attainment: Option<Rational>,
}

/// Up to when records are seen.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Until {
    /// Up to a second.
    Moment(i64),
    /// Up to the end of a day, in the offset of each record.
    Day(i32),
}

impl Until {
    fn sees(self, at: Instant) -> bool {
        match self {
            Self::Moment(second) => at.seconds() <= second,
            Self::Day(day) => at.day() <= day,
        }
    }
}

impl<'a> PlanFacts<'a> {
    /// What became of an item by then.
    pub(crate) fn progress(&self, item: usize, until: Until) -> Progress<'a> {
        let Some(known) = self.items.get(item) else { return Progress::default() };
        let (mut progress, result) = self.course(item, known, until);
        progress.attainment = result.and_then(|result| known.attainment(*result));
        progress
    }

    /// The same without how much of its goal is reached, which many questions do not need.
    pub(crate) fn progress_alone(&self, item: usize, until: Until) -> Progress<'a> {
        self.items.get(item).map_or_else(Progress::default, |known| self.course(item, known, until).0)
    }

    fn course(&self, item: usize, known: &KnownItem<'a>, until: Until) -> (Progress<'a>, Option<&'a Amount>) {
        let mut last = Last::default();
        // When it says itself that it is done, its result is of that moment, and of none otherwise.
        let mut own = known.of.done.filter(|done| until.sees(*done));
        if known.of.done.is_none() {
            last.result = known.of.result.as_deref().filter(|result| known.fits(**result));
        }
        for update in self.updates_seen(item) {
            if !until.sees(update.at) {
                continue;
            }
            if let Some(done) = own.take_if(|done| update.at.is_after(*done)) {
                last.finish(done, known);
            }
            last.take(update, known);
        }
        if let Some(done) = own {
            last.finish(done, known);
        }
        let is_done = last.done.is_some();
        let stated = last.percent.map(|percent| Rational::from_scaled(percent.mantissa(), percent.scale() + 2));
        let progress = Progress {
            share: if is_done { Some(Rational::ONE) } else { stated },
            done: last.done,
            is_cancelled: last.state == UpdateState::Cancelled,
            is_blocked: last.state == UpdateState::Blocked,
            blocker: last.blocker,
            attainment: None,
        };
        (progress, last.result)
    }

    fn updates_seen(&self, item: usize) -> impl Iterator<Item = &'a PlanUpdate> {
        let all: &'a [PlanUpdate] = self.updates;
        let numbers = super::part(&self.update_starts, &self.item_updates, item);
        numbers.iter().filter_map(move |number| all.get(*number as usize))
    }
}

/// What was said last.
struct Last<'a> {
    state: UpdateState,
    /// Since when it is done without having been opened again.
    done: Option<Instant>,
    percent: Option<crate::number::Decimal>,
    result: Option<&'a Amount>,
    blocker: Option<&'a Blocker>,
}

impl Default for Last<'_> {
    fn default() -> Self {
        Self { state: UpdateState::Open, done: None, percent: None, result: None, blocker: None }
    }
}

impl<'a> Last<'a> {
    fn take(&mut self, update: &'a PlanUpdate, item: &KnownItem<'a>) {
        // What was done or given up is not taken up again by a late figure.
        let is_over = matches!(self.state, UpdateState::Done | UpdateState::Cancelled);
        self.state = update.state.unwrap_or(if is_over { self.state } else { UpdateState::Open });
        self.done = self.done.or(Some(update.at)).filter(|_| self.state == UpdateState::Done);
        self.blocker = update.blocker.as_deref().filter(|_| self.state == UpdateState::Blocked);
        self.percent = update.percent.map(|percent| percent.0).or(self.percent);
        self.result = update.result.as_deref().filter(|result| item.fits(**result)).or(self.result);
    }

    fn finish(&mut self, done: Instant, item: &KnownItem<'a>) {
        self.state = UpdateState::Done;
        self.done = self.done.or(Some(done));
        self.blocker = None;
        self.result = item.of.result.as_deref().filter(|result| item.fits(**result)).or(self.result);
    }
}

impl KnownItem<'_> {
    /// Whether a result fits the unit of its goal; one that does not has been reported and is left out.
    fn fits(&self, result: Amount) -> bool {
        self.unit.is_none_or(|unit| unit.value(result).is_ok())
    }

    /// How much of its goal a result is, from 0 to 1.
    fn attainment(&self, result: Amount) -> Option<Rational> {
        let (goal, unit) = (self.goal()?, self.unit?);
        let (value, to) = (unit.value(result).ok()?, unit.value(goal.to).ok()?);
        let share = match goal.measure {
            GoalMeasure::Ratio if !self.is_lower => value.checked_div(&to)?,
            // As little as there can be.
            GoalMeasure::Ratio if value.signum() <= 0 => Rational::ONE,
            GoalMeasure::Ratio => to.checked_div(&value)?,
            GoalMeasure::Improvement => {
                let from = unit.value(goal.from?).ok()?;
                (&value - &from).checked_div(&(&to - &from))?
            }
        };
        Some(share.max(Rational::ZERO).min(Rational::ONE))
    }
}
