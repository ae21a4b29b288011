//! Plans: every item stands somewhere and only there, notices keep their names, the order of documents does not matter,
//! risk comes along dependencies alone, and no circle stops the question.

use std::collections::BTreeMap;

use hrcore::document;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

/// An item by choices small enough to shrink.
#[derive(Debug, Clone)]
struct Item {
    person: usize,
    week: usize,
    due: Option<u32>,
    timed: bool,
    depends: Vec<usize>,
    updates: Vec<(u32, u32, u8)>,
    has_goal: bool,
}

fn item() -> impl Strategy<Value = Item> {
    let due = proptest::option::weighted(0.8, 1u32..22);
    let depends = proptest::collection::vec(0usize..12, 0..3);
    let updates = proptest::collection::vec((1u32..22, 0u32..101, 0u8..4), 0..4);
    (0usize..3, 0usize..3, due, any::<bool>(), depends, updates, proptest::bool::weighted(0.9)).prop_map(
        |(person, week, due, timed, depends, updates, has_goal)| Item {
            person,
            week,
            due,
            timed,
            depends,
            updates,
            has_goal,
        },
    )
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    proptest::collection::vec(item(), 1..13)
}

/// People, their plans, and what became of them; three weeks from Monday 2 June 2025. `turned` reverses every list.
fn facts(items: &[Item], turned: bool) -> Value {
    let mut plans: BTreeMap<(usize, usize), Vec<Value>> = BTreeMap::new();
    let mut updates = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let mut document = json!({"id": format!("i{number}"), "text": "t"});
        if let Some(day) = item.due {
            let time = if item.timed { "T17:00:00+08:00" } else { "" };
            document["due"] = json!(format!("2025-06-{day:02}{time}"));
        }
        if item.has_goal {
            document["goal"] = json!({"unit": "count", "to": 100});
        }
        let depends: Vec<String> = item.depends.iter().map(|other| format!("i{other}")).collect();
        document["depends_on"] = json!(depends);
        for (place, (day, percent, state)) in item.updates.iter().enumerate() {
            // Times differ, so that the order of the list decides nothing.
            updates.push(json!({"item": format!("i{number}"), "at": format!("2025-06-{day:02}T09:0{place}:00Z"),
                "percent": percent, "state": (["open", "blocked", "done", "cancelled"][usize::from(*state)])}));
        }
        plans.entry((item.person, item.week)).or_default().push(document);
    }
    let mut employees: Vec<Value> = (0..3)
        .map(
            |person| json!({"id": format!("e{person}"), "positions": [{"position": "operator", "from": "2024-01-01"}]}),
        )
        .collect();
    let mut plans: Vec<Value> = plans
        .into_iter()
        .map(|((person, week), mut items)| {
            if turned {
                items.reverse();
            }
            json!({"id": format!("p{person}-{week}"), "employee": format!("e{person}"),
                "period": format!("2025-W{}", 23 + week), "items": items})
        })
        .collect();
    if turned {
        employees.reverse();
        plans.reverse();
        updates.reverse();
    }
    json!({"employees": employees, "plans": plans, "plan_updates": updates})
}

fn ask(facts: &Value, as_of: &str) -> Value {
    let engine = compile(&json!({
        "schema_version": "1.2", "id": "laws", "version": "1", "effective_from": "2020-01-01",
        "metrics": [], "scorecards": [], "positions": [{"id": "operator", "reports_to": "lead"}, {"id": "lead"}],
        "plan_templates": [{"id": "weekly", "positions": ["operator"], "every": "week",
            "requires": [{"field": "goal"}]}]
    }));
    let request = json!({"as_of": as_of, "lang": "zh"});
    read(&document::plans(&engine, facts.to_string().as_bytes(), request.to_string().as_bytes()).unwrap())
}

/// Each item as it is answered, by its id.
fn by_item(report: &Value) -> BTreeMap<String, Value> {
    let lists = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    let plans = lists(report, "results").into_iter().flat_map(|result| lists(&result, "plans"));
    let items = plans.flat_map(|plan| lists(&plan, "items"));
    items.map(|item| (item["item"].as_str().unwrap().to_owned(), item)).collect()
}

/// Without circles: items wait for earlier ones alone.
fn forward(mut items: Vec<Item>) -> Vec<Item> {
    for (number, item) in items.iter_mut().enumerate() {
        item.depends.retain(|other| *other < number);
        item.depends.dedup();
    }
    items
}

proptest! {
    #![proptest_config(super::cases(256))]

    #[test]
    fn every_item_stands_in_one_place(items in items(), day in 1u32..28) {
        let report = ask(&facts(&items, false), &format!("2025-06-{day:02}T12:00:00+08:00"));
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for item in by_item(&report).values() {
            *counts.entry(item["status"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        prop_assert_eq!(counts.values().sum::<u64>(), items.len() as u64);
        let summary = &report["summary"];
        prop_assert_eq!(summary["items"].as_u64(), Some(items.len() as u64));
        for status in ["done", "done_late", "on_time", "at_risk", "overdue", "cancelled", "returned"] {
            prop_assert_eq!(summary[status].as_u64(), Some(counts.get(status).copied().unwrap_or(0)), "{}", status);
        }
    }

    #[test]
    fn notices_are_told_once_and_keep_their_names(items in items(), day in 1u32..27) {
        let facts = facts(&items, false);
        let of = |hour: u32| {
            let report = ask(&facts, &format!("2025-06-{day:02}T{hour:02}:00:00+08:00"));
            let notices = report["notices"].as_array().cloned().unwrap_or_default();
            let all = notices.len();
            let told: BTreeMap<(String, String, String), String> = notices
                .into_iter()
                .map(|notice| {
                    let text = |name: &str| notice[name].as_str().unwrap_or_default().to_owned();
                    let of = if notice["item"].is_null() { text("plan") } else { text("item") };
                    ((text("kind"), text("code"), of), text("id"))
                })
                .collect();
            (all, told)
        };
        let ((first, earlier), (second, later)) = (of(8), of(20));
        prop_assert_eq!((first, second), (earlier.len(), later.len()));
        for (what, id) in &earlier {
            prop_assert!(later.get(what).is_none_or(|other| other == id), "{:?}", what);
        }
    }

    #[test]
    fn the_order_of_documents_does_not_matter(items in items().prop_map(forward), day in 1u32..28) {
        let as_of = format!("2025-06-{day:02}T12:00:00+08:00");
        let (one, other) = (ask(&facts(&items, false), &as_of), ask(&facts(&items, true), &as_of));
        prop_assert_eq!(&one["summary"], &other["summary"]);
        let (one, other) = (by_item(&one), by_item(&other));
        prop_assert_eq!(one.len(), other.len());
        for (id, item) in &one {
            for field in ["status", "progress", "expected", "attainment", "overdue_days", "risks"] {
                prop_assert_eq!(&item[field], &other[id][field], "{} of {}", field, id);
            }
        }
    }

    #[test]
    fn risk_comes_along_dependencies_alone(items in items().prop_map(forward), day in 1u32..28) {
        let as_of = format!("2025-06-{day:02}T12:00:00+08:00");
        let alone: Vec<Item> = items.iter().cloned().map(|item| Item { depends: Vec::new(), ..item }).collect();
        let (with, without) = (by_item(&ask(&facts(&items, false), &as_of)), by_item(&ask(&facts(&alone, false), &as_of)));
        for (number, item) in items.iter().enumerate() {
            let id = format!("i{number}");
            let (status, before) = (with[&id]["status"].as_str().unwrap(), without[&id]["status"].as_str().unwrap());
            if status != before {
                prop_assert_eq!((before, status), ("on_time", "at_risk"));
                prop_assert!(with[&id]["risks"].as_array().unwrap().iter().all(|risk| risk["code"] == "depends_on"));
            }
            let held_up = item.depends.iter().any(|other| {
                matches!(with.get(&format!("i{other}")).and_then(|item| item["status"].as_str()), Some("overdue" | "at_risk"))
            });
            if held_up {
                prop_assert_ne!(status, "on_time");
            }
        }
    }

    #[test]
    fn circles_end_and_are_named(items in items()) {
        let report = ask(&facts(&items, false), "2025-06-30T12:00:00+08:00");
        for problem in report["problems"].as_array().unwrap() {
            prop_assert!(problem["pointer"].as_str().unwrap().contains("/depends_on/"));
            prop_assert!(["cycle", "reference_unknown"].contains(&problem["code"].as_str().unwrap()));
        }
        for (id, item) in by_item(&report) {
            for waiting in item["endangers"]["items"].as_array().into_iter().flatten() {
                prop_assert_ne!(waiting["item"].as_str(), Some(id.as_str()));
            }
        }
    }
}
