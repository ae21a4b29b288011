//! The form of a case and how cases are read from files.

use crate::run::Question;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// One case: a question, its documents, and what the answer must hold.
#[derive(Debug)]
#[non_exhaustive]
pub struct Case {
    /// Unique among all files; also the name of its flat directory.
    pub id: String,
    /// Requirements that the case shows.
    pub requires: Vec<String>,
    /// What the case is about, in a line.
    pub title: String,
    /// What it asks.
    pub question: Question,
    /// The policy.
    pub policy: Document,
    /// The facts.
    pub facts: Document,
    /// The request.
    pub request: Document,
    /// The receipt, for `verify`.
    pub receipt: Document,
    /// JSON pointers into the answer and the exact values there.
    pub expect: BTreeMap<String, Value>,
    /// JSON pointers into the answer and estimates there, which hold to five significant digits.
    pub near: BTreeMap<String, f64>,
    /// JSON pointers into the answer and what the texts there say among other things.
    pub says: BTreeMap<String, Vec<String>>,
    /// JSON pointers at which the answer must have nothing.
    pub absent: Vec<String>,
    /// The exact set of problems; `None` means that the case says nothing of single records, and
    /// that the call must succeed.
    pub problems: Option<Vec<Problem>>,
    /// Where the expectation comes from: `hand` or `reference`.
    pub by: String,
    /// How the expected value comes about.
    pub arithmetic: String,
}

/// A document as the engine gets it: its bytes, or nothing at all.
pub type Document = Option<String>;

/// An expected problem. Messages are not part of the contract.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// Stable code.
    pub code: String,
    /// Where, as a JSON pointer into the document at fault.
    pub pointer: String,
}

/// A case as it stands in a file. Documents stay raw text: a parsed number would lose its digits.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    requires: Vec<String>,
    title: String,
    question: Question,
    policy: Option<Box<RawValue>>,
    policy_text: Option<String>,
    policy_file: Option<PathBuf>,
    facts: Option<Box<RawValue>>,
    facts_text: Option<String>,
    facts_file: Option<PathBuf>,
    request: Option<Box<RawValue>>,
    request_text: Option<String>,
    receipt: Option<Box<RawValue>>,
    receipt_text: Option<String>,
    #[serde(default)]
    expect: BTreeMap<String, Value>,
    #[serde(default)]
    near: BTreeMap<String, f64>,
    #[serde(default)]
    says: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    absent: Vec<String>,
    problems: Option<Vec<Problem>>,
    by: String,
    #[serde(default)]
    arithmetic: String,
}

/// Where the cases of this repository lie.
#[must_use]
pub fn cases_directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// Reads every `*.json` of a directory, in the order of file names.
///
/// # Errors
///
/// When a file cannot be read, is not an array of cases, names a case twice, or when there is none.
pub fn load(directory: &Path) -> Result<Vec<Case>, String> {
    let entries = fs::read_dir(directory).map_err(|e| format!("{}: {e}", directory.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        cases.extend(load_file(&file)?);
    }
    let mut seen = BTreeSet::new();
    for case in &cases {
        if !seen.insert(case.id.as_str()) {
            return Err(format!("case `{}` stands in the files twice", case.id));
        }
    }
    if cases.is_empty() {
        return Err(format!("{}: no cases", directory.display()));
    }
    Ok(cases)
}

/// Reads the cases of one file.
///
/// # Errors
///
/// When the file cannot be read or is not an array of cases.
pub fn load_file(file: &Path) -> Result<Vec<Case>, String> {
    let inside = |e: String| format!("{}: {e}", file.display());
    let text = fs::read_to_string(file).map_err(|e| inside(e.to_string()))?;
    let written: Vec<Written> = serde_json::from_str(&text).map_err(|e| inside(e.to_string()))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    written
        .into_iter()
        .map(|case| {
            let id = case.id.clone();
            finish(case, folder).map_err(|e| inside(format!("case `{id}`: {e}")))
        })
        .collect()
}

fn finish(case: Written, folder: &Path) -> Result<Case, String> {
    // The id becomes a directory.
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if case.id.is_empty() || case.id.starts_with('.') || !case.id.chars().all(plain) {
        return Err("an id is of letters, digits, `-`, `_` and `.`".into());
    }
    let is_silent = case.expect.is_empty() && case.near.is_empty() && case.says.is_empty();
    if is_silent && case.absent.is_empty() && case.problems.is_none() {
        return Err("nothing is expected, so the case cannot fail".into());
    }
    if !matches!(case.by.as_str(), "hand" | "reference") {
        return Err(format!("`by` is `hand` or `reference`, not `{}`", case.by));
    }
    Ok(Case {
        id: case.id,
        requires: case.requires,
        title: case.title,
        question: case.question,
        policy: document("policy", case.policy, case.policy_text, case.policy_file, folder)?,
        facts: document("facts", case.facts, case.facts_text, case.facts_file, folder)?,
        request: document("request", case.request, case.request_text, None, folder)?,
        receipt: document("receipt", case.receipt, case.receipt_text, None, folder)?,
        expect: case.expect,
        near: case.near,
        says: case.says,
        absent: case.absent,
        problems: case.problems,
        by: case.by,
        arithmetic: case.arithmetic,
    })
}

fn document(
    name: &str,
    raw: Option<Box<RawValue>>,
    text: Option<String>,
    file: Option<PathBuf>,
    folder: &Path,
) -> Result<Document, String> {
    match (raw, text, file) {
        (None, None, None) => Ok(None),
        (Some(raw), None, None) => Ok(Some(compact(raw.get()))),
        (None, Some(text), None) => Ok(Some(text)),
        (None, None, Some(file)) => {
            let path = folder.join(file);
            fs::read_to_string(&path).map(Some).map_err(|e| format!("{}: {e}", path.display()))
        }
        _ => Err(format!("`{name}` is given more than once")),
    }
}

/// Leaves out the white space between tokens; the text of numbers and strings stays as it is.
fn compact(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in json.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if matches!(c, ' ' | '\n' | '\r' | '\t') {
            continue;
        } else {
            in_string = c == '"';
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compact_keeps_strings_and_digits() {
        let json = "{ \"a b\" :\t1.10 ,\n\"c\\\" d\" : [ \"e \\\\\" , 0.1000000000000000055 ] }";
        let want = r#"{"a b":1.10,"c\" d":["e \\",0.1000000000000000055]}"#;
        assert_eq!(compact(json), want);
    }

    fn written(json: &str) -> Result<Case, String> {
        let case = serde_json::from_str(json).map_err(|e| e.to_string())?;
        finish(case, Path::new("."))
    }

    #[test]
    fn a_case_that_cannot_fail_is_refused() {
        let case = r#"{"id": "x", "requires": [], "title": "", "question": "lint", "by": "hand"}"#;
        assert!(written(case).unwrap_err().contains("cannot fail"));
    }

    #[test]
    fn a_misspelt_field_is_refused() {
        let case = r#"{"id": "x", "requires": [], "title": "", "question": "lint", "by": "hand",
            "expects": {"/a": 1}}"#;
        assert!(written(case).unwrap_err().contains("expects"));
    }

    #[test]
    fn digits_beyond_a_float_reach_the_engine() {
        let case = r#"{"id": "x", "requires": [], "title": "", "question": "score", "by": "hand",
            "facts": {"value": 1234567890.1234567890123456}, "absent": ["/x"]}"#;
        let facts = written(case).unwrap().facts.unwrap();
        assert_eq!(facts, r#"{"value":1234567890.1234567890123456}"#);
    }
}
