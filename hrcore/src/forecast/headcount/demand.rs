//! How many people a month takes, and how many of those there are will stay: distributions, and what they ask for.

use hrcore_stats::real::{exp, ln, sqrt};
use hrcore_stats::special::{Share, binomial_at, normal, normal_quantile};

use super::answer::Quantiles;
use crate::gather::Gather as _;
use crate::number::{Approx, whole_part};

/// So small a part of a person is nobody, and so small a chance is none: what is left of rounding.
const HAIR: f64 = 1e-9;
/// The widest spread that is counted with: 95 of 100 cases lie within a factor of 360.
pub(super) const WIDEST: u32 = 3;
/// So many numbers of leavers are told apart; where there are more, neighbours count as one.
const APART: usize = 256;
/// Standard deviations beyond which nobody looks.
const FAR: f64 = 8.0;

/// A quantity that is lognormal about its median; certain where the spread is zero.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Demand {
    pub(super) median: f64,
    /// The standard deviation of the logarithm.
    pub(super) spread: f64,
}

impl Demand {
    /// About a forecast with a standard deviation; below zero there is nothing.
    pub(super) fn foretold(mean: f64, deviation: f64) -> Self {
        if mean <= 0.0 {
            return Self::default();
        }
        let off = deviation / mean;
        Self { median: mean, spread: sqrt(ln(1.0 + off * off)).min(f64::from(WIDEST)) }
    }

    /// The same, of what a part of it is.
    pub(super) fn over(self, divisor: f64) -> Self {
        Self { median: self.median / divisor, ..self }
    }

    /// What it stays below with a probability.
    pub(super) fn quantile(self, p: f64) -> f64 {
        self.median * exp(self.spread * normal_quantile(p))
    }

    pub(super) fn quantiles(self) -> Quantiles {
        let at = |p: f64| Approx::of(self.quantile(p));
        Quantiles { median: Approx::of(self.median), lo80: at(0.1), hi80: at(0.9), lo95: at(0.025), hi95: at(0.975) }
    }

    /// How likely it is not above something.
    fn is_within(self, supply: f64) -> f64 {
        if self.median <= 0.0 {
            return if supply >= -HAIR { 1.0 } else { 0.0 };
        }
        if self.spread == 0.0 {
            return if self.median <= supply + hair(self.median) { 1.0 } else { 0.0 };
        }
        if supply <= 0.0 { 0.0 } else { normal(ln(supply / self.median) / self.spread).lower }
    }
}

/// How many of some people will have left: each number with its probability.
#[derive(Debug, Clone)]
pub(super) struct Leavers {
    chances: Vec<(f64, f64)>,
}

impl Leavers {
    /// Of people who leave by chance, each on their own.
    pub(super) fn new(holders: u32, chance: Share) -> Self {
        let tries = f64::from(holders);
        let mean = tries * chance.of;
        let around = FAR * sqrt(mean * chance.rest) + FAR;
        let (first, last) = (whole_part(mean - around), whole_part(mean + around).min(holders));
        let mut chances: Vec<(f64, f64)> = (first..=last)
            .map(|left| (f64::from(left), binomial_at(f64::from(left), tries, chance)))
            .filter(|(_, chance)| *chance > 0.0)
            .gather();
        if chances.len() > APART {
            let together = chances.len().div_ceil(APART);
            chances = chances.chunks(together).map(as_one).gather();
        }
        let all = chances.iter().fold(0.0, |sum, (_, chance)| sum + chance);
        chances.iter_mut().for_each(|(_, chance)| *chance /= all);
        Self { chances }
    }

    fn most(&self) -> f64 {
        self.chances.last().map_or(0.0, |(left, _)| *left)
    }
}

/// Some numbers of leavers as their mean.
fn as_one(some: &[(f64, f64)]) -> (f64, f64) {
    let all = some.iter().fold(0.0, |sum, (_, chance)| sum + chance);
    (some.iter().fold(0.0, |sum, (left, chance)| sum + left * chance) / all, all)
}

/// How likely people are too few, of whom some leave.
pub(super) fn chance_short(demand: Demand, people: f64, leavers: &Leavers) -> f64 {
    1.0 - chance_enough(demand, people, leavers)
}

fn chance_enough(demand: Demand, people: f64, leavers: &Leavers) -> f64 {
    leavers.chances.iter().fold(0.0, |sum, (left, chance)| sum + chance * demand.is_within(people - left)).min(1.0)
}

/// How many new people there have to be at least, so that they are enough with a probability; at most what fits.
pub(super) fn lacking(demand: Demand, people: f64, leavers: &Leavers, p: f64) -> u32 {
    let is_enough = |hires: u32| chance_enough(demand, people + f64::from(hires), leavers) >= p - HAIR;
    // Enough, even if as many leave as can; one more for what was lost in rounding.
    let most = demand.quantile(p) - people + leavers.most();
    let (mut low, mut high) = (0, whole_part(most.ceil() + 1.0));
    while low < high {
        let middle = low + (high - low) / 2;
        if is_enough(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    high
}

/// What is nobody beside so many.
fn hair(people: f64) -> f64 {
    HAIR * people.abs().max(1.0)
}

/// As many whole people as that takes, where `scale` tells how large the numbers were that it came from.
pub(super) fn rounded_up(people: f64, scale: f64) -> f64 {
    (people - hair(scale)).ceil() + 0.0
}
