//! Exact rationals: two machine words as long as they fit, two 128-bit integers, big integers beyond.

use std::cmp::Ordering;
use std::fmt;

use super::natural::Natural;
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

// INVARIANT: lowest terms, denominator > 0, and the first form that both parts fit, so that equality is structural. No
// numerator is the least of its type, so that negation cannot overflow.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    // Nearly all are of this form: small to copy, and quick to compute with.
    Word(i64, i64),
    Wide(Box<(i128, i128)>),
    Big(Box<Big>),
}

/// A fraction beyond 128 bits: its sign, and the parts of its magnitude.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Big {
    negative: bool,
    numerator: Natural,
    denominator: Natural,
}

impl Big {
    fn new(numerator: i128, denominator: i128) -> Self {
        Self {
            negative: (numerator < 0) != (denominator < 0),
            numerator: Natural::new(numerator.unsigned_abs()),
            denominator: Natural::new(denominator.unsigned_abs()),
        }
    }

    /// `a / b · c / d`.
    fn times(&self, other: &Self) -> Rational {
        let (numerator, denominator) =
            (self.numerator.times(&other.numerator), self.denominator.times(&other.denominator));
        Rational::from_big(Self { negative: self.negative != other.negative, numerator, denominator })
    }

    /// `a / b · c / d`, where the parts of the second fit a digit and are not zero: each side cancels with the other's.
    fn times_short(mut self, (negative, c, d): Short) -> Rational {
        let (first, second) = (self.numerator.common_digit(d), self.denominator.common_digit(c));
        self.numerator = self.numerator.part(first).times(&Natural::new((c / second).into()));
        self.denominator = self.denominator.part(second).times(&Natural::new((d / first).into()));
        self.negative ^= negative;
        Rational::lowest(self)
    }

    /// `a / b + c / d`, where the parts of the second fit a digit: what the sum can cancel is in what `b` and `d` have in
    /// common.
    fn plus_short(mut self, (negative, c, d): Short) -> Rational {
        let shared = self.denominator.common_digit(d);
        self.denominator = self.denominator.part(shared);
        let other =
            Self { negative, numerator: self.denominator.times(&Natural::new(c.into())), denominator: Natural::new(1) };
        self.numerator = self.numerator.times(&Natural::new((d / shared).into()));
        let (negative, sum) = self.sum(&other, (&self.numerator, &other.numerator));
        let cancels = sum.common_digit(shared);
        let denominator = self.denominator.times(&Natural::new((d / cancels).into()));
        Rational::lowest(Self { negative, numerator: sum.part(cancels), denominator })
    }

    /// The sum of two magnitudes with the signs of two fractions.
    fn sum(&self, other: &Self, (a, b): (&Natural, &Natural)) -> (bool, Natural) {
        match a.cmp(b) {
            _ if self.negative == other.negative => (self.negative, a.plus(b)),
            Ordering::Less => (other.negative, b.minus(a)),
            _ => (self.negative, a.minus(b)),
        }
    }

    /// `a · d` and `c · b`, whose magnitudes compare, and add, as `a / b` and `c / d` do.
    fn crosswise(&self, other: &Self) -> (Natural, Natural) {
        (self.numerator.times(&other.denominator), other.numerator.times(&self.denominator))
    }
}

/// The sign of a fraction and the parts of its magnitude, where each fits a digit of [`Natural`].
type Short = (bool, u32, u32);

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
#[inline]
fn common(a: i128, b: i128) -> i128 {
    if b == 1 || a == 1 {
        return 1;
    }
    // A divisor of a positive i128 is one.
    i128::try_from(gcd(a.unsigned_abs(), b.unsigned_abs())).unwrap_or(1)
}

/// What `a` and the positive `b` have in common.
#[inline]
fn common_word(a: i64, b: i64) -> i64 {
    if b == 1 || a == 1 {
        return 1;
    }
    // A divisor of a positive i64 is one.
    i64::try_from(gcd64(a.unsigned_abs(), b.unsigned_abs())).unwrap_or(1)
}

/// `a / divisor`, which is positive and leaves no rest.
#[inline]
fn part_word(a: i64, divisor: i64) -> i64 {
    if divisor == 1 { a } else { a / divisor }
}

/// `a / divisor`, which leaves no rest.
#[cfg_attr(target_family = "wasm", inline(never))]
fn part(a: i128, divisor: i128) -> i128 {
    match (i64::try_from(a), i64::try_from(divisor)) {
        (_, Ok(1)) => a,
        // Most numbers fit a machine word, whose division is far quicker. The divisor is positive.
        (Ok(a), Ok(divisor)) => i128::from(a / divisor),
        _ => a / divisor,
    }
}

/// The product, unless it overflows.
#[cfg_attr(target_family = "wasm", inline(never))]
fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
}

impl Rational {
    /// Zero.
    pub const ZERO: Self = Self(Repr::Word(0, 1));
    /// One.
    pub const ONE: Self = Self(Repr::Word(1, 1));

    /// `numerator / denominator`, which is in lowest terms. The numerator is not the least i128.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn of(numerator: i128, denominator: i128) -> Self {
        Self(match (i64::try_from(numerator), i64::try_from(denominator)) {
            (Ok(n), Ok(d)) if n != i64::MIN => Repr::Word(n, d),
            _ => Repr::Wide(Box::new((numerator, denominator))),
        })
    }

    /// `numerator / denominator` in lowest terms; `None` when the denominator is zero.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 { None } else { Some(Self::reduced(numerator, denominator)) }
    }

    /// `mantissa / 10^scale`.
    #[must_use]
    pub fn from_scaled(mantissa: i128, scale: u32) -> Self {
        if scale == 0 && mantissa != i128::MIN {
            return Self::of(mantissa, 1);
        }
        if let (Ok(small), Some(unit)) = (i64::try_from(mantissa), 10i64.checked_pow(scale)) {
            return Self::from_small_scaled(small, scale, unit);
        }
        match power_of_ten(scale) {
            Some(denominator) => Self::reduced(mantissa, denominator),
            None => Self::from_big(Big { denominator: Natural::power_of_ten(scale), ..Big::new(mantissa, 1) }),
        }
    }

    /// `mantissa / unit`, where the unit is 10^scale: only twos and fives can cancel.
    fn from_small_scaled(mut mantissa: i64, scale: u32, mut unit: i64) -> Self {
        if mantissa == 0 {
            return Self::ZERO;
        }
        let twos = mantissa.trailing_zeros().min(scale);
        mantissa >>= twos;
        unit >>= twos;
        let mut fives = 0;
        while fives < scale && mantissa % 5 == 0 {
            mantissa /= 5;
            unit /= 5;
            fives += 1;
        }
        Self::of(mantissa.into(), unit.into())
    }

    // The denominator is not zero.
    fn reduced(numerator: i128, denominator: i128) -> Self {
        if numerator == i128::MIN || denominator == i128::MIN {
            return Self::from_big(Big::new(numerator, denominator));
        }
        let (numerator, denominator) =
            if denominator < 0 { (-numerator, -denominator) } else { (numerator, denominator) };
        let common = common(numerator, denominator);
        Self::of(part(numerator, common), part(denominator, common))
    }

    /// `a / b · c / d` of fractions in lowest terms: what cancels crosswise is cancelled first, which keeps the
    /// products small and in lowest terms. `None` when they overflow all the same.
    fn times((a, b): (i128, i128), (c, d): (i128, i128)) -> Option<Self> {
        let (first, second) = (common(a, d), common(c, b));
        let numerator = product(part(a, first), part(c, second))?;
        let denominator = product(part(b, second), part(d, first))?;
        // i128::MIN stays big, so that negation of small values cannot overflow.
        (numerator != i128::MIN).then(|| Self::of(numerator, denominator))
    }

    /// The same of machine words, whose products always fit.
    fn times_words([a, b, c, d]: [i64; 4]) -> Self {
        let (first, second) = (common_word(a, d), common_word(c, b));
        let numerator = i128::from(part_word(a, first)) * i128::from(part_word(c, second));
        let denominator = i128::from(part_word(b, second)) * i128::from(part_word(d, first));
        Self::of(numerator, denominator)
    }

    /// `a / b + c / d` of fractions in lowest terms; `None` when the way there overflows.
    ///
    /// What the sum of `a / b` and `c / d` can cancel is in what `b` and `d` have in common, which is mostly small.
    fn plus((a, b): (i128, i128), (c, d): (i128, i128)) -> Option<Self> {
        let shared = common(b, d);
        let other = part(b, shared);
        let sum = product(a, part(d, shared))?.checked_add(product(c, other)?)?;
        let cancels = common(sum, shared);
        let denominator = product(other, part(d, cancels))?;
        (sum != i128::MIN).then(|| Self::of(part(sum, cancels), denominator))
    }

    /// The same of machine words, where nothing overflows.
    fn plus_words([a, b, c, d]: [i64; 4]) -> Self {
        let shared = common_word(b, d);
        let other = part_word(b, shared);
        // Each product is below 2^126.
        let sum = i128::from(a) * i128::from(part_word(d, shared)) + i128::from(c) * i128::from(other);
        let cancels = common(sum, i128::from(shared));
        Self::of(part(sum, cancels), i128::from(other) * part(i128::from(d), cancels))
    }

    // The denominator is not zero.
    fn from_big(mut parts: Big) -> Self {
        let common = parts.numerator.common(&parts.denominator);
        parts.numerator = parts.numerator.divided(&common).0;
        parts.denominator = parts.denominator.divided(&common).0;
        Self::lowest(parts)
    }

    // The parts have nothing in common.
    fn lowest(parts: Big) -> Self {
        // i128::MIN stays big, so that negation of small values cannot overflow.
        let small = |part: &Natural| part.small().and_then(|part| i128::try_from(part).ok());
        match (small(&parts.numerator), small(&parts.denominator)) {
            (Some(n), Some(d)) => Self::of(if parts.negative { -n } else { n }, d),
            _ => Self(Repr::Big(Box::new(parts))),
        }
    }

    /// The parts of a fraction that is not zero, where they are short.
    fn short(&self) -> Option<Short> {
        let Repr::Word(n, d) = &self.0 else { return None };
        let parts = (*n < 0, u32::try_from(n.unsigned_abs()).ok()?, u32::try_from(*d).ok()?);
        (*n != 0).then_some(parts)
    }

    /// Two fractions of which one is short, that one last.
    fn with_short<'f>(&'f self, other: &'f Self) -> Option<(&'f Self, Short)> {
        other.short().map(|short| (self, short)).or_else(|| self.short().map(|short| (other, short)))
    }

    fn big(&self) -> Big {
        match &self.0 {
            Repr::Word(n, d) => Big::new((*n).into(), (*d).into()),
            Repr::Wide(parts) => Big::new(parts.0, parts.1),
            Repr::Big(parts) => (**parts).clone(),
        }
    }

    /// Numerator and denominator, when both fit.
    #[must_use]
    pub fn parts(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Repr::Word(n, d) => Some(((*n).into(), (*d).into())),
            Repr::Wide(parts) => Some(**parts),
            Repr::Big(_) => None,
        }
    }

    /// The bits of the larger of numerator and denominator.
    #[must_use]
    pub fn bits(&self) -> u64 {
        let widest = match &self.0 {
            Repr::Word(n, d) => u128::from(n.unsigned_abs().max(d.unsigned_abs())),
            Repr::Wide(parts) => parts.0.unsigned_abs().max(parts.1.unsigned_abs()),
            Repr::Big(parts) => return parts.numerator.bits().max(parts.denominator.bits()),
        };
        u64::from(128 - widest.leading_zeros())
    }

    /// The nearest float but for two more roundings; `None` beyond 128 bits.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(crate) fn approximate(&self) -> Option<f64> {
        #[allow(clippy::cast_precision_loss, reason = "whoever asks for a float counts its error")]
        match &self.0 {
            Repr::Word(n, d) => Some(*n as f64 / *d as f64),
            Repr::Wide(parts) => Some(parts.0 as f64 / parts.1 as f64),
            Repr::Big(_) => None,
        }
    }

    /// Whether the value is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Word(0, _))
    }

    /// −1, 0 or 1.
    #[must_use]
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub fn signum(&self) -> i32 {
        let is_negative = match &self.0 {
            Repr::Word(0, _) => return 0,
            Repr::Word(n, _) => *n < 0,
            Repr::Wide(parts) => parts.0 < 0,
            Repr::Big(parts) => parts.negative,
        };
        if is_negative { -1 } else { 1 }
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
        // The denominator of the reciprocal is positive.
        if let (Repr::Word(a, b), Repr::Word(c, d)) = (&self.0, &divisor.0) {
            return Self::times_words(if *c < 0 { [*a, *b, -d, -c] } else { [*a, *b, *d, *c] });
        }
        if let (Some(own), Some((c, d))) = (self.parts(), divisor.parts())
            && let Some(quotient) = Self::times(own, if c < 0 { (-d, -c) } else { (d, c) })
        {
            return quotient;
        }
        if let Some((negative, c, d)) = divisor.short() {
            return self.big().times_short((negative, d, c));
        }
        let mut reciprocal = divisor.big();
        std::mem::swap(&mut reciprocal.numerator, &mut reciprocal.denominator);
        self.big().times(&reciprocal)
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
            Repr::Word(n, d) => Self(Repr::Word(n / d, 1)),
            Repr::Wide(parts) => Self::of(parts.0 / parts.1, 1),
            Repr::Big(parts) => Self::whole(parts.negative, parts.numerator.divided(&parts.denominator).0),
        }
    }

    fn whole(negative: bool, numerator: Natural) -> Self {
        Self::from_big(Big { negative, numerator, denominator: Natural::new(1) })
    }

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

    /// The value, if it is a small whole number, as weights, bounds and targets mostly are.
    #[inline]
    pub(super) fn small_whole(&self) -> Option<u64> {
        match self.0 {
            Repr::Word(n @ 0..1000, 1) => u64::try_from(n).ok(),
            _ => None,
        }
    }

    /// Appends the canonical decimal text when the value ends within `places` places, of which `fixed` writes all.
    pub(super) fn push_ending(&self, places: u32, fixed: bool, out: &mut String) -> bool {
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
    pub(super) fn ends_within(&self, places: u32) -> bool {
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
    pub(super) fn push_rounded(&self, places: u32, mode: RoundingMode, fixed: bool, out: &mut String) {
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
    pub(super) fn push_fraction(&self, out: &mut String) {
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
pub(super) fn push_scaled(magnitude: u128, places: u32, out: &mut String) {
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

impl From<i32> for Rational {
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn from(value: i32) -> Self {
        Self(Repr::Word(value.into(), 1))
    }
}

impl From<u32> for Rational {
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn from(value: u32) -> Self {
        Self(Repr::Word(value.into(), 1))
    }
}

impl std::ops::Add for &Rational {
    type Output = Rational;

    fn add(self, other: Self) -> Rational {
        if let (Repr::Word(a, b), Repr::Word(c, d)) = (&self.0, &other.0) {
            return Rational::plus_words([*a, *b, *c, *d]);
        }
        if let (Some(own), Some(others)) = (self.parts(), other.parts())
            && let Some(sum) = Rational::plus(own, others)
        {
            return sum;
        }
        // Big integers grow from sums of short fractions, and stay cheap as long as one of the two is short.
        if let Some((long, short)) = self.with_short(other) {
            return long.big().plus_short(short);
        }
        let (one, two) = (self.big(), other.big());
        let (a, b) = one.crosswise(&two);
        let (negative, numerator) = one.sum(&two, (&a, &b));
        Rational::from_big(Big { negative, numerator, denominator: one.denominator.times(&two.denominator) })
    }
}

impl std::ops::Neg for &Rational {
    type Output = Rational;

    fn neg(self) -> Rational {
        match &self.0 {
            Repr::Word(n, d) => Rational(Repr::Word(-n, *d)),
            Repr::Wide(parts) => Rational(Repr::Wide(Box::new((-parts.0, parts.1)))),
            Repr::Big(parts) => Rational(Repr::Big(Box::new(Big { negative: !parts.negative, ..(**parts).clone() }))),
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
        if let (Repr::Word(a, b), Repr::Word(c, d)) = (&self.0, &other.0) {
            return Rational::times_words([*a, *b, *c, *d]);
        }
        if let (Some(own), Some(others)) = (self.parts(), other.parts())
            && let Some(product) = Rational::times(own, others)
        {
            return product;
        }
        if let Some((long, short)) = self.with_short(other) {
            return long.big().times_short(short);
        }
        self.big().times(&other.big())
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
        if let (Repr::Word(a, b), Repr::Word(c, d)) = (&self.0, &other.0) {
            if b == d {
                return a.cmp(c);
            }
            return (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)));
        }
        if let (Some((a, b)), Some((c, d))) = (self.parts(), other.parts())
            && let (Some(x), Some(y)) = (product(a, d), product(c, b))
        {
            return x.cmp(&y);
        }
        let (one, two) = (self.big(), other.big());
        let (a, b) = one.crosswise(&two);
        match self.signum().cmp(&other.signum()) {
            Ordering::Equal if one.negative => b.cmp(&a),
            Ordering::Equal => a.cmp(&b),
            unequal => unequal,
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
