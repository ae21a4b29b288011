//! Joins observations: each checked against its metric, and resolved to whom it is about.

use super::FactIndex;
use super::datum::{Datum, NONE};
use super::settle::settle;
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, Source};
use crate::error::Code;
use crate::facts::held::{position, resolve_unit};
use crate::facts::people::PeopleIndex;
use crate::facts::{Observation, Reading, Subject};
use crate::number::small;
use crate::policy::{Level, Unit};
use crate::time::{Period, Span};

impl FactIndex<'_> {
    /// Joins what was observed.
    pub(super) fn observe(&mut self, policy: &Compiled, names: &PeopleIndex<'_>, sink: &mut Sink) {
        let list = Place::ROOT;
        let list = list.field("observations");
        let observations = &self.facts.document().observations;
        self.employees.reserve(observations.len());
        let (mut near, mut near_metric) = (0, 0);
        // Records of one period stand together more often than not.
        let mut days: Option<(Period, Span)> = None;
        for (number, observation) in observations.iter().enumerate() {
            let at = list.item(number);
            let period = observation.period;
            let span = days.filter(|(known, _)| *known == period).map_or_else(|| period.span(), |(_, span)| span);
            days = Some((period, span));
            let Some((metric, level)) = check(observation, policy, near_metric, &at, sink) else { continue };
            near_metric = metric + 1;
            let datum = |subject: usize, position: u32| Datum {
                subject: small(subject),
                metric: small(metric),
                position,
                span,
                record: small(number),
            };
            match (&observation.subject, level) {
                (Subject::Employee(id), Level::Employee) => {
                    if let Some(person) = names.resolve(id, &mut near, &at, sink) {
                        self.employees.push(datum(person, NONE));
                    }
                }
                (Subject::EmployeeIn(pair), Level::Employee) => {
                    let position = position(policy, &pair.1, &at, sink);
                    if let (Some(person), Some(position)) = (names.resolve(&pair.0, &mut near, &at, sink), position) {
                        if !self.holds(person, position, observation.period.span()) {
                            let message = format_args!(
                                "`{}` does not hold position `{}` in `{}`",
                                pair.0, pair.1, observation.period
                            );
                            sink.report(&at, "position", Code::ReferenceUnknown, message);
                            continue;
                        }
                        self.employees.push(datum(person, small(position)));
                    }
                }
                (Subject::Position(id), Level::Position) => {
                    if let Some(position) = position(policy, id, &at, sink) {
                        self.positions.push(datum(position, NONE));
                    }
                }
                (Subject::Unit(id), Level::Unit) => {
                    if let Some(unit) = resolve_unit(&policy.unit_index, id, &at, sink) {
                        self.units.push(datum(unit, NONE));
                    }
                }
                (Subject::Company, Level::Company) => self.company.push(datum(0, NONE)),
                (_, level) => {
                    let message = format_args!("metric `{}` is observed per {}", observation.metric, level.as_str());
                    sink.report(&at, "", Code::SubjectMismatch, message);
                }
            }
        }
        for data in [&mut self.employees, &mut self.positions, &mut self.units, &mut self.company] {
            settle(data, &list, sink, &|a, b| {
                let record = |datum: &Datum| observations.get(datum.record as usize).and_then(|o| o.record.as_ref());
                record(a).cmp(&record(b))
            });
        }
    }
}

/// Checks an observation against its metric; the metric and its level when it is good.
fn check(
    observation: &Observation,
    policy: &Compiled,
    near: usize,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<(usize, Level)> {
    let metrics = &policy.policy.metrics;
    // Records of one person mostly come in the order of the metrics, so the next one is tried first.
    let near = if near < metrics.len() { near } else { 0 };
    let found = match metrics.get(near) {
        Some(metric) if metric.id == observation.metric => Some(near),
        _ => policy.metric_index.get(observation.metric.as_str()),
    };
    let Some(metric) = found else {
        policy.metric_index.unknown("metric", observation.metric.as_str(), &at.field("metric"), sink);
        return None;
    };
    let definition = metrics.get(metric)?;
    if !matches!(policy.sources.get(metric), Some(Source::Observed)) {
        let message = format_args!("metric `{}` is derived, not observed", observation.metric);
        sink.report(at, "metric", Code::MetricDerived, message);
        return None;
    }
    if let Some(currency) = &observation.currency
        && definition.currency.as_ref() != Some(&**currency)
    {
        let message = match &definition.currency {
            Some(own) => format!("currency is `{currency}`, but the metric is in `{own}`"),
            None => format!("currency is `{currency}`, but the metric is no amount of money"),
        };
        sink.advise(
            at,
            "currency",
            Code::CurrencyMismatch,
            format_args!("{message}"),
            format_args!("convert amounts before they come here"),
        );
        return None;
    }
    if policy.only_rated.get(metric) == Some(&true) {
        let message = format_args!("metric `{}` is rated, not observed", observation.metric);
        let hint = format_args!("what people rate stands in `ratings`, with the kind of rater");
        sink.advise(at, "metric", Code::MethodMismatch, message, hint);
        return None;
    }
    let value = at.field("value");
    let fits = match &observation.reading {
        Reading::State(_) => true,
        Reading::Label(label) => {
            if definition.unit != Unit::Label {
                let message = format_args!("`{label}` is not a number");
                sink.report(&value, "", Code::ValueMismatch, message);
            }
            definition.unit == Unit::Label
        }
        // A number can be a label: grade `5`.
        Reading::Number(_) if definition.unit == Unit::Label => true,
        // A bare number fits every other unit.
        Reading::Number(amount) if !amount.percent => true,
        Reading::Number(amount) => crate::compile::amount(definition.unit, *amount, &value, sink).is_some(),
        Reading::Fraction(fraction) => {
            let negative = fraction.whole.is_negative();
            if negative {
                sink.report(
                    &value,
                    "whole",
                    Code::NumberOutOfRange,
                    format_args!("the whole of a rate is not negative"),
                );
            } else if !definition.unit.is_rate() {
                let message = format_args!("a rate by its parts does not fit the unit `{}`", definition.unit.as_str());
                sink.report(&value, "", Code::ValueMismatch, message);
            }
            !negative && definition.unit.is_rate()
        }
    };
    fits.then_some((metric, definition.level))
}
