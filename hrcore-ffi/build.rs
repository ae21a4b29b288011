//! Names the shared library for the dynamic linker (SONAME).
#![allow(clippy::print_stdout, reason = "a build script talks to Cargo through its output")]

use std::env::var;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if var("CARGO_CFG_TARGET_OS").as_deref() != Ok("linux") {
        return;
    }
    // The part of the version that Cargo holds incompatible: 0.MINOR before 1.0, MAJOR from then on.
    let part = |name: &str| var(format!("CARGO_PKG_VERSION_{name}")).unwrap_or_default();
    let abi = match part("MAJOR").as_str() {
        "0" => format!("0.{}", part("MINOR")),
        major => major.to_owned(),
    };
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libhrcore.so.{abi}");
}
