//! Alerts by hand: response over 30 s on three days running, batches over 0.1 %, overdue items, gaps.

use serde_json::{Value, json};

use crate::Engine;

fn ask(policy: &Value, facts: &Value, request: &Value) -> Value {
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let text = crate::document::alerts(&engine, facts.to_string().as_bytes(), request.to_string().as_bytes()).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn policy(alerts: &Value) -> Value {
    json!({
        "schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [
            {"id": "response", "unit": "second", "direction": "lower"},
            {"id": "wrong", "unit": "percent", "direction": "lower", "level": "unit"},
            {"id": "refunds", "unit": "count", "direction": "lower"}],
        "scorecards": [],
        "units": [{"id": "north"}, {"id": "hall", "parent": "north"}],
        "positions": [{"id": "service", "reports_to": "lead"}, {"id": "lead", "name": {"zh": "组长"}},
            {"id": "guest"}],
        "alerts": alerts
    })
}

fn person(id: &str, position: &str, unit: &str) -> Value {
    json!({"id": id, "positions": [{"position": position, "unit": unit, "from": "2025-01-01"}]})
}

/// Responses of `a` on the days of June from the third on; none where there is no figure.
fn responses(values: &[Option<u32>]) -> Value {
    let known = values.iter().zip(3u32..).filter_map(|(value, day)| Some((value.as_ref()?, day)));
    let observations = known.map(|(value, day)| {
        json!({"metric": "response", "employee": "a", "period": format!("2025-06-{day:02}"), "value": value})
    });
    json!({
        "employees": [person("a", "service", "hall"), person("m", "lead", "north")],
        "observations": observations.collect::<Vec<_>>()
    })
}

fn slow(clears_after: u32, on_missing: &str) -> Value {
    let mut window = json!({"consecutive": 3, "every": "day", "on_missing": on_missing});
    if on_missing == "pause" {
        window["max_gap"] = json!(5);
    }
    policy(&json!([{"id": "slow", "audience": ["manager"], "clears_after": clears_after,
        "when": {"metric": "response", "more_than": 30, "window": window}}]))
}

/// The id, the state, whether it is new, and when it clears or was cleared.
fn told(report: &Value) -> Vec<(String, String, bool, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let alerts = report["alerts"].as_array().unwrap().iter();
    alerts
        .map(|alert| {
            let on = text(&alert["cleared"]).or_else(|| text(&alert["clears"]["on"]));
            (text(&alert["id"]).unwrap(), text(&alert["state"]).unwrap(), alert["is_new"] == true, on)
        })
        .collect()
}

fn raised(id: &str, state: &str, is_new: bool, on: &str) -> (String, String, bool, Option<String>) {
    (id.to_owned(), state.to_owned(), is_new, Some(on.to_owned()))
}

// A1: 31, 32 and 33 s on 3, 4 and 5 June, 34 s on the sixth, 20 s on the seventh.
#[test]
fn three_days_running() {
    let policy = slow(1, "break");
    let mut facts = responses(&[Some(31), Some(32), Some(33), Some(34), Some(20)]);
    let look = |facts: &Value, day: u32| ask(&policy, facts, &json!({"as_of": format!("2025-06-{day:02}")}));
    assert_eq!(told(&look(&facts, 4)), []);
    let report = look(&facts, 5);
    assert_eq!(told(&report), [raised("slow/2025-06-05/a", "raised", true, "2025-06-06")]);
    let alert = &report["alerts"][0];
    assert_eq!((&alert["since"], &alert["to"]), (&json!("2025-06-05"), &json!(["m"])));
    assert_eq!((&alert["people"], &alert["severity"]), (&json!(["a"]), &json!("warning")));
    assert_eq!(alert["condition"]["evidence"].as_array().unwrap().len(), 3);
    // A day later it is the same alert, and told it is not new.
    assert_eq!(told(&look(&facts, 6)), [raised("slow/2025-06-05/a", "raised", true, "2025-06-07")]);
    facts["alert_states"] = json!([{"id": "slow/2025-06-05/a"}]);
    assert_eq!(told(&look(&facts, 6)), [raised("slow/2025-06-05/a", "raised", false, "2025-06-07")]);
    // Over on the seventh, whenever it is asked; and said to be over, it is not spoken of again.
    for day in [7, 20] {
        assert_eq!(told(&look(&facts, day)), [raised("slow/2025-06-05/a", "cleared", false, "2025-06-07")]);
    }
    facts["alert_states"] = json!([{"id": "slow/2025-06-05/a", "cleared": "2025-06-07"}]);
    assert_eq!(told(&look(&facts, 20)), []);
    // As of the sixth it was still open.
    assert_eq!(told(&look(&facts, 6)), [raised("slow/2025-06-05/a", "raised", false, "2025-06-07")]);
}

// 31 to 33 until the fifth, 20 on the sixth, 40 from the seventh to the ninth.
#[test]
fn after_a_break_it_is_another() {
    let days = [31, 32, 33, 20, 40, 40, 40].map(Some);
    let mut facts = responses(&days);
    let request = json!({"as_of": "2025-06-09"});
    assert_eq!(
        told(&ask(&slow(1, "break"), &facts, &request)),
        [raised("slow/2025-06-09/a", "raised", true, "2025-06-10")]
    );
    // Unmet on 6, 7 and 8 June: a break where three days are one, and none where it takes four.
    let long = |clears_after: u32, facts: &Value| told(&ask(&slow(clears_after, "break"), facts, &request));
    assert_eq!(long(3, &facts), [raised("slow/2025-06-09/a", "raised", true, "2025-06-12")]);
    assert_eq!(long(4, &facts), [raised("slow/2025-06-05/a", "raised", true, "2025-06-13")]);
    // A host that was told of the first, and asks again on the ninth: that one is over, and there is another.
    facts["alert_states"] = json!([{"id": "slow/2025-06-05/a"}]);
    assert_eq!(
        long(3, &facts),
        [
            raised("slow/2025-06-05/a", "cleared", false, "2025-06-08"),
            raised("slow/2025-06-09/a", "raised", true, "2025-06-12")
        ]
    );
    let request = json!({"as_of": "2025-06-07"});
    assert_eq!(
        told(&ask(&slow(3, "break"), &facts, &request)),
        [raised("slow/2025-06-05/a", "clearing", false, "2025-06-08")]
    );
}

// Met on Thursday the fifth and unmet on Friday; the weekend is not known; unmet on Monday the ninth.
#[test]
fn days_that_are_not_known_are_passed_over() {
    let known = responses(&[Some(31), Some(32), Some(33), Some(20), None, None, Some(20)]);
    let policy = slow(2, "unknown");
    // With 20 on Friday no three days up to the weekend can all be over 30: it is known that they are not.
    let look = |day: u32| told(&ask(&policy, &known, &json!({"as_of": format!("2025-06-{day:02}")})));
    assert_eq!(look(6), [raised("slow/2025-06-05/a", "clearing", true, "2025-06-07")]);
    assert_eq!(look(7), []);
    // Without a figure on Friday nothing is known until Sunday, and nothing said.
    let known = responses(&[Some(31), Some(32), Some(33), None, None, None, Some(20)]);
    let look = |day: u32| told(&ask(&policy, &known, &json!({"as_of": format!("2025-06-{day:02}")})));
    assert_eq!(look(8), [raised("slow/2025-06-05/a", "raised", true, "2025-06-10")]);
    assert_eq!(look(9), [raised("slow/2025-06-05/a", "clearing", true, "2025-06-10")]);
}

// More than 10 refunds a month, in April, May and June: since 30 April, and until the end of July at least.
#[test]
fn months_are_not_walked_day_by_day() {
    let policy = policy(&json!([{"id": "refunds", "audience": ["employee"],
        "when": {"metric": "refunds", "more_than": 10}}]));
    let observations: Vec<Value> = [("03", 4), ("04", 11), ("05", 12), ("06", 13)]
        .iter()
        .map(|(month, count)| {
            json!({"metric": "refunds", "employee": "a", "period": format!("2025-{month}"), "value": count})
        })
        .collect();
    let facts = json!({"employees": [person("a", "service", "hall")], "observations": observations});
    let look = |day: &str| told(&ask(&policy, &facts, &json!({"as_of": day})));
    assert_eq!(look("2025-04-29"), []);
    assert_eq!(look("2025-04-30"), [raised("refunds/2025-04-30/a", "raised", true, "2025-05-31")]);
    assert_eq!(look("2025-07-15"), [raised("refunds/2025-04-30/a", "raised", true, "2025-07-31")]);
}

// A1: 0.1 % wrong shipments is within the limit, 0.2 % is not; 30 days from 10 June end on 9 July.
#[test]
fn batches_over_a_limit() {
    let policy = policy(&json!([{"id": "batch", "kind": "record", "severity": "critical", "metric": "wrong",
        "more_than": "0.1%", "audience": ["employee", "lead"]}]));
    let batch = |record: &str, part: u32| {
        json!({"metric": "wrong", "unit": "hall", "period": "2025-06-10", "value": {"part": part, "whole": 1000},
            "record": record})
    };
    let left = json!({"id": "x", "positions": [
        {"position": "service", "unit": "hall", "from": "2025-01-01", "to": "2025-06-09"}]});
    let facts = json!({
        "employees": [left, person("a", "service", "hall"), person("b", "service", "north"), person("m", "lead", "north")],
        "observations": [batch("7", 1), batch("8", 2)]
    });
    let look = |day: &str| ask(&policy, &facts, &json!({"as_of": day, "lang": "en"}));
    assert_eq!(told(&look("2025-06-09")), []);
    let report = look("2025-06-10");
    assert_eq!(told(&report), [raised("batch/2025-06-10/hall/8", "raised", true, "2025-07-10")]);
    let alert = &report["alerts"][0];
    assert_eq!((&alert["unit"], &alert["people"]), (&json!("hall"), &json!(["a"])));
    // Those whom it concerns, and who leads the nearest unit above.
    assert_eq!(alert["to"], json!(["a", "m"]));
    let evidence = json!({"metric": "wrong", "period": "2025-06-10", "value": "0.2", "limit": "0.1", "records": ["8"]});
    assert_eq!(alert["evidence"], evidence);
    assert_eq!(alert["text"], "wrong of hall on 2025-06-10: 0.2%, more than 0.1% (8)");
    assert_eq!(told(&look("2025-07-09")).len(), 1);
    assert_eq!(told(&look("2025-07-10")), []);
    // One that was told and is corrected or too old is over, and those who were told are told of it.
    let mut facts = facts.clone();
    facts["alert_states"] = json!([{"id": "batch/2025-06-10/hall/8"}, {"id": "batch/2025-06-10/nowhere/8"}]);
    let report = ask(&policy, &facts, &json!({"as_of": "2025-07-10"}));
    assert_eq!(told(&report), [raised("batch/2025-06-10/hall/8", "cleared", false, "2025-07-10")]);
    assert_eq!(report["alerts"][0]["to"], json!(["a", "m"]));
}

// Due on 5 June at 17:00 in +08:00: on the fifth it is overdue by no day, on the sixth by one, wherever the server is.
#[test]
fn overdue_items_at_the_end_of_the_day() {
    let mut policy = policy(&json!([{"id": "late", "kind": "plan_overdue", "audience": ["manager"]}]));
    let mut facts = responses(&[]);
    facts["plans"] = json!([{"id": "p1", "employee": "a", "period": "2025-W23", "items": [
        {"id": "i1", "text": "final copy", "due": "2025-06-05T17:00:00+08:00"},
        {"id": "i2", "text": "poster", "due": "2025-06-08", "depends_on": ["i1"]}]}]);
    let look = |policy: &Value, facts: &Value, day: &str| ask(policy, facts, &json!({"as_of": day, "lang": "en"}));
    assert_eq!(told(&look(&policy, &facts, "2025-06-05")), []);
    let report = look(&policy, &facts, "2025-06-06");
    let alert = &report["alerts"][0];
    assert_eq!(alert["id"], "late/2025-06-05T17:00:00+08:00/i1");
    assert_eq!((&alert["to"], &alert["endangers"]), (&json!(["m"]), &json!(["i2"])));
    assert_eq!(alert["clears"], json!({"code": "done"}));
    assert_eq!(alert["text"], "late: “final copy” of a is overdue by 1 day; 1 item waits for it");
    assert_eq!(report["alerts"].as_array().unwrap().len(), 1);
    // What is warned of on the day itself is overdue by its end: a moment, but no day.
    policy["plan_tracking"] = json!({"warn_after_days": 0});
    assert_eq!(look(&policy, &facts, "2025-06-05")["alerts"].as_array().unwrap().len(), 1);
    assert_eq!(look(&policy, &facts, "2025-06-08")["alerts"].as_array().unwrap().len(), 1);
    facts["alert_states"] = json!([{"id": "late/2025-06-05T17:00:00+08:00/i1"}]);
    facts["plan_updates"] = json!([{"item": "i1", "at": "2025-06-07T10:00:00+08:00", "state": "done"}]);
    let report = look(&policy, &facts, "2025-06-07");
    assert_eq!(told(&report), [raised("late/2025-06-05T17:00:00+08:00/i1", "cleared", false, "2025-06-07")]);
}

#[test]
fn gaps_are_those_of_the_pipeline() {
    let mut policy = policy(&json!([{"id": "bench", "kind": "pipeline_gap", "audience": ["employee"]}]));
    policy["positions"][1]["key"] = json!(true);
    policy["courses"] = json!([{"id": "leading"}]);
    policy["moves"] = json!([
        {"id": "up", "from": "service", "to": "lead", "requires": {"course": "leading"}},
        {"id": "over", "from": "guest", "to": "lead", "kind": "lateral", "requires": {"course": "leading"}}]);
    let mut facts = responses(&[]);
    facts["employees"].as_array_mut().unwrap().push(person("g", "guest", "hall"));
    facts["achievements"] = json!([{"employee": "g", "course": "leading", "date": "2025-03-01"}]);
    let request = json!({"as_of": "2025-06-30", "lang": "zh"});
    let report = ask(&policy, &facts, &request);
    let alert = &report["alerts"][0];
    assert_eq!((&alert["id"], &alert["people"]), (&json!("bench/lead"), &json!(["m"])));
    assert_eq!(alert["text"], "bench：组长距目标缺 1 人，可立即接任 0 人");
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let pipeline = |facts: &Value| -> Value {
        let request = json!({"as_of": "2025-06-30"}).to_string();
        let text = crate::document::pipeline(&engine, facts.to_string().as_bytes(), request.as_bytes()).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    assert_eq!(pipeline(&facts)["positions"][1]["gap"], 1);
    facts["achievements"][0]["employee"] = json!("a");
    facts["alert_states"] = json!([{"id": "bench/lead"}]);
    assert_eq!(pipeline(&facts)["positions"][1]["gap"], 0);
    assert_eq!(told(&ask(&policy, &facts, &request)), [raised("bench/lead", "cleared", false, "2025-06-30")]);
    // What is asked about people is not about a position.
    let asked = json!({"as_of": "2025-06-30", "employees": ["a"]});
    assert_eq!(told(&ask(&policy, &facts, &asked)), []);
}

// Over 30 s since the fifth; out of the position from the eighth on, and back on the tenth.
#[test]
fn who_leaves_the_position_leaves_its_alerts() {
    let mut policy = slow(1, "break");
    policy["alerts"][0]["positions"] = json!(["service"]);
    let mut facts = responses(&[31, 32, 33, 34, 35, 36, 37, 38].map(Some));
    facts["employees"][0]["positions"] = json!([
        {"position": "service", "from": "2025-01-01", "to": "2025-06-07"},
        {"position": "guest", "from": "2025-06-08", "to": "2025-06-09"},
        {"position": "service", "from": "2025-06-10"}]);
    facts["alert_states"] = json!([{"id": "slow/2025-06-05/a"}]);
    let look = |day: u32| told(&ask(&policy, &facts, &json!({"as_of": format!("2025-06-{day:02}")})));
    assert_eq!(look(7), [raised("slow/2025-06-05/a", "raised", false, "2025-06-08")]);
    assert_eq!(look(9), [raised("slow/2025-06-05/a", "cleared", false, "2025-06-08")]);
    assert_eq!(look(10), [raised("slow/2025-06-05/a", "cleared", false, "2025-06-08")]);
}

// 500 days over the limit, the third of which is 3 January; told of since the 6th, it keeps that id.
#[test]
fn what_goes_on_for_more_than_a_year_keeps_its_id() {
    let first = crate::time::parse_date("2024-01-01").unwrap();
    let day = |number: u64| (first + chrono::Days::new(number)).to_string();
    let observations: Vec<Value> = (0..500)
        .map(|number| json!({"metric": "response", "employee": "a", "period": day(number), "value": 40}))
        .collect();
    let mut facts = json!({
        "employees": [{"id": "a", "positions": [{"position": "service", "from": "2020-01-01"}]}],
        "observations": observations
    });
    let request = json!({"as_of": day(499)});
    let id = |number: u64| format!("slow/{}/a", day(number));
    let policy = slow(1, "break");
    assert_eq!(told(&ask(&policy, &facts, &request)), [raised(&id(2), "raised", true, &day(500))]);
    facts["alert_states"] = json!([{"id": id(5)}]);
    assert_eq!(told(&ask(&policy, &facts, &request)), [raised(&id(5), "raised", false, &day(500))]);
}

#[test]
fn unknown_rules_and_people_are_refused() {
    let engine = Engine::compile(slow(1, "break").to_string().as_bytes()).unwrap();
    let request = json!({"as_of": "2025-06-05", "rules": ["slaw"], "employees": ["z"]}).to_string();
    let facts = responses(&[]).to_string();
    let problems = crate::document::alerts(&engine, facts.as_bytes(), request.as_bytes()).unwrap_err();
    let found: Vec<(&str, Option<&str>)> =
        problems.iter().map(|problem| (problem.pointer.as_str(), problem.hint.as_deref())).collect();
    assert_eq!(found, [("/employees/0", None), ("/rules/0", Some("did you mean `slow`?"))]);
}
