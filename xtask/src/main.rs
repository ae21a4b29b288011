//! The chores of the workspace: `cargo xtask test` and what else stands in [`USAGE`].
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports in words")]

mod c;
mod conformance;
mod dependencies;
mod digest;
mod emulate;
mod fuzz;
mod licence;
mod metadata;
mod npm;
mod package;
mod panics;
mod prepare;
mod readme;
mod rust;
mod schema;
mod shell;
mod size;
mod step;
mod words;

use anyhow::{Result, bail};
use shell::{cargo, run};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use step::{Step, step};

const USAGE: &str = "\
cargo xtask CHORE

  test            everything that a change must pass, on this machine
  test --all      also packages, fuzzing, other architectures, the oldest Rust and sizes; nothing may be left out
  test NAME ...   only the steps whose names start so
  list            the names of the steps
  conformance     the cases in Rust; writes their flat form to target/conformance
  schema          writes schema/*.json
  header          writes hrcore-ffi/include/hrcore.h
  install PREFIX  builds the C library and lays it out as a package would
  npm [ENTRY]     builds the npm package, or `hrcore/score` or `hrcore/forecast` of it anew, and prints its sizes
  bench [ARG ...] the benchmarks
  accuracy --data DIR [--quick]  forecasts of the data in DIR beside the figures of others
";

/// What `test` runs, in this order: what fails fast first.
const STEPS: &[Step] = &[
    step("prepare", prepare::prepare),
    step("format", rust::format),
    step("words", words::words),
    step("clippy", rust::clippy),
    step("tests", rust::tests),
    step("documentation", rust::documentation),
    step("features", rust::features),
    step("dependencies", dependencies::dependencies),
    step("licences", licence::licences),
    step("schemas", schema::check),
    step("reference", conformance::reference),
    step("conformance, Rust", conformance::rust),
    step("conformance, C", conformance::c),
    step("conformance, npm", conformance::npm),
    step("readme", readme::readme),
];

/// What `test --all` adds.
const MORE: &[Step] = &[
    step("digest", digest::digest),
    step("package", package::package),
    step("oldest Rust", rust::oldest),
    step("s390x", emulate::s390x),
    step("aarch64", emulate::aarch64),
    step("fuzz policy", |w| fuzz::fuzz(w, "policy")),
    step("fuzz facts", |w| fuzz::fuzz(w, "facts")),
    step("fuzz formula", |w| fuzz::fuzz(w, "formula")),
    step("fuzz model", |w| fuzz::fuzz(w, "model")),
    step("fuzz receipt", |w| fuzz::fuzz(w, "receipt")),
    step("fuzz request", |w| fuzz::fuzz(w, "request")),
    step("size", size::size),
];

/// The repository and how thorough to be.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// Root of the repository.
    root: PathBuf,
    /// Whether nothing may be left out.
    all: bool,
}

impl Workspace {
    /// Where the flat form of the cases lies.
    fn cases(&self) -> PathBuf {
        self.root.join("target/conformance")
    }
}

fn main() -> ExitCode {
    match chore() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn chore() -> Result<bool> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let w = Workspace { root, all: words.contains(&"--all") };
    match words.as_slice() {
        ["test", rest @ ..] => return test(&w, rest),
        ["list"] => {
            for step in STEPS {
                println!("{}", step.name);
            }
            for step in MORE {
                println!("{} (--all)", step.name);
            }
        }
        ["conformance"] => println!("{}", conformance::rust(&w)?),
        ["schema"] => schema::write(&w)?,
        ["header"] => c::write_header(&w.root)?,
        ["install", prefix] => c::install(&w.root, Path::new(prefix), "release")?,
        ["npm"] => drop(npm::package(&w.root)?),
        ["npm", entry] => drop(npm::again(&w.root, entry)?),
        ["bench", rest @ ..] => {
            run(cargo(&w).args(["bench", "-p", "hrcore-benches", "--"]).args(rest))?;
        }
        ["accuracy", rest @ ..] => accuracy(&w, rest)?,
        [] | ["help" | "--help" | "-h"] => print!("{USAGE}"),
        other => bail!("no such chore: {}\n\n{USAGE}", other.join(" ")),
    }
    Ok(true)
}

/// Where it was called, so that a relative folder means what it says.
fn accuracy(w: &Workspace, arguments: &[&str]) -> Result<()> {
    run(cargo(w)
        .current_dir(std::env::current_dir()?)
        .args(["run", "--release", "--quiet", "-p", "hrcore-benches", "--bin", "accuracy", "--manifest-path"])
        .arg(w.root.join("Cargo.toml"))
        .arg("--")
        .args(arguments))
}

fn test(w: &Workspace, arguments: &[&str]) -> Result<bool> {
    readme::refuse_recursion()?;
    let names: Vec<&str> = arguments.iter().copied().filter(|a| *a != "--all").collect();
    let known = || STEPS.iter().chain(MORE);
    if let Some(name) = names.iter().find(|n| !known().any(|s| s.name.starts_with(**n))) {
        bail!("no step is called {name}; `cargo xtask list` names them");
    }
    let chosen: Vec<&Step> = if names.is_empty() {
        STEPS.iter().chain(MORE.iter().filter(|_| w.all)).collect()
    } else {
        known().filter(|s| names.iter().any(|n| s.name.starts_with(n))).collect()
    };
    Ok(step::run_all(w, &chosen))
}
