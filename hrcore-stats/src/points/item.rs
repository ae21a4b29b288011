//! Items that hold for a row or not.

use crate::additive::{Data, FEW, Sample, Scale};
use crate::real::count;

/// What has to be so of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Test {
    /// A number is at least this.
    AtLeast(f64),
    /// A category is this.
    Is(f64),
    /// The value is missing.
    Missing,
}

/// An item of a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    /// The column that is looked at.
    pub column: usize,
    /// What has to be so.
    pub test: Test,
    /// The points, if it is.
    pub points: i32,
}

impl Item {
    /// Whether it holds for a row.
    #[must_use]
    pub fn holds(&self, row: &[f64]) -> bool {
        let value = row.get(self.column).copied().unwrap_or(f64::NAN);
        match self.test {
            Test::AtLeast(least) => value >= least,
            Test::Is(own) => value == own,
            Test::Missing => value.is_nan(),
        }
    }
}

/// An item that may be chosen, and the rows that it holds for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub item: Item,
    pub rows: Vec<usize>,
}

/// All items that hold for some rows and not for others.
pub(super) fn candidates(data: Data<'_>, columns: &[Scale], parts: usize) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (column, scale) in columns.iter().enumerate() {
        let seen: Vec<(f64, f64)> = data
            .each_row()
            .filter_map(|row| row.get(column).filter(|value| !value.is_nan()))
            .map(|value| (value + 0.0, 1.0))
            .collect();
        let sample = Sample::new(&seen);
        let is_few = sample.distinct.len() <= FEW;
        let mut tests: Vec<Test> = match scale {
            Scale::Category => sample.distinct.iter().map(|(value, _)| Test::Is(*value)).collect(),
            Scale::Number if is_few => sample.distinct.iter().skip(1).map(|(value, _)| Test::AtLeast(*value)).collect(),
            Scale::Number => {
                let at = |part: usize| sample.quantile(count(part) / count(parts));
                (1..parts).map(at).map(|edge| Test::AtLeast(sample.reached(edge))).collect()
            }
        };
        tests.dedup();
        tests.push(Test::Missing);
        for test in tests {
            let item = Item { column, test, points: 0 };
            let rows: Vec<usize> =
                data.each_row().enumerate().filter(|(_, row)| item.holds(row)).map(|(place, _)| place).collect();
            if !rows.is_empty() && rows.len() < data.rows() {
                candidates.push(Candidate { item, rows });
            }
        }
    }
    candidates
}
