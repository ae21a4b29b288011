//! The cases, run in Rust.

use hrcore_conformance::{cases_directory, check, load};
use std::collections::BTreeSet;

#[test]
fn every_case_holds() {
    let cases = load(&cases_directory()).unwrap();
    let mut failed = Vec::new();
    let mut report = String::new();
    for case in &cases {
        let failures = check(case).1;
        if !failures.is_empty() {
            failed.push(case.id.as_str());
        }
        for failure in failures {
            report.push_str(&format!("{failure}\n"));
        }
    }
    assert!(failed.is_empty(), "{report}\n{} of {} cases fail: {}", failed.len(), cases.len(), failed.join(" "));
}

/// A case by hand without its arithmetic cannot be reviewed.
#[test]
fn every_hand_case_shows_its_arithmetic() {
    let silent: Vec<_> = load(&cases_directory())
        .unwrap()
        .into_iter()
        .filter(|c| c.by == "hand" && c.arithmetic.is_empty() && !(c.expect.is_empty() && c.near.is_empty()))
        .map(|c| c.id)
        .collect();
    assert!(silent.is_empty(), "no arithmetic in {silent:?}");
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    requirement: String,
    figure: String,
    cases: Vec<String>,
}

#[test]
fn every_figure_names_cases_that_exist() {
    let file = cases_directory().with_file_name("figures.json");
    let text = std::fs::read_to_string(&file).unwrap();
    let figures: Vec<Figure> = serde_json::from_str(&text).unwrap();
    assert!(!figures.is_empty());
    let cases = load(&cases_directory()).unwrap();
    let ids: BTreeSet<&str> = cases.iter().map(|c| c.id.as_str()).collect();
    let mut wrong = Vec::new();
    for Figure { requirement, figure, cases } in &figures {
        if cases.is_empty() {
            wrong.push(format!("{requirement} {figure}: no case"));
        }
        for case in cases.iter().filter(|c| !ids.contains(c.as_str())) {
            wrong.push(format!("{requirement} {figure}: there is no case `{case}`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every requirement that is met has figures, so that none can be forgotten in silence.
#[test]
fn every_requirement_has_figures() {
    let text = std::fs::read_to_string(cases_directory().with_file_name("figures.json")).unwrap();
    let figures: Vec<Figure> = serde_json::from_str(&text).unwrap();
    let scoring = (1..=10).map(|number| format!("K{number}"));
    let promotion = (1..=7).map(|number| format!("P{number}"));
    let planning = ["L1", "L2", "L3", "L4", "G1", "G2", "T1", "T2", "T3", "T4", "J1", "J2", "J3"].map(String::from);
    let money = ["I1", "I2", "I3", "I4", "A1", "A2", "A3"].map(String::from);
    let forecasts = ["F1", "F2", "F3", "F4", "F5"].map(String::from);
    for requirement in scoring.chain(promotion).chain(planning).chain(money).chain(forecasts) {
        assert!(figures.iter().any(|f| f.requirement == requirement), "{requirement} has none");
    }
}
