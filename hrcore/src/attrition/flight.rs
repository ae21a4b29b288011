//! The chances of people on a day, for alerts.

use super::model::AttritionModel;
use crate::compile::Compiled;
use crate::error::Problems;
use crate::joined::Joined;
use crate::time::Date;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RisksAsked<'a> {
    pub(crate) version: &'a Compiled,
    pub(crate) forced: bool,
    /// The last day that is over.
    pub(crate) as_of: Date,
    /// Within how many months.
    pub(crate) horizon: u32,
    /// How many months before are looked at.
    pub(crate) window: u32,
    pub(crate) model: Option<&'a AttritionModel>,
    pub(crate) prior: Option<&'a AttritionModel>,
}

/// The chance of each person to leave within the horizon, and whether individuals can be told apart: by index in the
/// facts, ascending.
pub(crate) fn risks(_joined: &Joined<'_>, _asked: RisksAsked<'_>) -> Result<Vec<(usize, f64, bool)>, Problems> {
    Ok(Vec::new())
}
