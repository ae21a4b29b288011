//! The small values that all documents are made of: ids, texts, amounts, percentages, bounds.

use std::fmt;

use compact_str::CompactString;

use crate::error::Code;
use crate::json::{Kind, Read, Reader, Write, Writer};
use crate::number::{Decimal, DecimalError, Rational};
use crate::time::{Date, Period, parse_date};

/// Most bytes of an id.
const ID_BYTES: usize = 128;

/// A name for a thing: non-empty, at most 128 bytes, no control characters.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(CompactString);

impl Id {
    /// An id from text, if it is one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        // Most ids are plain; the control characters of Unicode are looked for in the others alone.
        let is_shown = is_plain(text.as_bytes()) || !text.chars().any(char::is_control);
        let fits = !text.is_empty() && text.len() <= ID_BYTES && is_shown;
        fits.then(|| Self(CompactString::new(text)))
    }

    /// The text.
    #[must_use]
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether all is ASCII without control characters: eight bytes at a time, of which the last ones may be seen twice.
fn is_plain(bytes: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 255;
    let word = |word: [u8; 8]| {
        let word = u64::from_le_bytes(word);
        // The high bit of a byte that has it, that carries into it from 0x7f, or that borrows into it below 0x20.
        (word | word.wrapping_add(ONES) | word.wrapping_sub(ONES * 0x20)) & (ONES << 7) == 0
    };
    match bytes.last_chunk::<8>() {
        Some(last) => word(*last) && bytes.as_chunks::<8>().0.iter().all(|chunk| word(*chunk)),
        None => bytes.iter().all(|byte| (0x20..0x7f).contains(byte)),
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

serialize_as_written!(Id);

impl Read for Id {
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn blank() -> Self {
        Self(CompactString::const_new(""))
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let text = r.string("an id")?;
        let id = Self::new(&text);
        if id.is_none() {
            r.problem(Code::IdInvalid, format_args!("an id has 1 to 128 bytes and no control characters"));
        }
        id
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": "string", "minLength": 1, "maxLength": ID_BYTES})
    }
}

words! {
    /// A language in which texts can be rendered.
    pub enum Language {
        /// English.
        En = "en",
        /// Chinese (中文).
        Zh = "zh",
    }
}

document! {
    /// A text in two languages.
    pub struct Translations {
        /// English.
        pub en: Option<String>,
        /// Chinese.
        pub zh: Option<String>,
    }
}

/// A text for people: the same in all languages, or one per language.
#[derive(Debug, Clone, PartialEq)]
pub enum Text {
    /// The same everywhere.
    Same(String),
    /// One per language.
    Translated(Translations),
}

impl Text {
    /// The text in a language, or in the other when there is none.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match self {
            Self::Same(text) => text,
            Self::Translated(texts) => {
                let (first, second) = match language {
                    Language::En => (&texts.en, &texts.zh),
                    Language::Zh => (&texts.zh, &texts.en),
                };
                first.as_deref().or(second.as_deref()).unwrap_or("")
            }
        }
    }
}

impl Read for Text {
    fn blank() -> Self {
        Self::Same(String::new())
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        if r.kind() == Kind::String {
            return String::read(r).map(Self::Same);
        }
        if r.kind() != Kind::Object {
            r.mismatch("a text, or one per language");
            return None;
        }
        Translations::read(r).map(Self::Translated)
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"anyOf": [{"type": "string"}, Translations::schema(definitions)]})
    }
}

impl Write for Text {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::Same(text) => w.string(text),
            Self::Translated(texts) => texts.write(w),
        }
    }
}

serialize_as_written!(Text);

/// Reports why a text is not a number.
fn number_problem(r: &mut Reader<'_>, text: &str, error: DecimalError) {
    let text = crate::json::short(text);
    match error {
        DecimalError::Grammar => r.problem(Code::NumberInvalid, format_args!("`{text}` is not a number")),
        DecimalError::Range => r.problem(Code::NumberOutOfRange, format_args!("`{text}` is out of range: {error}")),
    }
}

/// Reads a number or the text of one.
fn read_decimal(r: &mut Reader<'_>, expected: &str, percent: &mut bool) -> Option<Decimal> {
    let text = match r.kind() {
        Kind::Number => {
            // The grammar of decimals is that of JSON's numbers.
            let text = r.number_like(expected)?;
            match Decimal::parse(text) {
                Ok(value) => return Some(value),
                Err(DecimalError::Grammar) => r.malformed(text),
                Err(error) => number_problem(r, text, error),
            }
            return None;
        }
        Kind::String => r.string(expected)?,
        _ => {
            r.mismatch(expected);
            return None;
        }
    };
    let digits = match text.strip_suffix('%') {
        Some(digits) => {
            *percent = true;
            digits
        }
        _ => &text,
    };
    match Decimal::parse(digits) {
        Ok(value) => Some(value),
        Err(error) => {
            number_problem(r, &text, error);
            None
        }
    }
}

impl Read for Decimal {
    fn blank() -> Self {
        Self::ZERO
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut percent = false;
        let value = read_decimal(r, "a number", &mut percent)?;
        if percent {
            r.problem(Code::PercentNotAllowed, format_args!("a percentage does not fit here"));
            return None;
        }
        Some(value)
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": ["number", "string"]})
    }
}

/// A number in the unit of its metric; `5%` keeps its percent sign until the unit is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The digits.
    pub number: Decimal,
    /// Whether a percent sign follows.
    pub percent: bool,
}

impl Read for Amount {
    fn blank() -> Self {
        Self { number: Decimal::ZERO, percent: false }
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut percent = false;
        let number = read_decimal(r, "a number", &mut percent)?;
        Some(Self { number, percent })
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": ["number", "string"]})
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, if self.percent { "%" } else { "" })
    }
}

impl Write for Amount {
    fn write(&self, w: &mut Writer) {
        w.string(&self.to_string());
    }
}

serialize_as_written!(Amount);

/// A weight or share in percent: `40` and `"40%"` are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(pub Decimal);

impl Percent {
    /// The number of percent.
    #[must_use]
    pub fn to_rational(self) -> Rational {
        self.0.to_rational()
    }
}

impl Read for Percent {
    fn blank() -> Self {
        Self(Decimal::ZERO)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut percent = false;
        read_decimal(r, "a percentage", &mut percent).map(Self)
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": ["number", "string"]})
    }
}

impl Write for Percent {
    fn write(&self, w: &mut Writer) {
        self.0.write(w);
    }
}

serialize_as_written!(Percent);

/// A floor or cap; `null` is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound(pub Option<Decimal>);

impl Read for Bound {
    fn blank() -> Self {
        Self(None)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        if r.kind() == Kind::Null {
            return r.null().then_some(Self(None));
        }
        Decimal::read(r).map(|value| Self(Some(value)))
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": ["number", "string", "null"]})
    }
}

impl Write for Bound {
    fn write(&self, w: &mut Writer) {
        self.0.write(w);
    }
}

serialize_as_written!(Bound);

impl Read for Date {
    fn blank() -> Self {
        Self::default()
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let text = r.string("a date such as `2025-06-30`")?;
        let date = parse_date(&text);
        if date.is_none() {
            r.problem(
                Code::DateInvalid,
                format_args!("`{}` is not a date such as `2025-06-30`", crate::json::short(&text)),
            );
        }
        date
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": "string", "format": "date"})
    }
}

impl Read for Period {
    fn blank() -> Self {
        Self::Year(2000)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let text = r.string("a period such as `2025-06`")?;
        let period = text.parse().ok();
        if period.is_none() {
            r.problem(
                Code::PeriodInvalid,
                format_args!("`{}` is not a period such as `2025-06` or `2025-Q2`", crate::json::short(&text)),
            );
        }
        period
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": "string", "examples": ["2025-06-11", "2025-W23", "2025-06", "2025-06@26", "2025-Q2", "2025-H1", "2025"]})
    }
}

/// The version of a document's schema; this engine reads every `1.x` up to its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchemaVersion {
    minor: usize,
}

/// Every version that this engine reads; the last is its own.
const VERSIONS: &[&str] = &["1.0", "1.1", "1.2", "1.3", "1.4", crate::SCHEMA_VERSION];

impl SchemaVersion {
    /// The version that this engine writes.
    pub const CURRENT: Self = Self { minor: VERSIONS.len() - 1 };

    /// The version as it stands in documents.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        VERSIONS.get(self.minor).copied().unwrap_or(crate::SCHEMA_VERSION)
    }
}

impl Read for SchemaVersion {
    fn blank() -> Self {
        Self::CURRENT
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let text = r.string("a schema version such as `1.0`")?;
        if let Some(minor) = VERSIONS.iter().position(|version| *version == text) {
            return Some(Self { minor });
        }
        r.problem(
            Code::SchemaVersionUnsupported,
            format_args!(
                "schema version `{}` is not supported; this engine reads `1.0` to `{}`",
                crate::json::short(&text),
                crate::SCHEMA_VERSION
            ),
        );
        None
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"enum": VERSIONS})
    }
}

impl Write for SchemaVersion {
    fn write(&self, w: &mut Writer) {
        w.string(self.as_str());
    }
}

serialize_as_written!(SchemaVersion);
