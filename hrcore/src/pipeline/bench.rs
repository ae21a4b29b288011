//! Who holds each position, and how its candidates come out, gathered person by person.

use crate::compile::{Compiled, CompiledMove};
use crate::condition::Truth;
use crate::eligibility::{ConditionResult, Judge, Person, condition, fewest, tell_condition};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational, small};
use crate::policy::{Move, MoveKind};
use crate::time::{Date, months_later};
use crate::values::{Id, Language};

use super::answer::{
    Candidate, CompetencyCount, EligibleCount, Lacking, LevelCount, PositionBench, Profile, TestCount,
};

/// Everything that is counted, by position and by move.
#[derive(Debug)]
pub(super) struct Bench<'a> {
    policy: &'a Compiled,
    wanted: &'a [bool],
    as_of: Date,
    lang: Option<Language>,
    slots: Vec<Slot>,
    /// The tests of each move: how many meet each, do not, and of how many it is not known.
    tests: Vec<Vec<[u32; 3]>>,
    /// Those who may be promoted, by the position that they hold.
    eligible: Vec<Vec<Id>>,
    /// Incumbents and candidates, by index.
    pub(super) people: Vec<usize>,
}

#[derive(Debug, Default)]
struct Slot {
    incumbents: Vec<Id>,
    candidates: u32,
    ready: Vec<Candidate>,
    nearly: Vec<Candidate>,
    competencies: Vec<CompetencyCount>,
    /// The position that each candidate holds, how each level that is required compares, and who it is.
    rows: Vec<(usize, Vec<Level>, Id)>,
}

/// A level against the one that is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Met,
    Short,
    Unknown,
}

impl<'a> Bench<'a> {
    pub(super) fn new(policy: &'a Compiled, wanted: &'a [bool], (as_of, lang): (Date, Option<Language>)) -> Self {
        let mut slots: Vec<Slot> = Vec::with_capacity(policy.assessments.required.len());
        for required in &policy.assessments.required {
            let mut slot = Slot::default();
            for (competency, level) in required {
                let Some(stated) = policy.policy.competencies.get(*competency) else { continue };
                slot.competencies.push(CompetencyCount {
                    competency: stated.id.clone(),
                    required: *level,
                    met: 0,
                    short: 0,
                    unknown: 0,
                    levels: Few::default(),
                });
            }
            slots.push(slot);
        }
        let eligible = policy.policy.positions.iter().map(|_| Vec::new()).gather();
        let tests = policy.career.moves.iter().map(|step| vec![[0; 3]; step.requires.places.len()]).gather();
        Self { policy, wanted, as_of, lang, slots, tests, eligible, people: Vec::new() }
    }

    /// Counts a person: where he is, and where he could go.
    pub(super) fn add(&mut self, judge: &mut Judge<'_>, person: &Person) {
        let policy = self.policy;
        let employees = &judge.facts.facts.document().employees;
        let (Some(employee), Some(held)) =
            (employees.get(person.employee), policy.policy.positions.get(person.held.position))
        else {
            return;
        };
        let mut is_shown = false;
        if self.wanted.get(person.held.position) == Some(&true)
            && let Some(slot) = self.slots.get_mut(person.held.position)
        {
            slot.incumbents.push(employee.id.clone());
            is_shown = true;
        }
        let unit = person.held.unit.and_then(|unit| policy.policy.units.get(unit)).map(|unit| unit.id.clone());
        // Several moves may lead to one position: the one that comes nearest counts.
        let mut towards: Vec<(usize, Found)> = Vec::new();
        for number in policy.career.ways.leaving(person.held.position) {
            let Some((step, stated)) = promotion(policy, *number) else { continue };
            if self.wanted.get(step.to) != Some(&true) {
                continue;
            }
            let found = self.look(judge, (*number, step, stated), person);
            match towards.iter_mut().find(|(to, _)| *to == step.to) {
                Some((_, known)) if found.distance() < known.distance() => *known = found,
                Some(_) => {}
                None => towards.push((step.to, found)),
            }
        }
        let mut may_go = false;
        for (to, found) in towards {
            is_shown = true;
            let is_ready = found.is_ready;
            may_go |= is_ready;
            let candidate = Candidate {
                employee: employee.id.clone(),
                position: held.id.clone(),
                unit: unit.clone(),
                by: found.by.clone(),
                progress: found.progress.clone(),
                earliest: found.earliest,
                lacks: Few::default(),
            };
            let is_nearly = !is_ready && self.is_nearly(&found);
            let Some(slot) = self.slots.get_mut(to) else { continue };
            slot.candidates += 1;
            if is_ready {
                slot.ready.push(candidate);
            } else if is_nearly {
                slot.nearly.push(Candidate { lacks: Few(found.lacking), ..candidate });
            }
            let required = policy.assessments.required.get(to).map_or(&[][..], Vec::as_slice);
            slot.compare(judge, person, required, &employee.id);
        }
        if may_go {
            self.eligible.get_mut(person.held.position).into_iter().for_each(|list| list.push(employee.id.clone()));
        }
        if is_shown {
            self.people.push(person.employee);
        }
    }

    /// Looks at a move, and counts how its tests come out.
    fn look(
        &mut self,
        judge: &mut Judge<'_>,
        (number, step, stated): (usize, &CompiledMove, &Move),
        person: &Person,
    ) -> Found {
        judge.toward = Some(step.to);
        let outcomes = judge.outcomes(&step.requires, person);
        for (place, count) in step.requires.places.iter().zip(self.tests.get_mut(number).into_iter().flatten()) {
            let [met, unmet, unknown] = count;
            *match outcomes.get(place.test).map(|outcome| outcome.truth) {
                Some(Truth::True) => met,
                Some(Truth::False) => unmet,
                _ => unknown,
            } += 1;
        }
        let mut found =
            Found { by: stated.id.clone(), is_ready: false, progress: None, earliest: None, lacking: Vec::new() };
        let (mut result, truth) = condition(self.policy, &step.requires, &stated.requires, &outcomes);
        if truth == Truth::True {
            found.is_ready = true;
            return found;
        }
        if let Some(lang) = self.lang {
            tell_condition(&self.policy.policy, (lang, self.as_of), &stated.requires, &mut result);
        }
        found.progress.clone_from(&result.progress);
        found.earliest = result.earliest;
        let mut tests = Vec::new();
        leaves(&result, &mut tests);
        for place in fewest(&step.requires, &outcomes) {
            let (Some(stands), Some(test)) = (step.requires.places.get(place), tests.get(place)) else { continue };
            found.lacking.push(Lacking {
                condition: stands.pointer.clone(),
                kind: test.kind,
                id: test.id.clone(),
                subject: test.subject.clone(),
                state: test.state,
                progress: test.progress.clone(),
                earliest: test.earliest,
                missing: test.missing.clone(),
                text: test.text.clone(),
            });
        }
        found
    }

    /// Whether what is lacking is little enough.
    fn is_nearly(&self, found: &Found) -> bool {
        let rule = self.policy.policy.pipeline.as_ref().map(|pipeline| &pipeline.nearly_ready);
        let most = rule.map_or(1, |rule| rule.max_missing);
        let in_time = match rule.and_then(|rule| rule.within_months) {
            None => true,
            Some(months) => {
                let until = months_later(self.as_of, months);
                found.earliest.zip(until).is_some_and(|(earliest, until)| earliest <= until)
            }
        };
        let count = small(found.lacking.len());
        (1..=most).contains(&count) && in_time
    }

    /// Those who may be promoted, by the position that they hold.
    pub(super) fn eligible(&mut self) -> Vec<EligibleCount> {
        let lists = std::mem::take(&mut self.eligible).into_iter().zip(&self.policy.policy.positions);
        let some = lists.filter(|(employees, _)| !employees.is_empty());
        some.map(|(employees, position)| EligibleCount {
            position: position.id.clone(),
            count: small(employees.len()),
            employees,
        })
        .gather()
    }

    /// The positions asked for, in the order of the policy.
    pub(super) fn positions(mut self) -> Vec<PositionBench> {
        let policy = self.policy;
        let target = policy.policy.pipeline.as_ref().map_or(1, |pipeline| pipeline.bench_target);
        let mut positions = Vec::new();
        let slots = std::mem::take(&mut self.slots).into_iter().zip(&policy.policy.positions);
        for (number, (mut slot, stated)) in slots.enumerate() {
            if self.wanted.get(number) != Some(&true) {
                continue;
            }
            let ready = small(slot.ready.len());
            let strength = Rational::from(ready).checked_div(&Rational::from(small(slot.incumbents.len())));
            let is_key = stated.key == Some(true);
            let profiles = slot.profiles(policy);
            positions.push(PositionBench {
                position: stated.id.clone(),
                key: is_key.then_some(true),
                incumbents: slot.incumbents,
                candidates: slot.candidates,
                ready: slot.ready,
                nearly_ready: slot.nearly,
                bench_strength: strength.map(Figure::new),
                gap: is_key.then(|| target.saturating_sub(ready)),
                tests: Few(self.tests_of(number)),
                competencies: Few(if slot.candidates == 0 { Vec::new() } else { slot.competencies }),
                profiles: Few(profiles),
                text: None,
            });
        }
        positions
    }

    /// How the tests of the promotions to a position came out, the most lacking first.
    fn tests_of(&self, to: usize) -> Vec<TestCount> {
        let policy = self.policy;
        let mut tests = Vec::new();
        for number in policy.career.ways.entering(to) {
            let (Some((step, stated)), Some(counts)) = (promotion(policy, *number), self.tests.get(*number)) else {
                continue;
            };
            // Without outcomes it says what the tests are.
            let (result, _) = condition(policy, &step.requires, &stated.requires, &[]);
            let mut parts = Vec::new();
            leaves(&result, &mut parts);
            for ((place, test), [met, unmet, unknown]) in step.requires.places.iter().zip(parts).zip(counts) {
                if met + unmet + unknown > 0 {
                    tests.push(TestCount {
                        by: stated.id.clone(),
                        condition: place.pointer.clone(),
                        kind: test.kind,
                        id: test.id.clone(),
                        subject: test.subject.clone(),
                        met: *met,
                        unmet: *unmet,
                        unknown: *unknown,
                    });
                }
            }
        }
        crate::sort::sort_by(&mut tests, |a, b| (b.unmet + b.unknown).cmp(&(a.unmet + a.unknown)));
        tests
    }
}

/// A move that is a promotion, by number.
pub(super) fn promotion(policy: &Compiled, number: usize) -> Option<(&CompiledMove, &Move)> {
    let (step, stated) = (policy.career.moves.get(number)?, policy.policy.moves.get(number)?);
    (stated.kind == MoveKind::Promotion).then_some((step, stated))
}

/// How a person stands towards a move.
struct Found {
    by: Id,
    progress: Option<Figure>,
    earliest: Option<Date>,
    is_ready: bool,
    /// None where no tests would turn it.
    lacking: Vec<Lacking>,
}

impl Found {
    /// How many tests are lacking; none are the most where they would not do.
    fn distance(&self) -> usize {
        match self.lacking.len() {
            _ if self.is_ready => 0,
            0 => usize::MAX,
            count => count,
        }
    }
}

impl Slot {
    /// Compares a candidate's levels with those that the position requires.
    fn compare(&mut self, judge: &Judge<'_>, person: &Person, required: &[(usize, u32)], id: &Id) {
        let mut row = Vec::with_capacity(required.len());
        for ((competency, level), count) in required.iter().zip(&mut self.competencies) {
            let Some(seen) = judge.assessed.level(person.employee, *competency, judge.as_of) else {
                count.unknown += 1;
                row.push(Level::Unknown);
                continue;
            };
            let levels = &mut count.levels.0;
            match levels.binary_search_by(|known| known.level.cmp(&seen.level)) {
                Ok(at) => levels.get_mut(at).into_iter().for_each(|known| known.count += 1),
                Err(at) => levels.insert(at, LevelCount { level: seen.level, count: 1 }),
            }
            if seen.level >= *level {
                count.met += 1;
                row.push(Level::Met);
            } else {
                count.short += 1;
                row.push(Level::Short);
            }
        }
        if !row.is_empty() {
            self.rows.push((person.held.position, row, id.clone()));
        }
    }

    /// Candidates who are alike, the most frequent first.
    fn profiles(&mut self, policy: &Compiled) -> Vec<Profile> {
        crate::sort::sort_by(&mut self.rows, |a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let mut profiles: Vec<Profile> = Vec::new();
        let mut before: Option<(usize, &[Level])> = None;
        for (position, row, id) in &self.rows {
            let known = before == Some((*position, row));
            before = Some((*position, row));
            if let Some(last) = profiles.last_mut().filter(|_| known) {
                last.count += 1;
                last.employees.push(id.clone());
                continue;
            }
            let Some(position) = policy.policy.positions.get(*position) else { continue };
            let of = |level: Level| {
                let those = row.iter().zip(&self.competencies).filter(|(known, _)| **known == level);
                Few(those.map(|(_, count)| count.competency.clone()).gather())
            };
            profiles.push(Profile {
                position: position.id.clone(),
                count: 1,
                met: of(Level::Met),
                short: of(Level::Short),
                unknown: of(Level::Unknown),
                employees: vec![id.clone()],
            });
        }
        crate::sort::sort_by(&mut profiles, |a, b| b.count.cmp(&a.count));
        profiles
    }
}

/// The tests of a condition, in the order of the policy.
fn leaves<'r>(result: &'r ConditionResult, tests: &mut Vec<&'r ConditionResult>) {
    if result.parts.is_empty() {
        tests.push(result);
    }
    for part in &*result.parts {
        leaves(part, tests);
    }
}
