//! What was paid and what is owed, joined with the rules that pay.

use super::names::Named;
use super::{Employee, Facts};
use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::{Decimal, Rational, small};
use crate::policy::{CommissionPer, Every, minor_digits};
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
    /// By employee, and rule where it is known: payments for the period that were left out.
    left_out: Vec<(u32, Option<u32>)>,
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

/// A rule that pays.
struct Rule<'a> {
    id: &'a Id,
    currency: &'a Id,
    /// For which periods it is.
    every: Every,
    is_team: bool,
    has_draw: bool,
}

/// The rules of a policy as they are counted.
fn rules(policy: &Compiled) -> Vec<Rule<'_>> {
    let policy = &policy.policy;
    let every = |every: Option<Every>| every.unwrap_or(policy.appraisal_period.every);
    let plain = |id, currency, length| Rule { id, currency, every: every(length), is_team: false, has_draw: false };
    let bonuses = policy.bonuses.iter().map(|rule| plain(&rule.id, &rule.currency, rule.every));
    let commissions = policy.commissions.iter().map(|rule| Rule {
        is_team: rule.per == CommissionPer::Team,
        has_draw: rule.draw.is_some(),
        ..plain(&rule.id, &rule.currency, rule.every)
    });
    let pay_rules = policy.pay_rules.iter().map(|rule| plain(&rule.id, &rule.currency, rule.every));
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

/// Whom and what a record names.
struct Resolved {
    person: Option<u32>,
    rule: Option<u32>,
    /// Both are known, and the currency is the rule's.
    is_good: bool,
}

impl Known<'_> {
    fn rule(&self, number: Option<u32>) -> Option<&Rule<'_>> {
        self.rules.get(number? as usize)
    }

    /// The employee and the rule of a record, which has to be in the rule's currency.
    fn resolve(
        &self,
        (employee, rule, currency): (&Id, &Id, &Id),
        near: &mut usize,
        at: &Place<'_>,
        sink: &mut Sink,
    ) -> Resolved {
        // Records of one rule stand together, or come rule by rule.
        let is_it = |guess: &usize| self.rules.get(*guess).is_some_and(|known| known.id == rule);
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
            return Resolved { person: person.map(small), rule: None, is_good: false };
        };
        *near = found;
        let mut is_good = person.is_some();
        if let Some(own) = self.rules.get(found).map(|rule| rule.currency)
            && own != currency
        {
            let message = format_args!("currency is `{currency}`, but the rule pays in `{own}`");
            sink.report(at, "currency", Code::CurrencyMismatch, message);
            is_good = false;
        }
        Resolved { person: person.map(small), rule: Some(small(found)), is_good }
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
        let mut by_id: Vec<(&Id, usize)> = rules.iter().enumerate().map(|(number, rule)| (rule.id, number)).gather();
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
                None if known.rule(found.rule).is_some_and(|rule| rule.is_team) => {
                    let message = format_args!("it is not said of which team this was a share");
                    sink.report(&at, "unit", Code::FieldMissing, message);
                    None
                }
                None => Some(None),
                Some(id) => super::held::resolve_unit(&policy.unit_index, id, &at, sink).map(|unit| Some(small(unit))),
            };
            let Resolved { person: Some(employee), rule, is_good } = found else { continue };
            let (Some(rule), Some(unit), true, true) = (rule, unit, is_good, fits) else {
                // What it may have been for is not known any more.
                if record.period == asked.0 {
                    payments.left_out.push((employee, rule));
                }
                continue;
            };
            // It still tells that something was paid before.
            if let Some(Rule { id, every, .. }) = known.rule(Some(rule))
                && (crate::incentive::length(record.period) != Some(*every)
                    || (Some(*every) == asked.2
                        && record.period != asked.0
                        && crate::score::span(policy, record.period).intersect(asked.1).is_some()))
            {
                let message = format_args!("what `{id}` pays for `{}` is not taken off `{}`", record.period, asked.0);
                let hint = format_args!("state what was paid for periods as the rule pays for them");
                sink.advise(&at, "period", Code::PeriodUnsupported, message, hint);
                // What it was for may be asked about; paying it again would be paying twice.
                if crate::score::span(policy, record.period).intersect(asked.1).is_some() {
                    payments.left_out.push((employee, Some(rule)));
                }
            }
            let (period, amount, number) = (record.period, record.amount.to_rational(), small(number));
            payments.paid.push(Paid { employee, rule, period, unit, amount, number });
        }
        let key = |paid: &Paid| (paid.employee, paid.rule, paid.period, paid.unit, paid.number);
        sort::sort_by(&mut payments.paid, |a, b| key(a).cmp(&key(b)));
        sort::sort_by(&mut payments.left_out, Ord::cmp);
        payments.left_out.dedup();
        payments.count_once(facts, sink);
        let list = root.field("draw_balances");
        let mut owed: Vec<((u32, u32), usize, Rational)> = Vec::with_capacity(document.draw_balances.len());
        for (number, record) in document.draw_balances.iter().enumerate() {
            let at = list.item(number);
            let found = known.resolve((&record.employee, &record.rule, &record.currency), &mut near, &at, sink);
            let mut fits = fits(record.amount, &record.currency, &at, sink);
            if let Some(rule) = known.rule(found.rule).filter(|rule| !rule.has_draw) {
                let message = format_args!("`{}` pays nothing in advance", rule.id);
                sink.report(&at, "rule", Code::ValueMismatch, message);
                fits = false;
            }
            if record.amount.is_negative() {
                sink.report(&at, "amount", Code::NumberOutOfRange, format_args!("what is owed is not below zero"));
                fits = false;
            }
            if let (Resolved { person: Some(person), rule: Some(rule), is_good: true }, true) = (found, fits) {
                owed.push(((person, rule), number, record.amount.to_rational()));
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

    /// Leaves out what stands in the list twice: the same record of one rule, person, period and unit.
    fn count_once(&mut self, facts: &Facts, sink: &mut Sink) {
        let document = facts.document();
        let key = |paid: &Paid| (paid.employee, paid.rule, paid.period, paid.unit);
        let mut twice: Vec<usize> = Vec::new();
        for same in self.paid.chunk_by(|a, b| key(a) == key(b)).filter(|same| same.len() > 1) {
            let record = |paid: &Paid| document.payments.get(paid.number as usize)?.record.as_ref();
            let mut named: Vec<(&Id, usize)> =
                same.iter().filter_map(|paid| Some((record(paid)?, paid.number as usize))).gather();
            sort::sort_by(&mut named, Ord::cmp);
            for pair in named.windows(2) {
                if let [(first, _), (second, number)] = pair
                    && first == second
                {
                    twice.push(*number);
                }
            }
        }
        if twice.is_empty() {
            return;
        }
        sort::sort(&mut twice);
        self.paid.retain(|paid| twice.binary_search(&(paid.number as usize)).is_err());
        let list = Place::ROOT;
        let list = list.field("payments");
        for number in twice {
            let message = format_args!("this payment stands in the list twice");
            sink.report(&list.item(number), "record", Code::IdDuplicate, message);
        }
    }

    /// The rules of payments to a person for the period that were left out, where they are known.
    pub(crate) fn left_out(&self, employee: u32) -> &[(u32, Option<u32>)] {
        slice(&self.left_out, |(person, _)| person.cmp(&employee))
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
