//! Required courses with their references resolved.

use super::place::{Place, Sink};
use super::{Career, Index};
use crate::policy::{Policy, TrainingRequirement};
use crate::time::Granularity;

/// What training is judged by.
#[derive(Debug, Default)]
pub(crate) struct Training {
    pub(crate) requirement_index: Index,
    pub(crate) requirements: Vec<CompiledTraining>,
    /// The courses that have to be done before each course.
    pub(crate) prerequisites: Vec<Vec<usize>>,
}

/// Courses that some positions require.
#[derive(Debug)]
pub(crate) struct CompiledTraining {
    /// The positions, in order; none means all.
    pub(crate) positions: Vec<usize>,
    pub(crate) courses: Vec<usize>,
    /// How many of them.
    pub(crate) need: usize,
    pub(crate) every: Option<Granularity>,
    pub(crate) within_days: Option<u32>,
}

/// Compiles what training is judged by.
pub(super) fn compile(
    policy: &Policy,
    (metrics, positions): (&Index, &Index),
    career: &Career,
    place: &Place<'_>,
    sink: &mut Sink,
) -> Training {
    let _: &[TrainingRequirement] = &policy.training;
    let _ = (metrics, positions, career, place, sink);
    Training::default()
}
