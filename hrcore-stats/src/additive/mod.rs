//! An additive model of columns: log-odds as a sum of one curve or set of levels for each column, and of tables for
//! pairs of columns.
//!
//! A number becomes a line and five hat functions at its quantiles, or one at each of its values where there are at most
//! six; a category, or a number that is one of two, one level each. All are held by one ridge, the hats twice as firmly:
//! a trend is believed sooner than its bends, and few people at a value do not tear it off its neighbours. What is learnt
//! of each column can be drawn, and the parts of one score sum to it, so that a forecast can be explained exactly: Hastie
//! and Tibshirani (1986), "Generalized additive models"; ridge by Hoerl and Kennard (1970); pairs as in Lou, Caruana,
//! Gehrke and Hooker (2013), "Accurate intelligible models with pairwise interactions".

mod basis;
mod cut;
mod data;
mod fit;
mod model;
mod pair;
mod pairs;
mod shape;

pub use basis::{Basis, Kind, Scale, Term};
pub(crate) use basis::{FEW, Sample};
pub use data::{Data, Design};
pub use fit::fit;
pub use model::{Model, chance};
pub use pair::Pair;
pub use pairs::{Pairing, extend};
pub use shape::Shape;

use crate::glm;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Slices do not have the sizes that belong together, or there is no column.
    Shape,
    /// A number is not allowed where it stands: infinite, a negative weight, an outcome outside 0 to 1.
    Value,
    /// There are no rows, or none with a weight.
    Empty,
    /// More columns of the design than a model may have: [`glm::MOST_COLUMNS`].
    Wide,
    /// A column of the design is not decided by rows or penalty.
    Undecided,
    /// The search did not come to an end, as where a column without a penalty separates yes from no.
    Unsettled,
}

impl From<glm::Fault> for Fault {
    fn from(fault: glm::Fault) -> Self {
        match fault {
            glm::Fault::Empty => Self::Empty,
            glm::Fault::Columns => Self::Wide,
            glm::Fault::Shape => Self::Shape,
            glm::Fault::Value | glm::Fault::Outcome => Self::Value,
            glm::Fault::Dependent => Self::Undecided,
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_model;
