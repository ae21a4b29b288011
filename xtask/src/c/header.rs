//! `hrcore.h`, made from the sources of `hrcore-ffi`.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

pub const HEADER: &str = "hrcore-ffi/include/hrcore.h";

/// Writes the header anew from the sources of `hrcore-ffi`.
pub fn write_header(root: &Path) -> Result<()> {
    fs::write(root.join(HEADER), header(root)?).context("writing the header")
}

/// Fails unless the header is what the sources make.
pub fn check(root: &Path) -> Result<()> {
    let committed = fs::read_to_string(root.join(HEADER)).context("reading the header")?;
    ensure!(committed == header(root)?, "{HEADER} is stale: `cargo xtask header` writes it");
    Ok(())
}

/// The header, made from the sources.
fn header(root: &Path) -> Result<String> {
    let door = root.join("hrcore-ffi");
    let config = cbindgen::Config::from_root_or_default(&door);
    let mut bytes = Vec::new();
    cbindgen::Builder::new()
        .with_crate(&door)
        .with_config(config)
        .generate()
        .context("making the header")?
        .write(&mut bytes);
    Ok(for_c_readers(&String::from_utf8(bytes)?))
}

/// Comments of Rust become comments of C: examples are indented instead of fenced, and what Rust calls `# Safety`
/// are the preconditions.
fn for_c_readers(header: &str) -> String {
    let mut lines = header.lines();
    let (mut out, mut in_example) = (String::new(), false);
    while let Some(line) = lines.next() {
        if line == " * # Safety" {
            out.push_str(" * Preconditions:");
            // Rust's heading has an empty line behind it.
            lines.next();
        } else if line.starts_with(" * ```") {
            in_example = !in_example;
            continue;
        } else if let (true, Some(code)) = (in_example, line.strip_prefix(" * ")) {
            out.push_str(&format!(" *     {code}"));
        } else {
            out.push_str(line.trim_end());
        }
        out.push('\n');
    }
    out
}
