//! What something will have come to: a mean, how far off it may be, and how likely it is enough.

use hrcore_stats::special::{beta_quantile, lbeta, lgamma, normal, normal_quantile, student, student_quantile};

use hrcore_stats::real::{count, exp};

/// Probabilities below and above which nothing is said that is not certain.
const LEAST: f64 = 0.001;
/// Half of those who lie outside of the intervals.
const TAILS: [f64; 4] = [0.1, 0.9, 0.025, 0.975];
/// So many items that are open are counted one by one; more are a share of them all.
const COUNTED: usize = 500;

/// How errors are distributed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    Normal,
    /// Student's, with so many degrees of freedom.
    Student(f64),
    /// Those of forecasts of series, whose deviations hold 80 % within 1.243 and 95 % within 2.1 of them: Student's with 6
    /// degrees of freedom, made narrower.
    Series,
    /// The same of short histories, of which 80 % are within 1.08 and 95 % within 2.1.
    Short,
}

/// Degrees of freedom of the errors of series, and the factor by which they are narrower: 1.243 over the quantile 1.4398.
const SERIES: (f64, f64) = (6.0, 0.8633);
/// The same of short histories: 1.08 over 1.6377.
const SHORT: (f64, f64) = (3.0, 0.66);

impl Shape {
    fn quantile(self, p: f64) -> f64 {
        match self {
            Self::Normal => normal_quantile(p),
            Self::Student(freedom) => student_quantile(p, freedom),
            Self::Series => SERIES.1 * student_quantile(p, SERIES.0),
            Self::Short => SHORT.1 * student_quantile(p, SHORT.0),
        }
    }

    fn below(self, x: f64) -> f64 {
        match self {
            Self::Normal => normal(x).lower,
            Self::Student(freedom) => student(x, freedom).lower,
            Self::Series => student(x / SERIES.1, SERIES.0).lower,
            Self::Short => student(x / SHORT.1, SHORT.0).lower,
        }
    }
}

/// What something will have come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Outcome {
    pub(super) mean: f64,
    /// The ends of the intervals: `lo80`, `hi80`, `lo95`, `hi95`.
    pub(super) ends: [f64; 4],
}

/// A mean with errors about it, between bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    pub(super) mean: f64,
    pub(super) scale: f64,
    pub(super) shape: Shape,
    pub(super) bounds: (f64, f64),
}

/// Without bounds.
pub(super) const ANYWHERE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

impl Spread {
    fn within(&self, value: f64) -> f64 {
        let finite = value.clamp(-f64::MAX, f64::MAX);
        finite.max(self.bounds.0).min(self.bounds.1)
    }

    pub(super) fn outcome(&self) -> Outcome {
        let end = |p: f64| {
            let away = if self.scale > 0.0 { self.scale * self.shape.quantile(p) } else { 0.0 };
            self.within(self.mean + away)
        };
        Outcome { mean: self.within(self.mean), ends: TAILS.map(end) }
    }

    /// How likely it is at least, or at most, so much.
    pub(super) fn chance(&self, target: f64, upwards: bool) -> f64 {
        let off = if upwards { self.mean - target } else { target - self.mean };
        if self.scale > 0.0 && self.scale.is_finite() {
            unsure(self.shape.below(off / self.scale))
        } else {
            unsure(f64::from(u8::from(off >= 0.0)))
        }
    }
}

/// A probability that is not certain.
pub(super) fn unsure(chance: f64) -> f64 {
    if chance.is_nan() { 0.5 } else { chance.clamp(LEAST, 1.0 - LEAST) }
}

/// What becomes of so many items, of each of which it is known as little as of the others whether it will be done: the
/// chance that holds for all of them has a Beta distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Items {
    pub(super) open: usize,
    pub(super) a: f64,
    pub(super) b: f64,
}

impl Items {
    /// The chance that all are done: the mean of the chance to the power of their number.
    pub(super) fn all(&self) -> f64 {
        exp(lbeta(self.a + count(self.open), self.b) - lbeta(self.a, self.b))
    }

    /// Which share of them is done: the mean, and the ends of the intervals.
    pub(super) fn share(&self) -> Outcome {
        let mean = self.a / (self.a + self.b);
        if self.open == 0 || self.open > COUNTED {
            return Outcome { mean, ends: TAILS.map(|p| beta_quantile(p, self.a, self.b).of) };
        }
        let n = count(self.open);
        let front = lgamma(n + 1.0) - lbeta(self.a, self.b);
        let mut ends = TAILS.map(|p| (p, None));
        let mut sum = 0.0;
        for done in 0..=self.open {
            let k = count(done);
            let log = front - lgamma(k + 1.0) - lgamma(n - k + 1.0) + lbeta(self.a + k, self.b + n - k);
            sum += exp(log);
            for (p, end) in &mut ends {
                if end.is_none() && sum >= *p - 1e-9 {
                    *end = Some(k / n);
                }
            }
        }
        Outcome { mean, ends: ends.map(|(_, end)| end.unwrap_or(1.0)) }
    }
}
