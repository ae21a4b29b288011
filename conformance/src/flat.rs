//! The flat form of the cases: a directory per case with one file per document, so that a door in any
//! language can run them without a JSON parser.

use crate::case::Case;
use crate::check::check;
use std::fs;
use std::io;
use std::path::Path;

/// Writes `list.txt`, one id per line, and per case the files `question`, `policy`, `facts`,
/// `request`, `receipt` (those that the case has) and `expected`, the answer as Rust gives it. What
/// stood in the directory before is removed. Yields the number of cases.
///
/// # Errors
///
/// When a file cannot be written.
pub fn write(cases: &[Case], directory: &Path) -> io::Result<usize> {
    if directory.exists() {
        if !directory.join("list.txt").is_file() && fs::read_dir(directory)?.next().is_some() {
            // A mistyped directory must not be emptied.
            let text = format!("{} is neither empty nor a flat directory", directory.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, text));
        }
        fs::remove_dir_all(directory)?;
    }
    let mut list = String::new();
    for case in cases {
        let folder = directory.join(&case.id);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("question"), case.question.name())?;
        let documents =
            [("policy", &case.policy), ("facts", &case.facts), ("request", &case.request), ("receipt", &case.receipt)];
        for (name, document) in documents {
            if let Some(text) = document {
                fs::write(folder.join(name), text)?;
            }
        }
        fs::write(folder.join("expected"), check(case).0.text())?;
        list.push_str(&case.id);
        list.push('\n');
    }
    fs::write(directory.join("list.txt"), list)?;
    Ok(cases.len())
}
