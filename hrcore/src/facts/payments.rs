//! What was paid and what is owed, joined with the rules that pay.

use super::names::Named;
use super::{Employee, Facts};
use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::{Decimal, Rational, small};
use crate::policy::{Every, minor_digits};
use crate::sort;
use crate::time::{Period, Span};
use crate::values::Id;

/// What rules paid earlier, and what is owed from draws.
#[derive(Debug, Default)]
pub(crate) struct Payments {
    /// By employee, rule, period, unit; then as in the facts.
    paid: Vec<Paid>,
    /// By employee and rule: what is owed.
    owed: Vec<((u32, u32), Rational)>,
}

/// What a rule paid a person.
#[derive(Debug, Clone)]
pub(crate) struct Paid {
    pub(crate) employee: u32,
    /// As rules are counted: bonuses, commissions, pay rules.
    pub(crate) rule: u32,
    pub(crate) period: Period,
    /// The unit of a team, by index in the policy.
    pub(crate) unit: Option<u32>,
    pub(crate) amount: Rational,
    /// Index in the document's list.
    pub(crate) number: u32,
}

/// A rule that pays: its id, its currency, and for which periods it is.
type Rule<'a> = (&'a Id, &'a Id, Every);

/// The rules of a policy as they are counted.
fn rules(policy: &Compiled) -> Vec<Rule<'_>> {
    let policy = &policy.policy;
    let every = |every: Option<Every>| every.unwrap_or(policy.appraisal_period.every);
    let bonuses = policy.bonuses.iter().map(|rule| (&rule.id, &rule.currency, every(rule.every)));
    let commissions = policy.commissions.iter().map(|rule| (&rule.id, &rule.currency, every(rule.every)));
    let pay_rules = policy.pay_rules.iter().map(|rule| (&rule.id, &rule.currency, every(rule.every)));
    bonuses.chain(commissions).chain(pay_rules).gather()
}

/// The period that is asked about, its days, and its length.
pub(crate) type Asked = (Period, Span, Option<Every>);

/// Whether an amount can be paid in a currency.
pub(super) fn fits(amount: Decimal, currency: &Id, at: &Place<'_>, sink: &mut Sink) -> bool {
    let places = minor_digits(currency.as_str());
    if amount.scale() <= places {
        return true;
    }
    let message = format_args!("`{amount}` has more places than `{currency}`, which has {places}");
    sink.report(at, "amount", Code::NumberOutOfRange, message);
    false
}

/// What both lists are checked against.
struct Known<'a> {
    people: Named<'a, Employee>,
    rules: Vec<Rule<'a>>,
    by_id: Vec<(&'a Id, usize)>,
}

impl Known<'_> {
    /// The employee and the rule of a record in the rule's currency.
    fn resolve(
        &self,
        (employee, rule, currency): (&Id, &Id, &Id),
        near: &mut usize,
        at: &Place<'_>,
        sink: &mut Sink,
    ) -> Option<(u32, u32)> {
        // Records of one rule stand together, or come rule by rule.
        let is_it = |guess: &usize| self.rules.get(*guess).is_some_and(|(id, ..)| *id == rule);
        let found = [*near, *near + 1].into_iter().find(is_it).or_else(|| {
            let found = self.by_id.binary_search_by(|(known, _)| (*known).cmp(rule)).ok()?;
            self.by_id.get(found).map(|(_, number)| *number)
        });
        let person = self.people.find(employee);
        if person.is_none() {
            let message = format_args!("employee `{employee}` does not exist");
            sink.report(at, "employee", Code::ReferenceUnknown, message);
        }
        let Some(found) = found else {
            sink.report(at, "rule", Code::ReferenceUnknown, format_args!("no rule `{rule}` pays"));
            return None;
        };
        *near = found;
        let (_, own, _) = self.rules.get(found)?;
        if *own != currency {
            let message = format_args!("currency is `{currency}`, but the rule pays in `{own}`");
            sink.report(at, "currency", Code::CurrencyMismatch, message);
            return None;
        }
        Some((small(person?), small(found)))
    }
}

impl Payments {
    /// Joins payments and draws with a policy. Bad records are reported and left out.
    pub(crate) fn new(facts: &Facts, policy: &Compiled, asked: Asked, sink: &mut Sink) -> Self {
        let document = facts.document();
        let mut payments = Self::default();
        if document.payments.is_empty() && document.draw_balances.is_empty() {
            return payments;
        }
        let rules = rules(policy);
        let mut by_id: Vec<(&Id, usize)> = rules.iter().enumerate().map(|(number, (id, ..))| (*id, number)).gather();
        sort::sort_by(&mut by_id, Ord::cmp);
        let known = Known { people: Named::new(&document.employees, |person| &person.id), rules, by_id };
        let root = Place::ROOT;
        let list = root.field("payments");
        let mut near = 0;
        payments.paid.reserve_exact(document.payments.len());
        for (number, record) in document.payments.iter().enumerate() {
            let at = list.item(number);
            let found = known.resolve((&record.employee, &record.rule, &record.currency), &mut near, &at, sink);
            let fits = fits(record.amount, &record.currency, &at, sink);
            let unit = match &record.unit {
                None => Some(None),
                Some(id) => super::index::resolve_unit(&policy.unit_index, id, &at, sink).map(|unit| Some(small(unit))),
            };
            let (Some((employee, rule)), Some(unit), true) = (found, unit, fits) else { continue };
            // It still tells that something was paid before.
            if let Some((id, _, every)) = known.rules.get(rule as usize)
                && Some(*every) == asked.2
                && record.period != asked.0
                && crate::score::span(policy, record.period).intersect(asked.1).is_some()
            {
                let message = format_args!("what `{id}` pays for `{}` is not taken off `{}`", record.period, asked.0);
                let hint = format_args!("state what was paid for periods as the rule pays for them");
                sink.advise(&at, "period", Code::PeriodUnsupported, message, hint);
            }
            let (period, amount, number) = (record.period, record.amount.to_rational(), small(number));
            payments.paid.push(Paid { employee, rule, period, unit, amount, number });
        }
        let key = |paid: &Paid| (paid.employee, paid.rule, paid.period, paid.unit, paid.number);
        sort::sort_by(&mut payments.paid, |a, b| key(a).cmp(&key(b)));
        let list = root.field("draw_balances");
        let mut owed: Vec<((u32, u32), usize, Rational)> = Vec::with_capacity(document.draw_balances.len());
        for (number, record) in document.draw_balances.iter().enumerate() {
            let at = list.item(number);
            let found = known.resolve((&record.employee, &record.rule, &record.currency), &mut near, &at, sink);
            let mut fits = fits(record.amount, &record.currency, &at, sink);
            if record.amount.is_negative() {
                sink.report(&at, "amount", Code::NumberOutOfRange, format_args!("what is owed is not below zero"));
                fits = false;
            }
            if let (Some(key), true) = (found, fits) {
                owed.push((key, number, record.amount.to_rational()));
            }
        }
        sort::sort_by(&mut owed, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        let mut twice: Vec<usize> = Vec::new();
        owed.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                twice.push(later.1);
            }
            same
        });
        sort::sort(&mut twice);
        for number in twice {
            let message = format_args!("what this rule is owed by this person is stated twice");
            sink.report(&list.item(number), "", Code::IdDuplicate, message);
        }
        payments.owed = owed.into_iter().map(|(key, _, amount)| (key, amount)).gather();
        payments
    }

    /// Everything that was paid to a person, by rule, period and unit.
    pub(crate) fn of_person(&self, employee: u32) -> &[Paid] {
        slice(&self.paid, |paid| paid.employee.cmp(&employee))
    }

    /// What a rule paid a person for any period.
    pub(crate) fn of_rule(&self, employee: u32, rule: u32) -> &[Paid] {
        slice(self.of_person(employee), |paid| paid.rule.cmp(&rule))
    }

    /// What a person owes a rule.
    pub(crate) fn owed(&self, employee: u32, rule: u32) -> Option<&Rational> {
        let at = self.owed.binary_search_by(|(key, _)| key.cmp(&(employee, rule))).ok()?;
        self.owed.get(at).map(|(_, amount)| amount)
    }
}

/// The part of a sorted list that compares equal.
fn slice<T>(list: &[T], compare: impl Fn(&T) -> std::cmp::Ordering) -> &[T] {
    let start = list.partition_point(|item| compare(item).is_lt());
    let rest = list.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|item| compare(item).is_eq())).unwrap_or_default()
}
