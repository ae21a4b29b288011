//! Lines in English and Chinese. Nothing is decided here.

use crate::policy::Policy;
use crate::values::Language;

use super::answer::{PayoutLine, Undecided};

/// A line in words: what is paid, and how it came about.
pub(super) fn line(_policy: &Policy, _language: Language, _rule: usize, _line: &PayoutLine) -> String {
    String::new()
}

/// Why something cannot be said yet.
pub(super) fn undecided(_policy: &Policy, _language: Language, _rule: usize, _open: &Undecided) -> String {
    String::new()
}
