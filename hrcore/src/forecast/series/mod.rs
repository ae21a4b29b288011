//! What comes next in a series.
//!
//! A request is checked (`asked`), the values come from the facts (`history`) or from the request, then their outlook
//! (`model`) is put into the answer and, if asked for, into words. Headcount and objectives ask `foretell`.

mod answer;
mod asked;
mod history;
mod model;
mod source;
#[cfg(test)]
mod tests;
mod words;

pub use answer::{ForecastPoint, ForecastReport, MethodWeight, SeriesForecast, SeriesPoint, Uplift, Validation};

#[cfg(feature = "planning")]
pub(crate) use asked::borrowed;
#[cfg(feature = "planning")]
#[cfg(feature = "attrition")]
pub(crate) use history::last_over;
pub(crate) use history::{Seen, of_metrics};
pub(crate) use model::MOST_AHEAD;
#[cfg(feature = "planning")]
pub(crate) use model::of_events;
#[cfg(feature = "planning")]
pub(crate) use source::foretell_seen;
pub(crate) use source::{Ahead, Foretold, Source, foretell};
#[cfg(feature = "planning")]
pub(crate) use words::digits;

use crate::error::Problems;
use crate::joined::Joined;
use crate::json::Few;
use crate::policy::Every;
use crate::request::ForecastRequest;
use crate::score::head;
use crate::time::Date;
use crate::{Engine, Facts};

use asked::Of;
use model::{Asked, look_ahead};

impl ForecastRequest {
    /// Asks what comes next, after a day that is over, for the twelve months then; of a metric or of values.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            metric: None,
            employee: None,
            position: None,
            unit: None,
            values: Few::default(),
            every: Every::Month,
            horizon: 12,
            season: None,
            events: Few::default(),
            lang: None,
            policy_version: None,
        }
    }
}

impl Engine {
    /// What comes next in a series.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// Six months of 100 parcels, and a Double 11 that brings half as much again: 150 in November, 100 in December.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::ForecastRequest};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.4", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [{"id": "parcels", "unit": "count", "direction": "higher", "level": "company"}],
    ///     "scorecards": [], "positions": [],
    ///     "dated_events": [{"id": "double_11", "months": ["2025-11"], "uplift": 1.5}]
    /// }"#)?;
    /// let months = ["2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10"];
    /// let parcels = months.map(|month| format!(r#"{{"metric": "parcels", "period": "{month}", "value": 100}}"#));
    /// let facts = format!(r#"{{"employees": [], "observations": [{}]}}"#, parcels.join(", "));
    /// let facts = Facts::parse(facts.as_bytes(), Limits::default())?;
    /// let mut request = ForecastRequest::new("2025-10-31".parse().unwrap());
    /// request.metric = hrcore::values::Id::new("parcels");
    /// request.events.0.extend(hrcore::values::Id::new("double_11"));
    /// let report = engine.forecast(&facts, &request)?;
    /// let [november, december, ..] = &report.series.points[..] else { panic!("a year is foretold") };
    /// assert_eq!((november.mean.to_string(), december.mean.to_string()), ("150".to_owned(), "100".to_owned()));
    /// assert!(november.lo80 < november.mean && november.mean < november.hi80);
    /// assert_eq!(report.series.caveats.first(), Some(&"short_history"));
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn forecast(&self, facts: &Facts, request: &ForecastRequest) -> Result<ForecastReport, Problems> {
        self.with(facts).forecast(request)
    }
}

impl Joined<'_> {
    /// What comes next in a series, as [`Engine::forecast`] tells.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn forecast(&self, request: &ForecastRequest) -> Result<ForecastReport, Problems> {
        let (version, forced) = self.engine.version_on(request.as_of, request.policy_version.as_ref())?;
        let index = &self.versions.join(version).index;
        let asked = asked::check(version, index, request)?;
        let foretold = match asked.of {
            Of::Metric(metric, owner) => {
                let every = request.every.into();
                let source = Source { metric, owner, every, season: asked.season, events: &asked.events };
                foretell(version, index, &source, request.as_of, request.horizon)
            }
            Of::Values(history, last) => {
                let (season, events) = (asked.season, asked.events.as_slice());
                look_ahead(version, Asked { history, last, season, events, horizon: request.horizon })
            }
        };
        let text = request.lang.map(|language| words::say(&version.policy, request, &foretold.series, language));
        Ok(ForecastReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            metric: request.metric.clone(),
            series: foretold.series,
            text,
            problems: index.problems.clone().finish(),
        })
    }
}
