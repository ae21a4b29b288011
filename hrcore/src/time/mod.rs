//! Days, periods and working days. Nothing here reads a clock.

mod calendar;
mod period;
mod span;

pub use calendar::WorkCalendar;
pub use period::{Period, PeriodError};
pub use span::Span;

pub use chrono::NaiveDate as Date;

/// Reads a date written as `2025-06-30`.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    Date::from_ymd_opt(period::year(year)?, period::two_digits(month)?, period::two_digits(day)?)
}

#[cfg(test)]
mod tests;
