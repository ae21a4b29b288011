//! What rules pay before payments are taken off: handed from the rules to the budgets, and from there to the lines.

use crate::compile::Compiled;
use crate::eligibility::{ConditionResult, Judge};
use crate::facts::{FactIndex, Payments};
use crate::json::Few;
use crate::number::{Figure, Rational};
use crate::time::{Period, Span};
use crate::values::{Id, Language};

use super::answer::{NotEarned, PayoutInputs};

/// A rule that pays, whatever it is. They are numbered as they are counted: bonuses, commissions, pay rules.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule<'a> {
    pub(crate) id: &'a Id,
    /// `bonus`, `commission`, `rating`, `coefficient`, `overtime` or `absence`.
    pub(crate) kind: &'static str,
    pub(crate) currency: &'a Id,
    /// Places of the currency's minor unit.
    pub(crate) digits: u32,
    /// The goal of a bonus: rules of one goal pay together.
    pub(crate) goal: Option<&'a Id>,
    /// Whether it is evaluated: it is of the length of the period, and asked for or needed by a budget.
    pub(crate) runs: bool,
    /// Whether its lines are wanted.
    pub(crate) wanted: bool,
}

/// A question about what is paid.
#[derive(Debug)]
pub(crate) struct Ask<'a> {
    pub(crate) policy: &'a Compiled,
    pub(crate) facts: &'a FactIndex<'a>,
    /// As of the period's last day; tells evidence where `full`.
    pub(crate) judge: Judge<'a>,
    /// What was paid for this period and others, and what is owed.
    pub(crate) payments: &'a Payments,
    pub(crate) rules: &'a [Rule<'a>],
    pub(crate) period: Period,
    pub(crate) span: Span,
    /// Of which rules it is not known what there is to take back, by number.
    pub(crate) keep: Vec<bool>,
    /// Whether inputs, conditions and what is not earned are wanted.
    pub(crate) full: bool,
    pub(crate) lang: Option<Language>,
}

/// What a rule pays a person for the period in all.
#[derive(Debug)]
pub(crate) struct Due {
    /// By index in the facts.
    pub(crate) employee: u32,
    /// By number.
    pub(crate) rule: u32,
    /// The unit of a team, by index in the policy.
    pub(crate) unit: Option<u32>,
    /// Rounded to the currency's minor unit.
    pub(crate) amount: Rational,
    /// Before it was rounded, where that differs.
    pub(crate) unrounded: Option<Rational>,
    /// Before a budget scaled it.
    pub(crate) before_budget: Option<Rational>,
    /// What only some have, or is wanted only in full.
    pub(crate) more: Option<Box<More>>,
}

/// What only some lines have.
#[derive(Debug, Default)]
pub(crate) struct More {
    pub(crate) course: Option<Id>,
    pub(crate) inputs: Option<Box<PayoutInputs>>,
    pub(crate) condition: Option<Box<ConditionResult>>,
    /// By how much what is owed changes; above zero, what of the amount was paid in advance.
    pub(crate) owed: Option<Rational>,
}

/// What is due is not known.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) employee: u32,
    pub(crate) rule: u32,
    pub(crate) unit: Option<u32>,
    pub(crate) why: &'static str,
    /// The metric without a value, by index.
    pub(crate) metric: Option<usize>,
    /// The modifier whose condition is unknown.
    pub(crate) modifier: Option<Id>,
    pub(crate) condition: Option<Box<ConditionResult>>,
}

/// What rules find, person by person in the order of the facts.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) dues: Vec<Due>,
    pub(crate) open: Vec<Open>,
    /// With the employee and the rule, by index.
    pub(crate) not_earned: Vec<((u32, u32), NotEarned)>,
}

impl Due {
    /// An amount, rounded to the minor unit half away from zero.
    pub(crate) fn new(employee: u32, rule: u32, exact: Rational, digits: u32) -> Self {
        let amount = exact.round(digits, crate::number::RoundingMode::HalfAway);
        let unrounded = Some(exact).filter(|exact| *exact != amount);
        Self { employee, rule, unit: None, amount, unrounded, before_budget: None, more: None }
    }
}

impl More {
    /// What a budget takes of the amount, it takes of what was paid in advance first: that is not owed then.
    pub(crate) fn cut(&mut self, cut: &Rational, digits: u32) {
        let Some(owed) = self.owed.take_if(|owed| owed.signum() > 0) else { return };
        let left = (&owed - cut).max(Rational::ZERO);
        if let Some(inputs) = &mut self.inputs
            && let Some(before) = &inputs.owed_before
        {
            inputs.owed_after = Some(Figure::money(before.exact() + &left, digits));
        }
        self.owed = Some(left).filter(|left| !left.is_zero());
    }
}

impl Open {
    pub(crate) fn new(employee: u32, rule: u32, why: &'static str) -> Self {
        Self { employee, rule, unit: None, why, metric: None, modifier: None, condition: None }
    }
}

/// Nothing that a line was computed from.
pub(crate) fn no_inputs() -> PayoutInputs {
    PayoutInputs {
        base: None,
        sales: None,
        tier: None,
        rate: None,
        parts: Few::default(),
        each: Few::default(),
        before: None,
        modifiers: Few::default(),
        bound: None,
        team: None,
        guarantee: None,
        draw: None,
        owed_before: None,
        owed_after: None,
        days: None,
        of_days: None,
        pay: None,
        percent: None,
        band: None,
        coefficient: None,
        attendance: None,
        overtime: None,
        records: Few::default(),
    }
}
