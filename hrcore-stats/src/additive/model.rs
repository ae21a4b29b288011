//! A model that was learnt, and what it says of a row.

use super::{Basis, Pair};
use crate::glm::Family;
use crate::linear::Square;
use crate::real::{sqrt, sum};

/// A model: a basis with coefficients, and tables of pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// How rows become rows of the design.
    pub basis: Basis,
    /// The coefficient of each column of the design, the intercept first.
    pub coefficients: Vec<f64>,
    /// What pairs of columns add.
    pub pairs: Vec<Pair>,
    /// The mean of what each term, and then each pair, adds to the log-odds of the rows it was learnt from.
    pub centres: Vec<f64>,
    /// How uncertain the coefficients are: the inverse of information plus precision. Empty (of size 0) where that is not
    /// known, as with a model that was read. Pairs are taken as known.
    pub covariance: Square,
}

impl Model {
    /// The log-odds of a row, without an offset. No row of the design is made: only cells that are not 0 are summed.
    #[must_use]
    pub fn score(&self, row: &[f64]) -> f64 {
        let at = |column: usize| row.get(column).copied().unwrap_or(f64::NAN);
        let mut rest = self.coefficients.as_slice();
        let mut score = 0.0;
        if let Some((intercept, after)) = rest.split_first() {
            score += intercept;
            rest = after;
        }
        for term in &self.basis.terms {
            let (own, after) = rest.split_at(term.width().min(rest.len()));
            score += term.sum(at(term.column), own);
            rest = after;
        }
        for pair in &self.pairs {
            score += pair.at(row);
        }
        score
    }

    /// The probability of a row, without an offset.
    #[must_use]
    pub fn chance(&self, row: &[f64]) -> f64 {
        chance(self.score(row))
    }

    /// The log-odds that all parts are counted from: those of a row of which every part adds its mean.
    #[must_use]
    pub fn base(&self) -> f64 {
        self.coefficients.first().copied().unwrap_or(0.0) + sum(&self.centres)
    }

    /// What each term, and then each pair, adds to the log-odds of a row, less what it adds on average. With
    /// [`base`](Self::base) the parts sum to the [`score`](Self::score), but for rounding. `out` has one place for each.
    pub fn contributions(&self, row: &[f64], out: &mut [f64]) {
        self.parts(row, out);
        for (part, centre) in out.iter_mut().zip(&self.centres) {
            *part -= centre;
        }
    }

    /// How many parts a score has: terms and pairs.
    #[must_use]
    pub fn count(&self) -> usize {
        self.basis.terms.len() + self.pairs.len()
    }

    /// The standard error of the log-odds of a row that comes from the coefficients' uncertainty; 0 where that is not
    /// known.
    #[must_use]
    pub fn standard_error(&self, row: &[f64]) -> f64 {
        sqrt(self.variance(row).max(0.0))
    }

    /// The square of [`standard_error`](Self::standard_error).
    #[must_use]
    pub fn variance(&self, row: &[f64]) -> f64 {
        let mut cells = vec![(0, 1.0)];
        let mut start = 1;
        for term in &self.basis.terms {
            term.each(row.get(term.column).copied().unwrap_or(f64::NAN), |place, value| {
                cells.push((start + place, value));
            });
            start += term.width();
        }
        let mut variance = 0.0;
        for (number, (column, value)) in cells.iter().enumerate() {
            let own = self.covariance.row(*column);
            let with = |other: &(usize, f64)| other.1 * own.get(other.0).copied().unwrap_or(0.0);
            let before = cells.iter().take(number).map(with).fold(0.0, |sum, part| sum + part);
            variance += value * (value * own.get(*column).copied().unwrap_or(0.0) + 2.0 * before);
        }
        variance
    }

    /// What each term, and then each pair, adds to the log-odds of a row.
    pub(super) fn parts(&self, row: &[f64], out: &mut [f64]) {
        let at = |column: usize| row.get(column).copied().unwrap_or(f64::NAN);
        let mut rest = self.coefficients.get(1..).unwrap_or(&[]);
        let mut out = out.iter_mut();
        for (term, part) in self.basis.terms.iter().zip(&mut out) {
            let (own, after) = rest.split_at(term.width().min(rest.len()));
            *part = term.sum(at(term.column), own);
            rest = after;
        }
        for (pair, part) in self.pairs.iter().zip(&mut out) {
            *part = pair.at(row);
        }
    }
}

/// The probability at log-odds.
#[must_use]
pub fn chance(log_odds: f64) -> f64 {
    Family::Logit.mean(log_odds)
}
