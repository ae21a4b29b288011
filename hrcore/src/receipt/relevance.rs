//! The facts that can matter to one person.

#[cfg(feature = "planning")]
use super::planned;
use crate::compile::Compiled;
use crate::facts::{Employee, Facts, FactsDocument, Subject};
use crate::gather::Gather as _;
use crate::json::Read as _;
use crate::values::{Id, SchemaVersion};

/// Finds the facts that can matter to one person: the own records, and those about positions, units and the company.
#[derive(Debug)]
pub(crate) struct Relevance<'a> {
    facts: &'a Facts,
    versions: &'a [Compiled],
    // Indices of observations, ratings and targets by whom they are about.
    observations: Numbers<'a>,
    ratings: Numbers<'a>,
    targets: Numbers<'a>,
    // Plans and training, where a metric is a figure of them.
    #[cfg(feature = "planning")]
    planned: planned::Planned<'a>,
}

/// Numbers of records by whom they are about, in order.
pub(super) type Numbers<'a> = Vec<(About<'a>, usize)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About<'a> {
    Employee(&'a Id),
    Position(&'a Id),
    Unit(&'a Id),
    Company,
}

impl<'a> Relevance<'a> {
    pub(crate) fn new(facts: &'a Facts, versions: &'a [Compiled]) -> Self {
        let document = facts.document();
        let observed = document.observations.iter().map(|observation| match &observation.subject {
            Subject::Employee(id) => About::Employee(id),
            Subject::EmployeeIn(pair) => About::Employee(&pair.0),
            Subject::Position(id) => About::Position(id),
            Subject::Unit(id) => About::Unit(id),
            Subject::Company => About::Company,
        });
        let rated = document.ratings.iter().map(|rating| About::Employee(&rating.employee));
        // A target for no one matters to no one.
        let agreed = document.targets.iter().enumerate().filter_map(|(number, target)| {
            let about = target.employee.as_ref().map(About::Employee).or(target.unit.as_ref().map(About::Unit));
            about.map(|about| (about, number))
        });
        let observations = sorted(observed.zip(0..).gather());
        let ratings = sorted(rated.zip(0..).gather());
        Self {
            facts,
            versions,
            observations,
            ratings,
            targets: sorted(agreed.gather()),
            #[cfg(feature = "planning")]
            planned: planned::Planned::new(document, versions),
        }
    }

    /// The facts of one employee, by index.
    pub(crate) fn of(&self, employee: usize) -> Facts {
        let document = self.facts.document();
        let employees: Vec<Employee> = document.employees.get(employee).cloned().into_iter().gather();
        let mut about = vec![About::Company];
        if let Some(employee) = document.employees.get(employee) {
            about.push(About::Employee(&employee.id));
            about.extend(employee.positions.iter().map(|holding| About::Position(&holding.position)));
        }
        for version in self.versions {
            let held = employees.iter().flat_map(|employee| employee.positions.iter());
            let mut units: Vec<usize> =
                held.filter_map(|holding| version.unit_index.get(holding.unit.as_ref()?.as_str())).gather();
            let mut at = 0;
            while let Some(unit) = units.get(at).copied() {
                units.extend(version.units.get(unit).map_or(&[][..], |node| &node.children));
                at += 1;
            }
            let named = units.iter().filter_map(|unit| version.policy.units.get(*unit));
            about.extend(named.map(|unit| About::Unit(&unit.id)));
        }
        crate::sort::sort_by(&mut about, Ord::cmp);
        about.dedup();
        let own = |index| numbers(index, &about);
        // Scores are of what was measured, rated, planned and learned; the rest of careers has no part in them.
        let mut facts = FactsDocument::blank();
        facts.schema_version = Some(SchemaVersion::CURRENT);
        facts.observations = pick(&document.observations, own(&self.observations));
        // None but those of the employee are about a person.
        facts.ratings = pick(&document.ratings, own(&self.ratings));
        facts.targets = pick(&document.targets, own(&self.targets));
        facts.employees = employees;
        #[cfg(feature = "planning")]
        self.planned.add((document, employee), &about, &mut facts);
        Facts::new(facts)
    }
}

/// The numbers of the records about some, in order.
pub(super) fn numbers(index: &Numbers<'_>, about: &[About<'_>]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for about in about {
        let start = index.partition_point(|(known, _)| known < about);
        let own = index.iter().skip(start).take_while(|(known, _)| known == about);
        found.extend(own.map(|(_, number)| *number));
    }
    crate::sort::sort(&mut found);
    found
}

pub(super) fn sorted(mut numbers: Numbers<'_>) -> Numbers<'_> {
    crate::sort::sort_by(&mut numbers, Ord::cmp);
    numbers
}

pub(super) fn pick<T: Clone>(all: &[T], numbers: Vec<usize>) -> Vec<T> {
    numbers.into_iter().filter_map(|number| all.get(number)).cloned().gather()
}
