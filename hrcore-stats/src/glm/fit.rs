//! Finding the coefficients.

use super::look::{Look, Survey, at, first};
use super::rows::Rows;
use super::{Family, Fault};
use crate::linear::{Cross, Square};
use crate::real::{dot, sqrt};

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
    factor: Square,
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
    let (survey, start) = first(family, rows)?;
    let search = Search { family, rows, penalty, effort, survey };
    search.run(start)
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
    fn cost(&self, coefficients: &[f64]) -> f64 {
        let cost = |((at, mean), precision): ((&f64, &f64), &f64)| precision * (at - mean) * (at - mean);
        0.5 * coefficients.iter().zip(&self.mean).zip(&self.precision).map(cost).fold(0.0, |sum, cost| sum + cost)
    }
}

struct Search<'a> {
    family: Family,
    rows: &'a dyn Rows,
    penalty: &'a Penalty,
    effort: Effort,
    survey: Survey,
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

/// A pivot below this share of its diagonal is what rounding left of 0.
const PIVOT: f64 = 1e-12;
/// A search has not settled while any predictor may move by more than this. Where a column separates yes from no the
/// objective flattens soon, but predictors go on by about 1 a step.
const REACH: f64 = 1e-3;
const HALVINGS: u32 = 40;

impl Search<'_> {
    fn run(&self, start: Look) -> Result<Fit, Fault> {
        let zeros = vec![0.0; self.survey.largest.len()];
        let to = self.step(&start, &zeros).ok_or(Fault::Dependent)?.step;
        let mut cross = Cross::new(zeros.len());
        let mut point = self.point(to, &mut cross)?;
        if !point.objective.is_finite() {
            point = self.point(self.penalty.mean.clone(), &mut cross)?;
        }
        if !point.objective.is_finite() {
            return Err(Fault::Value);
        }
        let mut last = None;
        for number in 1..=self.effort.steps.max(1) {
            let Some(next) = self.step(&point.look, &point.coefficients) else { break };
            if self.is_last(&next) {
                point.coefficients = moved(&point.coefficients, &next.step, 1.0);
                return Ok(self.answer(point, next.factor, number, true));
            }
            let better = self.better(&point, &next, &mut cross)?;
            last = Some((next.factor, number));
            match better {
                Some(better) => point = better,
                None => break,
            }
        }
        let (factor, number) = last.ok_or(Fault::Dependent)?;
        Ok(self.answer(point, factor, number, false))
    }

    fn point(&self, coefficients: Vec<f64>, cross: &mut Cross) -> Result<Point, Fault> {
        let look = at(self.family, self.rows, &coefficients, cross)?;
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
    fn better(&self, from: &Point, next: &Move, cross: &mut Cross) -> Result<Option<Point>, Fault> {
        let most = from.objective + 1e-11 * from.objective.abs();
        let mut share = 1.0;
        for _ in 0..HALVINGS {
            let point = self.point(moved(&from.coefficients, &next.step, share), cross)?;
            // Not so where it is NaN.
            if point.objective <= most {
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
