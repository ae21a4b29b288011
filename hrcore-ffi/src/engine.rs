//! The engine: a compiled policy, and every question to it.

use std::ffi::c_char;

use hrcore::document;

use crate::error::Error;
use crate::guard::{self, bytes, deliver};
use crate::text::Text;

/// A compiled policy. You own it: free it with hrcore_engine_free(). It never changes after it was made, so any
/// number of threads may put questions to one engine at the same time, without locks.
#[derive(Debug)]
pub struct Engine(hrcore::Engine);

impl Engine {
    pub(crate) fn core(&self) -> &hrcore::Engine {
        &self.0
    }
}

/// Compiles a policy: one JSON document of `policy_len` bytes, or an array of its versions. Compiling is the dear
/// part: keep the engine and ask it often.
///
/// The policy is not needed after the call. On success `*engine_out` is an engine, which the caller frees with
/// hrcore_engine_free(); otherwise it is NULL and `*error_out`, unless `error_out` is NULL, names every problem of
/// the policy.
///
/// ```c
/// hrcore_engine *engine;
/// hrcore_error *error;
/// if (hrcore_engine_compile(policy, policy_len, &engine, &error) != HRCORE_OK) {
///     fprintf(stderr, "%s\n", hrcore_error_json(error));
///     hrcore_error_free(error);
/// }
/// ```
///
/// # Safety
///
/// Pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_compile(
    policy: *const c_char,
    policy_len: usize,
    engine_out: *mut *mut Engine,
    error_out: *mut *mut Error,
) -> i32 {
    // SAFETY: the export's contract is the contract of `deliver` and `bytes`.
    unsafe {
        deliver(engine_out, error_out, || {
            let policy = bytes("policy", policy, policy_len)?;
            Ok(Engine(hrcore::Engine::compile(policy)?))
        })
    }
}

/// Frees an engine. NULL is fine. Answers and errors that came from it stay valid.
///
/// # Safety
///
/// The engine is NULL or has not been freed; no other thread is using it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_free(engine: *mut Engine) {
    // SAFETY: the caller's promise.
    unsafe { guard::release(engine) }
}

/// Scores: totals, bands, coefficients and how each line came about, one result per employee.
/// The request needs the period: {"period": "2025-06"}.
///
/// The answer belongs to the caller, who frees it with hrcore_text_free(). A record of the facts that is wrong does
/// not fail the call: it is left out and stands in the answer's "problems". Facts and request may be NULL with
/// length 0, which counts as {}. All questions below have this form:
///
/// ```c
/// static const char request[] = "{\"period\": \"2025-06\"}";
/// hrcore_text *answer;
/// hrcore_error *error;
/// if (hrcore_engine_score(engine, facts, facts_len, request, sizeof request - 1, &answer, &error) == HRCORE_OK) {
///     fwrite(hrcore_text_data(answer), 1, hrcore_text_len(answer), stdout);
/// } else {
///     fprintf(stderr, "%s\n", hrcore_error_json(error));
/// }
/// hrcore_text_free(answer);
/// hrcore_error_free(error);
/// ```
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_score(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::score, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Progress: where each line and each total stands on a day inside the period, the pace that is needed from there
/// and where it would end. The request needs both: {"period": "2025-06", "as_of": "2025-06-15"}.
/// Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_progress(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::progress, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Explanations: the scores in sentences. The request needs the period and may name the language, "en" or "zh":
/// {"period": "2025-06", "lang": "zh"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_explain(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::explain, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Forced distribution: the bands of a period checked against the policy's quotas, or assigned by them.
/// The request needs the period. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_calibrate(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::calibrate, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Roll-up: figures per unit, position or channel. The request needs the period and may say by what:
/// {"period": "2025-06", "by": "position"}. Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_rollup(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::rollup, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Receipt: the result of one employee with the normalised documents it follows from and their hash, for
/// hrcore_receipt_verify() to recompute. The request needs both: {"period": "2025-06", "employee": "e1"}.
/// Form and ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_receipt(
    engine: *const Engine,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::receipt, engine, facts, facts_len, request, request_len, out, error_out)
}

/// Advice on the policy itself: what is allowed but seldom meant. Ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; the out parameters are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_lint(
    engine: *const Engine,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::lint, engine, out, error_out)
}

/// The policy with every default written out. Ownership as in hrcore_engine_score().
///
/// # Safety
///
/// The engine has not been freed; the out parameters are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_engine_normalise(
    engine: *const Engine,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    question!(document::normalise, engine, out, error_out)
}

/// Whether a receipt holds: recomputes the hash and the result of a document that hrcore_engine_receipt() or
/// hrcore_engine_attrition_receipt() made. It needs no engine, for a receipt contains its policy. One that does not hold is
/// answered too, with HRCORE_OK: read "valid" in the answer. Ownership as in hrcore_engine_score().
///
/// # Safety
///
/// Pointers and lengths are as the conventions at the top ask.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_receipt_verify(
    receipt: *const c_char,
    receipt_len: usize,
    out: *mut *mut Text,
    error_out: *mut *mut Error,
) -> i32 {
    // SAFETY: the export's contract is the contract of `deliver` and `bytes`.
    unsafe {
        deliver(out, error_out, || {
            let receipt = bytes("receipt", receipt, receipt_len)?;
            Ok(Text::new(document::verify(receipt)?))
        })
    }
}
