//! A minute of fuzzing for a target, from its seeds.

use crate::Workspace;
use crate::rust::install_toolchain;
use crate::shell::{cargo, cargo_of, find, run};
use crate::step::Outcome;
use anyhow::Result;
use std::{env, fs};

const VERSION: &str = "0.13.2";
/// For each target; `HRCORE_FUZZ_SECONDS` gives another number.
const SECONDS: &str = "60";

pub(crate) fn fuzz(w: &Workspace, target: &str) -> Result<Outcome> {
    if let Err(why) = install_toolchain(w, "nightly").and_then(|()| install(w)) {
        return Ok(Outcome::Skipped(format!("no nightly Rust with cargo-fuzz: {why}")));
    }
    // New finds go beside the build, seeds are only read.
    let finds = w.root.join("target/fuzz").join(target);
    fs::create_dir_all(&finds)?;
    let seconds = env::var("HRCORE_FUZZ_SECONDS").unwrap_or_else(|_| SECONDS.into());
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = [w.root.join("target/tools/bin")].into_iter().chain(env::split_paths(&path));
    run(cargo_of(w, "nightly")
        .env("PATH", env::join_paths(folders)?)
        // The address sanitizer looks for what hrcore, without unsafe code, cannot do, at half the speed.
        .args(["fuzz", "run", "--sanitizer", "none", target])
        .arg(&finds)
        .arg(w.root.join("fuzz/corpus").join(target))
        .args(["--", &format!("-max_total_time={seconds}"), "-timeout=10", "-rss_limit_mb=2048"])
        .args(["-max_len=16384", "-dict=fuzz/words.dict", "-print_final_stats=1", "-verbosity=0"]))?;
    Ok(Outcome::Passed(format!("{seconds} s without a find")))
}

/// cargo-fuzz into `target/tools`, if it is not there. Without optimisation: it only starts others.
fn install(w: &Workspace) -> Result<()> {
    if find("cargo-fuzz").is_some() || w.root.join("target/tools/bin/cargo-fuzz").is_file() {
        return Ok(());
    }
    run(cargo(w)
        .args(["install", "--quiet", "--debug", "--locked", "cargo-fuzz", "--version", VERSION])
        .args(["--root", "target/tools"])
        .env("CARGO_PROFILE_DEV_DEBUG", "0"))
}
