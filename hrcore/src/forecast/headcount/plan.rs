//! The months of a plan.

use chrono::Datelike as _;

use super::answer::HeadcountMonth;
use super::demand::{Demand, Leavers, chance_short, lacking, rounded_up};
use super::rate::Rate;
use super::staff::Hands;
use crate::compile::CompiledHeadcount;
use crate::json::Few;
use crate::number::{Approx, whole_part};
use crate::time::{Date, Period, Span};
use crate::values::Id;

/// A month to come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Month {
    pub(super) period: Period,
    pub(super) span: Span,
    /// How many months its middle is away.
    away: f64,
}

/// The months after the running one, or after the one that ends with the day.
pub(super) fn months(as_of: Date, start_day: u32, horizon: u32) -> Vec<Month> {
    let today = as_of.num_days_from_ce();
    let running = Period::month_of(as_of, start_day);
    let span = running.span();
    let mut away = f64::from(span.last - today) / f64::from(span.days().max(1)) - 0.5;
    let mut months = Vec::new();
    let mut next = running.next();
    while let Some(period) = next.filter(|_| months.len() < horizon as usize) {
        away += 1.0;
        months.push(Month { period, span: period.span(), away });
        next = period.next();
    }
    months
}

/// The volume of a month, and where it is from.
#[derive(Debug, Clone)]
pub(super) struct Volume {
    pub(super) is_planned: bool,
    pub(super) demand: Demand,
    /// By what dated events multiplied it.
    pub(super) effect: f64,
    pub(super) events: Vec<Id>,
}

/// What a month comes to, before rounding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reckoned {
    /// The quantile of the heads that the costs ask for.
    pub(super) wanted: f64,
    pub(super) left: f64,
    pub(super) under_way: f64,
}

/// Those on hand, month by month.
#[derive(Debug)]
pub(super) struct Reckoner<'a> {
    pub(super) rule: &'a CompiledHeadcount,
    pub(super) hands: &'a Hands,
    pub(super) rate: Rate,
    /// Month by month, what those who come do, of what others do.
    at_work: Vec<f64>,
    /// Month by month, the holders who are known to have gone by then.
    gone: Vec<f64>,
    /// Holders of whom nothing is known.
    staying: u32,
}

impl<'a> Reckoner<'a> {
    pub(super) fn new(rule: &'a CompiledHeadcount, hands: &'a Hands, rate: Rate, months: &[Month]) -> Self {
        let mut at_work = vec![0.0; months.len()];
        for arrival in &hands.arrivals {
            for (span, share) in arrival.steps(&rule.ramp_up) {
                add(&mut at_work, months, span, share * f64::from(arrival.count));
            }
        }
        let mut gone = vec![0.0; months.len()];
        for (day, count) in &hands.gone {
            add(&mut gone, months, Span { first: *day, last: i32::MAX }, f64::from(*count));
        }
        let known: u32 = hands.gone.iter().map(|(_, count)| count).sum();
        Self { rule, hands, rate, at_work, gone, staying: hands.holders.saturating_sub(known) }
    }

    /// A month by its number, and what it comes to before rounding.
    pub(super) fn month(&self, (number, month): (usize, &Month), volume: Volume) -> (HeadcountMonth, Reckoned) {
        let rule = self.rule;
        let heads = volume.demand.over(rule.per_head).over(rule.availability);
        let wanted = heads.quantile(rule.service_level);
        let of = |months: &[f64]| months.get(number).copied().unwrap_or(0.0);
        let (gone, under_way) = (of(&self.gone), of(&self.at_work));
        let by = self.rate.by(month.away);
        let leavers = Leavers::new(self.staying, by);
        let left = gone + f64::from(self.staying) * by.of;
        let holders = f64::from(self.hands.holders);
        let there = holders - gone + under_way;
        let supply = holders - left + under_way;
        let hires = lacking(heads, there, &leavers, rule.service_level);
        let without = volume.demand.over(volume.effect);
        let without = without.over(rule.per_head).over(rule.availability).quantile(rule.service_level);
        let is_moved = volume.effect != 1.0;
        let shown = HeadcountMonth {
            period: month.period,
            from: if volume.is_planned { "planned" } else { "forecast" },
            volume: volume.demand.quantiles(),
            heads: heads.quantiles(),
            need: whole_part(rounded_up(wanted, wanted)),
            need_without_events: is_moved.then(|| whole_part(rounded_up(without, without))),
            leavers: Approx::of(left),
            leavers_known: (gone > 0.0).then(|| Approx::of(gone)),
            under_way: Approx::of(under_way),
            supply: Approx::of(supply),
            hires,
            chance_short: Approx::of(chance_short(heads, there, &leavers)),
            events: Few(volume.events),
            text: None,
        };
        (shown, Reckoned { wanted, left, under_way })
    }
}

/// Adds what people on some days come to in each month, by its days.
fn add(sums: &mut [f64], months: &[Month], span: Span, people: f64) {
    let first = months.partition_point(|month| month.span.last < span.first);
    for (sum, month) in sums.iter_mut().zip(months).skip(first) {
        let Some(days) = span.intersect(month.span) else { return };
        *sum += people * f64::from(days.days()) / f64::from(month.span.days());
    }
}
