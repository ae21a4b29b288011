//! Commissions of teams: everybody who holds one of the positions in a unit on some day of the period.

use crate::facts::{Owner, Sales, State};
use crate::gather::Gather as _;
use crate::number::{Figure, Rational, small};
use crate::policy::TeamSplit;

use super::super::answer::TeamPart;
use super::super::due::{Ask, Found, Open, no_inputs};
use super::super::split::split;
use super::super::tiers::Pays;
use super::settle::Earned;
use super::{Base, Basis, Own, Plan, percent, records};

/// The teams of a rule, and what each member gets.
#[derive(Debug, Default)]
pub(super) struct Teams {
    teams: Vec<Team>,
    /// By employee, then by unit.
    members: Vec<Member>,
}

#[derive(Debug)]
struct Team {
    unit: u32,
    base: Rational,
    /// How many sales and returns count; none of a metric.
    records: Option<u32>,
    /// What the tiers pay; none where the base is not known.
    pays: Option<Pays>,
    bound: Option<&'static str>,
    /// What all get, rounded.
    amount: Rational,
    members: u32,
    /// The sum of weights.
    of: Rational,
}

#[derive(Debug)]
struct Member {
    employee: u32,
    unit: u32,
    /// The team, by index.
    team: u32,
    days: u32,
    weight: Rational,
    part: Rational,
}

impl Teams {
    pub(super) fn new<'a>(ask: &mut Ask<'a>, sales: &Sales<'_>, plan: &Plan<'a>, basis: &Basis<'_>) -> Self {
        let mut members = members(ask, plan);
        crate::sort::sort_by(&mut members, |a, b| (a.unit, a.employee).cmp(&(b.unit, b.employee)));
        members.dedup_by(|later, first| {
            let same = (later.unit, later.employee) == (first.unit, first.employee);
            if same {
                first.days = first.days.saturating_add(later.days);
            }
            same
        });
        let mut bases = if plan.compiled.metric.is_none() { sold(ask, sales, basis, &mut members) } else { Vec::new() };
        let lost = if plan.compiled.metric.is_none() { lost(ask, sales, basis) } else { Vec::new() };
        let units = units(&members);
        let metric = plan.compiled.metric;
        let together = metric.map(|metric| {
            let mut keys = Vec::new();
            for unit in &units {
                ask.judge.values.want(metric, Owner::Unit(*unit), ask.period, &mut keys);
            }
            ask.judge.values.bring_together(keys)
        });
        let mut found = Self { teams: Vec::with_capacity(units.len()), members };
        let mut rest = &mut *found.members;
        for unit in units {
            let count = rest.partition_point(|member| member.unit == unit);
            let Some((own, others)) = std::mem::take(&mut rest).split_at_mut_checked(count) else { break };
            rest = others;
            let base = match (metric, &together) {
                (Some(metric), Some(together)) => {
                    match ask.judge.values.owned(metric, Owner::Unit(unit), ask.period, together).into_number() {
                        Ok(base) => Some((base, None)),
                        Err(State::NotApplicable) => Some((Rational::ZERO, None)),
                        Err(_) => None,
                    }
                }
                _ if lost.binary_search(&(unit as usize)).is_ok() => None,
                _ => {
                    let sum = bases.get_mut(unit as usize).map(std::mem::take).unwrap_or_default();
                    Some((sum.exact(plan.digits()), Some(sum.records)))
                }
            };
            let at = small(found.teams.len());
            let team = share(ask, plan, (unit, base), own);
            for member in own {
                member.team = at;
            }
            found.teams.push(team);
        }
        crate::sort::sort_by(&mut found.members, |a, b| (a.employee, a.unit).cmp(&(b.employee, b.unit)));
        found
    }

    fn of(&self, employee: u32) -> impl Iterator<Item = (&Member, &Team)> {
        let start = self.members.partition_point(|member| member.employee < employee);
        let rest = self.members.get(start..).unwrap_or_default().iter();
        let own = rest.take_while(move |member| member.employee == employee);
        own.filter_map(|member| Some((member, self.teams.get(member.team as usize)?)))
    }
}

/// Everybody who holds one of the positions in a unit on some day.
fn members(ask: &Ask<'_>, plan: &Plan<'_>) -> Vec<Member> {
    let mut members = Vec::new();
    for employee in 0..ask.facts.facts.document().employees.len() {
        for held in ask.facts.held(employee).unwrap_or_default() {
            if let (Some(days), Some(unit)) = (held.span.intersect(ask.span), held.unit)
                && plan.compiled.whom.has(held.position)
            {
                let (employee, unit, days) = (small(employee), small(unit), days.days());
                let weight = Rational::ZERO;
                members.push(Member { employee, unit, team: 0, days, weight, part: Rational::ZERO });
            }
        }
    }
    members
}

/// The units of members, which are in their order.
fn units(members: &[Member]) -> Vec<u32> {
    let mut units: Vec<u32> = members.iter().map(|member| member.unit).gather();
    units.dedup();
    units
}

/// The units of sales whose records were left out, in order.
fn lost(ask: &Ask<'_>, sales: &Sales<'_>, basis: &Basis<'_>) -> Vec<usize> {
    let mut units: Vec<usize> = Vec::new();
    for employee in 0..ask.facts.facts.document().employees.len() {
        let held = ask.facts.held(employee).unwrap_or_default();
        units.extend(basis.lost(sales, held, small(employee)).filter_map(|held| held.unit));
    }
    crate::sort::sort(&mut units);
    units.dedup();
    units
}

/// What was sold in each unit, and by each member: their weights.
fn sold(ask: &Ask<'_>, sales: &Sales<'_>, basis: &Basis<'_>, members: &mut [Member]) -> Vec<Base> {
    let digits = basis.compiled.digits;
    let mut bases = vec![Base::default(); ask.policy.policy.units.len()];
    // By unit and employee, as the members are.
    let mut own: Vec<((u32, u32), Base)> = Vec::new();
    // Of each unit, the last one of these: somebody may have moved through thousands.
    let mut last = vec![0; bases.len()];
    for employee in 0..ask.facts.facts.document().employees.len() {
        let Some(held) = ask.facts.held(employee) else { continue };
        let employee = small(employee);
        for part in sales.of_person(employee) {
            let unit = basis.position(held, part).and_then(|held| held.unit);
            let (Some(unit), Some(sold)) = (unit, sales.sold(part.of)) else { continue };
            let counted = sales.counted(sold, basis.when_sold);
            if counted.records == 0 || basis.currency != Some(part.currency()) {
                continue;
            }
            let share = percent(sales, sold, part);
            let key = (small(unit), employee);
            let (Some(last), Some(all)) = (last.get_mut(unit), bases.get_mut(unit)) else { continue };
            match own.get_mut(*last).filter(|(known, _)| *known == key) {
                Some((_, base)) => base.add(counted.units, share.as_ref()),
                None => {
                    let mut base = Base::default();
                    base.add(counted.units, share.as_ref());
                    *last = own.len();
                    own.push((key, base));
                }
            }
            all.add(counted.units, share.as_ref());
            all.records = all.records.saturating_add(counted.records);
        }
    }
    crate::sort::sort_by(&mut own, |a, b| a.0.cmp(&b.0));
    let mut own = own.into_iter().peekable();
    for member in members {
        let key = (member.unit, member.employee);
        while own.next_if(|(known, _)| *known < key).is_some() {}
        if let Some((_, base)) = own.next_if(|(known, _)| *known == key) {
            member.weight = base.exact(digits).max(Rational::ZERO);
        }
    }
    bases
}

/// What a team earns, shared among its members.
fn share<'a>(
    ask: &Ask<'a>,
    plan: &Plan<'a>,
    (unit, base): (u32, Option<(Rational, Option<u32>)>),
    members: &mut [Member],
) -> Team {
    let mut team = Team {
        unit,
        base: Rational::ZERO,
        records: None,
        pays: None,
        bound: None,
        amount: Rational::ZERO,
        members: small(members.len()),
        of: Rational::ZERO,
    };
    let Some((base, records)) = base else { return team };
    let pays = plan.scheme.pays(&base);
    let mut amount = pays.amount.clone();
    team.bound = plan.bound(&base, &mut amount);
    team.amount = amount.round(plan.digits(), crate::number::RoundingMode::HalfAway);
    for member in members.iter_mut() {
        match plan.stated.split {
            TeamSplit::Share => {}
            TeamSplit::Equal => member.weight = Rational::ONE,
            TeamSplit::Days => member.weight = Rational::from(member.days),
        }
    }
    let weigh = |members: &[Member]| members.iter().fold(Rational::ZERO, |sum, member| &sum + &member.weight);
    team.of = weigh(members);
    if team.of.is_zero() {
        for member in members.iter_mut() {
            member.weight = Rational::ONE;
        }
        team.of = weigh(members);
    }
    let weights: Vec<Rational> = members.iter().map(|member| member.weight.clone()).gather();
    let employees = &ask.facts.facts.document().employees;
    let id = |at: usize| members.get(at).and_then(|member| employees.get(member.employee as usize)).map(|own| &own.id);
    let parts = split(&team.amount, plan.digits(), &weights, &mut |a, b| id(a).cmp(&id(b)));
    for (member, part) in members.iter_mut().zip(parts) {
        member.part = part;
    }
    (team.base, team.records, team.pays) = (base, records, Some(pays));
    team
}

impl<'a> Plan<'a> {
    /// A person's part in what teams earn.
    pub(super) fn team(&self, ask: &mut Ask<'a>, own: &Own<'_>, found: &mut Found) {
        for (member, team) in self.teams.of(own.employee) {
            let unit = Some(member.unit);
            let Some(pays) = &team.pays else {
                let metric = self.compiled.metric;
                let why = if metric.is_some() { "metric" } else { "record" };
                found.open.push(Open { unit, metric, ..Open::new(own.employee, self.rule, why) });
                continue;
            };
            let inputs = ask.full.then(|| {
                let mut inputs = no_inputs();
                self.tell(&mut inputs, &team.base, pays);
                inputs.sales = team.records.filter(|records| *records > 0);
                inputs.bound = team.bound;
                inputs.team = ask.policy.policy.units.get(team.unit as usize).map(|unit| TeamPart {
                    unit: unit.id.clone(),
                    members: team.members,
                    base: self.money(team.base.clone()),
                    amount: self.money(team.amount.clone()),
                    weight: Figure::new(member.weight.clone()),
                    of: Figure::new(team.of.clone()),
                });
                if team.records.is_some() {
                    let is_here = |held: &crate::facts::Held| held.unit == Some(member.unit as usize);
                    let parts = own
                        .parts
                        .iter()
                        .filter(|part| part.held().and_then(|held| own.held.get(held)).is_some_and(is_here));
                    let parts = parts.copied().gather();
                    inputs.records.0 = records(&Own { parts: &parts, ..*own });
                }
                inputs
            });
            let earned = Earned { base: &team.base, amount: member.part.clone(), is_team: true, unit };
            self.settle(ask, own, earned, inputs, found);
        }
    }
}
