//! What of other people somebody's chance needs: who was there from when to when, and how it ended; the units and the pay
//! of others only where a driver is made of them.

use crate::compile::{Compiled, DriverKind};
use crate::facts::{FactIndex, GAP, Holding, Pay, Payroll};
use crate::gather::Gather as _;
use crate::time::Span;

use super::Look;
use super::grid::{Grid, Stay, stays};
use super::{pay, team};

/// Finds what is needed of other people.
#[derive(Debug)]
pub(in crate::attrition) struct Others<'a> {
    version: &'a Compiled,
    facts: &'a FactIndex<'a>,
    grid: Grid,
    /// The first day on which it matters who was there.
    from: i32,
    /// The day after the last that is over.
    after: i32,
    has_units: bool,
}

impl<'a> Others<'a> {
    pub(in crate::attrition) fn new(facts: &'a FactIndex<'a>, look: &Look<'a>) -> Self {
        let grid = Grid::new(look.as_of, look.window);
        let after = Span::new(look.as_of, None).first + 1;
        let has_units = look.drivers.iter().any(|driver| driver.kind == DriverKind::TeamLeavers);
        // Teams are looked at for some months, however short the window is.
        let teams = if has_units { grid.next().saturating_sub(team::MONTHS) } else { grid.next() };
        let from = grid.start(grid.first.min(teams)).min(after);
        Self { version: look.version, facts, grid, from, after, has_units }
    }

    /// Where somebody worked in the months that are looked at, and how that ended; what is known of days to come, and units
    /// that nothing is made of, are left out. Nothing for somebody who was not there.
    pub(in crate::attrition) fn positions(&self, person: usize) -> Vec<Holding> {
        let mut kept: Vec<Holding> = Vec::new();
        let Some(employee) = self.facts.facts.document().employees.get(person) else { return kept };
        for stay in stays(self.facts.held(person).unwrap_or_default()) {
            if stay.last < self.from || stay.first > self.after {
                continue;
            }
            let mut own: Vec<(Span, &Holding)> = Vec::new();
            for holding in employee.positions.iter() {
                let span = Span::new(holding.from, holding.to);
                let is_of_stay = span.first >= stay.first && span.last <= stay.last;
                // One that ended longer ago says nothing of these months: the next one began before them.
                if is_of_stay && span.last > self.from.saturating_sub(GAP).saturating_sub(2) {
                    own.push((span, holding));
                }
            }
            crate::sort::sort_by(&mut own, |a, b| a.0.cmp(&b.0));
            for (span, holding) in own {
                let is_over = span.last < self.after;
                kept.push(Holding {
                    position: holding.position.clone(),
                    unit: holding.unit.clone().filter(|_| self.has_units),
                    from: holding.from,
                    to: holding.to.filter(|_| is_over),
                    ended: holding.ended.filter(|_| is_over),
                });
                if !is_over {
                    break;
                }
            }
        }
        kept
    }

    /// What is paid: all that is stated of the person, and of those who hold the same position the base in force on the
    /// first day of the month to come, where these are enough for a median. Nothing of others where the person gets no
    /// chance: whose work has not begun, and whose last day is known to lie until `end`.
    pub(in crate::attrition) fn pay(&self, person: usize, end: i32) -> Vec<Pay> {
        let document = self.facts.facts.document();
        let id = document.employees.get(person).map(|employee| &employee.id);
        let mut kept: Vec<Pay> = document.pay.iter().filter(|pay| Some(&pay.employee) == id).cloned().gather();
        let payroll = Payroll::new(self.facts.facts, self.version, &mut crate::compile::place::Sink::default());
        let first = self.grid.start(self.grid.next());
        let Some(stay) = self.stays(person).find(|stay| stay.last >= self.after) else { return kept };
        let has_chance = stay.first <= self.after && stay.last_day().is_none_or(|day| day > end);
        if !has_chance {
            return kept;
        }
        let day = first.max(stay.first);
        let currency = payroll.pay(person, day).filter(|pay| pay.base.is_some()).map(|pay| &pay.currency);
        let (Some(currency), Some(own)) = (currency, stay.held_on(day)) else { return kept };
        let mut others: Vec<Pay> = Vec::new();
        let mut count = 0;
        for (number, employee) in document.employees.iter().enumerate() {
            let there = self.stays(number).find(|stay| stay.first <= first && stay.last >= first);
            if there.and_then(|stay| stay.held_on(first)).is_none_or(|held| held.position != own.position) {
                continue;
            }
            let Some(pay) = payroll.pay(number, first) else { continue };
            if pay.base.is_none() || pay.currency != *currency {
                continue;
            }
            count += 1;
            if number != person {
                let (employee, currency) = (employee.id.clone(), currency.clone());
                others.push(Pay { employee, from: pay.from, base: pay.base, bonus_base: None, hours: None, currency });
            }
        }
        if count >= pay::FEWEST {
            kept.append(&mut others);
        }
        kept
    }

    fn stays(&self, person: usize) -> impl Iterator<Item = Stay<'a>> + use<'a> {
        stays(self.facts.held(person).unwrap_or_default())
    }
}
