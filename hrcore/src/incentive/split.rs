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
