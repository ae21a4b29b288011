//! Questions about careers.

use super::read;
use crate::Engine;
use crate::error::Problems;
use crate::json::write;
use crate::procedure::ProcedureRequest;
use crate::request::{AssessRequest, EligibilityRequest, PathsRequest, PipelineRequest, ReviewPolicyRequest};

/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn eligibility(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<EligibilityRequest>(engine, facts, request)?;
    Ok(write(&engine.eligibility(&facts, &request)?))
}

/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn assess(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<AssessRequest>(engine, facts, request)?;
    Ok(write(&engine.assess(&facts, &request)?))
}

/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn pipeline(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<PipelineRequest>(engine, facts, request)?;
    Ok(write(&engine.pipeline(&facts, &request)?))
}

/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn paths(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<PathsRequest>(engine, facts, request)?;
    Ok(write(&engine.paths(&facts, &request)?))
}

/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn review_policy(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<ReviewPolicyRequest>(engine, facts, request)?;
    Ok(write(&engine.review_policy(&facts, &request)?))
}

/// not legal.
pub fn procedure(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<ProcedureRequest>(engine, facts, request)?;
    crate::procedure::known(&request, &facts)?;
    Ok(write(&engine.procedure(&request)?))
}
