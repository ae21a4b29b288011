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

/// The limits of an authority that an amount does not keep. Without an amount, an unlimited authority alone covers it,
/// which is checked before.
pub(super) fn breaches<'a>(authority: &'a CompiledAuthority, amount: Option<&Rational>) -> Vec<Breach<'a>> {
    let mut found = Vec::new();
    let Some(amount) = amount else { return found };
    if let Some(limit) = authority.at_most.as_ref().filter(|limit| amount > *limit) {
        found.push(Breach { code: "above_limit", limit });
    }
    if let Some(limit) = authority.at_least.as_ref().filter(|limit| amount < *limit) {
        found.push(Breach { code: "below_limit", limit });
    }
    if let Some(limit) = authority.within.as_ref().filter(|limit| amount.abs() > **limit) {
        found.push(Breach { code: "outside_range", limit });
    }
    found
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
