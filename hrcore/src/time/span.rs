//! A run of days, both ends included.

use chrono::Datelike as _;

use super::Date;

/// A run of days as numbers, both ends included: small, and quick to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first day, counted from 1 January of the year 1.
    pub first: i32,
    /// The last day.
    pub last: i32,
}

/// Marks a day without end.
const OPEN: i32 = i32::MAX;

impl Span {
    /// From one date to another, or without end.
    #[must_use]
    pub fn new(from: Date, to: Option<Date>) -> Self {
        Self { first: number(from), last: to.map_or(OPEN, number) }
    }

    /// The days that both have.
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        let span = Self { first: self.first.max(other.first), last: self.last.min(other.last) };
        (span.first <= span.last).then_some(span)
    }

    /// Whether all days of the other are here.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// How many days there are.
    #[must_use]
    pub fn days(self) -> u32 {
        u32::try_from(i64::from(self.last) - i64::from(self.first) + 1).unwrap_or(0)
    }

    /// The first day as a date.
    #[must_use]
    pub fn from(self) -> Option<Date> {
        Date::from_num_days_from_ce_opt(self.first)
    }

    /// The last day as a date, `None` without end.
    #[must_use]
    pub fn to(self) -> Option<Date> {
        Date::from_num_days_from_ce_opt(self.last)
    }
}

/// The number of a day.
fn number(date: Date) -> i32 {
    date.num_days_from_ce()
}
