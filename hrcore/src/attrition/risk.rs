//! The risk of single people: the chance over some months with its interval, the band, the reasons.

use hrcore_stats::real::exp;

use super::answer::{ChanceEstimate, Reason};
use super::known::{Known, decimal, of_millionths};
use super::model::RiskBand;
use super::rates::Seen;
use crate::compile::{Compiled, CompiledDriver, DriverKind};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::Approx;
use crate::values::Id;

/// How many standard deviations lie on each side of 80 and of 95 of 100 cases.
const Z80: f64 = 1.281_551_565_544_600_4;
const Z95: f64 = 1.959_963_984_540_054;

/// A model that is asked about people one after the other.
pub(super) struct Risks<'a> {
    known: &'a Known,
    horizon: u32,
    /// The monthly rate of those who leave otherwise.
    others: f64,
    // What is used for each person anew.
    parts: Vec<i64>,
    row: Vec<f64>,
    cells: Vec<f64>,
    months: Vec<f64>,
}

/// Somebody's risk.
#[derive(Debug, Clone)]
pub(super) struct Risk {
    /// The log-odds of the next month, in millionths.
    pub(super) log_odds: i64,
    /// What each term and pair adds, in millionths.
    pub(super) parts: Vec<i64>,
    pub(super) mean: f64,
    /// The bounds of 80 and of 95 of 100 cases.
    pub(super) shown: [f64; 4],
}

/// The chance of log-odds.
pub(super) fn chance_of(log_odds: f64) -> f64 {
    if log_odds >= 0.0 {
        1.0 / (1.0 + exp(-log_odds))
    } else {
        let odds = exp(log_odds);
        odds / (1.0 + odds)
    }
}

impl<'a> Risks<'a> {
    pub(super) fn new(known: &'a Known, horizon: u32, others: f64) -> Self {
        Self {
            known,
            horizon,
            others,
            parts: Vec::new(),
            row: Vec::new(),
            cells: Vec::new(),
            months: Vec::with_capacity(horizon as usize),
        }
    }

    /// The risk of somebody, by the drivers for the next month.
    pub(super) fn of(&mut self, cells: &[f64]) -> Risk {
        let log_odds = self.look_ahead(cells);
        let parts = self.parts.clone();
        let deviation = self.known.variance(cells, &mut self.row).sqrt();
        let at = |shift: f64| self.within(shift * deviation);
        let shown = [at(-Z80), at(Z80), at(-Z95), at(Z95)];
        Risk { log_odds, parts, mean: self.within(0.0), shown }
    }

    /// The chance alone.
    pub(super) fn mean(&mut self, cells: &[f64]) -> f64 {
        self.look_ahead(cells);
        self.within(0.0)
    }

    /// The log-odds of each month to come; those of the first in millionths, whose parts are kept.
    fn look_ahead(&mut self, cells: &[f64]) -> i64 {
        self.months.clear();
        let first = self.known.additions(cells, &mut self.parts);
        self.months.push(of_millionths(first));
        if self.horizon > 1 {
            let parts = std::mem::take(&mut self.parts);
            self.cells.clear();
            self.cells.extend_from_slice(cells);
            for _ in 1..self.horizon {
                for (cell, driver) in self.cells.iter_mut().zip(&self.known.drivers) {
                    if driver.kind.grows() {
                        *cell += 1.0;
                    }
                }
                let later = self.known.additions(&self.cells, &mut self.parts);
                self.months.push(of_millionths(later));
            }
            self.parts = parts;
        }
        first
    }

    /// The chance to leave within the horizon, with all log-odds so much higher.
    fn within(&self, shift: f64) -> f64 {
        let (mut sum, mut there) = (0.0, 1.0);
        for log_odds in &self.months {
            let hazard = chance_of(log_odds + shift);
            sum += there * hazard;
            there *= (1.0 - hazard) * (1.0 - self.others);
        }
        sum
    }
}

impl Risk {
    /// The chance as an estimate.
    pub(super) fn estimate(&self, seen: Seen, source: &'static str) -> ChanceEstimate {
        let [lo80, hi80, lo95, hi95] = self.shown.map(Approx::of);
        ChanceEstimate {
            mean: Approx::of(self.mean),
            lo80,
            hi80,
            lo95,
            hi95,
            n: seen.people,
            events: seen.events,
            exposure: seen.exposure,
            source,
            caveats: Few::default(),
        }
    }

    /// Why, the strongest first.
    pub(super) fn reasons(&self, known: &Known, version: &Compiled, cells: &[f64]) -> Few<Reason> {
        let mut order: Vec<(u64, usize)> = Vec::new();
        order.extend(
            self.parts.iter().enumerate().filter(|(_, adds)| **adds != 0).map(|(at, adds)| (adds.unsigned_abs(), at)),
        );
        crate::sort::sort_by(&mut order, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut reasons = Vec::with_capacity(order.len());
        for (_, at) in order {
            let adds = self.parts.get(at).copied().unwrap_or(0);
            let pair = at.checked_sub(known.terms.len()).and_then(|pair| known.pairs.get(pair));
            let (first, second) = pair.map_or((at, None), |pair| (pair.first, Some(pair.second)));
            let Some(driver) = known.drivers.get(first) else { continue };
            let other = second.and_then(|second| known.drivers.get(second));
            let cell = cells.get(first).copied().filter(|cell| !cell.is_nan());
            let is_category = driver.kind.is_category();
            reasons.push(Reason {
                driver: driver.stated.id.clone(),
                with: other.map(|other| other.stated.id.clone()),
                value: cell.filter(|_| !is_category).map(Approx::of),
                is: cell.filter(|_| is_category).and_then(|cell| category(version, driver, cell)),
                adds: decimal(adds),
                odds: Approx::of(exp(of_millionths(adds))),
                toward: if adds > 0 { "leave" } else { "stay" },
                role: driver.role().as_str(),
            });
        }
        Few(reasons)
    }
}

/// The position or unit that a number stands for.
pub(super) fn category(version: &Compiled, driver: &CompiledDriver, cell: f64) -> Option<Id> {
    let policy = &version.policy;
    let at = (0..policy.positions.len().max(policy.units.len())).find(|at| hrcore_stats::real::count(*at) == cell)?;
    match driver.kind {
        DriverKind::Position => policy.positions.get(at).map(|position| position.id.clone()),
        DriverKind::Unit => policy.units.get(at).map(|unit| unit.id.clone()),
        _ => None,
    }
}

/// How a chance stands to that of the team.
pub(super) fn band(chance: f64, team: f64) -> RiskBand {
    let times = chance / team;
    if times < 0.5 {
        RiskBand::Low
    } else if times < 1.5 {
        RiskBand::Typical
    } else if times < 2.5 {
        RiskBand::Raised
    } else {
        RiskBand::High
    }
}

/// Whether bands say little: the chances are on average above twice the team's, or below half of it.
pub(super) fn is_off(mean: f64, team: f64) -> bool {
    !(0.5..=2.0).contains(&(mean / team))
}

/// The places in the order of chances, from 1; those of equal chances are equal.
pub(super) fn ranks(chances: &[f64]) -> Vec<u32> {
    let at = |place: usize| chances.get(place).copied().unwrap_or(0.0);
    let order = crate::sort::order(chances.len(), &mut |a, b| at(b).total_cmp(&at(a)));
    let mut ranks = vec![0; chances.len()];
    let mut last: Option<(f64, u32)> = None;
    for (number, place) in order.iter().enumerate() {
        let chance = at(*place);
        let rank = match last {
            Some((same, rank)) if same == chance => rank,
            _ => crate::number::small(number).saturating_add(1),
        };
        last = Some((chance, rank));
        ranks.get_mut(*place).into_iter().for_each(|slot| *slot = rank);
    }
    ranks
}

/// The employees' places by falling chance.
pub(super) fn by_chance(chances: &[f64]) -> Vec<usize> {
    let at = |place: usize| chances.get(place).copied().unwrap_or(0.0);
    crate::sort::order(chances.len(), &mut |a, b| at(b).total_cmp(&at(a))).into_iter().gather()
}
