//! The npm door: builds the package `hrcore-wasm/dist` and tests it as its users load it.
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

/// What a page has to load may not grow unnoticed: lower these as the module shrinks towards its goal.
const RAW_CEILING: u64 = 1_120_000;
const BROTLI_CEILING: u64 = 410_000;
/// Where it is to go.
const RAW_GOAL: u64 = 250_000;
const BROTLI_GOAL: u64 = 90_000;

/// What makes the module smallest. That nothing lies below address 1024 holds because the stack's end does.
const SHRINK: &[&str] = &[
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=0",
    "--reorder-functions",
    "--strip-debug",
    "--strip-producers",
];

/// Turns off what LLVM does to loops and branches for speed, at the cost of bytes: a pointer beside each counter, and
/// loads moved to where several branches meet.
const LARGER: &[&str] = &["-disable-lsr", "-enable-pre=false"];

/// Bytes of the stack, behind which the module keeps its texts and tables. With the usual megabyte every address of those
/// would lie behind 2^20 and take a byte more, in thousands of places.
const STACK: u32 = 896 * 1024;

/// Bytes of the module, and of the script that carries it inlined.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
    pub inlined: u64,
    pub inlined_brotli: u64,
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sizes { raw, gzip, brotli, inlined, inlined_brotli } = self;
        write!(f, "hrcore.wasm {raw} bytes (gzip {gzip}, brotli {brotli}), inlined {inlined} (brotli {inlined_brotli})")
    }
}

/// Builds `hrcore-wasm/dist`.
pub fn package(root: &Path) -> Result<Sizes> {
    let door = root.join("hrcore-wasm");
    install(&door)?;
    let module = compile(root)?;

    let dist = door.join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;
    let mut bindings = wasm_bindgen_cli_support::Bindgen::new();
    let mut output =
        bindings.input_path(&module).out_name("bindings").typescript(false).web(true)?.generate_output()?;
    crate::panics::silence(&mut output)?;
    output.emit(&dist)?;
    let bound = dist.join("bindings_bg.wasm");
    run(Command::new(door.join("node_modules/.bin/wasm-opt"))
        .args(SHRINK)
        .arg(&bound)
        .arg("-o")
        .arg(dist.join("hrcore.wasm")))?;
    fs::remove_file(bound)?;

    copy(&door.join("js"), &dist, |name| name.ends_with(".js") || name.ends_with(".d.ts"))?;
    copy(root, &dist, |name| name.starts_with("LICENSE"))?;
    let templates = dist.join("templates");
    fs::create_dir_all(&templates)?;
    copy(&root.join("templates"), &templates, |name| name.ends_with(".json"))?;
    let sizes = inline(&door)?;
    println!("{sizes}");
    if sizes.raw > RAW_GOAL || sizes.brotli > BROTLI_GOAL {
        println!("the goal, not reached yet: {RAW_GOAL} bytes, {BROTLI_GOAL} under brotli");
    }
    ensure!(
        sizes.raw <= RAW_CEILING && sizes.brotli <= BROTLI_CEILING,
        "the module has outgrown its ceiling of {RAW_CEILING} bytes and {BROTLI_CEILING} under brotli: {sizes}"
    );
    Ok(sizes)
}

/// Packages, and runs every test that this machine can run.
pub fn test(root: &Path, cases: &Path) -> Result<String> {
    check(root, cases, false)
}

/// As [`test`], but a machine without a browser fails.
pub fn test_all(root: &Path, cases: &Path) -> Result<String> {
    check(root, cases, true)
}

fn check(root: &Path, cases: &Path, browser_required: bool) -> Result<String> {
    let sizes = package(root)?;
    let door = root.join("hrcore-wasm");
    let cases = cases.canonicalize().with_context(|| format!("no cases in {}", cases.display()))?;

    let in_node = last_line(node(&door, "tests/conformance.mjs").arg(&cases))?;
    let tests = names(&door.join("tests"), |name| name.ends_with(".test.mjs"))?;
    last_line(node(&door, "--test").args(tests.iter().map(|name| format!("tests/{name}"))))?;
    let types = last_line(node(&door, "tests/types.mjs").arg(&cases))?;
    let in_browser = match chromium() {
        Some(binary) => last_line(node(&door, "tests/browser.mjs").arg(&cases).arg(binary))?,
        None if browser_required => {
            bail!("no Chromium found: install it (Debian: `apt-get install chromium`)")
        }
        None => "NOT run in a browser, no Chromium found (Debian: `apt-get install chromium`)".to_owned(),
    };
    Ok(format!("{in_node}; {in_browser}; {types}; loading, errors, memory and bundlers hold; {sizes}"))
}

/// The npm packages of the lockfile; a run that finds them installed touches no network.
fn install(door: &Path) -> Result<()> {
    let wanted = fs::read(door.join("package-lock.json"))?;
    let stamp = door.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(Command::new("npm").current_dir(door).args(["ci", "--silent"]))?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// Compiles the crate; the path of the module as rustc left it.
fn compile(root: &Path) -> Result<PathBuf> {
    let installed = Command::new("rustup").args(["target", "list", "--installed"]).output();
    if let Ok(installed) = installed
        && !String::from_utf8_lossy(&installed.stdout).contains("wasm32-unknown-unknown")
    {
        run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]))?;
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    run(Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(root)
        .args(["build", "--quiet", "-p", "hrcore-wasm", "--profile", "wasm"])
        .args(["--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(&target)
        .env("CARGO_ENCODED_RUSTFLAGS", rust_flags(root)?))?;
    Ok(target.join("wasm32-unknown-unknown/wasm/hrcore_wasm.wasm"))
}

/// What makes the module small. And panic messages carry the paths of sources: the builder's directories do not belong in
/// the package, and without them the module is the same wherever it is built.
fn rust_flags(root: &Path) -> Result<String> {
    let mut prefixes = vec![root.to_owned()];
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    if let Some(registries) = home.map(|home| home.join("registry/src"))
        && registries.exists()
    {
        for registry in fs::read_dir(registries)? {
            prefixes.push(registry?.path());
        }
    }
    let mut flags: Vec<String> =
        prefixes.iter().map(|prefix| format!("--remap-path-prefix={}/=", prefix.display())).collect();
    flags.push(format!("-Clink-arg=-zstack-size={STACK}"));
    flags.extend(LARGER.iter().map(|pass| format!("-Cllvm-args={pass}")));
    Ok(flags.join("\u{1f}"))
}

/// Writes the script that carries the module, and measures both.
fn inline(door: &Path) -> Result<Sizes> {
    let line = last_line(&mut node(door, "tools/inline.mjs"))?;
    let figures = line.split(' ').map(str::parse).collect::<Result<Vec<u64>, _>>()?;
    let [raw, gzip, brotli, inlined, inlined_brotli] = figures[..] else {
        bail!("tools/inline.mjs printed `{line}`");
    };
    Ok(Sizes { raw, gzip, brotli, inlined, inlined_brotli })
}

fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|directory| names.map(|name| directory.join(name)))
        .find(|binary| binary.is_file())
}

fn copy(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) -> Result<()> {
    for name in names(from, wanted)? {
        fs::copy(from.join(&name), to.join(&name))?;
    }
    Ok(())
}

/// Names of the files of a directory that are wanted, in order.
fn names(directory: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if let Ok(name) = entry.file_name().into_string()
            && wanted(&name)
            && entry.file_type()?.is_file()
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn node(door: &Path, script: &str) -> Command {
    let mut command = Command::new("node");
    command.current_dir(door).arg(script);
    command
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} failed ({status})");
    Ok(())
}

/// Runs a script and returns the last line it wrote: its summary.
fn last_line(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(std::process::Stdio::inherit()).output().with_context(|| format!("cannot start {command:?}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        bail!("{command:?} failed ({})\n{}", output.status, text.trim_end());
    }
    Ok(text.lines().last().unwrap_or_default().to_owned())
}
