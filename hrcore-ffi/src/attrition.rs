//! Who may leave: the questions about the risk of leaving. Each has the form of the questions in `engine.rs`.

use std::ffi::c_char;

use hrcore::document;

use crate::engine::Engine;
use crate::error::Error;
use crate::text::Text;

/// Attrition: who may leave within some months, how likely, why, and how sure that is. The request needs the last day that is
/// over: {"as_of": "2025-06-30", "horizon": 3, "lang": "en"}; a model that was fitted before and a prior may stand in it. Form
/// and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_attrition(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::attrition, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Fit attrition: a model of leaving, to be kept and asked later, with what it is worth and whom it marks. The request needs the
/// last day that is over: {"as_of": "2025-06-30", "window": 24}. hrcore keeps nothing: store the model that is answered and hand
/// it in again. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_fit_attrition(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::fit_attrition, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Attrition receipt: one employee's chance to leave with the model that was asked, the normalised documents that the chance
/// follows from, and their hash, for hrcore_receipt_verify() to recompute. The request needs both the last day that is over and
/// the employee: {"as_of": "2025-06-30", "employee": "e1"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_attrition_receipt(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::attrition_receipt, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Retention: how long people stay. The share that is still there after months of tenure, with its bounds, of the whole
/// company and of groups, and whether groups differ. The request needs the last day that is over:
/// {"as_of": "2025-06-30", "window": 24, "by": "unit", "lang": "en"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_retention(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::retention, engine, facts, facts_len, request, request_len, out, error_out)
}
