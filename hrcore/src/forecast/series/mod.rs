//! What comes next in a series.

mod answer;
mod history;
mod interim;
mod model;
mod source;

pub use answer::{ForecastPoint, ForecastReport, MethodWeight, SeriesForecast, SeriesPoint, Uplift, Validation};

pub(crate) use history::of_metric;
pub(crate) use model::MOST_AHEAD;
pub(crate) use source::{Ahead, Foretold, Source, foretell};

use super::problems;
use crate::error::Problems;
use crate::request::ForecastRequest;
use crate::score::head;
use crate::{Engine, Facts};

impl Engine {
    /// What comes next in a series.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn forecast(&self, facts: &Facts, request: &ForecastRequest) -> Result<ForecastReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        Ok(ForecastReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            metric: request.metric.clone(),
            series: SeriesForecast::none(),
            text: None,
            problems: problems(facts, version),
        })
    }
}
