//! Scorecards: attainment → score → contribution → total → band → coefficient.
//!
//! The order of evaluation is fixed and exact. A line's value becomes points by its method, which are kept between
//! floor and cap; times its applied weight they are its contribution. The total is their sum, then point adjustments
//! in policy order, then vetoes (the harshest wins), then the card's floor and cap. The band comes from the exact
//! total, the coefficient from the band. The displayed total is rounded last.

mod answer;
mod calibrate;
mod card;
mod fast;
#[cfg(any(feature = "planning", feature = "forecast"))]
mod group;
mod person;
#[cfg_attr(not(feature = "planning"), path = "unplanned.rs")]
mod planned;
mod points;
mod progress;
mod rollup;
#[cfg(feature = "attrition")]
mod shown;
mod value;

pub use answer::{
    AdjustmentScore, CoefficientScore, EmployeeScore, EvidenceInput, ItemEvidence, LineScore, Missing, PeriodScore,
    PolicyRef, PositionScore, ScoreReport, TrainingEvidence, VetoScore,
};
pub use calibrate::{CalibrationGroup, CalibrationReport, PersonBand, QuotaCheck};
pub use progress::{EmployeeProgress, LineProgress, PositionProgress, ProgressReport};
pub use rollup::{BandCount, LineMean, RollupGroup, RollupReport};

pub(crate) use answer::{Detail, head};
pub(crate) use calibrate::calibrate;
pub(crate) use person::{Base, HeldScore, Scorer, base_periods};
pub(crate) use points::rated;
pub(crate) use progress::progress;
pub use rollup::By;
pub(crate) use rollup::rollup;
#[cfg(feature = "attrition")]
pub(crate) use shown::shown_total;
pub(crate) use value::{Subject, Value, Values, grow, span, worse};
