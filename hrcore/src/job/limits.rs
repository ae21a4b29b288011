//! How far an authority reaches, and whether an amount lies within it.

use crate::compile::CompiledAuthority;
use crate::number::{Figure, Rational};
use crate::policy::{Action, Unit, minor_digits};
use crate::report::Measure;

/// A limit that an amount does not keep.
#[derive(Debug, Clone)]
pub(super) struct Breach<'a> {
    /// `above_limit`, `below_limit` or `outside_range`.
    pub(super) code: &'static str,
    pub(super) limit: &'a Rational,
}

/// The first limit of an authority that an amount does not keep. What has no amount has no limits.
pub(super) fn breach<'a>(authority: &'a CompiledAuthority, amount: Option<&Rational>) -> Option<Breach<'a>> {
    let amount = amount?;
    let above = authority.at_most.as_ref().filter(|limit| amount > *limit);
    let below = authority.at_least.as_ref().filter(|limit| amount < *limit);
    let outside = authority.within.as_ref().filter(|limit| amount.abs() > **limit);
    let named = [("above_limit", above), ("below_limit", below), ("outside_range", outside)];
    named.into_iter().find_map(|(code, limit)| Some(Breach { code, limit: limit? }))
}

/// An amount of an action as a figure of an answer: shares in percent where the unit is.
pub(super) fn figure(action: &Action, amount: &Rational) -> Figure {
    match action.unit {
        Some(Unit::Percent) => Figure::new(amount * &Rational::from(100)),
        Some(Unit::Money) => {
            let digits = action.currency.as_ref().map_or(2, |currency| minor_digits(currency.as_str()));
            Figure::money(amount.clone(), digits)
        }
        _ => Figure::new(amount.clone()),
    }
}

/// How amounts of an action are shown.
pub(super) fn measure(action: &Action) -> Measure<'_> {
    Measure { currency: action.currency.as_ref(), ..Measure::new(action.unit.unwrap_or(Unit::Number)) }
}
