//! Fits to companies made by a rule. What a model is worth was computed beforehand in Python (scikit-learn) from the same
//! rule: `rule` there is a dozen lines of arithmetic.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod audit;
mod covariance;
mod rule;
mod ways;

use serde_json::{Value, json};

use crate::{Engine, document};
use rule::Company;

pub fn policy(drivers: &Value) -> Engine {
    let metric = |id: &str| json!({"id": id, "unit": "number", "direction": "lower"});
    let policy = json!({"schema_version": "1.5", "id": "shop", "version": "1", "effective_from": "2020-01-01",
        "metrics": [metric("load"), metric("noise")], "scorecards": [],
        "positions": [{"id": "clerk"}, {"id": "driver"}], "units": [{"id": "north"}, {"id": "south"}],
        "attrition": {"drivers": drivers}});
    Engine::compile(policy.to_string().as_bytes()).unwrap()
}

pub fn metric(id: &str) -> Value {
    json!({"id": id, "source": {"kind": "metric", "metric": id}, "role": "act_on"})
}

/// Asks for a model of all months of a company.
pub fn fit(engine: &Engine, company: &Company, facts: &Value, more: &[(&str, Value)]) -> Value {
    let mut request = json!({"as_of": company.as_of(), "window": company.months});
    for (field, value) in more {
        request[*field] = value.clone();
    }
    let answer = document::fit_attrition(engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
    let answer: Value = serde_json::from_str(&answer.unwrap_or_else(|problems| panic!("{problems}"))).unwrap();
    assert_eq!(answer["problems"], json!([]));
    answer
}

pub fn number(value: &Value) -> f64 {
    value.as_f64().or_else(|| value.as_str().and_then(|text| text.parse().ok())).unwrap()
}
