//! Rectangles of numbers, and systems of equations solved in a fixed order.

/// A rectangle of numbers, row after row.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    rows: usize,
    columns: usize,
    cells: Vec<f64>,
}

impl Table {
    /// A table of zeros.
    #[must_use]
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, columns, cells: vec![0.0; rows * columns] }
    }

    /// A table of cells, row after row; `None` where their number does not fit.
    #[must_use]
    pub fn new(rows: usize, columns: usize, cells: Vec<f64>) -> Option<Self> {
        (cells.len() == rows * columns).then_some(Self { rows, columns, cells })
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns it has.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// All cells, row after row.
    #[must_use]
    pub fn cells(&self) -> &[f64] {
        &self.cells
    }

    /// A row; empty beyond the last one.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f64] {
        self.cells.get(row * self.columns..(row + 1) * self.columns).unwrap_or(&[])
    }

    /// A row, to change.
    pub fn row_mut(&mut self, row: usize) -> &mut [f64] {
        self.cells.get_mut(row * self.columns..(row + 1) * self.columns).unwrap_or(&mut [])
    }

    /// A cell; 0 outside.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.row(row).get(column).copied().unwrap_or(0.0)
    }

    /// Changes a cell; nothing happens outside.
    pub fn set(&mut self, row: usize, column: usize, value: f64) {
        if let Some(cell) = self.row_mut(row).get_mut(column) {
            *cell = value;
        }
    }

    /// Adds to a cell; nothing happens outside.
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        if let Some(cell) = self.row_mut(row).get_mut(column) {
            *cell += value;
        }
    }

    /// Sets every cell to zero.
    pub fn clear(&mut self) {
        self.cells.fill(0.0);
    }

    /// Adds the product of a row of numbers with the table to `to`.
    pub fn add_product(&self, row: &[f64], to: &mut [f64]) {
        for (value, own) in row.iter().zip(self.cells.chunks_exact(self.columns.max(1))) {
            if *value != 0.0 {
                for (to, own) in to.iter_mut().zip(own) {
                    *to += value * own;
                }
            }
        }
    }

    /// The product with another table.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        let mut product = Self::zeros(self.rows, other.columns);
        for row in 0..self.rows {
            other.add_product(self.row(row), product.row_mut(row));
        }
        product
    }

    /// Rows as columns.
    #[must_use]
    pub fn turned(&self) -> Self {
        let mut turned = Self::zeros(self.columns, self.rows);
        for row in 0..self.rows {
            for (column, value) in self.row(row).iter().enumerate() {
                turned.set(column, row, *value);
            }
        }
        turned
    }

    /// Solves the system for every column of `right`: Gaussian elimination, the largest pivot first, ties by place.
    /// `None` where the system has no single solution.
    #[must_use]
    pub fn solve(&self, right: &Self) -> Option<Self> {
        let size = self.rows;
        if self.columns != size || right.rows != size {
            return None;
        }
        let (mut left, mut right) = (self.clone(), right.clone());
        for step in 0..size {
            let mut best = step;
            for row in step + 1..size {
                if left.at(row, step).abs() > left.at(best, step).abs() {
                    best = row;
                }
            }
            let pivot = left.at(best, step);
            if pivot.is_nan() || pivot.abs() <= 1e-13 {
                return None;
            }
            left.swap(step, best);
            right.swap(step, best);
            for row in step + 1..size {
                let factor = left.at(row, step) / pivot;
                if factor != 0.0 {
                    left.take(row, step, factor);
                    right.take(row, step, factor);
                }
            }
        }
        for step in (0..size).rev() {
            for above in step + 1..size {
                let factor = left.at(step, above);
                right.take(step, above, factor);
            }
            let pivot = left.at(step, step);
            right.row_mut(step).iter_mut().for_each(|cell| *cell /= pivot);
        }
        right.cells.iter().all(|cell| cell.is_finite()).then_some(right)
    }

    fn swap(&mut self, a: usize, b: usize) {
        for column in 0..self.columns {
            let (first, second) = (self.at(a, column), self.at(b, column));
            self.set(a, column, second);
            self.set(b, column, first);
        }
    }

    /// Takes a multiple of one row from another.
    fn take(&mut self, row: usize, other: usize, factor: f64) {
        for column in 0..self.columns {
            let value = self.at(other, column);
            self.add(row, column, -factor * value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2x + y = 5 and 4x + y = 9 have x = 2, y = 1; 4x + 2y = 9 beside the first has none.
    #[test]
    fn systems_are_solved_or_refused() {
        let right = Table::new(2, 1, vec![5.0, 9.0]).unwrap();
        let solution = Table::new(2, 2, vec![2.0, 1.0, 4.0, 1.0]).unwrap().solve(&right).unwrap();
        assert!((solution.at(0, 0) - 2.0).abs() < 1e-15 && (solution.at(1, 0) - 1.0).abs() < 1e-15);
        assert_eq!(Table::new(2, 2, vec![2.0, 1.0, 4.0, 2.0]).unwrap().solve(&right), None);
        assert_eq!(Table::new(2, 2, vec![1.0; 3]), None);
    }

    #[test]
    fn products() {
        let a = Table::new(2, 3, vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).unwrap();
        assert_eq!(a.times(&a.turned()).cells(), [14.0, 32.0, 32.0, 77.0]);
    }
}
