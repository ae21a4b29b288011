//! Where an application stands: a function of its record, computed entry by entry.

use super::application::{Action, Entry, Outcome, State};
use crate::compile::Compiled;
use crate::policy::{AppealAgainst, Move, Procedure, ResubmitTo, StepAction, Term, WithdrawUntil};
use crate::time::{Date, Instant};
use crate::values::{Id, Percent};

/// An application as it stands.
pub(super) struct Standing<'a> {
    pub(super) version: &'a Compiled,
    pub(super) procedure: &'a Procedure,
    pub(super) mover: &'a Move,
    pub(super) employee: &'a Id,
    pub(super) state: State,
    /// The step at which it is, or that returned or rejected it; beyond the last once all have approved.
    pub(super) step: usize,
    /// When it came there.
    pub(super) since: Option<Instant>,
    /// The last entry.
    pub(super) last: Option<Instant>,
    /// Kinds of evidence that are there.
    pub(super) evidence: Vec<Id>,
    /// When the result that stands was told: the rejection or publication.
    pub(super) told: Option<Instant>,
    /// Who has appealed against it; those whose appeal is open stand behind those whose appeal is decided.
    pub(super) appellants: Vec<Id>,
    /// How many of them have been answered.
    pub(super) answered: usize,
    /// What the open appeal is against.
    pub(super) against: Option<AppealAgainst>,
    pub(super) pay_rise: Option<Percent>,
    pub(super) effective_from: Option<Date>,
}

/// Something that can be done.
pub(super) struct Legal<'a> {
    pub(super) action: Action,
    pub(super) roles: &'a [Id],
    pub(super) due: Option<Instant>,
    pub(super) until: Option<Instant>,
}

/// Something that has to be done, by whom and by when.
pub(super) struct Task<'a> {
    pub(super) what: &'static str,
    pub(super) roles: &'a [Id],
    pub(super) due: Option<Instant>,
    /// Where it goes when it is overdue.
    pub(super) escalate_to: Option<&'a Id>,
}

impl<'a> Standing<'a> {
    pub(super) fn new(version: &'a Compiled, procedure: &'a Procedure, mover: &'a Move, employee: &'a Id) -> Self {
        Self {
            version,
            procedure,
            mover,
            employee,
            state: State::Draft,
            step: 0,
            since: None,
            last: None,
            evidence: Vec::new(),
            told: None,
            appellants: Vec::new(),
            answered: 0,
            against: None,
            pay_rise: None,
            effective_from: None,
        }
    }

    /// The step at which it is, or that returned or rejected it.
    pub(super) fn current_step(&self) -> Option<&'a crate::policy::Step> {
        match self.state {
            State::InReview | State::Returned | State::Rejected => self.procedure.steps.get(self.step),
            State::Appealed if self.against == Some(AppealAgainst::Rejection) => self.procedure.steps.get(self.step),
            _ => None,
        }
    }

    fn due(&self, from: Option<Instant>, term: Option<&Term>) -> Option<Instant> {
        Some(term?.end(from?, &self.version.calendar))
    }

    /// What has to be done at a moment, earlier holders of the task first; the last one holds it.
    pub(super) fn tasks(&self, at: Instant) -> Vec<Task<'a>> {
        let procedure = self.procedure;
        let task = |what, roles, due| Task { what, roles, due, escalate_to: None };
        let only = std::slice::from_ref::<Id>;
        let first = match self.state {
            State::InReview => {
                let Some(step) = self.current_step() else { return Vec::new() };
                let due = self.due(self.since, step.within.as_ref());
                let mut tasks = vec![task("decision", only(&step.by), due)];
                if let (Some(due), Some(to), Some(first)) = (due, &step.escalate_to, tasks.first_mut())
                    && at.is_after(due)
                {
                    first.escalate_to = Some(to);
                    tasks.push(task("decision", only(to), self.due(Some(due), step.within.as_ref())));
                }
                return tasks;
            }
            State::Returned => {
                let due = self.due(self.since, procedure.resubmit.within.as_ref());
                task("resubmission", &procedure.apply_by, due)
            }
            State::Approved => match &procedure.publication {
                Some(publication) => {
                    task("publication", only(&publication.by), self.due(self.since, publication.within.as_ref()))
                }
                None => self.effect_task(self.since),
            },
            State::Published => {
                let open_until = self.open_until();
                let from = match (open_until, self.since) {
                    (Some(open_until), Some(since)) if since.is_after(open_until) => Some(since),
                    (open_until, _) => open_until,
                };
                self.effect_task(from)
            }
            State::Appealed => {
                let Some(appeal) = &procedure.appeal else { return Vec::new() };
                task("appeal", only(&appeal.decided_by), self.due(self.since, Some(&appeal.answer_within)))
            }
            State::Draft | State::Rejected | State::Effective | State::Withdrawn => return Vec::new(),
        };
        vec![first]
    }

    fn effect_task(&self, from: Option<Instant>) -> Task<'a> {
        let effect = &self.procedure.effect;
        let due = self.due(from, effect.within.as_ref());
        Task { what: "effect", roles: std::slice::from_ref(&effect.by), due, escalate_to: None }
    }

    /// Until when a published result waits: for the publication to end, and for those who may appeal.
    pub(super) fn open_until(&self) -> Option<Instant> {
        let end = self.due(self.told, self.procedure.publication.as_ref().map(|publication| &publication.lasts))?;
        let appeals = self.appeal_end(AppealAgainst::Publication).filter(|appeals| appeals.is_after(end));
        Some(appeals.unwrap_or(end))
    }

    /// Until when the result that stands can be appealed against.
    pub(super) fn appeal_end(&self, against: AppealAgainst) -> Option<Instant> {
        let appeal = self.procedure.appeal.as_ref().filter(|appeal| appeal.against.contains(&against))?;
        self.due(self.told, Some(&appeal.within))
    }

    /// What the result that stands is, to one who appeals.
    pub(super) fn result(&self) -> Option<AppealAgainst> {
        match self.state {
            State::Rejected => Some(AppealAgainst::Rejection),
            State::Published => Some(AppealAgainst::Publication),
            // Nobody's time runs out while the appeal of another is open: it can be joined.
            State::Appealed => self.against,
            _ => None,
        }
    }

    /// What can be done at a moment.
    pub(super) fn legal(&self, at: Instant) -> Vec<Legal<'a>> {
        let procedure = self.procedure;
        let mut legal = Vec::new();
        let mut add = |action, roles: &'a [Id], due, until| legal.push(Legal { action, roles, due, until });
        if self.state == State::Draft {
            add(Action::Apply, &procedure.apply_by, None, None);
        }
        if let Some(task) = self.tasks(at).pop() {
            let Task { roles, due, .. } = task;
            match self.state {
                State::InReview => {
                    let step = self.current_step();
                    // The role that holds a step loses it when the step goes over to another.
                    let loses = step.is_some_and(|step| step.escalate_to.is_some() && roles.contains(&step.by));
                    let until = due.filter(|_| loses);
                    for action in step.map_or(&[][..], |step| &step.actions) {
                        let action = match action {
                            StepAction::Approve => Action::Approve,
                            StepAction::Return => Action::Return,
                            StepAction::Reject => Action::Reject,
                        };
                        add(action, roles, due, until);
                    }
                }
                State::Returned => add(Action::Resubmit, roles, due, None),
                State::Approved if procedure.publication.is_some() => add(Action::Publish, roles, due, None),
                State::Published if self.open_until().is_some_and(|until| !at.is_after(until)) => {}
                State::Approved | State::Published => add(Action::TakeEffect, roles, due, None),
                State::Appealed => add(Action::DecideAppeal, roles, due, None),
                _ => {}
            }
        }
        if let (Some(appeal), Some(against)) = (&procedure.appeal, self.result())
            && let Some(end) = self.appeal_end(against).filter(|end| !at.is_after(*end))
        {
            add(Action::Appeal, &appeal.by, None, Some(end));
        }
        if self.can_withdraw() && !procedure.withdraw.by.is_empty() {
            add(Action::Withdraw, &procedure.withdraw.by, None, None);
        }
        legal
    }

    fn can_withdraw(&self) -> bool {
        let last = match self.state {
            State::InReview | State::Returned => WithdrawUntil::Approval,
            State::Approved => WithdrawUntil::Publication,
            State::Published => WithdrawUntil::Effect,
            State::Appealed if self.against == Some(AppealAgainst::Publication) => WithdrawUntil::Effect,
            _ => return false,
        };
        // The words stand in the order of time.
        self.procedure.withdraw.until >= last
    }

    /// People who may not do something, whatever their role.
    pub(super) fn barred(&self, action: Action) -> Vec<Id> {
        let mut barred = Vec::new();
        let decides = !matches!(action, Action::Apply | Action::Resubmit | Action::Withdraw | Action::Appeal);
        if decides {
            barred.push(self.employee.clone());
        }
        // One appeal per person and result, and nobody decides on the own one.
        let appellants = match action {
            Action::Appeal => Some(self.appellants.as_slice()),
            Action::DecideAppeal => self.appellants.get(self.answered..),
            _ => None,
        };
        for appellant in appellants.unwrap_or_default() {
            if !decides || appellant != self.employee {
                barred.push(appellant.clone());
            }
        }
        barred
    }

    /// The kinds of evidence that an action still needs.
    pub(super) fn needs(&self, action: Action) -> Vec<Id> {
        let mut needs = Vec::new();
        let mut need = |kind: &Id| {
            if !self.evidence.contains(kind) {
                needs.push(kind.clone());
            }
        };
        if action == Action::Apply {
            for kind in self.procedure.evidence.iter().filter(|kind| kind.required) {
                need(&kind.id);
            }
        }
        if let Some(step) = self.current_step().filter(|_| action == Action::Approve) {
            step.evidence.iter().for_each(need);
        }
        needs
    }

    /// Does what was found legal, at its moment.
    pub(super) fn take(&mut self, entry: &Entry, at: Instant) {
        for piece in entry.evidence.iter() {
            if !self.evidence.contains(&piece.kind) {
                self.evidence.push(piece.kind.clone());
            }
        }
        if entry.pay_rise.is_some() {
            self.pay_rise = entry.pay_rise;
        }
        self.last = Some(at);
        let state = match entry.r#do {
            Action::Apply => State::InReview,
            Action::Approve => {
                self.step += 1;
                if self.step < self.procedure.steps.len() { State::InReview } else { State::Approved }
            }
            Action::Return => State::Returned,
            Action::Reject => {
                self.tell(at);
                State::Rejected
            }
            Action::Resubmit => {
                if self.procedure.resubmit.to == ResubmitTo::FirstStep {
                    self.step = 0;
                }
                State::InReview
            }
            Action::Withdraw => State::Withdrawn,
            Action::Publish => {
                self.tell(at);
                State::Published
            }
            Action::Appeal => {
                self.appellants.push(entry.by.clone());
                if self.state == State::Appealed {
                    // It is answered with the first, in the time of the first.
                    return;
                }
                self.against = self.result();
                State::Appealed
            }
            Action::DecideAppeal => {
                let against = self.against.take();
                self.answered = self.appellants.len();
                match (entry.outcome, against) {
                    (Some(Outcome::Upheld), against) => {
                        // The step that rejected decides anew; a published result is reviewed from the start.
                        if against == Some(AppealAgainst::Publication) {
                            self.step = 0;
                        }
                        State::InReview
                    }
                    (_, Some(AppealAgainst::Publication)) => State::Published,
                    _ => State::Rejected,
                }
            }
            Action::TakeEffect => {
                self.effective_from = entry.effective_from.or(Some(at.date()));
                State::Effective
            }
        };
        self.state = state;
        self.since = Some(at);
    }

    fn tell(&mut self, at: Instant) {
        self.told = Some(at);
        self.appellants.clear();
        self.answered = 0;
    }
}
