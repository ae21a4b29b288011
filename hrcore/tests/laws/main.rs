//! The laws of scoring: what must hold for every policy and all facts, whatever the figures.
//!
//! Documents are made at random and asked through the document layer, as every door asks them.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_wrap,
    reason = "a test may fail loudly, in its helpers too"
)]

mod alerts;
mod appeals;
mod assessments;
mod calibration;
mod commissions;
mod company;
mod compare_payouts;
mod cycle;
mod documents;
mod eligibility;
mod facts;
mod goals;
mod hostile;
mod lattice;
mod lattice_advice;
mod lint_money;
mod methods;
mod normal;
mod payroll;
mod pipeline;
mod plans;
mod points;
mod procedure;
mod receipts;
mod regressions;
mod time;
mod training;
mod weights;

use proptest::test_runner::Config;

/// So many random cases per law, and no files left behind.
fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}
