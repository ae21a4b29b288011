//! Questions about careers.

use super::read;
use crate::Engine;
use crate::error::Problems;
use crate::json::write;
use crate::procedure::ProcedureRequest;
use crate::request::{AssessRequest, EligibilityRequest, PathsRequest, PipelineRequest, ReviewPolicyRequest};

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
