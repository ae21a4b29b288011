use std::fmt;

use crate::Limits;

/// One thing that is wrong with an input, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// A stable code, from the list of the engine's documents.
    pub code: &'static str,
    /// A JSON pointer: `/rows/LINE/COLUMN` into the export, else into the JSON document.
    pub pointer: String,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Everything that is wrong with an input; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn one(code: &'static str, pointer: &str, message: String) -> Self {
        Problems(vec![Problem { code, pointer: pointer.to_owned(), message, hint: None }])
    }

    /// The problems in the order of the input.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// The problems as the engine writes its own: `{"problems": [{"code", "pointer", "message", "hint"?}]}`.
    pub fn to_json(&self) -> String {
        let problems = self.0.iter().map(|p| {
            let mut fields = vec![
                format!("\"code\":{}", quote(p.code)),
                format!("\"pointer\":{}", quote(&p.pointer)),
                format!("\"message\":{}", quote(&p.message)),
            ];
            fields.extend(p.hint.as_deref().map(|hint| format!("\"hint\":{}", quote(hint))));
            format!("{{{}}}", fields.join(","))
        });
        format!("{{\"problems\":[{}]}}", problems.collect::<Vec<_>>().join(","))
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, p) in self.0.iter().enumerate() {
            let separator = if i == 0 { "" } else { "; " };
            write!(f, "{separator}{} at `{}`: {}", p.code, p.pointer, p.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Collects problems up to the limit.
#[derive(Debug)]
pub(crate) struct Collector<'a> {
    found: Vec<Problem>,
    limits: &'a Limits,
}

impl<'a> Collector<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Collector { found: Vec::new(), limits }
    }

    pub(crate) fn add(&mut self, code: &'static str, pointer: String, message: String, hint: Option<String>) {
        if self.found.len() < self.limits.problems {
            self.found.push(Problem { code, pointer, message, hint });
        }
    }

    /// Whether there is room for more; reading further would only cost time.
    pub(crate) fn full(&self) -> bool {
        self.found.len() >= self.limits.problems
    }

    pub(crate) fn finish<T>(self, value: T) -> Result<T, Problems> {
        if self.found.is_empty() { Ok(value) } else { Err(Problems(self.found)) }
    }
}

/// A text as a JSON string.
pub(crate) fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A name as one step of a JSON pointer.
pub(crate) fn step(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
