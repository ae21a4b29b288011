//! What the dependency tree must not hold.

use crate::Workspace;
use crate::shell::{cargo, output};
use crate::step::Outcome;
use anyhow::{Result, bail};

/// Features that would change numbers for the whole program that links hrcore, and why.
const REFUSED: &[(&str, &str)] =
    &[("serde_json feature \"arbitrary_precision\"", "changes numbers of every user of serde_json")];

pub(crate) fn dependencies(w: &Workspace) -> Result<Outcome> {
    let tree = output(cargo(w).args([
        "tree",
        "--workspace",
        "--all-features",
        "--target",
        "all",
        "-e",
        "features",
        "--prefix",
        "none",
    ]))?;
    if let Some(found) = refused(&tree) {
        bail!("{found}");
    }
    let core = output(cargo(w).args(["tree", "-p", "hrcore", "-e", "normal", "--prefix", "none"]))?;
    Ok(Outcome::Passed(format!("hrcore stands on {} crates", count(&core))))
}

fn refused(tree: &str) -> Option<String> {
    let (feature, why) = REFUSED.iter().find(|(feature, _)| tree.contains(feature))?;
    Some(format!("the tree holds {feature}, which {why}; `cargo tree -e features -i serde_json` says whence"))
}

/// The crates of a tree, without the root; `(*)` marks a crate that was listed before.
fn count(tree: &str) -> usize {
    let mut names: Vec<&str> =
        tree.lines().skip(1).map(|l| l.trim_end_matches(" (*)")).filter(|l| !l.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arbitrary_precision_is_refused() {
        let tree = "x v0.1.0\nserde_json feature \"arbitrary_precision\"\nserde_json v1.0.154";
        assert!(refused(tree).unwrap().contains("arbitrary_precision"));
        assert_eq!(refused("serde_json feature \"std\""), None);
    }

    #[test]
    fn repeated_crates_count_once() {
        assert_eq!(count("root v1\na v1\nb v2\na v1 (*)\n"), 2);
    }
}
