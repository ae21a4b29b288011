//! Licences of everything that is built, against the list in deny.toml.

use crate::Workspace;
use crate::metadata::everything;
use crate::shell::{find, program, run};
use crate::step::Outcome;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// What deny.toml allows: everywhere, and for single crates.
#[derive(Debug, Default)]
struct Allowed {
    everywhere: BTreeSet<String>,
    exceptions: BTreeMap<String, BTreeSet<String>>,
}

pub(crate) fn licences(w: &Workspace) -> Result<Outcome> {
    let allowed = Allowed::read(&fs::read_to_string(w.root.join("deny.toml"))?)?;
    let packages = everything(w)?;
    let mut refused = Vec::new();
    for package in &packages {
        let name = &package.name;
        let licence = package.license.as_deref().unwrap_or_default();
        if !satisfies(licence, |id| allowed.allows(name, id)) {
            refused.push(format!("{name}: `{licence}`"));
        }
        if let Some(source) = package.source.as_deref().filter(|s| !s.starts_with("registry+")) {
            refused.push(format!("{name} comes from {source}"));
        }
    }
    if !refused.is_empty() {
        bail!("not allowed by deny.toml: {}", refused.join(", "));
    }
    let mut text = format!("{} crates", packages.len());
    if find("cargo-deny").is_some() {
        run(program(w, "cargo-deny").args(["check", "licenses", "bans", "sources"]))?;
        text.push_str(", and cargo-deny");
    }
    Ok(Outcome::Passed(text))
}

impl Allowed {
    fn read(text: &str) -> Result<Allowed> {
        let file: toml::Table = text.parse().context("deny.toml")?;
        let licences = file.get("licenses").context("deny.toml has no [licenses]")?;
        let list = |value: &toml::Value| -> Option<BTreeSet<String>> {
            let ids = value.get("allow")?.as_array()?;
            ids.iter().map(|id| id.as_str().map(str::to_owned)).collect()
        };
        let mut allowed =
            Allowed { everywhere: list(licences).context("[licenses] has no list `allow`")?, ..Allowed::default() };
        let exceptions = licences.get("exceptions").and_then(toml::Value::as_array);
        for exception in exceptions.into_iter().flatten() {
            let name = exception.get("crate").and_then(toml::Value::as_str);
            let name = name.context("an exception without `crate`")?;
            let ids = list(exception).context("an exception without `allow`")?;
            allowed.exceptions.insert(name.into(), ids);
        }
        Ok(allowed)
    }

    fn allows(&self, package: &str, id: &str) -> bool {
        let exception = self.exceptions.get(package);
        self.everywhere.contains(id) || exception.is_some_and(|ids| ids.contains(id))
    }
}

/// Whether an SPDX expression can be satisfied. `AND` binds stronger than `OR`; `/` is an old `OR`; a
/// licence `WITH` an exception is one licence.
fn satisfies(expression: &str, allows: impl Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let satisfied = any(&mut rest, &allows);
    satisfied == Some(true) && rest.is_empty()
}

fn any(rest: &mut &[&str], allows: &impl Fn(&str) -> bool) -> Option<bool> {
    let mut satisfied = all(rest, allows)?;
    while let ["OR", tail @ ..] = rest {
        *rest = tail;
        satisfied |= all(rest, allows)?;
    }
    Some(satisfied)
}

fn all(rest: &mut &[&str], allows: &impl Fn(&str) -> bool) -> Option<bool> {
    let mut satisfied = one(rest, allows)?;
    while let ["AND", tail @ ..] = rest {
        *rest = tail;
        satisfied &= one(rest, allows)?;
    }
    Some(satisfied)
}

fn one(rest: &mut &[&str], allows: &impl Fn(&str) -> bool) -> Option<bool> {
    match rest {
        ["(", tail @ ..] => {
            *rest = tail;
            let satisfied = any(rest, allows)?;
            let [")", tail @ ..] = rest else { return None };
            *rest = tail;
            Some(satisfied)
        }
        [licence, "WITH", exception, tail @ ..] => {
            let id = format!("{licence} WITH {exception}");
            *rest = tail;
            Some(allows(&id))
        }
        [licence, tail @ ..] => {
            let id = *licence;
            *rest = tail;
            Some(allows(id))
        }
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fine(expression: &str) -> bool {
        satisfies(expression, |id| ["MIT", "Apache-2.0", "Unicode-3.0"].contains(&id))
    }

    #[test]
    fn expressions() {
        for yes in [
            "MIT",
            "MIT OR GPL-3.0-only",
            "Unlicense/MIT",
            "(MIT OR GPL-3.0-only) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        ] {
            assert!(fine(yes), "{yes}");
        }
        for no in [
            "",
            "GPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "GPL-3.0-only OR MIT AND Zlib",
            "Apache-2.0 WITH LLVM-exception",
            "(MIT",
            "MIT MIT",
        ] {
            assert!(!fine(no), "{no}");
        }
    }

    #[test]
    fn exceptions_hold_for_their_crate() {
        let text = "[licenses]\nallow = [\"MIT\"]\nexceptions = [{ crate = \"tool\", allow = [\"MPL-2.0\"] }]";
        let allowed = Allowed::read(text).unwrap();
        assert!(allowed.allows("tool", "MPL-2.0"));
        assert!(!allowed.allows("other", "MPL-2.0"));
        assert!(allowed.allows("other", "MIT"));
    }
}
