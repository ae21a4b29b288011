//! The bytes are the request of every question.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    hrcore_conformance::fuzz::request(data);
});
