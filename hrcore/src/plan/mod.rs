//! Work plans (周计划): what they have to say, how they stand, who should be told, and what is endangered.

mod answer;

pub use answer::{
    EmployeePlans, Endangered, EndangeredItem, EndangeredMilestone, ItemStatus, Notice, OwedPlan, PlanFinding,
    PlanStatus, PlanSummary, PlansReport, Risk,
};

use crate::error::{Code, Problem, Problems};
use crate::request::PlansRequest;
use crate::{Engine, Facts};

impl Engine {
    /// How work plans stand at a moment: what is missing in them, on time, at risk, overdue, and who should be told.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn plans(&self, facts: &Facts, request: &PlansRequest) -> Result<PlansReport, Problems> {
        let _ = (facts, request);
        Err(Problem::new(Code::LimitExceeded, "", "not built yet").into())
    }
}
