//! Facts joined with a policy: every record checked, and found by whom and what it is about.
//!
//! Sorted lists and binary search throughout: no hash order can reach an answer, no chosen ids can slow it down.

use std::cell::Cell;

use super::{Employee, Facts, Observation, Reading, Subject};
#[cfg(feature = "planning")]
use super::{PlanFacts, Trainings};
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, CompiledLine, CompiledMethod, Index, Source};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::{Rational, small};
use crate::policy::{Level, Unit};
use crate::sort;
use crate::time::{Period, Span};
use crate::values::Id;

/// Stands for no position.
const NONE: u32 = u32::MAX;

/// A record of one metric: where it is in the document, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Datum {
    subject: u32,
    metric: u32,
    /// The position that it names, by index in the policy.
    position: u32,
    pub(crate) span: Span,
    /// Index in the document's list.
    pub(crate) record: u32,
}

impl Datum {
    /// Whom it is about, by index.
    pub(crate) fn subject(&self) -> usize {
        self.subject as usize
    }

    /// The metric, by index.
    pub(crate) fn metric(&self) -> usize {
        self.metric as usize
    }

    /// Its first day, as a number that is in order among others of its kind.
    pub(crate) fn first_day(&self) -> u32 {
        self.span.first.cast_unsigned() ^ (1 << 31)
    }

    /// The position that the record names.
    pub(crate) fn position(&self) -> Option<usize> {
        (self.position != NONE).then_some(self.position as usize)
    }
}

/// A position held, with its references resolved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held {
    pub(crate) span: Span,
    pub(crate) position: usize,
    pub(crate) unit: Option<usize>,
    /// Index in the employee's list.
    pub(crate) number: usize,
}

/// Facts ready to be asked under one policy version.
#[derive(Debug)]
pub(crate) struct FactIndex<'a> {
    pub(crate) facts: &'a Facts,
    // Sorted by subject (the employee, position or unit by index), metric and time.
    employees: Vec<Datum>,
    positions: Vec<Datum>,
    units: Vec<Datum>,
    company: Vec<Datum>,
    ratings: Vec<Datum>,
    // (metric, is a unit's, subject, span, value), sorted.
    targets: Vec<(usize, bool, usize, Span, Rational)>,
    // The positions of each employee; none for one who is left out because the record is bad.
    held: Vec<Option<Vec<Held>>>,
    /// Work plans, where a metric is a figure of them.
    #[cfg(feature = "planning")]
    pub(crate) plans: Option<PlanFacts<'a>>,
    /// Courses done and required, where a metric is a figure of them.
    #[cfg(feature = "planning")]
    pub(crate) trainings: Option<Trainings<'a>>,
    pub(crate) problems: Sink,
}

impl<'a> FactIndex<'a> {
    /// Joins facts with a policy. Bad records are reported and left out.
    pub(crate) fn new(facts: &'a Facts, policy: &Compiled) -> Self {
        let mut sink = facts.sink();
        let document = facts.document();
        let root = Place::ROOT;
        let people = root.field("employees");
        let (names, twice) = people_index(&document.employees, &people, &mut sink);
        let mut held = Vec::with_capacity(document.employees.len());
        for (number, employee) in document.employees.iter().enumerate() {
            let own = holdings(employee, policy, &people.item(number), &mut sink);
            held.push(own.filter(|_| twice.binary_search(&number).is_err()));
        }
        let mut index = Self {
            facts,
            employees: Vec::new(),
            positions: Vec::new(),
            units: Vec::new(),
            company: Vec::new(),
            ratings: Vec::new(),
            targets: Vec::new(),
            held,
            #[cfg(feature = "planning")]
            plans: None,
            #[cfg(feature = "planning")]
            trainings: None,
            problems: Sink::default(),
        };
        index.observe(policy, &names, &mut sink);
        index.rate(policy, &names, &mut sink);
        index.agree(policy, &names, &mut sink);
        #[cfg(feature = "planning")]
        index.planned(policy, &mut sink);
        index.problems = sink;
        index
    }

    /// Joins plans and training where metrics are figures of them.
    #[cfg(feature = "planning")]
    fn planned(&mut self, policy: &Compiled, sink: &mut Sink) {
        if policy.sources.iter().any(|source| matches!(source, Source::Plans(_))) {
            self.plans = Some(PlanFacts::new(self.facts, policy, sink));
        }
        if policy.sources.iter().any(|source| matches!(source, Source::Training(_))) {
            self.trainings = Some(Trainings::new(self.facts, policy, sink));
        }
    }

    fn observe(&mut self, policy: &Compiled, names: &PeopleIndex<'_>, sink: &mut Sink) {
        let list = Place::ROOT;
        let list = list.field("observations");
        let observations = &self.facts.document().observations;
        self.employees.reserve(observations.len());
        let (mut near, mut near_metric) = (0, 0);
        // Records of one period stand together more often than not.
        let mut days: Option<(Period, Span)> = None;
        for (number, observation) in observations.iter().enumerate() {
            let at = list.item(number);
            let period = observation.period;
            let span = days.filter(|(known, _)| *known == period).map_or_else(|| period.span(), |(_, span)| span);
            days = Some((period, span));
            let Some((metric, level)) = check(observation, policy, near_metric, &at, sink) else { continue };
            near_metric = metric + 1;
            let datum = |subject: usize, position: u32| Datum {
                subject: small(subject),
                metric: small(metric),
                position,
                span,
                record: small(number),
            };
            match (&observation.subject, level) {
                (Subject::Employee(id), Level::Employee) => {
                    if let Some(person) = names.resolve(id, &mut near, &at, sink) {
                        self.employees.push(datum(person, NONE));
                    }
                }
                (Subject::EmployeeIn(pair), Level::Employee) => {
                    let position = position(policy, &pair.1, &at, sink);
                    if let (Some(person), Some(position)) = (names.resolve(&pair.0, &mut near, &at, sink), position) {
                        if !self.holds(person, position, observation.period.span()) {
                            let message = format_args!(
                                "`{}` does not hold position `{}` in `{}`",
                                pair.0, pair.1, observation.period
                            );
                            sink.report(&at, "position", Code::ReferenceUnknown, message);
                            continue;
                        }
                        self.employees.push(datum(person, small(position)));
                    }
                }
                (Subject::Position(id), Level::Position) => {
                    if let Some(position) = position(policy, id, &at, sink) {
                        self.positions.push(datum(position, NONE));
                    }
                }
                (Subject::Unit(id), Level::Unit) => match policy.unit_index.get(id.as_str()) {
                    Some(unit) => self.units.push(datum(unit, NONE)),
                    None => policy.unit_index.unknown("unit", id.as_str(), &at.field("unit"), sink),
                },
                (Subject::Company, Level::Company) => self.company.push(datum(0, NONE)),
                (_, level) => {
                    let message = format_args!("metric `{}` is observed per {}", observation.metric, level.as_str());
                    sink.report(&at, "", Code::SubjectMismatch, message);
                }
            }
        }
        for data in [&mut self.employees, &mut self.positions, &mut self.units, &mut self.company] {
            settle(data, &list, sink, &|a, b| {
                let record = |datum: &Datum| observations.get(datum.record as usize).and_then(|o| o.record.as_ref());
                record(a).cmp(&record(b))
            });
        }
    }

    fn rate(&mut self, policy: &Compiled, names: &PeopleIndex<'_>, sink: &mut Sink) {
        let list = Place::ROOT;
        let list = list.field("ratings");
        let ratings = &self.facts.document().ratings;
        let scales = rating_scales(policy);
        let mut near = 0;
        for (number, rating) in ratings.iter().enumerate() {
            let at = list.item(number);
            let Some(metric) = policy.metric_index.get(rating.metric.as_str()) else {
                policy.metric_index.unknown("metric", rating.metric.as_str(), &at.field("metric"), sink);
                continue;
            };
            let of_metric = || scales.iter().filter(|scale| scale.metric == metric);
            if of_metric().next().is_none() {
                let message = format_args!("no scorecard rates `{}`", rating.metric);
                sink.report(&at, "metric", Code::MethodMismatch, message);
                continue;
            }
            if !of_metric().any(|scale| scale.raters.iter().any(|kind| **kind == rating.rater)) {
                let message = format_args!("no scorecard has `{}` rate `{}`", rating.rater, rating.metric);
                sink.report(&at, "rater", Code::RaterUnknown, message);
                continue;
            }
            let value = rating.value.to_rational();
            if of_metric().all(|scale| value < *scale.min || value > *scale.max) {
                let message = format_args!("rating `{}` lies outside its scale", rating.value);
                sink.report(&at, "value", Code::RatingOutOfScale, message);
                continue;
            }
            let held = match &rating.position {
                None => Some(NONE),
                Some(id) => position(policy, id, &at, sink).map(small),
            };
            if let (Some(person), Some(held)) = (names.resolve(&rating.employee, &mut near, &at, sink), held) {
                let (subject, metric, record) = (small(person), small(metric), small(number));
                self.ratings.push(Datum { subject, metric, position: held, span: rating.period.span(), record });
            }
        }
        settle(&mut self.ratings, &list, sink, &|a, b| {
            let key = |datum: &Datum| {
                ratings.get(datum.record as usize).map(|rating| (&rating.rater, &rating.by, &rating.record))
            };
            key(a).cmp(&key(b))
        });
    }

    fn agree(&mut self, policy: &Compiled, names: &PeopleIndex<'_>, sink: &mut Sink) {
        let list = Place::ROOT;
        let list = list.field("targets");
        let mut near = 0;
        let mut numbers: Vec<usize> = Vec::new();
        for (number, target) in self.facts.document().targets.iter().enumerate() {
            let at = list.item(number);
            let Some(metric) = policy.metric_index.get(target.metric.as_str()) else {
                policy.metric_index.unknown("metric", target.metric.as_str(), &at.field("metric"), sink);
                continue;
            };
            let Some(unit) = policy.policy.metrics.get(metric).map(|metric| metric.unit) else { continue };
            let Some(value) = crate::compile::amount(unit, target.value, &at.field("value"), sink) else { continue };
            let has_ratio = |line: &CompiledLine| line.metric == metric && matches!(line.method, CompiledMethod::Ratio);
            if value.signum() <= 0 && policy.cards.iter().flat_map(|card| &card.lines).any(has_ratio) {
                let message = format_args!("a ratio to the target `{}` means nothing", target.value);
                sink.report(&at, "value", Code::TargetNotPositive, message);
                continue;
            }
            let subject = match (&target.employee, &target.unit) {
                (Some(id), None) => names.resolve(id, &mut near, &at, sink).map(|person| (false, person)),
                (None, Some(id)) => {
                    let found = policy.unit_index.get(id.as_str());
                    if found.is_none() {
                        policy.unit_index.unknown("unit", id.as_str(), &at.field("unit"), sink);
                    }
                    found.map(|unit| (true, unit))
                }
                _ => {
                    sink.report(
                        &at,
                        "",
                        Code::SubjectMismatch,
                        format_args!("a target is agreed with an employee or a unit"),
                    );
                    None
                }
            };
            if let Some((is_unit, subject)) = subject {
                self.targets.push((metric, is_unit, subject, target.period.span(), value));
                numbers.push(number);
            }
        }
        let key = |at: usize| self.targets.get(at).map(|t| (t.0, t.1, t.2, t.3));
        let mut order = sort::order(self.targets.len(), &mut |a, b| key(a).cmp(&key(b)));
        let mut twice: Vec<usize> = Vec::new();
        order.dedup_by(|later, first| {
            let same = key(*later) == key(*first);
            if same {
                twice.push(*later);
            }
            same
        });
        sort::sort(&mut twice);
        for at in twice {
            if let Some(number) = numbers.get(at) {
                sink.report(
                    &list.item(*number),
                    "",
                    Code::ObservationDuplicate,
                    format_args!("this target is stated twice"),
                );
            }
        }
        self.targets = order.iter().filter_map(|at| self.targets.get(*at).cloned()).gather();
    }

    /// Whether an employee holds a position on any of some days; one who is left out is not judged.
    fn holds(&self, employee: usize, position: usize, span: Span) -> bool {
        let is_it = |held: &Held| held.position == position && held.span.intersect(span).is_some();
        self.held(employee).is_none_or(|held| held.iter().any(is_it))
    }

    /// The positions that an employee holds, in the order of time; `None` for one who is left out.
    pub(crate) fn held(&self, employee: usize) -> Option<&[Held]> {
        self.held.get(employee)?.as_deref()
    }

    /// The records about a subject of one metric.
    pub(crate) fn data(&self, level: Level, subject: usize, metric: usize) -> &[Datum] {
        slice(self.of_level(level), subject, metric, None)
    }

    /// Every record about subjects of a level, by subject and metric.
    pub(crate) fn of_level(&self, level: Level) -> &[Datum] {
        match level {
            Level::Employee => &self.employees,
            Level::Position => &self.positions,
            Level::Unit => &self.units,
            Level::Company => &self.company,
        }
    }

    /// The records about an employee of one metric. Who asks goes from metric to metric and from person to person, so
    /// that the place where the last ones ended is tried before it is searched for.
    pub(crate) fn next_data(&self, employee: usize, metric: usize, near: &Cell<usize>) -> &[Datum] {
        slice(&self.employees, employee, metric, Some(near))
    }

    /// Shows the place in the document of each observation that was joined.
    pub(crate) fn each_observation(&self, show: &mut dyn FnMut(usize)) {
        for level in [Level::Employee, Level::Position, Level::Unit, Level::Company] {
            self.of_level(level).iter().for_each(|datum| show(datum.record as usize));
        }
    }

    /// Shows the place in the document of each rating that was joined.
    pub(crate) fn each_rating(&self, show: &mut dyn FnMut(usize)) {
        self.ratings.iter().for_each(|datum| show(datum.record as usize));
    }

    /// Every record about an employee, by employee and metric.
    pub(crate) fn of_employees(&self) -> &[Datum] {
        &self.employees
    }

    /// The ratings of an employee in one metric.
    pub(crate) fn ratings(&self, employee: usize, metric: usize) -> &[Datum] {
        slice(&self.ratings, employee, metric, None)
    }

    /// Whether any observation of a metric is about an employee on days of a span.
    pub(crate) fn has_observation(&self, employee: usize, metric: usize, span: Span) -> bool {
        touches(self.data(Level::Employee, employee, metric), span)
    }

    /// Whether any rating of an employee in a metric is about days of a span.
    pub(crate) fn has_rating(&self, employee: usize, metric: usize, span: Span) -> bool {
        touches(self.ratings(employee, metric), span)
    }

    /// Whether any target is agreed at all.
    pub(crate) fn has_targets(&self) -> bool {
        !self.targets.is_empty()
    }

    /// The target agreed with an employee, or for a unit, for exactly these days.
    pub(crate) fn target(&self, metric: usize, is_unit: bool, subject: usize, span: Span) -> Option<&Rational> {
        let key = (metric, is_unit, subject, span);
        let at = self.targets.binary_search_by(|t| (t.0, t.1, t.2, t.3).cmp(&key)).ok()?;
        self.targets.get(at).map(|target| &target.4)
    }

    /// The observation behind a datum.
    pub(crate) fn observation(&self, datum: &Datum) -> Option<&'a Observation> {
        self.facts.document().observations.get(datum.record as usize)
    }
}

fn touches(data: &[Datum], span: Span) -> bool {
    data.iter().any(|datum| datum.span.intersect(span).is_some())
}

fn slice<'d>(data: &'d [Datum], subject: usize, metric: usize, near: Option<&Cell<usize>>) -> &'d [Datum] {
    let key = (small(subject), small(metric));
    let guess = near.map_or(0, Cell::get);
    let is_there = |at: usize| data.get(at).is_some_and(|datum| (datum.subject, datum.metric) == key);
    let is_first = is_there(guess) && !guess.checked_sub(1).is_some_and(is_there);
    let start = if is_first { guess } else { first_from(data, guess, |datum| (datum.subject, datum.metric) < key) };
    let rest = data.get(start..).unwrap_or_default();
    let count = first_from(rest, 0, |datum| (datum.subject, datum.metric) == key);
    if let Some(near) = near {
        near.set(start + count);
    }
    rest.get(..count).unwrap_or_default()
}

/// The first record that is not before something, looked for in growing steps from a guess on: whoever asks for records
/// of one person after the other finds them near by, in memory that was just read.
fn first_from<T>(data: &[T], guess: usize, is_before: impl Fn(&T) -> bool) -> usize {
    let before = |at: usize| data.get(at).is_some_and(&is_before);
    let (mut low, mut high, mut step) = (guess.min(data.len()), guess.min(data.len()), 1_usize);
    if before(low) {
        while before(high) {
            low = high + 1;
            high = high.saturating_add(step);
            step = step.saturating_mul(2);
        }
    } else {
        while low > 0 && !before(low - 1) {
            high = low - 1;
            low = low.saturating_sub(step);
            step = step.saturating_mul(2);
        }
    }
    low + data.get(low..high.min(data.len())).unwrap_or_default().partition_point(is_before)
}

/// Employees by id.
pub(super) struct PeopleIndex<'a> {
    sorted: Vec<(&'a Id, usize)>,
    employees: &'a [Employee],
}

pub(super) fn people_index<'a>(
    employees: &'a [Employee],
    list: &Place<'_>,
    sink: &mut Sink,
) -> (PeopleIndex<'a>, Vec<usize>) {
    let mut sorted: Vec<(&Id, usize)> = Vec::with_capacity(employees.len());
    for (number, employee) in employees.iter().enumerate() {
        sorted.push((&employee.id, number));
    }
    sort::sort_by(&mut sorted, Ord::cmp);
    let mut twice: Vec<usize> = Vec::new();
    sorted.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            twice.push(later.1);
        }
        same
    });
    sort::sort(&mut twice);
    for number in &twice {
        let at = list.item(*number);
        sink.report(&at, "id", Code::IdDuplicate, format_args!("this employee stands in the list twice"));
    }
    (PeopleIndex { sorted, employees }, twice)
}

impl PeopleIndex<'_> {
    /// The employee of an id. Records mostly come person by person, so the last one and the next are tried first.
    pub(super) fn resolve(&self, id: &Id, near: &mut usize, at: &Place<'_>, sink: &mut Sink) -> Option<usize> {
        // Of two who are the same, only the first counts, and only the search knows which that is.
        let unique = self.sorted.len() == self.employees.len();
        for guess in [*near, *near + 1] {
            if unique && self.employees.get(guess).is_some_and(|employee| employee.id == *id) {
                *near = guess;
                return Some(guess);
            }
        }
        match self.sorted.binary_search_by(|(known, _)| known.cmp(&id)) {
            Ok(found) => {
                *near = self.sorted.get(found).map_or(0, |(_, number)| *number);
                Some(*near)
            }
            Err(_) => {
                let message = format_args!("employee `{id}` does not exist");
                sink.report(at, "employee", Code::ReferenceUnknown, message);
                None
            }
        }
    }
}

pub(super) fn position(policy: &Compiled, id: &Id, at: &Place<'_>, sink: &mut Sink) -> Option<usize> {
    let found = policy.position_index.get(id.as_str());
    if found.is_none() {
        policy.position_index.unknown("position", id.as_str(), &at.field("position"), sink);
    }
    found
}

/// The positions that an employee holds, checked and in the order of time; `None` when one is bad, for half a career
/// would give a wrong answer.
fn holdings(employee: &Employee, policy: &Compiled, at: &Place<'_>, sink: &mut Sink) -> Option<Vec<Held>> {
    let list = at.field("positions");
    let mut good = true;
    let mut held: Vec<Held> = Vec::with_capacity(employee.positions.len());
    for (number, holding) in employee.positions.iter().enumerate() {
        let at = list.item(number);
        if holding.to.is_some_and(|to| to < holding.from) {
            sink.report(&at, "to", Code::RangeEmpty, format_args!("a position ends before it begins"));
            good = false;
            continue;
        }
        let position = position(policy, &holding.position, &at, sink);
        let unit = match &holding.unit {
            None => Some(None),
            Some(id) => resolve_unit(&policy.unit_index, id, &at, sink).map(Some),
        };
        if let (Some(position), Some(unit)) = (position, unit) {
            held.push(Held { span: Span::new(holding.from, holding.to), position, unit, number });
        } else {
            good = false;
        }
    }
    sort::sort_by(&mut held, |a, b| a.span.cmp(&b.span));
    for pair in held.windows(2) {
        if let [first, second] = pair
            && second.span.first <= first.span.last
        {
            let later = list.item(first.number.max(second.number));
            sink.report(&later, "", Code::HoldingOverlap, format_args!("this position is held while another one is"));
            good = false;
        }
    }
    if held.len() < 2 {
        return good.then_some(held);
    }
    // One position in one unit from one day to the next is one holding, however many records say so.
    let mut merged: Vec<Held> = Vec::with_capacity(held.len());
    for next in held {
        match merged.last_mut() {
            Some(last)
                if (last.position, last.unit) == (next.position, next.unit)
                    && last.span.last.checked_add(1) == Some(next.span.first) =>
            {
                last.span.last = next.span.last;
            }
            _ => merged.push(next),
        }
    }
    good.then_some(merged)
}

pub(super) fn resolve_unit(units: &Index, id: &Id, at: &Place<'_>, sink: &mut Sink) -> Option<usize> {
    let found = units.get(id.as_str());
    if found.is_none() {
        units.unknown("unit", id.as_str(), &at.field("unit"), sink);
    }
    found
}

/// Checks an observation against its metric; the metric and its level when it is good.
fn check(
    observation: &Observation,
    policy: &Compiled,
    near: usize,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<(usize, Level)> {
    let metrics = &policy.policy.metrics;
    // Records of one person mostly come in the order of the metrics, so the next one is tried first.
    let near = if near < metrics.len() { near } else { 0 };
    let found = match metrics.get(near) {
        Some(metric) if metric.id == observation.metric => Some(near),
        _ => policy.metric_index.get(observation.metric.as_str()),
    };
    let Some(metric) = found else {
        policy.metric_index.unknown("metric", observation.metric.as_str(), &at.field("metric"), sink);
        return None;
    };
    let definition = metrics.get(metric)?;
    if !matches!(policy.sources.get(metric), Some(Source::Observed)) {
        let message = format_args!("metric `{}` is derived, not observed", observation.metric);
        sink.report(at, "metric", Code::MetricDerived, message);
        return None;
    }
    if let Some(currency) = &observation.currency
        && definition.currency.as_ref() != Some(&**currency)
    {
        let message = match &definition.currency {
            Some(own) => format!("currency is `{currency}`, but the metric is in `{own}`"),
            None => format!("currency is `{currency}`, but the metric is no amount of money"),
        };
        sink.advise(
            at,
            "currency",
            Code::CurrencyMismatch,
            format_args!("{message}"),
            format_args!("convert amounts before they come here"),
        );
        return None;
    }
    if policy.only_rated.get(metric) == Some(&true) {
        let message = format_args!("metric `{}` is rated, not observed", observation.metric);
        let hint = format_args!("what people rate stands in `ratings`, with the kind of rater");
        sink.advise(at, "metric", Code::MethodMismatch, message, hint);
        return None;
    }
    let value = at.field("value");
    let fits = match &observation.reading {
        Reading::State(_) => true,
        Reading::Label(label) => {
            if definition.unit != Unit::Label {
                let message = format_args!("`{label}` is not a number");
                sink.report(&value, "", Code::ValueMismatch, message);
            }
            definition.unit == Unit::Label
        }
        // A number can be a label: grade `5`.
        Reading::Number(_) if definition.unit == Unit::Label => true,
        // A bare number fits every other unit.
        Reading::Number(amount) if !amount.percent => true,
        Reading::Number(amount) => crate::compile::amount(definition.unit, *amount, &value, sink).is_some(),
        Reading::Fraction(fraction) => {
            let negative = fraction.whole.is_negative();
            if negative {
                sink.report(
                    &value,
                    "whole",
                    Code::NumberOutOfRange,
                    format_args!("the whole of a rate is not negative"),
                );
            } else if !definition.unit.is_rate() {
                let message = format_args!("a rate by its parts does not fit the unit `{}`", definition.unit.as_str());
                sink.report(&value, "", Code::ValueMismatch, message);
            }
            !negative && definition.unit.is_rate()
        }
    };
    fits.then_some((metric, definition.level))
}

/// Sorts records and leaves out those that say the same thing twice, or overlap without being equal.
fn settle(
    data: &mut Vec<Datum>,
    list: &Place<'_>,
    sink: &mut Sink,
    name: &dyn Fn(&Datum, &Datum) -> std::cmp::Ordering,
) {
    // One record of each is in order, and says nothing twice.
    if data.is_sorted_by(|a, b| (a.subject, a.metric) < (b.subject, b.metric)) {
        return;
    }
    let key = |datum: &Datum| (datum.subject, datum.metric, datum.position, datum.span);
    // What is in order is left as it is by the next step, which then has names to compare alone.
    if !data.is_sorted_by_key(key) {
        sort::by_numbers(
            data,
            &[&|datum| datum.subject, &|datum| datum.metric, &|datum| datum.position, &Datum::first_day],
        );
    }
    sort::sort_by(data, |a, b| key(a).cmp(&key(b)).then_with(|| name(a, b)).then(a.record.cmp(&b.record)));
    let mut bad: Vec<(u32, Code)> = Vec::new();
    // The first record kept last of the same subject, metric and position, and all with its days: they reach furthest.
    let mut kept: Option<Datum> = None;
    let mut group: Vec<u32> = Vec::new();
    let mut same: Option<Datum> = None;
    for datum in data.iter() {
        let of_same = |other: &Datum| {
            (other.subject, other.metric, other.position) == (datum.subject, datum.metric, datum.position)
        };
        kept = kept.filter(of_same);
        same = same.filter(|other| of_same(other) && other.span == datum.span);
        if let Some(other) = &same
            && name(other, datum).is_eq()
        {
            bad.push((datum.record, Code::ObservationDuplicate));
            continue;
        }
        if let Some(other) = &kept
            && other.span != datum.span
            && datum.span.first <= other.span.last
        {
            // Of two that overlap, the one further down in the document is left out, with all that share its days.
            if group.iter().all(|record| *record > datum.record) {
                bad.extend(group.drain(..).map(|record| (record, Code::ObservationOverlap)));
                group.push(datum.record);
                kept = Some(*datum);
                same = Some(*datum);
            } else {
                bad.push((datum.record, Code::ObservationOverlap));
            }
            continue;
        }
        if kept.is_none_or(|other| other.span != datum.span) {
            group.clear();
            kept = Some(*datum);
        }
        group.push(datum.record);
        same = Some(*datum);
    }
    by_time(data);
    mixed(data, &name, &mut bad);
    if bad.is_empty() {
        return;
    }
    sort::sort_by(&mut bad, Ord::cmp);
    bad.dedup_by_key(|(record, _)| *record);
    for (record, code) in &bad {
        let at = list.item(*record as usize);
        match code {
            Code::ObservationDuplicate => sink.advise(
                &at,
                "",
                *code,
                format_args!("the same metric, subject, period and record stand here twice"),
                format_args!("different records of one period are told apart by `record`"),
            ),
            _ => sink.report(&at, "", *code, format_args!("the period overlaps another one's without being equal")),
        }
    }
    data.retain(|datum| bad.binary_search_by_key(&datum.record, |(record, _)| *record).is_err());
}

/// Finds records that name a position beside others about the same days that name none: both would count.
fn mixed(data: &[Datum], name: &dyn Fn(&Datum, &Datum) -> std::cmp::Ordering, bad: &mut Vec<(u32, Code)>) {
    // Of each kind, with a position and without, the record that reaches furthest so far.
    let mut reach: [Option<Datum>; 2] = [None, None];
    for datum in data {
        let of_same = |other: &Datum| (other.subject, other.metric) == (datum.subject, datum.metric);
        let [named, unnamed] = &mut reach;
        *named = named.filter(of_same);
        *unnamed = unnamed.filter(of_same);
        let (own, other) = if datum.position == NONE { (unnamed, named) } else { (named, unnamed) };
        if let Some(other) = other
            && datum.span.first <= other.span.last
            && (other.span != datum.span || name(other, datum).is_eq())
        {
            let code = if other.span == datum.span { Code::ObservationDuplicate } else { Code::ObservationOverlap };
            bad.push((datum.record.max(other.record), code));
        }
        if own.is_none_or(|own| datum.span.last >= own.span.last) {
            *own = Some(*datum);
        }
    }
}

// Positions have done their work in telling duplicates apart; what is looked up is subject and metric over time.
fn by_time(data: &mut [Datum]) {
    // Equals stay in the order of their records' names, whatever the order of the document.
    let key = |datum: &Datum| (datum.subject, datum.metric, datum.span);
    if !data.is_sorted_by_key(key) {
        sort::sort_by(data, |a, b| key(a).cmp(&key(b)));
    }
}

/// A metric that a scorecard has rated, with its raters and scale.
struct RatingScaleOf<'a> {
    metric: usize,
    raters: Vec<&'a Id>,
    min: &'a Rational,
    max: &'a Rational,
}

fn rating_scales(policy: &Compiled) -> Vec<RatingScaleOf<'_>> {
    let lines = policy.cards.iter().flat_map(|card| &card.lines);
    lines
        .filter_map(|line| match &line.method {
            CompiledMethod::Rated { raters, min, max, .. } => Some(RatingScaleOf {
                metric: line.metric,
                raters: raters.iter().map(|(kind, _)| kind).gather(),
                min,
                max,
            }),
            _ => None,
        })
        .gather()
}

#[cfg(test)]
mod tests {
    use super::first_from;

    #[test]
    fn wherever_the_search_begins_it_ends_at_the_same_place() {
        for length in 0..40_usize {
            let data: Vec<usize> = (0..length).collect();
            for first in 0..=length {
                for guess in 0..length + 3 {
                    assert_eq!(first_from(&data, guess, |item| *item < first), first, "{length} {guess}");
                }
            }
        }
    }
}
