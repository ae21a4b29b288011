//! Choosing items: forwards, and each once more.

use super::Size;
use super::item::Candidate;
use crate::additive::{Data, Fault};
use crate::glm::{self, Block, Effort, Family, Fit, Penalty, Table};
use crate::real::dot;

/// Items that are chosen, with their coefficients.
pub(super) struct Choice<'a> {
    data: Data<'a>,
    candidates: &'a [Candidate],
    size: Size,
    /// Places among the candidates, in the order of their choice.
    pub chosen: Vec<usize>,
    /// The coefficient of each.
    pub coefficients: Vec<f64>,
}

/// An item adds less than this to twice the log-likelihood: it is not worth its place.
const LEAST_GAIN: f64 = 1.0;

impl<'a> Choice<'a> {
    pub fn new(data: Data<'a>, candidates: &'a [Candidate], size: Size) -> Self {
        Self { data, candidates, size, chosen: Vec::new(), coefficients: Vec::new() }
    }

    /// Adds the best item until there are enough.
    pub fn grow(&mut self) -> Result<(), Fault> {
        while self.chosen.len() < self.size.items {
            let fit = self.fit()?;
            match self.best(&fit) {
                Some(best) => self.chosen.push(best),
                None => break,
            }
        }
        let fit = self.fit()?;
        self.coefficients = fit.coefficients.get(1..).unwrap_or(&[]).to_vec();
        if self.chosen.is_empty() { Err(Fault::Undecided) } else { Ok(()) }
    }

    /// Takes out the item that is missed least and adds the best one, as long as that is another.
    pub fn reconsider(&mut self) -> Result<(), Fault> {
        for _ in 0..self.size.items {
            let fit = self.fit()?;
            let worth = |place: usize| {
                let coefficient = fit.coefficients.get(place).copied().unwrap_or(0.0);
                let error = fit.standard_errors.get(place).copied().unwrap_or(1.0);
                (coefficient / error) * (coefficient / error)
            };
            let least = (0..self.chosen.len()).min_by(|a, b| worth(a + 1).total_cmp(&worth(b + 1)));
            let Some(least) = least else { break };
            let before = self.chosen.clone();
            let taken = self.chosen.remove(least);
            let fit = self.fit()?;
            match self.best(&fit) {
                Some(best) if best != taken => self.chosen.push(best),
                _ => {
                    self.chosen = before;
                    break;
                }
            }
        }
        let fit = self.fit()?;
        self.coefficients = fit.coefficients.get(1..).unwrap_or(&[]).to_vec();
        Ok(())
    }

    /// A ridge over the chosen items.
    fn fit(&self) -> Result<Fit, Fault> {
        let width = self.chosen.len() + 1;
        let mut cells = vec![0.0; width * self.data.rows()];
        cells.iter_mut().step_by(width).for_each(|cell| *cell = 1.0);
        for (column, place) in self.chosen.iter().enumerate() {
            for row in self.candidates.get(*place).map_or(&[][..], |candidate| &candidate.rows) {
                if let Some(cell) = cells.get_mut(row * width + column + 1) {
                    *cell = 1.0;
                }
            }
        }
        let (outcomes, weights) = (self.data.outcomes(), self.data.weights());
        let table = Table::new(width, Block { cells: &cells, outcomes, offsets: &[], weights })?;
        let mut penalty = Penalty { mean: vec![0.0; width], precision: vec![self.size.ridge; width] };
        if let Some(intercept) = penalty.precision.first_mut() {
            *intercept = 0.0;
        }
        let fit = glm::fit(Family::Logit, &table, &penalty, Effort { steps: 50, tolerance: 1e-12 })?;
        if fit.is_settled { Ok(fit) } else { Err(Fault::Unsettled) }
    }

    /// The item that would add most to the log-likelihood, as the score test tells; none where nothing adds much.
    fn best(&self, fit: &Fit) -> Option<usize> {
        let width = self.chosen.len() + 1;
        // Which chosen items hold for each row, and its slope and information.
        let mut holding: Vec<Vec<usize>> = vec![vec![0]; self.data.rows()];
        for (column, place) in self.chosen.iter().enumerate() {
            for row in self.candidates.get(*place).map_or(&[][..], |candidate| &candidate.rows) {
                if let Some(holding) = holding.get_mut(*row) {
                    holding.push(column + 1);
                }
            }
        }
        let mut weights = self.data.weights().iter();
        let look = |(holding, outcome): (&Vec<usize>, &f64)| {
            let weight = weights.next().copied().unwrap_or(1.0);
            let log_odds =
                holding.iter().fold(0.0, |sum, column| sum + fit.coefficients.get(*column).copied().unwrap_or(0.0));
            let chance = crate::additive::chance(log_odds);
            (weight * (outcome - chance), weight * chance * (1.0 - chance))
        };
        let looks: Vec<(f64, f64)> = holding.iter().zip(self.data.outcomes()).map(look).collect();
        let covariance = fit.covariance();
        let mut best: Option<(f64, usize)> = None;
        let mut shared = vec![0.0; width];
        for (place, candidate) in self.candidates.iter().enumerate() {
            if self.chosen.contains(&place) {
                continue;
            }
            shared.fill(0.0);
            let (mut slope, mut own) = (0.0, 0.0);
            for row in &candidate.rows {
                if let (Some((pull, information)), Some(holding)) = (looks.get(*row), holding.get(*row)) {
                    slope += pull;
                    own += information;
                    for column in holding {
                        if let Some(shared) = shared.get_mut(*column) {
                            *shared += information;
                        }
                    }
                }
            }
            let explained = (0..width)
                .fold(0.0, |sum, row| sum + shared.get(row).map_or(0.0, |own| own * dot(covariance.row(row), &shared)));
            let gain = slope * slope / ((own - explained).max(0.0) + self.size.ridge);
            if gain > best.map_or(LEAST_GAIN, |(gain, _)| gain) {
                best = Some((gain, place));
            }
        }
        best.map(|(_, place)| place)
    }
}
