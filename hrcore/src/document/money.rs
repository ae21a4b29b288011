//! Questions about what follows from results.

use super::read;
use crate::Engine;
use crate::error::Problems;
use crate::json::write;
use crate::request::{
    AlertsRequest, AppealRequest, ComparePayoutsRequest, CycleRequest, PayoutCurveRequest, PayoutsRequest,
    PointsRequest,
};

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
