//! Whether an action is legal, and all that is wrong with it when it is not.

use super::application::{Action, EligibilityState, Entry, State};
use super::standing::{Legal, Standing};
use crate::error::{Code, Problem};
use crate::policy::{EMPLOYEE, EligibilityNeed, Reasons};
use crate::time::Instant;
use crate::values::Id;

/// What is wrong with an action at a moment; pointers are inside the action.
pub(super) fn problems(standing: &Standing<'_>, entry: &Entry, at: Instant) -> Vec<Problem> {
    let mut found = Found { standing, entry, problems: Vec::new() };
    let legal = standing.legal(at);
    match legal.iter().find(|legal| legal.action == entry.r#do) {
        Some(action) => {
            found.actor(action, at);
            found.step();
            found.fields(at);
        }
        None => found.illegal(&legal, at),
    }
    found.problems
}

/// The legal actions, as a hint.
pub(super) fn legal_words(legal: &[Legal<'_>]) -> String {
    let mut text = String::new();
    for action in legal {
        text.push_str(if text.is_empty() { "legal now: `" } else { "; `" });
        text.push_str(action.action.as_str());
        text.push_str("` by ");
        quote(&mut text, action.roles);
    }
    if text.is_empty() { "nothing can be done now".to_owned() } else { text }
}

fn quote(text: &mut String, roles: &[Id]) {
    let mut before = "`";
    for role in roles {
        text.push_str(before);
        text.push_str(role.as_str());
        before = "`, `";
    }
    text.push('`');
}

/// Whether the decision of a step is asked for.
pub(super) fn is_decision(action: Action) -> bool {
    matches!(action, Action::Approve | Action::Return | Action::Reject)
}

struct Found<'a> {
    standing: &'a Standing<'a>,
    entry: &'a Entry,
    problems: Vec<Problem>,
}

impl Found<'_> {
    fn report(&mut self, code: Code, pointer: &str, message: String) {
        self.problems.push(Problem::new(code, pointer, message));
    }

    fn advise(&mut self, code: Code, pointer: &str, message: String, hint: String) {
        self.problems.push(Problem::new(code, pointer, message).hint(hint));
    }

    fn illegal(&mut self, legal: &[Legal<'_>], at: Instant) {
        let (standing, action) = (self.standing, self.entry.r#do);
        let words = legal_words(legal);
        let end = standing.result().and_then(|against| standing.appeal_end(against));
        match (action, end, standing.open_until()) {
            (Action::Appeal, Some(end), _) => {
                let message = format!("the time for an appeal was over at {end}");
                let pointer = if self.entry.at.is_some() { "/at" } else { "" };
                self.advise(Code::DeadlinePassed, pointer, message, words);
            }
            (Action::TakeEffect, _, Some(open)) if standing.state == State::Published && !at.is_after(open) => {
                let message = format!("the result is open until {open} and takes effect after that");
                self.advise(Code::ActionIllegal, "/do", message, words);
            }
            _ => {
                let state = standing.state.as_str();
                let message = format!("`{}` is not possible while the application is `{state}`", action.as_str());
                self.advise(Code::ActionIllegal, "/do", message, words);
            }
        }
    }

    fn actor(&mut self, legal: &Legal<'_>, at: Instant) {
        let (standing, entry) = (self.standing, self.entry);
        let action = entry.r#do.as_str();
        if !legal.roles.contains(&entry.role) {
            let mut hint = format!("`{action}` is now for ");
            quote(&mut hint, legal.roles);
            let tasks = standing.tasks(at);
            let earlier = tasks.first().filter(|task| task.escalate_to.is_some() && is_decision(entry.r#do));
            match earlier.filter(|task| task.roles.contains(&entry.role)).and_then(|task| task.due) {
                Some(due) => {
                    let message = format!("the time of `{}` was over at {due}", entry.role);
                    self.advise(Code::DeadlinePassed, "/role", message, hint);
                }
                None => {
                    let message = format!("`{action}` is not for the role `{}`", entry.role);
                    self.advise(Code::ActorNotAllowed, "/role", message, hint);
                }
            }
        }
        if entry.role.as_str() == EMPLOYEE && entry.by != *standing.employee {
            let message = format!("the role `{EMPLOYEE}` is that of `{}`", standing.employee);
            self.report(Code::ActorNotAllowed, "/by", message);
        } else if standing.barred(entry.r#do).contains(&entry.by) {
            let message = match entry.r#do {
                Action::Appeal => format!("`{}` has appealed against this result already", entry.by),
                Action::DecideAppeal if entry.by != *standing.employee => {
                    format!("`{}` cannot decide on the own appeal", entry.by)
                }
                _ => format!("`{}` cannot decide on the own application", entry.by),
            };
            self.report(Code::ActorNotAllowed, "/by", message);
        }
    }

    fn step(&mut self) {
        let Some(stated) = &self.entry.step else { return };
        if !is_decision(self.entry.r#do) {
            return self.foreign("step");
        }
        if let Some(step) = self.standing.current_step().filter(|step| step.id != *stated) {
            let message = format!("the application is at step `{}`, not at `{stated}`", step.id);
            self.report(Code::ActionIllegal, "/step", message);
        }
    }

    /// A field that has no meaning with this action.
    fn foreign(&mut self, field: &str) {
        let message = format!("`{field}` does not go with `{}`", self.entry.r#do.as_str());
        self.report(Code::FieldUnknown, &format!("/{field}"), message);
    }

    fn lacks(&mut self, field: &str) {
        let message = format!("`{}` needs the field `{field}`", self.entry.r#do.as_str());
        self.report(Code::FieldMissing, "", message);
    }

    fn fields(&mut self, at: Instant) {
        let (standing, entry) = (self.standing, self.entry);
        let action = entry.r#do;
        let says_why = entry.says_why();
        let is_against = matches!(action, Action::Return | Action::Reject | Action::Appeal | Action::DecideAppeal);
        if is_against && !says_why && standing.procedure.reasons == Reasons::Required {
            self.lacks("note");
        }
        match (action, entry.outcome) {
            (Action::DecideAppeal, None) => self.lacks("outcome"),
            (Action::DecideAppeal, Some(_)) | (_, None) => {}
            _ => self.foreign("outcome"),
        }
        self.evidence();
        self.eligibility();
        if entry.pay_rise.is_some() {
            self.pay_rise();
        }
        if let Some(day) = entry.effective_from {
            if action != Action::TakeEffect {
                self.foreign("effective_from");
            } else if day < at.date() {
                let message = format!("`{day}` is before the day on which it is put into effect, {}", at.date());
                self.report(Code::TimeOrder, "/effective_from", message);
            }
        }
    }

    fn evidence(&mut self) {
        let (standing, entry) = (self.standing, self.entry);
        let known = &standing.procedure.evidence;
        for (number, piece) in entry.evidence.iter().enumerate() {
            if known.iter().any(|kind| kind.id == piece.kind) {
                continue;
            }
            let message = format!("evidence `{}` is not stated in the procedure", piece.kind);
            self.report(Code::ReferenceUnknown, &format!("/evidence/{number}/kind"), message);
        }
        let given = |kind: &Id| entry.evidence.iter().any(|piece| piece.kind == *kind);
        let pointer = if entry.evidence.is_empty() { "" } else { "/evidence" };
        for kind in standing.needs(entry.r#do) {
            if !given(&kind) {
                let message = format!("`{}` needs the evidence `{kind}`", entry.r#do.as_str());
                self.report(Code::EvidenceMissing, pointer, message);
            }
        }
    }

    fn eligibility(&mut self) {
        let (action, stated) = (self.entry.r#do, self.entry.eligibility.as_ref());
        if !matches!(action, Action::Apply | Action::Resubmit) {
            if stated.is_some() {
                self.foreign("eligibility");
            }
            return;
        }
        let need = self.standing.procedure.eligibility;
        match stated {
            None if action == Action::Apply && need != EligibilityNeed::Optional => self.lacks("eligibility"),
            Some(stated) if need == EligibilityNeed::Eligible && stated.state != EligibilityState::Eligible => {
                let message = format!("only who is eligible can apply, and the answer was `{}`", stated.state.as_str());
                self.report(Code::NotEligible, "/eligibility/state", message);
            }
            _ => {}
        }
    }

    fn pay_rise(&mut self) {
        if !matches!(self.entry.r#do, Action::Approve | Action::TakeEffect) {
            return self.foreign("pay_rise");
        }
        let effects = self.standing.mover.effects.as_ref();
        let range = effects.and_then(|effects| effects.pay_rise.as_ref());
        match (range, self.entry.pay_rise) {
            (Some(range), Some(percent)) if !range.holds(percent) => {
                let message = format!("`{}` lies outside {} % to {} %", percent.0, range.min.0, range.max.0);
                self.report(Code::NumberOutOfRange, "/pay_rise", message);
            }
            (None, _) => {
                let message = format!("move `{}` states no range for a pay rise", self.standing.mover.id);
                self.report(Code::FieldUnknown, "/pay_rise", message);
            }
            _ => {}
        }
    }
}
