//! Documents, questions, and figures read back exactly.

use hrcore::number::{Decimal, Rational};
use hrcore::{Engine, document};
use serde_json::{Value, json};

/// A policy with one card: its metrics and lines in one section, and bands at 60 and 85.
pub fn policy(metrics: &Value, lines: &Value) -> Value {
    json!({
        "schema_version": "1.0", "id": "laws", "version": "1", "effective_from": "2020-01-01",
        "metrics": metrics,
        "rating_scales": [{"id": "standard", "bands": [
            {"id": "high", "from": 85, "coefficient": "1.2"},
            {"id": "middle", "from": 60, "to": 85},
            {"id": "low", "to": 60, "coefficient": "0.8"}]}],
        "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": lines}]}],
        "positions": [{"id": "worker", "scorecard": "card"}, {"id": "guest"}]
    })
}

/// A policy with a single line of weight 100 on the metric `m`.
pub fn one_line(metric: &Value, line: &Value) -> Value {
    let mut metric = metric.clone();
    metric["id"] = json!("m");
    let mut line = line.clone();
    line["id"] = json!("line");
    line["metric"] = json!("m");
    line["weight"] = json!(100);
    policy(&json!([metric]), &json!([line]))
}

/// An employee who holds one position since long ago.
pub fn employee(id: &str) -> Value {
    json!({"id": id, "positions": [{"position": "worker", "from": "2020-01-01"}]})
}

/// Facts of one employee with one value of `m` in June 2025.
pub fn one_value(value: &Value) -> Value {
    json!({"employees": [employee("e")],
        "observations": [{"metric": "m", "employee": "e", "period": "2025-06", "value": value}]})
}

pub fn compile(policy: &Value) -> Engine {
    Engine::compile(policy.to_string().as_bytes()).unwrap_or_else(|problems| panic!("{problems}\n{policy}"))
}

pub fn score(engine: &Engine, facts: &Value, period: &str) -> Value {
    let request = json!({"period": period}).to_string();
    let answer = document::score(engine, facts.to_string().as_bytes(), request.as_bytes());
    read(&answer.unwrap_or_else(|problems| panic!("{problems}\n{facts}")))
}

/// The first result of June 2025.
pub fn june(policy: &Value, facts: &Value) -> Value {
    let answer = score(&compile(policy), facts, "2025-06");
    assert_eq!(answer["problems"], json!([]), "{facts}");
    answer["results"][0].clone()
}

pub fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A figure as it is shown.
pub fn shown(object: &Value, name: &str) -> Option<Rational> {
    object.get(name).map(|text| rational(text.as_str().unwrap_or_else(|| panic!("{name} is no text: {object}"))))
}

/// A figure exactly: the value beside it, or itself where there is none.
pub fn exact(object: &Value, name: &str) -> Option<Rational> {
    shown(object, &format!("{name}_exact")).or_else(|| shown(object, name))
}

/// Reads `280/3` or `93.33`.
pub fn rational(text: &str) -> Rational {
    let integer = |text: &str| text.parse::<i128>().unwrap_or_else(|_| panic!("`{text}` is too long for a test"));
    match text.split_once('/') {
        Some((n, d)) => Rational::new(integer(n), integer(d)).expect("a denominator is not zero"),
        None => text.parse::<Decimal>().unwrap_or_else(|_| panic!("`{text}` is no decimal")).to_rational(),
    }
}

pub fn sum<'a>(values: impl IntoIterator<Item = &'a Rational>) -> Rational {
    values.into_iter().fold(Rational::ZERO, |sum, value| &sum + value)
}

/// A number of tenths as a decimal text.
pub fn tenths(value: i64) -> String {
    format!("{}{}.{}", if value < 0 { "-" } else { "" }, value.abs() / 10, value.abs() % 10)
}
