//! One look at all rows.

use super::family::Part;
use super::rows::Rows;
use super::{Family, Fault};
use crate::linear::{Cross, Scatter, Square};
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

/// Where a look is summed up, by what rows are like.
#[derive(Debug)]
pub(super) enum Sums {
    Whole(Cross),
    Few(Scatter),
}

impl Sums {
    pub fn new(rows: &dyn Rows) -> Self {
        let columns = rows.columns();
        if rows.few().is_some() { Self::Few(Scatter::new(columns)) } else { Self::Whole(Cross::new(columns)) }
    }
}

/// The first look: every number is checked.
pub(super) fn survey(family: Family, rows: &dyn Rows) -> Result<Survey, Fault> {
    let columns = rows.columns();
    let mut survey = Survey { rows: 0, count: 0.0, constant: 0.0, best: 0.0, largest: vec![0.0; columns] };
    let mut result = Ok(());
    if let Some(few) = rows.few() {
        few.each(1, &mut |block| {
            block.each_row(|cells, outcome, offset, weight| {
                let mut off = offset * 0.0;
                for (place, cell) in cells {
                    off += cell * 0.0;
                    match survey.largest.get_mut(*place) {
                        Some(largest) => *largest = largest.max(cell.abs()),
                        None => result = result.and(Err(Fault::Shape)),
                    }
                }
                result = result.and(survey.add(family, off, outcome, weight));
            });
        });
    } else {
        rows.each(&mut |block| {
            let mut found = Ok(());
            let read = block.each_row(columns, |cells, outcome, offset, weight| {
                // 0 times a number is 0, or NaN where it is not finite.
                let mut off = offset * 0.0;
                for (largest, cell) in survey.largest.iter_mut().zip(cells) {
                    off += cell * 0.0;
                    *largest = largest.max(cell.abs());
                }
                found = found.and(survey.add(family, off, outcome, weight));
            });
            // Outcomes may be left out only where rows are scored.
            let is_bare = block.outcomes.is_empty() && !block.cells.is_empty();
            let read = if is_bare { Err(Fault::Shape) } else { read };
            result = result.and(read).and(found);
        });
    }
    result?;
    if survey.count > 0.0 { Ok(survey) } else { Err(Fault::Empty) }
}

impl Survey {
    /// Adds a row; `off` is NaN where one of its numbers is not finite.
    #[inline]
    fn add(&mut self, family: Family, off: f64, outcome: f64, weight: f64) -> Result<(), Fault> {
        if off.is_nan() || !(weight >= 0.0 && weight.is_finite()) || outcome.is_nan() {
            return Err(Fault::Value);
        }
        if !family.allows(outcome) {
            return Err(Fault::Outcome);
        }
        self.rows += 1;
        self.count += weight;
        self.constant += weight * family.constant(outcome);
        self.best += weight * family.best(outcome);
        Ok(())
    }
}

/// A look with each predictor near its own outcome: from all coefficients at 0 one step leads to a point where a search
/// can begin.
pub(super) fn near_outcomes(family: Family, rows: &dyn Rows, sums: &mut Sums) -> Result<Look, Fault> {
    look(rows, sums, &[], |_, outcome, offset| {
        let start = family.start(outcome);
        let part = family.part(start, outcome);
        Part { slope: part.slope + part.weight * (start - offset), ..part }
    })
}

/// A look at the rows with these coefficients. Numbers that are too large show as a likelihood that is not finite.
pub(super) fn at(family: Family, rows: &dyn Rows, coefficients: &[f64], sums: &mut Sums) -> Result<Look, Fault> {
    look(rows, sums, coefficients, |sum, outcome, offset| family.part(offset + sum, outcome))
}

/// A look by what each row adds, of which the sum over its cells is known.
#[inline]
fn look(
    rows: &dyn Rows,
    sums: &mut Sums,
    coefficients: &[f64],
    part: impl Fn(f64, f64, f64) -> Part,
) -> Result<Look, Fault> {
    let columns = rows.columns();
    let mut likelihood = 0.0;
    let mut result = Ok(());
    let (information, slope) = match (sums, rows.few()) {
        (Sums::Few(scatter), Some(few)) => {
            few.each(1, &mut |block| {
                let mut sum = 0.0;
                block.each_row(|cells, outcome, offset, weight| {
                    let own = |(place, cell): &(usize, f64)| cell * coefficients.get(*place).copied().unwrap_or(0.0);
                    let part = part(cells.iter().fold(0.0, |sum, cell| sum + own(cell)), outcome, offset);
                    sum += weight * part.likelihood;
                    scatter.add(cells, weight * part.weight, weight * part.slope);
                });
                likelihood += sum;
            });
            scatter.finish()
        }
        (Sums::Whole(cross), _) => {
            rows.each(&mut |block| {
                let mut sum = 0.0;
                let read = block.each_row(columns, |cells, outcome, offset, weight| {
                    let part = part(wide_dot(cells, coefficients), outcome, offset);
                    sum += weight * part.likelihood;
                    cross.add(cells, weight * part.weight, weight * part.slope);
                });
                likelihood += sum;
                result = result.and(read);
            });
            cross.finish()
        }
        (Sums::Few(_), None) => return Err(Fault::Shape),
    };
    result?;
    Ok(Look { likelihood, slope, information })
}
