//! Intervals: how far off the forecasts were, on series held out.

use crate::real::count;

use super::{Binary, Point};

/// How wide intervals are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wide {
    /// Whether the history is short.
    pub is_short: bool,
    /// What deviations are multiplied by.
    pub factor: f64,
    /// Whether values below zero do not occur.
    pub is_never_below: bool,
    /// The largest deviation, but for what events do.
    pub widest: f64,
}

/// Standard deviations that hold four of five, and nineteen of twenty: learned on every other M3 monthly series, with
/// `GROWTH` and the factor of the last forecasts as they are.
const QUANTILES: (f64, f64) = (1.239, 2.06);
/// By how much intervals grow with every step beyond what the methods state, and for how many steps.
const GROWTH: (f64, usize) = (0.015, 24);
/// The same for short histories: learned on the last 3 to 18 months of those series.
const SHORT: (f64, f64) = (1.08, 2.12);

/// The largest deviation of a history from its least to its most value: three times its range, or a fifth of its size.
/// Methods that went through a break close to the end state errors without measure.
#[must_use]
pub fn widest((least, most): (f64, f64)) -> f64 {
    3.0 * (most - least).max(0.2 * most.abs().max(least.abs()))
}

impl Wide {
    /// The interval of a period.
    #[must_use]
    pub fn point(&self, (mean, deviation, uplift): (f64, f64, f64), step: usize, scale: &Binary) -> Point {
        let (most, nearly_all) = if self.is_short { SHORT } else { QUANTILES };
        let growth = if self.is_short { 1.0 } else { 1.0 + GROWTH.0 * count(step.min(GROWTH.1)) };
        let (mean, deviation) = (mean * uplift, (deviation * self.factor * growth).min(self.widest) * uplift);
        let least = if self.is_never_below { 0.0 } else { f64::NEG_INFINITY };
        let mean = mean.max(least);
        let low = |times: f64| scale.outward((mean - times * deviation).max(least));
        let high = |times: f64| scale.outward(mean + times * deviation);
        Point {
            mean: scale.outward(mean),
            lo80: low(most),
            hi80: high(most),
            lo95: low(nearly_all),
            hi95: high(nearly_all),
            deviation: scale.outward(deviation),
        }
    }
}
