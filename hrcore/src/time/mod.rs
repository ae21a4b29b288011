//! Days, periods and working days. Nothing here reads a clock.

mod calendar;
mod instant;
mod period;
mod span;

pub use calendar::WorkCalendar;
pub use instant::Instant;
pub use period::{Period, PeriodError};
pub use span::Span;

pub use chrono::NaiveDate as Date;

/// Reads a date written as `2025-06-30`.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
    let year = period::year(&[*a, *b, *c, *d])?;
    Date::from_ymd_opt(year, period::digits(&[*e, *f], 2)?, period::digits(&[*g, *h], 2)?)
}

#[cfg(test)]
mod tests;
