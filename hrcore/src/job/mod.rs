//! Positions (岗位说明书): what is done in them and how well, what they may decide, and who may do what.

mod answer;
mod line;

pub use answer::{
    Approver, AuthorityStatus, DutyStatus, IndicatorObjective, JobDescription, JobsReport, MayReport,
    ObjectiveIndicator, Reason,
};
pub(crate) use line::Line;

use crate::error::{Code, Problem, Problems};
use crate::request::{JobsRequest, MayRequest};
use crate::{Engine, Facts};

impl Engine {
    /// Whether someone may do something, and to whom it goes where not.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn may(&self, facts: &Facts, request: &MayRequest) -> Result<MayReport, Problems> {
        let _ = (facts, request);
        Err(Problem::new(Code::LimitExceeded, "", "not built yet").into())
    }

    /// Job descriptions: duties, authority and objectives, and where these and the scorecard do not meet.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn jobs(&self, request: &JobsRequest) -> Result<JobsReport, Problems> {
        let _ = request;
        Err(Problem::new(Code::LimitExceeded, "", "not built yet").into())
    }
}
