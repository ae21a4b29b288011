//! A score on paper: few items that hold or not, whole points for each, and the chance that belongs to a total.
//!
//! An item is "this number is at least so much" or "this is such"; a number may have several items, whose points add up.
//! Items are chosen forwards by the penalised score test (Rao 1948), each once more put to the question when all are there;
//! their points are rounded coefficients of a ridge, then changed by one or two as long as that lowers the loss, which is
//! what a search over whole points is for (Ustun and Rudin 2019, "Learning optimized risk scores").

mod choose;
mod item;
mod whole;

pub use item::{Item, Test};

use crate::additive::{Data, Fault, Scale, chance};
use choose::Choice;
use item::candidates;

/// How large a sheet may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// At most so many items.
    pub items: usize,
    /// The most points of one item, up or down.
    pub points: i32,
    /// A number with many values is cut at quantiles into so many parts.
    pub parts: usize,
    /// The ridge on an item's log-odds.
    pub ridge: f64,
}

impl Default for Size {
    fn default() -> Self {
        Self { items: 20, points: 10, parts: 5, ridge: 1.0 }
    }
}

/// Items with their points, and the chances of their totals.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The items, by column.
    pub items: Vec<Item>,
    /// The log-odds of a total of 0.
    pub intercept: f64,
    /// What a point adds to the log-odds.
    pub slope: f64,
}

impl Sheet {
    /// The points of a row. A missing value holds no item but that which asks for it.
    #[must_use]
    pub fn total(&self, row: &[f64]) -> i32 {
        self.items.iter().filter(|item| item.holds(row)).fold(0, |sum, item| sum.saturating_add(item.points))
    }

    /// The probability that belongs to a total.
    #[must_use]
    pub fn chance(&self, total: i32) -> f64 {
        chance(self.intercept + self.slope * f64::from(total))
    }

    /// The same items and points, with the chances of totals learnt from other outcomes.
    ///
    /// # Errors
    ///
    /// [`Fault`] where totals cannot be told apart, or all outcomes are the same.
    pub fn calibrated(&self, data: Data<'_>) -> Result<Self, Fault> {
        let totals: Vec<i32> = data.each_row().map(|row| self.total(row)).collect();
        let line = whole::Tally::new(data, &totals).line().ok_or(Fault::Undecided)?;
        Ok(Self { items: self.items.clone(), intercept: line.intercept, slope: line.slope })
    }
}

/// Learns a sheet. Outcomes may be shares, such as the chances of another model; offsets are not looked at.
///
/// # Errors
///
/// [`Fault`] where sizes do not fit or are not allowed, or no item tells anybody from others.
pub fn learn(data: Data<'_>, columns: &[Scale], size: Size) -> Result<Sheet, Fault> {
    if columns.len() != data.columns() {
        return Err(Fault::Shape);
    }
    let is_allowed = (1..=MOST_ITEMS).contains(&size.items)
        && (1..=MOST_POINTS).contains(&size.points)
        && (2..=MOST_PARTS).contains(&size.parts)
        && size.ridge > 0.0
        && size.ridge.is_finite();
    if !is_allowed {
        return Err(Fault::Value);
    }
    let candidates = candidates(data, columns, size.parts);
    let mut choice = Choice::new(data, &candidates, size);
    choice.grow()?;
    choice.reconsider()?;
    whole::sheet(data, &candidates, &choice, size)
}

/// No sheet has more items.
pub const MOST_ITEMS: usize = 100;
/// No item has more points.
pub const MOST_POINTS: i32 = 1000;
/// No number is cut into more parts.
pub const MOST_PARTS: usize = 100;

#[cfg(test)]
mod tests;
