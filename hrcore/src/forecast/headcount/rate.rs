//! How many leave in a year: what was seen, with what is borrowed where little was.

use hrcore_stats::real::{ln, pow};
use hrcore_stats::special::{Share, beta_quantile};

use crate::forecast::Estimate;
use crate::number::Approx;

/// Without a borrowed rate: the share of a year, and how many years of one person it counts for.
const UNKNOWN: (f64, f64) = (0.2, 1.0);
/// With less than so many years of one person, nothing was seen.
const LITTLE: f64 = 1.0;

/// The share of people that leaves in a year: a Beta distribution.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    left: f64,
    stayed: f64,
    pub(super) source: &'static str,
}

impl Rate {
    /// From years of one person and how many left in them, and a borrowed rate with its weight.
    pub(super) fn new(years: f64, left: u32, borrowed: Option<(f64, f64)>) -> Self {
        let (rate, weight) = borrowed.unwrap_or(UNKNOWN);
        let left = f64::from(left);
        let source = match borrowed {
            _ if years < LITTLE => "prior",
            Some(_) => "blended",
            None => "local",
        };
        // Where more left than there were years, all did who can have.
        Self { left: rate * weight + left, stayed: (1.0 - rate) * weight + (years - left).max(0.0), source }
    }

    pub(super) fn mean(self) -> f64 {
        self.left / (self.left + self.stayed)
    }

    /// How likely somebody has left after some months.
    pub(super) fn by(self, months: f64) -> Share {
        let rest = pow(self.stayed / (self.left + self.stayed), months / 12.0);
        // Of a small rate the difference to 1 would lose digits.
        let log = ln(self.stayed / (self.left + self.stayed)) * months / 12.0;
        let of = if log > -1e-5 { -log * (1.0 + 0.5 * log) } else { 1.0 - rest };
        Share { of, rest }
    }

    pub(super) fn estimate(self) -> Estimate {
        let at = |p: f64| {
            if self.left <= 0.0 {
                return Approx::of(0.0);
            }
            let is_all = self.stayed <= 0.0;
            Approx::of(if is_all { 1.0 } else { beta_quantile(p, self.left, self.stayed).of })
        };
        Estimate { mean: Approx::of(self.mean()), lo80: at(0.1), hi80: at(0.9), lo95: at(0.025), hi95: at(0.975) }
    }
}
