//! Headcount drawn many times: whole distributions, where [`super::path`] has means and covariances.
//!
//! Each run draws the shares from their posterior once, the shares of each step around them where steps differ, and
//! then people. A run is a stream of its own, so the first hundred of a thousand runs are the hundred of a hundred.

use super::{Fault, Rates, Step, headcount};
use crate::gather::Gather as _;
use crate::random::Random;
use crate::real::{count, sum};

/// What is looked at after a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The people of one grade.
    Grade(usize),
    /// The people of all grades.
    Total,
    /// How many have left since the start.
    Left,
}

/// Drawn headcount, sorted by step and view.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    grades: usize,
    runs: usize,
    values: Vec<f64>,
}

impl Draws {
    /// The drawn values after a step (0 is the first), ascending; empty outside.
    #[must_use]
    pub fn sorted(&self, step: usize, view: View) -> &[f64] {
        let column = match view {
            View::Grade(grade) if grade < self.grades => grade,
            View::Grade(_) => return &[],
            View::Left => self.grades,
            View::Total => self.grades + 1,
        };
        let start = (step * (self.grades + 2) + column) * self.runs;
        self.values.get(start..start + self.runs).unwrap_or(&[])
    }

    /// A quantile: the least drawn value that at least the share `p` of the runs do not exceed (type 1 of Hyndman and
    /// Fan 1996), so a number of people that occurs. NaN outside.
    #[must_use]
    pub fn quantile(&self, step: usize, view: View, p: f64) -> f64 {
        let sorted = self.sorted(step, view);
        let mark = p * count(sorted.len());
        let mut place = 0;
        let mut end = sorted.len().saturating_sub(1);
        while place < end {
            let middle = usize::midpoint(place, end);
            if count(middle + 1) >= mark {
                end = middle;
            } else {
                place = middle + 1;
            }
        }
        sorted.get(place).copied().unwrap_or(f64::NAN)
    }

    /// The share of runs with at least so many people. NaN outside.
    #[must_use]
    pub fn at_least(&self, step: usize, view: View, people: f64) -> f64 {
        let sorted = self.sorted(step, view);
        let below = sorted.partition_point(|value| *value < people);
        count(sorted.len() - below) / count(sorted.len())
    }
}

/// Draws headcount through the steps, `runs` times.
///
/// People are whole: the start is rounded, and hires and planned moves so that their sums over the steps are right.
///
/// # Errors
///
/// [`Fault`] where sizes differ, a number of people is negative, or `runs` is 0.
pub fn simulate(rates: &Rates, start: &[f64], steps: &[Step], runs: usize, seed: u64) -> Result<Draws, Fault> {
    let grades = rates.grades();
    headcount(start, grades)?;
    if runs == 0 {
        return Err(Fault::Shape);
    }
    let whole = whole_steps(steps, grades)?;
    let start: Vec<f64> = start.iter().map(|people| libm::round(*people)).gather();
    let columns = grades + 2;
    let mut values = vec![0.0; steps.len() * columns * runs];
    let mut run = Run::new(rates, &start);
    for number in 0..runs {
        run.begin(rates, &start, seed, number);
        for (place, step) in whole.iter().enumerate() {
            run.step(rates, step);
            let total = sum(run.people.get(..grades).unwrap_or(&[]));
            for (column, value) in run.people.iter().copied().chain([total]).enumerate() {
                if let Some(cell) = values.get_mut((place * columns + column) * runs + number) {
                    *cell = value;
                }
            }
        }
    }
    for column in values.chunks_exact_mut(runs) {
        crate::sort::numbers(column);
    }
    Ok(Draws { grades, runs, values })
}

/// Steps with whole people: what rounding leaves over goes to the next step.
fn whole_steps(steps: &[Step], grades: usize) -> Result<Vec<Step>, Fault> {
    let mut owed = vec![0.0; grades];
    let mut owed_moves = vec![0.0; grades * (grades + 1)];
    let mut whole = Vec::with_capacity(steps.len());
    for step in steps {
        step.check(grades)?;
        let mut step = step.clone();
        for (hires, owed) in step.hires.iter_mut().zip(&mut owed) {
            *hires = carried(*hires, owed);
        }
        for planned in &mut step.planned {
            if let Some(owed) = owed_moves.get_mut(planned.from * (grades + 1) + planned.to) {
                planned.people = carried(planned.people, owed);
            }
        }
        whole.push(step);
    }
    Ok(whole)
}

fn carried(people: f64, owed: &mut f64) -> f64 {
    let due = people + *owed;
    let whole = libm::floor(due + 0.5).max(0.0);
    *owed = due - whole;
    whole
}

struct Run {
    random: Random,
    people: Vec<f64>,
    arriving: Vec<f64>,
    /// The shares of this run, a row for each grade.
    shares: Vec<Vec<f64>>,
    /// Room for a row's weights, shares of a step, and where its people go.
    weights: Vec<f64>,
    drawn: Vec<f64>,
    open: Vec<f64>,
    going: Vec<f64>,
}

impl Run {
    fn new(rates: &Rates, start: &[f64]) -> Self {
        let grades = rates.grades();
        let room = vec![0.0; grades + 1];
        let shares = (0..grades).map(|row| rates.shares().row(row).to_vec()).gather();
        let mut people = start.to_vec();
        people.push(0.0);
        Self {
            random: Random::new(0, 0),
            people,
            arriving: room.clone(),
            shares,
            weights: room.clone(),
            drawn: room.clone(),
            open: room.clone(),
            going: room,
        }
    }

    fn begin(&mut self, rates: &Rates, start: &[f64], seed: u64, number: usize) {
        self.random = Random::new(seed, number as u64);
        self.people.fill(0.0);
        for (people, start) in self.people.iter_mut().zip(start) {
            *people = *start;
        }
        for (row, shares) in self.shares.iter_mut().enumerate() {
            let weight = rates.weight(row);
            if weight.is_finite() {
                for (to, share) in self.weights.iter_mut().zip(rates.shares().row(row)) {
                    *to = weight * share;
                }
                self.random.dirichlet(&self.weights, shares);
            }
        }
    }

    fn step(&mut self, rates: &Rates, step: &Step) {
        let grades = rates.grades();
        self.arriving.fill(0.0);
        for planned in &step.planned {
            if let (Some(here), Some(there)) = (self.people.get_mut(planned.from), self.arriving.get_mut(planned.to)) {
                let going = planned.people.min(*here);
                *here -= going;
                *there += going;
            }
        }
        for row in 0..grades {
            let here = self.people.get(row).copied().unwrap_or(0.0);
            let Some(shares) = self.shares.get(row) else { continue };
            self.drawn.copy_from_slice(shares);
            if rates.shock() > 0.0 {
                let weight = 1.0 / rates.shock() - 1.0;
                for (to, share) in self.weights.iter_mut().zip(shares) {
                    *to = weight * share;
                }
                self.random.dirichlet(&self.weights, &mut self.drawn);
            }
            step.open_shares(row, &self.drawn, &mut self.open);
            self.random.multinomial(here, &self.open, &mut self.going);
            for (there, going) in self.arriving.iter_mut().zip(&self.going) {
                *there += going;
            }
        }
        let left = self.people.get(grades).copied().unwrap_or(0.0);
        for (place, (people, arriving)) in self.people.iter_mut().zip(&self.arriving).enumerate() {
            *people = arriving + if place == grades { left } else { step.hired(place) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::path::project;
    use super::super::{Planned, Table};
    use super::*;

    fn rates(weight: f64, shock: f64) -> Rates {
        let shares = [0.8, 0.1, 0.0, 0.1, 0.02, 0.85, 0.05, 0.08, 0.0, 0.0, 0.95, 0.05];
        if weight.is_infinite() {
            return Rates::known(Table::new(3, 4, shares.to_vec()).unwrap()).unwrap();
        }
        let prior = Table::new(3, 4, shares.iter().map(|share| share * weight).collect()).unwrap();
        Rates::posterior(&[], &prior, shock).unwrap()
    }

    fn steps() -> Vec<Step> {
        let mut steps = vec![Step::hiring(&[3.5, 1.0, 0.0]); 6];
        steps[0].planned.push(Planned { from: 0, to: 3, people: 4.0 });
        steps[2].planned.push(Planned { from: 0, to: 1, people: 6.0 });
        steps[2].planned.push(Planned { from: 1, to: 2, people: 0.0 });
        steps
    }

    /// The formulas and the draws were written apart; they agree within what 8 000 runs can tell (4 standard errors,
    /// of the variance 4 √(2/n) of it and 1 in 100 for the Taylor series).
    #[test]
    fn draws_agree_with_the_formulas() {
        let start = [60.0, 40.0, 20.0];
        for (weight, shock) in [(f64::INFINITY, 0.0), (150.0, 0.0), (150.0, 0.02)] {
            let rates = rates(weight, shock);
            let runs = 8_000;
            let moments = project(&rates, &start, &steps()).unwrap();
            let draws = simulate(&rates, &start, &steps(), runs, 11).unwrap();
            let n = count(runs);
            for (step, moment) in moments.iter().enumerate() {
                let (total, variance) = moment.total();
                let mut views: Vec<(View, f64, f64)> = (0..3)
                    .map(|grade| (View::Grade(grade), moment.mean[grade], moment.covariance.at(grade, grade)))
                    .collect();
                views.push((View::Left, moment.mean[3], moment.covariance.at(3, 3)));
                views.push((View::Total, total, variance));
                for (view, mean, variance) in views {
                    let sorted = draws.sorted(step, view);
                    let drawn = sum(sorted) / n;
                    let spread = sorted.iter().fold(0.0, |sum, value| sum + (value - drawn) * (value - drawn)) / n;
                    // Half a hire more in every second step, as people are whole.
                    let half = if matches!(view, View::Left) { 0.1 } else { 0.5 };
                    let margin = 4.0 * (variance / n).sqrt() + half;
                    assert!((drawn - mean).abs() < margin, "{weight} {shock} {step} {view:?}: {drawn} {mean}");
                    let margin = (4.0 * (2.0 / n).sqrt() + 0.02) * variance;
                    assert!(
                        (spread - variance).abs() < margin,
                        "{weight} {shock} {step} {view:?}: {spread} {variance}"
                    );
                }
            }
        }
    }

    /// 3.5 hires a step come as 4, 3, 4, 3.
    #[test]
    fn people_are_whole_and_sums_right() {
        let still = Rates::known(Table::new(1, 2, vec![1.0, 0.0]).unwrap()).unwrap();
        let draws = simulate(&still, &[10.0], &vec![Step::hiring(&[3.5]); 4], 3, 1).unwrap();
        let totals: Vec<f64> = (0..4).map(|step| draws.quantile(step, View::Total, 0.5)).collect();
        assert_eq!(totals, [14.0, 17.0, 21.0, 24.0]);
    }

    #[test]
    fn quantiles_and_shares_of_runs() {
        let draws =
            Draws { grades: 1, runs: 4, values: vec![1.0, 2.0, 3.0, 9.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 9.0] };
        let view = View::Grade(0);
        assert_eq!([0.0, 0.25, 0.26, 0.5, 1.0].map(|p| draws.quantile(0, view, p)), [1.0, 1.0, 2.0, 2.0, 9.0]);
        assert_eq!([1.0, 2.5, 9.0, 10.0].map(|people| draws.at_least(0, view, people)), [1.0, 0.5, 0.25, 0.0]);
        assert!(draws.quantile(1, view, 0.5).is_nan() && draws.quantile(0, View::Grade(1), 0.5).is_nan());
    }

    #[test]
    fn a_run_does_not_depend_on_how_many_there_are() {
        let rates = rates(50.0, 0.05);
        let few = simulate(&rates, &[9.0, 5.0, 2.0], &steps(), 1, 4).unwrap();
        let many = simulate(&rates, &[9.0, 5.0, 2.0], &steps(), 50, 4).unwrap();
        for step in 0..6 {
            let only = few.sorted(step, View::Total)[0];
            assert!(many.sorted(step, View::Total).contains(&only));
        }
        assert_ne!(many, simulate(&rates, &[9.0, 5.0, 2.0], &steps(), 50, 5).unwrap());
    }
}
