//! Shares and rates of few people, which lean on a prior and are never 0.
//!
//! A share (leavers of those who were there a year) has a Beta distribution, a rate (complaints per month) a Gamma
//! distribution; what is seen adds to their parameters (Raiffa and Schlaifer 1961). The prior is given as a mean and a
//! strength: how many people, or how much exposure, it is worth.
//!
//! ```
//! use hrcore_stats::rates::{Fault, Share};
//!
//! // One of nine left; elsewhere two of ten do.
//! let share = Share::prior(0.2, 10.0)?.seen(1.0, 9.0)?;
//! let told = share.estimate();
//! assert!((told.mean - 3.0 / 19.0).abs() < 1e-15);
//! assert!((told.within95.low - 0.036).abs() < 5e-4 && (told.within95.high - 0.347).abs() < 5e-4);
//! # Ok::<(), Fault>(())
//! ```

use crate::special::{beta_quantile, gamma_quantile};

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A prior's mean is not inside its range (a share from 0 to 1, a rate above 0), or its strength is not above 0; or
    /// one of them is not finite.
    Prior,
    /// What was seen is negative, not finite, or more happened than could.
    Seen,
}

/// An interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A mean and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Where the true value lies with 80 %, as likely below as above.
    pub within80: Range,
    /// Where it lies with 95 %.
    pub within95: Range,
}

/// What is known of a share: the Beta distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    hits: f64,
    misses: f64,
}

impl Share {
    /// A share known as Beta(`hits`, `misses`).
    ///
    /// # Errors
    ///
    /// [`Fault::Prior`] where one of them is not above 0.
    pub fn new(hits: f64, misses: f64) -> Result<Self, Fault> {
        let is_known = is_positive(hits) && is_positive(misses) && is_positive(hits + misses);
        if is_known { Ok(Self { hits, misses }) } else { Err(Fault::Prior) }
    }

    /// A share of `mean`, from 0 to 1 without these, as sure as if it were seen of `strength` people.
    ///
    /// # Errors
    ///
    /// [`Fault::Prior`] where the mean or the strength is not allowed.
    pub fn prior(mean: f64, strength: f64) -> Result<Self, Fault> {
        Self::new(mean * strength, (1.0 - mean) * strength)
    }

    /// What is known after it happened to `hits` of `tries`; neither need be whole.
    ///
    /// # Errors
    ///
    /// [`Fault::Seen`] where a number is negative or not finite, or `hits` is more than `tries`.
    pub fn seen(self, hits: f64, tries: f64) -> Result<Self, Fault> {
        if !(hits >= 0.0 && hits <= tries && tries.is_finite()) {
            return Err(Fault::Seen);
        }
        Self::new(self.hits + hits, self.misses + (tries - hits)).map_err(|_| Fault::Seen)
    }

    /// How many people it rests on, the prior counted in.
    #[must_use]
    pub fn strength(&self) -> f64 {
        self.hits + self.misses
    }

    /// The mean, never 0 and never 1 but by rounding.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.hits / self.strength()
    }

    /// The share that the true one is below with probability `p`.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        beta_quantile(p, self.hits, self.misses).of
    }

    /// The mean with its intervals.
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        estimate(self.mean(), &|p| self.quantile(p))
    }
}

/// What is known of a rate per unit of exposure: the Gamma distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    events: f64,
    exposure: f64,
}

impl Rate {
    /// A rate known as if `events` had been seen in `exposure`.
    ///
    /// # Errors
    ///
    /// [`Fault::Prior`] where one of them is not above 0.
    pub fn new(events: f64, exposure: f64) -> Result<Self, Fault> {
        let is_known = is_positive(events) && is_positive(exposure) && is_positive(events / exposure);
        if is_known { Ok(Self { events, exposure }) } else { Err(Fault::Prior) }
    }

    /// A rate of `mean`, as sure as if it were seen in an exposure of `strength`.
    ///
    /// # Errors
    ///
    /// [`Fault::Prior`] where the mean or the strength is not above 0.
    pub fn prior(mean: f64, strength: f64) -> Result<Self, Fault> {
        Self::new(mean * strength, strength)
    }

    /// What is known after `events` in `exposure`; neither need be whole.
    ///
    /// # Errors
    ///
    /// [`Fault::Seen`] where a number is negative or not finite, or something happened in no exposure.
    pub fn seen(self, events: f64, exposure: f64) -> Result<Self, Fault> {
        if !(events >= 0.0 && exposure >= 0.0) || (events > 0.0 && exposure == 0.0) {
            return Err(Fault::Seen);
        }
        Self::new(self.events + events, self.exposure + exposure).map_err(|_| Fault::Seen)
    }

    /// How much exposure it rests on, the prior counted in.
    #[must_use]
    pub fn strength(&self) -> f64 {
        self.exposure
    }

    /// The mean, never 0 but by rounding.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.events / self.exposure
    }

    /// The rate that the true one is below with probability `p`.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        gamma_quantile(p, self.events) / self.exposure
    }

    /// The mean with its intervals.
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        estimate(self.mean(), &|p| self.quantile(p))
    }
}

fn is_positive(value: f64) -> bool {
    value > 0.0 && value.is_finite()
}

fn estimate(mean: f64, quantile: &dyn Fn(f64) -> f64) -> Estimate {
    let within = |low: f64, high: f64| Range { low: quantile(low), high: quantile(high) };
    Estimate { mean, within80: within(0.1, 0.9), within95: within(0.025, 0.975) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-10 * expected, "{found}, expected {expected}");
    }

    /// Intervals from scipy 1.17: beta(3, 16).ppf.
    #[test]
    fn one_leaver_of_nine() {
        let share = Share::new(2.0, 8.0).unwrap().seen(1.0, 9.0).unwrap();
        assert_eq!((share.mean(), share.strength()), (3.0 / 19.0, 19.0));
        let told = share.estimate();
        near(told.within80.low, BETA[0]);
        near(told.within80.high, BETA[1]);
        near(told.within95.low, BETA[2]);
        near(told.within95.high, BETA[3]);
    }

    const BETA: [f64; 4] = [0.06286037795742397, 0.2694242792000759, 0.035785083121574676, 0.3471204386086721];

    /// Prior of 0.5 a month worth 4 months, 1 event in 8 months: 3 in 12. Intervals from scipy 1.17:
    /// gamma(3, scale = 1/12).ppf.
    #[test]
    fn a_rate_and_its_exposure() {
        let rate = Rate::prior(0.5, 4.0).unwrap().seen(1.0, 8.0).unwrap();
        assert_eq!((rate.mean(), rate.strength()), (0.25, 12.0));
        let told = rate.estimate();
        near(told.within80.low, GAMMA[0]);
        near(told.within80.high, GAMMA[1]);
        near(told.within95.low, GAMMA[2]);
        near(told.within95.high, GAMMA[3]);
    }

    const GAMMA: [f64; 4] = [0.09183877735411011, 0.44352669481951756, 0.05155601024130011, 0.6020573056436633];

    /// Nobody left, and the share is not 0.
    #[test]
    fn nothing_seen_is_not_never() {
        let share = Share::prior(0.2, 10.0).unwrap().seen(0.0, 9.0).unwrap();
        assert!((share.mean() - 2.0 / 19.0).abs() < 1e-15 && share.quantile(0.025) > 0.0);
        let rate = Rate::prior(0.1, 1.0).unwrap().seen(0.0, 1e6).unwrap();
        assert!(rate.mean() > 0.0);
    }

    /// What is seen at once and what is seen in parts is the same; no news changes nothing.
    #[test]
    fn what_is_seen_adds_up() {
        let prior = Share::prior(0.25, 8.0).unwrap();
        let parts = prior.seen(1.0, 4.0).unwrap().seen(2.0, 4.0).unwrap();
        assert_eq!(parts, prior.seen(3.0, 8.0).unwrap());
        assert_eq!(prior.seen(0.0, 0.0).unwrap(), prior);
    }

    #[test]
    fn faults_are_told() {
        for (mean, strength) in [(0.0, 1.0), (1.0, 1.0), (-0.1, 1.0), (0.5, 0.0), (0.5, f64::INFINITY), (f64::NAN, 1.0)]
        {
            assert_eq!(Share::prior(mean, strength), Err(Fault::Prior), "{mean} {strength}");
        }
        for (mean, strength) in [(0.0, 1.0), (1.0, -1.0), (f64::INFINITY, 1.0), (1.0, f64::NAN)] {
            assert_eq!(Rate::prior(mean, strength), Err(Fault::Prior), "{mean} {strength}");
        }
        let share = Share::new(1.0, 1.0).unwrap();
        for (hits, tries) in [(2.0, 1.0), (-1.0, 1.0), (0.0, f64::INFINITY), (f64::NAN, 1.0)] {
            assert_eq!(share.seen(hits, tries), Err(Fault::Seen), "{hits} {tries}");
        }
        let rate = Rate::new(1.0, 1.0).unwrap();
        for (events, exposure) in [(-1.0, 1.0), (1.0, 0.0), (1.0, -1.0), (f64::INFINITY, 1.0), (0.0, f64::NAN)] {
            assert_eq!(rate.seen(events, exposure), Err(Fault::Seen), "{events} {exposure}");
        }
    }
}
