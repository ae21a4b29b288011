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

#[cfg(feature = "money")]
mod alerts;
#[cfg(feature = "money")]
mod appeals;
#[cfg(feature = "promotion")]
mod assessments;
#[cfg(feature = "attrition")]
mod attrition;
mod calibration;
#[cfg(feature = "money")]
mod commissions;
mod company;
#[cfg(feature = "money")]
mod compare_payouts;
#[cfg(feature = "money")]
mod cycle;
mod documents;
#[cfg(feature = "promotion")]
mod eligibility;
mod facts;
#[cfg(feature = "forecast")]
mod flows;
#[cfg(all(feature = "forecast", feature = "planning"))]
mod goal_forecasts;
#[cfg(feature = "planning")]
mod goals;
#[cfg(feature = "forecast")]
mod headcount;
#[cfg(all(feature = "money", feature = "receipts"))]
mod hostile;
#[cfg(feature = "promotion")]
mod lattice;
#[cfg(feature = "money")]
mod lattice_advice;
#[cfg(not(feature = "promotion"))]
mod left_out;
#[cfg(feature = "money")]
mod lint_money;
mod methods;
mod normal;
#[cfg(feature = "money")]
mod payroll;
#[cfg(feature = "promotion")]
mod pipeline;
#[cfg(feature = "planning")]
mod plans;
#[cfg(feature = "money")]
mod points;
#[cfg(feature = "promotion")]
mod procedure;
#[cfg(feature = "receipts")]
mod receipts;
mod regressions;
#[cfg(feature = "forecast")]
mod series;
mod time;
#[cfg(feature = "planning")]
mod training;
mod weights;
#[cfg(feature = "forecast")]
mod workforce;

use proptest::test_runner::Config;

/// So many random cases per law, and no files left behind.
fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}
