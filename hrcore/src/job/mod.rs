//! Positions (岗位说明书): what is done in them and how well, what they may decide, and who may do what.

#[cfg(feature = "planning")]
mod answer;
#[cfg(feature = "planning")]
mod describe;
#[cfg(feature = "planning")]
mod limits;
mod line;
#[cfg(feature = "planning")]
mod may;
#[cfg(test)]
#[cfg(feature = "planning")]
mod tests;
#[cfg(feature = "planning")]
mod words;

#[cfg(feature = "planning")]
pub use answer::{
    Approver, AuthorityStatus, DutyStatus, IndicatorObjective, JobDescription, JobsReport, MayReport,
    ObjectiveIndicator, Reason,
};
#[cfg(feature = "planning")]
pub(crate) use describe::Matching;
pub(crate) use line::Line;
