//! Starting other programs.

use crate::Workspace;
use anyhow::{Context, Result, bail};
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// Cargo of the toolchain that built this, at the root.
pub(crate) fn cargo(w: &Workspace) -> Command {
    program(w, env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from))
}

/// Cargo of another toolchain, through rustup.
pub(crate) fn cargo_of(w: &Workspace, toolchain: &str) -> Command {
    let mut command = program(w, "rustup");
    command.args(["run", toolchain, "cargo"]);
    // What `cargo run` set for this program must not lead the other toolchain astray.
    for name in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN"] {
        command.env_remove(name);
    }
    command
}

/// Where the random cases of laws begin, unless the caller says otherwise: checks of one tree come out alike.
const SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "20261122");

/// A program, at the root.
pub(crate) fn program(w: &Workspace, name: impl Into<PathBuf>) -> Command {
    let mut command = Command::new(name.into());
    command.current_dir(&w.root);
    if env::var_os(SEED.0).is_none() {
        command.env(SEED.0, SEED.1);
    }
    command
}

/// Prints the command and runs it; fails if it does.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let text = text(command);
    println!("$ {text}");
    let status = command.status().with_context(|| format!("cannot start `{text}`"))?;
    if !status.success() {
        bail!("`{text}` ended with {status}");
    }
    Ok(())
}

/// Runs the command and yields what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let text = text(command);
    let output = command.output().with_context(|| format!("cannot start `{text}`"))?;
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        bail!("`{text}` ended with {}\n{error}", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{text}` printed no UTF-8"))
}

/// The program in the search path, if it is there.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The command as one would type it, with the program's folder left out.
fn text(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    let mut text = name.to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}
