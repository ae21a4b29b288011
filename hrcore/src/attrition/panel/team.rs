//! How many of those around somebody have just left.

use std::ops::Range;

use crate::facts::{FactIndex, Held};
use crate::number::small;

use super::grid::{Grid, stays};

/// So many months before are looked at.
pub(super) const MONTHS: usize = 3;
/// Stands for no team.
const NONE: u32 = u32::MAX;

/// By month and team: who was in it in the three months before, and how many of these left in them.
#[derive(Debug)]
pub(super) struct Teams {
    /// Units come first, then positions, which are the teams of those who are in no unit.
    units: usize,
    teams: usize,
    first: usize,
    seen: Vec<(u32, u32)>,
}

/// In which team one person was on the first day of each month, and whether the person left in it.
#[derive(Debug)]
pub(super) struct Own {
    months: Vec<(u32, bool)>,
}

impl Teams {
    pub(super) fn new(
        (units, positions): (usize, usize),
        facts: &FactIndex<'_>,
        grid: &Grid,
        months: &Range<usize>,
    ) -> Self {
        let teams = units + positions;
        let mut found = Self { units, teams, first: months.start, seen: vec![(0, 0); teams * months.len()] };
        let mut own = Own::new(grid);
        for person in 0..facts.facts.document().employees.len() {
            found.read(&mut own, facts.held(person).unwrap_or_default(), grid);
            for month in months.clone() {
                let before = own.before(month);
                for team in distinct(before) {
                    let place = found.place(team, month);
                    if let Some((seen, gone)) = place.and_then(|place| found.seen.get_mut(place)) {
                        *seen += 1;
                        *gone += u32::from(left_it(before, team));
                    }
                }
            }
        }
        found
    }

    /// Reads where a person was.
    pub(super) fn read(&self, own: &mut Own, held: &[Held], grid: &Grid) {
        own.months.iter_mut().for_each(|month| *month = (NONE, false));
        for stay in stays(held) {
            for month in grid.at_risk(&stay) {
                let team = stay.held_on(grid.start(month)).map_or(NONE, |held| self.team(held));
                if let Some(place) = own.months.get_mut(month) {
                    // Who is there and leaves in the month, leaves it as one of the team.
                    *place = (team, stay.last < grid.start(month + 1));
                }
            }
        }
    }

    /// The share of the others of a team who left in the three months before a month; not a number without others.
    pub(super) fn leavers(&self, own: &Own, held: &Held, month: usize) -> f64 {
        let team = self.team(held);
        let (mut seen, mut gone) =
            self.place(team, month).and_then(|place| self.seen.get(place)).copied().unwrap_or_default();
        let before = own.before(month);
        if before.iter().any(|own| own.0 == team) {
            seen = seen.saturating_sub(1);
            gone = gone.saturating_sub(u32::from(left_it(before, team)));
        }
        if seen == 0 { f64::NAN } else { f64::from(gone) / f64::from(seen) }
    }

    fn team(&self, held: &Held) -> u32 {
        small(held.unit.unwrap_or(self.units + held.position))
    }

    fn place(&self, team: u32, month: usize) -> Option<usize> {
        let team = team as usize;
        Some(month.checked_sub(self.first)? * self.teams + team).filter(|_| team < self.teams)
    }
}

impl Own {
    pub(super) fn new(grid: &Grid) -> Self {
        Self { months: vec![(NONE, false); grid.next()] }
    }

    /// The teams of the three months before a month, each with whether the person left it by leaving the company.
    fn before(&self, month: usize) -> [(u32, bool); MONTHS] {
        let seen = self.months.get(month.saturating_sub(MONTHS)..month).unwrap_or_default();
        let mut before = [(NONE, false); MONTHS];
        before.iter_mut().zip(seen).for_each(|(before, seen)| *before = *seen);
        before
    }
}

/// Whether somebody left while in a team: who came back to another one left the first.
fn left_it(before: [(u32, bool); MONTHS], team: u32) -> bool {
    before.iter().any(|own| own.0 == team && own.1)
}

/// Each team once.
fn distinct(before: [(u32, bool); MONTHS]) -> impl Iterator<Item = u32> {
    let teams = before.map(|own| own.0);
    let is_first = move |(at, team): &(usize, u32)| *team != NONE && !teams.iter().take(*at).any(|known| known == team);
    teams.into_iter().enumerate().filter(is_first).map(|(_, team)| team)
}
