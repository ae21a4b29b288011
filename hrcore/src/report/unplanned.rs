//! Stands for `planned` where plans and training are left out: there is nothing more to say.

use super::names::Names;
use crate::policy::Metric;
use crate::score::LineScore;

#[derive(Debug)]
pub(super) struct Planned;

impl Planned {
    pub(super) fn of(_: Option<&Metric>, _: &LineScore) -> Self {
        Self
    }

    pub(super) fn items(&self) -> Option<(usize, usize)> {
        None
    }

    pub(super) fn tell(&self, _: &Names<'_>, _: &LineScore, _: &mut String) {}
}
