//! The pipeline: it agrees with the decisions one by one, and what is said to be lacking is lacking.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

const COURSES: usize = 5;

/// Conditions over five courses.
fn condition() -> impl Strategy<Value = Value> {
    let course = (0..COURSES).prop_map(|course| json!({"course": format!("c{course}")}));
    course.prop_recursive(3, 12, 3, |part| {
        let parts = || prop::collection::vec(part.clone(), 1..4);
        prop_oneof![
            parts().prop_map(|parts| json!({"all": parts})),
            parts().prop_map(|parts| json!({"any": parts})),
            (parts(), any::<prop::sample::Index>())
                .prop_map(|(parts, least)| json!({"at_least": least.index(parts.len()) + 1, "of": parts})),
            part.clone().prop_map(|part| json!({"not": part})),
        ]
    })
}

/// Whether a condition holds for someone who has these courses.
fn holds(condition: &Value, has: &[bool]) -> bool {
    let (name, inner) = condition.as_object().unwrap().iter().find(|(name, _)| *name != "at_least").unwrap();
    let count = || inner.as_array().unwrap().iter().filter(|part| holds(part, has)).count();
    match name.as_str() {
        "course" => has[inner.as_str().unwrap()[1..].parse::<usize>().unwrap()],
        "all" => count() == inner.as_array().unwrap().len(),
        "any" => count() > 0,
        "of" => count() as u64 >= condition["at_least"].as_u64().unwrap(),
        _ => !holds(inner, has),
    }
}

/// The fewest courses that would have to come out otherwise, by trying every choice.
fn fewest(condition: &Value, has: &[bool]) -> Option<usize> {
    let changed = |choice: u32| -> Vec<bool> {
        has.iter().enumerate().map(|(course, has)| has ^ (choice >> course & 1 == 1)).collect()
    };
    let turning = (0..1u32 << COURSES).filter(|choice| holds(condition, &changed(*choice)));
    turning.map(|choice| choice.count_ones() as usize).min()
}

fn strings<'v>(list: &'v Value, name: &str) -> Vec<&'v str> {
    list.as_array().into_iter().flatten().map(|item| item[name].as_str().unwrap()).collect()
}

proptest! {
    #![proptest_config(super::cases(192))]

    #[test]
    fn the_ready_are_the_eligible_and_turning_what_is_lacking_makes_ready(
        requires in condition(), people in prop::collection::vec(prop::collection::vec(any::<bool>(), COURSES), 1..6),
    ) {
        let courses: Vec<Value> = (0..COURSES).map(|course| json!({"id": format!("c{course}")})).collect();
        let engine = compile(&json!({
            "schema_version": "1.1", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [],
            "scorecards": [], "courses": courses, "positions": [{"id": "from"}, {"id": "to", "key": true}],
            "pipeline": {"nearly_ready": {"max_missing": COURSES}},
            "moves": [{"id": "up", "from": "from", "to": "to", "requires": requires}]
        }));
        let (mut employees, mut achievements) = (Vec::new(), Vec::new());
        for (number, has) in people.iter().enumerate() {
            let id = format!("e{number}");
            employees.push(json!({"id": id, "positions": [{"position": "from", "from": "2024-01-01"}]}));
            for course in (0..COURSES).filter(|course| has[*course]) {
                achievements.push(json!({"employee": id, "course": format!("c{course}"), "date": "2025-01-01"}));
            }
        }
        let facts = json!({"employees": employees, "achievements": achievements}).to_string();
        let request = br#"{"as_of": "2025-06-30"}"#;
        let report = read(&hrcore::document::pipeline(&engine, facts.as_bytes(), request).unwrap());
        let decided = read(&hrcore::document::eligibility(&engine, facts.as_bytes(), request).unwrap());
        let bench = &report["positions"][1];
        let ready = strings(&bench["ready"], "employee");
        let nearly = bench["nearly_ready"].as_array().unwrap();
        for (number, has) in people.iter().enumerate() {
            let id = format!("e{number}");
            let eligible = holds(&requires, has);
            prop_assert_eq!(ready.contains(&id.as_str()), eligible);
            prop_assert_eq!(decided["results"][number]["moves"][0]["state"] == "eligible", eligible);
            let lacking = nearly.iter().find(|candidate| candidate["employee"] == id);
            let least = fewest(&requires, has).filter(|_| !eligible);
            prop_assert_eq!(lacking.map(|lacking| lacking["lacks"].as_array().unwrap().len()), least);
            let Some(lacking) = lacking else { continue };
            let mut turned = has.clone();
            for test in strings(&lacking["lacks"], "subject") {
                let course = test[1..].parse::<usize>().unwrap();
                turned[course] = !turned[course];
            }
            prop_assert!(holds(&requires, &turned));
        }
        let strength = people.iter().filter(|has| holds(&requires, has)).count();
        prop_assert_eq!(bench["ready"].as_array().unwrap().len(), strength);
        for test in bench["tests"].as_array().unwrap() {
            let course: usize = test["subject"].as_str().unwrap()[1..].parse().unwrap();
            let met = people.iter().filter(|has| has[course]).count();
            prop_assert_eq!((test["met"].as_u64(), test["unmet"].as_u64()), (Some(met as u64), Some((people.len() - met) as u64)));
        }
    }
}
