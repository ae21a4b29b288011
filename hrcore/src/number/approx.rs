//! Numbers that are estimated: floats, rounded where they go out.

/// Digits that an estimate is shown with.
const DIGITS: i32 = 6;
/// Below this an estimate is nothing: what is left of a difference of equal numbers.
const NOTHING: f64 = 1e-12;

/// An estimate: a finite float that is shown with six significant digits, so that every platform shows the same.
///
/// # Example
///
/// ```
/// use hrcore::number::Approx;
///
/// assert_eq!(Approx::new(2.0 / 3.0).unwrap().to_string(), "0.666667");
/// assert_eq!(Approx::new(1_234_567.0).unwrap().to_string(), "1234570");
/// assert_eq!(Approx::new(f64::NAN), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Approx(f64);

impl Approx {
    /// An estimate; `None` of what is not finite.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then(|| Self(if value.abs() < NOTHING { 0.0 } else { value }))
    }

    /// An estimate that is finite by its making; what is not counts as nothing.
    pub(crate) fn of(value: f64) -> Self {
        Self::new(value).unwrap_or(Self(0.0))
    }

    /// The number, with all its digits.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }

    /// Appends the canonical text.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "six digits")]
    pub(crate) fn push_text(self, out: &mut String) {
        let mut left = self.0.abs();
        if left == 0.0 {
            out.push('0');
            return;
        }
        if self.0 < 0.0 {
            out.push('-');
        }
        // Between 10^5 and 10^6, so that rounding to a whole number leaves six digits.
        let (least, most) = (1e5, 1e6);
        let mut places = 0;
        while left >= most {
            let (by, steps) = if left >= 1e27 { (1e22, 22) } else { (10.0, 1) };
            left /= by;
            places -= steps;
        }
        while left < least {
            left *= 10.0;
            places += 1;
        }
        let mut digits = (left + 0.5) as u64;
        while digits.is_multiple_of(10) {
            digits /= 10;
            places -= 1;
        }
        debug_assert!(places <= 12 + DIGITS, "what is nothing is zero");
        let text = digits.to_string();
        let whole = i32::try_from(text.len()).unwrap_or(0) - places;
        if places <= 0 {
            out.push_str(&text);
            (places..0).for_each(|_| out.push('0'));
        } else if whole <= 0 {
            out.push_str("0.");
            (whole..0).for_each(|_| out.push('0'));
            out.push_str(&text);
        } else {
            let (before, after) = text.split_at(usize::try_from(whole).unwrap_or(0));
            out.push_str(before);
            out.push('.');
            out.push_str(after);
        }
    }
}

impl std::fmt::Display for Approx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        self.push_text(&mut text);
        f.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::Approx;

    #[test]
    fn six_digits_are_shown() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1e-13, "0"),
            (13.8, "13.8"),
            (15.011_41, "15.0114"),
            (0.000_012_345_678, "0.0000123457"),
            (-999_999.5, "-1000000"),
            (999_999.4, "999999"),
            (0.999_999_96, "1"),
            (100.0, "100"),
            (1.2e9, "1200000000"),
            (1e-12, "0.000000000001"),
        ] {
            assert_eq!(Approx::new(value).map(|approx| approx.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Approx::new(1e300).map(|approx| approx.to_string().len()), Some(301));
        assert_eq!(Approx::new(f64::INFINITY), None);
    }
}
