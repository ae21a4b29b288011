//! Columns of many people, for a yes or no about all of them at once.

use crate::condition::AchievementKind;
use crate::time::{Date, Period};
use crate::values::Id;

/// Stands for no value in a column.
pub const NO_VALUE: i64 = i64::MIN;

/// What is known about many people, a column per fact and period: what a database or a column store holds already.
///
/// Values are whole numbers with a stated number of decimal places, so that nothing is rounded: `11550` with 2 places is
/// 115.50. Every column has a row per person, in the same order. What is not given is not there.
#[derive(Debug, Clone)]
pub struct Panel<'a> {
    pub(super) rows: usize,
    pub(super) last: Period,
    pub(super) metrics: Vec<Columns<'a>>,
    pub(super) achievements: Vec<Achieved<'a>>,
    pub(super) position_from: Option<&'a [Date]>,
    pub(super) decided: Vec<(&'a str, &'a [Option<bool>])>,
}

/// A metric over periods.
#[derive(Debug, Clone)]
pub(super) struct Columns<'a> {
    pub(super) metric: Id,
    pub(super) places: u32,
    /// From the earliest period to the last.
    pub(super) periods: Vec<&'a [i64]>,
}

/// Something that people have achieved or not.
#[derive(Debug, Clone)]
pub(super) struct Achieved<'a> {
    pub(super) kind: AchievementKind,
    pub(super) id: Id,
    pub(super) valid: &'a [bool],
    /// The marks, and their places.
    pub(super) marks: Option<(u32, &'a [i64])>,
}

impl<'a> Panel<'a> {
    /// A panel of so many people on the last day of a period.
    #[must_use]
    pub fn new(rows: usize, last: Period) -> Self {
        let (metrics, achievements, decided) = (Vec::new(), Vec::new(), Vec::new());
        Self { rows, last, metrics, achievements, position_from: None, decided }
    }

    /// A metric: a column per period, from the earliest to the last; values have so many decimal places, and
    /// [`NO_VALUE`] stands for one that is missing.
    #[must_use]
    pub fn metric(mut self, metric: Id, places: u32, periods: Vec<&'a [i64]>) -> Self {
        self.metrics.push(Columns { metric, places, periods });
        self
    }

    /// Whether a course, examination or certificate is passed and valid.
    #[must_use]
    pub fn achieved(mut self, kind: AchievementKind, id: Id, valid: &'a [bool]) -> Self {
        self.achievements.push(Achieved { kind, id, valid, marks: None });
        self
    }

    /// Whether it is passed and valid, and with which mark.
    #[must_use]
    pub fn marked(mut self, kind: AchievementKind, id: Id, valid: &'a [bool], places: u32, marks: &'a [i64]) -> Self {
        self.achievements.push(Achieved { kind, id, valid, marks: Some((places, marks)) });
        self
    }

    /// The day on which each person took up the position. Without it, all periods count, and tenure is not known.
    #[must_use]
    pub fn position_from(mut self, from: &'a [Date]) -> Self {
        self.position_from = Some(from);
        self
    }

    /// Tests that the host has decided: the test's place in the move's `requires`, such as `/all/3`.
    #[must_use]
    pub fn decided(mut self, place: &'a str, truth: &'a [Option<bool>]) -> Self {
        self.decided.push((place, truth));
        self
    }
}
