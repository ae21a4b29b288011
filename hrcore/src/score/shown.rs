//! A total by itself: of a base period, on the card of the position held at its end.

use crate::number::Rational;
use crate::time::Period;

use super::card::{self, Scope};
use super::person::{decided, during, factor};
use super::value::{Subject, Values};

/// The total as it is shown, rounded; of the position that was held on the last day of the period, or last before it.
/// The period is a base period of the policy.
pub(crate) fn shown_total(values: &mut Values<'_>, employee: usize, period: Period) -> Option<Rational> {
    if let Some((_, decided)) = decided(values, employee, period) {
        return Some(decided.total);
    }
    let (policy, facts) = (values.policy, values.facts);
    let span = values.span(period);
    let holdings = during(facts.held(employee)?, span);
    let held = holdings.last()?;
    let days = policy.days(held.span.intersect(span)?);
    if days == 0 {
        return None;
    }
    let card = policy.card(held.position, held.unit)?;
    let subject = Subject { employee, held: *held, holdings: &holdings };
    let too_new = days < policy.policy.proration.too_new_below_days;
    let scope = Scope { period, factor: factor(policy, held, span), bases: 1, too_new };
    let total = card::score(values, card, &subject, &scope).total?;
    Some(total.round(policy.policy.rounding.places, policy.rounding_mode()))
}
