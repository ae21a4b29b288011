//! Metrics of a person in a period: the value, the records behind it, and whether something is missing from it.

use crate::compile::Source;
use crate::expression::Op;
use crate::facts::{Held, Reading, State};
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::score::Subject;
use crate::time::{Period, Span};
use crate::values::Id;

use super::judge::{Judge, Person};

/// A metric, a period, and whether it is looked at whatever position was held.
pub(super) type Asked = (usize, Period, bool);

impl Judge<'_> {
    /// A metric's value in a period, as a number.
    pub(crate) fn value(
        &mut self,
        metric: usize,
        person: &Person,
        period: Period,
        across: bool,
    ) -> Result<Rational, State> {
        let asked = (metric, period, across);
        let place = match self.known.binary_search_by(|(known, _)| known.cmp(&asked)) {
            Ok(at) => return self.known.get(at).map_or(Err(State::Missing), |(_, value)| value.clone()),
            Err(place) => place,
        };
        let span = self.values.span(period);
        // Most people hold one position all the time: nothing has to be looked for.
        let value = if person.held.span.contains(span) {
            let held = std::slice::from_ref(&person.held);
            let holdings = if across { &[][..] } else { held };
            self.values.value(metric, &Subject { employee: person.employee, held: person.held, holdings }, period)
        } else {
            let (held, holdings) = self.holdings(person, span, across);
            if self.is_too_new(person, &held, span, across) {
                return Err(State::TooNew);
            }
            self.values.value(metric, &Subject { employee: person.employee, held, holdings: &holdings }, period)
        };
        let value = value.into_number();
        self.known.insert(place, (asked, value.clone()));
        value
    }

    /// A metric's value over several periods together.
    pub(crate) fn over(
        &mut self,
        metric: usize,
        person: &Person,
        periods: &[Period],
        across: bool,
    ) -> Result<Rational, State> {
        let mut spans = periods.iter().map(|period| self.values.span(*period)).gather();
        crate::sort::sort_by(&mut spans, Ord::cmp);
        if spans.is_empty() {
            return Err(State::Missing);
        }
        let held: Vec<(Held, Vec<Held>)> = spans.iter().map(|span| self.holdings(person, *span, across)).gather();
        let subjects = held
            .iter()
            .zip(&spans)
            .map(|((held, holdings), span)| (Subject { employee: person.employee, held: *held, holdings }, *span));
        self.values.over(metric, &subjects.gather()).into_number()
    }

    /// Whether a period lacks a value that would have to be part of a sum: one that is missing, or recorded as undefined.
    /// A rate of nothing to nothing lacks none, for it adds nothing.
    pub(super) fn has_hole(&mut self, metric: usize, person: &Person, period: Period, across: bool) -> bool {
        match self.value(metric, person, period, across) {
            Err(State::Missing) => return true,
            Err(State::Undefined) => {}
            _ => return false,
        }
        match self.policy.sources.get(metric) {
            None | Some(Source::Observed) => {
                let span = self.values.span(period);
                let (held, holdings) = self.holdings(person, span, across);
                let subject = Subject { employee: person.employee, held, holdings: &holdings };
                let mut recorded = false;
                self.values.each_observation(metric, &subject, span, &mut |observation| {
                    recorded |= matches!(observation.reading, Reading::State(State::Undefined));
                });
                recorded
            }
            Some(Source::Formula(ops)) => ops.iter().any(|op| match op {
                Op::Metric(input) => self.has_hole(*input, person, period, across),
                _ => false,
            }),
            Some(Source::Growth { .. }) => true,
            Some(Source::Plans(_) | Source::Training(_)) => false,
        }
    }

    /// References to the records behind a metric's value in some periods, each once.
    pub(crate) fn records(&self, metric: usize, person: &Person, periods: &[Period], across: bool) -> Vec<Id> {
        let mut found = Vec::new();
        for period in periods {
            self.add_records(metric, person, *period, across, &mut found);
        }
        distinct(&mut found);
        found
    }

    fn add_records(&self, metric: usize, person: &Person, period: Period, across: bool, found: &mut Vec<Id>) {
        match self.policy.sources.get(metric) {
            Some(Source::Formula(ops)) => {
                for op in ops {
                    if let Op::Metric(input) = op {
                        self.add_records(*input, person, period, across, found);
                    }
                }
            }
            Some(Source::Growth { of, .. }) => self.add_records(*of, person, period, across, found),
            _ => {
                let span = self.values.span(period);
                let (held, holdings) = self.holdings(person, span, across);
                let subject = Subject { employee: person.employee, held, holdings: &holdings };
                self.values.each_record(metric, &subject, span, &mut |record| found.push(record.clone()));
            }
        }
    }

    /// Whether a position, or any, was held for fewer days of a period than the policy asks for.
    fn is_too_new(&self, person: &Person, own: &Held, span: Span, across: bool) -> bool {
        let least = self.policy.policy.proration.too_new_below_days;
        if least == 0 {
            return false;
        }
        let held = self.facts.held(person.employee).unwrap_or_default().iter();
        let counted = held.filter(|held| across || held.position == own.position);
        let days = counted
            .filter_map(|held| held.span.intersect(span))
            .fold(0u32, |sum, days| sum.saturating_add(self.policy.days(days)));
        // What was recorded before anybody held anything is taken as it is.
        days > 0 && days < least
    }

    /// The position to which a span belongs, the one held on its last day, and all that were held in it.
    fn holdings(&self, person: &Person, span: Span, across: bool) -> (Held, Vec<Held>) {
        let held = self.facts.held(person.employee).unwrap_or_default();
        let mut inside: Vec<Held> = Vec::new();
        for held in held.iter().filter(|held| held.span.intersect(span).is_some()) {
            match inside.last_mut() {
                // Another unit is the same position.
                Some(before)
                    if before.position == held.position && before.span.last.checked_add(1) == Some(held.span.first) =>
                {
                    *before = Held { span: Span { first: before.span.first, last: held.span.last }, ..*held };
                }
                _ => inside.push(*held),
            }
        }
        let own = inside.iter().rfind(|held: &&Held| held.span.last >= span.last);
        let own = own.or(inside.last()).copied().unwrap_or(person.held);
        (own, if across { Vec::new() } else { inside })
    }
}

/// Leaves out what was there before.
fn distinct(ids: &mut Vec<Id>) {
    let mut order = crate::sort::order(ids.len(), &mut |a, b| (ids.get(a), a).cmp(&(ids.get(b), b)));
    order.dedup_by(|later, first| ids.get(*later) == ids.get(*first));
    if order.len() < ids.len() {
        crate::sort::sort(&mut order);
        *ids = order.iter().filter_map(|at| ids.get(*at).cloned()).gather();
    }
}
