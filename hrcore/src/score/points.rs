//! A value becomes points.

use crate::compile::{CompiledLine, CompiledMethod, Steps};
use crate::number::{Decimal, Rational};
use crate::policy::{Direction, Mapping, Silent};
use crate::values::Id;

use super::value::Value;

/// Points of a value, before floor and cap; `None` when they cannot be computed.
///
/// `factor` prorates targets and thresholds of flows for those who held the position for a part of the period, or
/// for several base periods.
pub(crate) fn points(
    line: &CompiledLine,
    value: &Value,
    target: Option<&Rational>,
    factor: &Rational,
) -> Option<Rational> {
    let hundred = Rational::from(100);
    if let (CompiledMethod::Label { points }, Value::Label(label)) = (&line.method, value) {
        return points.iter().find(|(known, _)| is_same(known, label)).map(|(_, score)| score.clone());
    }
    let actual = value.number()?;
    let prorates = line.flow && *factor != Rational::ONE;
    // Thresholds times the factor compare with the value as thresholds do with the value over the factor.
    let whole = || if prorates { actual.checked_div(factor) } else { Some(actual.clone()) };
    match &line.method {
        CompiledMethod::Ratio => {
            let target = target?;
            match line.direction {
                Direction::Higher if actual.signum() < 0 && line.floor.is_some() => line.floor.clone(),
                Direction::Higher => match &line.per_target {
                    Some(points) if line.target.as_ref() == Some(target) => Some(actual * points),
                    _ => (actual * &hundred).checked_div(target),
                },
                // A finite cap is checked when the policy is compiled.
                Direction::Lower if actual.signum() <= 0 => line.cap.clone(),
                Direction::Lower => (target * &hundred).checked_div(actual),
            }
        }
        CompiledMethod::Improvement { baseline } => {
            let baseline = if prorates { baseline * factor } else { baseline.clone() };
            (&(actual - &baseline) * &hundred).checked_div(&(target? - &baseline))
        }
        CompiledMethod::Closer { tolerance, zero_at } => {
            let (tolerance, zero_at) =
                if prorates { (tolerance * factor, zero_at * factor) } else { (tolerance.clone(), zero_at.clone()) };
            let distance = (actual - target?).abs();
            if distance <= tolerance {
                return Some(hundred);
            }
            let score = (&(&zero_at - &distance) * &hundred).checked_div(&(&zero_at - &tolerance))?;
            Some(score.max(Rational::ZERO))
        }
        CompiledMethod::Interpolated { points } => interpolate(points, &whole()?),
        CompiledMethod::Banded(steps) => Some(step(steps, &whole()?).clone()),
        CompiledMethod::PerUnit { base, unit, add, deduct, whole } => {
            let beyond = actual - target?;
            let units = beyond.abs().checked_div(unit)?;
            let units = if *whole { units.truncate() } else { units };
            let better = (beyond.signum() > 0) == (line.direction == Direction::Higher);
            Some(if better { base + &(add * &units) } else { base - &(deduct * &units) })
        }
        CompiledMethod::Binary => Some(if meets(line, actual, target?) { hundred } else { Rational::ZERO }),
        CompiledMethod::Efficacy { floor_value, satisfactory } => {
            let part = (&whole()? - floor_value).checked_div(&(satisfactory - floor_value))?;
            Some(&Rational::from(60) + &(&Rational::from(40) * &part))
        }
        // The value of a rated line is its score already; see `rated`.
        CompiledMethod::Rated { .. } => Some(actual.clone()),
        CompiledMethod::Label { .. } => None,
    }
}

/// Whether two labels are the same; those that are numbers are so by value: grade `1.0` is grade `1`.
fn is_same(known: &Id, label: &Id) -> bool {
    let number = |id: &Id| Decimal::parse(id.as_str()).ok();
    known == label || number(known).is_some_and(|known| number(label) == Some(known))
}

/// Whether a value is on the good side of its target; a value exactly on it is.
pub(crate) fn meets(line: &CompiledLine, actual: &Rational, target: &Rational) -> bool {
    match line.direction {
        Direction::Higher => actual >= target,
        Direction::Lower => actual <= target,
    }
}

fn interpolate(points: &[(Rational, Rational)], x: &Rational) -> Option<Rational> {
    let (first, last) = (points.first()?, points.last()?);
    if *x <= first.0 {
        return Some(first.1.clone());
    }
    for pair in points.windows(2) {
        if let [(x0, y0), (x1, y1)] = pair
            && x <= x1
        {
            let part = (x - x0).checked_div(&(x1 - x0))?;
            return Some(y0 + &(&(y1 - y0) * &part));
        }
    }
    Some(last.1.clone())
}

/// The score of the step that holds a value: a cut belongs to the better side.
fn step<'a>(steps: &'a Steps, value: &Rational) -> &'a Rational {
    const ZERO: &Rational = &Rational::ZERO;
    let inside = |from: &Option<Rational>| match from {
        None => true,
        Some(from) if steps.closed_below => from <= value,
        Some(from) => from < value,
    };
    steps.steps.iter().rev().find(|(from, _)| inside(from)).map_or(ZERO, |(_, score)| score)
}

/// Ratings as a score: the mean within each kind of rater, then the kinds by weight.
pub(crate) fn rated(method: &CompiledMethod, ratings: &[(&Id, Rational)]) -> Option<Rational> {
    let CompiledMethod::Rated { raters, min, max, mapping, on_silent } = method else { return None };
    let base = if *mapping == Mapping::Range { min.clone() } else { Rational::ZERO };
    let (mut score, mut answered) = (Rational::ZERO, Rational::ZERO);
    for (kind, weight) in raters {
        let mut sum = Rational::ZERO;
        let mut count = 0u32;
        for (_, value) in ratings.iter().filter(|(rater, _)| *rater == kind) {
            sum = &sum + value;
            count += 1;
        }
        match sum.checked_div(&Rational::from(count)) {
            Some(mean) => {
                score = &score + &(&(&mean - &base) * weight);
                answered = &answered + weight;
            }
            None if *on_silent == Silent::Unknown => return None,
            None => {}
        }
    }
    (&score * &Rational::from(100)).checked_div(&(&answered * &(max - &base)))
}
