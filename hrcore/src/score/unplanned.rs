//! Stands for `planned` where plans and training are left out: a policy with metrics of them does not compile.

use crate::compile::PlanSource;
use crate::facts::State;
use crate::time::Span;
use crate::values::Id;

use super::answer::{ItemEvidence, TrainingEvidence};
use super::value::{Subject, Value, Values};

impl Values<'_> {
    pub(super) fn planned(&self, _: &PlanSource, _: &[(Subject<'_>, Span)]) -> Value {
        Value::None(State::Missing)
    }

    pub(super) fn trained(&self, _: Option<usize>, _: &[(Subject<'_>, Span)]) -> Value {
        Value::None(State::Missing)
    }

    pub(super) fn planned_evidence(
        &self,
        _: usize,
        _: &Subject<'_>,
        _: Span,
        _: (&mut u32, &mut Vec<Id>),
    ) -> (Vec<ItemEvidence>, Vec<TrainingEvidence>) {
        (Vec::new(), Vec::new())
    }

    /// Shows each record behind a value that is not made of others.
    pub(crate) fn each_record(&self, metric: usize, subject: &Subject<'_>, span: Span, show: &mut dyn FnMut(&Id)) {
        self.each_observation(metric, subject, span, &mut |observation| observation.record.iter().for_each(&mut *show));
    }
}
