//! The hazard that has come together by a time: Nelson (1969), Aalen (1978).
//!
//! The variance is that of binomial steps, Σ d (n − d) ÷ n³ (Klein 1991). Bands are symmetric in the logarithm.

use super::table::table;
use super::{Fault, Spells};
use crate::real::{exp, sqrt};

/// The cumulative hazard at a time, and from there on to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The time.
    pub time: f64,
    /// Under watch just before it.
    pub at_risk: f64,
    /// Whose spell ends at it.
    pub events: f64,
    /// The hazard that has come together by then; how often it would have happened to somebody who can always come back.
    pub hazard: f64,
    /// Its variance.
    pub variance: f64,
    /// The lower end of the band.
    pub low: f64,
    /// The upper end of the band.
    pub high: f64,
}

/// The cumulative hazard at the times at which a spell ends, with a band of the given level, such as 0.95.
///
/// # Errors
///
/// [`Fault::Value`] where the level is not between 0 and 1.
pub fn nelson_aalen(spells: &Spells<'_>, level: f64) -> Result<Vec<Point>, Fault> {
    let reach = super::reach(level)?;
    let (mut hazard, mut variance) = (0.0, 0.0);
    let point = |row: &super::table::Row| {
        let share = row.events / row.at_risk;
        hazard += share;
        variance += (1.0 - share) * share / row.at_risk;
        let factor = exp(reach * sqrt(variance) / hazard);
        let (time, at_risk, events) = (row.time, row.at_risk, row.events);
        Point { time, at_risk, events, hazard, variance, low: hazard / factor, high: hazard * factor }
    };
    Ok(table(spells).iter().map(point).collect())
}
