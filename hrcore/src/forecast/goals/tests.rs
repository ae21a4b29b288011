use serde_json::{Value, json};

use crate::Engine;

fn engine() -> Engine {
    Engine::compile(
        br#"{
        "schema_version": "1.4", "id": "shop", "version": "1", "effective_from": "2020-01-01",
        "metrics": [
            {"id": "sales", "unit": "money", "currency": "CNY", "direction": "higher", "level": "company"},
            {"id": "online", "unit": "money", "currency": "CNY", "direction": "higher", "level": "company"},
            {"id": "both", "unit": "money", "currency": "CNY", "direction": "higher", "formula": "sales + online"},
            {"id": "complaints", "unit": "count", "direction": "lower", "level": "company"},
            {"id": "on_time", "unit": "percent", "direction": "higher", "level": "company"},
            {"id": "stock", "unit": "number", "direction": "lower", "level": "company", "aggregation": "last"}],
        "scorecards": [], "positions": [{"id": "clerk"}]
    }"#,
    )
    .unwrap()
}

fn ask(facts: &Value, request: &Value) -> Value {
    let engine = engine();
    let answer = crate::document::goal_forecast(&engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
    serde_json::from_str(&answer.unwrap()).unwrap()
}

fn on(day: &str, facts: &Value) -> Value {
    let answer = ask(facts, &json!({"as_of": day, "lang": "en"}));
    assert_eq!(answer["problems"], json!([]));
    answer["objectives"].clone()
}

#[test]
fn look() {
    let months = |metric: &str, values: &[u32]| -> Vec<Value> {
        values.iter().enumerate().map(|(at, value)| json!({"metric": metric,
            "period": format!("{}-{:02}", 2023 + at / 12, at % 12 + 1), "value": value})).collect()
    };
    let mut observations = months("sales", &[100; 25]);
    observations.extend(months("on_time", &[90, 92, 91, 93, 92, 94, 93, 95, 94, 96, 95, 97, 96, 98, 97, 95, 94, 96, 95, 97, 96, 98, 97, 95, 94]));
    observations.extend(months("complaints", &[3, 4, 2, 5, 3, 4, 6, 2, 3, 4, 3, 5, 4, 3, 2, 4, 5, 3, 4, 2, 3, 4, 5, 3, 4]));
    let found = on("2025-02-10", &json!({"observations": observations,
        "employees": [{"id": "e", "positions": [{"position": "clerk", "from": "2020-01-01"}]}],
        "objectives": [
        {"id": "sales", "period": "2025-Q1", "metric": "sales", "target": 310},
        {"id": "both", "period": "2025-Q1", "metric": "both", "target": 310},
        {"id": "on_time", "period": "2025-Q1", "metric": "on_time", "target": 95},
        {"id": "complaints", "period": "2025-Q1", "metric": "complaints", "target": 11},
        {"id": "top", "period": "2025-Q1"},
        {"id": "a", "parent": "top", "period": "2025-Q1"},
        {"id": "b", "parent": "top", "period": "2025-Q1", "unit_of_measure": "count", "target": 50},
        {"id": "c", "period": "2025-Q1"},
        {"id": "d", "period": "2025-Q3"}],
        "objective_updates": [{"objective": "a", "date": "2025-01-20", "percent": 20}, {"objective": "a", "date": "2025-01-31", "percent": 35},
        {"objective": "a", "date": "2025-02-10", "percent": 45},
        {"objective": "b", "date": "2025-02-09", "actual": 20}],
        "plans": [{"id": "p", "employee": "e", "period": "2025-Q1", "items": [
           {"id": "1", "text": "x", "objective": "c", "due": "2025-01-31", "done": "2025-01-30T12:00:00Z"},
           {"id": "2", "text": "x", "objective": "c", "due": "2025-03-31"},
           {"id": "3", "text": "x", "objective": "c", "due": "2025-02-28"}]}]}));
    println!("{}", serde_json::to_string_pretty(&found).unwrap());
}
