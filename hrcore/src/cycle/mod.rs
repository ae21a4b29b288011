//! The appraisal cycle (考核周期) and appeals (申诉): what is due when, and what a correction changes.

mod answer;

pub use answer::{
    AppealReport, AppealStatus, BandChange, CorrectionResult, CycleOption, CycleReport, Deadlines, FigureChange,
    LineChange, LineFigures, Slots, StepStatus,
};

use crate::error::{Code, Problem, Problems};
use crate::json::Few;
use crate::request::{AppealRequest, CycleRequest};
use crate::score::head;
use crate::{Engine, Facts};

impl Engine {
    /// Where an appraisal cycle and the appeals against its results stand.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single entries stand in the report.
    pub fn cycle(&self, request: &CycleRequest) -> Result<CycleReport, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        Ok(CycleReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            period: request.period,
            as_of: request.as_of,
            state: "waiting",
            steps: Vec::new(),
            published_at: None,
            appeals_until: None,
            appeals: Few::default(),
            can: Few::default(),
            problems: Vec::new(),
        })
    }

    /// A result before and after corrections, and what made the difference.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn appeal(&self, _facts: &Facts, request: &AppealRequest) -> Result<AppealReport, Problems> {
        let _ = self.version(request.period, request.policy_version.as_ref())?;
        Err(Problem::new(Code::ReferenceUnknown, "/employee", "not yet".to_owned()).into())
    }
}
