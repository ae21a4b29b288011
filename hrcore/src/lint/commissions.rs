//! What a commission does as sales rise: cliffs, pay that falls, steps that nobody reaches, no bound, no quality.

use crate::compile::{CompiledCommission, CompiledStep};
use crate::incentive::{on_base, tiers};
use crate::number::{Decimal, Figure, Rational, RoundingMode};
use crate::policy::{Commission, CommissionPer, TierApply};
use crate::values::Percent;

use super::{Advice, add};

/// A commission, and where it stands.
pub(super) struct Scheme<'a> {
    pub(super) stated: &'a Commission,
    pub(super) rule: &'a CompiledCommission,
    pub(super) at: String,
}

/// A part of the bases: from the end of one step to the end of the next.
struct Part<'a> {
    step: usize,
    from: &'a Rational,
    upto: &'a Rational,
    rate: &'a Rational,
    next: &'a Rational,
}

/// Advises on a rate that is so small that a share may have been meant: 0.02 for 2 %.
pub(super) fn tiny(rate: Percent, at: impl FnOnce() -> String, advice: &mut Vec<Advice>) {
    let value = rate.to_rational();
    if value.signum() > 0 && value < Rational::from_scaled(1, 1) {
        let message = format!("{0} is {0} %, less than a thousandth", rate.0);
        let share = Figure::new(&value * &Rational::from(100)).texts().0;
        let hint = format!("rates are in percent: if a share is meant, state `\"{share}%\"`");
        add(advice, "rate_tiny", at(), message, &hint);
    }
}

impl Scheme<'_> {
    /// Advises on a commission, which a budget bounds or not.
    pub(super) fn advise(&self, is_budgeted: bool, advice: &mut Vec<Advice>) {
        for part in self.parts() {
            match self.stated.tiers.apply {
                TierApply::Whole => self.border(&part, advice),
                TierApply::Ramp => self.ramp(&part, advice),
                TierApply::Marginal => {}
            }
        }
        self.unreachable(advice);
        for (number, step) in self.stated.tiers.steps.iter().enumerate() {
            tiny(step.rate, || format!("{}/tiers/steps/{number}/rate", self.at), advice);
        }
        let id = &self.stated.id;
        let grows = self.rule.steps.last().is_some_and(|step| step.rate.signum() > 0);
        if self.rule.cap.is_none() && grows && !is_budgeted {
            let message = format!("nothing bounds what commission `{id}` pays");
            let hint = "it may be meant; a `cap` or a budget bounds what a windfall costs";
            add(advice, "commission_uncapped", self.at.clone(), message, hint);
        }
        if self.stated.modifiers.is_empty() {
            let message = format!("commission `{id}` rewards volume and nothing else");
            let hint =
                "add a modifier for quality, such as returns or complaints: what alone is paid for, alone is done";
            add(advice, "single_indicator", self.at.clone(), message, hint);
        }
        for (number, modifier) in self.stated.modifiers.iter().enumerate() {
            let (code, what, hint) = if modifier.factor == Decimal::ONE {
                ("modifier_always", "multiplies by 1, which changes nothing", "state another factor, or leave it out")
            } else if modifier.factor.is_zero() {
                ("modifier_never", "multiplies by 0: where it is met, nothing is paid", "it may be meant")
            } else {
                continue;
            };
            let at = format!("{}/modifiers/{number}/factor", self.at);
            add(advice, code, at, format!("modifier `{}` {what}", modifier.id), hint);
        }
    }

    /// The parts before each border.
    fn parts(&self) -> Vec<Part<'_>> {
        let mut from = &Rational::ZERO;
        let mut found = Vec::with_capacity(self.rule.steps.len());
        for (step, pair) in self.rule.steps.windows(2).enumerate() {
            if let [CompiledStep { upto: Some(upto), rate, .. }, next] = pair {
                found.push(Part { step, from, upto, rate, next: &next.rate });
                from = upto;
            }
        }
        found
    }

    /// What is paid on a base.
    fn pays(&self, base: &Rational) -> Rational {
        on_base(self.stated, self.rule, base).round(self.rule.digits, RoundingMode::HalfAway)
    }

    /// The smallest amount of the currency.
    fn unit(&self) -> Rational {
        Rational::from_scaled(1, self.rule.digits)
    }

    /// Under `whole`, a step up or down just beyond a border.
    fn border(&self, part: &Part<'_>, advice: &mut Vec<Advice>) {
        let beyond = part.upto + &self.unit();
        let (before, after) = (self.pays(part.upto), self.pays(&beyond));
        let jump = &after - &before;
        if jump > self.unit() {
            let (beyond, jump) = (self.amount(&beyond), self.amount(&jump));
            self.cliff(part, format!("at {beyond} it jumps by {jump}"), advice);
        } else if jump.signum() < 0 {
            self.falls(part, [part.upto, &beyond], [&before, &after], advice);
        }
    }

    /// Under `ramp`, a part that is steeper than what is sold, or falls before it ends.
    fn ramp(&self, part: &Part<'_>, advice: &mut Vec<Advice>) {
        if part.next > part.rate {
            // It grows ever faster, until the cap holds it.
            let (base, rise) = self.steepest(part);
            // Below that, it is rounding that brings two units for one.
            if rise >= &self.unit() + &self.unit() {
                let (base, unit, rise) = (self.amount(&base), self.amount(&self.unit()), self.amount(&rise));
                self.cliff(part, format!("at {base} the last {unit} brings {rise}"), advice);
            }
        } else if part.next < part.rate {
            let most = self.peak(part);
            let (before, after) = (self.pays(&most), self.pays(part.upto));
            if after < before {
                self.falls(part, [&most, part.upto], [&before, &after], advice);
            }
        }
    }

    /// The base of a rising ramp whose last minor unit brings most, and what it brings: the last one of the ramp, or
    /// the one with which the cap is reached, or the one before it.
    fn steepest(&self, part: &Part<'_>) -> (Rational, Rational) {
        let unit = self.unit();
        let (mut below, mut above) = (part.from + &unit, part.upto.clone());
        if let Some(cap) = &self.rule.cap {
            // `above` is the least base of those that are known to reach it.
            while &above - &below > unit {
                let middle = &(&below + &above) * &Rational::from_scaled(5, 1);
                let middle = middle.round(self.rule.digits, RoundingMode::TowardZero);
                if self.raw(&middle) >= *cap { above = middle } else { below = middle }
            }
        } else {
            below = above.clone();
        }
        let exact = |base: &Rational| on_base(self.stated, self.rule, base);
        let rise = |base: Rational| {
            let before = &base - &unit;
            // What the floor lifts from nothing is no cliff.
            let rise = if before.is_zero() { Rational::ZERO } else { &exact(&base) - &exact(&before) };
            (base, rise)
        };
        let (first, second) = (rise(below), rise(above));
        if first.1 > second.1 { first } else { second }
    }

    /// Where a falling ramp pays most: rate and base, b · (r + k · (b − from)), balance there.
    fn peak(&self, part: &Part<'_>) -> Rational {
        let slope = (part.next - part.rate).checked_div(&(part.upto - part.from)).unwrap_or(Rational::ZERO);
        let Some(turn) = part.rate.checked_div(&slope) else { return part.upto.clone() };
        let turn = &(part.from - &turn) * &Rational::from_scaled(5, 1);
        let down = turn.round(self.rule.digits, RoundingMode::TowardZero);
        let up = &down + &self.unit();
        let inside = |base: Rational| base.max(part.from.clone()).min(part.upto.clone());
        let (down, up) = (inside(down), inside(up));
        if self.pays(&up) > self.pays(&down) { up } else { down }
    }

    fn cliff(&self, part: &Part<'_>, message: String, advice: &mut Vec<Advice>) {
        let at = format!("{}/tiers/steps/{}/upto", self.at, part.step);
        let hint = match self.stated.tiers.apply {
            TierApply::Ramp => {
                "whoever is just below holds sales back or pulls them forward: let the rate rise over more"
            }
            _ => {
                "whoever is just below holds sales back or pulls them forward: apply the tiers as `marginal` or `ramp`"
            }
        };
        add(advice, "commission_cliff", at, message, hint);
    }

    fn falls(&self, part: &Part<'_>, [less, more]: [&Rational; 2], pays: [&Rational; 2], advice: &mut Vec<Advice>) {
        let at = format!("{}/tiers/steps/{}/rate", self.at, part.step + 1);
        let (less, more) = (self.amount(less), self.amount(more));
        let [before, after] = pays.map(|paid| self.amount(paid));
        let message = format!("selling more pays less: {before} on {less}, but {after} on {more}");
        let hint = "let rates rise, or apply the tiers as `marginal`: then each part keeps its rate";
        add(advice, "commission_not_monotone", at, message, hint);
    }

    /// What the tiers pay, before floor and cap.
    fn raw(&self, base: &Rational) -> Rational {
        tiers::pays(&self.rule.steps, self.stated.tiers.apply, base).amount
    }

    /// Steps that begin where the cap is reached already, whatever modifiers take away before it.
    fn unreachable(&self, advice: &mut Vec<Advice>) {
        let Some(cap) = &self.rule.cap else { return };
        let mut least = Rational::ONE;
        // What a team earns is capped before modifiers.
        if self.stated.per != CommissionPer::Team {
            for (_, factor) in self.rule.modifiers.iter().filter(|(_, factor)| *factor < Rational::ONE) {
                least = &least * factor;
            }
        }
        let reached = |base: &Rational| &self.raw(base) * &least >= *cap;
        let is = |apply| self.stated.tiers.apply == apply;
        for part in self.parts() {
            let step = part.step + 1;
            let own_end = self.rule.steps.get(step).and_then(|step| step.upto.as_ref());
            // A rate that falls may take the amount below the cap again: at once, or by the end of a ramp.
            let stays = match own_end {
                Some(end) if is(TierApply::Ramp) => reached(end),
                _ => true,
            };
            if reached(part.upto) && reached(&(part.upto + &self.unit())) && stays {
                let (cap, from) = (self.amount(cap), self.amount(part.upto));
                let message = format!("the cap of {cap} is reached before step {} begins at {from}", step + 1);
                let at = format!("{}/tiers/steps/{step}", self.at);
                add(advice, "tier_unreachable", at, message, "raise the cap, or leave the step out");
            }
        }
    }

    /// An amount as people read it, in groups of three digits, with its currency.
    fn amount(&self, value: &Rational) -> String {
        let (text, _) = Figure::money(value.clone(), self.rule.digits).texts();
        let whole = text.split('.').next().map_or(0, str::len);
        let mut grouped = String::with_capacity(text.len() + whole / 3 + 4);
        for (number, digit) in text.char_indices() {
            if number > 0 && number < whole && (whole - number).is_multiple_of(3) && !grouped.ends_with('-') {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        grouped.push(' ');
        grouped.push_str(self.stated.currency.as_str());
        grouped
    }
}

#[cfg(test)]
mod tests;
