//! Who may move on: whether it holds, how far along, what is missing, by when, and the cheapest way there.
//!
//! Each test of a condition is looked at by itself (`judge`): its truth, progress, evidence, what is missing, and the
//! day on which it can first hold. The combinations follow from their parts.

mod answer;
mod change;
mod days;
mod judge;
mod look;
mod lookup;
mod panel;
mod report;
mod screen;
mod series;
mod together;
mod totals;
mod walk;
mod when;
mod words;

pub use answer::{
    ConditionResult, EligibilityReport, EmployeeMoves, EvidenceResult, MissingResult, MoveDecision, NextPeriod,
    PlannedChange, PlannedChanges,
};
pub(crate) use change::fewest;
pub(crate) use judge::{Judge, Lack, Outcome, Person, last_day};
pub use panel::{NO_VALUE, Panel};
pub(crate) use report::condition;
pub use screen::Decision;
pub(crate) use series::reached;
pub(crate) use totals::{Joined, Totals};
pub(crate) use words::tell_condition;

use crate::compile::place::Sink;
use crate::compile::{Compiled, CompiledMove, reads_totals};
use crate::condition::Truth;
use crate::engine::{Engine, chosen, judged};
use crate::error::{Problem, Problems};
use crate::facts::{Assessed, CareerFacts, FactIndex, Facts};
use crate::gather::Gather as _;
use crate::job::Line;
use crate::policy::Move;
use crate::request::{DecisionDetail, EligibilityRequest};
use crate::score::{Base, Scorer, base_periods, head};
use crate::time::{Date, Period, Span};
use crate::values::Id;

/// The facts of a question about a day, joined with the versions that it needs.
#[derive(Debug)]
pub(crate) struct OnDay<'a> {
    version: &'a Compiled,
    forced: bool,
    versions: &'a [Compiled],
    pub(crate) facts: FactIndex<'a>,
    pub(crate) careers: CareerFacts<'a>,
    assessed: Assessed<'a>,
    /// The facts joined with the other versions, where they are needed.
    others: Joined<'a>,
    problems: Sink,
}

impl<'a> OnDay<'a> {
    /// Joins facts with the version that judges; with the others too, where results of earlier periods are needed and
    /// the version is not forced on them.
    pub(crate) fn new(
        engine: &'a Engine,
        facts: &'a Facts,
        (version, forced): (&'a Compiled, bool),
        totals: bool,
    ) -> Self {
        let mut index = FactIndex::new(facts, version);
        // It knows which records could not be read, so that places are those of the document.
        let mut problems = std::mem::take(&mut index.problems);
        let careers = CareerFacts::new(facts, version, &mut problems);
        let assessed = Assessed::new(facts, version, &mut problems);
        let versions = engine.versions();
        let others = versions.iter().filter(|other| totals && !forced && other.number != version.number);
        let others = others.map(|other| (other.number, FactIndex::new(facts, other))).gather();
        Self { version, forced, versions, facts: index, careers, assessed, others, problems }
    }

    pub(crate) fn judge(&'a self, as_of: Date) -> Judge<'a> {
        let versions = if self.forced { &[] } else { self.versions };
        let totals = Totals::new(versions, (self.version, &self.facts), &self.others);
        Judge::new(self.version, &self.facts, (&self.careers, &self.assessed), totals, as_of)
    }

    /// Scores a period. One that is the average of others takes those versions that were joined for totals.
    pub(crate) fn scorer(&'a self, period: Period) -> Scorer<'a> {
        let periods = base_periods(self.version, period).unwrap_or_default();
        let (bases, earlier) = judged((self.version, self.forced), self.versions, &periods);
        let mut scorers = Vec::with_capacity(earlier.len());
        for version in earlier {
            let known = self.others.iter().find(|(number, _)| *number == version.number);
            let (version, facts) = known.map_or((self.version, &self.facts), |(_, facts)| (version, facts));
            scorers.push(Scorer::new(version, facts, period, vec![Base { period, earlier: None }], Vec::new()));
        }
        Scorer::new(self.version, &self.facts, period, bases, scorers)
    }

    /// Who is above whom on a day.
    pub(crate) fn line(&mut self, as_of: Date) -> Line<'a> {
        Line::new(&self.facts, self.version, Span::new(as_of, None).first, &mut self.problems)
    }

    /// Joins what only some questions are about. Bad records stand among the problems.
    pub(crate) fn join<T>(&mut self, join: impl FnOnce(&'a Facts, &'a Compiled, &mut Sink) -> T) -> T {
        join(self.facts.facts, self.version, &mut self.problems)
    }

    /// The same of what is about positions held.
    pub(crate) fn join_held<T>(&mut self, join: impl FnOnce(&FactIndex<'a>, &'a Compiled, &mut Sink) -> T) -> T {
        join(&self.facts, self.version, &mut self.problems)
    }

    pub(crate) fn problems(self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = Vec::new();
        // What is joined for two reasons is checked twice.
        for problem in self.problems.finish() {
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        problems
    }
}

impl Engine {
    /// Who may move on from the position held on a day, on what evidence, what is missing, and the cheapest way there.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// Sales grew by exactly 15 % in May and by 20 % in June: two of three months, and July has to reach 158.70.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::EligibilityRequest};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.1", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [{"id": "gmv", "unit": "number", "direction": "higher"}], "scorecards": [],
    ///     "positions": [{"id": "assistant"}, {"id": "specialist"}],
    ///     "moves": [{"id": "up", "from": "assistant", "to": "specialist", "requires":
    ///         {"metric": "gmv", "growth": {"versus": "previous", "change": "relative"}, "at_least": 15,
    ///          "window": {"consecutive": 3}}}]
    /// }"#)?;
    /// let facts = Facts::parse(br#"{
    ///     "employees": [{"id": "e1", "positions": [{"position": "assistant", "from": "2024-01-01"}]}],
    ///     "observations": [
    ///         {"metric": "gmv", "employee": "e1", "period": "2025-04", "value": 100},
    ///         {"metric": "gmv", "employee": "e1", "period": "2025-05", "value": 115},
    ///         {"metric": "gmv", "employee": "e1", "period": "2025-06", "value": 138}]
    /// }"#, Limits::default())?;
    ///
    /// let report = engine.eligibility(&facts, &EligibilityRequest::new("2025-06-30".parse().unwrap()))?;
    /// let decision = &report.results[0].moves.as_ref().unwrap()[0];
    /// assert_eq!(decision.state, "not_eligible");
    /// assert_eq!(decision.progress.as_ref().unwrap().exact().to_string(), "2/3");
    /// assert_eq!(decision.earliest.unwrap().to_string(), "2025-08-01");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn eligibility(&self, facts: &Facts, request: &EligibilityRequest) -> Result<EligibilityReport, Problems> {
        let mut results = Vec::new();
        let mut head = self.eligibility_each(facts, request, |result| results.push(result))?;
        head.results = results;
        Ok(head)
    }

    /// The same, one employee after the other, so that a large company needs no more memory than its facts. Returns the
    /// head of the report with the problems, and no results.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn eligibility_each(
        &self,
        facts: &Facts,
        request: &EligibilityRequest,
        mut each: impl FnMut(EmployeeMoves),
    ) -> Result<EligibilityReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        let people = chosen(facts, request.employees.as_deref());
        let (people, wanted) = Problems::both(people, moves(version, request.moves.as_deref()))?;
        let totals = reads_totals(&version.assessments, version.career.checks());
        let asked = OnDay::new(self, facts, (version, forced), totals);
        let mut judge = asked.judge(request.as_of);
        judge.detail = request.detail == DecisionDetail::Full;
        for employee in people {
            if let Some(result) = employee_moves(&mut judge, employee, wanted.as_deref(), request) {
                each(result);
            }
        }
        drop(judge);
        Ok(EligibilityReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            results: Vec::new(),
            problems: asked.problems(),
        })
    }
}

/// The moves asked for, by index; none where all are.
fn moves(version: &Compiled, asked: Option<&[Id]>) -> Result<Option<Vec<usize>>, Problems> {
    let Some(ids) = asked else { return Ok(None) };
    let mut sink = Sink::new((Vec::new(), Vec::new()), version.limits.problems);
    let list = crate::compile::place::Place::ROOT;
    let list = list.field("moves");
    let mut found = Vec::new();
    for (number, id) in ids.iter().enumerate() {
        match version.career.move_index.get(id.as_str()) {
            Some(index) => found.push(index),
            None => version.career.move_index.unknown("move", id.as_str(), &list.item(number), &mut sink),
        }
    }
    Problems::check(sink.finish())?;
    crate::sort::sort(&mut found);
    Ok(Some(found))
}

fn employee_moves(
    judge: &mut Judge<'_>,
    employee: usize,
    wanted: Option<&[usize]>,
    request: &EligibilityRequest,
) -> Option<EmployeeMoves> {
    let (policy, facts) = (judge.policy, judge.facts);
    // One whose record is bad is left out.
    facts.held(employee)?;
    let id = facts.facts.document().employees.get(employee)?.id.clone();
    let Some(person) = judge.person(employee) else {
        return Some(EmployeeMoves { employee: id, position: None, unit: None, moves: None });
    };
    let mut moves = Vec::new();
    for index in policy.career.ways.leaving(person.held.position) {
        if wanted.is_some_and(|wanted| wanted.binary_search(index).is_err()) {
            continue;
        }
        if let (Some(step), Some(document)) = (policy.career.moves.get(*index), policy.policy.moves.get(*index)) {
            moves.push(decide(judge, step, document, &person, request));
        }
    }
    let position = policy.policy.positions.get(person.held.position).map(|position| position.id.clone());
    let unit = person.held.unit.and_then(|unit| policy.policy.units.get(unit)).map(|unit| unit.id.clone());
    Some(EmployeeMoves { employee: id, position, unit, moves: Some(moves) })
}

/// How people call a decision.
fn state(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "eligible",
        Truth::False => "not_eligible",
        Truth::Unknown => "unknown",
    }
}

/// Decides one move.
pub(crate) fn decide(
    judge: &mut Judge<'_>,
    step: &CompiledMove,
    document: &Move,
    person: &Person,
    request: &EligibilityRequest,
) -> MoveDecision {
    let mut decision = MoveDecision {
        id: document.id.clone(),
        to: document.to.clone(),
        kind: document.kind.as_str(),
        state: "unknown",
        progress: None,
        earliest: None,
        condition: None,
        smallest_change: None,
        cheapest_changes: None,
        effects: None,
        text: None,
    };
    judge.toward = Some(step.to);
    if request.detail == DecisionDetail::Decision {
        decision.state = state(judge.truth(&step.requires, person));
        return decision;
    }
    let outcomes = judge.outcomes(&step.requires, person);
    let (condition, truth) = condition(judge.policy, &step.requires, &document.requires, &outcomes);
    decision.state = state(truth);
    decision.progress.clone_from(&condition.progress);
    decision.earliest = condition.earliest;
    decision.condition = Some(condition);
    decision.effects.clone_from(&document.effects);
    let mut search = change::Search::new(&step.requires, &outcomes);
    decision.smallest_change =
        search.smallest().and_then(|plan| report::changes(&step.requires, &plan).changes.into_iter().next());
    decision.cheapest_changes = search.cheapest().map(|plan| report::changes(&step.requires, &plan));
    if let Some(language) = request.lang {
        words::tell(&judge.policy.policy, language, request.as_of, document, &mut decision);
    }
    decision
}
