//! People and their columns, sorted once.

use crate::real::{between, sqrt};
use crate::survival::order::Order;
use crate::survival::{Fault, Spells};

/// The most columns that are taken.
pub const COLUMNS: usize = 512;

/// People in the order of the walk, with columns of mean 0 and spread 1.
#[derive(Debug, Clone)]
pub struct Sample {
    pub(super) order: Order,
    /// Row after row in the order of `order.people`, centred and scaled.
    pub(super) rows: Vec<f64>,
    pub(super) columns: usize,
    /// In the order of `order.people`.
    pub(super) weights: Vec<f64>,
    pub(super) means: Vec<f64>,
    /// Times of the last look, of entry (or nothing), and whether the spell ended, in the order of `order.people`.
    pub(super) exits: Vec<f64>,
    pub(super) entries: Vec<f64>,
    pub(super) ended: Vec<bool>,
    /// What a column was divided by.
    pub(super) scales: Vec<f64>,
    /// Those whose spell ends, weights counted.
    pub(super) events: f64,
    /// All, weights counted.
    pub(super) people: f64,
}

impl Sample {
    /// People by their spells; `rows` has the columns of each, person after person. `strata` has the number of each
    /// person's stratum, or nothing where all have one baseline.
    ///
    /// # Errors
    ///
    /// [`Fault::Shape`] where sizes do not belong together or there are more than [`COLUMNS`] columns or none;
    /// [`Fault::Value`] where a number is not finite, or too large or small to be squared; [`Fault::Empty`] where no spell ends.
    pub fn new(spells: &Spells<'_>, rows: &[f64], columns: usize, strata: &[usize]) -> Result<Self, Fault> {
        let people = spells.len();
        if !(1..=COLUMNS).contains(&columns)
            || people.checked_mul(columns) != Some(rows.len())
            || !(strata.is_empty() || strata.len() == people)
        {
            return Err(Fault::Shape);
        }
        if !rows.iter().all(|value| value.is_finite()) {
            return Err(Fault::Value);
        }
        let order = Order::new(spells, strata);
        if order.moments.is_empty() {
            return Err(Fault::Empty);
        }
        let weights: Vec<f64> = order.people.iter().map(|place| spells.weight(*place)).collect();
        let mut sorted = Vec::with_capacity(rows.len());
        for place in &order.people {
            sorted.extend_from_slice(rows.get(place * columns..(place + 1) * columns).unwrap_or(&[]));
        }
        let is_end = |place: &&usize| spells.has_ended(**place);
        let events = order.people.iter().filter(is_end).fold(0.0, |sum, place| sum + spells.weight(*place));
        let mut sample = Self {
            rows: sorted,
            columns,
            exits: order.people.iter().map(|place| spells.exit(*place)).collect(),
            entries: order.people.iter().filter_map(|place| spells.entries().get(*place).copied()).collect(),
            ended: order.people.iter().map(|place| spells.has_ended(*place)).collect(),
            people: crate::real::sum(&weights),
            weights,
            means: Vec::new(),
            scales: Vec::new(),
            events,
            order,
        };
        sample.centre()?;
        Ok(sample)
    }

    /// Takes the means off and divides by the deviations; a constant column becomes zeros.
    fn centre(&mut self) -> Result<(), Fault> {
        let mut means = vec![0.0; self.columns];
        let shares = || self.weights.iter().map(|weight| weight / self.people);
        for (row, share) in self.rows.chunks_exact(self.columns).zip(shares()) {
            means.iter_mut().zip(row).for_each(|(mean, value)| *mean += share * value);
        }
        let mut squares = vec![0.0; self.columns];
        let mut ranges = vec![(f64::INFINITY, f64::NEG_INFINITY); self.columns];
        for (row, share) in self.rows.chunks_exact(self.columns).zip(shares()) {
            for (((square, value), mean), range) in squares.iter_mut().zip(row).zip(&means).zip(&mut ranges) {
                *square += share * ((value - mean) * (value - mean));
                *range = (range.0.min(*value), range.1.max(*value));
            }
        }
        for (mean, range) in means.iter_mut().zip(&ranges) {
            // Of a constant column the mean is the constant, and not what the sum made of it.
            *mean = between(*mean, range.0, range.1);
        }
        let scale = |(square, range): (&f64, &(f64, f64))| if range.0 < range.1 { sqrt(*square) } else { 1.0 };
        let scales: Vec<f64> = squares.iter().zip(&ranges).map(scale).collect();
        if !scales.iter().all(|scale| *scale > 0.0 && scale.is_finite()) || !means.iter().all(|mean| mean.is_finite()) {
            return Err(Fault::Value);
        }
        for row in self.rows.chunks_exact_mut(self.columns) {
            for ((value, mean), scale) in row.iter_mut().zip(&means).zip(&scales) {
                *value = (*value - mean) / scale;
            }
        }
        (self.means, self.scales) = (means, scales);
        Ok(())
    }

    /// How many columns there are.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The columns of a position, centred and scaled.
    pub(super) fn row(&self, position: usize) -> &[f64] {
        self.rows.get(position * self.columns..(position + 1) * self.columns).unwrap_or(&[])
    }

    pub(super) fn weight(&self, position: usize) -> f64 {
        self.weights.get(position).copied().unwrap_or(0.0)
    }
}
