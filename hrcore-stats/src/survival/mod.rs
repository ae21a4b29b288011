//! Times until something happens, where for some it has not happened yet: staying until leaving, waiting until hired.
//!
//! [`kaplan_meier`] says who is still there after a time, [`nelson_aalen`] how much hazard has come together by then, and
//! [`log_rank`] whether groups differ. Columns beside the times are a matter of [`crate::cox`].
//!
//! Somebody who was already there when the records begin comes under watch late: the time of entry ([`Spells::entering`])
//! keeps those who left before from being forgotten (left truncation). At a time `t` those count who entered before `t`
//! and were seen until `t` or longer.
//!
//! Six people stay 1, 2, 2, 3, 4 and 5 years; the third and the last are still there:
//!
//! ```
//! use hrcore_stats::survival::{Fault, Spells, kaplan_meier::kaplan_meier};
//!
//! let has_left = [true, true, false, true, true, false];
//! let spells = Spells::new(&[1.0, 2.0, 2.0, 3.0, 4.0, 5.0], &has_left)?;
//! let curve = kaplan_meier(&spells, 0.95)?;
//! assert!((curve.at(2.5).survival - 5.0 / 6.0 * 4.0 / 5.0).abs() < 1e-15); // five were there at 2, and one left
//! assert_eq!(curve.median(), Some(3.0));
//! # Ok::<(), Fault>(())
//! ```

pub mod kaplan_meier;
pub mod log_rank;
pub mod nelson_aalen;
pub(crate) mod order;
mod spells;
mod table;
#[cfg(test)]
mod tests;

pub use spells::Spells;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Slices do not have the sizes that belong together, or there are more groups or columns than allowed.
    Shape,
    /// A number is not allowed where it stands: not finite, a weight that is not above 0, an exit not after the entry, a
    /// level that is not between 0 and 1.
    Value,
    /// There is nobody, or what is asked about happens to nobody.
    Empty,
    /// Groups cannot be compared: there is one, or nothing links them ([`log_rank::log_rank`]).
    Apart,
    /// A column is constant wherever it would count, or follows from the columns before it.
    Dependent {
        /// The column, from 0.
        column: usize,
    },
    /// Coefficients grow without end, because a column tells all who are next; a ridge bounds them.
    Endless,
}

/// The standard normal quantile of a band of the given level, such as 0.95.
fn reach(level: f64) -> Result<f64, Fault> {
    if level > 0.0 && level < 1.0 { Ok(crate::special::normal_quantile(0.5 + 0.5 * level)) } else { Err(Fault::Value) }
}
