//! Forecasts of objectives: nothing is sure that can still change, a higher target is never more likely, what follows from
//! others is no likelier than the least of them, and neither order nor unit changes anything.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::documents::{compile, read};

fn engine() -> hrcore::Engine {
    compile(&json!({
        "schema_version": "1.4", "id": "p", "version": "1", "effective_from": "2020-01-01", "scorecards": [],
        "metrics": [
            {"id": "sum", "unit": "money", "currency": "CNY", "direction": "higher", "level": "company"},
            {"id": "mean", "unit": "score", "direction": "higher", "level": "company"},
            {"id": "last", "unit": "number", "direction": "higher", "level": "company", "aggregation": "last"},
            {"id": "most", "unit": "number", "direction": "higher", "level": "company", "aggregation": "max"}],
        "positions": [{"id": "worker"}]
    }))
}

fn ask(facts: &Value, day: &str) -> Value {
    let request = json!({"as_of": day, "lang": "zh"}).to_string();
    let answer =
        read(&hrcore::document::goal_forecast(&engine(), facts.to_string().as_bytes(), request.as_bytes()).unwrap());
    assert_eq!(answer["problems"], json!([]), "{facts}");
    answer["objectives"].clone()
}

fn number(of: &Value) -> Option<f64> {
    of.as_str().map(|text| text.parse().unwrap())
}

/// Nothing is sure but what is certain, and intervals hold each other.
fn hold(goal: &Value) {
    let is_certain = goal["method"] == "certain";
    if let Some(chance) = number(&goal["probability"]) {
        assert!(if is_certain { chance == 0.0 || chance == 1.0 } else { (0.001..=0.999).contains(&chance) }, "{goal}");
    }
    if let Some(outcome) = goal.get("outcome") {
        let ends = ["lo95", "lo80", "hi80", "hi95"].map(|end| number(&outcome[end]).unwrap());
        assert!(ends.is_sorted(), "{goal}");
    }
    assert!(!goal["text"].as_str().unwrap().is_empty());
}

/// Months of 2023 and after, ending where a first quarter of 2025 is under way.
fn months(metric: &str, values: &[i32], times: i64) -> Vec<Value> {
    let first = 26 - values.len();
    let month = |(at, value): (usize, &i32)| {
        json!({"metric": metric, "value": i64::from(*value) * times,
        "period": format!("{}-{:02}", 2023 + (first + at) / 12, (first + at) % 12 + 1)})
    };
    values.iter().enumerate().map(month).collect()
}

fn metric() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["sum", "mean", "last", "most"])
}

/// A tree: of each objective the one above, which stands before it, its weight, and what was said of it on which days.
type Tree = Vec<(Index, u32, Vec<(u32, u32)>)>;

fn tree() -> impl Strategy<Value = Tree> {
    let said = prop::collection::vec((1u32..=20, 0u32..=100), 0..5);
    prop::collection::vec((any::<Index>(), 1u32..9, said), 2..12)
}

fn grown(tree: &Tree) -> Value {
    let (mut list, mut updates) = (Vec::new(), Vec::new());
    for (at, (above, weight, said)) in tree.iter().enumerate() {
        let mut objective = json!({"id": format!("o{at}"), "period": "2025-06", "weight": weight});
        if at > 0 {
            objective["parent"] = json!(format!("o{}", above.index(at)));
        }
        for (number, (day, percent)) in said.iter().enumerate() {
            // Each day once, so that order is not asked for.
            if said.iter().take(number).all(|(other, _)| other != day) {
                updates.push(
                    json!({"objective": format!("o{at}"), "date": format!("2025-06-{day:02}"), "percent": percent}),
                );
            }
        }
        list.push(objective);
    }
    json!({"objectives": list, "objective_updates": updates})
}

proptest! {
    #![proptest_config(super::cases(64))]

    #[test]
    fn what_is_above_is_no_likelier_than_what_is_below(tree in tree()) {
        let facts = grown(&tree);
        let found = ask(&facts, "2025-06-20");
        let found = found.as_array().unwrap();
        found.iter().for_each(hold);
        for (at, (above, ..)) in tree.iter().enumerate().skip(1) {
            let parent = &found[above.index(at)];
            if parent["method"] == "below" {
                prop_assert!(number(&parent["probability"]) <= number(&found[at]["probability"]), "{parent}");
            }
        }
        // From the last to the first, it is the same.
        let mut turned = facts;
        for list in ["objectives", "objective_updates"] {
            turned[list].as_array_mut().unwrap().reverse();
        }
        let mut again = ask(&turned, "2025-06-20").as_array().unwrap().clone();
        again.reverse();
        for (one, other) in found.iter().zip(&again) {
            // Sums of floats in another order differ in their last digits.
            let (one, other) = (number(&one["probability"]), number(&other["probability"]));
            prop_assert!(one.is_some() == other.is_some());
            prop_assert!((one.unwrap_or(0.0) - other.unwrap_or(0.0)).abs() < 1e-6);
        }
    }

    #[test]
    fn a_higher_target_is_never_likelier(
        metric in metric(), values in prop::collection::vec(0i32..300, 3..26), targets in (1i32..1200, 1i32..1200),
    ) {
        let (low, high) = (targets.0.min(targets.1), targets.0.max(targets.1));
        let goal = |target: i32, direction: &str, times: i64| json!({"period": "2025-Q1", "metric": metric,
            "target": i64::from(target) * times, "direction": direction, "id": format!("{direction}{target}")});
        let list = json!([goal(low, "higher", 1), goal(high, "higher", 1), goal(low, "lower", 1), goal(high, "lower", 1)]);
        let facts = json!({"observations": months(metric, &values, 1), "objectives":
            [list[0], if low == high { json!({"id": "x", "period": "2026"}) } else { list[1].clone() }]});
        let found = ask(&facts, "2025-02-28");
        found.as_array().unwrap().iter().for_each(hold);
        let chance = |goal: &Value| number(&goal["probability"]);
        if low < high && chance(&found[0]).is_some() {
            prop_assert!(chance(&found[1]) <= chance(&found[0]), "{found}");
        }
        // Better low: the other way round; what is one is not the other.
        let facts = json!({"observations": months(metric, &values, 1), "objectives": [list[0], list[2]]});
        let both = ask(&facts, "2025-02-28");
        if both[0]["method"] == "series" && both[1]["method"] == "series" {
            let sum = chance(&both[0]).unwrap() + chance(&both[1]).unwrap();
            prop_assert!((sum - 1.0).abs() < 3e-6, "{both}");
        }
        // 1024 times as much of everything: not one digit of the arithmetic is another.
        let facts = json!({"observations": months(metric, &values, 1024), "objectives": [goal(low, "higher", 1024)]});
        let more = ask(&facts, "2025-02-28");
        if let (Some(one), Some(other)) = (chance(&found[0]), chance(&more[0])) {
            prop_assert!((one - other).abs() < 1e-5, "{one} {other}");
        }
        prop_assert_eq!(&found[0]["method"], &more[0]["method"]);
    }

    #[test]
    fn items_hold(
        items in prop::collection::vec((1u32..=28, prop::option::of(1u32..=28), 0u32..=99, 1u32..9, any::<bool>()), 1..30),
        today in 1u32..=28,
    ) {
        let items: Vec<Value> = items.iter().enumerate().map(|(at, (due, done, _, weight, serves))| {
            let mut item = json!({"id": format!("i{at}"), "text": "x", "due": format!("2025-06-{due:02}"), "weight": weight});
            if let Some(done) = done {
                item["done"] = json!(format!("2025-06-{done:02}T12:00:00Z"));
            }
            if *serves {
                item["objective"] = json!("goal");
            }
            item
        }).collect();
        let facts = json!({"employees": [{"id": "e", "positions": [{"position": "worker", "from": "2020-01-01"}]}],
            "objectives": [{"id": "goal", "period": "2025-06"}],
            "plans": [{"id": "p", "employee": "e", "period": "2025-06", "items": items}]});
        let found = ask(&facts, &format!("2025-06-{today:02}"));
        found.as_array().unwrap().iter().for_each(hold);
    }
}
