//! Lines in English and Chinese. Nothing is decided here.

mod pay;

pub(super) use pay::not_earned;

use crate::policy::Policy;
use crate::values::Language;

use super::answer::{PayoutLine, Undecided};

/// A line in words: what is paid, and how it came about.
pub(super) fn line(policy: &Policy, language: Language, rule: usize, line: &PayoutLine) -> String {
    match line.kind {
        "commission" => String::new(),
        _ => pay::line(policy, language, rule, line),
    }
}

/// Why something cannot be said yet.
pub(super) fn undecided(policy: &Policy, language: Language, rule: usize, open: &Undecided) -> String {
    match open.why {
        "metric" | "modifier" => String::new(),
        _ => pay::undecided(policy, language, rule, open),
    }
}
