//! Lines in English and Chinese. Nothing is decided here.

mod commission;
mod pay;

pub(super) use pay::{line, not_earned, undecided};
