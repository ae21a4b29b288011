//! Sections of a document that belong to features which this build leaves out.

use std::borrow::Cow;

use super::reader::{Kind, Reader};
use crate::error::{Code, Problem};

/// A section that was skipped.
#[derive(Debug, Clone)]
pub(crate) struct Absent {
    pub(crate) pointer: String,
    feature: &'static str,
    /// The metrics that it names: a metric that is read somewhere is more than rated.
    pub(crate) metrics: Vec<String>,
}

impl Absent {
    /// Said where the document cannot be answered for without the section.
    pub(crate) fn problem(&self) -> Problem {
        left_out(&self.pointer, self.feature)
    }
}

/// Said where something belongs to a feature that is left out.
pub(crate) fn left_out(pointer: &str, feature: &str) -> Problem {
    let message = format!("this belongs to the feature `{feature}`, which is left out of this build");
    Problem::new(Code::FeatureMissing, pointer, message)
}

/// Refuses a document of which something was skipped, where the whole of it counts.
pub(crate) fn whole(absent: &[Absent]) -> Result<(), Problem> {
    absent.first().map_or(Ok(()), |absent| Err(absent.problem()))
}

impl Reader<'_> {
    /// Skips a section of a feature: its syntax and the limits count, and that it was there is remembered.
    #[allow(dead_code, reason = "a build with all features skips nothing")]
    pub(crate) fn skip_section(&mut self, feature: &'static str) -> bool {
        self.kind();
        let rest = self.rest();
        let pointer = self.pointer();
        let mut metrics = Vec::new();
        self.skip_and_note(&mut metrics);
        let length = rest.len() - self.rest().len();
        // An empty section is none: the normal form does not have it either.
        let section = rest.get(..length).unwrap_or_default();
        let is_empty = section.strip_prefix('[').is_some_and(|inside| inside.trim_ascii() == "]");
        if !is_empty && section != "null" {
            self.absent.push(Absent { pointer, feature, metrics });
        }
        true
    }

    // Facts measure metrics, they do not read them.
    fn skip_and_note(&mut self, metrics: &mut Vec<String>) {
        match self.kind() {
            Kind::Object if !self.is_strict() => {
                self.object("", &mut |r, key| {
                    // What a headcount follows from is called its volume.
                    if matches!(key, "metric" | "volume") && r.kind() == Kind::String {
                        metrics.extend(r.string("").map(Cow::into_owned));
                    } else {
                        r.skip_and_note(metrics);
                    }
                });
            }
            Kind::List => {
                self.list("", &mut |r| {
                    r.skip_and_note(metrics);
                    true
                });
            }
            _ => self.skip(),
        }
    }
}
