//! Receipts.

use super::read;
use crate::error::Problems;
use crate::json::write;
#[cfg(feature = "attrition")]
use crate::request::AttritionReceiptRequest;
use crate::request::ReceiptRequest;
use crate::{Engine, Limits};

/// The receipt of one result.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
pub fn receipt(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<ReceiptRequest>(engine, facts, request)?;
    Ok(engine.receipt(&facts, &request)?.to_json())
}

/// The receipt of one person's chance to leave.
///
/// # Errors
///
/// [`Problems`] when the facts or the request cannot be read or answered.
#[cfg(feature = "attrition")]
pub fn attrition_receipt(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> {
    let (request, facts) = read::<AttritionReceiptRequest>(engine, facts, request)?;
    Ok(engine.attrition_receipt(&facts, &request)?.to_json())
}

/// Whether a receipt's hash and result can be recomputed.
///
/// # Errors
///
/// [`Problems`] when the text is no receipt. One that does not hold is an answer.
pub fn verify(receipt: &[u8]) -> Result<String, Problems> {
    crate::receipt::verify(receipt, Limits::default()).map(|verification| write(&verification))
}
