//! What of the facts somebody's chance needs, for its receipt.

use crate::compile::{Compiled, DriverKind, reads_totals};
use crate::condition::{Condition, Test, parts};
use crate::facts::{Employee, Facts, FactsDocument};
use crate::gather::Gather as _;
use crate::joined::Joined;
use crate::json::{Few, Read as _, Whole};
use crate::receipt::Relevance;
use crate::values::{Id, SchemaVersion};

use super::panel::{Look, Others};

/// A part of the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What was measured, rated, agreed and planned.
    Scores,
    Appraisals,
    Events,
    Achievements,
    /// Answers of panels, and levels of competencies.
    Assessments,
    Cases,
    Attendance,
    Pay,
}

/// What a chance reads.
struct Reads<'a> {
    parts: Vec<Part>,
    /// The positions whose vacancies are counted.
    vacant: Vec<&'a Id>,
}

impl<'a> Reads<'a> {
    fn new(look: &Look<'a>) -> Self {
        let mut found = Self { parts: Vec::new(), vacant: Vec::new() };
        for driver in look.drivers {
            found.parts.extend(match driver.kind {
                DriverKind::Metric(_) | DriverKind::Score => Some(Part::Scores),
                DriverKind::Overtime | DriverKind::Absence => Some(Part::Attendance),
                DriverKind::PayPosition => Some(Part::Pay),
                DriverKind::Achievements => Some(Part::Achievements),
                DriverKind::Tenure
                | DriverKind::PositionTenure
                | DriverKind::Position
                | DriverKind::Unit
                | DriverKind::TeamLeavers => None,
            });
        }
        for signal in look.version.policy.attrition.iter().flat_map(|rules| rules.signals.iter()) {
            found.condition(&signal.when);
        }
        found
    }

    fn condition(&mut self, condition: &'a Condition) {
        self.parts.extend_from_slice(match &condition.test {
            Test::Metric(_) | Test::Score(..) => &[Part::Scores],
            Test::Total(..) | Test::TotalGrowth(_) | Test::Rating(_) => &[Part::Scores, Part::Appraisals],
            Test::Event(_) => &[Part::Events],
            Test::Achievement(_) => &[Part::Achievements],
            Test::Assessment(_) => &[Part::Scores, Part::Appraisals, Part::Assessments],
            Test::CaseFree(_) => &[Part::Cases],
            Test::Vacancy(position, _) => {
                self.vacant.push(position);
                &[]
            }
            Test::Tenure(..) | Test::All(_) | Test::Any(_) | Test::AtLeast(..) | Test::Not(_) => &[],
        });
        parts(&condition.test).iter().for_each(|part| self.condition(part));
    }

    fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }
}

/// The versions of a policy by which a chance is made: the one that is asked, and the earlier ones where rules that warn
/// look at results of earlier periods.
pub(super) fn versions<'a>(joined: &Joined<'a>, (version, forced): (&Compiled, bool)) -> &'a [Compiled] {
    let all = joined.versions.all;
    let at = all.iter().position(|known| known.number == version.number).unwrap_or_default();
    let checks = version.attrition.signals.iter().flat_map(|signal| signal.checks());
    let has_earlier = !forced && reads_totals(&version.assessments, checks);
    all.get(if has_earlier { 0 } else { at }..=at).unwrap_or_default()
}

/// The facts that a person's chance needs: the own records that are read, in full; of others who was there and how that
/// ended, and what the drivers of the model are made of. `end` is the last day of the horizon.
pub(super) fn facts(
    joined: &Joined<'_>,
    look: &Look<'_>,
    versions: &[Compiled],
    (person, end): (usize, i32),
) -> FactsDocument {
    let document = joined.facts.document();
    let reads = Reads::new(look);
    let mut found = match reads.has(Part::Scores) {
        true => Relevance::new(joined.facts, versions).of(person).into_document(),
        false => FactsDocument { schema_version: Some(SchemaVersion::CURRENT), ..FactsDocument::blank() },
    };
    let Some(own) = document.employees.get(person) else { return found };
    let Some((version, facts)) = joined.versions.own(look.version) else { return found };
    let others = Others::new(facts, &Look { version, ..*look });
    found.employees = employees((joined.facts, person), &others, std::mem::take(&mut found.employees));
    if reads.has(Part::Appraisals) {
        found.appraisals = those(&document.appraisals, |record| record.employee == own.id);
    }
    if reads.has(Part::Events) {
        found.events = those(&document.events, |record| record.employee == own.id);
    }
    if reads.has(Part::Achievements) {
        found.achievements = those(&document.achievements, |record| record.employee == own.id);
    }
    if reads.has(Part::Assessments) {
        found.assessments = those(&document.assessments, |record| record.employee == own.id);
        found.competencies = those(&document.competencies, |record| record.employee == own.id);
    }
    if reads.has(Part::Cases) {
        found.cases = those(&document.cases, |record| record.employee == own.id);
    }
    if reads.has(Part::Attendance) {
        found.attendance = those(&document.attendance, |record| record.employee == own.id);
    }
    if reads.has(Part::Pay) {
        found.pay = Few(others.pay(person, end));
    }
    found.vacancies = those(&document.vacancies, |record| reads.vacant.contains(&&record.position));
    found
}

/// The person, everybody who was there in the months that are looked at, and by name alone who is `named` in plans; in the
/// order of the facts.
fn employees((facts, person): (&Facts, usize), others: &Others<'_>, named: Vec<Employee>) -> Vec<Employee> {
    let mut named: Vec<(Id, bool)> = named.into_iter().skip(1).map(|employee| (employee.id, false)).gather();
    crate::sort::sort_by(&mut named, Ord::cmp);
    let mut found = Vec::new();
    for (number, employee) in facts.document().employees.iter().enumerate() {
        if number == person {
            found.push(employee.clone());
            continue;
        }
        let positions = others.positions(number);
        // Of several of one id, the first is meant.
        let named = named.binary_search_by(|(id, _)| id.cmp(&employee.id)).ok().and_then(|at| named.get_mut(at));
        let is_named = named.is_some_and(|(_, is_taken)| !std::mem::replace(is_taken, true));
        if !positions.is_empty() || is_named {
            let id = employee.id.clone();
            found.push(Employee { id, name: None, positions: Whole(positions), manager: None });
        }
    }
    found
}

fn those<T: Clone>(all: &[T], is_one: impl Fn(&T) -> bool) -> Few<T> {
    Few(all.iter().filter(|record| is_one(record)).cloned().gather())
}
