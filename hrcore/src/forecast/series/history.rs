//! The values of a metric, period by period.

use crate::compile::{Compiled, Source as Kind};
use crate::facts::FactIndex;
use crate::number::float;
use crate::policy::Level;
use crate::score::{Value, Values, span};
use crate::time::{Date, Granularity, Period, Span};

use super::Source;

/// A period, and its value if there is one.
pub(crate) type Seen = (Period, Option<f64>);

/// So many periods are looked at: fifty years of months.
pub(super) const MOST_PERIODS: usize = 600;
/// So many looks at the plans or the training of one person in one period are worth their time, but two years of months
/// are looked at whatever they cost.
const LOOKS: usize = 1_000_000;
const FEWEST_PERIODS: usize = 24;

/// The last period of the policy that is over.
pub(crate) fn last_over(policy: &Compiled, every: Granularity, as_of: Date) -> Option<Period> {
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

/// The periods of some series up to the last that is over, each from the first with a value on; none where nothing has
/// one. The records of all of them are brought together at once.
pub(crate) fn of_metrics(
    policy: &Compiled,
    facts: &FactIndex<'_>,
    sources: &[Source<'_>],
    as_of: Date,
) -> Vec<Vec<Seen>> {
    let mut values = Values::new(policy, facts, Period::Day(as_of));
    values.until = day(as_of);
    let firsts = firsts(policy, facts);
    let mut periods: Vec<Vec<Period>> = Vec::with_capacity(sources.len());
    let mut keys = Vec::new();
    for source in sources {
        let metric = source.metric;
        let (first, most) = reach(policy, facts, &firsts, &values.leaves_of(metric));
        let mut own: Vec<Period> = Vec::new();
        let mut at = last_over(policy, source.every, as_of);
        while let Some(period) = at.filter(|period| values.span(*period).last >= first && own.len() < most) {
            values.want(metric, source.owner, period, &mut keys);
            own.push(period);
            at = period.previous();
        }
        periods.push(own);
    }
    let together = values.bring_together(keys);
    let mut series = Vec::with_capacity(sources.len());
    for (source, periods) in sources.iter().zip(&periods) {
        let mut seen: Vec<Seen> = Vec::with_capacity(periods.len());
        for period in periods.iter().rev() {
            let value = match values.owned(source.metric, source.owner, *period, &together) {
                Value::Number(value) => float(&value),
                _ => None,
            };
            if value.is_some() || !seen.is_empty() {
                seen.push((*period, value));
            }
        }
        series.push(seen);
    }
    series
}

/// The first day of any record of each metric.
fn firsts(policy: &Compiled, facts: &FactIndex<'_>) -> Vec<i32> {
    let mut firsts = vec![i32::MAX; policy.policy.metrics.len()];
    for level in [Level::Employee, Level::Position, Level::Unit, Level::Company] {
        for datum in facts.of_level(level) {
            if let Some(first) = firsts.get_mut(datum.metric()) {
                *first = datum.span.first.min(*first);
            }
        }
    }
    firsts
}

/// The first day of any record behind some metrics, and how many periods are worth looking at.
fn reach(policy: &Compiled, facts: &FactIndex<'_>, firsts: &[i32], leaves: &[usize]) -> (i32, usize) {
    let (mut first, mut most) = (i32::MAX, MOST_PERIODS);
    for leaf in leaves {
        if let Some(Kind::Plans(_) | Kind::Training(_)) = policy.sources.get(*leaf) {
            first = i32::MIN;
            let people = facts.facts.document().employees.len().max(1);
            most = most.min((LOOKS / people).max(FEWEST_PERIODS));
        } else {
            first = firsts.get(*leaf).map_or(first, |own| first.min(*own));
        }
    }
    (first, most)
}
