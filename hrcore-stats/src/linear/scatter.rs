//! Weighted crossproducts of rows that are mostly zeros, in a fixed order of sums.

use super::Square;

/// After so many rows their sums are added to those of all: a sum of millions of small parts loses digits otherwise.
const ROWS: usize = 1024;

/// The sums Σ weight · x xᵀ and Σ pull · x over rows x, of which only the cells that are not 0 are known. What
/// [`Cross`](super::Cross) does for rows without zeros.
///
/// The sums depend on the rows alone, not on who handed them over in which portions.
#[derive(Debug, Clone)]
pub struct Scatter {
    size: usize,
    gathered: usize,
    /// The sums over the rows gathered: the lower triangle, row after row, and then the pulls.
    part: Vec<f64>,
    /// The sums over all rows before.
    whole: Vec<f64>,
}

/// Where a row of the triangle begins.
#[inline]
fn start(row: usize) -> usize {
    row * (row + 1) / 2
}

impl Scatter {
    /// Sums over no rows of `size` columns.
    #[must_use]
    pub fn new(size: usize) -> Self {
        let cells = start(size) + size;
        Self { size, gathered: 0, part: vec![0.0; cells], whole: vec![0.0; cells] }
    }

    /// Adds a row with its weight and its pull: the places of its cells, which rise, and what stands there.
    #[inline]
    pub fn add(&mut self, row: &[(usize, f64)], weight: f64, pull: f64) {
        let pulls = start(self.size);
        for (number, (place, value)) in row.iter().enumerate() {
            if *place >= self.size {
                continue;
            }
            let scaled = weight * value;
            if let Some(own) = self.part.get_mut(start(*place)..=start(*place) + place) {
                for (other, with) in row.iter().take(number + 1) {
                    if let Some(cell) = own.get_mut(*other) {
                        *cell += scaled * with;
                    }
                }
            }
            if let Some(cell) = self.part.get_mut(pulls + place) {
                *cell += pull * value;
            }
        }
        self.gathered += 1;
        if self.gathered == ROWS {
            self.sum();
        }
    }

    /// Adds the sums over what is gathered to those of all.
    fn sum(&mut self) {
        for (whole, part) in self.whole.iter_mut().zip(&mut self.part) {
            *whole += *part;
            *part = 0.0;
        }
        self.gathered = 0;
    }

    /// The lower triangle of Σ weight · x xᵀ, and Σ pull · x, over the rows since the last call; begins anew.
    pub fn finish(&mut self) -> (Square, Vec<f64>) {
        self.sum();
        let mut square = Square::zeros(self.size);
        let mut rest = self.whole.as_slice();
        for row in 0..self.size {
            let (own, after) = rest.split_at((row + 1).min(rest.len()));
            square.row_mut(row).iter_mut().zip(own).for_each(|(cell, sum)| *cell = *sum);
            rest = after;
        }
        let pulls = rest.to_vec();
        self.whole.fill(0.0);
        (square, pulls)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole numbers, so that every sum is exact in any order: the same as one outer product after another.
    #[test]
    fn the_same_as_row_by_row() {
        for size in [1, 2, 5, 31] {
            for rows in [0, 1, 1023, 1024, 1025, 3000] {
                let (mut scatter, mut plain, mut pulls) = (Scatter::new(size), Square::zeros(size), vec![0.0; size]);
                for number in 0..rows {
                    let value =
                        |at: usize| if (number + at).is_multiple_of(3) { (number * 7 + at * 5) % 11 } else { 0 };
                    let row: Vec<f64> = (0..size).map(|at| value(at) as f64).collect();
                    let few: Vec<(usize, f64)> = row.iter().copied().enumerate().filter(|cell| cell.1 > 0.0).collect();
                    let (weight, pull) = ((number % 4) as f64, (number % 3) as f64 - 1.0);
                    scatter.add(&few, weight, pull);
                    plain.add_outer(&row, weight);
                    pulls.iter_mut().zip(&row).for_each(|(sum, cell)| *sum += pull * cell);
                }
                assert_eq!(scatter.finish(), (plain, pulls), "{rows} rows of {size}");
                assert_eq!(scatter.finish(), (Square::zeros(size), vec![0.0; size]));
            }
        }
    }

    /// What does not stand within the columns is left out, and nothing is read beyond them.
    #[test]
    fn places_beyond_the_columns_are_left_out() {
        let mut scatter = Scatter::new(2);
        scatter.add(&[(0, 2.0), (7, 1.0), (usize::MAX, 1.0)], 3.0, 1.0);
        let (square, pulls) = scatter.finish();
        assert_eq!((square.at(0, 0), square.at(1, 1), pulls), (12.0, 0.0, vec![2.0, 0.0]));
    }
}
