//! What two versions of a policy pay, compared: the same as asking each of them, whatever was paid before.

use hrcore::Engine;
use hrcore::document::{compare_payouts, payouts};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::read;
use crate::cases;

const CURRENCIES: [&str; 3] = ["CNY", "JPY", "KWD"];

/// What is due to someone in a currency, in thousandths.
type Sums = Vec<((String, String), i128)>;

fn thousandths(amount: &Value) -> i128 {
    let text = amount.as_str().unwrap();
    let places = text.split_once('.').map_or(0, |(_, places)| places.len());
    text.replace('.', "").parse::<i128>().unwrap() * 10i128.pow(3 - u32::try_from(places).unwrap())
}

/// A version with a commission in each of some currencies.
fn version(number: usize, rates: &[(usize, u32)]) -> Value {
    let rules: Vec<Value> = rates
        .iter()
        .enumerate()
        .map(|(number, (currency, rate))| {
            json!({"id": format!("c{number}"), "currency": CURRENCIES[*currency],
                "tiers": {"apply": "marginal", "steps": [{"upto": 50, "rate": 1}, {"rate": rate}]}})
        })
        .collect();
    json!({"schema_version": "1.3", "id": "p", "version": number.to_string(),
        "effective_from": format!("202{number}-01-01"), "metrics": [], "scorecards": [],
        "positions": [{"id": "sales"}], "commissions": rules})
}

/// People and their sales, and what was paid to some of them.
fn facts(people: usize, sales: &[(usize, usize, u32)], paid: &[(usize, usize, u32)]) -> Value {
    let id = |number: usize| format!("e{}", (number * 5 + 2) % 11);
    let employees: Vec<Value> = (0..people)
        .map(|number| json!({"id": id(number), "positions": [{"position": "sales", "from": "2020-01-01"}]}))
        .collect();
    let mut facts = json!({"employees": employees, "sales": [], "payments": []});
    for (number, (who, currency, amount)) in sales.iter().enumerate() {
        let sale = json!({"id": format!("s{number}"), "employee": id(who % people), "date": "2025-06-05",
            "amount": amount, "currency": CURRENCIES[*currency]});
        facts["sales"].as_array_mut().unwrap().push(sale);
    }
    for (who, rule, amount) in paid {
        // A payment in another currency than its rule's is left out by both alike.
        let payment = json!({"rule": format!("c{rule}"), "employee": id(who % people), "period": "2025-06",
            "amount": amount, "currency": "CNY"});
        facts["payments"].as_array_mut().unwrap().push(payment);
    }
    facts
}

/// What a version pays, by person and currency; sums of zero are left out.
fn sums(engine: &Engine, facts: &Value, version: &str) -> Sums {
    let mut facts = facts.clone();
    facts["payments"] = json!([]);
    let request = json!({"period": "2025-06", "policy_version": version}).to_string();
    let answer = read(&payouts(engine, facts.to_string().as_bytes(), request.as_bytes()).unwrap());
    let mut sums: Sums = Vec::new();
    for line in answer["lines"].as_array().unwrap() {
        let text = |field: &str| line[field].as_str().unwrap().to_owned();
        let (key, due) = ((text("employee"), text("currency")), thousandths(&line["due"]));
        match sums.iter_mut().find(|(known, _)| *known == key) {
            Some((_, sum)) => *sum += due,
            None => sums.push((key, due)),
        }
    }
    sums
}

fn compare(engine: &Engine, facts: &Value, version: &str, against: &str) -> Value {
    let request = json!({"period": "2025-06", "version": version, "against": against}).to_string();
    read(&compare_payouts(engine, facts.to_string().as_bytes(), request.as_bytes()).unwrap())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn both_sides_are_what_each_version_pays(
        old in prop::collection::vec((0..3usize, 0..100u32), 1..4),
        new in prop::collection::vec((0..3usize, 0..100u32), 1..4),
        people in 1..6usize,
        sales in prop::collection::vec((0..6usize, 0..3usize, 0..500u32), 0..12),
        paid in prop::collection::vec((0..6usize, 0..3usize, 0..50u32), 0..4),
    ) {
        let policy = json!([version(1, &old), version(2, &new)]).to_string();
        let engine = Engine::compile(policy.as_bytes()).unwrap();
        let facts = facts(people, &sales, &paid);
        let found = compare(&engine, &facts, "2", "1");
        let (before, after) = (sums(&engine, &facts, "1"), sums(&engine, &facts, "2"));
        let of = |sums: &Sums, key: &(String, String)| sums.iter().find(|(known, _)| known == key).map_or(0, |(_, sum)| *sum);
        let mut keys: Vec<(String, String)> = Vec::new();
        for person in found["people"].as_array().unwrap() {
            let key = ["employee", "currency"].map(|field| person[field].as_str().unwrap().to_owned());
            let [employee, currency] = key;
            let key = (employee, currency);
            let [old, new, change] = ["before", "after", "change"].map(|field| thousandths(&person[field]));
            prop_assert_eq!([old, new, change], [of(&before, &key), of(&after, &key), new - old]);
            keys.push(key);
        }
        for (key, _) in before.iter().chain(&after) {
            prop_assert!(keys.contains(key), "{:?} of {:?}", key, keys);
        }
        // In the order of the facts, then of currencies.
        let place = |employee: &str| facts["employees"].as_array().unwrap().iter().position(|person| person["id"] == employee);
        let order: Vec<_> = keys.iter().map(|(employee, currency)| (place(employee), currency)).collect();
        prop_assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", order);
        for total in found["totals"].as_array().unwrap() {
            let own: Vec<&Value> = found["people"].as_array().unwrap().iter()
                .filter(|person| person["currency"] == total["currency"]).collect();
            for field in ["before", "after", "change"] {
                prop_assert_eq!(thousandths(&total[field]), own.iter().map(|person| thousandths(&person[field])).sum::<i128>());
            }
            let count = |sign: i128| json!(own.iter().filter(|person| thousandths(&person["change"]).signum() == sign).count());
            prop_assert_eq!([&total["gain"], &total["lose"], &total["same"]], [&count(1), &count(-1), &count(0)]);
            let most = own.iter().map(|person| thousandths(&person["change"])).max().unwrap();
            prop_assert_eq!(total.get("greatest_gain").map_or(0, |gain| thousandths(&gain["change"])), most.max(0));
        }
        // And back.
        let back = compare(&engine, &facts, "1", "2");
        let turned: Vec<_> = back["people"].as_array().unwrap().iter()
            .map(|person| (person["before"].clone(), person["after"].clone())).collect();
        let stated: Vec<_> = found["people"].as_array().unwrap().iter()
            .map(|person| (person["after"].clone(), person["before"].clone())).collect();
        prop_assert_eq!(turned, stated);
    }
}
