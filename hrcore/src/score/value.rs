//! What a metric was worth for someone in a period.

use std::cell::Cell;

use crate::compile::{Baseline, Compiled, Source};
use crate::expression::{NoValue, Op, run};
use crate::facts::{Datum, FactIndex, Held, Observation, Reading, State};
use crate::number::{Rational, small};
use crate::policy::{Aggregation, Change, Every, Level, Unit};
use crate::time::{Period, Span};
use crate::values::Id;

/// A value, a label, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Number(Rational),
    Label(Id),
    None(State),
}

impl Value {
    pub(crate) fn number(&self) -> Option<&Rational> {
        match self {
            Self::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The number, or the reason why there is none; a label counts as undefined.
    pub(crate) fn into_number(self) -> Result<Rational, State> {
        match self {
            Self::Number(value) => Ok(value),
            Self::Label(_) => Err(State::Undefined),
            Self::None(state) => Err(state),
        }
    }
}

impl From<Result<Rational, State>> for Value {
    fn from(value: Result<Rational, State>) -> Self {
        match value {
            Ok(value) => Self::Number(value),
            Err(state) => Self::None(state),
        }
    }
}

/// For whom, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) employee: usize,
    pub(crate) held: Held,
    /// The positions held during the period, of which `held` is one.
    pub(crate) holdings: &'a [Held],
}

/// Who share a value, and over which days.
type SharedBy = (Level, usize, Span);

/// Looks values up, and remembers what is shared by many.
#[derive(Debug)]
pub(crate) struct Values<'a> {
    pub(crate) policy: &'a Compiled,
    pub(crate) facts: &'a FactIndex<'a>,
    /// The period that is asked about, with its days: they are needed at every step.
    asked: (Period, Span),
    /// Records that begin after this day are not seen: progress looks at what was known then.
    pub(crate) until: i32,
    /// Where the records of an employee that were looked up last end.
    near: Cell<usize>,
    // Values of units and positions are the same for everyone in them; by metric, each list in order.
    shared: Vec<Vec<(SharedBy, Value)>>,
}

impl<'a> Values<'a> {
    pub(crate) fn new(policy: &'a Compiled, facts: &'a FactIndex<'a>, period: Period) -> Self {
        let asked = (period, span(policy, period));
        Self { policy, facts, asked, until: i32::MAX, near: Cell::new(0), shared: Vec::new() }
    }

    /// The days of a period under the policy: quarters, halves and years are made of appraisal months.
    pub(crate) fn span(&self, period: Period) -> Span {
        if period == self.asked.0 { self.asked.1 } else { span(self.policy, period) }
    }

    /// Goes on to another period, whose days are known.
    #[cfg(feature = "attrition")]
    pub(crate) fn turn(&mut self, period: Period, span: Span) {
        self.asked = (period, span);
    }

    /// The value of a metric.
    pub(crate) fn value(&mut self, metric: usize, subject: &Subject<'_>, period: Period) -> Value {
        // The policy outlives this borrow, so that formulas are run in place.
        let policy = self.policy;
        match policy.sources.get(metric) {
            None | Some(Source::Observed) => self.observed(metric, subject, self.span(period)),
            Some(Source::Formula(ops)) => self.formula(ops, &mut |values, input| values.value(input, subject, period)),
            Some(Source::Growth { of, versus, change }) => {
                self.growth(versus, *change, period, &mut |values, period| values.value(*of, subject, period))
            }
            Some(Source::Plans(source)) => self.planned(source, &[(*subject, self.span(period))]),
            Some(Source::Training(only)) => self.trained(*only, &[(*subject, self.span(period))]),
        }
    }

    /// The value of a metric over several periods together: a rate is the rate of their sums.
    pub(crate) fn over(&mut self, metric: usize, periods: &[(Subject<'_>, Span)]) -> Value {
        let policy = self.policy;
        match policy.sources.get(metric) {
            None | Some(Source::Observed) => self.together(metric, periods),
            Some(Source::Formula(ops)) => self.formula(ops, &mut |values, input| values.over(input, periods)),
            // The growth of several periods is asked for as such.
            Some(Source::Growth { .. }) => Value::None(State::Undefined),
            Some(Source::Plans(source)) => self.planned(source, periods),
            Some(Source::Training(only)) => self.trained(*only, periods),
        }
    }

    pub(crate) fn formula(&mut self, ops: &[Op], value: &mut dyn FnMut(&mut Self, usize) -> Value) -> Value {
        let result = run(ops, self.policy.limits.rational_bits, |input| value(self, input).into_number());
        match result {
            Ok(value) => Value::Number(value),
            Err(reasons) => {
                let states = reasons.into_iter().map(|reason| match reason {
                    NoValue::Undefined => State::Undefined,
                    NoValue::Input(state) => state,
                });
                let worst = states.fold(None, |known, state| Some(worse(known, state)));
                Value::None(worst.unwrap_or(State::Undefined))
            }
        }
    }

    pub(super) fn growth(
        &mut self,
        versus: &Baseline,
        change: Change,
        period: Period,
        value: &mut dyn FnMut(&mut Self, Period) -> Value,
    ) -> Value {
        let current = value(self, period);
        if let Baseline::Value(value) = versus {
            return match &current {
                Value::Number(current) => grow(current, value, change).into(),
                _ => current,
            };
        }
        let before = versus.before(period);
        let base = match before {
            Some(before) => value(self, before),
            None => Value::None(State::Missing),
        };
        match (current, base) {
            (Value::Number(current), Value::Number(base)) => grow(&current, &base, change).into(),
            (Value::None(current), Value::None(base)) => Value::None(worse(Some(current), base)),
            (Value::None(state), _) | (_, Value::None(state)) => Value::None(state),
            // Labels do not grow, which is checked when the policy is compiled.
            _ => Value::None(State::Undefined),
        }
    }

    /// The records of several periods as one value.
    fn together(&self, metric: usize, periods: &[(Subject<'_>, Span)]) -> Value {
        let Some(definition) = self.policy.policy.metrics.get(metric) else { return Value::None(State::Missing) };
        let mut records: Vec<&Datum> = Vec::new();
        for (subject, span) in periods {
            let found = match definition.level {
                Level::Employee => self.of_employee(metric, subject, *span).collect::<Option<Vec<_>>>(),
                Level::Position => self.shared_records(Level::Position, subject.held.position, metric, *span),
                // The unit of each period: people change it.
                Level::Unit => subject.held.unit.and_then(|unit| self.shared_records(Level::Unit, unit, metric, *span)),
                Level::Company => self.shared_records(Level::Company, 0, metric, *span),
            };
            match found {
                Some(found) => records.extend(found),
                None => return Value::None(State::Missing),
            }
        }
        self.combine(metric, &records)
    }

    fn observed(&mut self, metric: usize, subject: &Subject<'_>, span: Span) -> Value {
        let Some(definition) = self.policy.policy.metrics.get(metric) else { return Value::None(State::Missing) };
        match definition.level {
            Level::Employee => {
                // Where it cannot be told whose a record is, neither position has a whole value.
                let mut records = self.of_employee(metric, subject, span);
                let (first, second) = (records.next(), records.next());
                // Most values are one record.
                if let (Some(Some(only)), None) = (first, second) {
                    return self.combine(metric, &[only]);
                }
                let records: Option<Vec<&Datum>> = first.into_iter().chain(second).chain(records).collect();
                records.map_or(Value::None(State::Missing), |records| self.combine(metric, &records))
            }
            Level::Position => self.shared(Level::Position, subject.held.position, metric, span),
            Level::Unit => match subject.held.unit {
                Some(unit) => self.shared(Level::Unit, unit, metric, span),
                None => Value::None(State::Missing),
            },
            Level::Company => self.shared(Level::Company, 0, metric, span),
        }
    }

    /// The records of a metric about an employee in a position; `None` among them is one that belongs to no position, or
    /// whose days lie only partly in the span: then there is no whole value.
    pub(super) fn of_employee<'s>(
        &self,
        metric: usize,
        subject: &'s Subject<'s>,
        span: Span,
    ) -> impl Iterator<Item = Option<&'a Datum>> + use<'s, 'a> {
        let data = within(self.facts.next_data(subject.employee, metric, &self.near), span, self.until);
        data.filter_map(move |datum| match attributed(datum, subject) {
            Attribution::Mine => Some(Some(datum).filter(|datum| span.contains(datum.span))),
            Attribution::Others => None,
            Attribution::Nobody => Some(None),
        })
    }

    fn shared(&mut self, level: Level, of: usize, metric: usize, span: Span) -> Value {
        let key = (level, of, span);
        let known = self.shared.get(metric).map_or(&[][..], Vec::as_slice);
        let place = match known.binary_search_by(|(known, _)| known.cmp(&key)) {
            Ok(at) => return known.get(at).map_or(Value::None(State::Missing), |(_, value)| value.clone()),
            Err(place) => place,
        };
        let value = match self.shared_records(level, of, metric, span) {
            Some(records) => self.combine(metric, &records),
            None => Value::None(State::Missing),
        };
        if self.shared.len() <= metric {
            self.shared.resize(metric + 1, Vec::new());
        }
        if let Some(known) = self.shared.get_mut(metric) {
            known.insert(place, (key, value.clone()));
        }
        value
    }

    /// The records of a unit, a position or the company; `None` when one lies only partly in the span. A unit without
    /// observations of its own takes those of the units below it.
    pub(super) fn shared_records(&self, level: Level, of: usize, metric: usize, span: Span) -> Option<Vec<&'a Datum>> {
        let mut records: Vec<&Datum> = Vec::new();
        let mut open = vec![of];
        while let Some(at) = open.pop() {
            let before = records.len();
            let facts = self.facts;
            records.extend(within(facts.data(level, at, metric), span, self.until));
            if level == Level::Unit
                && records.len() == before
                && let Some(node) = self.policy.units.get(at)
            {
                open.extend(&node.children);
            }
        }
        let when = |datum: &Datum| (datum.span, datum.record);
        crate::sort::sort_by(&mut records, |a, b| when(a).cmp(&when(b)));
        records.iter().all(|datum| span.contains(datum.span)).then_some(records)
    }

    /// Shows each observation behind a value, for the explanation.
    pub(crate) fn each_observation(
        &self,
        metric: usize,
        subject: &Subject<'_>,
        span: Span,
        show: &mut dyn FnMut(&'a Observation),
    ) {
        let Some(definition) = self.policy.policy.metrics.get(metric) else { return };
        let of = match definition.level {
            Level::Employee => {
                let records = self.of_employee(metric, subject, span).flatten();
                return records.filter_map(|datum| self.facts.observation(datum)).for_each(show);
            }
            Level::Position => subject.held.position,
            Level::Unit => match subject.held.unit {
                Some(unit) => unit,
                None => return,
            },
            Level::Company => 0,
        };
        let records = self.shared_records(definition.level, of, metric, span).unwrap_or_default();
        records.iter().filter_map(|datum| self.facts.observation(datum)).for_each(show);
    }

    /// Several records as one value.
    pub(crate) fn combine(&self, metric: usize, records: &[&Datum]) -> Value {
        let Some(definition) = self.policy.policy.metrics.get(metric) else { return Value::None(State::Missing) };
        let bits = self.policy.limits.rational_bits;
        // One number is its own sum, mean and extreme.
        if let [only] = records
            && definition.unit != Unit::Label
            && let Some(Reading::Number(amount)) = self.facts.observation(only).map(|observation| &observation.reading)
            && let Ok(value) = definition.unit.value(*amount)
        {
            return if value.bits() <= bits { Value::Number(value) } else { Value::None(State::Undefined) };
        }
        let mut numbers: Vec<Rational> = Vec::with_capacity(records.len());
        let (mut parts, mut wholes, mut fractions, mut bare) = (Rational::ZERO, Rational::ZERO, 0usize, 0usize);
        let mut label: Option<Id> = None;
        let mut worst: Option<State> = None;
        for datum in records {
            let Some(observation) = self.facts.observation(datum) else { continue };
            match &observation.reading {
                Reading::Number(amount) if definition.unit == Unit::Label => label = Id::new(&amount.to_string()),
                Reading::Label(text) => label = Some(text.clone()),
                // The facts have been checked against the unit.
                Reading::Number(amount) => {
                    bare += 1;
                    numbers.extend(definition.unit.value(*amount).ok());
                }
                Reading::Fraction(fraction) => {
                    let (part, whole) = (fraction.part.to_rational(), fraction.whole.to_rational());
                    fractions += 1;
                    (parts, wholes) = (&parts + &part, &wholes + &whole);
                    match part.checked_div(&whole) {
                        Some(rate) => numbers.push(rate),
                        None if definition.aggregated_by() == Aggregation::RatioOfSums => {}
                        None => worst = Some(worse(worst, State::Undefined)),
                    }
                }
                Reading::State(state) => worst = Some(worse(worst, *state)),
            }
        }
        match worst {
            // What is not applicable or too new is left out where other records have a value.
            Some(state @ (State::Missing | State::Undefined)) => return Value::None(state),
            Some(state) if numbers.is_empty() && fractions == 0 && label.is_none() => return Value::None(state),
            _ => {}
        }
        if let Some(label) = label {
            return Value::Label(label);
        }
        let Some((first, rest)) = numbers.split_first() else {
            let state = if fractions > 0 { State::Undefined } else { State::Missing };
            return Value::None(state);
        };
        // Fractions that share nothing grow with each other: a sum beyond the limit is not worth finishing.
        let add = |sum: Rational, value: &Rational| Some(&sum + value).filter(|sum| sum.bits() <= bits);
        let sum = || rest.iter().try_fold(first.clone(), add);
        let value = match definition.aggregated_by() {
            Aggregation::Sum => sum(),
            Aggregation::Mean => {
                let count = Rational::from(small(numbers.len()));
                sum().and_then(|sum| sum.checked_div(&count))
            }
            Aggregation::Last => rest.last().or(Some(first)).cloned(),
            Aggregation::Min => Some(rest.iter().fold(first, |least, value| least.min(value)).clone()),
            Aggregation::Max => Some(rest.iter().fold(first, |most, value| most.max(value)).clone()),
            Aggregation::RatioOfSums if bare == 0 => parts.checked_div(&wholes),
            // One rate is its own ratio; several without their parts cannot be combined into one.
            Aggregation::RatioOfSums => Some(first.clone()).filter(|_| rest.is_empty()),
        };
        match value {
            Some(value) if value.bits() <= bits => Value::Number(value),
            _ => Value::None(State::Undefined),
        }
    }
}

/// The days of a period under a policy.
pub(crate) fn span(policy: &Compiled, period: Period) -> Span {
    let start_day = policy.policy.appraisal_period.start_day;
    if start_day == 1 || policy.policy.appraisal_period.every != Every::Month {
        return period.span();
    }
    let months = period.months(start_day);
    match (months.first(), months.last()) {
        (Some(first), Some(last)) => Span { first: first.span().first, last: last.span().last },
        _ => period.span(),
    }
}

/// How much a value has grown from another.
pub(crate) fn grow(current: &Rational, base: &Rational, change: Change) -> Result<Rational, State> {
    let difference = current - base;
    match change {
        Change::Points => Ok(difference),
        Change::Relative if base.signum() <= 0 => Err(State::Undefined),
        Change::Relative => difference.checked_div(base).ok_or(State::Undefined),
    }
}

/// The records that have days in a span and begin by a day. They are in the order of time, and do not overlap but where
/// they are of the same days.
fn within(data: &[Datum], span: Span, until: i32) -> impl Iterator<Item = &Datum> {
    let start = data.partition_point(|datum| datum.span.last < span.first);
    let last = span.last.min(until);
    data.get(start..).unwrap_or_default().iter().take_while(move |datum| datum.span.first <= last)
}

enum Attribution {
    Mine,
    Others,
    Nobody,
}

/// To which of the positions held a record belongs: the one that it names, or the one held on all its days.
fn attributed(datum: &Datum, subject: &Subject<'_>) -> Attribution {
    // Asked about the person, whatever was held.
    if subject.holdings.is_empty() {
        return Attribution::Mine;
    }
    let held = subject.held;
    if let Some(position) = datum.position() {
        let mut same = subject.holdings.iter().filter(|held| held.position == position);
        return match (same.next(), same.next()) {
            _ if position != held.position => Attribution::Others,
            (_, None) => Attribution::Mine,
            // Held twice, in two units: the days decide.
            _ if held.span.contains(datum.span) => Attribution::Mine,
            (Some(first), Some(second)) if first.span.contains(datum.span) || second.span.contains(datum.span) => {
                Attribution::Others
            }
            _ if same.any(|held| held.span.contains(datum.span)) => Attribution::Others,
            _ => Attribution::Nobody,
        };
    }
    if subject.holdings.len() <= 1 || subject.held.span.contains(datum.span) {
        return Attribution::Mine;
    }
    if subject.holdings.iter().any(|held| held.span.contains(datum.span)) {
        return Attribution::Others;
    }
    Attribution::Nobody
}

pub(crate) fn is_attributed(datum: &Datum, subject: &Subject<'_>) -> Option<bool> {
    match attributed(datum, subject) {
        Attribution::Mine => Some(true),
        Attribution::Others => Some(false),
        Attribution::Nobody => None,
    }
}

/// The weightier of two reasons why there is no value.
pub(crate) fn worse(known: Option<State>, state: State) -> State {
    // Missing outweighs undefined, which outweighs the others: the order of the words.
    let rank = |state: State| match state {
        State::Missing => 0,
        State::Undefined => 1,
        State::NotApplicable => 2,
        State::TooNew => 3,
    };
    known.filter(|known| rank(*known) <= rank(state)).unwrap_or(state)
}
