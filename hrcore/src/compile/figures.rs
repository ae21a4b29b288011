//! Metrics that are figures of plans or of training.

use super::place::{Place, Sink};
use super::{Index, PlanSource, Source};
use crate::error::Code;
use crate::policy::{Level, Metric, PlanFigure, PlanMeasure, Policy, TrainingMeasure, Unit};

/// Figures of plans and of training are shares, and about people.
fn is_share_of_people(metric: &Metric, what: &'static str, at: &Place<'_>, sink: &mut Sink) {
    if !matches!(metric.unit, Unit::Percent | Unit::Ratio) {
        let message = format_args!("a figure of {what} is a share, but the unit is `{}`", metric.unit.as_str());
        sink.advise(at, "unit", Code::UnitMismatch, message, format_args!("it has the unit `percent` or `ratio`"));
    }
    if metric.level != Level::Employee {
        let message = format_args!("a figure of {what} is about an employee, not about a {}", metric.level.as_str());
        sink.report(at, "level", Code::SubjectMismatch, message);
    }
}

/// Compiles a figure of plans.
pub(super) fn plans(
    metric: &Metric,
    stated: &PlanMeasure,
    names: &Index,
    (list, at): (&Place<'_>, &Place<'_>),
    sink: &mut Sink,
) -> Option<Source> {
    is_share_of_people(metric, "plans", at, sink);
    let at = at.field("plans");
    if stated.on_time && stated.of != PlanFigure::Completion {
        let message = format_args!("`on_time` is for `completion`");
        sink.report(&at, "on_time", Code::MethodMismatch, message);
    }
    let goal = match &stated.goal {
        Some(id) => Some(names.resolve("metric", id, list, &at.field("goal"), sink)?),
        None => None,
    };
    let (figure, area, on_time) = (stated.of, stated.area.clone(), stated.on_time);
    Some(Source::Plans(PlanSource { figure, area, goal, on_time }))
}

/// Compiles a figure of training.
pub(super) fn training(
    metric: &Metric,
    stated: &TrainingMeasure,
    policy: &Policy,
    (place, at): (&Place<'_>, &Place<'_>),
    sink: &mut Sink,
) -> Option<Source> {
    is_share_of_people(metric, "training", at, sink);
    let at = at.field("training");
    let Some(id) = &stated.requirement else { return Some(Source::Training(None)) };
    let found = policy.training.iter().position(|known| known.id == *id);
    if found.is_none() && !sink.is_incomplete(&place.field("training")) {
        let message = format_args!("training requirement `{id}` does not exist");
        sink.report(&at, "requirement", Code::ReferenceUnknown, message);
    }
    found.map(|found| Source::Training(Some(found)))
}
