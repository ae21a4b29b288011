//! Answers for people: messages from codes and parameters, in English and Chinese.

mod message;
mod words;

pub use message::{EmployeeExplanation, ExplainReport, Message};

pub(crate) use message::explain;
