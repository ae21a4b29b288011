//! What forecasts are made with: seasons and events as floats, references resolved.

mod flows;
mod headcount;
mod seasons;

use super::index::{Index, index};
use super::place::{Place, Sink};
use crate::gather::Gather as _;
use crate::policy::Policy;

pub(crate) use headcount::CompiledHeadcount;
pub(crate) use seasons::CompiledEvent;

/// What a policy says about forecasts.
#[derive(Debug, Default)]
pub(crate) struct Forecasts {
    pub(crate) season_index: Index,
    /// Twelve factors each, from January on; their mean is 1.
    pub(crate) seasons: Vec<Vec<f64>>,
    pub(crate) event_index: Index,
    pub(crate) events: Vec<CompiledEvent>,
    pub(crate) headcount_index: Index,
    pub(crate) headcount: Vec<CompiledHeadcount>,
    /// The positions that are grades, the lowest first.
    pub(crate) grades: Vec<usize>,
    /// Positions without which the company cannot do, in order.
    pub(crate) critical: Vec<usize>,
}

/// What the rules refer to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) metrics: &'a Index,
    pub(crate) positions: &'a Index,
    pub(crate) units: &'a Index,
}

pub(super) fn compile(names: &Names<'_>, place: &Place<'_>, sink: &mut Sink) -> Forecasts {
    let policy = names.policy;
    let season_index = index(&policy.seasons.iter().map(|s| &s.id).gather(), &place.field("seasons"), sink);
    let event_index = index(&policy.dated_events.iter().map(|e| &e.id).gather(), &place.field("dated_events"), sink);
    let headcount_index = index(&policy.headcount.iter().map(|h| &h.id).gather(), &place.field("headcount"), sink);
    let seasons = seasons::seasons(policy, place, sink);
    let events = seasons::events(policy, place, sink);
    let headcount = headcount::compile(names, (&season_index, &event_index), place, sink);
    let (grades, critical) = flows::compile(names, place, sink);
    Forecasts { season_index, seasons, event_index, events, headcount_index, headcount, grades, critical }
}
