//! The values of a series, from the facts or the request, and what comes next in them.

use crate::compile::Compiled;
use crate::facts::{FactIndex, Owner};
use crate::time::{Date, Granularity, Period};

use super::SeriesForecast;

/// Which series.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'s> {
    pub(crate) metric: usize,
    pub(crate) owner: Owner,
    pub(crate) every: Granularity,
    /// The season that is borrowed, and the events that count, by index.
    pub(crate) season: Option<usize>,
    pub(crate) events: &'s [usize],
}

/// A period to come.
#[derive(Debug, Clone)]
pub(crate) struct Ahead {
    pub(crate) period: Period,
    pub(crate) mean: f64,
    /// The standard deviation, widened as the intervals are.
    pub(crate) deviation: f64,
    /// By what the dated events multiplied it; 1 without any.
    pub(crate) effect: f64,
    /// Those events, by index.
    pub(crate) events: Vec<usize>,
}

/// A series with what comes next.
#[derive(Debug, Clone)]
pub(crate) struct Foretold {
    /// As it is answered.
    pub(crate) series: SeriesForecast,
    /// The periods that were seen, with missing ones.
    pub(crate) history: Vec<(Period, Option<f64>)>,
    /// The periods to come; empty where nothing is foretold.
    pub(crate) ahead: Vec<Ahead>,
}

/// What comes next in a metric.
pub(crate) fn foretell(
    version: &Compiled,
    facts: &FactIndex<'_>,
    source: &Source<'_>,
    as_of: Date,
    horizon: u32,
) -> Foretold {
    let _ = (version, facts, source, as_of, horizon);
    Foretold { series: SeriesForecast::none(), history: Vec::new(), ahead: Vec::new() }
}
