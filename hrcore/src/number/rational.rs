//! Exact rationals: two 128-bit integers as long as they fit, big integers beyond.

use std::cmp::Ordering;
use std::fmt;

use compact_str::{CompactString, ToCompactString as _};
use num_bigint::{BigInt, Sign};
use num_integer::Integer as _;
use num_traits::{Signed as _, ToPrimitive as _, Zero as _};

use super::{RoundingMode, text};

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
    // Amounts and scales differ in size: one division brings both down to the smaller one.
    if a > b {
        (a, b) = (b, a);
    }
    b %= a;
    if b == 0 {
        return a;
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

/// What `a` and the positive `b` have in common, at most `b`.
fn common(a: i128, b: i128) -> i128 {
    if b == 1 {
        return 1;
    }
    // A divisor of a positive i128 is one.
    i128::try_from(gcd(a.unsigned_abs(), b.unsigned_abs())).unwrap_or(1)
}

/// `a / divisor`, which leaves no rest.
fn part(a: i128, divisor: i128) -> i128 {
    match (i64::try_from(a), i64::try_from(divisor)) {
        (_, Ok(1)) => a,
        // Most numbers fit a machine word, whose division is far quicker. The divisor is positive.
        (Ok(a), Ok(divisor)) => i128::from(a / divisor),
        _ => a / divisor,
    }
}

/// The product, unless it overflows.
fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
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
        let common = common(numerator, denominator);
        Self(Repr::Small(part(numerator, common), part(denominator, common)))
    }

    /// `a / b · c / d` of fractions in lowest terms: what cancels crosswise is cancelled first, which keeps the
    /// products small. `None` when they overflow all the same.
    fn times((a, b): (i128, i128), (c, d): (i128, i128)) -> Option<Self> {
        let (first, second) = (common(a, d), common(c, b));
        let numerator = product(part(a, first), part(c, second))?;
        let denominator = product(part(b, second), part(d, first))?;
        // i128::MIN stays big, so that negation of small values cannot overflow.
        (numerator != i128::MIN).then_some(Self(Repr::Small(numerator, denominator)))
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
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &divisor.0) {
            // The denominator of the reciprocal is positive; small numerators are never i128::MIN.
            let reciprocal = if *c < 0 { (-d, -c) } else { (*d, *c) };
            if let Some(quotient) = Self::times((*a, *b), reciprocal) {
                return quotient;
            }
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
        if let Some(scaled) = self.scaled_small(places, mode).and_then(|scaled| i128::try_from(scaled).ok())
            && let Some(unit) = power_of_ten(places)
        {
            return Self::reduced(if self.signum() < 0 { -scaled } else { scaled }, unit);
        }
        let magnitude = Self::from_big(self.scaled_big(places, mode), BigInt::from(10).pow(places));
        if self.signum() < 0 { -&magnitude } else { magnitude }
    }

    /// The magnitude in units of 10^-places, rounded; `None` when the way there does not fit.
    fn scaled_small(&self, places: u32, mode: RoundingMode) -> Option<u128> {
        let Repr::Small(n, d) = self.0 else { return None };
        let scaled = product(n.abs(), power_of_ten(places)?)?;
        let (quotient, rest) = match (u64::try_from(scaled), u64::try_from(d)) {
            (Ok(scaled), Ok(d)) => (i128::from(scaled / d), i128::from(scaled % d)),
            _ => (scaled / d, scaled % d),
        };
        // rest < d ≤ 2^127, so d − rest does not overflow.
        let half = rest.cmp(&(d - rest));
        let up = mode.rounds_up(half, rest != 0, quotient % 2 != 0);
        Some(quotient.unsigned_abs() + u128::from(up))
    }

    /// The magnitude in units of 10^-places, rounded.
    fn scaled_big(&self, places: u32, mode: RoundingMode) -> BigInt {
        let (n, d) = self.big();
        let (quotient, rest) = (n.abs() * BigInt::from(10).pow(places)).div_rem(&d);
        let half = (&rest + &rest).cmp(&d);
        let up = mode.rounds_up(half, !rest.is_zero(), quotient.is_odd());
        quotient + i32::from(up)
    }

    /// The canonical decimal text when the value ends within `places` places.
    #[must_use]
    pub fn decimal_text(&self, places: u32) -> Option<String> {
        self.ending_text(places).map(Into::into)
    }

    /// [`Self::decimal_text`], without an allocation for short ones.
    pub(super) fn ending_text(&self, places: u32) -> Option<CompactString> {
        if let Repr::Small(n, d) = self.0 {
            // Lowest terms end after as many places as the denominator has twos or fives, if it has nothing else.
            if let (Ok(magnitude), Ok(denominator)) = (u64::try_from(n.unsigned_abs()), u64::try_from(d)) {
                let ends = ending_places(denominator)?;
                if ends > places {
                    return None;
                }
                let unit = 10u64.checked_pow(ends).map(|unit| unit / denominator);
                if let Some(scaled) = unit.and_then(|unit| magnitude.checked_mul(unit)) {
                    return Some(text::decimal(scaled, ends, n < 0, false));
                }
            }
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

    /// Whether the value ends within `places` places.
    pub(super) fn ends_within(&self, places: u32) -> bool {
        match self.0 {
            Repr::Small(_, d) => match u64::try_from(d) {
                Ok(d) => ending_places(d).is_some_and(|ends| ends <= places),
                Err(_) => self.ending_text(places).is_some(),
            },
            Repr::Big(_) => self.ending_text(places).is_some(),
        }
    }

    /// The value rounded to `places` places as text, without trailing zeros unless `fixed`.
    #[must_use]
    pub fn rounded_text(&self, places: u32, mode: RoundingMode, fixed: bool) -> String {
        self.short_rounded_text(places, mode, fixed).into()
    }

    /// [`Self::rounded_text`], without an allocation for short ones.
    pub(super) fn short_rounded_text(&self, places: u32, mode: RoundingMode, fixed: bool) -> CompactString {
        let negative = self.signum() < 0;
        match self.scaled_small(places, mode) {
            Some(scaled) => match u64::try_from(scaled) {
                Ok(scaled) if places <= 18 => text::decimal(scaled, places, negative && scaled != 0, !fixed),
                _ => place_point(&scaled.to_string(), places, negative && scaled != 0, !fixed),
            },
            None => {
                let scaled = self.scaled_big(places, mode);
                place_point(&scaled.to_string(), places, negative && !scaled.is_zero(), !fixed)
            }
        }
    }

    /// The fraction in lowest terms, without an allocation for short ones.
    pub(super) fn fraction_text(&self) -> CompactString {
        match self.0 {
            Repr::Small(n, d) => match (i64::try_from(n), u64::try_from(d)) {
                (Ok(n), Ok(d)) => text::fraction(n, d),
                _ => self.to_compact_string(),
            },
            Repr::Big(_) => self.to_compact_string(),
        }
    }
}

/// After how many places a fraction in lowest terms with this denominator ends, if it does.
fn ending_places(denominator: u64) -> Option<u32> {
    let twos = denominator.trailing_zeros();
    let mut rest = denominator >> twos;
    let mut fives = 0;
    while rest.is_multiple_of(5) {
        rest /= 5;
        fives += 1;
    }
    (rest == 1).then_some(twos.max(fives))
}

/// Puts the decimal point into a string of digits.
fn place_point(digits: &str, places: u32, negative: bool, trim: bool) -> CompactString {
    let places = places as usize;
    let mut text = CompactString::with_capacity(digits.len() + places + 3);
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
            } else if let (Some(x), Some(y), Some(m)) = (product(*a, *d), product(*c, *b), product(*b, *d))
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
            && let Some(product) = Rational::times((*a, *b), (*c, *d))
        {
            return product;
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
            if let (Some(x), Some(y)) = (product(*a, *d), product(*c, *b)) {
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
