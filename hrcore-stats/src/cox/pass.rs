//! The partial likelihood with its first two derivatives.

use super::Sample;
use super::outer::Outer;
use crate::linear::Square;
use crate::real::{dot, exp, ln, sqrt};
use crate::survival::order::Moment;

/// What a moment adds, and what had come together by it in its stratum.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Met {
    /// The hazard of those who go on, by the end of the moment.
    staying: f64,
    /// The hazard of those whose spell ends at it: they stand aside one after another (Efron).
    ending: f64,
    /// The step of Breslow's baseline.
    pub(super) breslow: f64,
}

/// Room for a pass over a sample, and its results.
#[derive(Debug)]
pub(super) struct Pass {
    /// Each person's weight times its hazard ratio.
    risks: Vec<f64>,
    /// Each person's weight times its hazard ratio and the hazard it met.
    loads: Vec<f64>,
    pub(super) met: Vec<Met>,
    /// The mean row of those at risk at each moment, over the tied.
    pub(super) means: Vec<f64>,
    of_people: Outer,
    of_events: Outer,
    pub(super) log_likelihood: f64,
    pub(super) score: Vec<f64>,
    /// The lower triangle.
    pub(super) information: Square,
}

/// Sums over people: of risks, and of their rows by risk.
struct Sums {
    risk: f64,
    row: Vec<f64>,
}

impl Sums {
    fn new(columns: usize) -> Self {
        Self { risk: 0.0, row: vec![0.0; columns] }
    }

    fn clear(&mut self) {
        self.risk = 0.0;
        self.row.fill(0.0);
    }

    fn add(&mut self, row: &[f64], risk: f64) {
        self.risk += risk;
        self.row.iter_mut().zip(row).for_each(|(sum, value)| *sum += risk * value);
    }
}

impl Pass {
    pub(super) fn new(sample: &Sample) -> Self {
        let (people, columns) = (sample.order.people.len(), sample.columns);
        Self {
            risks: Vec::with_capacity(people),
            loads: vec![0.0; people],
            met: Vec::with_capacity(sample.order.moments.len()),
            means: Vec::with_capacity(sample.order.moments.len() * columns),
            of_people: Outer::new(columns),
            of_events: Outer::new(columns),
            log_likelihood: 0.0,
            score: vec![0.0; columns],
            information: Square::zeros(columns),
        }
    }

    /// Evaluates at coefficients of the scaled columns. `false` where they are so large that a sum is no longer a number.
    pub(super) fn run(&mut self, sample: &Sample, at: &[f64]) -> bool {
        self.met.clear();
        self.means.clear();
        self.risks.clear();
        self.of_people.clear();
        self.of_events.clear();
        let rows = sample.rows.chunks_exact(sample.columns);
        self.risks.extend(rows.zip(&sample.weights).map(|(row, weight)| weight * exp(dot(row, at))));
        if !self.back(sample, at) {
            return false;
        }
        self.forth(sample);
        self.gather(sample);
        true
    }

    fn risk(&self, position: usize) -> f64 {
        self.risks.get(position).copied().unwrap_or(0.0)
    }

    /// From the last time to the first: the likelihood, the mean row at each event, and the steps of the hazard.
    fn back(&mut self, sample: &Sample, at: &[f64]) -> bool {
        self.log_likelihood = 0.0;
        let (mut all, mut tied) = (Sums::new(sample.columns), Sums::new(sample.columns));
        for moment in &sample.order.moments {
            self.move_to(sample, moment, &mut all);
            tied.clear();
            let (mut count, mut weight, mut own) = (0.0, 0.0, 0.0);
            for position in moment.ending() {
                let row = sample.row(position);
                let one = sample.weight(position);
                tied.add(row, self.risk(position));
                own += one * dot(row, at);
                weight += one;
                count += 1.0;
            }
            // After entries were taken off, rounding may have left less than those who are surely there.
            all.risk = all.risk.max(tied.risk);
            if !(tied.risk > 0.0 && all.risk.is_finite()) {
                return false;
            }
            let each = weight / count;
            let spread = sqrt(each);
            let mut met = Met { breslow: weight / all.risk, ..Met::default() };
            let start = self.means.len();
            self.means.resize(start + sample.columns, 0.0);
            let mut aside = 0.0;
            for _ in moment.ending() {
                let share = aside / count;
                let inverse = 1.0 / (all.risk - share * tied.risk);
                own += each * ln(inverse);
                met.staying += each * inverse;
                met.ending += each * (1.0 - share) * inverse;
                let mean = all.row.iter().zip(&tied.row).map(|(all, tied)| (all - share * tied) * inverse);
                self.of_events.add(mean.clone().map(|value| spread * value));
                let means = self.means.get_mut(start..).unwrap_or(&mut []);
                means.iter_mut().zip(mean).for_each(|(sum, value)| *sum += value / count);
                aside += 1.0;
            }
            self.log_likelihood += own;
            self.met.push(met);
        }
        self.log_likelihood.is_finite()
    }

    /// Those who come in, those who go out, and those whose time it is.
    fn move_to(&self, sample: &Sample, moment: &Moment, all: &mut Sums) {
        if moment.is_first {
            all.clear();
        }
        for position in moment.joining() {
            all.add(sample.row(position), self.risk(position));
        }
        for position in sample.order.entries.get(moment.leaving()).unwrap_or(&[]) {
            all.add(sample.row(*position), -self.risk(*position));
        }
        if moment.is_bare {
            all.clear();
        }
        for position in moment.here() {
            all.add(sample.row(position), self.risk(position));
        }
    }

    /// From the first time to the last: the hazard that each has met while under watch.
    fn forth(&mut self, sample: &Sample) {
        self.loads.fill(0.0);
        let mut sum = 0.0;
        let mut stratum = None;
        for (moment, met) in sample.order.moments.iter().zip(&mut self.met).rev() {
            if stratum != Some(moment.stratum) {
                (sum, stratum) = (0.0, Some(moment.stratum));
            }
            met.ending += sum;
            sum += met.staying;
            met.staying = sum;
            for (range, hazard) in [(moment.staying(), met.staying), (moment.ending(), met.ending)] {
                let loads = self.loads.get_mut(range.clone()).unwrap_or(&mut []).iter_mut();
                let risks = self.risks.get(range).unwrap_or(&[]);
                loads.zip(risks).for_each(|(load, risk)| *load = risk * hazard);
            }
        }
        // Entries after all spells are known, since a spell may begin and end between two moments.
        for (moment, met) in sample.order.moments.iter().zip(&self.met) {
            for position in sample.order.entries.get(moment.leaving()).unwrap_or(&[]) {
                if let (Some(load), Some(risk)) = (self.loads.get_mut(*position), self.risks.get(*position)) {
                    *load = (*load - risk * met.staying).max(0.0);
                }
            }
        }
    }

    /// The score, of martingale residuals, and the information.
    fn gather(&mut self, sample: &Sample) {
        self.score.fill(0.0);
        for (row, load) in sample.rows.chunks_exact(sample.columns).zip(&self.loads) {
            if *load > 0.0 {
                let spread = sqrt(*load);
                self.score.iter_mut().zip(row).for_each(|(sum, value)| *sum -= load * value);
                self.of_people.add(row.iter().map(|value| spread * value));
            }
        }
        for moment in &sample.order.moments {
            for position in moment.ending() {
                let weight = sample.weight(position);
                let cells = self.score.iter_mut().zip(sample.row(position));
                cells.for_each(|(sum, value)| *sum += weight * value);
            }
        }
        let (people, events) = (self.of_people.finish(), self.of_events.finish());
        for row in 0..sample.columns {
            let cells = self.information.row_mut(row).iter_mut().zip(people.row(row)).zip(events.row(row));
            cells.take(row + 1).for_each(|((cell, people), events)| *cell = people - events);
        }
    }
}
