//! Seasons by moving averages, and whether there are any.

use crate::real::{count, mean, sum};

/// How a season acts on a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is added.
    Additive,
    /// It multiplies.
    Multiplicative,
}

/// The centred moving average over a season of `m`; it is `m / 2` shorter at both ends, `m` even or not.
#[must_use]
pub fn moving_average(values: &[f64], m: usize) -> Vec<f64> {
    if m % 2 == 1 {
        return values.windows(m).map(mean).collect();
    }
    let half = count(m);
    let ends = |window: &[f64]| {
        let first = window.first().copied().unwrap_or(0.0);
        let last = window.last().copied().unwrap_or(0.0);
        (sum(window) - (first + last) / 2.0) / half
    };
    values.windows(m + 1).map(ends).collect()
}

/// Seasonal figures by classical decomposition, of the place in the season of the first value, then the next, and so on.
/// Additive ones sum to 0, the others to `m`. None where there are fewer than two seasons.
#[must_use]
pub fn classical(values: &[f64], m: usize, kind: Kind) -> Option<Vec<f64>> {
    if m < 2 || values.len() / 2 < m {
        return None;
    }
    let trend = moving_average(values, m);
    let offset = m / 2;
    let mut sums = vec![(0.0, 0.0); m];
    for (place, (value, trend)) in values.iter().skip(offset).zip(&trend).enumerate() {
        let rest = match kind {
            Kind::Additive => value - trend,
            Kind::Multiplicative => value / trend,
        };
        if let Some((sum, n)) = sums.get_mut((place + offset) % m) {
            *sum += rest;
            *n += 1.0;
        }
    }
    let mut figures: Vec<f64> = sums.iter().map(|(sum, n)| if *n > 0.0 { sum / n } else { 0.0 }).collect();
    let middle = mean(&figures);
    for figure in &mut figures {
        match kind {
            Kind::Additive => *figure -= middle,
            Kind::Multiplicative => *figure /= middle,
        }
    }
    figures.iter().all(|figure| figure.is_finite()).then_some(figures)
}

/// Whether the correlation with the season before is beyond what chance brings: Fiorucci et al. (2016), at 90 %.
#[must_use]
pub fn is_seasonal(values: &[f64], m: usize) -> bool {
    if m < 2 || values.len().saturating_sub(1) / 2 < m {
        return false;
    }
    let middle = mean(values);
    let apart: Vec<f64> = values.iter().map(|value| value - middle).collect();
    let all = crate::real::dot(&apart, &apart);
    if all <= 0.0 {
        return false;
    }
    let at = |lag: usize| crate::real::dot(&apart, apart.get(lag..).unwrap_or(&[])) / all;
    let squares = (1..m).fold(0.0, |sum, lag| sum + at(lag) * at(lag));
    // The 95 % quantile of the normal distribution.
    at(m).abs() > 1.644_853_626_951_472_7 * crate::real::sqrt((1.0 + 2.0 * squares) / count(values.len()))
}
