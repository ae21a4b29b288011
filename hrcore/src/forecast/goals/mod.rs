//! Whether objectives will be reached.

mod answer;

pub use answer::{GoalForecastReport, ObjectiveForecast};

use super::problems;
use crate::error::Problems;
use crate::request::GoalForecastRequest;
use crate::score::head;
use crate::{Engine, Facts};

impl Engine {
    /// Whether objectives will be reached.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn goal_forecast(&self, facts: &Facts, request: &GoalForecastRequest) -> Result<GoalForecastReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        Ok(GoalForecastReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            objectives: Vec::new(),
            problems: problems(facts, version),
        })
    }
}
