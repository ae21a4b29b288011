//! Who leaves: models of people's columns, on rows or months that were held out.

pub mod drivers;
pub mod frame;
pub mod ibm;
pub mod published;
pub mod references;
pub mod simulated;
pub mod small;

use hrcore_stats::additive::{Basis, Data, Fault, Kind, Model, fit};
use hrcore_stats::real::mean;
use hrcore_stats::validate::{auc, brier};

use super::published::{Entry, find};
use super::table::{Form, Row};
use frame::Frame;
use published::{AUC, BRIER};

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
}
