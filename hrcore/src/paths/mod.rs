//! Where an employee can go from here: every way through the career lattice, and what stands in it.

mod answer;
mod search;
#[cfg(test)]
mod tests;

pub use answer::{CareerPath, OpenTest, PathStep, PathsReport};

use crate::compile::place::{Place, Sink};
use crate::compile::{Baseline, Check, Series, SeriesCheck, reads_totals};
use crate::condition::{Since, TenureOf, WindowKind};
use crate::eligibility::{ConditionResult, Judge, OnDay, Person, decide};
use crate::engine::{Engine, chosen_at, unread};
use crate::error::{Code, Problems};
use crate::facts::Facts;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational, small};
use crate::request::{EligibilityRequest, PathsRequest};
use crate::score::head;
use crate::values::{Language, Text};

use search::{Lattice, Way};

/// More moves than this nobody plans.
const MOST_STEPS: u32 = 12;

/// More paths than this nobody reads.
const MOST_PATHS: u32 = 10_000;

impl Engine {
    /// Every way from the position that an employee holds on a day: simple paths, shorter ones first, and what stands
    /// in the way of each step.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// Assistant, specialist, supervisor: two paths, the second of two steps.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::PathsRequest, values::Id};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.1", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [], "courses": [{"id": "basics"}], "exams": [{"id": "supervisor"}],
    ///     "positions": [{"id": "assistant"}, {"id": "specialist"}, {"id": "supervisor"}],
    ///     "moves": [
    ///         {"id": "up", "from": "assistant", "to": "specialist", "requires": {"course": "basics"}},
    ///         {"id": "further", "from": "specialist", "to": "supervisor", "requires": {"exam": "supervisor"}}]
    /// }"#)?;
    /// let facts = Facts::parse(br#"{
    ///     "employees": [{"id": "e1", "positions": [{"position": "assistant", "from": "2024-01-01"}]}],
    ///     "achievements": [{"employee": "e1", "course": "basics", "date": "2025-03-01"}]
    /// }"#, Limits::default())?;
    ///
    /// let request = PathsRequest::new("2025-06-30".parse().unwrap(), Id::new("e1").unwrap());
    /// let report = engine.paths(&facts, &request)?;
    /// assert_eq!(report.paths.len(), 2);
    /// let path = &report.paths[1];
    /// assert_eq!(path.to.as_str(), "supervisor");
    /// assert_eq!((path.steps[0].state, path.steps[1].state), ("eligible", "not_eligible"));
    /// assert_eq!(path.steps[1].open[0].kind, "exam");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn paths(&self, facts: &Facts, request: &PathsRequest) -> Result<PathsReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        let mut sink = Sink::new((Vec::new(), Vec::new()), self.limits().problems);
        for (value, most, field) in
            [(request.max_steps, MOST_STEPS, "max_steps"), (request.max_paths, MOST_PATHS, "max_paths")]
        {
            if !(1..=most).contains(&value) {
                let message = format_args!("`{value}` is not between 1 and {most}");
                sink.report(&Place::ROOT, field, Code::NumberOutOfRange, message);
            }
        }
        let root = Place::ROOT;
        let to = request.to.as_ref().map(|id| {
            let found = version.position_index.get(id.as_str());
            if found.is_none() {
                version.position_index.unknown("position", id.as_str(), &root.field("to"), &mut sink);
            }
            found
        });
        let people = chosen_at(facts, std::slice::from_ref(&request.employee), "/employee");
        let (people, ()) = Problems::both(people, Problems::check(sink.finish()))?;
        let Some(employee) = people.first().copied() else {
            return Err(unread(&request.employee));
        };
        let totals = reads_totals(&version.assessments, version.career.checks());
        let asked = OnDay::new(self, facts, (version, forced), totals);
        let mut judge = asked.judge(request.as_of);
        if judge.facts.held(employee).is_none() {
            return Err(unread(&request.employee));
        }
        let mut report = PathsReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            employee: request.employee.clone(),
            position: None,
            unit: None,
            paths: Vec::new(),
            truncated: false,
            problems: Vec::new(),
        };
        if let Some(person) = judge.person(employee) {
            let policy = &version.policy;
            report.position = policy.positions.get(person.held.position).map(|position| position.id.clone());
            report.unit = person.held.unit.and_then(|unit| policy.units.get(unit)).map(|unit| unit.id.clone());
            let mut lattice = Lattice::new(version.career.ends(), &version.career.ways);
            let (from, steps, most) = (person.held.position, request.max_steps as usize, request.max_paths as usize);
            let (ways, truncated) = match to.flatten() {
                None => lattice.everywhere(from, steps, most),
                Some(to) => lattice.toward(from, to, steps, most),
            };
            report.truncated = truncated;
            let mut walk = Walk::new(&mut judge, person, request);
            report.paths = ways.iter().filter_map(|way| walk.path(way)).gather();
        }
        drop(judge);
        report.problems = asked.problems();
        Ok(report)
    }
}

/// Walks paths; what stands in the way of a move is found out once.
struct Walk<'a, 'b> {
    judge: &'b mut Judge<'a>,
    person: Person,
    request: EligibilityRequest,
    lang: Option<Language>,
    known: Vec<Option<PathStep>>,
}

impl<'a, 'b> Walk<'a, 'b> {
    fn new(judge: &'b mut Judge<'a>, person: Person, request: &PathsRequest) -> Self {
        // Paths hold no evidence: `eligibility` has it, of the moves from here.
        judge.detail = false;
        let known = vec![None; judge.policy.career.moves.len()];
        Self { judge, person, request: EligibilityRequest::new(request.as_of), lang: request.lang, known }
    }

    fn path(&mut self, way: &Way) -> Option<CareerPath> {
        let mut steps = Vec::with_capacity(way.len());
        for number in way {
            let mut step = self.step(*number)?;
            if steps.is_empty() {
                step.restarts = Few::default();
            } else {
                step.earliest = None;
            }
            steps.push(step);
        }
        let mut cost = Some(Rational::ZERO);
        let mut not_met = 0;
        for step in &steps {
            cost = cost.zip(step.cost.as_ref()).map(|(sum, cost)| &sum + cost.exact());
            not_met += small(step.open.len());
        }
        let to = steps.last()?.to.clone();
        let text = self.lang.map(|lang| self.text(way, lang));
        Some(CareerPath { to, steps, not_met, cost: cost.map(Figure::new), text })
    }

    fn step(&mut self, number: usize) -> Option<PathStep> {
        if let Some(step) = self.known.get(number).cloned().flatten() {
            return Some(step);
        }
        let policy = self.judge.policy;
        let (step, document) = (policy.career.moves.get(number)?, policy.policy.moves.get(number)?);
        let decision = decide(self.judge, step, document, &self.person, &self.request);
        let mut open = Vec::new();
        if let Some(condition) = &decision.condition {
            find_open(condition, "met", String::new(), &mut open);
        }
        let places = step.requires.places.iter().enumerate();
        let anew = places.filter(|(place, _)| step.requires.check(*place).is_some_and(begins_anew));
        let cost = match decision.state {
            "eligible" => Some(Figure::new(Rational::ZERO)),
            _ => decision.cheapest_changes.map(|changes| changes.cost),
        };
        let answer = PathStep {
            id: decision.id,
            from: document.from.clone(),
            to: decision.to,
            kind: decision.kind,
            state: decision.state,
            progress: decision.progress,
            earliest: decision.earliest,
            open: Few(open),
            restarts: Few(anew.map(|(_, place)| place.pointer.clone()).gather()),
            cost,
        };
        if let Some(slot) = self.known.get_mut(number) {
            *slot = Some(answer.clone());
        }
        Some(answer)
    }

    /// The names of the positions on the way.
    fn text(&self, way: &Way, lang: Language) -> String {
        let policy = self.judge.policy;
        let stops = way.iter().filter_map(|step| policy.career.moves.get(*step)).map(|step| step.to);
        let mut text = String::new();
        for position in std::iter::once(self.person.held.position).chain(stops) {
            let Some(position) = policy.policy.positions.get(position) else { continue };
            if !text.is_empty() {
                text.push_str(" → ");
            }
            let name = position.name.as_ref().map(|name| Text::in_language(name, lang));
            text.push_str(name.filter(|name| !name.is_empty()).unwrap_or(position.id.as_str()));
        }
        text
    }
}

/// The tests that keep a condition from being as it should.
fn find_open(condition: &ConditionResult, wanted: &'static str, condition_at: String, found: &mut Vec<OpenTest>) {
    if condition.state == wanted {
        return;
    }
    let kind = condition.kind;
    if condition.parts.is_empty() {
        found.push(OpenTest {
            condition: condition_at,
            kind,
            id: condition.id.clone(),
            subject: condition.subject.clone(),
            state: condition.state,
            progress: condition.progress.clone(),
        });
    } else if kind == "not" {
        let other = if wanted == "met" { "unmet" } else { "met" };
        condition.parts.iter().for_each(|part| find_open(part, other, format!("{condition_at}/not"), found));
    } else {
        for (number, part) in condition.parts.iter().enumerate() {
            find_open(part, wanted, format!("{condition_at}/{kind}/{number}"), found);
        }
    }
}

/// Whether a test looks at the position held, so that it begins anew once that is another.
fn begins_anew(check: &Check) -> bool {
    match check {
        Check::Tenure(of, _) => *of == TenureOf::Position,
        Check::Events(check) => check.since == Some(Since::PositionStart),
        Check::Achieved(check) => check.since == Some(Since::PositionStart),
        Check::Series(check) => {
            let SeriesCheck { of, window, .. } = &**check;
            let several = window.as_ref().is_some_and(|window| {
                let (WindowKind::Consecutive(count) | WindowKind::OfLast(_, count) | WindowKind::Aggregate(count)) =
                    window.kind;
                count > 1 && !window.across_positions
            });
            several || matches!(of, Series::Growth { versus: Baseline::PositionStart, .. })
        }
        Check::Assessment(..) | Check::Vacancy(..) | Check::CaseFree(..) => false,
    }
}
