//! One look at all rows.

use super::family::Part;
use super::rows::Rows;
use super::{Family, Fault};
use crate::linear::{Cross, Square};
use crate::real::wide_dot;

/// What the log-likelihood is at a point, and how it changes there.
#[derive(Debug)]
pub(super) struct Look {
    /// The log-likelihood, without what outcomes alone decide.
    pub likelihood: f64,
    /// How it rises with each coefficient.
    pub slope: Vec<f64>,
    /// Fisher's information, in the lower triangle.
    pub information: Square,
}

/// What outcomes alone decide, and what rows are like.
#[derive(Debug, Clone)]
pub(super) struct Survey {
    /// How many rows there are.
    pub rows: usize,
    /// How many rows there are, each as often as it counts.
    pub count: f64,
    /// What outcomes alone decide of the log-likelihood.
    pub constant: f64,
    /// The largest log-likelihood that any predictors would give, without that.
    pub best: f64,
    /// The largest size of a cell in each column.
    pub largest: Vec<f64>,
}

/// The first look: every number is checked.
pub(super) fn survey(family: Family, rows: &dyn Rows) -> Result<Survey, Fault> {
    let columns = rows.columns();
    let mut survey = Survey { rows: 0, count: 0.0, constant: 0.0, best: 0.0, largest: vec![0.0; columns] };
    let mut result = Ok(());
    rows.each(&mut |block| {
        let mut fault = None;
        let read = block.each_row(columns, |cells, outcome, offset, weight| {
            // 0 times a number is 0, or NaN where it is not finite.
            let mut off = offset * 0.0;
            for (largest, cell) in survey.largest.iter_mut().zip(cells) {
                off += cell * 0.0;
                *largest = largest.max(cell.abs());
            }
            if off.is_nan() || !(weight >= 0.0 && weight.is_finite()) || outcome.is_nan() {
                fault = fault.or(Some(Fault::Value));
            } else if !family.allows(outcome) {
                fault = fault.or(Some(Fault::Outcome));
            } else {
                survey.rows += 1;
                survey.count += weight;
                survey.constant += weight * family.constant(outcome);
                survey.best += weight * family.best(outcome);
            }
        });
        // Outcomes may be left out only where rows are scored.
        let is_bare = block.outcomes.is_empty() && !block.cells.is_empty();
        let read = if is_bare { Err(Fault::Shape) } else { read };
        result = result.and(read).and(fault.map_or(Ok(()), Err));
    });
    result?;
    if survey.count > 0.0 { Ok(survey) } else { Err(Fault::Empty) }
}

/// A look with each predictor near its own outcome: from all coefficients at 0 one step leads to a point where a search
/// can begin.
pub(super) fn near_outcomes(family: Family, rows: &dyn Rows, cross: &mut Cross) -> Result<Look, Fault> {
    look(rows, cross, |_, outcome, offset| {
        let start = family.start(outcome);
        let part = family.part(start, outcome);
        Part { slope: part.slope + part.weight * (start - offset), ..part }
    })
}

/// A look at the rows with these coefficients. Numbers that are too large show as a likelihood that is not finite.
pub(super) fn at(family: Family, rows: &dyn Rows, coefficients: &[f64], cross: &mut Cross) -> Result<Look, Fault> {
    look(rows, cross, |cells, outcome, offset| family.part(offset + wide_dot(cells, coefficients), outcome))
}

#[inline]
fn look(rows: &dyn Rows, cross: &mut Cross, part: impl Fn(&[f64], f64, f64) -> Part) -> Result<Look, Fault> {
    let columns = rows.columns();
    let mut likelihood = 0.0;
    let mut result = Ok(());
    rows.each(&mut |block| {
        let mut sum = 0.0;
        let read = block.each_row(columns, |cells, outcome, offset, weight| {
            let part = part(cells, outcome, offset);
            sum += weight * part.likelihood;
            cross.add(cells, weight * part.weight, weight * part.slope);
        });
        likelihood += sum;
        result = result.and(read);
    });
    result?;
    let (information, slope) = cross.finish();
    Ok(Look { likelihood, slope, information })
}
