//! Promotion: one decision whatever the way it is asked, changes that turn it and are the cheapest, dates that hold.

use hrcore::eligibility::{Decision, NO_VALUE, Panel};
use hrcore::time::Period;
use hrcore::values::Id;
use hrcore::{Engine, document};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

/// A policy with one move that requires a condition on metrics `m0` … `m4` and `gmv`.
fn lattice(requires: &Value) -> Engine {
    let metrics: Vec<Value> = (0..5)
        .map(|number| json!({"id": format!("m{number}"), "unit": "number", "direction": "higher"}))
        .chain([json!({"id": "gmv", "unit": "number", "direction": "higher"})])
        .collect();
    compile(&json!({
        "schema_version": "1.1", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": metrics, "scorecards": [], "positions": [{"id": "a"}, {"id": "b"}],
        "moves": [{"id": "up", "from": "a", "to": "b", "requires": requires}]
    }))
}

/// The decision about one person, from observations.
fn decide(engine: &Engine, observations: &[Value], as_of: &str, detail: &str) -> Value {
    let facts = json!({
        "employees": [{"id": "e", "positions": [{"position": "a", "from": "2020-01-01"}]}],
        "observations": observations
    });
    let request = json!({"as_of": as_of, "detail": detail});
    let answer = document::eligibility(engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
    let answer = read(&answer.unwrap());
    assert_eq!(answer["problems"], json!([]), "{answer}");
    answer["results"][0]["moves"][0].clone()
}

fn month(number: usize) -> Period {
    Period::month(2024 + i32::try_from(number / 12).unwrap(), u32::try_from(number % 12).unwrap() + 1).unwrap()
}

fn last_day(number: usize) -> String {
    month(number).span().to().unwrap().to_string()
}

fn gmv(number: usize, value: i64) -> Value {
    json!({"metric": "gmv", "employee": "e", "period": month(number).to_string(), "value": value})
}

/// Values that often grow by exactly 15 %, and sometimes are not there, zero or below.
fn history() -> impl Strategy<Value = Vec<Option<i64>>> {
    let step = prop_oneof![
        4 => Just(Some(115)), 2 => Just(Some(116)), 2 => Just(Some(114)), 1 => Just(Some(0)), 1 => Just(Some(-50)),
        1 => Just(None)
    ];
    proptest::collection::vec(step, 1..14).prop_map(|steps| {
        let mut value = 8_000_000_000i64;
        let mut values = vec![Some(value)];
        for step in steps {
            values.push(step.map(|percent| {
                value = if percent > 0 { (value / 100).max(1) * percent } else { percent };
                let shown = value;
                if value <= 0 {
                    value = 8_000_000_000;
                }
                shown
            }));
        }
        values
    })
}

fn window() -> impl Strategy<Value = Value> {
    let missing = prop_oneof![
        Just(json!({})),
        Just(json!({"on_missing": "pause", "max_gap": 1})),
        Just(json!({"on_missing": "pause", "max_gap": 3})),
    ];
    let kind = prop_oneof![
        (1u32..5).prop_map(|count| json!({"consecutive": count})),
        (1u32..4).prop_map(|count| json!({"consecutive": count, "ending": "ever"})),
        (1u32..4, 0u32..3).prop_map(|(least, more)| json!({"of_last": least + more, "at_least": least})),
    ];
    (kind, missing).prop_map(|(mut kind, missing)| {
        for (key, value) in missing.as_object().unwrap() {
            kind[key] = value.clone();
        }
        kind
    })
}

fn growth_test(window: &Value) -> Value {
    json!({"metric": "gmv", "growth": {"versus": "previous", "change": "relative"}, "at_least": 15, "window": window})
}

proptest! {
    #![proptest_config(super::cases(256))]

    #[test]
    fn one_by_one_and_all_at_once_decide_alike(
        histories in proptest::collection::vec(history(), 1..6),
        mut window in window(),
        kind in 0..3,
        unknown in any::<bool>(),
    ) {
        if unknown && window.get("on_missing").is_none() {
            window["on_missing"] = json!("unknown");
        }
        let points = json!({"versus": "previous", "change": "points"});
        let requires = match kind {
            0 => json!({"metric": "gmv", "at_least": 9_000_000_000i64, "window": window}),
            1 => json!({"metric": "gmv", "growth": points, "more_than": 0, "window": window}),
            _ => growth_test(&window),
        };
        let engine = lattice(&requires);
        let length = histories.iter().map(Vec::len).max().unwrap();
        // The latest month of everyone is the same.
        let last = length - 1;
        let columns: Vec<Vec<i64>> = (0..length).map(|number| {
            histories.iter().map(|history| {
                let from = length - history.len();
                number.checked_sub(from).and_then(|at| history[at]).unwrap_or(NO_VALUE)
            }).collect()
        }).collect();
        let periods = columns.iter().map(Vec::as_slice).collect();
        let panel = Panel::new(histories.len(), month(last)).metric(Id::new("gmv").unwrap(), 0, periods);
        // What lies before the columns would be unknown, and a panel cannot say so: it is refused.
        let Ok(screened) = engine.screen(&Id::new("up").unwrap(), &panel) else {
            prop_assert!(unknown);
            return Ok(());
        };
        for (row, decision) in screened.iter().enumerate() {
            let observations: Vec<Value> = columns.iter().enumerate()
                .filter(|(_, column)| column[row] != NO_VALUE)
                .map(|(number, column)| gmv(number, column[row]))
                .collect();
            let full = decide(&engine, &observations, &last_day(last), "full");
            let quick = decide(&engine, &observations, &last_day(last), "decision");
            prop_assert_eq!(&full["state"], &quick["state"]);
            let word = match decision {
                Decision::Eligible => "eligible",
                Decision::NotEligible => "not_eligible",
                Decision::Unknown => "unknown",
            };
            prop_assert_eq!(&full["state"], word, "{:?} {}", observations, requires);
        }
    }

    #[test]
    fn the_earliest_date_is_the_first_on_which_it_can_hold(history in history(), window in window()) {
        let engine = lattice(&growth_test(&window));
        let known: Vec<Value> =
            history.iter().enumerate().filter_map(|(number, value)| Some(gmv(number, (*value)?))).collect();
        let last = history.len() - 1;
        let decision = decide(&engine, &known, &last_day(last), "full");
        if decision["state"] == "eligible" {
            prop_assert_eq!(&decision["earliest"], &Value::Null);
            return Ok(());
        }
        let earliest = decision["earliest"].as_str().unwrap().to_owned();
        // From now on all goes as well as it can.
        let mut observations = known;
        let mut value = history[last].filter(|value| *value > 0).unwrap_or(1_000_000);
        for number in last + 1..last + 12 {
            value *= 2;
            observations.push(gmv(number, value));
            let state = decide(&engine, &observations, &last_day(number), "decision")["state"].clone();
            let after = month(number + 1).span().from().unwrap().to_string();
            if after == earliest {
                prop_assert_eq!(state, "eligible");
                return Ok(());
            }
            prop_assert_eq!(state, "not_eligible", "already on {}, not {}", after, earliest);
        }
        prop_assert!(false, "never by {}", earliest);
    }
}

/// A condition over the five metrics as a tree of numbers; a metric may stand in several places.
fn tree() -> impl Strategy<Value = Value> {
    let leaf = (0usize..5, 1u32..4, prop::bool::weighted(0.85)).prop_map(|(metric, cost, changeable)| {
        let mut test = json!({"metric": format!("m{metric}"), "at_least": 1, "cost": cost});
        if !changeable {
            test["changeable"] = json!(false);
        }
        test
    });
    leaf.prop_recursive(3, 12, 4, |inner| {
        let parts = proptest::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            parts.clone().prop_map(|parts| json!({"all": parts})),
            parts.clone().prop_map(|parts| json!({"any": parts})),
            (parts, 1usize..3).prop_map(|(parts, least)| json!({"at_least": least.min(parts.len()), "of": parts})),
            inner.prop_map(|part| json!({"not": part})),
        ]
    })
}

/// Every test of a condition by its place: the metric, the cost, whether it may change.
fn places(condition: &Value, at: &str, found: &mut Vec<(String, usize, i64, bool)>) {
    for name in ["all", "any", "of"] {
        for (number, part) in condition[name].as_array().into_iter().flatten().enumerate() {
            places(part, &format!("{at}/{name}/{number}"), found);
        }
    }
    if condition.get("not").is_some() {
        places(&condition["not"], &format!("{at}/not"), found);
    }
    if let Some(metric) = condition["metric"].as_str() {
        let changeable = condition.get("changeable").is_none();
        found.push((at.to_owned(), metric[1..].parse().unwrap(), condition["cost"].as_i64().unwrap(), changeable));
    }
}

proptest! {
    #![proptest_config(super::cases(256))]

    #[test]
    fn changes_turn_the_decision_and_none_are_cheaper(
        requires in tree(),
        values in proptest::array::uniform5(proptest::option::of(0i64..2)),
    ) {
        let engine = lattice(&requires);
        let mut tests = Vec::new();
        places(&requires, "", &mut tests);
        // The first place of a metric states the cost of its test.
        let first = |metric: usize| tests.iter().find(|test| test.1 == metric);
        let with = |values: &[Option<i64>; 5]| -> Vec<Value> {
            values.iter().enumerate().filter_map(|(number, value)| {
                Some(json!({"metric": format!("m{number}"), "employee": "e", "period": "2025-06", "value": (*value)?}))
            }).collect()
        };
        let eligible = |values: &[Option<i64>; 5]| {
            decide(&engine, &with(values), "2025-06-30", "decision")["state"] == "eligible"
        };
        let decision = decide(&engine, &with(&values), "2025-06-30", "full");
        if eligible(&values) {
            prop_assert_eq!(&decision["smallest_change"], &Value::Null);
            prop_assert_eq!(&decision["cheapest_changes"], &Value::Null);
            return Ok(());
        }
        // Every way to leave each of the five values, or to make it 0 or 1 where that is a change and allowed.
        let (mut cheapest, mut single): (Option<i64>, Option<i64>) = (None, None);
        for choice in 0..3usize.pow(5) {
            let mut changed = values;
            let (mut cost, mut count, mut allowed) = (0, 0, true);
            for metric in 0..5 {
                let to = [None, Some(0), Some(1)][choice / 3usize.pow(u32::try_from(metric).unwrap()) % 3];
                if to.is_none() {
                    continue;
                }
                let Some((_, _, price, changeable)) = first(metric) else { allowed = false; continue };
                allowed &= *changeable && to != values[metric];
                cost += price;
                count += 1;
                changed[metric] = to;
            }
            if allowed && eligible(&changed) {
                cheapest = Some(cheapest.map_or(cost, |known| known.min(cost)));
                if count == 1 {
                    single = Some(single.map_or(cost, |known| known.min(cost)));
                }
            }
        }
        let cost = |value: &Value| value.as_str().map(|text| text.parse::<i64>().unwrap());
        prop_assert_eq!(cost(&decision["cheapest_changes"]["cost"]), cheapest, "{} {:?}", requires, values);
        prop_assert_eq!(cost(&decision["smallest_change"]["cost"]), single, "{} {:?}", requires, values);
    }
}
