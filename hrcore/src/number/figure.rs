//! A number on its way out: its canonical text, and the exact value beside it where the text is rounded.

use super::{Rational, RoundingMode, push_digits};

/// A figure that ends within this many places is written in full.
const FULL_PLACES: u32 = 12;

/// A figure of an answer: an exact value and how it is shown.
///
/// In a document it is a string in canonical form; where that string is rounded, the exact value stands beside
/// it under the same name with `_exact`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    value: Rational,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// In full when it ends, else rounded to the places of its class.
    Class(u32),
    /// Always rounded by a rule of the policy.
    Rounded(u32, RoundingMode),
    /// Always with exactly these places: money.
    Fixed(u32),
}

impl Figure {
    /// Places of scores, attainments, weights and coefficients that do not end.
    pub const PLACES: u32 = 4;

    /// A score, attainment, weight, coefficient or measured value.
    #[must_use]
    pub fn new(value: Rational) -> Self {
        Self { value, form: Form::Class(Self::PLACES) }
    }

    /// The same of a value that may be missing.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub(crate) fn of(value: Option<&Rational>) -> Option<Self> {
        value.map(|value| Self::new(value.clone()))
    }

    /// A total, rounded as the policy says.
    #[must_use]
    pub fn rounded(value: Rational, places: u32, mode: RoundingMode) -> Self {
        Self { value, form: Form::Rounded(places, mode) }
    }

    /// An amount of money with its currency's minor digits.
    #[must_use]
    pub fn money(value: Rational, minor_digits: u32) -> Self {
        Self { value, form: Form::Fixed(minor_digits) }
    }

    /// The exact value, whatever is shown.
    #[must_use]
    pub fn exact(&self) -> &Rational {
        &self.value
    }

    /// The value as shown.
    #[must_use]
    pub fn shown(&self) -> Rational {
        match self.form {
            Form::Class(_) if self.value.ends_within(FULL_PLACES) => self.value.clone(),
            Form::Class(places) | Form::Fixed(places) => self.value.round(places, RoundingMode::HalfAway),
            Form::Rounded(places, mode) => self.value.round(places, mode),
        }
    }

    /// The canonical text, and the exact value where the text is rounded.
    #[must_use]
    pub fn texts(&self) -> (String, Option<String>) {
        let (mut text, mut exact) = (String::new(), String::new());
        if self.push_text(&mut text) {
            self.push_exact(&mut exact);
        }
        (text, Some(exact).filter(|exact| !exact.is_empty()))
    }

    /// Appends the canonical text; whether it is rounded.
    pub(crate) fn push_text(&self, out: &mut String) -> bool {
        let (full, places, mode, fixed) = match self.form {
            Form::Class(places) => (FULL_PLACES, places, RoundingMode::HalfAway, false),
            Form::Rounded(places, mode) => (places, places, mode, false),
            Form::Fixed(places) => (places, places, RoundingMode::HalfAway, true),
        };
        if !fixed && let Some(whole) = self.value.small_whole() {
            push_digits(whole, 1, out);
            return false;
        }
        if self.value.push_ending(full, fixed, out) {
            return false;
        }
        self.value.push_rounded(places, mode, fixed, out);
        true
    }

    /// Appends the exact value: in full when it ends, else as a fraction.
    pub(crate) fn push_exact(&self, out: &mut String) {
        // What is rounded to the places of its class does not end.
        let ends = !matches!(self.form, Form::Class(_)) && self.value.push_ending(FULL_PLACES, false, out);
        if !ends {
            self.value.push_fraction(out);
        }
    }
}
