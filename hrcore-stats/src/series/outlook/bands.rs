//! Intervals: how far off the forecasts were, on series held out.

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
}

/// Standard deviations that hold four of five, and nineteen of twenty, learned.
const QUANTILES: (f64, f64) = (1.243, 2.097);
const SHORT: (f64, f64) = (1.281_551_565_544_600_4, 1.959_963_984_540_054);

impl Wide {
    /// The interval of a period.
    #[must_use]
    pub fn point(&self, mean: f64, deviation: f64, _step: usize, scale: &Binary) -> Point {
        let (most, nearly_all) = if self.is_short { SHORT } else { QUANTILES };
        let deviation = deviation * self.factor;
        let least = if self.is_never_below { 0.0_f64.min(mean) } else { f64::NEG_INFINITY };
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
