//! The simple rule, and why the plan differs from it.

use hrcore_stats::real::pow;

use super::answer::{Difference, HeadcountMonth, SimpleRule};
use super::demand::{Demand, rounded_up};
use super::plan::Reckoned;
use crate::compile::CompiledHeadcount;
use crate::json::Few;
use crate::number::{Approx, whole_part};
use crate::time::{Date, Period};

/// So many months tell the growth.
const MONTHS: usize = 6;
/// A part of a person that is no reason.
const NOTHING: f64 = 1e-9;

/// What the plan says about the month of the simple rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Planned<'a> {
    pub(super) month: &'a HeadcountMonth,
    pub(super) reckoned: Reckoned,
    pub(super) volume: Demand,
    pub(super) effect: f64,
    pub(super) holders: u32,
}

/// The growth of a month, and the volume that follows: of the last six months that are over, all of which have one.
fn carried_on(history: &[(Period, Option<f64>)], month: Period, as_of: Date) -> Option<(f64, f64)> {
    let last_six = history.get(history.len().checked_sub(MONTHS)?..)?;
    let (first, last) = (last_six.first()?.1?, last_six.last()?.1?);
    if first <= 0.0 || last < 0.0 || last_six.iter().any(|(_, value)| value.is_none()) {
        return None;
    }
    // The running month lies between the last that is over and the first of the plan, unless it ends with the day.
    let next = last_six.last()?.0.next()?;
    let is_over = |period: Period| period.span().to().is_some_and(|last| last <= as_of);
    if is_over(next) {
        return None;
    }
    let growth = pow(last / first, 0.2);
    let steps = if next == month { 1 } else { 2 };
    let volume = (0..steps).fold(last, |volume, _| volume * growth);
    Some((growth - 1.0, volume)).filter(|(growth, volume)| growth.is_finite() && volume.is_finite())
}

/// The simple rule for the first month of a plan, with the difference explained.
pub(super) fn simple(
    history: &[(Period, Option<f64>)],
    rule: &CompiledHeadcount,
    planned: &Planned<'_>,
    as_of: Date,
) -> Option<SimpleRule> {
    let (growth, volume) = carried_on(history, planned.month.period, as_of)?;
    let heads = volume / rule.per_head;
    let rounded = rounded_up(heads, heads);
    let holders = f64::from(planned.holders);
    let need = whole_part(rounded);
    let hires = whole(f64::from(need) - holders);
    let plan_hires = whole(f64::from(planned.month.hires));
    Some(SimpleRule {
        period: planned.month.period,
        growth: Approx::of(growth),
        volume: Approx::of(volume),
        heads: Approx::of(heads),
        need,
        hires,
        plan_hires,
        why: Few(why(rule, planned, heads, f64::from(plan_hires) - f64::from(hires))),
        text: None,
    })
}

/// Step by step from the simple rule's heads to the plan's hires; what is left is rounding.
fn why(rule: &CompiledHeadcount, planned: &Planned<'_>, simple_heads: f64, difference: f64) -> Vec<Difference> {
    let Planned { reckoned, volume, effect, holders, .. } = *planned;
    let with_events = volume.median / rule.per_head;
    let without_events = with_events / effect;
    let heads = with_events / rule.availability;
    let holders = f64::from(holders);
    let supply = holders - reckoned.left + reckoned.under_way;
    let too_many = if planned.month.hires == 0 { (supply - reckoned.wanted).floor().max(0.0) } else { 0.0 };
    let lines = [
        ("forecast", without_events - simple_heads),
        ("event", with_events - without_events),
        ("availability", heads - with_events),
        ("service_level", reckoned.wanted - heads),
        ("leavers", reckoned.left),
        ("under_way", -reckoned.under_way),
        ("not_below_zero", too_many),
    ];
    let rest = lines.iter().fold(difference, |rest, (_, heads)| rest - heads);
    let scale = simple_heads.max(reckoned.wanted).max(holders).max(1.0);
    let mut why = Vec::with_capacity(lines.len() + 1);
    for (reason, heads) in lines.into_iter().chain([("rounding", rest)]) {
        if heads.abs() > NOTHING * scale {
            why.push(Difference { reason, heads: Approx::of(heads) });
        }
    }
    why
}

/// A number of people, below zero too.
#[expect(clippy::cast_possible_truncation, reason = "held within what fits")]
fn whole(people: f64) -> i32 {
    people.clamp(f64::from(i32::MIN), f64::from(i32::MAX)) as i32
}
