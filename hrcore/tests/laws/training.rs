//! Training and authority: done is never more than needed, what is learned is never lost, gates and approvals hold.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

const COURSES: usize = 5;
const EVERY: [Option<&str>; 4] = [None, Some("week"), Some("month"), Some("quarter")];

/// A requirement: of which courses, how many of them, and how often.
fn requirement() -> impl Strategy<Value = (Vec<usize>, usize, usize)> {
    let courses = prop::sample::subsequence((0..COURSES).collect::<Vec<_>>(), 1..=COURSES);
    (courses, any::<prop::sample::Index>(), 0..EVERY.len())
        .prop_map(|(courses, least, every)| (courses.clone(), least.index(courses.len()) + 1, every))
}

/// A record: the course, the day of 2025, how it ended, and for how many days it holds.
fn record() -> impl Strategy<Value = (usize, u32, usize, Option<u32>)> {
    (0..COURSES, 0..200u32, 0..3usize, prop::option::of(0..200u32))
}

fn day(number: u32) -> String {
    let first = hrcore::time::parse_date("2025-01-01").unwrap();
    (first + chrono::Days::new(number.into())).to_string()
}

fn achievement((course, on, result, holds): &(usize, u32, usize, Option<u32>)) -> Value {
    let result = ["passed", "failed", "in_progress"][*result];
    let mut record = json!({"employee": "e1", "course": format!("c{course}"), "date": day(*on), "result": result});
    if let Some(days) = holds {
        record["expires"] = json!(day(on + days));
    }
    record
}

fn policy(requirements: &[(Vec<usize>, usize, usize)], actions: &Value) -> Value {
    let courses: Vec<Value> = (0..COURSES).map(|course| json!({"id": format!("c{course}")})).collect();
    let training = requirements.iter().enumerate().map(|(number, (courses, least, every))| {
        let courses: Vec<String> = courses.iter().map(|course| format!("c{course}")).collect();
        let mut required = json!({"id": format!("t{number}"), "courses": courses, "at_least": least});
        if let Some(every) = EVERY[*every] {
            required["every"] = json!(every);
        }
        required
    });
    json!({
        "schema_version": "1.2", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [{"id": "t", "unit": "percent", "direction": "higher", "training": {"of": "completion"}}],
        "scorecards": [{"id": "card", "sections": [{"id": "s", "lines": [
            {"id": "t", "metric": "t", "weight": 100, "target": 100, "method": {"kind": "ratio"}}]}]}],
        "courses": courses, "training": training.collect::<Vec<_>>(), "actions": actions,
        "positions": [{"id": "sales", "scorecard": "card"}]
    })
}

fn facts(records: &[Value]) -> Value {
    json!({"employees": [{"id": "e1", "positions": [{"position": "sales", "from": "2024-01-01"}]}],
        "achievements": records})
}

/// The part of what is required that is done now, and the value in the score of the month.
fn standing(engine: &hrcore::Engine, facts: &Value, on: &str) -> (Value, Option<f64>) {
    let facts = facts.to_string();
    let request = json!({"as_of": on}).to_string();
    let report = read(&hrcore::document::training(engine, facts.as_bytes(), request.as_bytes()).unwrap());
    let request = json!({"period": &on[..7]}).to_string();
    let score = read(&hrcore::document::score(engine, facts.as_bytes(), request.as_bytes()).unwrap());
    let actual = score["results"][0]["positions"][0]["lines"][0]["actual"].as_str().map(|text| text.parse().unwrap());
    (report["results"][0].clone(), actual)
}

/// Conditions over five courses.
fn condition() -> impl Strategy<Value = Value> {
    let course = (0..COURSES).prop_map(|course| json!({"course": format!("c{course}")}));
    course.prop_recursive(3, 12, 3, |part| {
        let parts = || prop::collection::vec(part.clone(), 1..4);
        prop_oneof![
            parts().prop_map(|parts| json!({"all": parts})),
            parts().prop_map(|parts| json!({"any": parts})),
            part.clone().prop_map(|part| json!({"not": part})),
        ]
    })
}

/// Whether a condition holds for someone who has these courses.
fn holds(condition: &Value, has: &[bool]) -> bool {
    let (name, inner) = condition.as_object().unwrap().iter().next().unwrap();
    let mut parts = inner.as_array().into_iter().flatten();
    match name.as_str() {
        "course" => has[inner.as_str().unwrap()[1..].parse::<usize>().unwrap()],
        "all" => parts.all(|part| holds(part, has)),
        "any" => parts.any(|part| holds(part, has)),
        _ => !holds(inner, has),
    }
}

/// A question of the document layer.
type Ask = fn(&hrcore::Engine, &[u8], &[u8]) -> Result<String, hrcore::Problems>;

/// Whether there is an authority, and its limits: at most, at least, within.
type Authority = Option<(Option<u32>, Option<u32>, Option<u32>)>;

/// An authority: whether there is one, and its limits.
fn authority() -> impl Strategy<Value = Authority> {
    let limit = || prop::option::of(0..100u32);
    prop::option::of((limit(), limit(), limit()))
}

fn covers(authority: &Authority, amount: i64) -> bool {
    authority.is_some_and(|(most, least, within)| {
        most.is_none_or(|most| amount <= most.into())
            && least.is_none_or(|least| amount >= least.into())
            && within.is_none_or(|within| amount.abs() <= within.into())
    })
}

proptest! {
    #![proptest_config(super::cases(128))]

    #[test]
    fn done_is_within_need_and_learning_never_lowers_it(
        requirements in prop::collection::vec(requirement(), 0..4), records in prop::collection::vec(record(), 0..12),
        more in (0..COURSES, 0..200u32), at in 0..200u32,
    ) {
        let engine = compile(&policy(&requirements, &json!([])));
        let mut list: Vec<Value> = records.iter().map(achievement).collect();
        // The end of the month, so that the question and the score look at the same day.
        let month = &day(at)[..7];
        let on = format!("{month}-{}", ["31", "28", "31", "30", "31", "30", "31"][month[5..].parse::<usize>().unwrap() - 1]);
        let (before, scored) = standing(&engine, &facts(&list), &on);
        list.push(achievement(&(more.0, more.1, 0, None)));
        let (after, rescored) = standing(&engine, &facts(&list), &on);
        for found in [&before, &after] {
            let count = |name: &str| found[name].as_u64().unwrap();
            prop_assert!(count("done") <= count("required"));
            prop_assert_eq!(count("done") + count("open"), count("required"));
            let sum: u64 = requirements.iter().map(|(_, least, _)| *least as u64).sum();
            prop_assert_eq!(count("required"), sum);
            for status in found["requirements"].as_array().into_iter().flatten() {
                let courses = status["courses"].as_array().unwrap();
                let done = courses.iter().filter(|course| course["state"] == "done").count() as u64;
                prop_assert_eq!(status["done"].as_u64().unwrap(), done.min(status["need"].as_u64().unwrap()));
                prop_assert_eq!(status["state"] == "complete", status["done"] == status["need"]);
            }
        }
        prop_assert!(after["done"].as_u64() >= before["done"].as_u64());
        prop_assert_eq!(scored.is_some(), rescored.is_some());
        if let (Some(scored), Some(rescored)) = (scored, rescored) {
            prop_assert!((0.0..=100.0).contains(&scored) && scored <= rescored);
        }
    }

    #[test]
    fn a_gate_opens_exactly_when_its_condition_holds(
        requires in condition(), has in prop::collection::vec(any::<bool>(), COURSES),
    ) {
        let actions = json!([{"id": "x", "needs_authority": false, "requires": requires}]);
        let engine = compile(&policy(&[], &actions));
        let records: Vec<Value> =
            (0..COURSES).filter(|course| has[*course]).map(|course| achievement(&(course, 0, 0, None))).collect();
        let facts = facts(&records).to_string();
        let ask = |question: Ask, request: &Value| {
            read(&question(&engine, facts.as_bytes(), request.to_string().as_bytes()).unwrap())
        };
        let open = holds(&requires, &has);
        let report = ask(hrcore::document::training, &json!({"as_of": "2025-06-30"}));
        let gate = &report["results"][0]["gates"][0];
        prop_assert_eq!(gate["state"].as_str().unwrap(), if open { "open" } else { "closed" });
        for course in gate["missing"].as_array().into_iter().flatten() {
            prop_assert!(!open && !has[course.as_str().unwrap()[1..].parse::<usize>().unwrap()]);
        }
        let report = ask(hrcore::document::may, &json!({"as_of": "2025-06-30", "employee": "e1", "action": "x"}));
        prop_assert_eq!(report["decision"].as_str().unwrap(), if open { "yes" } else { "no" });
    }

    #[test]
    fn who_it_goes_to_may_do_it_and_nobody_nearer(
        line in prop::collection::vec(authority(), 1..6), amount in -120i64..120,
    ) {
        let valid = |limits: &Authority| {
            limits.is_none_or(|(most, least, _)| most.zip(least).is_none_or(|(most, least)| least <= most))
        };
        prop_assume!(line.iter().all(valid));
        let mut positions = Vec::new();
        for (number, limits) in line.iter().enumerate() {
            let mut position = json!({"id": format!("p{number}")});
            if number + 1 < line.len() {
                position["reports_to"] = json!(format!("p{}", number + 1));
            }
            if let Some((most, least, within)) = limits {
                let mut authority = json!({"action": "x"});
                for (name, limit) in [("at_most", most), ("at_least", least), ("within", within)] {
                    if let Some(limit) = limit {
                        authority[name] = json!(limit);
                    }
                }
                position["authority"] = json!([authority]);
            }
            positions.push(position);
        }
        let engine = compile(&json!({
            "schema_version": "1.2", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [],
            "scorecards": [], "positions": positions, "actions": [{"id": "x", "unit": "count"}]}));
        let person = |number: usize| {
            json!({"id": format!("e{number}"), "positions": [{"position": format!("p{number}"), "from": "2024-01-01"}]})
        };
        let facts = json!({"employees": (0..line.len()).map(person).collect::<Vec<_>>()}).to_string();
        let may = |who: &str| {
            let request = json!({"as_of": "2025-06-30", "employee": who, "action": "x", "amount": amount}).to_string();
            read(&hrcore::document::may(&engine, facts.as_bytes(), request.as_bytes()).unwrap())
        };
        let report = may("e0");
        let nearest = line.iter().position(|authority| covers(authority, amount));
        let expected = match nearest {
            Some(0) => "yes",
            Some(_) => "goes_up",
            None => "no",
        };
        prop_assert_eq!(report["decision"].as_str().unwrap(), expected);
        let levels = nearest.filter(|levels| *levels > 0);
        prop_assert_eq!(report["to"]["levels"].as_u64(), levels.map(|levels| levels as u64));
        if let Some(to) = report["to"]["employees"][0].as_str() {
            let above = may(to);
            prop_assert_eq!(above["decision"].as_str().unwrap(), "yes");
            prop_assert_eq!(above["reasons"][0]["code"].as_str().unwrap(), "within_authority");
        }
    }
}
