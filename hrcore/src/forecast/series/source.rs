//! Which series, and what comes next in it.

use super::SeriesForecast;
use super::history::{Seen, last_over, of_metrics};
use super::model::{Asked, look_ahead};
use crate::compile::Compiled;
use crate::facts::{FactIndex, Owner};
use crate::gather::Gather as _;
use crate::time::{Date, Granularity, Period};

/// A series of the facts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'s> {
    pub(crate) metric: usize,
    pub(crate) owner: Owner,
    pub(crate) every: Granularity,
    /// The season that is borrowed, and the events that count, by index; of months only.
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
    /// The periods that were seen, up to the last that is over, with missing ones.
    pub(crate) history: Vec<Seen>,
    /// The periods to come, from the first that is not over; empty where nothing is foretold.
    pub(crate) ahead: Vec<Ahead>,
}

/// What comes next in a metric, from the first period on that is not over on a day; at most 60 periods.
pub(crate) fn foretell(
    version: &Compiled,
    facts: &FactIndex<'_>,
    source: &Source<'_>,
    as_of: Date,
    horizon: u32,
) -> Foretold {
    let found = foretell_all(version, facts, &[*source], as_of, horizon);
    let none = || Foretold { series: SeriesForecast::none(), history: Vec::new(), ahead: Vec::new() };
    found.into_iter().next().unwrap_or_else(none)
}

/// What comes next in several series, in their order. Records of employees are looked at once for all of them.
pub(crate) fn foretell_all(
    version: &Compiled,
    facts: &FactIndex<'_>,
    sources: &[Source<'_>],
    as_of: Date,
    horizon: u32,
) -> Vec<Foretold> {
    let histories = of_metrics(version, facts, sources, as_of);
    let seen = sources.iter().zip(histories);
    seen.map(|(source, history)| foretell_seen(version, source, history, as_of, horizon)).gather()
}

/// What comes next in a series whose history has been looked up.
pub(crate) fn foretell_seen(
    version: &Compiled,
    source: &Source<'_>,
    history: Vec<Seen>,
    as_of: Date,
    horizon: u32,
) -> Foretold {
    let last = last_over(version, source.every, as_of);
    look_ahead(version, Asked { history, last, season: source.season, events: source.events, horizon })
}
