//! Duties, authority and objectives of positions, and the actions with their gates, references resolved.

use super::career::Names;
use super::place::{Place, Sink};
use super::{Index, Requirement};
use crate::number::Rational;

/// What positions may do, and have to.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    pub(crate) action_index: Index,
    pub(crate) actions: Vec<CompiledAction>,
    /// What each position may decide by itself.
    pub(crate) authority: Vec<Vec<CompiledAuthority>>,
}

/// Something that needs authority, or a gate.
#[derive(Debug)]
pub(crate) struct CompiledAction {
    pub(crate) requires: Option<Requirement>,
    /// The positions whose work it is part of, in order; none means all.
    pub(crate) positions: Vec<usize>,
}

/// How far a position may decide.
#[derive(Debug)]
pub(crate) struct CompiledAuthority {
    pub(crate) action: usize,
    pub(crate) at_most: Option<Rational>,
    pub(crate) at_least: Option<Rational>,
    pub(crate) within: Option<Rational>,
}

/// Compiles what positions may do.
pub(super) fn compile(names: &Names<'_>, place: &Place<'_>, sink: &mut Sink) -> Jobs {
    let _ = (names, place, sink);
    Jobs::default()
}
