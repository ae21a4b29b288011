//! What became of an item by a moment.

use super::super::{Blocker, GoalMeasure, PlanUpdate, UpdateState};
use super::{KnownItem, PlanFacts};
use crate::number::{Decimal, Rational};
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
        progress.attainment = self.attainment(known, result);
        progress
    }

    /// The same without how much of its goal is reached, which many questions do not need; and where the result stands
    /// of which that is made.
    pub(crate) fn progress_alone(&self, item: usize, until: Until) -> (Progress<'a>, Figure) {
        let known = self.items.get(item);
        known.map_or_else(|| (Progress::default(), Figure::Nowhere), |known| self.course(item, known, until))
    }

    /// How much of its goal an item has reached by the result that was stated last.
    pub(crate) fn attainment(&self, item: &KnownItem<'a>, result: Figure) -> Option<Rational> {
        let result = match result {
            Figure::Nowhere => None,
            Figure::Item => item.of.result.as_deref(),
            Figure::Update(number) => self.update(number).and_then(|update| update.result.as_deref()),
        };
        item.attainment(*result?)
    }

    fn course(&self, item: usize, known: &KnownItem<'a>, until: Until) -> (Progress<'a>, Figure) {
        let mut last = Last::default();
        // When it says itself that it is done, its result is of that moment, and of none otherwise.
        let mut own = if known.says_done { known.of.done.filter(|done| until.sees(*done)) } else { None };
        if !known.says_done && known.has_result {
            last.result = Figure::Item;
        }
        for said in super::part(&self.said_starts, &self.said, item) {
            if !until.sees(said.at) {
                continue;
            }
            if let Some(done) = own.take_if(|done| said.at.is_after(*done)) {
                last.finish(done, known);
            }
            last.take(said);
        }
        if let Some(done) = own {
            last.finish(done, known);
        }
        let share = match (last.done, last.percent) {
            (Some(_), _) => Some(Rational::ONE),
            (None, Share::Nowhere) => None,
            (None, Share::Whole(percent)) => Some(Rational::from_scaled(percent.into(), 2)),
            (None, Share::Update(number)) => self.update(number).and_then(|update| update.percent).map(|percent| {
                let percent = percent.0;
                Rational::from_scaled(percent.mantissa(), percent.scale() + 2)
            }),
        };
        let progress = Progress {
            share,
            done: last.done,
            is_cancelled: last.state == UpdateState::Cancelled,
            is_blocked: last.state == UpdateState::Blocked,
            blocker: last.blocker.and_then(|number| self.update(number)).and_then(|update| update.blocker.as_deref()),
            attainment: None,
        };
        (progress, last.result)
    }

    fn update(&self, number: u32) -> Option<&'a PlanUpdate> {
        self.updates.get(number as usize)
    }
}

/// What an update says, but for its figures and texts: small, and beside the others of its item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub(super) at: Instant,
    /// Its number in the document.
    number: u32,
    state: Option<UpdateState>,
    /// How much is done, where that is a whole percentage; or one of the two below.
    percent: u8,
    has_result: bool,
}

/// Nothing is said of how much is done, or something that has to be looked up.
const UNSAID: u8 = u8::MAX;
const BROKEN: u8 = u8::MAX - 1;

impl Said {
    pub(super) fn new(number: u32, update: &PlanUpdate, item: Option<&KnownItem<'_>>) -> Self {
        let fits = |result: &Amount| item.is_some_and(|item| item.fits(*result));
        let percent = update.percent.map_or(UNSAID, |percent| whole(percent.0));
        let has_result = update.result.as_deref().is_some_and(fits);
        Self { at: update.at, number, state: update.state, percent, has_result }
    }
}

/// A percentage from 0 to 100 as a number, if it is a whole one.
fn whole(percent: Decimal) -> u8 {
    let whole = if percent.scale() == 0 { u8::try_from(percent.mantissa()).ok() } else { None };
    whole.filter(|percent| *percent <= 100).unwrap_or(BROKEN)
}

/// How much was said to be done last.
#[derive(Debug, Clone, Copy)]
enum Share {
    Nowhere,
    Whole(u8),
    Update(u32),
}

/// Where the result that was stated last stands.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Figure {
    Nowhere,
    Item,
    Update(u32),
}

/// What was said last.
struct Last {
    state: UpdateState,
    /// Since when it is done without having been opened again.
    done: Option<Instant>,
    percent: Share,
    /// The update that told what stands in the way.
    blocker: Option<u32>,
    result: Figure,
}

impl Default for Last {
    fn default() -> Self {
        Self { state: UpdateState::Open, done: None, percent: Share::Nowhere, blocker: None, result: Figure::Nowhere }
    }
}

impl Last {
    fn take(&mut self, said: &Said) {
        // What was done or given up is not taken up again by a late figure.
        let is_over = matches!(self.state, UpdateState::Done | UpdateState::Cancelled);
        self.state = said.state.unwrap_or(if is_over { self.state } else { UpdateState::Open });
        self.done = self.done.or(Some(said.at)).filter(|_| self.state == UpdateState::Done);
        self.blocker = (self.state == UpdateState::Blocked).then_some(said.number);
        match said.percent {
            UNSAID => {}
            BROKEN => self.percent = Share::Update(said.number),
            percent => self.percent = Share::Whole(percent),
        }
        if said.has_result {
            self.result = Figure::Update(said.number);
        }
    }

    fn finish(&mut self, done: Instant, item: &KnownItem<'_>) {
        self.state = UpdateState::Done;
        self.done = self.done.or(Some(done));
        self.blocker = None;
        if item.has_result {
            self.result = Figure::Item;
        }
    }
}

impl KnownItem<'_> {
    /// Whether a result fits the unit of its goal; one that does not has been reported and is left out.
    fn fits(&self, result: Amount) -> bool {
        self.unit.is_none_or(|unit| unit.value(result).is_ok())
    }

    /// Whether a result of its own fits its goal.
    pub(super) fn own_result_fits(&self) -> bool {
        self.of.result.as_deref().is_some_and(|result| self.fits(*result))
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
