//! What a C program may rely on: NULL, ownership, panics, threads, the caller's buffer.

use std::ffi::{CStr, c_char};
use std::ptr::{null, null_mut};

use crate::engine::*;
use crate::error::*;
use crate::fixed::*;
use crate::guard::deliver;
use crate::text::*;
use crate::version::*;

const POLICY: &[u8] = br#"{"schema_version": "1.0", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    "metrics": [{"id": "sales", "unit": "money", "currency": "CNY", "direction": "higher", "source": "till"}],
    "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": [
        {"id": "sales", "metric": "sales", "weight": 100, "target": 100000, "method": {"kind": "ratio"}}]}]}],
    "positions": [{"id": "clerk", "scorecard": "card"}]}"#;
const REQUEST: &[u8] = br#"{"period": "2025-06"}"#;

/// A value no call leaves behind: out parameters start with it to show that they are overwritten.
fn stale<T>() -> *mut T {
    std::ptr::dangling_mut()
}

fn chars(bytes: &[u8]) -> *const c_char {
    bytes.as_ptr().cast()
}

fn engine() -> *mut Engine {
    let (mut engine, mut error) = (stale(), stale());
    // SAFETY: the inputs are slices, the out parameters local variables.
    let status = unsafe { hrcore_engine_compile(chars(POLICY), POLICY.len(), &raw mut engine, &raw mut error) };
    assert_eq!(status, HRCORE_OK);
    assert!(!engine.is_null());
    assert!(error.is_null(), "success leaves no error");
    engine
}

/// Status and JSON of an error, which is freed.
fn said(error: *mut Error) -> (i32, String) {
    assert!(!error.is_null());
    // SAFETY: the error was just given out, and its text ends with a NUL.
    unsafe {
        let json = CStr::from_ptr(hrcore_error_json(error)).to_str().unwrap().to_owned();
        assert_eq!(json.len(), hrcore_error_len(error));
        let status = hrcore_error_status(error);
        hrcore_error_free(error);
        (status, json)
    }
}

fn fixed(policy: &[u8], question: &[u8], request: &[u8], out: &mut [u8]) -> i64 {
    // SAFETY: all pointers and lengths come from slices.
    unsafe {
        hrcore_evaluate_fixed(
            chars(policy),
            policy.len(),
            chars(question),
            question.len(),
            null(),
            0,
            chars(request),
            request.len(),
            out.as_mut_ptr().cast(),
            out.len(),
        )
    }
}

#[test]
fn answers_are_owned_c_strings() {
    let engine = engine();
    let (mut text, mut error) = (stale(), stale());
    // SAFETY: live handles, slices and local variables; the engine goes first, the answer stays.
    unsafe {
        let status =
            hrcore_engine_score(engine, null(), 0, chars(REQUEST), REQUEST.len(), &raw mut text, &raw mut error);
        assert_eq!(status, HRCORE_OK);
        assert!(error.is_null());
        hrcore_engine_free(engine);
        let data = CStr::from_ptr(hrcore_text_data(text));
        assert_eq!(data.to_bytes().len(), hrcore_text_len(text), "one NUL, after the end");
        assert!(data.to_bytes().starts_with(b"{"));
        hrcore_text_free(text);
    }
}

#[test]
fn refused_input_gives_an_error_and_no_result() {
    let (mut engine, mut error) = (stale::<Engine>(), stale());
    // SAFETY: NULL with length 0 is an empty input; local out parameters.
    let status = unsafe { hrcore_engine_compile(null(), 0, &raw mut engine, &raw mut error) };
    assert_eq!(status, HRCORE_INVALID_INPUT);
    assert!(engine.is_null());
    let (status, json) = said(error);
    assert_eq!(status, HRCORE_INVALID_INPUT);
    let expected = hrcore::Engine::compile(b"").unwrap_err().to_json();
    assert_eq!(json, expected, "the core's own words");
}

#[test]
fn the_error_may_be_declined() {
    let mut engine = stale::<Engine>();
    // SAFETY: as above; NULL says that no error is wanted.
    let status = unsafe { hrcore_engine_compile(null(), 0, &raw mut engine, null_mut()) };
    assert_eq!(status, HRCORE_INVALID_INPUT);
    assert!(engine.is_null());
}

#[test]
fn null_arguments_are_named() {
    let mut text = stale::<Text>();
    let mut error = stale();
    // SAFETY: NULL where it is recognised, local out parameters.
    let status = unsafe { hrcore_engine_lint(null(), &raw mut text, &raw mut error) };
    assert_eq!(status, HRCORE_NULL_ARGUMENT);
    assert!(text.is_null());
    let (status, json) = said(error);
    assert_eq!(status, HRCORE_NULL_ARGUMENT);
    assert!(json.contains("`engine`") && json.contains(r#""code":"null_argument""#), "{json}");

    let engine = engine();
    let mut error = stale();
    // SAFETY: as above; the facts are NULL with a length, which is refused unread.
    let status = unsafe { hrcore_engine_score(engine, null(), 7, null(), 0, &raw mut text, &raw mut error) };
    assert_eq!(status, HRCORE_NULL_ARGUMENT);
    assert!(said(error).1.contains("`facts`"));

    let mut error = stale();
    // SAFETY: as above.
    let status = unsafe { hrcore_engine_normalise(engine, null_mut(), &raw mut error) };
    assert_eq!(status, HRCORE_NULL_ARGUMENT);
    assert!(said(error).1.contains("`out`"));
    // SAFETY: the engine is live.
    unsafe { hrcore_engine_free(engine) };
}

#[test]
fn impossible_lengths_are_refused_unread() {
    let (mut text, mut error) = (stale::<Text>(), stale());
    // SAFETY: the length is refused before a byte is read.
    let status = unsafe { hrcore_receipt_verify(chars(b"{}"), usize::MAX, &raw mut text, &raw mut error) };
    assert_eq!(status, HRCORE_LENGTH_INVALID);
    assert!(text.is_null());
    assert_eq!(said(error).0, HRCORE_LENGTH_INVALID);
}

#[test]
fn null_handles_are_harmless() {
    // SAFETY: NULL is what these functions recognise.
    unsafe {
        hrcore_engine_free(null_mut());
        hrcore_text_free(null_mut());
        hrcore_error_free(null_mut());
        assert!(hrcore_text_data(null()).is_null());
        assert_eq!(hrcore_text_len(null()), 0);
        assert!(hrcore_error_json(null()).is_null());
        assert_eq!(hrcore_error_len(null()), 0);
        assert_eq!(hrcore_error_status(null()), HRCORE_OK);
    }
}

#[test]
fn panics_stay_inside() {
    let (mut text, mut error) = (stale::<Text>(), stale());
    // SAFETY: local out parameters.
    let status = unsafe { deliver(&raw mut text, &raw mut error, || panic!("on purpose")) };
    assert_eq!(status, HRCORE_PANIC);
    assert!(text.is_null());
    let (status, json) = said(error);
    assert_eq!(status, HRCORE_PANIC);
    assert!(json.contains(r#""code":"panic""#), "{json}");
}

#[test]
fn threads_share_an_engine() {
    let engine = engine();
    // SAFETY: live until the threads have joined. A shared reference crosses threads only because engines are Sync.
    let shared = unsafe { &*engine };
    let ask = || {
        let mut text = stale();
        // SAFETY: a live engine, local variables; the text is freed once.
        unsafe {
            let status = hrcore_engine_normalise(shared, &raw mut text, null_mut());
            let data = CStr::from_ptr(hrcore_text_data(text)).to_owned();
            hrcore_text_free(text);
            (status, data)
        }
    };
    let alone = ask();
    assert_eq!(alone.0, HRCORE_OK);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), alone);
        }
    });
    // SAFETY: the threads are gone.
    unsafe { hrcore_engine_free(engine) };
}

#[test]
fn the_callers_buffer_is_padded_with_spaces() {
    let mut out = [0; 8];
    assert_eq!(fixed(POLICY, b"compile", b"", &mut out), 2);
    assert_eq!(&out, b"{}      ");
    // Fields at their full width.
    assert_eq!(fixed(POLICY, b"compile \0", b"   ", &mut out), 2);
}

#[test]
fn a_small_buffer_is_told_the_size() {
    let mut out = *b"x";
    // `{}` needs two bytes; a size is never below 64, where the statuses are.
    assert_eq!(fixed(POLICY, b"compile", b"", &mut out), -64);
    assert_eq!(&out, b"x", "nothing is written");
    assert_eq!(fixed(POLICY, b"compile", b"", &mut []), -64);

    let problems = hrcore::Engine::compile(b"").unwrap_err().to_json();
    let needed = problems.len().max(64);
    assert_eq!(fixed(b"", b"score", REQUEST, &mut out), -i64::try_from(needed).unwrap());
    let mut out = vec![0; needed];
    assert_eq!(fixed(b"", b"score", REQUEST, &mut out), -i64::from(HRCORE_INVALID_INPUT));
    assert_eq!(out.trim_ascii_end(), problems.as_bytes());
}

#[test]
fn the_callers_buffer_is_checked() {
    let mut out = [0; 256];
    let unknown = -i64::from(HRCORE_QUESTION_UNKNOWN);
    assert_eq!(fixed(POLICY, b"scores", b"", &mut out), unknown);
    assert!(out.starts_with(br#"{"problems":[{"code":"question_unknown""#));
    assert_eq!(fixed(POLICY, b"", b"", &mut out), unknown);
    let without_out = |data: *mut c_char, cap| {
        // SAFETY: a buffer that cannot be is refused before it is used.
        unsafe { hrcore_evaluate_fixed(null(), 0, null(), 0, null(), 0, null(), 0, data, cap) }
    };
    assert_eq!(without_out(null_mut(), 9), -i64::from(HRCORE_NULL_ARGUMENT));
    assert_eq!(without_out(stale(), usize::MAX), -i64::from(HRCORE_LENGTH_INVALID));
}

#[test]
fn the_abi_number_follows_the_version() {
    let part = |digits: &str| digits.parse::<i32>().unwrap();
    let expected = match part(env!("CARGO_PKG_VERSION_MAJOR")) {
        0 => part(env!("CARGO_PKG_VERSION_MINOR")),
        major => 1000 * major,
    };
    assert_eq!(HRCORE_ABI_VERSION, expected);
    assert_eq!(hrcore_abi_version(), expected);
    // SAFETY: the version is a static C string.
    let version = unsafe { CStr::from_ptr(hrcore_version()) };
    assert_eq!(version.to_str().unwrap(), hrcore::document::ENGINE_VERSION, "one version for all doors");
}
