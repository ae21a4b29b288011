//! Seasons and trend by local regression (STL): Cleveland, Cleveland, McRae and Terpenning (1990).

use crate::real::{count, exp, ln};
use crate::search::Effort;

use super::ets;

/// A series taken apart: the parts sum to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// The season.
    pub season: Vec<f64>,
    /// The trend.
    pub trend: Vec<f64>,
    /// What is left.
    pub rest: Vec<f64>,
}

/// Local linear regression at `at`, by the nearest `window` of values at 1, 2, 3 …, weighted by tricube distance.
fn loess(values: &[f64], window: usize, at: f64, weights: Option<&[f64]>) -> f64 {
    let n = values.len();
    let width = window.min(n);
    let half = count(width / 2);
    // The first of the nearest ones.
    let most = count(n - width) + 1.0;
    let first = (at - half).max(1.0).min(most);
    let skip = whole(first - 1.0);
    let last = first + count(width) - 1.0;
    let mut reach = (at - first).max(last - at);
    if window > n {
        reach += count((window - n) / 2);
    }
    let (mut sum, mut by_x, mut by_y) = (0.0, 0.0, 0.0);
    let (mut own, mut x) = (Vec::with_capacity(width), first);
    for place in 0..width {
        let distance = (x - at).abs();
        let mut weight = if distance <= 0.001 * reach {
            1.0
        } else if distance <= 0.999 * reach {
            let share = distance / reach;
            let rest = 1.0 - share * share * share;
            rest * rest * rest
        } else {
            0.0
        };
        if let Some(weights) = weights {
            weight *= weights.get(skip + place).copied().unwrap_or(1.0);
        }
        own.push(weight);
        sum += weight;
        by_x += weight * x;
        x += 1.0;
    }
    if sum <= 0.0 {
        return values.get(skip).copied().unwrap_or(0.0);
    }
    let centre = by_x / sum;
    let (mut spread, mut x) = (0.0, first);
    for weight in &own {
        spread += weight / sum * (x - centre) * (x - centre);
        x += 1.0;
    }
    let is_sloped = crate::real::sqrt(spread) > 0.001 * (count(n) - 1.0);
    x = first;
    for (weight, value) in own.iter().zip(values.get(skip..).unwrap_or(&[])) {
        let mut weight = weight / sum;
        if is_sloped {
            weight *= 1.0 + (at - centre) * (x - centre) / spread;
        }
        by_y += weight * value;
        x += 1.0;
    }
    by_y
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a slice, from 0")]
fn whole(value: f64) -> usize {
    value as usize
}

fn averages(values: &[f64], m: usize) -> Vec<f64> {
    values.windows(m).map(crate::real::mean).collect()
}

/// Takes a series apart; `window` is that of the season, odd, 7 or more.
#[must_use]
pub fn decompose(values: &[f64], m: usize, window: usize) -> Parts {
    let n = values.len();
    let trend_window = next_odd(1.5 * count(m) / (1.0 - 1.5 / count(window)));
    let low_window = m | 1;
    let mut trend = vec![0.0; n];
    let mut season = vec![0.0; n];
    for _ in 0..2 {
        let plain: Vec<f64> = values.iter().zip(&trend).map(|(value, trend)| value - trend).collect();
        // Each month by itself, one step longer at both ends.
        let mut cycle = vec![0.0; n + 2 * m];
        for month in 0..m {
            let own: Vec<f64> = plain.iter().skip(month).step_by(m).copied().collect();
            let mut at = 0.0;
            for cell in cycle.iter_mut().skip(month).step_by(m).take(own.len() + 2) {
                *cell = loess(&own, window, at, None);
                at += 1.0;
            }
        }
        let low = averages(&averages(&averages(&cycle, m), m), 3);
        let mut at = 0.0;
        for (cell, cycle) in season.iter_mut().zip(cycle.iter().skip(m)) {
            at += 1.0;
            *cell = cycle - loess(&low, low_window, at, None);
        }
        let rest: Vec<f64> = values.iter().zip(&season).map(|(value, season)| value - season).collect();
        at = 0.0;
        for cell in &mut trend {
            at += 1.0;
            *cell = loess(&rest, trend_window, at, None);
        }
    }
    let rest = values.iter().zip(&season).zip(&trend).map(|((value, season), trend)| value - season - trend).collect();
    Parts { season, trend, rest }
}

fn next_odd(value: f64) -> usize {
    whole(value.ceil()) | 1
}

/// A series without its season under exponential smoothing, and the last season, which comes again.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Whether the season multiplies: where all values are above zero.
    is_product: bool,
    last: Vec<f64>,
    pool: Vec<(f64, ets::Fit)>,
}

/// Fits it. None where there are no two seasons and one value more.
#[must_use]
pub fn fit(values: &[f64], m: usize, effort: Effort) -> Option<Fit> {
    fit_from(None, values, m, effort)
}

fn fit_from(whole: Option<&Fit>, values: &[f64], m: usize, effort: Effort) -> Option<Fit> {
    if m == 0 || values.len().saturating_sub(1) / 2 < m {
        return None;
    }
    let is_product = values.iter().all(|value| *value > 0.0);
    let own: Vec<f64> = values.iter().map(|value| if is_product { ln(*value) } else { *value }).collect();
    let parts = decompose(&own, m, 11);
    let plain = own.iter().zip(&parts.season).map(|(value, season)| value - season);
    let plain: Vec<f64> = plain.map(|value| if is_product { exp(value) } else { value }).collect();
    let pool = match whole {
        Some(whole) if whole.is_product == is_product => ets::pool_of_part(&whole.pool, &plain, effort),
        _ => {
            let flat: Vec<ets::Model> = ets::Model::ALL.into_iter().filter(|model| model.season.is_none()).collect();
            ets::pool(&plain, &flat, 1, effort)
        }
    };
    Some(Fit { is_product, last: parts.season.get(values.len() - m..)?.to_vec(), pool })
}

impl Fit {
    /// Fits the first values of the series, from what is known of the whole.
    #[must_use]
    pub fn of_part(&self, values: &[f64], m: usize, effort: Effort) -> Option<Self> {
        fit_from(Some(self), values, m, effort)
    }

    /// The next `h` values with their standard deviations.
    #[must_use]
    pub fn forecast(&self, h: usize) -> Option<(Vec<f64>, Vec<f64>)> {
        let (mut ahead, mut wide) = ets::ahead(&self.pool, h)?;
        for ((value, deviation), season) in ahead.iter_mut().zip(&mut wide).zip(self.last.iter().cycle()) {
            if self.is_product {
                let factor = exp(*season);
                *value *= factor;
                *deviation *= factor;
            } else {
                *value += season;
            }
        }
        Some((ahead, wide))
    }
}

/// The next `h` values with their standard deviations: the last season again, on exponential smoothing of what is left
/// without it. Where all values are above zero, the season multiplies.
#[must_use]
pub fn forecast(values: &[f64], m: usize, h: usize, effort: Effort) -> Option<(Vec<f64>, Vec<f64>)> {
    fit(values, m, effort)?.forecast(h)
}
