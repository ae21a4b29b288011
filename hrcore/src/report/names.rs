//! What people call the things of a policy.

use crate::policy::{Line, Metric, Policy, Scorecard};
use crate::values::{Id, Language, Text};

/// Names of things in one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) language: Language,
}

impl<'a> Names<'a> {
    pub(crate) fn text(&self, name: Option<&'a Text>, id: &'a Id) -> &'a str {
        name.map(|text| text.in_language(self.language)).filter(|text| !text.is_empty()).unwrap_or(id.as_str())
    }

    /// The metric of an id, and its name.
    pub(crate) fn metric(&self, id: &'a Id) -> (Option<&'a Metric>, &'a str) {
        let found = self.policy.metrics.iter().find(|metric| metric.id == *id);
        (found, self.text(found.and_then(|metric| metric.name.as_ref()), id))
    }

    pub(crate) fn position(&self, id: &'a Id) -> &'a str {
        let found = self.policy.positions.iter().find(|position| position.id == *id);
        self.text(found.and_then(|position| position.name.as_ref()), id)
    }

    pub(crate) fn band(&self, id: &'a Id) -> &'a str {
        let found = self.policy.band(id);
        self.text(found.and_then(|band| band.name.as_ref()), id)
    }

    pub(crate) fn line(&self, line: &'a Line) -> &'a str {
        let metric = self.policy.metrics.iter().find(|metric| metric.id == line.metric);
        self.text(line.name.as_ref().or(metric.and_then(|metric| metric.name.as_ref())), &line.id)
    }

    pub(crate) fn card(&self, id: &Id) -> Option<&'a Scorecard> {
        self.policy.scorecards.iter().find(|card| card.id == *id)
    }
}
