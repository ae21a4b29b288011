//! Theta models: Assimakopoulos and Nikolopoulos (2000); dynamic and optimised, Fiorucci et al. (2016).

use crate::real::count;
use crate::search::{Effort, Residuals, least_squares};

use super::season::{Kind, classical, is_seasonal};

/// A fitted theta model.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// How much of an error goes into the level.
    pub alpha: f64,
    /// How much of the line is bent away.
    pub theta: f64,
    /// The last level.
    pub level: f64,
    /// The season ahead, from the next step on, and how it acts.
    pub season: Option<(Kind, Vec<f64>)>,
    /// The residuals, without the season.
    pub residuals: Vec<f64>,
    line: Line,
    values: usize,
}

/// The line through the values so far.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Line {
    /// Fitted once to all of them.
    Fixed { start: f64, slope: f64 },
    /// Fitted anew to those up to each one.
    Moving { mean: f64, slope: f64 },
}

/// The series without its season, and the season.
fn plain(values: &[f64], m: usize) -> (Vec<f64>, Option<(Kind, Vec<f64>)>) {
    if !is_seasonal(values, m) {
        return (values.to_vec(), None);
    }
    let is_positive = values.iter().all(|value| *value > 0.0);
    let product = is_positive.then(|| classical(values, m, Kind::Multiplicative)).flatten();
    let product = product.filter(|season| season.iter().all(|figure| *figure >= 0.01));
    let found = match product {
        Some(season) => Some((Kind::Multiplicative, season)),
        None => classical(values, m, Kind::Additive).map(|season| (Kind::Additive, season)),
    };
    let Some((kind, mut season)) = found else { return (values.to_vec(), None) };
    let plain = values.iter().zip(season.iter().cycle());
    let plain = plain.map(|(value, season)| if kind == Kind::Additive { value - season } else { value / season });
    let plain = plain.collect();
    season.rotate_left(values.len() % m);
    (plain, Some((kind, season)))
}

struct Search<'a> {
    values: &'a [f64],
    /// One line through all of them; without it, the line moves.
    line: Option<(f64, f64)>,
    fixed_theta: Option<f64>,
    residuals: Vec<f64>,
    last: (f64, f64, f64),
}

impl Search<'_> {
    /// alpha, theta and the first level from a point of the search.
    fn take(&self, at: &[f64]) -> (f64, f64, f64) {
        let get = |place: usize| at.get(place).copied().unwrap_or(0.0);
        let u = get(0);
        let alpha = 0.1 + 0.89 * (0.5 + 0.5 * u / crate::real::sqrt(1.0 + u * u));
        let theta = self.fixed_theta.unwrap_or_else(|| 1.0 + get(2) * get(2));
        (alpha, theta, get(1))
    }

    fn run(&mut self, (alpha, theta, first): (f64, f64, f64)) -> f64 {
        self.residuals.clear();
        let weight = 1.0 - 1.0 / theta;
        let (mut level, mut mean, mut slope) = (first, 0.0, 0.0);
        let (mut power, mut squares, mut t) = (1.0, 0.0, 0.0);
        for (place, value) in self.values.iter().enumerate() {
            t += 1.0;
            let (start, steep) = match self.line {
                Some(line) => line,
                None => (mean - slope * t / 2.0, slope),
            };
            // power is (1 − α)^(t−1)
            let fitted = level + weight * (power * start + (1.0 - power * (1.0 - alpha)) / alpha * steep);
            let rest = value - fitted;
            self.residuals.push(rest);
            if place >= 3 {
                squares += rest * rest;
            }
            level = alpha * value + (1.0 - alpha) * level;
            let before = mean;
            mean += (value - mean) / t;
            slope = if place == 0 { 0.0 } else { ((t - 2.0) * slope + 6.0 * (value - before) / t) / (t + 1.0) };
            power *= 1.0 - alpha;
        }
        self.last = (level, mean, slope);
        squares
    }
}

impl Residuals for Search<'_> {
    fn cost(&mut self, at: &[f64]) -> f64 {
        let taken = self.take(at);
        self.run(taken)
    }

    fn slopes(&mut self, at: &[f64], each: &mut dyn FnMut(f64, &[f64])) {
        self.cost(at);
        let own = self.residuals.clone();
        let mut columns: Vec<Vec<f64>> = Vec::with_capacity(at.len());
        let mut moved = at.to_vec();
        for place in 0..at.len() {
            let value = at.get(place).copied().unwrap_or(0.0);
            let step = 1e-6 * value.abs().max(1e-2);
            if let Some(cell) = moved.get_mut(place) {
                *cell = value + step;
            }
            self.cost(&moved);
            columns.push(self.residuals.iter().zip(&own).map(|(moved, own)| (moved - own) / step).collect());
            if let Some(cell) = moved.get_mut(place) {
                *cell = value;
            }
        }
        let mut row = vec![0.0; at.len()];
        for (place, residual) in own.iter().enumerate().skip(3) {
            for (cell, column) in row.iter_mut().zip(&columns) {
                *cell = column.get(place).copied().unwrap_or(0.0);
            }
            each(*residual, &row);
        }
    }
}

/// The least-squares line through values at 1, 2, 3 …: its value at 0, and its slope.
#[must_use]
pub fn line(values: &[f64]) -> (f64, f64) {
    let n = count(values.len());
    let (middle, centre) = (crate::real::mean(values), (n + 1.0) / 2.0);
    let (mut above, mut t) = (0.0, 0.0);
    for value in values {
        t += 1.0;
        above += (t - centre) * value;
    }
    let below = n * (n * n - 1.0) / 12.0;
    let slope = if below > 0.0 { above / below } else { 0.0 };
    (middle - slope * centre, slope)
}

fn fit(values: &[f64], m: usize, is_dynamic: bool, effort: Effort) -> Fit {
    let (plain, season) = plain(values, m);
    let fixed = (!is_dynamic).then(|| line(&plain));
    let first = plain.first().copied().unwrap_or(0.0);
    let mut search = Search {
        values: &plain,
        line: fixed,
        fixed_theta: (!is_dynamic).then_some(2.0),
        residuals: Vec::with_capacity(plain.len()),
        last: (0.0, 0.0, 0.0),
    };
    let mut best: Option<(f64, Vec<f64>)> = None;
    let starts: &[f64] = if is_dynamic { &[1.0, 2.5] } else { &[1.0] };
    for u in [-1.0, 1.0] {
        for theta in starts {
            let mut at = vec![u, first / 2.0];
            if is_dynamic {
                at.push(*theta);
            }
            let cost = least_squares(&mut search, &mut at, effort);
            if cost.is_finite() && best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, at));
            }
        }
    }
    let at = best.map_or_else(|| vec![0.0, first, 1.0], |(_, at)| at);
    let (alpha, theta, first) = search.take(&at);
    search.run((alpha, theta, first));
    let (level, mean, slope) = search.last;
    let line = fixed.map_or(Line::Moving { mean, slope }, |(start, slope)| Line::Fixed { start, slope });
    Fit { alpha, theta, level, season, residuals: search.residuals, line, values: values.len() }
}

/// The theta model with θ = 2, its level and smoothing fitted.
#[must_use]
pub fn standard(values: &[f64], m: usize) -> Fit {
    fit(values, m, false, Effort { steps: 30, tolerance: 1e-8 })
}

/// The dynamic optimised theta model.
#[must_use]
pub fn dynamic(values: &[f64], m: usize, effort: Effort) -> Fit {
    fit(values, m, true, effort)
}

impl Fit {
    /// The next `h` values.
    #[must_use]
    pub fn forecast(&self, h: usize) -> Vec<f64> {
        let weight = 1.0 - 1.0 / self.theta;
        let mut power = crate::real::pow(1.0 - self.alpha, count(self.values));
        let mut level = self.level;
        let (mut mean, mut steep) = match self.line {
            Line::Fixed { slope, .. } => (0.0, slope),
            Line::Moving { mean, slope } => (mean, slope),
        };
        let mut t = count(self.values);
        let mut ahead = Vec::with_capacity(h);
        for step in 0..h {
            t += 1.0;
            let start = match self.line {
                Line::Fixed { start, .. } => start,
                Line::Moving { .. } => mean - steep * t / 2.0,
            };
            let value = level + weight * (power * start + (1.0 - power * (1.0 - self.alpha)) / self.alpha * steep);
            level = self.alpha * value + (1.0 - self.alpha) * level;
            power *= 1.0 - self.alpha;
            if matches!(self.line, Line::Moving { .. }) {
                let before = mean;
                mean += (value - mean) / t;
                steep = ((t - 2.0) * steep + 6.0 * (value - before) / t) / (t + 1.0);
            }
            ahead.push(match &self.season {
                Some((Kind::Additive, season)) => value + season.get(step % season.len()).copied().unwrap_or(0.0),
                Some((Kind::Multiplicative, season)) => value * season.get(step % season.len()).copied().unwrap_or(1.0),
                None => value,
            });
        }
        ahead
    }

    /// The standard deviations of the next `h` values: those of its exponential smoothing.
    #[must_use]
    pub fn deviations(&self, h: usize) -> Vec<f64> {
        let rest = self.residuals.get(3..).unwrap_or(&[]);
        let freedom = (count(rest.len()) - 3.0).max(1.0);
        let variance = crate::real::dot(rest, rest) / freedom;
        let mut step = 0.0;
        (0..h)
            .map(|place| {
                let season = match &self.season {
                    Some((Kind::Multiplicative, season)) => season.get(place % season.len()).copied().unwrap_or(1.0),
                    _ => 1.0,
                };
                step += 1.0;
                season * crate::real::sqrt(variance * (1.0 + (step - 1.0) * self.alpha * self.alpha))
            })
            .collect()
    }
}
