//! Questions about what comes next.

use super::read;
use crate::Engine;
use crate::error::Problems;
use crate::json::write;
#[cfg(feature = "planning")]
use crate::request::GoalForecastRequest;
use crate::request::{FlowsRequest, ForecastRequest, HeadcountRequest, WorkforceRequest};

/// What comes next in a series, and how sure that is.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn forecast(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<ForecastRequest>(engine, facts, request)?;
    Ok(write(&engine.forecast(&facts, &request)?))
}

/// How many people are needed, and whom to hire when.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn headcount(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<HeadcountRequest>(engine, facts, request)?;
    Ok(write(&engine.headcount(&facts, &request)?))
}

/// How grades fill over time, and what holds or reaches a structure.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn flows(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<FlowsRequest>(engine, facts, request)?;
    Ok(write(&engine.flows(&facts, &request)?))
}

/// Whether objectives will be reached, and at which pace they would be.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
#[cfg(feature = "planning")]
pub fn goal_forecast(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<GoalForecastRequest>(engine, facts, request)?;
    Ok(write(&engine.goal_forecast(&facts, &request)?))
}

/// Figures about the workforce, which ISO 30414 names.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn workforce(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<WorkforceRequest>(engine, facts, request)?;
    Ok(write(&engine.workforce(&facts, &request)?))
}
