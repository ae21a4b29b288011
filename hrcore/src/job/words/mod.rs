//! Positions in English and Chinese. Nothing is decided here.

mod decision;
mod description;

pub(super) use decision::may;
pub(super) use description::{describe, name};

use crate::compile::Compiled;
use crate::number::Figure;
use crate::policy::{Action, Metric};
use crate::report::{Measure, Names};
use crate::values::{Id, Language};

use super::limits::measure;

/// Makes words in one language.
#[derive(Debug, Clone, Copy)]
struct Words<'a> {
    version: &'a Compiled,
    names: Names<'a>,
}

impl<'a> Words<'a> {
    fn new(version: &'a Compiled, language: Language) -> Self {
        Self { version, names: Names { policy: &version.policy, language } }
    }

    /// One of two fixed texts.
    fn say(&self, en: &'static str, zh: &'static str) -> &'static str {
        match self.names.language {
            Language::En => en,
            Language::Zh => zh,
        }
    }

    fn action(&self, id: &'a Id) -> (Option<&'a Action>, &'a str) {
        let found = self.version.jobs.action_index.get(id.as_str());
        let found = found.and_then(|at| self.names.policy.actions.get(at));
        (found, self.names.text(found.and_then(|action| action.name.as_ref()), id))
    }

    fn metric(&self, id: &'a Id) -> (Option<&'a Metric>, &'a str) {
        let found = self.version.metric_index.get(id.as_str());
        let found = found.and_then(|at| self.names.policy.metrics.get(at));
        (found, self.names.text(found.and_then(|metric| metric.name.as_ref()), id))
    }

    fn position(&self, id: &'a Id) -> &'a str {
        let found = self.version.position_index.get(id.as_str());
        let found = found.and_then(|at| self.names.policy.positions.get(at));
        self.names.text(found.and_then(|position| position.name.as_ref()), id)
    }

    /// An amount of an action: `10000.00 CNY`.
    fn amount(&self, action: Option<&Action>, amount: &Figure) -> String {
        self.valued(action.map_or(Measure::new(crate::policy::Unit::Number), measure), amount)
    }

    fn valued(&self, measure: Measure<'_>, value: &Figure) -> String {
        measure.in_unit(&value.texts().0, self.names.language)
    }
}
