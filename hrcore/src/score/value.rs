//! What a metric was worth for someone in a period.

use crate::compile::{Baseline, Compiled, Source};
use crate::expression::{NoValue, run};
use crate::facts::{Datum, FactIndex, Held, Reading, State};
use crate::number::Rational;
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
    /// Records that begin after this day are not seen: progress looks at what was known then.
    pub(crate) until: i32,
    // Values of units and positions are the same for everyone in them; by metric, each list in order.
    shared: Vec<Vec<(SharedBy, Value)>>,
}

impl<'a> Values<'a> {
    pub(crate) fn new(policy: &'a Compiled, facts: &'a FactIndex<'a>) -> Self {
        Self { policy, facts, until: i32::MAX, shared: vec![Vec::new(); policy.sources.len()] }
    }

    /// The days of a period under the policy: quarters, halves and years are made of appraisal months.
    pub(crate) fn span(&self, period: Period) -> Span {
        span(self.policy, period)
    }

    /// The value of a metric.
    pub(crate) fn value(&mut self, metric: usize, subject: &Subject<'_>, period: Period) -> Value {
        // The policy outlives this borrow, so that formulas are run in place.
        let policy = self.policy;
        match policy.sources.get(metric) {
            None | Some(Source::Observed) => self.observed(metric, subject, self.span(period)),
            Some(Source::Formula(ops)) => {
                let result = run(ops, policy.limits.rational_bits, |input| match self.value(input, subject, period) {
                    Value::Number(value) => Ok(value),
                    Value::Label(_) => Err(State::Undefined),
                    Value::None(state) => Err(state),
                });
                match result {
                    Ok(value) => Value::Number(value),
                    Err(NoValue::Undefined) => Value::None(State::Undefined),
                    Err(NoValue::Input(state)) => Value::None(state),
                }
            }
            Some(Source::Growth { of, versus, change }) => self.growth(*of, versus, *change, subject, period),
        }
    }

    fn growth(&mut self, of: usize, versus: &Baseline, change: Change, subject: &Subject<'_>, period: Period) -> Value {
        let current = match self.value(of, subject, period) {
            Value::Number(value) => value,
            other => return other,
        };
        let before = match versus {
            Baseline::Previous => period.previous(),
            Baseline::LastYear => period.last_year(),
            Baseline::Period(period) => Some(*period),
            Baseline::Value(value) => return grow(&current, value, change),
        };
        let Some(before) = before else { return Value::None(State::Missing) };
        match self.value(of, subject, before) {
            Value::Number(base) => grow(&current, &base, change),
            other => other,
        }
    }

    fn observed(&mut self, metric: usize, subject: &Subject<'_>, span: Span) -> Value {
        let Some(definition) = self.policy.policy.metrics.get(metric) else { return Value::None(State::Missing) };
        match definition.level {
            Level::Employee => {
                // Where it cannot be told whose a record is, neither position has a whole value.
                let records: Option<Vec<&Datum>> = self.of_employee(metric, subject, span).collect();
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

    /// The records of a metric about an employee in a position; `None` among them is one that belongs to no position.
    pub(super) fn of_employee<'s>(
        &self,
        metric: usize,
        subject: &'s Subject<'s>,
        span: Span,
    ) -> impl Iterator<Item = Option<&'a Datum>> + use<'s, 'a> {
        let data = within(self.facts.data(Level::Employee, subject.employee, metric), span, self.until);
        data.filter_map(|datum| match attributed(datum, subject) {
            Attribution::Mine => Some(Some(datum)),
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
        let mut records: Vec<&Datum> = Vec::new();
        let mut open = vec![of];
        // A unit without observations of its own takes those of the units below it.
        while let Some(at) = open.pop() {
            let before = records.len();
            records.extend(within(self.facts.data(level, at, metric), span, self.until));
            if level == Level::Unit
                && records.len() == before
                && let Some(node) = self.policy.units.get(at)
            {
                open.extend(&node.children);
            }
        }
        let when = |datum: &Datum| (datum.span, datum.record);
        crate::sort::sort_by(&mut records, &mut |a, b| when(a).cmp(&when(b)));
        let value = self.combine(metric, &records);
        if let Some(known) = self.shared.get_mut(metric) {
            known.insert(place, (key, value.clone()));
        }
        value
    }

    /// The records behind a value, for the explanation.
    pub(crate) fn records(&self, metric: usize, subject: &Subject<'_>, span: Span) -> Vec<&'a Datum> {
        let Some(definition) = self.policy.policy.metrics.get(metric) else { return Vec::new() };
        let facts = self.facts;
        let of = match definition.level {
            Level::Employee => {
                let data = facts.data(Level::Employee, subject.employee, metric);
                return within(data, span, self.until)
                    .filter(|d| matches!(attributed(d, subject), Attribution::Mine))
                    .collect();
            }
            Level::Position => subject.held.position,
            Level::Unit => match subject.held.unit {
                Some(unit) => unit,
                None => return Vec::new(),
            },
            Level::Company => 0,
        };
        within(facts.data(definition.level, of, metric), span, self.until).collect()
    }

    /// Several records as one value.
    fn combine(&self, metric: usize, records: &[&Datum]) -> Value {
        let Some(definition) = self.policy.policy.metrics.get(metric) else { return Value::None(State::Missing) };
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
                        None => worst = worse(worst, State::Undefined),
                    }
                }
                Reading::State(state) => worst = worse(worst, *state),
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
        let bits = self.policy.limits.rational_bits;
        // Fractions that share nothing grow with each other: a sum beyond the limit is not worth finishing.
        let add = |sum: Rational, value: &Rational| Some(&sum + value).filter(|sum| sum.bits() <= bits);
        let sum = || rest.iter().try_fold(first.clone(), add);
        let value = match definition.aggregated_by() {
            Aggregation::Sum => sum(),
            Aggregation::Mean => {
                let count = Rational::from(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
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

fn grow(current: &Rational, base: &Rational, change: Change) -> Value {
    let difference = current - base;
    match change {
        Change::Points => Value::Number(difference),
        Change::Relative if base.signum() <= 0 => Value::None(State::Undefined),
        Change::Relative => difference.checked_div(base).map_or(Value::None(State::Undefined), Value::Number),
    }
}

/// The records whose days lie inside a span and that begin by a day. They are in the order of time.
fn within(data: &[Datum], span: Span, until: i32) -> impl Iterator<Item = &Datum> {
    let start = data.partition_point(|datum| datum.span.first < span.first);
    let rest = data.get(start..).unwrap_or_default();
    let last = span.last.min(until);
    rest.iter().take_while(move |datum| datum.span.first <= last).filter(move |datum| datum.span.last <= span.last)
}

enum Attribution {
    Mine,
    Others,
    Nobody,
}

/// To which of the positions held a record belongs: the one that it names, or the one held on all its days.
fn attributed(datum: &Datum, subject: &Subject<'_>) -> Attribution {
    if let Some(position) = datum.position() {
        return if position == subject.held.position { Attribution::Mine } else { Attribution::Others };
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

fn worse(known: Option<State>, state: State) -> Option<State> {
    // Missing outweighs undefined, which outweighs the others: the order of the words.
    let rank = |state: State| match state {
        State::Missing => 0,
        State::Undefined => 1,
        State::NotApplicable => 2,
        State::TooNew => 3,
    };
    Some(known.filter(|known| rank(*known) <= rank(state)).unwrap_or(state))
}
