//! The gates (硬门槛): what a person may not do yet, and what is missing.

use crate::compile::{Check, Compiled, Requirement};
use crate::condition::{AchievementKind, Condition, Tree, Truth};
use crate::eligibility::{Judge, Outcome, Person, condition, tell_condition};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::policy::{Action, Move};
use crate::request::TrainingRequest;
use crate::values::Id;

use super::answer::GateStatus;
use super::words;

/// The gates of a policy: those of its actions, and of moves that ask for courses or examinations.
#[derive(Debug)]
pub(super) struct Gates<'a> {
    gates: Vec<Gate<'a>>,
}

#[derive(Debug)]
pub(super) struct Gate<'a> {
    pub(super) of: Guarded<'a>,
    requires: &'a Requirement,
    document: &'a Condition,
    /// Which action or move of the policy it is.
    number: usize,
}

/// What a gate stands before.
#[derive(Debug, Clone, Copy)]
pub(super) enum Guarded<'a> {
    Action(&'a Action),
    Move(&'a Move),
}

impl<'a> Gates<'a> {
    pub(super) fn new(policy: &'a Compiled) -> Self {
        let mut gates = Vec::new();
        let actions = policy.policy.actions.iter().zip(&policy.jobs.actions);
        for (number, (action, compiled)) in actions.enumerate() {
            if let (Some(document), Some(requires)) = (&action.requires, &compiled.requires) {
                gates.push(Gate { of: Guarded::Action(action), requires, document, number });
            }
        }
        for (number, (step, compiled)) in policy.policy.moves.iter().zip(&policy.career.moves).enumerate() {
            if compiled.requires.checks().iter().any(|check| learned(check).is_some()) {
                let (requires, document) = (&compiled.requires, &step.requires);
                gates.push(Gate { of: Guarded::Move(step), requires, document, number });
            }
        }
        Self { gates }
    }

    /// How the gates of a person stand.
    pub(super) fn of(&self, judge: &mut Judge<'_>, person: &Person, request: &TrainingRequest) -> Vec<GateStatus> {
        let policy = judge.policy;
        let mut found = Vec::new();
        for gate in &self.gates {
            let (is_own, toward) = match gate.of {
                Guarded::Action(_) => {
                    (policy.jobs.actions.get(gate.number).is_some_and(|own| own.is_for(person.held.position)), None)
                }
                Guarded::Move(_) => {
                    let step = policy.career.moves.get(gate.number);
                    (step.is_some_and(|step| step.from == person.held.position), step.map(|step| step.to))
                }
            };
            if is_own {
                judge.toward = toward;
                found.push(gate.status(judge, person, request));
            }
        }
        found
    }
}

impl Gate<'_> {
    fn status(&self, judge: &mut Judge<'_>, person: &Person, request: &TrainingRequest) -> GateStatus {
        let policy = judge.policy;
        let outcomes = judge.outcomes(self.requires, person);
        let (mut result, truth) = condition(policy, self.requires, self.document, &outcomes);
        if let Some(language) = request.lang {
            tell_condition(&policy.policy, (language, request.as_of), self.document, &mut result);
        }
        // Through a gate that is open by another way, nothing is missing.
        let missing = if truth == Truth::True { Vec::new() } else { missing(self.requires, &outcomes) };
        let (kind, id) = match self.of {
            Guarded::Action(action) => ("action", &action.id),
            Guarded::Move(step) => ("move", &step.id),
        };
        let mut names: Vec<(Id, usize)> = Vec::with_capacity(missing.len());
        for (place, (kind, id)) in missing.iter().enumerate() {
            names.extend(name(policy, *kind, *id).map(|id| (id, place)));
        }
        // A course and its examination may have one name.
        crate::sort::sort_by(&mut names, Ord::cmp);
        names.dedup_by(|later, first| later.0 == first.0);
        crate::sort::sort_by(&mut names, |a, b| a.1.cmp(&b.1));
        let mut status = GateStatus {
            kind,
            id: id.clone(),
            state: match truth {
                Truth::True => "open",
                Truth::False => "closed",
                Truth::Unknown => "unknown",
            },
            missing: Few(names.into_iter().map(|(id, _)| id).gather()),
            condition: result,
            text: None,
        };
        status.text = request.lang.map(|language| words::gate(&policy.policy, language, self.of, &missing, &status));
        status
    }
}

/// The course or examination that a test asks for.
fn learned(check: &Check) -> Option<(AchievementKind, usize)> {
    match check {
        Check::Achieved(check) if matches!(check.kind, AchievementKind::Course | AchievementKind::Exam) => {
            Some((check.kind, check.id))
        }
        _ => None,
    }
}

/// The courses and examinations that are not met, in the order of the document, each once. Those below `not` are not
/// missing.
fn missing(requires: &Requirement, outcomes: &[Outcome]) -> Vec<(AchievementKind, usize)> {
    let mut found: Vec<((AchievementKind, usize), usize)> = Vec::new();
    let mut open = vec![&requires.tree];
    while let Some(tree) = open.pop() {
        match tree {
            Tree::Test(place) => {
                let test = requires.places.get(*place).map(|place| place.test);
                let outcome = test.and_then(|test| outcomes.get(test));
                let learned = requires.check(*place).and_then(learned);
                if let Some(learned) = learned
                    && outcome.is_some_and(|outcome| outcome.truth == Truth::False)
                {
                    found.push((learned, found.len()));
                }
            }
            Tree::All(parts) | Tree::Any(parts) | Tree::AtLeast(_, parts) => open.extend(parts.iter().rev()),
            Tree::Not(_) => {}
        }
    }
    let key = |((kind, id), place): &((AchievementKind, usize), usize)| (*kind as usize, *id, *place);
    crate::sort::sort_by(&mut found, |a, b| key(a).cmp(&key(b)));
    found.dedup_by(|later, first| later.0 == first.0);
    crate::sort::sort_by(&mut found, |a, b| a.1.cmp(&b.1));
    found.into_iter().map(|(learned, _)| learned).gather()
}

fn name(policy: &Compiled, kind: AchievementKind, id: usize) -> Option<Id> {
    crate::compile::credentials(&policy.policy, kind).1.get(id).map(|known| known.id.clone())
}
