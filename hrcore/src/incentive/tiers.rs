//! Tiers: what a base pays, whole, marginal or as a ramp. Steps are (from, upto], and the last one has no end.

use std::cmp::Ordering;

use crate::compile::{CompiledCommission, CompiledStep};
use crate::number::Rational;
use crate::policy::TierApply;

/// What tiers pay on a base.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pays {
    /// Exact.
    pub(crate) amount: Rational,
    /// The step that the base lies in; 0 is the first.
    pub(crate) step: usize,
    /// The rate of the whole in percent; a marginal scheme has none.
    pub(crate) rate: Option<Rational>,
}

/// A part of a base at its own rate.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    pub(crate) from: Rational,
    pub(crate) upto: Option<Rational>,
    pub(crate) base: Rational,
    pub(crate) rate: Rational,
    pub(crate) pays: Rational,
}

/// The step that a base lies in.
pub(crate) fn step(steps: &[CompiledStep], base: &Rational) -> usize {
    let below = steps.partition_point(|step| step.upto.as_ref().is_some_and(|upto| base > upto));
    below.min(steps.len().saturating_sub(1))
}

/// What a base pays.
pub(crate) fn pays(steps: &[CompiledStep], apply: TierApply, base: &Rational) -> Pays {
    let at = step(steps, base);
    let rate = |at: usize| steps.get(at).map_or(&Rational::ZERO, |step| &step.rate);
    if base.signum() <= 0 {
        return Pays { amount: share(base, rate(0)), step: 0, rate: Some(rate(0).clone()) };
    }
    match apply {
        TierApply::Whole => Pays { amount: share(base, rate(at)), step: at, rate: Some(rate(at).clone()) },
        TierApply::Ramp => {
            let rate = ramp(steps, at, base);
            Pays { amount: share(base, &rate), step: at, rate: Some(rate) }
        }
        TierApply::Marginal => {
            let before = steps.get(at).map_or(&Rational::ZERO, |step| &step.before);
            let amount = before + &share(&(base - from(steps, at)), rate(at));
            Pays { amount, step: at, rate: None }
        }
    }
}

/// The parts of a base, each at its own rate.
pub(crate) fn parts(steps: &[CompiledStep], base: &Rational) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut from = Rational::ZERO;
    for CompiledStep { upto, rate, .. } in steps {
        let next = upto.as_ref().filter(|upto| base > upto);
        let part = next.unwrap_or(base) - &from;
        let pays = share(&part, rate);
        parts.push(Part { from, upto: upto.clone(), base: part, rate: rate.clone(), pays });
        match next {
            Some(upto) => from = upto.clone(),
            None => break,
        }
    }
    parts
}

/// Where a step begins.
fn from(steps: &[CompiledStep], at: usize) -> &Rational {
    let before = at.checked_sub(1).and_then(|before| steps.get(before)?.upto.as_ref());
    before.unwrap_or(&Rational::ZERO)
}

/// A share in percent.
fn share(base: &Rational, percent: &Rational) -> Rational {
    (base * percent).checked_div(&Rational::from(100)).unwrap_or(Rational::ZERO)
}

/// The rate at a base of a ramp, in percent.
fn ramp(steps: &[CompiledStep], at: usize, base: &Rational) -> Rational {
    let Some(CompiledStep { upto, rate, .. }) = steps.get(at) else { return Rational::ZERO };
    let from = from(steps, at);
    match (upto, steps.get(at + 1)) {
        (Some(upto), Some(next)) => {
            let way = (base - from).checked_div(&(upto - from)).unwrap_or(Rational::ZERO);
            rate + &(&(&next.rate - rate) * &way)
        }
        _ => rate.clone(),
    }
}

/// The same in whole numbers, for bases in minor units: most amounts have few digits.
#[derive(Debug)]
pub(super) struct Scheme<'a> {
    pub(super) steps: &'a [CompiledStep],
    pub(super) apply: TierApply,
    digits: u32,
    /// Bounds in minor units, rates in parts of `unit`, and what all steps before one pay in such parts of a minor unit.
    whole: Option<Vec<WholeStep>>,
    places: u32,
    unit: i128,
}

#[derive(Debug)]
struct WholeStep {
    from: i128,
    upto: i128,
    rate: i128,
    before: i128,
}

/// What a base in minor units pays: so many parts of 10^-places of a minor unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    pub(super) parts: i128,
    pub(super) step: usize,
}

/// Most places of a rate for which whole numbers are tried.
const PLACES: u32 = 9;

impl<'a> Scheme<'a> {
    pub(super) fn new(commission: &'a CompiledCommission, apply: TierApply) -> Self {
        let steps = &*commission.steps;
        let mut scheme = Self { steps, apply, digits: commission.digits, whole: None, places: 0, unit: 1 };
        let places = (0..=PLACES).find(|places| {
            let unit = 10i128.pow(*places);
            steps.iter().all(|step| step.rate.parts().is_some_and(|(_, part)| unit % part == 0))
        });
        if let Some(places) = places.filter(|_| apply != TierApply::Ramp) {
            // The rate is in percent.
            scheme.places = places + 2;
            scheme.unit = 10i128.pow(places + 2);
            scheme.whole = whole(steps, commission.digits, places);
        }
        scheme
    }

    /// What a base in minor units pays, where whole numbers tell.
    pub(super) fn units(&self, base: i128) -> Option<Parts> {
        let steps = self.whole.as_ref()?;
        let first = steps.first()?;
        if base <= 0 {
            return Some(Parts { parts: base.checked_mul(first.rate)?, step: 0 });
        }
        let at = steps.partition_point(|step| step.upto < base);
        let step = steps.get(at)?;
        let parts = match self.apply {
            TierApply::Whole => base.checked_mul(step.rate)?,
            _ => (base - step.from).checked_mul(step.rate)?.checked_add(step.before)?,
        };
        Some(Parts { parts, step: at })
    }

    /// The exact amount.
    pub(super) fn amount(&self, parts: Parts) -> Rational {
        Rational::from_scaled(parts.parts, self.places + self.digits)
    }

    /// The amount in whole minor units, rounded half away from zero.
    pub(super) fn rounded(&self, parts: Parts) -> i128 {
        let (whole, rest) = match (i64::try_from(parts.parts), i64::try_from(self.unit)) {
            // Most fit a machine word, whose division is far quicker.
            (Ok(parts), Ok(unit)) => (i128::from(parts / unit), i128::from(parts % unit)),
            _ => (parts.parts / self.unit, parts.parts % self.unit),
        };
        match (rest.abs() * 2).cmp(&self.unit) {
            Ordering::Less => whole,
            _ => whole + rest.signum(),
        }
    }

    /// What a base pays.
    pub(super) fn pays(&self, base: &Rational) -> Pays {
        pays(self.steps, self.apply, base)
    }

    /// The rate of a step in percent, where it is that of the whole base.
    pub(super) fn rate(&self, step: usize) -> Option<&'a Rational> {
        self.steps.get(step).map(|step| &step.rate)
    }
}

/// Steps in whole numbers; none where a bound is not one, or something does not fit.
fn whole(steps: &[CompiledStep], digits: u32, places: u32) -> Option<Vec<WholeStep>> {
    let scaled = |value: &Rational, places: u32| {
        let (number, part) = value.parts()?;
        let unit = 10i128.checked_pow(places)?;
        if unit % part == 0 { number.checked_mul(unit / part) } else { None }
    };
    let mut found: Vec<WholeStep> = Vec::with_capacity(steps.len());
    let (mut from, mut before) = (0, 0i128);
    for step in steps {
        let rate = scaled(&step.rate, places)?;
        let upto = match &step.upto {
            Some(upto) => scaled(upto, digits)?,
            None => i128::MAX,
        };
        found.push(WholeStep { from, upto, rate, before });
        if upto != i128::MAX {
            before = before.checked_add((upto - from).checked_mul(rate)?)?;
        }
        from = upto;
    }
    Some(found)
}
