//! Questions about plans, goals, training and jobs.

use super::read;
use crate::Engine;
use crate::error::Problems;
use crate::json::write;
use crate::request::{GoalsRequest, JobsRequest, MayRequest, PlansRequest, TrainingRequest};

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
