//! What pays and what it takes, references resolved: bonuses, commissions, pay rules, budgets, points.

use super::career::Names;
use super::place::{Place, Sink};
use super::{Index, Requirement, bound, checks, index, money};
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::policy::{PayConsequence, Tiers, minor_digits};
use crate::values::Id;

/// What results are worth.
#[derive(Debug, Default)]
pub(crate) struct Incentives {
    pub(crate) bonuses: Vec<CompiledBonus>,
    pub(crate) commissions: Vec<CompiledCommission>,
    pub(crate) pay_rules: Vec<CompiledPayRule>,
    pub(crate) budgets: Vec<CompiledBudget>,
    /// The rules of points: the kind and number of what earns, and who can.
    pub(crate) earn: Vec<Whom>,
}

/// For which positions something is.
#[derive(Debug, Default)]
pub(crate) struct Whom {
    /// In order; none means all.
    pub(crate) positions: Vec<usize>,
}

/// A bonus.
#[derive(Debug)]
pub(crate) struct CompiledBonus {
    pub(crate) whom: Whom,
    pub(crate) when: Requirement,
    pub(crate) amount: Rational,
    /// Places of the currency's minor unit.
    pub(crate) digits: u32,
}

/// A commission.
#[derive(Debug)]
pub(crate) struct CompiledCommission {
    pub(crate) whom: Whom,
    pub(crate) digits: u32,
    pub(crate) metric: Option<usize>,
    pub(crate) steps: Vec<CompiledStep>,
    pub(crate) modifiers: Vec<(Requirement, Rational)>,
    pub(crate) floor: Option<Rational>,
    pub(crate) cap: Option<Rational>,
    pub(crate) guarantee: Option<Rational>,
    pub(crate) draw: Option<Rational>,
}

/// A step of tiers.
#[derive(Debug)]
pub(crate) struct CompiledStep {
    /// Its upper bound; the last one has none.
    pub(crate) upto: Option<Rational>,
    /// In percent.
    pub(crate) rate: Rational,
    /// What all steps before it pay, each part at its own rate.
    pub(crate) before: Rational,
}

/// What follows for pay.
#[derive(Debug)]
pub(crate) struct CompiledPayRule {
    pub(crate) whom: Whom,
    pub(crate) digits: u32,
    /// The share of pay of each entry of `ratings`, or the one rate of overtime or absence.
    pub(crate) rates: Vec<Option<Rational>>,
}

/// A budget.
#[derive(Debug)]
pub(crate) struct CompiledBudget {
    pub(crate) amount: Rational,
    pub(crate) digits: u32,
    pub(crate) unit: Option<usize>,
    /// Its rules in order, as they are counted: bonuses, then commissions, then pay rules.
    pub(crate) rules: Vec<usize>,
}

impl Whom {
    /// Whether it is for a position.
    pub(crate) fn has(&self, position: usize) -> bool {
        self.positions.is_empty() || self.positions.binary_search(&position).is_ok()
    }
}

/// Compiles what pays.
pub(super) fn compile(names: &Names<'_>, units: &Index, place: &Place<'_>, sink: &mut Sink) -> Incentives {
    let policy = names.policy;
    let mut found = Incentives::default();
    let rules = money::Rules::new(policy, place, sink);
    money::goals(policy, place, sink);
    let list = place.field("bonuses");
    for (number, bonus) in policy.bonuses.iter().enumerate() {
        let at = list.item(number);
        let whom = whom(&bonus.positions, names, &at, sink);
        money::bonus(bonus, names, &at, sink);
        let Some(when) = checks::compile(&bonus.when, names, &at.field("when"), sink) else { continue };
        let digits = minor_digits(bonus.currency.as_str());
        found.bonuses.push(CompiledBonus { whom, when, amount: bonus.amount.to_rational(), digits });
    }
    let list = place.field("commissions");
    for (number, stated) in policy.commissions.iter().enumerate() {
        let at = list.item(number);
        let whom = whom(&stated.positions, names, &at, sink);
        let metrics = names.place.field("metrics");
        let metric = stated.metric.as_ref();
        let metric = metric.and_then(|id| names.metrics.resolve("metric", id, &metrics, &at.field("metric"), sink));
        money::commission(stated, metric.and_then(|metric| policy.metrics.get(metric)), names, &at, sink);
        let modifiers = at.field("modifiers");
        let mut compiled = Vec::with_capacity(stated.modifiers.len());
        for (number, modifier) in stated.modifiers.iter().enumerate() {
            let at = modifiers.item(number);
            let when = checks::compile(&modifier.when, names, &at.field("when"), sink);
            compiled.extend(when.map(|when| (when, modifier.factor.to_rational())));
        }
        found.commissions.push(CompiledCommission {
            whom,
            digits: minor_digits(stated.currency.as_str()),
            metric,
            steps: steps(&stated.tiers),
            modifiers: compiled,
            floor: bound(stated.floor),
            cap: bound(stated.cap),
            guarantee: bound(stated.guarantee),
            draw: bound(stated.draw.as_ref().map(|draw| draw.amount)),
        });
    }
    let list = place.field("pay_rules");
    for (number, rule) in policy.pay_rules.iter().enumerate() {
        let at = list.item(number);
        let whom = whom(&rule.positions, names, &at, sink);
        money::pay_rule(rule, names, &at, sink);
        let rates = match &rule.pays {
            PayConsequence::Rating(rating) => {
                rating.ratings.iter().map(|band| band.percent.map(|percent| percent.to_rational())).gather()
            }
            PayConsequence::Coefficient(_) => Vec::new(),
            PayConsequence::Overtime(overtime) => vec![Some(overtime.rate.to_rational())],
            PayConsequence::Absence(absence) => vec![Some(absence.rate.to_rational())],
        };
        found.pay_rules.push(CompiledPayRule { whom, digits: minor_digits(rule.currency.as_str()), rates });
    }
    let list = place.field("budgets");
    index::index(&policy.budgets.iter().map(|budget| &budget.id).gather(), &list, sink);
    for (number, stated) in policy.budgets.iter().enumerate() {
        let (rules, unit) = money::budget(stated, (&rules, units), names, &list.item(number), sink);
        let digits = minor_digits(stated.currency.as_str());
        found.budgets.push(CompiledBudget { amount: stated.amount.to_rational(), digits, unit, rules });
    }
    let list = place.field("points");
    if let Some(stated) = &policy.points {
        money::points(stated, names, &list, sink);
    }
    let list = list.field("earn");
    for (number, earn) in policy.points.iter().flat_map(|points| &points.earn).enumerate() {
        found.earn.push(whom(&earn.positions, names, &list.item(number), sink));
    }
    found
}

fn steps(tiers: &Tiers) -> Vec<CompiledStep> {
    let mut found = Vec::with_capacity(tiers.steps.len());
    let (mut from, mut before) = (Rational::ZERO, Rational::ZERO);
    for step in &tiers.steps {
        let (upto, rate) = (bound(step.upto), step.rate.to_rational());
        let end = upto.clone().unwrap_or(Rational::ZERO);
        let hundredth = Rational::from_scaled(step.rate.0.mantissa(), step.rate.0.scale() + 2);
        let next = &before + &(&(&end - &from) * &hundredth);
        found.push(CompiledStep { upto, rate, before: std::mem::replace(&mut before, next) });
        from = end;
    }
    found
}

pub(super) fn whom(positions: &[Id], names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) -> Whom {
    let (known, list) = (names.place.field("positions"), at.field("positions"));
    let mut found = Vec::with_capacity(positions.len());
    for (number, id) in positions.iter().enumerate() {
        found.extend(names.positions.resolve("position", id, &known, &list.item(number), sink));
    }
    crate::sort::sort(&mut found);
    found.dedup();
    Whom { positions: found }
}
