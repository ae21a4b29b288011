//! What cargo knows about the packages.

use crate::Workspace;
use crate::shell::{cargo, output};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A package of the workspace or one that it depends on.
#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) license: Option<String>,
    /// None for a package of the workspace.
    pub(crate) source: Option<String>,
    pub(crate) rust_version: Option<String>,
    pub(crate) features: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// The packages of the workspace and, with every feature on, all that they depend on.
pub(crate) fn everything(w: &Workspace) -> Result<Vec<Package>> {
    read(w, "--all-features")
}

/// A package of the workspace.
pub(crate) fn member(w: &Workspace, name: &str) -> Result<Package> {
    let mut packages = read(w, "--no-deps")?.into_iter();
    packages.find(|p| p.name == name).with_context(|| format!("no package {name}"))
}

fn read(w: &Workspace, argument: &str) -> Result<Vec<Package>> {
    let text = output(cargo(w).args(["metadata", "--format-version", "1", argument]))?;
    let metadata: Metadata = serde_json::from_str(&text).context("cargo metadata")?;
    Ok(metadata.packages)
}
