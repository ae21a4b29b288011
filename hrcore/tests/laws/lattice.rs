//! Career lattices: every simple path and no other, in order; whatever the moves and conditions are, no panic.

use std::collections::BTreeSet;

use hrcore::{Engine, document};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

/// Moves among positions: from, to, kind.
fn moves(positions: usize, most: usize) -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    let step = (0..positions, 1..positions, 0usize..3)
        .prop_map(move |(from, further, kind)| (from, (from + further) % positions, kind));
    proptest::collection::vec(step, 0..most)
}

fn policy(positions: usize, moves: &[(usize, usize, usize)], requires: &[Value]) -> Value {
    let positions: Vec<Value> = (0..positions).map(|number| json!({"id": format!("p{number}")})).collect();
    let moves = moves.iter().enumerate().map(|(number, (from, to, kind))| {
        json!({"id": format!("m{number}"), "from": format!("p{from}"), "to": format!("p{to}"),
            "kind": (["promotion", "lateral", "demotion"][*kind]),
            "requires": requires.get(number).cloned().unwrap_or(json!({"course": "c"}))})
    });
    let moves: Vec<Value> = moves.collect();
    json!({
        "schema_version": "1.1", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [{"id": "gmv", "unit": "number", "direction": "higher"},
            {"id": "share", "unit": "percent", "direction": "higher"}],
        "rating_scales": [{"id": "s", "bands": [{"id": "good", "from": 60}, {"id": "poor", "to": 60}]}],
        "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": [
            {"id": "l", "metric": "gmv", "weight": 100, "target": 100, "method": {"kind": "ratio"}}]}]}],
        "positions": positions, "courses": [{"id": "c", "valid_months": 12}], "exams": [{"id": "x", "pass_mark": 60}],
        "awards": [{"id": "w"}],
        "event_kinds": [{"id": "launch", "roles": [{"id": "lead"}], "fields": [{"id": "roi", "unit": "multiple"}]}],
        "moves": moves
    })
}

/// Every simple path by trying every move, as lists of moves.
fn brute(moves: &[(usize, usize, usize)], steps: usize, to: Option<usize>) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut open = vec![(Vec::new(), vec![0])];
    while let Some((path, seen)) = open.pop() {
        let at = *seen.last().unwrap();
        if !path.is_empty() && to.is_none_or(|to| to == at) {
            found.push(path.clone());
        }
        if path.len() == steps {
            continue;
        }
        for (number, (from, next, _)) in moves.iter().enumerate() {
            if *from == at && !seen.contains(next) {
                let (mut path, mut seen): (Vec<usize>, Vec<usize>) = (path.clone(), seen.clone());
                path.push(number);
                seen.push(*next);
                open.push((path, seen));
            }
        }
    }
    found.sort_by_key(|path| (path.len(), path.clone()));
    found
}

fn facts() -> Value {
    json!({"employees": [{"id": "e", "positions": [{"position": "p0", "from": "2020-01-01"}]}]})
}

fn paths(engine: &Engine, facts: &Value, request: &Value) -> Value {
    read(&document::paths(engine, facts.to_string().as_bytes(), request.to_string().as_bytes()).unwrap())
}

fn listed(answer: &Value) -> Vec<Vec<usize>> {
    let number = |step: &Value| step["id"].as_str().unwrap()[1..].parse().unwrap();
    let steps = |path: &Value| path["steps"].as_array().unwrap().iter().map(number).collect();
    answer["paths"].as_array().unwrap().iter().map(steps).collect()
}

proptest! {
    #![proptest_config(super::cases(96))]

    #[test]
    fn paths_are_those_that_brute_force_finds(
        moves in moves(6, 16), steps in 1usize..7, to in proptest::option::of(0usize..6), most in 1usize..12,
    ) {
        let engine = compile(&policy(6, &moves, &[]));
        let mut request = json!({"as_of": "2025-06-30", "employee": "e", "max_steps": steps});
        if let Some(to) = to {
            request["to"] = json!(format!("p{to}"));
        }
        let expected = brute(&moves, steps, to);
        let answer = paths(&engine, &facts(), &request);
        prop_assert_eq!(&listed(&answer), &expected);
        prop_assert_eq!(&answer["truncated"], &json!(false));

        request["max_paths"] = json!(most);
        let answer = paths(&engine, &facts(), &request);
        prop_assert_eq!(&listed(&answer)[..], &expected[..most.min(expected.len())]);
        prop_assert_eq!(&answer["truncated"], &json!(expected.len() > most));
    }

    #[test]
    fn no_position_is_visited_twice(moves in moves(9, 40), steps in 1usize..13) {
        let engine = compile(&policy(9, &moves, &[]));
        let answer = paths(&engine, &facts(), &json!({"as_of": "2025-06-30", "employee": "e", "max_steps": steps}));
        let all = answer["paths"].as_array().unwrap();
        prop_assert!(all.len() <= 1_000);
        for path in all {
            let list = path["steps"].as_array().unwrap();
            prop_assert!(list.len() <= steps);
            let mut at = "p0";
            let mut seen = BTreeSet::from([at]);
            for step in list {
                prop_assert_eq!(step["from"].as_str().unwrap(), at);
                at = step["to"].as_str().unwrap();
                prop_assert!(seen.insert(at));
            }
            prop_assert_eq!(path["to"].as_str().unwrap(), at);
        }
    }

    #[test]
    fn the_first_step_is_what_eligibility_answers(
        moves in moves(4, 8), requires in proptest::collection::vec(condition(), 8), facts in history(),
    ) {
        let policy = policy(4, &moves, &requires);
        let Ok(engine) = Engine::compile(policy.to_string().as_bytes()) else { return Ok(()) };
        let request = json!({"as_of": "2025-06-30"});
        let decisions = document::eligibility(&engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
        let decisions = read(&decisions.unwrap());
        let decisions = decisions["results"][0]["moves"].as_array().cloned().unwrap_or_default();
        let answer = paths(&engine, &facts, &json!({"as_of": "2025-06-30", "employee": "e"}));
        for path in answer["paths"].as_array().unwrap() {
            let step = &path["steps"][0];
            let decision = decisions.iter().find(|decision| decision["id"] == step["id"]).unwrap();
            for field in ["to", "kind", "state", "progress", "progress_exact", "earliest"] {
                prop_assert_eq!(&step[field], &decision[field], "{}", field);
            }
            if decision["state"] == "eligible" {
                prop_assert_eq!(&step["cost"], &json!("0"));
                prop_assert!(step.get("open").is_none());
            } else {
                prop_assert_eq!(&step["cost"], &decision["cheapest_changes"]["cost"]);
                // What keeps it from holding is named, at its place.
                let open = step["open"].as_array().unwrap();
                prop_assert!(!open.is_empty());
                for test in open {
                    let at = test["condition"].as_str().unwrap();
                    let number: usize = step["id"].as_str().unwrap()[1..].parse().unwrap();
                    prop_assert!(requires[number].pointer(at).is_some(), "{} in {}", at, requires[number]);
                }
            }
        }
    }

    // The document layer: whatever the moves and conditions are, an answer or problems, and the same again.
    #[test]
    fn any_lattice_compiles_or_is_refused(
        moves in moves(5, 6), requires in proptest::collection::vec(wild(), 6), facts in history(),
        day in "2025-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])", to in proptest::option::of(0usize..6),
    ) {
        let policy = policy(5, &moves, &requires).to_string();
        let engine = match Engine::compile(policy.as_bytes()) {
            Ok(engine) => engine,
            Err(problems) => {
                let policy = read(&policy);
                for problem in problems.iter().filter(|problem| !problem.pointer.is_empty()) {
                    prop_assert!(policy.pointer(&problem.pointer).is_some(), "{}", problem);
                }
                return Ok(());
            }
        };
        let facts = facts.to_string();
        let mut request = json!({"as_of": day, "employee": "e", "max_steps": 12, "max_paths": 50});
        if let Some(to) = to {
            request["to"] = json!(format!("p{to}"));
        }
        let ask = |request: &Value| document::paths(&engine, facts.as_bytes(), request.to_string().as_bytes());
        prop_assert_eq!(ask(&request).is_ok(), to != Some(5));
        prop_assert_eq!(ask(&request), ask(&request));
        let eligible = document::eligibility(&engine, facts.as_bytes(), json!({"as_of": day}).to_string().as_bytes());
        prop_assert!(eligible.is_ok());
        let review = document::review_policy(&engine, facts.as_bytes(), br#"{"from": "2025-01", "to": "2025-06"}"#);
        let policy = read(&policy);
        for answer in [review.unwrap(), document::lint(&engine).unwrap()] {
            for advice in read(&answer)["advice"].as_array().unwrap() {
                prop_assert!(policy.pointer(advice["pointer"].as_str().unwrap()).is_some(), "{}", advice);
                prop_assert!(!advice["hint"].as_str().unwrap().is_empty());
            }
        }
    }
}

/// A condition that can be met or not.
fn condition() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        (0i64..200).prop_map(|value| json!({"metric": "gmv", "at_least": value})),
        (1u32..4, 0i64..30).prop_map(|(count, rise)| json!({"metric": "gmv", "at_least": rise,
            "growth": {"versus": "previous", "change": "relative"}, "window": {"consecutive": count}})),
        Just(json!({"course": "c"})),
        (50u32..90).prop_map(|mark| json!({"exam": "x", "at_least": mark})),
        (1u32..90).prop_map(|months| json!({"tenure": "position", "months": months})),
        (1u32..3).prop_map(|count| json!({"event": "launch", "at_least": count})),
        Just(json!({"award": "w"})),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let some = || proptest::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            some().prop_map(|parts| json!({"all": parts})),
            some().prop_map(|parts| json!({"any": parts})),
            some().prop_map(|parts| json!({"of": parts, "at_least": 1})),
            inner.clone().prop_map(|part| json!({"not": part})),
        ]
    })
}

/// A condition that may make no sense.
fn wild() -> impl Strategy<Value = Value> {
    let window = prop_oneof![
        (0u32..4).prop_map(|count| json!({"consecutive": count})),
        (0u32..4, 0u32..4).prop_map(|(last, least)| json!({"of_last": last, "at_least": least})),
        (0u32..4).prop_map(|count| json!({"aggregate": count, "on_missing": "pause", "max_gap": 1})),
        Just(json!({"consecutive": 2, "every": "week", "ending": "ever"})),
        Just(json!({"of_last": 2, "at_least": 1, "ending": "ever"})),
    ];
    let versus = prop_oneof![
        Just(json!("previous")),
        Just(json!("same_period_last_year")),
        Just(json!("at_position_start")),
        Just(json!({"value": 0})),
        Just(json!({"period": "2025-01"}))
    ];
    let leaf = prop_oneof![
        2 => (-5i64..200, window.clone(), versus, any::<bool>()).prop_map(|(value, window, versus, relative)| {
            let change = if relative { "relative" } else { "points" };
            json!({"metric": "gmv", "growth": {"versus": versus, "change": change}, "at_least": value, "window": window})
        }),
        1 => (-5i64..5, any::<bool>()).prop_map(|(value, up)| {
            let comparison = if up { "at_least" } else { "less_than" };
            let mut test = json!({"metric": "share"});
            test[comparison] = json!(value);
            test
        }),
        1 => window.clone().prop_map(|window| json!({"total": true, "more_than": 50, "window": window})),
        1 => (any::<bool>(), window).prop_map(|(or_better, window)| {
            json!({"rating": "poor", "or_better": or_better, "window": window})
        }),
        1 => (0u32..3).prop_map(|count| json!({"event": "launch", "role": "lead", "at_least": count,
            "filters": [{"field": "roi", "at_least": 2}], "since": {"months": count}})),
        1 => Just(json!({"vacancy": "p1"})),
        1 => (0u32..3).prop_map(|months| json!({"case_free": {"months": months}})),
        1 => Just(json!({"course": "unknown"})),
        3 => condition(),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let some = || proptest::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            some().prop_map(|parts| json!({"all": parts})),
            some().prop_map(|parts| json!({"any": parts})),
            (some(), 0u32..4).prop_map(|(parts, least)| json!({"of": parts, "at_least": least})),
            inner.clone().prop_map(|part| json!({"not": part, "cost": "0.5", "changeable": true})),
        ]
    })
}

/// Facts of one person, some of whose records may be bad.
fn history() -> impl Strategy<Value = Value> {
    let values = proptest::collection::vec(proptest::option::weighted(0.8, -20i64..300), 8);
    let achieved = proptest::collection::vec((0usize..4, 1u32..13, 40u32..100, 0usize..3), 0..5);
    let events = proptest::collection::vec((1u32..13, proptest::option::of(0i64..5)), 0..4);
    (values, achieved, events, 0usize..7).prop_map(|(values, achieved, events, held)| {
        let observations: Vec<Value> = values.iter().enumerate().filter_map(|(month, value)| {
            Some(json!({"metric": "gmv", "employee": "e", "period": format!("2025-{:02}", month + 1), "value": (*value)?}))
        }).collect();
        let achievements: Vec<Value> = achieved.iter().map(|(what, month, mark, result)| {
            let (kind, id) = [("course", "c"), ("exam", "x"), ("award", "w"), ("course", "nothing")][*what];
            let result = ["passed", "failed", "in_progress"][*result];
            json!({"employee": "e", kind: id, "date": format!("2024-{month:02}-15"), "mark": mark, "result": result})
        }).collect();
        let events: Vec<Value> = events.iter().map(|(month, roi)| {
            let values: Vec<Value> = roi.iter().map(|roi| json!({"field": "roi", "value": roi})).collect();
            json!({"kind": "launch", "employee": "e", "date": format!("2025-{month:02}-03"), "role": "lead", "values": values})
        }).collect();
        let from = if held == 6 { "2025-03-10" } else { "2024-02-29" };
        json!({
            "employees": [{"id": "e", "positions": [{"position": format!("p{}", held % 4), "from": from}]}],
            "observations": observations, "achievements": achievements, "events": events,
            "vacancies": [{"position": "p1"}], "cases": [{"employee": "e", "opened": "2025-02-01", "closed": "2025-02-20"}]
        })
    })
}
