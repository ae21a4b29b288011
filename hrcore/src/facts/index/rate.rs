//! Joins ratings: each checked against the scales and raters of the scorecards that rate its metric.

use super::FactIndex;
use super::datum::{Datum, NONE};
use super::settle::settle;
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, CompiledMethod};
use crate::error::Code;
use crate::facts::held::position;
use crate::facts::people::PeopleIndex;
use crate::gather::Gather as _;
use crate::number::{Rational, small};
use crate::values::Id;

impl FactIndex<'_> {
    /// Joins what people rated.
    pub(super) fn rate(&mut self, policy: &Compiled, names: &PeopleIndex<'_>, sink: &mut Sink) {
        let list = Place::ROOT;
        let list = list.field("ratings");
        let ratings = &self.facts.document().ratings;
        let scales = rating_scales(policy);
        let mut near = 0;
        for (number, rating) in ratings.iter().enumerate() {
            let at = list.item(number);
            let Some(metric) = policy.metric_index.get(rating.metric.as_str()) else {
                policy.metric_index.unknown("metric", rating.metric.as_str(), &at.field("metric"), sink);
                continue;
            };
            let of_metric = || scales.iter().filter(|scale| scale.metric == metric);
            if of_metric().next().is_none() {
                let message = format_args!("no scorecard rates `{}`", rating.metric);
                sink.report(&at, "metric", Code::MethodMismatch, message);
                continue;
            }
            if !of_metric().any(|scale| scale.raters.iter().any(|kind| **kind == rating.rater)) {
                let message = format_args!("no scorecard has `{}` rate `{}`", rating.rater, rating.metric);
                sink.report(&at, "rater", Code::RaterUnknown, message);
                continue;
            }
            let value = rating.value.to_rational();
            if of_metric().all(|scale| value < *scale.min || value > *scale.max) {
                let message = format_args!("rating `{}` lies outside its scale", rating.value);
                sink.report(&at, "value", Code::RatingOutOfScale, message);
                continue;
            }
            let held = match &rating.position {
                None => Some(NONE),
                Some(id) => position(policy, id, &at, sink).map(small),
            };
            if let (Some(person), Some(held)) = (names.resolve(&rating.employee, &mut near, &at, sink), held) {
                let (subject, metric, record) = (small(person), small(metric), small(number));
                self.ratings.push(Datum { subject, metric, position: held, span: rating.period.span(), record });
            }
        }
        settle(&mut self.ratings, &list, sink, &|a, b| {
            let key = |datum: &Datum| {
                ratings.get(datum.record as usize).map(|rating| (&rating.rater, &rating.by, &rating.record))
            };
            key(a).cmp(&key(b))
        });
    }
}

/// A metric that a scorecard has rated, with its raters and scale.
struct RatingScaleOf<'a> {
    metric: usize,
    raters: Vec<&'a Id>,
    min: &'a Rational,
    max: &'a Rational,
}

fn rating_scales(policy: &Compiled) -> Vec<RatingScaleOf<'_>> {
    let lines = policy.cards.iter().flat_map(|card| &card.lines);
    lines
        .filter_map(|line| match &line.method {
            CompiledMethod::Rated { raters, min, max, .. } => Some(RatingScaleOf {
                metric: line.metric,
                raters: raters.iter().map(|(kind, _)| kind).gather(),
                min,
                max,
            }),
            _ => None,
        })
        .gather()
}
