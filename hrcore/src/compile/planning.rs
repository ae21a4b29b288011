//! Templates and tracking of work plans with their references resolved.

use super::Index;
use super::place::{Place, Sink};
use crate::number::Rational;
use crate::policy::{PlanTracking, Policy};

/// What work plans are judged by.
#[derive(Debug, Default)]
pub(crate) struct Planning {
    pub(crate) template_index: Index,
    /// The template of each position, by index.
    pub(crate) template_of: Vec<Option<usize>>,
    pub(crate) tracking: Tracking,
}

/// When an item is at risk; percentages are ratios.
#[derive(Debug)]
pub(crate) struct Tracking {
    pub(crate) behind: Rational,
    pub(crate) due_soon_seconds: i64,
    pub(crate) due_soon: Rational,
    pub(crate) warn_after_days: u32,
}

impl Default for Tracking {
    fn default() -> Self {
        Self::new(&PlanTracking::default())
    }
}

impl Tracking {
    fn new(stated: &PlanTracking) -> Self {
        let share = |percent: crate::number::Decimal| Rational::from_scaled(percent.mantissa(), percent.scale() + 2);
        Self {
            behind: share(stated.behind),
            due_soon_seconds: i64::from(stated.due_soon_hours) * 3_600,
            due_soon: share(stated.due_soon_percent),
            warn_after_days: stated.warn_after_days,
        }
    }
}

/// Compiles what plans are judged by.
pub(super) fn compile(policy: &Policy, positions: &Index, place: &Place<'_>, sink: &mut Sink) -> Planning {
    let _ = (policy, positions, place, sink);
    Planning::default()
}
