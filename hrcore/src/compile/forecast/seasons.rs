//! Seasons and dated events.

use crate::compile::place::{Place, Sink};
use crate::policy::Policy;
use crate::time::Period;

/// A dated event.
#[derive(Debug, Clone, Default)]
pub(crate) struct CompiledEvent {
    /// What it multiplies, by how many months it lies from the event: each offset with its uplift.
    pub(crate) effects: Vec<(i32, f64)>,
    /// The months of the event, in order.
    pub(crate) months: Vec<Period>,
    pub(crate) learn: bool,
}

pub(super) fn seasons(policy: &Policy, place: &Place<'_>, sink: &mut Sink) -> Vec<Vec<f64>> {
    let _ = (policy, place, sink);
    Vec::new()
}

pub(super) fn events(policy: &Policy, place: &Place<'_>, sink: &mut Sink) -> Vec<CompiledEvent> {
    let _ = (policy, place, sink);
    Vec::new()
}
