//! A moment, as RFC 3339 writes it: for deadlines, where hours count.

use std::fmt;

use super::{Date, Span, WorkCalendar, parse_date, period};
use crate::error::Code;
use crate::json::{Read, Reader, Write, Writer};

const DAY: i64 = 86_400;

/// Working days are looked for no further ahead: one a week makes the longest term of a policy.
const MOST_DAYS: i32 = 30_000;

/// A moment with the offset in which it was written. Fractions of a second are dropped.
///
/// # Example
///
/// ```
/// use hrcore::time::Instant;
///
/// let instant = Instant::parse("2025-06-10T09:00:00.250+08:00").unwrap();
/// assert_eq!(instant.to_string(), "2025-06-10T09:00:00+08:00");
/// assert_eq!(instant.seconds(), Instant::parse("2025-06-10T01:00:00Z").unwrap().seconds());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instant {
    /// Seconds since 1 January of the year 1 begins in UTC, plus a day.
    seconds: i64,
    /// Minutes that the local time is ahead of UTC.
    offset: i32,
}

impl Instant {
    /// Reads a moment written as `2025-06-30T09:00:00+08:00` or `2025-06-30T01:00:00Z`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let day = Span::new(parse_date(date)?, None).first;
        let (clock, rest) = time.as_bytes().split_at_checked(8)?;
        let [a, b, b':', c, d, b':', e, f] = clock else { return None };
        let part = |tens: &u8, ones: &u8, most: u32| {
            period::digits(&[*tens, *ones], 2).filter(|value| *value <= most).map(i64::from)
        };
        let (hour, minute, second) = (part(a, b, 23)?, part(c, d, 59)?, part(e, f, 59)?);
        let rest = match rest {
            [b'.', fraction @ ..] => {
                let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
                fraction.get(digits..).filter(|_| digits > 0)?
            }
            _ => rest,
        };
        let offset = match rest {
            [b'Z'] => 0,
            [sign @ (b'+' | b'-'), a, b, b':', c, d] => {
                let minutes = part(a, b, 23)? * 60 + part(c, d, 59)?;
                i32::try_from(minutes).ok()? * if *sign == b'-' { -1 } else { 1 }
            }
            _ => return None,
        };
        let local = i64::from(day) * DAY + hour * 3_600 + minute * 60 + second;
        Some(Self { seconds: local - i64::from(offset) * 60, offset })
    }

    /// Seconds on one time line, whatever the offset.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// Whether it comes after the other.
    #[must_use]
    pub fn is_after(self, other: Self) -> bool {
        self.seconds > other.seconds
    }

    fn local(self) -> i64 {
        self.seconds + i64::from(self.offset) * 60
    }

    fn day(self) -> i32 {
        i32::try_from(self.local().div_euclid(DAY)).unwrap_or(i32::MAX)
    }

    /// The day that it is there, in its own offset.
    #[must_use]
    pub fn date(self) -> Date {
        // A moment that was read, and those counted from it, lie within the years that a date can have.
        Span { first: self.day(), last: self.day() }.from().unwrap_or_default()
    }

    /// So many hours later.
    #[must_use]
    pub fn plus_hours(self, hours: u32) -> Self {
        self.plus_seconds(i64::from(hours) * 3_600)
    }

    /// So many seconds later.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self { seconds: self.seconds + seconds, ..self }
    }

    fn end_of(self, day: i32) -> Self {
        let end = (i64::from(day) + 1) * DAY - 1;
        Self { seconds: end - i64::from(self.offset) * 60, ..self }
    }

    /// The last second of the day so many days later; the day itself does not count.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        self.end_of(self.day().saturating_add_unsigned(days))
    }

    /// The last second of the day so many working days later; the day itself does not count.
    #[must_use]
    pub fn plus_working_days(self, days: u32, calendar: &WorkCalendar) -> Self {
        let mut day = self.day();
        // A calendar may be free for centuries; then the term ends all the same.
        let last = day.saturating_add(MOST_DAYS);
        let mut left = days;
        while left > 0 && day < last {
            day += 1;
            left -= u32::from(calendar.works(day));
        }
        self.end_of(day)
    }

    /// The time of day, `09:00`.
    #[must_use]
    pub fn clock(self) -> String {
        let minutes = self.local().rem_euclid(DAY) / 60;
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}:{:02}", self.date(), self.clock(), self.local().rem_euclid(60))?;
        if self.offset == 0 {
            return f.write_str("Z");
        }
        let (sign, minutes) = (if self.offset < 0 { '-' } else { '+' }, self.offset.unsigned_abs());
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl Read for Instant {
    fn blank() -> Self {
        Self { seconds: 0, offset: 0 }
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let text = r.string("an instant such as `2025-06-30T09:00:00+08:00`")?;
        let instant = Self::parse(&text);
        if instant.is_none() {
            let message = format_args!(
                "`{}` is not an instant with its offset, such as `2025-06-30T09:00:00+08:00`",
                crate::json::short(&text)
            );
            r.problem(Code::InstantInvalid, message);
        }
        instant
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": "string", "format": "date-time"})
    }
}

impl Write for Instant {
    fn write(&self, w: &mut Writer) {
        w.string(&self.to_string());
    }

    #[cfg(feature = "schema")]
    fn answer_schema(d: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        (<Self as Read>::schema(d), crate::schema::Presence::ALWAYS)
    }
}

serialize_as_written!(Instant);
