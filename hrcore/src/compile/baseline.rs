//! What growth is compared with, in a metric or in a condition.

use super::amount;
use super::place::{Place, Sink};
use crate::number::Rational;
use crate::policy::{Unit, Versus};
use crate::time::Period;

/// What growth is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Baseline {
    Previous,
    LastYear,
    /// The last complete period before the position was taken up; in conditions only.
    PositionStart,
    Period(Period),
    Value(Rational),
}

impl Baseline {
    /// The period with which another is compared; none for a value, and for the start of a position, which each person
    /// has another of.
    pub(crate) fn before(&self, period: Period) -> Option<Period> {
        match self {
            Self::Previous => period.previous(),
            Self::LastYear => period.last_year(),
            Self::Period(period) => Some(*period),
            Self::PositionStart | Self::Value(_) => None,
        }
    }
}

/// Compiles what the growth of a metric in some unit is compared with. `at` is the growth.
pub(super) fn compile(versus: &Versus, unit: Unit, at: &Place<'_>, sink: &mut Sink) -> Option<Baseline> {
    Some(match versus {
        Versus::Previous => Baseline::Previous,
        Versus::LastYear => Baseline::LastYear,
        Versus::PositionStart => Baseline::PositionStart,
        Versus::Period(period) => Baseline::Period(*period),
        Versus::Value(value) => {
            let at = at.field("versus");
            Baseline::Value(amount(unit, *value, &at.field("value"), sink)?)
        }
    })
}
