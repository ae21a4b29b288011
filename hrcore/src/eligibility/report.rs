//! From how the tests came out to the answer: the same tree as in the policy, with what was found.

use crate::compile::{Check, Compiled, Requirement, Series, SeriesCheck};
use crate::condition::{Condition, Tree, Truth, describe};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational, small};
use crate::policy::{Change, Unit};
use crate::time::{Date, Span};

use super::answer::{ConditionResult, EvidenceResult, MissingResult, NextPeriod, PlannedChange, PlannedChanges};
use super::change::Plan;
use super::judge::{Evidence, Lack, Outcome};
use super::look::{Seen, Status};

/// How a condition came out, exact.
struct Found {
    truth: Truth,
    progress: Option<Rational>,
    earliest: Option<i32>,
}

/// The answer of a whole condition.
pub(crate) fn condition(
    policy: &Compiled,
    requirement: &Requirement,
    document: &Condition,
    outcomes: &[Outcome],
) -> (ConditionResult, Truth) {
    let (result, found) = part(policy, requirement, &requirement.tree, document, outcomes);
    (result, found.truth)
}

impl ConditionResult {
    /// Leaves out what is to come: what it is about is over.
    pub(crate) fn close(&mut self) {
        self.earliest = None;
        if let Some(missing) = &mut self.missing {
            missing.next = None;
        }
        self.parts.0.iter_mut().for_each(Self::close);
    }

    /// Leaves the evidence alone: nobody is to bring it about.
    pub(crate) fn leave_evidence(&mut self) {
        self.missing = None;
        self.parts.0.iter_mut().for_each(Self::leave_evidence);
    }
}

/// Changes in the order of the policy.
pub(super) fn changes(requirement: &Requirement, plan: &Plan) -> PlannedChanges {
    let places = plan.places.iter().filter_map(|place| requirement.places.get(*place));
    let changes =
        places.map(|place| PlannedChange { condition: place.pointer.clone(), cost: Figure::new(place.cost.clone()) });
    PlannedChanges { changes: changes.gather(), cost: Figure::new(plan.cost.clone()) }
}

fn word(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "met",
        Truth::False => "unmet",
        Truth::Unknown => "unknown",
    }
}

fn date(day: i32) -> Option<Date> {
    Span { first: day, last: day }.from()
}

fn part(
    policy: &Compiled,
    requirement: &Requirement,
    tree: &Tree<usize>,
    document: &Condition,
    outcomes: &[Outcome],
) -> (ConditionResult, Found) {
    let (kind, subject, documents) = describe(&document.test);
    let mut result = ConditionResult {
        kind,
        id: document.id.clone(),
        subject: subject.cloned(),
        state: "",
        progress: None,
        earliest: None,
        evidence: Few::default(),
        missing: None,
        parts: Few::default(),
        text: None,
    };
    let mut combined = |trees: &[Tree<usize>]| {
        let mut found = Vec::with_capacity(trees.len());
        for (tree, document) in trees.iter().zip(documents) {
            let (answer, outcome) = part(policy, requirement, tree, document, outcomes);
            result.parts.0.push(answer);
            found.push(outcome);
        }
        found
    };
    let found = match tree {
        Tree::Test(place) => {
            let test = requirement.places.get(*place).map(|place| place.test);
            match test.and_then(|test| Some((outcomes.get(test)?, requirement.checks().get(test)?))) {
                Some((outcome, check)) => {
                    let figures = Figures::new(policy, check);
                    result.evidence = Few(outcome.evidence.iter().map(|item| figures.evidence(item)).gather());
                    result.missing = outcome.missing.as_ref().map(|lack| figures.lack(lack));
                    let progress = outcome.progress.clone();
                    Found { truth: outcome.truth, progress, earliest: outcome.earliest }
                }
                None => Found { truth: Truth::Unknown, progress: None, earliest: None },
            }
        }
        Tree::All(trees) => combine(&combined(trees), trees.len()),
        Tree::Any(trees) => {
            let parts = combined(trees);
            let best = parts.iter().filter_map(|part| part.progress.clone()).max();
            Found { progress: best, ..combine(&parts, 1) }
        }
        Tree::AtLeast(count, trees) => combine(&combined(trees), *count),
        Tree::Not(tree) => {
            let parts = combined(std::slice::from_ref(tree));
            let truth = parts.first().map_or(Truth::Unknown, |part| part.truth).not();
            Found { truth, progress: truth.progress(), earliest: None }
        }
    };
    result.state = word(found.truth);
    result.progress = found.progress.clone().map(Figure::new);
    result.earliest = found.earliest.and_then(date);
    (result, found)
}

/// Bits of a fraction beyond which a progress is not stated.
pub(super) const LONG: u64 = 1_024;

/// So many of some parts.
fn combine(parts: &[Found], count: usize) -> Found {
    let of = |truth: Truth| parts.iter().filter(|part| part.truth == truth).count();
    let (met, unmet) = (of(Truth::True), of(Truth::False));
    let truth = Truth::of_count(met, parts.len() - unmet, count);
    if truth == Truth::True {
        return Found { truth, progress: truth.progress(), earliest: None };
    }
    let known = parts.iter().map(|part| part.progress.clone()).collect::<Option<Vec<_>>>();
    let progress = known.and_then(|mut known| {
        crate::sort::sort_by(&mut known, |a, b| b.cmp(a));
        // Fractions that share nothing grow with each other: a figure so long tells nobody anything.
        let add = |sum: Rational, next: &Rational| Some(&sum + next).filter(|sum| sum.bits() <= LONG);
        let best = known.iter().take(count).try_fold(Rational::ZERO, add)?;
        best.checked_div(&Rational::from(small(count)))
    });
    // Those that hold are there; of the others the ones that come first.
    let mut days: Vec<i32> =
        parts.iter().filter(|part| part.truth != Truth::True).filter_map(|part| part.earliest).gather();
    crate::sort::sort_by(&mut days, Ord::cmp);
    let earliest = (count - met).checked_sub(1).and_then(|last| days.get(last)).copied();
    Found { truth, progress, earliest }
}

/// How the figures of a test are shown.
struct Figures<'a> {
    policy: &'a Compiled,
    series: Option<&'a SeriesCheck>,
    comparison: Option<&'static str>,
}

impl<'a> Figures<'a> {
    fn new(policy: &'a Compiled, check: &'a Check) -> Self {
        let (series, comparison) = match check {
            Check::Series(check) => (Some(&**check), Some(check.comparison.as_str())),
            Check::Assessment(_, _, comparison, _) => (None, Some(comparison.as_str())),
            _ => (None, None),
        };
        Self { policy, series, comparison }
    }

    /// A value of the metric that is looked at.
    fn value(&self, value: &Rational) -> Figure {
        let metric = match self.series.map(|check| &check.of) {
            Some(Series::Metric(metric) | Series::Growth { metric, .. }) => self.policy.policy.metrics.get(*metric),
            _ => None,
        };
        match metric {
            Some(metric) => metric.figure(value),
            None => Figure::new(value.clone()),
        }
    }

    /// What is compared: a growth is shown in percent, in points of a rate, or as a value.
    fn compared(&self, value: &Rational) -> Figure {
        let (metric, change) = match self.series.map(|check| &check.of) {
            Some(Series::Growth { metric, change, .. }) => (metric, change),
            Some(Series::TotalGrowth { change: Change::Relative, .. }) => {
                return Figure::new(value * &Rational::from(100));
            }
            _ => return self.value(value),
        };
        let unit = self.policy.policy.metrics.get(*metric).map(|metric| metric.unit);
        if *change == Change::Relative || matches!(unit, Some(Unit::Percent | Unit::Ratio)) {
            return Figure::new(value * &Rational::from(100));
        }
        self.value(value)
    }

    fn is_growth(&self) -> bool {
        matches!(self.series.map(|check| &check.of), Some(Series::Growth { .. } | Series::TotalGrowth { .. }))
    }

    fn evidence(&self, evidence: &Evidence) -> EvidenceResult {
        let mut result = EvidenceResult {
            period: None,
            to: None,
            date: None,
            state: "",
            value: None,
            base: None,
            growth: None,
            band: None,
            why: None,
            reason: None,
            records: Few::default(),
        };
        match evidence {
            Evidence::Record { date, record, holds } => {
                result.date = Some(*date);
                result.state = word(*holds);
                result.records = Few(record.iter().cloned().gather());
            }
            Evidence::Period(seen) => self.period(seen, &mut result),
        }
        result
    }

    fn period(&self, seen: &Seen, result: &mut EvidenceResult) {
        result.period = Some(seen.period);
        result.to = seen.to;
        result.state = match seen.status {
            Status::Met => "met",
            Status::Unmet => "unmet",
            Status::Unknown => "unknown",
            Status::Skipped => "skipped",
        };
        result.band.clone_from(&seen.band);
        result.why = seen.why;
        result.reason = seen.does_not_fit.then_some("record_does_not_fit");
        result.records = Few(seen.records.clone());
        let is_rating = matches!(self.series.map(|check| &check.of), Some(Series::Rating(..)));
        let compared = seen.compared.as_ref().filter(|_| !is_rating);
        if self.is_growth() {
            result.growth = compared.map(|value| self.compared(value));
            result.value = seen.value.as_ref().map(|value| self.value(value));
            result.base = seen.base.as_ref().map(|value| self.value(value));
        } else {
            result.value = compared.map(|value| self.value(value));
        }
    }

    fn lack(&self, lack: &Lack) -> MissingResult {
        let comparison = self.comparison.filter(|_| lack.needs.is_some());
        MissingResult {
            code: lack.code,
            have: lack.have,
            need: lack.need,
            mark: Figure::of(lack.mark.as_ref()),
            actual: lack.actual.as_ref().map(|value| self.compared(value)),
            comparison,
            needs: lack.needs.as_ref().map(|value| self.compared(value)),
            next: lack.next.as_ref().map(|(period, needs)| NextPeriod {
                period: *period,
                needs: needs.as_ref().map(|value| self.value(value)),
            }),
            until: lack.until,
            opened: lack.opened,
            closed: lack.closed,
            expired: lack.expired,
            why: lack.why,
        }
    }
}

impl ConditionResult {
    /// Leaves out what the running period has to come to, in this condition and its parts.
    pub(crate) fn leave_out_next(&mut self) {
        if let Some(missing) = &mut self.missing {
            missing.next = None;
        }
        self.parts.0.iter_mut().for_each(Self::leave_out_next);
    }

    /// Leaves out what is missing, and when it can be there, in this condition and its parts.
    pub(crate) fn leave_out_missing(&mut self) {
        (self.missing, self.earliest) = (None, None);
        self.parts.0.iter_mut().for_each(Self::leave_out_missing);
    }
}
