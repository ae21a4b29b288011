//! What may drive people away, references resolved, and the rules that warn.

mod protected;
#[cfg(test)]
mod tests;

use super::Requirement;
use super::career::Names;
use super::checks;
use super::index::{Index, index};
use super::place::{Place, Sink};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::policy::{AttritionDriver, DriverRole, DriverSource, DriverView, Policy, Unit};
use protected::{protected, protected_name};

/// So many drivers, and so many signals.
pub(crate) const MOST: usize = 32;

/// What a policy says about leaving.
#[derive(Debug, Default)]
pub(crate) struct Attrition {
    pub(crate) drivers: Vec<CompiledDriver>,
    /// The rules that warn, in the order of the policy.
    pub(crate) signals: Vec<Requirement>,
}

/// A driver, with its references resolved.
#[derive(Debug, Clone)]
pub(crate) struct CompiledDriver {
    /// As it is stated.
    pub(crate) stated: AttritionDriver,
    pub(crate) kind: DriverKind,
}

impl CompiledDriver {
    pub(crate) fn view(&self) -> DriverView {
        self.stated.view
    }

    pub(crate) fn role(&self) -> DriverRole {
        self.stated.role
    }
}

/// What a driver is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DriverKind {
    Tenure,
    PositionTenure,
    /// A category: the position by index.
    Position,
    /// A category: the unit by index.
    Unit,
    /// The metric by index.
    Metric(usize),
    Score,
    Overtime,
    Absence,
    PayPosition,
    Achievements,
    TeamLeavers,
}

impl DriverKind {
    /// Whether its numbers stand for positions or units.
    pub(crate) fn is_category(self) -> bool {
        matches!(self, Self::Position | Self::Unit)
    }

    /// Whether it grows by one with every month.
    pub(crate) fn grows(self) -> bool {
        matches!(self, Self::Tenure | Self::PositionTenure)
    }

    /// Whether it is a value of each month, which can be looked at over several of them.
    pub(crate) fn is_monthly(self) -> bool {
        matches!(self, Self::Metric(_) | Self::Score | Self::Overtime | Self::Absence)
    }
}

/// Compiles the section of a policy.
pub(super) fn compile(names: &Names<'_>, _units: &Index, place: &Place<'_>, sink: &mut Sink) -> Attrition {
    let mut found = Attrition::default();
    let Some(stated) = &names.policy.attrition else { return found };
    let at = place.field("attrition");
    let list = at.field("drivers");
    few(stated.drivers.len(), "drivers", &list, sink);
    index(&stated.drivers.iter().map(|driver| &driver.id).gather(), &list, sink);
    for (number, stated) in stated.drivers.iter().enumerate().take(MOST) {
        found.drivers.extend(driver((names.policy, names.metrics), stated, place, &list.item(number), sink));
    }
    let list = at.field("signals");
    few(stated.signals.len(), "signals", &list, sink);
    index(&stated.signals.iter().map(|signal| &signal.id).gather(), &list, sink);
    for (number, signal) in stated.signals.iter().enumerate().take(MOST) {
        found.signals.extend(checks::compile(&signal.when, names, &list.item(number).field("when"), sink));
    }
    found
}

fn few(count: usize, what: &str, list: &Place<'_>, sink: &mut Sink) {
    if count > MOST {
        sink.report(list, "", Code::LimitExceeded, format_args!("there are {count} {what}, and at most {MOST} may be"));
    }
}

/// Resolves one driver, of a policy or of a model: `root` is where the policy stands, `at` the driver.
pub(crate) fn driver(
    (policy, metrics): (&Policy, &Index),
    stated: &AttritionDriver,
    root: &Place<'_>,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<CompiledDriver> {
    let before = sink.problems.len();
    let name = stated.name.as_ref().and_then(protected_name);
    for (field, word) in [("id", protected(stated.id.as_str())), ("name", name)] {
        refuse(word, (at, field), sink);
    }
    let kind = match &stated.source {
        DriverSource::Tenure(_) => DriverKind::Tenure,
        DriverSource::PositionTenure(_) => DriverKind::PositionTenure,
        DriverSource::Position(_) => DriverKind::Position,
        DriverSource::Unit(_) => DriverKind::Unit,
        DriverSource::Metric(of) => {
            let source = at.field("source");
            let at = source.field("metric");
            let metric = metrics.resolve("metric", &of.metric, &root.field("metrics"), &at, sink)?;
            let definition = policy.metrics.get(metric)?;
            if definition.unit == Unit::Label {
                let message = format_args!("`{}` is a label, and no number", of.metric);
                sink.report(&at, "", Code::ValueMismatch, message);
            }
            let name = definition.name.as_ref().and_then(protected_name);
            refuse(protected(definition.id.as_str()).or(name), (&at, ""), sink);
            DriverKind::Metric(metric)
        }
        DriverSource::Score(_) => DriverKind::Score,
        DriverSource::Overtime(_) => DriverKind::Overtime,
        DriverSource::Absence(_) => DriverKind::Absence,
        DriverSource::PayPosition(_) => DriverKind::PayPosition,
        DriverSource::Achievements(_) => DriverKind::Achievements,
        DriverSource::TeamLeavers(_) => DriverKind::TeamLeavers,
    };
    if stated.view != DriverView::Last && !kind.is_monthly() {
        let message = format_args!("`{}` has no value of each month", stated.source.kind());
        let hint = format_args!("metrics, scores, overtime and absence are looked at so; leave `view` out");
        sink.advise(at, "view", Code::MethodMismatch, message, hint);
    }
    (sink.problems.len() == before).then(|| CompiledDriver { stated: stated.clone(), kind })
}

/// Refuses what says what a person is.
fn refuse(word: Option<String>, (at, field): (&Place<'_>, &'static str), sink: &mut Sink) {
    if let Some(word) = word {
        let message = format_args!("`{word}` is what a person is, and no driver of leaving");
        let hint = format_args!("take it for the audit of `fit_attrition`");
        sink.advise(at, field, Code::AttributeProtected, message, hint);
    }
}
