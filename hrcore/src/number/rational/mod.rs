//! Exact rationals: two machine words as long as they fit, two 128-bit integers, big integers beyond.

mod arithmetic;
mod big;
mod divisor;
mod places;

use super::natural::Natural;
use big::{Big, Short};
use divisor::{common, part};
pub(super) use places::push_scaled;

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

/// Powers of ten that fit into 128 bits.
pub(crate) fn power_of_ten(exponent: u32) -> Option<i128> {
    10i128.checked_pow(exponent)
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

    /// The value, if it is a small whole number, as weights, bounds and targets mostly are.
    #[inline]
    pub(super) fn small_whole(&self) -> Option<u64> {
        match self.0 {
            Repr::Word(n @ 0..1000, 1) => u64::try_from(n).ok(),
            _ => None,
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
