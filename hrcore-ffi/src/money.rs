//! What follows from a result: the questions about money, points, alerts, the appraisal cycle and appeals. Each has the form of
//! the questions in `engine.rs`.

use std::ffi::c_char;

use hrcore::document;

use crate::engine::Engine;
use crate::error::Error;
use crate::text::Text;

/// Payouts: what is paid for a period, line by line with what it was computed from, what was paid before taken off. The
/// request needs the period and may ask for words: {"period": "2025-06", "lang": "en"}; "totals" in "detail" leaves out
/// what lines were computed from. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_payouts(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::payouts, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Payout curve: what a commission pays over a range of bases, for a chart. The request needs the rule, the range and a
/// day: {"rule": "sales", "from": 0, "to": 200000, "points": 101, "as_of": "2025-06-30"}. Facts have no part in it and
/// may be empty. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_payout_curve(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::payout_curve, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Compare payouts: what two versions of the policy pay on the same facts, person by person. The request needs the
/// period and both versions: {"period": "2025-06", "version": "2", "against": "1"}. Form and ownership as in
/// hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_compare_payouts(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::compare_payouts, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Points: accounts of points, with what was earned, redeemed, expired and taken back. The request needs the last day
/// that is over: {"as_of": "2025-06-30"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_points(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::points, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Alerts: whom something has to be said to, each once by its id. The request needs the last day that is over:
/// {"as_of": "2025-06-30"}; "alert_states" of the facts says which alerts were raised before. Form and ownership as in
/// hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_alerts(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::alerts, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Cycle: where an appraisal cycle and its appeals stand, and what can be done now. The request needs the period and
/// the moment, and holds what was done: {"period": "2025-06", "as_of": "2025-07-04T09:00:00+08:00", "record": [{"step":
/// "result", "at": "2025-07-02T17:00:00+08:00", "by": "manager"}]}. Facts have no part in it and may be empty. Form and
/// ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_cycle(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::cycle, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Appeal: a result before and after corrections, and what made the difference. Facts are handed over as they were; the
/// request needs the period, the person and the corrections: {"period": "2025-06", "employee": "e1", "corrections":
/// {"remove": ["wms-17"]}}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_appeal(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::appeal, engine, facts, facts_len, request, request_len, out, error_out)
}
