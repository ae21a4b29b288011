//! Facts joined with a policy: every record checked, and found by whom and what it is about.
//!
//! Sorted lists and binary search throughout: no hash order can reach an answer, no chosen ids can slow it down.

mod agree;
mod datum;
mod observe;
mod rate;
mod settle;

use std::cell::Cell;

pub(crate) use datum::Datum;

use super::held::{Held, holdings};
use super::people::people_index;
use super::{Facts, Observation};
#[cfg(feature = "planning")]
use super::{PlanFacts, Trainings};
use crate::compile::Compiled;
#[cfg(feature = "planning")]
use crate::compile::Source;
use crate::compile::place::{Place, Sink};
use crate::number::Rational;
use crate::policy::Level;
use crate::time::Span;
use datum::{slice, touches};

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
