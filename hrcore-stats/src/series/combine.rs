//! Several methods together, each with the weight that its forecasts of the last months earned.
//!
//! A mean of simple methods is hard to beat (Makridakis and Hibon 2000); weights by how well each foretold the last year,
//! the last half and the last quarter of it, from data before them alone, keep what does not suit a series out of it.

use crate::real::{count, sqrt};
use crate::search::Effort;

use super::{ets, stl, theta};

/// What several methods foretell together.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The next values.
    pub ahead: Vec<f64>,
    /// What they foretold together for the ends of the history from what was before, and what came.
    pub held: Vec<(f64, f64)>,
    /// Their standard deviations, as the methods state them.
    pub deviations: Vec<f64>,
    /// Each method and its weight.
    pub weights: Vec<(&'static str, f64)>,
    /// How often the squared error of the forecasts of the last year and half year was the variance that was stated: the
    /// sum, and of how many forecasts.
    pub spread: (f64, f64),
}

/// A forecast with its standard deviations.
type Own = (Vec<f64>, Vec<f64>);

/// What each method foretold.
type Tried = Vec<(&'static str, Own)>;

/// What is fitted once to a whole series, and from there to its first values.
struct Fitted {
    pool: Vec<(f64, ets::Fit)>,
    stl: Option<stl::Fit>,
}

fn methods(whole: Option<&Fitted>, values: &[f64], m: usize, h: usize, effort: Effort) -> (Fitted, Tried) {
    let mut found = Vec::with_capacity(4);
    let fitted = match whole {
        Some(whole) => Fitted {
            pool: ets::pool_of_part(&whole.pool, values, effort),
            stl: whole.stl.as_ref().and_then(|stl| stl.of_part(values, m, effort)),
        },
        None => Fitted { pool: ets::pool(values, &ets::Model::ALL, m, effort), stl: stl::fit(values, m, effort) },
    };
    if let Some(own) = ets::ahead(&fitted.pool, h) {
        found.push(("ets", own));
    }
    if let Some(own) = fitted.stl.as_ref().and_then(|stl| stl.forecast(h)) {
        found.push(("stl", own));
    }
    let standard = theta::standard(values, m);
    found.push(("theta", (standard.forecast(h), standard.deviations(h))));
    let dynamic = theta::dynamic(values, m, effort);
    found.push(("dot", (dynamic.forecast(h), dynamic.deviations(h))));
    found.retain(|(_, (ahead, wide))| ahead.iter().chain(wide).all(|value| value.is_finite()));
    (fitted, found)
}

/// What lies farther back than this no longer tells what comes: a hundred years of months.
const MOST: usize = 1_200;

/// The parameters of the whole series are near those of its first values, so few steps lead from these to those.
const AGAIN: Effort = Effort { steps: 4, tolerance: 1e-4 };

/// Foretells the next `h` values of a series with a season of `m`.
#[must_use]
pub fn forecast(values: &[f64], m: usize, h: usize) -> Option<Forecast> {
    let values = values.get(values.len().saturating_sub(MOST)..).unwrap_or(values);
    let effort = Effort { steps: 20, tolerance: 1e-5 };
    let (fitted, found) = methods(None, values, m, h, effort);
    if found.is_empty() {
        return None;
    }
    let scale = values.iter().skip(m).zip(values).fold(0.0, |sum, (value, before)| sum + (value - before).abs())
        / count(values.len().saturating_sub(m)).max(1.0);
    let mut errors: Vec<(f64, f64)> = vec![(0.0, 0.0); found.len()];
    let mut trials: Vec<(Tried, &[f64])> = Vec::new();
    // The weights from one value alone would be chance: series without a season have their last four, two and one held out.
    let most = m.max(4);
    for held in [most, most / 2, most / 4] {
        let Some((before, after)) = values.len().checked_sub(held).and_then(|at| values.split_at_checked(at)) else {
            continue;
        };
        if before.is_empty() || (before.len() - 1) / 2 < m {
            continue;
        }
        let (_, tried) = methods(Some(&fitted), before, m, held, AGAIN);
        for ((name, _), (sum, n)) in found.iter().zip(&mut errors) {
            if let Some((_, (ahead, _))) = tried.iter().find(|(other, _)| other == name) {
                let error = ahead.iter().zip(after).fold(0.0, |sum, (ahead, value)| sum + (ahead - value).abs());
                *sum += error / count(held) / scale.max(f64::MIN_POSITIVE);
                *n += 1.0;
            }
        }
        trials.push((tried, after));
    }
    let mut weights: Vec<f64> = errors
        .iter()
        .map(|(sum, n)| {
            let own = if *n > 0.0 { sum / n + 1e-3 } else { 1.0 };
            1.0 / (own * own * own)
        })
        .collect();
    let mut all = crate::real::sum(&weights);
    if !(all > 0.0 && all.is_finite()) {
        weights.fill(1.0);
        all = count(weights.len());
    }
    for weight in &mut weights {
        *weight /= all;
    }
    let mut held = Vec::new();
    let mut spread = (0.0, 0.0);
    for (tried, after) in trials.iter().filter(|(_, after)| 2 * after.len() >= most) {
        let mut together = (vec![0.0; after.len()], vec![0.0; after.len()]);
        let mut share = 0.0;
        for ((name, _), weight) in found.iter().zip(&weights) {
            if let Some((_, own)) = tried.iter().find(|(other, _)| other == name) {
                add(&mut together, own, *weight);
                share += weight;
            }
        }
        for ((ahead, wide), value) in together.0.iter().zip(&together.1).zip(*after) {
            let (ahead, wide) = (ahead / share, wide / share);
            held.push((ahead, *value));
            if wide > 0.0 {
                let error = (value - ahead) / wide;
                spread.0 += error * error;
                spread.1 += 1.0;
            }
        }
    }
    let mut together = (vec![0.0; h], vec![0.0; h]);
    for ((_, own), weight) in found.iter().zip(&weights) {
        add(&mut together, own, *weight);
    }
    let weights = found.iter().zip(&weights).map(|((name, _), weight)| (*name, *weight)).collect();
    Some(Forecast { ahead: together.0, held, deviations: together.1, weights, spread })
}

fn add(sum: &mut Own, own: &Own, weight: f64) {
    for (sum, value) in sum.0.iter_mut().zip(&own.0) {
        *sum += weight * value;
    }
    for (sum, value) in sum.1.iter_mut().zip(&own.1) {
        *sum += weight * value;
    }
}

impl Forecast {
    /// How much wider the last forecasts were off than was stated.
    #[must_use]
    pub fn inflation(&self, prior: f64, strength: f64) -> f64 {
        sqrt((prior * prior * strength + self.spread.0) / (strength + self.spread.1))
    }
}
