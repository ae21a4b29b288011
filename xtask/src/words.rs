//! No file holds a word of xtask/words.txt, or the place where it was written.

use crate::Workspace;
use crate::readme::files;
use crate::step::Outcome;
use anyhow::{Result, bail};
use std::path::Path;
use std::{env, fs};

/// Files that are not ours to word, and the list itself.
const EXCEPT: [&str; 5] = ["xtask/words.txt", "LICENSE-MIT", "LICENSE-APACHE", "Cargo.lock", "fuzz/Cargo.lock"];

pub(crate) fn words(w: &Workspace) -> Result<Outcome> {
    let list = fs::read_to_string(w.root.join("xtask/words.txt"))?;
    let mut words: Vec<String> =
        list.lines().filter(|l| !l.is_empty() && !l.starts_with("# ")).map(str::to_owned).collect();
    words.extend(places(&w.root));
    let mut found = Vec::new();
    let mut count = 0;
    for file in files(w)? {
        let name = file.to_string_lossy().replace('\\', "/");
        // What is not text has no words.
        let Ok(text) = fs::read_to_string(w.root.join(&file)) else {
            continue;
        };
        if EXCEPT.contains(&name.as_str()) || name.starts_with("fuzz/corpus/") {
            continue;
        }
        count += 1;
        for (index, line) in text.lines().enumerate() {
            for word in words.iter().filter(|word| holds(line, word)) {
                found.push(format!("{name}:{}: {word}", index + 1));
            }
        }
    }
    if !found.is_empty() {
        bail!("words that do not belong here: {}\n{}", found.len(), found.join("\n"));
    }
    Ok(Outcome::Passed(format!("{count} files")))
}

/// Directories of the machine at hand, which mean nothing elsewhere.
fn places(root: &Path) -> Vec<String> {
    let home = env::var("HOME").ok();
    let places = [Some(root.display().to_string()), home];
    places.into_iter().flatten().filter(|p| p.len() > 1).map(|p| format!("{p}/")).collect()
}

/// A word in small letters is found in any case, another only as it is; letters stand alone.
fn holds(line: &str, word: &str) -> bool {
    let lower = word.to_lowercase();
    let line = if word == lower { line.to_lowercase() } else { line.to_owned() };
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let (first, last) = (word.chars().next(), word.chars().next_back());
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|s| s.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|s| s.chars().next());
        let part_of_a_word = letter(first) && letter(before) || letter(last) && letter(after);
        !part_of_a_word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words() {
        assert!(holds("a Grand plan", "grand"));
        assert!(!holds("grandiose", "grand"));
        assert!(!holds("a grand_plan", "grand"));
        assert!(holds("// LATER: x", "LATER"));
        assert!(!holds("see you later", "LATER"));
        assert!(holds("in /place/x", "/place/"));
        assert!(holds("=======ours", "======="));
    }
}
