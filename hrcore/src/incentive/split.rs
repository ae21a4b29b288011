//! Sharing a whole: parts in whole minor units that sum to it, by the largest remainders (Hamilton 1792).

use crate::gather::Gather as _;
use crate::number::{Rational, power_of_ten};

/// The parts of an amount in whole minor units by weights that are not below zero. Units that are left over go to the
/// largest remainders, ties to the one that stands first. Weights that are all zero count as equal.
pub(super) fn split(whole: &Rational, digits: u32, weights: &[Rational]) -> Vec<Rational> {
    let mut sum = Rational::ZERO;
    for weight in weights {
        sum = &sum + weight;
    }
    if sum.is_zero() {
        if weights.is_empty() {
            return Vec::new();
        }
        return split(whole, digits, &vec![Rational::ONE; weights.len()]);
    }
    in_words(whole, digits, weights, &sum).unwrap_or_else(|| in_fractions(whole, digits, weights, &sum))
}

/// The same in machine integers, where weights are whole minor units too and nothing overflows.
fn in_words(whole: &Rational, digits: u32, weights: &[Rational], sum: &Rational) -> Option<Vec<Rational>> {
    let unit = power_of_ten(digits)?;
    let units = |amount: &Rational| {
        let (number, part) = amount.parts()?;
        if unit % part == 0 { number.checked_mul(unit / part) } else { None }
    };
    let (all, sum) = (units(whole)?, units(sum)?);
    let (size, sign) = (all.checked_abs()?, all.signum());
    let mut parts: Vec<i128> = Vec::with_capacity(weights.len());
    let mut rests: Vec<i128> = Vec::with_capacity(weights.len());
    let mut left = size;
    for weight in weights {
        let product = size.checked_mul(units(weight)?)?;
        let part = product.checked_div(sum)?;
        parts.push(part);
        rests.push(product.checked_rem(sum)?);
        left -= part;
    }
    for at in first(left, weights.len(), &mut |a, b| rests.get(b).cmp(&rests.get(a))) {
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
        }
    }
    Some(parts.into_iter().map(|part| Rational::from_scaled(part * sign, digits)).gather())
}

fn in_fractions(whole: &Rational, digits: u32, weights: &[Rational], sum: &Rational) -> Vec<Rational> {
    let unit = Rational::from_scaled(1, digits);
    // The whole is so many minor units; `sum` is above zero.
    let size = (&whole.abs() / &unit).truncate();
    let mut parts: Vec<Rational> = Vec::with_capacity(weights.len());
    let mut rests: Vec<Rational> = Vec::with_capacity(weights.len());
    let mut left = size.clone();
    for weight in weights {
        let exact = (&size * weight).checked_div(sum).unwrap_or(Rational::ZERO);
        let part = exact.truncate();
        left = &left - &part;
        rests.push(&exact - &part);
        parts.push(part);
    }
    let left = left.parts().map_or(0, |(left, _)| left);
    for at in first(left, weights.len(), &mut |a, b| rests.get(b).cmp(&rests.get(a))) {
        if let Some(part) = parts.get_mut(at) {
            *part = &*part + &Rational::ONE;
        }
    }
    let is_below = whole.signum() < 0;
    let signed = |part: Rational| if is_below { -&(&part * &unit) } else { &part * &unit };
    parts.into_iter().map(signed).gather()
}

/// The first so many by an order; of equals, those that stand first.
fn first(
    many: i128,
    of: usize,
    compare: &mut dyn FnMut(usize, usize) -> std::cmp::Ordering,
) -> impl Iterator<Item = usize> {
    let order = if many > 0 { crate::sort::order(of, &mut |a, b| compare(a, b).then(a.cmp(&b))) } else { Vec::new() };
    // Fewer units are left than there are parts.
    order.into_iter().take(usize::try_from(many).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(whole: i128, digits: u32, weights: &[(i128, i128)]) -> Vec<String> {
        let weights: Vec<Rational> = weights.iter().map(|(a, b)| Rational::new(*a, *b).unwrap()).collect();
        let parts = split(&Rational::from_scaled(whole, digits), digits, &weights);
        parts.iter().map(|part| part.decimal_text(4).unwrap()).collect()
    }

    #[test]
    fn what_is_left_goes_to_the_largest_remainders() {
        let thirds = [(1, 1), (1, 1), (1, 1)];
        assert_eq!(texts(100_00, 2, &thirds), ["33.34", "33.33", "33.33"]);
        assert_eq!(texts(-100_00, 2, &thirds), ["-33.34", "-33.33", "-33.33"]);
        // The same shares as fractions: 1/3 each is not whole minor units.
        assert_eq!(texts(100_00, 2, &[(1, 3), (1, 3), (1, 3)]), ["33.34", "33.33", "33.33"]);
        // 100 by 1 : 2 : 4 is 14 2/7, 28 4/7, 57 1/7.
        assert_eq!(texts(100, 0, &[(1, 1), (2, 1), (4, 1)]), ["14", "29", "57"]);
        assert_eq!(texts(100, 0, &[(1, 7), (2, 7), (4, 7)]), ["14", "29", "57"]);
        // No weight at all: all are equal.
        assert_eq!(texts(10, 0, &[(0, 1), (0, 1), (0, 1)]), ["4", "3", "3"]);
        assert_eq!(texts(10, 0, &[(0, 1), (5, 1)]), ["0", "10"]);
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
