//! Questions about leaving.

use super::read;
use crate::Engine;
use crate::error::Problems;
use crate::json::write;
use crate::request::{AttritionRequest, FitAttritionRequest, RetentionRequest};

/// Who may leave within some months, how likely, why, and how sure that is.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn attrition(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<AttritionRequest>(engine, facts, request)?;
    Ok(write(&engine.attrition(&facts, &request)?))
}

/// A model of leaving, to be kept and asked later, with what it is worth.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn fit_attrition(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<FitAttritionRequest>(engine, facts, request)?;
    Ok(write(&engine.fit_attrition(&facts, &request)?))
}

/// How long people stay: the share that is still there after months of tenure, of the whole company and of groups.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn retention(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<RetentionRequest>(engine, facts, request)?;
    Ok(write(&engine.retention(&facts, &request)?))
}
