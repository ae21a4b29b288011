//! The C ABI of hrcore: documents in, documents out, behind opaque handles.
//!
//! `include/hrcore.h` is made from this crate; the comments on exported items are written for its readers, who
//! program in C. A new question needs its export in `engine.rs`, `promotion.rs`, `planning.rs`, `money.rs`, `forecast.rs` or
//! `attrition.rs` (the signature is spelled out, because the header is made from the source as written), a line in
//! `fixed.rs` and a line in `tests/c/conformance.c`.

// The only crate of the workspace with `unsafe`: every block says why it is sound, every export what it asks for.
#![deny(unsafe_op_in_unsafe_fn)]
#![deny(clippy::undocumented_unsafe_blocks)]
#![deny(clippy::missing_safety_doc)]

#[macro_use]
mod guard;

// In the order in which the header shows them; the blank lines keep it.
mod version;

mod engine;

#[cfg(feature = "promotion")]
mod promotion;

#[cfg(feature = "planning")]
mod planning;

#[cfg(feature = "forecast")]
mod forecast;
#[cfg(feature = "money")]
mod money;

#[cfg(feature = "attrition")]
mod attrition;

mod text;

mod error;

mod fixed;

#[cfg(test)]
mod tests;
