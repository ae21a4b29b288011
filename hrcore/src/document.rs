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

use crate::error::{Code, Problem, Problems};
use crate::facts::Facts;
use crate::gather::Gather as _;
use crate::json::{Read, Reader, write};
use crate::procedure::ProcedureRequest;
use crate::request::{
    AlertsRequest, AppealRequest, AssessRequest, CalibrateRequest, ComparePayoutsRequest, CycleRequest,
    EligibilityRequest, GoalsRequest, JobsRequest, MayRequest, PathsRequest, PayoutCurveRequest, PayoutsRequest,
    PipelineRequest, PlansRequest, PointsRequest, ProgressRequest, ReceiptRequest, ReviewPolicyRequest, RollupRequest,
    ScoreRequest, TrainingRequest,
};
use crate::{Engine, Limits};

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

/// Who may move on.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn eligibility(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<EligibilityRequest>(engine, facts, request)?;
    Ok(write(&engine.eligibility(&facts, &request)?))
}

/// An assessment in several dimensions.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn assess(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<AssessRequest>(engine, facts, request)?;
    Ok(write(&engine.assess(&facts, &request)?))
}

/// The health of the pipeline.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn pipeline(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<PipelineRequest>(engine, facts, request)?;
    Ok(write(&engine.pipeline(&facts, &request)?))
}

/// Every way from here through the career lattice.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn paths(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<PathsRequest>(engine, facts, request)?;
    Ok(write(&engine.paths(&facts, &request)?))
}

/// Advice on the policy that needs history.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn review_policy(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<ReviewPolicyRequest>(engine, facts, request)?;
    Ok(write(&engine.review_policy(&facts, &request)?))
}

/// The receipt of one result.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn receipt(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<ReceiptRequest>(engine, facts, request)?;
    Ok(engine.receipt(&facts, &request)?.to_json())
}

/// Where an application stands, or what becomes of it when someone acts. Facts may be empty; if they list employees,
/// the person whom the application is about must be among them.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read, the record could not have come about, or the action is
/// not legal.
pub fn procedure(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<ProcedureRequest>(engine, facts, request)?;
    crate::procedure::known(&request, &facts)?;
    Ok(write(&engine.procedure(&request)?))
}

/// How work plans stand at a moment.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn plans(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<PlansRequest>(engine, facts, request)?;
    Ok(write(&engine.plans(&facts, &request)?))
}

/// How objectives stand on a day.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn goals(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<GoalsRequest>(engine, facts, request)?;
    Ok(write(&engine.goals(&facts, &request)?))
}

/// What training people have done, have to do, and need.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn training(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<TrainingRequest>(engine, facts, request)?;
    Ok(write(&engine.training(&facts, &request)?))
}

/// Whether someone may do something, and to whom it goes where not.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn may(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<MayRequest>(engine, facts, request)?;
    Ok(write(&engine.may(&facts, &request)?))
}

/// Job descriptions. Facts have no part in them and may be empty.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn jobs(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, _) = read::<JobsRequest>(engine, facts, request)?;
    Ok(write(&engine.jobs(&request)?))
}

/// What is paid for a period, line by line.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn payouts(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<PayoutsRequest>(engine, facts, request)?;
    Ok(write(&engine.payouts(&facts, &request)?))
}

/// What a commission pays over a range of bases. Facts have no part in it and may be empty.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn payout_curve(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, _) = read::<PayoutCurveRequest>(engine, facts, request)?;
    Ok(write(&engine.payout_curve(&request)?))
}

/// What two versions of the policy pay on the same facts.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn compare_payouts(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<ComparePayoutsRequest>(engine, facts, request)?;
    Ok(write(&engine.compare_payouts(&facts, &request)?))
}

/// Accounts of points.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn points(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<PointsRequest>(engine, facts, request)?;
    Ok(write(&engine.points(&facts, &request)?))
}

/// Alerts as of a day, each with an id that stays the same.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn alerts(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<AlertsRequest>(engine, facts, request)?;
    Ok(write(&engine.alerts(&facts, &request)?))
}

/// Where an appraisal cycle and its appeals stand. Facts have no part in it and may be empty.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn cycle(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, _) = read::<CycleRequest>(engine, facts, request)?;
    Ok(write(&engine.cycle(&request)?))
}

/// A result before and after corrections, and what made the difference.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn appeal(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<AppealRequest>(engine, facts, request)?;
    Ok(write(&engine.appeal(&facts, &request)?))
}

/// Advice on the policy itself.
///
/// # Errors
///
/// None today; the signature is that of the other questions.
pub fn lint(engine: &Engine) -> Result<String, Problems> {
    Ok(write(&engine.lint()))
}

/// The policy with every default written out: an array when it was compiled from one.
///
/// # Errors
///
/// None today; the signature is that of the other questions.
pub fn normalise(engine: &Engine) -> Result<String, Problems> {
    let versions: Vec<_> = engine.policies().gather();
    Ok(match versions.as_slice() {
        [policy] if !engine.has_versions() => write(*policy),
        _ => write(&versions),
    })
}

/// Whether a receipt's hash and result can be recomputed.
///
/// # Errors
///
/// [`Problems`] when the text is no receipt. One that does not hold is an answer.
pub fn verify(receipt: &[u8]) -> Result<String, Problems> {
    crate::receipt::verify(receipt, Limits::default()).map(|verification| write(&verification))
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
