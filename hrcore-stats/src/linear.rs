//! Symmetric positive definite systems, solved in a fixed order of operations.

mod cross;
mod scatter;

pub use cross::Cross;
pub use scatter::Scatter;

/// A square matrix, row after row.
#[derive(Debug, Clone, PartialEq)]
pub struct Square {
    size: usize,
    cells: Vec<f64>,
}

impl Square {
    /// A matrix of zeros.
    #[must_use]
    pub fn zeros(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    /// How many rows it has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// A row; empty beyond the last one.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f64] {
        self.cells.get(row * self.size..(row + 1) * self.size).unwrap_or(&[])
    }

    /// A row, to change.
    pub fn row_mut(&mut self, row: usize) -> &mut [f64] {
        self.cells.get_mut(row * self.size..(row + 1) * self.size).unwrap_or(&mut [])
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

    /// Sets every cell to zero.
    pub fn clear(&mut self) {
        self.cells.fill(0.0);
    }

    /// Adds `weight` times the outer product of a row with itself, to the lower triangle.
    pub fn add_outer(&mut self, row: &[f64], weight: f64) {
        for (number, a) in row.iter().enumerate() {
            let scaled = weight * a;
            if scaled != 0.0 {
                for (cell, b) in self.row_mut(number).iter_mut().zip(row.iter().take(number + 1)) {
                    *cell += scaled * b;
                }
            }
        }
    }

    /// Adds the outer products of four rows with themselves, one after another in `rows`, to the lower triangle: each cell
    /// is read and written once.
    pub fn add_four_outer(&mut self, rows: &[f64]) {
        let size = self.size;
        let mut parts = rows.chunks_exact(size.max(1));
        let (Some(first), Some(second), Some(third), Some(fourth)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return;
        };
        for (number, (((a, b), c), d)) in first.iter().zip(second).zip(third).zip(fourth).enumerate() {
            let columns = first.iter().zip(second).zip(third).zip(fourth);
            if let Some(own) = self.cells.get_mut(number * size..number * size + number + 1) {
                for (cell, (((e, f), g), h)) in own.iter_mut().zip(columns) {
                    *cell += (a * e + b * f) + (c * g + d * h);
                }
            }
        }
    }

    /// The Cholesky factor of the lower triangle, in its place. `false` where the matrix is not positive definite.
    #[must_use]
    pub fn factor(&mut self) -> bool {
        let size = self.size;
        for row in 0..size {
            let (above, below) = self.cells.split_at_mut(row * size);
            let Some(own) = below.get_mut(..size) else { return false };
            for (column, other) in above.chunks_exact(size).enumerate() {
                let (head, tail) = own.split_at_mut(column);
                let pivot = other.get(column).copied().unwrap_or(1.0);
                if let Some(cell) = tail.first_mut() {
                    *cell = (*cell - crate::real::dot(head, other)) / pivot;
                }
            }
            let (head, tail) = own.split_at_mut(row);
            let Some(cell) = tail.first_mut() else { return false };
            let rest = *cell - crate::real::dot(head, head);
            if !(rest > 0.0 && rest.is_finite()) {
                return false;
            }
            *cell = rest.sqrt();
        }
        true
    }

    /// Solves with a matrix that was factored; the right side becomes the solution.
    pub fn solve(&self, right: &mut [f64]) {
        let size = self.size.min(right.len());
        self.solve_half(right);
        for row in (0..size).rev() {
            let mut value = right.get(row).copied().unwrap_or(0.0);
            for below in row + 1..size {
                value -= self.at(below, row) * right.get(below).copied().unwrap_or(0.0);
            }
            if let Some(cell) = right.get_mut(row) {
                *cell = value / self.at(row, row);
            }
        }
    }

    /// Solves with the factor alone: the right side, r, becomes L⁻¹ r. Its sum of squares is r' A⁻¹ r of the matrix A
    /// that was factored.
    pub fn solve_half(&self, right: &mut [f64]) {
        let size = self.size.min(right.len());
        for row in 0..size {
            let (head, tail) = right.split_at_mut(row);
            let own = self.row(row);
            let pivot = own.get(row).copied().unwrap_or(1.0);
            if let Some(cell) = tail.first_mut() {
                *cell = (*cell - crate::real::dot(head, own)) / pivot;
            }
        }
    }

    /// The inverse of a matrix that was factored, both triangles.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let mut inverse = Self::zeros(self.size);
        for number in 0..self.size {
            let column = inverse.row_mut(number);
            if let Some(cell) = column.get_mut(number) {
                *cell = 1.0;
            }
            self.solve(column);
        }
        // Rounding differs by a little between the triangles; a covariance is one thing.
        for row in 0..self.size {
            for column in 0..row {
                let cell = inverse.at(row, column);
                inverse.set(column, row, cell);
            }
        }
        inverse
    }
}
