//! Exact rationals: two 128-bit integers as long as they fit, big integers beyond.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::{BigInt, Sign};
use num_integer::Integer as _;
use num_traits::{Signed as _, ToPrimitive as _, Zero as _};

use super::RoundingMode;

/// An exact fraction in lowest terms with a positive denominator.
///
/// Arithmetic never rounds and never overflows; whoever lets inputs multiply without end bounds the size
/// with [`Rational::bits`].
///
/// # Example
///
/// ```
/// use hrcore::number::{Decimal, Rational};
///
/// let actual = "2.8".parse::<Decimal>()?.to_rational();
/// let score = &(&actual * &Rational::from(100)) / &Rational::from(3);
/// assert_eq!(score.to_string(), "280/3");
/// # Ok::<(), hrcore::number::DecimalError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Rational(Repr);

// INVARIANT: lowest terms, denominator > 0, and `Small` whenever both parts fit, so that equality is structural.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i128, i128),
    Big(Box<(BigInt, BigInt)>),
}

/// Powers of ten that fit into 128 bits.
pub(crate) fn power_of_ten(exponent: u32) -> Option<i128> {
    10i128.checked_pow(exponent)
}

fn gcd(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    // Euclid until both fit a machine word, then the cheap loop.
    while b != 0 {
        if let (Ok(x), Ok(y)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd64(x, y));
        }
        (a, b) = (b, a % b);
    }
    a
}

fn gcd64(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let shift = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        if a > b {
            std::mem::swap(&mut a, &mut b);
        }
        b -= a;
    }
    a << shift
}

impl Rational {
    /// Zero.
    pub const ZERO: Self = Self(Repr::Small(0, 1));
    /// One.
    pub const ONE: Self = Self(Repr::Small(1, 1));

    /// `numerator / denominator` in lowest terms; `None` when the denominator is zero.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 { None } else { Some(Self::reduced(numerator, denominator)) }
    }

    /// `mantissa / 10^scale`.
    #[must_use]
    pub fn from_scaled(mantissa: i128, scale: u32) -> Self {
        match power_of_ten(scale) {
            Some(denominator) => Self::reduced(mantissa, denominator),
            None => Self::from_big(BigInt::from(mantissa), BigInt::from(10).pow(scale)),
        }
    }

    // The denominator is not zero.
    fn reduced(numerator: i128, denominator: i128) -> Self {
        if denominator == 1 {
            return Self(Repr::Small(numerator, 1));
        }
        if numerator == i128::MIN || denominator == i128::MIN {
            return Self::from_big(numerator.into(), denominator.into());
        }
        let (numerator, denominator) =
            if denominator < 0 { (-numerator, -denominator) } else { (numerator, denominator) };
        match i128::try_from(gcd(numerator.unsigned_abs(), denominator.unsigned_abs())) {
            Ok(1) => Self(Repr::Small(numerator, denominator)),
            Ok(common) => Self(Repr::Small(numerator / common, denominator / common)),
            Err(_) => Self::from_big(numerator.into(), denominator.into()),
        }
    }

    // The denominator is not zero.
    fn from_big(numerator: BigInt, denominator: BigInt) -> Self {
        let common = numerator.gcd(&denominator);
        let (mut n, mut d) = (numerator / &common, denominator / &common);
        if d.is_negative() {
            (n, d) = (-n, -d);
        }
        match (n.to_i128(), d.to_i128()) {
            // i128::MIN stays big, so that negation of small values cannot overflow.
            (Some(a), Some(b)) if a != i128::MIN => Self(Repr::Small(a, b)),
            _ => Self(Repr::Big(Box::new((n, d)))),
        }
    }

    fn big(&self) -> (BigInt, BigInt) {
        match &self.0 {
            Repr::Small(n, d) => (BigInt::from(*n), BigInt::from(*d)),
            Repr::Big(parts) => (parts.0.clone(), parts.1.clone()),
        }
    }

    /// Numerator and denominator, when both fit.
    #[must_use]
    pub fn parts(&self) -> Option<(i128, i128)> {
        match self.0 {
            Repr::Small(n, d) => Some((n, d)),
            Repr::Big(_) => None,
        }
    }

    /// The bits of the larger of numerator and denominator.
    #[must_use]
    pub fn bits(&self) -> u64 {
        match &self.0 {
            Repr::Small(n, d) => {
                let widest = n.unsigned_abs().max(d.unsigned_abs());
                u64::from(128 - widest.leading_zeros())
            }
            Repr::Big(parts) => parts.0.bits().max(parts.1.bits()),
        }
    }

    /// The nearest float but for two more roundings; `None` beyond 128 bits.
    pub(crate) fn approximate(&self) -> Option<f64> {
        #[allow(clippy::cast_precision_loss, reason = "whoever asks for a float counts its error")]
        self.parts().map(|(numerator, denominator)| numerator as f64 / denominator as f64)
    }

    /// Whether the value is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// −1, 0 or 1.
    #[must_use]
    pub fn signum(&self) -> i32 {
        match &self.0 {
            Repr::Small(n, _) => match n.cmp(&0) {
                Ordering::Less => -1,
                Ordering::Equal => 0,
                Ordering::Greater => 1,
            },
            Repr::Big(parts) => match parts.0.sign() {
                Sign::Minus => -1,
                Sign::NoSign => 0,
                Sign::Plus => 1,
            },
        }
    }

    /// The absolute value.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.signum() < 0 { -self } else { self.clone() }
    }

    /// The quotient, or `None` when the divisor is zero.
    #[must_use]
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() { None } else { Some(self.divide(divisor)) }
    }

    // The divisor is not zero.
    fn divide(&self, divisor: &Self) -> Self {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &divisor.0)
            && let (Some(n), Some(m)) = (a.checked_mul(*d), b.checked_mul(*c))
        {
            return Self::reduced(n, m);
        }
        let ((a, b), (c, d)) = (self.big(), divisor.big());
        Self::from_big(a * d, b * c)
    }

    /// The smaller of two values.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    /// The larger of two values.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    /// The value with its fraction dropped.
    #[must_use]
    pub fn truncate(&self) -> Self {
        match &self.0 {
            Repr::Small(n, d) => Self(Repr::Small(n / d, 1)),
            Repr::Big(parts) => Self::from_big(&parts.0 / &parts.1, BigInt::from(1)),
        }
    }

    /// The value rounded to a number of decimal places.
    #[must_use]
    pub fn round(&self, places: u32, mode: RoundingMode) -> Self {
        let (digits, places) = self.scaled_digits(places, mode);
        let magnitude = Self::from_big(digits, BigInt::from(10).pow(places));
        if self.signum() < 0 { -&magnitude } else { magnitude }
    }

    /// The magnitude in units of 10^-places, rounded.
    fn scaled_digits(&self, places: u32, mode: RoundingMode) -> (BigInt, u32) {
        if let Repr::Small(n, d) = self.0
            && let Some(scaled) = power_of_ten(places).and_then(|p| n.abs().checked_mul(p))
        {
            let (quotient, rest) = (scaled / d, scaled % d);
            // rest < d ≤ 2^127, so d − rest does not overflow.
            let half = rest.cmp(&(d - rest));
            let up = mode.rounds_up(half, rest != 0, quotient % 2 != 0);
            return (BigInt::from(quotient) + i32::from(up), places);
        }
        let (n, d) = self.big();
        let (quotient, rest) = (n.abs() * BigInt::from(10).pow(places)).div_rem(&d);
        let half = (&rest + &rest).cmp(&d);
        let up = mode.rounds_up(half, !rest.is_zero(), quotient.is_odd());
        (quotient + i32::from(up), places)
    }

    /// The canonical decimal text when the value ends within `places` places.
    #[must_use]
    pub fn decimal_text(&self, places: u32) -> Option<String> {
        if let Repr::Small(n, d) = self.0 {
            if d == 1 {
                return Some(n.to_string());
            }
            // Lowest terms end within `places` places exactly when the denominator divides 10^places.
            let unit = power_of_ten(places)?;
            if unit % d != 0 {
                return None;
            }
            if let Some(scaled) = n.abs().checked_mul(unit / d) {
                return Some(place_point(&scaled.to_string(), places, n < 0, true));
            }
        }
        let (n, d) = self.big();
        let (scaled, rest) = (n.abs() * BigInt::from(10).pow(places)).div_rem(&d);
        rest.is_zero().then(|| place_point(&scaled.to_string(), places, n.is_negative(), true))
    }

    /// The value rounded to `places` places as text, without trailing zeros unless `fixed`.
    #[must_use]
    pub fn rounded_text(&self, places: u32, mode: RoundingMode, fixed: bool) -> String {
        let (digits, places) = self.scaled_digits(places, mode);
        let negative = self.signum() < 0 && !digits.is_zero();
        place_point(&digits.to_string(), places, negative, !fixed)
    }
}

/// Puts the decimal point into a string of digits.
fn place_point(digits: &str, places: u32, negative: bool, trim: bool) -> String {
    let places = places as usize;
    let mut text = String::with_capacity(digits.len() + places + 3);
    if negative {
        text.push('-');
    }
    let (whole, fraction) = digits.split_at_checked(digits.len().saturating_sub(places)).unwrap_or((digits, ""));
    text.push_str(if whole.is_empty() { "0" } else { whole });
    if places > 0 {
        text.push('.');
        for _ in fraction.len()..places {
            text.push('0');
        }
        text.push_str(fraction);
        if trim {
            let kept = text.trim_end_matches('0').trim_end_matches('.').len();
            text.truncate(kept);
        }
    }
    text
}

impl From<i32> for Rational {
    fn from(value: i32) -> Self {
        Self(Repr::Small(i128::from(value), 1))
    }
}

impl From<u32> for Rational {
    fn from(value: u32) -> Self {
        Self(Repr::Small(i128::from(value), 1))
    }
}

impl std::ops::Add for &Rational {
    type Output = Rational;

    fn add(self, other: Self) -> Rational {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            if b == d {
                if let Some(n) = a.checked_add(*c) {
                    return Rational::reduced(n, *b);
                }
            } else if let (Some(x), Some(y), Some(m)) = (a.checked_mul(*d), c.checked_mul(*b), b.checked_mul(*d))
                && let Some(n) = x.checked_add(y)
            {
                return Rational::reduced(n, m);
            }
        }
        let ((a, b), (c, d)) = (self.big(), other.big());
        Rational::from_big(a * &d + c * &b, b * d)
    }
}

impl std::ops::Neg for &Rational {
    type Output = Rational;

    fn neg(self) -> Rational {
        match &self.0 {
            // INVARIANT: small numerators are never i128::MIN.
            Repr::Small(n, d) => Rational(Repr::Small(-n, *d)),
            Repr::Big(parts) => Rational::from_big(-parts.0.clone(), parts.1.clone()),
        }
    }
}

impl std::ops::Sub for &Rational {
    type Output = Rational;

    fn sub(self, other: Self) -> Rational {
        self + &(-other)
    }
}

impl std::ops::Mul for &Rational {
    type Output = Rational;

    fn mul(self, other: Self) -> Rational {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0)
            && let (Some(n), Some(m)) = (a.checked_mul(*c), b.checked_mul(*d))
        {
            return Rational::reduced(n, m);
        }
        let ((a, b), (c, d)) = (self.big(), other.big());
        Rational::from_big(a * c, b * d)
    }
}

/// Panics on division by zero, as integers do; code that divides by data uses [`Rational::checked_div`].
impl std::ops::Div for &Rational {
    type Output = Rational;

    #[allow(clippy::panic, reason = "the contract of `/` for numbers; checked_div is what the library uses")]
    fn div(self, other: Self) -> Rational {
        match self.checked_div(other) {
            Some(quotient) => quotient,
            None => panic!("division by zero"),
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            if b == d {
                return a.cmp(c);
            }
            if let (Some(x), Some(y)) = (a.checked_mul(*d), c.checked_mul(*b)) {
                return x.cmp(&y);
            }
        }
        let ((a, b), (c, d)) = (self.big(), other.big());
        (a * d).cmp(&(c * b))
    }
}

/// The fraction in lowest terms: `280/3`, or `5` for an integer.
impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(n, 1) => write!(f, "{n}"),
            Repr::Small(n, d) => write!(f, "{n}/{d}"),
            Repr::Big(parts) if parts.1 == BigInt::from(1) => write!(f, "{}", parts.0),
            Repr::Big(parts) => write!(f, "{}/{}", parts.0, parts.1),
        }
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
