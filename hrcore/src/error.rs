//! What is wrong with an input: stable codes, places, hints, every problem at once.

use std::fmt;

use crate::gather::Gather as _;
use crate::json::{Write, Writer};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// A stable code: once published, its text never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// The code as it stands in documents.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
        }
    };
}

codes! {
    /// The text is not JSON.
    JsonSyntax = "json_syntax",
    /// The document has more bytes than the limit allows.
    JsonTooLarge = "json_too_large",
    /// Lists and objects are nested deeper than the limit allows.
    JsonTooDeep = "json_too_deep",
    /// A string is longer than the limit allows.
    JsonStringTooLong = "json_string_too_long",
    /// An object has the same key twice.
    JsonDuplicateKey = "json_duplicate_key",
    /// A field that the document does not know.
    FieldUnknown = "field_unknown",
    /// A required field is not there.
    FieldMissing = "field_missing",
    /// A value of the wrong JSON type.
    TypeMismatch = "type_mismatch",
    /// A word that is not one of the choices.
    ValueUnknown = "value_unknown",
    /// The document's schema version is not supported by this engine.
    SchemaVersionUnsupported = "schema_version_unsupported",
    /// An id that is empty, too long, or has control characters.
    IdInvalid = "id_invalid",
    /// A date that does not exist or is not written as `2025-06-30`.
    DateInvalid = "date_invalid",
    /// A moment that does not exist or is not written as `2025-06-30T09:00:00+08:00`.
    InstantInvalid = "instant_invalid",
    /// A period that does not exist.
    PeriodInvalid = "period_invalid",
    /// A text that should be a number and is not.
    NumberInvalid = "number_invalid",
    /// A number with too many digits or places, or too large, or outside the range of its field.
    NumberOutOfRange = "number_out_of_range",
    /// A percent sign where the unit does not take one.
    PercentNotAllowed = "percent_not_allowed",
    /// More of something than the limits allow.
    LimitExceeded = "limit_exceeded",
    /// The same id twice in a list.
    IdDuplicate = "id_duplicate",
    /// A reference to something that does not exist.
    ReferenceUnknown = "reference_unknown",
    /// Things that depend on themselves.
    Cycle = "cycle",
    /// Weights that do not sum to exactly 100 %.
    WeightsSum = "weights_sum",
    /// A weight of zero or below.
    WeightNotPositive = "weight_not_positive",
    /// A section whose lines do not sum to its stated share.
    ShareMismatch = "share_mismatch",
    /// Values between two bands that belong to none.
    BandsGap = "bands_gap",
    /// Values that belong to two bands.
    BandsOverlap = "bands_overlap",
    /// A method that needs a target and has none.
    TargetMissing = "target_missing",
    /// A ratio to a target of zero or below.
    TargetNotPositive = "target_not_positive",
    /// A range that holds nothing, such as a floor above the cap.
    RangeEmpty = "range_empty",
    /// A score that needs a finite cap and has none.
    CapRequired = "cap_required",
    /// Units that do not go together.
    UnitMismatch = "unit_mismatch",
    /// A formula that cannot be read.
    FormulaSyntax = "formula_syntax",
    /// A scoring method that does not fit the metric.
    MethodMismatch = "method_mismatch",
    /// Quotas of a forced distribution that do not sum to 100 %.
    QuotaSum = "quota_sum",
    /// Two observations of the same thing.
    ObservationDuplicate = "observation_duplicate",
    /// Observations whose periods overlap without being equal.
    ObservationOverlap = "observation_overlap",
    /// Positions held at the same time.
    HoldingOverlap = "holding_overlap",
    /// A label where a number is due, or the reverse.
    ValueMismatch = "value_mismatch",
    /// An observation about the wrong kind of subject.
    SubjectMismatch = "subject_mismatch",
    /// A currency that is not the metric's.
    CurrencyMismatch = "currency_mismatch",
    /// An observation of a metric that is derived by a formula.
    MetricDerived = "metric_derived",
    /// A kind of rater that the scorecard does not know.
    RaterUnknown = "rater_unknown",
    /// A rating outside its scale.
    RatingOutOfScale = "rating_out_of_scale",
    /// No version of the policy is in force on the last day of the period.
    PolicyNotInForce = "policy_not_in_force",
    /// A period that the policy's appraisal period does not divide.
    PeriodUnsupported = "period_unsupported",
    /// A day outside the period.
    AsOfOutsidePeriod = "as_of_outside_period",
    /// A viewer's role that the policy does not know.
    ViewerUnknown = "viewer_unknown",
    /// A receipt that does not match what it claims.
    ReceiptMismatch = "receipt_mismatch",
    /// An action that the state of an application does not allow.
    ActionIllegal = "action_illegal",
    /// Someone who may not do this.
    ActorNotAllowed = "actor_not_allowed",
    /// An action after the time for it is over.
    DeadlinePassed = "deadline_passed",
    /// A moment before an earlier one of the record, or after `as_of`.
    TimeOrder = "time_order",
    /// Required evidence that is not there.
    EvidenceMissing = "evidence_missing",
    /// An application of someone who is not eligible.
    NotEligible = "not_eligible",
    /// An application that does not follow from its record.
    RecordAltered = "record_altered",
    /// A return takes back more than is left of its sale, or is dated before it.
    ReturnExceedsSale = "return_exceeds_sale",
    /// More points are redeemed than there are.
    BalanceShort = "balance_short",
    /// Something that belongs to a feature which is left out of this build.
    FeatureMissing = "feature_missing",
    /// A driver of leaving that says what a person is: age, sex and the like.
    AttributeProtected = "attribute_protected",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

serialize_as_written!(Code);

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// What kind of problem it is.
    pub code: Code,
    /// RFC 6901 pointer to the place in the document.
    pub pointer: String,
    /// What is wrong, in lower case, with the document's own words in backticks.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem at a place.
    #[must_use]
    pub fn new(code: Code, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, pointer: pointer.into(), message: message.into(), hint: None }
    }

    /// The same with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "/" } else { &self.pointer };
        write!(f, "{place}: {} [{}]", self.message, self.code)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl Write for Problem {
    fn write(&self, w: &mut Writer) {
        w.object(|w| {
            w.field("code", &self.code);
            w.field("pointer", &self.pointer);
            w.field("message", &self.message);
            w.field("hint", &self.hint);
        });
    }

    #[cfg(feature = "schema")]
    fn answer_schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        let schema = definitions.named("Problem", |_| {
            serde_json::json!({
                "type": "object",
                "properties": {
                    "code": {"enum": Code::ALL.iter().map(|code| code.as_str()).collect::<Vec<_>>()},
                    "pointer": {"type": "string"},
                    "message": {"type": "string"},
                    "hint": {"type": "string"}
                },
                "required": ["code", "pointer", "message"],
                "additionalProperties": false
            })
        });
        (schema, crate::schema::Presence::ALWAYS)
    }
}

serialize_as_written!(Problem);

/// Everything that is wrong with an input; never empty.
///
/// # Example
///
/// ```
/// let problems = hrcore::Engine::compile(br#"{"schema_version": "1.0", "metrics": 5}"#).unwrap_err();
/// assert!(problems.iter().any(|p| p.code.as_str() == "type_mismatch" && p.pointer == "/metrics"));
/// assert!(problems.iter().any(|p| p.code.as_str() == "field_missing"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.summary())]
pub struct Problems {
    problems: Vec<Problem>,
}

impl Problems {
    /// `Err` with the problems in the order of their places, unless there are none.
    pub(crate) fn check(mut problems: Vec<Problem>) -> Result<(), Self> {
        if problems.is_empty() {
            return Ok(());
        }
        problems.dedup();
        Err(Self { problems })
    }

    /// Two results, or the problems of both.
    pub(crate) fn both<A, B>(first: Result<A, Self>, second: Result<B, Self>) -> Result<(A, B), Self> {
        match (first, second) {
            (Ok(first), Ok(second)) => Ok((first, second)),
            (Err(first), Ok(_)) => Err(first),
            (Ok(_), Err(second)) => Err(second),
            (Err(mut first), Err(second)) => {
                first.problems.extend(second.problems);
                Err(first)
            }
        }
    }

    /// The problems, in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.problems.iter()
    }

    /// The problems as a JSON document, `{"problems": [...]}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::json::write(self)
    }

    fn summary(&self) -> String {
        let lines: Vec<String> = self.problems.iter().map(Problem::to_string).gather();
        lines.join("\n")
    }
}

impl Write for Problems {
    fn write(&self, w: &mut Writer) {
        w.object(|w| w.field("problems", &self.problems));
    }
}

serialize_as_written!(Problems);

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// How many known words are looked at in search of the nearest.
pub(crate) const CANDIDATES: usize = 4096;

/// The nearest of some known words, for "did you mean".
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(64).gather();
    let mut best: Option<(usize, &str)> = None;
    for candidate in known.iter().take(CANDIDATES) {
        let distance = distance(&word, candidate);
        let is_near = distance <= (candidate.chars().count() / 3).max(1);
        if is_near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Damerau–Levenshtein distance (optimal string alignment).
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).gather();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).gather();
    let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    at(&last, b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique() {
        let mut texts: Vec<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), Code::ALL.len());
    }

    #[test]
    fn the_nearest_word_is_one_slip_away() {
        let known = ["weight", "target", "method", "metric"];
        assert_eq!(nearest("wieght", &known), Some("weight"));
        assert_eq!(nearest("metrc", &known), Some("metric"));
        assert_eq!(nearest("zzz", &known), None);
    }
}
