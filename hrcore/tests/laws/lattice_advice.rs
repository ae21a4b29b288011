//! What lint says of conditions is true: what contradicts itself never holds, what always holds never fails; and of two
//! tests of one figure it is said whenever it is so.

use hrcore::{Engine, document};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

const COMPARISONS: [&str; 5] = ["at_least", "at_most", "more_than", "less_than", "equals"];

fn lattice(requires: &Value) -> Engine {
    compile(&json!({
        "schema_version": "1.1", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [{"id": "m", "unit": "number", "direction": "higher", "source": "s"},
            {"id": "n", "unit": "count", "direction": "higher", "source": "s"}],
        "scorecards": [], "positions": [{"id": "a"}, {"id": "b"}],
        "rating_scales": [{"id": "s", "bands": [
            {"id": "b2", "from": 80}, {"id": "b1", "from": 60, "to": 80}, {"id": "b0", "to": 60}]}],
        "exams": [{"id": "x"}], "event_kinds": [{"id": "launch"}],
        "moves": [{"id": "up", "from": "a", "to": "b", "requires": requires}]
    }))
}

/// The codes of the advice on the conditions, and their places.
fn advice(engine: &Engine) -> Vec<(String, String)> {
    let answer = read(&document::lint(engine).unwrap());
    let advice = answer["advice"].as_array().unwrap().iter();
    let text = |item: &Value, field: &str| item[field].as_str().unwrap().to_owned();
    advice
        .map(|item| (text(item, "code"), text(item, "pointer")))
        .filter(|(code, _)| code.starts_with("condition_"))
        .collect()
}

fn state(engine: &Engine, facts: &Value) -> String {
    let answer = document::eligibility(engine, facts.to_string().as_bytes(), br#"{"as_of": "2025-06-30"}"#).unwrap();
    read(&answer)["results"][0]["moves"][0]["state"].as_str().unwrap().to_owned()
}

fn negated(test: Value, negated: bool) -> Value {
    if negated { json!({"not": test}) } else { test }
}

/// A test of few figures and few constants, so that they meet.
fn literal() -> impl Strategy<Value = Value> {
    let window = prop_oneof![
        3 => Just(Value::Null),
        1 => (1u32..4).prop_map(|count| json!({"consecutive": count})),
        1 => (1u32..4).prop_map(|count| json!({"consecutive": count, "ending": "ever"})),
        1 => (1u32..4).prop_map(|least| json!({"of_last": 3, "at_least": least})),
        1 => Just(json!({"aggregate": 2})),
    ];
    let windowed = |mut test: Value, window: Value| {
        if !window.is_null() {
            test["window"] = window;
        }
        test
    };
    let metric = (prop_oneof![Just("m"), Just("n")], 0usize..5, -1i64..4, window.clone()).prop_map(
        move |(metric, comparison, value, window)| {
            let mut test = json!({"metric": metric});
            test[COMPARISONS[comparison]] = json!(value);
            windowed(test, window)
        },
    );
    let growth = (0usize..5, 0i64..3).prop_map(|(comparison, value)| {
        let mut test = json!({"metric": "m", "growth": {"versus": "previous", "change": "points"}});
        test[COMPARISONS[comparison]] = json!(value);
        test
    });
    let rating = (0usize..3, any::<bool>(), window).prop_map(move |(band, or_better, window)| {
        let aggregate = window.get("aggregate").is_some();
        let test = json!({"rating": format!("b{band}"), "or_better": or_better});
        if aggregate { test } else { windowed(test, window) }
    });
    let exam = proptest::option::of(60u32..63).prop_map(|mark| match mark {
        Some(mark) => json!({"exam": "x", "at_least": mark}),
        None => json!({"exam": "x"}),
    });
    let other = prop_oneof![
        (1u32..4).prop_map(|count| json!({"event": "launch", "at_least": count})),
        (1u32..4).prop_map(|months| json!({"tenure": "company", "months": months})),
        (1u32..4).prop_map(|count| json!({"vacancy": "b", "at_least": count})),
        (0u32..4).prop_map(|months| json!({"case_free": {"months": months}})),
    ];
    let test = prop_oneof![4 => metric, 1 => growth, 2 => rating, 1 => exam, 2 => other];
    (test, proptest::bool::weighted(0.3)).prop_map(|(test, not)| negated(test, not))
}

fn facts() -> impl Strategy<Value = Value> {
    let values = || proptest::collection::vec(proptest::option::weighted(0.85, 0i64..4), 6);
    let bands = proptest::collection::vec(proptest::option::weighted(0.85, 0usize..3), 6);
    let exams = proptest::collection::vec(proptest::option::of(59u32..64), 0..2);
    let rest = (0usize..4, 0u32..4, proptest::option::of(1u32..7), 1u32..7);
    (values(), values(), bands, exams, rest).prop_map(|(m, n, bands, exams, (launches, vacant, case, since))| {
        let month = |number: usize| format!("2025-{:02}", number + 1);
        let mut observations = Vec::new();
        for (metric, values) in [("m", m), ("n", n)] {
            for (number, value) in values.iter().enumerate().filter_map(|(number, value)| Some((number, (*value)?))) {
                observations.push(json!({"metric": metric, "employee": "e", "period": month(number), "value": value}));
            }
        }
        let appraisals = bands.iter().enumerate().filter_map(|(number, band)| {
            Some(json!({"employee": "e", "period": month(number), "band": format!("b{}", (*band)?)}))
        });
        let achievements = exams.iter().map(|mark| {
            let mut record = json!({"employee": "e", "exam": "x", "date": "2025-02-01"});
            if let Some(mark) = mark {
                record["mark"] = json!(mark);
            }
            record
        });
        let events =
            (1..=launches).map(|day| json!({"kind": "launch", "employee": "e", "date": format!("2025-03-0{day}")}));
        let cases = case
            .iter()
            .map(|month| json!({"employee": "e", "opened": "2025-01-01", "closed": format!("2025-{month:02}-01")}));
        json!({
            "employees": [{"id": "e", "positions": [{"position": "a", "from": format!("2025-{since:02}-01")}]}],
            "observations": observations, "appraisals": appraisals.collect::<Vec<_>>(),
            "achievements": achievements.collect::<Vec<_>>(), "events": events.collect::<Vec<_>>(),
            "cases": cases.collect::<Vec<_>>(), "vacancies": [{"position": "b", "count": vacant}]
        })
    })
}

proptest! {
    #![proptest_config(super::cases(768))]

    #[test]
    fn what_contradicts_itself_never_holds(parts in proptest::collection::vec(literal(), 1..5), facts in facts()) {
        let engine = lattice(&json!({"all": parts}));
        let found = advice(&engine);
        let never = |code: &str, at: &str| {
            // A test that no value meets may stand below `not`.
            code == "condition_contradictory" || (code == "condition_never" && !at.ends_with("/not"))
        };
        if found.iter().any(|(code, at)| never(code, at)) {
            prop_assert_ne!(state(&engine, &facts), "eligible");
        }
    }

    #[test]
    fn what_always_holds_never_fails(parts in proptest::collection::vec(literal(), 2..5), facts in facts()) {
        let engine = lattice(&json!({"any": parts}));
        let found = advice(&engine);
        // Said of two alternatives: the later of them. A value that is missing breaks a streak.
        let of_two = found.iter().any(|(code, at)| {
            let number = at.split('/').nth(5).and_then(|number| number.parse::<usize>().ok()).unwrap();
            let part = &parts[number];
            let test = part.get("not").unwrap_or(part);
            code == "condition_always" && test.get("window").is_none() && !alone(test)
        });
        if of_two {
            prop_assert_ne!(state(&engine, &facts), "not_eligible");
        }
    }

    #[test]
    fn of_two_tests_of_one_figure_it_is_said_whenever_it_is_so(
        one in (0usize..5, 0i64..4, any::<bool>()), other in (0usize..5, 0i64..4, any::<bool>()),
    ) {
        let test = |(comparison, value, not): (usize, i64, bool)| {
            let mut test = json!({"metric": "m"});
            test[COMPARISONS[comparison]] = json!(value);
            negated(test, not)
        };
        // Halves stand for all values between.
        let holds = |(comparison, value, not): (usize, i64, bool), half: i64| {
            let order = half.cmp(&(2 * value));
            not != match comparison {
                0 => order.is_ge(),
                1 => order.is_le(),
                2 => order.is_gt(),
                3 => order.is_lt(),
                _ => order.is_eq(),
            }
        };
        let all = advice(&lattice(&json!({"all": [test(one), test(other)]})));
        let possible = (-2..=8).any(|half| holds(one, half) && holds(other, half));
        prop_assert_eq!(all.iter().any(|(code, _)| code == "condition_contradictory"), !possible, "{:?}", all);
        let any = advice(&lattice(&json!({"any": [test(one), test(other)]})));
        let certain = (-2..=8).all(|half| holds(one, half) || holds(other, half));
        prop_assert_eq!(any.iter().any(|(code, _)| code == "condition_always"), certain, "{:?}", any);
    }
}

/// Whether a test always holds, or never, by itself: of what is counted, below zero; or of the lowest band.
fn alone(test: &Value) -> bool {
    test["metric"] == "n" || test.get("rating").is_some()
}
