//! Trying ways forward in time: fitted to the earlier months, asked about the later ones.

use hrcore_stats::real::{count, mean, sqrt};
use hrcore_stats::special::beta_quantile;
use hrcore_stats::validate::{auc, calibration, log_losses, squares};

use super::Job;
use super::ways::{Made, Way};
use crate::attrition::answer::MethodTried;
use crate::attrition::ask::six_digits;
use crate::attrition::model::{BandReliability, ModelValidation, RiskBand};
use crate::attrition::rates::{Rate, Seen};
use crate::attrition::risk::band;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Approx, small};

/// At least so many months are asked about, and a quarter of them; as many, and so many who left, stand before.
const ASKED: usize = 3;
const BEFORE: usize = 6;
const LEAVERS_BEFORE: usize = 10;
const LEAVERS_ASKED: usize = 5;

/// What is tried, and the best way so far.
pub(super) struct Trial {
    /// By row: 1 in the earlier months, else 0.
    weights: Vec<f64>,
    /// The rows asked about.
    asked: Vec<usize>,
    outcomes: Vec<f64>,
    people: Vec<u32>,
    /// The rate of the earlier months.
    rate: f64,
    first: usize,
    losses_of_rate: Vec<f64>,
    /// Of the best way so far.
    losses: Vec<f64>,
    chances: Vec<f64>,
    pub(super) tried: Vec<MethodTried>,
}

impl Trial {
    /// A trial; none where the months do not suffice.
    pub(super) fn new(job: &Job<'_>, before: &[f64]) -> Option<Self> {
        let panel = job.panel;
        let months = panel.months.len();
        let asked_months = ASKED.max(months.div_ceil(4));
        let first = months.checked_sub(asked_months).filter(|first| *first >= BEFORE)?;
        let is_asked = |row: usize| panel.month.get(row).is_some_and(|month| usize::from(*month) >= first);
        let mut trial = Self {
            weights: Vec::with_capacity(job.rows()),
            asked: Vec::new(),
            outcomes: Vec::new(),
            people: Vec::new(),
            rate: 0.0,
            first,
            losses_of_rate: Vec::new(),
            losses: Vec::new(),
            chances: Vec::new(),
            tried: Vec::new(),
        };
        let (mut people, mut events, mut exposure) = (0, 0, 0);
        let mut last = None;
        for (row, (left, person)) in panel.left.iter().zip(&panel.person).enumerate() {
            let is_asked = is_asked(row);
            trial.weights.push(if is_asked { 0.0 } else { 1.0 });
            if is_asked {
                trial.asked.push(row);
                trial.outcomes.push(*left);
                trial.people.push(*person);
            } else {
                people += u32::from(last != Some(*person));
                last = Some(*person);
                exposure += 1;
                events += usize::from(*left > 0.0);
            }
        }
        let leavers = trial.outcomes.iter().filter(|left| **left > 0.0).count();
        if events < LEAVERS_BEFORE || leavers < LEAVERS_ASKED {
            return None;
        }
        let prior = job.prior.map(|(_, prior)| (prior.rate, prior.weight));
        let rate = Rate::new(Seen { people, events: small(events), exposure }, prior);
        trial.rate = rate.mean();
        trial.chances = trial.chances_of(job, &Made::Rate(trial.rate), before);
        trial.losses = log_losses(&trial.chances, &trial.outcomes);
        trial.losses_of_rate.clone_from(&trial.losses);
        let brier = mean(&squares(&trial.chances, &trial.outcomes));
        trial.tried.push(MethodTried {
            method: "rate",
            log_loss: Approx::new(mean(&trial.losses)),
            brier: Approx::new(brier),
            auc: None,
            better_by: None,
            is_better: true,
        });
        Some(trial)
    }

    /// Whether a row is one of those asked about.
    pub(super) fn is_asked(&self, row: usize) -> bool {
        self.weights.get(row) == Some(&0.0)
    }

    /// The weights of rows for a fit to the earlier months.
    pub(super) fn training(&self) -> &[f64] {
        &self.weights
    }

    fn chances_of(&self, job: &Job<'_>, made: &Made, before: &[f64]) -> Vec<f64> {
        let chance = |row: &usize| made.chance(job.row(*row), before.get(*row).copied().unwrap_or(0.0));
        self.asked.iter().map(chance).gather()
    }

    /// Whether a way beats the best so far by more than a standard error; then it is the best.
    pub(super) fn is_better(&mut self, job: &Job<'_>, way: Way, made: &Made, before: &[f64]) -> bool {
        let chances = self.chances_of(job, made, before);
        let losses = log_losses(&chances, &self.outcomes);
        let better_by = self.better_by(&self.losses, &losses);
        let is_better = better_by > 1.0;
        self.tried.push(MethodTried {
            method: way.method().as_str(),
            log_loss: Approx::new(mean(&losses)),
            brier: Approx::new(mean(&squares(&chances, &self.outcomes))),
            auc: auc(&chances, &self.outcomes).and_then(Approx::new),
            better_by: Approx::new(better_by),
            is_better,
        });
        if is_better {
            (self.losses, self.chances) = (losses, chances);
        }
        is_better
    }

    /// By how many standard errors the second loses less than the first, person by person: the months of one person are
    /// alike.
    fn better_by(&self, first: &[f64], second: &[f64]) -> f64 {
        let (mut sum, mut squares, mut own, mut people) = (0.0, 0.0, 0.0, 0.0);
        let mut last = None;
        for (person, (first, second)) in self.people.iter().zip(first.iter().zip(second)) {
            if last != Some(*person) {
                sum += own;
                squares += own * own;
                own = 0.0;
                people += 1.0;
                last = Some(*person);
            }
            own += first - second;
        }
        sum += own;
        squares += own * own;
        let variance = squares - sum * sum / f64::max(people, 1.0);
        if variance > 0.0 { sum / sqrt(variance) } else { 0.0 }
    }

    /// How good the best way was.
    pub(super) fn validation(&self, job: &Job<'_>) -> ModelValidation {
        let (chances, outcomes) = (&self.chances, &self.outcomes);
        let of_rate = vec![self.rate; outcomes.len()];
        let foretold = mean(chances);
        let last_day = |month: Option<&crate::time::Period>| month.and_then(|month| month.span().to());
        let fitted_to = self.first.checked_sub(1).and_then(|month| job.panel.months.get(month));
        ModelValidation {
            fitted_to: last_day(fitted_to).unwrap_or(job.look.as_of),
            asked_to: last_day(job.panel.months.last()).unwrap_or(job.look.as_of),
            months: small(outcomes.len()),
            leavers: small(outcomes.iter().filter(|left| **left > 0.0).count()),
            auc: auc(chances, outcomes).map(six_digits),
            brier: six_digits(mean(&squares(chances, outcomes))),
            brier_of_rate: six_digits(mean(&squares(&of_rate, outcomes))),
            log_loss: six_digits(mean(&self.losses)),
            log_loss_of_rate: six_digits(mean(&self.losses_of_rate)),
            better_by: six_digits(self.better_by(&self.losses_of_rate, &self.losses)),
            slope: calibration(chances, outcomes).ok().map(|found| six_digits(found.slope)),
            seen_to_foretold: (foretold > 0.0).then(|| six_digits(mean(outcomes) / foretold)),
            bands: Few(self.bands()),
        }
    }

    fn bands(&self) -> Vec<BandReliability> {
        let mut bands = Vec::new();
        for wanted in RiskBand::ALL {
            let own =
                self.chances.iter().zip(&self.outcomes).filter(|(chance, _)| band(**chance, self.rate) == *wanted);
            let (chances, outcomes): (Vec<f64>, Vec<f64>) = own.unzip();
            if chances.is_empty() {
                continue;
            }
            let leavers = outcomes.iter().filter(|left| **left > 0.0).count();
            // As little as can be believed beforehand (Jeffreys 1946), so that none is ever 0.
            let (left, stayed) = (0.5 + count(leavers), 0.5 + count(outcomes.len() - leavers));
            bands.push(BandReliability {
                band: *wanted,
                months: small(outcomes.len()),
                leavers: small(leavers),
                foretold: six_digits(mean(&chances)),
                seen: six_digits(left / (left + stayed)),
                lo95: six_digits(beta_quantile(0.025, left, stayed).of),
                hi95: six_digits(beta_quantile(0.975, left, stayed).of),
            });
        }
        bands
    }
}
