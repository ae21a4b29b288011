//! What would be uploaded.

use crate::Workspace;
use crate::shell::{cargo, run};
use crate::step::Outcome;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Each after those that it stands on.
const PACKAGES: [&str; 3] = ["hrcore-stats", "hrcore", "hrcore-csv"];

/// Where they are made and built, within the root.
const TARGET: &str = "target/packages";

/// The crates build from what would be uploaded.
pub(crate) fn package(w: &Workspace) -> Result<Outcome> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    forget_unpacked(&home.context("no CARGO_HOME and no home")?.join("registry/src"))?;
    // What was built upon unpacked ones is forgotten with them.
    let target = w.root.join(TARGET);
    if target.exists() {
        fs::remove_dir_all(target)?;
    }
    let mut command = cargo(w);
    command.args(["package", "--allow-dirty", "--target-dir", TARGET]);
    for name in PACKAGES {
        command.args(["-p", name]);
    }
    run(&mut command)?;
    Ok(Outcome::Passed(format!("{} build from their packages", PACKAGES.join(", "))))
}

/// To build a package cargo takes those that it stands on from a registry in the target folder, and unpacks them among the
/// sources of all registries. It never unpacks or builds a version of a registry twice, so that an earlier tree's `hrcore-stats`
/// would be built upon. The folder of a registry without a host, as that one is, begins with `-`.
fn forget_unpacked(sources: &Path) -> Result<()> {
    // Where no registry was ever used there is nothing to forget.
    let Ok(registries) = fs::read_dir(sources) else { return Ok(()) };
    for registry in registries {
        let registry = registry?;
        if !registry.file_name().as_encoded_bytes().starts_with(b"-") {
            continue;
        }
        for unpacked in fs::read_dir(registry.path())? {
            let unpacked = unpacked?;
            if unpacked.file_name().to_str().is_some_and(is_ours) {
                fs::remove_dir_all(unpacked.path())?;
            }
        }
    }
    Ok(())
}

/// Whether a folder, such as `hrcore-stats-0.1.0`, is of one of our packages.
fn is_ours(folder: &str) -> bool {
    folder.rsplit_once('-').is_some_and(|(name, _)| PACKAGES.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_registries_without_a_host_our_packages_are_forgotten_and_others_stay() {
        let sources = env::temp_dir().join(format!("hrcore-unpacked-{}", std::process::id()));
        let ours = ["-14cd/hrcore-0.1.0", "-14cd/hrcore-stats-0.2.0", "-22c3/hrcore-csv-0.1.0"];
        let others = ["-14cd/serde-1.0.229", "-14cd/hrcore-tools-1.0.0", "crates.example-1949/hrcore-0.1.0"];
        for folder in ours.iter().chain(&others) {
            fs::create_dir_all(sources.join(folder).join("src")).unwrap();
        }
        forget_unpacked(&sources).unwrap();
        assert!(ours.iter().all(|folder| !sources.join(folder).exists()));
        assert!(others.iter().all(|folder| sources.join(folder).exists()));
        fs::remove_dir_all(&sources).unwrap();
        forget_unpacked(&sources).unwrap();
    }
}
