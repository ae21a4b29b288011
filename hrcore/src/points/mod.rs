//! Points (积分): earned by learning, redeemed for rewards, never below zero.

mod answer;

pub use answer::{NextExpiry, PointsAccount, PointsEntry, PointsReport};

use crate::error::Problems;
use crate::request::PointsRequest;
use crate::score::head;
use crate::{Engine, Facts};

impl Engine {
    /// Accounts of points.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn points(&self, _facts: &Facts, request: &PointsRequest) -> Result<PointsReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        Ok(PointsReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            accounts: Vec::new(),
            problems: Vec::new(),
        })
    }
}
