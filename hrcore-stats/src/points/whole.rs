//! From coefficients to whole points.

use super::choose::Choice;
use super::item::{Candidate, Item};
use super::{Sheet, Size};
use crate::additive::{Data, Fault, chance};
use crate::real::{ln, sum};

/// A log-odds line over totals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub intercept: f64,
    pub slope: f64,
    /// What the logarithms of the outcomes lack.
    pub loss: f64,
}

/// Rows and outcomes by total.
pub(super) struct Tally {
    least: i32,
    /// The weight of the rows and that of their outcomes.
    bins: Vec<(f64, f64)>,
}

impl Tally {
    pub fn new(data: Data<'_>, totals: &[i32]) -> Self {
        let least = totals.iter().copied().min().unwrap_or(0);
        let most = totals.iter().copied().max().unwrap_or(0);
        let size = usize::try_from(most - least).unwrap_or(0) + 1;
        let mut bins = vec![(0.0, 0.0); size];
        let mut weights = data.weights().iter();
        for (total, outcome) in totals.iter().zip(data.outcomes()) {
            let weight = weights.next().copied().unwrap_or(1.0);
            let place = usize::try_from(total - least).unwrap_or(0);
            if let Some((rows, with)) = bins.get_mut(place) {
                *rows += weight;
                *with += weight * outcome;
            }
        }
        Self { least, bins }
    }

    fn each(&self) -> impl Iterator<Item = (f64, f64, f64)> {
        let totals = (self.least..).map(f64::from);
        self.bins
            .iter()
            .zip(totals)
            .filter(|((rows, _), _)| *rows > 0.0)
            .map(|((rows, with), total)| (total, *rows, *with))
    }

    /// The line that loses least, by Newton's method from no slope; none where totals or outcomes are all the same.
    pub fn line(&self) -> Option<Line> {
        let rows = sum(&self.each().map(|(_, rows, _)| rows).collect::<Vec<f64>>());
        let with = sum(&self.each().map(|(_, _, with)| with).collect::<Vec<f64>>());
        if !(with > 0.0 && with < rows) {
            return None;
        }
        let centre = self.each().fold(0.0, |sum, (total, rows, _)| sum + rows * total) / rows;
        // Over totals less their mean.
        let (mut intercept, mut slope) = (ln(with / (rows - with)), 0.0);
        let mut loss = self.loss(centre, intercept, slope);
        for _ in 0..50 {
            let (mut pull, mut turn, mut own, mut both, mut far) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for (total, rows, with) in self.each() {
                let off = total - centre;
                let chance = chance(intercept + slope * off);
                let (rest, information) = (with - rows * chance, rows * chance * (1.0 - chance));
                pull += rest;
                turn += rest * off;
                own += information;
                both += information * off;
                far += information * off * off;
            }
            let size = own * far - both * both;
            if size.is_nan() || size <= 1e-12 * own * far {
                return None;
            }
            let (mut up, mut tilt) = ((far * pull - both * turn) / size, (own * turn - both * pull) / size);
            let decrement = up * pull + tilt * turn;
            let mut next = self.loss(centre, intercept + up, slope + tilt);
            let mut halvings = 0;
            while is_worse(next, loss) && halvings < 30 {
                (up, tilt, halvings) = (0.5 * up, 0.5 * tilt, halvings + 1);
                next = self.loss(centre, intercept + up, slope + tilt);
            }
            if is_worse(next, loss) {
                break;
            }
            (intercept, slope, loss) = (intercept + up, slope + tilt, next);
            if decrement < 1e-10 {
                break;
            }
        }
        Some(Line { intercept: intercept - slope * centre, slope, loss })
    }

    fn loss(&self, centre: f64, intercept: f64, slope: f64) -> f64 {
        self.each().fold(0.0, |sum, (total, rows, with)| {
            let log_odds = intercept + slope * (total - centre);
            sum + rows * (log_odds.max(0.0) + libm::log1p(crate::real::exp(-log_odds.abs()))) - with * log_odds
        })
    }
}

/// Above, or not a number.
fn is_worse(next: f64, than: f64) -> bool {
    next.is_nan() || next > than
}

/// The sheet of a choice: coefficients in proportion to the most points, then the search.
pub(super) fn sheet(data: Data<'_>, candidates: &[Candidate], choice: &Choice<'_>, size: Size) -> Result<Sheet, Fault> {
    let largest = choice.coefficients.iter().fold(0.0_f64, |most, coefficient| most.max(coefficient.abs()));
    if largest <= 0.0 || !largest.is_finite() {
        return Err(Fault::Undecided);
    }
    let scale = f64::from(size.points) / largest;
    let chosen: Vec<&Candidate> = choice.chosen.iter().filter_map(|place| candidates.get(*place)).collect();
    let points = choice.coefficients.iter().map(|coefficient| rounded(coefficient * scale)).collect();
    let mut search = Search { data, chosen, size, totals: vec![0; data.rows()], points };
    search.add_up();
    search.run();
    let line = Tally::new(data, &search.totals).line().ok_or(Fault::Undecided)?;
    let mut items: Vec<Item> = search
        .chosen
        .iter()
        .zip(&search.points)
        .filter(|(_, points)| **points != 0)
        .map(|(candidate, points)| Item { points: *points, ..candidate.item })
        .collect();
    items.sort_by_key(|item| item.column);
    Ok(Sheet { items, intercept: line.intercept, slope: line.slope })
}

#[expect(clippy::cast_possible_truncation, reason = "within the most points of an item")]
fn rounded(points: f64) -> i32 {
    points.round() as i32
}

struct Search<'a> {
    data: Data<'a>,
    chosen: Vec<&'a Candidate>,
    size: Size,
    totals: Vec<i32>,
    points: Vec<i32>,
}

/// Rounds over all items.
const ROUNDS: usize = 20;

impl Search<'_> {
    fn add_up(&mut self) {
        for (candidate, points) in self.chosen.iter().zip(&self.points) {
            shift(&mut self.totals, candidate, *points);
        }
    }

    /// Changes points one item after another as long as that lowers the loss, the ridge included.
    fn run(&mut self) {
        let Some(mut least) = self.cost() else { return };
        for _ in 0..ROUNDS {
            let mut is_changed = false;
            for place in 0..self.chosen.len() {
                let Some(own) = self.points.get(place).copied() else { continue };
                let mut best = own;
                for other in [own - 2, own - 1, own + 1, own + 2] {
                    if other.abs() > self.size.points {
                        continue;
                    }
                    self.change(place, other);
                    if let Some(cost) = self.cost().filter(|cost| *cost < least - 1e-9) {
                        (least, best, is_changed) = (cost, other, true);
                    }
                }
                self.change(place, best);
            }
            if !is_changed {
                break;
            }
        }
    }

    fn change(&mut self, place: usize, points: i32) {
        if let (Some(own), Some(candidate)) = (self.points.get_mut(place), self.chosen.get(place)) {
            shift(&mut self.totals, candidate, points - *own);
            *own = points;
        }
    }

    fn cost(&self) -> Option<f64> {
        let line = Tally::new(self.data, &self.totals).line()?;
        let squares = self.points.iter().fold(0.0, |sum, points| sum + f64::from(points * points));
        Some(line.loss + 0.5 * self.size.ridge * line.slope * line.slope * squares)
    }
}

fn shift(totals: &mut [i32], candidate: &Candidate, points: i32) {
    for row in &candidate.rows {
        if let Some(total) = totals.get_mut(*row) {
            *total += points;
        }
    }
}
