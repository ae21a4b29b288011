//! Periods: what a figure is measured over.

use std::fmt;

use chrono::{Datelike as _, Days, Weekday};

use super::{Date, Granularity, Span};

use crate::gather::Gather as _;
use crate::number::push_digits;

/// A day, ISO week, month, quarter, half, year, or an appraisal month that starts on another day.
///
/// # Example
///
/// ```
/// use hrcore::time::Period;
///
/// let june: Period = "2025-06@26".parse()?;
/// assert_eq!(june.span().from().unwrap().to_string(), "2025-05-26");
/// assert_eq!(june.span().to().unwrap().to_string(), "2025-06-25");
/// assert_eq!(june.previous().unwrap().to_string(), "2025-05@26");
/// # Ok::<(), hrcore::time::PeriodError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// One day.
    Day(Date),
    /// An ISO week (ISO 8601), Monday to Sunday.
    Week {
        /// ISO year.
        year: i32,
        /// 1 to 53.
        week: u32,
    },
    /// A month that starts on a day and is named for the month in which it ends.
    Month {
        /// Year of the month's name.
        year: i32,
        /// 1 to 12.
        month: u32,
        /// 1 (the calendar month) to 28.
        start_day: u32,
    },
    /// Three calendar months.
    Quarter {
        /// Year.
        year: i32,
        /// 1 to 4.
        quarter: u32,
    },
    /// Six calendar months.
    Half {
        /// Year.
        year: i32,
        /// 1 or 2.
        half: u32,
    },
    /// A calendar year.
    Year(i32),
}

/// A text that names no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a period")]
#[non_exhaustive]
pub struct PeriodError;

/// A number of so many digits; its bytes tell the form, so that reading a period costs a few steps.
pub(super) fn digits(bytes: &[u8], count: usize) -> Option<u32> {
    if bytes.len() != count {
        return None;
    }
    let step = |number: u32, byte: &u8| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'));
    bytes.iter().try_fold(0, step)
}

/// Four digits, 1900 to 9000: far enough from the ends of the calendar that neighbours always exist.
pub(super) fn year(bytes: &[u8]) -> Option<i32> {
    let year = i32::try_from(digits(bytes, 4)?).ok()?;
    (1900..=9000).contains(&year).then_some(year)
}

fn date(year: i32, month: u32, day: u32) -> Option<Date> {
    Date::from_ymd_opt(year, month, day)
}

fn before(year: i32, month: u32) -> (i32, u32) {
    if month == 1 { (year - 1, 12) } else { (year, month - 1) }
}

fn after(year: i32, month: u32) -> (i32, u32) {
    if month == 12 { (year + 1, 1) } else { (year, month + 1) }
}

fn month_end(year: i32, month: u32) -> Option<Date> {
    let (year, month) = after(year, month);
    date(year, month, 1)?.pred_opt()
}

impl Period {
    /// The calendar month.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Option<Self> {
        ((1..=12).contains(&month) && (1900..=9000).contains(&year)).then_some(Self::Month {
            year,
            month,
            start_day: 1,
        })
    }

    fn bounds(self) -> Option<(Date, Date)> {
        Some(match self {
            Self::Day(day) => (day, day),
            Self::Week { year, week } => {
                let monday = Date::from_isoywd_opt(year, week, Weekday::Mon)?;
                (monday, monday.checked_add_days(Days::new(6))?)
            }
            Self::Month { year, month, start_day: 1 } => (date(year, month, 1)?, month_end(year, month)?),
            Self::Month { year, month, start_day } => {
                let (earlier, start) = before(year, month);
                (date(earlier, start, start_day)?, date(year, month, start_day)?.pred_opt()?)
            }
            Self::Quarter { year, quarter } => (date(year, quarter * 3 - 2, 1)?, month_end(year, quarter * 3)?),
            Self::Half { year, half } => (date(year, half * 6 - 5, 1)?, month_end(year, half * 6)?),
            Self::Year(year) => (date(year, 1, 1)?, date(year, 12, 31)?),
        })
    }

    /// The days of the period.
    #[must_use]
    pub fn span(self) -> Span {
        // INVARIANT: periods are made by `parse` and by stepping, both of which check that the days exist.
        self.bounds().map_or(Span { first: 1, last: 0 }, |(from, to)| Span::new(from, Some(to)))
    }

    /// The period just before; `None` at the end of the calendar.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        let period = match self {
            Self::Day(day) => Self::Day(day.pred_opt()?),
            Self::Week { .. } => {
                let earlier = self.bounds()?.0.checked_sub_days(Days::new(7))?.iso_week();
                Self::Week { year: earlier.year(), week: earlier.week() }
            }
            Self::Month { year, month, start_day } => {
                let (year, month) = before(year, month);
                Self::Month { year, month, start_day }
            }
            Self::Quarter { year, quarter: 1 } => Self::Quarter { year: year - 1, quarter: 4 },
            Self::Quarter { year, quarter } => Self::Quarter { year, quarter: quarter - 1 },
            Self::Half { year, half: 1 } => Self::Half { year: year - 1, half: 2 },
            Self::Half { year, .. } => Self::Half { year, half: 1 },
            Self::Year(year) => Self::Year(year - 1),
        };
        period.checked()
    }

    /// The period just after; `None` at the end of the calendar.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let period = match self {
            Self::Day(day) => Self::Day(day.succ_opt()?),
            Self::Week { .. } => {
                let later = self.bounds()?.1.succ_opt()?.iso_week();
                Self::Week { year: later.year(), week: later.week() }
            }
            Self::Month { year, month, start_day } => {
                let (year, month) = after(year, month);
                Self::Month { year, month, start_day }
            }
            Self::Quarter { year, quarter: 4 } => Self::Quarter { year: year + 1, quarter: 1 },
            Self::Quarter { year, quarter } => Self::Quarter { year, quarter: quarter + 1 },
            Self::Half { year, half: 2 } => Self::Half { year: year + 1, half: 1 },
            Self::Half { year, .. } => Self::Half { year, half: 2 },
            Self::Year(year) => Self::Year(year + 1),
        };
        (period.bounds()?.1.year() <= 9001).then_some(period)
    }

    /// The appraisal month that a day lies in.
    #[must_use]
    pub fn month_of(day: Date, start_day: u32) -> Self {
        let (year, month) = if start_day > 1 && day.day() >= start_day {
            after(day.year(), day.month())
        } else {
            (day.year(), day.month())
        };
        Self::Month { year, month, start_day }
    }

    /// The quarter, half or year that a month belongs to.
    fn of_month(year: i32, month: u32, months: u32) -> Self {
        match months {
            3 => Self::Quarter { year, quarter: month.div_ceil(3) },
            6 => Self::Half { year, half: month.div_ceil(6) },
            _ => Self::Year(year),
        }
    }

    /// The period of a length that a day lies in; longer ones are made of appraisal months that start on `start_day`.
    #[must_use]
    pub fn containing(day: Date, every: Granularity, start_day: u32) -> Self {
        let month = Self::month_of(day, start_day);
        let Self::Month { year, month: number, .. } = month else { return month };
        match every {
            Granularity::Day => Self::Day(day),
            Granularity::Week => Self::Week { year: day.iso_week().year(), week: day.iso_week().week() },
            Granularity::Month => month,
            Granularity::Quarter => Self::of_month(year, number, 3),
            Granularity::Half => Self::of_month(year, number, 6),
            Granularity::Year => Self::Year(year),
        }
    }

    /// The same period one year earlier; `None` where there is none (29 February, week 53).
    #[must_use]
    pub fn last_year(self) -> Option<Self> {
        let period = match self {
            Self::Day(day) => Self::Day(date(day.year() - 1, day.month(), day.day())?),
            Self::Week { year, week } => Self::Week { year: year - 1, week },
            Self::Month { year, month, start_day } => Self::Month { year: year - 1, month, start_day },
            Self::Quarter { year, quarter } => Self::Quarter { year: year - 1, quarter },
            Self::Half { year, half } => Self::Half { year: year - 1, half },
            Self::Year(year) => Self::Year(year - 1),
        };
        period.checked()
    }

    fn checked(self) -> Option<Self> {
        let (from, _) = self.bounds()?;
        (from.year() >= 1899).then_some(self)
    }

    /// The months of a quarter, half or year, each starting on `start_day`; the period itself otherwise.
    #[must_use]
    pub fn months(self, start_day: u32) -> Vec<Self> {
        let (year, first, count) = match self {
            Self::Quarter { year, quarter } => (year, quarter * 3 - 2, 3),
            Self::Half { year, half } => (year, half * 6 - 5, 6),
            Self::Year(year) => (year, 1, 12),
            other => return vec![other],
        };
        (first..first + count).map(|month| Self::Month { year, month, start_day }).gather()
    }
}

impl std::str::FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        match parse(text) {
            // Of what parses, only week 53 may not exist.
            Some(week @ Self::Week { .. }) => week.checked(),
            period => period,
        }
        .ok_or(PeriodError)
    }
}

fn parse(text: &str) -> Option<Period> {
    let (name, rest) = text.as_bytes().split_at_checked(4)?;
    let year = year(name)?;
    let month = |bytes: &[u8], start_day: u32| {
        let month = digits(bytes, 2).filter(|month| (1..=12).contains(month))?;
        Some(Period::Month { year, month, start_day })
    };
    match rest {
        [] => Some(Period::Year(year)),
        [b'-', b'Q', quarter @ b'1'..=b'4'] => Some(Period::Quarter { year, quarter: u32::from(quarter - b'0') }),
        [b'-', b'H', half @ b'1'..=b'2'] => Some(Period::Half { year, half: u32::from(half - b'0') }),
        [b'-', b'W', week @ ..] => Some(Period::Week { year, week: digits(week, 2)? }),
        [b'-', _, _, b'-', ..] => super::parse_date(text).map(Period::Day),
        [b'-', a, b] => month(&[*a, *b], 1),
        [b'-', a, b, b'@', start @ ..] if start.first() != Some(&b'0') => {
            let start_day = digits(start, start.len().min(2)).filter(|day| (1..=28).contains(day))?;
            month(&[*a, *b], start_day)
        }
        _ => None,
    }
}

impl Period {
    /// Appends the text of the period.
    pub(crate) fn push(self, out: &mut String) {
        let year = match self {
            Self::Day(day) => return super::push_date(day, out),
            Self::Week { year, .. }
            | Self::Month { year, .. }
            | Self::Quarter { year, .. }
            | Self::Half { year, .. }
            | Self::Year(year) => year,
        };
        let mut part = |before: &str, number: u32, least: u32| {
            out.push_str(before);
            push_digits(number.into(), least, out);
        };
        part(if year < 0 { "-" } else { "" }, year.unsigned_abs(), 4);
        match self {
            Self::Week { week, .. } => part("-W", week, 2),
            Self::Month { month, start_day, .. } => {
                part("-", month, 2);
                if start_day != 1 {
                    part("@", start_day, 1);
                }
            }
            Self::Quarter { quarter, .. } => part("-Q", quarter, 1),
            Self::Half { half, .. } => part("-H", half, 1),
            Self::Day(_) | Self::Year(_) => {}
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.push(&mut text);
        f.write_str(&text)
    }
}

serialize_as_written!(Period);
