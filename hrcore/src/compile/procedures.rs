//! Procedures: names that resolve, terms that end, steps that can be passed, and nobody who decides on themselves.

use super::place::{Place, Sink};
use super::{Index, index};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::policy::{AppealAgainst, AppealRule, EMPLOYEE, Policy, Procedure, Step, StepAction, Term};
use crate::values::Id;

/// Ten years: beyond, a number is a slip.
pub(super) const DAYS: u32 = 3_660;

/// Checks the procedures of a version, and what moves say of them.
pub(super) fn check(policy: &Policy, place: &Place<'_>, sink: &mut Sink) {
    let list = place.field("procedures");
    let names = index::index(&policy.procedures.iter().map(|procedure| &procedure.id).gather(), &list, sink);
    for (number, procedure) in policy.procedures.iter().enumerate() {
        let at = list.item(number);
        let roles = index::index(&procedure.roles.iter().map(|role| &role.id).gather(), &at.field("roles"), sink);
        let kinds = index::index(&procedure.evidence.iter().map(|kind| &kind.id).gather(), &at.field("evidence"), sink);
        Check { procedure, place: &at, roles, kinds, sink: &mut *sink }.all();
    }
    let moves = place.field("moves");
    for (number, mover) in policy.moves.iter().enumerate() {
        let at = moves.item(number);
        if let Some(id) = &mover.procedure {
            names.resolve("procedure", id, &list, &at.field("procedure"), sink);
        }
    }
}

struct Check<'a> {
    procedure: &'a Procedure,
    place: &'a Place<'a>,
    roles: Index,
    kinds: Index,
    sink: &'a mut Sink,
}

impl Check<'_> {
    fn all(&mut self) {
        let (procedure, at) = (self.procedure, self.place);
        index::index(&procedure.steps.iter().map(|step| &step.id).gather(), &at.field("steps"), self.sink);
        self.roles(&procedure.apply_by, &at.field("apply_by"), true);
        if procedure.steps.is_empty() && !self.sink.is_incomplete(&at.field("steps")) {
            self.empty(at, "steps", format_args!("a procedure needs a step"));
        }
        for (number, step) in procedure.steps.iter().enumerate() {
            self.step(step, &at.field("steps").item(number));
        }
        self.term(procedure.resubmit.within.as_ref(), &at.field("resubmit").field("within"));
        self.roles(&procedure.withdraw.by, &at.field("withdraw").field("by"), false);
        if let Some(publication) = &procedure.publication {
            let at = at.field("publication");
            self.decider(&publication.by, &at.field("by"));
            self.term(publication.within.as_ref(), &at.field("within"));
            self.term(Some(&publication.lasts), &at.field("lasts"));
        }
        if let Some(appeal) = &procedure.appeal {
            self.appeal(appeal, &at.field("appeal"));
        }
        let at = at.field("effect");
        self.decider(&procedure.effect.by, &at.field("by"));
        self.term(procedure.effect.within.as_ref(), &at.field("within"));
    }

    fn empty(&mut self, at: &Place<'_>, field: &'static str, message: std::fmt::Arguments<'_>) {
        self.sink.report(at, field, Code::RangeEmpty, message);
    }

    fn step(&mut self, step: &Step, at: &Place<'_>) {
        self.decider(&step.by, &at.field("by"));
        self.term(step.within.as_ref(), &at.field("within"));
        self.words(&step.actions.iter().map(|action| action.as_str()).gather(), &at.field("actions"));
        if !step.actions.contains(&StepAction::Approve) && !self.sink.is_incomplete(&at.field("actions")) {
            self.empty(at, "actions", format_args!("a step that cannot `approve` is never passed"));
        }
        let list = self.place.field("evidence");
        for (number, id) in step.evidence.iter().enumerate() {
            self.kinds.resolve("evidence", id, &list, &at.field("evidence").item(number), self.sink);
        }
        let Some(to) = &step.escalate_to else { return };
        self.decider(to, &at.field("escalate_to"));
        if *to == step.by {
            self.empty(at, "escalate_to", format_args!("`{to}` decides this step already"));
        }
        if step.within.is_none() {
            let message = format_args!("a step that is never overdue cannot go over to `{to}`");
            self.sink.advise(at, "", Code::FieldMissing, message, format_args!("state `within`"));
        }
    }

    fn appeal(&mut self, appeal: &AppealRule, at: &Place<'_>) {
        self.roles(&appeal.by, &at.field("by"), true);
        self.words(&appeal.against.iter().map(|against| against.as_str()).gather(), &at.field("against"));
        self.decider(&appeal.decided_by, &at.field("decided_by"));
        self.term(Some(&appeal.within), &at.field("within"));
        self.term(Some(&appeal.answer_within), &at.field("answer_within"));
        let rejects = appeal.against.contains(&AppealAgainst::Rejection);
        let publishes = self.procedure.publication.is_some() && appeal.against.contains(&AppealAgainst::Publication);
        if !rejects && !publishes && !self.sink.is_incomplete(&at.field("against")) {
            self.empty(at, "against", format_args!("there is nothing to appeal against"));
        }
    }

    /// A role that decides: not that of the person concerned.
    fn decider(&mut self, role: &Id, at: &Place<'_>) {
        if role.as_str() == EMPLOYEE {
            self.empty(at, "", format_args!("nobody decides on the own application, so not the role `employee`"));
            return;
        }
        self.role(role, at);
    }

    fn role(&mut self, role: &Id, at: &Place<'_>) {
        if !self.procedure.roles.is_empty() && role.as_str() != EMPLOYEE {
            self.roles.resolve("role", role, &self.place.field("roles"), at, self.sink);
        }
    }

    fn roles(&mut self, roles: &[Id], at: &Place<'_>, needed: bool) {
        if needed && roles.is_empty() && !self.sink.is_incomplete(at) {
            self.empty(at, "", format_args!("nobody may do this"));
        }
        index::index_by(&roles.iter().gather(), "", at, self.sink);
        for (number, role) in roles.iter().enumerate() {
            self.role(role, &at.item(number));
        }
    }

    /// Reports words that stand in a list twice.
    fn words(&mut self, words: &[&str], at: &Place<'_>) {
        for (number, word) in words.iter().enumerate() {
            if words.iter().take(number).any(|before| before == word) {
                let message = format_args!("`{word}` stands in this list twice");
                self.sink.report(&at.item(number), "", Code::IdDuplicate, message);
            }
        }
    }

    fn term(&mut self, term: Option<&Term>, at: &Place<'_>) {
        if let Some(term) = term {
            self::term(term, at, self.sink);
        }
    }
}

/// Checks how long a term is.
pub(super) fn term(term: &Term, at: &Place<'_>, sink: &mut Sink) {
    let (name, number) = term.stated();
    let most = if matches!(term, Term::Hours(_)) { DAYS * 24 } else { DAYS };
    if number == 0 || number > most {
        let message = format_args!("`{name}` of a term is 1 to {most}");
        sink.report(at, name, Code::NumberOutOfRange, message);
    }
}
