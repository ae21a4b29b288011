//! Which way is taken, and why no other.

use serde_json::{Value, json};

use super::rule::{Company, LOAD, NOISE, place, value};
use super::{fit, metric, number, policy};

fn by_load(person: u32, month: u32) -> u32 {
    let load = value(LOAD, person, month - 1);
    5 * load * load
}

fn by_both(person: u32, month: u32) -> u32 {
    let load = value(LOAD, person, month - 1);
    4 * load * load * if value(NOISE, person, month - 1) >= 8 { 3 } else { 1 }
}

fn methods(answer: &Value) -> Vec<&str> {
    answer["tried"].as_array().unwrap().iter().map(|tried| tried["method"].as_str().unwrap()).collect()
}

fn near(value: &Value, expected: f64, by: f64) {
    assert!((number(value) - expected).abs() < by, "{value} and not {expected}");
}

/// By scikit-learn's `LogisticRegression(C=0.1)` of both drivers, standardised: an AUC of 0.76649 in the last six months,
/// and 1.14698, −0.02527 and −4.50766 of all.
#[test]
fn a_strong_driver_is_found_and_noise_is_not() {
    let company = Company { people: 600, months: 24, chance: by_load };
    let facts = company.facts(&[("load", LOAD), ("noise", NOISE)]);
    let found = fit(&policy(&json!([metric("load"), metric("noise")])), &company, &facts, &[]);
    assert_eq!((&found["tier"], &found["method"]), (&json!(3), &json!("own")));
    assert_eq!(found["limits"], json!(["few_people", "few_leavers", "no_prior"]));
    assert_eq!(methods(&found), ["rate", "own"]);
    let model = &found["model"];
    assert_eq!((&model["fitted"]["months"], &model["fitted"]["leavers"]), (&json!(11_699), &json!(223)));
    assert_eq!((&model["validation"]["months"], &model["validation"]["leavers"]), (&json!(2418), &json!(49)));
    near(&model["validation"]["auc"], 0.76649, 1e-5);
    near(&model["terms"][0]["line"], 1.14698, 1e-4);
    near(&model["terms"][1]["line"], -0.02527, 1e-4);
    near(&model["intercept"], -4.50766, 1e-4);
    points_add_up(&model["scorecard"]);
    let noise = fit(&policy(&json!([metric("noise")])), &company, &facts, &[]);
    assert_eq!((&noise["tier"], &noise["method"]), (&json!(3), &json!("rate")));
    assert_eq!(noise["limits"], json!(["few_people", "few_leavers", "no_prior", "not_better_than_rate"]));
    assert_eq!(noise["model"]["terms"], Value::Null);
}

/// On paper: at most twenty items, and what anybody has is listed.
fn points_add_up(card: &Value) {
    let items = card["items"].as_array().unwrap();
    assert!(!items.is_empty() && items.len() <= 20);
    assert!(number(&card["auc"]) > 0.7);
    let chances: Vec<(f64, f64)> = card["chances"]
        .as_array()
        .unwrap()
        .iter()
        .map(|chance| (number(&chance["points"]), number(&chance["chance"])))
        .collect();
    assert!(chances.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1), "{chances:?}");
    let total = |load: u32, noise: u32| {
        let holds = |item: &&Value| {
            let value = f64::from(if item["driver"] == "load" { load } else { noise });
            value >= number(&item["from"])
        };
        items.iter().filter(holds).fold(0.0, |sum, item| sum + number(&item["points"]))
    };
    for load in 0..11 {
        for noise in 0..11 {
            let total = total(load, noise);
            assert_eq!(chances.iter().filter(|chance| chance.0 == total).count(), 1, "{load} {noise}");
        }
    }
    assert!(total(10, 0) > total(0, 0));
}

fn pack(terms: &Value) -> Value {
    json!({"schema_version": "1.5", "id": "pack", "version": "7", "rate": "0.02", "terms": terms})
}

/// By Newton's method in Python: the level −4.19773 and the stretch 1.66554 of a line of 0.5, with precisions 4 and 25.
#[test]
fn a_prior_is_stretched() {
    let company = Company { people: 300, months: 24, chance: by_load };
    let facts = company.facts(&[("load", LOAD)]);
    let pack = pack(&json!([{"driver": metric("load"), "centre": 5, "spread": 3, "line": "0.5"}]));
    let found = fit(&policy(&json!([metric("load")])), &company, &facts, &[("prior", pack)]);
    assert_eq!((&found["tier"], &found["method"]), (&json!(2), &json!("slope")));
    assert_eq!(found["limits"], json!(["few_people"]));
    assert_eq!(methods(&found), ["rate", "intercept", "slope"]);
    let model = &found["model"];
    near(&model["terms"][0]["line"], 0.832_770, 1e-5);
    near(&model["intercept"], -4.197_726, 1e-4);
    near(&model["validation"]["auc"], 0.797_284, 1e-5);
    assert_eq!((&model["fitted"]["prior"], &model["fitted"]["prior_version"]), (&json!("pack"), &json!("7")));
    assert_eq!(model["scorecard"], Value::Null);
}

/// What a prior adds by pairs is moved and stretched with the rest.
#[test]
fn the_pairs_of_a_prior_are_kept() {
    let company = Company { people: 300, months: 24, chance: by_load };
    let facts = company.facts(&[("load", LOAD)]);
    // The same as a line, by cells: 0 to 10 in steps of a sixth.
    let edges: Vec<f64> = (0..10).map(|edge| f64::from(edge) + 0.5).collect();
    let row: Vec<String> = (0..11).map(|load| format!("{:.6}", (f64::from(load) - 5.0) / 6.0)).collect();
    let mut cells: Vec<String> = row.iter().flat_map(|cell| [cell.clone(), cell.clone()]).collect();
    cells.extend(["0".to_owned(), "0".to_owned()]);
    let mut pack =
        pack(&json!([{"driver": metric("load")}, {"driver": {"id": "tenure", "source": {"kind": "tenure"}}}]));
    pack["pairs"] =
        json!([{"first": "load", "second": "tenure", "first_edges": edges, "second_edges": [], "cells": cells}]);
    let found = fit(&policy(&json!([metric("load")])), &company, &facts, &[("prior", pack)]);
    assert_eq!(found["method"], json!("slope"));
    let model = &found["model"];
    near(&model["validation"]["auc"], 0.797_284, 1e-5);
    near(&model["intercept"], -4.197_726, 1e-4);
    // Of a load of 10: 5/6 of a line of 0.5, stretched.
    near(&model["pairs"][0]["cells"][20], 1.665_540 * 5.0 / 6.0, 1e-4);
    let request = json!({"as_of": company.as_of(), "model": model.clone()}).to_string();
    let engine = policy(&json!([metric("load")]));
    let answer = crate::document::attrition(&engine, facts.to_string().as_bytes(), request.as_bytes()).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["method"], json!("slope"));
    let person = &answer["people"][0];
    assert_eq!((&person["reasons"][0]["driver"], &person["reasons"][0]["with"]), (&json!("load"), &json!("tenure")));
    near(&person["reasons"][0]["adds"], 1.665_540 * 5.0 / 6.0, 1e-4);
}

/// The prior has the curve of the load, which a line has not, and knows nothing of what trebles it.
#[test]
fn a_prior_is_kept_with_own_deviations() {
    let company = Company { people: 900, months: 24, chance: by_both };
    let facts = company.facts(&[("load", LOAD), ("noise", NOISE)]);
    let bends = [-2.91, -2.73, -1.34, -0.53, 0.04, 0.49, 0.85, 1.16, 1.43, 1.66, 1.88];
    let knots: Vec<u32> = (0..11).collect();
    let pack = pack(&json!([{"driver": metric("load"), "knots": knots, "bends": bends}]));
    let found = fit(&policy(&json!([metric("load"), metric("noise")])), &company, &facts, &[("prior", pack)]);
    assert_eq!((&found["tier"], &found["method"]), (&json!(3), &json!("deviations")), "{}", found["tried"]);
    assert_eq!(methods(&found), ["rate", "intercept", "slope", "deviations", "own"]);
    assert_eq!(found["limits"], json!(["few_people", "few_leavers", "not_better_than_simpler"]));
    let ids: Vec<&Value> =
        found["model"]["terms"].as_array().unwrap().iter().map(|term| &term["driver"]["id"]).collect();
    assert_eq!(ids, ["load", "load.own", "noise"]);
    assert!(number(&found["model"]["terms"][2]["line"]) > 0.3);
}

/// Whoever is a clerk in the north or a driver in the south seldom leaves: neither tells anything by itself.
#[test]
fn a_pair_is_found() {
    let chance = |person: u32, _: u32| if place(person).0 == place(person).1 { 60 } else { 400 };
    let company = Company { people: 5200, months: 12, chance };
    let facts = company.facts(&[]);
    let drivers =
        json!([{"id": "position", "source": {"kind": "position"}}, {"id": "unit", "source": {"kind": "unit"}}]);
    // A prior that looks at something else as well: its columns are no own ones.
    let tenure = json!({"driver": {"id": "tenure", "source": {"kind": "tenure"}}, "centre": 0, "spread": 1, "line": 0});
    let more = [("prior", pack(&json!([tenure])))];
    let found = fit(&policy(&drivers), &company, &facts, &more);
    assert_eq!((&found["tier"], &found["method"]), (&json!(4), &json!("pairs")), "{}", found["tried"]);
    let model = &found["model"];
    let pairs = model["pairs"].as_array().unwrap();
    assert_eq!((pairs.len(), &pairs[0]["first"], &pairs[0]["second"]), (1, &json!("position"), &json!("unit")));
    // By scikit-learn of the two halves that leave as often as 60 and as 400 of 10 000.
    near(&model["validation"]["auc"], 0.72003, 0.005);
    // A policy in which the positions stand in another order, behind a new one, asks the same model.
    let ask = |engine: &crate::Engine| {
        let request =
            json!({"as_of": company.as_of(), "model": model, "employees": ["e0", "e1", "e2", "e3"]}).to_string();
        let answer = crate::document::attrition(engine, facts.to_string().as_bytes(), request.as_bytes()).unwrap();
        let mut answer: Value = serde_json::from_str(&answer).unwrap();
        answer["people"].take()
    };
    let usual = ask(&policy(&drivers));
    assert!(usual.as_array().is_some_and(|people| !people.is_empty()));
    let turned = json!({"schema_version": "1.5", "id": "shop", "version": "1", "effective_from": "2020-01-01",
        "metrics": [], "scorecards": [], "positions": [{"id": "guard"}, {"id": "driver"}, {"id": "clerk"}],
        "units": [{"id": "south"}, {"id": "north"}]});
    assert_eq!(usual, ask(&crate::Engine::compile(turned.to_string().as_bytes()).unwrap()));
}

#[test]
fn what_is_too_little_is_said() {
    let limits = |people: u32, months: u32, chance: fn(u32, u32) -> u32, drivers: &Value, more: &[(&str, Value)]| {
        let company = Company { people, months, chance };
        let answer = fit(&policy(drivers), &company, &company.facts(&[("load", LOAD)]), more);
        (answer["tier"].as_u64().unwrap(), answer["method"].as_str().unwrap().to_owned(), answer["limits"].clone())
    };
    let load = json!([metric("load")]);
    let with = || [("prior", pack(&json!([{"driver": metric("load"), "centre": 5, "spread": 3, "line": "0.5"}])))];
    let of = |tier: u64, method: &str, limits: &[&str]| (tier, method.to_owned(), json!(limits));
    assert_eq!(limits(9, 12, by_load, &load, &with()), of(0, "rate", &["few_people"]));
    assert_eq!(limits(30, 11, by_load, &load, &with()), of(0, "rate", &["few_months"]));
    assert_eq!(limits(30, 12, by_load, &load, &with()), of(1, "intercept", &["few_people", "few_leavers"]));
    assert_eq!(limits(30, 12, by_load, &load, &[]), of(1, "rate", &["few_people", "few_leavers", "no_prior"]));
    // Nearly all leave at once: nobody is left to ask about.
    let at_once = |_: u32, month: u32| if month == 2 { 9990 } else { 0 };
    let none = limits(300, 12, at_once, &load, &with());
    assert_eq!((none.0, none.1.as_str()), (2, "intercept"));
    assert!(none.2.as_array().unwrap().contains(&json!("no_backtest")), "{}", none.2);
    // A saved pack is asked as it is.
    let company = Company { people: 30, months: 12, chance: by_load };
    let request = json!({"as_of": company.as_of(), "model": with()[0].1}).to_string();
    let facts = company.facts(&[("load", LOAD)]).to_string();
    let answer = crate::document::attrition(&policy(&load), facts.as_bytes(), request.as_bytes()).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!((&answer["tier"], &answer["method"]), (&json!(1), &json!("prior")));
    assert_eq!(answer["people"][0]["chance"]["source"], json!("prior"));
}
