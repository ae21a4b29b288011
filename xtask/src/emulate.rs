//! Other architectures under emulation: the tests, and the same bytes for every conformance case.

use crate::Workspace;
use crate::shell::{cargo, find, program, run};
use crate::step::Outcome;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// Bytes stand the other way round there: all tests of the core run.
pub(crate) fn s390x(w: &Workspace) -> Result<Outcome> {
    emulate(w, "s390x", true)
}

/// Nothing but instructions differs: the bits of the digest and the bytes of all cases tell.
pub(crate) fn aarch64(w: &Workspace) -> Result<Outcome> {
    emulate(w, "aarch64", false)
}

fn emulate(w: &Workspace, machine: &str, with_tests: bool) -> Result<Outcome> {
    let target = format!("{machine}-unknown-linux-gnu");
    let linker = format!("{machine}-linux-gnu-gcc");
    let emulator = format!("qemu-{machine}");
    let libraries = format!("/usr/{machine}-linux-gnu");
    for name in ["rustup", &linker, &emulator] {
        if find(name).is_none() {
            return Ok(Outcome::Skipped(format!("no {name}")));
        }
    }
    run(program(w, "rustup").args(["target", "add", &target]))?;
    let variable = |what: &str| format!("CARGO_TARGET_{}_{what}", target.replace('-', "_").to_uppercase());
    let cargo = || {
        let mut command = cargo(w);
        command
            .env(variable("LINKER"), &linker)
            .env(variable("RUNNER"), format!("{emulator} -L {libraries}"))
            // Emulation is several times slower: more is saved there than optimising costs, and chance has been tried
            // natively.
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
            .env("PROPTEST_CASES", "16");
        command
    };
    if with_tests {
        // Fits to large companies would take minutes; the digest has the bits of their models.
        run(cargo().args(["test", "-q", "-p", "hrcore", "-p", "hrcore-conformance", "--lib", "--tests"]).args([
            "--target",
            &target,
            "--",
            "--skip",
            "attrition::fit::tests",
            "--skip",
            "a_larger_one",
        ]))?;
    } else {
        run(cargo().args(["build", "-q", "-p", "hrcore-conformance", "--target", &target]))?;
    }
    // The tests of a package build its programs, too.
    let answers = w.root.join("target").join(&target).join("debug/hrcore-conformance");
    // The digest has all bits of its results; their worth is tested natively.
    run(cargo().args(["test", "-q", "-p", "hrcore-stats", "--test", "digest", "--target", &target]))?;
    let there = w.root.join("target").join(format!("conformance-{machine}"));
    run(program(w, &emulator).args(["-L", &libraries]).arg(&answers).arg(&there))?;
    let count = same_bytes(&w.cases(), &there)?;
    Ok(Outcome::Passed(format!("{count} cases give the same bytes")))
}

/// Compares the answers of two flat directories.
fn same_bytes(here: &Path, there: &Path) -> Result<usize> {
    let list =
        fs::read_to_string(here.join("list.txt")).context("no flat cases: `cargo xtask conformance` writes them")?;
    let mut different = Vec::new();
    for id in list.lines() {
        let answer = |folder: &Path| fs::read(folder.join(id).join("expected"));
        if answer(here)? != answer(there)? {
            different.push(id);
        }
    }
    match different.as_slice() {
        [] => Ok(list.lines().count()),
        ids => bail!("{} cases answer other bytes: {}", ids.len(), ids.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_different_byte_is_named() {
        let folder = std::env::temp_dir().join(format!("hrcore-bytes-{}", std::process::id()));
        let (here, there) = (folder.join("here"), folder.join("there"));
        for place in [&here, &there] {
            fs::create_dir_all(place.join("a")).unwrap();
            fs::write(place.join("list.txt"), "a\n").unwrap();
            fs::write(place.join("a/expected"), "80").unwrap();
        }
        assert_eq!(same_bytes(&here, &there).unwrap(), 1);
        fs::write(there.join("a/expected"), "80.0").unwrap();
        let error = same_bytes(&here, &there).unwrap_err().to_string();
        fs::remove_dir_all(folder).unwrap();
        assert_eq!(error, "1 cases answer other bytes: a");
    }
}
