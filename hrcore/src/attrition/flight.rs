//! The chances of people on a day, for alerts.

use super::ask::{Asked, Ready};
use super::model::AttritionModel;
use crate::compile::Compiled;
use crate::compile::place::Sink;
use crate::error::Problems;
use crate::joined::Joined;
use crate::time::Date;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RisksAsked<'a> {
    pub(crate) version: &'a Compiled,
    /// The last day that is over.
    pub(crate) as_of: Date,
    /// Within how many months, one after the other.
    pub(crate) horizons: &'a [u32],
    /// How many months before are looked at.
    pub(crate) window: u32,
    pub(crate) model: Option<&'a AttritionModel>,
    pub(crate) prior: Option<&'a AttritionModel>,
}

/// The chance of each person to leave within each horizon, by index in the facts, ascending; nobody's where individuals
/// cannot be told apart.
pub(crate) fn risks(joined: &Joined<'_>, asked: RisksAsked<'_>) -> Result<Vec<Vec<(usize, f64)>>, Problems> {
    let RisksAsked { version, as_of, horizons, window, model, prior } = asked;
    let sink = Sink::new((Vec::new(), Vec::new()), joined.engine.limits().problems);
    let ready = Ready::new(Asked { version, as_of, window, leaving: None, model, prior }, sink)?;
    let (look, basis) = ready.basis(joined)?;
    let mut found = Vec::with_capacity(horizons.len());
    for horizon in horizons {
        found.push(basis.chances(joined, &look, *horizon)?);
    }
    Ok(found)
}
