//! The corpora of the fuzz targets, replayed on stable Rust through the functions that they call.

#![allow(clippy::unwrap_used, reason = "a corpus that cannot be read fails the test")]
use hrcore_conformance::fuzz::{self, Reached};
use std::fs;
use std::path::Path;

/// Replays a corpus; it must hold at least eight seeds, and reach both sides of the door.
fn replay(target: &str, run: fn(&[u8]) -> Reached) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut seeds: Vec<_> = fs::read_dir(&corpus).unwrap().map(|e| e.unwrap().path()).collect();
    seeds.sort();
    assert!(seeds.len() >= 8, "{target} has {} seeds", seeds.len());
    let mut reached = Vec::new();
    for seed in seeds {
        let name = seed.file_name().unwrap().to_string_lossy().into_owned();
        let outcome = run(&fs::read(&seed).unwrap());
        // The name of a seed says what is expected of it.
        let expected = if name.starts_with("ok-") { Reached::Accepted } else { Reached::Refused };
        if outcome != expected {
            reached.push(format!("{target}/{name}: {outcome:?}"));
        }
    }
    assert!(reached.is_empty(), "{}", reached.join("\n"));
}

#[test]
fn policies() {
    replay("policy", fuzz::policy);
}

#[test]
fn facts() {
    replay("facts", fuzz::facts);
}

#[test]
fn formulas() {
    replay("formula", fuzz::formula);
}

#[test]
fn models() {
    replay("model", fuzz::model);
}

#[test]
fn receipts() {
    replay("receipt", fuzz::receipt);
}

#[test]
fn requests() {
    replay("request", fuzz::request);
}
