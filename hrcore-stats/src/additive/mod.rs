//! An additive model of columns: log-odds as a sum of one curve or set of levels for each column, and of tables for
//! pairs of columns.
//!
//! A number with more than six distinct values becomes a line and five hat functions at its quantiles, a category or a
//! number with fewer one level each; all are held by one ridge. What is learnt of each column can be drawn, and the
//! parts of one score sum to it, so that a forecast can be explained exactly: Hastie and Tibshirani (1986), "Generalized
//! additive models"; ridge by Hoerl and Kennard (1970); pairs as in Lou, Caruana, Gehrke and Hooker (2013), "Accurate
//! intelligible models with pairwise interactions".

mod basis;
mod data;
mod shape;

pub use basis::{Basis, Kind, Scale, Term};
pub use data::{Data, Design};
pub use shape::Shape;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Slices do not have the sizes that belong together, or there is no column.
    Shape,
    /// A number is not allowed where it stands: infinite, a negative weight, an outcome outside 0 to 1.
    Value,
    /// There are no rows, or none with a weight.
    Empty,
    /// More columns of the design than a model may have.
    Wide,
}

#[cfg(test)]
mod tests;
