//! How grades fill over time.

mod answer;

pub use answer::{
    FlowAnswer, FlowMonth, FlowRate, FlowsReport, Grade, GradeCount, GradeEstimate, PromotionShare, TimeToGrade,
};

use super::problems;
use crate::error::Problems;
use crate::json::Few;
use crate::request::FlowsRequest;
use crate::score::head;
use crate::{Engine, Facts};

impl Engine {
    /// How grades fill over time.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn flows(&self, facts: &Facts, request: &FlowsRequest) -> Result<FlowsReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        Ok(FlowsReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            grades: Vec::new(),
            rates: Vec::new(),
            months: Vec::new(),
            steady: Few::default(),
            times: Few::default(),
            goal: None,
            source: "local",
            n: 0,
            caveats: Few::default(),
            text: None,
            problems: problems(facts, version),
        })
    }
}
