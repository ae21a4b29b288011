//! A sum of outer products, four rows at a time.

use crate::linear::Square;

/// The sum, and the rows that wait to be added.
#[derive(Debug)]
pub(super) struct Outer {
    sum: Square,
    waiting: Vec<f64>,
    next: usize,
}

impl Outer {
    pub(super) fn new(size: usize) -> Self {
        Self { sum: Square::zeros(size), waiting: vec![0.0; 4 * size], next: 0 }
    }

    /// Takes a row in.
    pub(super) fn add(&mut self, row: impl Iterator<Item = f64>) {
        let size = self.sum.size();
        if let Some(cells) = self.waiting.get_mut(self.next..self.next + size) {
            cells.iter_mut().zip(row).for_each(|(cell, value)| *cell = value);
            self.next += size;
        }
        if self.next == self.waiting.len() {
            self.sum.add_four_outer(&self.waiting);
            self.next = 0;
        }
    }

    /// The sum in the lower triangle, and a fresh start after [`Self::clear`].
    pub(super) fn finish(&mut self) -> &Square {
        if self.next > 0 {
            self.waiting.iter_mut().skip(self.next).for_each(|cell| *cell = 0.0);
            self.sum.add_four_outer(&self.waiting);
            self.next = 0;
        }
        &self.sum
    }

    pub(super) fn clear(&mut self) {
        self.sum.clear();
        self.next = 0;
    }
}
