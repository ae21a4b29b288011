//! A model that is kept, and what it was made of.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::documents::compile;
use super::{AS_OF, Company, OVER, adds_up, ask, company, fit, middle, policy, prior, small};

/// A model that was fitted answers as the one that is fitted on the spot, but for its name and for what it does not know
/// any more.
fn answers_as_at_first(company: &Company, prior: Option<&Value>, leaving: &str) -> Result<Value, TestCaseError> {
    let (engine, facts) = (compile(&policy()), company.facts());
    let mut request = json!({"as_of": AS_OF, "leaving": leaving});
    if let Some(prior) = prior {
        let mut prior = prior.clone();
        prior["leaving"] = json!(leaving);
        request["prior"] = prior;
    }
    let fitted = fit(&engine, &facts, &request);
    request["horizon"] = json!(4);
    let mut at_once = ask(&engine, &facts, &request);
    adds_up(&at_once)?;
    request["model"] = fitted["model"].clone();
    let mut saved = ask(&engine, &facts, &request);
    prop_assert_eq!(&saved["model"]["id"], &fitted["model"]["id"]);
    // What was too little for more is known to the model; what was tried is not.
    for (code, is_known) in [("few_people", true), ("few_leavers", true), ("few_months", false)] {
        let has = |answer: &Value| answer["limits"].as_array().is_some_and(|limits| limits.contains(&json!(code)));
        prop_assert!(
            has(&saved) == has(&at_once) || !(is_known || has(&saved)),
            "{} {}",
            at_once["limits"],
            saved["limits"]
        );
    }
    for answer in [&mut at_once, &mut saved] {
        let fields = answer.as_object_mut().unwrap();
        fields.remove("model");
        fields.remove("limits");
    }
    prop_assert_eq!(at_once.to_string(), saved.to_string());
    Ok(fitted)
}

fn leaving() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["voluntary", "involuntary", "any"])
}

proptest! {
    #![proptest_config(super::super::cases(48))]

    #[test]
    fn a_saved_model_answers_as_at_first(company in small(), prior in prop::option::of(prior()), leaving in leaving()) {
        answers_as_at_first(&company, prior.as_ref(), leaving)?;
    }

    /// Nobody knows who will come, or what will be recorded.
    #[test]
    fn what_comes_later_changes_no_fit(company in small(), prior in prior()) {
        let engine = compile(&policy());
        let mut facts = company.facts();
        let request = json!({"as_of": AS_OF, "prior": prior});
        let usual = fit(&engine, &facts, &request);
        let first = company::day((OVER + 1) * 28);
        let mut put = |list: &str, record: Value| facts[list].as_array_mut().unwrap().push(record);
        for number in 0..12 {
            let id = format!("later{number}");
            put("employees", json!({"id": id, "positions": [{"position": "clerk", "from": first}]}));
            put("attendance", json!({"employee": id, "period": company::month(OVER + 1), "days_due": 20, "overtime_hours": 70}));
        }
        for number in 0..company.people.len() {
            for later in 1..4 {
                let (id, period) = (format!("e{number}"), company::month(OVER + later));
                put("attendance", json!({"employee": id, "period": period, "days_due": 20, "overtime_hours": 90}));
                put("observations", json!({"metric": "calls", "employee": id, "period": period, "value": 99}));
            }
        }
        prop_assert_eq!(usual, fit(&engine, &facts, &request));
    }
}

proptest! {
    #![proptest_config(super::super::cases(6))]

    /// With some hundreds there is something to try.
    #[test]
    fn a_larger_one_is_tried(company in middle(), prior in prop::option::weighted(0.8, prior()), leaving in leaving()) {
        let fitted = answers_as_at_first(&company, prior.as_ref(), leaving)?;
        let tried = fitted["tried"].as_array();
        let limits = fitted["limits"].as_array();
        let is_named = |code: &str| limits.is_some_and(|limits| limits.contains(&json!(code)));
        if fitted["tier"].as_u64().unwrap() < 2 || is_named("no_backtest") {
            prop_assert!(tried.is_none_or(Vec::is_empty), "{:?}", tried);
        } else {
            let tried = tried.unwrap();
            prop_assert_eq!(&tried[0]["method"], &json!("rate"));
            let taken = tried.iter().rev().find(|tried| tried["is_better"] == true).unwrap();
            prop_assert_eq!(&taken["method"], &fitted["method"]);
            prop_assert_eq!(fitted["model"]["validation"].is_object(), fitted["method"] != "rate");
        }
        prop_assert_eq!(is_named("no_prior"), prior.is_none() && fitted["tier"].as_u64().unwrap() >= 1);
    }
}
