//! A moment, as RFC 3339 writes it: for deadlines, where hours count.

use std::fmt;

use super::{Date, Span, WorkCalendar, parse_date, period, push_digits};
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
    // By hand: chrono's `parse_from_rfc3339` makes the npm module 7 616 bytes larger (3 968 under brotli), and takes a
    // space, lower case, U+2212 for a minus and leap seconds, all of which would have to be refused before it.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_at_checked(10)?;
        let day = Span::new(parse_date(date)?, None).first;
        let (clock, rest) = time.as_bytes().split_at_checked(9)?;
        let [b'T', a, b, b':', c, d, b':', e, f] = clock else { return None };
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

    pub(crate) fn day(self) -> i32 {
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
        Self { seconds: self.start_of(day.saturating_add(1)) - 1, ..self }
    }

    /// The same moment, told in the offset of another.
    pub(crate) fn at_offset_of(self, other: Self) -> Self {
        Self { offset: other.offset, ..self }
    }

    /// The second at which a day begins, in its own offset.
    pub(crate) fn start_of(self, day: i32) -> i64 {
        i64::from(day) * DAY - i64::from(self.offset) * 60
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
        let second = self.local().rem_euclid(DAY).unsigned_abs();
        let mut text = String::with_capacity(32);
        super::push_date(self.date(), &mut text);
        text.push('T');
        push_digits(second / 3_600, 2, &mut text);
        text.push(':');
        push_digits(second / 60 % 60, 2, &mut text);
        text.push(':');
        push_digits(second % 60, 2, &mut text);
        if self.offset == 0 {
            text.push('Z');
        } else {
            let minutes = self.offset.unsigned_abs();
            text.push(if self.offset < 0 { '-' } else { '+' });
            push_digits(u64::from(minutes / 60), 2, &mut text);
            text.push(':');
            push_digits(u64::from(minutes % 60), 2, &mut text);
        }
        f.write_str(&text)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn reads_what_rfc_3339_writes() {
        for text in ["2025-06-30T09:05:07+08:00", "2024-02-29T23:59:59-09:30", "1900-01-01T00:00:00Z"] {
            assert_eq!(at(text).to_string(), text);
        }
        for (text, written) in [
            ("2025-06-30T09:00:00.5Z", "2025-06-30T09:00:00Z"),
            ("2025-06-30T09:00:00.999999999999-01:00", "2025-06-30T09:00:00-01:00"),
            ("2025-06-30T09:00:00+00:00", "2025-06-30T09:00:00Z"),
            ("2025-06-30T09:00:00-00:00", "2025-06-30T09:00:00Z"),
        ] {
            assert_eq!(at(text).to_string(), written);
        }
    }

    #[test]
    fn refuses_everything_else() {
        for text in [
            "",
            "2025-06-30",
            "2025-06-30T09:00:00",
            "2025-06-30T09:00Z",
            "2025-06-30 09:00:00Z",
            "2025-06-30t09:00:00Z",
            "2025-06-30T09:00:00z",
            "2025-06-30T24:00:00Z",
            "2025-06-30T09:60:00Z",
            "2025-06-30T09:00:60Z",
            "2025-06-31T09:00:00Z",
            "2025-02-29T09:00:00Z",
            "1899-12-31T09:00:00Z",
            "9001-01-01T09:00:00Z",
            "2025-06-30T09:00:00.Z",
            "2025-06-30T09:00:00+8:00",
            "2025-06-30T09:00:00+0800",
            "2025-06-30T09:00:00+24:00",
            "2025-06-30T09:00:00+08:60",
            "2025-06-30T09:00:00+08:00 ",
            "2025-06-30T+9:00:00Z",
            "2025-06-30T09:00:0\u{661}Z",
            "2025-06-30T0\u{e9}:00:00Z",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }

    #[test]
    fn one_time_line_for_all_offsets() {
        let same = ["2025-01-01T07:30:00+08:00", "2024-12-31T23:30:00Z", "2024-12-31T14:00:00-09:30"];
        for text in same {
            assert_eq!(at(text).seconds(), at(same[0]).seconds(), "{text}");
        }
        assert_eq!(at(same[0]).date().to_string(), "2025-01-01");
        assert_eq!(at(same[1]).date().to_string(), "2024-12-31");
        assert!(at("2025-01-01T00:00:00Z").is_after(at("2025-01-01T00:00:00+00:01")));
        assert!(!at("2025-01-01T00:00:00Z").is_after(at("2025-01-01T08:00:00+08:00")));
    }

    #[test]
    fn hours_run_to_the_second() {
        assert_eq!(at("2024-02-28T12:34:56-03:00").plus_hours(36).to_string(), "2024-03-01T00:34:56-03:00");
    }

    #[test]
    fn days_end_with_their_last_second() {
        let start = at("2024-02-28T00:00:00+08:00");
        assert_eq!(start.plus_days(1).to_string(), "2024-02-29T23:59:59+08:00");
        assert_eq!(start.plus_days(2).to_string(), "2024-03-01T23:59:59+08:00");
        assert_eq!(at("2024-02-28T23:59:59+08:00").plus_days(1), start.plus_days(1));
    }

    #[test]
    fn working_days_pass_over_free_ones() {
        let date = |text: &str| parse_date(text).unwrap();
        // Wednesday 1 October 2025 to the 8th are free; Sunday 28 September and Saturday 11 October are worked.
        let free: Vec<Date> = (1..=8).map(|day| date(&format!("2025-10-{day:02}"))).collect();
        let calendar = WorkCalendar::new(&[6, 7], &free, &[date("2025-09-28"), date("2025-10-11")]);
        let end = |from: &str, days| at(from).plus_working_days(days, &calendar).date().to_string();
        assert_eq!(end("2025-09-26T10:00:00+08:00", 1), "2025-09-28");
        assert_eq!(end("2025-09-26T10:00:00+08:00", 3), "2025-09-30");
        assert_eq!(end("2025-09-26T10:00:00+08:00", 4), "2025-10-09");
        assert_eq!(end("2025-10-03T10:00:00+08:00", 3), "2025-10-11");
        assert_eq!(end("2025-10-03T10:00:00+08:00", 4), "2025-10-13");
    }

    #[test]
    fn a_calendar_without_working_days_does_not_hang() {
        let calendar = WorkCalendar::new(&[1, 2, 3, 4, 5, 6, 7], &[], &[]);
        assert_eq!(at("8999-12-31T10:00:00Z").plus_working_days(5, &calendar).date().to_string(), "9082-02-19");
    }
}
