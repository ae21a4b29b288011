//! Redaction (S1): a viewer sees the fields that the role shows, of the people whom it reaches.

#[cfg(feature = "receipts")]
mod viewer;

use crate::policy::Field;
use crate::time::{Date, Period};
use crate::values::Id;

#[cfg(feature = "receipts")]
pub(crate) use viewer::redact;

answer! {
    /// A record that results were looked at (留痕); the host keeps it.
    pub struct AccessRecord {
        /// The viewer's role.
        pub role: Id,
        /// The viewer.
        pub employee: Option<Id>,
        /// The unit that the viewer leads.
        pub unit: Option<Id>,
        /// The day.
        pub as_of: Option<Date>,
        /// The period of the results.
        pub period: Period,
        /// The fields that were shown.
        pub shown: Vec<Field>,
        /// Of whom.
        pub employees: Vec<Id>,
    }
}

/// A result of which something is hidden is vouched for by its receipt.
#[cfg(not(feature = "receipts"))]
pub(crate) fn redact(
    _: (&crate::compile::Compiled, bool, &[crate::compile::Compiled]),
    _: &crate::Facts,
    _: &crate::request::ScoreRequest,
    _: &crate::request::Viewer,
    _: crate::score::ScoreReport,
) -> Result<crate::score::ScoreReport, crate::Problems> {
    Err(crate::json::left_out("/viewer", "receipts").into())
}
