//! Who may leave: what is said of people adds up, nothing but the facts until the day counts, and a model that was saved
//! answers as it did at first.

mod company;
#[cfg(feature = "receipts")]
mod receipts;
mod saved;
mod staying;

use hrcore::number::Rational;
use hrcore::{Engine, document};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, rational, read, sum};
use company::{AS_OF, Company, OVER, middle, policy, prior, small};

fn ask(engine: &Engine, facts: &Value, request: &Value) -> Value {
    let answer = document::attrition(engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
    read(&answer.unwrap_or_else(|problems| panic!("{problems}\n{request}")))
}

fn fit(engine: &Engine, facts: &Value, request: &Value) -> Value {
    let answer = document::fit_attrition(engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
    read(&answer.unwrap_or_else(|problems| panic!("{problems}\n{request}")))
}

/// A number of an answer: decimals, or six digits with an exponent.
fn number(value: &Value) -> f64 {
    let found = value.as_f64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
    found.unwrap_or_else(|| panic!("{value} is no number"))
}

fn people(answer: &Value) -> &[Value] {
    answer["people"].as_array().unwrap()
}

fn of<'a>(answer: &'a Value, id: &str) -> Option<&'a Value> {
    people(answer).iter().find(|person| person["employee"] == id)
}

/// What holds of every answer.
fn adds_up(answer: &Value) -> Result<(), TestCaseError> {
    prop_assert_eq!(&answer["problems"], &json!([]));
    let team = number(&answer["team"]["chance"]["mean"]);
    let is_rate = answer["method"] == "rate";
    for estimate in [&answer["team"]["monthly"], &answer["team"]["chance"]] {
        ordered(estimate)?;
    }
    let is_ranked = answer["tier"].as_u64().unwrap() >= 2 && !is_rate;
    let mut last = (0, f64::INFINITY);
    for person in people(answer) {
        let state = person["state"].as_str().unwrap();
        if matches!(state, "new" | "leaving") {
            prop_assert_eq!(&person["chance"], &Value::Null);
            prop_assert_eq!(&person["rank"], &Value::Null);
            continue;
        }
        // Individuals are told apart or they are not, all of them.
        prop_assert_eq!(state, if is_rate { "team" } else { "estimated" });
        ordered(&person["chance"])?;
        let chance = number(&person["chance"]["mean"]);
        prop_assert_eq!(person["rank"].is_u64(), is_ranked, "{}", person);
        if is_ranked {
            let rank = person["rank"].as_u64().unwrap();
            prop_assert!(rank >= last.0 && chance <= last.1, "{} {:?}", person, last);
            last = (rank, chance);
        }
        if is_rate {
            prop_assert_eq!(chance, team);
            prop_assert_eq!((&person["band"], &person["log_odds"]), (&Value::Null, &Value::Null));
            continue;
        }
        prop_assert!(number(&person["chance"]["lo95"]) <= chance && chance <= number(&person["chance"]["hi95"]));
        let none = Vec::new();
        let reasons = person["reasons"].as_array().unwrap_or(&none);
        let adds: Vec<Rational> = reasons.iter().map(|reason| rational(reason["adds"].as_str().unwrap())).collect();
        let base = rational(person["base"].as_str().unwrap());
        prop_assert_eq!(&base + &sum(&adds), rational(person["log_odds"].as_str().unwrap()), "{}", person);
        for (reason, adds) in reasons.iter().zip(&adds) {
            prop_assert_eq!(reason["toward"] == "leave", *adds > Rational::ZERO, "{}", reason);
        }
        let times = chance / team;
        let band = ["low", "typical", "raised", "high"][[0.5, 1.5, 2.5].iter().filter(|from| times >= **from).count()];
        // Six digits are shown.
        let is_near = [0.5, 1.5, 2.5].iter().any(|from| (times / from - 1.0).abs() < 1e-4);
        prop_assert!(is_near || person["band"] == band, "{} of {}", person, team);
    }
    // Where chances are on average far from the team's, that is said.
    let told = people(answer).iter().filter(|person| person["state"] == "estimated");
    let chances: Vec<f64> = told.map(|person| number(&person["chance"]["mean"])).collect();
    let times = chances.iter().sum::<f64>() / f64::from(u32::try_from(chances.len()).unwrap()) / team;
    let is_near = [0.5, 2.0].iter().any(|bound| (times / bound - 1.0).abs() < 1e-4);
    let is_said = answer["caveats"].as_array().is_some_and(|caveats| caveats.contains(&json!("bands_off")));
    let is_far = !chances.is_empty() && !(0.5..=2.0).contains(&times);
    prop_assert!(is_near || is_said == is_far, "{} {}", times, answer["caveats"]);
    Ok(())
}

fn ordered(estimate: &Value) -> Result<(), TestCaseError> {
    let [lo95, lo80, mean, hi80, hi95] = ["lo95", "lo80", "mean", "hi80", "hi95"].map(|name| number(&estimate[name]));
    prop_assert!(lo95 <= lo80 && lo80 <= hi80 && hi80 <= hi95, "{}", estimate);
    prop_assert!(mean > 0.0 && mean < 1.0 && lo95 >= 0.0 && hi95 <= 1.0, "{}", estimate);
    Ok(())
}

proptest! {
    #![proptest_config(super::cases(64))]

    #[test]
    fn reasons_add_up(company in small(), prior in prior(), (horizon, is_pack) in (1..13_u32, any::<bool>())) {
        let (engine, facts) = (compile(&policy()), company.facts());
        let mut request = json!({"as_of": AS_OF, "horizon": horizon});
        request[if is_pack { "model" } else { "prior" }] = prior;
        let answer = ask(&engine, &facts, &request);
        adds_up(&answer)?;
        // Later is more: of those who are looked at both times.
        request["horizon"] = json!(horizon + 1);
        let later = ask(&engine, &facts, &request);
        let mean = |estimate: &Value| number(&estimate["mean"]);
        prop_assert!(mean(&later["team"]["chance"]) > mean(&answer["team"]["chance"]));
        for person in people(&answer).iter().filter(|person| person["chance"].is_object()) {
            if let Some(chance) = of(&later, person["employee"].as_str().unwrap()).and_then(|later| later.get("chance")) {
                prop_assert!(mean(chance) > mean(&person["chance"]), "{} {}", person, chance);
            }
        }
    }

    #[test]
    fn nobody_left_is_no_zero(mut company in small(), prior in prior(), borrows in any::<bool>()) {
        company.stay();
        let mut request = json!({"as_of": AS_OF, "horizon": 3});
        if borrows {
            request["prior"] = prior;
        }
        let answer = ask(&compile(&policy()), &company.facts(), &request);
        adds_up(&answer)?;
        let caveats = answer["caveats"].as_array().unwrap();
        prop_assert!(caveats.contains(&json!("no_leavers")), "{:?}", caveats);
        prop_assert_eq!(&answer["team"]["monthly"]["events"], &json!(0));
    }

    #[test]
    fn no_order_matters(company in small(), prior in prior()) {
        let (engine, mut facts) = (compile(&policy()), company.facts());
        let request = json!({"as_of": AS_OF, "prior": prior});
        let usual = ask(&engine, &facts, &request);
        for list in ["employees", "attendance", "observations"] {
            facts[list].as_array_mut().unwrap().reverse();
        }
        let mut other = ask(&engine, &facts, &request);
        prop_assert_eq!(people(&usual).len(), people(&other).len());
        for person in people(&usual) {
            prop_assert_eq!(Some(person), of(&other, person["employee"].as_str().unwrap()));
        }
        other["people"] = usual["people"].clone();
        prop_assert_eq!(usual, other);
    }

    #[test]
    fn names_are_names(company in small(), prior in prior()) {
        let request = json!({"as_of": AS_OF, "prior": prior});
        let usual = ask(&compile(&policy()), &company.facts(), &request);
        let rename = |value: &Value| {
            let mut text = value.to_string();
            for (from, to) in [("clerk", "a.9"), ("driver\"", "zz\""), ("north", "y"), ("calls", "b"), ("\"e1", "\"x1")] {
                text = text.replace(from, to);
            }
            // The field is called so as well.
            read(&text.replace("\"zz\":", "\"driver\":"))
        };
        let other = ask(&compile(&rename(&policy())), &rename(&company.facts()), &rename(&request));
        prop_assert_eq!(rename(&usual), other);
    }

    #[test]
    fn more_of_what_drives_people_away_is_more(company in small(), line in 1..10_i64, who in 0..30_usize) {
        let model = json!({"schema_version": "1.5", "id": "pack", "version": "1", "rate": "0.02", "terms": [
            {"driver": {"id": "overtime", "source": {"kind": "overtime"}, "view": "mean3"}, "centre": 8, "spread": 5,
                "line": format!("0.{line}"), "missing": "-3"}]});
        let (engine, mut facts) = (compile(&policy()), company.facts());
        let request = json!({"as_of": AS_OF, "model": model});
        let usual = ask(&engine, &facts, &request);
        let id = format!("e{who}");
        for record in facts["attendance"].as_array_mut().unwrap() {
            if record["employee"] == id.as_str() && record["period"] == company::month(OVER) {
                record["overtime_hours"] = json!(record["overtime_hours"].as_u64().unwrap() + 3);
            }
        }
        let other = ask(&engine, &facts, &request);
        let worked = company.people.get(who).is_some_and(|person| person.hours(OVER).is_some());
        for person in people(&usual).iter().filter(|person| person["state"] == "estimated") {
            let then = of(&other, person["employee"].as_str().unwrap()).unwrap();
            if person["employee"] == id.as_str() && worked {
                prop_assert!(number(&then["chance"]["mean"]) > number(&person["chance"]["mean"]), "{} {}", person, then);
            } else {
                prop_assert_eq!(&then["chance"], &person["chance"]);
            }
        }
    }

    #[test]
    fn whoever_left_left_somehow(company in small(), window in 1..40_u32) {
        let (engine, facts) = (compile(&policy()), company.facts());
        let asked = |leaving: &str| {
            let answer = ask(&engine, &facts, &json!({"as_of": AS_OF, "window": window, "leaving": leaving}));
            let count = |estimate: &Value| estimate["events"].as_u64().unwrap();
            let others = answer.get("otherwise").map_or(0, |others| count(&others["monthly"]));
            (count(&answer["team"]["monthly"]), others, answer["team"]["monthly"]["exposure"].clone())
        };
        let (any, none, exposure) = asked("any");
        let (voluntary, others, same) = asked("voluntary");
        let (involuntary, rest, equal) = asked("involuntary");
        prop_assert_eq!((none, voluntary + others, involuntary + rest), (0, any, any));
        prop_assert!(voluntary + involuntary <= any);
        prop_assert_eq!((&same, &equal), (&exposure, &exposure));
        let (left, by_will) = company.left(window);
        prop_assert_eq!((any, voluntary), (left, by_will), "{}", facts["employees"]);
    }
}
