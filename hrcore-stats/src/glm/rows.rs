//! What a model is fitted to.

use super::Fault;

/// What a model is fitted to, a block of rows at a time, so that a design can be expanded while it is read.
pub trait Rows {
    /// How many cells a row has.
    fn columns(&self) -> usize;

    /// Hands over every block in order, the same blocks each time.
    fn each(&self, take: &mut dyn FnMut(&Block<'_>));

    /// The same rows by their cells that are not 0, where they are mostly zeros: then a fit reads them so alone, and takes
    /// the less time the fewer these are.
    fn few(&self) -> Option<&dyn FewRows> {
        None
    }
}

/// Rows that are mostly zeros.
pub trait FewRows {
    /// Hands over blocks of some hundred rows in order, the first and each so many after it; the same each time. Rows of
    /// weight 0 may be left out.
    fn each(&self, every: usize, take: &mut dyn FnMut(&FewBlock<'_>));
}

/// Some rows that are mostly zeros.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FewBlock<'a> {
    /// The cells that are not 0, row after row: their columns, which rise within a row, and what stands there.
    pub cells: &'a [(usize, f64)],
    /// Where the cells of each row end; with its outcome, its offset and how many times it counts.
    pub rows: &'a [(usize, [f64; 3])],
}

impl FewBlock<'_> {
    /// Hands over every row: its cells, outcome, offset and weight.
    #[inline]
    pub(super) fn each_row(&self, mut take: impl FnMut(&[(usize, f64)], f64, f64, f64)) {
        let mut start = 0;
        for (end, [outcome, offset, weight]) in self.rows {
            take(self.cells.get(start..*end).unwrap_or(&[]), *outcome, *offset, *weight);
            start = *end;
        }
    }
}

/// Some rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block<'a> {
    /// The cells, row after row. A constant is a column of ones.
    pub cells: &'a [f64],
    /// The outcome of each row; may be empty where rows are only scored.
    pub outcomes: &'a [f64],
    /// What is added to the linear predictor of each row; empty for 0.
    pub offsets: &'a [f64],
    /// How many times each row counts; empty for once.
    pub weights: &'a [f64],
}

/// Rows of a table in memory.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    columns: usize,
    all: Block<'a>,
}

/// Rows of a part of a table: few enough to stay in a cache between two looks at them.
const BLOCK: usize = 256;

impl<'a> Table<'a> {
    /// A table of `columns` columns.
    ///
    /// # Errors
    ///
    /// [`Fault::Columns`] without columns or with too many, [`Fault::Shape`] where cells, outcomes, offsets and weights
    /// are not of one number of rows.
    pub fn new(columns: usize, all: Block<'a>) -> Result<Self, Fault> {
        super::check_columns(columns)?;
        let rows = all.rows(columns).ok_or(Fault::Shape)?;
        if all.fits(rows) { Ok(Self { columns, all }) } else { Err(Fault::Shape) }
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.all.cells.len() / self.columns
    }
}

impl Rows for Table<'_> {
    fn columns(&self) -> usize {
        self.columns
    }

    fn each(&self, take: &mut dyn FnMut(&Block<'_>)) {
        self.all.each_part(self.columns, take);
    }
}

/// Every so many parts of rows.
pub(super) struct Thin<'a> {
    pub rows: &'a dyn Rows,
    pub every: usize,
}

impl Rows for Thin<'_> {
    fn columns(&self) -> usize {
        self.rows.columns()
    }

    fn each(&self, take: &mut dyn FnMut(&Block<'_>)) {
        let mut number = 0;
        self.rows.each(&mut |block| {
            block.each_part(self.columns(), &mut |part| {
                if number % self.every == 0 {
                    take(part);
                }
                number += 1;
            });
        });
    }

    fn few(&self) -> Option<&dyn FewRows> {
        self.rows.few().map(|_| self as &dyn FewRows)
    }
}

impl FewRows for Thin<'_> {
    fn each(&self, every: usize, take: &mut dyn FnMut(&FewBlock<'_>)) {
        if let Some(few) = self.rows.few() {
            few.each(self.every.saturating_mul(every), take);
        }
    }
}

impl Block<'_> {
    /// Hands over the block in parts of some hundred rows.
    fn each_part(&self, columns: usize, take: &mut dyn FnMut(&Block<'_>)) {
        let mut outcomes = self.outcomes.chunks(BLOCK);
        let mut offsets = self.offsets.chunks(BLOCK);
        let mut weights = self.weights.chunks(BLOCK);
        for cells in self.cells.chunks(BLOCK * columns.max(1)) {
            take(&Block {
                cells,
                outcomes: outcomes.next().unwrap_or(&[]),
                offsets: offsets.next().unwrap_or(&[]),
                weights: weights.next().unwrap_or(&[]),
            });
        }
    }

    /// How many rows the cells are; nothing where the last is not whole.
    pub(super) fn rows(&self, columns: usize) -> Option<usize> {
        (columns > 0 && self.cells.len().is_multiple_of(columns)).then(|| self.cells.len() / columns)
    }

    /// Whether all but the cells have so many rows too, or none.
    pub(super) fn fits(&self, rows: usize) -> bool {
        [self.outcomes, self.offsets, self.weights].iter().all(|part| part.is_empty() || part.len() == rows)
    }

    /// Hands over every row: its cells, outcome, offset and weight. Nothing where the block has not the form that
    /// belongs to so many columns.
    #[inline]
    pub(super) fn each_row(&self, columns: usize, mut take: impl FnMut(&[f64], f64, f64, f64)) -> Result<(), Fault> {
        let rows = self.rows(columns).ok_or(Fault::Shape)?;
        if !self.fits(rows) {
            return Err(Fault::Shape);
        }
        for (number, cells) in self.cells.chunks_exact(columns).enumerate() {
            let at = |part: &[f64], other: f64| part.get(number).copied().unwrap_or(other);
            take(cells, at(self.outcomes, f64::NAN), at(self.offsets, 0.0), at(self.weights, 1.0));
        }
        Ok(())
    }
}
