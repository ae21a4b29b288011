//! One generalised linear model: logistic, hazard, count and least-squares regression with a prior.
//!
//! An outcome's mean follows from a linear predictor, offset + Σ coefficient · cell, by its [`Family`]. Coefficients are
//! those of the greatest log-likelihood, less a [`Penalty`] for each that lies off its prior mean. They are found by
//! Fisher's scoring (Nelder and Wedderburn 1972), which for all families but [`Family::Cloglog`] is Newton's method; a
//! step that would not lower the objective is halved. Rows are read in blocks ([`Rows`]), so that beside the data only a
//! few matrices of columns by columns are in memory.
//!
//! Hours of practice, and who passed:
//!
//! ```
//! use hrcore_stats::glm::{Block, Effort, Family, Fault, Penalty, Table, fit, score};
//!
//! // A constant and the hours.
//! let cells = [1.0, 1.0, 1.0, 2.0, 1.0, 3.0, 1.0, 4.0, 1.0, 5.0, 1.0, 6.0];
//! let outcomes = [0.0, 0.0, 1.0, 0.0, 1.0, 1.0];
//! let rows = Table::new(2, Block { cells: &cells, outcomes: &outcomes, offsets: &[], weights: &[] })?;
//! // The hours should matter little unless there is evidence: a deviation of 1 around 0.
//! let penalty = Penalty { mean: vec![0.0, 0.0], precision: vec![0.0, 1.0] };
//!
//! let model = fit(Family::Logit, &rows, &penalty, Effort::default())?;
//! assert!(model.is_settled && model.coefficients[1] > 0.0);
//! let passes = score(Family::Logit, &model.coefficients, &rows)?;
//! assert!(passes[0] < 0.2 && passes[5] > 0.8);
//! # Ok::<(), Fault>(())
//! ```

mod family;
mod fit;
mod look;
mod rows;
mod search;
#[cfg(test)]
mod tests;

pub use family::Family;
pub use fit::{Effort, Fit, Penalty, fit};
pub use rows::{Block, FewBlock, FewRows, Rows, Table};

use crate::real::wide_dot;

/// The most columns that a model may have.
pub const MOST_COLUMNS: usize = 300;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There are no rows, or none that counts.
    Empty,
    /// There are no columns, or more than [`MOST_COLUMNS`].
    Columns,
    /// Slices do not have the sizes that belong together.
    Shape,
    /// A number is not finite, or a weight or precision is negative.
    Value,
    /// An outcome cannot be one of the family.
    Outcome,
    /// Columns depend on each other, or one is all zeros, and no penalty decides between their coefficients.
    Dependent,
}

fn check_columns(columns: usize) -> Result<(), Fault> {
    if (1..=MOST_COLUMNS).contains(&columns) { Ok(()) } else { Err(Fault::Columns) }
}

/// The mean of every row's outcome, such as its probability, by coefficients that were fitted. Outcomes and weights of
/// the rows are not looked at. A row with a number that is not finite has a mean that may be NaN.
///
/// # Errors
///
/// [`Fault::Columns`] and [`Fault::Shape`] where sizes are not allowed or do not belong together.
pub fn score(family: Family, coefficients: &[f64], rows: &dyn Rows) -> Result<Vec<f64>, Fault> {
    let columns = rows.columns();
    check_columns(columns)?;
    if coefficients.len() != columns {
        return Err(Fault::Shape);
    }
    let mut means = Vec::new();
    let mut result = Ok(());
    rows.each(&mut |block| {
        let start = means.len();
        // The predictors first and then their means: a processor does both loops faster than one of both.
        let read = block.each_row(columns, |cells, _, offset, _| means.push(offset + wide_dot(cells, coefficients)));
        means.iter_mut().skip(start).for_each(|mean| *mean = family.mean(*mean));
        result = result.and(read);
    });
    result.map(|()| means)
}
