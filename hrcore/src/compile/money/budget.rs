//! Budgets: the rules that share them.

use super::{Names, Rules, amount, period};
use crate::compile::Index;
use crate::compile::currency;
use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::policy::Budget;

/// Checks a budget; answers its rules, as all are counted, and its unit.
pub(in crate::compile) fn budget(
    stated: &Budget,
    (rules, units): (&Rules<'_>, &Index),
    names: &Names<'_>,
    at: &Place<'_>,
    sink: &mut Sink,
) -> (Vec<usize>, Option<usize>) {
    period(stated.every, names.policy, at, sink);
    if currency(&stated.currency, at, sink) {
        amount(stated.amount, &stated.currency, (at, "amount"), sink);
    }
    let appraised = names.policy.appraisal_period.every;
    let every = stated.every.unwrap_or(appraised);
    let list = at.field("rules");
    crate::compile::index::index_by(&stated.rules.iter().gather(), "", &list, sink);
    let mut found = Vec::with_capacity(stated.rules.len());
    for (number, id) in stated.rules.iter().enumerate() {
        let at = list.item(number);
        let Some((number, rule)) = rules.resolve(id, names.place, &at, sink) else { continue };
        if *rule.currency != stated.currency {
            let message = format_args!("rule `{id}` pays in `{}`, not in `{}`", rule.currency, stated.currency);
            sink.report(&at, "", Code::CurrencyMismatch, message);
        }
        let own = rule.every.unwrap_or(appraised);
        if own != every {
            let message = format_args!("rule `{id}` pays by {}, the budget is by {}", own.as_str(), every.as_str());
            sink.report(&at, "", Code::PeriodUnsupported, message);
        }
        found.push(number);
    }
    crate::sort::sort(&mut found);
    found.dedup();
    let known = names.place.field("units");
    let unit = stated.unit.as_ref().and_then(|id| units.resolve("unit", id, &known, &at.field("unit"), sink));
    (found, unit)
}
