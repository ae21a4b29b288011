//! From the plan to the score: the questions about plans, goals, training and positions. Each has the form of the
//! questions in `engine.rs`.

use std::ffi::c_char;

use hrcore::document;

use crate::engine::Engine;
use crate::error::Error;
use crate::text::Text;

/// Plans: what work plans lack, which items are on time, at risk and overdue, what that endangers, and who should be
/// told. The request needs the moment and may ask for words: {"as_of": "2025-06-06T09:00:00+08:00", "period":
/// "2025-W23", "lang": "en"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_plans(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::plans, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Goals: how far objectives have come, whether their drivers and the plans in hand reach them, and which work serves
/// them. The request needs the last day that is over: {"as_of": "2025-06-30"}; "period" chooses among the objectives.
/// Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_goals(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::goals, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Training: what is required and done, which gates it opens, and which courses address what is weak. The request needs
/// the last day that is over: {"as_of": "2025-06-30"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_training(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::training, engine, facts, facts_len, request, request_len, out, error_out)
}

/// May: whether someone may do something, and to whom it goes where not. The request needs the day, the person and the
/// action, and the amount where the action has a unit: {"as_of": "2025-06-30", "employee": "e1", "action": "discount",
/// "amount": "15%"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_may(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::may, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Jobs: job descriptions, with the duties, authority, objectives and indicators of each position. The request needs a
/// day: {"as_of": "2025-06-30"}; "positions" chooses among them. Facts have no part in it and may be empty. Form and
/// ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_jobs(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::jobs, engine, facts, facts_len, request, request_len, out, error_out)
}
