//! Training (培训): what is required and done, which gates it opens, and which courses are needed.

mod answer;

pub use answer::{
    CourseNeed, CourseStatus, EmployeeTraining, GateStatus, RequirementStatus, TrainingNeed, TrainingReport, WeakArea,
    WeakIndicator,
};

use crate::error::{Code, Problem, Problems};
use crate::request::TrainingRequest;
use crate::{Engine, Facts};

impl Engine {
    /// What training people have done, have to do, and need.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn training(&self, facts: &Facts, request: &TrainingRequest) -> Result<TrainingReport, Problems> {
        let _ = (facts, request);
        Err(Problem::new(Code::LimitExceeded, "", "not built yet").into())
    }
}
