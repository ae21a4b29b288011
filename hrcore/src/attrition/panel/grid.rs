//! The calendar months that are looked at, and who was there in them.

use std::ops::Range;

use chrono::Datelike as _;

use crate::facts::{Held, employments};
use crate::forecast::flows::months_before;
use crate::gather::Gather as _;
use crate::time::{Date, Period, Span};

/// So many months before the window may tell something of its first month: the longest view goes back so far.
pub(super) const REACH: usize = 24;
/// A window has so many months at most.
const WINDOW: u32 = 120;

/// Months that are over, the earliest first: those of the window, and some before it. Each has a number, from 0; the
/// one behind the last is the month to come.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) months: Vec<Period>,
    /// The first day of each, and of the month to come.
    starts: Vec<i32>,
    /// The first month of the window.
    pub(super) first: usize,
    /// Months from the year 0 to the first.
    offset: i32,
}

impl Grid {
    pub(super) fn new(as_of: Date, window: u32) -> Self {
        let mut months = months_before(as_of, window.min(WINDOW));
        months.reverse();
        let wanted = months.len() + REACH;
        while let Some(before) = months.last().and_then(|month| month.previous()).filter(|_| months.len() < wanted) {
            months.push(before);
        }
        months.reverse();
        let first = (months.len() + REACH).saturating_sub(wanted);
        let mut starts = months.iter().map(|month| month.span().first).gather();
        starts.extend(months.last().map(|month| month.span().last + 1));
        let offset = starts.first().map_or(0, |day| month_number(*day));
        Self { months, starts, first, offset }
    }

    /// The number of the month to come.
    pub(super) fn next(&self) -> usize {
        self.months.len()
    }

    /// The first day of a month.
    pub(super) fn start(&self, month: usize) -> i32 {
        self.starts.get(month).copied().unwrap_or(i32::MAX)
    }

    /// The month that is over in which a day lies.
    pub(super) fn over(&self, day: i32) -> Option<usize> {
        let month = self.starts.partition_point(|start| *start <= day).checked_sub(1)?;
        (month < self.months.len()).then_some(month)
    }

    /// How many months a month lies behind that of a day; none below zero.
    pub(super) fn since(&self, day: i32, month: usize) -> i32 {
        let month = i32::try_from(month).unwrap_or(i32::MAX);
        self.offset.saturating_add(month).saturating_sub(month_number(day)).max(0)
    }

    /// How many months before the first of these a day lies, or behind it: a number below that of [`Self::next`] is of a
    /// month that is over.
    pub(super) fn place(&self, date: Date) -> i32 {
        number(date).saturating_sub(self.offset)
    }

    /// The months on whose first day somebody was there, the one to come among them.
    pub(super) fn at_risk(&self, stay: &Stay<'_>) -> Range<usize> {
        let first = self.starts.partition_point(|start| *start < stay.first);
        first..self.starts.partition_point(|start| *start <= stay.last)
    }
}

fn number(date: Date) -> i32 {
    date.year() * 12 + date.month0().cast_signed()
}

/// Months from the year 0 to that of a day.
fn month_number(day: i32) -> i32 {
    Span { first: day, last: day }.from().map_or(0, number)
}

/// A time that somebody is with the company.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stay<'a> {
    /// The positions held, in the order of time.
    pub(super) held: &'a [Held],
    pub(super) first: i32,
    /// The last day; the largest number where none is known.
    pub(super) last: i32,
}

/// The times that somebody is with the company, in order.
pub(super) fn stays(held: &[Held]) -> impl Iterator<Item = Stay<'_>> {
    employments(held).filter_map(|held| {
        let (first, last) = (held.first()?.span.first, held.last()?.span.last);
        Some(Stay { held, first, last })
    })
}

impl<'a> Stay<'a> {
    /// What was held on a day; between two, the one before.
    pub(super) fn held_on(&self, day: i32) -> Option<&'a Held> {
        self.held.get(self.on(day))
    }

    /// The same by its place.
    pub(super) fn on(&self, day: i32) -> usize {
        self.held.partition_point(|held| held.span.first <= day).saturating_sub(1)
    }

    /// The first day of the position held, whatever the units.
    pub(super) fn position_since(&self, at: usize) -> i32 {
        let position = self.held.get(at).map(|held| held.position);
        let run = self.held.get(..=at).unwrap_or_default().iter().rev();
        run.take_while(|held| Some(held.position) == position).last().map_or(self.first, |held| held.span.first)
    }

    /// Whether the last day is known.
    pub(super) fn last_day(&self) -> Option<i32> {
        (self.last < i32::MAX).then_some(self.last)
    }
}
