//! Budgets: the most that some rules pay together, shared anew where they would pay more.

use crate::compile::{Compiled, CompiledBudget};
use crate::facts::FactIndex;
use crate::gather::Gather as _;
use crate::number::{Figure, Rational, small};
use crate::policy::Budget;

use super::answer::BudgetStatus;
use super::due::{Ask, Found, Rule};
use super::lines::Sum;
use super::split;

/// Whether any budget is about a rule that is wanted: then everybody is looked at.
pub(super) fn any(policy: &Compiled, rules: &[Rule<'_>]) -> bool {
    policy.incentives.budgets.iter().any(|budget| has(budget, rules, |rule| rule.wanted))
}

/// Whether a budget has such a rule.
fn has(budget: &CompiledBudget, rules: &[Rule<'_>], is_such: impl Fn(&Rule<'_>) -> bool) -> bool {
    budget.rules.iter().any(|rule| rules.get(*rule).is_some_and(&is_such))
}

/// Keeps what everyone is due within the budgets, in the order of the policy; answers those that have a rule that is
/// wanted. The others are looked at too: what they leave is what those after them share.
pub(super) fn apply(ask: &Ask<'_>, found: &mut Found) -> Vec<BudgetStatus> {
    let both = ask.policy.policy.budgets.iter().zip(&ask.policy.incentives.budgets);
    let budgets = both.filter(|(_, compiled)| has(compiled, ask.rules, |rule| rule.runs)).gather();
    let mut belonging = Belonging::new(ask, &budgets);
    // Of each unit and rule that a budget is about: what it is due, and whether something of it is not known.
    let mut members: Vec<(Vec<usize>, bool)> = vec![(Vec::new(), false); belonging.of.len()];
    for (number, due) in found.dues.iter().enumerate() {
        belonging.each(due.employee, due.rule, &mut |at| {
            if let Some((dues, _)) = members.get_mut(at) {
                dues.push(number);
            }
        });
    }
    for open in &found.open {
        belonging.each(open.employee, open.rule, &mut |at| {
            if let Some((_, is_open)) = members.get_mut(at) {
                *is_open = true;
            }
        });
    }
    let mut order = Order::default();
    let mut statuses = Vec::with_capacity(budgets.len());
    for budget in budgets {
        let (mut about, mut is_open) = (Vec::new(), false);
        for rule in &budget.1.rules {
            let at = belonging.of.binary_search(&(budget.1.unit, *rule)).ok();
            if let Some((dues, open)) = at.and_then(|at| members.get(at)) {
                about.extend_from_slice(dues);
                is_open |= open;
            }
        }
        let is_wanted = has(budget.1, ask.rules, |rule| rule.wanted);
        statuses.extend(Some(one(ask, budget, (about, is_open), &mut order, found)).filter(|_| is_wanted));
    }
    statuses
}

fn one(
    ask: &Ask<'_>,
    (stated, compiled): (&Budget, &CompiledBudget),
    (mut about, is_open): (Vec<usize>, bool),
    order: &mut Order,
    found: &mut Found,
) -> BudgetStatus {
    let mut asked = Sum::default();
    about.retain(|number| {
        let amount = found.dues.get(*number).map(|due| &due.amount).filter(|amount| amount.signum() > 0);
        amount.is_some_and(|amount| {
            asked.add(amount, compiled.digits);
            true
        })
    });
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
            // What it was rounded from is no longer what it is.
            let exact = due.unrounded.take();
            if let Some(more) = &mut due.more {
                more.cut(&(exact.as_ref().unwrap_or(&before) - &due.amount), digits);
            }
            due.before_budget.get_or_insert(before);
        }
    }
}

/// To which units and rules of budgets what people are due belongs.
struct Belonging<'a> {
    policy: &'a Compiled,
    facts: &'a FactIndex<'a>,
    last: i32,
    /// The units and rules that budgets are about, in order.
    of: Vec<(Option<usize>, usize)>,
    /// Who was asked about last, and the units from that of the person upwards, then the company.
    person: Option<u32>,
    above: Vec<Option<usize>>,
}

impl<'a> Belonging<'a> {
    fn new(ask: &Ask<'a>, budgets: &[(&Budget, &CompiledBudget)]) -> Self {
        let mut of: Vec<(Option<usize>, usize)> = Vec::new();
        for (_, compiled) in budgets {
            of.extend(compiled.rules.iter().map(|rule| (compiled.unit, *rule)));
        }
        crate::sort::sort_by(&mut of, Ord::cmp);
        of.dedup();
        Self { policy: ask.policy, facts: ask.facts, last: ask.span.last, of, person: None, above: Vec::new() }
    }

    fn each(&mut self, employee: u32, rule: u32, show: &mut dyn FnMut(usize)) {
        if self.person != Some(employee) {
            self.person = Some(employee);
            self.climb(employee as usize);
        }
        for unit in &self.above {
            if let Ok(at) = self.of.binary_search(&(*unit, rule as usize)) {
                show(at);
            }
        }
    }

    /// The units of a person, by the position held on the last day, else by the last one held.
    fn climb(&mut self, employee: usize) {
        let held = self.facts.held(employee).unwrap_or_default();
        let held = held.iter().rev().find(|held| held.span.first <= self.last);
        let mut at = held.and_then(|held| held.unit);
        self.above.clear();
        while let Some(unit) = at {
            self.above.push(Some(unit));
            at = self.policy.units.get(unit).and_then(|node| node.parent);
        }
        self.above.push(None);
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
