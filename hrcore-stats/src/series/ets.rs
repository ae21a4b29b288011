//! Exponential smoothing in state space form: Hyndman, Koehler, Ord and Snyder (2008).
//!
//! Fifteen models that are numerically stable: no multiplicative trend, no additive error with a multiplicative season.
//! The likelihood is a sum of squares once each residual is scaled by the geometric mean of the fitted values, so that
//! one least-squares search finds smoothing parameters and initial states together, with exact derivatives that are
//! carried along with the states.

use crate::real::{count, exp, ln, sqrt};
use crate::search::{Effort, Residuals as _, least_squares};

use super::season::Kind;

mod search;

use search::{Natural, Search, UPPER, start};

/// How the error acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Error {
    /// It is added.
    Additive,
    /// It is a share of the fitted value.
    Multiplicative,
}

/// The trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// None.
    None,
    /// It is added, and goes on for ever.
    Additive,
    /// It is added, and fades.
    Damped,
}

/// A model: error, trend, season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Model {
    /// How the error acts.
    pub error: Error,
    /// The trend.
    pub trend: Trend,
    /// How the season acts, if there is one.
    pub season: Option<Kind>,
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The model.
    pub model: Model,
    /// The length of the season.
    pub m: usize,
    /// How much of an error goes into the level.
    pub alpha: f64,
    /// How much of it goes into the trend.
    pub beta: f64,
    /// How much of it goes into the season.
    pub gamma: f64,
    /// What is left of the trend after each step.
    pub phi: f64,
    /// The last level.
    pub level: f64,
    /// The last trend.
    pub slope: f64,
    /// The season ahead, from the next step on.
    pub seasons: Vec<f64>,
    /// The variance of the residuals: of shares, where the error is multiplicative.
    pub variance: f64,
    /// Twice the negative log-likelihood, but for a constant of the series.
    pub lik: f64,
    /// Akaike's criterion, corrected for short series.
    pub aicc: f64,
    /// The residuals.
    pub residuals: Vec<f64>,
    /// Where the search ended.
    at: Vec<f64>,
}

/// Seasons longer than this have more states than a series can tell: so long ones are left to other methods.
const MOST_SEASON: usize = 60;

impl Model {
    /// Every model; those with multiplicative parts are for series above zero, those with a season for two seasons and more.
    pub const ALL: [Self; 15] = {
        const fn of(error: Error, trend: Trend, season: Option<Kind>) -> Model {
            Model { error, trend, season }
        }
        use Error::{Additive as A, Multiplicative as M};
        use Trend::{Additive, Damped, None as Flat};
        const SUM: Option<Kind> = Some(Kind::Additive);
        const PRODUCT: Option<Kind> = Some(Kind::Multiplicative);
        [
            of(A, Flat, None),
            of(A, Additive, None),
            of(A, Damped, None),
            of(A, Flat, SUM),
            of(A, Additive, SUM),
            of(A, Damped, SUM),
            of(M, Flat, None),
            of(M, Additive, None),
            of(M, Damped, None),
            of(M, Flat, SUM),
            of(M, Additive, SUM),
            of(M, Damped, SUM),
            of(M, Flat, PRODUCT),
            of(M, Additive, PRODUCT),
            of(M, Damped, PRODUCT),
        ]
    };

    /// Whether it is for series above zero alone.
    #[must_use]
    pub fn is_multiplicative(self) -> bool {
        self.error == Error::Multiplicative || self.season == Some(Kind::Multiplicative)
    }

    fn smoothers(self) -> usize {
        let trend = match self.trend {
            Trend::None => 0,
            Trend::Additive => 1,
            Trend::Damped => 2,
        };
        1 + trend + usize::from(self.season.is_some())
    }

    /// How many parameters are estimated, the variance not among them.
    #[must_use]
    pub fn parameters(self, m: usize) -> usize {
        let season = if self.season.is_some() { m - 1 } else { 0 };
        self.smoothers() + 1 + usize::from(self.trend != Trend::None) + season
    }
}

/// Where smoothing parameters are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// β up to α, γ up to 1 − α: every new state lies between the old one and what the value says. Forecasts are better.
    Usual,
    /// α, β and γ each from 0 to 1 by itself, as some tools have it: fits are closer. Without a trend beside a season,
    /// all of it is admissible (Hyndman et al. 2008, chapter 10).
    Wide,
}

impl Region {
    fn beta_top(self, alpha: f64) -> f64 {
        if self == Self::Wide { UPPER } else { alpha }
    }

    fn gamma_top(self, alpha: f64) -> f64 {
        if self == Self::Wide { UPPER } else { 1.0 - alpha }
    }

    /// How much the bounds of β and γ move with α.
    fn tilt(self) -> f64 {
        if self == Self::Wide { 0.0 } else { 1.0 }
    }
}

/// So many steps show whether a start leads anywhere: to less than so much above the best, on the scale of Akaike's criterion.
const FIRST: u32 = 7;
const HOPE: f64 = 2.0;

/// A model on the way to being fitted.
struct Candidate<'a> {
    search: Search<'a>,
    starts: Vec<(f64, Vec<f64>)>,
    best: (f64, Vec<f64>),
}

impl<'a> Candidate<'a> {
    /// None where the model is not for such a series.
    fn new(values: &'a [f64], model: Model, m: usize, region: Region) -> Option<Self> {
        let m = if model.season.is_some() { m } else { 1 };
        if model.season.is_some() && !(2..=MOST_SEASON).contains(&m) {
            return None;
        }
        if values.len() < model.parameters(m) + 3
            || (model.is_multiplicative() && values.iter().any(|value| *value <= 0.0))
        {
            return None;
        }
        let natural = start(values, model, m, false)?;
        let mut search = Search::new(model, values, m, region);
        let starts = search.starts(&natural);
        let best = starts.first()?.clone();
        Some(Self { search, starts, best })
    }

    /// More points to start from, in valleys that the others may miss: next to no smoothing, around the line through all
    /// values; and a trend that is learned fast and fades fast.
    fn look_farther(&mut self) {
        let Search { model, m, values, .. } = self.search;
        if let Some(natural) = start(values, model, m, true) {
            let slow = Natural { alpha: 0.005, beta: 2e-4, gamma: 0.005, phi: 0.97, ..natural };
            self.start_at(&slow);
        }
        if model.trend != Trend::None
            && let Some(natural) = start(values, model, m, false)
        {
            self.start_at(&Natural { alpha: 0.5, beta: 0.45, gamma: 0.05, phi: 0.82, ..natural.clone() });
            self.start_at(&Natural { alpha: 0.9, beta: 0.5, gamma: 0.05, phi: 0.82, ..natural });
        }
    }

    fn start_at(&mut self, natural: &Natural) {
        let point = self.search.point(natural);
        let cost = self.search.cost(&point);
        if cost.is_finite() {
            self.starts.push((cost, point));
        }
    }

    /// Goes on from the best point.
    fn improve(&mut self, effort: Effort) {
        let (_, mut at) = self.best.clone();
        let cost = least_squares(&mut self.search, &mut at, effort);
        if cost.is_finite() {
            self.best = (cost, at);
        }
    }

    /// Tries the other starts too, and follows those to the end that a few steps bring near the best.
    fn widen(&mut self, effort: Effort) {
        let n = count(self.search.values.len());
        for (_, mut at) in std::mem::take(&mut self.starts).into_iter().skip(1) {
            let first = FIRST.min(effort.steps);
            let mut cost = least_squares(&mut self.search, &mut at, Effort { steps: first, ..effort });
            if n * ln(cost / self.best.0) < HOPE {
                let steps = effort.steps - first;
                cost = least_squares(&mut self.search, &mut at, Effort { steps, ..effort });
            }
            if cost.is_finite() && cost < self.best.0 {
                self.best = (cost, at);
            }
        }
    }

    fn aicc(&self) -> f64 {
        let (n, k) = (count(self.search.values.len()), count(self.search.model.parameters(self.search.m) + 1));
        n * ln(self.best.0.max(f64::MIN_POSITIVE)) + 2.0 * k + 2.0 * k * (k + 1.0) / (n - k - 1.0)
    }

    fn finish(mut self) -> Fit {
        let aicc = self.aicc();
        let cost = self.search.cost(&self.best.1);
        let Search { model, m, values, natural, residuals, last, seasons, .. } = self.search;
        let n = count(values.len());
        let squares = residuals.iter().fold(0.0, |sum, residual| sum + residual * residual);
        let Natural { alpha, beta, gamma, phi, .. } = natural;
        Fit {
            model,
            m,
            alpha,
            beta,
            gamma,
            phi,
            level: last.0,
            slope: last.1,
            seasons,
            variance: squares / (n - count(model.parameters(m))).max(1.0),
            lik: n * ln(cost.max(f64::MIN_POSITIVE)),
            aicc,
            residuals,
            at: self.best.1,
        }
    }
}

/// Fits one model, with more patience than a pool has. None where it is not for such a series, or no parameters can be
/// found.
#[must_use]
pub fn fit(values: &[f64], model: Model, m: usize, region: Region, effort: Effort) -> Option<Fit> {
    let mut candidate = Candidate::new(values, model, m, region)?;
    candidate.look_farther();
    candidate.improve(effort);
    candidate.widen(effort);
    Some(candidate.finish())
}

const GLANCE: Effort = Effort { steps: 6, tolerance: 1e-3 };
/// Models that are farther from the best one than this have no weight to speak of.
const NEAR: f64 = 16.0;

/// Several models, the better ones with more weight: Akaike weights, Kolassa (2011), of half the usual steepness.
#[must_use]
pub fn pool(values: &[f64], models: &[Model], m: usize, effort: Effort) -> Vec<(f64, Fit)> {
    let mut candidates: Vec<Candidate<'_>> =
        models.iter().filter_map(|model| Candidate::new(values, *model, m, Region::Usual)).collect();
    let mut least = f64::INFINITY;
    for candidate in &mut candidates {
        candidate.improve(GLANCE);
        least = least.min(candidate.aicc());
    }
    candidates.retain(|candidate| candidate.aicc() < least + NEAR);
    for candidate in &mut candidates {
        candidate.improve(effort);
        candidate.widen(effort);
    }
    weigh(candidates)
}

/// Of models with less weight than this in the pool of a whole series, those of a part of it have no need.
const SHARE: f64 = 0.02;

/// A pool for the first values of a series whose pool is known: the searches start where those of the whole ended.
#[must_use]
pub fn pool_of_part(whole: &[(f64, Fit)], values: &[f64], effort: Effort) -> Vec<(f64, Fit)> {
    let known = whole.iter().filter(|(weight, _)| *weight >= SHARE);
    let again = known.filter_map(|(_, fit)| {
        if values.len() < fit.model.parameters(fit.m) + 3 {
            return None;
        }
        let mut search = Search::new(fit.model, values, fit.m, Region::Usual);
        let cost = search.cost(&fit.at);
        let mut candidate = Candidate { search, starts: Vec::new(), best: (cost, fit.at.clone()) };
        candidate.improve(effort);
        candidate.best.0.is_finite().then_some(candidate)
    });
    weigh(again.collect())
}

fn weigh(candidates: Vec<Candidate<'_>>) -> Vec<(f64, Fit)> {
    let least = candidates.iter().fold(f64::INFINITY, |least, candidate| least.min(candidate.aicc()));
    let mut fits: Vec<(f64, Fit)> =
        candidates.into_iter().map(|candidate| (exp((least - candidate.aicc()) / 4.0), candidate.finish())).collect();
    let all = fits.iter().fold(0.0, |sum, (weight, _)| sum + weight);
    for (weight, _) in &mut fits {
        *weight /= all;
    }
    fits
}

/// What the models of a pool foretell together: the next `h` values, and their standard deviations.
#[must_use]
pub fn ahead(pool: &[(f64, Fit)], h: usize) -> Option<(Vec<f64>, Vec<f64>)> {
    let (mut sum, mut wide) = (vec![0.0; h], vec![0.0; h]);
    for (weight, fit) in pool {
        for ((sum, wide), (value, deviation)) in
            sum.iter_mut().zip(&mut wide).zip(fit.forecast(h).iter().zip(fit.deviations(h)))
        {
            *sum += weight * value;
            *wide += weight * deviation;
        }
    }
    (!pool.is_empty() && sum.iter().chain(&wide).all(|value| value.is_finite())).then_some((sum, wide))
}

/// The model of least AICc.
#[must_use]
pub fn automatic(values: &[f64], m: usize, effort: Effort) -> Option<Fit> {
    pool(values, &Model::ALL, m, effort).into_iter().min_by(|a, b| a.1.aicc.total_cmp(&b.1.aicc)).map(|(_, fit)| fit)
}

impl Fit {
    /// The next `h` values.
    #[must_use]
    pub fn forecast(&self, h: usize) -> Vec<f64> {
        let mut trend = 0.0;
        let mut power = 1.0;
        let mut ahead = Vec::with_capacity(h);
        for step in 0..h {
            power *= self.phi;
            trend += power * self.slope;
            let base = self.level + trend;
            let season = || self.seasons.get(step % self.m).copied();
            ahead.push(match self.model.season {
                None => base,
                Some(Kind::Additive) => base + season().unwrap_or(0.0),
                Some(Kind::Multiplicative) => base * season().unwrap_or(1.0),
            });
        }
        ahead
    }

    /// The standard deviations of the next `h` values: Hyndman et al. (2008), chapter 6.
    #[must_use]
    pub fn deviations(&self, h: usize) -> Vec<f64> {
        let ahead = self.forecast(h);
        let is_product = self.model.season == Some(Kind::Multiplicative);
        let is_relative = self.model.error == Error::Multiplicative;
        // How much of an error is left in the value so many steps later.
        let mut effects: Vec<f64> = Vec::with_capacity(h);
        let (mut power, mut trend) = (1.0, 0.0);
        for step in 1..h {
            power *= self.phi;
            trend += power;
            let season = self.model.season.is_some() && !is_product && step % self.m == 0;
            effects.push(self.alpha + self.beta * trend + if season { self.gamma } else { 0.0 });
        }
        let mut found = Vec::with_capacity(h);
        let mut moments: Vec<f64> = Vec::with_capacity(h);
        let mut sum = 1.0;
        for (step, value) in ahead.iter().enumerate() {
            if !is_relative {
                found.push(sqrt(self.variance * sum));
                let effect = effects.get(step).copied().unwrap_or(0.0);
                sum += effect * effect;
                continue;
            }
            let season = if is_product { self.seasons.get(step % self.m).copied().unwrap_or(1.0) } else { 1.0 };
            let level = value / season;
            let mut moment = level * level;
            for (effect, earlier) in effects.iter().zip(moments.iter().rev()) {
                moment += self.variance * effect * effect * earlier;
            }
            moments.push(moment);
            let mut rounds = 1.0;
            if is_product {
                for _ in 0..step / self.m {
                    rounds *= 1.0 + self.gamma * self.gamma * self.variance;
                }
            }
            found.push(season.abs() * sqrt((moment * (1.0 + self.variance) * rounds - level * level).max(0.0)));
        }
        found
    }
}
