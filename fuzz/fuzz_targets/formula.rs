//! The bytes are the formula of a scored metric.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    hrcore_conformance::fuzz::formula(data);
});
