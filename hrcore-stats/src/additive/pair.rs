//! What two columns add together: a table of bins by bins.

/// A table over two columns. Its rows are the bins of the first, its columns those of the second; the last of each is for
/// values that are missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The column whose bins are the rows.
    pub first: usize,
    /// The column whose bins are the columns.
    pub second: usize,
    /// Where bins end, rising: a value lies in the first bin whose edge is above it, and else in the last but one.
    pub edges: [Vec<f64>; 2],
    /// What each cell adds to the log-odds, row after row.
    pub cells: Vec<f64>,
}

impl Pair {
    /// The sizes of the table.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let [first, second] = &self.edges;
        (first.len() + 2, second.len() + 2)
    }

    /// Which cell a row lies in.
    #[must_use]
    pub fn place(&self, row: &[f64]) -> usize {
        let [first, second] = &self.edges;
        bin(first, row.get(self.first)) * (second.len() + 2) + bin(second, row.get(self.second))
    }

    /// What the pair adds to the log-odds of a row.
    #[must_use]
    pub fn at(&self, row: &[f64]) -> f64 {
        self.cells.get(self.place(row)).copied().unwrap_or(0.0)
    }
}

/// The bin of a value: so many edges are not above it; one more than all where it is missing.
pub(super) fn bin(edges: &[f64], value: Option<&f64>) -> usize {
    match value {
        Some(value) if !value.is_nan() => edges.partition_point(|edge| edge <= value),
        _ => edges.len() + 1,
    }
}
