//! Rates of leaving with a prior, the chance over some months, and how many that is of a team.

use hrcore_stats::real::exp;
use hrcore_stats::special::{beta_quantile, lbeta};

use super::answer::ChanceEstimate;
use crate::json::Few;
use crate::number::{Approx, whole_part};

/// The quantiles that are shown, in the order of an estimate's fields.
const SHOWN: [f64; 4] = [0.1, 0.9, 0.025, 0.975];
/// What remains of a distribution where its tails are cut off.
const TAIL: f64 = 1e-18;

/// A monthly rate as a beta distribution: people who left, of months of one person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    a: f64,
    b: f64,
    /// What it stands on.
    pub(super) seen: Seen,
}

/// What was seen.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    pub(super) people: u32,
    pub(super) events: u32,
    pub(super) exposure: u32,
}

impl Rate {
    /// A rate, borrowed as far as there is a prior: its rate, and how many months of one person it counts as. Without one
    /// it is that of Jeffreys (1946): half a leaver and half a month in which one stayed.
    pub(super) fn new(seen: Seen, prior: Option<(f64, f64)>) -> Self {
        let (left, stayed) = match prior {
            Some((rate, weight)) if weight > 0.0 => (weight * rate, weight * (1.0 - rate)),
            _ => (0.5, 0.5),
        };
        let (events, exposure) = (f64::from(seen.events), f64::from(seen.exposure));
        Self { a: left + events, b: stayed + (exposure - events).max(0.0), seen }
    }

    /// The expected rate.
    pub(super) fn mean(&self) -> f64 {
        self.a / (self.a + self.b)
    }

    fn variance(&self) -> f64 {
        let all = self.a + self.b;
        self.a * self.b / (all * all * (all + 1.0))
    }

    fn quantile(&self, p: f64) -> f64 {
        let found = beta_quantile(p, self.a, self.b).of;
        if found.is_finite() { found } else { self.mean() }
    }

    /// The rate of a month.
    pub(super) fn monthly(&self, source: &'static str) -> ChanceEstimate {
        self.estimate(source, self.mean(), SHOWN.map(|p| self.quantile(p)))
    }

    /// The chance within some months, of which others take some away.
    pub(super) fn within(&self, months: u32, others: f64, source: &'static str) -> ChanceEstimate {
        let shown = SHOWN.map(|p| within(self.quantile(p), months, others));
        self.estimate(source, self.mean_within(months, others), shown)
    }

    /// The chance within some months at the expected rate.
    pub(super) fn mean_within(&self, months: u32, others: f64) -> f64 {
        within(self.mean(), months, others)
    }

    /// How many of some people leave within some months, in whole people.
    pub(super) fn leavers(&self, people: u32, (months, others): (u32, f64), source: &'static str) -> ChanceEstimate {
        let mean = self.mean_within(months, others);
        let slope = slope(self.mean(), months, others);
        let variance = slope * slope * self.variance();
        let shown = whole_quantiles(people, mean, variance, SHOWN);
        self.estimate(source, f64::from(people) * mean, shown)
    }

    fn estimate(&self, source: &'static str, mean: f64, [lo80, hi80, lo95, hi95]: [f64; 4]) -> ChanceEstimate {
        ChanceEstimate {
            mean: Approx::of(mean),
            lo80: Approx::of(lo80),
            hi80: Approx::of(hi80),
            lo95: Approx::of(lo95),
            hi95: Approx::of(hi95),
            n: self.seen.people,
            events: self.seen.events,
            exposure: self.seen.exposure,
            source,
            caveats: Few::default(),
        }
    }
}

/// The chance to leave within some months at a monthly rate, where others leave otherwise.
fn within(rate: f64, months: u32, others: f64) -> f64 {
    let stays = (1.0 - rate) * (1.0 - others);
    let (mut sum, mut there) = (0.0, 1.0);
    for _ in 0..months {
        sum += there * rate;
        there *= stays;
    }
    sum
}

/// By how much that chance grows with the rate.
fn slope(rate: f64, months: u32, others: f64) -> f64 {
    let stays = (1.0 - rate) * (1.0 - others);
    let (mut sum, mut there, mut change) = (0.0, 1.0, 0.0);
    for _ in 0..months {
        sum += there + rate * change;
        change = change * stays - there * (1.0 - others);
        there *= stays;
    }
    sum
}

/// Quantiles of a number of people of whom each leaves with a chance that is itself not sure: a beta-binomial
/// distribution with the chance's mean and variance.
fn whole_quantiles(people: u32, mean: f64, variance: f64, shown: [f64; 4]) -> [f64; 4] {
    let n = f64::from(people);
    if people == 0 || mean <= 0.0 || mean >= 1.0 || variance <= 0.0 {
        return [n * mean; 4];
    }
    // Less sure than a coin of one toss it cannot be.
    let size = (mean * (1.0 - mean) / variance - 1.0).max(1e-6);
    let (a, b) = (mean * size, (1.0 - mean) * size);
    let at = |k: f64| {
        // The logarithm of C(n, k) is −ln(n + 1) − ln B(n − k + 1, k + 1).
        exp(lbeta(k + a, n - k + b) - lbeta(a, b) - lbeta(n - k + 1.0, k + 1.0) - hrcore_stats::real::ln(n + 1.0))
    };
    // From the middle to both sides, until nothing is left.
    let middle = whole_part(n * mean).min(people);
    let top = at(f64::from(middle));
    let mut masses: Vec<(u32, f64)> = Vec::new();
    let (mut k, mut mass) = (middle, top);
    while k > 0 && mass > TAIL {
        let at = f64::from(k);
        mass *= at / (n - at + 1.0) * ((n - at + b) / (at - 1.0 + a));
        k -= 1;
        masses.push((k, mass));
    }
    masses.reverse();
    masses.push((middle, top));
    (k, mass) = (middle, top);
    while k < people && mass > TAIL {
        let at = f64::from(k);
        mass *= (n - at) / (at + 1.0) * ((at + a) / (n - at - 1.0 + b));
        k += 1;
        masses.push((k, mass));
    }
    let all = masses.iter().fold(0.0, |sum, (_, mass)| sum + mass);
    shown.map(|level| {
        let mut sum = 0.0;
        for (k, mass) in &masses {
            sum += mass;
            if sum >= level * all {
                return f64::from(*k);
            }
        }
        n
    })
}
