//! Alerts about the risk of leaving, with chances stated by hand.

use serde_json::{Value, json};

use super::Chances;
use crate::json::{Read as _, Reader};
use crate::request::AlertsRequest;
use crate::{Engine, Facts, Limits};

fn policy(alerts: &Value) -> Value {
    json!({
        "schema_version": "1.5", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [{"id": "overtime", "name": {"en": "Overtime", "zh": "加班"}, "unit": "hour", "aggregation": "sum",
            "direction": "lower"}],
        "scorecards": [],
        "positions": [{"id": "clerk", "reports_to": "lead"}, {"id": "lead"}, {"id": "hr"}],
        "attrition": {"signals": [
            {"id": "much_overtime", "name": {"en": "Much overtime", "zh": "加班过多"},
             "when": {"metric": "overtime", "more_than": 20, "window": {"aggregate": 3, "every": "week"}}},
            {"id": "very_much", "when": {"metric": "overtime", "more_than": 60, "window": {"aggregate": 3, "every": "week"}}}]},
        "alerts": alerts
    })
}

fn rule() -> Value {
    json!([{"id": "risk", "kind": "flight_risk", "audience": ["manager"], "risk_more_than": 15,
        "signals": ["much_overtime"], "positions": ["clerk"]}])
}

/// a, b and c are clerks, m leads them. a works 7 hours over in each of the weeks 22 to 24, which end on 15 June 2025.
fn facts() -> Value {
    let person =
        |id: &str, position: &str| json!({"id": id, "positions": [{"position": position, "from": "2025-01-01"}]});
    let weeks = ["2025-W22", "2025-W23", "2025-W24"];
    json!({
        "employees": [person("a", "clerk"), person("b", "clerk"), person("c", "clerk"), person("m", "lead")],
        "observations": weeks.map(|week| json!({"metric": "overtime", "employee": "a", "period": week, "value": 7}))
    })
}

/// Within three months: b 15.04 %, c 15 %, m 40 %. Within any other time nobody may leave.
fn ask(policy: &Value, facts: &Value, request: &Value) -> Value {
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let facts = Facts::parse(facts.to_string().as_bytes(), Limits::default()).unwrap();
    let request = request.to_string();
    let request = AlertsRequest::read(&mut Reader::new(request.as_bytes(), &Limits::default())).unwrap();
    let report = engine.alerts_by(&facts, &request, |_, _, _, _| {
        Ok(Chances(vec![(3, vec![(1, 0.1504), (2, 0.15), (3, 0.4)]), (6, Vec::new())]))
    });
    serde_json::from_str(&report.unwrap().to_json()).unwrap()
}

/// The id, the state, whether it is new, the chance and the signals.
fn told(report: &Value) -> Vec<Value> {
    let alerts = report["alerts"].as_array().unwrap().iter();
    alerts
        .map(|alert| json!([alert["id"], alert["state"], alert["is_new"], alert["chance"], alert["signals"]]))
        .collect()
}

#[test]
fn a_chance_or_a_signal_raises_it() {
    let report = ask(&policy(&rule()), &facts(), &json!({"as_of": "2025-06-15"}));
    let expected = [
        json!(["risk/2025-06-15/a", "raised", true, null, ["much_overtime"]]),
        json!(["risk/2025-06-15/b", "raised", true, "0.1504", null]),
    ];
    assert_eq!(told(&report), expected);
    let alert = &report["alerts"][0];
    assert_eq!((&alert["kind"], &alert["since"]), (&json!("flight_risk"), &json!("2025-06-15")));
    assert_eq!((&alert["employee"], &alert["to"]), (&json!("a"), &json!(["m"])));
    assert_eq!((&alert["clears"], &alert["text"]), (&json!({"code": "risk"}), &Value::Null));
    // Of one person, and of a time within which nobody may leave.
    let request = json!({"as_of": "2025-06-15", "employees": ["b", "c"]});
    assert_eq!(told(&ask(&policy(&rule()), &facts(), &request)), expected[1..]);
    let mut later = rule();
    later[0]["horizon"] = json!(6);
    assert_eq!(told(&ask(&policy(&later), &facts(), &json!({"as_of": "2025-06-15"}))), expected[..1]);
    // Signals that are not named do not count.
    later[0]["signals"] = json!(["very_much"]);
    assert_eq!(told(&ask(&policy(&later), &facts(), &json!({"as_of": "2025-06-15"}))), [] as [Value; 0]);
}

#[test]
fn it_goes_on_until_it_is_over() {
    let (policy, mut facts) = (policy(&rule()), facts());
    facts["alert_states"] = json!([{"id": "risk/2025-06-01/b"}, {"id": "risk/2025-06-01/c"}]);
    let report = ask(&policy, &facts, &json!({"as_of": "2025-06-30"}));
    // a's three weeks are over, b's risk goes on, c's is not above the limit.
    let expected = [
        json!(["risk/2025-06-01/b", "raised", false, "0.1504", null]),
        json!(["risk/2025-06-01/c", "cleared", false, null, null]),
    ];
    assert_eq!(told(&report), expected);
    assert_eq!(report["alerts"][0]["since"], json!("2025-06-01"));
    let over = &report["alerts"][1];
    assert_eq!((&over["cleared"], &over["to"], over.get("clears")), (&json!("2025-06-30"), &json!(["m"]), None));
    facts["alert_states"][1]["cleared"] = json!("2025-06-30");
    assert_eq!(told(&ask(&policy, &facts, &json!({"as_of": "2025-06-30"}))), expected[..1]);
    // Whoever has left has no risk.
    facts["employees"][1]["positions"][0]["to"] = json!("2025-06-20");
    let report = ask(&policy, &facts, &json!({"as_of": "2025-06-30"}));
    assert_eq!(told(&report), [json!(["risk/2025-06-01/b", "cleared", false, null, null])]);
}

#[test]
fn nobody_is_told_of_the_own_risk() {
    let mut rules = rule();
    rules[0]["audience"] = json!(["lead", "manager"]);
    rules[0]["positions"] = json!([]);
    let mut facts = facts();
    facts["employees"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "n", "positions": [{"position": "lead", "from": "2025-01-01"}]}));
    let report = ask(&policy(&rules), &facts, &json!({"as_of": "2025-06-15"}));
    let alert = report["alerts"].as_array().unwrap().iter().find(|alert| alert["employee"] == "m").unwrap();
    assert_eq!((&alert["to"], &alert["people"]), (&json!(["n"]), &json!(["m"])));
}

#[test]
fn it_is_said_in_words() {
    let mut rules = rule();
    rules[0]["name"] = json!({"en": "Flight risk", "zh": "离职风险"});
    let mut facts = facts();
    facts["alert_states"] = json!([{"id": "risk/2025-06-01/c"}]);
    let texts = |lang: &str| -> Vec<String> {
        let report = ask(&policy(&rules), &facts, &json!({"as_of": "2025-06-15", "lang": lang}));
        report["alerts"].as_array().unwrap().iter().map(|alert| alert["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        texts("en"),
        [
            "Flight risk: a; rule “Much overtime”, Overtime > 20 h over the last 3 weeks together: 21 h from week 22 to \
             week 24; since 2025-06-15",
            "Flight risk: b; chance of leaving within 3 months 15.04%, more than 15%; since 2025-06-15",
            "Flight risk: c; over on 2025-06-15",
        ]
    );
    assert_eq!(
        texts("zh"),
        [
            "离职风险：a；规则“加班过多”，加班 >20 小时（最近 3 周累计）：第 22 周至第 24 周为 21 小时；自 2025-06-15 起",
            "离职风险：b；3 个月内离职的可能性为 15.04%，高于 15%；自 2025-06-15 起",
            "离职风险：c；已于 2025-06-15 解除",
        ]
    );
}

fn problems(alerts: &Value) -> Vec<(String, String, Option<String>)> {
    let problems = Engine::compile(policy(alerts).to_string().as_bytes()).unwrap_err();
    let told = problems.iter().map(|one| (one.code.as_str().to_owned(), one.pointer.clone(), one.hint.clone()));
    told.collect()
}

fn problem(code: &str, pointer: &str, hint: Option<&str>) -> (String, String, Option<String>) {
    (code.to_owned(), pointer.to_owned(), hint.map(str::to_owned))
}

#[test]
fn what_makes_no_sense_is_refused() {
    let with = |changes: &Value| {
        let mut rules = rule();
        changes.as_object().unwrap().iter().for_each(|(field, value)| rules[0][field] = value.clone());
        problems(&rules)
    };
    let told = "a risk is told to managers, not to the person";
    assert_eq!(
        with(&json!({"audience": ["hr", "employee"]})),
        [problem("value_mismatch", "/alerts/0/audience/1", Some(told))]
    );
    assert_eq!(with(&json!({"signals": [], "risk_more_than": null})), [problem("field_missing", "/alerts/0", None)]);
    assert_eq!(
        with(&json!({"signals": ["much_overtme"]})),
        [problem("reference_unknown", "/alerts/0/signals/0", Some("did you mean `much_overtime`?"))]
    );
    for percent in [json!(0), json!(100), json!(-3), json!("250%")] {
        let found = with(&json!({"risk_more_than": percent}));
        assert_eq!(found, [problem("number_out_of_range", "/alerts/0/risk_more_than", None)]);
    }
    for months in [0, 25] {
        let found = with(&json!({"horizon": months}));
        assert_eq!(found, [problem("number_out_of_range", "/alerts/0/horizon", None)]);
    }
    assert_eq!(with(&json!({"metric": "overtime"})), [problem("field_unknown", "/alerts/0/metric", None)]);
    let other = json!({"kind": "pipeline_gap", "horizon": 3});
    let expected = ["risk_more_than", "horizon", "signals"]
        .map(|field| problem("field_unknown", &format!("/alerts/0/{field}"), None));
    assert_eq!(with(&other), expected);
}

#[test]
fn months_that_are_not_stated_are_three() {
    let engine = Engine::compile(policy(&rule()).to_string().as_bytes()).unwrap();
    let version = engine.versions().first().unwrap();
    assert_eq!(version.policy.alerts[0].horizon, Some(3));
    assert_eq!(version.alerts[0].flight.horizon, 3);
    assert_eq!(version.alerts[0].flight.more_than, Some(0.15));
}
