//! The same regressions by other tools: scikit-learn 1.9 and statsmodels 0.15.
//!
//! Their figures are read from JSON files that the user has; with them belong the tables they were computed on.
#![allow(clippy::indexing_slicing, reason = "what a JSON value does not have is null")]

use hrcore_stats::additive::Kind;
use hrcore_stats::glm::{Block, Effort, Family, Fit, Penalty, Table, fit};
use serde_json::Value;

use super::super::files::{File, columns, number};
use super::super::table::Row;
use super::super::{Extent, Part, first};
use super::apart::{Apart, json};
use super::frame::{Frame, folds};
use super::published;
use super::{ibm, ridge};

/// Where reference figures come from.
pub const ORACLES: &str = "reference figures come from scikit-learn, statsmodels and lifelines (docs/accuracy.md)";
const DRIVERS: File = File { path: "references/drivers_oracle.json", source: ORACLES };
const PEOPLE: &str = "the table comes from the R and Python package peopleanalyticsdata";

/// Logistic regression on IBM's table.
pub const LOGIT: Part = Part {
    name: "logit by scikit-learn",
    files: &[ibm::FILE, ibm::FOLDS, File { path: "references/ibm_logit_golden.json", source: ORACLES }],
    measure: logit,
};
/// Counts and least squares.
pub const COUNTS: Part = Part {
    name: "Poisson and least squares by statsmodels",
    files: &[File { path: "drivers/complaints.csv", source: PEOPLE }, DRIVERS],
    measure: counts,
};
/// Logistic regression without a ridge.
pub const SALES: Part = Part {
    name: "logit by statsmodels",
    files: &[File { path: "drivers/salespeople.csv", source: PEOPLE }, DRIVERS],
    measure: sales,
};
fn logit(texts: &[String], _: Extent) -> Result<Vec<Row>, String> {
    let frame = Frame::read(first(texts), ibm::LAYOUT)?;
    let folds = folds(texts.get(1).map_or("", String::as_str), frame.outcomes.len())?;
    let fold = folds.first().ok_or("no folds")?;
    let known: Vec<usize> = fold.iter().enumerate().filter(|(_, fold)| **fold != 0).map(|(row, _)| row).collect();
    let known = frame.of(&known);
    let golden = json(texts.get(2))?;
    let mut apart = Apart::default();
    for (name, c) in [("C0.1", 0.1), ("C1", 1.0)] {
        let model = ridge(&known, Kind::Line, c)?;
        apart.see(model.coefficients.first(), &golden[name]["intercept"]);
        // Theirs are in the order of numbers, then names and their levels; ours in that of the columns.
        for (term, range) in model.basis.terms.iter().zip(model.basis.ranges()) {
            let name_of = known.names.get(term.column).map_or("", String::as_str);
            let coefficients = model.coefficients.get(range).unwrap_or(&[]);
            let theirs: Vec<&Value> = golden[name]["coef"]
                .as_object()
                .into_iter()
                .flatten()
                .filter(|(own, _)| {
                    *own == name_of || own.strip_prefix(name_of).is_some_and(|rest| rest.starts_with('='))
                })
                .map(|(_, value)| value)
                .collect();
            apart.count(coefficients.len(), theirs.len());
            coefficients.iter().zip(theirs).for_each(|(ours, theirs)| apart.see(Some(ours), theirs));
        }
    }
    Ok(vec![apart.row("IBM's table, four of five folds, beside scikit-learn", published::LOGIT)])
}

fn counts(texts: &[String], _: Extent) -> Result<Vec<Row>, String> {
    let names = ["n_complaints", "experience", "training_hours", "workload", "satisfaction_score", "remote", "shift"];
    let (mut complaints, mut marks) = (Vec::new(), Vec::new());
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for (line, [own, experience, hours, load, mark, remote, shift]) in columns(first(texts), names)? {
        let is = |is_so: bool| f64::from(u8::from(is_so));
        let mark = number(line, &mark)?;
        complaints.push(number(line, &own)?);
        marks.push(mark);
        let begin = [1.0, number(line, &experience)?, number(line, &hours)?, number(line, &load)?];
        let end = [is(remote == "Yes"), is(shift == "Evening"), is(shift == "Night")];
        with.extend(begin);
        with.push(mark);
        with.extend(end);
        without.extend(begin);
        without.extend(end);
    }
    let golden = json(texts.get(1))?;
    let ends = ["remote_yes", "shift_Evening", "shift_Night"];
    let begins = ["const", "experience", "training_hours", "workload"];
    let all: Vec<&str> = begins.into_iter().chain(["satisfaction_score"]).chain(ends).collect();
    let fewer: Vec<&str> = begins.into_iter().chain(ends).collect();
    let task = "complaints, beside statsmodels";
    Ok(vec![
        regression(Family::Poisson, &with, &complaints, &all, &golden["complaints_poisson"])?
            .row(task, published::POISSON),
        regression(Family::Gaussian, &without, &marks, &fewer, &golden["satisfaction_ols_nonrobust"])?
            .row(task, published::SQUARES),
    ])
}

fn sales(texts: &[String], _: Extent) -> Result<Vec<Row>, String> {
    let (mut cells, mut outcomes) = (Vec::new(), Vec::new());
    let names = ["promoted", "sales", "customer_rate", "performance"];
    for (line, [promoted, sales, rate, performance]) in columns(first(texts), names)? {
        // One row has nothing but gaps.
        if sales != "NA" {
            outcomes.push(number(line, &promoted)?);
            cells.extend([1.0, number(line, &sales)?, number(line, &rate)?, number(line, &performance)?]);
        }
    }
    let golden = json(texts.get(1))?;
    let names = ["const", "sales", "customer_rate", "performance"];
    let apart = regression(Family::Logit, &cells, &outcomes, &names, &golden["salespeople_logit"])?;
    Ok(vec![apart.row("sales people, beside statsmodels", published::PLAIN_LOGIT)])
}

fn regression(
    family: Family,
    cells: &[f64],
    outcomes: &[f64],
    names: &[&str],
    golden: &Value,
) -> Result<Apart, String> {
    let block = Block { cells, outcomes, offsets: &[], weights: &[] };
    let penalty = Penalty::none(names.len());
    let found: Result<Fit, _> =
        Table::new(names.len(), block).and_then(|rows| fit(family, &rows, &penalty, Effort::default()));
    let found = found.map_err(|fault| format!("no model: {fault:?}"))?;
    let mut apart = Apart::default();
    for (place, name) in names.iter().enumerate() {
        apart.see(found.coefficients.get(place), &golden["params"][*name]);
        apart.see(found.standard_errors.get(place), &golden["se"][*name]);
    }
    Ok(apart)
}
