//! Advice on bonuses, budgets and alerts.

use crate::Engine;

/// Codes, places and messages.
fn advice(fields: &str) -> Vec<(&'static str, String, String)> {
    let policy = format!(
        r#"{{"schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2025-01-01", "metrics": [],
            "scorecards": [], "positions": [{{"id": "seller", "reports_to": "lead"}}, {{"id": "lead"}}],
            "courses": [{{"id": "c", "areas": ["sales"]}}, {{"id": "d", "areas": ["sales"]}}], {fields}}}"#
    );
    let found = Engine::compile(policy.as_bytes()).unwrap().lint().advice;
    found.into_iter().map(|item| (item.code, item.pointer, item.message)).collect()
}

fn bonus(id: &str, course: &str, fields: &str) -> String {
    format!(r#"{{"id": "{id}", "currency": "CNY", "amount": 5, "when": {{"course": "{course}"}}{fields}}}"#)
}

#[test]
fn one_condition_pays_once() {
    let two = |first: &str, second: &str| {
        advice(&format!(r#""bonuses": [{}, {}]"#, bonus("a", "c", first), bonus("b", "c", second)))
    };
    let message = "bonuses `a` and `b` pay for the same condition";
    let found = [("bonus_twice", "/bonuses/1".to_owned(), message.to_owned())];
    assert_eq!(two("", ""), found);
    assert_eq!(two(r#", "positions": ["lead"]"#, ""), found);
    assert_eq!(two(r#", "positions": ["lead", "seller"]"#, r#", "positions": ["seller"]"#), found);
    assert_eq!(two(r#", "goal": "g""#, r#", "goal": "h""#), found);
    assert_eq!(two(r#", "every": "month""#, ""), found);
    assert_eq!(two(r#", "goal": "g""#, r#", "goal": "g""#), []);
    assert_eq!(two(r#", "positions": ["lead"]"#, r#", "positions": ["seller"]"#), []);
    assert_eq!(two(r#", "every": "year""#, ""), []);
    let others = format!(r#""bonuses": [{}, {}]"#, bonus("a", "c", ""), bonus("b", "d", ""));
    assert_eq!(advice(&others), []);
}

#[test]
fn a_budget_bounds_something() {
    let budget = |amount: &str, rule: &str| {
        let fields = format!(
            r#""bonuses": [{}], "pay_rules": [
                {{"id": "away", "currency": "CNY", "pays": {{"kind": "absence"}}}},
                {{"id": "late", "currency": "CNY", "pays": {{"kind": "overtime", "rate": "150%"}}}}],
                "budgets": [{{"id": "b", "rules": [{rule}], "amount": {amount}, "currency": "CNY"}}]"#,
            bonus("a", "c", "")
        );
        advice(&fields).into_iter().map(|(code, place, _)| (code, place)).collect::<Vec<_>>()
    };
    let idle = [("budget_idle", "/budgets/0".to_owned())];
    assert_eq!(budget("0", r#""a""#), idle);
    assert_eq!(budget("5", ""), idle);
    assert_eq!(budget("5", r#""away""#), idle);
    assert_eq!(budget("5", r#""away", "late""#), []);
    assert_eq!(budget("5", r#""a""#), []);
}

#[test]
fn somebody_hears_an_alert() {
    let alert = |fields: &str| {
        let found = advice(&format!(r#""alerts": [{{"id": "a", {fields}}}]"#));
        found.into_iter().map(|(code, place, message)| format!("{code} {place} {message}")).collect::<Vec<_>>()
    };
    let met = r#""when": {"course": "c"}"#;
    let at = "alert_unheard /alerts/0/audience";
    let top = [format!("{at} alerts about holders of `lead` reach nobody: nobody is above it")];
    assert_eq!(alert(&format!(r#""audience": ["manager"], {met}"#)), top);
    assert_eq!(alert(&format!(r#""audience": ["manager"], "positions": ["lead"], {met}"#)), top);
    assert_eq!(alert(&format!(r#""audience": ["manager"], "positions": ["seller"], {met}"#)), [""; 0]);
    assert_eq!(alert(&format!(r#""audience": ["manager", "seller"], {met}"#)), [""; 0]);
    assert_eq!(alert(&format!(r#""audience": ["manager", "employee"], {met}"#)), [""; 0]);
    assert_eq!(alert(&format!(r#""audience": [], {met}"#)), [format!("{at} nobody is told")]);
    // No position is a key position.
    assert_eq!(alert(r#""audience": ["manager"], "kind": "pipeline_gap""#), [""; 0]);
}

#[test]
fn leave_has_days() {
    let points = |fields: &str| {
        let rewards = format!(r#"{{"id": "mug", "cost": 5, "gives": "gift"}}, {{"id": "off", "cost": 9, {fields}}}"#);
        let found = advice(&format!(r#""points": {{"earn": [], "rewards": [{rewards}]}}"#));
        found.into_iter().map(|(code, place, message)| format!("{code} {place} {message}")).collect::<Vec<_>>()
    };
    let at = "leave_days_missing /points/rewards/1 reward `off` gives leave, but not how many days";
    assert_eq!(points(r#""gives": "leave""#), [at]);
    assert_eq!(points(r#""gives": "leave", "days": 1"#), [""; 0]);
}

#[test]
fn a_rate_is_in_percent() {
    let pay = |kind: &str, rate: &str| {
        let rule = format!(r#"{{"id": "r", "currency": "CNY", "pays": {{"kind": "{kind}", "rate": {rate}}}}}"#);
        advice(&format!(r#""pay_rules": [{rule}]"#))
    };
    let tiny = |message: &str| [("rate_tiny", "/pay_rules/0/pays/rate".to_owned(), message.to_owned())];
    assert_eq!(pay("absence", "0.02"), tiny("0.02 is 0.02 %, less than a thousandth"));
    assert_eq!(pay("overtime", r#""0.099%""#), tiny("0.099 is 0.099 %, less than a thousandth"));
    assert_eq!(pay("overtime", "0.1"), []);
    assert_eq!(pay("overtime", "0"), []);
}
