//! The same curves, tests and hazards by lifelines 0.30.
//!
//! Its figures are read from a JSON file that the user has; with it belongs the table they were computed on.
#![allow(clippy::indexing_slicing, reason = "what a JSON value does not have is null")]

use hrcore_stats::cox::Sample;
use hrcore_stats::survival::Spells;
use hrcore_stats::survival::kaplan_meier::kaplan_meier;
use hrcore_stats::survival::log_rank::log_rank;
use hrcore_stats::survival::nelson_aalen::nelson_aalen;

use super::super::files::{File, columns, number};
use super::super::table::Row;
use super::super::{Extent, Part, first};
use super::apart::{Apart, json};
use super::published;
use super::references::ORACLES;

/// The part.
pub const PART: Part = Part {
    name: "survival by lifelines",
    files: &[
        File { path: "survival/rossi.csv", source: "the data set comes from the Python package lifelines" },
        File { path: "references/survival_oracle.json", source: ORACLES },
    ],
    measure,
};

fn measure(texts: &[String], _: Extent) -> Result<Vec<Row>, String> {
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
    let come = nelson_aalen(&spells, 0.95).map_err(|fault| format!("no hazards: {fault:?}"))?;
    let mut apart = Apart::default();
    for (time, hazard) in golden["km"]["na_at"].as_object().into_iter().flatten() {
        let time: f64 = time.parse().map_err(|_| format!("`{time}` is no time"))?;
        apart.see(come.iter().rev().find(|point| point.time <= time).map(|point| &point.hazard), hazard);
    }
    rows.push(apart.row(task, published::COME));
    let columns = names.len() - 2;
    // The first column says who got money on release.
    let groups: Vec<usize> = cells.iter().step_by(columns).map(|aided| usize::from(*aided > 0.5)).collect();
    let test = log_rank(&spells, &groups).map_err(|fault| format!("no test: {fault:?}"))?;
    let mut apart = Apart::default();
    apart.see(Some(&test.chi_square), &golden["logrank_fin"]["chi2"]);
    apart.see(Some(&test.p), &golden["logrank_fin"]["p"]);
    rows.push(apart.row(task, published::RANKS));
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
