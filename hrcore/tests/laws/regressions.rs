//! Faults found by reading and by these laws, each with the input that showed it.

use hrcore::{Engine, document};
use serde_json::{Value, json};

use super::documents::{compile, employee, june, one_line, one_value, policy, read, score};

fn rising(unit: &str) -> Value {
    json!({"unit": unit, "direction": "higher", "source": "s"})
}

fn record(employee: &str, period: &str, value: &Value) -> Value {
    json!({"metric": "m", "employee": employee, "period": period, "value": value})
}

/// `or(quotient)` divided by an agreed target of zero, whether the quotient was needed or not.
#[test]
fn an_agreed_target_of_zero_is_refused_and_the_policys_holds() {
    let policy = one_line(&rising("number"), &json!({"method": {"kind": "ratio"}, "target": 5, "floor": null}));
    let mut facts = one_value(&json!(-1));
    facts["targets"] = json!([{"metric": "m", "employee": "e", "period": "2025-06", "value": 0}]);
    let answer = score(&compile(&policy), &facts, "2025-06");
    assert_eq!(answer["problems"][0]["code"], "target_not_positive", "{answer}");
    assert_eq!(answer["problems"][0]["pointer"], "/targets/0/value", "{answer}");
    // 100 · −1/5.
    assert_eq!(answer["results"][0]["total"], "-20", "{answer}");
}

/// A position that is not scored was forgotten when the evidence was gathered.
#[test]
fn evidence_is_of_the_value_that_was_scored() {
    let policy = one_line(&rising("count"), &json!({"method": {"kind": "ratio"}, "target": 5}));
    let positions = json!([{"position": "guest", "from": "2025-06-01", "to": "2025-06-15"},
        {"position": "worker", "from": "2025-06-16"}]);
    // The month's record can be attributed to neither position, the early one only to the first.
    for (period, state) in [("2025-06", "missing"), ("2025-06-02", "missing"), ("2025-06-20", "value")] {
        let facts = json!({"employees": [{"id": "e", "positions": positions}], "observations": [record("e", period, &json!(5))]});
        let line = june(&policy, &facts)["positions"][0]["lines"][0].clone();
        assert_eq!(line["state"], state, "{line}");
        assert_eq!(line["inputs"][0]["state"], state, "{line}");
    }
}

/// A record that does not apply was counted among those without parts.
#[test]
fn a_rate_leaves_out_what_does_not_apply() {
    let policy = one_line(&rising("percent"), &json!({"method": {"kind": "ratio"}, "target": 100}));
    let mut facts = one_value(&json!({"part": 28, "whole": 30}));
    let other = record("e", "2025-06", &json!({"part": 27, "whole": 30}));
    let none = json!({"metric": "m", "employee": "e", "period": "2025-06", "state": "not_applicable"});
    for (number, mut more) in [other, none].into_iter().enumerate() {
        more["record"] = json!(format!("r{number}"));
        facts["observations"].as_array_mut().unwrap().push(more);
    }
    // 55 of 60.
    assert_eq!(june(&policy, &facts)["total_exact"], "275/3");
}

/// The records of someone who stands in the list twice went to the second entry when it came next.
#[test]
fn records_go_to_the_first_of_two_equal_employees() {
    let policy = one_line(&rising("number"), &json!({"method": {"kind": "ratio"}, "target": 5}));
    let facts = json!({"employees": [employee("a"), employee("b"), employee("a")],
        "observations": [record("b", "2025-06", &json!(4)), record("a", "2025-06", &json!(3))]});
    let answer = score(&compile(&policy), &facts, "2025-06");
    assert_eq!(answer["problems"][0]["pointer"], "/employees/2/id");
    assert_eq!(answer["results"][0]["total"], "60");
    assert_eq!(answer["results"][1]["total"], "80");
}

/// The field that tells methods apart could stand there twice.
#[test]
fn a_second_kind_is_a_duplicate_key() {
    let policy = one_line(&rising("number"), &json!({"method": {"kind": "ratio"}, "target": 5})).to_string();
    let policy = policy.replace(r#""kind":"ratio""#, r#""kind":"ratio","kind":"binary""#);
    let problems = Engine::compile(policy.as_bytes()).unwrap_err();
    let found: Vec<_> = problems.iter().map(|problem| (problem.code.as_str(), problem.pointer.as_str())).collect();
    assert_eq!(found, [("json_duplicate_key", "/scorecards/0/sections/0/lines/0/method/kind")]);
}

/// Of several records of one period, only one was left out when another period overlapped them.
#[test]
fn all_records_of_an_overlapping_period_are_left_out() {
    let policy = one_line(&rising("count"), &json!({"method": {"kind": "ratio"}, "target": 100}));
    let mut facts = one_value(&json!(10));
    facts["observations"][0]["period"] = json!("2025-06-11");
    for name in ["first", "second"] {
        let mut week = record("e", "2025-W24", &json!(30));
        week["record"] = json!(name);
        facts["observations"].as_array_mut().unwrap().push(week);
    }
    let answer = score(&compile(&policy), &facts, "2025-06");
    let found: Vec<_> = answer["problems"].as_array().unwrap().iter().map(|problem| &problem["pointer"]).collect();
    assert_eq!(found, ["/observations/1", "/observations/2"]);
    assert_eq!(answer["results"][0]["total"], "10");
}

/// An exponent was cut off at a million, which more zeros than that could not make up for.
#[test]
fn zeros_and_exponents_cancel_however_many() {
    let policy = one_line(&rising("number"), &json!({"method": {"kind": "ratio"}, "target": 100})).to_string();
    let engine = Engine::compile(policy.as_bytes()).unwrap();
    let many = 1_000_005;
    let value = format!("1{}e-{many}", "0".repeat(many));
    let facts = one_value(&json!("VALUE")).to_string().replace("\"VALUE\"", &value);
    let answer = document::score(&engine, facts.as_bytes(), br#"{"period": "2025-06"}"#).unwrap();
    assert_eq!(read(&answer)["results"][0]["total"], "1");
}

/// Targets are stated for a base period, so that a quarter's progress was measured against a month's target.
#[test]
fn progress_is_of_a_base_period() {
    let policy = one_line(&rising("count"), &json!({"method": {"kind": "ratio"}, "target": 100}));
    let facts = one_value(&json!(60)).to_string();
    let request = br#"{"period": "2025-Q2", "as_of": "2025-06-30"}"#;
    let problems = document::progress(&compile(&policy), facts.as_bytes(), request).unwrap_err();
    let found: Vec<_> = problems.iter().map(|problem| (problem.code.as_str(), problem.pointer.as_str())).collect();
    assert_eq!(found, [("period_unsupported", "/period")]);
}

/// A position held twice took the record of the whole period twice.
#[test]
fn a_record_that_names_a_position_counts_once() {
    // Held on days 1 to 15 and 16 to 30, in two units: 100 in the month is the target, not twice the target.
    let mut policy = one_line(&rising("count"), &json!({"method": {"kind": "ratio"}, "target": 100, "cap": 200}));
    policy["units"] = json!([{"id": "a"}, {"id": "b"}]);
    let positions = json!([{"position": "worker", "unit": "a", "from": "2025-06-01", "to": "2025-06-15"},
        {"position": "worker", "unit": "b", "from": "2025-06-16"}]);
    let mut whole = record("e", "2025-06", &json!(100));
    whole["position"] = json!("worker");
    let facts = json!({"employees": [{"id": "e", "positions": positions}], "observations": [whole]});
    assert_ne!(june(&policy, &facts)["total"], "200");
}

/// Labels that are numbers are the same when their values are.
#[test]
fn a_label_may_look_like_a_number() {
    let metric = json!({"unit": "label", "direction": "higher"});
    let labels = json!([{"label": "1.0", "score": 70}]);
    let policy = one_line(&metric, &json!({"method": {"kind": "label", "labels": labels}}));
    assert_eq!(june(&policy, &one_value(&json!("1.0")))["total"], "70");
}

/// What is asked of someone whose record is bad answers with the problem of the record.
#[test]
fn a_bad_record_does_not_fail_the_call_that_asks_for_it() {
    let engine = compile(&policy(
        &json!([{"id": "m", "unit": "number", "direction": "higher"}]),
        &json!([
        {"id": "l", "metric": "m", "weight": 100, "target": 1, "method": {"kind": "ratio"}}]),
    ));
    let facts = json!({"employees": [{"id": "e", "positions": [{"position": "worker", "from": "2025-02-29"}]}]});
    let request = br#"{"period": "2025-06", "employees": ["e"]}"#;
    let answer = document::score(&engine, facts.to_string().as_bytes(), request).unwrap();
    assert_eq!(read(&answer)["problems"][0]["pointer"], "/employees/0/positions/0/from");
}

/// The document layer writes the head of an answer before the results are there; it is the answer of the typed layer.
#[test]
fn the_text_and_the_typed_answer_are_one() {
    let engine = compile(&one_line(&rising("number"), &json!({"method": {"kind": "ratio"}, "target": 3})));
    let facts = json!({
        "employees": [employee("e"), employee("f"), {"id": "g"}],
        "observations": [record("e", "2025-06", &json!("2.8")), record("nobody", "2025-06", &json!(1))]
    });
    let facts = facts.to_string();
    let typed = hrcore::Facts::parse(facts.as_bytes(), hrcore::Limits::default()).unwrap();
    for (detail, version) in [("full", None), ("totals", Some("1"))] {
        let text = json!({"period": "2025-06", "detail": detail, "policy_version": version}).to_string();
        let mut request = hrcore::request::ScoreRequest::new("2025-06".parse().unwrap());
        if detail == "totals" {
            request.detail = hrcore::request::DetailWord::Totals;
        }
        request.policy_version = version.and_then(hrcore::values::Id::new);
        let report = engine.score(&typed, &request).unwrap();
        assert_eq!((report.results.len(), report.problems.len()), (2, 2));
        assert_eq!(document::score(&engine, facts.as_bytes(), text.as_bytes()).unwrap(), report.to_json());
        let mut results = Vec::new();
        let mut head = engine.score_each(&typed, &request, |result| results.push(result)).unwrap();
        assert_eq!(head.results, []);
        head.results = results;
        assert_eq!(head, report);
    }
}
