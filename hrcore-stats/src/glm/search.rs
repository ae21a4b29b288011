//! Finding the coefficients.

use super::fit::{Effort, Fit, Penalty};
use super::look::{Look, Sums, Survey, at, near_outcomes};
use super::rows::{Rows, Thin};
use super::{Family, Fault};
use crate::linear::Square;
use crate::real::{dot, sqrt};

/// What is searched for, and in what.
pub(super) struct Search<'a> {
    pub family: Family,
    pub rows: &'a dyn Rows,
    pub penalty: &'a Penalty,
    pub effort: Effort,
    pub survey: Survey,
}

/// A point of the search.
struct Point {
    coefficients: Vec<f64>,
    objective: f64,
    look: Look,
}

/// A step from a point, and the factor that gave it.
struct Move {
    step: Vec<f64>,
    /// Twice by how much it is expected to lower the objective.
    decrement: f64,
    factor: Square,
}

/// Of many rows every so many begin a search.
const EVERY: usize = 16;
/// Rows are many where those that begin are so many for each column.
const ENOUGH: usize = 50;
/// A pivot below this share of its diagonal is what rounding left of 0.
const PIVOT: f64 = 1e-12;
/// A search has not settled while any predictor may move by more than this. Where a column separates yes from no the
/// objective flattens soon, but predictors go on by about 1 a step.
const REACH: f64 = 1e-3;
const HALVINGS: u32 = 40;

impl Search<'_> {
    /// The fit, settled or not.
    pub fn run(&self) -> Result<Fit, Fault> {
        let mut sums = Sums::new(self.rows);
        let mut point = self.start(&mut sums)?;
        let mut last = None;
        for number in 1..=self.effort.steps.max(1) {
            let Some(next) = self.step(&point.look, &point.coefficients) else { break };
            if self.is_last(&next) {
                point.coefficients = moved(&point.coefficients, &next.step, 1.0);
                return Ok(self.answer(point, next.factor, number, true));
            }
            let better = self.better(&point, &next, &mut sums)?;
            last = Some((next.factor, number));
            match better {
                Some(better) => point = better,
                None => break,
            }
        }
        let (factor, number) = last.ok_or(Fault::Dependent)?;
        Ok(self.answer(point, factor, number, false))
    }

    /// Where the search begins.
    fn start(&self, sums: &mut Sums) -> Result<Point, Fault> {
        if let Some(found) = self.of_some_rows() {
            let point = self.point(found.coefficients, sums)?;
            if point.objective.is_finite() {
                return Ok(point);
            }
        }
        let look = near_outcomes(self.family, self.rows, sums)?;
        let zeros = vec![0.0; self.survey.largest.len()];
        let to = self.step(&look, &zeros).ok_or(Fault::Dependent)?.step;
        let point = self.point(to, sums)?;
        if point.objective.is_finite() {
            return Ok(point);
        }
        let point = self.point(self.penalty.mean.clone(), sums)?;
        if point.objective.is_finite() { Ok(point) } else { Err(Fault::Value) }
    }

    /// A fit of some of many rows: a good place to begin, which costs little. A weak prior holds what these few say
    /// nothing about.
    fn of_some_rows(&self) -> Option<Fit> {
        let Survey { rows, largest, .. } = &self.survey;
        if self.family == Family::Gaussian || rows / EVERY < ENOUGH * largest.len() {
            return None;
        }
        let weak = |(precision, largest): (&f64, &f64)| precision + 0.04 / (largest * largest).max(1e-100);
        let precision = self.penalty.precision.iter().zip(largest).map(weak).collect();
        let search = Search {
            family: self.family,
            rows: &Thin { rows: self.rows, every: EVERY },
            penalty: &Penalty { mean: self.penalty.mean.clone(), precision },
            effort: Effort { steps: 8, tolerance: 1.0 },
            survey: Survey { rows: 0, ..self.survey.clone() },
        };
        search.run().ok()
    }

    fn point(&self, coefficients: Vec<f64>, sums: &mut Sums) -> Result<Point, Fault> {
        let look = at(self.family, self.rows, &coefficients, sums)?;
        let objective = self.penalty.cost(&coefficients) - (look.likelihood + self.survey.constant);
        Ok(Point { coefficients, objective, look })
    }

    /// Fisher's step; none where the information has no inverse.
    fn step(&self, look: &Look, from: &[f64]) -> Option<Move> {
        let mut factor = look.information.clone();
        let mut slope = look.slope.clone();
        let prior = self.penalty.precision.iter().zip(&self.penalty.mean).zip(from);
        for (number, (slope, ((precision, mean), at))) in slope.iter_mut().zip(prior).enumerate() {
            *slope -= precision * (at - mean);
            factor.set(number, number, factor.at(number, number) + precision);
        }
        let diagonal: Vec<f64> = (0..factor.size()).map(|number| factor.at(number, number)).collect();
        let is_whole = factor.factor()
            && diagonal.iter().enumerate().all(|(number, cell)| {
                let pivot = factor.at(number, number);
                pivot * pivot > PIVOT * cell
            });
        let mut step = slope.clone();
        factor.solve(&mut step);
        let decrement = dot(&step, &slope);
        (is_whole && decrement.is_finite()).then_some(Move { step, decrement, factor })
    }

    fn is_last(&self, next: &Move) -> bool {
        let reach = next.step.iter().zip(&self.survey.largest).fold(0.0, |sum, (step, most)| sum + step.abs() * most);
        self.family == Family::Gaussian || (next.decrement <= self.effort.tolerance && reach <= REACH)
    }

    /// The point that a step leads to, halved until it is no worse than the one before but for rounding.
    fn better(&self, from: &Point, next: &Move, sums: &mut Sums) -> Result<Option<Point>, Fault> {
        let rounding = 1e-11 * (from.objective.abs() + from.look.likelihood.abs() + self.survey.constant.abs());
        let mut share = 1.0;
        for _ in 0..HALVINGS {
            let point = self.point(moved(&from.coefficients, &next.step, share), sums)?;
            // Not so where it is NaN.
            if point.objective <= from.objective + rounding {
                return Ok(Some(point));
            }
            share *= 0.5;
        }
        Ok(None)
    }

    fn answer(&self, point: Point, factor: Square, steps: usize, is_settled: bool) -> Fit {
        let inverse = factor.inverse();
        let diagonal = (0..inverse.size()).map(|number| inverse.at(number, number));
        let deviance = 2.0 * (self.survey.best - point.look.likelihood);
        let dispersion = if self.family == Family::Gaussian {
            let prior = diagonal.clone().zip(&self.penalty.precision).fold(0.0, |sum, (a, b)| sum + a * b);
            let free = self.survey.count - (crate::real::count(inverse.size()) - prior);
            // What rounding leaves of nothing is nothing.
            if free > 1e-9 * self.survey.count { deviance / free } else { f64::INFINITY }
        } else {
            1.0
        };
        Fit {
            standard_errors: diagonal.map(|variance| sqrt(variance * dispersion)).collect(),
            log_likelihood: point.look.likelihood + self.survey.constant,
            objective: point.objective,
            coefficients: point.coefficients,
            deviance,
            dispersion,
            steps,
            is_settled,
            factor,
        }
    }
}

fn moved(from: &[f64], step: &[f64], share: f64) -> Vec<f64> {
    from.iter().zip(step).map(|(at, step)| at + share * step).collect()
}
