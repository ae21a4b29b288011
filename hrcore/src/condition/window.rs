//! Over which periods a test looks.

use crate::error::Code;
use crate::json::{Kind, Read, Reader, Write, Writer};
use crate::time::Granularity;

/// The periods that a test looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Which of them have to hold.
    pub kind: WindowKind,
    /// Their length; the appraisal period, if not stated.
    pub every: Option<Granularity>,
    /// What a period without a value does.
    pub on_missing: Missing,
    /// More skipped periods in a row than this break a streak.
    pub max_gap: Option<u32>,
    /// Where a streak ends.
    pub ending: WindowEnd,
    /// Whether periods before the position was taken up count.
    pub across_positions: bool,
}

/// Which periods have to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowKind {
    /// So many adjacent ones.
    Consecutive(u32),
    /// At least the first number of the last so many.
    OfLast(u32, u32),
    /// The value over the last so many together.
    Aggregate(u32),
}

words! {
    /// What a period without a value does.
    pub enum Missing {
        /// It counts as unmet.
        Break = "break",
        /// It is skipped.
        Pause = "pause",
        /// It may be met or not.
        Unknown = "unknown",
    }
}

words! {
    /// Where a streak ends.
    pub enum WindowEnd {
        /// With the last period that has ended.
        Latest = "latest",
        /// Anywhere.
        Ever = "ever",
    }
}

/// From when on something counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// From the day on which the position was taken up.
    PositionStart,
    /// In the last so many months.
    Months(u32),
}

document! {
    /// A window as it stands in a document.
    struct WindowFields {
        /// So many adjacent periods.
        consecutive: Option<u32>,
        /// So many last periods, of which `at_least` have to hold.
        of_last: Option<u32>,
        /// How many of them.
        at_least: Option<u32>,
        /// The value over so many last periods together.
        aggregate: Option<u32>,
        /// The length of a period.
        every: Option<Granularity>,
        /// What a period without a value does.
        on_missing: Missing = Missing::Break,
        /// More skipped periods in a row than this break a streak.
        max_gap: Option<u32>,
        /// Where a streak ends.
        ending: WindowEnd = WindowEnd::Latest,
        /// Whether periods before the position was taken up count.
        across_positions: bool = false,
    }
}

document! {
    /// The last months.
    struct LastMonths {
        /// How many.
        months: u32,
    }
}

/// The longest window: a century of months.
pub(crate) const LONGEST: u32 = 1200;

impl Read for Window {
    fn blank() -> Self {
        Self {
            kind: WindowKind::Consecutive(1),
            every: None,
            on_missing: Missing::Break,
            max_gap: None,
            ending: WindowEnd::Latest,
            across_positions: false,
        }
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let fields = WindowFields::read(r)?;
        let kind = match (fields.consecutive, fields.of_last, fields.at_least, fields.aggregate) {
            (Some(count), None, None, None) => WindowKind::Consecutive(count),
            (None, Some(last), Some(least), None) => WindowKind::OfLast(least, last),
            (None, None, None, Some(count)) => WindowKind::Aggregate(count),
            _ => {
                let message = "a window is `consecutive`, `of_last` with `at_least`, or `aggregate`";
                r.problem(Code::FieldMissing, format_args!("{message}"));
                return None;
            }
        };
        Some(Self {
            kind,
            every: fields.every,
            on_missing: fields.on_missing,
            max_gap: fields.max_gap,
            ending: fields.ending,
            across_positions: fields.across_positions,
        })
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        WindowFields::schema(definitions)
    }
}

impl Write for Window {
    fn write(&self, w: &mut Writer) {
        let (mut consecutive, mut of_last, mut at_least, mut aggregate) = (None, None, None, None);
        match self.kind {
            WindowKind::Consecutive(count) => consecutive = Some(count),
            WindowKind::OfLast(least, last) => (of_last, at_least) = (Some(last), Some(least)),
            WindowKind::Aggregate(count) => aggregate = Some(count),
        }
        let fields = WindowFields {
            consecutive,
            of_last,
            at_least,
            aggregate,
            every: self.every,
            on_missing: self.on_missing,
            max_gap: self.max_gap,
            ending: self.ending,
            across_positions: self.across_positions,
        };
        fields.write(w);
    }
}

serialize_as_written!(Window);

impl Read for Since {
    fn blank() -> Self {
        Self::PositionStart
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        match r.kind() {
            Kind::String => crate::json::read_word(r, &["position_start"]).map(|_| Self::PositionStart),
            Kind::Object => LastMonths::read(r).map(|last| Self::Months(last.months)),
            _ => {
                r.mismatch("`position_start` or a number of `months`");
                None
            }
        }
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"anyOf": [{"const": "position_start"}, LastMonths::schema(definitions)]})
    }
}

impl Write for Since {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::PositionStart => w.string("position_start"),
            Self::Months(months) => LastMonths { months: *months }.write(w),
        }
    }
}

serialize_as_written!(Since);
