//! Budgets: the most that some rules pay together, shared anew where they would pay more.

use crate::facts::FactIndex;
use crate::number::{Figure, Rational, small};
use crate::policy::Budget;

use super::answer::BudgetStatus;
use super::due::{Ask, Found, Rule};
use super::lines::Sum;
use super::split;
use crate::compile::{Compiled, CompiledBudget};

/// Whether any budget is about a rule that is wanted: then everybody is looked at.
pub(super) fn any(policy: &Compiled, rules: &[Rule<'_>]) -> bool {
    budgets(policy, rules).next().is_some()
}

/// The budgets that are looked at.
fn budgets<'a>(policy: &'a Compiled, rules: &'a [Rule<'_>]) -> impl Iterator<Item = (&'a Budget, &'a CompiledBudget)> {
    let is_wanted = move |rule: &usize| rules.get(*rule).is_some_and(|rule| rule.wanted);
    let both = policy.policy.budgets.iter().zip(&policy.incentives.budgets);
    both.filter(move |(_, compiled)| compiled.rules.iter().any(is_wanted))
}

/// Keeps what everyone is due within the budgets, in the order of the policy.
pub(super) fn apply(ask: &Ask<'_>, found: &mut Found) -> Vec<BudgetStatus> {
    let mut order = Order::default();
    let mut statuses = Vec::new();
    for (stated, compiled) in budgets(ask.policy, ask.rules) {
        statuses.push(one(ask, (stated, compiled), &mut order, found));
    }
    statuses
}

fn one(
    ask: &Ask<'_>,
    (stated, compiled): (&Budget, &CompiledBudget),
    order: &mut Order,
    found: &mut Found,
) -> BudgetStatus {
    let mut inside =
        Inside { policy: ask.policy, facts: ask.facts, last: ask.span.last, unit: compiled.unit, known: None };
    let mut is_own = |employee: u32, rule: u32| {
        compiled.rules.binary_search(&(rule as usize)).is_ok() && inside.has(employee as usize)
    };
    let mut about: Vec<usize> = Vec::new();
    let mut asked = Sum::default();
    for (number, due) in found.dues.iter().enumerate() {
        if due.amount.signum() > 0 && is_own(due.employee, due.rule) {
            about.push(number);
            asked.add(&due.amount, compiled.digits);
        }
    }
    let is_open = found.open.iter().any(|open| is_own(open.employee, open.rule));
    let asked = asked.total(compiled.digits);
    let scaled = asked > compiled.amount;
    if scaled {
        order.arrange(ask, found, &mut about);
        share(&compiled.amount, &about, compiled.digits, found);
    }
    let money = |amount: &Rational| Figure::money(amount.clone(), compiled.digits);
    BudgetStatus {
        id: stated.id.clone(),
        amount: money(&compiled.amount),
        currency: stated.currency.clone(),
        asked: money(&asked),
        paid: money(if scaled { &compiled.amount } else { &asked }),
        lines: small(about.len()),
        scaled,
        undecided: is_open.then_some(true),
    }
}

/// Shares a budget by the amounts themselves.
fn share(whole: &Rational, about: &[usize], digits: u32, found: &mut Found) {
    let mut weights = Vec::with_capacity(about.len());
    weights.extend(about.iter().filter_map(|number| found.dues.get(*number)).map(|due| due.amount.clone()));
    let parts = split::split(whole, digits, &weights, &mut |a, b| a.cmp(&b));
    for (number, part) in about.iter().zip(parts) {
        if let Some(due) = found.dues.get_mut(*number) {
            let before = std::mem::replace(&mut due.amount, part);
            due.before_budget.get_or_insert(before);
            // What it was rounded from is no longer what it is.
            due.unrounded = None;
        }
    }
}

/// Whether people belong to a unit, by the position held on the last day, else by the last one held.
struct Inside<'a> {
    policy: &'a Compiled,
    facts: &'a FactIndex<'a>,
    last: i32,
    unit: Option<usize>,
    /// Who was asked about last.
    known: Option<(usize, bool)>,
}

impl Inside<'_> {
    fn has(&mut self, employee: usize) -> bool {
        let Some(wanted) = self.unit else { return true };
        if let Some((_, known)) = self.known.filter(|(of, _)| *of == employee) {
            return known;
        }
        let held = self.facts.held(employee).unwrap_or_default();
        let held = held.iter().rev().find(|held| held.span.first <= self.last);
        let mut at = held.and_then(|held| held.unit);
        while at.is_some_and(|unit| unit != wanted) {
            at = at.and_then(|unit| self.policy.units.get(unit)).and_then(|node| node.parent);
        }
        self.known = Some((employee, at.is_some()));
        at.is_some()
    }
}

/// The order in which people, rules and units take what is left over: that of their ids.
#[derive(Default)]
struct Order {
    /// The place of each; none before they are needed.
    people: Vec<u32>,
    rules: Vec<u32>,
    units: Vec<u32>,
}

impl Order {
    fn arrange(&mut self, ask: &Ask<'_>, found: &Found, about: &mut [usize]) {
        let employees = &ask.facts.facts.document().employees;
        let units = &ask.policy.policy.units;
        if self.people.len() != employees.len() {
            self.people = places(employees.len(), &mut |at| employees.get(at).map(|person| person.id.as_str()));
            self.rules = places(ask.rules.len(), &mut |at| ask.rules.get(at).map(|rule| rule.id.as_str()));
            self.units = places(units.len(), &mut |at| units.get(at).map(|unit| unit.id.as_str()));
        }
        let place = |list: &[u32], at: u32| list.get(at as usize).copied();
        let key = |number: usize| {
            let due = found.dues.get(number)?;
            let unit = due.unit.and_then(|unit| place(&self.units, unit));
            Some((place(&self.people, due.employee), place(&self.rules, due.rule), unit))
        };
        crate::sort::sort_by(about, |a, b| key(*a).cmp(&key(*b)));
    }
}

/// The place of each of some names in their order.
fn places<'n>(count: usize, name: &mut dyn FnMut(usize) -> Option<&'n str>) -> Vec<u32> {
    let order = crate::sort::order(count, &mut |a, b| name(a).cmp(&name(b)));
    let mut places = vec![0; count];
    for (place, at) in order.into_iter().enumerate() {
        if let Some(slot) = places.get_mut(at) {
            *slot = small(place);
        }
    }
    places
}
