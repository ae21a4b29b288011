//! What is refused of rules that pay: amounts that a currency does not have, tiers with gaps, budgets over nothing.

mod budget;
mod commission;
mod points;
#[cfg(test)]
mod tests;

pub(super) use budget::budget;
pub(super) use commission::commission;
pub(super) use points::points;

use super::career::{self, Names};
use super::currency;
use super::index::{Index, unique};
use super::place::{Place, Sink};
use crate::condition::AchievementKind;
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::Decimal;
use crate::policy::{Bonus, ByRating, Every, PayConsequence, PayRule, Policy, minor_digits};
use crate::values::{Id, Percent};

/// The lists of rules that pay, in the order in which rules are counted.
const LISTS: [&str; 3] = ["bonuses", "commissions", "pay_rules"];

/// A rule that pays, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule<'a> {
    list: &'static str,
    number: usize,
    id: &'a Id,
    currency: &'a Id,
    every: Option<Every>,
}

/// All rules that pay.
#[derive(Debug)]
pub(super) struct Rules<'a> {
    all: Vec<Rule<'a>>,
    index: Index,
}

impl<'a> Rules<'a> {
    /// The rules of a policy; of two that have one name, the second is reported.
    pub(super) fn new(policy: &'a Policy, place: &Place<'_>, sink: &mut Sink) -> Self {
        let [bonuses, commissions, pay_rules] = LISTS;
        let mut all = Vec::with_capacity(policy.bonuses.len() + policy.commissions.len() + policy.pay_rules.len());
        for (number, Bonus { id, currency, every, .. }) in policy.bonuses.iter().enumerate() {
            all.push(Rule { list: bonuses, number, id, currency, every: *every });
        }
        for (number, rule) in policy.commissions.iter().enumerate() {
            all.push(Rule { list: commissions, number, id: &rule.id, currency: &rule.currency, every: rule.every });
        }
        for (number, PayRule { id, currency, every, .. }) in policy.pay_rules.iter().enumerate() {
            all.push(Rule { list: pay_rules, number, id, currency, every: *every });
        }
        let (index, twice) = unique(&all.iter().map(|rule| rule.id).gather());
        for rule in twice.into_iter().filter_map(|number| all.get(number)) {
            let message = format_args!("another bonus, commission or pay rule has the id `{}`", rule.id);
            sink.report(&place.field(rule.list).item(rule.number), "id", Code::IdDuplicate, message);
        }
        Self { all, index }
    }

    /// The number of a rule, as all are counted, or a problem where it is used.
    fn resolve(&self, id: &Id, place: &Place<'_>, at: &Place<'_>, sink: &mut Sink) -> Option<(usize, Rule<'a>)> {
        let found = self.index.get(id.as_str());
        if found.is_none() && !LISTS.iter().any(|list| sink.is_incomplete(&place.field(list))) {
            self.index.unknown("rule", id.as_str(), at, sink);
        }
        found.and_then(|number| Some((number, *self.all.get(number)?)))
    }
}

/// Checks a bonus.
pub(super) fn bonus(stated: &Bonus, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) {
    period(stated.every, names.policy, at, sink);
    if currency(&stated.currency, at, sink) {
        amount(stated.amount, &stated.currency, (at, "amount"), sink);
    }
}

/// Checks that the bonuses of one goal are in one currency: what they pay is one amount.
pub(super) fn goals(policy: &Policy, place: &Place<'_>, sink: &mut Sink) {
    let bonuses = policy.bonuses.iter().enumerate();
    let mut goals: Vec<(&Id, usize, &Id)> =
        bonuses.filter_map(|(number, bonus)| Some((bonus.goal.as_ref()?, number, &bonus.currency))).gather();
    crate::sort::sort_by(&mut goals, Ord::cmp);
    let list = place.field("bonuses");
    for same in goals.chunk_by(|a, b| a.0 == b.0) {
        let Some((goal, _, first)) = same.first() else { continue };
        for (_, number, currency) in same.iter().filter(|(_, _, currency)| currency != first) {
            let message = format_args!("another bonus of goal `{goal}` is in `{first}`, not in `{currency}`");
            sink.report(&list.item(*number), "currency", Code::CurrencyMismatch, message);
        }
    }
}

/// Checks what follows for pay.
pub(super) fn pay_rule(stated: &PayRule, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) {
    period(stated.every, names.policy, at, sink);
    currency(&stated.currency, at, sink);
    let at = at.field("pays");
    match &stated.pays {
        PayConsequence::Rating(rating) => ratings(rating, names, &at.field("ratings"), sink),
        PayConsequence::Coefficient(_) => {}
        PayConsequence::Overtime(overtime) => not_negative(overtime.rate.0, (&at, "rate"), sink),
        PayConsequence::Absence(absence) => share(absence.rate, &at, sink),
    }
}

fn ratings(stated: &ByRating, names: &Names<'_>, list: &Place<'_>, sink: &mut Sink) {
    let courses = names.career.credentials(AchievementKind::Course);
    super::index::index_by(&stated.ratings.iter().map(|rating| &rating.band).gather(), "band", list, sink);
    for (number, rating) in stated.ratings.iter().enumerate() {
        let at = list.item(number);
        career::band(names.policy, &rating.band, (&at, "band"), sink);
        if let Some(course) = &rating.course {
            courses.resolve("course", course, &names.place.field("courses"), &at.field("course"), sink);
        }
    }
}

/// Checks for which periods a rule is: a whole number of appraisal periods.
fn period(every: Option<Every>, policy: &Policy, at: &Place<'_>, sink: &mut Sink) {
    let months = |every: Every| match every {
        Every::Week => 0,
        Every::Month => 1,
        Every::Quarter => 3,
        Every::Half => 6,
        Every::Year => 12,
    };
    let appraised = policy.appraisal_period.every;
    let Some(every) = every.filter(|every| *every != appraised) else { return };
    let (own, every) = (every.as_str(), months(every));
    // Months do not begin with weeks.
    if months(appraised) == 0 || every < months(appraised) {
        let message = format_args!("a {own} is not made of appraisal periods");
        let hint = format_args!("the policy appraises by {}", appraised.as_str());
        sink.advise(at, "every", Code::PeriodUnsupported, message, hint);
    }
}

/// Checks an amount: not below zero, and with no more places than its currency has.
fn amount(value: Decimal, currency: &Id, (at, field): (&Place<'_>, &'static str), sink: &mut Sink) {
    let digits = minor_digits(currency.as_str());
    if value.is_negative() {
        not_negative(value, (at, field), sink);
    } else if value.scale() > digits {
        let message = format_args!("amounts in `{currency}` have at most {digits} decimal places");
        sink.report(at, field, Code::NumberOutOfRange, message);
    }
}

fn not_negative(value: Decimal, (at, field): (&Place<'_>, &'static str), sink: &mut Sink) {
    if value.is_negative() {
        sink.report(at, field, Code::NumberOutOfRange, format_args!("`{field}` is not below zero"));
    }
}

/// Checks a rate that takes a share of something.
fn share(rate: Percent, at: &Place<'_>, sink: &mut Sink) {
    if rate.0.is_negative() || rate.0 > Decimal::HUNDRED {
        sink.report(at, "rate", Code::NumberOutOfRange, format_args!("a rate is 0 to 100 %"));
    }
}
