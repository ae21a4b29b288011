//! Whether hazards are proportional: scaled Schoenfeld residuals against time (Grambsch and Therneau 1994).
//!
//! The residual of somebody whose spell ends is how far its columns are from the mean of those at risk. Where a
//! coefficient changes with time, residuals go up or down with it. The test takes the information at a moment as the mean
//! of all, as survival did until 2019 and lifelines does.

use super::{Fit, Sample};
use crate::special::chi_square;
use crate::survival::kaplan_meier::kaplan_meier;
use crate::survival::{Fault, Spells};

/// The scale of time along which a change is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transform {
    /// Time as it is.
    Identity,
    /// The place among the times at which spells end; of tied ones the middle.
    Rank,
    /// The share of all whose spell has ended by then: one less Kaplan's and Meier's curve, of all strata together.
    KaplanMeier,
}

/// Whether a column's coefficient changes with time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drift {
    /// The test statistic, of one degree of freedom.
    pub chi_square: f64,
    /// The probability of such a statistic or a larger one where the coefficient stays as it is.
    pub p: f64,
    /// The coefficient's slope along the transformed time.
    pub slope: f64,
}

impl Sample {
    /// Tests each column of a fit of this sample.
    ///
    /// # Errors
    ///
    /// [`Fault::Shape`] where the fit is of another sample; [`Fault::Empty`] where all spells that end do so at one time.
    pub fn drifts(&self, fit: &Fit, transform: Transform) -> Result<Vec<Drift>, Fault> {
        let (columns, moments) = (self.columns, &self.order.moments);
        if fit.moment_means.len() != moments.len() * columns || fit.coefficients().len() != columns {
            return Err(Fault::Shape);
        }
        let times = self.transformed(transform)?;
        let weigh = |moment: &crate::survival::order::Moment| moment.ending().fold(0.0, |sum, p| sum + self.weight(p));
        let weights: Vec<f64> = moments.iter().map(weigh).collect();
        let mean = crate::real::dot(&times, &weights) / self.events;
        let spread = times.iter().zip(&weights).fold(0.0, |sum, (time, w)| sum + w * ((time - mean) * (time - mean)));
        if !(spread > 0.0 && spread.is_finite()) {
            return Err(Fault::Empty);
        }
        // Residuals are linear in the rows, so that they are summed before they are scaled.
        let mut sums = vec![0.0; columns];
        for ((moment, time), means) in moments.iter().zip(&times).zip(fit.moment_means.chunks_exact(columns)) {
            for position in moment.ending() {
                let weight = self.weight(position) * (time - mean);
                for ((sum, own), mean) in sums.iter_mut().zip(self.row(position)).zip(means) {
                    *sum += weight * (own - mean);
                }
            }
        }
        sums.iter_mut().zip(&self.scales).for_each(|(sum, scale)| *sum *= scale);
        let drift = |(column, coefficient): (usize, &super::Coefficient)| {
            let scaled = self.events * crate::real::dot(fit.covariance().row(column), &sums);
            let error = coefficient.error;
            let statistic = scaled * scaled / (self.events * (error * error) * spread);
            Drift { chi_square: statistic, p: chi_square(statistic, 1.0).upper, slope: scaled / spread }
        };
        Ok(fit.coefficients().iter().enumerate().map(drift).collect())
    }

    /// The transformed time of each moment.
    fn transformed(&self, transform: Transform) -> Result<Vec<f64>, Fault> {
        let times: Vec<f64> = self.order.moments.iter().map(|moment| moment.time).collect();
        Ok(match transform {
            Transform::Identity => times,
            Transform::Rank => self.ranks(&times),
            Transform::KaplanMeier => self.shares(&times)?,
        })
    }

    /// Middle ranks, weights counted as so many people.
    fn ranks(&self, times: &[f64]) -> Vec<f64> {
        let order = self.by_time(times);
        let mut ranks = vec![0.0; times.len()];
        let mut passed = 0.0;
        for tied in order.chunk_by(|a, b| times.get(*a) == times.get(*b)) {
            let weight = tied.iter().fold(0.0, |sum, place| sum + self.ending_weight(*place));
            for place in tied {
                if let Some(rank) = ranks.get_mut(*place) {
                    *rank = passed + 0.5 * (weight + 1.0);
                }
            }
            passed += weight;
        }
        ranks
    }

    /// The shares of all whose spell has ended by each time.
    fn shares(&self, times: &[f64]) -> Result<Vec<f64>, Fault> {
        let mut spells = Spells::new(&self.exits, &self.ended)?.weighing(&self.weights)?;
        if !self.entries.is_empty() {
            spells = spells.entering(&self.entries)?;
        }
        let curve = kaplan_meier(&spells, 0.95)?;
        Ok(times.iter().map(|time| 1.0 - curve.at(*time).survival).collect())
    }

    fn ending_weight(&self, place: usize) -> f64 {
        let Some(moment) = self.order.moments.get(place) else { return 0.0 };
        moment.ending().fold(0.0, |sum, position| sum + self.weight(position))
    }

    /// Places of moments from the first time to the last, of all strata together.
    fn by_time(&self, times: &[f64]) -> Vec<usize> {
        let at = |place: usize| times.get(place).copied().unwrap_or(0.0);
        crate::sort::order(times.len(), &mut |a, b| at(a).partial_cmp(&at(b)).unwrap_or(std::cmp::Ordering::Equal))
    }
}
