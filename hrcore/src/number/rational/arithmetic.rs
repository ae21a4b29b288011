//! What is done with two fractions: machine words as long as they fit, then 128 bits, then big integers.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

use super::big::{Big, Short};
use super::divisor::{common, common_word, part, part_word, product};
use super::{Rational, Repr};

impl Rational {
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

    /// Two fractions of which one is short, that one last.
    fn with_short<'f>(&'f self, other: &'f Self) -> Option<(&'f Self, Short)> {
        other.short().map(|short| (self, short)).or_else(|| self.short().map(|short| (other, short)))
    }
}

impl Add for &Rational {
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

impl Neg for &Rational {
    type Output = Rational;

    fn neg(self) -> Rational {
        match &self.0 {
            Repr::Word(n, d) => Rational(Repr::Word(-n, *d)),
            Repr::Wide(parts) => Rational(Repr::Wide(Box::new((-parts.0, parts.1)))),
            Repr::Big(parts) => Rational(Repr::Big(Box::new(Big { negative: !parts.negative, ..(**parts).clone() }))),
        }
    }
}

impl Sub for &Rational {
    type Output = Rational;

    fn sub(self, other: Self) -> Rational {
        self + &(-other)
    }
}

impl Mul for &Rational {
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
impl Div for &Rational {
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
