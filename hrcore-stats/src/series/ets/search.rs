//! The search for the parameters of one model: residuals, and their derivatives, which go along with the states.

use crate::gather::Gather as _;
use crate::real::{count, exp, ln, mean, sqrt};
use crate::search::Residuals;

use super::super::season::{Kind, classical};
use super::{Error, Model, Region, Trend};

const LOWER: f64 = 1e-4;
pub(super) const UPPER: f64 = 0.9999;
const PHI: (f64, f64) = (0.8, 0.98);

/// Parameters as the recursion takes them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Natural {
    pub(super) alpha: f64,
    pub(super) beta: f64,
    pub(super) gamma: f64,
    pub(super) phi: f64,
    pub(super) level: f64,
    pub(super) slope: f64,
    pub(super) seasons: Vec<f64>,
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

pub(super) struct Search<'a> {
    pub(super) model: Model,
    pub(super) m: usize,
    region: Region,
    pub(super) values: &'a [f64],
    pub(super) natural: Natural,
    /// Residuals of the last run, and what they were scaled by.
    pub(super) residuals: Vec<f64>,
    scale: f64,
    pub(super) last: (f64, f64),
    pub(super) seasons: Vec<f64>,
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
    pub(super) fn new(model: Model, values: &'a [f64], m: usize, region: Region) -> Self {
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
    pub(super) fn starts(&mut self, natural: &Natural) -> Vec<(f64, Vec<f64>)> {
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
        let cost = |place: usize| found.get(place).map_or(0.0, |start: &(f64, Vec<f64>)| start.0);
        let order = crate::sort::order(found.len(), &mut |a, b| cost(a).total_cmp(&cost(b)));
        found = order.into_iter().filter_map(|place| found.get_mut(place).map(std::mem::take)).gather();
        found
    }

    /// The point of the search for smoothing parameters and initial states.
    pub(super) fn point(&self, natural: &Natural) -> Vec<f64> {
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
pub(super) fn start(values: &[f64], model: Model, m: usize, is_of_all: bool) -> Option<Natural> {
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
