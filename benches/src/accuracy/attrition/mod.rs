//! Who leaves: models of people's columns, on rows or months that were held out.

pub mod apart;
pub mod drivers;
pub mod frame;
pub mod ibm;
pub mod published;
pub mod references;
pub mod simulated;
pub mod small;
pub mod spells;
pub mod spread;

use hrcore_stats::additive::{Basis, Data, Fault, Kind, Model, fit};
use hrcore_stats::real::{count, mean, sqrt};
use hrcore_stats::validate::{auc, brier};

use super::published::{Entry, find};
use super::table::{Form, Row};
use frame::Frame;
use published::{AUC, BRIER, ERROR};

/// A model of terms with a ridge on all, as C of other tools: one over the precision.
///
/// # Errors
///
/// It cannot be made.
pub fn ridge(frame: &Frame, kind: Kind, c: f64) -> Result<Model, String> {
    let fit = || -> Result<Model, Fault> {
        let basis = Basis::learn(&frame.cells, &frame.scales, kind, &[])?;
        let data = Data::new(frame.scales.len(), &frame.cells, &frame.outcomes, &[], &[])?;
        let penalty = basis.ridge(1.0 / c);
        fit(data, basis, &penalty)
    };
    fit().map_err(told)
}

/// A fault in words.
#[must_use]
pub fn told(fault: Fault) -> String {
    format!("no model: {fault:?}")
}

/// How good chances are, for each repetition.
#[derive(Debug, Default)]
pub struct Score {
    aucs: Vec<f64>,
    briers: Vec<f64>,
}

impl Score {
    /// Adds a repetition.
    pub fn add(&mut self, chances: &[f64], outcomes: &[f64]) {
        self.aucs.push(auc(chances, outcomes).unwrap_or(f64::NAN));
        self.briers.push(brier(chances, outcomes));
    }

    /// The rows of a method.
    #[must_use]
    pub fn rows(&self, task: &str, method: &'static str, entries: &[Entry]) -> Vec<Row> {
        let row = |figure, ours| {
            let (goal, others) = find(entries, method, figure);
            Row { task: task.to_owned(), method, figure, ours, form: Form::Plain(4), goal, others }
        };
        vec![row(AUC, mean(&self.aucs)), row(BRIER, mean(&self.briers))]
    }

    /// The standard error of the mean Brier score over draws.
    #[must_use]
    pub fn error(&self) -> f64 {
        let middle = mean(&self.briers);
        let off: Vec<f64> = self.briers.iter().map(|own| (own - middle) * (own - middle)).collect();
        let draws = count(off.len());
        sqrt(mean(&off) / (draws - 1.0))
    }

    /// The Brier score's standard error, how many of them it lies above a figure, and how far above the constant's.
    #[must_use]
    pub fn beside(
        &self,
        constant: &Self,
        task: &str,
        method: &'static str,
        reference: f64,
        entries: &[Entry],
    ) -> Vec<Row> {
        let row = |figure, ours, places| {
            let (goal, others) = find(entries, method, figure);
            Row { task: task.to_owned(), method, figure, ours, form: Form::Plain(places), goal, others }
        };
        let (own, error) = (mean(&self.briers), self.error());
        vec![
            row(ERROR, error, 5),
            row(published::ABOVE, (own - reference) / error, 2),
            row(published::LESS, own - mean(&constant.briers), 4),
        ]
    }
}
