//! Statistics and forecasts on slices of numbers.
//!
//! Everything here gives the same bits on every platform: elementary functions come from `libm`, sums are taken in a
//! fixed order, nothing is fused, and random numbers come from a counter and a seed. There is no I/O, clock, thread or
//! global state.
#![forbid(unsafe_code)]

pub mod additive;
pub mod cox;
pub mod flow;
pub mod glm;
pub mod linear;
pub mod points;
pub mod random;
pub mod rates;
pub mod real;
pub mod sampling;
pub mod search;
pub mod series;
pub mod simplex;
mod sort;
pub mod special;
pub mod survival;
pub mod validate;
