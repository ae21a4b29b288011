//! Rules that warn by themselves: which of them hold for whom on a day, with the evidence. They are no chances.

#[cfg(test)]
mod tests;

use super::answer::SignalSeen;
use crate::compile::{Compiled, reads_totals};
use crate::condition::Truth;
use crate::eligibility::{Judge, OnDay, condition, tell_condition};
use crate::error::Problem;
use crate::json::Few;
use crate::time::Date;
use crate::values::Language;
use crate::{Engine, Facts};

/// The signals that were seen, by person.
#[derive(Debug, Default)]
pub(super) struct Signals {
    /// Those of whom there are any, in the order of the facts.
    people: Vec<(usize, Few<SignalSeen>)>,
    /// Records that were left out.
    pub(super) problems: Vec<Problem>,
}

impl Signals {
    /// Those of a person, by index in the facts. They are handed over, and there once.
    pub(super) fn take(&mut self, person: usize) -> Few<SignalSeen> {
        let at = self.people.binary_search_by(|(known, _)| known.cmp(&person)).ok();
        let found = at.and_then(|at| self.people.get_mut(at));
        found.map(|(_, signals)| std::mem::take(signals)).unwrap_or_default()
    }
}

/// Looks which signals of the policy hold for some people on a day; these stand in the order of the facts. Of a policy
/// without signals nothing is joined and nobody is looked at.
pub(super) fn seen(
    (engine, facts): (&Engine, &Facts),
    (version, forced): (&Compiled, bool),
    people: &[usize],
    (as_of, lang): (Date, Option<Language>),
) -> Signals {
    let mut found = Signals::default();
    if version.attrition.signals.is_empty() {
        return found;
    }
    let checks = version.attrition.signals.iter().flat_map(|signal| signal.checks());
    let totals = reads_totals(&version.assessments, checks);
    let asked = OnDay::new(engine, facts, (version, forced), totals);
    let mut judge = asked.judge(as_of);
    judge.detail = false;
    for person in people {
        let own = of_person(&mut judge, version, None, *person, lang);
        if !own.is_empty() {
            found.people.push((*person, Few(own)));
        }
    }
    drop(judge);
    found.problems = asked.problems();
    found
}

/// The signals that hold for a person on the judge's day, in the order of the policy; of some of them, where these are
/// named by their ascending numbers. Evidence is looked for where one holds, and nowhere else.
pub(crate) fn of_person(
    judge: &mut Judge<'_>,
    version: &Compiled,
    some: Option<&[usize]>,
    person: usize,
    lang: Option<Language>,
) -> Vec<SignalSeen> {
    let mut found = Vec::new();
    let (Some(stated), Some(held)) = (&version.policy.attrition, judge.person(person)) else { return found };
    judge.toward = None;
    for (number, (signal, requirement)) in stated.signals.iter().zip(&version.attrition.signals).enumerate() {
        if some.is_some_and(|some| some.binary_search(&number).is_err())
            || judge.truth(requirement, &held) != Truth::True
        {
            continue;
        }
        judge.detail = true;
        let outcomes = judge.outcomes(requirement, &held);
        judge.detail = false;
        let (mut result, _) = condition(version, requirement, &signal.when, &outcomes);
        // Nobody is to reach what warns: there is nothing to say of what to do next.
        result.leave_out_next();
        if let Some(lang) = lang {
            tell_condition(&version.policy, (lang, judge.as_of), &signal.when, &mut result);
        }
        result.leave_out_missing();
        found.push(SignalSeen { signal: signal.id.clone(), condition: result });
    }
    found
}
