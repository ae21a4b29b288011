//! The decision core of HR products: exact, explained, the same bytes on every platform.
#![forbid(unsafe_code)]

#[macro_use]
mod json;
mod compile;
pub mod condition;
pub mod document;
mod engine;
mod error;
mod expression;
pub mod facts;
mod gather;
mod limits;
pub mod lint;
pub mod number;
pub mod policy;
pub mod receipt;
mod redact;
pub mod report;
pub mod request;
#[cfg(feature = "schema")]
pub mod schema;
pub mod score;
mod sort;
pub mod time;
pub mod values;

pub use engine::Engine;
pub use error::{Code, Problem, Problems};
pub use facts::Facts;
pub use limits::Limits;
pub use receipt::verify;
pub use redact::AccessRecord;

/// The version of the documents that this engine reads and writes.
pub const SCHEMA_VERSION: &str = "1.0";
/// The version of the engine.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");
