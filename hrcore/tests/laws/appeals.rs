//! Appeals: before is the score of the facts, after that of the corrected ones, and nothing else makes a difference.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::cases;
use super::company::company;
use super::documents::{compile, read};

fn appeal(engine: &hrcore::Engine, facts: &Value, corrections: &Value) -> Value {
    let request = json!({"period": "2025-06", "employee": "e0", "corrections": corrections, "lang": "en"});
    let (facts, request) = (facts.to_string(), request.to_string());
    read(&hrcore::document::appeal(engine, facts.as_bytes(), request.as_bytes()).unwrap())
}

fn score(engine: &hrcore::Engine, facts: &Value) -> Value {
    let request = json!({"period": "2025-06", "employees": ["e0"], "detail": "full"}).to_string();
    read(&hrcore::document::score(engine, facts.to_string().as_bytes(), request.as_bytes()).unwrap())["results"][0]
        .clone()
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn after_is_the_score_of_the_corrected_facts(
        company in company(3),
        chosen in prop::collection::vec((any::<Index>(), -100i64..2_000), 1..4),
        removed in any::<Index>(),
    ) {
        let (policy, mut facts) = (company.policy(), company.facts());
        let engine = compile(&policy);
        let Some(list) = facts["observations"].as_array_mut().filter(|list| !list.is_empty()) else { return Ok(()) };
        // Each observation has a record of its own, so that a correction says which one it means.
        for (number, own) in list.iter_mut().enumerate() {
            own["record"] = json!(format!("r{number}"));
        }
        let before = score(&engine, &facts);
        prop_assert_eq!(&appeal(&engine, &facts, &json!({}))["changes"], &json!([]));
        let mut corrected = facts.clone();
        let list = corrected["observations"].as_array_mut().unwrap();
        let mut corrections = Vec::new();
        for (at, value) in &chosen {
            let own = at.get_mut(list);
            own["value"] = json!(value);
            own.as_object_mut().unwrap().remove("state");
            corrections.push(own.clone());
        }
        let gone = removed.index(list.len());
        let gone = list.remove(gone)["record"].clone();
        let asked = json!({"observations": corrections, "remove": [gone]});
        let report = appeal(&engine, &facts, &asked);
        prop_assert_eq!(&report["before"], &before);
        prop_assert_eq!(&report["after"], &score(&engine, &corrected));
        // The lines that are said to differ are those that do.
        let figures = |result: &Value| -> Vec<Value> {
            let positions = result["positions"].as_array().cloned().unwrap_or_default();
            let lines = positions.iter().flat_map(|own| own["lines"].as_array().unwrap().clone());
            lines.map(|line| json!([line["line"], line["actual"], line["score"], line["contribution"],
                line["actual_exact"], line["score_exact"], line["contribution_exact"], line["label"]])).collect()
        };
        let (old, new) = (figures(&before), figures(&report["after"]));
        let differ: Vec<&Value> = old.iter().zip(&new).filter(|(old, new)| old != new).map(|(old, _)| &old[0]).collect();
        let said: Vec<&Value> = report["changes"].as_array().unwrap().iter().map(|change| &change["line"]).collect();
        prop_assert_eq!(said, differ);
        prop_assert_eq!(report["total"].is_null(), before["total"] == report["after"]["total"]
            && before["total_exact"] == report["after"]["total_exact"]);
        prop_assert_eq!(report["band"].is_null(), before["band"] == report["after"]["band"]);
    }
}
