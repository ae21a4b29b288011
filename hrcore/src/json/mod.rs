//! Reading documents: a strict pull reader that keeps digits, names places and reports every problem.
//!
//! Good input is read in one pass. The reader keeps the path to where it stands, so that a problem can name its
//! place without a second pass, and goes on behind a bad value, so that all problems are found.

#[macro_use]
mod answer;
mod canonical;
#[macro_use]
pub(crate) mod document;
mod reader;

pub use answer::{Answer, Few, Plain};
pub(crate) use canonical::canonical;
pub use document::{Read, ReadObject, Whole};
pub(crate) use document::{bad_tag, read_word, settle};
pub(crate) use reader::short;
pub use reader::{Kind, Reader};

use serde::Serialize;

/// Writes an answer. Answers are strings, integers, booleans, lists and maps with string keys: writing cannot fail.
pub(crate) fn write(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Writes an answer of the document layer.
pub(crate) fn answer(value: &impl Plain) -> String {
    let mut out = String::with_capacity(512);
    value.text(&mut out);
    out
}

#[cfg(test)]
mod tests;
