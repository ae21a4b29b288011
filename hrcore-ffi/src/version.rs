//! Which library this is.

use std::ffi::c_char;

/// The ABI this header describes. It changes when a program has to be compiled again, and only then: it is the part
/// of the version that Cargo holds incompatible, MINOR in versions 0.MINOR.PATCH and 1000 * MAJOR from 1.0.0 on.
/// A program that loads the library at run time compares it with hrcore_abi_version().
pub const HRCORE_ABI_VERSION: i32 = 1;

/// The ABI of the library that is running. Equal to HRCORE_ABI_VERSION when header and library fit together.
#[unsafe(no_mangle)]
pub extern "C" fn hrcore_abi_version() -> i32 {
    HRCORE_ABI_VERSION
}

/// The version of the library, such as "0.1.0". The text is static: never free it.
#[unsafe(no_mangle)]
pub extern "C" fn hrcore_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}
