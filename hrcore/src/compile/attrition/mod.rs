//! What may drive people away, references resolved, and the rules that warn.

use super::Requirement;
use super::career::Names;
use super::checks;
use super::index::Index;
use super::place::{Place, Sink};
use crate::policy::{AttritionDriver, DriverRole, DriverSource, DriverView, Policy};

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
}

/// Compiles the section of a policy.
pub(super) fn compile(names: &Names<'_>, _units: &Index, place: &Place<'_>, sink: &mut Sink) -> Attrition {
    let mut found = Attrition::default();
    let Some(stated) = &names.policy.attrition else { return found };
    let at = place.field("attrition");
    let list = at.field("drivers");
    for (number, stated) in stated.drivers.iter().enumerate() {
        found.drivers.extend(driver((names.policy, names.metrics), stated, place, &list.item(number), sink));
    }
    let list = at.field("signals");
    for (number, signal) in stated.signals.iter().enumerate() {
        found.signals.extend(checks::compile(&signal.when, names, &list.item(number).field("when"), sink));
    }
    found
}

/// Resolves one driver, of a policy or of a model.
pub(crate) fn driver(
    (_policy, metrics): (&Policy, &Index),
    stated: &AttritionDriver,
    root: &Place<'_>,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<CompiledDriver> {
    let kind = match &stated.source {
        DriverSource::Tenure(_) => DriverKind::Tenure,
        DriverSource::PositionTenure(_) => DriverKind::PositionTenure,
        DriverSource::Position(_) => DriverKind::Position,
        DriverSource::Unit(_) => DriverKind::Unit,
        DriverSource::Metric(of) => {
            let at = at.field("metric");
            DriverKind::Metric(metrics.resolve("metric", &of.metric, &root.field("metrics"), &at, sink)?)
        }
        DriverSource::Score(_) => DriverKind::Score,
        DriverSource::Overtime(_) => DriverKind::Overtime,
        DriverSource::Absence(_) => DriverKind::Absence,
        DriverSource::PayPosition(_) => DriverKind::PayPosition,
        DriverSource::Achievements(_) => DriverKind::Achievements,
        DriverSource::TeamLeavers(_) => DriverKind::TeamLeavers,
    };
    Some(CompiledDriver { stated: stated.clone(), kind })
}
