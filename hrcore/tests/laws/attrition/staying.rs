//! How long people stay: curves fall, what is said of groups adds up to what is said of all, and it is what is counted of
//! leaving.

use hrcore::{Engine, document};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::documents::{compile, read};
use super::{AS_OF, ask, number, policy, small};

fn stay(engine: &Engine, facts: &Value, request: &Value) -> Value {
    let answer = document::retention(engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
    read(&answer.unwrap_or_else(|problems| panic!("{problems}\n{request}")))
}

fn count(curve: &Value, field: &str) -> u64 {
    curve[field].as_u64().unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// What holds of every curve.
fn falls(curve: &Value) -> Result<(), TestCaseError> {
    let (from, until) = (count(curve, "from"), count(curve, "until"));
    let steps = list(&curve["steps"]);
    prop_assert_eq!(steps.is_empty(), count(curve, "people") == 0);
    let (mut before, mut hazard, mut left) = (1.0, 0.0, 0);
    for (place, step) in steps.iter().enumerate() {
        let months = count(step, "months");
        prop_assert!(place == 0 || months > count(&steps[place - 1], "months"), "{}", curve);
        prop_assert!(count(step, "left") <= count(step, "at_risk"), "{}", step);
        left += count(step, "left");
        let staying = number(&step["staying"]);
        let gone = count(step, "left") as f64 / count(step, "at_risk") as f64;
        prop_assert!((staying - before * (1.0 - gone)).abs() < 1e-5, "{}", step);
        prop_assert!((number(&step["cumulative_hazard"]) - hazard - gone).abs() < 1e-4, "{}", step);
        (before, hazard) = (staying, number(&step["cumulative_hazard"]));
        bounded(step)?;
    }
    let ends = steps.first().zip(steps.last()).map(|(first, last)| (count(first, "months"), count(last, "months")));
    prop_assert!(ends.is_none_or(|ends| ends == (from, until)), "{}", curve);
    prop_assert!(left <= count(curve, "leavers") && count(curve, "leavers") <= count(curve, "months"));
    for share in list(&curve["staying"]) {
        bounded(share)?;
        let at = steps.iter().rfind(|step| count(step, "months") <= count(share, "months")).unwrap();
        for field in ["staying", "lo80", "hi80", "lo95", "hi95"] {
            prop_assert_eq!(share.get(field), at.get(field));
        }
    }
    let reached = |field: &str| {
        let is_there = |step: &&Value| step.get(field).is_some_and(|share| number(share) <= 0.5);
        steps.iter().find(is_there).map(|step| step["months"].clone())
    };
    let none = json!({});
    let median = curve.get("median").unwrap_or(&none);
    for (field, of) in [("months", "staying"), ("lo80", "lo80"), ("hi80", "hi80"), ("lo95", "lo95"), ("hi95", "hi95")] {
        prop_assert_eq!(median.get(field).cloned(), reached(of), "{} of {}", field, curve);
    }
    Ok(())
}

fn bounded(share: &Value) -> Result<(), TestCaseError> {
    let staying = number(&share["staying"]);
    let Some(first) = share.get("lo95") else {
        prop_assert!(staying == 1.0 && share.get("hi80").is_none(), "{}", share);
        return Ok(());
    };
    let [lo80, hi80, hi95] = ["lo80", "hi80", "hi95"].map(|field| number(&share[field]));
    let all = [0.0, number(first), lo80, staying, hi80, hi95, 1.0];
    prop_assert!(all.is_sorted(), "{}", share);
    Ok(())
}

proptest! {
    #![proptest_config(super::super::cases(64))]

    #[test]
    fn groups_add_up(company in small(), window in 1..60_u32, way in 0..3_usize) {
        let (engine, facts) = (compile(&policy()), company.facts());
        let leaving = ["voluntary", "involuntary", "any"][way];
        let request = json!({"as_of": AS_OF, "window": window, "leaving": leaving});
        let whole = stay(&engine, &facts, &request);
        prop_assert_eq!(list(&whole["curves"]).len(), 1);
        falls(&whole["curves"][0])?;
        // The months are those of the chances.
        let chance = &ask(&engine, &facts, &request)["team"]["monthly"];
        for (field, of) in [("people", "n"), ("leavers", "events"), ("months", "exposure")] {
            prop_assert_eq!(&whole["curves"][0][field], &chance[of], "{}", field);
        }
        for by in ["position", "unit"] {
            let mut request = request.clone();
            request["by"] = json!(by);
            let answer = stay(&engine, &facts, &request);
            let (all, groups) = list(&answer["curves"]).split_first().unwrap();
            prop_assert_eq!(all, &whole["curves"][0]);
            for field in ["months", "leavers"] {
                let sum: u64 = groups.iter().map(|group| count(group, field)).sum();
                // Everybody has a position, and some a unit.
                prop_assert!(sum == count(all, field) || by == "unit" && sum < count(all, field), "{} by {}", field, by);
            }
            groups.iter().try_for_each(falls)?;
            let losing = groups.iter().filter(|group| count(group, "leavers") > 0).count();
            // Who lost nobody is compared as well, where somebody else lost somebody.
            let is_possible = losing >= 1 && groups.len() >= 2;
            prop_assert!(is_possible || answer.get("comparison").is_none());
            let Some(comparison) = answer.get("comparison") else { continue };
            let compared = list(&comparison["groups"]);
            let [left, expected]: [Vec<f64>; 2] =
                ["left", "expected"].map(|field| compared.iter().map(|group| number(&group[field])).collect());
            prop_assert!((left.iter().sum::<f64>() - expected.iter().sum::<f64>()).abs() < 1e-3, "{}", comparison);
            for (own, group) in compared.iter().zip(groups) {
                prop_assert_eq!((&own["id"], &own["left"]), (&group["id"], &group["leavers"]));
            }
            let p = number(&comparison["p"]);
            prop_assert!((0.0..=1.0).contains(&p) && number(&comparison["chi_square"]) > -1e-9, "{}", comparison);
        }
    }

    #[test]
    fn a_group_of_all_is_all(company in small(), window in 1..60_u32) {
        let engine = compile(&policy());
        let mut facts = company.facts();
        for employee in facts["employees"].as_array_mut().unwrap() {
            for held in employee["positions"].as_array_mut().unwrap() {
                held["position"] = json!("driver");
            }
        }
        let answer = stay(&engine, &facts, &json!({"as_of": AS_OF, "window": window, "by": "position"}));
        let (all, groups) = list(&answer["curves"]).split_first().unwrap();
        prop_assert_eq!(groups.len(), usize::from(count(all, "people") > 0));
        for group in groups {
            let mut group = group.clone();
            for field in ["by", "id"] {
                group.as_object_mut().unwrap().remove(field);
            }
            prop_assert_eq!(all, &group);
        }
        prop_assert_eq!(answer.get("comparison"), None);
    }

    #[test]
    fn neither_order_nor_days_to_come_matter(company in small(), window in 1..60_u32) {
        let (engine, mut facts) = (compile(&policy()), company.facts());
        let request = json!({"as_of": AS_OF, "window": window, "by": "unit", "leaving": "any"});
        let usual = stay(&engine, &facts, &request);
        let employees = facts["employees"].as_array_mut().unwrap();
        employees.reverse();
        employees.push(json!({"id": "later", "positions": [{"position": "clerk", "unit": "north", "from": "2025-07-01"}]}));
        prop_assert_eq!(usual, stay(&engine, &facts, &request));
    }
}
