//! The same models by other tools: regressions by scikit-learn 1.9 and statsmodels 0.15, survival by lifelines 0.30.
//!
//! Their figures are read from JSON files that the user has; with them belong the tables they were computed on.
#![allow(clippy::indexing_slicing, reason = "what a JSON value does not have is null")]

use hrcore_stats::additive::Kind;
use hrcore_stats::cox::Sample;
use hrcore_stats::glm::{Block, Effort, Family, Fit, Penalty, Table, fit};
use hrcore_stats::survival::Spells;
use hrcore_stats::survival::kaplan_meier::kaplan_meier;
use serde_json::Value;

use super::super::files::{File, columns, number};
use super::super::published::find;
use super::super::table::{Form, Row};
use super::super::{Extent, Part, first};
use super::frame::{Frame, folds};
use super::published::{self, APART};
use super::{ibm, ridge};

const ORACLES: &str = "reference figures, written by scikit-learn, statsmodels and lifelines (docs/accuracy.md)";
const DRIVERS: File = File { path: "references/drivers_oracle.json", source: ORACLES };
const PEOPLE: &str = "a table of the R and Python package peopleanalyticsdata";

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
/// Survival.
pub const SPELLS: Part = Part {
    name: "survival by lifelines",
    files: &[
        File { path: "survival/rossi.csv", source: "a data set of the Python package lifelines" },
        File { path: "references/survival_oracle.json", source: ORACLES },
    ],
    measure: spells,
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

fn spells(texts: &[String], _: Extent) -> Result<Vec<Row>, String> {
    let names = ["week", "arrest", "fin", "age", "race", "wexp", "mar", "paro", "prio"];
    let (mut times, mut ended, mut cells) = (Vec::new(), Vec::new(), Vec::new());
    for (line, [week, arrest, rest @ ..]) in columns(first(texts), names)? {
        times.push(number(line, &week)?);
        ended.push(arrest == "1");
        for cell in rest {
            cells.push(number(line, &cell)?);
        }
    }
    let golden = &json(texts.get(1))?["rossi"];
    let told = |fault| format!("no model: {fault:?}");
    let spells = Spells::new(&times, &ended).map_err(|fault| format!("no spells: {fault:?}"))?;
    let curve = kaplan_meier(&spells, 0.95).map_err(|fault| format!("no curve: {fault:?}"))?;
    let mut apart = Apart::default();
    for point in golden["km"]["curve"].as_array().into_iter().flatten() {
        let ours = curve.at(point["t"].as_f64().unwrap_or(0.0));
        // Before the first event there is no band.
        if ours.events > 0.0 {
            apart.see(Some(&ours.survival), &point["S"]);
            apart.see(Some(&ours.low), &point["lo"]);
            apart.see(Some(&ours.high), &point["hi"]);
        }
    }
    let task = "rossi: 432 people, beside lifelines";
    let mut rows = vec![apart.row(task, published::CURVE)];
    let columns = names.len() - 2;
    let found = Sample::new(&spells, &cells, columns, &[]).and_then(|sample| sample.fit(&[])).map_err(told)?;
    let golden = &golden["cox_efron"];
    let mut apart = Apart::default();
    for (own, name) in found.coefficients().iter().zip(names.iter().skip(2)) {
        apart.see(Some(&own.value), &golden["params"][*name]);
        apart.see(Some(&own.error), &golden["se"][*name]);
    }
    apart.see(Some(&found.log_likelihood), &golden["loglik"]);
    if let Some(baseline) = found.baselines().first() {
        for point in golden["baseline_cumhaz_centered"].as_array().into_iter().flatten() {
            let time = point[0].as_f64().unwrap_or(0.0);
            apart.see(Some(&baseline.at(time)), &point[1]);
        }
    }
    rows.push(apart.row(task, published::HAZARDS));
    Ok(rows)
}

fn json(text: Option<&String>) -> Result<Value, String> {
    // lifelines writes medians that are not reached as `Infinity`, which is no JSON.
    let text = text.map_or("", String::as_str).replace("Infinity", "null").replace("NaN", "null");
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

/// The largest difference of figures, as a share of theirs where that is above 1.
#[derive(Debug, Default)]
struct Apart {
    most: f64,
    figures: usize,
}

impl Apart {
    fn see(&mut self, ours: Option<&f64>, theirs: &Value) {
        let (ours, theirs) = (ours.copied().unwrap_or(f64::NAN), theirs.as_f64().unwrap_or(f64::NAN));
        let off = (ours - theirs).abs() / theirs.abs().max(1.0);
        // What is not a number is the farthest.
        if !(off <= self.most || self.most.is_nan()) {
            self.most = off;
        }
        self.figures += 1;
    }

    /// Two numbers of figures that should be one.
    fn count(&mut self, ours: usize, theirs: usize) {
        if ours != theirs {
            self.most = f64::INFINITY;
        }
    }

    fn row(&self, task: &str, method: &'static str) -> Row {
        let (goal, others) = find(published::REFERENCES, method, APART);
        let ours = if self.figures > 0 { self.most } else { f64::NAN };
        let task = task.to_owned();
        Row { task, method, figure: APART, ours, form: Form::Small, goal, others }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_difference_counts_and_what_is_missing_is_the_farthest() {
        let mut apart = Apart::default();
        apart.see(Some(&1.5), &Value::from(1.0));
        apart.see(Some(&101.0), &Value::from(100.0));
        assert_eq!(apart.most, 0.5);
        apart.see(Some(&1.0), &Value::Null);
        assert!(apart.most.is_nan());
        apart.see(Some(&1.0), &Value::from(1.0));
        assert!(apart.row("", "").ours.is_nan());
    }
}
