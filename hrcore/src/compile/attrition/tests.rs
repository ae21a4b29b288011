//! Drivers and signals as a policy states them.

use serde_json::{Value, json};

use crate::Engine;

fn policy(attrition: &Value) -> Value {
    json!({
        "schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [
            {"id": "roi", "unit": "multiple", "direction": "higher"},
            {"id": "mood", "unit": "label", "direction": "higher"},
            {"id": "m7", "name": {"en": "Employee age", "zh": "员工年龄"}, "unit": "number", "direction": "higher"},
            {"id": "m8", "name": {"zh": "性别"}, "unit": "number", "direction": "higher"}],
        "scorecards": [], "positions": [{"id": "clerk"}],
        "attrition": attrition
    })
}

/// The code, place and hint of each problem.
fn problems(attrition: &Value) -> Vec<(String, String, String)> {
    let Err(problems) = Engine::compile(policy(attrition).to_string().as_bytes()) else { return Vec::new() };
    let told = |p: &crate::Problem| (p.code.to_string(), p.pointer.clone(), p.hint.clone().unwrap_or_default());
    problems.iter().map(told).collect()
}

fn drivers(drivers: &Value) -> Vec<(String, String, String)> {
    problems(&json!({"drivers": drivers}))
}

fn problem(code: &str, pointer: &str, hint: &str) -> (String, String, String) {
    (code.to_owned(), pointer.to_owned(), hint.to_owned())
}

#[test]
fn every_kind_of_driver_is_taken() {
    let kinds = [
        "tenure",
        "position_tenure",
        "position",
        "unit",
        "score",
        "overtime",
        "absence",
        "pay_position",
        "achievements",
        "team_leavers",
    ];
    let mut all: Vec<Value> = kinds.iter().map(|kind| json!({"id": kind, "source": {"kind": kind}})).collect();
    for view in ["last", "mean3", "slope", "months_since"] {
        all.push(json!({"id": format!("roi_{view}"), "source": {"kind": "metric", "metric": "roi"}, "view": view}));
        all.push(json!({"id": format!("over_{view}"), "source": {"kind": "overtime"}, "view": view, "role": "act_on"}));
    }
    assert_eq!(drivers(&json!(all)), []);
}

#[test]
fn what_people_are_is_refused_wherever_it_is_said() {
    let hint = "take it for the audit of `fit_attrition`";
    let found = drivers(&json!([
        {"id": "employeeAge", "source": {"kind": "tenure"}},
        {"id": "d1", "name": {"en": "Time", "zh": "婚姻"}, "source": {"kind": "tenure"}},
        {"id": "d2", "source": {"kind": "metric", "metric": "m7"}},
        {"id": "d3", "source": {"kind": "metric", "metric": "m8"}},
        {"id": "wages", "source": {"kind": "pay_position"}}
    ]));
    let expected = [
        "/attrition/drivers/0/id",
        "/attrition/drivers/1/name",
        "/attrition/drivers/2/source/metric",
        "/attrition/drivers/3/source/metric",
    ];
    assert_eq!(found, expected.map(|at| problem("attribute_protected", at, hint)));
}

#[test]
fn drivers_have_to_fit() {
    let found = drivers(&json!([
        {"id": "a", "source": {"kind": "metric", "metric": "mood"}},
        {"id": "b", "source": {"kind": "metric", "metric": "rio"}},
        {"id": "c", "source": {"kind": "tenure"}, "view": "slope"},
        {"id": "c", "source": {"kind": "unit"}},
    ]));
    let views = "metrics, scores, overtime and absence are looked at so; leave `view` out";
    assert_eq!(
        found,
        [
            problem("id_duplicate", "/attrition/drivers/3/id", ""),
            problem("value_mismatch", "/attrition/drivers/0/source/metric", ""),
            problem("reference_unknown", "/attrition/drivers/1/source/metric", "did you mean `roi`?"),
            problem("method_mismatch", "/attrition/drivers/2/view", views),
        ]
    );
}

#[test]
fn there_are_at_most_32_of_each() {
    let driver = |number: usize| json!({"id": format!("d{number}"), "source": {"kind": "tenure"}});
    let signal = |number: usize| json!({"id": format!("s{number}"), "when": {"metric": "roi", "at_least": 1}});
    let of = |count: usize| {
        let drivers: Vec<Value> = (0..count).map(driver).collect();
        let signals: Vec<Value> = (0..count).map(signal).collect();
        problems(&json!({"drivers": drivers, "signals": signals}))
    };
    assert_eq!(of(32), []);
    let expected = ["/attrition/drivers", "/attrition/signals"].map(|at| problem("limit_exceeded", at, ""));
    assert_eq!(of(33), expected);
}

#[test]
fn signals_are_conditions() {
    let found = problems(&json!({"signals": [
        {"id": "a", "when": {"metric": "rio", "at_least": 1}},
        {"id": "a", "when": {"tenure": "company", "months": 3}}]}));
    let expected = [
        problem("id_duplicate", "/attrition/signals/1/id", ""),
        problem("reference_unknown", "/attrition/signals/0/when/metric", "did you mean `roi`?"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_drivers_and_signals_read_is_read() {
    let unread = |attrition: &Value| {
        let engine = Engine::compile(policy(attrition).to_string().as_bytes()).unwrap();
        let advice = engine.lint().advice.into_iter().filter(|advice| advice.code == "metric_unused");
        advice.map(|advice| advice.pointer).collect::<Vec<_>>()
    };
    let all = ["/metrics/0", "/metrics/1", "/metrics/2", "/metrics/3"];
    assert_eq!(unread(&json!({})), all);
    assert_eq!(unread(&json!({"drivers": [{"id": "a", "source": {"kind": "metric", "metric": "roi"}}]})), all[1..]);
    assert_eq!(unread(&json!({"signals": [{"id": "a", "when": {"metric": "roi", "at_least": 1}}]})), all[1..]);
}

#[test]
fn signals_are_advised_on() {
    let both = json!({"all": [{"metric": "roi", "at_least": 3}, {"metric": "roi", "at_most": 2}]});
    let text = policy(&json!({"signals": [{"id": "a", "when": both}]})).to_string();
    let advice = Engine::compile(text.as_bytes()).unwrap().lint().advice;
    assert!(advice.iter().any(|advice| advice.pointer.starts_with("/attrition/signals/0/when")), "{advice:?}");
}
