//! Months of single people: what was known of them before, and whether they left.

mod age;
mod grid;
mod ground;
mod lines;
#[cfg(feature = "receipts")]
mod others;
mod pay;
mod spells;
mod team;
#[cfg(test)]
mod tests;
mod usual;
mod view;

use super::model::Leaving;
use crate::compile::Compiled;
use crate::compile::CompiledDriver;
use crate::error::{Problem, Problems};
use crate::facts::Held;
use crate::joined::Joined;
use crate::time::{Date, Period};

pub(super) use ground::Ground;
#[cfg(feature = "receipts")]
pub(super) use others::Others;
pub(super) use spells::{Spell, Spells};

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) version: &'a Compiled,
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

impl Today {
    /// Whether somebody is there, and the last day is not known to lie until `end`.
    pub(super) fn can_leave_until(&self, end: i32) -> bool {
        !self.is_new && self.last_day.is_none_or(|day| day > end)
    }
}

/// The months that are over.
pub(super) fn panel(joined: &Joined<'_>, look: &Look<'_>) -> Result<(Panel, Vec<Problem>), Problems> {
    let Some(ground) = ground(joined, look) else { return Ok((Panel::default(), Vec::new())) };
    Ok((ground.panel()?, ground.problems.finish()))
}

/// The same without drivers: who was there, and who left. The records that were left out are those of all drivers.
pub(super) fn lives(joined: &Joined<'_>, look: &Look<'_>) -> Result<(Panel, Vec<Problem>), Problems> {
    let Some(ground) = ground(joined, look) else { return Ok((Panel::default(), Vec::new())) };
    let ground = ground.bare();
    Ok((ground.panel()?, ground.problems.finish()))
}

/// Everybody who is with the company on the day after, or is to come; in the order of the facts.
pub(super) fn today(joined: &Joined<'_>, look: &Look<'_>) -> Result<Vec<Today>, Problems> {
    ground(joined, look).map_or_else(|| Ok(Vec::new()), |ground| ground.today())
}

/// Whether the facts end long before the day.
pub(super) fn is_old(joined: &Joined<'_>, look: &Look<'_>) -> bool {
    joined.versions.own(look.version).is_some_and(|(_, facts)| age::is_old(facts, look.as_of))
}

/// The drivers to look at where the policy names none: those of the usual ones that the facts have a record of.
pub(super) fn usual(joined: &Joined<'_>, look: &Look<'_>) -> Vec<CompiledDriver> {
    usual::usual(look.version, joined.facts)
}

/// What both are made of: whoever asks for both joins it once, and finds the records there that were left out.
pub(super) fn ground<'a>(joined: &'a Joined<'_>, look: &Look<'a>) -> Option<Ground<'a>> {
    let (version, facts) = joined.versions.own(look.version)?;
    Some(Ground::new(facts, &Look { version, ..*look }))
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
