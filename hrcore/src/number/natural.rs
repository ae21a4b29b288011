//! Natural numbers of any size, for the rare fractions beyond 128 bits: schoolbook arithmetic on 32-bit digits, which is
//! small, and quick enough within the limit of bits.

use std::cmp::Ordering;

const DIGIT: u32 = 32;
const BASE: u64 = 1 << DIGIT;
/// The largest power of ten that is a digit, and its zeros.
const TENS: (u64, u32) = (1_000_000_000, 9);

/// A natural number: digits to the base 2^32, the lowest first, without zeros at the end.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Natural(Vec<u32>);

/// The lower digit.
fn low(value: u64) -> u32 {
    u32::try_from(value % BASE).unwrap_or_default()
}

fn high(value: u64) -> u64 {
    value >> DIGIT
}

impl Natural {
    pub(super) fn new(mut value: u128) -> Self {
        let mut digits = Vec::new();
        while value > 0 {
            digits.push(u32::try_from(value % u128::from(BASE)).unwrap_or_default());
            value >>= DIGIT;
        }
        Self(digits)
    }

    pub(super) fn power_of_ten(exponent: u32) -> Self {
        let mut power = Self::new(1);
        for _ in 0..exponent {
            power = power.times(&Self::new(10));
        }
        power
    }

    fn trimmed(mut digits: Vec<u32>) -> Self {
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Self(digits)
    }

    /// The value, when it fits.
    pub(super) fn small(&self) -> Option<u128> {
        if self.0.len() > 4 {
            return None;
        }
        Some(self.0.iter().rev().fold(0, |value, digit| (value << DIGIT) | u128::from(*digit)))
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn is_odd(&self) -> bool {
        self.0.first().is_some_and(|digit| digit % 2 == 1)
    }

    pub(super) fn bits(&self) -> u64 {
        let top = self.0.last().map_or(0, |digit| digit.leading_zeros());
        self.0.len() as u64 * u64::from(DIGIT) - u64::from(top)
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        let (long, short) = if self.0.len() < other.0.len() { (other, self) } else { (self, other) };
        let mut digits = Vec::with_capacity(long.0.len() + 1);
        let mut carry = 0;
        for (at, digit) in long.0.iter().enumerate() {
            let sum = u64::from(*digit) + u64::from(short.0.get(at).copied().unwrap_or(0)) + carry;
            digits.push(low(sum));
            carry = high(sum);
        }
        digits.push(low(carry));
        Self::trimmed(digits)
    }

    /// The difference from a number that is not larger.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let mut digits = self.0.clone();
        subtract(&mut digits, &other.0, 1);
        Self::trimmed(digits)
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let mut digits = vec![0; self.0.len() + other.0.len()];
        for (shift, factor) in self.0.iter().enumerate() {
            let mut carry = 0;
            for (at, slot) in digits.iter_mut().skip(shift).take(other.0.len() + 1).enumerate() {
                let digit = other.0.get(at).copied().unwrap_or(0);
                let sum = u64::from(*factor) * u64::from(digit) + u64::from(*slot) + carry;
                *slot = low(sum);
                carry = high(sum);
            }
        }
        Self::trimmed(digits)
    }

    /// What it has in common with a digit that is not zero.
    pub(super) fn common_digit(&self, digit: u32) -> u32 {
        let mut rest = 0;
        for own in self.0.iter().rev() {
            rest = ((rest << DIGIT) | u64::from(*own)) % u64::from(digit);
        }
        let (mut a, mut b) = (digit, low(rest));
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    }

    /// Its part by a digit that is not zero and leaves no rest.
    pub(super) fn part(self, digit: u32) -> Self {
        if digit == 1 { self } else { self.by_digit(digit.into()).0 }
    }

    /// Quotient and rest by one digit, which is not zero.
    fn by_digit(&self, divisor: u64) -> (Self, u64) {
        let mut digits = self.0.clone();
        let mut rest = 0;
        for digit in digits.iter_mut().rev() {
            let part = (rest << DIGIT) | u64::from(*digit);
            *digit = low(part / divisor);
            rest = part % divisor;
        }
        (Self::trimmed(digits), rest)
    }

    /// The number with bits moved up, fewer than a digit has.
    fn raised(&self, bits: u32) -> Vec<u32> {
        let mut carry = 0;
        let mut digits = Vec::with_capacity(self.0.len() + 1);
        for digit in &self.0 {
            let moved = (u64::from(*digit) << bits) | carry;
            digits.push(low(moved));
            carry = high(moved);
        }
        digits.push(low(carry));
        digits
    }

    /// Quotient and rest; the divisor is not zero.
    ///
    /// Knuth's algorithm D (The Art of Computer Programming 4.3.1): each digit of the quotient is guessed from the top
    /// digits, which is right or one too many once the divisor's top bit is set.
    pub(super) fn divided(&self, divisor: &Self) -> (Self, Self) {
        let shift = divisor.0.last().map_or(0, |top| top.leading_zeros());
        let scaled = Self::trimmed(divisor.raised(shift));
        let [.., second, first] = scaled.0.as_slice() else {
            let (quotient, rest) = self.by_digit(divisor.0.first().map_or(1, |digit| u64::from(*digit)));
            return (quotient, Self::new(u128::from(rest)));
        };
        let (first, second) = (u64::from(*first), u64::from(*second));
        let mut rest = self.raised(shift);
        let length = scaled.0.len();
        let mut quotient = vec![0; rest.len().saturating_sub(length)];
        for (at, slot) in quotient.iter_mut().enumerate().rev() {
            let Some(window) = rest.get_mut(at..=at + length) else { continue };
            let [.., c, b, a] = window else { continue };
            let upper = u64::from(*a) << DIGIT | u64::from(*b);
            let (mut guess, mut left) = (upper / first, upper % first);
            while guess >= BASE || guess * second > (left << DIGIT | u64::from(*c)) {
                guess -= 1;
                left += first;
                if left >= BASE {
                    break;
                }
            }
            if subtract(window, &scaled.0, guess) {
                guess -= 1;
                restore(window, &scaled.0);
            }
            *slot = low(guess);
        }
        let mut lowered = Vec::with_capacity(length);
        for (at, digit) in rest.iter().take(length).enumerate() {
            let above = rest.get(at + 1).copied().unwrap_or(0);
            lowered.push(low((u64::from(above) << DIGIT | u64::from(*digit)) >> shift));
        }
        (Self::trimmed(quotient), Self::trimmed(lowered))
    }

    /// The greatest common divisor.
    pub(super) fn common(&self, other: &Self) -> Self {
        let (mut a, mut b) = (self.clone(), other.clone());
        while !b.is_zero() {
            let rest = a.divided(&b).1;
            a = std::mem::replace(&mut b, rest);
        }
        a
    }

    /// The decimal digits.
    pub(super) fn text(&self) -> String {
        let mut parts = Vec::new();
        let mut left = self.clone();
        while !left.is_zero() {
            let (quotient, rest) = left.by_digit(TENS.0);
            parts.push(rest);
            left = quotient;
        }
        let mut text = String::new();
        for (number, part) in parts.iter().rev().enumerate() {
            super::text::push_digits(*part, if number == 0 { 1 } else { TENS.1 }, &mut text);
        }
        if text.is_empty() {
            text.push('0');
        }
        text
    }
}

/// Takes `factor` times a number from as many digits and what is above them; whether it was too much.
fn subtract(digits: &mut [u32], other: &[u32], factor: u64) -> bool {
    let mut owed = 0;
    for (at, slot) in digits.iter_mut().enumerate() {
        let taken = other.get(at).map_or(0, |digit| u64::from(*digit)) * factor + owed;
        let (left, below) = slot.overflowing_sub(low(taken));
        *slot = left;
        owed = high(taken) + u64::from(below);
    }
    owed > 0
}

/// Adds a number back to digits that are below zero by less than it; the carry makes up for that.
fn restore(digits: &mut [u32], other: &[u32]) {
    let mut carry = 0;
    for (at, slot) in digits.iter_mut().enumerate() {
        let sum = u64::from(*slot) + other.get(at).map_or(0, |digit| u64::from(*digit)) + carry;
        *slot = low(sum);
        carry = high(sum);
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;
    use proptest::prelude::*;

    use super::*;

    fn big(value: &Natural) -> BigUint {
        BigUint::new(value.0.clone())
    }

    /// Digits at the edges are where a guess of the quotient goes wrong.
    fn natural() -> impl Strategy<Value = Natural> {
        let digit = prop_oneof![Just(0u32), Just(1), Just(1 << 31), Just((1 << 31) - 1), Just(u32::MAX), any::<u32>()];
        proptest::collection::vec(digit, 0..9).prop_map(Natural::trimmed)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn arithmetic_is_that_of_num_bigint(a in natural(), b in natural()) {
            let (x, y) = (big(&a), big(&b));
            prop_assert_eq!(big(&a.plus(&b)), &x + &y);
            prop_assert_eq!(big(&a.times(&b)), &x * &y);
            prop_assert_eq!(a.cmp(&b), x.cmp(&y));
            prop_assert_eq!(big(&a.common(&b)), num_integer::Integer::gcd(&x, &y));
            if a >= b {
                prop_assert_eq!(big(&a.minus(&b)), &x - &y);
            }
            if !b.is_zero() {
                let (quotient, rest) = a.divided(&b);
                prop_assert_eq!(big(&quotient), &x / &y);
                prop_assert_eq!(big(&rest), &x % &y);
            }
            prop_assert_eq!(a.text(), x.to_string());
            prop_assert_eq!(a.bits(), x.bits());
            prop_assert_eq!(a.small(), u128::try_from(&x).ok());
            prop_assert_eq!(a.small().map(Natural::new), a.small().map(|_| a));
        }

        /// What was multiplied divides again: quotients with digits at the edges.
        #[test]
        fn a_product_divides_by_its_factors(a in natural(), b in natural(), rest in natural()) {
            prop_assume!(!b.is_zero());
            let rest = rest.divided(&b).1;
            prop_assert_eq!(a.times(&b).plus(&rest).divided(&b), (a, rest));
        }
    }
}
