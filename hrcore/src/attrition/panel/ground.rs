//! The facts that the months of people are made of, joined once.

use std::ops::Range;

use crate::compile::place::Sink;
use crate::compile::{Compiled, CompiledDriver, DriverKind};
use crate::error::{Code, Problem, Problems};
use crate::facts::{Ended, FactIndex, Held, Payroll, passed};
use crate::gather::Gather as _;
use crate::number::small;
use crate::time::{Date, Span};

use super::super::model::Leaving;
use super::grid::{Grid, Stay, stays};
use super::lines::Lines;
use super::pay::Pays;
use super::team::{Own, Teams};
use super::{Look, Panel, Today};

/// So many cells a panel has at most.
const CELLS: usize = 100_000_000;
/// Achievements count for so many months.
const ACHIEVED: i32 = 12;

/// Facts joined with what the drivers need of them.
#[derive(Debug)]
pub(in crate::attrition) struct Ground<'a> {
    version: &'a Compiled,
    facts: &'a FactIndex<'a>,
    drivers: &'a [CompiledDriver],
    as_of: Date,
    leaving: Leaving,
    pub(super) grid: Grid,
    payroll: Option<Payroll<'a>>,
    /// By person: how many months behind the first of the grid something was achieved.
    achieved: Vec<(usize, i32)>,
    /// Records that were left out, those of the version's own join among them.
    pub(in crate::attrition) problems: Sink,
}

/// One row to be.
struct Row<'r> {
    person: usize,
    month: usize,
    /// The first day of the month; of somebody who came later, that of the employment.
    day: i32,
    stay: Stay<'r>,
}

/// What the rows of some months need beside the facts.
struct Tools<'a> {
    lines: Lines<'a>,
    pays: Option<Pays>,
    teams: Option<(Teams, Own)>,
}

impl<'a> Ground<'a> {
    /// Joins what the drivers need. The facts are those of the version.
    pub(super) fn new(facts: &'a FactIndex<'a>, look: &Look<'a>) -> Self {
        let (version, drivers) = (look.version, look.drivers);
        let has = |kinds: &[DriverKind]| drivers.iter().any(|driver| kinds.contains(&driver.kind));
        let mut problems = facts.problems.clone();
        facts.ends_without_day(&mut problems);
        let is_paid = has(&[DriverKind::Overtime, DriverKind::Absence, DriverKind::PayPosition]);
        let payroll = is_paid.then(|| Payroll::new(facts.facts, version, &mut problems));
        let grid = Grid::new(look.as_of, look.window);
        let mut achieved = Vec::new();
        if has(&[DriverKind::Achievements]) {
            let found = passed(facts.facts, version, &mut problems);
            achieved = found.into_iter().map(|(person, date)| (person, grid.place(date))).gather();
        }
        let (as_of, leaving) = (look.as_of, look.leaving);
        Self { version, facts, drivers, as_of, leaving, grid, payroll, achieved, problems }
    }

    /// The same without drivers.
    pub(super) fn bare(self) -> Self {
        Self { drivers: &[], ..self }
    }

    /// The months that are over.
    pub(super) fn panel(&self) -> Result<Panel, Problems> {
        let window = self.grid.first..self.grid.next();
        let mut rows = 0_usize;
        let mut first = window.end;
        for person in 0..self.people() {
            for stay in self.stays(person) {
                let months = self.at_risk(&stay, &window);
                first = if months.is_empty() { first } else { first.min(months.start) };
                rows += months.len();
            }
        }
        let width = self.drivers.len();
        fits(rows, width)?;
        let mut panel = Panel {
            months: self.grid.months.get(first..).unwrap_or_default().to_vec(),
            width,
            cells: Vec::with_capacity(rows * width),
            month: Vec::with_capacity(rows),
            person: Vec::with_capacity(rows),
            left: Vec::with_capacity(rows),
            ..Panel::default()
        };
        let mut tools = self.tools(&(first..window.end));
        for person in 0..self.people() {
            let mut all: Option<Range<usize>> = None;
            for stay in self.stays(person) {
                let months = self.at_risk(&stay, &window);
                if !months.is_empty() {
                    all = Some(all.map_or(months.start, |all| all.start)..months.end);
                }
            }
            let Some(all) = all else { continue };
            self.read(&mut tools, person, &all);
            for stay in self.stays(person) {
                let months = self.at_risk(&stay, &window);
                for month in months.clone() {
                    let left = month + 1 == months.end && self.left(person, &stay, &mut panel);
                    panel.month.push(u16::try_from(month - first).unwrap_or(u16::MAX));
                    panel.person.push(small(person));
                    panel.left.push(if left { 1.0 } else { 0.0 });
                    let row = Row { person, month, day: self.grid.start(month), stay };
                    self.cells(&tools, &row, &mut panel.cells);
                }
            }
        }
        Ok(panel)
    }

    /// Everybody who is with the company on the day after, or is to come; in the order of the facts.
    pub(super) fn today(&self) -> Result<Vec<Today>, Problems> {
        fits(self.people(), self.drivers.len())?;
        let after = Span::new(self.as_of, None).first + 1;
        let month = self.grid.next();
        let mut tools = self.tools(&(month..month + 1));
        let mut found = Vec::new();
        for person in 0..self.people() {
            let Some(stay) = self.stays(person).find(|stay| stay.last >= after) else { continue };
            let Some(held) = stay.held_on(after.max(stay.first)) else { continue };
            self.read(&mut tools, person, &(month..month + 1));
            let row = Row { person, month, day: self.grid.start(month).max(stay.first), stay };
            let mut cells = Vec::with_capacity(self.drivers.len());
            self.cells(&tools, &row, &mut cells);
            let (is_new, last_day) = (stay.first > after, stay.last_day());
            found.push(Today { person, held: *held, is_new, last_day, cells });
        }
        Ok(found)
    }

    pub(super) fn people(&self) -> usize {
        self.facts.facts.document().employees.len()
    }

    pub(super) fn stays(&self, person: usize) -> impl Iterator<Item = Stay<'a>> + use<'a> {
        stays(self.facts.held(person).unwrap_or_default())
    }

    /// The months of the window on whose first day somebody was there.
    pub(super) fn at_risk(&self, stay: &Stay<'_>, window: &Range<usize>) -> Range<usize> {
        let months = self.grid.at_risk(stay);
        months.start.max(window.start)..months.end.min(window.end)
    }

    /// Whether somebody left in the last month that is over, in the asked way; what else is counted is counted.
    pub(super) fn left(&self, person: usize, stay: &Stay<'_>, panel: &mut Panel) -> bool {
        let Some(last) = stay.held.last().filter(|_| self.grid.over(stay.last).is_some()) else { return false };
        let ended = self.facts.ended(person, last);
        let left = match self.leaving {
            Leaving::Voluntary => matches!(ended, None | Some(Ended::Voluntary)),
            Leaving::Involuntary => ended == Some(Ended::Involuntary),
            Leaving::Any => true,
        };
        panel.otherwise += u32::from(!left);
        panel.unstated += u32::from(self.leaving == Leaving::Voluntary && ended.is_none());
        left
    }

    fn tools(&self, months: &Range<usize>) -> Tools<'a> {
        let lines = Lines::new((self.version, self.facts), &self.grid, self.drivers, self.as_of);
        let has = |kind: DriverKind| self.drivers.iter().any(|driver| driver.kind == kind);
        let payroll = self.payroll.as_ref().filter(|_| has(DriverKind::PayPosition));
        let pays = payroll.map(|payroll| Pays::new(payroll, self.facts, &self.grid, months));
        let policy = &self.version.policy;
        let sizes = (policy.units.len(), policy.positions.len());
        let teams = has(DriverKind::TeamLeavers)
            .then(|| (Teams::new(sizes, self.facts, &self.grid, months), Own::new(&self.grid)));
        Tools { lines, pays, teams }
    }

    /// Reads what is known of a person before some months.
    fn read(&self, tools: &mut Tools<'_>, person: usize, months: &Range<usize>) {
        tools.lines.read(person, self.payroll.as_ref(), months);
        if let Some((teams, own)) = &mut tools.teams {
            teams.read(own, self.facts.held(person).unwrap_or_default(), &self.grid);
        }
    }

    /// The drivers of a row.
    fn cells(&self, tools: &Tools<'_>, row: &Row<'_>, cells: &mut Vec<f64>) {
        let at = row.stay.on(row.day);
        let held = row.stay.held.get(at);
        for (number, driver) in self.drivers.iter().enumerate() {
            cells.push(match driver.kind {
                DriverKind::Tenure => f64::from(self.grid.since(row.stay.first, row.month)),
                DriverKind::PositionTenure => f64::from(self.grid.since(row.stay.position_since(at), row.month)),
                DriverKind::Position => index(held.map(|held| held.position)),
                DriverKind::Unit => index(held.and_then(|held| held.unit)),
                DriverKind::Metric(_) | DriverKind::Score | DriverKind::Overtime | DriverKind::Absence => {
                    tools.lines.view(number, driver, row.month)
                }
                DriverKind::PayPosition => tools
                    .pays
                    .as_ref()
                    .zip(held)
                    .map_or(f64::NAN, |(pays, held)| pays.position(row.person, row.day, held.position, row.month)),
                DriverKind::Achievements => f64::from(self.achieved(row)),
                DriverKind::TeamLeavers => {
                    let teams = tools.teams.as_ref().zip(held);
                    teams.map_or(f64::NAN, |((teams, own), held): (&(Teams, Own), &Held)| {
                        teams.leavers(own, held, row.month)
                    })
                }
            });
        }
    }

    /// How much somebody achieved in the twelve months before a month.
    fn achieved(&self, row: &Row<'_>) -> u32 {
        let month = i32::try_from(row.month).unwrap_or(i32::MAX);
        let start = self.achieved.partition_point(|known| known.0 < row.person);
        let own = self.achieved.get(start..).unwrap_or_default().iter().take_while(|known| known.0 == row.person);
        small(own.filter(|known| (month - ACHIEVED..month).contains(&known.1)).count())
    }
}

/// An index as a number.
fn index(place: Option<usize>) -> f64 {
    place.map_or(f64::NAN, |place| f64::from(small(place)))
}

/// Refuses a panel that would not fit in memory; a row without drivers takes some, too.
pub(super) fn fits(rows: usize, width: usize) -> Result<(), Problem> {
    if rows.saturating_mul(width.max(1)) <= CELLS {
        return Ok(());
    }
    let message = format!("{rows} months of single people with {width} drivers are more than {CELLS} numbers");
    Err(Problem::new(Code::LimitExceeded, "/window", message).hint("look at fewer months, or name fewer drivers"))
}
