//! The best cut of a plane in four parts.

/// A cut along one column, and one along the other on each side.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cut {
    /// Whether the outer cut is along the second column.
    pub is_turned: bool,
    /// The first bin beyond the outer cut.
    pub outer: usize,
    /// The first bin beyond the inner cut, before and beyond the outer one.
    pub inner: [usize; 2],
    /// The values of the four parts: before the outer cut, and beyond it.
    pub values: [f64; 4],
    /// By how much it lowers twice the loss.
    pub gain: f64,
}

impl Cut {
    /// Which of the four parts two bins lie in, one along the outer cut and one along the inner.
    #[inline]
    pub fn part(&self, outer: usize, inner: usize) -> usize {
        let [before, beyond] = self.inner;
        let is_beyond = outer >= self.outer;
        2 * usize::from(is_beyond) + usize::from(inner >= if is_beyond { beyond } else { before })
    }

    /// The value at two bins.
    pub fn at(&self, first: usize, second: usize) -> f64 {
        let (outer, inner) = if self.is_turned { (second, first) } else { (first, second) };
        self.values.get(self.part(outer, inner)).copied().unwrap_or(0.0)
    }
}

/// Slopes and information, summed over all bins before a corner: one row and column more than bins.
pub(super) struct Plane {
    columns: usize,
    sums: Vec<[f64; 2]>,
}

impl Plane {
    /// From the numbers of bins of two columns, and each row's bins with its slope and information.
    pub fn new(bins: [usize; 2], rows: impl Iterator<Item = (usize, usize, [f64; 2])>) -> Self {
        let [first, second] = bins;
        let columns = second + 1;
        let mut sums = vec![[0.0; 2]; (first + 1) * columns];
        for (row, column, [slope, information]) in rows {
            if let Some([sum, known]) = sums.get_mut((row + 1) * columns + column + 1) {
                *sum += slope;
                *known += information;
            }
        }
        let mut above = vec![[0.0; 2]; columns];
        for row in sums.chunks_exact_mut(columns) {
            let mut left = [0.0; 2];
            for (cell, above) in row.iter_mut().zip(&mut above) {
                left = [left[0] + cell[0], left[1] + cell[1]];
                *above = [above[0] + left[0], above[1] + left[1]];
                *cell = *above;
            }
        }
        Self { columns, sums }
    }

    /// The same with rows as columns.
    pub fn turned(&self) -> Self {
        let rows = self.sums.len() / self.columns;
        let mut sums = Vec::with_capacity(self.sums.len());
        for column in 0..self.columns {
            sums.extend(self.sums.iter().skip(column).step_by(self.columns));
        }
        Self { columns: rows, sums }
    }

    /// The best cut between rows, with one between columns on each side. Of edges that are not yet used, none is taken
    /// where there would be more than `most`; the last edge, before what is missing, is free.
    pub fn best(&self, is_turned: bool, used: [&[bool]; 2], most: usize, ridge: f64, least: f64) -> Option<Cut> {
        let [rows_used, columns_used] = used;
        let rows = open(rows_used, most);
        let columns = open(columns_used, most.saturating_sub(1));
        let last = self.sums.chunks_exact(self.columns).next_back()?;
        let whole = *last.last()?;
        let base = gain(whole, ridge);
        let mut best: Option<Cut> = None;
        let mut beyond = vec![[0.0; 2]; self.columns];
        for ((outer, row), _) in
            self.sums.chunks_exact(self.columns).enumerate().zip(&rows).filter(|(_, is_open)| **is_open)
        {
            let before = row.last().map_or(0.0, |sum| sum[1]);
            if before < least || whole[1] - before < least {
                continue;
            }
            for ((rest, last), row) in beyond.iter_mut().zip(last).zip(row) {
                *rest = [last[0] - row[0], last[1] - row[1]];
            }
            let (near, far) = (side(row, &columns, ridge, least), side(&beyond, &columns, ridge, least));
            let found = near.gain + far.gain - base;
            if found > best.as_ref().map_or(0.0, |best| best.gain) {
                let [a, b] = near.values;
                let [c, d] = far.values;
                let inner = [near.cut, far.cut];
                best = Some(Cut { is_turned, outer, inner, values: [a, b, c, d], gain: found });
            }
        }
        best
    }
}

/// Which cuts may be taken: not before the first bin; where enough edges are used, only these, and the last.
fn open(used: &[bool], most: usize) -> Vec<bool> {
    let last = used.len().saturating_sub(1);
    let number = used.iter().take(last).filter(|is_used| **is_used).count();
    used.iter().enumerate().map(|(cut, is_used)| cut > 0 && (cut == last || *is_used || number < most)).collect()
}

/// One side of the outer cut.
struct Side {
    gain: f64,
    cut: usize,
    values: [f64; 2],
}

/// The best inner cut of a row of sums; none is at the end.
fn side(sums: &[[f64; 2]], open: &[bool], ridge: f64, least: f64) -> Side {
    let whole = sums.last().copied().unwrap_or_default();
    let value = |[slope, information]: [f64; 2]| slope / (information + ridge);
    let mut best = gain(whole, ridge);
    let (mut cut, mut at) = (open.len(), whole);
    for (place, (sum, is_open)) in sums.iter().zip(open).enumerate() {
        let rest = [whole[0] - sum[0], whole[1] - sum[1]];
        if *is_open && sum[1] >= least && rest[1] >= least {
            let found = gain(*sum, ridge) + gain(rest, ridge);
            if found > best {
                (best, cut, at) = (found, place, *sum);
            }
        }
    }
    let rest = [whole[0] - at[0], whole[1] - at[1]];
    Side { gain: best, cut, values: [value(at), if cut < open.len() { value(rest) } else { 0.0 }] }
}

fn gain([slope, information]: [f64; 2], ridge: f64) -> f64 {
    slope * slope / (information + ridge)
}
