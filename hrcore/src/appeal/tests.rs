//! Appeals by hand: wrong shipments 2.1 % that were 0.1 %.

use serde_json::{Value, json};

use crate::Engine;

fn ask(policy: &Value, facts: &Value, request: &Value) -> Value {
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let text = crate::document::appeal(&engine, facts.to_string().as_bytes(), request.to_string().as_bytes()).unwrap();
    serde_json::from_str(&text).unwrap()
}

// Orders 90 % of the card: 87 of 100; wrong shipments 10 %: 100 points up to 0.1 %, none beyond 2 %.
fn policy() -> Value {
    json!({
        "schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [
            {"id": "orders", "unit": "count", "direction": "higher"},
            {"id": "wrong", "name": {"en": "Wrong shipments", "zh": "错发率"}, "unit": "percent", "direction": "lower"}],
        "rating_scales": [{"id": "s", "bands": [{"id": "good", "to": 85},
            {"id": "excellent", "name": {"en": "excellent", "zh": "优秀"}, "from": 85}]}],
        "scorecards": [{"id": "card", "rating_scale": "s", "sections": [{"id": "m", "lines": [
            {"id": "orders", "metric": "orders", "weight": 90, "target": 100, "method": {"kind": "ratio"}},
            {"id": "wrong", "metric": "wrong", "weight": 10, "target": 0.1, "method": {"kind": "banded", "bands": [
                {"to": 0.1, "score": 100}, {"from": 0.1, "to": 2, "score": 50}, {"from": 2, "score": 0}]}}]}]}],
        "positions": [{"id": "sales", "scorecard": "card"}],
        "cycle": {"steps": [{"id": "done", "kind": "publish", "by": "hr", "days_after": 1}],
            "appeal": {"within": {"days": 3}, "answer": {"hours": 24}, "by": "hr"}}
    })
}

fn facts(orders: &Value) -> Value {
    json!({
        "employees": [{"id": "a", "positions": [{"position": "sales", "from": "2025-01-01"}]}],
        "observations": [
            {"metric": "orders", "employee": "a", "period": "2025-06", "value": orders, "record": "o"},
            {"metric": "wrong", "employee": "a", "period": "2025-06", "value": 2.1, "record": "w"}]
    })
}

fn wrong(value: &Value) -> Value {
    json!({"metric": "wrong", "employee": "a", "period": "2025-06", "value": value, "record": "w"})
}

fn request(corrections: &Value) -> Value {
    json!({"period": "2025-06", "employee": "a", "corrections": corrections, "lang": "en"})
}

// 90 % of 80 is 72; with 10 % of 100 it is 82. From 75 orders: 67.5 and 77.5; from 85: 76.5 and 86.5.
#[test]
fn the_difference_in_words() {
    let corrections = json!({"observations": [wrong(&json!(0.1))]});
    let mut asked = request(&corrections);
    let report = ask(&policy(), &facts(&json!(85)), &asked);
    assert_eq!(report["total"], json!({"before": "76.5", "after": "86.5", "change": "10"}));
    assert_eq!(report["band"], json!({"before": "good", "after": "excellent"}));
    assert_eq!(report["text"], "Wrong shipments 2.1% → 0.1%: 0 → 100 points; total 76.5 → 86.5, “good” → “excellent”");
    assert_eq!(report["changes"][0]["records"], json!(["w"]));
    assert_eq!(report["changes"].as_array().unwrap().len(), 1);
    asked["lang"] = json!("zh");
    let report = ask(&policy(), &facts(&json!(85)), &asked);
    assert_eq!(report["text"], "错发率 2.1% → 0.1%：0 → 100 分；总分 76.5 → 86.5，“good” → “优秀”");
    // The score of the corrected facts is asked in the usual way.
    let mut corrected = facts(&json!(85));
    corrected["observations"][1]["value"] = json!(0.1);
    let engine = Engine::compile(policy().to_string().as_bytes()).unwrap();
    let score = crate::document::score(
        &engine,
        corrected.to_string().as_bytes(),
        json!({"period": "2025-06", "detail": "full"}).to_string().as_bytes(),
    );
    let score: Value = serde_json::from_str(&score.unwrap()).unwrap();
    assert_eq!(report["after"], score["results"][0]);
}

// 2.1 to 2.2 % is another value with the same points, so that the total stays 72.
#[test]
fn what_changes_no_points() {
    let report = ask(&policy(), &facts(&json!(80)), &request(&json!({"observations": [wrong(&json!(2.2))]})));
    assert_eq!(report["text"], "Wrong shipments 2.1% → 2.2%: 0 points; total stays 72");
    assert_eq!((&report["total"], &report["corrections"][0]["effect"]), (&Value::Null, &json!("replaced")));
    let report = ask(&policy(), &facts(&json!(80)), &request(&json!({"observations": [wrong(&json!(2.1))]})));
    assert_eq!((&report["changes"], &report["text"]), (&json!([]), &json!("nothing changes")));
}

// A correction that is left out leaves what it was to correct.
#[test]
fn corrections_that_make_no_sense() {
    let corrections = json!({"observations": [wrong(&json!("late")), wrong(&json!(0.1)), wrong(&json!(0.05)),
        {"metric": "wrong", "employee": "a", "period": "2025-Q2", "value": 0, "record": "q"}],
        "remove": ["o", "none"]});
    let report = ask(&policy(), &facts(&json!(80)), &request(&corrections));
    let problems: Vec<(&str, &str)> = report["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| (problem["code"].as_str().unwrap(), problem["pointer"].as_str().unwrap()))
        .collect();
    assert_eq!(
        problems,
        [("observation_overlap", "/corrections/observations/3"), ("reference_unknown", "/corrections/remove/1"),]
    );
    let effects: Vec<&str> =
        report["corrections"].as_array().unwrap().iter().map(|own| own["effect"].as_str().unwrap()).collect();
    // Of three of one record, each takes the place of the one before.
    assert_eq!(effects, ["replaced", "replaced", "replaced", "nothing", "removed", "nothing"]);
    assert_eq!(report["after"]["positions"][0]["lines"][1]["actual"], "0.05");
    assert_eq!(report["after"]["positions"][0]["lines"][0]["state"], "missing");
    let alone = json!({"observations": [wrong(&json!("late"))]});
    let report = ask(&policy(), &facts(&json!(80)), &request(&alone));
    assert_eq!(report["problems"][0]["pointer"], "/corrections/observations/0/value");
    assert_eq!((&report["corrections"][0]["effect"], &report["changes"]), (&json!("nothing"), &json!([])));
    assert_eq!(report["before"], report["after"]);
}

// 72 in April, May and June, which becomes 82: over 30, 31 and 30 days (61 · 72 + 30 · 82) ÷ 91 = 6852 ÷ 91 = 75.297.
#[test]
fn a_longer_period_says_in_which_month() {
    let mut all = facts(&json!(80));
    let june = all["observations"].as_array().unwrap().clone();
    for month in ["2025-04", "2025-05"] {
        for own in &june {
            let mut own = own.clone();
            own["period"] = json!(month);
            all["observations"].as_array_mut().unwrap().push(own);
        }
    }
    let mut asked = request(&json!({"observations": [wrong(&json!(0.1))]}));
    asked["period"] = json!("2025-Q2");
    let report = ask(&policy(), &all, &asked);
    assert_eq!(report["total"]["after"], "75.3");
    let changes = report["changes"].as_array().unwrap();
    assert_eq!((changes.len(), &changes[0]["period"]), (1, &json!("2025-06")));
    assert_eq!(report["text"], "2025-06 Wrong shipments 2.1% → 0.1%: 0 → 100 points; total 72 → 75.3");
}

// A2: within 3 days of publication, answered within 24 hours.
#[test]
fn the_times_of_an_appeal() {
    let mut asked = request(&json!({}));
    asked["published_at"] = json!("2025-07-01T10:00:00+08:00");
    let report = ask(&policy(), &facts(&json!(80)), &asked);
    assert_eq!(report["deadlines"], json!({"filed_by": "2025-07-04T23:59:59+08:00"}));
    for (filed, in_time) in [
        ("2025-07-04T23:59:59+08:00", true),
        ("2025-07-05T00:00:00+08:00", false),
        ("2025-07-01T09:59:59+08:00", false),
    ] {
        asked["filed_at"] = json!(filed);
        let report = ask(&policy(), &facts(&json!(80)), &asked);
        assert_eq!(report["deadlines"]["in_time"], json!(in_time), "{filed}");
    }
    asked["filed_at"] = json!("2025-07-02T09:30:00+08:00");
    for (now, overdue) in [("2025-07-03T09:30:00+08:00", false), ("2025-07-03T09:30:01+08:00", true)] {
        asked["as_of"] = json!(now);
        let report = ask(&policy(), &facts(&json!(80)), &asked);
        assert_eq!(report["deadlines"]["answer_due"], "2025-07-03T09:30:00+08:00");
        assert_eq!(report["deadlines"]["overdue"], json!(overdue));
    }
}

#[test]
fn what_is_wrong_with_a_correction_does_not_go_under() {
    // 2 000 bad records are more than there are problems listed.
    let mut facts = facts(&json!(85));
    let bad = (0..2_000).map(|n| json!({"metric": "nope", "employee": "a", "period": "2025-06", "value": n}));
    facts["observations"].as_array_mut().unwrap().extend(bad);
    let corrections = json!({"observations": [
        {"metric": "wrongs", "employee": "a", "period": "2025-06", "value": 0.1}]});
    let report = ask(&policy(), &facts, &request(&corrections));
    assert_eq!(report["corrections"][0]["effect"], "nothing");
    let last = report["problems"].as_array().unwrap().last().unwrap();
    assert_eq!(last["code"], "reference_unknown");
    assert_eq!(last["pointer"], "/corrections/observations/0/metric");
}

#[test]
fn a_hundred_thousand_ratings_are_corrected_by_one() {
    let mut policy = policy();
    policy["metrics"].as_array_mut().unwrap().push(json!({"id": "tone", "unit": "score", "direction": "higher"}));
    policy["scorecards"][0]["sections"][0]["lines"] = json!([{"id": "tone", "metric": "tone", "weight": 100,
        "method": {"kind": "rated", "raters": [{"kind": "peer", "weight": 100}], "scale": {"max": 5}}}]);
    let rating = |n: usize| {
        json!({"metric": "tone", "employee": "a", "period": "2025-06", "rater": "peer", "value": 3,
            "record": format!("r{n:05}")})
    };
    let mut facts = facts(&json!(85));
    facts["ratings"] = (0..100_000).map(rating).collect();
    let corrections = json!({"ratings": [
        {"metric": "tone", "employee": "a", "period": "2025-06", "rater": "peer", "value": 5}]});
    let report = ask(&policy, &facts, &request(&corrections));
    assert_eq!(report["total"], json!({"before": "60", "after": "100", "change": "40"}));
    let records = report["changes"][0]["records"].as_array().unwrap();
    assert_eq!((records.len(), &records[99_999]), (100_000, &json!("r99999")));
}
