//! The career lattice: who gets where, and what nothing refers to.

use crate::compile::{Compiled, Ways, credentials};
use crate::condition::{AchievementKind, Test};
use crate::gather::Gather as _;
use crate::policy::{CriterionSource, MoveKind, Policy};
use crate::values::Id;

use super::conditions::Reading;
use super::{Advice, add};

/// Moves into a position with which those out of it are compared.
const BEFORE: usize = 64;

/// Positions of a circle that its message names.
const NAMED: usize = 8;

/// Advises on moves, positions, and what conditions refer to.
pub(super) fn lattice(version: &Compiled, advice: &mut Vec<Advice>) {
    unused(version, advice);
    if version.career.moves.is_empty() {
        keys(version, advice);
        return;
    }
    let reading = Reading(version);
    let lattice = Lattice { version, ways: &version.career.ways };
    lattice.positions(advice);
    lattice.circles(advice);
    for (number, (step, stated)) in version.career.moves.iter().zip(version.policy.moves.iter()).enumerate() {
        let at = format!("/moves/{number}/requires");
        reading.visit(&stated.requires, at.clone(), None, advice);
        if stated.kind == MoveKind::Promotion {
            let before = lattice.ways.entering(step.from).iter().filter_map(|before| version.policy.moves.get(*before));
            for before in before.filter(|before| before.kind == MoveKind::Promotion).take(BEFORE) {
                reading.weaker((&before.id, &before.requires), &stated.requires, &at, advice);
            }
        }
        let rise = stated.effects.as_ref().and_then(|effects| effects.pay_rise.as_ref());
        if rise.is_some_and(|rise| rise.max.to_rational().is_zero()) {
            add(
                advice,
                "pay_rise_zero",
                format!("{}/moves/{number}/effects/pay_rise", version.place),
                format!("move `{}` brings a pay rise of 0 %", stated.id),
                "state the range, or leave it out where pay does not change",
            );
        }
    }
}

/// Key positions of a policy without moves.
fn keys(version: &Compiled, advice: &mut Vec<Advice>) {
    for (number, position) in version.policy.positions.iter().enumerate() {
        if position.key == Some(true) {
            key(version, number, &position.id, advice);
        }
    }
}

fn key(version: &Compiled, number: usize, id: &Id, advice: &mut Vec<Advice>) {
    add(
        advice,
        "key_position_unreached",
        format!("{}/positions/{number}", version.place),
        format!("no move leads to the key position `{id}`"),
        "say who can succeed: add a move to it",
    );
}

/// The lattice of a version.
struct Lattice<'a> {
    version: &'a Compiled,
    ways: &'a Ways,
}

impl Lattice<'_> {
    fn kind(&self, step: usize) -> Option<MoveKind> {
        self.version.policy.moves.get(step).map(|step| step.kind)
    }

    /// Positions that nobody gets to, or gets on from.
    fn positions(&self, advice: &mut Vec<Advice>) {
        let positions = &self.version.policy.positions;
        let highest = positions.iter().filter_map(|position| position.grade).max();
        let mut leads = vec![false; positions.len()];
        for above in self.version.career.reports_to.iter().flatten() {
            if let Some(slot) = leads.get_mut(*above) {
                *slot = true;
            }
        }
        for (number, position) in positions.iter().enumerate() {
            let leads = leads.get(number) == Some(&true);
            let (entering, leaving) = (self.ways.entering(number), self.ways.leaving(number));
            let (entered, left) = (!entering.is_empty(), !leaving.is_empty());
            let onward = leaving.iter().any(|step| self.kind(*step) != Some(MoveKind::Demotion));
            let in_line = position.reports_to.is_some();
            let at = || format!("{}/positions/{number}", self.version.place);
            if !entered && position.key == Some(true) {
                key(self.version, number, &position.id, advice);
            } else if !entered && (leads || !left) && (in_line || !leads) {
                // Where moves lead on and nobody stands below, people start; who heads the line is appointed.
                let (way, hint) = if !left && !leads {
                    ("to or from", "who works there sees no path: add moves, if there are any")
                } else {
                    ("to", "add a move to it, or say by `reports_to` that it heads the line")
                };
                let message = format!("no move leads {way} position `{}`, although moves lead to others", position.id);
                add(advice, "position_unreachable", at(), message, hint);
            }
            let is_top = match position.grade {
                grade if grade.is_some() && grade == highest => true,
                Some(_) => !in_line && leads,
                None => !in_line,
            };
            if entered && !onward && !is_top {
                add(
                    advice,
                    "position_dead_end",
                    at(),
                    format!("no move leads on from position `{}`, and it is not at the top", position.id),
                    "add a move upwards or sideways: who sees no way on leaves",
                );
            }
        }
    }

    /// Promotions in a circle: found by walking along promotions and coming back to where the walk has been.
    fn circles(&self, advice: &mut Vec<Advice>) {
        let moves = &self.version.career.moves;
        // Whether a position has been walked through, and where it stands on the walk at hand.
        let mut done = vec![false; self.ways.positions()];
        let mut place: Vec<Option<usize>> = vec![None; self.ways.positions()];
        let mut found: Vec<(usize, String)> = Vec::new();
        for start in 0..self.ways.positions() {
            // Positions of the walk, and how many of the moves out of each have been taken.
            let mut walk: Vec<(usize, usize)> = Vec::new();
            let mut enter = Some(start).filter(|start| done.get(*start) == Some(&false));
            loop {
                if let Some(position) = enter.take() {
                    mark(&mut done, position, true);
                    mark(&mut place, position, Some(walk.len()));
                    walk.push((position, 0));
                }
                let Some((position, taken)) = walk.last_mut() else { break };
                let Some(step) = self.ways.leaving(*position).get(*taken).copied() else {
                    mark(&mut place, *position, None);
                    walk.pop();
                    continue;
                };
                *taken += 1;
                if self.kind(step) != Some(MoveKind::Promotion) {
                    continue;
                }
                let Some(to) = moves.get(step).map(|step| step.to) else { continue };
                match place.get(to).copied().flatten() {
                    Some(at) => found.push((step, self.names(walk.get(at..).unwrap_or_default()))),
                    None => enter = Some(to).filter(|to| done.get(*to) == Some(&false)),
                }
            }
        }
        crate::sort::sort_by(&mut found, |a, b| a.0.cmp(&b.0));
        for (step, names) in found {
            add(
                advice,
                "promotion_cycle",
                format!("{}/moves/{step}", self.version.place),
                format!("promotions lead in a circle: {names}"),
                "one of them is sideways or downwards: say so by its `kind`",
            );
        }
    }

    fn names(&self, walk: &[(usize, usize)]) -> String {
        let positions = &self.version.policy.positions;
        let known = walk.iter().take(NAMED).filter_map(|(position, _)| positions.get(*position));
        let mut names: Vec<&str> = known.map(|position| position.id.as_str()).gather();
        if walk.len() > NAMED {
            names.push("…");
        }
        names.join(" → ")
    }
}

fn mark<T>(list: &mut [T], at: usize, value: T) {
    if let Some(slot) = list.get_mut(at) {
        *slot = value;
    }
}

/// What can be achieved, recorded or known, and nothing refers to.
fn unused(version: &Compiled, advice: &mut Vec<Advice>) {
    let policy: &Policy = &version.policy;
    let lists = AchievementKind::ALL.iter().map(|kind| vec![false; credentials(policy, *kind).1.len()]);
    let mut achieved: Vec<Vec<bool>> = lists.gather();
    let mut happened = vec![false; policy.event_kinds.len()];
    for (at, condition) in policy.conditions() {
        let mut found = Vec::new();
        condition.tests(at, &mut found);
        for (_, condition) in found {
            match &condition.test {
                Test::Achievement(test) => {
                    refer(&mut achieved, version, test.kind, &test.id);
                }
                Test::Event(test) => {
                    if let Some(index) = version.career.event_index.get(test.kind.as_str()) {
                        mark(&mut happened, index, true);
                    }
                }
                _ => {}
            }
        }
    }
    let effects = policy.moves.iter().filter_map(|step| step.effects.as_ref());
    let mut courses: Vec<&Id> = effects.flat_map(|effects| effects.training.iter()).gather();
    #[cfg(feature = "planning")]
    courses.extend(policy.training.iter().flat_map(|required| &required.courses));
    for course in policy.courses.iter() {
        courses.extend(&*course.prerequisites);
        // What helps with something is recommended where that is weak.
        courses.extend(Some(&course.id).filter(|_| !course.improves.is_empty() || !course.areas.is_empty()));
    }
    #[cfg(feature = "money")]
    courses.extend(policy.pay_rules.iter().flat_map(|rule| rule.pays.courses()));
    courses.into_iter().for_each(|course| refer(&mut achieved, version, AchievementKind::Course, course));
    #[cfg(feature = "money")]
    for (kind, id) in policy.points.iter().flat_map(|points| &points.earn).flat_map(|earn| earn.things()) {
        refer(&mut achieved, version, kind, id);
    }
    let mut say = |list: &str, number: usize, code: &'static str, what: &str, id: &Id, hint: &str| {
        let pointer = format!("{}/{list}/{number}", version.place);
        add(advice, code, pointer, format!("nothing refers to {what} `{id}`"), hint);
    };
    for (kind, used) in AchievementKind::ALL.iter().zip(&achieved) {
        let (field, list) = credentials(policy, *kind);
        for (number, item) in list.iter().enumerate().filter(|(number, _)| used.get(*number) == Some(&false)) {
            let hint = "let a move, an action or training ask for it, or leave it out";
            say(field, number, "credential_unused", kind.as_str(), &item.id, hint);
        }
    }
    for (number, kind) in policy.event_kinds.iter().enumerate() {
        if happened.get(number) == Some(&false) {
            let hint = "let a move count such events, or leave it out";
            say("event_kinds", number, "event_kind_unused", "event", &kind.id, hint);
        }
    }
    let mut known: Vec<&Id> =
        policy.positions.iter().flat_map(|p| p.competencies.iter()).map(|c| &c.competency).gather();
    for criterion in policy.assessments.iter().flat_map(|a| &a.dimensions).flat_map(|d| &d.criteria) {
        if let CriterionSource::Competency(source) = &criterion.source {
            known.push(&source.competency);
        }
    }
    crate::sort::sort_by(&mut known, Ord::cmp);
    for (number, competency) in policy.competencies.iter().enumerate() {
        if known.binary_search(&&competency.id).is_err() {
            let hint = "let a position require it, or an assessment look at it";
            say("competencies", number, "competency_unused", "competency", &competency.id, hint);
        }
    }
}

fn refer(lists: &mut [Vec<bool>], version: &Compiled, kind: AchievementKind, id: &Id) {
    let index = version.career.credentials(kind).get(id.as_str());
    if let (Some(list), Some(index)) = (lists.get_mut(kind as usize), index) {
        mark(list, index, true);
    }
}
