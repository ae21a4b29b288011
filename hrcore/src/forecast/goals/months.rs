//! What the months of a metric say of an objective: those that add up as a sum of what has come and what is foretold,
//! others by their level and by how much it changes.

use hrcore_stats::real::{count, sqrt};

use super::outcome::{ANYWHERE, Shape, Spread};
use crate::compile::{Compiled, Source as Kind};
use crate::expression::Op;
use crate::facts::{FactIndex, KnownObjective};
use crate::forecast::series::{MOST_AHEAD, Seen, Source, foretell_seen, of_events, of_metrics};
use crate::gather::Gather as _;
use crate::number::float;
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
    pub(super) caveats: Vec<&'static str>,
}

/// What a metric has shown: its periods that are over, and, of what adds up, the one that is running.
#[derive(Debug, Default)]
pub(super) struct Looked {
    history: Vec<Seen>,
    running: Option<f64>,
    /// The last day that has records in the objective's time, of what adds up, where that is before today.
    pub(super) recorded: Option<i32>,
}

impl Looked {
    /// Whether no period was below zero.
    pub(super) fn is_never_below(&self) -> bool {
        let all = self.history.iter().map(|(_, value)| *value).chain([self.running]);
        all.flatten().all(|value| value >= 0.0)
    }
}

/// What series warn of that an objective has to pass on.
const PASSED_ON: [&str; 4] = ["outliers", "level_shift", "constant", "fell_back"];

impl Asked<'_> {
    /// What the metrics of some objectives have shown; records are looked at once for all of them.
    pub(super) fn look(&self, wanted: &[(usize, &KnownObjective<'_>)]) -> Vec<Looked> {
        let mut values = Values::new(self.version, self.index, Period::Day(self.as_of));
        values.until = self.today;
        let running = self.month();
        let is_sum = |metric: usize| Together::of(self.version, metric) == Together::Sum;
        let (mut sources, mut keys) = (Vec::with_capacity(wanted.len()), Vec::new());
        for (metric, of) in wanted {
            let every = match Together::of(self.version, *metric) {
                Together::Whole => own_length(of.of.period).0,
                _ => Granularity::Month,
            };
            sources.push(Source { metric: *metric, owner: of.owner, every, season: None, events: &[] });
            if is_sum(*metric) {
                values.want(*metric, of.owner, running, &mut keys);
            }
        }
        let together = values.bring_together(keys);
        let mut found = Vec::with_capacity(wanted.len());
        let histories = of_metrics(self.version, self.index, &sources, self.as_of);
        for ((metric, of), history) in wanted.iter().zip(histories) {
            let value = is_sum(*metric).then(|| values.owned(*metric, of.owner, running, &together));
            let running = match value {
                Some(Value::Number(value)) => float(&value),
                _ => None,
            };
            found.push(Looked { history, running, recorded: None });
        }
        self.look_for_days(wanted, &mut found);
        found
    }

    /// Looks for the last day that has records of what adds up: of records of days the last one, of others the last of
    /// their month.
    fn look_for_days(&self, wanted: &[(usize, &KnownObjective<'_>)], found: &mut [Looked]) {
        let mut values = Values::new(self.version, self.index, Period::Day(self.as_of));
        values.until = self.today;
        let (mut keys, mut each) = (Vec::new(), Vec::with_capacity(wanted.len()));
        for ((metric, of), looked) in wanted.iter().zip(found.iter()) {
            let days = self.days(*metric, of, looked);
            for day in &days {
                values.want(*metric, of.owner, *day, &mut keys);
            }
            each.push(days);
        }
        let together = values.bring_together(keys);
        for (((metric, of), looked), days) in wanted.iter().zip(found).zip(each) {
            let is_seen = |day: &&Period| matches!(values.owned(*metric, of.owner, **day, &together), Value::Number(_));
            let last = days.iter().find(is_seen).or(days.first());
            looked.recorded = last.map(|day| day.span().last).filter(|day| *day < self.today);
        }
    }

    /// The days of the last month that has records in an objective's time, the latest first; of what adds up.
    fn days(&self, metric: usize, of: &KnownObjective<'_>, looked: &Looked) -> Vec<Period> {
        if Together::of(self.version, metric) != Together::Sum {
            return Vec::new();
        }
        let last = looked.history.iter().rev().find(|(_, value)| value.is_some()).map(|(month, _)| *month);
        let Some(month) = looked.running.map(|_| self.month()).or(last) else { return Vec::new() };
        let own = Span { first: of.span.first, last: of.span.last.min(self.today) };
        let Some(days) = span(self.version, month).intersect(own) else { return Vec::new() };
        let day = |day: i32| Some(Period::Day(Span { first: day, last: day }.to()?));
        (days.first..=days.last).rev().filter_map(day).gather()
    }

    /// The month of the last day that is over.
    fn month(&self) -> Period {
        Period::containing(self.as_of, Granularity::Month, self.version.policy.appraisal_period.start_day)
    }

    /// What an objective will come to, whose metric stands so by now; none where too few months were seen.
    pub(super) fn say(
        &self,
        of: &KnownObjective<'_>,
        metric: usize,
        actual: Option<f64>,
        looked: Looked,
    ) -> Option<Said> {
        match Together::of(self.version, metric) {
            Together::Sum => self.sum(of, metric, actual, looked),
            kind => self.level(of, actual, kind, &looked.history),
        }
    }

    fn sum(&self, of: &KnownObjective<'_>, metric: usize, actual: Option<f64>, looked: Looked) -> Option<Said> {
        let every = Granularity::Month;
        let horizon = self.months_until(of.span.last)?;
        let source = Source { metric, owner: of.owner, every, season: self.season, events: self.events };
        let (is_never_below, has_begun) = (looked.is_never_below(), looked.running.is_some());
        let found = foretell_seen(self.version, &source, looked.history, self.as_of, horizon);
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
            let from =
                if is_running && has_begun && actual.is_some() { self.today.saturating_add(1) } else { i32::MIN };
            let rest = Span { first: of.span.first.max(from), last: of.span.last };
            if let Some(share) = share(month, rest) {
                add(ahead.mean, ahead.deviation, share);
            }
        }
        let least = if is_never_below { actual.unwrap_or(0.0) } else { f64::NEG_INFINITY };
        let is_few = found.series.method == "level";
        let scale = sqrt((1.0 - CORRELATION) * alone + CORRELATION * all * all);
        // Of nothing but zeros there is no level from which a spread could be borrowed.
        let is_constant = |caveat: &str| caveat == "constant" && scale <= 0.0;
        let has = |caveat: &&str| found.series.caveats.contains(caveat) || is_constant(caveat);
        let is_of = |period: &Period| share(span(self.version, *period), of.span).is_some();
        let mut to_come = found.ahead.iter().map(|ahead| ahead.period).filter(is_of);
        let events = of_events(&self.version.forecasts, self.events, &found.history, &mut to_come);
        let mut caveats = Vec::new();
        caveats.extend(is_few.then_some("few_values"));
        caveats.extend(is_filled.then_some("filled"));
        caveats.extend(PASSED_ON.iter().copied().filter(has));
        caveats.extend(events);
        Some(Said {
            spread: Spread {
                mean,
                scale,
                shape: if is_few { Shape::Short } else { Shape::Series },
                bounds: (least, f64::INFINITY),
            },
            n: found.series.n as usize,
            source: found.series.source,
            caveats,
        })
    }

    /// How many months begin by a day, from that on which is not over; none beyond what can be asked.
    fn months_until(&self, last: i32) -> Option<u32> {
        let mut month = self.month();
        if span(self.version, month).last <= self.today {
            month = month.next()?;
        }
        let mut months = 1;
        while span(self.version, month).last < last {
            month = month.next()?;
            months += 1;
            if months > MOST_AHEAD {
                return None;
            }
        }
        Some(months)
    }

    fn level(&self, of: &KnownObjective<'_>, actual: Option<f64>, kind: Together, seen: &[Seen]) -> Option<Said> {
        let length = if kind == Together::Whole { own_length(of.of.period).1 } else { MONTH };
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
        let caveats = if step > 0.0 { Vec::new() } else { vec!["constant"] };
        Some(Said { spread, n, source: "local", caveats })
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
