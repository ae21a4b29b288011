//! Covariances by hand.

use hrcore_stats::linear::Square;

use crate::attrition::fit::covariance::{Fit, joined, moved};

fn square(cells: &[&[f64]]) -> Square {
    let mut found = Square::zeros(cells.len());
    for (row, own) in cells.iter().enumerate() {
        for (column, cell) in own.iter().enumerate() {
            found.set(row, column, *cell);
        }
    }
    found
}

fn near(found: &Square, expected: &[&[f64]]) {
    assert_eq!(found.size(), expected.len());
    for (row, own) in expected.iter().enumerate() {
        for (column, cell) in own.iter().enumerate() {
            assert!((found.at(row, column) - cell).abs() < 1e-9, "{row} {column}: {} {cell}", found.at(row, column));
        }
    }
}

/// Rows that weigh 4 together, all one standard deviation up: with the penalty of 4 the level has the variance 1/8, and
/// falls by a half of what the coefficient, or the prior's level, rises by.
#[test]
fn the_own_level_takes_the_place_of_the_borrowed_one() {
    let prior = square(&[&[0.25], &[0.1, 0.09]]);
    let (values, half, none) = ([0.0, -0.5], [-0.5, -0.5], [0.0, 0.0]);
    let fit = Fit { values: &values, stretch: 1.0, variance: [0.125, 0.0, 0.0], follows: [&half, &none] };
    // Where the coefficient is given the level's variance is 0.25 − 0.01/0.09 = 5/36, which goes: 1/9 is left. The level is
    // then ½ (old level) − ½ (coefficient): ¼ · 1/9 − ½ · 0.1 + ¼ · 0.09 = 1/3600, and 1/8 of its own; with the coefficient
    // ½ · 0.1 − ½ · 0.09.
    near(&moved(&prior, &fit), &[&[0.125 + 1.0 / 3600.0], &[0.005, 0.09]]);
    // Two coefficients that are the same take no more away than one.
    let twice = square(&[&[0.25], &[0.1, 0.09], &[0.1, 0.09, 0.09]]);
    let (values, third) = ([0.0; 3], [0.0; 3]);
    let fit = Fit { values: &values, stretch: 1.0, variance: [0.25, 0.0, 0.0], follows: [&third, &third] };
    // Without any row: the penalty's own variance, and what the coefficients say.
    near(&moved(&twice, &fit), &[&[0.25 + 1.0 / 9.0], &[0.1, 0.09], &[0.1, 0.09, 0.09]]);
    // A prior that knows no more than its level.
    let fit = Fit { values: &[0.0], stretch: 1.0, variance: [0.125, 0.0, 0.0], follows: [&[-0.5], &[0.0]] };
    near(&moved(&square(&[&[0.25]]), &fit), &[&[0.125]]);
}

/// The rows of M are (0.8 − 1, 0.2) and (0, 0.8 − 0.5 · 0.5), of which M Σ M′ is made with Σ = (0, 0; 0, 0.01): the level
/// of the prior shares nothing with the coefficient. To it comes (0.02, 0.5 · 0.01; ·, 0.5² · 0.03).
#[test]
fn what_is_stretched_follows_as_well() {
    let prior = square(&[&[0.04], &[0.0, 0.01]]);
    let (values, level, stretch) = ([0.0, 0.5], [-1.0, 0.2], [0.0, -0.5]);
    let fit = Fit { values: &values, stretch: 0.8, variance: [0.02, 0.03, 0.01], follows: [&level, &stretch] };
    near(&moved(&prior, &fit), &[&[0.0204], &[0.0061, 0.010_525]]);
}

#[test]
fn deviations_have_the_level_that_was_fitted_last() {
    let (first, second) = (square(&[&[0.25], &[0.1, 0.09]]), square(&[&[0.02], &[0.01, 0.05]]));
    near(&joined(&first, &second), &[&[1.0 / 9.0 + 0.02], &[0.1, 0.09], &[0.01, 0.0, 0.05]]);
}
