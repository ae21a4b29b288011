//! Which days are worked.

use super::{Date, Span};

use crate::gather::Gather as _;
use crate::number::small;

/// Weekends, holidays and the weekend days that are worked instead (调休).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkCalendar {
    // Bit n set: ISO weekday n + 1 is free.
    weekend: u8,
    holidays: Vec<i32>,
    workdays: Vec<i32>,
}

impl WorkCalendar {
    /// A calendar from ISO weekdays (1 is Monday) and dates.
    #[must_use]
    pub fn new(weekend: &[u32], holidays: &[Date], workdays: &[Date]) -> Self {
        let numbers = |dates: &[Date]| {
            let mut days: Vec<i32> = dates.iter().map(|date| Span::new(*date, None).first).gather();
            crate::sort::sort_by(&mut days, Ord::cmp);
            days.dedup();
            days
        };
        let mask = weekend.iter().filter(|day| (1..=7).contains(*day)).fold(0u8, |mask, day| mask | 1 << (day - 1));
        Self { weekend: mask, holidays: numbers(holidays), workdays: numbers(workdays) }
    }

    /// Whether a day, counted from 1 January of the year 1, is worked.
    pub(super) fn works(&self, day: i32) -> bool {
        if self.workdays.binary_search(&day).is_ok() {
            return true;
        }
        // Day 1, 1 January of the year 1, is a Monday.
        let weekday = (day - 1).rem_euclid(7);
        self.weekend & (1 << weekday) == 0 && self.holidays.binary_search(&day).is_err()
    }

    /// The working days of a span.
    #[must_use]
    pub fn working_days(&self, span: Span) -> u32 {
        small((span.first..=span.last).filter(|day| self.works(*day)).count())
    }
}
