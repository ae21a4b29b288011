//! Coefficients, how sure they are, and what they foretell.

use crate::linear::Square;
use crate::real::exp;

/// The coefficient of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// The logarithm of the hazard ratio of one unit.
    pub value: f64,
    /// Its standard error; with a ridge, of the posterior.
    pub error: f64,
    /// The value in standard errors.
    pub z: f64,
    /// The probability of such a value or one farther from 0, where the column does not matter.
    pub p: f64,
}

/// The cumulative hazard of somebody whose columns are at their means (Breslow 1974).
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// The number of the stratum; 0 without strata.
    pub stratum: usize,
    /// Times at which a spell ends, from the first to the last.
    pub times: Vec<f64>,
    /// The hazard that has come together by each.
    pub hazards: Vec<f64>,
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    pub(super) coefficients: Vec<Coefficient>,
    pub(super) values: Vec<f64>,
    pub(super) covariance: Square,
    pub(super) means: Vec<f64>,
    pub(super) baselines: Vec<Baseline>,
    /// The partial log-likelihood, without the ridge.
    pub log_likelihood: f64,
    /// The partial log-likelihood where no column matters.
    pub null_log_likelihood: f64,
    /// How much the ridge takes off the log-likelihood: ½ Σ λₖ βₖ².
    pub penalty: f64,
    /// Those whose spell ends, weights counted.
    pub events: f64,
    /// All, weights counted.
    pub people: f64,
    /// Newton's steps.
    pub steps: u32,
    /// What the residuals need: the mean rows at the moments, scaled as the sample is.
    pub(super) moment_means: Vec<f64>,
}

impl Fit {
    /// The coefficients, one for each column.
    #[must_use]
    pub fn coefficients(&self) -> &[Coefficient] {
        &self.coefficients
    }

    /// The covariances of the coefficients.
    #[must_use]
    pub fn covariance(&self) -> &Square {
        &self.covariance
    }

    /// The means of the columns, weights counted, at which the baseline stands.
    #[must_use]
    pub fn means(&self) -> &[f64] {
        &self.means
    }

    /// The baselines by stratum; strata in which no spell ends have none.
    #[must_use]
    pub fn baselines(&self) -> &[Baseline] {
        &self.baselines
    }

    /// The logarithm of a person's hazard ratio to somebody at the means.
    #[must_use]
    pub fn log_ratio(&self, row: &[f64]) -> f64 {
        let parts = self.values.iter().zip(row).zip(&self.means);
        parts.fold(0.0, |sum, ((value, own), mean)| sum + value * (own - mean))
    }

    /// The chance that a person of the stratum is still there after a time, seen from the start. Beyond the last time it
    /// stays as it is, since nothing is known there.
    #[must_use]
    pub fn survival(&self, stratum: usize, row: &[f64], time: f64) -> f64 {
        let Ok(found) = self.baselines.binary_search_by(|baseline| baseline.stratum.cmp(&stratum)) else { return 1.0 };
        self.baselines.get(found).map_or(1.0, |baseline| baseline.survival(self.log_ratio(row), time))
    }
}

impl Baseline {
    /// The hazard that has come together by a time.
    #[must_use]
    pub fn at(&self, time: f64) -> f64 {
        let passed = self.times.partition_point(|own| *own <= time);
        passed.checked_sub(1).and_then(|last| self.hazards.get(last)).copied().unwrap_or(0.0)
    }

    /// The chance to be there after a time, with a hazard ratio given as its logarithm.
    #[must_use]
    pub fn survival(&self, log_ratio: f64, time: f64) -> f64 {
        let hazard = self.at(time);
        if hazard > 0.0 { exp(-hazard * exp(log_ratio)) } else { 1.0 }
    }
}
