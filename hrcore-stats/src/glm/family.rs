//! How an outcome follows from a linear predictor.

use crate::real::{between, exp, ln};
use crate::special::lgamma;

/// How an outcome is distributed, and how its mean follows from the linear predictor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Yes or no (1 or 0, or a share between); the logarithm of the odds is linear.
    Logit,
    /// Yes or no, where ln(−ln(1 − mean)) is linear: a hazard that is proportional in continuous time, seen in steps
    /// (Prentice and Gloeckler 1978). With an offset of ln(length) steps may differ in length.
    Cloglog,
    /// A count from 0; the logarithm of its mean is linear. With an offset of ln(exposure) it is a rate.
    Poisson,
    /// Any number; its mean is linear, its variance the same for all.
    Gaussian,
}

/// What one outcome adds, at a linear predictor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    /// Its log-likelihood, without what the outcome alone decides.
    pub likelihood: f64,
    /// How that rises with the predictor.
    pub slope: f64,
    /// How fast that rise is expected to fall: Fisher's information.
    pub weight: f64,
}

/// Beyond this e to the power of the predictor leaves the range of numbers.
const FAR: f64 = 700.0;

impl Family {
    /// The mean of the outcome at a linear predictor: a number that is not NaN, whatever the size of the predictor.
    #[must_use]
    #[inline]
    pub fn mean(self, predictor: f64) -> f64 {
        match self {
            Self::Logit => {
                let small = exp(-predictor.abs());
                let top = if predictor < 0.0 { small } else { 1.0 };
                top / (1.0 + small)
            }
            Self::Cloglog => -libm::expm1(-exp(between(predictor, -FAR, FAR))),
            Self::Poisson => exp(between(predictor, -FAR, FAR)),
            Self::Gaussian => predictor,
        }
    }

    /// How fast the mean rises with the linear predictor.
    #[must_use]
    pub fn derivative(self, predictor: f64) -> f64 {
        match self {
            Self::Logit => {
                let small = exp(-predictor.abs());
                small / (1.0 + small) / (1.0 + small)
            }
            Self::Cloglog => {
                let hazard = exp(between(predictor, -FAR, FAR));
                hazard * exp(-hazard)
            }
            Self::Poisson => self.mean(predictor),
            Self::Gaussian => 1.0,
        }
    }

    /// The log-likelihood of an outcome at a linear predictor. That of [`Family::Gaussian`] is taken at a variance of 1.
    #[must_use]
    pub fn log_likelihood(self, predictor: f64, outcome: f64) -> f64 {
        self.part(predictor, outcome).likelihood + self.constant(outcome)
    }

    /// Twice what the log-likelihood of an outcome lacks to the best that any predictor gives it.
    #[must_use]
    pub fn deviance(self, predictor: f64, outcome: f64) -> f64 {
        2.0 * (self.best(outcome) - self.part(predictor, outcome).likelihood)
    }

    /// Whether an outcome can be one of this family.
    pub(super) fn allows(self, outcome: f64) -> bool {
        match self {
            Self::Logit | Self::Cloglog => (0.0..=1.0).contains(&outcome),
            Self::Poisson => outcome >= 0.0 && outcome.is_finite(),
            Self::Gaussian => outcome.is_finite(),
        }
    }

    /// What an outcome adds at a linear predictor.
    #[inline]
    pub(super) fn part(self, predictor: f64, outcome: f64) -> Part {
        match self {
            Self::Logit => {
                let small = exp(-predictor.abs());
                let large = 1.0 / (1.0 + small);
                let least = small * large;
                let (yes, no) = if predictor < 0.0 { (least, large) } else { (large, least) };
                Part {
                    likelihood: outcome * predictor - predictor.max(0.0) - libm::log1p(small),
                    slope: outcome * no - (1.0 - outcome) * yes,
                    weight: least * large,
                }
            }
            Self::Cloglog => {
                let predictor = between(predictor, -FAR, FAR);
                let hazard = exp(predictor);
                let (yes, no) = (-libm::expm1(-hazard), exp(-hazard));
                // Near 1 where both are small, and never 0/0, because the predictor is bounded.
                let ratio = hazard / yes;
                let ln_yes = if outcome == 0.0 {
                    0.0
                } else if hazard < 0.5 {
                    predictor - ln(ratio)
                } else {
                    libm::log1p(-no)
                };
                Part {
                    likelihood: outcome * ln_yes - (1.0 - outcome) * hazard,
                    slope: (outcome * no - (1.0 - outcome) * yes) * ratio,
                    weight: ratio * (hazard * no),
                }
            }
            Self::Poisson => {
                let predictor = between(predictor, -FAR, FAR);
                let mean = exp(predictor);
                Part { likelihood: outcome * predictor - mean, slope: outcome - mean, weight: mean }
            }
            Self::Gaussian => {
                let rest = outcome - predictor;
                Part { likelihood: -0.5 * rest * rest, slope: rest, weight: 1.0 }
            }
        }
    }

    /// What the outcome alone decides of the log-likelihood.
    pub(super) fn constant(self, outcome: f64) -> f64 {
        match self {
            Self::Logit | Self::Cloglog => 0.0,
            // ln 0! and ln 1! are 0.
            Self::Poisson if outcome == 0.0 || outcome == 1.0 => 0.0,
            Self::Poisson => -lgamma(outcome + 1.0),
            Self::Gaussian => -0.5 * ln(2.0 * core::f64::consts::PI),
        }
    }

    /// The largest log-likelihood that a predictor can give an outcome, without the constant.
    pub(super) fn best(self, outcome: f64) -> f64 {
        let with_log = |share: f64| if share > 0.0 { share * ln(share) } else { 0.0 };
        match self {
            Self::Logit | Self::Cloglog => with_log(outcome) + with_log(1.0 - outcome),
            Self::Poisson => with_log(outcome) - outcome,
            Self::Gaussian => 0.0,
        }
    }

    /// A predictor not far from the outcome, from which a search begins (McCullagh and Nelder 1989, section 2.5).
    pub(super) fn start(self, outcome: f64) -> f64 {
        let share = 0.25 + 0.5 * outcome;
        match self {
            Self::Logit => ln(share / (1.0 - share)),
            Self::Cloglog => ln(-libm::log1p(-share)),
            Self::Poisson => ln(outcome + 0.1),
            Self::Gaussian => outcome,
        }
    }
}
