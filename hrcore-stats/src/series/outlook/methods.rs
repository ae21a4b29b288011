//! Which method foretells, by how much there is to go by.

use crate::real::{count, exp, ln, mean, sqrt};

use super::super::combine;
use super::super::season::{Kind, classical};
use super::{Caveat, Method, Source, Validated, apart};

/// Forecasts and their standard deviations.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The next values.
    pub ahead: Vec<f64>,
    /// How far off they may be.
    pub deviations: Vec<f64>,
}

/// What was foretold, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The next values.
    pub path: Path,
    /// What foretold them.
    pub method: Method,
    /// The methods of a combination.
    pub weights: Vec<(&'static str, f64)>,
    /// Where they come from.
    pub source: Source,
    /// How well the end was foretold.
    pub validated: Option<Validated>,
    /// The season that was used, from the place of the first value on.
    pub season: Option<Vec<f64>>,
    /// What deviations are multiplied by.
    pub factor: f64,
}

/// Fewer values than this, or than two seasons, are a short history.
const SHORT: usize = 8;
/// How many of the last values make the level of a short history.
const RECENT: usize = 6;
/// The spread of a short history before its values say more, as a share of the level, and how many values it stands for.
const SPREAD: (f64, f64) = (0.2, 3.0);
/// How much wider errors are than the methods state, and how many forecasts that stands for.
const INFLATION: (f64, f64) = (1.2, 8.0);

/// How much wider errors are where the season is in part a borrowed one.
const BLENDED: f64 = 1.2;

/// Factors of a season of `m` with mean 1, from the first place on.
#[must_use]
pub fn factors(given: &[f64], m: usize) -> Option<Vec<f64>> {
    let is_sound = given.len() == m && given.iter().all(|factor| *factor > 1e-6 && *factor < 1e6);
    let middle = mean(given);
    is_sound.then(|| given.iter().map(|factor| factor / middle).collect())
}

/// Foretells `horizon` values; `along` has a borrowed factor for each value and each forecast. `before` has the
/// values at the levels where they were, `range` is from the least to the most as they were seen, wrong figures and all.
#[must_use]
pub fn foretell(
    values: &[f64],
    m: usize,
    (before, range): (&[f64], (f64, f64)),
    (horizon, along): (usize, Option<&[f64]>),
    caveats: &mut Vec<Caveat>,
) -> Found {
    let n = values.len();
    let season = |along: &[f64]| along.get(..along.len().min(m)).map(<[f64]>::to_vec);
    let is_constant = values.iter().all(|value| Some(value) == values.first());
    let is_short = n < (2 * m).max(SHORT);
    if is_short || (is_constant && along.is_none()) {
        if is_short {
            caveats.push(Caveat::FewPeriods);
        }
        let path = recent(values, horizon, along);
        // A short history has a spread of its own, but for one of nothing.
        if !is_short || (is_constant && path.deviations.iter().all(|deviation| *deviation <= 0.0)) {
            caveats.push(Caveat::Constant);
        }
        if along.is_some() {
            caveats.push(Caveat::BorrowedSeason);
        }
        return Found {
            path,
            method: Method::Level,
            weights: Vec::new(),
            source: if n < RECENT { Source::Prior } else { Source::Blended },
            validated: None,
            season: along.and_then(season),
            factor: 1.0,
        };
    }
    let blended = along.filter(|_| n < 4 * m).and_then(|along| blend(values, m, along));
    let mut plain = values.to_vec();
    if let Some(along) = &blended {
        caveats.push(Caveat::BorrowedSeason);
        for (cell, factor) in plain.iter_mut().zip(along) {
            *cell /= factor;
        }
    }
    let source = if blended.is_some() { Source::Blended } else { Source::Local };
    let mut found = combine::forecast(&plain, m, horizon);
    if let (Some(found), Some(along)) = (&mut found, &blended) {
        let factors = along.iter().cycle().skip(n % m);
        for ((ahead, deviation), factor) in found.ahead.iter_mut().zip(&mut found.deviations).zip(factors) {
            *ahead *= factor;
            *deviation *= factor;
        }
    }
    if let Some(found) = found
        && is_sound(range, &found.ahead, &found.deviations)
    {
        return Found {
            factor: found.inflation(INFLATION.0, INFLATION.1) * if blended.is_some() { BLENDED } else { 1.0 },
            validated: validated(&found.held, &plain, m),
            path: Path { ahead: found.ahead, deviations: found.deviations },
            method: Method::Combination,
            weights: found.weights,
            source,
            season: blended.as_deref().and_then(season),
        };
    }
    caveats.push(Caveat::FellBack);
    let path = naive(values, m, horizon);
    // Where not even that is, a break of the level was none.
    let path = if is_sound(range, &path.ahead, &path.deviations) { path } else { naive(before, m, horizon) };
    Found {
        path,
        method: Method::Naive,
        weights: Vec::new(),
        source: Source::Local,
        validated: None,
        season: None,
        factor: INFLATION.0,
    }
}

/// How well the ends of a history were foretold.
fn validated(held: &[(f64, f64)], values: &[f64], m: usize) -> Option<Validated> {
    let scale = apart(values, m);
    if held.is_empty() || scale <= 0.0 {
        return None;
    }
    let n = count(held.len());
    let error = held.iter().fold(0.0, |sum, (ahead, value)| sum + (ahead - value).abs());
    let shares = held.iter().fold(0.0, |sum, (ahead, value)| {
        let size = ahead.abs() + value.abs();
        sum + if size > 0.0 { 200.0 * (ahead - value).abs() / size } else { 0.0 }
    });
    Some(Validated { mase: error / n / scale, smape: shares / n, forecasts: held.len() })
}

/// Own season and the borrowed one, in logarithms: the own one counts n ÷ (n + two seasons). From the first value on.
fn blend(values: &[f64], m: usize, along: &[f64]) -> Option<Vec<f64>> {
    if !values.iter().all(|value| *value > 0.0) {
        return None;
    }
    let own = classical(values, m, Kind::Multiplicative)?;
    if !own.iter().all(|factor| *factor > 0.0) {
        return None;
    }
    let n = count(values.len());
    let weight = n / (n + 2.0 * count(m));
    let mixed = own.iter().zip(along);
    let mut mixed: Vec<f64> = mixed.map(|(own, borrowed)| weight * ln(*own) + (1.0 - weight) * ln(*borrowed)).collect();
    let middle = mean(&mixed);
    for cell in &mut mixed {
        *cell = exp(*cell - middle);
    }
    let all: Vec<f64> = mixed.iter().cycle().take(values.len()).copied().collect();
    Some(all)
}

/// The level of the last values times the season, for short histories.
fn recent(values: &[f64], horizon: usize, along: Option<&[f64]>) -> Path {
    let n = values.len();
    let factor = |place: usize| along.and_then(|along| along.get(place)).copied().unwrap_or(1.0);
    let plain: Vec<f64> = values.iter().enumerate().map(|(place, value)| value / factor(place)).collect();
    let last = plain.get(n.saturating_sub(RECENT)..).unwrap_or(&[]);
    let is_product = last.iter().all(|value| *value > 0.0);
    let level =
        if is_product { exp(mean(&last.iter().map(|value| ln(*value)).collect::<Vec<_>>())) } else { mean(last) };
    let size = if is_product { level } else { mean(&last.iter().map(|value| value.abs()).collect::<Vec<_>>()) };
    let squares = last.iter().fold(0.0, |sum, value| sum + (value - level) * (value - level));
    let (share, strength) = SPREAD;
    let deviation = sqrt((share * share * strength * size * size + squares) / (strength + count(last.len())));
    let ahead = (0..horizon).map(|step| level * factor(n + step)).collect();
    let deviations = (0..horizon).map(|step| deviation * factor(n + step)).collect();
    Path { ahead, deviations }
}

/// The same month of the last season again; its deviations are those of such steps so far, and grow with every season.
fn naive(values: &[f64], m: usize, horizon: usize) -> Path {
    let n = values.len();
    let last = values.get(n.saturating_sub(m)..).unwrap_or(&[]);
    let ahead = last.iter().cycle().take(horizon).copied().collect();
    // Of a normal distribution the mean distance is 0.8 standard deviations.
    let step = 1.25 * apart(values, m);
    let deviations = (0..horizon).map(|place| step * sqrt(1.0 + count(place / m.max(1)))).collect();
    Path { ahead, deviations }
}

/// Whether a forecast is one that the history could go on with.
pub fn is_sound((least, most): (f64, f64), ahead: &[f64], deviations: &[f64]) -> bool {
    let room = 3.0 * (most - least) + 1e-6 * most.abs().max(least.abs());
    let low = if least >= 0.0 { 0.0_f64.max(least - room) } else { least - room };
    ahead.iter().all(|value| value.is_finite() && (low..=most + room).contains(value))
        && deviations.iter().all(|value| value.is_finite())
}
