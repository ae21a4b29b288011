//! Learning what pairs of columns add, by small steps.
//!
//! A step looks at one pair and halves of the rows: it cuts the plane in two along one column and each part in two along
//! the other, where that lowers the loss most (by Newton's approximation, with a ridge), and goes a small part of the way.
//! Pairs take turns (Nori, Jenkins, Koch and Caruana 2019), and each step sees another half of the rows (Friedman 2002,
//! "Stochastic gradient boosting"), drawn from a seed. The cuts of a pair are its edges, of which there are few, so that
//! the sum of its steps is a table that can be read. How many rounds there are is fixed beforehand, and not tuned on the
//! rows.

use super::basis::Sample;
use super::cut::{Cut, Plane};
use super::pair::bin;
use super::{Data, Fault, Model, Pair};
use crate::random::Random;
use crate::real::{between, count, exp};
use crate::sampling::case_control;

/// So many bins a column may have while cuts are sought.
const FINE: usize = 256;
/// So many edges of a column may be used by one pair: with the bin for what is missing, 33 bins.
const EDGES: usize = 31;

/// How pairs are learnt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pairing {
    /// At most so many pairs, those that would lower the loss most at once.
    pub most: usize,
    /// Each pair takes so many steps.
    pub rounds: u32,
    /// Each step goes this share of its way.
    pub rate: f64,
    /// The ridge on a step's values, in rows' information.
    pub ridge: f64,
    /// At least so much of rows' information on every side of a cut.
    pub least: f64,
    /// So many rows are enough: of more some are drawn, by [`case_control`].
    pub rows: usize,
    /// What rows, and halves of them, are drawn from.
    pub seed: u64,
}

impl Default for Pairing {
    fn default() -> Self {
        Self { most: 36, rounds: 40, rate: 0.05, ridge: 1.0, least: 0.3, rows: 120_000, seed: 2013 }
    }
}

impl Pairing {
    fn check(&self) -> Result<(), Fault> {
        let is_sound = self.rate > 0.0
            && self.rate <= 1.0
            && self.ridge > 0.0
            && self.ridge.is_finite()
            && self.least > 0.0
            && self.least.is_finite()
            && self.rows > 0;
        if is_sound { Ok(()) } else { Err(Fault::Value) }
    }
}

/// Adds pairs of its terms' columns to a model; those it has are kept. Meant for 5 000 rows and more: with fewer a table
/// holds chance.
///
/// # Errors
///
/// [`Fault`] where the data do not belong to the model, or an effort is not allowed.
pub fn extend(model: &Model, data: Data<'_>, pairing: &Pairing) -> Result<Model, Fault> {
    pairing.check()?;
    if model.basis.terms.iter().any(|term| term.column >= data.columns()) {
        return Err(Fault::Shape);
    }
    let weight = |place: usize| data.weights().get(place).copied().unwrap_or(1.0);
    let random = Random::new(pairing.seed, u64::MAX);
    let drawn = case_control(data.outcomes(), &weight, pairing.rows, random);
    let grids: Vec<Grid> = model.basis.terms.iter().map(|term| Grid::new(data, term.column, &drawn)).collect();
    let mut rows = Rows::new(model, data, &drawn);
    drop(drawn);
    let mut chosen = choose(&grids, &rows, pairing);
    for round in 0..pairing.rounds {
        for (turn, growing) in chosen.iter_mut().enumerate() {
            rows.draw(pairing.seed, u64::from(round) << 32 | turn as u64);
            growing.step(&grids, &mut rows, pairing);
        }
    }
    let mut model = model.clone();
    model.pairs.extend(chosen.into_iter().map(|growing| growing.table(&grids)));
    model.centre(data);
    Ok(model)
}

/// The bins of one column, for the rows that are looked at.
struct Grid {
    column: usize,
    edges: Vec<f64>,
    bins: Vec<u16>,
}

impl Grid {
    fn new(data: Data<'_>, column: usize, drawn: &[(usize, f64)]) -> Self {
        let cell = |place: usize| data.cells().get(place * data.columns() + column);
        let values = || drawn.iter().map(|(place, _)| cell(*place).copied().unwrap_or(f64::NAN));
        let seen: Vec<(f64, f64)> = values().filter(|value| !value.is_nan()).map(|value| (value + 0.0, 1.0)).collect();
        let sample = Sample::new(&seen);
        let mut edges: Vec<f64> = if sample.distinct.len() <= FINE {
            let after = sample.distinct.iter().skip(1);
            sample.distinct.iter().zip(after).map(|((a, _), (b, _))| f64::midpoint(*a, *b)).collect()
        } else {
            (1..FINE).map(|part| sample.quantile(count(part) / count(FINE))).collect()
        };
        edges.dedup();
        // There are fewer than 2^16 bins.
        let bins = values().map(|value| u16::try_from(bin(&edges, Some(&value))).unwrap_or(u16::MAX)).collect();
        Self { column, edges, bins }
    }

    fn bins(&self) -> usize {
        self.edges.len() + 2
    }
}

/// Where the rows that are drawn stand.
struct Rows {
    /// Weight and outcome.
    known: Vec<[f64; 2]>,
    /// The odds: a step multiplies them, so that no row's chance takes a logarithm or a power.
    odds: Vec<f64>,
    /// The rows that are looked at.
    seen: Vec<usize>,
}

/// Odds are kept within the range of numbers.
const FAR: f64 = 1e300;

impl Rows {
    fn new(model: &Model, data: Data<'_>, drawn: &[(usize, f64)]) -> Self {
        let at = |numbers: &[f64], place: usize| numbers.get(place).copied().unwrap_or(0.0);
        let columns = data.columns();
        let row = |place: usize| data.cells().get(place * columns..(place + 1) * columns).unwrap_or(&[]);
        let known = drawn.iter().map(|(place, weight)| [*weight, at(data.outcomes(), *place)]).collect();
        let score = |place: usize| model.score(row(place)) + at(data.offsets(), place);
        let odds = drawn.iter().map(|(place, _)| exp(between(score(*place), -690.0, 690.0))).collect();
        Self { known, odds, seen: (0..drawn.len()).collect() }
    }

    /// Looks at a half of the rows: a bit decides for each.
    fn draw(&mut self, seed: u64, stream: u64) {
        let mut random = Random::new(seed, stream);
        self.seen.clear();
        for start in (0..self.known.len()).step_by(64) {
            let mut bits = random.bits();
            let rest = self.known.len() - start;
            if rest < 64 {
                bits &= (1 << rest) - 1;
            }
            while bits != 0 {
                self.seen.push(start + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }

    /// Slope and information of a row.
    #[inline]
    fn slope(&self, place: usize) -> Option<[f64; 2]> {
        let ([weight, outcome], odds) = (self.known.get(place)?, self.odds.get(place)?);
        let chance = odds / (1.0 + odds);
        Some([weight * (outcome - chance), weight * chance * (1.0 - chance)])
    }

    /// Goes a step; the values of the cut are what is added to the log-odds of its parts.
    fn go(&mut self, cut: &Cut, first: &Grid, second: &Grid) {
        let factors = cut.values.map(exp);
        let (outer, inner) = if cut.is_turned { (second, first) } else { (first, second) };
        for ((odds, outer), inner) in self.odds.iter_mut().zip(&outer.bins).zip(&inner.bins) {
            let part = cut.part(usize::from(*outer), usize::from(*inner));
            *odds = between(*odds * factors.get(part).copied().unwrap_or(1.0), 1.0 / FAR, FAR);
        }
    }
}

/// A pair whose table is being learnt.
struct Growing {
    /// The places of the two grids.
    places: [usize; 2],
    /// Which fine edges of each are used.
    used: [Vec<bool>; 2],
    steps: Vec<Cut>,
}

/// The pairs that would lower the loss most, the best first.
fn choose(grids: &[Grid], rows: &Rows, pairing: &Pairing) -> Vec<Growing> {
    let mut all: Vec<(f64, Growing)> = Vec::new();
    for (second, with) in grids.iter().enumerate() {
        for (first, own) in grids.iter().enumerate().take(second) {
            let used = [vec![false; own.bins()], vec![false; with.bins()]];
            let growing = Growing { places: [first, second], used, steps: Vec::new() };
            if let Some(cut) = growing.best(grids, rows, pairing) {
                all.push((cut.gain, growing));
            }
        }
    }
    // The order is that of the columns where gains are equal.
    all.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    all.into_iter().take(pairing.most).map(|(_, growing)| growing).collect()
}

impl Growing {
    fn best(&self, grids: &[Grid], rows: &Rows, pairing: &Pairing) -> Option<Cut> {
        let [Some(first), Some(second)] = self.places.map(|place| grids.get(place)) else { return None };
        let known = |place: &usize| {
            let (row, column) = (first.bins.get(*place)?, second.bins.get(*place)?);
            Some((usize::from(*row), usize::from(*column), rows.slope(*place)?))
        };
        let plane = Plane::new([first.bins(), second.bins()], rows.seen.iter().filter_map(known));
        let [rows_used, columns_used] = &self.used;
        let along = plane.best(false, [rows_used, columns_used], EDGES, pairing.ridge, pairing.least);
        let across = plane.turned().best(true, [columns_used, rows_used], EDGES, pairing.ridge, pairing.least);
        match (along, across) {
            (Some(along), Some(across)) => Some(if across.gain > along.gain { across } else { along }),
            (along, across) => along.or(across),
        }
    }

    fn step(&mut self, grids: &[Grid], rows: &mut Rows, pairing: &Pairing) {
        let Some(mut cut) = self.best(grids, rows, pairing) else { return };
        cut.values.iter_mut().for_each(|value| *value *= pairing.rate);
        let [outer, inner] = if cut.is_turned { [1, 0] } else { [0, 1] };
        for (axis, edge) in [(outer, cut.outer), (inner, cut.inner[0]), (inner, cut.inner[1])] {
            if let Some(used) = self.used.get_mut(axis).and_then(|used| used.get_mut(edge)) {
                *used = true;
            }
        }
        if let [Some(first), Some(second)] = self.places.map(|place| grids.get(place)) {
            rows.go(&cut, first, second);
        }
        self.steps.push(cut);
    }

    /// The sum of the steps over the bins between the edges that were used.
    fn table(self, grids: &[Grid]) -> Pair {
        let kept = |axis: usize, place: usize| -> (Vec<f64>, Vec<usize>) {
            let edges = grids.get(place).map_or(&[][..], |grid| &grid.edges);
            let used = self.used.get(axis).map_or(&[][..], Vec::as_slice);
            // The cut at bin b is the edge before it; that before the last bin parts what is missing and is no edge.
            let kept = used.iter().enumerate().skip(1).filter(|(_, is_used)| **is_used);
            let kept: Vec<(usize, f64)> =
                kept.filter_map(|(cut, _)| edges.get(cut - 1).map(|edge| (cut, *edge))).collect();
            // A fine bin in each coarse one: the first, those after an edge, that of what is missing.
            let fine = [0].into_iter().chain(kept.iter().map(|(cut, _)| *cut)).chain([edges.len() + 1]).collect();
            (kept.into_iter().map(|(_, edge)| edge).collect(), fine)
        };
        let (row_edges, rows) = kept(0, self.places[0]);
        let (column_edges, columns) = kept(1, self.places[1]);
        let mut cells = Vec::with_capacity(rows.len() * columns.len());
        for row in &rows {
            for column in &columns {
                cells.push(self.steps.iter().fold(0.0, |sum, step| sum + step.at(*row, *column)));
            }
        }
        let [first, second] = self.places.map(|place| grids.get(place).map_or(usize::MAX, |grid| grid.column));
        Pair { first, second, edges: [row_edges, column_edges], cells }
    }
}
