//! What cargo itself checks.

use crate::Workspace;
use crate::metadata::member;
use crate::shell::{cargo, cargo_of, find, output, program, run};
use crate::step::Outcome;
use anyhow::{Context, Result};

/// What users get; the rest of the workspace are chores, examples and tests.
const PRODUCTS: [&str; 5] = ["hrcore", "hrcore-stats", "hrcore-csv", "hrcore-ffi", "hrcore-wasm"];

fn passed(text: impl Into<String>) -> Result<Outcome> {
    Ok(Outcome::Passed(text.into()))
}

pub(crate) fn format(w: &Workspace) -> Result<Outcome> {
    run(cargo(w).args(["fmt", "--all", "--check"]))?;
    run(cargo(w).args(["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]))?;
    passed("rustfmt")
}

pub(crate) fn clippy(w: &Workspace) -> Result<Outcome> {
    run(cargo(w).args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    passed("no warnings")
}

/// xtask on its own: together with the others its dependencies would lend them their features.
pub(crate) fn tests(w: &Workspace) -> Result<Outcome> {
    run(cargo(w).args(["test", "--workspace", "--exclude", "xtask"]))?;
    run(cargo(w).args(["test", "-p", "xtask"]))?;
    passed("unit, integration and documentation tests")
}

pub(crate) fn documentation(w: &Workspace) -> Result<Outcome> {
    run(cargo(w).args(["doc", "--no-deps", "--workspace", "--exclude", "xtask"]).env("RUSTDOCFLAGS", "-D warnings"))?;
    passed("no warnings")
}

/// Each product alone, without features. Under `--all` with each of them and with all as well, and what is tested with each;
/// then the conformance cases with all, for features never change a number.
pub(crate) fn features(w: &Workspace) -> Result<Outcome> {
    let mut checked = 0;
    for product in PRODUCTS {
        let mut sets = vec![vec!["--no-default-features".to_owned()]];
        let features = member(w, product)?.features;
        let names: Vec<String> = features.into_keys().filter(|name| name != "default").collect();
        for name in names.iter().filter(|_| w.all) {
            sets.push(vec!["--no-default-features".into(), "--features".into(), name.clone()]);
        }
        // A feature alone is all of them, and was looked at.
        if w.all && names.len() > 1 {
            sets.push(vec!["--all-features".into()]);
        }
        for set in sets {
            run(cargo(w).args(["clippy", "-q", "-p", product]).args(set).args(["--", "-D", "warnings"]))?;
            checked += 1;
        }
    }
    if !w.all {
        return passed(format!("{checked} products without features; with each of them under `--all`"));
    }
    // What is tested of a room is tested with it; what every build has is tested in every build.
    for features in ["", "forecast", "receipts", "promotion", "planning", "money", "forecast,planning", "attrition"] {
        let set = ["--no-default-features", "--features", features];
        run(cargo(w).args(["test", "-q", "-p", "hrcore", "--lib", "--tests"]).args(set))?;
    }
    run(cargo(w).args(["test", "-q", "-p", "hrcore-conformance", "--all-features", "--test", "cases"]))?;
    passed(format!("{checked} sets of features; the cases hold with all of them"))
}

/// The oldest Rust that Cargo.toml promises.
pub(crate) fn oldest(w: &Workspace) -> Result<Outcome> {
    let core = member(w, "hrcore")?;
    let version = core.rust_version.context("hrcore states no rust-version")?;
    if let Err(why) = install_toolchain(w, &version) {
        return Ok(Outcome::Skipped(format!("no Rust {version}: {why}")));
    }
    let mut check = cargo_of(w, &version);
    check.args(["check", "--locked"]).env("CARGO_TARGET_DIR", w.root.join("target/oldest"));
    for product in PRODUCTS {
        check.args(["-p", product]);
    }
    run(&mut check)?;
    passed(format!("Rust {version}"))
}

/// Installs a toolchain if rustup is there and the toolchain is not.
pub(crate) fn install_toolchain(w: &Workspace, name: &str) -> Result<()> {
    find("rustup").context("rustup is not installed")?;
    let installed = output(program(w, "rustup").args(["toolchain", "list"]))?;
    if installed.lines().any(|l| l == name || l.starts_with(&format!("{name}-"))) {
        return Ok(());
    }
    run(program(w, "rustup").args(["toolchain", "install", name, "--profile", "minimal"]))
}
