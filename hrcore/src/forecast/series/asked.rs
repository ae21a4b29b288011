//! What a request asks for, resolved; or all that is wrong with it.

use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::error::{Code, Problems};
use crate::facts::{FactIndex, Owner};
use crate::number::{float, small};
use crate::policy::{Every, Unit};
use crate::request::ForecastRequest;
use crate::time::{Granularity, Period};
use crate::values::Id;

use super::history::{MOST_PERIODS, Seen, last_over_from};
use super::model::MOST_AHEAD;

/// A request, resolved.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) of: Of,
    pub(super) season: Option<usize>,
    pub(super) events: Vec<usize>,
}

/// What a series is made of.
#[derive(Debug)]
pub(super) enum Of {
    Metric(usize, Owner),
    /// The values, period by period, and the last period that is over.
    Values(Vec<Seen>, Option<Period>),
}

/// Resolves a request.
pub(super) fn check(version: &Compiled, index: &FactIndex<'_>, request: &ForecastRequest) -> Result<Checked, Problems> {
    let mut sink = Sink::new((Vec::new(), Vec::new()), version.limits.problems);
    let root = Place::ROOT;
    if !(1..=MOST_AHEAD).contains(&request.horizon) {
        let message = format_args!("1 to {MOST_AHEAD} periods are foretold");
        sink.report(&root, "horizon", Code::NumberOutOfRange, message);
    }
    let of = match (&request.metric, request.values.is_empty()) {
        (Some(_), true) => metric(version, index, request, &mut sink),
        (None, false) => values(version, request, &mut sink),
        (Some(_), false) => {
            let message = format_args!("a series is of a `metric` or of `values`, not of both");
            sink.report(&root, "values", Code::FieldUnknown, message);
            None
        }
        (None, true) => {
            let message = format_args!("one of the fields `metric` and `values` is missing");
            sink.report(&root, "", Code::FieldMissing, message);
            None
        }
    };
    let stated = [("season", request.season.is_some()), ("events", !request.events.is_empty())];
    for (field, _) in stated.into_iter().filter(|(_, is_stated)| *is_stated && request.every != Every::Month) {
        let message = format_args!("`{field}` is of months, and the series of a `{}` each", request.every.as_str());
        sink.report(&Place::ROOT, field, Code::ValueMismatch, message);
    }
    let (season, events) = borrowed(version, request.season.as_ref(), &request.events, &mut sink);
    Problems::check(sink.finish())?;
    // INVARIANT: without problems there is a series.
    Ok(Checked { of: of.unwrap_or(Of::Values(Vec::new(), None)), season, events })
}

/// The season and the events that a request names.
pub(crate) fn borrowed(
    version: &Compiled,
    season: Option<&Id>,
    events: &[Id],
    sink: &mut Sink,
) -> (Option<usize>, Vec<usize>) {
    let root = Place::ROOT;
    let list = root.field("seasons");
    let known = &version.forecasts.season_index;
    let season = season.and_then(|id| known.resolve("season", id, &list, &root.field("season"), sink));
    let (list, place) = (root.field("dated_events"), root.field("events"));
    let mut found: Vec<usize> = Vec::new();
    // Whether each event of the policy was named.
    let mut named = vec![false; version.forecasts.events.len()];
    for (number, id) in events.iter().enumerate() {
        let at = place.item(number);
        let Some(event) = version.forecasts.event_index.resolve("event", id, &list, &at, sink) else { continue };
        match named.get_mut(event) {
            Some(named) if !*named => {
                *named = true;
                found.push(event);
            }
            _ => sink.report(&at, "", Code::IdDuplicate, format_args!("`{id}` stands in this list twice")),
        }
    }
    (season, found)
}

fn metric(version: &Compiled, index: &FactIndex<'_>, request: &ForecastRequest, sink: &mut Sink) -> Option<Of> {
    let root = Place::ROOT;
    let at = root.field("metric");
    let list = root.field("metrics");
    let id = request.metric.as_ref();
    let metric = id.and_then(|id| version.metric_index.resolve("metric", id, &list, &at, sink));
    if metric.and_then(|metric| version.policy.metrics.get(metric)).is_some_and(|known| known.unit == Unit::Label) {
        sink.report(&at, "", Code::ValueMismatch, format_args!("labels are no numbers"));
    }
    let mut owner = Some(Owner::Company);
    let mut first: Option<&'static str> = None;
    let asked = [("employee", &request.employee), ("position", &request.position), ("unit", &request.unit)];
    for (field, id) in asked {
        let Some(id) = id else { continue };
        if let Some(first) = first {
            let message = format_args!("a series is of one owner, and this one of an `{first}`");
            sink.report(&root, field, Code::FieldUnknown, message);
            continue;
        }
        first = Some(field);
        let at = root.field(field);
        owner = match field {
            "employee" => employee(index, id, &at, sink),
            "position" => {
                let list = root.field("positions");
                let found = version.position_index.resolve("position", id, &list, &at, sink);
                found.map(|position| Owner::Position(small(position)))
            }
            _ => {
                let list = root.field("units");
                let found = version.unit_index.resolve("unit", id, &list, &at, sink);
                found.map(|unit| Owner::Unit(small(unit)))
            }
        };
    }
    metric.zip(owner).map(|(metric, owner)| Of::Metric(metric, owner))
}

fn employee(index: &FactIndex<'_>, id: &Id, at: &Place<'_>, sink: &mut Sink) -> Option<Owner> {
    let found = index.facts.document().employees.iter().position(|employee| employee.id == *id);
    match found {
        Some(person) if index.held(person).is_some() => return Some(Owner::Employee(small(person))),
        None if !index.facts.has_lost_employees() => {
            sink.report(at, "", Code::ReferenceUnknown, format_args!("employee `{id}` does not exist"));
        }
        _ => sink.report(at, "", Code::ReferenceUnknown, format_args!("the record of `{id}` could not be read")),
    }
    None
}

/// The values of a request as a history.
fn values(version: &Compiled, request: &ForecastRequest, sink: &mut Sink) -> Option<Of> {
    let root = Place::ROOT;
    let owners = [("employee", &request.employee), ("position", &request.position), ("unit", &request.unit)];
    for (field, _) in owners.into_iter().filter(|(_, id)| id.is_some()) {
        let message = format_args!("`{field}` goes with a `metric`, not with `values`");
        sink.report(&root, field, Code::FieldUnknown, message);
    }
    let list = root.field("values");
    if request.values.len() > MOST_PERIODS {
        let message = format_args!("at most {MOST_PERIODS} values are looked at");
        sink.report(&list, "", Code::LimitExceeded, message);
        return None;
    }
    let every: Granularity = request.every.into();
    // Months may be calendar months or those of the policy, but are all of one kind.
    let start_of = |period: Period| match period {
        Period::Month { start_day, .. } => Some(start_day),
        _ => None,
    };
    let start = request.values.first().and_then(|value| start_of(value.period));
    let last =
        last_over_from(version, every, start.unwrap_or(version.policy.appraisal_period.start_day), request.as_of);
    let mut known: Vec<(Period, usize, Option<f64>)> = Vec::with_capacity(request.values.len());
    for (number, stated) in request.values.iter().enumerate() {
        let period = stated.period;
        let at = list.item(number);
        if granularity(period) != every {
            let message = format_args!("`{period}` is no {}", every.as_str());
            sink.report(&at, "period", Code::ValueMismatch, message);
        } else if start_of(period) != start {
            let message = format_args!("`{period}` starts on another day than the months before it");
            sink.report(&at, "period", Code::ValueMismatch, message);
        } else if last.is_none_or(|last| period > last) {
            let message = format_args!("`{period}` is not over on {}", request.as_of);
            sink.report(&at, "period", Code::TimeOrder, message);
        } else {
            known.push((period, number, float(&stated.value.to_rational())));
        }
    }
    crate::sort::sort_by(&mut known, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    for pair in known.windows(2) {
        if let [(first, ..), (second, number, _)] = pair
            && first == second
        {
            let message = format_args!("`{second}` stands in this list twice");
            sink.report(&list.item(*number), "period", Code::IdDuplicate, message);
        }
    }
    let (first, number, _) = known.first()?;
    let mut history: Vec<Seen> = Vec::new();
    let mut at = last;
    while let Some(period) = at.filter(|period| period >= first) {
        if history.len() == MOST_PERIODS {
            let message = format_args!("`{first}` is more than {MOST_PERIODS} periods before {}", request.as_of);
            sink.report(&list.item(*number), "period", Code::NumberOutOfRange, message);
            return None;
        }
        history.push((period, None));
        at = period.previous();
    }
    history.reverse();
    for (period, value) in &mut history {
        let found = known.binary_search_by(|(known, ..)| known.cmp(period));
        *value = found.ok().and_then(|at| known.get(at)).and_then(|(.., value)| *value);
    }
    Some(Of::Values(history, last))
}

fn granularity(period: Period) -> Granularity {
    match period {
        Period::Day(_) => Granularity::Day,
        Period::Week { .. } => Granularity::Week,
        Period::Month { .. } => Granularity::Month,
        Period::Quarter { .. } => Granularity::Quarter,
        Period::Half { .. } => Granularity::Half,
        Period::Year(_) => Granularity::Year,
    }
}
