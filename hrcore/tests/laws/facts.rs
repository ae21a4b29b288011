//! Facts: their order does not matter, and what is about others changes nothing.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::company::company;
use super::documents::{compile, employee, read, score};

/// Results by employee. Lists of records stand in the order of the facts and are sorted before they are compared.
fn by_employee(answer: &Value) -> BTreeMap<String, Value> {
    let results = answer["results"].as_array().unwrap().iter();
    results.map(|result| (result["employee"].as_str().unwrap().to_owned(), settled(result.clone()))).collect()
}

fn settled(mut value: Value) -> Value {
    match &mut value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                *value = settled(std::mem::take(value));
                if matches!(key.as_str(), "records" | "inputs") {
                    value.as_array_mut().unwrap().sort_by_key(Value::to_string);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = settled(std::mem::take(item))),
        _ => {}
    }
    value
}

fn list<'a>(facts: &'a mut Value, name: &str) -> &'a mut Vec<Value> {
    facts[name].as_array_mut().unwrap()
}

/// Puts a list in another order, by keys drawn at random.
fn shuffle(items: &mut [Value], keys: &[u64]) {
    let mut at = 0;
    items.sort_by_cached_key(|_| {
        at += 1;
        (keys[at % keys.len()].wrapping_mul(at as u64 * 2 + 1).rotate_left(17), at)
    });
}

proptest! {
    #![proptest_config(super::cases(96))]

    #[test]
    fn order_does_not_matter(company in company(5), keys in proptest::collection::vec(any::<u64>(), 7)) {
        let engine = compile(&company.policy());
        let facts = company.facts();
        let mut other = facts.clone();
        for name in ["employees", "observations", "ratings"] {
            shuffle(list(&mut other, name), &keys);
        }
        let answers = [&facts, &other].map(|facts| score(&engine, facts, "2025-06"));
        prop_assert_eq!(by_employee(&answers[0]), by_employee(&answers[1]));
        prop_assert_eq!(answers[0]["results"].as_array().unwrap().len(), company.people.len());
    }

    #[test]
    fn what_is_about_others_changes_nothing(company in company(3), value in 1u32..1_000, front in any::<bool>()) {
        let policy = company.policy();
        let facts = company.facts();
        let before = by_employee(&score(&compile(&policy), &facts, "2025-06"));

        let mut larger = policy;
        let extra = json!({"id": "extra", "unit": "count", "direction": "higher", "source": "s"});
        larger["metrics"].as_array_mut().unwrap().insert(0, extra);
        let mut more = facts;
        let place = |items: &mut Vec<Value>, item: Value| items.insert(if front { 0 } else { items.len() }, item);
        place(list(&mut more, "employees"), employee("other"));
        for (metric, who) in [("extra", "other"), ("extra", "e0"), ("m0", "other")] {
            if metric != "m0" || larger["metrics"][1]["unit"] != "label" {
                let record = json!({"metric": metric, "employee": who, "period": "2025-06", "value": value});
                place(list(&mut more, "observations"), record);
            }
        }
        // Another period of the same person is another matter too.
        let may = json!({"metric": "extra", "employee": "e0", "period": "2025-05", "value": value});
        place(list(&mut more, "observations"), may);
        let mut after = by_employee(&score(&compile(&larger), &more, "2025-06"));
        prop_assert!(after.remove("other").is_some());
        prop_assert_eq!(before, after);
    }

    #[test]
    fn asking_for_some_gives_what_asking_for_all_gives(company in company(4)) {
        let engine = compile(&company.policy());
        let facts = company.facts().to_string();
        let ask = |request: Value| {
            read(&hrcore::document::score(&engine, facts.as_bytes(), request.to_string().as_bytes()).unwrap())
        };
        let all = ask(json!({"period": "2025-06"}));
        let one = ask(json!({"period": "2025-06", "employees": ["e0"]}));
        prop_assert_eq!(&one["results"], &json!([all["results"][0]]));
    }
}
