//! From what is due to what is paid: payments taken off, sums kept.

use crate::gather::Gather as _;
use crate::number::{Figure, Rational};
use crate::values::Id;

use super::answer::{CurrencyTotal, NotEarned, PayoutLine, RuleTotal, Undecided};
use super::due::{Ask, Due, Found, More, Open, Rule, no_inputs};
use super::words;
use crate::facts::Paid;

/// A rule and the unit of a team.
type Key = (u32, Option<u32>);

/// What pays together: a goal and its currency, else a rule by itself.
type Group<'a> = (Option<(&'a Id, &'a Id)>, u32);

/// The lines of an answer as they come, and their sums.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) lines: Vec<PayoutLine>,
    pub(super) undecided: Vec<Undecided>,
    /// What is not taken back of the person at hand, because records were left out.
    kept: Vec<Open>,
    /// Whether what was paid before is taken off.
    takes_off: bool,
    /// How many lines each rule has, and their sum.
    sums: Vec<(u32, Sum)>,
}

/// A sum of amounts in whole minor units.
#[derive(Debug, Default, Clone)]
pub(super) struct Sum {
    units: i128,
    /// What does not fit.
    beyond: Option<Rational>,
}

impl Sum {
    /// Adds an amount with so many places.
    pub(super) fn add(&mut self, amount: &Rational, digits: u32) {
        let unit = 10i64.checked_pow(digits).unwrap_or(1);
        let units = amount.parts().and_then(|(number, part)| {
            // Amounts have at most so many places, so that the division leaves no rest.
            let parts = i64::try_from(part).ok().filter(|part| unit % part == 0)?;
            self.units.checked_add(number.checked_mul((unit / parts).into())?)
        });
        match units {
            Some(units) => self.units = units,
            None => self.beyond = Some(self.beyond.as_ref().map_or_else(|| amount.clone(), |sum| sum + amount)),
        }
    }

    pub(super) fn total(&self, digits: u32) -> Rational {
        let total = Rational::from_scaled(self.units, digits);
        self.beyond.as_ref().map_or_else(|| total.clone(), |beyond| &total + beyond)
    }
}

impl Lines {
    pub(super) fn new((rules, room): (usize, usize), takes_off: bool) -> Self {
        let sums = vec![(0, Sum::default()); rules];
        Self { lines: Vec::with_capacity(room), undecided: Vec::new(), kept: Vec::new(), takes_off, sums }
    }

    /// The lines of the people asked for, from what all are due.
    pub(super) fn people(&mut self, ask: &Ask<'_>, people: &[usize], found: Found, not_earned: &mut Vec<NotEarned>) {
        let mut dues = found.dues.into_iter().peekable();
        let mut open = found.open.into_iter().peekable();
        let mut refused = found.not_earned.into_iter().peekable();
        for employee in people {
            let employee = crate::number::small(*employee);
            // Those before were not asked for.
            while dues.next_if(|due| due.employee < employee).is_some() {}
            while open.next_if(|open| open.employee < employee).is_some() {}
            while refused.next_if(|((person, _), _)| *person < employee).is_some() {}
            let (mut own, mut own_open) = (Vec::new(), Vec::new());
            while let Some(due) = dues.next_if(|due| due.employee == employee) {
                own.push(due);
            }
            while let Some(open) = open.next_if(|open| open.employee == employee) {
                own_open.push(open);
            }
            self.person(ask, employee, own, own_open);
            while let Some(((_, rule), refused)) = refused.next_if(|((person, _), _)| *person == employee) {
                if ask.rules.get(rule as usize).is_some_and(|rule| rule.wanted) {
                    not_earned.push(refused);
                }
            }
        }
    }

    /// The lines of a person, from what is due in the order of the rules and what is not known.
    pub(super) fn person(&mut self, ask: &Ask<'_>, employee: u32, mut due: Vec<Due>, mut open: Vec<Open>) {
        // One whose record is bad is left out.
        if ask.facts.held(employee as usize).is_none() {
            return;
        }
        let left_out = ask.payments.left_out(employee);
        if self.takes_off && !left_out.is_empty() {
            hide(ask, (employee, left_out), &mut due, &mut open);
        }
        self.pay(ask, employee, due, &open);
        if !self.kept.is_empty() {
            open.append(&mut self.kept);
            in_order(&mut open);
        }
        self.open(ask, open);
    }

    fn pay(&mut self, ask: &Ask<'_>, employee: u32, due: Vec<Due>, open: &[Open]) {
        let paid = ask.payments.of_person(employee);
        if paid.is_empty() || !self.takes_off {
            for due in due {
                self.line(ask, due, &[]);
            }
            return;
        }
        let paid: Vec<&Paid> = paid.iter().filter(|paid| paid.period == ask.period).gather();
        let of = |rule: u32, unit: Option<u32>| (group(ask.rules, rule), unit);
        let mut unknown: Vec<(Group<'_>, Option<u32>)> = open.iter().map(|open| of(open.rule, open.unit)).gather();
        crate::sort::sort_by(&mut unknown, Ord::cmp);
        // A payment with a unit for what has none, or without one, may be for whatever of the rule is unknown.
        let is_open = |rule: u32, unit: Option<u32>| {
            let (group, unit) = of(rule, unit);
            let rest = unknown.get(unknown.partition_point(|known| known.0 < group)..).unwrap_or_default();
            let mut same = rest.iter().take_while(|known| known.0 == group);
            same.any(|known| known.1.is_none() || unit.is_none() || known.1 == unit)
        };
        let mut lists: Vec<(Key, Option<Due>, Vec<&Paid>)> = Vec::new();
        let mut dues: Vec<((Group<'_>, Option<u32>), usize)> = Vec::with_capacity(due.len());
        for due in due {
            dues.push((of(due.rule, due.unit), lists.len()));
            lists.push(((due.rule, due.unit), Some(due), Vec::new()));
        }
        crate::sort::sort_by(&mut dues, Ord::cmp);
        // Each payment belongs to what its rule, or another one of the same goal, pays now; else it comes back.
        let mut back: Vec<((Group<'_>, Option<u32>), &Paid)> = Vec::new();
        for paid in paid {
            if is_open(paid.rule, paid.unit) {
                continue;
            }
            let wanted = of(paid.rule, paid.unit);
            let of_due = dues.binary_search_by(|(due, _)| due.cmp(&wanted)).ok();
            match of_due.and_then(|at| lists.get_mut(dues.get(at)?.1)) {
                Some(list) => list.2.push(paid),
                None => back.push((wanted, paid)),
            }
        }
        // What a goal paid comes back together, from the first of its rules.
        crate::sort::sort_by(&mut back, |a, b| a.0.cmp(&b.0));
        for same in back.chunk_by(|a, b| a.0 == b.0) {
            if let Some((_, first)) = same.first() {
                lists.push(((first.rule, first.unit), None, same.iter().map(|(_, paid)| *paid).gather()));
            }
        }
        crate::sort::sort_by(&mut lists, |a, b| a.0.cmp(&b.0));
        for ((rule, unit), due, paid) in lists {
            let due = due.unwrap_or_else(|| Due { unit, ..Due::new(employee, rule, Rational::ZERO, 0) });
            self.line(ask, due, &paid);
        }
    }

    fn line(&mut self, ask: &Ask<'_>, due: Due, paid: &[&Paid]) {
        let Some(rule) = ask.rules.get(due.rule as usize).filter(|rule| rule.wanted) else { return };
        let mut before = Rational::ZERO;
        for paid in paid {
            before = &before + &paid.amount;
        }
        let amount = if before.is_zero() { due.amount.clone() } else { &due.amount - &before };
        let Due { employee, unit, amount: total, unrounded, before_budget, more, .. } = due;
        let More { course, mut inputs, condition, owed } = more.map_or_else(More::default, |more| *more);
        if amount.is_zero() && course.is_none() && owed.is_none() {
            return;
        }
        if amount.signum() < 0 && ask.keep.get(due.rule as usize).is_some_and(|keep| *keep) {
            self.kept.push(Open { unit, ..Open::new(employee, due.rule, "record") });
            return;
        }
        let Some(person) = ask.facts.facts.document().employees.get(employee as usize) else { return };
        if ask.full && !paid.is_empty() {
            let records = paid_records(ask, paid);
            if !records.is_empty() {
                inputs.get_or_insert_with(|| Box::new(no_inputs())).records.0.extend(records);
            }
        }
        if let Some((count, sum)) = self.sums.get_mut(due.rule as usize) {
            *count = count.saturating_add(1);
            sum.add(&amount, rule.digits);
        }
        let money = |value: Rational| Figure::money(value, rule.digits);
        let boxed = |value: Rational| Box::new(money(value));
        let posting = match amount.signum() {
            0 => "none",
            -1 if before.is_zero() => "deduction",
            -1 => "clawback",
            _ if before.is_zero() => "payment",
            _ => "supplement",
        };
        let units = &ask.policy.policy.units;
        let mut line = PayoutLine {
            employee: person.id.clone(),
            rule: rule.id.clone(),
            kind: rule.kind,
            posting,
            unit: unit.and_then(|unit| units.get(unit as usize)).map(|unit| Box::new(unit.id.clone())),
            amount: money(amount),
            currency: rule.currency.clone(),
            due: money(total),
            due_unrounded: unrounded.map(Figure::new),
            paid_before: Some(before).filter(|before| !before.is_zero()).map(boxed),
            before_budget: before_budget.map(boxed),
            goal: rule.goal.map(|goal| Box::new(goal.clone())),
            course: course.map(Box::new),
            inputs,
            condition,
            text: None,
        };
        if let Some(language) = ask.lang.filter(|_| ask.full) {
            line.text = Some(Box::new(words::line(&ask.policy.policy, language, due.rule as usize, &line)));
        }
        self.lines.push(line);
    }

    /// What is not known, of the people and rules that are wanted.
    fn open(&mut self, ask: &Ask<'_>, open: Vec<Open>) {
        for open in open {
            let rule = ask.rules.get(open.rule as usize).filter(|rule| rule.wanted);
            let person = ask.facts.facts.document().employees.get(open.employee as usize);
            let (Some(rule), Some(person)) = (rule, person) else { continue };
            let policy = &ask.policy.policy;
            let unit = open.unit.and_then(|unit| policy.units.get(unit as usize));
            let mut undecided = Undecided {
                employee: person.id.clone(),
                rule: rule.id.clone(),
                unit: unit.map(|unit| unit.id.clone()),
                why: open.why,
                metric: open.metric.and_then(|metric| policy.metrics.get(metric)).map(|metric| metric.id.clone()),
                modifier: open.modifier,
                condition: open.condition,
                text: None,
            };
            if let Some(language) = ask.lang.filter(|_| ask.full) {
                undecided.text = Some(words::undecided(policy, language, open.rule as usize, &undecided));
            }
            self.undecided.push(undecided);
        }
    }

    /// The sums by rule: of all that are asked, in the order of the policy.
    pub(super) fn rules(&self, rules: &[Rule<'_>]) -> Vec<RuleTotal> {
        let both = rules.iter().zip(&self.sums).filter(|(rule, _)| rule.wanted);
        both.map(|(rule, (lines, sum))| RuleTotal {
            rule: rule.id.clone(),
            kind: rule.kind,
            currency: rule.currency.clone(),
            lines: *lines,
            amount: Figure::money(sum.total(rule.digits), rule.digits),
        })
        .gather()
    }

    /// The sums by currency.
    pub(super) fn totals(&self, rules: &[Rule<'_>]) -> Vec<CurrencyTotal> {
        let mut found: Vec<(&Id, u32, u32, Rational)> = Vec::new();
        for (rule, (lines, sum)) in rules.iter().zip(&self.sums).filter(|(_, (lines, _))| *lines > 0) {
            match found.iter_mut().find(|known| known.0 == rule.currency) {
                Some(known) => {
                    known.2 = known.2.saturating_add(*lines);
                    known.3 = &known.3 + &sum.total(rule.digits);
                }
                None => found.push((rule.currency, rule.digits, *lines, sum.total(rule.digits))),
            }
        }
        crate::sort::sort_by(&mut found, |a, b| a.0.cmp(b.0));
        let totals = found.into_iter().map(|(currency, digits, lines, amount)| CurrencyTotal {
            currency: currency.clone(),
            lines,
            amount: Figure::money(amount, digits),
        });
        totals.gather()
    }
}

/// What a payment that is left out may have been for is not known: lines of its rule, or of all rules where that is
/// not known either.
fn hide(ask: &Ask<'_>, (employee, left_out): (u32, &[(u32, Option<u32>)]), due: &mut Vec<Due>, open: &mut Vec<Open>) {
    let group = |rule: u32| group(ask.rules, rule);
    let named = |rule: u32| left_out.iter().any(|(_, of)| of.is_some_and(|of| group(of) == group(rule)));
    let any = left_out.iter().any(|(_, of)| of.is_none());
    let paid = ask.payments.of_person(employee).iter().filter(|paid| paid.period == ask.period);
    let mut paid: Vec<Key> = paid.map(|paid| (paid.rule, paid.unit)).gather();
    paid.dedup();
    let mut hidden: Vec<Key> = Vec::new();
    due.retain(|due| {
        let is_paid = || paid.iter().any(|(rule, _)| group(*rule) == group(due.rule));
        let is_line = || due.more.as_ref().is_some_and(|more| more.course.is_some() || more.owed.is_some());
        let is_hidden = named(due.rule) || (any && (!due.amount.is_zero() || is_line() || is_paid()));
        if is_hidden {
            hidden.push((due.rule, due.unit));
        }
        !is_hidden
    });
    let is_known = |hidden: &[Key], open: &[Open], rule: u32, unit: Option<u32>| {
        let mut known = hidden.iter().copied().chain(open.iter().map(|open| (open.rule, open.unit)));
        known.any(|(of, its)| group(of) == group(rule) && (unit.is_none() || its.is_none() || its == unit))
    };
    for (rule, unit) in paid {
        if (any || named(rule)) && !is_known(&hidden, open, rule, unit) {
            hidden.push((rule, unit));
        }
    }
    for rule in left_out.iter().filter_map(|(_, rule)| *rule) {
        if !is_known(&hidden, open, rule, None) {
            hidden.push((rule, None));
        }
    }
    open.extend(hidden.into_iter().map(|(rule, unit)| Open { unit, ..Open::new(employee, rule, "record") }));
    in_order(open);
}

/// As rules are counted, then by unit.
fn in_order(open: &mut [Open]) {
    crate::sort::sort_by(open, |a, b| (a.rule, a.unit).cmp(&(b.rule, b.unit)));
}

/// What pays together: the rules of one goal in one currency, else a rule by itself.
fn group<'a>(rules: &'a [Rule<'a>], rule: u32) -> Group<'a> {
    match rules.get(rule as usize).and_then(|known| Some((known.goal?, known.currency))) {
        Some(goal) => (Some(goal), 0),
        None => (None, rule),
    }
}

/// The records of payments, in the order of the facts.
fn paid_records(ask: &Ask<'_>, paid: &[&Paid]) -> Vec<Id> {
    let mut numbers: Vec<usize> = paid.iter().map(|paid| paid.number as usize).gather();
    crate::sort::sort(&mut numbers);
    let document = ask.facts.facts.document();
    let records = numbers.iter().filter_map(|number| document.payments.get(*number)?.record.clone());
    records.gather()
}
