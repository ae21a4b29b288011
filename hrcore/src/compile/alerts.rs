//! Alert rules and the appraisal cycle, references resolved.

use super::career::Names;
use super::incentives::{Whom, whom};
use super::place::{Place, Sink};
use super::{Requirement, amount, checks};
use crate::error::{Code, nearest};
use crate::number::Rational;
use crate::values::{Amount, Id};

/// When someone is alerted of something.
#[derive(Debug)]
pub(crate) struct CompiledAlert {
    pub(crate) whom: Whom,
    pub(crate) when: Option<Requirement>,
    pub(crate) metric: Option<usize>,
    pub(crate) more_than: Option<Rational>,
    pub(crate) less_than: Option<Rational>,
    pub(crate) audience: Vec<Audience>,
    #[cfg(feature = "attrition")]
    pub(crate) flight: super::Flight,
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
        let metrics = names.place.field("metrics");
        let metric = rule.metric.as_ref();
        let metric = metric.and_then(|id| names.metrics.resolve("metric", id, &metrics, &at.field("metric"), sink));
        let unit = metric.and_then(|metric| names.policy.metrics.get(metric)).map(|metric| metric.unit);
        let mut limit = |stated: Option<Amount>, field: &'static str| {
            let (unit, stated) = unit.zip(stated)?;
            amount(unit, stated, &at.field(field), sink)
        };
        let (more_than, less_than) = (limit(rule.more_than, "more_than"), limit(rule.less_than, "less_than"));
        let audience = audience(&rule.audience, names, &at, sink);
        found.push(CompiledAlert {
            whom,
            when,
            metric,
            more_than,
            less_than,
            audience,
            #[cfg(feature = "attrition")]
            flight: super::flight::compile(rule, names, &at, sink),
        });
    }
    found
}

fn audience(stated: &[Id], names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) -> Vec<Audience> {
    let (known, list) = (names.place.field("positions"), at.field("audience"));
    let mut found = Vec::with_capacity(stated.len());
    for (number, id) in stated.iter().enumerate() {
        let who = match id.as_str() {
            "employee" => Some(Audience::Employee),
            "manager" => Some(Audience::Manager),
            _ => {
                let found = names.positions.get(id.as_str());
                if found.is_none() && !sink.is_incomplete(&known) {
                    unknown(id, names, &list.item(number), sink);
                }
                found.map(Audience::Position)
            }
        };
        // One who is named twice is told once.
        found.extend(who.filter(|who| !found.contains(who)));
    }
    found
}

/// Reports an audience that does not exist; its words are near, too.
fn unknown(id: &Id, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) {
    let mut known = vec!["employee", "manager"];
    known.extend(names.policy.positions.iter().map(|position| position.id.as_str()));
    let message = format_args!("`{}` is no position", crate::json::short(id.as_str()));
    match nearest(id.as_str(), &known) {
        Some(near) => sink.advise(at, "", Code::ReferenceUnknown, message, format_args!("did you mean `{near}`?")),
        None => {
            let hint = format_args!("an audience is `employee`, `manager` or a position");
            sink.advise(at, "", Code::ReferenceUnknown, message, hint);
        }
    }
}
