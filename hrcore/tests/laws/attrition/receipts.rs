//! Receipts of chances: the person is the report's, they hold until something is changed, and of others there is in them
//! what the chance needs and no more.

use hrcore::{Engine, document};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::super::documents::{compile, read};
use super::{AS_OF, Company, OVER, ask, company, fit, middle, of, people, policy, prior, small};

/// What a model may be made of beside that of the others: figures of other people.
#[derive(Debug, Clone, Copy)]
struct Drivers {
    team: bool,
    pay: bool,
    score: bool,
}

fn drivers() -> impl Strategy<Value = Drivers> {
    any::<(bool, bool, bool)>().prop_map(|(team, pay, score)| Drivers { team, pay, score })
}

/// Two versions of a policy with scores, and rules that warn: of one month, and of earlier totals, which are judged by the
/// version of their time.
fn versions(reads_totals: bool) -> Value {
    let mut signals = vec![json!({"id": "calls", "when": {"metric": "calls", "more_than": 30}})];
    if reads_totals {
        signals.push(json!({"id": "fell", "when": {"total": true, "less_than": 60, "window": {"consecutive": 3}}}));
    }
    let version = |number: &str, from: &str, target: u32| {
        let mut policy = policy();
        let card = json!({"id": "card", "sections": [{"id": "main", "lines": [
            {"id": "calls", "metric": "calls", "weight": 100, "target": target, "method": {"kind": "ratio"}}]}]});
        policy["scorecards"] = json!([card]);
        policy["positions"] = json!([{"id": "clerk", "scorecard": "card"}, {"id": "driver", "scorecard": "card"}]);
        (policy["version"], policy["effective_from"]) = (json!(number), json!(from));
        policy["attrition"]["signals"] = json!(signals);
        policy
    };
    json!([version("1", "2020-01-01", 20), version("2", "2025-06-01", 35), version("3", "2026-01-01", 9)])
}

/// The facts with pay, with what was recorded of results, and with what nothing reads.
fn facts(company: &Company) -> Value {
    let mut facts = company.facts();
    let ids: Vec<Value> = people_of(&facts).map(|employee| employee["id"].clone()).collect();
    let list = |make: &dyn Fn(usize, &Value) -> Value| -> Vec<Value> {
        ids.iter().enumerate().map(|(number, id)| make(number, id)).collect()
    };
    let base = |number: usize| 4000 + number * 137 % 911;
    facts["pay"] = json!(list(&|number, id| {
        let from = ["2022-01-01", "2025-02-01", "2025-09-01"][number % 3];
        json!({"employee": id, "from": from, "base": base(number), "bonus_base": 500, "currency": "CNY"})
    }));
    facts["appraisals"] = json!(list(&|number, id| json!({"employee": id, "period": "2025-05", "total": number % 90})));
    facts["cases"] = json!(list(&|_, id| json!({"employee": id, "opened": "2025-01-03"})));
    for employee in facts["employees"].as_array_mut().unwrap() {
        let id = employee["id"].as_str().unwrap().to_owned();
        (employee["name"], employee["manager"]) = (json!({"en": format!("Somebody {id}"), "zh": "某人"}), json!("e0"));
    }
    facts
}

fn people_of(facts: &Value) -> impl Iterator<Item = &Value> {
    facts["employees"].as_array().into_iter().flatten()
}

fn with_drivers(mut prior: Value, drivers: Drivers) -> Value {
    let mut put = |id: &str, line: &str| {
        let term = json!({"driver": {"id": id, "source": {"kind": id}}, "centre": 1, "spread": "0.5", "line": line});
        prior["terms"].as_array_mut().unwrap().push(term);
        prior["covariance"] = json!(["0.04"]);
    };
    let all = [
        ("team_leavers", "0.3", drivers.team),
        ("pay_position", "-0.4", drivers.pay),
        ("score", "-0.01", drivers.score),
    ];
    all.into_iter().filter(|(.., has)| *has).for_each(|(id, line, _)| put(id, line));
    prior
}

fn receipt(engine: &Engine, facts: &Value, request: &Value) -> String {
    let answer = document::attrition_receipt(engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
    answer.unwrap_or_else(|problems| panic!("{problems}\n{request}"))
}

fn verify(receipt: &str) -> Option<Value> {
    document::verify(receipt.as_bytes()).ok().map(|answer| read(&answer))
}

fn unranked(person: &Value) -> Value {
    let mut person = person.clone();
    person.as_object_mut().unwrap().remove("rank");
    person
}

/// The receipt of somebody, and that it is the report's word.
fn vouched(engine: &Engine, facts: &Value, request: &Value, id: &str) -> Result<String, TestCaseError> {
    let report = ask(engine, facts, request);
    let mut own = request.clone();
    own["employee"] = json!(id);
    let text = receipt(engine, facts, &own);
    let document = &read(&text)["document"];
    let result = &document["result"];
    prop_assert_eq!(&result["person"], &unranked(of(&report, id).unwrap()));
    for field in ["tier", "method", "team", "otherwise", "prior"] {
        prop_assert_eq!(&result[field], &report[field], "{}", field);
    }
    let caveats = |of: &Value| -> Vec<Value> { of["caveats"].as_array().cloned().unwrap_or_default() };
    // What is said of everybody's records and chances is no word about one.
    let mut told = caveats(&report);
    told.retain(|code| code != "old_data" && code != "bands_off");
    prop_assert_eq!(caveats(result), told);
    prop_assert_eq!((&document["as_of"], &document["leaving"]), (&report["as_of"], &report["leaving"]));
    let answer = verify(&text).unwrap();
    prop_assert_eq!(&answer["valid"], &json!(true), "{}\n{}", answer, text);
    // The model that was asked is there, and answers the same.
    let mut again = request.clone();
    again["model"] = document["model"].clone();
    let again = ask(engine, facts, &again);
    prop_assert_eq!(of(&again, id), of(&report, id));
    prop_assert_eq!(&result["model"], &again["model"]);
    own["model"] = document["model"].clone();
    prop_assert_eq!(&text, &receipt(engine, facts, &own));
    Ok(text)
}

/// Of others there are the times, and what drives the person.
fn is_spare(text: &str, id: &str, (drivers, is_told): (Drivers, bool)) -> Result<(), TestCaseError> {
    let facts = &read(text)["document"]["facts"];
    for (list, records) in facts.as_object().unwrap() {
        let lists = ["schema_version", "employees", "observations", "attendance", "pay", "appraisals"];
        prop_assert!(lists.contains(&list.as_str()) || *records == json!([]), "{}", list);
        for record in records.as_array().into_iter().flatten() {
            if list == "employees" || list == "pay" && drivers.pay {
                continue;
            }
            prop_assert_eq!(&record["employee"], id, "{} {}", list, record);
        }
    }
    prop_assert!(is_told || facts.get("appraisals").is_none());
    for employee in people_of(facts).filter(|employee| employee["id"] != id) {
        let fields: Vec<&str> = employee.as_object().unwrap().keys().map(String::as_str).collect();
        prop_assert_eq!(fields, ["id", "positions"]);
        for held in employee["positions"].as_array().unwrap() {
            prop_assert!(drivers.team || held.get("unit").is_none(), "{}", held);
            // Nobody learns from it who is about to go, or to come.
            let is_past = |field: &str| held[field].as_str().is_none_or(|day| day <= AS_OF);
            prop_assert!(is_past("to") && (held.get("to").is_some() || held.get("ended").is_none()), "{}", held);
        }
    }
    for pay in facts["pay"].as_array().into_iter().flatten().filter(|pay| pay["employee"] != id) {
        prop_assert_eq!(pay.get("bonus_base"), None);
        prop_assert_eq!(pay["currency"].as_str(), Some("CNY"));
    }
    Ok(())
}

/// The same receipt with the hash of the document as it stands.
fn hashed_again(text: &str) -> Option<Value> {
    let answer = verify(text)?;
    let claimed = read(text)["receipt"].as_str()?.to_owned();
    verify(&text.replacen(&claimed, answer["receipt"].as_str()?, 1))
}

/// Whatever digit is changed is found; in what is answered, by anybody who asks again.
fn holds(text: &str, changes: &[(Index, u8)]) -> Result<(), TestCaseError> {
    let start = text.find("\"result\":").unwrap();
    let digits: Vec<usize> =
        text.char_indices().filter(|(_, letter)| letter.is_ascii_digit()).map(|(at, _)| at).collect();
    for (at, digit) in changes {
        let at = digits[at.index(digits.len())];
        let mut forged = text.to_owned();
        let digit = char::from(b'0' + digit);
        if forged[at..].starts_with(digit) {
            continue;
        }
        forged.replace_range(at..=at, &digit.to_string());
        if let Some(answer) = verify(&forged) {
            prop_assert_eq!(&answer["valid"], &json!(false), "{}", forged);
        }
        // In a canonical text the schema's version alone stands behind the result.
        let end = text.rfind("\"schema_version\":").unwrap();
        if (start..end).contains(&at)
            && let Some(answer) = hashed_again(&forged)
        {
            prop_assert_eq!(&answer["valid"], &json!(false), "{}", forged);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(super::super::cases(48))]

    #[test]
    fn a_receipt_is_the_reports_word(
        company in small(),
        (prior, drivers) in (prior(), drivers()),
        (given, forced, is_told) in (0..3_u8, any::<bool>(), any::<bool>()),
        (horizon, window, who) in (1..9_u32, 1..40_u32, any::<Index>()),
        changes in prop::collection::vec((any::<Index>(), 0..10_u8), 12),
    ) {
        let engine = compile(&versions(is_told));
        let facts = facts(&company);
        let mut request = json!({"as_of": AS_OF, "horizon": horizon, "window": window});
        let pack = with_drivers(prior, drivers);
        match given {
            0 => request["model"] = pack,
            1 => request["prior"] = pack,
            _ => (request["prior"], request["model"]) = (pack.clone(), pack),
        }
        if forced {
            request["policy_version"] = json!("2");
        }
        let report = ask(&engine, &facts, &request);
        prop_assume!(!people(&report).is_empty());
        let id = people(&report)[who.index(people(&report).len())]["employee"].as_str().unwrap();
        let text = vouched(&engine, &facts, &request, id)?;
        is_spare(&text, id, (drivers, is_told))?;
        holds(&text, &changes)?;
        let earlier = &read(&text)["document"]["earlier"];
        let named: Vec<&str> = earlier.as_array().into_iter().flatten().filter_map(|own| own["version"].as_str()).collect();
        prop_assert_eq!(named, if is_told && !forced { vec!["1"] } else { vec![] });
    }

    /// What is not needed of others does not get in.
    #[test]
    fn what_others_did_changes_no_receipt(company in small(), prior in prior(), who in any::<Index>()) {
        let engine = compile(&versions(true));
        let mut facts = facts(&company);
        let request = json!({"as_of": AS_OF, "model": prior});
        let report = ask(&engine, &facts, &request);
        prop_assume!(!people(&report).is_empty());
        let id = people(&report)[who.index(people(&report).len())]["employee"].as_str().unwrap();
        let own = json!({"as_of": AS_OF, "model": prior, "employee": id});
        let usual = receipt(&engine, &facts, &own);
        for (list, field) in [("attendance", "overtime_hours"), ("observations", "value"), ("pay", "base"), ("appraisals", "total")] {
            for record in facts[list].as_array_mut().unwrap().iter_mut().filter(|record| record["employee"] != id) {
                record[field] = json!(1);
            }
        }
        for employee in facts["employees"].as_array_mut().unwrap().iter_mut().filter(|employee| employee["id"] != id) {
            employee["name"] = json!("Nobody");
            for held in employee["positions"].as_array_mut().unwrap() {
                held.as_object_mut().unwrap().remove("unit");
            }
        }
        // Somebody comes later, somebody says so today.
        let next = company::day((OVER + 2) * 28);
        facts["employees"].as_array_mut().unwrap().push(json!({"id": "new", "positions": [{"position": "clerk", "from": next}]}));
        for employee in facts["employees"].as_array_mut().unwrap().iter_mut().filter(|employee| employee["id"] != id) {
            let last = employee["positions"].as_array_mut().and_then(|held| held.last_mut()).unwrap();
            if last.get("to").is_none() && last["from"].as_str().unwrap() <= AS_OF {
                (last["to"], last["ended"]) = (json!("2025-08-31"), json!("voluntary"));
            }
        }
        prop_assert_eq!(usual, receipt(&engine, &facts, &own));
    }
}

proptest! {
    #![proptest_config(super::super::cases(4))]

    /// Of some hundreds, where models are tried and people are ranked.
    #[test]
    fn a_model_fitted_on_the_spot_is_kept(company in middle(), prior in prior(), borrows in any::<bool>(), who in any::<Index>()) {
        let (engine, facts) = (compile(&versions(false)), facts(&company));
        let mut request = json!({"as_of": AS_OF});
        if borrows {
            request["prior"] = prior;
        }
        let report = ask(&engine, &facts, &request);
        let id = people(&report)[who.index(people(&report).len())]["employee"].as_str().unwrap();
        let text = vouched(&engine, &facts, &request, id)?;
        prop_assert_eq!(&read(&text)["document"]["model"]["fitted"], &fit(&engine, &facts, &request)["model"]["fitted"]);
    }
}
