//! The filtered fast path: totals in floats where their error cannot matter. See [`crate::compile::Filter`].

use crate::compile::{Card, Compiled, CompiledLine, Filter, FilterLine, FilterMethod, Source};
use crate::condition::{Operand, Truth};
use crate::facts::Reading;
use crate::number::Rational;
use crate::policy::{Aggregation, Level, Unit};
use crate::time::Period;

use super::card::clamp;
use super::points::points;
use super::value::{Subject, Values};

/// Values are held in units of 10^-20: 18 places, and two more for percentages.
const PLACES: u32 = 20;
const UNITS: f64 = 1e20;

/// A total that floats could decide.
#[derive(Debug)]
pub(crate) struct Decided {
    /// The displayed total.
    pub(crate) total: Rational,
    /// Index of the band in its scale.
    pub(crate) band: Option<usize>,
    pub(crate) coefficient: Option<Rational>,
}

/// Decides the displayed total, the band and the coefficient of a whole period, or leaves it to the exact path.
pub(crate) fn decide(
    values: &mut Values<'_>,
    card: &Card,
    filter: &Filter,
    subject: &Subject<'_>,
    period: Period,
) -> Option<Decided> {
    let policy = values.policy;
    let mut total = 0.0;
    for (line, constants) in card.lines.iter().zip(&filter.lines) {
        total += constants.weight * line_score(values, line, constants, subject, period)?;
    }
    // What applies to few is left to the exact path.
    let truth = |condition: &crate::condition::Tree<crate::condition::CardTest>, values: &mut Values<'_>| {
        condition.of_values(&mut |operand| match operand {
            Operand::Metric(metric) => values.value(metric, subject, period).number().cloned(),
            Operand::Score(_) => None,
        })
    };
    for adjustment in &card.adjustments {
        if adjustment.when.as_ref().is_none_or(|when| truth(when, values) != Truth::False) {
            return None;
        }
    }
    for veto in &card.vetoes {
        if truth(&veto.when, values) != Truth::False {
            return None;
        }
    }
    let total = total.max(filter.floor).min(filter.cap) * filter.factor;
    // The card's factor scales the error, and rounds once or twice more.
    let error = filter.error * filter.factor * 2.0;
    let mut band = None;
    for (cut, index) in &filter.cuts {
        if (total - cut).abs() <= error {
            return None;
        }
        if *cut < total {
            band = Some(*index);
        }
    }
    let band = band.or(filter.cuts.first().map(|(_, index)| *index));
    let scale = card.scale.and_then(|scale| policy.scales.get(scale));
    let mut coefficient = band.and_then(|band| scale?.coefficients.get(band).cloned());
    for change in &card.coefficients {
        match truth(&change.when, values) {
            Truth::True => coefficient = coefficient.map(|value| &value + &change.add),
            Truth::False => {}
            Truth::Unknown => return None,
        }
    }
    let bound = |value| clamp(value, Some(&card.coefficient_min), card.coefficient_max.as_ref());
    Some(Decided { total: rounded(policy, total, error)?, band, coefficient: coefficient.map(bound) })
}

/// The total rounded half away from zero, unless it lies too near a tie.
fn rounded(policy: &Compiled, total: f64, error: f64) -> Option<Rational> {
    let places = policy.policy.rounding.places;
    let unit = (0..places).fold(1.0, |unit, _| unit * 10.0);
    let (scaled, error) = (total.abs() * unit, error * unit * 2.0);
    let whole = scaled.floor();
    if (scaled - whole - 0.5).abs() <= error || scaled > 1e15 {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "a whole number below 10^15")]
    let digits = (scaled + 0.5).floor() as i64;
    Some(Rational::from_scaled(i128::from(if total < 0.0 { -digits } else { digits }), places))
}

fn line_score(
    values: &mut Values<'_>,
    line: &CompiledLine,
    constants: &FilterLine,
    subject: &Subject<'_>,
    period: Period,
) -> Option<f64> {
    let score = match &constants.method {
        FilterMethod::Exact => {
            let value = super::card::line_value(values, line, subject, period);
            points(line, &value, line.target.as_ref(), &Rational::ONE)?.approximate()?
        }
        FilterMethod::Ratio(k) => {
            let value = value(values, line.metric, subject, period)?;
            if value < 0.0 { constants.floor } else { value * k }
        }
        FilterMethod::Inverse(k) => {
            let value = value(values, line.metric, subject, period)?;
            if value <= 0.0 { constants.cap } else { k / value }
        }
        FilterMethod::Linear { b, k, c } => (value(values, line.metric, subject, period)? - b) * k + c,
        FilterMethod::Steps(steps) => {
            let value = value(values, line.metric, subject, period)?;
            let mut score = None;
            for (from, points) in steps {
                // Which side of an edge a value lies on is not for floats to say when they are this close.
                if from.is_finite() && (value - from).abs() <= (value.abs() + from.abs()) * 1e-14 {
                    return None;
                }
                if *from < value {
                    score = Some(*points);
                }
            }
            score?
        }
    };
    let score = if score < constants.floor { constants.floor } else { score };
    Some(if score > constants.cap { constants.cap } else { score })
}

/// A metric's value as a float, off by a few roundings at most; `None` when there is no number.
fn value(values: &mut Values<'_>, metric: usize, subject: &Subject<'_>, period: Period) -> Option<f64> {
    let policy = values.policy;
    let definition = policy.policy.metrics.get(metric)?;
    let is_plain = definition.level == Level::Employee && matches!(policy.sources.get(metric), Some(Source::Observed));
    if !is_plain || definition.unit == Unit::Label {
        return values.value(metric, subject, period).number()?.approximate();
    }
    let mut count = 0u32;
    let mut combined: i128 = 0;
    let how = definition.aggregated_by();
    for datum in values.of_employee(metric, subject, values.span(period)) {
        let Reading::Number(amount) = &values.facts.observation(datum?)?.reading else {
            return values.value(metric, subject, period).number()?.approximate();
        };
        let percent = u32::from(definition.unit == Unit::Percent || amount.percent) * 2;
        // Below 10^18 · 10^20, which 128 bits hold.
        let shift = PLACES.checked_sub(amount.number.scale() + percent)?;
        let units = amount.number.mantissa().checked_mul(10i128.checked_pow(shift)?)?;
        combined = match how {
            _ if count == 0 => units,
            Aggregation::Sum | Aggregation::Mean => combined.checked_add(units)?,
            Aggregation::Last => units,
            Aggregation::Min => combined.min(units),
            Aggregation::Max => combined.max(units),
            Aggregation::RatioOfSums => return None,
        };
        count += 1;
    }
    if count == 0 {
        return None;
    }
    #[allow(clippy::cast_precision_loss, reason = "one rounding, which the filter counts")]
    let value = combined as f64 / UNITS;
    Some(if how == Aggregation::Mean { value / f64::from(count) } else { value })
}
