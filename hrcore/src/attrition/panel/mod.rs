//! Months of single people: what was known of them before, and whether they left.

use super::model::Leaving;
use crate::compile::Compiled;
use crate::compile::CompiledDriver;
use crate::error::Problems;
use crate::facts::Held;
use crate::joined::Joined;
use crate::time::{Date, Period};

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) version: &'a Compiled,
    pub(super) forced: bool,
    pub(super) as_of: Date,
    /// How many months before.
    pub(super) window: u32,
    pub(super) leaving: Leaving,
    pub(super) drivers: &'a [CompiledDriver],
}

/// Months of single people, by person and then by month.
#[derive(Debug, Default)]
pub(super) struct Panel {
    /// The months, the first in which anybody was at risk and all behind it.
    pub(super) months: Vec<Period>,
    /// How many drivers a row has.
    pub(super) width: usize,
    /// The drivers, row after row; not a number where one is not known. A category is the index of its position or unit.
    pub(super) cells: Vec<f64>,
    /// The month of each row, by index.
    pub(super) month: Vec<u16>,
    /// The employee of each row, by index in the facts.
    pub(super) person: Vec<u32>,
    /// 1 where the person left in the asked way in that month, else 0.
    pub(super) left: Vec<f64>,
    /// How many left otherwise in these months.
    pub(super) otherwise: u32,
    /// How many of those who left the asked way have no reason stated.
    pub(super) unstated: u32,
}

/// Somebody as of the day.
#[derive(Debug, Clone)]
pub(super) struct Today {
    /// By index in the facts.
    pub(super) person: usize,
    /// The position held on the day after, or the first one to come.
    pub(super) held: Held,
    /// `true` where work has not begun on the day after.
    pub(super) is_new: bool,
    /// The last day, where it is known.
    pub(super) last_day: Option<i32>,
    /// The drivers for the month to come.
    pub(super) cells: Vec<f64>,
}

/// The months that are over.
pub(super) fn panel(_joined: &Joined<'_>, _look: &Look<'_>) -> Result<Panel, Problems> {
    Ok(Panel::default())
}

/// Everybody who is with the company on the day after, or is to come; in the order of the facts.
pub(super) fn today(_joined: &Joined<'_>, _look: &Look<'_>) -> Result<Vec<Today>, Problems> {
    Ok(Vec::new())
}

/// The drivers to look at where the policy names none: those of the usual ones that the facts have a record of.
pub(super) fn usual(_joined: &Joined<'_>, _look: &Look<'_>) -> Vec<CompiledDriver> {
    Vec::new()
}

impl Panel {
    /// How many people there are rows of.
    pub(super) fn people(&self) -> u32 {
        let runs = self.person.chunk_by(|a, b| a == b).count();
        crate::number::small(runs)
    }

    /// The drivers of a row.
    pub(super) fn row(&self, number: usize) -> &[f64] {
        self.cells.get(number * self.width..(number + 1) * self.width).unwrap_or_default()
    }
}
