//! The C door: its header, its installed form, the conformance cases through it, its example.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail, ensure};

mod header;
mod install;

pub use header::write_header;
pub use install::install;

const WARNINGS: [&str; 4] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"];
/// What the static library needs from the system.
const STATIC_NEEDS: [&str; 3] = ["-lpthread", "-ldl", "-lm"];

/// Tests the door as a C program meets it, installed under `target/c`. `cases` is a folder of flat cases.
pub fn test(root: &Path, cases: &Path) -> Result<String> {
    header::check(root)?;
    let work = root.join("target/c");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    let prefix = work.join("prefix");
    install(root, &prefix, "dev")?;
    header_compiles(&work, &prefix)?;
    let count = conformance(root, &work, &prefix, cases)?;
    let valgrind = example(root, &work, &prefix)?;
    let packages = packages(root, &work, &prefix)?;
    Ok(format!(
        "{count} cases, header up to date, C99, C11 and C++17 without warnings, example ok, {valgrind}, {packages}"
    ))
}

/// The header stands alone, in every language that includes it, and more than once.
fn header_compiles(work: &Path, prefix: &Path) -> Result<()> {
    let source = work.join("header.c");
    fs::write(&source, "#include <hrcore.h>\n#include <hrcore.h>\n")?;
    for (compiler, language, standard) in [("gcc", "c", "c99"), ("gcc", "c", "c11"), ("g++", "c++", "c++17")] {
        let mut command = Command::new(compiler);
        command
            .args(WARNINGS)
            .arg("-fsyntax-only")
            .arg(format!("-std={standard}"))
            .arg("-I")
            .arg(prefix.join("include"))
            .args(["-x", language])
            .arg(&source);
        run(&mut command)?;
    }
    Ok(())
}

/// Every case answers with the bytes it does in Rust.
fn conformance(root: &Path, work: &Path, prefix: &Path, cases: &Path) -> Result<usize> {
    let program = work.join("conformance");
    let source = root.join("hrcore-ffi/tests/c/conformance.c");
    run(compile(&source, &program, prefix).args(shared(prefix)))?;
    let list = fs::read_to_string(cases.join("list.txt")).context("reading the list of cases")?;
    let ids: Vec<&str> = list.lines().filter(|id| !id.is_empty()).collect();
    ensure!(!ids.is_empty(), "there are no cases in {}", cases.display());
    for id in &ids {
        // An answer of an earlier run must not count.
        let _ = fs::remove_file(cases.join(id).join("answer.c"));
    }
    run(Command::new(&program).arg(cases))?;
    let mut different = Vec::new();
    for id in &ids {
        let read = |name| {
            let path = cases.join(id).join(name);
            fs::read(&path).with_context(|| format!("reading {}", path.display()))
        };
        if read("answer.c")? != read("expected")? {
            different.push(*id);
        }
    }
    ensure!(
        different.is_empty(),
        "{} of {} cases answer other bytes than in Rust: {}",
        different.len(),
        ids.len(),
        different.join(", ")
    );
    Ok(ids.len())
}

/// The example, linked as its comment says, with what it must say; under valgrind where there is one.
fn example(root: &Path, work: &Path, prefix: &Path) -> Result<String> {
    let program = work.join("score");
    run(compile(&root.join("examples/c/score.c"), &program, prefix)
        .arg(prefix.join("lib/libhrcore.a"))
        .args(STATIC_NEEDS))?;
    let out = run(&mut Command::new(&program))?;
    let answer: String = String::from_utf8_lossy(&out.stdout).split_whitespace().collect();
    // 60 · 90 000 / 100 000 + 40 · 100 / 100
    ensure!(answer.contains(r#""total":"94""#), "the example does not answer with a total of 94: {answer}");
    // 94 is enough; the course is not done.
    let not_yet = r#"{"kind":"course","subject":"leading","state":"unmet","progress":"0","earliest":"2025-07-01""#;
    ensure!(answer.contains(not_yet), "the example does not miss the course: {answer}");
    ensure!(answer.contains(r#""amount":"500.00""#), "the example does not pay the bonus: {answer}");
    let broken = work.join("broken.json");
    fs::write(&broken, "{")?;
    let failing = [text(&broken)?, text(&broken)?, "2025-06".to_owned(), "2025-06-30".to_owned()];
    let out = Command::new(&program).args(&failing).output()?;
    ensure!(out.status.code() == Some(1), "the example takes a broken policy: {out:?}");

    if !present("valgrind") {
        return Ok("valgrind absent: leaks not checked".to_owned());
    }
    for (args, expected) in [(&[][..], 0), (&failing[..], 1)] {
        let out = Command::new("valgrind")
            // The cache of a backtrace would count as a leak.
            .env("RUST_BACKTRACE", "0")
            .args([
                "--quiet",
                "--error-exitcode=9",
                "--leak-check=full",
                "--show-leak-kinds=all",
                "--errors-for-leak-kinds=all",
            ])
            .arg(&program)
            .args(args)
            .output()?;
        ensure!(out.status.code() == Some(expected), "valgrind: {}", String::from_utf8_lossy(&out.stderr));
    }
    Ok("valgrind clean".to_owned())
}

/// The installed library is found by pkg-config and CMake, where they are present.
fn packages(root: &Path, work: &Path, prefix: &Path) -> Result<String> {
    let example = root.join("examples/c");
    let mut said = Vec::new();
    if present("pkg-config") && present("make") {
        let folder = work.join("make");
        fs::create_dir_all(&folder)?;
        for file in ["Makefile", "score.c"] {
            fs::copy(example.join(file), folder.join(file))?;
        }
        let mut prefix_is = std::ffi::OsString::from("PREFIX=");
        prefix_is.push(prefix);
        run(Command::new("make").current_dir(&folder).arg(prefix_is))?;
        run(&mut Command::new(folder.join("score")))?;
        said.push("pkg-config ok");
    } else {
        said.push("pkg-config or make absent");
    }
    if present("cmake") {
        let (folder, build) = (work.join("cmake"), work.join("cmake/build"));
        fs::create_dir_all(&folder)?;
        fs::copy(example.join("score.c"), folder.join("score.c"))?;
        fs::write(
            folder.join("CMakeLists.txt"),
            format!(
                "cmake_minimum_required(VERSION 3.13)\nproject(score C)\nfind_package(hrcore {} REQUIRED)\n\
                 foreach(kind hrcore static)\n  add_executable(score-${{kind}} score.c)\n  \
                 target_link_libraries(score-${{kind}} PRIVATE hrcore::${{kind}})\nendforeach()\n",
                env!("CARGO_PKG_VERSION")
            ),
        )?;
        run(Command::new("cmake")
            .arg("-S")
            .arg(&folder)
            .arg("-B")
            .arg(&build)
            .arg(format!("-DCMAKE_PREFIX_PATH={}", text(prefix)?)))?;
        run(Command::new("cmake").arg("--build").arg(&build))?;
        for program in ["score-hrcore", "score-static"] {
            run(&mut Command::new(build.join(program)))?;
        }
        said.push("CMake ok");
    } else {
        said.push("CMake absent");
    }
    Ok(said.join(", "))
}

/// Compiles a C program; what it links with comes behind.
fn compile(source: &Path, program: &Path, prefix: &Path) -> Command {
    let mut command = Command::new("gcc");
    command
        .args(["-std=c11", "-g", "-O1"])
        .args(WARNINGS)
        .arg("-I")
        .arg(prefix.join("include"))
        .arg(source)
        .arg("-o")
        .arg(program);
    command
}

/// The shared library, found again at run time by its SONAME.
fn shared(prefix: &Path) -> Vec<std::ffi::OsString> {
    let lib = prefix.join("lib");
    let mut at_run_time = std::ffi::OsString::from("-Wl,-rpath,");
    at_run_time.push(&lib);
    vec!["-L".into(), lib.into(), "-lhrcore".into(), at_run_time]
}

fn present(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

fn text(path: &Path) -> Result<String> {
    let text = path.to_str().with_context(|| format!("{} is not UTF-8", path.display()))?;
    Ok(text.to_owned())
}

/// Runs a command to its end; when it fails, what it said is the error.
fn run(command: &mut Command) -> Result<Output> {
    let out = command.output().with_context(|| format!("starting {command:?}"))?;
    if !out.status.success() {
        bail!(
            "{command:?} failed ({}):\n{}{}",
            out.status,
            String::from_utf8_lossy(&out.stdout),
            String::from_utf8_lossy(&out.stderr)
        );
    }
    Ok(out)
}
