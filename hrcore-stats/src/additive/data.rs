//! Rows with outcomes, expanded to a design a block at a time.

use super::basis::{check_weights, rows_of};
use super::{Basis, Fault};
use crate::glm::{Block, FewBlock, FewRows, Rows};

/// So many rows are expanded at a time.
const BLOCK: usize = 256;

/// Rows as they came, and what came of them.
#[derive(Debug, Clone, Copy)]
pub struct Data<'a> {
    columns: usize,
    cells: &'a [f64],
    outcomes: &'a [f64],
    weights: &'a [f64],
    offsets: &'a [f64],
}

impl<'a> Data<'a> {
    /// Rows of `columns` cells, one after another, NaN where missing, each with an outcome from 0 to 1. `weights` are 1
    /// where empty; `offsets` are added to the log-odds, 0 where empty.
    ///
    /// # Errors
    ///
    /// [`Fault`] where sizes do not fit, a number is not allowed, or there are no rows.
    pub fn new(
        columns: usize,
        cells: &'a [f64],
        outcomes: &'a [f64],
        weights: &'a [f64],
        offsets: &'a [f64],
    ) -> Result<Self, Fault> {
        let rows = rows_of(cells, columns)?;
        if outcomes.len() != rows || !(offsets.is_empty() || offsets.len() == rows) {
            return Err(Fault::Shape);
        }
        check_weights(weights, rows)?;
        let are_allowed = outcomes.iter().all(|outcome| (0.0..=1.0).contains(outcome))
            && offsets.iter().all(|offset| offset.is_finite())
            && !cells.iter().any(|cell| cell.is_infinite());
        if !are_allowed {
            return Err(Fault::Value);
        }
        Ok(Self { columns, cells, outcomes, weights, offsets })
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.outcomes.len()
    }

    /// How many columns each row has.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// All cells, row after row.
    #[must_use]
    pub fn cells(&self) -> &'a [f64] {
        self.cells
    }

    /// The outcome of each row.
    #[must_use]
    pub fn outcomes(&self) -> &'a [f64] {
        self.outcomes
    }

    /// The weight of each row; empty where all are 1.
    #[must_use]
    pub fn weights(&self) -> &'a [f64] {
        self.weights
    }

    /// What is added to the log-odds of each row; empty where nothing is.
    #[must_use]
    pub fn offsets(&self) -> &'a [f64] {
        self.offsets
    }

    /// Every row.
    pub fn each_row(&self) -> impl Iterator<Item = &'a [f64]> + use<'a> {
        self.cells.chunks_exact(self.columns.max(1))
    }
}

/// The design of rows under a basis, which is never in memory as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Design<'a> {
    data: Data<'a>,
    basis: &'a Basis,
    offsets: &'a [f64],
}

impl<'a> Design<'a> {
    /// The design.
    #[must_use]
    pub fn new(data: Data<'a>, basis: &'a Basis) -> Self {
        Self { data, basis, offsets: data.offsets }
    }

    /// The same with other offsets, one for each row.
    #[must_use]
    pub(super) fn with_offsets(self, offsets: &'a [f64]) -> Self {
        Self { offsets, ..self }
    }
}

impl Rows for Design<'_> {
    fn columns(&self) -> usize {
        self.basis.width()
    }

    fn each(&self, take: &mut dyn FnMut(&Block<'_>)) {
        let (width, columns) = (self.basis.width(), self.data.columns);
        let mut block = Vec::new();
        let mut outcomes = self.data.outcomes.chunks(BLOCK);
        let mut weights = self.data.weights.chunks(BLOCK);
        let mut offsets = self.offsets.chunks(BLOCK);
        for rows in self.data.cells.chunks(BLOCK * columns) {
            block.resize(rows.len() / columns * width, 0.0);
            for (row, out) in rows.chunks_exact(columns).zip(block.chunks_exact_mut(width)) {
                self.basis.expand(row, out);
            }
            take(&Block {
                cells: &block,
                outcomes: outcomes.next().unwrap_or(&[]),
                offsets: offsets.next().unwrap_or(&[]),
                weights: weights.next().unwrap_or(&[]),
            });
        }
    }

    fn few(&self) -> Option<&dyn FewRows> {
        Some(self)
    }
}

impl FewRows for Design<'_> {
    fn each(&self, every: usize, take: &mut dyn FnMut(&FewBlock<'_>)) {
        let columns = self.data.columns;
        let (mut cells, mut rows) = (Vec::new(), Vec::with_capacity(BLOCK));
        for (number, block) in self.data.cells.chunks(BLOCK * columns).enumerate().step_by(every.max(1)) {
            cells.clear();
            rows.clear();
            for (place, row) in (number * BLOCK..).zip(block.chunks_exact(columns)) {
                let at = |part: &[f64], other: f64| part.get(place).copied().unwrap_or(other);
                let known = [at(self.data.outcomes, f64::NAN), at(self.offsets, 0.0), at(self.data.weights, 1.0)];
                let [_, _, weight] = known;
                if weight > 0.0 {
                    self.basis.put_few(row, &mut cells);
                    rows.push((cells.len(), known));
                }
            }
            take(&FewBlock { cells: &cells, rows: &rows });
        }
    }
}
