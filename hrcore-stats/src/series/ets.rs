//! Exponential smoothing in state space form: Hyndman, Koehler, Ord and Snyder (2008).
//!
//! Fifteen models that are numerically stable: no multiplicative trend, no additive error with a multiplicative season.
//! The likelihood is a sum of squares once each residual is scaled by the geometric mean of the fitted values, so that
//! one least-squares search finds smoothing parameters and initial states together, with exact derivatives that are
//! carried along with the states.

use crate::real::{count, exp, ln, mean, sqrt};
use crate::search::{Effort, Residuals, least_squares};

use super::season::{Kind, classical};

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

const LOWER: f64 = 1e-4;
const UPPER: f64 = 0.9999;
const PHI: (f64, f64) = (0.8, 0.98);

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

/// Parameters as the recursion takes them.
#[derive(Debug, Clone, PartialEq, Default)]
struct Natural {
    alpha: f64,
    beta: f64,
    gamma: f64,
    phi: f64,
    level: f64,
    slope: f64,
    seasons: Vec<f64>,
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

/// A number without bounds as one between 0 and 1, and its derivative.
fn squash(u: f64) -> (f64, f64) {
    let root = sqrt(1.0 + u * u);
    (0.5 + 0.5 * u / root, 0.5 / (root * root * root))
}

fn unsquash(share: f64) -> f64 {
    let centred = 2.0 * share.clamp(1e-6, 1.0 - 1e-6) - 1.0;
    centred / sqrt(1.0 - centred * centred)
}

/// How one smoothing parameter changes with its own place of the search, and with alpha, which moves its bound.
struct Link {
    place: usize,
    own: f64,
    by_alpha: f64,
}

/// How all of them do.
struct Chain {
    alpha: f64,
    others: [Option<Link>; 3],
}

impl Chain {
    /// Makes derivatives by smoothing parameters those by places of the search.
    fn apply(&self, row: &mut [f64]) {
        let mut by_alpha = row.first().copied().unwrap_or(0.0);
        for link in self.others.iter().flatten() {
            if let Some(cell) = row.get_mut(link.place) {
                by_alpha += *cell * link.by_alpha;
                *cell *= link.own;
            }
        }
        set(row, 0, by_alpha * self.alpha);
    }
}

struct Search<'a> {
    model: Model,
    m: usize,
    region: Region,
    values: &'a [f64],
    natural: Natural,
    /// Residuals of the last run, and what they were scaled by.
    residuals: Vec<f64>,
    scale: f64,
    last: (f64, f64),
    seasons: Vec<f64>,
    // Derivatives of the states, reused by every step.
    d_level: Vec<f64>,
    d_slope: Vec<f64>,
    d_fitted: Vec<f64>,
    d_base: Vec<f64>,
    d_seasons: Vec<f64>,
    rows: Vec<f64>,
    jacobian: Vec<f64>,
    d_log: Vec<f64>,
}

impl<'a> Search<'a> {
    fn new(model: Model, values: &'a [f64], m: usize, region: Region) -> Self {
        let width = model.parameters(m);
        let zeros = || vec![0.0; width];
        Self {
            model,
            m,
            region,
            values,
            natural: Natural::default(),
            residuals: Vec::with_capacity(values.len()),
            scale: 1.0,
            last: (0.0, 0.0),
            seasons: Vec::new(),
            d_level: zeros(),
            d_slope: zeros(),
            d_fitted: zeros(),
            d_base: zeros(),
            d_seasons: vec![0.0; width * m],
            rows: Vec::with_capacity(width * values.len()),
            jacobian: zeros(),
            d_log: zeros(),
        }
    }

    /// The parameters of a point of the search.
    fn take(&mut self, at: &[f64]) {
        let mut next = at.iter().copied();
        let mut take = || next.next().unwrap_or(0.0);
        let (natural, region) = (&mut self.natural, self.region);
        natural.alpha = LOWER + (UPPER - LOWER) * squash(take()).0;
        (natural.beta, natural.gamma, natural.phi) = (0.0, 0.0, 1.0);
        if self.model.trend != Trend::None {
            natural.beta = LOWER + (region.beta_top(natural.alpha) - LOWER).max(0.0) * squash(take()).0;
        }
        if self.model.season.is_some() {
            natural.gamma = LOWER + (region.gamma_top(natural.alpha) - LOWER).max(0.0) * squash(take()).0;
        }
        if self.model.trend == Trend::Damped {
            natural.phi = PHI.0 + (PHI.1 - PHI.0) * squash(take()).0;
        }
        natural.level = take();
        natural.slope = if self.model.trend == Trend::None { 0.0 } else { take() };
        natural.seasons.clear();
        if let Some(kind) = self.model.season {
            let mut sum = 0.0;
            for _ in 1..self.m {
                let season = take();
                sum += season;
                natural.seasons.push(season);
            }
            let all = if kind == Kind::Additive { 0.0 } else { count(self.m) };
            natural.seasons.push(all - sum);
        }
    }

    /// Runs the recursion; the cost, or infinity where a fitted value is not allowed.
    fn run(&mut self) -> f64 {
        let Natural { alpha, beta, gamma, phi, mut level, mut slope, .. } = self.natural;
        self.seasons.clone_from(&self.natural.seasons);
        self.residuals.clear();
        let is_relative = self.model.error == Error::Multiplicative;
        let (mut squares, mut product, mut logs) = (0.0, 1.0, 0.0);
        let (m, mut place) = (self.m, 0);
        for value in self.values {
            let base = level + phi * slope;
            let own = self.seasons.get_mut(place);
            let season = own.as_ref().map_or(0.0, |own| **own);
            let fitted = match self.model.season {
                None => base,
                Some(Kind::Additive) => base + season,
                Some(Kind::Multiplicative) => base * season,
            };
            let rest = value - fitted;
            slope *= phi;
            match self.model.season {
                Some(Kind::Multiplicative) => {
                    if season <= 0.0 || base <= 0.0 {
                        return f64::INFINITY;
                    }
                    level = base + alpha * rest / season;
                    slope += beta * rest / season;
                    if let Some(own) = own {
                        *own += gamma * rest / base;
                    }
                }
                _ => {
                    level = base + alpha * rest;
                    slope += beta * rest;
                    if let Some(own) = own {
                        *own += gamma * rest;
                    }
                }
            }
            place = if place + 1 == m { 0 } else { place + 1 };
            if is_relative {
                if fitted <= 0.0 {
                    return f64::INFINITY;
                }
                let share = rest / fitted;
                squares += share * share;
                self.residuals.push(share);
                product *= fitted;
                if !(1e-200..1e200).contains(&product) {
                    logs += ln(product);
                    product = 1.0;
                }
            } else {
                squares += rest * rest;
                self.residuals.push(rest);
            }
        }
        self.last = (level, slope);
        let turn = place.min(self.seasons.len());
        self.seasons.rotate_left(turn);
        self.scale = if is_relative { exp((logs + ln(product)) / count(self.values.len())) } else { 1.0 };
        squares * self.scale * self.scale
    }

    /// The first column of each kind of parameter.
    fn columns(&self) -> (Option<usize>, Option<usize>, Option<usize>, usize) {
        let has_trend = self.model.trend != Trend::None;
        let beta = has_trend.then_some(1);
        let gamma = self.model.season.map(|_| 1 + usize::from(has_trend));
        let phi =
            (self.model.trend == Trend::Damped).then_some(1 + usize::from(has_trend) + usize::from(gamma.is_some()));
        (beta, gamma, phi, self.model.smoothers())
    }

    /// Runs the recursion with the derivatives of states and residuals.
    fn run_slopes(&mut self) {
        let Natural { alpha, beta, gamma, phi, mut level, mut slope, .. } = self.natural;
        let (beta_at, gamma_at, phi_at, first) = self.columns();
        let width = self.model.parameters(self.m);
        let has_trend = self.model.trend != Trend::None;
        let is_relative = self.model.error == Error::Multiplicative;
        let mut seasons = self.natural.seasons.clone();
        self.rows.clear();
        self.d_level.fill(0.0);
        self.d_slope.fill(0.0);
        self.d_seasons.fill(0.0);
        self.d_log.fill(0.0);
        set(&mut self.d_level, first, 1.0);
        if has_trend {
            set(&mut self.d_slope, first + 1, 1.0);
        }
        let season_first = first + 1 + usize::from(has_trend);
        if self.model.season.is_some() {
            let (head, tail) = self.d_seasons.split_at_mut(width * (self.m - 1));
            for (number, row) in head.chunks_exact_mut(width).enumerate() {
                set(row, season_first + number, 1.0);
                set(tail, season_first + number, -1.0);
            }
        }
        let mut place = 0;
        for value in self.values {
            let base = level + phi * slope;
            for ((out, level), slope) in self.d_base.iter_mut().zip(&self.d_level).zip(&self.d_slope) {
                *out = level + phi * slope;
            }
            if let Some(phi_at) = phi_at {
                add(&mut self.d_base, phi_at, slope);
            }
            let season = seasons.get(place).copied().unwrap_or(0.0);
            let own = self.d_seasons.get_mut(place * width..(place + 1) * width).unwrap_or(&mut []);
            let fitted = match self.model.season {
                None => {
                    self.d_fitted.copy_from_slice(&self.d_base);
                    base
                }
                Some(Kind::Additive) => {
                    for ((out, base), own) in self.d_fitted.iter_mut().zip(&self.d_base).zip(own.iter()) {
                        *out = base + own;
                    }
                    base + season
                }
                Some(Kind::Multiplicative) => {
                    for ((out, d_base), own) in self.d_fitted.iter_mut().zip(&self.d_base).zip(own.iter()) {
                        *out = d_base * season + base * own;
                    }
                    base * season
                }
            };
            let rest = value - fitted;
            // The trend before phi took its part of it, for the derivative by phi.
            let steep = slope;
            slope *= phi;
            match self.model.season {
                Some(Kind::Multiplicative) => {
                    let (by_season, by_base) = (rest / season, rest / base);
                    for (((d_level, d_slope), (d_base, d_fitted)), own) in self
                        .d_level
                        .iter_mut()
                        .zip(self.d_slope.iter_mut())
                        .zip(self.d_base.iter().zip(&self.d_fitted))
                        .zip(own.iter_mut())
                    {
                        let d_by_season = (-d_fitted - by_season * *own) / season;
                        *d_level = d_base + alpha * d_by_season;
                        *d_slope = phi * *d_slope + beta * d_by_season;
                        *own += gamma * (-d_fitted - by_base * d_base) / base;
                    }
                    add(&mut self.d_level, 0, by_season);
                    if let Some(beta_at) = beta_at {
                        add(&mut self.d_slope, beta_at, by_season);
                    }
                    if let Some(gamma_at) = gamma_at {
                        add(own, gamma_at, by_base);
                    }
                    level = base + alpha * by_season;
                    slope += beta * by_season;
                    if let Some(known) = seasons.get_mut(place) {
                        *known += gamma * by_base;
                    }
                }
                kind => {
                    for ((d_level, d_slope), (d_base, d_fitted)) in
                        self.d_level.iter_mut().zip(self.d_slope.iter_mut()).zip(self.d_base.iter().zip(&self.d_fitted))
                    {
                        *d_level = d_base - alpha * d_fitted;
                        *d_slope = phi * *d_slope - beta * d_fitted;
                    }
                    add(&mut self.d_level, 0, rest);
                    if let Some(beta_at) = beta_at {
                        add(&mut self.d_slope, beta_at, rest);
                    }
                    if kind.is_some() {
                        for (own, d_fitted) in own.iter_mut().zip(&self.d_fitted) {
                            *own -= gamma * d_fitted;
                        }
                        if let Some(gamma_at) = gamma_at {
                            add(own, gamma_at, rest);
                        }
                        if let Some(known) = seasons.get_mut(place) {
                            *known += gamma * rest;
                        }
                    }
                    level = base + alpha * rest;
                    slope += beta * rest;
                }
            }
            if let Some(phi_at) = phi_at {
                add(&mut self.d_slope, phi_at, steep);
            }
            place = if place + 1 == self.m { 0 } else { place + 1 };
            if is_relative {
                // d(rest / fitted) = −value / fitted² · d fitted
                let by = -value / (fitted * fitted);
                let log = 1.0 / fitted;
                for (sum, d_fitted) in self.d_log.iter_mut().zip(&self.d_fitted) {
                    *sum += log * d_fitted;
                    self.rows.push(by * d_fitted);
                }
            } else {
                self.rows.extend(self.d_fitted.iter().map(|d_fitted| -d_fitted));
            }
        }
    }

    /// How the smoothing parameters change with those of the search.
    fn chain(&self, at: &[f64]) -> Chain {
        let (beta, gamma, phi, _) = self.columns();
        let alpha = self.natural.alpha;
        let of = |place: usize, low: f64, top: f64, tilt: f64| {
            let (share, slope) = squash(at.get(place).copied().unwrap_or(0.0));
            Link { place, own: (top - low) * slope, by_alpha: share * tilt }
        };
        let tilt = self.region.tilt();
        Chain {
            alpha: (UPPER - LOWER) * squash(at.first().copied().unwrap_or(0.0)).1,
            others: [
                beta.map(|place| of(place, LOWER, self.region.beta_top(alpha), tilt)),
                gamma.map(|place| of(place, LOWER, self.region.gamma_top(alpha), -tilt)),
                phi.map(|place| of(place, PHI.0, PHI.1, 0.0)),
            ],
        }
    }

    /// Points from which searches start, the best of each part of the range: the likelihood has more than one valley.
    fn starts(&mut self, natural: &Natural) -> Vec<(f64, Vec<f64>)> {
        let slow: &[f64] = if self.model.trend == Trend::None { &[0.1] } else { &[0.02, 0.3] };
        let turns: &[f64] = if self.model.season.is_none() { &[0.1] } else { &[0.03, 0.5] };
        let mut found = Vec::with_capacity(4);
        for alphas in [[0.05, 0.2], [0.5, 0.9]] {
            for gamma in turns {
                let mut start: Option<(f64, Vec<f64>)> = None;
                for (alpha, beta) in alphas.iter().flat_map(|alpha| slow.iter().map(move |beta| (*alpha, *beta))) {
                    let (beta, gamma) = (alpha * beta, (1.0 - alpha) * gamma);
                    let point = self.point(&Natural { alpha, beta, gamma, ..natural.clone() });
                    let cost = self.cost(&point);
                    if cost.is_finite() && start.as_ref().is_none_or(|(least, _)| cost < *least) {
                        start = Some((cost, point));
                    }
                }
                found.extend(start);
            }
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found
    }

    /// The point of the search for smoothing parameters and initial states.
    fn point(&self, natural: &Natural) -> Vec<f64> {
        let mut at = vec![unsquash((natural.alpha - LOWER) / (UPPER - LOWER))];
        if self.model.trend != Trend::None {
            at.push(unsquash((natural.beta - LOWER) / (self.region.beta_top(natural.alpha) - LOWER)));
        }
        if self.model.season.is_some() {
            at.push(unsquash((natural.gamma - LOWER) / (self.region.gamma_top(natural.alpha) - LOWER)));
        }
        if self.model.trend == Trend::Damped {
            at.push(unsquash((natural.phi - PHI.0) / (PHI.1 - PHI.0)));
        }
        at.push(natural.level);
        if self.model.trend != Trend::None {
            at.push(natural.slope);
        }
        at.extend(natural.seasons.iter().take(self.m.saturating_sub(1)).filter(|_| self.model.season.is_some()));
        at
    }
}

impl Residuals for Search<'_> {
    fn cost(&mut self, at: &[f64]) -> f64 {
        self.take(at);
        self.run()
    }

    fn slopes(&mut self, at: &[f64], each: &mut dyn FnMut(f64, &[f64])) {
        self.take(at);
        self.run();
        self.run_slopes();
        let width = at.len();
        let n = count(self.values.len());
        let (scale, rows, residuals) =
            (self.scale, std::mem::take(&mut self.rows), std::mem::take(&mut self.residuals));
        let mut jacobian = std::mem::take(&mut self.jacobian);
        let chain = self.chain(at);
        for (residual, row) in residuals.iter().zip(rows.chunks_exact(width)) {
            for ((out, own), log) in jacobian.iter_mut().zip(row).zip(&self.d_log) {
                *out = scale * (own + residual * log / n);
            }
            chain.apply(&mut jacobian);
            each(scale * residual, &jacobian);
        }
        (self.rows, self.residuals, self.jacobian) = (rows, residuals, jacobian);
    }
}

fn set(row: &mut [f64], place: usize, value: f64) {
    if let Some(cell) = row.get_mut(place) {
        *cell = value;
    }
}

fn add(row: &mut [f64], place: usize, value: f64) {
    if let Some(cell) = row.get_mut(place) {
        *cell += value;
    }
}

/// Level and trend before the first value, without the season: of the first values, or of all.
fn start(values: &[f64], model: Model, m: usize, is_of_all: bool) -> Option<Natural> {
    let mut natural = Natural { phi: 0.95, ..Natural::default() };
    let mut plain = values.to_vec();
    if let Some(kind) = model.season {
        natural.seasons = classical(values, m, kind)?;
        if kind == Kind::Multiplicative && natural.seasons.iter().any(|season| *season <= 0.02) {
            return None;
        }
        for (place, value) in plain.iter_mut().enumerate() {
            let season = natural.seasons.get(place % m).copied().unwrap_or(0.0);
            match kind {
                Kind::Additive => *value -= season,
                Kind::Multiplicative => *value /= season,
            }
        }
    }
    if !is_of_all {
        plain.truncate((2 * m).max(10));
    }
    let n = count(plain.len());
    let (middle, centre) = (mean(&plain), (n + 1.0) / 2.0);
    let (mut above, mut below, mut t) = (0.0, 0.0, 0.0);
    for value in &plain {
        t += 1.0;
        above += (t - centre) * (value - middle);
        below += (t - centre) * (t - centre);
    }
    let slope = if below > 0.0 { above / below } else { 0.0 };
    if model.trend == Trend::None {
        let few = if is_of_all { plain.len() } else { plain.len().min(6) };
        natural.level = mean(plain.get(..few).unwrap_or(&plain));
    } else {
        natural.level = middle - slope * centre;
        natural.slope = slope;
    }
    Some(natural)
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
