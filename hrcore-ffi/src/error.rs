//! What went wrong: a status for the program, a document for people.

use std::ffi::c_char;
use std::ptr;

use hrcore::Problems;

use crate::guard;
use crate::text::Text;

/// The call did what it was asked to.
pub const HRCORE_OK: i32 = 0;
/// A document cannot be read, a policy cannot be compiled, or a request makes no sense. The error says what and where.
pub const HRCORE_INVALID_INPUT: i32 = 1;
/// An argument is NULL that must not be.
pub const HRCORE_NULL_ARGUMENT: i32 = 2;
/// hrcore itself failed. The engine may still be used, but please report it: this is a defect. (Unless the host
/// replaced Rust's panic hook, a line about it is on the standard error stream.)
pub const HRCORE_PANIC: i32 = 3;
/// A length is greater than any object can be; a negative number was probably converted.
pub const HRCORE_LENGTH_INVALID: i32 = 4;
/// hrcore_evaluate_fixed() does not know the question.
pub const HRCORE_QUESTION_UNKNOWN: i32 = 5;

/// Why a call failed. You own it: free it with hrcore_error_free(). It never changes, so threads may share it.
#[derive(Debug)]
pub struct Error {
    status: i32,
    json: Text,
}

impl Error {
    pub(crate) fn new(failure: Failure) -> Self {
        Self { status: failure.status, json: Text::new(failure.json) }
    }
}

/// A failure on its way to the caller.
#[derive(Debug)]
pub(crate) struct Failure {
    status: i32,
    json: String,
}

impl Failure {
    pub(crate) fn status(&self) -> i32 {
        self.status
    }

    pub(crate) fn into_json(self) -> String {
        self.json
    }

    pub(crate) fn null_argument(name: &'static str) -> Self {
        let message = format!("the argument `{name}` is NULL");
        Self::of_call(HRCORE_NULL_ARGUMENT, "null_argument", &message)
    }

    pub(crate) fn length_invalid(name: &'static str) -> Self {
        let message = format!("the length of `{name}` is greater than any object can be");
        Self::of_call(HRCORE_LENGTH_INVALID, "length_invalid", &message)
    }

    pub(crate) fn question_unknown() -> Self {
        let message = "there is no such question";
        Self::of_call(HRCORE_QUESTION_UNKNOWN, "question_unknown", message)
    }

    pub(crate) fn panic() -> Self {
        let message = "hrcore failed; this is a defect in hrcore";
        Self::of_call(HRCORE_PANIC, "panic", message)
    }

    /// `code` and `message` are written here, above, and need no escapes.
    fn of_call(status: i32, code: &str, message: &str) -> Self {
        let json = format!(r#"{{"problems":[{{"code":"{code}","pointer":"","message":"{message}"}}]}}"#);
        Self { status, json }
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self { status: HRCORE_INVALID_INPUT, json: problems.to_json() }
    }
}

/// The status that the failed call returned. HRCORE_OK for NULL.
///
/// # Safety
///
/// The error is NULL or has not been freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_error_status(error: *const Error) -> i32 {
    // SAFETY: the caller's promise. NULL is recognised.
    unsafe { error.as_ref() }.map_or(HRCORE_OK, |error| error.status)
}

/// What went wrong, as JSON: {"problems": [{"code", "pointer", "message", "hint"}, ...]}, every problem at once.
/// Programs go by the code, which stays; people read the message and, where there is one, the hint. The pointer
/// (RFC 6901) leads into the document at fault. Failures without a document, such as HRCORE_NULL_ARGUMENT, have the
/// same form: their code is the name of the status in small letters, their pointer is empty.
///
/// A NUL stands after the last byte. The bytes live as long as the error. NULL for NULL.
///
/// # Safety
///
/// The error is NULL or has not been freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_error_json(error: *const Error) -> *const c_char {
    // SAFETY: the caller's promise. NULL is recognised.
    unsafe { error.as_ref() }.map_or(ptr::null(), |error| error.json.as_ptr())
}

/// The number of bytes of hrcore_error_json(), without the NUL after its end. 0 for NULL.
///
/// # Safety
///
/// The error is NULL or has not been freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_error_len(error: *const Error) -> usize {
    // SAFETY: the caller's promise. NULL is recognised.
    unsafe { error.as_ref() }.map_or(0, |error| error.json.len())
}

/// Frees an error and its bytes. NULL is fine. Do not use free() of the C library for it.
///
/// # Safety
///
/// The error is NULL or has not been freed; no other thread is using it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_error_free(error: *mut Error) {
    // SAFETY: the caller's promise.
    unsafe { guard::release(error) }
}
