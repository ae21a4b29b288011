//! What `forecast` answers.

use crate::error::Problem;
use crate::json::Few;
use crate::number::Approx;
use crate::score::PolicyRef;
use crate::time::{Date, Period};
use crate::values::Id;

answer! {
    /// What comes next in a series, ready for a chart.
    pub struct ForecastReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// The metric, if it is one.
        pub metric: Option<Id>,
        /// The series.
        pub series: SeriesForecast,
        /// The forecast in words.
        pub text: Option<String>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// A series, and what comes next in it.
    pub struct SeriesForecast {
        /// The values that were seen, the earliest first.
        pub history: Vec<SeriesPoint>,
        /// The values to come; none where nothing is foretold.
        pub points: Vec<ForecastPoint>,
        /// `combination`, `level` (a recent level and a borrowed season), `seasonal_naive`, or `none`.
        pub method: &'static str,
        /// Which methods were combined, with their weights.
        pub weights: Few<MethodWeight>,
        /// `local`, `blended` or `prior`.
        pub source: &'static str,
        /// How many values were seen.
        pub n: u32,
        /// How good forecasts of the last months from those before would have been.
        pub validated: Option<Validation>,
        /// From when on the history counts, where its level shifted.
        pub since: Option<Period>,
        /// What the dated events bring.
        pub uplifts: Few<Uplift>,
        /// What to know: `too_short`, `too_many_missing`, `short_history`, `season_borrowed`, `filled`,
        /// `outliers`, `level_shift`, `constant`, `fell_back`, `events_left_out`, `event_without_past`.
        pub caveats: Few<&'static str>,
    }
}

answer! {
    /// A value that was seen.
    pub struct SeriesPoint {
        /// When.
        pub period: Period,
        /// How much.
        pub value: Approx,
        /// `filled` (it was missing) or `outlier` (it was drawn in for the forecast).
        pub state: Option<&'static str>,
        /// What it counted as, where that is another value.
        pub used: Option<Approx>,
    }
}

answer! {
    /// A value to come.
    pub struct ForecastPoint {
        /// When.
        pub period: Period,
        /// The expected value.
        pub mean: Approx,
        /// The least, in 80 of 100 cases.
        pub lo80: Approx,
        /// The most, in 80 of 100 cases.
        pub hi80: Approx,
        /// The least, in 95 of 100 cases.
        pub lo95: Approx,
        /// The most, in 95 of 100 cases.
        pub hi95: Approx,
        /// The dated events in it.
        pub events: Few<Id>,
    }
}

answer! {
    /// A method and its weight.
    pub struct MethodWeight {
        /// `ets`, `stl`, `theta` or `dynamic_theta`.
        pub method: &'static str,
        /// Its share of the forecast.
        pub weight: Approx,
    }
}

answer! {
    /// How good forecasts of the last months would have been.
    pub struct Validation {
        /// The mean absolute error, of that of last year's values.
        pub mase: Approx,
        /// The symmetric mean absolute percentage error.
        pub smape: Approx,
        /// How many values were foretold.
        pub forecasts: u32,
    }
}

answer! {
    /// What a dated event brings.
    pub struct Uplift {
        /// The event.
        pub event: Id,
        /// By what it multiplies its month.
        pub uplift: Approx,
        /// By what it multiplies the months before, the nearest first.
        pub before: Few<Approx>,
        /// By what it multiplies the months after, the nearest first.
        pub after: Few<Approx>,
        /// From how many earlier ones that was learned.
        pub learned_from: u32,
    }
}

impl SeriesForecast {
    /// A series of which nothing is known.
    pub(crate) fn none() -> Self {
        Self {
            history: Vec::new(),
            points: Vec::new(),
            method: "none",
            weights: Few::default(),
            source: "local",
            n: 0,
            validated: None,
            since: None,
            uplifts: Few::default(),
            caveats: Few::default(),
        }
    }
}
