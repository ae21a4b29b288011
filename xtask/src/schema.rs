//! The JSON Schemas, written from the types that read the documents.

use crate::Workspace;
use crate::shell::{cargo, run};
use crate::step::Outcome;
use anyhow::Result;
use std::process::Command;

fn program(w: &Workspace) -> Command {
    let mut command = cargo(w);
    command.args(["run", "-q", "-p", "hrcore-conformance", "--features", "schema"]);
    command.args(["--bin", "hrcore-schema", "--", "schema"]);
    command
}

pub(crate) fn write(w: &Workspace) -> Result<()> {
    run(&mut program(w))
}

pub(crate) fn check(w: &Workspace) -> Result<Outcome> {
    run(program(w).arg("--check"))?;
    Ok(Outcome::Passed("schema/ is what the types say".into()))
}
