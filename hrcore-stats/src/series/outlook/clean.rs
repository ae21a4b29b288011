//! What a series looks like without gaps, wrong figures and breaks of its level.

use crate::real::{exp, ln, median};

use super::Mark;
use super::robust::{bridge, level, quartiles, seasons};

/// A series made ready.
#[derive(Debug, Clone)]
pub struct Clean {
    /// Gaps filled, outliers drawn in.
    pub values: Vec<f64>,
    /// The same, with what was before a break of the level brought to the level after it.
    pub level: Vec<f64>,
    /// What was done.
    pub marks: Vec<Mark>,
    /// The first place of the new level.
    pub shift: Option<usize>,
}

/// How far beyond the quartiles a value may lie, in quartile distances.
const FENCE: f64 = 4.0;
/// From so many times that distance on the bound moves to the middle, and reaches it.
const REDESCENDS: (f64, f64) = (1.5, 3.0);
/// The least quartile distance, as a share of the level.
const LEAST: f64 = 0.02;
/// How far the level must break, in standard deviations of such distances elsewhere.
const BREAK: f64 = 4.0;
/// A gap seen as it was filled bends the season around it: what that leaves out falls to a tenth with each round.
const ROUNDS: usize = 8;
/// A break of the level stays for so many values.
const STAYS: usize = 6;

/// Fills the gaps and nothing else.
#[must_use]
pub fn fill(values: &[Option<f64>], m: usize, borrowed: Option<&[f64]>) -> Vec<f64> {
    let scale = Scale::of(values);
    let known: Vec<bool> = values.iter().map(Option::is_some).collect();
    let mut own: Vec<f64> = values.iter().map(|value| value.map_or(0.0, |value| scale.inward(value))).collect();
    bridge(&mut own, &known);
    filled(&mut own, &known, m, scale.borrowed(borrowed).as_deref());
    own.iter().zip(values).map(|(own, value)| value.unwrap_or_else(|| scale.outward(*own))).collect()
}

/// Seasons multiply where all values are above zero: then everything happens in logarithms.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Scale {
    Logarithm,
    Plain,
}

impl Scale {
    fn of(values: &[Option<f64>]) -> Self {
        if values.iter().flatten().all(|value| *value > 0.0) { Self::Logarithm } else { Self::Plain }
    }

    fn inward(self, value: f64) -> f64 {
        if self == Self::Logarithm { ln(value) } else { value }
    }

    fn outward(self, value: f64) -> f64 {
        if self == Self::Logarithm { exp(value) } else { value }
    }

    fn borrowed(self, factors: Option<&[f64]>) -> Option<Vec<f64>> {
        let factors = factors.filter(|_| self == Self::Logarithm)?;
        Some(factors.iter().map(|factor| ln(*factor)).collect())
    }
}

/// Fills gaps by the season and the line between the neighbours; returns the season of every place.
fn filled(own: &mut [f64], known: &[bool], m: usize, borrowed: Option<&[f64]>) -> Vec<f64> {
    let is_whole = known.iter().all(|known| *known);
    let mut season = Vec::new();
    // The season of the first round has seen gaps filled without one.
    for _ in 0..if is_whole { 1 } else { ROUNDS } {
        season = match borrowed {
            Some(borrowed) if own.len() < 3 * m => borrowed.to_vec(),
            _ => seasons(own, known, m),
        };
        let mut plain: Vec<f64> = own.iter().zip(&season).map(|(value, season)| value - season).collect();
        bridge(&mut plain, known);
        for ((cell, known), (plain, season)) in own.iter_mut().zip(known).zip(plain.iter().zip(&season)) {
            if !known {
                *cell = plain + season;
            }
        }
        if is_whole {
            break;
        }
    }
    season
}

/// Makes a series ready; `borrowed` has a factor for each value.
#[must_use]
pub fn clean(values: &[Option<f64>], m: usize, borrowed: Option<&[f64]>) -> Clean {
    let scale = Scale::of(values);
    let known: Vec<bool> = values.iter().map(Option::is_some).collect();
    let mut own: Vec<f64> = values.iter().map(|value| value.map_or(0.0, |value| scale.inward(value))).collect();
    let mut marks: Vec<Mark> = known.iter().map(|known| if *known { Mark::Known } else { Mark::Filled }).collect();
    let is_borrowed = scale == Scale::Logarithm && borrowed.is_some();
    let is_judged = own.len() >= 3 * m || is_borrowed;
    let mut season = vec![0.0; own.len()];
    let mut sound = known.clone();
    // The season of the first round has seen the outliers, that of the second has not.
    let mut changed = Vec::new();
    for _ in 0..2 {
        let mut seen = own.clone();
        bridge(&mut seen, &sound);
        let found = filled(&mut seen, &sound, m, scale.borrowed(borrowed).as_deref());
        for ((cell, seen), known) in own.iter_mut().zip(&seen).zip(&known) {
            if !known {
                *cell = *seen;
            }
        }
        if is_judged {
            season = found;
        }
        let plain: Vec<f64> = own.iter().zip(&season).map(|(value, season)| value - season).collect();
        let hits = outliers(&plain, scale);
        for (cell, known) in marks.iter_mut().zip(&known) {
            *cell = if *known { Mark::Known } else { Mark::Filled };
        }
        sound.clone_from(&known);
        changed = plain;
        for (place, value) in hits {
            if let (Some(mark), Some(sound), Some(cell)) =
                (marks.get_mut(place), sound.get_mut(place), changed.get_mut(place))
                && *mark == Mark::Known
            {
                *mark = Mark::Outlier;
                *sound = false;
                *cell = value;
            }
        }
        if !marks.contains(&Mark::Outlier) {
            break;
        }
    }
    // What a wrong figure counts as was not unheard of: level and season together may be, close to the ends.
    let seen = values.iter().flatten();
    let (least, most) =
        seen.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(*value), most.max(*value)));
    let room = 3.0 * (most - least).max(0.0);
    // What never was below zero was not when nobody looked.
    let floor = if least >= 0.0 { 0.0 } else { least.min(most) - room };
    let mut out: Vec<f64> = Vec::with_capacity(own.len());
    for (((value, mark), season), (changed, own)) in
        values.iter().zip(&marks).zip(&season).zip(changed.iter().zip(&own))
    {
        out.push(match (value, mark) {
            (Some(value), Mark::Known) => *value,
            (_, Mark::Outlier) => scale.outward(changed + season).clamp(least.min(most), most),
            // A peak may be missing, but not one beyond all measure.
            _ => crate::real::between(scale.outward(*own), floor, most + room),
        });
    }
    let found = shift(&changed);
    let mut level = out.clone();
    if let Some((at, size)) = found {
        for cell in level.iter_mut().take(at) {
            *cell = match scale {
                Scale::Logarithm => *cell * exp(size),
                Scale::Plain => *cell + size,
            };
        }
    }
    Clean { values: out, level, marks, shift: found.map(|(at, _)| at) }
}

/// Outliers and what they become: values whose distance from the running median is far beyond the quartiles of all
/// distances, one or two in a row. More in a row are a change, not an error.
fn outliers(plain: &[f64], scale: Scale) -> Vec<(usize, f64)> {
    let n = plain.len();
    if n < 8 {
        return Vec::new();
    }
    let middle = level(plain);
    let rest: Vec<f64> = plain.iter().zip(&middle).map(|(value, level)| value - level).collect();
    let (low, high) = quartiles(&rest);
    let mut width = high - low;
    match scale {
        Scale::Logarithm => width = width.max(LEAST),
        Scale::Plain if width <= 0.0 => return Vec::new(),
        Scale::Plain => {}
    }
    let (low, high) = (low - FENCE * width, high + FENCE * width);
    let side = |rest: f64| if rest < low { -1 } else { i32::from(rest > high) };
    let sides: Vec<i32> = rest.iter().map(|rest| side(*rest)).collect();
    let mut hits = Vec::new();
    let mut at = 0;
    for run in sides.chunk_by(|a, b| a == b) {
        if run.first() != Some(&0) && run.len() <= 2 {
            hits.extend(at..at + run.len());
        }
        at += run.len();
    }
    let over = |place: usize| rest.get(place).map_or(0.0, |rest| if *rest < 0.0 { rest / low } else { rest / high });
    if hits.len() * 10 > n {
        // So many are not errors, but the way of the series; the farthest may be.
        let far = |place: usize| hits.get(place).map_or(0.0, |place| over(*place));
        let mut order = crate::sort::order(hits.len(), &mut |a, b| far(b).total_cmp(&far(a)));
        order.truncate(n / 10);
        hits = order.into_iter().filter_map(|place| hits.get(place).copied()).collect();
    }
    let drawn = |place: usize| {
        let bound = if rest.get(place).is_some_and(|rest| *rest < 0.0) { low } else { high };
        // To the bound; the farther beyond it, the more to the middle.
        let (from, to) = REDESCENDS;
        let share = ((to - over(place)) / (to - from)).clamp(0.0, 1.0);
        Some((place, middle.get(place)? + share * bound))
    };
    hits.into_iter().filter_map(drawn).collect()
}

/// Where the level breaks, and by how much: the medians of six values before and after are farther apart than four
/// standard deviations of such distances elsewhere, and most of it happens at once.
fn shift(plain: &[f64]) -> Option<(usize, f64)> {
    let n = plain.len();
    if n < 4 * STAYS {
        return None;
    }
    let apart = |at: usize, width: usize| {
        let before = plain.get(at.checked_sub(width)?..at)?;
        let after = plain.get(at..at + width)?;
        Some(median(after) - median(before))
    };
    let steps: Vec<f64> = (STAYS..=n - STAYS).filter_map(|at| apart(at, STAYS)).collect();
    let usual = median(&steps);
    let distances: Vec<f64> = steps.iter().map(|step| (step - usual).abs()).collect();
    let spread = 1.4826 * median(&distances);
    let (place, most) =
        distances.iter().enumerate().fold(
            (0, 0.0),
            |best: (usize, f64), (place, distance)| {
                if *distance > best.1 { (place, *distance) } else { best }
            },
        );
    if spread <= 0.0 || most <= BREAK * spread {
        return None;
    }
    // Of the places nearby the one with the steepest step.
    let near = (place.saturating_sub(2)..=place + 2).filter_map(|place| {
        let at = place + STAYS;
        let step = plain.get(at)? - plain.get(at.checked_sub(1)?)?;
        Some((at, step))
    });
    let (at, step) =
        near.fold((0, 0.0), |best: (usize, f64), (at, step)| if step.abs() > best.1.abs() { (at, step) } else { best });
    let size = apart(at, STAYS)? - usual;
    (step * size > 0.0 && step.abs() > 0.5 * size.abs() && at + STAYS <= n && size.abs() > BREAK * spread)
        .then_some((at, size))
}
