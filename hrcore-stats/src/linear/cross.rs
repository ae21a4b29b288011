//! Weighted crossproducts of many rows, fast and in a fixed order of sums.

use super::Square;

/// Rows that are gathered before they are summed: both panels of a tile stay in the nearest cache.
const ROWS: usize = 128;
/// Columns of a panel. Sixteen sums of a tile fit the registers of every processor.
const WIDE: usize = 4;

/// The sums Σ weight · x xᵀ and Σ pull · x over rows x, which come one at a time.
///
/// Rows are gathered, column by four columns, and then summed tile by tile: a cell is a sum over at most 128 rows in
/// their order, and these are added in their order. So the sums depend on the rows alone, not on who handed them over
/// in which portions.
#[derive(Debug, Clone)]
pub struct Cross {
    size: usize,
    gathered: usize,
    /// The rows as they are: panels of four columns, in a panel row after row.
    plain: Vec<f64>,
    /// The rows times their weight, and one more column with their pull.
    scaled: Vec<f64>,
    /// Tiles of four by four cells: for each panel of `scaled` those with the panels of `plain` up to its own.
    tiles: Vec<[[f64; WIDE]; WIDE]>,
}

impl Cross {
    /// Sums over no rows of `size` columns.
    #[must_use]
    pub fn new(size: usize) -> Self {
        let (plain, scaled) = (size.div_ceil(WIDE), (size + 1).div_ceil(WIDE));
        let tiles = (0..scaled).map(|panel| plain.min(panel + 1)).sum();
        // The pull stands in the last panel of `scaled`, which is summed with all of `plain`.
        Self {
            size,
            gathered: 0,
            plain: vec![0.0; plain * ROWS * WIDE],
            scaled: vec![0.0; scaled * ROWS * WIDE],
            tiles: vec![[[0.0; WIDE]; WIDE]; tiles],
        }
    }

    /// Adds a row with its weight and its pull.
    #[inline]
    pub fn add(&mut self, row: &[f64], weight: f64, pull: f64) {
        let start = self.gathered * WIDE;
        let (parts, rest) = row.as_chunks::<WIDE>();
        let mut plain = self.plain.chunks_exact_mut(ROWS * WIDE);
        let mut scaled = self.scaled.chunks_exact_mut(ROWS * WIDE);
        let place = |panel: Option<&mut [f64]>, part: [f64; WIDE]| {
            if let Some(cells) = panel.and_then(|panel| panel.get_mut(start..start + WIDE)) {
                cells.copy_from_slice(&part);
            }
        };
        for part in parts {
            place(plain.next(), *part);
            place(scaled.next(), part.map(|cell| cell * weight));
        }
        let mut last = [0.0; WIDE];
        let mut weighted = [0.0; WIDE];
        for ((cell, scaled), from) in last.iter_mut().zip(&mut weighted).zip(rest) {
            (*cell, *scaled) = (*from, from * weight);
        }
        if let Some(cell) = weighted.get_mut(rest.len()) {
            *cell = pull;
        }
        place(plain.next(), last);
        place(scaled.next(), weighted);
        self.gathered += 1;
        if self.gathered == ROWS {
            self.sum();
        }
    }

    /// Sums what is gathered into the tiles.
    fn sum(&mut self) {
        let cells = self.gathered * WIDE;
        let mut tiles = self.tiles.iter_mut();
        for (number, scaled) in self.scaled.chunks_exact(ROWS * WIDE).enumerate() {
            let scaled = scaled.get(..cells).unwrap_or(scaled);
            for (plain, tile) in self.plain.chunks_exact(ROWS * WIDE).take(number + 1).zip(&mut tiles) {
                add_tile(scaled, plain, tile);
            }
        }
        self.gathered = 0;
    }

    /// The lower triangle of Σ weight · x xᵀ, and Σ pull · x, over the rows since the last call; begins anew.
    pub fn finish(&mut self) -> (Square, Vec<f64>) {
        self.sum();
        let mut square = Square::zeros(self.size);
        let mut pulls = vec![0.0; self.size];
        let panels = self.plain.len() / (ROWS * WIDE);
        let mut tiles = self.tiles.iter_mut();
        for panel in 0..self.scaled.len() / (ROWS * WIDE) {
            for (other, tile) in (0..panels.min(panel + 1)).zip(&mut tiles) {
                for (row, sums) in tile.iter().enumerate() {
                    for (column, sum) in sums.iter().enumerate() {
                        let (row, column) = (panel * WIDE + row, other * WIDE + column);
                        if row == self.size {
                            pulls.get_mut(column).into_iter().for_each(|pull| *pull = *sum);
                        } else if column <= row {
                            square.set(row, column, *sum);
                        }
                    }
                }
                *tile = [[0.0; WIDE]; WIDE];
            }
        }
        (square, pulls)
    }
}

/// Adds the products of four columns with four others. Each cell has its own sum, so that the order is fixed however
/// many cells a processor takes at once.
fn add_tile(scaled: &[f64], plain: &[f64], tile: &mut [[f64; WIDE]; WIDE]) {
    let mut sums = [[0.0; WIDE]; WIDE];
    for (left, right) in scaled.as_chunks::<WIDE>().0.iter().zip(plain.as_chunks::<WIDE>().0) {
        for (own, a) in sums.iter_mut().zip(left) {
            for (sum, b) in own.iter_mut().zip(right) {
                *sum += a * b;
            }
        }
    }
    for (cells, own) in tile.iter_mut().zip(sums) {
        for (cell, sum) in cells.iter_mut().zip(own) {
            *cell += sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole numbers, so that every sum is exact in any order: the same as one outer product after another.
    #[test]
    fn the_same_as_row_by_row() {
        for size in [1, 2, 3, 4, 5, 7, 8, 51] {
            for rows in [0, 1, 127, 128, 129, 300] {
                let (mut cross, mut plain, mut pulls) = (Cross::new(size), Square::zeros(size), vec![0.0; size]);
                for number in 0..rows {
                    let row: Vec<f64> = (0..size).map(|at| ((number * 7 + at * 5) % 11) as f64 - 5.0).collect();
                    let (weight, pull) = ((number % 4) as f64, (number % 3) as f64 - 1.0);
                    cross.add(&row, weight, pull);
                    plain.add_outer(&row, weight);
                    pulls.iter_mut().zip(&row).for_each(|(sum, cell)| *sum += pull * cell);
                }
                assert_eq!(cross.finish(), (plain, pulls), "{rows} rows of {size}");
                assert_eq!(cross.finish(), (Square::zeros(size), vec![0.0; size]));
            }
        }
    }
}
