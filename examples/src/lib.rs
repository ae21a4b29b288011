//! The parts of the examples `review`, `outlook` and `risks`: one file per concern. They show how a host uses hrcore: documents
//! in, documents out, and every word, table and drawing the host's own.
#![forbid(unsafe_code)]

pub mod ahead;
pub mod alerts;
pub mod args;
pub mod authority;
pub mod books;
pub mod figures;
pub mod goals;
pub mod groups;
pub mod json;
pub mod lang;
pub mod leaving;
pub mod money;
pub mod month;
pub mod moves;
pub mod names;
pub mod outlook;
pub mod payouts;
pub mod person;
pub mod planning;
pub mod plans;
pub mod plot;
pub mod problems;
pub mod progress;
pub mod review;
pub mod risks;
pub mod shortfalls;
pub mod table;
pub mod training;
pub mod ways;
