//! Choosing items: forwards, and each once more.

use super::Size;
use super::item::Candidate;
use crate::additive::{Data, Fault};
use crate::glm::{self, Block, Effort, Family, Fit, Penalty, Table};
use crate::real::{between, dot};

/// Items that are chosen, with their coefficients.
pub(super) struct Choice<'a> {
    data: Data<'a>,
    candidates: &'a [Candidate],
    size: Size,
    /// The weight of each row, and that times its outcome.
    known: Vec<[f64; 2]>,
    /// Places among the candidates, in the order of their choice.
    pub chosen: Vec<usize>,
    /// The coefficient of each.
    pub coefficients: Vec<f64>,
}

/// An item adds less than this to twice the log-likelihood: it is not worth its place.
const LEAST_GAIN: f64 = 1.0;

impl<'a> Choice<'a> {
    pub fn new(data: Data<'a>, candidates: &'a [Candidate], size: Size) -> Self {
        let mut weights = data.weights().iter();
        let mut weighed = |outcome: &f64| {
            let weight = weights.next().copied().unwrap_or(1.0);
            [weight, weight * outcome]
        };
        let known = data.outcomes().iter().map(&mut weighed).collect();
        Self { data, candidates, size, known, chosen: Vec::new(), coefficients: Vec::new() }
    }

    /// Adds the best item until there are enough.
    pub fn grow(&mut self) -> Result<(), Fault> {
        while self.chosen.len() < self.size.items {
            let groups = self.groups();
            let fit = self.fit(&groups)?;
            match self.best(&fit, &groups) {
                Some(best) => self.chosen.push(best),
                None => break,
            }
        }
        let fit = self.fit(&self.groups())?;
        self.coefficients = fit.coefficients.get(1..).unwrap_or(&[]).to_vec();
        if self.chosen.is_empty() { Err(Fault::Undecided) } else { Ok(()) }
    }

    /// Takes out the item that is missed least and adds the best one, as long as that is another.
    pub fn reconsider(&mut self) -> Result<(), Fault> {
        for _ in 0..self.size.items {
            let fit = self.fit(&self.groups())?;
            let worth = |place: usize| {
                let coefficient = fit.coefficients.get(place).copied().unwrap_or(0.0);
                let error = fit.standard_errors.get(place).copied().unwrap_or(1.0);
                (coefficient / error) * (coefficient / error)
            };
            let least = (0..self.chosen.len()).min_by(|a, b| worth(a + 1).total_cmp(&worth(b + 1)));
            let Some(least) = least else { break };
            let before = self.chosen.clone();
            let taken = self.chosen.remove(least);
            let groups = self.groups();
            let fit = self.fit(&groups)?;
            match self.best(&fit, &groups) {
                Some(best) if best != taken => self.chosen.push(best),
                _ => {
                    self.chosen = before;
                    break;
                }
            }
        }
        let fit = self.fit(&self.groups())?;
        self.coefficients = fit.coefficients.get(1..).unwrap_or(&[]).to_vec();
        Ok(())
    }

    /// A ridge over the chosen items, of which rows for which the same ones hold are one.
    fn fit(&self, groups: &Groups) -> Result<Fit, Fault> {
        let width = self.chosen.len() + 1;
        let mut cells = vec![0.0; width * groups.known.len()];
        for (row, holding) in cells.chunks_exact_mut(width).zip(&groups.holding) {
            for column in holding {
                if let Some(cell) = row.get_mut(*column) {
                    *cell = 1.0;
                }
            }
        }
        let weights: Vec<f64> = groups.known.iter().map(|[weight, _]| *weight).collect();
        let share = |[weight, with]: &[f64; 2]| if *weight > 0.0 { between(with / weight, 0.0, 1.0) } else { 0.0 };
        let outcomes: Vec<f64> = groups.known.iter().map(share).collect();
        let table = Table::new(width, Block { cells: &cells, outcomes: &outcomes, offsets: &[], weights: &weights })?;
        let mut penalty = Penalty { mean: vec![0.0; width], precision: vec![self.size.ridge; width] };
        if let Some(intercept) = penalty.precision.first_mut() {
            *intercept = 0.0;
        }
        let fit = glm::fit(Family::Logit, &table, &penalty, Effort { steps: 50, tolerance: 1e-12 })?;
        if fit.is_settled { Ok(fit) } else { Err(Fault::Unsettled) }
    }

    /// The item that would add most to the log-likelihood, as the score test tells; none where nothing adds much.
    fn best(&self, fit: &Fit, groups: &Groups) -> Option<usize> {
        let width = self.chosen.len() + 1;
        let chance = |holding: &Vec<usize>| {
            let own = |column: &usize| fit.coefficients.get(*column).copied().unwrap_or(0.0);
            crate::additive::chance(holding.iter().fold(0.0, |sum, column| sum + own(column)))
        };
        let chances: Vec<f64> = groups.holding.iter().map(chance).collect();
        let covariance = fit.covariance();
        let mut best: Option<(f64, usize)> = None;
        let mut shared = vec![0.0; width];
        let mut within = Within::new(groups.known.len());
        for (place, candidate) in self.candidates.iter().enumerate() {
            if self.chosen.contains(&place) {
                continue;
            }
            within.clear();
            for row in &candidate.rows {
                if let (Some(group), Some(known)) = (groups.of.get(*row), self.known.get(*row)) {
                    within.add(*group, *known);
                }
            }
            shared.fill(0.0);
            let (mut slope, mut own) = (0.0, 0.0);
            for (group, [weight, with]) in within.each() {
                let (Some(chance), Some(holding)) = (chances.get(group), groups.holding.get(group)) else { continue };
                let information = weight * chance * (1.0 - chance);
                slope += with - weight * chance;
                own += information;
                for column in holding {
                    if let Some(shared) = shared.get_mut(*column) {
                        *shared += information;
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

    /// The rows by the chosen items that hold for them.
    fn groups(&self) -> Groups {
        let mut groups = Groups { of: vec![0; self.data.rows()], holding: vec![vec![0]], known: Vec::new() };
        for (column, place) in self.chosen.iter().enumerate() {
            groups.split(column + 1, self.candidates.get(*place).map_or(&[][..], |candidate| &candidate.rows));
        }
        groups.known = vec![[0.0; 2]; groups.holding.len()];
        for (group, [weight, with]) in groups.of.iter().zip(&self.known) {
            if let Some([own_weight, own_with]) = groups.known.get_mut(*group) {
                *own_weight += weight;
                *own_with += with;
            }
        }
        groups
    }
}

/// Rows for which the same of the chosen items hold are a group: there are far fewer of these than rows.
struct Groups {
    /// The group of each row.
    of: Vec<usize>,
    /// By group the columns that are 1, the constant first.
    holding: Vec<Vec<usize>>,
    /// By group the weight of its rows, and of their outcomes.
    known: Vec<[f64; 2]>,
}

impl Groups {
    /// Parts the rows for which one more column is 1 from the others of their groups.
    fn split(&mut self, column: usize, rows: &[usize]) {
        // A group of which all rows have the new column is left empty.
        let mut parted: Vec<Option<usize>> = vec![None; self.holding.len()];
        for row in rows {
            let Some(group) = self.of.get_mut(*row) else { continue };
            let Some(parted) = parted.get_mut(*group) else { continue };
            *group = match parted {
                Some(to) => *to,
                None => {
                    let mut holding = self.holding.get(*group).cloned().unwrap_or_default();
                    holding.push(column);
                    let to = self.holding.len();
                    self.holding.push(holding);
                    *parted = Some(to);
                    to
                }
            };
        }
    }
}

/// What a candidate's rows weigh, by group. There may be a candidate for each of thousands of categories, with few rows
/// each: only the groups of those rows are looked at.
struct Within {
    /// By group the weight of the rows, and of their outcomes: 0 for a group that is not touched.
    known: Vec<[f64; 2]>,
    /// The groups with a weight.
    touched: Vec<usize>,
}

impl Within {
    fn new(groups: usize) -> Self {
        Self { known: vec![[0.0; 2]; groups], touched: Vec::new() }
    }

    fn clear(&mut self) {
        for group in self.touched.drain(..) {
            if let Some(known) = self.known.get_mut(group) {
                *known = [0.0; 2];
            }
        }
    }

    /// Adds a row; one without a weight changes nothing.
    fn add(&mut self, group: usize, [weight, with]: [f64; 2]) {
        let Some([own_weight, own_with]) = self.known.get_mut(group).filter(|_| weight > 0.0) else { return };
        if *own_weight == 0.0 {
            self.touched.push(group);
        }
        *own_weight += weight;
        *own_with += with;
    }

    /// The groups that are touched, in the order of groups, so that sums over them have one order whatever that of the rows.
    fn each(&mut self) -> impl Iterator<Item = (usize, [f64; 2])> {
        self.touched.sort_unstable();
        self.touched.iter().filter_map(|group| Some((*group, *self.known.get(*group)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_groups_with_a_weight_are_looked_at_in_their_order() {
        let mut within = Within::new(5);
        let rows =
            [(4, [2.0, 1.0]), (1, [0.0, 0.0]), (3, [1.0, 1.0]), (4, [3.0, 0.0]), (3, [0.0, 0.0]), (7, [1.0, 0.0])];
        rows.into_iter().for_each(|(group, known)| within.add(group, known));
        assert_eq!(within.each().collect::<Vec<_>>(), [(3, [1.0, 1.0]), (4, [5.0, 1.0])]);
        within.clear();
        within.add(1, [1.0, 0.5]);
        assert_eq!(within.each().collect::<Vec<_>>(), [(1, [1.0, 0.5])]);
        assert_eq!(within.known.get(4), Some(&[0.0; 2]));
    }
}
