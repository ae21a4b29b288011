//! Questions about plans, goals, training and jobs.

use super::read;
use crate::Engine;
use crate::error::Problems;
use crate::json::write;
use crate::request::{GoalsRequest, JobsRequest, MayRequest, PlansRequest, TrainingRequest};

/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn plans(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<PlansRequest>(engine, facts, request)?;
    Ok(write(&engine.plans(&facts, &request)?))
}

/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn goals(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<GoalsRequest>(engine, facts, request)?;
    Ok(write(&engine.goals(&facts, &request)?))
}

/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn training(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<TrainingRequest>(engine, facts, request)?;
    Ok(write(&engine.training(&facts, &request)?))
}

/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn may(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<MayRequest>(engine, facts, request)?;
    Ok(write(&engine.may(&facts, &request)?))
}

/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn jobs(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, _) = read::<JobsRequest>(engine, facts, request)?;
    Ok(write(&engine.jobs(&request)?))
}
