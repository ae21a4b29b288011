//! Old against new by hand.

use serde_json::{Value, json};

use crate::Engine;

/// Versions 1 (whole) and 2 (part by part) of a scheme of 2 % and 3 %; more fields of the second.
fn versions(more: &Value) -> Engine {
    let version = |number: &str, from: &str, apply: &str| {
        json!({"schema_version": "1.3", "id": "p", "version": number, "effective_from": from,
            "metrics": [{"id": "csat", "unit": "score", "direction": "higher"}], "scorecards": [],
            "positions": [{"id": "sales"}, {"id": "clerk"}],
            "commissions": [{"id": "c", "currency": "CNY", "tiers": {"apply": apply, "steps": [
                {"upto": 100_000, "rate": "2%"}, {"rate": "3%"}]}}]})
    };
    let (old, mut new) = (version("1", "2020-01-01", "whole"), version("2", "2030-01-01", "marginal"));
    for (name, value) in more.as_object().unwrap() {
        new[name] = value.clone();
    }
    Engine::compile(json!([old, new]).to_string().as_bytes()).unwrap()
}

fn facts(sales: &[(&str, u32)], payments: &Value) -> Value {
    let people = ["zoe", "bob", "amy", "eve"];
    let holds = |id: &&str| json!({"id": id, "positions": [{"position": "sales", "from": "2020-01-01"}]});
    let sale = |(number, (employee, amount)): (usize, &(&str, u32))| json!({"id": number.to_string(), "employee": employee, "date": "2025-06-03", "amount": amount, "currency": "CNY"});
    json!({"employees": people.iter().map(holds).collect::<Vec<_>>(),
        "sales": sales.iter().enumerate().map(sale).collect::<Vec<_>>(), "payments": payments})
}

fn ask(engine: &Engine, facts: &Value, request: &Value) -> Result<Value, Vec<(&'static str, String)>> {
    let (facts, request) = (facts.to_string(), request.to_string());
    match crate::document::compare_payouts(engine, facts.as_bytes(), request.as_bytes()) {
        Ok(text) => Ok(serde_json::from_str(&text).unwrap()),
        Err(problems) => Err(problems.iter().map(|problem| (problem.code.as_str(), problem.pointer.clone())).collect()),
    }
}

fn june(engine: &Engine, facts: &Value) -> Value {
    ask(engine, facts, &json!({"period": "2025-06", "version": "2", "against": "1"})).unwrap()
}

const SALES: [(&str, u32); 3] = [("zoe", 120_000), ("amy", 50_000), ("bob", 300_000)];

// 120 000: 3 600 or 2 600; 300 000: 9 000 or 8 000; 50 000: 1 000 both.
#[test]
fn people_gain_and_lose_in_the_order_of_the_facts() {
    let found = june(&versions(&json!({})), &facts(&SALES, &json!([])));
    let person = |employee: &str, before: &str, after: &str, change: &str| json!({"employee": employee, "currency": "CNY", "before": before, "after": after, "change": change});
    let people = [
        person("zoe", "3600.00", "2600.00", "-1000.00"),
        person("bob", "9000.00", "8000.00", "-1000.00"),
        person("amy", "1000.00", "1000.00", "0.00"),
    ];
    assert_eq!(found["people"], json!(people));
    let totals = json!([{"currency": "CNY", "before": "13600.00", "after": "11600.00", "change": "-2000.00",
        "gain": 0, "lose": 2, "same": 1, "greatest_loss": {"employee": "zoe", "change": "-1000.00"}}]);
    assert_eq!(found["totals"], totals);
    let back = json!({"period": "2025-06", "version": "1", "against": "2", "employees": ["amy", "bob"]});
    let back = ask(&versions(&json!({})), &facts(&SALES, &json!([])), &back).unwrap();
    assert_eq!(back["people"][0], person("bob", "8000.00", "9000.00", "1000.00"));
    assert_eq!(back["totals"][0]["greatest_gain"], json!({"employee": "bob", "change": "1000.00"}));
    assert_eq!((&back["totals"][0]["gain"], &back["totals"][0]["same"]), (&json!(1), &json!(1)));
}

// What was paid is no part of what a scheme costs: neither where nothing is left to pay, nor where all comes back.
#[test]
fn payments_do_not_matter() {
    let paid = |employee: &str, amount: u32| json!({"rule": "c", "employee": employee, "period": "2025-06", "amount": amount, "currency": "CNY"});
    let payments = json!([paid("zoe", 3600), paid("amy", 1000), paid("eve", 70)]);
    let engine = versions(&json!({}));
    assert_eq!(june(&engine, &facts(&SALES, &payments)), june(&engine, &facts(&SALES, &json!([]))));
}

#[test]
fn currencies_stand_apart_and_what_is_open_is_said() {
    let bonus =
        |id: &str, currency: &str, when: Value| json!({"id": id, "currency": currency, "amount": 5, "when": when});
    let held = json!({"tenure": "company", "days": 1});
    let unknown = json!({"metric": "csat", "at_least": 4});
    let bonuses = [bonus("u", "CNY", unknown.clone()), bonus("e", "EUR", held), bonus("d", "USD", unknown)];
    let engine = versions(&json!({"bonuses": bonuses, "commissions": []}));
    let found = june(&engine, &facts(&[("zoe", 120_000)], &json!([])));
    // Of those to whom neither version pays anything, what is open is not said.
    let person = |employee: &str, currency: &str, before: &str, after: &str, change: &str| json!({"employee": employee, "currency": currency, "before": before, "after": after, "change": change});
    let mut zoe = person("zoe", "CNY", "3600.00", "0.00", "-3600.00");
    zoe["undecided"] = json!(true);
    let five = |employee: &str| person(employee, "EUR", "0.00", "5.00", "5.00");
    assert_eq!(found["people"], json!([zoe, five("zoe"), five("bob"), five("amy"), five("eve")]));
    let totals: Vec<_> = found["totals"].as_array().unwrap().iter().map(|total| &total["currency"]).collect();
    assert_eq!(totals, ["CNY", "EUR"]);
    assert_eq!(found["totals"][1]["greatest_gain"]["employee"], "zoe");
}

#[test]
fn what_is_asked_exists() {
    let (engine, facts) = (versions(&json!({})), facts(&SALES, &json!([])));
    let refused = |request: Value| ask(&engine, &facts, &request).unwrap_err();
    let unknown = |pointer: &str| ("reference_unknown", pointer.to_owned());
    let found = refused(json!({"period": "2025-06", "version": "3", "against": "4"}));
    assert_eq!(found, [unknown("/against"), unknown("/version")]);
    let found =
        refused(json!({"period": "2025-06", "version": "2", "against": "1", "employees": ["joe", "eve", "moe"]}));
    assert_eq!(found, [unknown("/employees/0"), unknown("/employees/2")]);
    let found = refused(json!({"period": "2025-W23", "version": "2", "against": "1"}));
    assert_eq!(found, [("period_unsupported", "/period".to_owned())]);
}
