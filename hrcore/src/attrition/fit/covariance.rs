//! How sure coefficients are after a model was moved to the own level: what was fitted takes the place of what was borrowed.

use hrcore_stats::linear::Square;
use hrcore_stats::real::{dot, sqrt};

use super::Job;
use super::ways::Moved;
use crate::attrition::known::Known;
use crate::attrition::risk::chance_of;
use crate::gather::Gather as _;

/// What is left of a variance that is no more than rounding: numbers of documents have six digits.
const NOTHING: f64 = 1e-6;

/// A level and a stretch that were fitted around a prior whose coefficients were taken as known.
pub(super) struct Fit<'a> {
    /// The prior's coefficients, its level less its intercept: what the stretch multiplies.
    pub(super) values: &'a [f64],
    pub(super) stretch: f64,
    /// The variances of level and stretch, and their covariance.
    pub(super) variance: [f64; 3],
    /// By how much level and stretch would be others, had each coefficient been greater by one.
    pub(super) follows: [&'a [f64]; 2],
}

/// The covariance of level and coefficients after a prior was moved.
///
/// How sure the level of other people is, where what drivers add is given, says nothing of the own level: that was fitted,
/// around the prior's with a variance of its own, and takes its place. What drivers add is as unsure as the prior says, and
/// level and stretch follow it, since they were fitted with it: of what all people of the own rows share, nothing is left to
/// be unsure of but the fit's own variance, the more so the more of them left.
pub(super) fn moved(prior: &Square, fit: &Fit<'_>) -> Square {
    let covariance = given_level(prior);
    let size = covariance.size();
    let times = |right: &[f64]| -> Vec<f64> {
        (0..size).map(|row| (0..size).fold(0.0, |sum, at| sum + both(&covariance, row, at) * cell(right, at))).gather()
    };
    let [of_level, of_stretch] = fit.follows;
    let pulled = [times(of_level), times(of_stretch)];
    let [of_levels, of_stretches, of_both] = fit.variance;
    let [with_level, with_stretch] = &pulled;
    let own = [
        [of_levels + dot(of_level, with_level), of_both + dot(of_level, with_stretch)],
        [of_both + dot(of_level, with_stretch), of_stretches + dot(of_stretch, with_stretch)],
    ];
    let along = |at: usize| [if at == 0 { 1.0 } else { 0.0 }, cell(fit.values, at)];
    let mut found = Square::zeros(size);
    for row in 0..size {
        for column in 0..=row {
            let (first, second) = (along(row), along(column));
            let mut sum = fit.stretch * fit.stretch * both(&covariance, row, column);
            for (which, pulled) in pulled.iter().enumerate() {
                let through = cell(pulled, row) * cell(&second, which) + cell(&first, which) * cell(pulled, column);
                sum += fit.stretch * through;
            }
            for (own, first) in own.iter().zip(first) {
                sum += first * dot(own, &second);
            }
            found.set(row, column, sum);
        }
    }
    found
}

/// What level and stretch would be, had each coefficient of the prior been greater by one: the derivative of the fit.
pub(super) fn follows(job: &Job<'_>, prior: &Known, moved: &Moved) -> [Vec<f64>; 2] {
    let width = prior.values().len();
    let (mut of_level, mut of_stretch) = (vec![0.0; width], vec![0.0; width]);
    let mut design = Vec::with_capacity(width);
    for ((number, before), left) in job.before().iter().enumerate().zip(&job.panel.left) {
        let chance = chance_of(moved.level + moved.stretch * before);
        let pull = chance * (1.0 - chance) * moved.stretch;
        prior.design(job.row(number).get(job.own.len()..).unwrap_or_default(), &mut design);
        let of_row = pull * before - (left - chance);
        for ((cell, level), stretch) in design.iter().zip(&mut of_level).zip(&mut of_stretch) {
            if *cell != 0.0 {
                *level -= pull * cell;
                *stretch -= of_row * cell;
            }
        }
    }
    let [of_levels, of_stretches, of_both] = moved.variance;
    let pairs = || of_level.iter().zip(&of_stretch);
    let level = pairs().map(|(level, stretch)| of_levels * level + of_both * stretch).gather();
    let stretch = pairs().map(|(level, stretch)| of_both * level + of_stretches * stretch).gather();
    [level, stretch]
}

/// Two covariances of one level, that of the second fitted around what the first says; they share nothing else.
pub(super) fn joined(first: &Square, second: &Square) -> Square {
    let first = given_level(first);
    let size = first.size() + second.size().saturating_sub(1);
    let mut whole = Square::zeros(size);
    for row in 0..first.size() {
        for column in 0..=row {
            whole.set(row, column, first.at(row, column));
        }
    }
    let place = |at: usize| if at == 0 { 0 } else { first.size() + at - 1 };
    for row in 0..second.size() {
        for column in 0..=row {
            let (row_at, column_at) = (place(row), place(column));
            whole.set(row_at, column_at, whole.at(row_at, column_at) + second.at(row, column));
        }
    }
    whole
}

/// A covariance in which the level is known as soon as the other coefficients are.
fn given_level(covariance: &Square) -> Square {
    let mut found = covariance.clone();
    found.set(0, 0, covariance.at(0, 0) - own_variance(covariance));
    found
}

/// The variance of the level where the other coefficients are given: what is left of it when Cholesky's method comes to it
/// last.
fn own_variance(covariance: &Square) -> f64 {
    let size = covariance.size();
    let place = |at: usize| if at + 1 < size { at + 1 } else { 0 };
    let mut factor = Square::zeros(size);
    let mut left = 0.0;
    for row in 0..size {
        let diagonal = covariance.at(place(row), place(row));
        for column in 0..row {
            let known = dot(head(&factor, row, column), head(&factor, column, column));
            let pivot = factor.at(column, column);
            let rest = both(covariance, place(row), place(column)) - known;
            // What is known, or follows from those before it, takes nothing away.
            factor.set(row, column, if pivot > 0.0 { rest / pivot } else { 0.0 });
        }
        let own = head(&factor, row, row);
        left = (diagonal - dot(own, own)).max(0.0);
        let pivot = if left > NOTHING * diagonal { sqrt(left) } else { 0.0 };
        factor.set(row, row, pivot);
    }
    left
}

fn head(square: &Square, row: usize, length: usize) -> &[f64] {
    square.row(row).get(..length).unwrap_or_default()
}

/// A cell of a matrix of which the lower triangle is kept.
fn both(square: &Square, row: usize, column: usize) -> f64 {
    square.at(row.max(column), row.min(column))
}

fn cell(cells: &[f64], at: usize) -> f64 {
    cells.get(at).copied().unwrap_or(0.0)
}
