//! The share that is still there after a time: Kaplan and Meier (1958).
//!
//! The variance is Greenwood's (1926). Bands are symmetric in ln(−ln S) (Kalbfleisch and Prentice 1980), so that they
//! never leave the range from 0 to 1.

use super::table::table;
use super::{Fault, Spells};
use crate::real::{exp, ln, sqrt};

/// The curve at a time, and from there on to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The time.
    pub time: f64,
    /// Under watch just before it.
    pub at_risk: f64,
    /// Whose spell ends at it.
    pub events: f64,
    /// The share that is still there after it.
    pub survival: f64,
    /// The standard error of the share, after Greenwood.
    pub error: f64,
    /// The lower end of the band.
    pub low: f64,
    /// The upper end of the band. Where nobody is left it is that of the time before.
    pub high: f64,
}

/// A survival curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    points: Vec<Point>,
    until: f64,
    people: f64,
}

/// Survival with a band of the given level, such as 0.95, for each time by itself.
///
/// With delayed entry (left truncation) the first people may be few, and where all of them leave the curve stays at 0
/// whoever comes later; begin then at a time when there are enough.
///
/// # Errors
///
/// [`Fault::Value`] where the level is not between 0 and 1.
pub fn kaplan_meier(spells: &Spells<'_>, level: f64) -> Result<Curve, Fault> {
    let reach = super::reach(level)?;
    let (mut survival, mut greenwood, mut above) = (1.0, 0.0, 1.0);
    let point = |row: &super::table::Row| {
        let rest = row.at_risk - row.events;
        survival *= rest / row.at_risk;
        let (error, low, high);
        if rest > 0.0 && survival > 0.0 {
            greenwood += row.events / (row.at_risk * rest);
            let spread = sqrt(greenwood);
            let hazard = -ln(survival);
            let factor = exp(reach * spread / hazard);
            (error, low, high) = (survival * spread, exp(-hazard * factor), exp(-hazard / factor));
        } else {
            survival = 0.0;
            (error, low, high) = (0.0, 0.0, above);
        }
        above = high;
        Point { time: row.time, at_risk: row.at_risk, events: row.events, survival, error, low, high }
    };
    let points = table(spells).iter().map(point).collect();
    let until = spells.exits().iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let people = (0..spells.len()).fold(0.0, |sum, place| sum + spells.weight(place));
    Ok(Curve { points, until, people })
}

impl Curve {
    /// The times at which a spell ends, from the first to the last.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The last time at which anybody was seen; nothing is known beyond.
    #[must_use]
    pub fn until(&self) -> f64 {
        self.until
    }

    /// How many people there are, weights counted.
    #[must_use]
    pub fn people(&self) -> f64 {
        self.people
    }

    /// The curve at any time: the last point that is not after it, and before the first all are there.
    #[must_use]
    pub fn at(&self, time: f64) -> Point {
        let passed = self.points.partition_point(|point| point.time <= time);
        let start = Point { time, at_risk: self.people, events: 0.0, survival: 1.0, error: 0.0, low: 1.0, high: 1.0 };
        passed.checked_sub(1).and_then(|last| self.points.get(last)).copied().unwrap_or(start)
    }

    /// The first time after which half or less are there; none where more than half stay to the end.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.time_at(0.5)
    }

    /// The first time after which the given share or less is there.
    #[must_use]
    pub fn time_at(&self, share: f64) -> Option<f64> {
        first(&self.points, share, |point| point.survival)
    }

    /// Where the band's lower and upper end reach the share: the band of [`Self::time_at`] (Brookmeyer and Crowley 1982).
    /// None for an end that is not reached.
    #[must_use]
    pub fn times_at(&self, share: f64) -> (Option<f64>, Option<f64>) {
        (first(&self.points, share, |point| point.low), first(&self.points, share, |point| point.high))
    }
}

/// The share is met within what the product may be off by.
fn first(points: &[Point], share: f64, of: impl Fn(&Point) -> f64) -> Option<f64> {
    points.iter().find(|point| of(point) <= share + 1e-12).map(|point| point.time)
}
