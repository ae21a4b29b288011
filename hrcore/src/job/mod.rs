//! Positions (岗位说明书): what is done in them and how well, what they may decide, and who may do what.

mod answer;
mod describe;
mod limits;
mod line;
mod may;
#[cfg(test)]
mod tests;
mod words;

pub use answer::{
    Approver, AuthorityStatus, DutyStatus, IndicatorObjective, JobDescription, JobsReport, MayReport,
    ObjectiveIndicator, Reason,
};
pub(crate) use describe::Matching;
pub(crate) use line::Line;
