//! Fractions to so many decimal places, and their text.

use std::fmt;

use super::big::Big;
use super::divisor::product;
use super::{Rational, Repr, power_of_ten};
use crate::number::natural::Natural;
use crate::number::{RoundingMode, text};

impl Rational {
    /// The value rounded to a number of decimal places.
    #[must_use]
    pub fn round(&self, places: u32, mode: RoundingMode) -> Self {
        if let Some(scaled) = self.scaled_small(places, mode).and_then(|scaled| i128::try_from(scaled).ok()) {
            return Self::from_scaled(if self.signum() < 0 { -scaled } else { scaled }, places);
        }
        Self::from_big(Big {
            negative: self.signum() < 0,
            numerator: self.scaled_big(places, mode),
            denominator: Natural::power_of_ten(places),
        })
    }

    /// The magnitude in units of 10^-places, rounded; `None` when the way there does not fit.
    fn scaled_small(&self, places: u32, mode: RoundingMode) -> Option<u128> {
        if let Repr::Word(n, d) = self.0
            && let Some(scaled) = text::power_of_ten(places).and_then(|unit| n.unsigned_abs().checked_mul(unit))
        {
            let d = d.unsigned_abs();
            let (quotient, rest) = (scaled / d, scaled % d);
            let up = mode.rounds_up(rest.cmp(&(d - rest)), rest != 0, quotient % 2 != 0);
            return Some(u128::from(quotient) + u128::from(up));
        }
        let (n, d) = self.parts()?;
        let scaled = product(n.abs(), power_of_ten(places)?)?;
        let (quotient, rest) = (scaled / d, scaled % d);
        // rest < d ≤ 2^127, so d − rest does not overflow.
        let half = rest.cmp(&(d - rest));
        let up = mode.rounds_up(half, rest != 0, quotient % 2 != 0);
        Some(quotient.unsigned_abs() + u128::from(up))
    }

    /// The magnitude in units of 10^-places, rounded.
    fn scaled_big(&self, places: u32, mode: RoundingMode) -> Natural {
        let Big { numerator, denominator, .. } = self.big();
        let (quotient, rest) = numerator.times(&Natural::power_of_ten(places)).divided(&denominator);
        let half = rest.plus(&rest).cmp(&denominator);
        let up = mode.rounds_up(half, !rest.is_zero(), quotient.is_odd());
        if up { quotient.plus(&Natural::new(1)) } else { quotient }
    }

    /// The canonical decimal text when the value ends within `places` places.
    #[must_use]
    pub fn decimal_text(&self, places: u32) -> Option<String> {
        let mut text = String::new();
        self.push_ending(places, false, &mut text).then_some(text)
    }

    /// Appends the canonical decimal text when the value ends within `places` places, of which `fixed` writes all.
    pub(in crate::number) fn push_ending(&self, places: u32, fixed: bool, out: &mut String) -> bool {
        if let Repr::Word(n, d) = self.0 {
            let (magnitude, denominator) = (n.unsigned_abs(), d.unsigned_abs());
            let Some(ends) = ending_places(denominator).filter(|ends| *ends <= places) else { return false };
            let ends = if fixed { places } else { ends };
            if let Some(unit) = text::power_of_ten(ends)
                && let Some(scaled) = magnitude.checked_mul(unit / denominator)
            {
                return text::push_decimal(scaled, ends, n < 0, false, out);
            }
        }
        if !self.ends_within(places) {
            return false;
        }
        let scaled = self.scaled_big(places, RoundingMode::TowardZero);
        place_point(&scaled.text(), places, self.signum() < 0, !fixed, out);
        true
    }

    /// Whether the value ends within `places` places.
    pub(in crate::number) fn ends_within(&self, places: u32) -> bool {
        if let Some((_, d)) = self.parts() {
            if let Ok(d) = u64::try_from(d) {
                return ending_places(d).is_some_and(|ends| ends <= places);
            }
            // Lowest terms end within `places` places exactly when the denominator divides 10^places.
            if let Some(unit) = power_of_ten(places) {
                return unit % d == 0;
            }
        }
        Natural::power_of_ten(places).divided(&self.big().denominator).1.is_zero()
    }

    /// The value rounded to `places` places as text, without trailing zeros unless `fixed`.
    #[must_use]
    pub fn rounded_text(&self, places: u32, mode: RoundingMode, fixed: bool) -> String {
        let mut text = String::new();
        self.push_rounded(places, mode, fixed, &mut text);
        text
    }

    /// Appends the value rounded to `places` places, without trailing zeros unless `fixed`.
    pub(in crate::number) fn push_rounded(&self, places: u32, mode: RoundingMode, fixed: bool, out: &mut String) {
        let negative = self.signum() < 0;
        match self.scaled_small(places, mode) {
            Some(scaled) => {
                let negative = negative && scaled != 0;
                let is_short =
                    u64::try_from(scaled).is_ok_and(|scaled| text::push_decimal(scaled, places, negative, !fixed, out));
                if !is_short {
                    place_point(&Natural::new(scaled).text(), places, negative, !fixed, out);
                }
            }
            None => {
                let scaled = self.scaled_big(places, mode);
                place_point(&scaled.text(), places, negative && !scaled.is_zero(), !fixed, out);
            }
        }
    }

    /// Appends the fraction in lowest terms.
    pub(in crate::number) fn push_fraction(&self, out: &mut String) {
        if let Repr::Word(n, d) = self.0 {
            return text::push_fraction(n, d.unsigned_abs(), out);
        }
        let Big { negative, numerator, denominator } = self.big();
        if negative {
            out.push('-');
        }
        out.push_str(&numerator.text());
        if denominator != Natural::new(1) {
            out.push('/');
            out.push_str(&denominator.text());
        }
    }
}

/// After how many places a fraction in lowest terms with this denominator ends, if it does: as many as the denominator
/// has twos or fives.
fn ending_places(denominator: u64) -> Option<u32> {
    if denominator == 1 {
        return Some(0);
    }
    let twos = denominator.trailing_zeros();
    let mut rest = denominator >> twos;
    let mut fives = 0;
    while rest.is_multiple_of(5) {
        rest /= 5;
        fives += 1;
    }
    (rest == 1).then_some(twos.max(fives))
}

/// Appends `magnitude / 10^places`, digit for digit.
pub(in crate::number) fn push_scaled(magnitude: u128, places: u32, out: &mut String) {
    let is_short =
        u64::try_from(magnitude).is_ok_and(|magnitude| text::push_decimal(magnitude, places, false, false, out));
    if !is_short {
        place_point(&Natural::new(magnitude).text(), places, false, false, out);
    }
}

/// Appends digits with the decimal point in its place.
fn place_point(digits: &str, places: u32, negative: bool, trim: bool, out: &mut String) {
    let places = places as usize;
    if negative {
        out.push('-');
    }
    let (whole, fraction) = digits.split_at_checked(digits.len().saturating_sub(places)).unwrap_or((digits, ""));
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if places > 0 {
        out.push('.');
        out.extend((fraction.len()..places).map(|_| '0'));
        out.push_str(fraction);
        if trim {
            let kept = out.trim_end_matches('0').trim_end_matches('.').len();
            out.truncate(kept);
        }
    }
}

/// The fraction in lowest terms: `280/3`, or `5` for an integer.
impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.push_fraction(&mut text);
        f.write_str(&text)
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
