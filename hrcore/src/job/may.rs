//! Whether someone may do something: the gate first, then the authority of the position, then that of those above.

use crate::assess::named;
use crate::compile::place::Sink;
use crate::compile::{Compiled, reads_totals};
use crate::condition::Truth;
use crate::eligibility::{Judge, OnDay, Person, condition, tell_condition};
use crate::engine::{chosen_at, unread};
use crate::error::{Code, Problem, Problems};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::Rational;
use crate::request::MayRequest;
use crate::score::head;
use crate::{Engine, Facts};

use super::answer::{Approver, MayReport, Reason};
use super::limits::{breach, figure};
use super::line::{Line, above};
use super::words;

impl Engine {
    /// Whether someone may do something, and to whom it goes where not.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// A specialist spends up to 10 000 on advertisements; more goes to the supervisor.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::MayRequest, values::{Amount, Id}, number::Decimal};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.2", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [],
    ///     "actions": [{"id": "ads", "unit": "money", "currency": "CNY"}],
    ///     "positions": [
    ///         {"id": "specialist", "reports_to": "supervisor", "authority": [{"action": "ads", "at_most": 10000}]},
    ///         {"id": "supervisor", "authority": [{"action": "ads"}]}]
    /// }"#)?;
    /// let facts = Facts::parse(br#"{"employees": [
    ///     {"id": "e1", "positions": [{"position": "specialist", "from": "2024-01-01"}]},
    ///     {"id": "e2", "positions": [{"position": "supervisor", "from": "2024-01-01"}]}]}"#, Limits::default())?;
    /// let mut request =
    ///     MayRequest::new("2025-06-30".parse().unwrap(), Id::new("e1").unwrap(), Id::new("ads").unwrap());
    /// request.amount = Some(Amount { number: Decimal::whole(10_000), percent: false });
    /// assert_eq!(engine.may(&facts, &request)?.decision, "yes");
    /// request.amount = Some(Amount { number: Decimal::whole(10_001), percent: false });
    /// let report = engine.may(&facts, &request)?;
    /// assert_eq!(report.decision, "goes_up");
    /// assert_eq!(report.to.unwrap().employees[0].as_str(), "e2");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn may(&self, facts: &Facts, request: &MayRequest) -> Result<MayReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        let action = named(&version.jobs.action_index, "action", &request.action, "/action").map_err(Problems::from);
        let action = action.and_then(|action| Ok((action, amount(version, action, request)?)));
        let people = chosen_at(facts, std::slice::from_ref(&request.employee), "/employee");
        let ((action, amount), people) = Problems::both(action, people)?;
        let Some(employee) = people.first().copied() else { return Err(unread(&request.employee)) };
        let checks = version.jobs.actions.get(action).and_then(|action| action.requires.as_ref());
        let totals = reads_totals(&version.assessments, checks.into_iter().flat_map(|gate| gate.checks()));
        let asked = OnDay::new(self, facts, (version, forced), totals);
        let mut judge = asked.judge(request.as_of);
        if judge.facts.held(employee).is_none() {
            return Err(unread(&request.employee));
        }
        let stated = version.policy.actions.get(action);
        let mut report = MayReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            employee: request.employee.clone(),
            position: None,
            action: request.action.clone(),
            amount: amount.as_ref().zip(stated).map(|(amount, stated)| figure(stated, amount)),
            decision: "no",
            reasons: Few::default(),
            to: None,
            gate: None,
            text: None,
            problems: Vec::new(),
        };
        decide(&mut judge, (action, amount.as_ref()), employee, request, &mut report);
        if let Some(language) = request.lang {
            report.text = Some(words::may(version, facts, language, &report));
        }
        drop(judge);
        report.problems = asked.problems();
        Ok(report)
    }
}

/// The amount that is asked about, in the action's unit.
fn amount(version: &Compiled, action: usize, request: &MayRequest) -> Result<Option<Rational>, Problems> {
    let Some(stated) = version.policy.actions.get(action) else { return Ok(None) };
    let mut problems = Vec::new();
    if let Some(currency) = request.currency.as_ref().filter(|currency| stated.currency.as_ref() != Some(*currency)) {
        let message = match &stated.currency {
            Some(own) => format!("currency is `{currency}`, but the action is in `{own}`"),
            None => format!("currency is `{currency}`, but the action is no amount of money"),
        };
        let problem = Problem::new(Code::CurrencyMismatch, "/currency", message);
        problems.push(problem.hint("convert amounts before they come here"));
    }
    let found = match (stated.unit, request.amount) {
        (None, Some(_)) => {
            let message = format!("action `{}` has no unit, so it has no amount", stated.id);
            Err(Problem::new(Code::UnitMismatch, "/amount", message))
        }
        (Some(unit), Some(amount)) => unit.value(amount).map(Some).map_err(|code| {
            let message = format!("`{amount}` does not fit the unit `{}`", unit.as_str());
            Problem::new(code, "/amount", message)
        }),
        (Some(unit), None) if stated.needs_authority => {
            let message = format!("how much of it is asked about is missing, in the unit `{}`", unit.as_str());
            Err(Problem::new(Code::FieldMissing, "/amount", message))
        }
        (_, None) => Ok(None),
    };
    match found {
        Ok(amount) => Problems::check(problems).map(|()| amount),
        Err(problem) => {
            problems.insert(0, problem);
            Problems::check(problems).map(|()| None)
        }
    }
}

fn decide(
    judge: &mut Judge<'_>,
    (action, amount): (usize, Option<&Rational>),
    employee: usize,
    request: &MayRequest,
    report: &mut MayReport,
) {
    let policy = judge.policy;
    let (Some(stated), Some(compiled)) = (policy.policy.actions.get(action), policy.jobs.actions.get(action)) else {
        return;
    };
    let mut because = |code: &'static str| report.reasons.0.push(Reason { code, limit: None });
    let Some(person) = judge.person(employee) else { return because("no_position") };
    report.position = policy.policy.positions.get(person.held.position).map(|position| position.id.clone());
    if let (Some(requires), Some(document)) = (&compiled.requires, &stated.requires) {
        judge.toward = None;
        let outcomes = judge.outcomes(requires, &person);
        let (mut result, truth) = condition(policy, requires, document, &outcomes);
        if let Some(language) = request.lang {
            tell_condition(&policy.policy, (language, request.as_of), document, &mut result);
        }
        report.gate = Some(result);
        match truth {
            Truth::True => {}
            Truth::False => return because("gate_closed"),
            Truth::Unknown => {
                report.decision = "unknown";
                return because("gate_unknown");
            }
        }
    }
    if !stated.needs_authority {
        report.decision = "yes";
        return because("no_authority_needed");
    }
    match policy.jobs.authority(person.held.position, action) {
        None => because("no_authority"),
        Some(own) => match breach(own, amount) {
            None => {
                report.decision = "yes";
                return because("within_authority");
            }
            Some(breach) => {
                let limit = Some(figure(stated, breach.limit));
                report.reasons.0.push(Reason { code: breach.code, limit });
            }
        },
    }
    report.to = approver(judge, (action, amount), &person);
    if report.to.is_some() {
        report.decision = "goes_up";
    } else {
        report.reasons.0.push(Reason { code: "nobody_above", limit: None });
    }
}

/// The nearest position above that may decide it, and who holds it.
fn approver(judge: &Judge<'_>, (action, amount): (usize, Option<&Rational>), person: &Person) -> Option<Approver> {
    let policy = judge.policy;
    let covers =
        |position: usize| policy.jobs.authority(position, action).is_some_and(|known| breach(known, amount).is_none());
    let mut higher = above(policy, person.held.position).zip(1u32..);
    let (position, levels) = higher.find(|(position, _)| covers(*position))?;
    let people = Line::new(judge.facts, policy, judge.day, &mut Sink::default()).holders(
        position,
        person.held.unit,
        person.employee,
    );
    let employees = &judge.facts.facts.document().employees;
    Some(Approver {
        position: policy.policy.positions.get(position)?.id.clone(),
        employees: Few(people.iter().filter_map(|at| employees.get(*at)).map(|known| known.id.clone()).gather()),
        levels,
    })
}
