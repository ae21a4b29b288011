//! The bytes are a receipt.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    hrcore_conformance::fuzz::receipt(data);
});
