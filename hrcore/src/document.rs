//! The document layer: JSON in, JSON out, one function per question.
//!
//! The npm package and the C ABI are made of these functions, so that no door can behave differently. Facts and
//! requests may be empty, which counts as `{}`.
//!
//! # Example
//!
//! ```
//! use hrcore::{Engine, document};
//!
//! let engine = Engine::compile(br#"{
//!     "schema_version": "1.0", "id": "shop", "version": "1", "effective_from": "2025-01-01",
//!     "metrics": [{"id": "reply", "unit": "second", "direction": "lower", "source": "desk"}],
//!     "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": [
//!         {"id": "reply", "metric": "reply", "weight": 100, "target": 40, "method": {"kind": "ratio"}}]}]}],
//!     "positions": [{"id": "service", "scorecard": "card"}]
//! }"#)?;
//! let facts = br#"{
//!     "employees": [{"id": "e1", "positions": [{"position": "service", "from": "2024-01-01"}]}],
//!     "observations": [{"metric": "reply", "employee": "e1", "period": "2025-06", "value": 50}]
//! }"#;
//! let answer = document::score(&engine, facts, br#"{"period": "2025-06", "detail": "totals"}"#)?;
//! assert!(answer.contains(r#""results":[{"employee":"e1","state":"known","total":"80"}]"#));
//! # Ok::<(), hrcore::Problems>(())
//! ```

#[cfg(feature = "attrition")]
mod attrition;
#[cfg(feature = "forecast")]
mod forecast;
#[cfg(feature = "money")]
mod money;
#[cfg(feature = "planning")]
mod planning;
#[cfg(feature = "promotion")]
mod promotion;
#[cfg(feature = "receipts")]
mod receipts;

#[cfg(feature = "attrition")]
pub use attrition::retention;
#[cfg(feature = "attrition")]
pub use attrition::{attrition, fit_attrition};
#[cfg(all(feature = "forecast", feature = "planning"))]
pub use forecast::goal_forecast;
#[cfg(feature = "forecast")]
pub use forecast::{flows, forecast, headcount, workforce};
#[cfg(feature = "money")]
pub use money::{alerts, appeal, compare_payouts, cycle, payout_curve, payouts, points};
#[cfg(feature = "planning")]
pub use planning::{goals, jobs, may, plans, training};
#[cfg(feature = "promotion")]
pub use promotion::{assess, eligibility, paths, pipeline, procedure, review_policy};
#[cfg(all(feature = "attrition", feature = "receipts"))]
pub use receipts::attrition_receipt;
#[cfg(feature = "receipts")]
pub use receipts::{receipt, verify};

use crate::Engine;
use crate::error::{Code, Problem, Problems};
use crate::facts::Facts;
use crate::gather::Gather as _;
use crate::json::{Read, Reader, write};
use crate::request::{CalibrateRequest, ProgressRequest, RollupRequest, ScoreRequest};

pub use crate::{ENGINE_VERSION, SCHEMA_VERSION};

/// Scores people.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn score(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<ScoreRequest>(engine, facts, request)?;
    engine.score_text(&facts, &request)
}

/// Progress during a period.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn progress(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<ProgressRequest>(engine, facts, request)?;
    Ok(write(&engine.progress(&facts, &request)?))
}

/// Explains scores in sentences.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn explain(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<ScoreRequest>(engine, facts, request)?;
    Ok(write(&engine.explain(&facts, &request)?))
}

/// Checks or assigns the forced distribution.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn calibrate(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<CalibrateRequest>(engine, facts, request)?;
    Ok(write(&engine.calibrate(&facts, &request)?))
}

/// Figures per unit, position or channel.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn rollup(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<RollupRequest>(engine, facts, request)?;
    Ok(write(&engine.rollup(&facts, &request)?))
}

/// Advice on the policy itself.
///
/// # Errors
///
/// That the policy has sections of a feature which is left out of this build.
pub fn lint(engine: &Engine) -> Result<String, Problems> {
    engine.is_whole()?;
    Ok(write(&engine.lint()))
}

/// The policy with every default written out: an array when it was compiled from one.
///
/// # Errors
///
/// That the policy has sections of a feature which is left out of this build.
pub fn normalise(engine: &Engine) -> Result<String, Problems> {
    engine.is_whole()?;
    let versions: Vec<_> = engine.policies().gather();
    Ok(match versions.as_slice() {
        [policy] if !engine.has_versions() => write(*policy),
        _ => write(&versions),
    })
}

/// That a question belongs to a feature which is left out of this build: what a door says that has questions by number.
#[must_use]
pub fn no_question() -> Problems {
    Problem::new(Code::FeatureMissing, "", "this question belongs to a feature that is left out of this build").into()
}

/// Reads a request and facts. The request comes first: it is small, and without it the facts are of no use.
fn read<T: Read>(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<(T, Facts), Problems> {
    let mut found = T::blank();
    let facts = read_into(engine, facts, request, &mut |r| found.read_into(r))?;
    Ok((found, facts))
}

// What does not depend on the question is compiled once.
fn read_into(
    engine: &Engine,
    facts: &[u8],
    request: &[u8],
    into: &mut dyn FnMut(&mut Reader<'_>) -> bool,
) -> Result<Facts, Problems> {
    let limits = engine.limits();
    let bytes = if request.is_empty() { b"{}" } else { request };
    let mut reader = Reader::new(bytes, &limits);
    let good = into(&mut reader);
    reader.end();
    let (problems, _) = reader.finish();
    Problems::check(problems)?;
    if !good {
        return Err(Problem::new(Code::JsonSyntax, "", "the request could not be read").into());
    }
    Facts::parse(facts, limits)
}
