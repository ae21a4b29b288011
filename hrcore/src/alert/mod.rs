//! Alerts (预警): whom something has to be said to, each once.

mod answer;

pub use answer::{Alert, AlertEvidence, AlertsReport, Clearing};

use crate::error::Problems;
use crate::request::AlertsRequest;
use crate::score::head;
use crate::{Engine, Facts};

impl Engine {
    /// Alerts as of a day, each with an id that stays the same.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn alerts(&self, _facts: &Facts, request: &AlertsRequest) -> Result<AlertsReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        Ok(AlertsReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            alerts: Vec::new(),
            problems: Vec::new(),
        })
    }
}
