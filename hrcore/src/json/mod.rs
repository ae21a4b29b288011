//! Reading and writing documents: a strict pull reader that keeps digits, names places and reports every problem.
//!
//! Good input is read in one pass. The reader keeps the path to where it stands, so that a problem can name its
//! place without a second pass, and goes on behind a bad value, so that all problems are found.

#[macro_use]
mod write;
#[macro_use]
pub(crate) mod document;
mod absent;
mod reader;
mod scan;
mod tree;

#[cfg(not(all(feature = "attrition", feature = "receipts")))]
pub(crate) use absent::left_out;
pub(crate) use absent::{Absent, whole};
pub use document::{Fields, Read, ReadObject, Whole};
pub(crate) use document::{read_choice, read_tag, read_word};
pub use reader::{Kind, Reader};
pub(crate) use scan::short;
pub use tree::Tree;
pub(crate) use tree::{canonical, tree};
pub(crate) use write::write;
pub use write::{Few, Write, Writer};

#[cfg(test)]
mod tests;
