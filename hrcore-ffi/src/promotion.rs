//! Promotion: the questions about people's careers. Each has the form of the questions in `engine.rs`.

use std::ffi::c_char;

use hrcore::document;

use crate::engine::Engine;
use crate::error::Error;
use crate::text::Text;

/// Eligibility: every move from the position held, whether its conditions hold, on what evidence, what is missing and
/// by when it can be there. The request needs the last day that is over and may ask for words: {"as_of": "2025-06-30",
/// "lang": "en"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_eligibility(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::eligibility, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Paths: every way of an employee through the career lattice. The request needs both: {"as_of": "2025-06-30",
/// "employee": "e1"}; "to" names a destination. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_paths(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::paths, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Assessment: its dimensions and criteria, with the evidence for each and what is missing. The request needs both:
/// {"as_of": "2025-06-30", "assessment": "promotion"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_assess(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::assess, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Pipeline: who holds each position, who is ready to follow and who nearly is, where there are gaps. The request
/// needs the last day that is over: {"as_of": "2025-06-30"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_pipeline(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::pipeline, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Procedure: where an application stands and which actions are legal, or what becomes of it by one. The request needs
/// the moment and the application so far: {"as_of": "2025-06-10T09:00:00+08:00", "application": {"id": "a1",
/// "employee": "e1", "move": "to-supervisor"}}. hrcore keeps nothing: store the application that is answered and hand
/// it in again. Facts may be empty; if they list employees, the person must be among them. Form and ownership as in
/// hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_procedure(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::procedure, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Policy review: advice that needs history, such as thresholds that nobody ever met. The request needs both periods:
/// {"from": "2025-01", "to": "2025-06"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_review_policy(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::review_policy, engine, facts, facts_len, request, request_len, out, error_out)
}
