//! Days, periods and working days. Nothing here reads a clock.

mod calendar;
mod instant;
mod period;
mod span;

pub use calendar::WorkCalendar;
pub use instant::Instant;
pub use period::{Period, PeriodError};
pub use span::Span;

use chrono::Datelike as _;

use crate::number::push_digits;

pub use chrono::NaiveDate as Date;

words! {
    /// The length of a period.
    pub enum Granularity {
        /// Days.
        Day = "day",
        /// ISO weeks.
        Week = "week",
        /// Months: the policy's appraisal months, where it appraises by month.
        Month = "month",
        /// Calendar quarters.
        Quarter = "quarter",
        /// Half years.
        Half = "half",
        /// Years.
        Year = "year",
    }
}

/// The day so many calendar months later; a day that does not exist there is the month's last.
pub(crate) fn months_later(day: Date, months: u32) -> Option<Date> {
    day.checked_add_months(chrono::Months::new(months))
}

/// The day so many calendar months earlier; a day that does not exist there is the month's last.
pub(crate) fn months_earlier(day: Date, months: u32) -> Option<Date> {
    day.checked_sub_months(chrono::Months::new(months))
}

/// Reads a date written as `2025-06-30`.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
    let year = period::year(&[*a, *b, *c, *d])?;
    Date::from_ymd_opt(year, period::digits(&[*e, *f], 2)?, period::digits(&[*g, *h], 2)?)
}

/// Appends a date as `2025-06-30`.
pub(crate) fn push_date(date: Date, out: &mut String) {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match u64::try_from(year) {
        Ok(year @ 0..=9999) => {
            push_digits(year, 4, out);
            for part in [month, day] {
                out.push('-');
                push_digits(part.into(), 2, out);
            }
        }
        // Dates of hosts may lie beyond those of documents.
        _ => out.push_str(&date.to_string()),
    }
}

#[cfg(test)]
mod tests;
