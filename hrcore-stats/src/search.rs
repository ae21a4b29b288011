//! Least squares that are not linear: Levenberg (1944), Marquardt (1963).

use crate::linear::Square;
use crate::real::dot;

/// Residuals of a model and how they change with its parameters.
pub trait Residuals {
    /// The sum of squares at a point; not finite where the point is not allowed.
    fn cost(&mut self, at: &[f64]) -> f64;

    /// Hands every residual with its derivatives to `each`, after [`Residuals::cost`] was finite at the point.
    fn slopes(&mut self, at: &[f64], each: &mut dyn FnMut(f64, &[f64]));
}

/// How far a search goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// At most so many steps.
    pub steps: u32,
    /// It ends when a step lowers the cost by less than this share.
    pub tolerance: f64,
}

/// Moves a point to where the sum of squares is least nearby; returns the sum.
pub fn least_squares(model: &mut dyn Residuals, at: &mut Vec<f64>, effort: Effort) -> f64 {
    let size = at.len();
    let mut cost = model.cost(at);
    if !cost.is_finite() || size == 0 {
        return cost;
    }
    let (mut normal, mut slope) = (Square::zeros(size), vec![0.0; size]);
    let mut damped = Square::zeros(size);
    let mut rows: Vec<f64> = Vec::with_capacity(4 * size);
    let mut damping = 1e-3;
    let mut growth = 2.0;
    for _ in 0..effort.steps {
        normal.clear();
        slope.fill(0.0);
        model.slopes(at, &mut |residual, row| {
            rows.extend_from_slice(row);
            if rows.len() == 4 * size {
                normal.add_four_outer(&rows);
                rows.clear();
            }
            for (sum, value) in slope.iter_mut().zip(row) {
                *sum += residual * value;
            }
        });
        for row in rows.chunks_exact(size) {
            normal.add_outer(row, 1.0);
        }
        rows.clear();
        let before = cost;
        let mut is_better = false;
        for _ in 0..12 {
            damped.clone_from(&normal);
            for place in 0..size {
                let own = normal.at(place, place);
                damped.set(place, place, own + damping * own.max(1e-12));
            }
            let mut step: Vec<f64> = slope.iter().map(|value| -value).collect();
            if !damped.factor() {
                damping *= growth;
                growth *= 2.0;
                continue;
            }
            damped.solve(&mut step);
            let tried: Vec<f64> = at.iter().zip(&step).map(|(at, step)| at + step).collect();
            let reached = model.cost(&tried);
            if reached.is_finite() && reached < cost {
                // Nielsen's rule: how well the linear model foretold the gain decides how far the next step goes.
                let curved: f64 = step
                    .iter()
                    .enumerate()
                    .fold(0.0, |sum, (place, step)| sum + step * (damping * normal.at(place, place).max(1e-12) * step));
                let foretold = curved - dot(&step, &slope);
                let ratio = if foretold > 0.0 { (cost - reached) / foretold } else { 0.0 };
                let part = 2.0 * ratio - 1.0;
                damping = (damping * (1.0 - part * part * part).max(1.0 / 3.0)).max(1e-12);
                growth = 2.0;
                *at = tried;
                cost = reached;
                is_better = true;
                break;
            }
            damping *= growth;
            growth *= 2.0;
        }
        if !is_better || before - cost <= effort.tolerance * before {
            break;
        }
    }
    cost
}
