//! Each row of "What is refused", and what is not.

use crate::Engine;

/// The codes and pointers of the problems of a policy with these fields.
fn refused(fields: &str) -> Vec<(&'static str, String)> {
    let policy = format!(
        r#"{{"schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2025-01-01", "metrics": [
            {{"id": "gmv", "unit": "money", "currency": "CNY", "direction": "higher", "level": "unit"}},
            {{"id": "usd", "unit": "money", "currency": "USD", "direction": "higher"}},
            {{"id": "roi", "unit": "multiple", "direction": "higher"}}],
            "scorecards": [], "positions": [{{"id": "seller"}}, {{"id": "lead"}}], "courses": [{{"id": "pitch"}}],
            "units": [{{"id": "south"}}], "awards": [{{"id": "star"}}],
            "rating_scales": [{{"id": "s", "bands": [
                {{"id": "good", "from": 60, "coefficient": 1}}, {{"id": "poor", "to": 60, "coefficient": 1}}]}}],
            {fields}}}"#
    );
    match Engine::compile(policy.as_bytes()) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|problem| (problem.code.as_str(), problem.pointer.clone())).collect(),
    }
}

/// One problem, at a place below another.
#[track_caller]
fn one(fields: &str, code: &str, pointer: &str) {
    assert_eq!(refused(fields), [(code, pointer.to_owned())], "{fields}");
}

/// A commission with one step and these fields.
fn commission(fields: &str) -> String {
    format!(
        r#""commissions": [{{"id": "c", "currency": "CNY", {fields}
            "tiers": {{"apply": "whole", "steps": [{{"rate": "2%"}}]}}}}]"#
    )
}

/// A commission in a currency with these steps.
fn steps(currency: &str, steps: &str) -> String {
    format!(
        r#""commissions": [{{"id": "c", "currency": "{currency}",
            "tiers": {{"apply": "whole", "steps": [{steps}]}}}}]"#
    )
}

fn bonus(fields: &str) -> String {
    format!(r#"{{"currency": "CNY", "when": {{"course": "pitch"}}, {fields}}}"#)
}

#[test]
fn rules_that_pay_have_names_of_their_own() {
    let both = format!(
        r#""bonuses": [{}, {}], {}, "pay_rules": [{{"id": "b", "currency": "CNY", "pays": {{"kind": "coefficient"}}}}]"#,
        bonus(r#""id": "b", "amount": 1"#),
        bonus(r#""id": "c", "amount": 1"#),
        commission(""),
    );
    let found = [("id_duplicate", "/commissions/0/id".to_owned()), ("id_duplicate", "/pay_rules/0/id".to_owned())];
    assert_eq!(refused(&both), found);
}

#[test]
fn a_bonus_is_an_amount_of_its_currency() {
    let one = |fields: &str, code, field| {
        one(&format!(r#""bonuses": [{}]"#, bonus(fields)), code, &format!("/bonuses/0/{field}"));
    };
    one(r#""id": "b", "amount": -1"#, "number_out_of_range", "amount");
    one(r#""id": "b", "amount": "0.001""#, "number_out_of_range", "amount");
    one(r#""id": "b", "amount": 1, "positions": ["sellr"]"#, "reference_unknown", "positions/0");
    one(r#""id": "b", "amount": 1, "every": "week""#, "period_unsupported", "every");
    assert_eq!(refused(&format!(r#""bonuses": [{}]"#, bonus(r#""id": "b", "amount": 0, "every": "year""#))), []);
    let currency = |currency: &str| {
        format!(
            r#""bonuses": [{{"id": "b", "when": {{"course": "pitch"}}, "amount": "1.5", "currency": "{currency}"}}]"#
        )
    };
    assert_eq!(refused(&currency("cny")), [("value_unknown", "/bonuses/0/currency".to_owned())]);
    assert_eq!(refused(&currency("JPY")), [("number_out_of_range", "/bonuses/0/amount".to_owned())]);
    assert_eq!(refused(&currency("KWD")), []);
    // Weeks make up no month.
    let weeks = format!(
        r#""appraisal_period": {{"every": "week"}}, "bonuses": [{}]"#,
        bonus(r#""id": "b", "amount": 1, "every": "month""#)
    );
    assert_eq!(refused(&weeks), [("period_unsupported", "/bonuses/0/every".to_owned())]);
}

#[test]
fn bonuses_of_one_goal_are_in_one_currency() {
    let bonus = |id: &str, currency: &str| {
        format!(
            r#"{{"id": "{id}", "goal": "g", "when": {{"course": "pitch"}}, "amount": 1, "currency": "{currency}"}}"#
        )
    };
    let both = format!(r#""bonuses": [{}, {}]"#, bonus("a", "CNY"), bonus("b", "USD"));
    one(&both, "currency_mismatch", "/bonuses/1/currency");
}

#[test]
fn steps_leave_no_gap_and_do_not_overlap() {
    let at = |place: &str| format!("/commissions/0/tiers/steps{place}");
    one(&steps("CNY", ""), "field_missing", &at(""));
    one(&steps("CNY", r#"{"rate": 1}, {"rate": 2}"#), "bands_gap", &at("/0/upto"));
    let fall = r#"{"upto": 100, "rate": 1}, {"upto": 100, "rate": 2}, {"rate": 3}"#;
    one(&steps("CNY", fall), "bands_overlap", &at("/1/upto"));
    one(&steps("CNY", r#"{"upto": 100, "rate": 1}, {"upto": 200, "rate": 2}"#), "bands_overlap", &at("/1/upto"));
    one(&steps("CNY", r#"{"upto": 0, "rate": 1}, {"rate": 2}"#), "number_out_of_range", &at("/0/upto"));
    one(&steps("CNY", r#"{"upto": "0.001", "rate": 1}, {"rate": 2}"#), "number_out_of_range", &at("/0/upto"));
    one(&steps("CNY", r#"{"rate": "-1%"}"#), "number_out_of_range", &at("/0/rate"));
    one(&steps("CNY", r#"{"rate": "100.1%"}"#), "number_out_of_range", &at("/0/rate"));
    one(&steps("CNY", r#"{"upto": 5, "rate": 1}, {"upto": "x", "rate": 2}"#), "number_invalid", &at("/1/upto"));
    assert_eq!(refused(&steps("JPY", r#"{"upto": 1, "rate": "0.5%"}, {"rate": 100}"#)), []);
}

#[test]
fn what_a_commission_says_goes_together() {
    let one = |fields: &str, code, field| one(&commission(fields), code, &format!("/commissions/0/{field}"));
    one(r#""cap": 10, "floor": 11,"#, "range_empty", "cap");
    one(r#""cap": -1,"#, "number_out_of_range", "cap");
    one(r#""floor": "0.005","#, "number_out_of_range", "floor");
    one(r#""guarantee": -1,"#, "number_out_of_range", "guarantee");
    one(r#""draw": {"amount": -1},"#, "number_out_of_range", "draw/amount");
    one(r#""draw": {},"#, "field_missing", "draw");
    one(r#""metric": "gm","#, "reference_unknown", "metric");
    one(r#""metric": "roi","#, "value_mismatch", "metric");
    one(r#""metric": "usd","#, "currency_mismatch", "metric");
    one(r#""metric": "gmv", "per": "sale","#, "value_mismatch", "metric");
    one(r#""metric": "gmv", "per": "team","#, "value_mismatch", "split");
    one(r#""split": "days","#, "value_mismatch", "split");
    one(r#""per": "team", "guarantee": 1,"#, "value_mismatch", "guarantee");
    one(r#""per": "team", "draw": {"amount": 1},"#, "value_mismatch", "draw");
    let modifier = r#"{"id": "m", "when": {"course": "pitch"}, "factor": -1}"#;
    one(&format!(r#""modifiers": [{modifier}],"#), "number_out_of_range", "modifiers/0/factor");
    let modifier = r#"{"id": "m", "when": {"course": "pitch"}, "factor": 2}"#;
    one(&format!(r#""modifiers": [{modifier}, {modifier}],"#), "id_duplicate", "modifiers/1/id");
    assert_eq!(refused(&commission(r#""metric": "gmv", "per": "team", "split": "equal","#)), []);
    assert_eq!(refused(&commission(r#""cap": 10, "floor": 10, "guarantee": 5, "draw": {"amount": 3},"#)), []);
}

#[test]
fn pay_rules_name_bands_and_courses() {
    let rule = |pays: &str| format!(r#""pay_rules": [{{"id": "r", "currency": "CNY", "pays": {{"kind": {pays}}}}}]"#);
    let at = |field: &str| format!("/pay_rules/0/pays/{field}");
    let rating = |rating: &str| rule(&format!(r#""rating", "ratings": [{rating}]"#));
    one(&rating(r#"{"band": "goood", "percent": 10}"#), "reference_unknown", &at("ratings/0/band"));
    one(&rating(r#"{"band": "poor", "course": "pich"}"#), "reference_unknown", &at("ratings/0/course"));
    one(&rating(r#"{"band": "good", "percent": 1}, {"band": "good"}"#), "id_duplicate", &at("ratings/1/band"));
    one(&rule(r#""absence", "rate": 101"#), "number_out_of_range", &at("rate"));
    one(&rule(r#""overtime", "rate": -1"#), "number_out_of_range", &at("rate"));
    assert_eq!(refused(&rule(r#""overtime", "rate": "150%""#)), []);
    assert_eq!(refused(&rating(r#"{"band": "good", "percent": -10}, {"band": "poor", "course": "pitch"}"#)), []);
}

#[test]
fn budgets_are_of_rules_that_they_can_bound() {
    let budget = |fields: &str| {
        format!(
            r#""bonuses": [{}, {}], "budgets": [{{"id": "b", {fields}}}]"#,
            bonus(r#""id": "x", "amount": 1"#),
            bonus(r#""id": "y", "amount": 1, "every": "quarter""#)
        )
    };
    let one = |fields: &str, code, field| one(&budget(fields), code, &format!("/budgets/0/{field}"));
    one(r#""rules": ["x", "z"], "amount": 1, "currency": "CNY""#, "reference_unknown", "rules/1");
    one(r#""rules": ["x", "x"], "amount": 1, "currency": "CNY""#, "id_duplicate", "rules/1");
    one(r#""rules": ["x"], "amount": 1, "currency": "USD""#, "currency_mismatch", "rules/0");
    one(r#""rules": ["x", "y"], "amount": 1, "currency": "CNY""#, "period_unsupported", "rules/1");
    one(r#""rules": ["x"], "amount": -1, "currency": "CNY""#, "number_out_of_range", "amount");
    one(r#""rules": ["x"], "amount": 1, "currency": "CNY", "unit": "suoth""#, "reference_unknown", "unit");
    assert_eq!(refused(&budget(r#""rules": ["y"], "amount": 1, "currency": "CNY", "every": "quarter""#)), []);
    let twice = r#""budgets": [{"id": "b", "rules": [], "amount": 1, "currency": "CNY"},
        {"id": "b", "rules": [], "amount": 1, "currency": "CNY"}]"#;
    assert_eq!(refused(twice), [("id_duplicate", "/budgets/1/id".to_owned())]);
}

// Where a rule could not be read, a budget may be of it.
#[test]
fn what_could_not_be_read_is_not_missed() {
    let fields =
        r#""commissions": [{"id": "c"}], "budgets": [{"id": "b", "rules": ["c"], "amount": 1, "currency": "CNY"}]"#;
    let found = refused(fields);
    assert!(!found.is_empty() && found.iter().all(|(_, pointer)| pointer == "/commissions/0"), "{found:?}");
}

#[test]
fn points_are_earned_by_one_thing() {
    let earn = |earn: &str| format!(r#""points": {{"earn": [{{"id": "e", "points": 5, {earn}}}]}}"#);
    let empty = earn("").replace("5, }", "5}");
    one(&empty, "field_missing", "/points/earn/0");
    one(&earn(r#""course": "pitch", "award": "star""#), "field_unknown", "/points/earn/0/award");
    one(&earn(r#""award": "sta""#), "reference_unknown", "/points/earn/0/award");
    one(&earn(r#""award": "star", "positions": ["x"]"#), "reference_unknown", "/points/earn/0/positions/0");
    let other = |other: &str| format!(r#""points": {{"earn": [], {other}}}"#);
    one(&other(r#""expire_months": 0"#), "number_out_of_range", "/points/expire_months");
    let rewards = |fields: &str| other(&format!(r#""rewards": [{{"id": "r", "cost": 5, {fields}}}]"#));
    one(&rewards(r#""gives": "leave", "days": 0"#), "number_out_of_range", "/points/rewards/0/days");
    one(&rewards(r#""gives": "gift", "days": 1"#), "field_unknown", "/points/rewards/0/days");
    assert_eq!(refused(&rewards(r#""gives": "leave", "days": "0.5""#)), []);
    assert_eq!(refused(&earn(r#""award": "star""#)), []);
}

#[test]
fn alerts_have_the_fields_of_their_kind() {
    let alert = |fields: &str| format!(r#""alerts": [{{"id": "a", "audience": ["manager"], {fields}}}]"#);
    let one = |fields: &str, code, place| one(&alert(fields), code, &format!("/alerts/0{place}"));
    one(r#""clears_after": 1"#, "field_missing", "");
    one(r#""kind": "record", "more_than": 5"#, "field_missing", "");
    one(r#""kind": "record", "metric": "roi""#, "field_missing", "");
    one(r#""kind": "record", "metric": "roi", "more_than": 5, "less_than": 6"#, "range_empty", "/less_than");
    one(r#""kind": "record", "metric": "ro", "more_than": 5"#, "reference_unknown", "/metric");
    one(r#""kind": "plan_overdue", "when": {"course": "pitch"}"#, "field_unknown", "/when");
    one(r#""when": {"course": "pitch"}, "metric": "roi""#, "field_unknown", "/metric");
    one(r#""when": {"course": "pitch"}, "clears_after": 0"#, "number_out_of_range", "/clears_after");
    one(r#""when": {"course": "pitch"}, "within_days": 0"#, "number_out_of_range", "/within_days");
    let audience = r#""alerts": [{"id": "a", "audience": ["manager", "chief"], "when": {"course": "pitch"}}]"#;
    assert_eq!(refused(audience), [("reference_unknown", "/alerts/0/audience/1".to_owned())]);
    assert_eq!(refused(&alert(r#""kind": "record", "metric": "roi", "more_than": 5, "less_than": 2"#)), []);
}

#[test]
fn a_cycle_has_the_days_of_its_steps() {
    let step = |step: &str| format!(r#""cycle": {{"steps": [{{"id": "s", "by": "hr", "kind": {step}}}]}}"#);
    let one_step = |fields: &str, code, place| one(&step(fields), code, &format!("/cycle/steps/0{place}"));
    one_step(r#""announce""#, "field_missing", "");
    one_step(r#""announce", "day": 0"#, "number_out_of_range", "/day");
    one_step(r#""progress", "every_days": 0"#, "number_out_of_range", "/every_days");
    one_step(r#""result", "days_after": 0, "day": 1"#, "field_unknown", "/day");
    assert_eq!(refused(&step(r#""publish", "days_after": 0"#)), []);
    one(r#""cycle": {"steps": []}"#, "field_missing", "/cycle/steps");
    let appeal = r#""appeal": {"within": {"days": 3}, "answer": {"hours": 24}, "by": "hr"}"#;
    let result = r#"{"id": "r", "by": "hr", "kind": "result", "days_after": 0}"#;
    one(&format!(r#""cycle": {{"steps": [{result}], {appeal}}}"#), "field_missing", "/cycle/steps");
    let publish = r#"{"id": "r", "by": "hr", "kind": "publish", "days_after": 0}"#;
    one(&format!(r#""cycle": {{"steps": [{result}, {publish}], {appeal}}}"#), "id_duplicate", "/cycle/steps/1/id");
    let never = appeal.replace("24", "0");
    one(&format!(r#""cycle": {{"steps": [{publish}], {never}}}"#), "number_out_of_range", "/cycle/appeal/answer/hours");
}
