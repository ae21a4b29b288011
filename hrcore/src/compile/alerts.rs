//! Alert rules and the appraisal cycle, references resolved.

use super::career::Names;
use super::incentives::{Whom, whom};
use super::place::{Place, Sink};
use super::{Requirement, checks};
use crate::number::Rational;

/// When someone is alerted of something.
#[derive(Debug)]
pub(crate) struct CompiledAlert {
    pub(crate) whom: Whom,
    pub(crate) when: Option<Requirement>,
    pub(crate) metric: Option<usize>,
    pub(crate) more_than: Option<Rational>,
    pub(crate) less_than: Option<Rational>,
    pub(crate) audience: Vec<Audience>,
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// The person whom it is about.
    Employee,
    /// The person's managers.
    Manager,
    /// The holders of a position.
    Position(usize),
}

/// Compiles alert rules, and checks the cycle.
pub(super) fn compile(names: &Names<'_>, place: &Place<'_>, sink: &mut Sink) -> Vec<CompiledAlert> {
    let list = place.field("alerts");
    let mut found = Vec::with_capacity(names.policy.alerts.len());
    for (number, rule) in names.policy.alerts.iter().enumerate() {
        let at = list.item(number);
        let whom = whom(&rule.positions, names, &at, sink);
        let when = rule.when.as_ref();
        let when = when.and_then(|when| checks::compile(when, names, &at.field("when"), sink));
        found.push(CompiledAlert { whom, when, metric: None, more_than: None, less_than: None, audience: Vec::new() });
    }
    found
}
