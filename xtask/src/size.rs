//! What the C library weighs; the npm package's sizes stand in its own step.

use crate::Workspace;
use crate::shell::{cargo, find, program, run};
use crate::step::Outcome;
use anyhow::Result;
use std::fs;

pub(crate) fn size(w: &Workspace) -> Result<Outcome> {
    run(cargo(w).args(["build", "--release", "-p", "hrcore-ffi"]))?;
    let mut parts = Vec::new();
    for name in ["libhrcore.so", "libhrcore.dylib", "hrcore.dll"] {
        let library = w.root.join("target/release").join(name);
        if !library.is_file() {
            continue;
        }
        parts.push(format!("{name} {} KB", fs::metadata(&library)?.len() / 1000));
        if find("strip").is_some() {
            let stripped = w.root.join("target/release").join(format!("{name}.stripped"));
            run(program(w, "strip").arg("-o").arg(&stripped).arg(&library))?;
            parts.push(format!("stripped {} KB", fs::metadata(&stripped)?.len() / 1000));
        }
    }
    anyhow::ensure!(!parts.is_empty(), "the build left no shared library");
    Ok(Outcome::Passed(parts.join(", ")))
}
