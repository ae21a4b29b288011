//! Alerts: each has one id over its life, whoever is told of it and whenever it is asked, and is told once.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::cases;
use super::documents::{compile, read};

/// Days are counted from here.
fn day(number: usize) -> String {
    let first = hrcore::time::parse_date("2025-03-01").unwrap();
    (first + chrono::Days::new(number as u64)).to_string()
}

/// A condition, and how many days without it clear an alert.
fn rule() -> impl Strategy<Value = Value> {
    let window = (1u32..4, prop_oneof![Just("break"), Just("unknown"), Just("pause")], any::<bool>()).prop_map(
        |(count, on_missing, across)| {
            let mut window = json!({"consecutive": count, "every": "day", "on_missing": on_missing,
                "across_positions": across});
            if on_missing == "pause" {
                window["max_gap"] = json!(2);
            }
            window
        },
    );
    let daily = window.prop_map(|window| json!({"metric": "response", "more_than": 30, "window": window}));
    let weekly = Just(json!({"metric": "response", "more_than": 80, "window": {"consecutive": 1, "every": "week"}}));
    let growing = Just(json!({"metric": "response", "growth": {"versus": {"period": "2025-W12"}, "change": "points"},
        "more_than": 0, "window": {"consecutive": 1, "every": "week"}}));
    let test = prop_oneof![4 => daily, 1 => weekly, 1 => growing, 1 => Just(json!({"tenure": "position", "days": 20})),
        1 => Just(json!({"case_free": {"months": 0}}))];
    let condition = test.prop_recursive(2, 6, 3, |part| {
        let parts = || prop::collection::vec(part.clone(), 1..4);
        prop_oneof![
            parts().prop_map(|parts| json!({"all": parts})),
            parts().prop_map(|parts| json!({"any": parts})),
            part.clone().prop_map(|part| json!({"not": part})),
        ]
    });
    (condition, 1u32..4, any::<bool>()).prop_map(|(when, clears_after, only)| {
        let mut rule = json!({"id": "r", "audience": ["employee"], "when": when, "clears_after": clears_after});
        if only {
            rule["positions"] = json!(["p", "q"]);
        }
        rule
    })
}

#[derive(Debug, Clone)]
struct Person {
    values: Vec<Option<u32>>,
    /// Which positions are held, for how many days each, from a day on.
    held: Vec<(usize, usize)>,
    from: usize,
    case: Option<(usize, usize)>,
}

const DAYS: usize = 45;

fn person() -> impl Strategy<Value = Person> {
    let values = prop::collection::vec(prop::option::weighted(0.8, 25u32..36), DAYS);
    let held = prop::collection::vec((0usize..4, 3usize..40), 1..4);
    let case = prop::option::of((0..DAYS, 0usize..10));
    (values, held, 0usize..6, case).prop_map(|(values, held, from, case)| Person { values, held, from, case })
}

const POSITIONS: [&str; 4] = ["p", "q", "other", ""];

fn facts(person: &Person) -> Value {
    let values = person.values.iter().enumerate().filter_map(|(number, value)| Some((number, value.as_ref()?)));
    let observations: Vec<Value> = values
        .map(|(number, value)| json!({"metric": "response", "employee": "e", "period": day(number), "value": value}))
        .collect();
    let (mut positions, mut from) = (Vec::new(), person.from);
    for (position, days) in &person.held {
        // Between two of them nothing may be held.
        if !POSITIONS[*position].is_empty() {
            positions.push(json!({"position": POSITIONS[*position], "from": day(from), "to": day(from + days - 1)}));
        }
        from += days;
    }
    let cases: Vec<Value> = person
        .case
        .iter()
        .map(|(opened, days)| json!({"employee": "e", "opened": day(*opened), "closed": day(opened + days)}))
        .collect();
    json!({"employees": [{"id": "e", "positions": positions}], "observations": observations, "cases": cases})
}

fn policy(rule: &Value) -> Value {
    // A move with the same condition out of each position says how it stands on a day.
    let moves =
        ["p", "q", "other"].map(|from| json!({"id": from, "from": from, "to": "top", "requires": rule["when"]}));
    json!({
        "schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [{"id": "response", "unit": "second", "direction": "lower", "aggregation": "sum"}],
        "scorecards": [], "positions": [{"id": "p"}, {"id": "q"}, {"id": "other"}, {"id": "top"}],
        "moves": moves, "alerts": [rule]
    })
}

fn alerts(engine: &hrcore::Engine, facts: &Value, number: usize) -> Vec<Value> {
    let request = json!({"as_of": day(number)}).to_string();
    let report = read(&hrcore::document::alerts(engine, facts.to_string().as_bytes(), request.as_bytes()).unwrap());
    assert_eq!(report["problems"], json!([]));
    report["alerts"].as_array().unwrap().clone()
}

/// How the condition stands on each day: none where none of the positions is held.
fn standing(engine: &hrcore::Engine, facts: &Value, rule: &Value) -> Vec<Option<String>> {
    (0..DAYS)
        .map(|number| {
            let request = json!({"as_of": day(number), "detail": "decision"}).to_string();
            let facts = facts.to_string();
            let report = read(&hrcore::document::eligibility(engine, facts.as_bytes(), request.as_bytes()).unwrap());
            let own = &report["results"][0];
            let position = own["position"].as_str()?;
            let is_for = rule.get("positions").is_none_or(|named| named.as_array().unwrap().contains(&json!(position)));
            is_for.then(|| own["moves"][0]["state"].as_str().unwrap().to_owned())
        })
        .collect()
}

/// What is raised on each day, by going forward through the days: the first day and for how long it has not held.
fn expected(standing: &[Option<String>], clears_after: u64) -> Vec<Option<(usize, u64)>> {
    let mut run: Option<(usize, u64)> = None;
    let mut found = Vec::new();
    for (number, state) in standing.iter().enumerate() {
        run = match (state.as_deref(), run) {
            (None, _) => None,
            (Some("eligible"), None) => Some((number, 0)),
            (Some("eligible"), Some((since, _))) => Some((since, 0)),
            (Some("not_eligible"), Some((since, without))) if without + 1 < clears_after => Some((since, without + 1)),
            (Some("not_eligible"), _) => None,
            (Some(_), run) => run,
        };
        found.push(run);
    }
    found
}

proptest! {
    #![proptest_config(cases(40))]

    // The days are judged one by one through another question, and gone through forwards.
    #[test]
    fn an_alert_is_raised_since_its_first_day(rule in rule(), person in person()) {
        let (engine, facts) = (compile(&policy(&rule)), facts(&person));
        let standing = standing(&engine, &facts, &rule);
        let expected = expected(&standing, rule["clears_after"].as_u64().unwrap());
        for (number, run) in expected.iter().enumerate() {
            let found = alerts(&engine, &facts, number);
            let states: Vec<(&str, &str)> =
                found.iter().map(|own| (own["id"].as_str().unwrap(), own["state"].as_str().unwrap())).collect();
            match run {
                None => prop_assert_eq!(states, [], "{}", day(number)),
                Some((since, without)) => {
                    let id = format!("r/{}/e", day(*since));
                    let state = if *without > 0 { "clearing" } else { "raised" };
                    prop_assert_eq!(states, [(id.as_str(), state)], "{}", day(number));
                }
            }
        }
    }

    // A host that asks on some days and writes down what it was told: each id is new once, and over once, on the day on
    // which going through every day finds it over.
    #[test]
    fn told_once_and_cleared_once(
        rule in rule(),
        person in person(),
        asked in prop::collection::vec(prop::bool::weighted(0.7), DAYS),
    ) {
        let (engine, mut facts) = (compile(&policy(&rule)), facts(&person));
        let standing = standing(&engine, &facts, &rule);
        let expected = expected(&standing, rule["clears_after"].as_u64().unwrap());
        let mut told: Vec<(String, Option<String>)> = Vec::new();
        for number in (0..DAYS).filter(|number| asked[*number]) {
            let states: Vec<Value> = told.iter().map(|(id, cleared)| json!({"id": id, "cleared": cleared})).collect();
            facts["alert_states"] = json!(states);
            let found = alerts(&engine, &facts, number);
            let mut open = 0;
            for own in &found {
                let id = own["id"].as_str().unwrap();
                let known = told.iter_mut().find(|(known, _)| known == id);
                prop_assert_eq!(own["is_new"] == true, known.is_none(), "{}", id);
                prop_assert!(known.as_ref().is_none_or(|(_, cleared)| cleared.is_none()), "{} again", id);
                let since = own["since"].as_str().unwrap();
                prop_assert_eq!(id, format!("r/{since}/e"));
                if own["state"] == "cleared" {
                    let cleared = own["cleared"].as_str().unwrap().to_owned();
                    let since = (0..DAYS).find(|number| day(*number) == since).unwrap();
                    let over = (since..DAYS).find(|at| expected[*at].is_none_or(|run| run.0 != since)).unwrap();
                    prop_assert_eq!(&cleared, &day(over));
                    known.unwrap().1 = Some(cleared);
                } else {
                    open += 1;
                    if known.is_none() {
                        told.push((id.to_owned(), None));
                    }
                }
            }
            // What stands without being told stands told, too.
            prop_assert_eq!(open, usize::from(expected[number].is_some()), "{}", day(number));
        }
    }
}
