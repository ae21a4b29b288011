//! Training (培训): what is required and done, which gates it opens, and which courses are needed.

mod answer;
mod gates;
mod needs;
mod required;
#[cfg(test)]
mod tests;
mod words;

pub use answer::{
    CourseNeed, CourseStatus, EmployeeTraining, GateStatus, RequirementStatus, TrainingNeed, TrainingReport, WeakArea,
    WeakIndicator,
};

use crate::compile::{Compiled, appraised, reads_totals};
use crate::eligibility::{Judge, OnDay, Person};
use crate::engine::{chosen, unsupported};
use crate::error::{Code, Problem, Problems};
use crate::facts::{Demand, Standings, Trainings};
use crate::json::Few;
use crate::number::{Figure, Rational};
use crate::request::TrainingRequest;
use crate::score::{base_periods, head};
use crate::time::{Period, Span};
use crate::{Engine, Facts};

use gates::Gates;
use needs::Needs;

impl Engine {
    /// What training people have done, have to do, and need.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// Two industry courses a month, of which one is done.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::TrainingRequest};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.2", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [], "positions": [{"id": "sales"}],
    ///     "courses": [{"id": "excavators"}, {"id": "customs"}, {"id": "letters"}],
    ///     "training": [{"id": "industry", "courses": ["excavators", "customs", "letters"], "at_least": 2,
    ///         "every": "month"}]
    /// }"#)?;
    /// let facts = Facts::parse(br#"{
    ///     "employees": [{"id": "e1", "positions": [{"position": "sales", "from": "2024-01-01"}]}],
    ///     "achievements": [{"employee": "e1", "course": "customs", "date": "2025-06-12"}]
    /// }"#, Limits::default())?;
    /// let report = engine.training(&facts, &TrainingRequest::new("2025-06-20".parse().unwrap()))?;
    /// let own = &report.results[0];
    /// assert_eq!((own.required, own.done, own.open, own.state), (2, 1, 1, "open"));
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn training(&self, facts: &Facts, request: &TrainingRequest) -> Result<TrainingReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        let people = chosen(facts, request.employees.as_deref());
        let (people, period) = Problems::both(people, period(version, request).map_err(Problems::from))?;
        let checks = version.career.checks().chain(version.jobs.gates().flat_map(|gate| gate.checks()));
        let totals = reads_totals(&version.assessments, checks);
        let mut asked = OnDay::new(self, facts, (version, forced), totals);
        let trainings = asked.join(Trainings::new);
        let plans = version.training.helps().then(|| asked.join(crate::facts::PlanFacts::new));
        let mut judge = asked.judge(request.as_of);
        let gates = Gates::new(version);
        let scoring = (self.versions(), &asked.facts, forced);
        let scored = needs::Scored::new(version, scoring, period);
        let mut needs = Needs::new(version, plans.as_ref(), &scored, judge.day);
        let mut results = Vec::with_capacity(people.len());
        for employee in people {
            // One whose record is bad is left out.
            let (Some(_), Some(stated)) = (judge.facts.held(employee), facts.document().employees.get(employee)) else {
                continue;
            };
            let mut own = blank(stated.id.clone());
            if let Some(person) = judge.person(employee) {
                fill(&mut own, &mut judge, (&trainings, &gates, &mut needs), &person, request);
            }
            if let Some(language) = request.lang {
                own.text = Some(words::summary(&own, language));
            }
            results.push(own);
        }
        let needs = needs.summary();
        drop(judge);
        Ok(TrainingReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            period,
            results,
            needs: Few(needs),
            problems: asked.problems(),
        })
    }
}

/// The period whose results show what is weak.
fn period(version: &Compiled, request: &TrainingRequest) -> Result<Period, Problem> {
    if let Some(period) = request.period {
        let is_base = base_periods(version, period).is_some_and(|bases| bases == [period]);
        return if is_base { Ok(period) } else { Err(unsupported(version, period)) };
    }
    let day = Span::new(request.as_of, None).first;
    let start_day = version.policy.appraisal_period.start_day;
    let running = Period::containing(request.as_of, appraised(&version.policy), start_day);
    let is_over = crate::score::span(version, running).last <= day;
    let last = if is_over { Some(running) } else { running.previous() };
    last.ok_or_else(|| Problem::new(Code::DateInvalid, "/as_of", "no appraisal period has ended by this day"))
}

fn blank(employee: crate::values::Id) -> EmployeeTraining {
    EmployeeTraining {
        employee,
        position: None,
        required: 0,
        done: 0,
        open: 0,
        completion: None,
        state: "nothing_required",
        requirements: Few::default(),
        gates: Few::default(),
        needs: Few::default(),
        text: None,
    }
}

fn fill(
    own: &mut EmployeeTraining,
    judge: &mut Judge<'_>,
    (trainings, gates, needs): (&Trainings<'_>, &Gates<'_>, &mut Needs<'_>),
    person: &Person,
    request: &TrainingRequest,
) {
    let (policy, day) = (judge.policy, judge.day);
    own.position = policy.policy.positions.get(person.held.position).map(|position| position.id.clone());
    let held = (person.held.position, person.position_from);
    let demands: Vec<Demand<'_>> = trainings.required_now(policy, person.employee, held, day);
    let mut standings = Standings::new(trainings, policy, person.employee);
    own.requirements = Few(required::statuses(policy, &mut standings, &demands, day));
    for status in &*own.requirements {
        own.required = own.required.saturating_add(status.need);
        own.done = own.done.saturating_add(status.done);
        if own.state != "overdue" && (status.state != "complete" || own.state == "nothing_required") {
            own.state = status.state;
        }
    }
    own.open = own.required - own.done;
    own.completion = Rational::new(own.done.into(), own.required.into()).map(Figure::new);
    own.gates = Few(gates.of(judge, person, request));
    own.needs = Few(needs.of(&mut standings, person.employee, &demands));
}
