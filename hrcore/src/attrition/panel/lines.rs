//! The values of a person, month by month.

use std::cell::Cell;
use std::ops::Range;

use crate::compile::{Compiled, CompiledDriver, DriverKind, Source};
use crate::facts::{Attendance, Datum, FactIndex, Payroll, State};
use crate::forecast::series::last_over;
use crate::gather::Gather as _;
use crate::number::{Decimal, float};
use crate::policy::Level;
use crate::score::{Value, Values, shown_total, span};
use crate::time::{Date, Granularity, Period, Span};

use super::grid::Grid;
use super::view::{reach, view};

/// The values of one person after the other, for those drivers that have one in each month.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    policy: &'a Compiled,
    facts: &'a FactIndex<'a>,
    values: Values<'a>,
    /// The months of the grid with their days.
    months: Vec<(Period, Span)>,
    /// The same as metrics are valued: where appraisal months begin on another day, they are these.
    valued: Vec<(Period, Span)>,
    /// The last appraisal period that is over at the end of each.
    appraised: Vec<Option<(Period, Span)>>,
    /// What is looked at, how far back, and the values by month.
    lines: Vec<(DriverKind, usize, Vec<f64>)>,
    /// The line of each driver.
    of: Vec<Option<usize>>,
    /// The metrics of the person that were looked at, by metric.
    known: Vec<Option<Vec<Value>>>,
    looked: Vec<usize>,
    near: Cell<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(
        (policy, facts): (&'a Compiled, &'a FactIndex<'a>),
        grid: &Grid,
        drivers: &[CompiledDriver],
        as_of: Date,
    ) -> Self {
        let mut values = Values::new(policy, facts, Period::Day(as_of));
        values.until = Span::new(as_of, None).first;
        let months: Vec<(Period, Span)> = grid.months.iter().map(|month| (*month, month.span())).gather();
        let every = Granularity::from(policy.policy.appraisal_period.every);
        let appraised = |(_, days): &(Period, Span)| {
            let period = last_over(policy, every, days.to()?)?;
            Some((period, span(policy, period)))
        };
        let appraised: Vec<Option<(Period, Span)>> = months.iter().map(appraised).gather();
        let mut valued = months.clone();
        if every == Granularity::Month {
            valued.iter_mut().zip(&appraised).for_each(|(month, own)| *month = own.unwrap_or(*month));
        }
        let mut lines: Vec<(DriverKind, usize, Vec<f64>)> = Vec::new();
        let mut of = Vec::with_capacity(drivers.len());
        for driver in drivers {
            if !driver.kind.is_monthly() {
                of.push(None);
                continue;
            }
            let back = reach(driver.view());
            let line = lines.iter().position(|line| line.0 == driver.kind).unwrap_or(lines.len());
            match lines.get_mut(line) {
                Some(line) => line.1 = line.1.max(back),
                None => lines.push((driver.kind, back, vec![f64::NAN; months.len()])),
            }
            of.push(Some(line));
        }
        // Metrics that are computed share what they are computed from, so that all go back as far.
        let is_metric = |line: &&mut (DriverKind, usize, Vec<f64>)| matches!(line.0, DriverKind::Metric(_));
        let furthest = lines.iter_mut().filter(is_metric).fold(0, |most, line| line.1.max(most));
        lines.iter_mut().filter(is_metric).for_each(|line| line.1 = furthest);
        let known = vec![None; policy.policy.metrics.len()];
        let (looked, near) = (Vec::new(), Cell::new(0));
        Self { policy, facts, values, months, valued, appraised, lines, of, known, looked, near }
    }

    /// Reads what is known of a person before some months.
    pub(super) fn read(&mut self, person: usize, payroll: Option<&Payroll<'_>>, months: &Range<usize>) {
        let mut lines = std::mem::take(&mut self.lines);
        for (kind, back, line) in &mut lines {
            let range = months.start.saturating_sub(*back)..months.end.saturating_sub(1);
            match kind {
                DriverKind::Metric(metric) => self.metric(*metric, person, &range, line),
                DriverKind::Score => self.score(person, &range, line),
                DriverKind::Overtime => {
                    let mut sums = attendance(payroll, person, &self.months, &range, &|record| {
                        (number(record.overtime_hours), 1.0)
                    });
                    sums.iter_mut().for_each(|sum| sum.0 = if sum.1 > 0.0 { sum.0 } else { f64::NAN });
                    put(line, &range, sums.iter().map(|sum| sum.0));
                }
                DriverKind::Absence => {
                    let sums = attendance(payroll, person, &self.months, &range, &|record| {
                        (number(record.days_absent), number(record.days_due))
                    });
                    let share = |(absent, due): &(f64, f64)| if *due > 0.0 { absent / due } else { f64::NAN };
                    put(line, &range, sums.iter().map(share));
                }
                _ => {}
            }
        }
        self.lines = lines;
        for metric in self.looked.drain(..) {
            if let Some(known) = self.known.get_mut(metric) {
                *known = None;
            }
        }
    }

    /// What a driver says of the person for a month.
    pub(super) fn view(&self, driver: usize, how: &CompiledDriver, month: usize) -> f64 {
        let line = self.of.get(driver).copied().flatten().and_then(|line| self.lines.get(line));
        line.map_or(f64::NAN, |line| view(how.view(), &line.2, month))
    }

    fn score(&mut self, person: usize, range: &Range<usize>, line: &mut [f64]) {
        let mut last: Option<(Period, f64)> = None;
        for month in range.clone() {
            let mut total = f64::NAN;
            if let Some((period, days)) = self.appraised.get(month).copied().flatten() {
                total = match last {
                    Some((known, total)) if known == period => total,
                    _ => {
                        self.values.turn(period, days);
                        let shown = shown_total(&mut self.values, person, period);
                        shown.as_ref().and_then(float).unwrap_or(f64::NAN)
                    }
                };
                last = Some((period, total));
            }
            if let Some(place) = line.get_mut(month) {
                *place = total;
            }
        }
    }

    fn metric(&mut self, metric: usize, person: usize, range: &Range<usize>, line: &mut [f64]) {
        self.values_of(metric, person, range);
        let known = self.known.get(metric).and_then(Option::as_ref).map(Vec::as_slice).unwrap_or_default();
        put(line, range, known.iter().map(|value| value.number().and_then(float).unwrap_or(f64::NAN)));
    }

    /// Looks a metric up, and what it is computed from; each once for all months.
    fn values_of(&mut self, metric: usize, person: usize, range: &Range<usize>) {
        if self.known.get(metric).is_none_or(Option::is_some) {
            return;
        }
        let policy = self.policy;
        let is_own = policy.policy.metrics.get(metric).is_some_and(|metric| metric.level == Level::Employee);
        let found = match policy.sources.get(metric) {
            Some(Source::Observed) if is_own => self.observed(metric, person, range),
            Some(Source::Formula(ops)) => {
                for op in ops {
                    if let crate::expression::Op::Metric(input) = op {
                        self.values_of(*input, person, range);
                    }
                }
                let known = &self.known;
                let values = &mut self.values;
                let at = |month: usize| {
                    values.formula(ops, &mut |_, input| {
                        let line = known.get(input).and_then(Option::as_ref);
                        line.and_then(|line| line.get(month)).cloned().unwrap_or(Value::None(State::Missing))
                    })
                };
                (0..range.len()).map(at).gather()
            }
            _ => {
                let mut found = Vec::with_capacity(range.len());
                for (period, days) in self.valued.get(range.clone()).unwrap_or_default() {
                    self.values.turn(*period, *days);
                    let subject = self.values.subject(person, *period);
                    let value = subject.map(|subject| self.values.value(metric, &subject, *period));
                    found.push(value.unwrap_or(Value::None(State::Missing)));
                }
                found
            }
        };
        if let Some(known) = self.known.get_mut(metric) {
            *known = Some(found);
            self.looked.push(metric);
        }
    }

    /// What was observed of an employee: the records are in the order of time, and looked at once.
    fn observed(&self, metric: usize, person: usize, range: &Range<usize>) -> Vec<Value> {
        let mut rest: &[Datum] = self.facts.next_data(person, metric, &self.near);
        let mut found = Vec::with_capacity(range.len());
        for (_, days) in self.valued.get(range.clone()).unwrap_or_default() {
            while let [first, later @ ..] = rest
                && first.span.last < days.first
            {
                rest = later;
            }
            let count = rest.iter().take_while(|datum| datum.span.first <= days.last).count();
            let inside = rest.get(..count).unwrap_or_default();
            // One that has only some of its days in the month leaves no whole value.
            let whole = inside.iter().all(|datum| days.contains(datum.span));
            found.push(match inside {
                [] => Value::None(State::Missing),
                [only] if whole => self.values.combine(metric, &[only]),
                inside if whole => self.values.combine(metric, &inside.iter().gather()),
                _ => Value::None(State::Missing),
            });
        }
        found
    }
}

/// Puts values into the months of a line.
fn put(line: &mut [f64], range: &Range<usize>, values: impl Iterator<Item = f64>) {
    let places = line.get_mut(range.clone()).unwrap_or_default();
    places.iter_mut().zip(values).for_each(|(place, value)| *place = value);
}

/// Two sums of a person's attendance in each of some months. Records count in the month of their last day; one of more
/// than a month lies in none.
fn attendance(
    payroll: Option<&Payroll<'_>>,
    person: usize,
    months: &[(Period, Span)],
    range: &Range<usize>,
    figures: &dyn Fn(&Attendance) -> (f64, f64),
) -> Vec<(f64, f64)> {
    let months = months.get(range.clone()).unwrap_or_default();
    let mut sums = vec![(0.0, 0.0); months.len()];
    let Some(payroll) = payroll else { return sums };
    for (days, record) in payroll.attendance_of(person) {
        if matches!(record.period, Period::Quarter { .. } | Period::Half { .. } | Period::Year(_)) {
            continue;
        }
        let month = months.partition_point(|(_, month)| month.last < days.last);
        if let Some((_, own)) = months.get(month)
            && own.first <= days.last
            && let Some(sum) = sums.get_mut(month)
        {
            let (first, second) = figures(record);
            sum.0 += first;
            sum.1 += second;
        }
    }
    sums
}

pub(super) fn number(decimal: Decimal) -> f64 {
    float(&decimal.to_rational()).unwrap_or(f64::NAN)
}
