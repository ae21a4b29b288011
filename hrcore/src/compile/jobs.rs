//! Duties, authority and objectives of positions, and the actions with their gates, references resolved.

use super::career::Names;
use super::place::{Place, Sink};
use super::{Index, Requirement, amount, checks, index};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::policy::{Action, Authority, Duty, PositionObjective, Unit};
use crate::values::{Amount, Id};

/// What positions may do, and have to.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    pub(crate) action_index: Index,
    pub(crate) actions: Vec<CompiledAction>,
    /// What each position may decide by itself, in the order of the actions.
    pub(crate) authority: Vec<Vec<CompiledAuthority>>,
}

/// Something that needs authority, or a gate.
#[derive(Debug)]
pub(crate) struct CompiledAction {
    pub(crate) requires: Option<Requirement>,
    /// The positions whose work it is part of, in order; none means all.
    pub(crate) positions: Vec<usize>,
}

/// How far a position may decide.
#[derive(Debug)]
pub(crate) struct CompiledAuthority {
    pub(crate) action: usize,
    pub(crate) at_most: Option<Rational>,
    pub(crate) at_least: Option<Rational>,
    pub(crate) within: Option<Rational>,
}

impl CompiledAction {
    /// Whether it is part of a position's work.
    pub(crate) fn is_for(&self, position: usize) -> bool {
        self.positions.is_empty() || self.positions.binary_search(&position).is_ok()
    }
}

impl Jobs {
    /// What a position may decide of an action.
    pub(crate) fn authority(&self, position: usize, action: usize) -> Option<&CompiledAuthority> {
        let list = self.authority.get(position)?;
        list.get(list.binary_search_by(|known| known.action.cmp(&action)).ok()?)
    }

    /// The gates of all actions.
    pub(crate) fn gates(&self) -> impl Iterator<Item = &Requirement> {
        self.actions.iter().filter_map(|action| action.requires.as_ref())
    }
}

/// Compiles what positions may do.
pub(super) fn compile(names: &Names<'_>, place: &Place<'_>, sink: &mut Sink) -> Jobs {
    let mut jobs = Jobs::default();
    let list = place.field("actions");
    jobs.action_index = index::index(&names.policy.actions.iter().map(|action| &action.id).gather(), &list, sink);
    for (number, stated) in names.policy.actions.iter().enumerate() {
        let action = action(stated, names, &list.item(number), sink);
        jobs.actions.push(action);
    }
    let positions = place.field("positions");
    for (number, position) in names.policy.positions.iter().enumerate() {
        let at = positions.item(number);
        let own = at.field("authority");
        let mut authority = Vec::with_capacity(position.authority.len());
        for (number, stated) in position.authority.iter().enumerate() {
            let found = self::authority(stated, &jobs.action_index, (names, &list), &own.item(number), sink);
            authority.extend(found.map(|found| (number, found)));
        }
        jobs.authority.push(unique(authority, &own, sink));
        duties(&position.duties, names, &at.field("duties"), sink);
        objectives(&position.objectives, names, &at.field("objectives"), sink);
    }
    jobs
}

fn action(stated: &Action, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) -> CompiledAction {
    match (stated.unit, &stated.currency) {
        (Some(Unit::Label), _) => {
            sink.report(at, "unit", Code::UnitMismatch, format_args!("the amount of an action is no label"));
        }
        (Some(Unit::Money), None) => sink.advise(
            at,
            "",
            Code::FieldMissing,
            format_args!("field `currency` is missing"),
            format_args!("an action in money names its ISO 4217 currency, such as `CNY`"),
        ),
        (Some(Unit::Money), Some(currency)) => {
            super::currency(currency, at, sink);
        }
        (unit, Some(_)) => {
            let unit = unit.map_or("none", Unit::as_str);
            sink.report(at, "currency", Code::UnitMismatch, format_args!("unit `{unit}` has no currency"));
        }
        (_, None) => {}
    }
    let (known, list) = (names.place.field("positions"), at.field("positions"));
    let mut positions = Vec::with_capacity(stated.positions.len());
    for (number, id) in stated.positions.iter().enumerate() {
        positions.extend(names.positions.resolve("position", id, &known, &list.item(number), sink));
    }
    crate::sort::sort(&mut positions);
    positions.dedup();
    let requires = stated.requires.as_ref();
    let requires = requires.and_then(|requires| checks::compile(requires, names, &at.field("requires"), sink));
    CompiledAction { requires, positions }
}

fn authority(
    stated: &Authority,
    actions: &Index,
    (names, list): (&Names<'_>, &Place<'_>),
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<CompiledAuthority> {
    let action = actions.resolve("action", &stated.action, list, &at.field("action"), sink)?;
    let unit = names.policy.actions.get(action).and_then(|action| action.unit);
    let mut limit = |field: &'static str, limit: Option<Amount>| match unit {
        Some(unit) => amount(unit, limit?, &at.field(field), sink),
        None => {
            limit?;
            let message = format_args!("action `{}` has no unit, so it has no limit", stated.action);
            sink.report(at, field, Code::UnitMismatch, message);
            None
        }
    };
    let at_most = limit("at_most", stated.at_most);
    let at_least = limit("at_least", stated.at_least);
    let within = limit("within", stated.within);
    if within.as_ref().is_some_and(|within| within.signum() < 0) {
        let message = format_args!("a distance from zero is not negative");
        sink.report(at, "within", Code::NumberOutOfRange, message);
    }
    if at_most.as_ref().zip(at_least.as_ref()).is_some_and(|(most, least)| most < least) {
        sink.report(at, "at_most", Code::RangeEmpty, format_args!("no amount is within these limits"));
    }
    Some(CompiledAuthority { action, at_most, at_least, within })
}

/// The authority of a position, by action; one that stands there twice is a problem.
fn unique(mut found: Vec<(usize, CompiledAuthority)>, list: &Place<'_>, sink: &mut Sink) -> Vec<CompiledAuthority> {
    crate::sort::sort_by(&mut found, |a, b| (a.1.action, a.0).cmp(&(b.1.action, b.0)));
    let mut twice: Vec<usize> = Vec::new();
    found.dedup_by(|later, first| {
        let same = later.1.action == first.1.action;
        if same {
            twice.push(later.0);
        }
        same
    });
    crate::sort::sort(&mut twice);
    for number in twice {
        let message = format_args!("this action stands in the list twice");
        sink.report(&list.item(number), "action", Code::IdDuplicate, message);
    }
    found.into_iter().map(|(_, authority)| authority).gather()
}

fn duties(duties: &[Duty], names: &Names<'_>, list: &Place<'_>, sink: &mut Sink) {
    index::index(&duties.iter().map(|duty| &duty.id).gather(), list, sink);
    for (number, duty) in duties.iter().enumerate() {
        let at = list.item(number);
        if duty.frequency.times == 0 {
            let message = format_args!("what is never done is no duty");
            sink.report(&at.field("frequency"), "times", Code::NumberOutOfRange, message);
        }
        if let Some(standard) = &duty.standard {
            let at = at.field("standard");
            if let Some(unit) = measured(&standard.metric, names, &at, sink) {
                amount(unit, standard.value, &at.field("value"), sink);
            }
        }
    }
}

fn objectives(objectives: &[PositionObjective], names: &Names<'_>, list: &Place<'_>, sink: &mut Sink) {
    index::index(&objectives.iter().map(|objective| &objective.id).gather(), list, sink);
    for (number, objective) in objectives.iter().enumerate() {
        let at = list.item(number);
        let Some(unit) = measured(&objective.metric, names, &at, sink) else { continue };
        let compared = match &objective.growth {
            None => unit,
            Some(growth) => {
                checks::base(growth, unit, &at.field("growth"), sink);
                growth.change.unit(unit)
            }
        };
        amount(compared, objective.value, &at.field("value"), sink);
    }
}

/// The unit of a metric whose value is compared.
fn measured(id: &Id, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) -> Option<Unit> {
    let list = names.place.field("metrics");
    let metric = names.metrics.resolve("metric", id, &list, &at.field("metric"), sink)?;
    let unit = names.policy.metrics.get(metric)?.unit;
    if unit == Unit::Label {
        let message = format_args!("metric `{id}` is a label, which does not compare");
        sink.report(at, "metric", Code::ValueMismatch, message);
        return None;
    }
    Some(unit)
}
