//! Runs the commands that README.md shows, in a clean copy of the repository.

use crate::Workspace;
use crate::shell::{output, program, run};
use crate::step::Outcome;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Set while the commands run.
pub(crate) const VARIABLE: &str = "HRCORE_IN_README";

/// The commands have to work; how fast or small what they build is does not matter here.
const QUICK: [(&str, &str); 6] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_WASM_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_WASM_LTO", "off"),
    ("CARGO_PROFILE_WASM_CODEGEN_UNITS", "16"),
];

/// A fenced block in the language of the shell.
#[derive(Debug, PartialEq, Eq)]
struct Block {
    line: usize,
    /// Marked `no_run`: it would install or run for hours.
    skipped: bool,
    commands: String,
}

pub(crate) fn readme(w: &Workspace) -> Result<Outcome> {
    let text = fs::read_to_string(w.root.join("README.md")).context("README.md")?;
    let blocks = blocks(&text);
    if !blocks.iter().any(|b| !b.skipped) {
        bail!("README.md shows no command that can be run");
    }
    let copy = Copy::of(w)?;
    let mut ran = 0;
    for block in blocks.iter().filter(|b| !b.skipped) {
        println!("README.md, line {}", block.line);
        run(program(w, "bash")
            .args(["-euo", "pipefail", "-c", &block.commands])
            .current_dir(&copy.folder)
            .envs(QUICK)
            // What the chores stand on was built for these tests already.
            .env("CARGO_BUILD_BUILD_DIR", w.root.join("target"))
            .env(VARIABLE, "1"))
        .with_context(|| format!("README.md, line {}", block.line))?;
        ran += 1;
    }
    let skipped = blocks.len() - ran;
    Ok(Outcome::Passed(format!("{ran} blocks of commands ran, {skipped} are marked no_run")))
}

/// The command of the README that runs these checks must not run them without end.
pub(crate) fn refuse_recursion() -> Result<()> {
    if std::env::var_os(VARIABLE).is_some() {
        bail!("README.md runs the tests, which run README.md: mark that block `sh no_run`");
    }
    Ok(())
}

/// The blocks that start with `sh` behind the fence.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let Some(words) = line.trim_start().strip_prefix("```") else {
            continue;
        };
        let inside = lines.by_ref().map(|(_, l)| l).take_while(|l| l.trim() != "```");
        let commands = inside.map(|l| format!("{l}\n")).collect();
        let words: Vec<&str> = words.split([' ', ',']).collect();
        if words.first() == Some(&"sh") {
            blocks.push(Block { line: index + 1, skipped: words.contains(&"no_run"), commands });
        }
    }
    blocks
}

/// What git would carry to another machine, in a directory of its own that goes away at the end.
struct Copy {
    folder: PathBuf,
}

impl Copy {
    fn of(w: &Workspace) -> Result<Copy> {
        let name = format!("hrcore-readme-{}", std::process::id());
        let copy = Copy { folder: std::env::temp_dir().join(name) };
        for file in files(w)? {
            let to = copy.folder.join(&file);
            fs::create_dir_all(to.parent().unwrap_or(&copy.folder))?;
            fs::copy(w.root.join(&file), to).with_context(|| file.display().to_string())?;
        }
        // Built apart: cargo takes a copy's programs for those of the repository, and the other way
        // round, if both build in one place.
        let built = w.root.join("target/readme");
        fs::create_dir_all(&built)?;
        #[cfg(unix)]
        std::os::unix::fs::symlink(built, copy.folder.join("target"))?;
        Ok(copy)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // The link is removed, not what it points at.
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            println!("{}: {error}", self.folder.display());
        }
    }
}

/// The files of the repository: those that git follows or would.
pub(crate) fn files(w: &Workspace) -> Result<Vec<PathBuf>> {
    let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let text = output(program(w, "git").args(list))?;
    let there = |path: &PathBuf| w.root.join(path).is_file();
    Ok(text.split('\0').filter(|n| !n.is_empty()).map(|n| Path::new(n).into()).filter(there).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shell_blocks_are_found() {
        let text = "# A\n```sh\ncargo a\ncargo b\n```\n```rust\nlet x;\n```\n```sh no_run\nnpm i\n```\n";
        let want = [
            Block { line: 2, skipped: false, commands: "cargo a\ncargo b\n".into() },
            Block { line: 9, skipped: true, commands: "npm i\n".into() },
        ];
        assert_eq!(blocks(text), want);
    }

    #[test]
    fn a_fence_of_another_language_is_no_shell() {
        assert_eq!(blocks("```shell-session\n$ a\n```\n```\nsh\n```\n"), []);
    }
}
