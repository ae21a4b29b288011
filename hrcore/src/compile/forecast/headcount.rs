//! Rules for headcount.

use super::Names;
use crate::compile::Index;
use crate::compile::place::{Place, Sink};

/// A rule for the headcount of a position.
#[derive(Debug, Clone, Default)]
pub(crate) struct CompiledHeadcount {
    pub(crate) position: usize,
    pub(crate) unit: Option<usize>,
    pub(crate) volume: usize,
    pub(crate) per_head: f64,
    pub(crate) availability: f64,
    pub(crate) ramp_up: Vec<f64>,
    /// The quantile to have: cost of being short ÷ both costs.
    pub(crate) service_level: f64,
    /// The borrowed share that leaves in a year, and its weight in years of one person.
    pub(crate) leavers: Option<(f64, f64)>,
    pub(crate) season: Option<usize>,
    pub(crate) events: Vec<usize>,
}

pub(super) fn compile(
    names: &Names<'_>,
    (seasons, events): (&Index, &Index),
    place: &Place<'_>,
    sink: &mut Sink,
) -> Vec<CompiledHeadcount> {
    let _ = (names, seasons, events, place, sink);
    Vec::new()
}
