//! Exact values: [`Decimal`] where numbers come in, [`Rational`] inside, [`Figure`] where they go out.
//!
//! Nothing here rounds unless it is asked to by name, and nothing here touches binary floating point.

mod decimal;
mod figure;
mod natural;
mod rational;
mod rounding;
mod text;

pub use decimal::{Decimal, DecimalError, MAX_DIGITS, MAX_PLACES};
pub use figure::Figure;
pub use rational::Rational;
pub use rounding::RoundingMode;
pub(crate) use text::push_digits;

#[cfg(test)]
mod tests;
