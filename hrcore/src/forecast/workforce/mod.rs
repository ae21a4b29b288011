//! Figures about the workforce (ISO 30414).

mod answer;

pub use answer::{WorkforceFigure, WorkforceGroup, WorkforceReport};

use super::problems;
use crate::error::Problems;
use crate::request::WorkforceRequest;
use crate::score::head;
use crate::{Engine, Facts};

impl Engine {
    /// Figures about the workforce (ISO 30414).
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn workforce(&self, facts: &Facts, request: &WorkforceRequest) -> Result<WorkforceReport, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        Ok(WorkforceReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            period: request.period,
            groups: Vec::new(),
            problems: problems(facts, version),
        })
    }
}
