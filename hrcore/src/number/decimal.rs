//! The decimal at the edge: what a document says, digit for digit.

use std::fmt;

use super::Rational;

/// Most significant digits that a number may have.
pub const MAX_DIGITS: u32 = 28;
/// Most decimal places that a number may have.
pub const MAX_PLACES: u32 = 18;
/// Numbers lie strictly between −10^18 and 10^18.
const MAGNITUDE: u32 = 18;

/// An exact decimal: at most 28 significant digits, 18 places, magnitude below 10^18.
///
/// It is read from digits, never through a binary float, and compares by value (`1.0` equals `1`).
///
/// # Example
///
/// ```
/// use hrcore::number::Decimal;
///
/// let a: Decimal = "0.10".parse()?;
/// assert_eq!(a.to_string(), "0.1");
/// assert_eq!(a, "1e-1".parse()?);
/// assert!("10000000000000000000".parse::<Decimal>().is_err());
/// # Ok::<(), hrcore::number::DecimalError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Decimal(rust_decimal::Decimal);

/// Why a text is not a [`Decimal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecimalError {
    /// The text does not follow JSON's number grammar.
    #[error("not a number")]
    Grammar,
    /// The number has too many digits or places, or is too large.
    #[error("number out of range: at most 28 significant digits, 18 places, magnitude below 10^18")]
    Range,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(rust_decimal::Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(rust_decimal::Decimal::ONE);
    /// One hundred.
    pub const HUNDRED: Self = Self(rust_decimal::Decimal::ONE_HUNDRED);

    /// A whole number.
    #[must_use]
    pub const fn whole(number: u32) -> Self {
        Self(rust_decimal::Decimal::from_parts(number, 0, 0, false, 0))
    }

    /// Reads a number from its text.
    ///
    /// # Errors
    ///
    /// [`DecimalError`] when the text is no number in JSON's grammar, or is out of range.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        // INVARIANT: both bound mantissa (28 digits, below 2^96) and scale (18).
        if let Some((mantissa, scale)) = short(text.as_bytes()) {
            return rust_decimal::Decimal::try_new(mantissa, scale).map(Self).map_err(|_| DecimalError::Range);
        }
        let (mantissa, scale) = parse(text.as_bytes())?;
        rust_decimal::Decimal::try_from_i128_with_scale(mantissa, scale).map(Self).map_err(|_| DecimalError::Range)
    }

    /// The digits as an integer: the value is `mantissa / 10^scale`.
    #[must_use]
    pub fn mantissa(self) -> i128 {
        self.0.mantissa()
    }

    /// The number of decimal places, trailing zeros not counted.
    #[must_use]
    pub fn scale(self) -> u32 {
        self.0.scale()
    }

    /// The value as an exact rational.
    #[must_use]
    pub fn to_rational(self) -> Rational {
        Rational::from_scaled(self.mantissa(), self.scale())
    }

    /// Whether the value is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa() < 0
    }

    /// Whether the value is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.mantissa() == 0
    }
}

impl From<i32> for Decimal {
    fn from(value: i32) -> Self {
        Self(rust_decimal::Decimal::from(value))
    }
}

impl From<u32> for Decimal {
    fn from(value: u32) -> Self {
        Self(rust_decimal::Decimal::from(value))
    }
}

impl TryFrom<rust_decimal::Decimal> for Decimal {
    type Error = DecimalError;

    fn try_from(value: rust_decimal::Decimal) -> Result<Self, DecimalError> {
        let value = value.normalize();
        let digits = digits_of(value.mantissa().unsigned_abs());
        let whole = digits.saturating_sub(value.scale());
        if digits > MAX_DIGITS || value.scale() > MAX_PLACES || whole > MAGNITUDE {
            return Err(DecimalError::Range);
        }
        Ok(Self(value))
    }
}

impl From<Decimal> for rust_decimal::Decimal {
    fn from(value: Decimal) -> Self {
        value.0
    }
}

impl std::str::FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        Self::parse(text)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        super::rational::push_scaled(self.mantissa().unsigned_abs(), self.scale(), &mut text);
        f.pad_integral(!self.is_negative(), "", &text)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

serialize_as_written!(Decimal);

fn digits_of(mut value: u128) -> u32 {
    let mut digits = 0;
    while value > 0 {
        value /= 10;
        digits += 1;
    }
    digits
}

/// What [`parse`] gives for a number of few digits without an exponent, as nearly all are; `None` for all else.
fn short(bytes: &[u8]) -> Option<(i64, u32)> {
    let (negative, digits) = match bytes.split_first() {
        Some((b'-', digits)) => (true, digits),
        _ => (false, bytes),
    };
    if digits.len() > 17 || matches!(digits, [] | [b'0', b'0'..=b'9', ..] | [.., b'.'] | [b'.', ..]) {
        return None;
    }
    let mut mantissa: i64 = 0;
    let mut scale: Option<u32> = None;
    for digit in digits {
        match digit {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + i64::from(digit - b'0');
                scale = scale.map(|places| places + 1);
            }
            b'.' if scale.is_none() => scale = Some(0),
            _ => return None,
        }
    }
    let mut scale = scale.unwrap_or(0);
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Some((if negative { -mantissa } else { mantissa }, scale))
}

/// Reads JSON's number grammar into a mantissa and a scale without trailing zeros.
fn parse(bytes: &[u8]) -> Result<(i128, u32), DecimalError> {
    let mut at = 0usize;
    let peek = |at: usize| bytes.get(at).copied();
    let negative = peek(0) == Some(b'-');
    at += usize::from(negative);
    // Significant digits go into `mantissa`; zeros are held back until a later digit needs them.
    let mut mantissa: u128 = 0;
    let mut held: i64 = 0;
    let mut digits: i64 = 0;
    let mut places: i64 = 0;
    let mut push = |digit: u8| -> Result<(), DecimalError> {
        if digit == b'0' {
            held += i64::from(digits > 0);
            return Ok(());
        }
        let grow = held + 1;
        digits += grow;
        if digits > i64::from(MAX_DIGITS) {
            return Err(DecimalError::Range);
        }
        for _ in 0..grow {
            mantissa *= 10;
        }
        mantissa += u128::from(digit - b'0');
        held = 0;
        Ok(())
    };
    match peek(at) {
        Some(b'0') => at += 1,
        Some(b'1'..=b'9') => {
            while let Some(digit @ b'0'..=b'9') = peek(at) {
                // Grammar comes before range, so that `1…1x` is no number rather than one too long.
                if push(digit).is_err() {
                    return Err(out_of_range_or_grammar(bytes));
                }
                at += 1;
            }
        }
        _ => return Err(DecimalError::Grammar),
    }
    if peek(at) == Some(b'.') {
        at += 1;
        if !matches!(peek(at), Some(b'0'..=b'9')) {
            return Err(DecimalError::Grammar);
        }
        while let Some(digit @ b'0'..=b'9') = peek(at) {
            if push(digit).is_err() {
                return Err(out_of_range_or_grammar(bytes));
            }
            places += 1;
            at += 1;
        }
    }
    let mut exponent: i64 = 0;
    if matches!(peek(at), Some(b'e' | b'E')) {
        at += 1;
        let down = peek(at) == Some(b'-');
        at += usize::from(matches!(peek(at), Some(b'-' | b'+')));
        if !matches!(peek(at), Some(b'0'..=b'9')) {
            return Err(DecimalError::Grammar);
        }
        while let Some(digit @ b'0'..=b'9') = peek(at) {
            // More than there can be zeros to make up for it.
            exponent = (exponent * 10 + i64::from(digit - b'0')).min(1 << 40);
            at += 1;
        }
        if down {
            exponent = -exponent;
        }
    }
    if at != bytes.len() {
        return Err(DecimalError::Grammar);
    }
    if mantissa == 0 {
        return Ok((0, 0));
    }
    // The held zeros at the end count as a power of ten.
    let shift = exponent - places + held;
    if digits + shift > i64::from(MAGNITUDE) || -shift > i64::from(MAX_PLACES) {
        return Err(DecimalError::Range);
    }
    let scale = if shift > 0 {
        for _ in 0..shift {
            mantissa *= 10;
        }
        0
    } else {
        u32::try_from(-shift).map_err(|_| DecimalError::Range)?
    };
    let signed = i128::try_from(mantissa).map_err(|_| DecimalError::Range)?;
    Ok((if negative { -signed } else { signed }, scale))
}

/// Whether the whole text would have been a number, had it been shorter.
fn out_of_range_or_grammar(bytes: &[u8]) -> DecimalError {
    let rest = bytes.strip_prefix(b"-").unwrap_or(bytes);
    let after_digits = |s: &[u8]| s.iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = after_digits(rest);
    if rest.get(at) == Some(&b'.') {
        let more = after_digits(rest.get(at + 1..).unwrap_or_default());
        if more == 0 {
            return DecimalError::Grammar;
        }
        at += 1 + more;
    }
    if matches!(rest.get(at), Some(b'e' | b'E')) {
        at += 1;
        at += usize::from(matches!(rest.get(at), Some(b'-' | b'+')));
        let more = after_digits(rest.get(at..).unwrap_or_default());
        if more == 0 {
            return DecimalError::Grammar;
        }
        at += more;
    }
    if at == rest.len() { DecimalError::Range } else { DecimalError::Grammar }
}
