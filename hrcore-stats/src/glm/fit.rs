//! What is asked of a model, and what it answers.

use super::look::survey;
use super::rows::Rows;
use super::search::Search;
use super::{Family, Fault};
use crate::linear::Square;
use crate::real::dot;

/// What is known of the coefficients beforehand: each is normal around a mean. Off the mean it costs
/// ½ · precision · (coefficient − mean)².
#[derive(Debug, Clone, PartialEq)]
pub struct Penalty {
    /// The prior mean of each coefficient.
    pub mean: Vec<f64>,
    /// One over the prior variance of each; 0 leaves it free. With [`Family::Gaussian`] the variance is meant in units
    /// of the outcomes' residual variance, as ridge regression does.
    pub precision: Vec<f64>,
}

impl Penalty {
    /// No penalty on any of so many coefficients.
    #[must_use]
    pub fn none(columns: usize) -> Self {
        Self { mean: vec![0.0; columns], precision: vec![0.0; columns] }
    }
}

/// How far a search goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// At most so many steps.
    pub steps: usize,
    /// It ends after a step that is expected to lower the objective by less than half of this: a step whose square, in
    /// standard errors, is this. With [`Family::Gaussian`] one step is exact, and this is not looked at.
    pub tolerance: f64,
}

impl Default for Effort {
    /// At most 100 steps, the last of which moves no coefficient by more than 1e-8 of its standard error.
    fn default() -> Self {
        Self { steps: 100, tolerance: 1e-16 }
    }
}

/// A model that was fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The coefficient of each column.
    pub coefficients: Vec<f64>,
    /// The standard error of each: the root of the diagonal of [`Fit::covariance`].
    pub standard_errors: Vec<f64>,
    /// −log-likelihood + ½ Σ precision · (coefficient − mean)², which the coefficients make least.
    pub objective: f64,
    /// The log-likelihood with all its constants. That of [`Family::Gaussian`] is taken at a variance of 1.
    pub log_likelihood: f64,
    /// Twice what the log-likelihood lacks to that of a predictor for each row; with [`Family::Gaussian`] the sum of
    /// squared residuals.
    pub deviance: f64,
    /// The outcomes' variance in units of what the family expects. It is 1 but for [`Family::Gaussian`]: there it is the
    /// deviance over the number of rows (the sum of weights) less that of coefficients, of which a penalised one counts
    /// by the share that the data decide (Hastie and Tibshirani 1990, section 3.5). Infinite where nothing is left.
    pub dispersion: f64,
    /// Steps taken.
    pub steps: usize,
    /// Whether the search ended by its tolerance. If it did not, coefficients have no finite best value, as where a
    /// column separates yes from no, or the steps were too few; standard errors then mean nothing.
    pub is_settled: bool,
    /// The Cholesky factor of information plus precision.
    pub(super) factor: Square,
}

impl Fit {
    /// The variance of the linear predictor of a row, by what is not known of the coefficients: x' covariance x.
    #[must_use]
    pub fn variance(&self, row: &[f64]) -> f64 {
        let mut half = row.to_vec();
        half.resize(self.factor.size(), 0.0);
        self.factor.solve_half(&mut half);
        self.dispersion * dot(&half, &half)
    }

    /// The covariance of the coefficients: the inverse of information plus precision at the end, times the dispersion.
    /// With a prior it is that of the posterior, approximately normal.
    #[must_use]
    pub fn covariance(&self) -> Square {
        let mut inverse = self.factor.inverse();
        for row in 0..inverse.size() {
            inverse.row_mut(row).iter_mut().for_each(|cell| *cell *= self.dispersion);
        }
        inverse
    }
}

/// Fits a model. Where it does not settle, [`Fit::is_settled`] says so.
///
/// # Errors
///
/// [`Fault`] where rows or penalty are not allowed, or columns depend on each other.
pub fn fit(family: Family, rows: &dyn Rows, penalty: &Penalty, effort: Effort) -> Result<Fit, Fault> {
    let columns = rows.columns();
    super::check_columns(columns)?;
    penalty.check(columns)?;
    let survey = survey(family, rows)?;
    Search { family, rows, penalty, effort, survey }.run()
}

impl Penalty {
    fn check(&self, columns: usize) -> Result<(), Fault> {
        if self.mean.len() != columns || self.precision.len() != columns {
            return Err(Fault::Shape);
        }
        let is_fine = self.mean.iter().all(|mean| mean.is_finite())
            && self.precision.iter().all(|precision| *precision >= 0.0 && precision.is_finite());
        if is_fine { Ok(()) } else { Err(Fault::Value) }
    }

    /// ½ Σ precision · (coefficient − mean)².
    pub(super) fn cost(&self, coefficients: &[f64]) -> f64 {
        let cost = |((at, mean), precision): ((&f64, &f64), &f64)| precision * (at - mean) * (at - mean);
        0.5 * coefficients.iter().zip(&self.mean).zip(&self.precision).map(cost).fold(0.0, |sum, cost| sum + cost)
    }
}
