//! Seasons and levels by medians, which neither a wrong figure nor a break of the level moves far.

use crate::real::{count, median};

use super::super::season::moving_average;

/// How many seasons on either side speak of the season of a place.
const SEASONS: usize = 2;
/// How many places on either side speak of the level of a place.
const REACH: usize = 3;

/// The season of every place: the median of what values of the same month in the nearest five seasons were above the
/// moving average of a season. `known` says which values speak. A month that never speaks has what its neighbours have.
#[must_use]
pub fn seasons(values: &[f64], known: &[bool], m: usize) -> Vec<f64> {
    let n = values.len();
    if m < 2 || n < 2 * m {
        return vec![0.0; n];
    }
    let trend = moving_average(values, m);
    let offset = m / 2;
    let mut months: Vec<Vec<(usize, f64)>> = vec![Vec::new(); m];
    for (place, (value, trend)) in values.iter().skip(offset).zip(&trend).enumerate() {
        let place = place + offset;
        if known.get(place) == Some(&true)
            && let Some(month) = months.get_mut(place % m)
        {
            month.push((place, value - trend));
        }
    }
    let empty: Vec<bool> = months.iter().map(Vec::is_empty).collect();
    let mut found: Vec<f64> = (0..n)
        .map(|place| {
            let month = months.get(place % m).map_or(&[][..], Vec::as_slice);
            let at = month.partition_point(|(other, _)| *other < place);
            let first = at.saturating_sub(SEASONS).min(month.len().saturating_sub(2 * SEASONS + 1));
            let near = month.get(first..).unwrap_or(&[]).iter().take(2 * SEASONS + 1);
            let mut near: Vec<f64> = near.map(|(_, value)| *value).collect();
            if near.len() == 2 {
                // Of two the one nearer to nothing: the other may be wrong.
                near.push(0.0);
            }
            median(&near)
        })
        .collect();
    let speaks: Vec<bool> = (0..n).map(|place| empty.get(place % m) == Some(&false)).collect();
    bridge(&mut found, &speaks);
    found
}

/// The line that half of the pairs of values lie above: Theil (1950), Sen (1968). Its value at the place `at`.
fn line_at(values: &[f64], at: f64) -> f64 {
    let mut slopes = Vec::with_capacity(values.len() * values.len() / 2);
    for (place, value) in values.iter().enumerate() {
        for (step, later) in values.iter().skip(place + 1).enumerate() {
            slopes.push((later - value) / count(step + 1));
        }
    }
    let slope = median(&slopes);
    let (mut starts, mut x) = (Vec::with_capacity(values.len()), 0.0);
    for value in values {
        starts.push(value - slope * x);
        x += 1.0;
    }
    median(&starts) + slope * at
}

/// The level of every place: a running median of seven; at the ends a line through the last seven.
#[must_use]
pub fn level(values: &[f64]) -> Vec<f64> {
    let (n, width) = (values.len(), 2 * REACH + 1);
    if n < width {
        return vec![median(values); n];
    }
    let first = values.get(..width).unwrap_or(&[]);
    let last = values.get(n - width..).unwrap_or(&[]);
    let mut found: Vec<f64> = (0..REACH).map(|place| line_at(first, count(place))).collect();
    found.extend(values.windows(width).map(median));
    found.extend((REACH + 1..width).map(|place| line_at(last, count(place))));
    found
}

/// The quartiles.
#[must_use]
pub fn quartiles(values: &[f64]) -> (f64, f64) {
    let mut sorted = values.to_vec();
    crate::sort::numbers(&mut sorted);
    let most = sorted.len().saturating_sub(1);
    let at = |quarter: usize| {
        let (place, part) = (quarter * most / 4, count(quarter * most % 4) / 4.0);
        let (low, high) = (sorted.get(place).copied(), sorted.get(place + 1).copied());
        let low = low.unwrap_or(0.0);
        low + part * (high.unwrap_or(low) - low)
    };
    (at(1), at(3))
}

/// Draws a line through the values that are not known, from the nearest known ones; beyond them it is flat.
pub fn bridge(values: &mut [f64], known: &[bool]) {
    let mut before: Option<(usize, f64)> = None;
    let places: Vec<usize> = (0..values.len()).filter(|place| known.get(*place) == Some(&true)).collect();
    let mut next = places.iter().peekable();
    for place in 0..values.len() {
        if next.peek() == Some(&&place) {
            before = values.get(place).map(|value| (place, *value));
            next.next();
            continue;
        }
        let after = next.peek().and_then(|at| Some((**at, *values.get(**at)?)));
        let value = match (before, after) {
            (Some((from, low)), Some((to, high))) => low + (high - low) * count(place - from) / count(to - from),
            (Some((_, value)), None) | (None, Some((_, value))) => value,
            (None, None) => 0.0,
        };
        if let Some(cell) = values.get_mut(place) {
            *cell = value;
        }
    }
}
