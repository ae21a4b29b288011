//! Fractions beyond 128 bits.

use std::cmp::Ordering;

use super::Rational;
use crate::number::natural::Natural;

/// A fraction beyond 128 bits: its sign, and the parts of its magnitude.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Big {
    pub(super) negative: bool,
    pub(super) numerator: Natural,
    pub(super) denominator: Natural,
}

impl Big {
    pub(super) fn new(numerator: i128, denominator: i128) -> Self {
        Self {
            negative: (numerator < 0) != (denominator < 0),
            numerator: Natural::new(numerator.unsigned_abs()),
            denominator: Natural::new(denominator.unsigned_abs()),
        }
    }

    /// `a / b · c / d`.
    pub(super) fn times(&self, other: &Self) -> Rational {
        let (numerator, denominator) =
            (self.numerator.times(&other.numerator), self.denominator.times(&other.denominator));
        Rational::from_big(Self { negative: self.negative != other.negative, numerator, denominator })
    }

    /// `a / b · c / d`, where the parts of the second fit a digit and are not zero: each side cancels with the other's.
    pub(super) fn times_short(mut self, (negative, c, d): Short) -> Rational {
        let (first, second) = (self.numerator.common_digit(d), self.denominator.common_digit(c));
        self.numerator = self.numerator.part(first).times(&Natural::new((c / second).into()));
        self.denominator = self.denominator.part(second).times(&Natural::new((d / first).into()));
        self.negative ^= negative;
        Rational::lowest(self)
    }

    /// `a / b + c / d`, where the parts of the second fit a digit: what the sum can cancel is in what `b` and `d` have in
    /// common.
    pub(super) fn plus_short(mut self, (negative, c, d): Short) -> Rational {
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
    pub(super) fn sum(&self, other: &Self, (a, b): (&Natural, &Natural)) -> (bool, Natural) {
        match a.cmp(b) {
            _ if self.negative == other.negative => (self.negative, a.plus(b)),
            Ordering::Less => (other.negative, b.minus(a)),
            _ => (self.negative, a.minus(b)),
        }
    }

    /// `a · d` and `c · b`, whose magnitudes compare, and add, as `a / b` and `c / d` do.
    pub(super) fn crosswise(&self, other: &Self) -> (Natural, Natural) {
        (self.numerator.times(&other.denominator), other.numerator.times(&self.denominator))
    }
}

/// The sign of a fraction and the parts of its magnitude, where each fits a digit of [`Natural`].
pub(super) type Short = (bool, u32, u32);
