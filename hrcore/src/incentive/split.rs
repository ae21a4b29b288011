//! A whole in minor units, shared by weights: the parts always sum to it.

use std::cmp::Ordering;

use crate::gather::Gather as _;
use crate::number::{Rational, small};

/// Shares a whole that has at most so many places: each part is the floor of its share of the absolute amount; the units
/// that are left go, one each, to the largest remainders, ties to what `compare` puts first. Weights below zero count as
/// zero, and weights that are all zero as equal.
pub(crate) fn split(
    whole: &Rational,
    digits: u32,
    weights: &[Rational],
    compare: &mut dyn FnMut(usize, usize) -> Ordering,
) -> Vec<Rational> {
    if let Some(parts) = in_words(whole, digits, weights, compare) {
        return parts;
    }
    let unit = Rational::from_scaled(1, digits);
    let units = whole.abs().checked_div(&unit).unwrap_or(Rational::ZERO);
    let mut sum = Rational::ZERO;
    for weight in weights.iter().filter(|weight| weight.signum() > 0) {
        sum = &sum + weight;
    }
    let equal = Rational::new(1, small(weights.len()).into()).unwrap_or(Rational::ONE);
    let mut left = units.clone();
    // Whole units, and what is left of the next one.
    let mut parts: Vec<(Rational, Rational)> = Vec::with_capacity(weights.len());
    for weight in weights {
        let share = match weight.checked_div(&sum) {
            None => &units * &equal,
            Some(share) if share.signum() > 0 => &units * &share,
            Some(_) => Rational::ZERO,
        };
        let floor = share.truncate();
        left = &left - &floor;
        let rest = &share - &floor;
        parts.push((floor, rest));
    }
    // Each floor drops less than a unit, so that there are fewer left than parts.
    let left = left.parts().and_then(|(left, _)| usize::try_from(left).ok()).unwrap_or(0);
    let mut numbers: Vec<usize> = (0..parts.len()).gather();
    if left > 0 {
        let rest = |at: usize| parts.get(at).map(|(_, rest)| rest);
        let order = crate::sort::order(numbers.len(), &mut |a, b| rest(b).cmp(&rest(a)).then_with(|| compare(a, b)));
        numbers = order;
    }
    for at in numbers.into_iter().take(left) {
        if let Some((floor, _)) = parts.get_mut(at) {
            *floor = &*floor + &Rational::ONE;
        }
    }
    let sign = if whole.signum() < 0 { -&unit } else { unit };
    parts.into_iter().map(|(floor, _)| &floor * &sign).gather()
}

/// The same in machine integers, where the weights are whole minor units too and nothing overflows.
fn in_words(
    whole: &Rational,
    digits: u32,
    weights: &[Rational],
    compare: &mut dyn FnMut(usize, usize) -> Ordering,
) -> Option<Vec<Rational>> {
    let unit = 10i128.checked_pow(digits)?;
    let units = |amount: &Rational| {
        let (number, part) = amount.parts()?;
        if unit % part == 0 { number.checked_mul(unit / part) } else { None }
    };
    let all = units(whole)?;
    let (size, sign) = (all.checked_abs()?, all.signum());
    let mut sum = 0i128;
    let mut parts: Vec<(i128, i128)> = Vec::with_capacity(weights.len());
    for weight in weights {
        let weight = units(weight)?.max(0);
        sum = sum.checked_add(weight)?;
        parts.push((size.checked_mul(weight)?, 0));
    }
    let mut left = size;
    for part in &mut parts {
        *part = (part.0.checked_div(sum)?, part.0.checked_rem(sum)?);
        left -= part.0;
    }
    if left > 0 {
        let rest = |at: usize| parts.get(at).map(|(_, rest)| *rest);
        let order = crate::sort::order(parts.len(), &mut |a, b| rest(b).cmp(&rest(a)).then_with(|| compare(a, b)));
        for at in order.into_iter().take(usize::try_from(left).ok()?) {
            if let Some((floor, _)) = parts.get_mut(at) {
                *floor += 1;
            }
        }
    }
    Some(parts.into_iter().map(|(floor, _)| Rational::from_scaled(floor * sign, digits)).gather())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(whole: i128, digits: u32, weights: &[(i128, i128)]) -> Vec<String> {
        let weights: Vec<Rational> = weights.iter().map(|(a, b)| Rational::new(*a, *b).unwrap()).collect();
        let parts = split(&Rational::from_scaled(whole, digits), digits, &weights, &mut |a, b| a.cmp(&b));
        parts.iter().map(|part| part.decimal_text(4).unwrap()).collect()
    }

    #[test]
    fn what_is_left_goes_to_the_largest_remainders() {
        let thirds = [(1, 1), (1, 1), (1, 1)];
        assert_eq!(texts(10_000, 2, &thirds), ["33.34", "33.33", "33.33"]);
        assert_eq!(texts(-10_000, 2, &thirds), ["-33.34", "-33.33", "-33.33"]);
        // The same shares as fractions: 1/3 each is not whole minor units.
        assert_eq!(texts(10_000, 2, &[(1, 3), (1, 3), (1, 3)]), ["33.34", "33.33", "33.33"]);
        // 100 by 1 : 2 : 4 is 14 2/7, 28 4/7, 57 1/7.
        assert_eq!(texts(100, 0, &[(1, 1), (2, 1), (4, 1)]), ["14", "29", "57"]);
        assert_eq!(texts(100, 0, &[(1, 7), (2, 7), (4, 7)]), ["14", "29", "57"]);
        // No weight at all: all are equal.
        assert_eq!(texts(10, 0, &[(0, 1), (0, 1), (0, 1)]), ["4", "3", "3"]);
        assert_eq!(texts(10, 0, &[(0, 1), (5, 1)]), ["0", "10"]);
        assert_eq!(texts(10, 0, &[(-7, 1), (5, 1)]), ["0", "10"]);
        assert_eq!(texts(0, 2, &thirds), ["0", "0", "0"]);
        assert!(texts(5, 0, &[]).is_empty());
    }

    // 10^28 by 10^28 is beyond 128 bits.
    #[test]
    fn large_amounts_are_shared_exactly() {
        let large = 10i128.pow(28);
        let parts = texts(large + 1, 0, &[(large, 1), (large, 1)]);
        assert_eq!(parts, ["5000000000000000000000000001", "5000000000000000000000000000"]);
    }
}
