//! Answers: owned bytes.

use std::ffi::c_char;
use std::ptr;

use crate::guard;

/// An answer: JSON in UTF-8. You own it: free it with hrcore_text_free(). It never changes, so threads may share it.
#[derive(Debug)]
pub struct Text {
    /// The text, then one NUL.
    bytes: Vec<u8>,
}

impl Text {
    pub(crate) fn new(text: String) -> Self {
        let mut bytes = text.into_bytes();
        // `push` alone would double a buffer that is full.
        bytes.reserve_exact(1);
        bytes.push(0);
        Self { bytes }
    }

    pub(crate) fn as_ptr(&self) -> *const c_char {
        self.bytes.as_ptr().cast()
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len().saturating_sub(1)
    }
}

/// The bytes of an answer. A NUL stands after the last one and none among them, so that the result is a C string
/// as well. The bytes live as long as the text. NULL for NULL.
///
/// # Safety
///
/// The text is NULL or has not been freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_text_data(text: *const Text) -> *const c_char {
    // SAFETY: the caller's promise. NULL is recognised.
    unsafe { text.as_ref() }.map_or(ptr::null(), Text::as_ptr)
}

/// The number of bytes of an answer, without the NUL after its end. 0 for NULL.
///
/// # Safety
///
/// The text is NULL or has not been freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_text_len(text: *const Text) -> usize {
    // SAFETY: the caller's promise. NULL is recognised.
    unsafe { text.as_ref() }.map_or(0, Text::len)
}

/// Frees an answer and its bytes. NULL is fine. Do not use free() of the C library for it.
///
/// # Safety
///
/// The text is NULL or has not been freed; no other thread is using it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_text_free(text: *mut Text) {
    // SAFETY: the caller's promise.
    unsafe { guard::release(text) }
}
