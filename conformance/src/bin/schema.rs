//! Writes the JSON Schemas of the documents into a directory, or with `--check` says which differ.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports in words")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs, io};

fn main() -> ExitCode {
    let (flags, paths): (Vec<_>, Vec<_>) = env::args().skip(1).partition(|a| a.starts_with("--"));
    let [directory] = paths.as_slice() else {
        eprintln!("hrcore-schema [--check] DIRECTORY");
        return ExitCode::from(2);
    };
    match run(&PathBuf::from(directory), flags.iter().any(|f| f == "--check")) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{directory}: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(directory: &std::path::Path, check: bool) -> io::Result<bool> {
    let schemas = hrcore::schema::all();
    let mut fresh = true;
    for (stem, text) in &schemas {
        let file = directory.join(format!("{stem}.json"));
        let text = format!("{}\n", text.trim_end());
        if !check {
            fs::write(file, text)?;
        } else if fs::read_to_string(&file).ok().as_deref() != Some(text.as_str()) {
            println!("{stem}.json is stale or absent");
            fresh = false;
        }
    }
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let known = path.file_stem().is_some_and(|s| schemas.iter().any(|(stem, _)| s == *stem));
        if path.extension().is_some_and(|e| e == "json") && !known {
            println!("{} belongs to no document", path.display());
            fresh = false;
        }
    }
    println!("{} schemas", schemas.len());
    Ok(fresh)
}
