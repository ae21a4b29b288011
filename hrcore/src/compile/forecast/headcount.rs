//! Rules for headcount.

use super::Names;
use crate::compile::place::{Place, Sink};
use crate::compile::{Index, amount};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::{Decimal, Rational};
use crate::policy::{HeadcountRule, Level, Unit};
use crate::sort;
use crate::values::Percent;

/// Months of ramp-up and of lead, and days of lead.
const MONTHS: usize = 24;
const LEAD_MONTHS: u32 = 24;
const LEAD_DAYS: u32 = 366;
/// The largest cost, and the largest weight of a borrowed rate in years.
const COST: u32 = 1_000_000_000;
const WEIGHT: u32 = 10_000;
/// Nobody can have enough people in every month, whatever comes: the service level stays this far from 0 and 1.
const DOUBT: f64 = 0.001;

/// A rule for the headcount of a position.
#[derive(Debug, Clone, Default)]
pub(crate) struct CompiledHeadcount {
    pub(crate) position: usize,
    pub(crate) unit: Option<usize>,
    pub(crate) volume: usize,
    pub(crate) per_head: f64,
    pub(crate) availability: f64,
    pub(crate) ramp_up: Vec<f64>,
    /// The quantile to have: cost of being short ÷ both costs.
    pub(crate) service_level: f64,
    /// The borrowed share that leaves in a year, and its weight in years of one person.
    pub(crate) leavers: Option<(f64, f64)>,
    pub(crate) season: Option<usize>,
    pub(crate) events: Vec<usize>,
}

pub(super) fn compile(
    names: &Names<'_>,
    (seasons, events): (&Index, &Index),
    place: &Place<'_>,
    sink: &mut Sink,
) -> Vec<CompiledHeadcount> {
    let list = place.field("headcount");
    let mut compiled = Vec::with_capacity(names.policy.headcount.len());
    for (number, stated) in names.policy.headcount.iter().enumerate() {
        let at = list.item(number);
        let mut rule = CompiledHeadcount::default();
        let known = place.field("positions");
        let position = names.positions.resolve("position", &stated.position, &known, &at.field("position"), sink);
        rule.position = position.unwrap_or_default();
        let known = place.field("units");
        let unit = stated.unit.as_ref();
        rule.unit = unit.and_then(|id| names.units.resolve("unit", id, &known, &at.field("unit"), sink));
        volume(&mut rule, names, stated, (place, &at), sink);
        numbers(&mut rule, stated, &at, sink);
        let known = place.field("seasons");
        let season = stated.season.as_ref();
        rule.season = season.and_then(|id| seasons.resolve("season", id, &known, &at.field("season"), sink));
        rule.events = self::events(stated, events, (&place.field("dated_events"), &at.field("events")), sink);
        compiled.push(rule);
    }
    compiled
}

/// The dated events that count, each once, in the order in which they are stated.
fn events(stated: &HeadcountRule, known: &Index, (list, own): (&Place<'_>, &Place<'_>), sink: &mut Sink) -> Vec<usize> {
    let mut found: Vec<(usize, usize)> = Vec::with_capacity(stated.events.len());
    for (number, id) in stated.events.iter().enumerate() {
        if let Some(event) = known.resolve("dated event", id, list, &own.item(number), sink) {
            found.push((event, number));
        }
    }
    sort::sort_by(&mut found, Ord::cmp);
    for pair in found.windows(2) {
        if let [(first, _), (second, number)] = pair
            && first == second
        {
            sink.report(&own.item(*number), "", Code::IdDuplicate, format_args!("this event stands in the list twice"));
        }
    }
    sort::sort_by(&mut found, |a, b| a.1.cmp(&b.1));
    found.iter().map(|(event, _)| *event).gather()
}

/// What is handled, and how much of it by one person.
fn volume(
    rule: &mut CompiledHeadcount,
    names: &Names<'_>,
    stated: &HeadcountRule,
    (place, at): (&Place<'_>, &Place<'_>),
    sink: &mut Sink,
) {
    let known = place.field("metrics");
    let volume = names.metrics.resolve("metric", &stated.volume, &known, &at.field("volume"), sink);
    let Some(metric) = volume.and_then(|volume| names.policy.metrics.get(volume)) else { return };
    rule.volume = volume.unwrap_or_default();
    if metric.unit == Unit::Label {
        let message = format_args!("`{}` is a label, and no volume", stated.volume);
        sink.report(at, "volume", Code::ValueMismatch, message);
        return;
    }
    let is_of_units = metric.is_derived() || matches!(metric.level, Level::Employee | Level::Unit);
    if rule.unit.is_some() && !is_of_units {
        let message = format_args!(
            "`{}` is observed per {}: a unit never has values of it",
            stated.volume,
            metric.level.as_str()
        );
        let hint = format_args!("take a volume whose `level` is `unit` or `employee`, or leave `unit` out");
        sink.advise(at, "unit", Code::ValueMismatch, message, hint);
    }
    let Some(per_head) = amount(metric.unit, stated.per_head, &at.field("per_head"), sink) else { return };
    if per_head.signum() <= 0 {
        sink.report(at, "per_head", Code::NumberOutOfRange, format_args!("what one person handles is above zero"));
        return;
    }
    rule.per_head = float(&per_head);
}

fn numbers(rule: &mut CompiledHeadcount, stated: &HeadcountRule, at: &Place<'_>, sink: &mut Sink) {
    if stated.availability.0 <= Decimal::ZERO || stated.availability.0 > Decimal::HUNDRED {
        let message = format_args!("people are available for more than 0 % and at most 100 % of the time");
        sink.report(at, "availability", Code::NumberOutOfRange, message);
    }
    rule.availability = share(stated.availability);
    let own = at.field("ramp_up");
    if stated.ramp_up.len() > MONTHS {
        let message = format_args!("newcomers are at full work after {MONTHS} months at the latest");
        sink.report(&own, "", Code::NumberOutOfRange, message);
    }
    for (number, percent) in stated.ramp_up.iter().enumerate() {
        within((percent.0, Decimal::HUNDRED), (&own.item(number), ""), sink);
    }
    rule.ramp_up = stated.ramp_up.iter().map(|percent| share(*percent)).gather();
    for (value, most, field) in
        [(stated.lead_months, LEAD_MONTHS, "lead_months"), (stated.lead_days, LEAD_DAYS, "lead_days")]
    {
        if value > most {
            let message = format_args!("`{value}` is not between 0 and {most}");
            sink.report(at, field, Code::NumberOutOfRange, message);
        }
    }
    let (short, over) = (stated.cost_short, stated.cost_over);
    let good = [(short, "cost_short"), (over, "cost_over")]
        .map(|(cost, field)| within((cost, Decimal::whole(COST)), (at, field), sink));
    if short.is_zero() && over.is_zero() {
        let message = format_args!("one of both costs is above zero, else any number of people is as good");
        sink.report(at, "cost_short", Code::NumberOutOfRange, message);
    } else if good == [true, true] {
        let (short, over) = (float(&short.to_rational()), float(&over.to_rational()));
        rule.service_level = (short / (short + over)).clamp(DOUBT, 1.0 - DOUBT);
    }
    let rate = stated.leavers_per_year;
    if let Some(rate) = rate {
        within((rate.0, Decimal::HUNDRED), (at, "leavers_per_year"), sink);
    }
    within((stated.leavers_weight, Decimal::whole(WEIGHT)), (at, "leavers_weight"), sink);
    let weight = float(&stated.leavers_weight.to_rational());
    rule.leavers = rate.map(|rate| (share(rate), weight)).filter(|(_, weight)| *weight > 0.0);
}

/// Whether a number is not below zero and not above the most, or a problem in its field.
fn within((value, most): (Decimal, Decimal), (at, field): (&Place<'_>, &'static str), sink: &mut Sink) -> bool {
    let is_within = !value.is_negative() && value <= most;
    if !is_within {
        let message = format_args!("`{value}` is not between 0 and {most}");
        sink.report(at, field, Code::NumberOutOfRange, message);
    }
    is_within
}

fn share(percent: Percent) -> f64 {
    float(&Rational::from_scaled(percent.0.mantissa(), percent.0.scale() + 2))
}

/// Numbers of documents have 128 bits at most.
fn float(value: &Rational) -> f64 {
    value.approximate().unwrap_or_default()
}
