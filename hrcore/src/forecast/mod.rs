//! What comes next, and how sure that is: series, headcount, grades, objectives; and figures about the workforce.

pub mod flows;
#[cfg(feature = "planning")]
pub mod goals;
pub mod headcount;
pub mod series;
pub mod workforce;

mod estimate;
mod period;

pub use estimate::Estimate;

use period::period_name;
