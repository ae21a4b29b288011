//! Whom a model marks, counted by hand.

use serde_json::{Value, json};

use super::rule::Company;
use super::{number, policy};
use crate::document;

fn ask(company: &Company, facts: &Value, audit: &Value, prior: &Value) -> Value {
    let drivers = json!([{"id": "position", "source": {"kind": "position"}}]);
    let request = json!({"as_of": company.as_of(), "window": 12, "prior": prior, "audit": audit}).to_string();
    let answer = document::fit_attrition(&policy(&drivers), facts.to_string().as_bytes(), request.as_bytes()).unwrap();
    serde_json::from_str(&answer).unwrap()
}

fn pack() -> Value {
    json!({"schema_version": "1.5", "id": "pack", "version": "1", "rate": "0.02", "terms": [
        {"driver": {"id": "position", "source": {"kind": "position"}}, "levels": [{"id": "driver", "adds": 1}]}]})
}

/// Ten people for a year, of whom two drive: their 24 of 120 months are the fifth that is marked.
#[test]
fn a_fifth_is_marked() {
    let company = Company { people: 10, months: 12, chance: |_, _| 0 };
    let mut facts = company.facts(&[]);
    for (number, person) in facts["employees"].as_array_mut().unwrap().iter_mut().enumerate() {
        person["positions"][0]["position"] = json!(if number < 2 { "driver" } else { "clerk" });
    }
    let group = |id: &str, people: &[&str]| json!({"id": id, "employees": people});
    let audit = json!([
        {"id": "even", "groups": [group("a", &["e0", "e2", "e3", "e4", "e5"]), group("b", &["e1", "e6", "e7", "e8", "e9"])]},
        {"id": "uneven", "groups": [group("a", &["e0", "e2", "e3", "e4"]), group("b", &["e1", "e5", "e6", "e7", "e8", "e9"])]},
        {"id": "one_side", "groups": [group("a", &["e0", "e1", "e2", "e3"]), group("b", &["e4", "e5"])]},
        {"id": "alone", "groups": [group("a", &["e0"])]}]);
    let answer = ask(&company, &facts, &audit, &pack());
    assert_eq!(answer["method"], json!("intercept"));
    let results = answer["audit"].as_array().unwrap();
    let shares = |result: &Value| -> Vec<f64> {
        result["groups"].as_array().unwrap().iter().map(|group| number(&group["marked"])).collect()
    };
    assert_eq!(shares(&results[0]), [0.2, 0.2]);
    assert_eq!((number(&results[0]["ratio"]), &results[0]["caveats"]), (1.0, &json!(["few_people"])));
    // A quarter and a sixth: two thirds.
    assert_eq!(
        (number(&results[1]["ratio"]), &results[1]["caveats"]),
        (0.666_667, &json!(["four_fifths", "few_people"]))
    );
    assert_eq!(shares(&results[2]), [0.5, 0.0]);
    assert_eq!((number(&results[2]["ratio"]), results[2]["groups"][0]["months"].as_u64()), (0.0, Some(48)));
    assert_eq!((&results[3]["ratio"], shares(&results[3])), (&Value::Null, vec![1.0]));
    // One rate for all marks nobody.
    let rate = json!({"schema_version": "1.5", "id": "pack", "version": "1", "rate": "0.02"});
    let answer = ask(&company, &facts, &audit, &rate);
    assert_eq!((&answer["method"], &answer["audit"][0]["groups"][0]["marked"]), (&json!("rate"), &Value::Null));
}

#[test]
fn what_people_are_is_no_driver() {
    let company = Company { people: 10, months: 12, chance: |_, _| 0 };
    let text = pack().to_string().replace(r#""id":"position""#, r#""id":"marital_status""#);
    let prior: Value = serde_json::from_str(&text).unwrap();
    let request = json!({"as_of": company.as_of(), "prior": prior}).to_string();
    let facts = company.facts(&[]).to_string();
    let problems = document::fit_attrition(&policy(&json!([])), facts.as_bytes(), request.as_bytes()).unwrap_err();
    let said: Vec<_> = problems.iter().map(|problem| (problem.code.as_str(), problem.pointer.as_str())).collect();
    assert_eq!(said, [("attribute_protected", "/prior/terms/0/driver/id")]);
}
