//! What the host has raised before, and what of it is still open.

use super::Rule;
use crate::facts::FactsDocument;
use crate::gather::Gather as _;
use crate::policy::AlertKind;
use crate::time::{Span, parse_date};
use crate::values::Id;

/// Ids have no more bytes.
const ID_BYTES: usize = 128;

/// What the host has raised before.
#[derive(Debug)]
pub(super) struct Told<'a> {
    /// All ids, sorted.
    ids: Vec<&'a str>,
    /// The open ones, by rule and then in the order of the facts.
    open: Vec<(usize, Open<'a>)>,
    /// Those about people: the rule, the employee, the first day, and which of the open ones it is; sorted.
    people: Vec<(usize, usize, i32, usize)>,
    /// Employees by their ids, where any alert is open.
    names: Vec<(&'a Id, usize)>,
}

/// An alert that the host has raised and not cleared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open<'a> {
    pub(super) id: &'a str,
    /// What stands behind the rule in it.
    pub(super) rest: &'a str,
}

impl<'a> Told<'a> {
    /// What was raised of some rules. Ids that none of them makes are only known; what begins behind the day is not
    /// open yet, and what was cleared behind it still is.
    pub(super) fn new(document: &'a FactsDocument, rules: &[Rule<'_>], day: i32) -> Self {
        let states = &document.alert_states;
        let mut told =
            Self { ids: Vec::with_capacity(states.len()), open: Vec::new(), people: Vec::new(), names: Vec::new() };
        if states.is_empty() {
            return told;
        }
        let mut over: Vec<&str> = Vec::new();
        for state in &**states {
            told.ids.push(&state.id);
            if state.cleared.is_some_and(|cleared| Span::new(cleared, None).first <= day) {
                over.push(&state.id);
            }
        }
        crate::sort::sort_by(&mut told.ids, Ord::cmp);
        crate::sort::sort_by(&mut over, Ord::cmp);
        let mut names: Vec<(&str, usize)> = rules.iter().map(|rule| (rule.stated.id.as_str(), rule.number)).gather();
        crate::sort::sort_by(&mut names, Ord::cmp);
        for state in &**states {
            if over.binary_search(&state.id.as_str()).is_err() {
                for (rule, rest) in splits(&state.id) {
                    if let Ok(at) = names.binary_search_by(|(known, _)| (*known).cmp(rule)) {
                        let number = names.get(at).map_or(usize::MAX, |(_, number)| *number);
                        told.open.push((number, Open { id: &state.id, rest }));
                    }
                }
            }
        }
        crate::sort::sort_by(&mut told.open, |a, b| a.0.cmp(&b.0));
        told.leave_out_twice();
        if !told.open.is_empty() {
            told.names.extend(document.employees.iter().enumerate().map(|(number, known)| (&known.id, number)));
            crate::sort::sort_by(&mut told.names, Ord::cmp);
        }
        told.find_people(rules, day);
        told
    }

    /// What stands in the list twice is raised once.
    fn leave_out_twice(&mut self) {
        let key = |at: &usize| self.open.get(*at).map(|(rule, open)| (*rule, open.id));
        let mut order = crate::sort::order(self.open.len(), &mut |a, b| key(&a).cmp(&key(&b)));
        order.dedup_by(|later, first| key(later) == key(first));
        if order.len() < self.open.len() {
            crate::sort::sort(&mut order);
            self.open = order.iter().filter_map(|at| self.open.get(*at).copied()).gather();
        }
    }

    fn find_people(&mut self, rules: &[Rule<'_>], day: i32) {
        let of_person =
            rules.iter().filter(|rule| matches!(rule.stated.kind, AlertKind::Person | AlertKind::FlightRisk));
        let of_person: Vec<usize> = of_person.map(|rule| rule.number).gather();
        for (at, (rule, open)) in self.open.iter().enumerate() {
            let found = open.rest.split_once('/').filter(|_| of_person.binary_search(rule).is_ok());
            let found = found.and_then(|(since, employee)| Some((parse_date(since)?, self.person(employee)?)));
            let found = found.map(|(since, person)| (Span::new(since, None).first, person));
            if let Some((since, person)) = found.filter(|(since, _)| *since <= day) {
                self.people.push((*rule, person, since, at));
            }
        }
        crate::sort::sort_by(&mut self.people, Ord::cmp);
    }

    /// The employee of an id.
    pub(super) fn person(&self, id: &str) -> Option<usize> {
        let at = self.names.partition_point(|(known, _)| known.as_str() < id);
        self.names.get(at).filter(|(known, _)| known.as_str() == id).map(|(_, number)| *number)
    }

    /// Whether an alert was raised before.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.binary_search(&id).is_ok()
    }

    /// The open alerts of a rule.
    pub(super) fn open(&self, rule: usize) -> impl Iterator<Item = &Open<'a>> {
        let start = self.open.partition_point(|(known, _)| *known < rule);
        let rest = self.open.get(start..).unwrap_or_default().iter();
        rest.take_while(move |(known, _)| *known == rule).map(|(_, open)| open)
    }

    /// The open alerts of a rule about a person, each with its first day, the earliest first.
    pub(super) fn of_person(&self, rule: usize, person: usize) -> impl Iterator<Item = (i32, &'a str)> {
        let start = self.people.partition_point(|known| (known.0, known.1) < (rule, person));
        let rest = self.people.get(start..).unwrap_or_default().iter();
        let own = rest.take_while(move |known| (known.0, known.1) == (rule, person));
        own.filter_map(|(_, _, since, at)| Some((*since, self.open.get(*at)?.1.id)))
    }
}

/// The ways to take an id apart at a slash, where the front can be an id itself.
pub(super) fn splits(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let slashes = text.bytes().enumerate().take(ID_BYTES + 1).filter(|(_, byte)| *byte == b'/');
    slashes.filter_map(|(at, _)| Some((text.get(..at)?, text.get(at + 1..)?)))
}
