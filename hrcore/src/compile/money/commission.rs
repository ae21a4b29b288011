//! Commissions: tiers without gaps, and what goes together.

use super::{Names, amount, not_negative, period, share};
use crate::compile::currency;
use crate::compile::index::index;
use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::Decimal;
use crate::policy::{Commission, CommissionPer, Metric, TeamSplit, Tiers, Unit};

/// Checks a commission, whose metric is known.
pub(in crate::compile) fn commission(
    stated: &Commission,
    metric: Option<&Metric>,
    names: &Names<'_>,
    at: &Place<'_>,
    sink: &mut Sink,
) {
    period(stated.every, names.policy, at, sink);
    let known = currency(&stated.currency, at, sink);
    let draw = stated.draw.as_ref().map(|draw| draw.amount);
    let of_draw = at.field("draw");
    let amounts = [
        (at, "floor", stated.floor),
        (at, "cap", stated.cap),
        (at, "guarantee", stated.guarantee),
        (&of_draw, "amount", draw),
    ];
    for (at, field, value) in amounts.into_iter().filter(|_| known) {
        if let Some(value) = value {
            amount(value, &stated.currency, (at, field), sink);
        }
    }
    if stated.cap.zip(stated.floor).is_some_and(|(cap, floor)| cap < floor) {
        sink.report(at, "cap", Code::RangeEmpty, format_args!("the cap is below the floor"));
    }
    tiers(&stated.tiers, stated, (known, &at.field("tiers").field("steps")), sink);
    let list = at.field("modifiers");
    index(&stated.modifiers.iter().map(|modifier| &modifier.id).gather(), &list, sink);
    for (number, modifier) in stated.modifiers.iter().enumerate() {
        not_negative(modifier.factor, (&list.item(number), "factor"), sink);
    }
    if let Some(metric) = metric {
        base(stated, metric, at, sink);
    }
    together(stated, at, sink);
}

/// Checks steps: from the lowest to the highest, the last one without end.
fn tiers(stated: &Tiers, rule: &Commission, (known, list): (bool, &Place<'_>), sink: &mut Sink) {
    // Where an element could not be read, what is missing is not known.
    let complete = !sink.is_incomplete(list);
    if stated.steps.is_empty() && complete {
        sink.report(list, "", Code::FieldMissing, format_args!("tiers need a step"));
    }
    let mut before: Option<Decimal> = None;
    for (number, step) in stated.steps.iter().enumerate() {
        let at = list.item(number);
        share(step.rate, &at, sink);
        let is_last = number + 1 == stated.steps.len();
        match step.upto {
            None if !is_last => {
                let message = format_args!("only the last step goes on without end");
                sink.report(&at, "upto", Code::BandsGap, message);
            }
            Some(upto) if upto.is_negative() || upto.is_zero() => {
                sink.report(&at, "upto", Code::NumberOutOfRange, format_args!("a step ends above zero"));
            }
            Some(upto) => {
                if known {
                    amount(upto, &rule.currency, (&at, "upto"), sink);
                }
                if is_last && complete {
                    let message = format_args!("the last step has no `upto`");
                    let hint = format_args!("bases above {upto} have no rate otherwise; a `cap` bounds what is paid");
                    sink.advise(&at, "upto", Code::BandsOverlap, message, hint);
                } else if before.is_some_and(|before| upto <= before) {
                    let message = format_args!("a step ends above the one before it");
                    sink.report(&at, "upto", Code::BandsOverlap, message);
                }
            }
            None => {}
        }
        before = step.upto.or(before);
    }
}

/// Checks the metric that is the base in place of sales.
fn base(stated: &Commission, metric: &Metric, at: &Place<'_>, sink: &mut Sink) {
    if metric.unit != Unit::Money {
        let message = format_args!("metric `{}` is in `{}`, not in money", metric.id, metric.unit.as_str());
        sink.report(at, "metric", Code::ValueMismatch, message);
    } else if let Some(own) = metric.currency.as_ref().filter(|own| **own != stated.currency) {
        let message = format_args!("metric `{}` is in `{own}`, not in `{}`", metric.id, stated.currency);
        sink.report(at, "metric", Code::CurrencyMismatch, message);
    }
}

/// Checks fields that do not go together.
fn together(stated: &Commission, at: &Place<'_>, sink: &mut Sink) {
    let is_team = stated.per == CommissionPer::Team;
    if stated.per == CommissionPer::Sale && stated.metric.is_some() {
        let message = format_args!("what is paid for each sale follows from sales, not from a metric");
        sink.report(at, "metric", Code::ValueMismatch, message);
    }
    if is_team {
        for (field, there) in [("guarantee", stated.guarantee.is_some()), ("draw", stated.draw.is_some())] {
            if there {
                let message = format_args!("`{field}` is of a person; a team has none");
                sink.report(at, field, Code::ValueMismatch, message);
            }
        }
        if stated.split == TeamSplit::Share && stated.metric.is_some() {
            let message = format_args!("a metric of a unit does not say who sold what");
            let hint = format_args!("split it `equal` or by `days`");
            sink.advise(at, "split", Code::ValueMismatch, message, hint);
        }
    } else if stated.split != TeamSplit::Share {
        let message = format_args!("only what a team earns is split");
        sink.advise(at, "split", Code::ValueMismatch, message, format_args!("say `per`: `team`"));
    }
}
