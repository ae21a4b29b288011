//! The same bits of forecasts wherever they are computed.

use std::fs;

use anyhow::Result;

use crate::Workspace;
use crate::shell::{cargo, find, program, run};
use crate::step::Outcome;

const WASM: &str = "wasm32-wasip1";

/// Runs a program of the tests in Node. Its interface to the system is what the tests need to print.
const RUNNER: &str = "import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';
const wasi = new WASI({ version: 'preview1', args: process.argv.slice(2), returnOnExit: true });
const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), wasi.getImportObject());
process.exitCode = wasi.start(instance);
";

/// The digest test, with all instructions of this processor, and as WebAssembly in Node; plain, it is among the tests.
pub(crate) fn digest(w: &Workspace) -> Result<Outcome> {
    let test = ["test", "-q", "-p", "hrcore-stats", "--test", "digest"];
    let folder = w.root.join("target/digest");
    run(cargo(w).args(test).arg("--target-dir").arg(&folder).env("RUSTFLAGS", "-C target-cpu=native"))?;
    for name in ["rustup", "node"] {
        if find(name).is_none() {
            return Ok(Outcome::Skipped(format!(
                "with all instructions of this processor it holds; no {name} for WebAssembly"
            )));
        }
    }
    run(program(w, "rustup").args(["target", "add", WASM]))?;
    let runner = folder.join("run.mjs");
    fs::write(&runner, RUNNER)?;
    run(cargo(w)
        .args(test)
        .args(["--target", WASM, "--target-dir"])
        .arg(&folder)
        .env("CARGO_TARGET_WASM32_WASIP1_RUNNER", format!("node --no-warnings {}", runner.display())))?;
    Ok(Outcome::Passed("the same bits with all instructions of this processor, and as WebAssembly in Node".into()))
}
