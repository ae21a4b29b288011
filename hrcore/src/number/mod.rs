//! Exact values: [`Decimal`] where numbers come in, [`Rational`] inside, [`Figure`] where they go out.
//!
//! Nothing of these rounds unless it is asked to by name, and nothing of them touches binary floating point. Estimates
//! are floats, and a type of their own: [`Approx`].

mod approx;
mod decimal;
mod figure;
#[cfg(feature = "forecast")]
mod float;
mod natural;
mod rational;
mod rounding;
mod text;

pub use approx::Approx;
pub use decimal::{Decimal, DecimalError, MAX_DIGITS, MAX_PLACES};
pub use figure::Figure;
#[cfg(feature = "forecast")]
pub(crate) use float::{float, whole_part};
pub use rational::Rational;
pub use rounding::RoundingMode;
pub(crate) use text::push_digits;

/// A count or a place in 32 bits. The limits on documents are far below the greatest, which stands for all beyond it.
pub(crate) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
