//! The values of a metric, period by period.

use crate::compile::{Compiled, Source as Kind};
use crate::facts::{FactIndex, Owner};
use crate::gather::Gather as _;
use crate::number::float;
use crate::score::{Value, Values, span};
use crate::time::{Date, Granularity, Period, Span};

/// A period, and its value if there is one.
pub(crate) type Seen = (Period, Option<f64>);

/// So many periods are looked at: fifty years of months.
pub(super) const MOST_PERIODS: usize = 600;
/// So many looks at the plans or the training of one person in one period are worth their time, but two years of months
/// are looked at whatever they cost.
const LOOKS: usize = 1_000_000;
const FEWEST_PERIODS: usize = 24;

/// The last period of the policy that is over.
pub(super) fn last_over(policy: &Compiled, every: Granularity, as_of: Date) -> Option<Period> {
    last_over_from(policy, every, policy.policy.appraisal_period.start_day, as_of)
}

/// The last period that is over, where months start on a day.
pub(super) fn last_over_from(policy: &Compiled, every: Granularity, start_day: u32, as_of: Date) -> Option<Period> {
    let running = Period::containing(as_of, every, start_day);
    if span(policy, running).last <= day(as_of) { Some(running) } else { running.previous() }
}

pub(super) fn day(date: Date) -> i32 {
    Span::new(date, Some(date)).first
}

/// The periods up to the last that is over, from the first with a value on; none where nothing has one.
pub(crate) fn of_metric(
    policy: &Compiled,
    facts: &FactIndex<'_>,
    (metric, owner): (usize, Owner),
    every: Granularity,
    as_of: Date,
) -> Vec<Seen> {
    let mut values = Values::new(policy, facts, Period::Day(as_of));
    values.until = day(as_of);
    let (first, most) = reach(policy, facts, &values.leaves_of(metric));
    let mut periods: Vec<Period> = Vec::new();
    let mut at = last_over(policy, every, as_of);
    while let Some(period) = at.filter(|period| values.span(*period).last >= first && periods.len() < most) {
        periods.push(period);
        at = period.previous();
    }
    let mut keys = Vec::new();
    for period in &periods {
        values.want(metric, owner, *period, &mut keys);
    }
    let together = values.bring_together(keys);
    let mut seen: Vec<Seen> = Vec::with_capacity(periods.len());
    for period in periods.iter().rev() {
        let value = match values.owned(metric, owner, *period, &together) {
            Value::Number(value) => float(&value),
            _ => None,
        };
        if value.is_some() || !seen.is_empty() {
            seen.push((*period, value));
        }
    }
    seen
}

/// The first day of any record behind some metrics, and how many periods are worth looking at.
fn reach(policy: &Compiled, facts: &FactIndex<'_>, leaves: &[usize]) -> (i32, usize) {
    let (mut first, mut most) = (i32::MAX, MOST_PERIODS);
    let mut observed = Vec::new();
    for leaf in leaves {
        match policy.sources.get(*leaf) {
            Some(Kind::Plans(_) | Kind::Training(_)) => {
                first = i32::MIN;
                let people = facts.facts.document().employees.len().max(1);
                most = most.min((LOOKS / people).max(FEWEST_PERIODS));
            }
            _ => observed.push(*leaf),
        }
    }
    crate::sort::sort(&mut observed);
    let levels =
        observed.iter().filter_map(|leaf| policy.policy.metrics.get(*leaf)).map(|metric| metric.level).gather();
    for (number, level) in levels.iter().enumerate() {
        // Once for each level.
        if levels.iter().take(number).any(|before| before == level) {
            continue;
        }
        for datum in facts.of_level(*level).iter().filter(|datum| observed.binary_search(&datum.metric()).is_ok()) {
            first = first.min(datum.span.first);
        }
    }
    (first, most)
}
