//! The procedure of a move (晋升流程) as a state machine: an application and an action go in, the application as it then
//! stands comes out, with what can be done next. Nothing is kept between calls; where an application stands follows
//! from its record, which is replayed from the start each time.

mod application;
mod rules;
mod standing;
#[cfg(test)]
mod tests;
mod words;

pub use application::{
    Action, Application, EligibilityState, Entry, Evidence, LegalAction, MoveEffects, Outcome, Overdue,
    ProcedureReport, ProcedureRequest, State, StatedEligibility,
};

use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, Index};
use crate::engine::Engine;
use crate::error::{Code, Problem, Problems};
use crate::facts::Facts;
use crate::json::Few;
use crate::policy::{Move, Procedure};
use crate::score::head;
use crate::time::{Instant, Period};
use crate::values::Id;
use standing::{Legal, Standing};

/// Most entries of a record; more are a loop of someone's program.
const ENTRIES: usize = 10_000;

impl Engine {
    /// Where an application stands, or what becomes of it when someone acts.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request: a record that could not have come about, an action that is not legal now. Nothing
    /// has happened then.
    ///
    /// # Example
    ///
    /// ```
    /// use hrcore::procedure::{ProcedureRequest, State};
    ///
    /// let engine = hrcore::Engine::compile(br#"{
    ///     "schema_version": "1.1", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [], "positions": [{"id": "clerk"}, {"id": "lead"}],
    ///     "moves": [{"id": "to-lead", "from": "clerk", "to": "lead", "requires": {"tenure": "position", "months": 12},
    ///         "procedure": "short"}],
    ///     "procedures": [{"id": "short", "steps": [{"id": "manager", "by": "manager"}], "effect": {"by": "hr"}}]
    /// }"#)?;
    /// let request = ProcedureRequest::parse(br#"{
    ///     "as_of": "2025-06-10T09:00:00+08:00",
    ///     "application": {"id": "a1", "employee": "e1", "move": "to-lead"},
    ///     "action": {"do": "apply", "by": "e1", "role": "employee"}
    /// }"#, hrcore::Limits::default())?;
    /// let report = engine.procedure(&request)?;
    /// assert_eq!(report.application.state, Some(State::InReview));
    /// assert_eq!(report.actions[0].r#do.as_str(), "approve");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn procedure(&self, request: &ProcedureRequest) -> Result<ProcedureReport, Problems> {
        let (version, forced) = self.version_of(request)?;
        let (mover, procedure) = decided_by(version, &request.application)?;
        let mut application = request.application.clone();
        let mut standing = Standing::new(version, procedure, mover, &request.application.employee);
        replay(&mut standing, &request.application, request.as_of)?;
        if let Some(action) = &request.action {
            application.record.push(act(&mut standing, action, request.as_of)?);
        }
        application.procedure = Some(procedure.id.clone());
        application.policy_version = Some(version.policy.version.clone());
        application.state = Some(standing.state);
        application.step = standing.current_step().map(|step| step.id.clone());
        let effects = effects(&standing, &application);
        let text = request.lang.map(|lang| words::standing(&standing, request.as_of, lang));
        let history = request.lang.map_or_else(Vec::new, |lang| words::history(procedure, &application, lang));
        Ok(ProcedureReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            since: standing.since,
            actions: legal(&standing, request),
            later: later(&standing, request),
            overdue: overdue(&standing, request.as_of),
            effects,
            text,
            history: Few(history),
            application,
        })
    }

    /// The version that decides: the one under which the application was made.
    fn version_of(&self, request: &ProcedureRequest) -> Result<(&Compiled, bool), Problem> {
        let application = &request.application;
        let start = application.record.first().and_then(|entry| entry.at).unwrap_or(request.as_of);
        let in_force = self.version(Period::Day(start.date()), None);
        let asked = application.policy_version.as_ref().or(request.policy_version.as_ref());
        if let (Some(of), Some(asked)) = (&application.policy_version, &request.policy_version)
            && of != asked
        {
            let message = format!("the application is decided under version `{of}`, not `{asked}`");
            return Err(Problem::new(Code::RecordAltered, "/policy_version", message));
        }
        let Some(asked) = asked else {
            return in_force.map_err(|mut problem| {
                problem.pointer = "/as_of".to_owned();
                problem
            });
        };
        let (version, _) = self.version(Period::Day(start.date()), Some(asked)).map_err(|mut problem| {
            if application.policy_version.is_some() {
                problem.pointer = "/application/policy_version".to_owned();
            }
            problem
        })?;
        Ok((version, in_force.is_ok_and(|(natural, _)| !std::ptr::eq(natural, version))))
    }
}

impl ProcedureRequest {
    /// Reads a request.
    ///
    /// # Errors
    ///
    /// All [`Problems`] of the document at once.
    pub fn parse(bytes: &[u8], limits: crate::Limits) -> Result<Self, Problems> {
        let mut reader = crate::json::Reader::new(bytes, &limits);
        let request = <Self as crate::json::Read>::read(&mut reader);
        reader.end();
        Problems::check(reader.finish().0)?;
        request.ok_or_else(|| Problem::new(Code::JsonSyntax, "", "the request could not be read").into())
    }
}

/// Where facts are given, the person must be among them.
pub(crate) fn known(request: &ProcedureRequest, facts: &Facts) -> Result<(), Problem> {
    let employees = &facts.document().employees;
    let id = &request.application.employee;
    if employees.is_empty() || facts.has_lost_employees() || employees.iter().any(|employee| employee.id == *id) {
        return Ok(());
    }
    let message = format!("employee `{id}` does not exist");
    Err(Problem::new(Code::ReferenceUnknown, "/application/employee", message))
}

/// A name in the application that names nothing.
fn unknown(names: &Index, what: &'static str, id: &Id) -> Problems {
    let mut sink = Sink::new((Vec::new(), Vec::new()), 1);
    names.unknown(what, id.as_str(), &Place::ROOT.field("application").field(what), &mut sink);
    match Problems::check(sink.finish()) {
        Err(problems) => problems,
        Ok(()) => Problem::new(Code::ReferenceUnknown, "/application", "a name does not exist").into(),
    }
}

/// The move that an application is for, and the procedure that decides it.
fn decided_by<'a>(version: &'a Compiled, application: &Application) -> Result<(&'a Move, &'a Procedure), Problems> {
    let policy = &version.policy;
    let moves = &version.career.move_index;
    let Some(mover) = moves.get(application.r#move.as_str()).and_then(|number| policy.moves.get(number)) else {
        return Err(unknown(moves, "move", &application.r#move));
    };
    let own = mover.procedure.as_ref();
    let Some(procedure) = policy.procedures.iter().find(|procedure| own == Some(&procedure.id)) else {
        let message = format!("move `{}` states no procedure", mover.id);
        return Err(Problem::new(Code::ReferenceUnknown, "/application/move", message).into());
    };
    if let Some(other) = application.procedure.as_ref().filter(|other| **other != procedure.id) {
        let message = format!("move `{}` is decided by procedure `{}`, not `{other}`", mover.id, procedure.id);
        return Err(Problem::new(Code::RecordAltered, "/application/procedure", message).into());
    }
    if let Some(unit) = &application.unit
        && version.unit_index.get(unit.as_str()).is_none()
    {
        return Err(unknown(&version.unit_index, "unit", unit));
    }
    Ok((mover, procedure))
}

/// Follows the record from the start, and checks that it leads where the application says it stands.
fn replay(standing: &mut Standing<'_>, application: &Application, as_of: Instant) -> Result<(), Problems> {
    if application.record.len() > ENTRIES {
        let message = format!("a record has at most {ENTRIES} entries");
        return Err(Problem::new(Code::LimitExceeded, "/application/record", message).into());
    }
    for (number, entry) in application.record.iter().enumerate() {
        let Some(at) = entry.at else {
            return Err(altered(number, "", "a recorded action has the moment `at`").into());
        };
        if standing.last.is_some_and(|last| last.is_after(at)) {
            return Err(altered(number, "/at", "it stands behind a later one").into());
        }
        if rules::is_decision(entry.r#do) && entry.step.is_none() {
            return Err(altered(number, "", "a recorded decision has its `step`").into());
        }
        let mut problems = rules::problems(standing, entry, at);
        for problem in &mut problems {
            *problem = altered(number, &problem.pointer, &problem.message);
        }
        Problems::check(problems)?;
        standing.take(entry, at);
    }
    let state = standing.state;
    if application.state.is_some_and(|stated| stated != state) {
        let message = format!("the record leads to `{}`", state.as_str());
        return Err(Problem::new(Code::RecordAltered, "/application/state", message).into());
    }
    let step = standing.current_step();
    if let Some(stated) = &application.step
        && step.is_none_or(|step| step.id != *stated)
    {
        let message = match step {
            Some(step) => format!("the record leads to step `{}`", step.id),
            None => format!("an application that is `{}` is at no step", state.as_str()),
        };
        return Err(Problem::new(Code::RecordAltered, "/application/step", message).into());
    }
    if let Some(last) = standing.last.filter(|last| last.is_after(as_of)) {
        let message = format!("`as_of` is before the last entry of the record, {last}");
        return Err(Problem::new(Code::TimeOrder, "/as_of", message).into());
    }
    Ok(())
}

fn altered(number: usize, pointer: &str, why: &str) -> Problem {
    let pointer = format!("/application/record/{number}{pointer}");
    Problem::new(Code::RecordAltered, pointer, format!("this entry cannot have been recorded: {why}"))
}

/// Acts, if that is legal; the entry for the record.
fn act(standing: &mut Standing<'_>, action: &Entry, as_of: Instant) -> Result<Entry, Problems> {
    let at = action.at.unwrap_or(as_of);
    let wrong = if at.is_after(as_of) {
        Some(format!("`at` is after `as_of`, {as_of}"))
    } else {
        let last = standing.last.filter(|last| last.is_after(at));
        last.map(|last| format!("`at` is before the last entry of the record, {last}"))
    };
    if let Some(message) = wrong {
        return Err(Problem::new(Code::TimeOrder, "/action/at", message).into());
    }
    let mut problems = rules::problems(standing, action, at);
    for problem in &mut problems {
        problem.pointer.insert_str(0, "/action");
    }
    Problems::check(problems)?;
    let step = standing.current_step().filter(|_| rules::is_decision(action.r#do));
    let entry = Entry { at: Some(at), step: step.map(|step| step.id.clone()), ..action.clone() };
    standing.take(&entry, at);
    Ok(entry)
}

fn legal(standing: &Standing<'_>, request: &ProcedureRequest) -> Vec<LegalAction> {
    let mut actions = Vec::new();
    for legal in standing.legal(request.as_of) {
        let legal = action(standing, &legal, request, None);
        // The role of the employee is one person's: what that person may not do, nobody can do in it.
        let is_own = legal.roles.iter().all(|role| role.as_str() == crate::policy::EMPLOYEE);
        if !(is_own && legal.not_by.contains(&request.application.employee)) {
            actions.push(legal);
        }
    }
    actions
}

fn action(
    standing: &Standing<'_>,
    legal: &Legal<'_>,
    request: &ProcedureRequest,
    from: Option<Instant>,
) -> LegalAction {
    let step = standing.current_step().filter(|_| rules::is_decision(legal.action));
    LegalAction {
        r#do: legal.action,
        step: step.map(|step| step.id.clone()),
        roles: legal.roles.to_vec(),
        not_by: Few(standing.barred(legal.action)),
        needs: Few(standing.needs(legal.action)),
        from,
        due: legal.due,
        until: legal.until,
        text: request.lang.map(|lang| words::action(legal.action, lang).to_owned()),
    }
}

/// What nobody can do yet, but will be able to when time has passed.
fn later(standing: &Standing<'_>, request: &ProcedureRequest) -> Few<LegalAction> {
    let mut later = Vec::new();
    let open =
        standing.open_until().filter(|open| standing.state == State::Published && !request.as_of.is_after(*open));
    if let (Some(open), Some(task)) = (open, standing.tasks(request.as_of).pop()) {
        let legal = Legal { action: Action::TakeEffect, roles: task.roles, due: task.due, until: None };
        later.push(action(standing, &legal, request, Some(open.plus_seconds(1))));
    }
    Few(later)
}

fn overdue(standing: &Standing<'_>, as_of: Instant) -> Vec<Overdue> {
    let step = standing.current_step().filter(|_| standing.state == State::InReview);
    let mut overdue = Vec::new();
    for task in standing.tasks(as_of) {
        if let Some(due) = task.due.filter(|due| as_of.is_after(*due)) {
            overdue.push(Overdue {
                what: task.what,
                step: step.map(|step| step.id.clone()),
                roles: task.roles.to_vec(),
                due,
                escalated_to: task.escalate_to.cloned(),
            });
        }
    }
    overdue
}

/// What to carry out, once it is in effect.
fn effects(standing: &Standing<'_>, application: &Application) -> Option<MoveEffects> {
    let effective_from = standing.effective_from?;
    let mover = standing.mover;
    let brings = mover.effects.as_ref();
    Some(MoveEffects {
        employee: application.employee.clone(),
        from: mover.from.clone(),
        position: mover.to.clone(),
        unit: application.unit.clone(),
        effective_from,
        pay_rise: standing.pay_rise,
        pay_rise_range: brings.and_then(|brings| brings.pay_rise.clone()),
        authority: brings.map_or_else(Few::default, |brings| brings.authority.clone()),
        training: brings.map_or_else(Few::default, |brings| brings.training.clone()),
    })
}
