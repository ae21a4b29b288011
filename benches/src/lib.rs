//! What the benchmarks share: the policy, companies of any size, the references, and the clock.
//!
//! Every figure of this crate is a ratio of two things measured in turns in one run, so that the machine and its load
//! cancel out.

pub mod accuracy;
pub mod career;
pub mod clock;
pub mod company;
pub mod leaving;
pub mod logit;
pub mod money;
pub mod parsed;
pub mod plain;
pub mod plans;
pub mod survival;

use hrcore::Engine;
use hrcore::request::{DetailWord, ScoreRequest};

/// The policy of all benchmarks: five indicators, three methods, four bands.
pub const POLICY: &str = include_str!("../data/policy.json");
/// Asks for totals.
pub const TOTALS: &str = r#"{"period":"2025-06","detail":"totals"}"#;
/// Asks for the full explanation.
pub const FULL: &str = r#"{"period":"2025-06"}"#;
/// Asks for the receipt of the first employee.
pub const RECEIPT: &str = r#"{"period":"2025-06","employee":"e000000"}"#;

/// The compiled policy.
///
/// # Panics
///
/// Never: the policy is part of this crate, and a test compiles it.
#[must_use]
#[allow(clippy::expect_used, reason = "a benchmark without its policy has nothing to measure")]
pub fn engine() -> Engine {
    Engine::compile(POLICY.as_bytes()).expect("the policy compiles")
}

/// A typed request.
///
/// # Panics
///
/// Never: the period is a constant.
#[must_use]
#[allow(clippy::expect_used, reason = "the period is a constant")]
pub fn request(detail: DetailWord) -> ScoreRequest {
    ScoreRequest { detail, ..ScoreRequest::new("2025-06".parse().expect("a period")) }
}

/// Puts things into an order that looks random and is the same on every run.
pub(crate) fn shuffle<T>(things: &mut [T]) {
    let mut state = 3;
    for last in (1..things.len()).rev() {
        let other = usize::try_from(career::mix(&mut state) % (last as u64 + 1)).unwrap_or(0);
        things.swap(last, other);
    }
}
