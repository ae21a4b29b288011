//! What a metric was worth for many together: all who hold a position, who work in a unit or below it, or everyone.

use crate::compile::{Compiled, Source};
use crate::expression::Op;
use crate::facts::{Datum, Held, Owner, State};
use crate::gather::Gather as _;
use crate::number::small;
use crate::policy::Level;
use crate::sort;
use crate::time::{Period, Span};
use crate::values::Id;

use super::value::{Subject, Value, Values, is_attributed};

/// At most so many records are named.
const NAMED: usize = 64;

/// A metric that is observed per employee, over some days, for many together.
type Key = (usize, Span, Owner);

/// The values of metrics that are observed per employee, for many together.
#[derive(Debug, Default)]
pub(crate) struct Together {
    // In order, with the first of their records.
    values: Vec<(Key, Value, Vec<Id>)>,
}

impl Together {
    fn get(&self, key: &Key) -> Option<&(Key, Value, Vec<Id>)> {
        let at = self.values.binary_search_by(|(known, ..)| known.cmp(key)).ok()?;
        self.values.get(at)
    }
}

/// Values for one employee or for many, whose records have been brought together.
impl<'a> Values<'a> {
    /// The value of a metric for its owner over a period.
    pub(crate) fn owned(&mut self, metric: usize, owner: Owner, period: Period, together: &Together) -> Value {
        if let Owner::Employee(person) = owner {
            return self
                .subject(person as usize, period)
                .map_or(Value::None(State::Missing), |subject| self.value(metric, &subject, period));
        }
        let policy = self.policy;
        match policy.sources.get(metric) {
            None | Some(Source::Observed) => self.observed_of(metric, owner, period, together),
            Some(Source::Formula(ops)) => {
                self.formula(ops, &mut |values, input| values.owned(input, owner, period, together))
            }
            Some(Source::Growth { of, versus, change }) => {
                self.growth(versus, *change, period, &mut |values, period| values.owned(*of, owner, period, together))
            }
            Some(Source::Plans(source)) => self.planned(source, &self.members(owner, self.span(period))),
            Some(Source::Training(only)) => self.trained(*only, &self.members(owner, self.span(period))),
        }
    }

    fn observed_of(&mut self, metric: usize, owner: Owner, period: Period, together: &Together) -> Value {
        let missing = Value::None(State::Missing);
        let Some(definition) = self.policy.policy.metrics.get(metric) else { return missing };
        let span = self.span(period);
        match (definition.level, owner) {
            (Level::Employee, _) => together.get(&(metric, span, owner)).map_or(missing, |(_, value, _)| value.clone()),
            (Level::Unit, Owner::Company) => {
                let roots = self.policy.units.iter().enumerate().filter(|(_, node)| node.parent.is_none());
                let mut records = Vec::new();
                for (root, _) in roots {
                    match self.shared_records(Level::Unit, root, metric, span) {
                        Some(found) => records.extend(found),
                        None => return missing,
                    }
                }
                self.combine(metric, &records)
            }
            (Level::Company, Owner::Position(_) | Owner::Unit(_)) => missing,
            // A place that nobody holds stands for the position or unit.
            _ => self.value(metric, &stand_in(owner), period),
        }
    }

    /// An employee, whatever was held in the period; none who is left out.
    /// A person in a period, with the position that was held last in it, whatever else was.
    pub(crate) fn subject(&self, person: usize, period: Period) -> Option<Subject<'a>> {
        let held = during(self.facts.held(person)?, self.span(period));
        Some(Subject { employee: person, held: held.last().copied().unwrap_or(NOBODY), holdings: &[] })
    }

    /// All who belong to an owner in a period, with the positions by which they do.
    fn members(&self, owner: Owner, span: Span) -> Vec<(Subject<'a>, Span)> {
        let mut members = Vec::new();
        let facts = self.facts;
        for employee in 0..facts.facts.document().employees.len() {
            let Some(held) = facts.held(employee).map(|held| during(held, span)) else { continue };
            let is_in = |held: &Held| is_within(self.policy, held, owner);
            let Some(last) = held.last() else { continue };
            if held.iter().all(is_in) {
                members.push((Subject { employee, held: *last, holdings: &[] }, span));
            } else {
                let own = held.iter().filter(|held| is_in(held));
                members.extend(own.map(|own| (Subject { employee, held: *own, holdings: held }, span)));
            }
        }
        members
    }

    /// Names what has to be brought together for the value of a metric.
    pub(crate) fn want(&self, metric: usize, owner: Owner, period: Period, keys: &mut Vec<Key>) {
        match self.policy.sources.get(metric) {
            _ if matches!(owner, Owner::Employee(_)) => {}
            None | Some(Source::Observed) => {
                let level = self.policy.policy.metrics.get(metric).map(|metric| metric.level);
                if level == Some(Level::Employee) {
                    keys.push((metric, self.span(period), owner));
                }
            }
            Some(Source::Formula(ops)) => {
                for op in ops {
                    if let Op::Metric(input) = op {
                        self.want(*input, owner, period, keys);
                    }
                }
            }
            Some(Source::Growth { of, versus, .. }) => {
                self.want(*of, owner, period, keys);
                if let Some(before) = versus.before(period) {
                    self.want(*of, owner, before, keys);
                }
            }
            Some(Source::Plans(_) | Source::Training(_)) => {}
        }
    }

    /// Brings records of employees together: one look at those around some days for all whom they belong to.
    pub(crate) fn bring_together(&self, mut keys: Vec<Key>) -> Together {
        // What is of one employee is looked up, without a look at everybody's records.
        if keys.is_empty() {
            return Together::default();
        }
        sort::sort_by(&mut keys, Ord::cmp);
        keys.dedup();
        let is_wanted =
            |metric: usize| keys.get(keys.partition_point(|key| key.0 < metric)).is_some_and(|key| key.0 == metric);
        let records = self.facts.of_employees();
        let mut records: Vec<&'a Datum> = records
            .iter()
            .filter(|datum| is_wanted(datum.metric()) && self.facts.held(datum.subject()).is_some())
            .gather();
        // As they stand in the document is mostly how those of the same days are wanted.
        let metric = |datum: &&Datum| small(datum.metric());
        sort::by_numbers(&mut records, &[&metric, &|datum| datum.first_day(), &|datum| datum.record]);
        // So far back what reaches into some days can begin.
        let longest = records.iter().map(|datum| datum.span.last - datum.span.first).max().unwrap_or(0);
        let mut together = Together::default();
        for same in keys.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some((metric, span, _)) = same.first().copied() else { continue };
            let earliest = (metric, span.first.saturating_sub(longest));
            let from = records.partition_point(|datum| (datum.metric(), datum.span.first) < earliest);
            let last = span.last.min(self.until);
            let around = records.get(from..).unwrap_or_default().iter();
            let around = around.take_while(|datum| datum.metric() == metric && datum.span.first <= last);
            let mut heaps: Vec<Heap<'a>> = same.iter().map(|_| Heap::default()).gather();
            for datum in around.filter(|datum| datum.span.last >= span.first) {
                self.share(datum, span, same, &mut heaps);
            }
            for (key, heap) in same.iter().zip(heaps) {
                let (value, named) = self.heaped(metric, heap);
                together.values.push((*key, value, named));
            }
        }
        together
    }

    /// Gives a record to all whom it belongs to.
    fn share(&self, datum: &'a Datum, span: Span, same: &[Key], heaps: &mut [Heap<'a>]) {
        let is_whole = span.contains(datum.span);
        let mut give = |owner: Owner, is_mine: Option<bool>| {
            if let Ok(at) = same.binary_search_by(|key| key.2.cmp(&owner))
                && let Some(heap) = heaps.get_mut(at)
            {
                match is_mine {
                    Some(false) => {}
                    Some(true) if is_whole => heap.records.push(datum),
                    _ => heap.is_broken = true,
                }
            }
        };
        give(Owner::Company, Some(true));
        if let [(_, _, Owner::Company)] = same {
            return;
        }
        let held = self.facts.held(datum.subject()).map_or(&[][..], |held| during(held, span));
        for (number, own) in held.iter().enumerate() {
            let mut of = |owner: Owner| {
                let is_in = |held: &&Held| is_within(self.policy, held, owner);
                // Once for each whom it may belong to, though held twice.
                if same.binary_search_by(|key| key.2.cmp(&owner)).is_err()
                    || held.iter().take(number).any(|held| is_in(&held))
                {
                    return;
                }
                let is_mine = |own: &Held| {
                    is_attributed(datum, &Subject { employee: datum.subject(), held: *own, holdings: held })
                };
                let is_mine = if held.len() > 1 && held.iter().all(|held| is_in(&held)) {
                    Some(true)
                } else {
                    // Of several positions it may belong to one, or to none for certain.
                    held.iter().filter(is_in).try_fold(false, |known, own| is_mine(own).map(|own| known || own))
                };
                give(owner, is_mine);
            };
            of(Owner::Position(u32::try_from(own.position).unwrap_or(u32::MAX)));
            let mut unit = own.unit;
            while let Some(at) = unit {
                of(Owner::Unit(u32::try_from(at).unwrap_or(u32::MAX)));
                unit = self.policy.units.get(at).and_then(|node| node.parent);
            }
        }
    }

    /// The value of what was brought together, and the first of its records.
    fn heaped(&self, metric: usize, mut heap: Heap<'a>) -> (Value, Vec<Id>) {
        let record = |datum: &Datum| self.facts.observation(datum).and_then(|found| found.record.as_ref());
        sort::sort_by(&mut heap.records, |a, b| (a.span, record(a), a.record).cmp(&(b.span, record(b), b.record)));
        let named = heap.records.iter().filter_map(|datum| record(datum).cloned()).take(NAMED).gather();
        let value = if heap.is_broken { Value::None(State::Missing) } else { self.combine(metric, &heap.records) };
        (value, named)
    }

    /// The first of the records behind the value of a metric for its owner.
    pub(crate) fn records(&self, metric: usize, owner: Owner, period: Period, together: &Together) -> Vec<Id> {
        let mut found: Vec<Id> = Vec::new();
        let mut leaves = Vec::new();
        self.leaves(metric, &mut leaves);
        let span = self.span(period);
        for leaf in leaves {
            if let Some((_, _, named)) = together.get(&(leaf, span, owner)) {
                found.extend(named.iter().cloned());
                continue;
            }
            let subject = match owner {
                Owner::Employee(person) => self.subject(person as usize, period),
                _ => Some(stand_in(owner)),
            };
            if let Some(subject) = subject {
                let mut show = |record: &Id| {
                    if found.len() < NAMED {
                        found.push(record.clone());
                    }
                };
                self.each_record(leaf, &subject, span, &mut show);
            }
        }
        found.truncate(NAMED);
        found
    }

    /// The metrics from which a metric is computed in the end, each once.
    #[cfg(feature = "forecast")]
    pub(crate) fn leaves_of(&self, metric: usize) -> Vec<usize> {
        let mut leaves = Vec::new();
        self.leaves(metric, &mut leaves);
        leaves
    }

    fn leaves(&self, metric: usize, leaves: &mut Vec<usize>) {
        match self.policy.sources.get(metric) {
            Some(Source::Formula(ops)) => {
                for op in ops {
                    if let Op::Metric(input) = op {
                        self.leaves(*input, leaves);
                    }
                }
            }
            Some(Source::Growth { of, .. }) => self.leaves(*of, leaves),
            _ if leaves.contains(&metric) => {}
            _ => leaves.push(metric),
        }
    }
}

/// Records that are brought together.
#[derive(Debug, Default)]
struct Heap<'a> {
    records: Vec<&'a Datum>,
    /// One of them lies only partly in the span, or belongs to nobody for certain.
    is_broken: bool,
}

const NOBODY: Held = Held { span: Span { first: 0, last: 0 }, position: usize::MAX, unit: None, number: 0 };

/// Stands for a position, a unit or the company where its own records are looked up.
fn stand_in(owner: Owner) -> Subject<'static> {
    let held = match owner {
        Owner::Position(position) => Held { position: position as usize, ..NOBODY },
        Owner::Unit(unit) => Held { unit: Some(unit as usize), ..NOBODY },
        Owner::Employee(_) | Owner::Company => NOBODY,
    };
    Subject { employee: usize::MAX, held, holdings: &[] }
}

/// The positions held on any of some days.
fn during(held: &[Held], span: Span) -> &[Held] {
    let start = held.partition_point(|held| held.span.last < span.first);
    let rest = held.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|held| held.span.first <= span.last)).unwrap_or_default()
}

/// Whether a position held belongs to an owner.
fn is_within(policy: &Compiled, held: &Held, owner: Owner) -> bool {
    match owner {
        Owner::Company => true,
        Owner::Employee(_) => false,
        Owner::Position(position) => held.position == position as usize,
        Owner::Unit(above) => {
            let mut unit = held.unit;
            while let Some(at) = unit.filter(|at| *at != above as usize) {
                unit = policy.units.get(at).and_then(|node| node.parent);
            }
            unit.is_some()
        }
    }
}
