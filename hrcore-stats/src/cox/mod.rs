//! What goes with leaving sooner: the proportional hazards model of Cox (1972), ties after Efron (1977).
//!
//! A person's hazard is that of the baseline times exp(Σ βₖ (xₖ − x̄ₖ)). People come with [`Spells`], so that entries may be
//! late and places may stand for several people; strata have a baseline each. A ridge on a column, ½ λₖ βₖ², holds its
//! coefficient back, and bounds it where the column tells exactly who is next (Verweij and Van Houwelingen 1994).
//!
//! [`Sample::new`] sorts once; [`Sample::fit`] steps after Newton. Each step takes two passes: back in time for the sums
//! over those at risk, forth for the hazard each has met. With martingale residuals the score is a sum over people, and the
//! information is one over people less one over events, so that a step costs O((people + events) p²) with delayed entry
//! as without.
//!
//! ```
//! use hrcore_stats::cox::Sample;
//! use hrcore_stats::survival::{Fault, Spells};
//!
//! // Three people without overtime, two with: they leave at 2 and 4, the others at 1, 3 and 5.
//! let spells = Spells::new(&[1.0, 2.0, 3.0, 4.0, 5.0], &[true; 5])?;
//! let sample = Sample::new(&spells, &[0.0, 1.0, 0.0, 1.0, 0.0], 1, &[])?;
//! let fit = sample.fit(&[])?;
//! // With h the hazard ratio, the likelihood is h² ÷ ((3 + 2h) (2 + 2h) (2 + h) (1 + h)), largest at h = 1.315.
//! let found = fit.coefficients()[0].value;
//! assert!((found - 0.273_947_817_326).abs() < 1e-11);
//! # Ok::<(), Fault>(())
//! ```

mod check;
mod fit;
mod newton;
mod outer;
mod pass;
mod sample;
#[cfg(test)]
mod tests;

pub use check::{Drift, Transform};
pub use fit::{Baseline, Coefficient, Fit};
pub use sample::{COLUMNS, Sample};

#[cfg(doc)]
use crate::survival::Spells;
