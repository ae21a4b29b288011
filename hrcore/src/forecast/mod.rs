//! What comes next, and how sure that is: series, headcount, grades, objectives; and figures about the workforce.

pub mod flows;
#[cfg(feature = "planning")]
pub mod goals;
pub mod headcount;
pub mod series;
pub mod workforce;

mod estimate;

pub use estimate::Estimate;

use crate::Facts;
use crate::compile::Compiled;
use crate::error::Problem;
use crate::facts::FactIndex;

/// The records that were left out.
fn problems(facts: &Facts, version: &Compiled) -> Vec<Problem> {
    let mut index = FactIndex::new(facts, version);
    std::mem::take(&mut index.problems).finish()
}
