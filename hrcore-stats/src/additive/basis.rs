//! The columns of the design, learnt from the columns as they came.

use std::ops::Range;

use super::{Fault, Shape};
use crate::real::{count, sqrt};
use crate::sort;

/// Where a number has at most so many distinct values, a hat stands at each of them.
pub const FEW: usize = 6;
/// So many hats a curve has if nobody asks for another number.
const HATS: usize = 5;
/// So many it may have.
const FEWEST_HATS: usize = 3;
/// And no more.
const MOST_HATS: usize = 9;

/// How the values of a column are to be read. NaN means missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Numbers, of which more is more.
    Number,
    /// Names, written as 0, 1, 2…, of which none is more than another.
    Category,
}

/// Which design is made of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line for each number.
    Line,
    /// A curve for each number: a line and five hats at quantiles, or one at each value where there are at most six. A
    /// number that is one of two has a level for each.
    Curve,
    /// The same with another number of hats, 3 to 9.
    Knots(usize),
}

impl Kind {
    /// How many hats a curve has; none where numbers are lines.
    fn hats(self) -> Option<usize> {
        match self {
            Self::Line => None,
            Self::Curve => Some(HATS),
            Self::Knots(hats) => Some(hats),
        }
    }
}

/// What a column gives to the design.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Which column it is made of.
    pub column: usize,
    /// How.
    pub shape: Shape,
    /// Whether values were missing: then the last cell is 1 where one is, and the others are 0. Where none was missing
    /// and one is later, all cells are 0.
    pub is_missing_told: bool,
}

impl Term {
    /// How many cells of the design it fills.
    #[must_use]
    pub fn width(&self) -> usize {
        self.shape.width() + usize::from(self.is_missing_told)
    }

    /// Hands over the cells of a value that are not 0, with their places within the term.
    #[inline]
    pub(super) fn each(&self, value: f64, mut put: impl FnMut(usize, f64)) {
        if !value.is_nan() {
            self.shape.each(value, put);
        } else if self.is_missing_told {
            put(self.shape.width(), 1.0);
        }
    }

    /// What a value adds, by the coefficients of the term.
    #[inline]
    pub(super) fn sum(&self, value: f64, coefficients: &[f64]) -> f64 {
        let mut sum = 0.0;
        self.each(value, |place, cell| sum += cell * coefficients.get(place).copied().unwrap_or(0.0));
        sum
    }
}

/// How rows become rows of a design: the intercept first, then the cells of each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// A term for each column, in their order.
    pub terms: Vec<Term>,
}

impl Basis {
    /// Learns from rows, one after another in `cells`, with a scale for each column. `weights` are counts of rows, 1
    /// where empty: a row of weight 2 teaches what two rows teach, one of weight 0 nothing.
    ///
    /// # Errors
    ///
    /// [`Fault`] where sizes do not fit, a cell is infinite, a weight negative, or there are no rows; [`Fault::Value`]
    /// for fewer than 3 or more than 9 [hats](Kind::Knots).
    pub fn learn(cells: &[f64], columns: &[Scale], kind: Kind, weights: &[f64]) -> Result<Self, Fault> {
        let rows = rows_of(cells, columns.len())?;
        check_weights(weights, rows)?;
        let has_hats = kind.hats().is_none_or(|hats| (FEWEST_HATS..=MOST_HATS).contains(&hats));
        if !has_hats || cells.iter().any(|cell| cell.is_infinite()) {
            return Err(Fault::Value);
        }
        let term = |(column, scale): (usize, &Scale)| {
            let mut is_missing_told = false;
            let mut seen = Vec::with_capacity(rows);
            for (place, value) in cells.iter().skip(column).step_by(columns.len()).enumerate() {
                let weight = weights.get(place).copied().unwrap_or(1.0);
                if weight > 0.0 {
                    is_missing_told |= value.is_nan();
                    if !value.is_nan() {
                        // Zero has one sign.
                        seen.push((value + 0.0, weight));
                    }
                }
            }
            Term { column, shape: shape(&Sample::new(&seen), *scale, kind), is_missing_told }
        };
        Ok(Self { terms: columns.iter().enumerate().map(term).collect() })
    }

    /// How many columns the design has, with the intercept.
    #[must_use]
    pub fn width(&self) -> usize {
        self.terms.iter().fold(1, |width, term| width + term.width())
    }

    /// Which columns of the design belong to each term.
    #[must_use]
    pub fn ranges(&self) -> Vec<Range<usize>> {
        let mut start = 1;
        self.terms
            .iter()
            .map(|term| {
                let range = start..start + term.width();
                start = range.end;
                range
            })
            .collect()
    }

    /// Writes the row of the design that a row becomes; `out` has the [`width`](Self::width).
    pub fn expand(&self, row: &[f64], out: &mut [f64]) {
        out.fill(0.0);
        if let Some(intercept) = out.first_mut() {
            *intercept = 1.0;
        }
        let mut start = 1;
        for term in &self.terms {
            term.each(row.get(term.column).copied().unwrap_or(f64::NAN), |place, value| {
                if let Some(cell) = out.get_mut(start + place) {
                    *cell = value;
                }
            });
            start += term.width();
        }
    }

    /// Adds the cells of the row of the design that are not 0, with their columns.
    pub(super) fn put_few(&self, row: &[f64], cells: &mut Vec<(usize, f64)>) {
        cells.push((0, 1.0));
        let mut start = 1;
        for term in &self.terms {
            term.each(row.get(term.column).copied().unwrap_or(f64::NAN), |place, value| {
                cells.push((start + place, value));
            });
            start += term.width();
        }
    }
}

/// How many rows cells make.
pub(super) fn rows_of(cells: &[f64], columns: usize) -> Result<usize, Fault> {
    if columns == 0 || !cells.len().is_multiple_of(columns) {
        return Err(Fault::Shape);
    }
    if cells.is_empty() { Err(Fault::Empty) } else { Ok(cells.len() / columns) }
}

/// Weights are empty, or one for each row and not all 0.
pub(super) fn check_weights(weights: &[f64], rows: usize) -> Result<(), Fault> {
    if weights.is_empty() {
        return Ok(());
    }
    if weights.len() != rows {
        return Err(Fault::Shape);
    }
    if !weights.iter().all(|weight| *weight >= 0.0 && weight.is_finite()) {
        return Err(Fault::Value);
    }
    if weights.iter().any(|weight| *weight > 0.0) { Ok(()) } else { Err(Fault::Empty) }
}

fn shape(sample: &Sample, scale: Scale, kind: Kind) -> Shape {
    if sample.distinct.len() < 2 {
        return Shape::Constant;
    }
    let values = || sample.distinct.iter().map(|(value, _)| *value).collect();
    // Between two values no line says more than their levels do.
    if scale == Scale::Category || (kind.hats().is_some() && sample.distinct.len() == 2) {
        return Shape::Levels { values: values() };
    }
    let (centre, spread) = sample.moments();
    if !(spread > 0.0 && spread.is_finite()) {
        return Shape::Constant;
    }
    let Some(hats) = kind.hats() else {
        return Shape::Line { centre, spread };
    };
    let knots = if sample.distinct.len() <= FEW {
        values()
    } else {
        // At equal shares of the rows, from the least to the greatest.
        (0..hats).map(|hat| sample.quantile(count(hat) / count(hats - 1))).collect()
    };
    Shape::Curve { centre, spread, knots }
}

/// Distinct values in rising order, with their weights.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) distinct: Vec<(f64, f64)>,
    whole: f64,
}

impl Sample {
    pub(crate) fn new(seen: &[(f64, f64)]) -> Self {
        let mut distinct: Vec<(f64, f64)> = Vec::new();
        let mut whole = 0.0;
        let mut add = |value: f64, weight: f64| {
            whole += weight;
            match distinct.last_mut() {
                Some((own, sum)) if *own == value => *sum += weight,
                _ => distinct.push((value, weight)),
            }
        };
        if seen.iter().all(|(_, weight)| *weight == 1.0) {
            // Values alone are sorted sooner, above all where many are equal.
            let mut values: Vec<f64> = seen.iter().map(|(value, _)| *value).collect();
            sort::numbers(&mut values);
            values.into_iter().for_each(|value| add(value, 1.0));
        } else {
            let value = |place: usize| seen.get(place).map_or(0.0, |(value, _)| *value);
            for place in sort::order(seen.len(), &mut |a, b| value(a).total_cmp(&value(b))) {
                if let Some((value, weight)) = seen.get(place) {
                    add(*value, *weight);
                }
            }
        }
        Self { distinct, whole }
    }

    /// Mean, and standard deviation of the population.
    fn moments(&self) -> (f64, f64) {
        let centre = self.distinct.iter().fold(0.0, |sum, (value, weight)| sum + weight * value) / self.whole;
        let squares = self.distinct.iter().fold(0.0, |sum, (value, weight)| {
            let off = value - centre;
            sum + weight * off * off
        });
        (centre, sqrt(squares / self.whole))
    }

    /// The quantile with linear interpolation between neighbours: definition 7 of Hyndman and Fan (1996), where weights
    /// are counts.
    pub(crate) fn quantile(&self, share: f64) -> f64 {
        let at = share * (self.whole - 1.0).max(0.0);
        let below = at.floor();
        let low = self.at(below);
        low + (at - below) * (self.at(below + 1.0) - low)
    }

    /// The least value that is not below a bound: a bound between two values as one that people know.
    pub(crate) fn reached(&self, bound: f64) -> f64 {
        let after = self.distinct.partition_point(|(value, _)| *value < bound);
        self.distinct.get(after).map_or(bound, |(value, _)| *value)
    }

    /// The value at a place among all, from 0.
    fn at(&self, place: f64) -> f64 {
        let mut before = 0.0;
        for (value, weight) in &self.distinct {
            before += weight;
            if place < before {
                return *value;
            }
        }
        self.distinct.last().map_or(0.0, |(value, _)| *value)
    }
}
