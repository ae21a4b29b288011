//! From what tiers pay to what is due: modifiers, bounds, guarantee, draw.

use crate::condition::Truth;
use crate::eligibility::{condition, tell_condition};
use crate::number::{Figure, Rational};
use crate::policy::OnUnknown;

use super::super::answer::{ModifierResult, PayoutInputs};
use super::super::due::{Ask, Due, Found, More, Open};
use super::{Own, Plan};

/// What tiers pay a person.
pub(super) struct Earned<'e> {
    pub(super) base: &'e Rational,
    pub(super) amount: Rational,
    /// A share of what a team earned, which is within its bounds already.
    pub(super) is_team: bool,
    pub(super) unit: Option<u32>,
}

impl<'a> Plan<'a> {
    /// What is due of what tiers pay.
    pub(super) fn settle(
        &self,
        ask: &mut Ask<'a>,
        own: &Own<'_>,
        earned: Earned<'_>,
        mut inputs: Option<PayoutInputs>,
        found: &mut Found,
    ) {
        let Earned { base, mut amount, is_team, unit } = earned;
        if let Err(mut open) = self.modify(ask, own, &mut amount, inputs.as_mut()) {
            open.unit = unit;
            found.open.push(open);
            return;
        }
        let bound = if is_team { None } else { self.bound(base, &mut amount) };
        let owed = self.advance(ask, own, &mut amount, inputs.as_mut());
        let mut due = Due::new(own.employee, self.rule, amount, self.digits());
        due.unit = unit;
        if let Some(inputs) = &mut inputs {
            inputs.bound = inputs.bound.or(bound);
        }
        if inputs.is_some() || owed.is_some() {
            due.more = Some(Box::new(More { inputs: inputs.map(Box::new), owed, ..More::default() }));
        }
        found.dues.push(due);
    }

    /// Multiplies by each modifier whose condition is met.
    fn modify(
        &self,
        ask: &mut Ask<'a>,
        own: &Own<'_>,
        amount: &mut Rational,
        mut inputs: Option<&mut PayoutInputs>,
    ) -> Result<(), Open> {
        // Of nothing there is nothing to multiply.
        if amount.is_zero() || self.compiled.modifiers.is_empty() {
            return Ok(());
        }
        let Some(person) = ask.judge.person(own.employee as usize) else { return Ok(()) };
        ask.judge.toward = None;
        for ((when, factor), stated) in self.compiled.modifiers.iter().zip(self.stated.modifiers.iter()) {
            let mut evidence = None;
            let truth = if ask.full {
                let outcomes = ask.judge.outcomes(when, &person);
                let (mut result, truth) = condition(ask.policy, when, &stated.when, &outcomes);
                result.close();
                if let Some(language) = ask.lang {
                    tell_condition(&ask.policy.policy, (language, ask.judge.as_of), &stated.when, &mut result);
                }
                result.leave_evidence();
                evidence = Some(result);
                truth
            } else {
                ask.judge.truth(when, &person)
            };
            let is_open = truth == Truth::Unknown && stated.on_unknown == OnUnknown::Unknown;
            if truth == Truth::True {
                *amount = &*amount * factor;
            }
            if is_open || amount.bits() > ask.policy.limits.rational_bits {
                return Err(Open {
                    modifier: Some(stated.id.clone()),
                    condition: evidence.map(Box::new),
                    ..Open::new(own.employee, self.rule, "modifier")
                });
            }
            if let (Some(inputs), Some(condition)) = (&mut inputs, evidence) {
                let state = match truth {
                    Truth::True => "met",
                    Truth::False => "unmet",
                    Truth::Unknown => "unknown",
                };
                let factor = Figure::new(factor.clone());
                inputs.modifiers.0.push(ModifierResult { id: stated.id.clone(), factor, state, condition });
            }
        }
        Ok(())
    }

    /// Keeps an amount within floor and cap.
    pub(super) fn bound(&self, base: &Rational, amount: &mut Rational) -> Option<&'static str> {
        if let Some(floor) = &self.compiled.floor
            && base.signum() > 0
            && *amount < *floor
        {
            amount.clone_from(floor);
            return Some("floor");
        }
        match &self.compiled.cap {
            Some(cap) if *amount > *cap => {
                amount.clone_from(cap);
                Some("cap")
            }
            _ => None,
        }
    }

    /// The guarantee and the draw of the days held; by how much what is owed changes.
    fn advance(
        &self,
        ask: &Ask<'a>,
        own: &Own<'_>,
        amount: &mut Rational,
        mut inputs: Option<&mut PayoutInputs>,
    ) -> Option<Rational> {
        let (guarantee, draw) = (&self.compiled.guarantee, &self.compiled.draw);
        if guarantee.is_none() && draw.is_none() {
            return None;
        }
        let (days, of_days) = (self.days(ask, own), ask.span.days());
        let part = Rational::new(days.into(), of_days.into()).unwrap_or(Rational::ZERO);
        let prorated = |whole: &Rational| if days == of_days { whole.clone() } else { whole * &part };
        if let Some(inputs) = &mut inputs
            && days != of_days
        {
            (inputs.days, inputs.of_days) = (Some(days), Some(of_days));
        }
        // Whoever held none of the positions has neither.
        if let Some(guarantee) = guarantee.as_ref().filter(|_| days > 0).map(prorated) {
            if let Some(inputs) = &mut inputs {
                inputs.guarantee = Some(self.money(guarantee.clone()));
            }
            if *amount < guarantee {
                *amount = guarantee;
            }
        }
        let (Some(whole), Some(stated)) = (draw, &self.stated.draw) else { return None };
        let draw = prorated(whole);
        let before = ask.payments.owed(own.employee, self.rule).cloned().unwrap_or(Rational::ZERO);
        let mut after = before.clone();
        if *amount < draw && days > 0 {
            if stated.recoverable {
                after = &before + &(&draw - amount);
            }
            amount.clone_from(&draw);
        } else if *amount > draw {
            let taken = before.clone().min(&*amount - &draw);
            after = &before - &taken;
            *amount = &*amount - &taken;
        }
        let change = &after - &before;
        if let Some(inputs) = &mut inputs {
            inputs.draw = Some(self.money(draw)).filter(|_| days > 0);
            if stated.recoverable || !before.is_zero() {
                inputs.owed_before = Some(self.money(before));
                inputs.owed_after = Some(self.money(after));
            }
        }
        Some(change).filter(|change| !change.is_zero())
    }
}
