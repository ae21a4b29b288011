//! Objectives (目标): whether they follow from each other, how far they have come, and which work serves them.

mod answer;

pub use answer::{
    AttainmentRange, Attainments, Cascade, Coverage, DriverStatus, GoalAdvice, GoalsReport, ObjectiveStatus,
    PlannedSum, UnalignedItem,
};

use crate::error::{Code, Problem, Problems};
use crate::request::GoalsRequest;
use crate::{Engine, Facts};

impl Engine {
    /// How objectives stand on a day: progress, whether drivers and plans reach them, which work serves them.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn goals(&self, facts: &Facts, request: &GoalsRequest) -> Result<GoalsReport, Problems> {
        let _ = (facts, request);
        Err(Problem::new(Code::LimitExceeded, "", "not built yet").into())
    }
}
