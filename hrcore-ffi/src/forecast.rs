//! What comes next: the questions about series, headcount, grades, objectives and the workforce. Each has the form of the
//! questions in `engine.rs`.

use std::ffi::c_char;

use hrcore::document;

use crate::engine::Engine;
use crate::error::Error;
use crate::text::Text;

/// Forecast: what comes next in a series, with intervals, and how that was made. The request needs the last day that is over
/// and a metric, or values: {"as_of": "2025-06-30", "metric": "sales"}; then facts may be empty. Form and ownership as in
/// hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_forecast(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::forecast, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Headcount: how many people each position needs by month, whom to hire, and when to open each requisition, by the rules of the
/// policy. The request needs the last day that is over: {"as_of": "2025-06-30", "lang": "en"}. Form and ownership as in
/// hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_headcount(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::headcount, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Flows: how grades fill over time, and which hires or promotions hold or reach a structure. The request needs the last day that
/// is over: {"as_of": "2025-06-30", "horizon": 12}. The same seed gives the same answer. Form and ownership as in
/// hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_flows(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::flows, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Goal forecast: how likely objectives are reached, and at which pace they would be. The request needs the last day that is
/// over: {"as_of": "2025-06-30"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[cfg(feature = "planning")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_goal_forecast(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::goal_forecast, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Workforce: turnover, stability, retention, mobility and time to fill over a period: figures that ISO 30414 names.
/// The request needs the period: {"period": "2025", "by": ["unit"]}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_workforce(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::workforce, engine, facts, facts_len, request, request_len, out, error_out)
}
