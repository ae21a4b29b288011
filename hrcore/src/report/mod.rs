//! Answers for people: messages from codes and parameters, in English and Chinese.

mod message;
mod names;
#[cfg_attr(not(feature = "planning"), path = "unplanned.rs")]
mod planned;
mod words;

pub use message::{EmployeeExplanation, ExplainReport, Message};

pub(crate) use message::explain;
pub(crate) use names::Names;
#[cfg(any(feature = "promotion", feature = "forecast"))]
pub(crate) use words::month_name;
pub(crate) use words::{Measure, between_parts, between_sentences, zh};
