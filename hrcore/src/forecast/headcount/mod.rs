//! How many people are needed, and whom to hire when.

mod answer;

pub use answer::{Difference, HeadcountMonth, HeadcountPlan, HeadcountReport, OpenRequisition, SimpleRule};

use super::problems;
use crate::error::Problems;
use crate::request::HeadcountRequest;
use crate::score::head;
use crate::{Engine, Facts};

impl Engine {
    /// How many people are needed, and whom to hire when.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn headcount(&self, facts: &Facts, request: &HeadcountRequest) -> Result<HeadcountReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        Ok(HeadcountReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            plans: Vec::new(),
            problems: problems(facts, version),
        })
    }
}
