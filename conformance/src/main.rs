//! Runs every conformance case and, with a directory as argument, writes their flat form.
//!
//! `cargo run -p hrcore-conformance [-- DIR]`; ends with 1 when a case does not hold.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports in words")]

use hrcore_conformance::{cases_directory, check, flat, load};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, String> {
    let directory = std::env::args_os().nth(1);
    // Without this `--help` would be a directory.
    if directory.as_ref().is_some_and(|name| name.as_encoded_bytes().starts_with(b"-")) {
        return Err("usage: cargo run -p hrcore-conformance [-- DIR]".into());
    }
    let cases = load(&cases_directory())?;
    let mut failed = 0;
    for case in &cases {
        let failures = check(case).1;
        failed += usize::from(!failures.is_empty());
        for failure in failures {
            println!("{failure}");
        }
    }
    if let Some(directory) = directory {
        let directory = Path::new(&directory);
        flat::write(&cases, directory).map_err(|e| format!("{}: {e}", directory.display()))?;
    }
    println!("{} of {} cases hold", cases.len() - failed, cases.len());
    Ok(failed == 0)
}
