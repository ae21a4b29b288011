//! The npm door: builds the package `hrcore-wasm/dist` and tests it as its users load it.
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

/// An entry of the package with a module of its own.
#[derive(Debug)]
struct Entry {
    name: &'static str,
    /// Where it lies in `dist`, and its own files in `js`.
    folder: &'static str,
    /// What cargo builds its module with.
    features: &'static [&'static str],
    /// What a page has to load may not grow unnoticed: lower these as the module shrinks.
    ceiling: Bytes,
    /// Where it is to go.
    goal: Option<Bytes>,
}

/// Bytes as they are, and under brotli.
#[derive(Debug, Clone, Copy)]
struct Bytes {
    raw: u64,
    brotli: u64,
}

const ENTRIES: [Entry; 3] = [
    Entry { name: "hrcore", folder: "", features: &[], ceiling: Bytes { raw: 1_682_000, brotli: 617_000 }, goal: None },
    Entry {
        name: "hrcore/score",
        folder: "score",
        features: &["--no-default-features"],
        ceiling: Bytes { raw: 291_700, brotli: 112_600 },
        goal: Some(Bytes { raw: 250_000, brotli: 90_000 }),
    },
    Entry {
        name: "hrcore/forecast",
        folder: "forecast",
        features: &["--no-default-features", "--features", "forecast"],
        ceiling: Bytes { raw: 565_500, brotli: 218_800 },
        goal: Some(Bytes { raw: 450_000, brotli: 160_000 }),
    },
];

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

/// Bytes of a module, and of the script that carries it inlined.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    entry: &'static str,
    raw: u64,
    gzip: u64,
    brotli: u64,
    inlined: u64,
    inlined_brotli: u64,
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sizes { entry, raw, gzip, brotli, inlined, inlined_brotli } = self;
        write!(f, "{entry}: {raw} bytes (gzip {gzip}, brotli {brotli}), inlined {inlined} (brotli {inlined_brotli})")
    }
}

/// Builds `hrcore-wasm/dist`.
pub fn package(root: &Path) -> Result<Vec<Sizes>> {
    let door = root.join("hrcore-wasm");
    install(&door)?;
    let dist = door.join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;
    copy(root, &dist, |name| name.starts_with("LICENSE"))?;
    let templates = dist.join("templates");
    fs::create_dir_all(&templates)?;
    copy(&root.join("templates"), &templates, |name| name.ends_with(".json"))?;
    let priors = templates.join("priors");
    fs::create_dir_all(&priors)?;
    copy(&root.join("templates/priors"), &priors, |name| name.ends_with(".json"))?;
    // While one module is made small, the next is compiled: neither keeps all processors busy.
    std::thread::scope(|scope| {
        let mut made = Vec::new();
        for entry in &ENTRIES {
            let module = bind(root, entry)?;
            made.push(scope.spawn(move || finish(root, entry, &module)));
        }
        let made =
            made.into_iter().map(|entry| entry.join().unwrap_or_else(|_| bail!("a module could not be made small")));
        made.collect()
    })
}

/// Builds one entry of a package that is there, to measure it.
pub fn again(root: &Path, name: &str) -> Result<Sizes> {
    let Some(chosen) = ENTRIES.iter().find(|entry| entry.name == name) else { bail!("no entry is called {name}") };
    finish(root, chosen, &bind(root, chosen)?)
}

/// Compiles an entry's module, and writes the script that speaks with it.
fn bind(root: &Path, entry: &Entry) -> Result<PathBuf> {
    let folder = root.join("hrcore-wasm/dist").join(entry.folder);
    let module = compile(root, entry.features)?;
    fs::create_dir_all(&folder)?;
    let mut bindings = wasm_bindgen_cli_support::Bindgen::new();
    let mut output =
        bindings.input_path(&module).out_name("bindings").typescript(false).web(true)?.generate_output()?;
    crate::panics::silence(&mut output)?;
    output.emit(&folder)?;
    Ok(folder.join("bindings_bg.wasm"))
}

/// Makes an entry of its module: small, with the scripts around it.
fn finish(root: &Path, entry: &Entry, module: &Path) -> Result<Sizes> {
    let door = root.join("hrcore-wasm");
    let (scripts, folder) = (door.join("js"), door.join("dist").join(entry.folder));
    let small = folder.join("hrcore.wasm");
    if is_quick() {
        fs::copy(module, small)?;
    } else {
        shrink(root, entry, module, &small)?;
    }
    fs::remove_file(module)?;
    if entry.folder.is_empty() {
        copy(&scripts, &folder, |name| name.ends_with(".js") || name.ends_with(".d.ts"))?;
    } else {
        // The same door before another module, so that a page may have both.
        copy(&scripts, &folder, |name| name == "core.js")?;
        copy(&scripts.join(entry.folder), &folder, |_| true)?;
    }
    let sizes = inline(&door, entry)?;
    println!("{sizes}");
    if is_quick() {
        return Ok(sizes);
    }
    if let Some(Bytes { raw, brotli }) = entry.goal
        && (sizes.raw > raw || sizes.brotli > brotli)
    {
        println!("the goal of {}, not reached yet: {raw} bytes, {brotli} under brotli", entry.name);
    }
    let Bytes { raw, brotli } = entry.ceiling;
    ensure!(
        sizes.raw <= raw && sizes.brotli <= brotli,
        "the module has outgrown its ceiling of {raw} bytes and {brotli} under brotli: {sizes}"
    );
    Ok(sizes)
}

/// Whether the README's commands are tried: they have to work, and the module is made small where it is tested.
fn is_quick() -> bool {
    std::env::var_os(crate::readme::VARIABLE).is_some()
}

/// Makes the module of an entry small. What it was made of is kept beside what was made, for the same module is packaged
/// more than once.
fn shrink(root: &Path, entry: &Entry, module: &Path, small: &Path) -> Result<()> {
    let lock = fs::read(root.join("hrcore-wasm/package-lock.json"))?;
    let made_of = [fs::read(module)?, SHRINK.join(" ").into_bytes(), lock].concat();
    let folder = target(root).join("npm");
    fs::create_dir_all(&folder)?;
    let kept = folder.join(entry.name.replace('/', "-"));
    let (source, result) = (kept.with_extension("source"), kept.with_extension("wasm"));
    if !fs::read(&source).is_ok_and(|known| known == made_of) || !result.is_file() {
        // What is left of a run that was stopped is never taken for a result.
        fs::write(&source, b"")?;
        let optimizer = root.join("hrcore-wasm/node_modules/.bin/wasm-opt");
        run(Command::new(optimizer).args(SHRINK).arg(module).arg("-o").arg(&result))?;
        fs::write(source, made_of)?;
    }
    fs::copy(result, small)?;
    Ok(())
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
    let mut entries = Vec::new();
    for entry in ENTRIES.iter().filter(|entry| !entry.folder.is_empty()) {
        entries.push(last_line(node(&door, "tests/conformance.mjs").arg(&cases).arg(entry.folder))?);
    }
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
    let entries = entries.join("; ");
    let sizes = sizes.iter().map(Sizes::to_string).collect::<Vec<_>>().join("; ");
    Ok(format!("{in_node}; {entries}; {in_browser}; {types}; loading, errors, memory and bundlers hold; {sizes}"))
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
fn compile(root: &Path, features: &[&str]) -> Result<PathBuf> {
    let installed = Command::new("rustup").args(["target", "list", "--installed"]).output();
    if let Ok(installed) = installed
        && !String::from_utf8_lossy(&installed.stdout).contains("wasm32-unknown-unknown")
    {
        run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]))?;
    }
    let target = target(root);
    run(Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(root)
        .args(["build", "--quiet", "-p", "hrcore-wasm", "--profile", "wasm"])
        .args(features)
        .args(["--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(&target)
        .env("CARGO_ENCODED_RUSTFLAGS", rust_flags(root)?))?;
    Ok(target.join("wasm32-unknown-unknown/wasm/hrcore_wasm.wasm"))
}

fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
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
fn inline(door: &Path, entry: &Entry) -> Result<Sizes> {
    let mut script = node(door, "tools/inline.mjs");
    if is_quick() {
        script.arg("--quick");
    }
    if !entry.folder.is_empty() {
        script.arg(entry.folder);
    }
    let line = last_line(&mut script)?;
    let figures = line.split(' ').map(str::parse).collect::<Result<Vec<u64>, _>>()?;
    let [raw, gzip, brotli, inlined, inlined_brotli] = figures[..] else {
        bail!("tools/inline.mjs printed `{line}`");
    };
    Ok(Sizes { entry: entry.name, raw, gzip, brotli, inlined, inlined_brotli })
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
