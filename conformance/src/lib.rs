//! Runs the conformance cases, which are data, against the engine.
//!
//! A case is a question with its documents and what the answer must hold. The files in
//! `conformance/cases` are the contract: this crate runs them in Rust and writes them in a flat form
//! ([`flat`]) that the C and npm doors run without a JSON parser, comparing bytes.

mod case;
mod check;
pub mod flat;
pub mod fuzz;
mod run;

pub use case::{Case, Document, Problem, cases_directory, load, load_file};
pub use check::{Failure, check};
pub use run::{Answer, Question, answer, ask};
