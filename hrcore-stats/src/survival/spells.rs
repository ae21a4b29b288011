//! Who was under watch from when to when.

use super::Fault;

/// People under watch, one place of each slice for each. The unit of time is the caller's, the same for all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spells<'a> {
    exits: &'a [f64],
    ended: &'a [bool],
    entries: &'a [f64],
    weights: &'a [f64],
}

impl<'a> Spells<'a> {
    /// Times until the last look at each, and whether it ended there (left), or went on (still there; censored). All are
    /// under watch from the start.
    ///
    /// # Errors
    ///
    /// [`Fault::Empty`] of nobody, [`Fault::Shape`] where lengths differ, [`Fault::Value`] where a time is not finite.
    pub fn new(exits: &'a [f64], ended: &'a [bool]) -> Result<Self, Fault> {
        if exits.len() != ended.len() {
            return Err(Fault::Shape);
        }
        if exits.is_empty() {
            return Err(Fault::Empty);
        }
        if !exits.iter().all(|exit| exit.is_finite()) {
            return Err(Fault::Value);
        }
        Ok(Self { exits, ended, entries: &[], weights: &[] })
    }

    /// Each comes under watch at a time of its own, before its exit.
    ///
    /// # Errors
    ///
    /// [`Fault::Shape`] where lengths differ, [`Fault::Value`] where a time is not finite or not before the exit.
    pub fn entering(self, entries: &'a [f64]) -> Result<Self, Fault> {
        if entries.len() != self.exits.len() {
            return Err(Fault::Shape);
        }
        if !entries.iter().zip(self.exits).all(|(entry, exit)| entry.is_finite() && entry < exit) {
            return Err(Fault::Value);
        }
        Ok(Self { entries, ..self })
    }

    /// How many people each place stands for; need not be whole.
    ///
    /// # Errors
    ///
    /// [`Fault::Shape`] where lengths differ, [`Fault::Value`] where a weight is not above 0, or their sum is not finite.
    pub fn weighing(self, weights: &'a [f64]) -> Result<Self, Fault> {
        if weights.len() != self.exits.len() {
            return Err(Fault::Shape);
        }
        if !(weights.iter().all(|weight| *weight > 0.0) && crate::real::sum(weights).is_finite()) {
            return Err(Fault::Value);
        }
        Ok(Self { weights, ..self })
    }

    /// How many places there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.exits.len()
    }

    /// Never, since nobody is refused.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.exits.is_empty()
    }

    pub(crate) fn exit(&self, place: usize) -> f64 {
        self.exits.get(place).copied().unwrap_or(0.0)
    }

    pub(crate) fn has_ended(&self, place: usize) -> bool {
        self.ended.get(place).copied().unwrap_or(false)
    }

    /// The times of entry; none where all are there from the start.
    pub(crate) fn entries(&self) -> &'a [f64] {
        self.entries
    }

    pub(crate) fn weight(&self, place: usize) -> f64 {
        self.weights.get(place).copied().unwrap_or(1.0)
    }

    pub(crate) fn exits(&self) -> &'a [f64] {
        self.exits
    }
}
