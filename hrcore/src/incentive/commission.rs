//! Commissions: shares of sales, or of a metric.

mod each;
mod settle;
mod team;

use crate::compile::{Compiled, CompiledCommission};
use crate::facts::{Held, Part, Sales, Sold, State};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational, small};
use crate::policy::{Commission, CommissionPer, Returns};
use crate::score::Subject;
use crate::values::Id;

use super::answer::{PayoutInputs, TierPart};
use super::due::{Ask, Due, Found, Open, no_inputs};
use super::tiers::{self, Pays, Scheme};

use each::Each;
use settle::Earned;
use team::Teams;

/// The commissions that run, ready to be asked about one person after the other.
#[derive(Debug)]
pub(super) struct Commissions<'a> {
    sales: &'a Sales<'a>,
    plans: Vec<Plan<'a>>,
    /// What sales are summed up for: rules that differ in rates alone share it.
    bases: Vec<Basis<'a>>,
    sums: Vec<Base>,
}

/// A commission that runs.
#[derive(Debug)]
struct Plan<'a> {
    /// As rules are counted.
    rule: u32,
    stated: &'a Commission,
    compiled: &'a CompiledCommission,
    scheme: Scheme<'a>,
    basis: usize,
    each: Each,
    teams: Teams,
}

/// Which sales count.
#[derive(Debug, Clone, Copy)]
struct Basis<'a> {
    currency: Option<u32>,
    compiled: &'a CompiledCommission,
    when_sold: bool,
}

/// A sum of sales.
#[derive(Debug, Default, Clone)]
struct Base {
    /// In minor units, of those that one person sold.
    units: i128,
    /// Of those that were shared.
    shared: Option<Rational>,
    records: u32,
}

impl Base {
    /// Adds minor units, or a share of them in percent.
    fn add(&mut self, units: i128, percent: Option<&Rational>) {
        match percent {
            // INVARIANT: an amount is below 2^74 minor units, and there are fewer than 2^50 of them in memory.
            None => self.units = self.units.saturating_add(units),
            Some(percent) => {
                let part = &Rational::from_scaled(units, 2) * percent;
                self.shared = Some(self.shared.as_ref().map_or_else(|| part.clone(), |sum| sum + &part));
            }
        }
    }

    fn exact(&self, digits: u32) -> Rational {
        let units = Rational::from_scaled(self.units, digits);
        match &self.shared {
            None => units,
            Some(shared) => &units + &(shared * &Rational::from_scaled(1, digits)),
        }
    }
}

impl<'a> Basis<'a> {
    fn counts(&self, held: &[Held], part: &Part) -> bool {
        self.currency == Some(part.currency()) && self.position(held, part).is_some()
    }

    /// The positions in which sales were made whose records were left out, where they are the rule's.
    fn lost<'h>(&self, sales: &Sales<'_>, held: &'h [Held], employee: u32) -> impl Iterator<Item = &'h Held> {
        let of = move |day: Option<i32>| match day {
            None => held,
            Some(day) => {
                let from = held.partition_point(|held| held.span.last < day);
                held.get(from..=from).filter(|held| held.iter().all(|held| held.span.first <= day)).unwrap_or_default()
            }
        };
        sales.lost(employee, self.when_sold).flat_map(of).filter(|held| self.compiled.whom.has(held.position))
    }

    /// The position in which something was sold, where it is one of the rule's.
    fn position<'h>(&self, held: &'h [Held], part: &Part) -> Option<&'h Held> {
        let held = held.get(part.held()?)?;
        self.compiled.whom.has(held.position).then_some(held)
    }
}

/// A person's share in percent, where there are several sellers.
fn percent(sales: &Sales<'_>, sold: Sold<'_>, part: &Part) -> Option<Rational> {
    let seller = part.seller()?;
    sales.shares(sold).get(seller).map(|share| share.percent.to_rational())
}

impl<'a> Commissions<'a> {
    /// Gets the commissions that run ready.
    pub(super) fn new(ask: &mut Ask<'a>, sales: &'a Sales<'a>) -> Self {
        let policy = &ask.policy.policy;
        let mut found = Self { sales, plans: Vec::new(), bases: Vec::new(), sums: Vec::new() };
        for (number, (stated, compiled)) in
            policy.commissions.iter().zip(&ask.policy.incentives.commissions).enumerate()
        {
            let rule = policy.bonuses.len() + number;
            if !ask.rules.get(rule).is_some_and(|rule| rule.runs) {
                continue;
            }
            let scheme = Scheme::new(compiled, stated.tiers.apply);
            let basis = Basis {
                currency: sales.currency(&stated.currency),
                compiled,
                when_sold: stated.returns == Returns::WhenSold,
            };
            let is_same = |known: &Basis<'_>| {
                (known.currency, known.when_sold) == (basis.currency, basis.when_sold)
                    && known.compiled.whom.positions == compiled.whom.positions
            };
            let known = found.bases.iter().position(is_same);
            let at = known.unwrap_or(found.bases.len());
            if known.is_none() {
                found.bases.push(basis);
            }
            let each = match stated.per {
                CommissionPer::Sale if stated.metric.is_none() => Each::new(&scheme, compiled, (sales, &basis)),
                _ => Each::default(),
            };
            let mut plan =
                Plan { rule: small(rule), stated, compiled, scheme, basis: at, each, teams: Teams::default() };
            if stated.per == CommissionPer::Team {
                plan.teams = Teams::new(ask, sales, &plan, &basis);
            }
            found.plans.push(plan);
        }
        found.sums.resize(found.bases.len(), Base::default());
        found
    }

    /// Which rules take nothing back, as rules are counted: a sale may be missing of whomever.
    pub(super) fn keep(policy: &Compiled, sales: &Sales<'_>) -> Vec<bool> {
        let mut keep = vec![false; policy.policy.bonuses.len()];
        keep.extend(
            policy
                .policy
                .commissions
                .iter()
                .map(|stated| stated.metric.is_none() && sales.has_lost_sellers(stated.returns == Returns::WhenSold)),
        );
        keep
    }

    /// What the commissions that run pay a person.
    pub(super) fn pay(&mut self, ask: &mut Ask<'a>, employee: u32, found: &mut Found) {
        let Some(held) = ask.facts.held(employee as usize) else { return };
        let parts = self.sales.of_person(employee);
        for (basis, sum) in self.bases.iter().zip(&mut self.sums) {
            *sum = Base::default();
            for part in parts {
                if !basis.counts(held, part) {
                    continue;
                }
                if let Some(units) = part.units() {
                    sum.add(units, None);
                    sum.records = sum.records.saturating_add(1);
                    continue;
                }
                let Some(sold) = self.sales.sold(part.of) else { continue };
                let counted = self.sales.counted(sold, basis.when_sold);
                if counted.records > 0 {
                    sum.add(counted.units, percent(self.sales, sold, part).as_ref());
                    sum.records = sum.records.saturating_add(counted.records);
                }
            }
        }
        for plan in &self.plans {
            let (Some(basis), Some(sum)) = (self.bases.get(plan.basis), self.sums.get(plan.basis)) else { continue };
            let own = Own { employee, held, parts, basis, sales: self.sales };
            match plan.stated.per {
                CommissionPer::Team => plan.team(ask, &own, found),
                _ if plan.compiled.metric.is_none() && basis.lost(self.sales, held, employee).next().is_some() => {
                    found.open.push(Open::new(employee, plan.rule, "record"));
                }
                _ if plan.compiled.metric.is_some() => plan.measured(ask, &own, found),
                CommissionPer::Period => plan.period(ask, &own, sum, found),
                CommissionPer::Sale => plan.sale(ask, &own, sum, found),
            }
        }
    }
}

/// A person and what was sold.
#[derive(Clone, Copy)]
struct Own<'o> {
    employee: u32,
    held: &'o [Held],
    parts: &'o [Part],
    basis: &'o Basis<'o>,
    sales: &'o Sales<'o>,
}

impl Own<'_> {
    /// The parts that count.
    fn counted(&self) -> impl Iterator<Item = (&Part, Sold<'_>)> {
        self.parts.iter().filter(|part| self.basis.counts(self.held, part)).filter_map(|part| {
            let sold = self.sales.sold(part.of)?;
            Some((part, sold)).filter(|_| self.sales.counted(sold, self.basis.when_sold).records > 0)
        })
    }
}

impl<'a> Plan<'a> {
    fn digits(&self) -> u32 {
        self.compiled.digits
    }

    fn money(&self, value: Rational) -> Figure {
        Figure::money(value, self.digits())
    }

    /// On the sum of a person's sales.
    fn period(&self, ask: &mut Ask<'a>, own: &Own<'_>, sum: &Base, found: &mut Found) {
        if sum.records == 0 && !self.is_paid_anyway(ask, own) {
            return;
        }
        let whole = if sum.shared.is_none() { self.scheme.units(sum.units) } else { None };
        if let Some(whole) = whole.filter(|_| self.is_plain() && !ask.full) {
            found.dues.push(Due::new(own.employee, self.rule, self.scheme.amount(whole), self.digits()));
            return;
        }
        let base = sum.exact(self.digits());
        let inputs = ask.full.then(|| {
            let mut inputs = no_inputs();
            inputs.sales = Some(sum.records).filter(|records| *records > 0);
            inputs.records = Few(records(own));
            inputs
        });
        self.tiered(ask, own, (base, whole.map(|whole| self.scheme.amount(whole))), inputs, found);
    }

    /// On the value of a metric.
    fn measured(&self, ask: &mut Ask<'a>, own: &Own<'_>, found: &mut Found) {
        let holdings: Vec<Held> =
            own.held.iter().filter(|held| held.span.intersect(ask.span).is_some()).copied().gather();
        let mine: Vec<Held> = holdings.iter().filter(|held| self.compiled.whom.has(held.position)).copied().gather();
        let (Some(metric), Some(last)) = (self.compiled.metric, mine.last()) else { return };
        let employee = own.employee as usize;
        let value = match mine.len() {
            // Whatever was held.
            count if count == holdings.len() => {
                let subject = Subject { employee, held: *last, holdings: &[] };
                ask.judge.values.value(metric, &subject, ask.period)
            }
            1 => ask.judge.values.value(metric, &Subject { employee, held: *last, holdings: &holdings }, ask.period),
            _ => {
                let subjects =
                    mine.iter().map(|held| (Subject { employee, held: *held, holdings: &holdings }, ask.span));
                let subjects = subjects.gather();
                ask.judge.values.over(metric, &subjects)
            }
        };
        match value.into_number() {
            Ok(base) => self.tiered(ask, own, (base, None), ask.full.then(no_inputs), found),
            Err(State::NotApplicable) => {}
            Err(_) => found.open.push(Open { metric: Some(metric), ..Open::new(own.employee, self.rule, "metric") }),
        }
    }

    /// Applies the tiers to a base, whose amount may be known already.
    fn tiered(
        &self,
        ask: &mut Ask<'a>,
        own: &Own<'_>,
        (base, known): (Rational, Option<Rational>),
        mut inputs: Option<PayoutInputs>,
        found: &mut Found,
    ) {
        let amount = match known {
            Some(amount) if inputs.is_none() => amount,
            _ => {
                let pays = self.scheme.pays(&base);
                if let Some(inputs) = &mut inputs {
                    self.tell(inputs, &base, &pays);
                }
                pays.amount
            }
        };
        self.settle(ask, own, Earned { base: &base, amount, is_team: false, unit: None }, inputs, found);
    }

    /// Tells how the tiers came to an amount.
    fn tell(&self, inputs: &mut PayoutInputs, base: &Rational, pays: &Pays) {
        inputs.base = Some(self.money(base.clone()));
        inputs.tier = Some(small(pays.step).saturating_add(1));
        inputs.rate = Figure::of(pays.rate.as_ref());
        if pays.rate.is_none() {
            let parts = tiers::parts(self.scheme.steps, base).into_iter().map(|part| TierPart {
                from: self.money(part.from),
                upto: part.upto.map(|upto| self.money(upto)),
                base: self.money(part.base),
                rate: Figure::new(part.rate),
                pays: self.money(part.pays),
            });
            inputs.parts = Few(parts.gather());
        }
        inputs.before = Some(self.money(pays.amount.clone()));
    }

    /// Whether nothing follows the tiers.
    fn is_plain(&self) -> bool {
        let rule = self.compiled;
        let bounds = [&rule.floor, &rule.cap, &rule.guarantee, &rule.draw];
        rule.modifiers.is_empty() && bounds.iter().all(|bound| bound.is_none())
    }

    /// Whether a person without sales is paid: the guarantee, or the draw.
    fn is_paid_anyway(&self, ask: &Ask<'_>, own: &Own<'_>) -> bool {
        (self.compiled.guarantee.is_some() || self.compiled.draw.is_some()) && self.days(ask, own) > 0
    }

    /// On how many days of the period one of the positions is held.
    fn days(&self, ask: &Ask<'_>, own: &Own<'_>) -> u32 {
        let mine = own.held.iter().filter(|held| self.compiled.whom.has(held.position));
        let days = mine.filter_map(|held| held.span.intersect(ask.span)).map(|span| span.days());
        days.fold(0, u32::saturating_add)
    }
}

/// At most so many returns of a sale with several sellers are named to each of them.
const NAMED: usize = 64;

/// The records of what counts, in the order of the facts.
fn records(own: &Own<'_>) -> Vec<Id> {
    let mut numbers: Vec<usize> = Vec::new();
    for (_, sold) in own.counted() {
        match sold {
            Sold::Sale(sale) => {
                if own.basis.when_sold || own.sales.is_in(sale.day) {
                    numbers.push(sale.number as usize);
                }
                let most = if own.sales.shares(sold).is_empty() { usize::MAX } else { NAMED };
                let returns = own.sales.taken_back(sale, own.basis.when_sold, most);
                numbers.extend(returns.map(|back| back.number as usize));
            }
            Sold::Return(back) => numbers.push(back.number as usize),
        }
    }
    crate::sort::sort(&mut numbers);
    numbers.iter().filter_map(|number| own.sales.named(small(*number)).1.cloned()).gather()
}
