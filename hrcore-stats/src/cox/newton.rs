//! Newton's method with step halving.

use super::pass::Pass;
use super::{Baseline, Coefficient, Fit, Sample};
use crate::linear::Square;
use crate::real::{dot, sqrt};
use crate::special::normal;
use crate::survival::Fault;

/// Newton's method doubles its digits at each step. Where a coefficient has no bound it gains 1 at each, and the
/// likelihood would settle after 40.
const STEPS: u32 = 25;
const HALVINGS: u32 = 40;
/// How much of the log-likelihood per event may still be to gain.
const SETTLED: f64 = 1e-18;
/// How much of a column's information has to be its own; below, nothing but rounding may be left.
const OWN: f64 = 1e-11;

impl Sample {
    /// The most likely coefficients. `ridge` has λ of each column, in the column's own unit: as sure as a normal prior of
    /// mean 0 and variance 1 ÷ λ. Nothing for no ridge.
    ///
    /// # Errors
    ///
    /// [`Fault::Shape`] where the ridge has not one number for each column; [`Fault::Value`] where one is negative or not
    /// finite; [`Fault::Dependent`] and [`Fault::Endless`] where columns have no most likely coefficients.
    pub fn fit(&self, ridge: &[f64]) -> Result<Fit, Fault> {
        if !(ridge.is_empty() || ridge.len() == self.columns) {
            return Err(Fault::Shape);
        }
        let mut scaled = vec![0.0; self.columns];
        for ((scaled, ridge), scale) in scaled.iter_mut().zip(ridge).zip(&self.scales) {
            *scaled = ridge / (scale * scale);
            if !(*ridge >= 0.0 && scaled.is_finite()) {
                return Err(Fault::Value);
            }
        }
        let mut newton = Newton { sample: self, pass: Pass::new(self), ridge: scaled, at: vec![0.0; self.columns] };
        newton.climb()
    }
}

struct Newton<'a> {
    sample: &'a Sample,
    pass: Pass,
    ridge: Vec<f64>,
    at: Vec<f64>,
}

impl Newton<'_> {
    fn penalty(&self) -> f64 {
        self.ridge.iter().zip(&self.at).fold(0.0, |sum, (ridge, at)| sum + 0.5 * ridge * (at * at))
    }

    /// The objective where we stand; none where it is not a number.
    fn value(&mut self) -> Option<f64> {
        let is_number = self.pass.run(self.sample, &self.at);
        is_number.then(|| self.pass.log_likelihood - self.penalty())
    }

    fn climb(&mut self) -> Result<Fit, Fault> {
        let mut value = self.value().ok_or(Fault::Value)?;
        let null = self.pass.log_likelihood;
        for steps in 0..=STEPS {
            let factor = match self.factor() {
                // What was there at the start, and melts away as coefficients grow.
                Err(Fault::Dependent { .. }) if steps > 0 => return Err(Fault::Endless),
                found => found?,
            };
            let mut step = self.pass.score.clone();
            for ((step, ridge), at) in step.iter_mut().zip(&self.ridge).zip(&self.at) {
                *step -= ridge * at;
            }
            let slope = step.clone();
            factor.solve(&mut step);
            let gain = 0.5 * dot(&slope, &step);
            if !gain.is_finite() {
                return Err(Fault::Endless);
            }
            if gain <= SETTLED * self.sample.events {
                return Ok(self.told(&factor, null, steps));
            }
            value = self.rise(&step, value)?;
        }
        Err(Fault::Endless)
    }

    /// Takes the step, or as much of it as does not lose.
    fn rise(&mut self, step: &[f64], before: f64) -> Result<f64, Fault> {
        let start = self.at.clone();
        let mut share = 1.0;
        for _ in 0..HALVINGS {
            for ((at, start), step) in self.at.iter_mut().zip(&start).zip(step) {
                *at = start + share * step;
            }
            if let Some(value) = self.value()
                && value >= before - 1e-13 * before.abs()
            {
                return Ok(value);
            }
            share *= 0.5;
        }
        Err(Fault::Endless)
    }

    /// The Cholesky factor of the information with the ridge.
    fn factor(&self) -> Result<Square, Fault> {
        let mut factor = self.pass.information.clone();
        for (row, ridge) in self.ridge.iter().enumerate() {
            factor.set(row, row, factor.at(row, row) + ridge);
        }
        let before: Vec<f64> = (0..self.ridge.len()).map(|row| factor.at(row, row)).collect();
        let is_positive = factor.factor();
        for (row, before) in before.iter().enumerate() {
            // A column that is factored has the root of what is its own on the diagonal; the first that is not has not.
            let own = factor.at(row, row) * factor.at(row, row);
            if !(*before > OWN * self.sample.events && own > OWN * before && own.is_finite()) {
                return Err(Fault::Dependent { column: row });
            }
        }
        if is_positive { Ok(factor) } else { Err(Fault::Endless) }
    }

    fn told(&mut self, factor: &Square, null: f64, steps: u32) -> Fit {
        let size = self.sample.columns;
        let mut covariance = Square::zeros(size);
        for row in 0..size {
            let own = covariance.row_mut(row);
            if let Some(cell) = own.get_mut(row) {
                *cell = 1.0;
            }
            factor.solve(own);
            let scale = self.sample.scales.get(row).copied().unwrap_or(1.0);
            own.iter_mut().zip(&self.sample.scales).for_each(|(cell, other)| *cell /= scale * other);
        }
        let values: Vec<f64> = self.at.iter().zip(&self.sample.scales).map(|(at, scale)| at / scale).collect();
        let coefficient = |(column, value): (usize, &f64)| {
            let error = sqrt(covariance.at(column, column));
            let z = value / error;
            Coefficient { value: *value, error, z, p: (2.0 * normal(z.abs()).upper).min(1.0) }
        };
        Fit {
            coefficients: values.iter().enumerate().map(coefficient).collect(),
            values,
            means: self.sample.means.clone(),
            baselines: self.baselines(),
            log_likelihood: self.pass.log_likelihood,
            null_log_likelihood: null,
            penalty: self.penalty(),
            events: self.sample.events,
            people: self.sample.people,
            steps,
            moment_means: std::mem::take(&mut self.pass.means),
            covariance,
        }
    }

    fn baselines(&self) -> Vec<Baseline> {
        let mut found: Vec<Baseline> = Vec::new();
        for (moment, met) in self.sample.order.moments.iter().zip(&self.pass.met).rev() {
            if found.last().is_none_or(|last| last.stratum != moment.stratum) {
                found.push(Baseline { stratum: moment.stratum, times: Vec::new(), hazards: Vec::new() });
            }
            if let Some(last) = found.last_mut() {
                let before = last.hazards.last().copied().unwrap_or(0.0);
                last.times.push(moment.time);
                last.hazards.push(before + met.breslow);
            }
        }
        found.reverse();
        found
    }
}
