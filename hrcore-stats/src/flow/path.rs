//! Means and covariances of headcount for the steps ahead.
//!
//! With shares P (a row for each grade, the last column for leaving, where people remain), headcount n and hires r:
//!
//! * mean: n′ = n P + r;
//! * covariance of what chance does to people: V′ = Pᵀ V P + Σᵢ fᵢ (diag Pᵢ − Pᵢ Pᵢᵀ), fᵢ = E nᵢ + ρ (E nᵢ² − E nᵢ)
//!   (Bartholomew, Forbes and McClean 1991, Vassiliou 1976 for ρ = 0; for steps whose shares are drawn anew from a
//!   Dirichlet distribution with correlation ρ, Mosimann 1962). Both are exact for given shares, and taken at the mean ones,
//!   the second times w̃ᵢ / (w̃ᵢ + 1), w̃ᵢ the weight of what is open: of E (diag Pᵢ − Pᵢ Pᵢᵀ) that makes its exact mean;
//! * what is not known about the shares: their posterior covariance Cᵢ = (diag Pᵢ − Pᵢ Pᵢᵀ) / (wᵢ + 1), carried along
//!   by the derivatives Dᵢ of headcount with respect to row i. The covariance gains Σᵢ Dᵢᵀ Cᵢ Dᵢ, the mean half the
//!   second derivatives times Cᵢ: a Taylor series in 1/wᵢ, cut after the first order.
//!
//! Planned people go first and do not take part in the chance of that step; then the rest move by the shares that
//! remain, which is what a Dirichlet distribution says when some of its parts are ruled out (Connor and Mosimann 1969).

use super::{Fault, Rates, Step, Table, headcount};
use crate::gather::Gather as _;

/// Headcount after a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// The mean by grade; the last is how many of all have left since the start.
    pub mean: Vec<f64>,
    /// The covariance of these.
    pub covariance: Table,
    /// How many of the planned moves had nobody to make them, in the mean.
    pub missing: f64,
}

impl Moment {
    /// How many are in all grades, and the variance.
    #[must_use]
    pub fn total(&self) -> (f64, f64) {
        let grades = self.mean.len().saturating_sub(1);
        let mean = self.mean.iter().take(grades).fold(0.0, |sum, value| sum + value);
        let mut variance = 0.0;
        for row in 0..grades {
            variance += self.covariance.row(row).iter().take(grades).fold(0.0, |sum, value| sum + value);
        }
        (mean, variance)
    }

    /// The standard deviation of a grade, or of leavers after the last.
    #[must_use]
    pub fn deviation(&self, grade: usize) -> f64 {
        self.covariance.at(grade, grade).max(0.0).sqrt()
    }
}

/// Follows headcount through the steps.
///
/// # Errors
///
/// [`Fault`] where sizes differ or a number of people is negative.
pub fn project(rates: &Rates, start: &[f64], steps: &[Step]) -> Result<Vec<Moment>, Fault> {
    let grades = rates.grades();
    headcount(start, grades)?;
    let mut walk = Walk::new(rates, start);
    let mut moments = Vec::with_capacity(steps.len());
    for step in steps {
        step.check(grades)?;
        moments.push(walk.step(rates, step));
    }
    Ok(moments)
}

struct Walk {
    /// Headcount at the mean shares.
    mean: Vec<f64>,
    /// What the curvature adds to the mean.
    bend: Vec<f64>,
    chance: Table,
    /// For each grade, how headcount changes with each share of its row.
    slopes: Vec<Table>,
    /// The shares that are open in the step, with a last row for those who have left.
    open: Table,
}

impl Walk {
    fn new(rates: &Rates, start: &[f64]) -> Self {
        let grades = rates.grades();
        let places = grades + 1;
        let mut mean = start.to_vec();
        mean.push(0.0);
        Self {
            mean,
            bend: vec![0.0; places],
            chance: Table::zeros(places, places),
            slopes: vec![Table::zeros(places, places); grades],
            open: Table::zeros(places, places),
        }
    }

    fn step(&mut self, rates: &Rates, step: &Step) -> Moment {
        let grades = rates.grades();
        let places = grades + 1;
        for row in 0..grades {
            step.open_shares(row, rates.shares().row(row), self.open.row_mut(row));
        }
        self.open.set(grades, grades, 1.0);

        let variances = self.variances(rates);
        // Planned people leave their grade before the others move, and arrive after them.
        let mut arriving = vec![0.0; places];
        let mut missing = 0.0;
        for planned in &step.planned {
            let here = self.mean.get(planned.from).copied().unwrap_or(0.0);
            let going = planned.people.min(here);
            missing += planned.people - going;
            if let Some(place) = self.mean.get_mut(planned.from) {
                *place -= going;
            }
            if let Some(place) = arriving.get_mut(planned.to) {
                *place += going;
            }
        }

        let mut chance = self.open.turned().times(&self.chance).times(&self.open);
        for row in 0..grades {
            let here = self.mean.get(row).copied().unwrap_or(0.0);
            let square = here * here + variances.get(row).copied().unwrap_or(0.0);
            let spread = here + rates.shock() * (square - here);
            // What chance does at the mean shares is more than it does in the mean of what they may be.
            let seen = rates.weight(row) * self.still_open(rates, row);
            add_spread(&mut chance, self.open.row(row), spread * (1.0 - 1.0 / (seen + 1.0)));
        }
        self.chance = chance;
        self.bend = self.bent(rates);
        self.slopes = self.steepened(rates);

        let mut mean = arriving;
        self.open.add_product(&self.mean, &mut mean);
        for (grade, place) in mean.iter_mut().enumerate().take(grades) {
            *place += step.hired(grade);
        }
        self.mean = mean;
        self.moment(rates, missing)
    }

    /// The variance of each place, chance and doubt about shares together.
    fn variances(&self, rates: &Rates) -> Vec<f64> {
        let mut variances: Vec<f64> = (0..self.mean.len()).map(|place| self.chance.at(place, place)).gather();
        for (row, slopes) in self.slopes.iter().enumerate() {
            let (means, shares) = mean_slopes(rates, row, slopes);
            let factor = 1.0 / (rates.weight(row) + 1.0);
            for (share, slope) in shares.iter().zip(slopes.cells().chunks_exact(slopes.columns().max(1))) {
                if *share != 0.0 {
                    variances.iter_mut().zip(slope).for_each(|(cell, slope)| *cell += factor * share * slope * slope);
                }
            }
            variances.iter_mut().zip(&means).for_each(|(cell, mean)| *cell -= factor * mean * mean);
        }
        variances
    }

    /// With Dᵀ (diag p − p pᵀ) D as Σ pₖ dₖ dₖᵀ − m mᵀ, m = Dᵀ p: closed ways take no time.
    fn covariance(&self, rates: &Rates) -> Table {
        let mut covariance = self.chance.clone();
        for (row, slopes) in self.slopes.iter().enumerate() {
            let (means, shares) = mean_slopes(rates, row, slopes);
            let factor = 1.0 / (rates.weight(row) + 1.0);
            for (share, slope) in shares.iter().zip(slopes.cells().chunks_exact(slopes.columns().max(1))) {
                add_square(&mut covariance, slope, factor * share);
            }
            add_square(&mut covariance, &means, -factor);
        }
        covariance
    }

    /// Half the second derivatives times the covariance of the shares: a share changes who is in the row's grade, and
    /// then again where they go.
    fn bent(&self, rates: &Rates) -> Vec<f64> {
        let mut bend = vec![0.0; self.bend.len()];
        self.open.add_product(&self.bend, &mut bend);
        for (row, slopes) in self.slopes.iter().enumerate() {
            let doubt = doubt(rates, row);
            let here: Vec<f64> = (0..slopes.rows()).map(|share| slopes.at(share, row)).gather();
            let mut shift = vec![0.0; here.len()];
            doubt.add_product(&here, &mut shift);
            self.opening(rates, row).add_product(&shift, &mut bend);
        }
        bend
    }

    fn steepened(&self, rates: &Rates) -> Vec<Table> {
        let mut all = Vec::with_capacity(self.slopes.len());
        for (row, slopes) in self.slopes.iter().enumerate() {
            let mut next = slopes.times(&self.open);
            let here = self.mean.get(row).copied().unwrap_or(0.0);
            let opening = self.opening(rates, row);
            for share in 0..next.rows() {
                for (cell, value) in next.row_mut(share).iter_mut().zip(opening.row(share)) {
                    *cell += here * value;
                }
            }
            all.push(next);
        }
        all
    }

    /// What the shares of a row that are open sum to.
    fn still_open(&self, rates: &Rates, row: usize) -> f64 {
        let shares = rates.shares().row(row).iter().zip(self.open.row(row));
        shares.fold(0.0, |sum, (share, open)| sum + if *open > 0.0 { *share } else { 0.0 })
    }

    /// How the open shares of a row change with its own shares: a closed one lifts the others in proportion.
    fn opening(&self, rates: &Rates, row: usize) -> Table {
        let open = self.open.row(row);
        let mut opening = Table::zeros(open.len(), open.len());
        let whole = self.still_open(rates, row);
        if whole <= 0.0 {
            return opening; // everybody stays, whatever the shares
        }
        for (place, _) in open.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            for (other, lifted) in open.iter().enumerate() {
                let one = if place == other { 1.0 } else { 0.0 };
                opening.set(place, other, (one - lifted) / whole);
            }
        }
        opening
    }

    fn moment(&self, rates: &Rates, missing: f64) -> Moment {
        let mean = self.mean.iter().zip(&self.bend).map(|(mean, bend)| mean + bend).gather();
        Moment { mean, covariance: self.covariance(rates), missing }
    }
}

/// How headcount changes with a row's shares, in their mean; and the shares.
fn mean_slopes<'r>(rates: &'r Rates, row: usize, slopes: &Table) -> (Vec<f64>, &'r [f64]) {
    let shares = rates.shares().row(row);
    let mut means = vec![0.0; slopes.columns()];
    slopes.add_product(shares, &mut means);
    (means, shares)
}

/// Adds a multiple of v vᵀ.
fn add_square(to: &mut Table, values: &[f64], factor: f64) {
    if factor == 0.0 {
        return;
    }
    for (row, value) in values.iter().enumerate() {
        if *value != 0.0 {
            let part = factor * value;
            to.row_mut(row).iter_mut().zip(values).for_each(|(cell, other)| *cell += part * other);
        }
    }
}

/// The posterior covariance of a row's shares.
fn doubt(rates: &Rates, row: usize) -> Table {
    let shares = rates.shares().row(row);
    let mut doubt = Table::zeros(shares.len(), shares.len());
    add_spread(&mut doubt, shares, 1.0 / (rates.weight(row) + 1.0));
    doubt
}

/// Adds a multiple of diag p − p pᵀ.
fn add_spread(to: &mut Table, shares: &[f64], factor: f64) {
    if factor == 0.0 {
        return;
    }
    for (row, share) in shares.iter().enumerate() {
        if *share != 0.0 {
            for (cell, other) in to.row_mut(row).iter_mut().zip(shares) {
                *cell -= factor * share * other;
            }
            to.add(row, row, factor * share);
        }
    }
}

#[cfg(test)]
mod tests;
