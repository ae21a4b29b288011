//! Signals by hand, written as a policy states them.

use serde_json::{Value, json};

use super::{Signals, seen};
use crate::values::Language;
use crate::{Engine, Facts, Limits};

fn policy(signals: &Value) -> Value {
    json!({
        "schema_version": "1.5", "id": "p", "version": "1", "effective_from": "2024-01-01",
        "metrics": [
            {"id": "overtime", "name": {"en": "Overtime", "zh": "加班"}, "unit": "hour", "aggregation": "sum",
             "direction": "lower"},
            {"id": "calls", "unit": "score", "direction": "higher"}],
        "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": [
            {"id": "calls", "metric": "calls", "weight": 100, "target": 100, "method": {"kind": "ratio"}}]}]}],
        "positions": [{"id": "clerk", "scorecard": "card"}],
        "attrition": {"signals": signals}
    })
}

fn facts(observations: &[Value]) -> Facts {
    let held = json!([{"position": "clerk", "from": "2024-01-01"}]);
    let document = json!({
        "employees": [{"id": "a", "positions": held}, {"id": "b", "positions": held}],
        "observations": observations
    });
    Facts::parse(document.to_string().as_bytes(), Limits::default()).unwrap()
}

fn observed(metric: &str, employee: &str, period: &str, value: &str) -> Value {
    json!({"metric": metric, "employee": employee, "period": period, "value": value})
}

fn look(signals: &Value, facts: &Facts, as_of: &str, lang: Option<Language>) -> Signals {
    let engine = Engine::compile(policy(signals).to_string().as_bytes()).unwrap();
    let as_of = as_of.parse().unwrap();
    let version = engine.version_on(as_of, None).unwrap();
    seen((&engine, facts), version, &[0, 1], (as_of, lang))
}

/// The ids of the signals of each of two people.
fn ids(mut signals: Signals) -> [Vec<String>; 2] {
    [0, 1].map(|person| signals.take(person).iter().map(|seen| seen.signal.to_string()).collect())
}

fn much_overtime() -> Value {
    json!([{
        "id": "much_overtime",
        "name": {"en": "Much overtime", "zh": "加班过多"},
        "when": {"metric": "overtime", "more_than": 20,
                 "window": {"aggregate": 3, "every": "week", "on_missing": "pause", "max_gap": 2}}
    }])
}

// a: 8 + 6 + 7 = 21 hours in weeks 22 to 24, which ends on 15 June 2025; b: 8 + 12 = 20, and week 23 without a record.
#[test]
fn overtime_of_more_than_20_hours_within_three_weeks() {
    let facts = facts(&[
        observed("overtime", "a", "2025-W22", "8"),
        observed("overtime", "a", "2025-W23", "6"),
        observed("overtime", "a", "2025-W24", "7"),
        observed("overtime", "b", "2025-W22", "8"),
        observed("overtime", "b", "2025-W24", "12"),
    ]);
    let mut found = look(&much_overtime(), &facts, "2025-06-15", Some(Language::En));
    let own = found.take(0);
    let condition = &own[0].condition;
    assert_eq!((own.len(), own[0].signal.as_str(), condition.state), (1, "much_overtime", "met"));
    assert_eq!(condition.evidence[0].value.as_ref().unwrap().texts().0, "21");
    assert_eq!(condition.text.as_deref(), Some(OVERTIME_EN));
    assert!(condition.missing.is_none() && condition.earliest.is_none());
    assert!(found.take(1).is_empty() && found.take(0).is_empty());
    let mut found = look(&much_overtime(), &facts, "2025-06-15", Some(Language::Zh));
    assert_eq!(found.take(0)[0].condition.text.as_deref(), Some(OVERTIME_ZH));
    // On Saturday week 24 is not over, and a week later week 22 is out: 13 and 12 hours.
    for day in ["2025-06-14", "2025-06-22"] {
        assert_eq!(ids(look(&much_overtime(), &facts, day, None)), [Vec::<String>::new(), Vec::new()], "{day}");
    }
}

const OVERTIME_EN: &str = "Overtime > 20 h over the last 3 weeks together: 21 h from week 22 to week 24";
const OVERTIME_ZH: &str = "加班 >20 小时（最近 3 周累计）：第 22 周至第 24 周为 21 小时";

// Records of days: 21 hours on seven of the 21 days up to 15 June; a day later the first of them is out.
#[test]
fn the_same_of_days() {
    let days = ["05-26", "05-29", "06-02", "06-05", "06-09", "06-12", "06-15"];
    let facts = facts(&days.map(|day| observed("overtime", "a", &format!("2025-{day}"), "3")));
    let signals = json!([{"id": "days", "when": {"metric": "overtime", "more_than": 20,
        "window": {"aggregate": 21, "every": "day", "on_missing": "pause", "max_gap": 20}}}]);
    assert_eq!(ids(look(&signals, &facts, "2025-06-15", None)), [vec!["days".to_owned()], Vec::new()]);
    assert_eq!(ids(look(&signals, &facts, "2025-06-16", None)), [Vec::<String>::new(), Vec::new()]);
}

// a fell from 90 to 75, which are 15 points or a sixth, b from 90 to 76.
#[test]
fn a_score_that_fell_by_points() {
    let facts = facts(&[
        observed("calls", "a", "2025-04", "90"),
        observed("calls", "a", "2025-05", "75"),
        observed("calls", "b", "2025-04", "90"),
        observed("calls", "b", "2025-05", "76"),
    ]);
    let fell = |growth: Value, most: Value| json!([{"id": "score_fell", "when": {"total": true, "growth": growth, "at_most": most}}]);
    let points = fell(json!({"versus": "previous", "change": "points"}), json!(-15));
    let mut found = look(&points, &facts, "2025-05-31", Some(Language::En));
    let own = found.take(0);
    let seen = &own[0].condition.evidence[0];
    let figures = [&seen.value, &seen.base, &seen.growth].map(|of| of.as_ref().unwrap().texts().0);
    assert_eq!(figures, ["75", "90", "-15"]);
    assert_eq!(own[0].condition.text.as_deref(), Some("total growth ≤ -15 points: -15 points in May"));
    assert!(found.take(1).is_empty());
    let mut found = look(&points, &facts, "2025-05-31", Some(Language::Zh));
    assert_eq!(found.take(0)[0].condition.text.as_deref(), Some("总分环比增长 ≤-15 分：5 月为-15 分"));
    let both = [vec!["score_fell".to_owned()], vec!["score_fell".to_owned()]];
    // 15 ÷ 90 = 16.67 % and 14 ÷ 90 = 15.56 %.
    let share = fell(json!({"versus": "previous", "change": "relative"}), json!(-16));
    assert_eq!(ids(look(&share, &facts, "2025-05-31", None)), [both[0].clone(), Vec::new()]);
    let share = fell(json!({"versus": "previous", "change": "relative"}), json!(-15));
    assert_eq!(ids(look(&share, &facts, "2025-05-31", None)), both);
    // In April there is nothing before, in June nothing at all.
    for day in ["2025-04-30", "2025-06-30"] {
        assert_eq!(ids(look(&points, &facts, day, None)), [Vec::<String>::new(), Vec::new()], "{day}");
    }
    for versus in [json!("at_position_start"), json!({"period": "2025-01"}), json!({"value": 90})] {
        let refused = fell(json!({"versus": versus, "change": "points"}), json!(-15));
        let problems = Engine::compile(policy(&refused).to_string().as_bytes()).unwrap_err();
        let found = problems.iter().map(|one| (one.code.as_str(), one.pointer.as_str())).collect::<Vec<_>>();
        assert_eq!(found, [("method_mismatch", "/attrition/signals/0/when/growth/versus")]);
    }
}

// The same within the words there were before.
#[test]
fn a_score_that_fell() {
    let facts = facts(&[
        observed("calls", "a", "2025-04", "90"),
        observed("calls", "a", "2025-05", "75"),
        observed("calls", "b", "2025-04", "90"),
        observed("calls", "b", "2025-05", "76"),
    ]);
    let signals = json!([{"id": "fell", "when": {"all": [
        {"total": true, "at_most": 75},
        {"total": true, "at_least": 90, "window": {"of_last": 2, "at_least": 1}}]}}]);
    assert_eq!(ids(look(&signals, &facts, "2025-05-31", None)), [vec!["fell".to_owned()], Vec::new()]);
    assert_eq!(ids(look(&signals, &facts, "2025-06-30", None)), [Vec::<String>::new(), Vec::new()]);
}

#[test]
fn without_signals_nothing_is_looked_at() {
    // A record about nobody is not even read.
    let facts = facts(&[observed("overtime", "nobody", "2025-W22", "8")]);
    let found = look(&json!([]), &facts, "2025-06-15", None);
    assert!(found.people.is_empty() && found.problems.is_empty());
    let found = look(&much_overtime(), &facts, "2025-06-15", None);
    assert_eq!(found.problems.len(), 1);
}
