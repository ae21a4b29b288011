//! Installs what the other steps need, or says plainly what to install.

use crate::Workspace;
use crate::shell::{find, output, program, run};
use crate::step::Outcome;
use anyhow::Result;
use std::fs;
use std::path::Path;

/// Something that must be there, and the Debian packages that bring it.
struct Need {
    /// A program in the search path, or a file where the name starts with `/`.
    thing: &'static str,
    packages: &'static [&'static str],
    /// What it is for.
    what: &'static str,
    /// Only `--all` uses it.
    all: bool,
}

const fn need(thing: &'static str, packages: &'static [&'static str], what: &'static str) -> Need {
    Need { thing, packages, what, all: false }
}

const fn more(thing: &'static str, packages: &'static [&'static str], what: &'static str) -> Need {
    Need { thing, packages, what, all: true }
}

const NEEDS: &[Need] = &[
    need("git", &["git"], "what belongs to the repository"),
    need("gcc", &["gcc", "libc6-dev"], "the C door"),
    need("g++", &["g++"], "the header in C++"),
    need("pkg-config", &["pkg-config"], "the C door, installed"),
    need("make", &["make"], "the C door, installed"),
    need("cmake", &["cmake"], "the C door, installed"),
    need("valgrind", &["valgrind"], "memory of the C door"),
    need("python3", &["python3"], "the conformance reference"),
    need("chromium", &["chromium"], "the npm package in a browser"),
    // Debian's own is older than what the npm package supports.
    need("node", &[], "the npm package: Node 20 or newer"),
    need("npm", &[], "the npm package: comes with Node"),
    more("qemu-s390x", &["qemu-user"], "other architectures"),
    more("s390x-linux-gnu-gcc", &["gcc-s390x-linux-gnu"], "a big-endian machine"),
    more("/usr/s390x-linux-gnu/lib/crt1.o", &["libc6-dev-s390x-cross"], "a big-endian machine"),
    more("aarch64-linux-gnu-gcc", &["gcc-aarch64-linux-gnu"], "ARM"),
    more("/usr/aarch64-linux-gnu/lib/crt1.o", &["libc6-dev-arm64-cross"], "ARM"),
];

impl Need {
    fn is_there(&self) -> bool {
        match self.thing.strip_prefix('/') {
            Some(_) => Path::new(self.thing).exists(),
            None => find(self.thing).is_some(),
        }
    }
}

/// Installs what is missing: parts of the toolchain by rustup, programs by apt-get where that is
/// possible without asking (Debian, as root).
pub(crate) fn prepare(w: &Workspace) -> Result<Outcome> {
    let mut said = Vec::new();
    toolchain(w, &mut said)?;
    let missing =
        |w: &Workspace| -> Vec<&Need> { NEEDS.iter().filter(|n| (w.all || !n.all) && !n.is_there()).collect() };
    let packages: Vec<&str> = missing(w).iter().flat_map(|n| n.packages).copied().collect();
    if !packages.is_empty() && may_install() {
        install(w, &packages);
        said.push(format!("installed {}", packages.join(" ")));
    }
    let left = missing(w);
    if left.is_empty() {
        let text = if said.is_empty() { "all there".into() } else { said.join("; ") };
        return Ok(Outcome::Passed(text));
    }
    let list: Vec<String> = left.iter().map(|n| format!("{} ({})", n.thing, n.what)).collect();
    let packages: Vec<&str> = left.iter().flat_map(|n| n.packages).copied().collect();
    let mut text = format!("missing: {}", list.join(", "));
    if !packages.is_empty() {
        text.push_str(&format!("; on Debian: apt-get install {}", packages.join(" ")));
    }
    Ok(Outcome::Skipped(text))
}

fn toolchain(w: &Workspace, said: &mut Vec<String>) -> Result<()> {
    if find("rustup").is_none() {
        said.push("no rustup: rustfmt, clippy and wasm32 must be there already".into());
        return Ok(());
    }
    let rustup = |arguments: &[&str]| output(program(w, "rustup").args(arguments));
    if !rustup(&["target", "list", "--installed"])?.contains("wasm32-unknown-unknown") {
        run(program(w, "rustup").args(["target", "add", "wasm32-unknown-unknown"]))?;
        said.push("installed wasm32-unknown-unknown".into());
    }
    let components = rustup(&["component", "list", "--installed"])?;
    for name in ["rustfmt", "clippy"] {
        if !components.contains(name) {
            run(program(w, "rustup").args(["component", "add", name]))?;
            said.push(format!("installed {name}"));
        }
    }
    Ok(())
}

/// Debian or a child of it, and root: nothing else is changed without being asked.
fn may_install() -> bool {
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let debian = system.lines().any(|l| l.starts_with("ID") && l.contains("debian"));
    let root = std::process::Command::new("id").arg("-u").output();
    let root = root.is_ok_and(|o| o.stdout.trim_ascii() == b"0");
    debian && root && find("apt-get").is_some()
}

/// Tries twice, since mirrors fail at times. What is still missing is seen afterwards.
fn install(w: &Workspace, packages: &[&str]) {
    for _ in 0..2 {
        let apt = || {
            let mut command = program(w, "apt-get");
            command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
            command
        };
        let done = run(apt().arg("update"))
            .and_then(|()| run(apt().args(["install", "-y", "--no-install-recommends"]).args(packages)));
        match done {
            Ok(()) => return,
            Err(error) => println!("{error:#}"),
        }
    }
}
