//! How good probabilities are, once what came of them is known.
//!
//! Nothing here looks at a model: chances and outcomes (1 or 0) are compared, row by row. What holds for rows a model was
//! fitted to says little; give it rows that were held out.

use crate::glm::{self, Block, Effort, Family, Penalty, Table};
use crate::real::{between, count, ln, mean, sqrt, sum};
use crate::sort;

/// Chances are taken to be at least this far from 0 and 1 where their logarithm is taken.
const LEAST: f64 = 1e-6;

/// The chance that somebody with the outcome was given more than somebody without it, ties counted half: the area under
/// the receiver's curve (Hanley and McNeil 1982). None where all outcomes are the same, or sizes differ.
#[must_use]
pub fn auc(chances: &[f64], outcomes: &[f64]) -> Option<f64> {
    if !are_sound(chances, outcomes) {
        return None;
    }
    let chance = |place: usize| chances.get(place).copied().unwrap_or(0.0);
    let order = sort::order(chances.len(), &mut |a, b| chance(a).total_cmp(&chance(b)));
    let (mut below, mut all, mut wins) = (0.0, 0.0, 0.0);
    let mut rest = order.as_slice();
    while let Some(first) = rest.first() {
        let equal = rest.iter().take_while(|place| chance(**place) == chance(*first)).count();
        let (same, after) = rest.split_at(equal);
        let with = same.iter().filter(|place| outcomes.get(**place).is_some_and(|outcome| *outcome > 0.5)).count();
        let (with, without) = (count(with), count(same.len() - with));
        wins += with * (below + 0.5 * without);
        below += without;
        all += with;
        rest = after;
    }
    (all > 0.0 && below > 0.0).then(|| wins / (all * below))
}

/// The squared difference of each chance and its outcome.
#[must_use]
pub fn squares(chances: &[f64], outcomes: &[f64]) -> Vec<f64> {
    chances.iter().zip(outcomes).map(|(chance, outcome)| (chance - outcome) * (chance - outcome)).collect()
}

/// What each outcome's logarithm lacks under its chance, which is taken to be 0.000001 from 0 and 1 at least.
#[must_use]
pub fn log_losses(chances: &[f64], outcomes: &[f64]) -> Vec<f64> {
    let loss = |(chance, outcome): (&f64, &f64)| {
        let chance = between(*chance, LEAST, 1.0 - LEAST);
        -(outcome * ln(chance) + (1.0 - outcome) * ln(1.0 - chance))
    };
    chances.iter().zip(outcomes).map(loss).collect()
}

/// The mean squared difference of chances and outcomes: Brier (1950).
#[must_use]
pub fn brier(chances: &[f64], outcomes: &[f64]) -> f64 {
    mean(&squares(chances, outcomes))
}

/// The mean of [`log_losses`].
#[must_use]
pub fn log_loss(chances: &[f64], outcomes: &[f64]) -> f64 {
    mean(&log_losses(chances, outcomes))
}

/// What [`brier`] gives if everybody is given the share of those with the outcome.
#[must_use]
pub fn constant_brier(outcomes: &[f64]) -> f64 {
    let share = mean(outcomes);
    share * (1.0 - share)
}

/// How log-odds have to be changed so that they fit the outcomes: Cox (1958).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// What has to be added; 0 is right.
    pub intercept: f64,
    /// Its standard error.
    pub intercept_error: f64,
    /// What they have to be multiplied with first; 1 is right, less means that chances are too extreme.
    pub slope: f64,
    /// Its standard error.
    pub slope_error: f64,
}

/// Fits a line over the log-odds of chances.
///
/// # Errors
///
/// [`glm::Fault`] where sizes differ, all chances are the same, or all outcomes.
pub fn calibration(chances: &[f64], outcomes: &[f64]) -> Result<Calibration, glm::Fault> {
    let mut cells = Vec::with_capacity(2 * chances.len());
    for chance in chances {
        let chance = between(*chance, LEAST, 1.0 - LEAST);
        cells.extend([1.0, ln(chance / (1.0 - chance))]);
    }
    if chances.len() != outcomes.len() {
        return Err(glm::Fault::Shape);
    }
    let table = Table::new(2, Block { cells: &cells, outcomes, offsets: &[], weights: &[] })?;
    let fit = glm::fit(Family::Logit, &table, &Penalty::none(2), Effort::default())?;
    match (fit.is_settled, fit.coefficients.as_slice(), fit.standard_errors.as_slice()) {
        (true, [intercept, slope], [intercept_error, slope_error]) => Ok(Calibration {
            intercept: *intercept,
            intercept_error: *intercept_error,
            slope: *slope,
            slope_error: *slope_error,
        }),
        _ => Err(glm::Fault::Dependent),
    }
}

/// Rows of similar chances, and what came of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// How many rows.
    pub rows: usize,
    /// The least chance.
    pub low: f64,
    /// The greatest chance.
    pub high: f64,
    /// The mean chance.
    pub predicted: f64,
    /// The share of those with the outcome.
    pub observed: f64,
}

/// Rows in the order of their chances, in so many bands of equal size; where that is not whole, the first have one row
/// more. Empty where sizes differ. Equal chances may fall into two bands, in the order of the rows.
#[must_use]
pub fn bands(chances: &[f64], outcomes: &[f64], number: usize) -> Vec<Band> {
    if !are_sound(chances, outcomes) || number == 0 {
        return Vec::new();
    }
    let chance = |place: usize| chances.get(place).copied().unwrap_or(0.0);
    let order = sort::order(chances.len(), &mut |a, b| chance(a).total_cmp(&chance(b)));
    let (least, more) = (order.len() / number, order.len() % number);
    let mut rest = order.as_slice();
    let mut bands = Vec::with_capacity(number.min(order.len()));
    for band in 0..number.min(order.len()) {
        let (own, after) = rest.split_at((least + usize::from(band < more)).min(rest.len()));
        rest = after;
        let own_chances: Vec<f64> = own.iter().map(|place| chance(*place)).collect();
        let own_outcomes: Vec<f64> = own.iter().filter_map(|place| outcomes.get(*place).copied()).collect();
        bands.push(Band {
            rows: own.len(),
            low: own_chances.first().copied().unwrap_or(0.0),
            high: own_chances.last().copied().unwrap_or(0.0),
            predicted: mean(&own_chances),
            observed: mean(&own_outcomes),
        });
    }
    bands
}

/// How much one model loses more than another on the same rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The mean of the first's losses, less that of the second's.
    pub mean: f64,
    /// Its standard error, by the differences row by row: what both find hard does not count (Diebold and Mariano 1995).
    pub standard_error: f64,
}

/// Compares losses such as [`squares`] of two models on the same rows. None where sizes differ or there are fewer than
/// two rows.
#[must_use]
pub fn difference(first: &[f64], second: &[f64]) -> Option<Difference> {
    if first.len() != second.len() || first.len() < 2 {
        return None;
    }
    let differences: Vec<f64> = first.iter().zip(second).map(|(first, second)| first - second).collect();
    let mean = mean(&differences);
    let off: Vec<f64> = differences.iter().map(|difference| (difference - mean) * (difference - mean)).collect();
    let rows = count(off.len());
    Some(Difference { mean, standard_error: sqrt(sum(&off) / (rows - 1.0) / rows) })
}

fn are_sound(chances: &[f64], outcomes: &[f64]) -> bool {
    chances.len() == outcomes.len() && !chances.is_empty() && !chances.iter().any(|chance| chance.is_nan())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }

    #[test]
    fn pairs_are_won_or_tied() {
        // Of 2 · 3 pairs: 0.8 wins all three; 0.4 wins over 0.1, ties with 0.4, loses to 0.6.
        let (chances, outcomes) = ([0.8, 0.4, 0.1, 0.4, 0.6], [1.0, 1.0, 0.0, 0.0, 0.0]);
        near(auc(&chances, &outcomes).unwrap(), (3.0 + 1.5) / 6.0);
        assert_eq!(auc(&[0.5; 4], &[1.0, 0.0, 0.0, 1.0]), Some(0.5));
        assert_eq!(auc(&[0.5; 2], &[1.0, 1.0]), None);
        assert_eq!(auc(&[0.5], &[1.0, 0.0]), None);
        assert_eq!(auc(&[f64::NAN, 0.1], &[1.0, 0.0]), None);
    }

    #[test]
    fn losses_by_hand() {
        let (chances, outcomes) = ([0.25, 0.5], [0.0, 1.0]);
        assert_eq!(brier(&chances, &outcomes), 0.5 * (0.0625 + 0.25));
        near(log_loss(&chances, &outcomes), 0.5 * (-ln(0.75) - ln(0.5)));
        assert_eq!(constant_brier(&[1.0, 0.0, 0.0, 0.0]), 0.1875);
        // What was impossible and came true does not cost without end.
        near(log_loss(&[0.0], &[1.0]), -ln(1e-6));
    }

    /// With two values of the chance the line goes through both shares: of those given 1/5, 1/4 had it, of those given
    /// 1/2, 3/4. So slope · ln(1/4) + intercept = ln(1/3), slope · 0 + intercept = ln 3.
    #[test]
    fn calibration_goes_through_two_shares() {
        let chances = [0.2, 0.2, 0.2, 0.2, 0.5, 0.5, 0.5, 0.5];
        let found = calibration(&chances, &[1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0]).unwrap();
        let ln_3 = ln(3.0);
        assert!((found.intercept - ln_3).abs() < 1e-9 && (found.slope - 2.0 * ln_3 / ln(4.0)).abs() < 1e-9);
        // The intercept's variance is that of log-odds of 3 to 1: 1/3 + 1/1.
        assert!((found.intercept_error - (4.0_f64 / 3.0).sqrt()).abs() < 1e-6);
        assert!(calibration(&[0.2; 3], &[1.0, 0.0, 1.0]).is_err());
        assert!(calibration(&[0.2; 3], &[1.0, 0.0]).is_err());
    }

    #[test]
    fn bands_hold_equal_numbers() {
        let found = bands(&[0.5, 0.1, 0.3, 0.2, 0.4], &[1.0, 0.0, 1.0, 0.0, 0.0], 2);
        assert_eq!(found.iter().map(|band| band.rows).collect::<Vec<usize>>(), [3, 2]);
        assert_eq!((found[0].low, found[0].high, found[1].low, found[1].observed), (0.1, 0.3, 0.4, 0.5));
        near(found[0].predicted, 0.2);
        near(found[0].observed, 1.0 / 3.0);
        assert_eq!(bands(&[0.5], &[1.0], 10).len(), 1);
        assert!(bands(&[], &[], 10).is_empty() && bands(&[0.1], &[1.0], 0).is_empty());
    }

    #[test]
    fn differences_are_taken_row_by_row() {
        // Differences 1, 2, 3: mean 2, variance 1, error √(1/3).
        let found = difference(&[11.0, 2.0, 8.0], &[10.0, 0.0, 5.0]).unwrap();
        near(found.mean, 2.0);
        near(found.standard_error, (1.0_f64 / 3.0).sqrt());
        assert_eq!(difference(&[1.0], &[1.0]), None);
        assert_eq!(difference(&[1.0, 2.0], &[1.0]), None);
    }
}
