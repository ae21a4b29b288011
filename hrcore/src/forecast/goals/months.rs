//! What the months of a metric say of an objective: those that add up as a sum of what has come and what is foretold,
//! others by their level and by how much it changes.

use hrcore_stats::real::{count, sqrt};

use super::outcome::{ANYWHERE, Shape, Spread};
use crate::compile::{Compiled, Source as Kind};
use crate::expression::Op;
use crate::facts::{FactIndex, KnownObjective, Owner};
use crate::forecast::series::{Source, foretell, of_metric};
use crate::policy::Aggregation;
use crate::score::{Value, Values, span};
use crate::time::{Date, Granularity, Period, Span};

/// By so much the errors of the months of a sum go together; see `hrcore-stats/examples/goals.rs`.
const CORRELATION: f64 = 0.6;
/// A month has so many days.
const MONTH: f64 = 30.4375;
/// Values are needed.
const FEWEST: usize = 3;
/// So many of the last periods say how much a level changes.
const LAST: usize = 36;

/// How the values of a metric make that of a longer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Together {
    /// They are added up.
    Sum,
    /// Their mean, by and large.
    Mean,
    /// It is the last one; or the least or greatest, of which the value so far is a bound.
    Last(Option<Bound>),
    /// It has no parts: a growth.
    Whole,
}

/// Which bound the value so far is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Least,
    Most,
}

impl Together {
    pub(super) fn of(version: &Compiled, metric: usize) -> Self {
        match version.sources.get(metric) {
            None | Some(Kind::Observed) => {
                let aggregation = version.policy.metrics.get(metric).map(|metric| metric.aggregated_by());
                match aggregation {
                    Some(Aggregation::Sum) => Self::Sum,
                    Some(Aggregation::Last) => Self::Last(None),
                    Some(Aggregation::Max) => Self::Last(Some(Bound::Least)),
                    Some(Aggregation::Min) => Self::Last(Some(Bound::Most)),
                    _ => Self::Mean,
                }
            }
            Some(Kind::Formula(ops)) if is_sum(version, ops) => Self::Sum,
            Some(Kind::Growth { .. }) => Self::Whole,
            Some(_) => Self::Mean,
        }
    }
}

/// Whether a formula only adds up and subtracts metrics that add up.
fn is_sum(version: &Compiled, ops: &[Op]) -> bool {
    // Formulas do not follow from themselves, and those of formulas are rare enough to be looked at again.
    let adds = |metric: usize| match version.sources.get(metric) {
        None | Some(Kind::Observed) => Together::of(version, metric) == Together::Sum,
        _ => false,
    };
    ops.iter().all(|op| match op {
        Op::Metric(metric) => adds(*metric),
        Op::Add | Op::Subtract | Op::Negate => true,
        _ => false,
    })
}

/// What is asked of a metric's months.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) version: &'a Compiled,
    pub(super) index: &'a FactIndex<'a>,
    pub(super) as_of: Date,
    pub(super) today: i32,
    pub(super) season: Option<usize>,
    pub(super) events: &'a [usize],
}

/// What months say.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) spread: Spread,
    pub(super) n: usize,
    pub(super) source: &'static str,
    pub(super) is_filled: bool,
    /// There are so few values that how far off it may be is not theirs alone.
    pub(super) is_few: bool,
}

impl Asked<'_> {
    /// What an objective will come to, whose metric stands so by now; none where too few months were seen.
    pub(super) fn say(&self, of: &KnownObjective<'_>, metric: usize, actual: Option<f64>) -> Option<Said> {
        match Together::of(self.version, metric) {
            Together::Sum => self.sum(of, metric, actual),
            kind => self.level(of, metric, actual, kind),
        }
    }

    fn sum(&self, of: &KnownObjective<'_>, metric: usize, actual: Option<f64>) -> Option<Said> {
        let every = Granularity::Month;
        let horizon = self.months_until(of.span.last)?;
        let source = Source { metric, owner: of.owner, every, season: self.season, events: self.events };
        let found = foretell(self.version, self.index, &source, self.as_of, horizon);
        // Something has to be foretold of every month.
        let last = span(self.version, found.ahead.last()?.period);
        if last.last < of.span.last {
            return None;
        }
        let (mut mean, mut alone, mut all) = (actual.unwrap_or(0.0), 0.0, 0.0);
        let mut add = |month: f64, deviation: f64, share: f64| {
            mean += share * month;
            // The days of a part of a month are as if independent of each other.
            let deviation = deviation * sqrt(share);
            alone += deviation * deviation;
            all += deviation;
        };
        // Months that are over and not there yet.
        let first = found.ahead.first().map_or(0.0, |ahead| ahead.deviation);
        let mut is_filled = false;
        let mut points = found.series.history.iter();
        for (period, value) in &found.history {
            let Some(share) = share(span(self.version, *period), of.span).filter(|_| value.is_none()) else { continue };
            let Some(point) = points.find(|point| point.period == *period) else { continue };
            is_filled = true;
            add(point.value.value(), first, share);
        }
        for ahead in &found.ahead {
            let month = span(self.version, ahead.period);
            let is_running = month.first <= self.today;
            let is_seen = is_running && actual.is_some() && self.is_seen(metric, of.owner, ahead.period);
            let from = if is_seen { self.today.saturating_add(1) } else { i32::MIN };
            let rest = Span { first: of.span.first.max(from), last: of.span.last };
            if let Some(share) = share(month, rest) {
                add(ahead.mean, ahead.deviation, share);
            }
        }
        let is_never_below = found.history.iter().all(|(_, value)| value.is_none_or(|value| value >= 0.0));
        let least = if is_never_below { actual.unwrap_or(0.0) } else { f64::NEG_INFINITY };
        let is_few = found.series.method == "level";
        Some(Said {
            spread: Spread {
                mean,
                scale: sqrt((1.0 - CORRELATION) * alone + CORRELATION * all * all),
                shape: if is_few { Shape::Short } else { Shape::Series },
                bounds: (least, f64::INFINITY),
            },
            n: found.series.n as usize,
            source: found.series.source,
            is_filled,
            is_few,
        })
    }

    /// How many months begin by a day, from that on which is not over; none beyond what can be asked.
    fn months_until(&self, last: i32) -> Option<u32> {
        let start_day = self.version.policy.appraisal_period.start_day;
        let mut month = Period::containing(self.as_of, Granularity::Month, start_day);
        if span(self.version, month).last <= self.today {
            month = month.next()?;
        }
        let mut months = 1;
        while span(self.version, month).last < last {
            month = month.next()?;
            months += 1;
            if months > crate::forecast::series::MOST_AHEAD {
                return None;
            }
        }
        Some(months)
    }

    /// Whether something has been seen of a month that is not over.
    fn is_seen(&self, metric: usize, owner: Owner, month: Period) -> bool {
        let mut values = Values::new(self.version, self.index, Period::Day(self.as_of));
        values.until = self.today;
        let mut keys = Vec::new();
        values.want(metric, owner, month, &mut keys);
        let together = values.bring_together(keys);
        matches!(values.owned(metric, owner, month, &together), Value::Number(_))
    }

    fn level(&self, of: &KnownObjective<'_>, metric: usize, actual: Option<f64>, kind: Together) -> Option<Said> {
        let (every, length) =
            if kind == Together::Whole { own_length(of.of.period) } else { (Granularity::Month, MONTH) };
        let seen = of_metric(self.version, self.index, (metric, of.owner), every, self.as_of);
        let recent = seen.iter().enumerate().skip(seen.len().saturating_sub(LAST));
        let mut known = recent.filter_map(|(at, (period, value))| Some((at, *period, (*value)?)));
        let n = seen.iter().filter(|(_, value)| value.is_some()).count();
        let (mut at, mut period, mut last) = known.next()?;
        let (mut squares, mut steps) = (0.0, 0.0);
        for (next, later, value) in known {
            squares += (value - last) * (value - last) / count(next - at);
            steps += 1.0;
            (at, period, last) = (next, later, value);
        }
        if n < FEWEST || steps < 2.0 {
            return None;
        }
        let step = sqrt(squares / steps);
        let days = |from: i32, to: i32| f64::from(to.saturating_sub(from).max(0)) / length;
        let start = of.span.first.max(self.today.saturating_add(1));
        let rest = days(start, of.span.last.saturating_add(1));
        let behind = span(self.version, period).last.saturating_add(1);
        let (mean, scale, bounds) = match kind {
            Together::Last(bound) => {
                let (level, away) = match actual {
                    Some(actual) if bound.is_none() => (actual, rest),
                    _ => (last, days(behind, of.span.last.saturating_add(1))),
                };
                let bounds = match (bound, actual) {
                    (Some(Bound::Least), Some(actual)) => (actual, f64::INFINITY),
                    (Some(Bound::Most), Some(actual)) => (f64::NEG_INFINITY, actual),
                    _ => ANYWHERE,
                };
                (level, step * sqrt(away), bounds)
            }
            Together::Whole => (last, step * sqrt(days(behind, of.span.last.saturating_add(1)).max(1.0)), ANYWHERE),
            Together::Mean | Together::Sum => {
                let whole = f64::from(of.span.days());
                let left = f64::from(of.span.last.saturating_sub(start).saturating_add(1)) / whole;
                let left = if actual.is_some() { left } else { 1.0 };
                // The mean of so many steps of a walk.
                let walk = if rest > 1.0 { (rest + 1.0) * (2.0 * rest + 1.0) / (6.0 * rest) } else { 1.0 };
                let away = days(behind, start) + walk;
                ((1.0 - left) * actual.unwrap_or(0.0) + left * last, left * step * sqrt(away), ANYWHERE)
            }
        };
        let spread = Spread { mean, scale, shape: Shape::Student(steps), bounds };
        Some(Said { spread, n, source: "local", is_filled: false, is_few: false })
    }
}

/// Which share of a month lies in some days.
fn share(month: Span, days: Span) -> Option<f64> {
    let both = month.intersect(days)?;
    Some(f64::from(both.days()) / f64::from(month.days()))
}

/// How long a period is, and in days.
fn own_length(period: Period) -> (Granularity, f64) {
    match period {
        Period::Day(_) => (Granularity::Day, 1.0),
        Period::Week { .. } => (Granularity::Week, 7.0),
        Period::Month { .. } => (Granularity::Month, MONTH),
        Period::Quarter { .. } => (Granularity::Quarter, 3.0 * MONTH),
        Period::Half { .. } => (Granularity::Half, 6.0 * MONTH),
        Period::Year(_) => (Granularity::Year, 12.0 * MONTH),
    }
}
