//! What others reach on the same data, computed or scored in the same way, and what we want to reach.
//!
//! `statsforecast` 2.1 was run with its defaults and a season of 12, single-threaded; its processor times are those of 200
//! of the M3 series. MSTL is its STL with automatic exponential smoothing of what is left. The entries of the competition
//! are those published with the R package Mcomp, scored here by the same measures.

use super::table::{Goal, Published};

/// What is known of a figure of a method.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The method.
    pub method: &'static str,
    /// The figure.
    pub figure: &'static str,
    /// What it should be.
    pub goal: Goal,
    /// What others reach.
    pub others: &'static [Published],
}

/// An entry.
#[must_use]
pub const fn entry(method: &'static str, figure: &'static str, goal: Goal, others: &'static [Published]) -> Entry {
    Entry { method, figure, goal, others }
}

/// The entry of a figure, if there is one.
#[must_use]
pub fn find(entries: &[Entry], method: &str, figure: &str) -> (Goal, &'static [Published]) {
    let found = entries.iter().find(|entry| entry.method == method && entry.figure == figure);
    found.map_or((Goal::None, &[]), |entry| (entry.goal, entry.others))
}

/// Error as a share of the size.
pub const SMAPE: &str = "sMAPE";
/// Error as a multiple of the seasonal naive's.
pub const MASE: &str = "MASE";
/// Processor time of a series.
pub const TIME: &str = "processor time a series";
/// How many of the values lie within the narrower band.
pub const WITHIN_80: &str = "within 80 %";
/// How many of the values lie within the wider band.
pub const WITHIN_95: &str = "within 95 %";

/// Several methods together.
pub const COMBINATION: &str = "combination";
/// Several methods together, where series are prepared first and the bands learned.
pub const OUTLOOK: &str = "combination with preparation";
/// Automatic exponential smoothing.
pub const SMOOTHING: &str = "exponential smoothing";
/// STL with exponential smoothing.
pub const STL: &str = "STL with it";
/// The theta method.
pub const THETA: &str = "theta";
/// Dynamic optimised theta.
pub const DYNAMIC: &str = "dynamic theta";
/// The last season again.
pub const NAIVE: &str = "seasonal naive";

const FOUR: &str = "mean of AutoETS, MSTL, Theta, DynamicOptimizedTheta of statsforecast 2.1";
const ETS: &str = "AutoETS of statsforecast 2.1";
const MSTL: &str = "MSTL of statsforecast 2.1";
const SF_THETA: &str = "Theta of statsforecast 2.1";
const SF_DYNAMIC: &str = "DynamicOptimizedTheta of statsforecast 2.1";
const SF_NAIVE: &str = "SeasonalNaive of statsforecast 2.1";

const M3_SMAPE: &[Published] =
    &[Published::one(13.5118, FOUR), Published::one(13.8920, "Theta, the competition's best entry")];
const M3_MASE: &[Published] =
    &[Published::one(0.83191, FOUR), Published::one(0.84752, "ForecastPro, the competition's best entry")];
const M3_80: &[Published] = &[
    Published::one(0.7509, "mean of AutoETS and DynamicOptimizedTheta of statsforecast 2.1"),
    Published::one(0.7862, "the same with a factor learned on the other half"),
];
const M3_95: &[Published] = &[
    Published::one(0.8968, "mean of AutoETS and DynamicOptimizedTheta of statsforecast 2.1"),
    Published::one(0.9399, "the same with a factor learned on the other half"),
];

/// The monthly series of M3.
pub const M3: &[Entry] = &[
    entry(COMBINATION, SMAPE, Goal::AtMost(13.55), M3_SMAPE),
    entry(COMBINATION, MASE, Goal::AtMost(0.835), M3_MASE),
    entry(COMBINATION, TIME, Goal::AtMost(8.0), &[Published::one(125.24, FOUR)]),
    entry(OUTLOOK, SMAPE, Goal::AtMost(13.55), M3_SMAPE),
    entry(OUTLOOK, MASE, Goal::AtMost(0.835), M3_MASE),
    entry(OUTLOOK, WITHIN_80, Goal::Within(0.77, 0.83), M3_80),
    entry(OUTLOOK, WITHIN_95, Goal::Within(0.935, 0.965), M3_95),
    entry(SMOOTHING, SMAPE, Goal::AtMost(14.2), &[Published::one(14.1596, ETS)]),
    entry(SMOOTHING, MASE, Goal::AtMost(0.863), &[Published::one(0.86325, ETS)]),
    entry(SMOOTHING, TIME, Goal::AtMost(5.0), &[Published::one(102.36, ETS)]),
    entry(STL, SMAPE, Goal::None, &[Published::one(15.2121, MSTL)]),
    entry(STL, MASE, Goal::None, &[Published::one(0.87201, MSTL)]),
    entry(STL, TIME, Goal::None, &[Published::one(12.48, MSTL)]),
    entry(THETA, SMAPE, Goal::None, &[Published::one(13.8272, SF_THETA)]),
    entry(THETA, MASE, Goal::None, &[Published::one(0.86133, SF_THETA)]),
    entry(THETA, TIME, Goal::None, &[Published::one(3.83, SF_THETA)]),
    entry(DYNAMIC, SMAPE, Goal::None, &[Published::one(13.7248, SF_DYNAMIC)]),
    entry(DYNAMIC, MASE, Goal::None, &[Published::one(0.85011, SF_DYNAMIC)]),
    entry(DYNAMIC, TIME, Goal::None, &[Published::one(6.57, SF_DYNAMIC)]),
    entry(NAIVE, SMAPE, Goal::None, &[Published::one(17.2339, SF_NAIVE)]),
    entry(NAIVE, MASE, Goal::None, &[Published::one(1.14608, SF_NAIVE)]),
];

/// US employment by industry.
pub const EMPLOYMENT: &[Entry] = &[
    entry(COMBINATION, SMAPE, Goal::None, &[]),
    entry(COMBINATION, MASE, Goal::AtMost(0.35), &[Published::one(0.34583, MSTL)]),
    entry(OUTLOOK, MASE, Goal::AtMost(0.35), &[Published::one(0.34583, MSTL)]),
    entry(OUTLOOK, WITHIN_80, Goal::Within(0.77, 0.83), &[Published::one(0.8542, MSTL), Published::one(0.7776, ETS)]),
    entry(OUTLOOK, WITHIN_95, Goal::Within(0.935, 0.965), &[Published::one(0.9482, MSTL), Published::one(0.9302, ETS)]),
    entry(SMOOTHING, SMAPE, Goal::None, &[Published::one(1.1832, ETS)]),
    entry(SMOOTHING, MASE, Goal::None, &[Published::one(0.44994, ETS)]),
    entry(SMOOTHING, TIME, Goal::None, &[Published::one(192.05, ETS)]),
    entry(STL, SMAPE, Goal::None, &[Published::one(0.8755, MSTL)]),
    entry(STL, MASE, Goal::None, &[Published::one(0.34583, MSTL)]),
    entry(STL, TIME, Goal::None, &[Published::one(19.64, MSTL)]),
    entry(THETA, SMAPE, Goal::None, &[Published::one(1.3602, SF_THETA)]),
    entry(THETA, MASE, Goal::None, &[Published::one(0.54358, SF_THETA)]),
    entry(THETA, TIME, Goal::None, &[Published::one(4.64, SF_THETA)]),
    entry(DYNAMIC, SMAPE, Goal::None, &[Published::one(1.2647, SF_DYNAMIC)]),
    entry(DYNAMIC, MASE, Goal::None, &[Published::one(0.51017, SF_DYNAMIC)]),
    entry(DYNAMIC, TIME, Goal::None, &[Published::one(7.06, SF_DYNAMIC)]),
    entry(NAIVE, SMAPE, Goal::None, &[Published::one(2.1890, SF_NAIVE)]),
    entry(NAIVE, MASE, Goal::None, &[Published::one(0.82448, SF_NAIVE)]),
];

/// Error of the total.
pub const ERROR: &str = "error of the total";
/// Error of the last month's total carried on.
pub const NAIVE_ERROR: &str = "error of no change";
/// Errors by grade, added up.
pub const BY_GRADE: &str = "error by grade";
/// How many of the values lie between simulated quantiles.
pub const DRAWN_80: &str = "within 80 %, simulated";
/// How many forecasts were made.
pub const FORECASTS: &str = "forecasts";

/// As the reference does it.
pub const SHARES: &str = "shares of 6 months, 3 ahead, as the reference";
/// As the reference does it, with a prior.
pub const SHARES_WITH_PRIOR: &str = "the same with a prior of 24 people's months";
/// As we do it.
pub const FROM_TWELVE: &str = "12 months known, 2 to 6 ahead";
/// As we do it, with less.
pub const FROM_SIX: &str = "6 months known, 2 to 6 ahead";

const CHAIN: &str = "Markov chain in Python (pandas, numpy)";
const FIELD: &str = "Markov chain with a Dirichlet posterior in Python";

/// The panel of drivers.
pub const STAFF: &[Entry] = &[
    entry(SHARES, ERROR, Goal::None, &[Published::one(0.023_154, CHAIN)]),
    entry(SHARES, NAIVE_ERROR, Goal::None, &[Published::one(0.044_589, CHAIN)]),
    entry(SHARES, BY_GRADE, Goal::None, &[Published::one(0.049_304, CHAIN)]),
    entry(SHARES, WITHIN_80, Goal::None, &[Published::one(0.466_7, CHAIN)]),
    entry(SHARES, WITHIN_95, Goal::None, &[Published::one(0.6, CHAIN)]),
    entry(SHARES_WITH_PRIOR, ERROR, Goal::None, &[Published::one(0.022_908, CHAIN)]),
    entry(SHARES_WITH_PRIOR, BY_GRADE, Goal::None, &[Published::one(0.048_688, CHAIN)]),
    entry(SHARES_WITH_PRIOR, WITHIN_80, Goal::None, &[Published::one(0.4, CHAIN)]),
    entry(SHARES_WITH_PRIOR, WITHIN_95, Goal::None, &[Published::one(0.733_3, CHAIN)]),
    entry(FROM_TWELVE, ERROR, Goal::AtMost(0.015), &[Published::range(0.012, 0.016, FIELD)]),
    entry(FROM_TWELVE, NAIVE_ERROR, Goal::None, &[Published::range(0.045, 0.05, FIELD)]),
    entry(FROM_TWELVE, WITHIN_80, Goal::Within(0.75, 0.9), &[Published::range(0.75, 0.87, FIELD)]),
];

/// Fits of single models, by the corrected criterion of Akaike.
pub const FITS: &str = "single models";
/// How many fits are worse than the better tool's.
pub const ABOVE: &str = "AICc more than 0.5 above the better of statsforecast 2.1 and statsmodels 0.15: fits";
/// The worst of them.
pub const MOST_ABOVE: &str = "AICc above the better one, at most";

/// Fits of exponential smoothing.
pub const GOLDEN: &[Entry] =
    &[entry(FITS, ABOVE, Goal::AtMost(0.0), &[]), entry(FITS, MOST_ABOVE, Goal::AtMost(0.5), &[])];
