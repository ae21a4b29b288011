//! What stands around every export: arguments are checked, panics contained, results handed over.

use std::ffi::c_char;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

use crate::error::{Error, Failure, HRCORE_OK};

/// The body of a question's export: the core's function, then the export's arguments in their order.
///
/// The question's function and the export's types have to agree for this to compile.
macro_rules! question {
    ($ask:path, $engine:ident, $facts:ident, $facts_len:ident, $request:ident, $request_len:ident, $out:ident, $error_out:ident) => {
        // SAFETY: the export's contract is the contract of `deliver`, `borrow` and `bytes`.
        unsafe {
            $crate::guard::deliver($out, $error_out, || {
                let engine = $crate::guard::borrow("engine", $engine)?;
                let facts = $crate::guard::bytes("facts", $facts, $facts_len)?;
                let request = $crate::guard::bytes("request", $request, $request_len)?;
                Ok($crate::text::Text::new($ask(engine.core(), facts, request)?))
            })
        }
    };
    // A question about the policy alone.
    ($ask:path, $engine:ident, $out:ident, $error_out:ident) => {
        // SAFETY: the export's contract is the contract of `deliver` and `borrow`.
        unsafe {
            $crate::guard::deliver($out, $error_out, || {
                let engine = $crate::guard::borrow("engine", $engine)?;
                Ok($crate::text::Text::new($ask(engine.core())?))
            })
        }
    };
}

/// Runs `body` and puts what it makes into `*out`, or what went wrong into `*error_out`; the other one becomes NULL.
///
/// # Safety
/// `out` and `error_out` are NULL or may be written to.
pub(crate) unsafe fn deliver<T>(
    out: *mut *mut T,
    error_out: *mut *mut Error,
    body: impl FnOnce() -> Result<T, Failure>,
) -> i32 {
    // SAFETY: the caller's promise. NULL is recognised.
    let error_out = unsafe { error_out.as_mut() }.map(clear);
    // SAFETY: the caller's promise. NULL is recognised.
    let outcome = match unsafe { out.as_mut() }.map(clear) {
        Some(out) => contain(body).map(|made| *out = Box::into_raw(Box::new(made))),
        None => Err(Failure::null_argument("out")),
    };
    match outcome {
        Ok(()) => HRCORE_OK,
        Err(failure) => {
            let status = failure.status();
            if let Some(error_out) = error_out {
                *error_out = Box::into_raw(Box::new(Error::new(failure)));
            }
            status
        }
    }
}

/// Sets an out parameter to NULL, so that no caller reads what was there before.
fn clear<T>(place: &mut *mut T) -> &mut *mut T {
    *place = std::ptr::null_mut();
    place
}

/// Turns a panic into a failure.
///
/// Nothing that a panic could leave half changed survives it: engines are never changed once made, and everything
/// else belongs to the call.
pub(crate) fn contain<T>(body: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| Err(Failure::panic()))
}

/// Frees a handle that `deliver` gave out. NULL is fine.
///
/// # Safety
/// `handle` is NULL or was given out by `deliver` and not freed since.
pub(crate) unsafe fn release<T>(handle: *mut T) {
    if !handle.is_null() {
        // SAFETY: the caller's promise: this is the box that `deliver` let go.
        let owned = unsafe { Box::from_raw(handle) };
        // There is no one left to tell if this fails.
        let _ = contain(|| {
            drop(owned);
            Ok(())
        });
    }
}

/// The object behind a handle.
///
/// # Safety
/// `handle` is NULL or points to an object that lives, and is only read, for `'a`.
pub(crate) unsafe fn borrow<'a, T>(name: &'static str, handle: *const T) -> Result<&'a T, Failure> {
    // SAFETY: the caller's promise. NULL is recognised.
    unsafe { handle.as_ref() }.ok_or_else(|| Failure::null_argument(name))
}

/// The bytes of an input; NULL with length 0 is an empty one.
///
/// # Safety
/// `data` is NULL or points to `len` bytes that live, and are only read, for `'a`.
pub(crate) unsafe fn bytes<'a>(name: &'static str, data: *const c_char, len: usize) -> Result<&'a [u8], Failure> {
    match (data.is_null(), len) {
        (_, 0) => Ok(&[]),
        (true, _) => Err(Failure::null_argument(name)),
        (false, len) if isize::try_from(len).is_err() => Err(Failure::length_invalid(name)),
        // SAFETY: not NULL, no longer than an object can be, and the rest is the caller's promise.
        (false, len) => Ok(unsafe { slice::from_raw_parts(data.cast(), len) }),
    }
}
