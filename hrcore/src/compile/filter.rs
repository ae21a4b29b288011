//! What the filtered fast path knows of a card: its constants as floats, and how far off a total can be.
//!
//! A total is first computed in 64-bit floats, whose error has a proven bound. Where a rounding boundary or a band's cut
//! lies farther away than the bound, the float decides; else the exact path does. So both give the same answer, as in
//! adaptive geometric predicates (Shewchuk 1997). Only the four basic operations are used, which IEEE 754 defines to the
//! last bit, so that every platform takes the same path.

use super::cards::{Card, CompiledLine};
use super::{CompiledMethod, Scale};
use crate::condition::Tree;
use crate::number::Rational;
use crate::policy::{Compare, Direction, Rounding, RoundingOf, RoundingWord};

/// One line costs fewer than thirty roundings of relative size 2^-53, each on a quantity within the bound that is summed
/// below; 2^-44 is more than five hundred of them.
const ROUNDINGS: f64 = 1.0 / ((1u64 << 44) as f64);

/// Constants of a card for the fast path.
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) lines: Vec<FilterLine>,
    /// How far a total of 100 points can be off.
    pub(crate) error: f64,
    pub(crate) floor: f64,
    pub(crate) cap: f64,
    pub(crate) factor: f64,
    /// Where bands begin, from the lowest to the highest, and their indices; the lowest begins nowhere.
    pub(crate) cuts: Vec<(f64, usize)>,
}

/// Constants of a line.
#[derive(Debug)]
pub(crate) struct FilterLine {
    /// Part of the card, 0 to 1.
    pub(crate) weight: f64,
    pub(crate) floor: f64,
    pub(crate) cap: f64,
    pub(crate) method: FilterMethod,
}

/// How a float becomes points.
#[derive(Debug)]
pub(crate) enum FilterMethod {
    /// a × k.
    Ratio(f64),
    /// k ÷ a, or the cap where a is not above zero.
    Inverse(f64),
    /// (a − b) × k + c.
    Linear { b: f64, k: f64, c: f64 },
    /// Steps with their edges, from the lowest to the highest.
    Steps(Vec<(f64, f64)>),
    /// The exact method scores this line.
    Exact,
}

impl Filter {
    /// The constants of a card, or `None` where the exact path is always taken.
    pub(crate) fn new(card: &Card, scales: &[Scale], rounding: &Rounding) -> Option<Self> {
        let away = matches!(rounding.mode, RoundingWord::HalfAway | RoundingWord::HalfEven);
        if !away || rounding.round == RoundingOf::Lines || rounding.compare == Compare::Rounded {
            return None;
        }
        let judges_scores = card.adjustments.iter().filter_map(|item| item.when.as_ref()).any(Tree::reads_score)
            || card.vetoes.iter().any(|item| item.when.reads_score())
            || card.coefficients.iter().any(|item| item.when.reads_score());
        // An adjustment without a condition always applies; the exact path counts it.
        if judges_scores || card.adjustments.iter().any(|item| item.when.is_none()) {
            return None;
        }
        let mut error = 0.0;
        let mut lines = Vec::with_capacity(card.lines.len());
        for line in &card.lines {
            let weight = &line.weight / &Rational::from(100);
            let (floor, cap) = (line.floor.as_ref()?.approximate()?, line.cap.as_ref()?.approximate()?);
            let (method, extra) = method(line)?;
            let weight = weight.approximate()?;
            error += weight.abs() * (floor.abs().max(cap.abs()) + extra);
            lines.push(FilterLine { weight, floor, cap, method });
        }
        let bound = |value: &Option<Rational>, none: f64| match value {
            None => Some(none),
            Some(value) => value.approximate(),
        };
        let mut cuts = Vec::new();
        if let Some(scale) = card.scale.and_then(|scale| scales.get(scale)) {
            for (from, band) in scale.steps() {
                cuts.push((bound(from, f64::NEG_INFINITY)?, *band));
            }
        }
        let filter = Self {
            lines,
            error: error * ROUNDINGS,
            floor: bound(&card.floor, f64::NEG_INFINITY)?,
            cap: bound(&card.cap, f64::INFINITY)?,
            factor: card.factor.approximate()?,
            cuts,
        };
        // With numbers this large, floats decide nothing.
        (error < 1e9 && filter.factor < 1e6).then_some(filter)
    }
}

/// A line's method in floats, and what its error is counted on beside the score itself.
fn method(line: &CompiledLine) -> Option<(FilterMethod, f64)> {
    let hundred = Rational::from(100);
    let linear = |b: &Rational, k: Option<Rational>, c: i32| {
        let (k, b, c) = (k?.approximate()?, b.approximate()?, f64::from(c));
        Some((FilterMethod::Linear { b, k, c }, (k * b).abs() + c.abs()))
    };
    match (&line.method, line.direction) {
        (CompiledMethod::Ratio, Direction::Higher) => {
            let k = hundred.checked_div(line.target.as_ref()?)?;
            Some((FilterMethod::Ratio(k.approximate()?), 0.0))
        }
        (CompiledMethod::Ratio, Direction::Lower) => {
            let k = &hundred * line.target.as_ref()?;
            Some((FilterMethod::Inverse(k.approximate()?), 0.0))
        }
        (CompiledMethod::Improvement { baseline }, _) => {
            linear(baseline, hundred.checked_div(&(line.target.as_ref()? - baseline)), 0)
        }
        (CompiledMethod::Efficacy { floor_value, satisfactory }, _) => {
            linear(floor_value, Rational::from(40).checked_div(&(satisfactory - floor_value)), 60)
        }
        (CompiledMethod::Banded(steps), _) => {
            let mut edges = Vec::new();
            for (from, score) in &steps.steps {
                let from = from.as_ref().map_or(Some(f64::NEG_INFINITY), Rational::approximate)?;
                edges.push((from, score.approximate()?));
            }
            Some((FilterMethod::Steps(edges), 0.0))
        }
        _ => Some((FilterMethod::Exact, 0.0)),
    }
}
