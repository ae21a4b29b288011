//! The decision core of HR products as a library: KPI scorecards, rating bands, progress, forced distribution,
//! promotion, explanations and receipts. Decimals come in, fractions decide, and the answers are the same bytes on every
//! platform.
//!
//! A host hands over a *policy* (how this company measures and rates) and *facts* (who works where, what was measured),
//! and asks. The crate stores nothing, calls nothing and draws nothing.
//!
//! # Example
//!
//! A reply time of 40 s is planned, 50 s is measured: 80 points. The advertising returns 2.8 for 1, 3 is planned: 280/3.
//!
//! ```
//! use hrcore::{Engine, Facts, Limits, request::ScoreRequest};
//!
//! let engine = Engine::compile(br#"{
//!     "schema_version": "1.0", "id": "shop", "version": "1", "effective_from": "2025-01-01",
//!     "metrics": [
//!         {"id": "reply", "unit": "second", "direction": "lower", "source": "desk"},
//!         {"id": "roi", "unit": "multiple", "direction": "higher", "source": "ads"}],
//!     "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": [
//!         {"id": "reply", "metric": "reply", "weight": 40, "target": 40, "method": {"kind": "ratio"}},
//!         {"id": "roi", "metric": "roi", "weight": 60, "target": 3, "method": {"kind": "ratio"}}]}]}],
//!     "positions": [{"id": "operator", "scorecard": "card"}]
//! }"#)?;
//! let facts = Facts::parse(br#"{
//!     "employees": [{"id": "e1", "positions": [{"position": "operator", "from": "2024-01-01"}]}],
//!     "observations": [
//!         {"metric": "reply", "employee": "e1", "period": "2025-06", "value": 50},
//!         {"metric": "roi", "employee": "e1", "period": "2025-06", "value": "2.8"}]
//! }"#, Limits::default())?;
//!
//! let report = engine.score(&facts, &ScoreRequest::new("2025-06".parse().unwrap()))?;
//! let lines = &report.results[0].positions[0].lines;
//! assert_eq!(lines[0].score.as_ref().unwrap().texts().0, "80");
//! assert_eq!(lines[1].score.as_ref().unwrap().exact().to_string(), "280/3");
//! // 0.4 · 80 + 0.6 · 280/3
//! assert_eq!(report.results[0].total.as_ref().unwrap().texts().0, "88");
//! # Ok::<(), hrcore::Problems>(())
//! ```
//!
//! # Overview
//!
//! - [`Engine`] is a compiled policy with one method per question: [`score`](Engine::score),
//!   [`progress`](Engine::progress), [`explain`](Engine::explain), [`calibrate`](Engine::calibrate),
//!   [`rollup`](Engine::rollup), [`receipt`](Engine::receipt), [`lint`](Engine::lint). It never changes, and threads may
//!   share it.
//! - About careers it answers [`eligibility`](Engine::eligibility) (for many at once [`screen`](Engine::screen)),
//!   [`paths`](Engine::paths), [`assess`](Engine::assess), [`pipeline`](Engine::pipeline),
//!   [`procedure`](Engine::procedure) and [`review_policy`](Engine::review_policy).
//! - From the plan to the score: [`plans`](Engine::plans), [`goals`](Engine::goals), [`training`](Engine::training),
//!   [`may`](Engine::may) and [`jobs`](Engine::jobs).
//! - What comes next, and how sure that is: [`forecast`](Engine::forecast) and the like; who may leave:
//!   [`attrition`](Engine::attrition), [`fit_attrition`](Engine::fit_attrition), to check it
//!   later [`attrition_receipt`](Engine::attrition_receipt); how long people stay: [`retention`](Engine::retention).
//! - [`Facts`] holds the records that could be read, and the problems of those that could not.
//! - [`document`] has the same questions as JSON in, JSON out. The npm package and the C library are made of it, so the
//!   three doors cannot differ.
//! - [`Problems`] is everything that is wrong with an input, each with a stable [`Code`], a JSON pointer and a hint.
//! - [`Limits`] bounds what an input may cost.
//! - [`policy`], [`facts`] and [`request`] are the documents as types; [`score`] and [`report`] the answers.
//!
//! # What it promises
//!
//! **Exact.** Numbers are read from their digits ([`number::Decimal`]) and decided as fractions ([`number::Rational`]);
//! a figure that does not end carries its exact value. Rounding happens where the policy says so, and nowhere else.
//!
//! **Honest.** A value that is not there is *missing*, *undefined*, *not applicable* or *too new*, never zero; what
//! becomes of it is the policy's choice, and the answer says which.
//!
//! **Repeatable.** No clock, no randomness, no environment, no threads, no hash order, no unsafe code, and no cargo
//! feature that changes a figure. A [`receipt`] holds everything that made a result, and a hash to check it by.
//!
//! # Features
//!
//! - `promotion`, on it `planning`, on that `money` (all on by default): the questions about careers, about plans, goals,
//!   training and jobs, and about what follows from results. Without one its questions and its parts of the documents are
//!   gone from the types, and sections of documents that belong to it are skipped; what could not be answered truly
//!   without them is refused with [`Code::FeatureMissing`].
//! - `forecast` (on by default): forecasts of series, headcount, staff flows and, with `planning`, objectives; figures about
//!   the workforce.
//! - `attrition` (on by default), on `money` and `forecast`: who may leave, how likely, and why.
//! - `receipts` (on by default): receipts, their verification, and what a viewer may see.
//! - `schema` (off by default) writes the JSON Schemas of the documents. It adds nothing at run time.
#![forbid(unsafe_code)]
#![cfg_attr(
    not(all(feature = "attrition", feature = "receipts")),
    allow(
        dead_code,
        unused_imports,
        reason = "some of what the lower rooms offer serves only rooms that are left out"
    )
)]

#[macro_use]
mod json;
#[cfg(feature = "money")]
pub mod alert;
#[cfg(feature = "money")]
mod appeal;
#[cfg(feature = "promotion")]
pub mod assess;
#[cfg(feature = "attrition")]
pub mod attrition;
mod compile;
pub mod condition;
#[cfg(feature = "money")]
pub mod cycle;
pub mod document;
#[cfg(feature = "promotion")]
pub mod eligibility;
mod engine;
mod error;
mod expression;
pub mod facts;
#[cfg(feature = "forecast")]
pub mod forecast;
mod gather;
#[cfg(feature = "planning")]
pub mod goal;
#[cfg(feature = "money")]
pub mod incentive;
#[cfg(feature = "promotion")]
pub mod job;
mod joined;
mod limits;
pub mod lint;
pub mod number;
#[cfg(feature = "promotion")]
pub mod paths;
#[cfg(feature = "promotion")]
pub mod pipeline;
#[cfg(feature = "planning")]
pub mod plan;
#[cfg(feature = "money")]
pub mod points;
pub mod policy;
#[cfg(feature = "promotion")]
pub mod procedure;
#[cfg(feature = "receipts")]
pub mod receipt;
mod redact;
pub mod report;
pub mod request;
#[cfg(feature = "promotion")]
pub mod review;
#[cfg(feature = "schema")]
pub mod schema;
pub mod score;
mod sort;
pub mod time;
#[cfg(feature = "planning")]
pub mod training;
pub mod values;

pub use engine::Engine;
pub use error::{Code, Problem, Problems};
pub use facts::Facts;
pub use joined::Joined;
pub use limits::Limits;
#[cfg(feature = "receipts")]
pub use receipt::verify;
pub use redact::AccessRecord;

/// The version of the documents that this engine reads and writes.
pub const SCHEMA_VERSION: &str = "1.5";
/// The version of the engine.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");
