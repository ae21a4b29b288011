//! Fewer rows to learn from, where a high outcome is rare.

use crate::random::Random;
use crate::real::count;

/// The places of rows that are looked at, with their weights: all, or of more than `most` some of those with a low outcome,
/// and of those with a high one where they alone would be more than a quarter. Each counts for as many as it stands for;
/// a row whose weight is 0 is none. An outcome is high from ½ on.
///
/// To learn from few with a high outcome, and from some of many with a low one, is nearly as good as to learn from all, and
/// unbiased with these weights: King and Zeng (2001), "Logistic regression in rare events data".
#[must_use]
pub fn case_control(
    outcomes: &[f64],
    weight: &dyn Fn(usize) -> f64,
    most: usize,
    mut random: Random,
) -> Vec<(usize, f64)> {
    // There may be millions of rows: they are counted, and looked at once more, rather than kept.
    let each = || {
        let known = outcomes.iter().enumerate();
        let known = known.map(|(place, outcome)| (place, weight(place), *outcome >= 0.5));
        known.filter(|(_, weight, _)| *weight > 0.0)
    };
    let (all, high) = each().fold((0, 0), |(all, high), (_, _, is_high)| (all + 1, high + usize::from(is_high)));
    let wanted = high.min(most / 4);
    let share = |wanted: usize, of: usize| count(wanted.min(of)) / count(of.max(1));
    let is_few = all <= most;
    let of_high = if is_few { 1.0 } else { share(wanted, high) };
    let of_low = if is_few { 1.0 } else { share(most - wanted, all - high) };
    let mut drawn = Vec::with_capacity(all.min(most.saturating_add(most / 8)));
    for (place, weight, is_high) in each() {
        let share = if is_high { of_high } else { of_low };
        if share >= 1.0 || random.uniform() < share {
            drawn.push((place, weight / share));
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(outcomes: &[f64], weight: &dyn Fn(usize) -> f64, most: usize) -> Vec<(usize, f64)> {
        case_control(outcomes, weight, most, Random::new(7, 0))
    }

    #[test]
    fn few_rows_are_all_looked_at() {
        let weight = |place: usize| [2.0, 0.0, 1.0, 0.5].get(place).copied().unwrap_or(0.0);
        assert_eq!(drawn(&[0.0, 1.0, 1.0, 0.0], &weight, 3), [(0, 2.0), (2, 1.0), (3, 0.5)]);
        assert_eq!(drawn(&[], &weight, 3), []);
    }

    /// Of 10 000 rows 200 are high, fewer than a quarter of 1 000: all of them, and 800 of the 9 800 others, each for 12.25.
    #[test]
    fn of_many_the_rare_ones_are_kept() {
        let outcomes: Vec<f64> = (0..10_000).map(|row| f64::from(u8::from(row % 50 == 0))).collect();
        let found = drawn(&outcomes, &|_| 1.0, 1000);
        let (high, low): (Vec<_>, Vec<_>) = found.iter().partition(|(place, _)| place % 50 == 0);
        assert!(high.len() == 200 && high.iter().all(|(_, weight)| *weight == 1.0));
        // Four standard deviations about 800.
        assert!((692..=908).contains(&low.len()), "{}", low.len());
        assert!(low.iter().all(|(_, weight)| (weight - 12.25).abs() < 1e-12));
    }

    /// Of 1 000 rows 900 are high: 25 of them for 36 each, and 75 of the 100 others for 4/3 each.
    #[test]
    fn those_with_a_high_outcome_are_a_quarter_at_most() {
        let outcomes: Vec<f64> = (0..1000).map(|row| f64::from(u8::from(row % 10 > 0))).collect();
        for (place, weight) in drawn(&outcomes, &|_| 1.0, 100) {
            let expected = if place % 10 > 0 { 36.0 } else { 4.0 / 3.0 };
            assert!((weight / expected - 1.0).abs() < 1e-12, "{place}: {weight}");
        }
    }
}
