//! The conformance cases, through every door.

use crate::Workspace;
use crate::shell::{cargo, find, output, program, run};
use crate::step::Outcome;
use crate::{c as c_door, npm as npm_door};
use anyhow::{Context, Result, bail};
use std::fs;

/// In Rust; writes the flat form, with the answers of Rust as what the other doors must give.
pub(crate) fn rust(w: &Workspace) -> Result<Outcome> {
    let cases = w.cases();
    if cases.exists() {
        fs::remove_dir_all(&cases)?;
    }
    run(cargo(w).args(["run", "-q", "-p", "hrcore-conformance", "--"]).arg(&cases))?;
    Ok(Outcome::Passed(format!("{} cases", count(w)?)))
}

/// Through the C ABI.
pub(crate) fn c(w: &Workspace) -> Result<Outcome> {
    count(w)?;
    if find("gcc").is_none() {
        return Ok(Outcome::Skipped("no C compiler: install gcc".into()));
    }
    c_door::test(&w.root, &w.cases()).map(Outcome::Passed)
}

/// Through the npm package.
pub(crate) fn npm(w: &Workspace) -> Result<Outcome> {
    count(w)?;
    if find("npm").is_none() {
        return Ok(Outcome::Skipped("no npm: install Node 20 or newer".into()));
    }
    let test = if w.all { npm_door::test_all } else { npm_door::test };
    test(&w.root, &w.cases()).map(Outcome::Passed)
}

/// The cases that the reference generates are those in the repository.
pub(crate) fn reference(w: &Workspace) -> Result<Outcome> {
    if find("python3").is_none() {
        return Ok(Outcome::Skipped("no python3".into()));
    }
    let text = output(program(w, "python3").args(["conformance/reference/generate.py", "--check"]))?;
    let last = text.lines().last().unwrap_or("the generated cases are fresh");
    Ok(Outcome::Passed(last.into()))
}

fn count(w: &Workspace) -> Result<usize> {
    let list = fs::read_to_string(w.cases().join("list.txt"))
        .context("no flat cases: `cargo xtask conformance` writes them")?;
    match list.lines().count() {
        0 => bail!("the list of cases is empty"),
        count => Ok(count),
    }
}
