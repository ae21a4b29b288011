//! Alerts about the risk that people leave: a chance above a limit, or a signal that warns.

#[cfg(test)]
mod tests;

use super::audience::About;
use super::{Ask, Clearing, Rule, words};
use crate::attrition::{RisksAsked, SignalSeen, risks, signals_of};
use crate::compile::{Check, Compiled};
use crate::error::Problems;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::Approx;
use crate::request::AlertsRequest;
use crate::time::Span;
use crate::{Engine, Facts};

/// How many months before are looked at.
const WINDOW: u32 = 24;

/// The chances of people to leave within so many months, by horizon: of those who can be told apart, by index in the
/// facts.
#[derive(Debug, Default)]
pub(super) struct Chances(Vec<(u32, Vec<(usize, f64)>)>);

/// How chances are asked.
pub(super) type AskChances = fn((&Engine, &Facts), &Compiled, &AlertsRequest, &[Rule<'_>]) -> Result<Chances, Problems>;

/// The chances that some rules need, each horizon once; of rules that name signals alone there are none.
pub(super) fn chances(
    (engine, facts): (&Engine, &Facts),
    version: &Compiled,
    request: &AlertsRequest,
    rules: &[Rule<'_>],
) -> Result<Chances, Problems> {
    let mut found = Chances::default();
    let own = rules.iter().filter(|rule| rule.compiled.flight.more_than.is_some());
    let mut horizons = own.map(|rule| rule.compiled.flight.horizon).gather();
    if horizons.is_empty() {
        return Ok(found);
    }
    crate::sort::sort_by(&mut horizons, Ord::cmp);
    horizons.dedup();
    let joined = engine.with(facts);
    let (as_of, model, prior) = (request.as_of, request.model.as_ref(), request.prior.as_ref());
    let asked = RisksAsked { version, as_of, horizons: &horizons, window: WINDOW, model, prior };
    let chances = risks(&joined, asked)?;
    found.0 = horizons.into_iter().zip(chances).gather();
    Ok(found)
}

/// The tests that the signals of rules make.
pub(super) fn checks<'a>(version: &'a Compiled, rules: &[Rule<'_>]) -> impl Iterator<Item = &'a Check> + use<'a> {
    let numbers = rules.iter().flat_map(|rule| &rule.compiled.flight.signals);
    let signals = numbers.filter_map(|number| version.attrition.signals.get(*number)).gather();
    signals.into_iter().flat_map(|signal| signal.checks())
}

pub(super) fn find(ask: &mut Ask<'_>, rules: &[Rule<'_>]) {
    for person in 0..ask.is_wanted.len() {
        if ask.is_wanted(person) {
            for rule in rules {
                of_person(ask, rule, person);
            }
        }
    }
}

/// What raises an alert.
pub(super) struct Raised {
    /// The chance, where it is above the limit.
    pub(super) chance: Option<f64>,
    pub(super) signals: Vec<SignalSeen>,
}

fn of_person(ask: &mut Ask<'_>, rule: &Rule<'_>, person: usize) {
    let open: Vec<(Option<crate::time::Date>, String)> = {
        let own = ask.told.of_person(rule.number, person);
        own.map(|(since, id)| (super::date(since), id.to_owned())).gather()
    };
    let raised = raised(ask, rule, person);
    let is_raised = raised.chance.is_some() || !raised.signals.is_empty();
    let mut alerts = open;
    // What is raised already goes on; nobody knows how things stood on the days before.
    if alerts.is_empty() && is_raised {
        let Some(employee) = ask.employee(person) else { return };
        let since = ask.request.as_of;
        alerts.push((Some(since), format!("{}/{since}/{employee}", rule.stated.id)));
    }
    for (since, id) in alerts {
        let mut alert = ask.blank(rule, id);
        alert.since = since;
        alert.employee = ask.employee(person);
        alert.people = ask.ids(&[person]);
        alert.to = ask.audience(rule, About::Employee(person), &[person]);
        // Whoever holds a position that is told is not told of the own risk.
        alert.to.0.retain(|told| alert.employee.as_ref() != Some(told));
        if is_raised {
            alert.chance = raised.chance.map(Approx::of);
            alert.signals = Few(raised.signals.iter().map(|seen| seen.signal.clone()).gather());
            alert.clears = Some(Clearing { code: "risk", on: None });
        } else {
            ask.clear(&mut alert);
        }
        if let Some(lang) = ask.request.lang {
            alert.text = Some(match alert.cleared {
                Some(_) => words::person(ask, lang, rule, person, &alert),
                None => words::flight(ask, lang, rule, (person, &raised), &alert),
            });
        }
        ask.found.push((rule.number, alert));
    }
}

/// What raises an alert of a person who holds one of the rule's positions.
fn raised(ask: &mut Ask<'_>, rule: &Rule<'_>, person: usize) -> Raised {
    let mut found = Raised { chance: None, signals: Vec::new() };
    let today = Span { first: ask.day, last: ask.day };
    let held = ask.facts.held(person).unwrap_or_default();
    if !held.iter().any(|held| held.span.intersect(today).is_some() && rule.compiled.whom.has(held.position)) {
        return found;
    }
    let flight = &rule.compiled.flight;
    if let Some(limit) = flight.more_than {
        let own = ask.chances.0.iter().find(|(horizon, _)| *horizon == flight.horizon);
        let own = own.and_then(|(_, people)| {
            let at = people.binary_search_by(|(known, _)| known.cmp(&person)).ok()?;
            people.get(at)
        });
        found.chance = own.map(|(_, chance)| *chance).filter(|chance| *chance > limit);
    }
    if !flight.signals.is_empty() {
        found.signals = signals_of(&mut ask.judge, ask.version, Some(&flight.signals), person, ask.request.lang);
    }
    found
}
