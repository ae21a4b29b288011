//! The bytes are a request about leaving, with its models.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    hrcore_conformance::fuzz::model(data);
});
