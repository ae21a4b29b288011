//! The figures of bonuses, ratings, coefficients, attendance and budgets.

use serde_json::{Value, json};

use crate::{Engine, Limits};

fn policy(more: &Value) -> Value {
    let mut policy = json!({
        "schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [{"id": "conversion", "unit": "percent", "direction": "higher"}],
        "scorecards": [], "positions": [{"id": "sales"}, {"id": "designer"}]
    });
    for (name, value) in more.as_object().unwrap() {
        policy[name] = value.clone();
    }
    policy
}

/// A policy by whose card the score of a month is the rating that is recorded.
fn rated(more: &Value) -> Value {
    let mut policy = policy(&json!({
        "metrics": [{"id": "work", "unit": "score", "direction": "higher"}],
        "rating_scales": [{"id": "scale", "bands": [
            {"id": "unsatisfactory", "to": 60, "coefficient": "0.8"}, {"id": "good", "from": 60, "to": 90, "coefficient": 1},
            {"id": "excellent", "from": 90, "coefficient": "1.2"}]}],
        "scorecards": [{"id": "card", "sections": [{"id": "s", "lines": [
            {"id": "work", "metric": "work", "weight": 100, "target": 100, "method": {"kind": "ratio"}}]}]}],
        "positions": [{"id": "sales", "scorecard": "card"}, {"id": "cleaner"}],
        "courses": [{"id": "basics", "name": {"en": "Basics", "zh": "基础课"}}]}));
    for (name, value) in more.as_object().unwrap() {
        policy[name] = value.clone();
    }
    policy
}

fn person(id: &str, position: &str) -> Value {
    json!({"id": id, "positions": [{"position": position, "from": "2024-01-01"}]})
}

fn facts(more: &Value) -> Value {
    let mut facts = json!({"employees": [person("e1", "sales")]});
    for (name, value) in more.as_object().unwrap() {
        facts[name] = value.clone();
    }
    facts
}

fn answer(policy: &Value, facts: &Value, request: &Value) -> Value {
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let (facts, request) = (facts.to_string(), request.to_string());
    let text = crate::document::payouts(&engine, facts.as_bytes(), request.as_bytes()).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The payouts of June 2025.
fn june(policy: &Value, facts: &Value) -> Value {
    answer(policy, facts, &json!({"period": "2025-06"}))
}

fn observed(metric: &str, month: &str, value: u32) -> Value {
    json!({"metric": metric, "employee": "e1", "period": month, "value": value, "record": format!("r-{month}")})
}

/// Employee, rule and amount of each line.
fn amounts(answer: &Value) -> Vec<(&str, &str, &str)> {
    let lines = answer["lines"].as_array().unwrap().iter();
    lines.map(|line| (word(line, "employee"), word(line, "rule"), word(line, "amount"))).collect()
}

fn word<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap()
}

/// Employee, rule and reason of what is undecided.
fn open(answer: &Value) -> Vec<(&str, &str, &str)> {
    let open = answer["undecided"].as_array().map_or(&[][..], Vec::as_slice).iter();
    open.map(|item| (word(item, "employee"), word(item, "rule"), word(item, "why"))).collect()
}

fn growth() -> Value {
    json!({"metric": "conversion", "growth": {"versus": "previous", "change": "relative"}, "at_least": 20})
}

// I1: conversion +20 % pays CNY 1 000, once, with evidence.
#[test]
fn a_goal_that_is_reached_pays_once() {
    let policy = policy(&json!({"bonuses": [
        {"id": "growth", "name": {"en": "Conversion", "zh": "转化率"}, "when": growth(), "amount": 1000, "currency": "CNY"}]}));
    // 5 % to 6 % is 20 % more.
    let mut facts =
        facts(&json!({"observations": [observed("conversion", "2025-05", 5), observed("conversion", "2025-06", 6)]}));
    let found = june(&policy, &facts);
    let line = &found["lines"][0];
    assert_eq!(
        (&line["amount"], &line["currency"], &line["kind"]),
        (&json!("1000.00"), &json!("CNY"), &json!("bonus"))
    );
    assert_eq!((&line["posting"], &line["due"]), (&json!("payment"), &json!("1000.00")));
    let evidence = &line["condition"]["evidence"][0];
    assert_eq!((&evidence["period"], &evidence["growth"]), (&json!("2025-06"), &json!("20")));
    assert_eq!(evidence["records"], json!(["r-2025-06"]));
    assert_eq!(
        found["rules"],
        json!([{"rule": "growth", "kind": "bonus", "currency": "CNY", "lines": 1, "amount": "1000.00"}])
    );
    assert_eq!(found["totals"], json!([{"currency": "CNY", "lines": 1, "amount": "1000.00"}]));
    // Paid: nothing is left. Paid in part: the rest.
    let paid = |amount: u32| json!([{"rule": "growth", "employee": "e1", "period": "2025-06", "amount": amount, "currency": "CNY"}]);
    facts["payments"] = paid(1000);
    assert_eq!(june(&policy, &facts)["lines"], json!([]));
    facts["payments"] = paid(400);
    let rest = &june(&policy, &facts)["lines"][0];
    assert_eq!(
        (&rest["amount"], &rest["posting"], &rest["paid_before"]),
        (&json!("600.00"), &json!("supplement"), &json!("400.00"))
    );
    // Corrected to 19 % more: what was paid comes back, and is not earned.
    facts["payments"] = paid(1000);
    facts["observations"][1]["value"] = json!("5.95");
    let found = june(&policy, &facts);
    assert_eq!(amounts(&found), [("e1", "growth", "-1000.00")]);
    assert_eq!(found["lines"][0]["posting"], "clawback");
    assert_eq!(
        (&found["not_earned"][0]["rule"], &found["not_earned"][0]["condition"]["state"]),
        (&json!("growth"), &json!("unmet"))
    );
    // Without June's value nobody knows: nothing is paid, and nothing taken back.
    facts["observations"].as_array_mut().unwrap().pop();
    let found = june(&policy, &facts);
    assert_eq!((amounts(&found), open(&found)), (vec![], vec![("e1", "growth", "condition")]));
}

#[test]
fn lines_are_told_in_words() {
    let policy = policy(&json!({"bonuses": [
        {"id": "growth", "name": {"en": "Growth bonus", "zh": "增长奖"}, "when": growth(), "amount": 1000, "currency": "CNY",
         "attendance": true}]}));
    let facts = facts(&json!({
        "observations": [observed("conversion", "2025-05", 5), observed("conversion", "2025-06", 6)],
        "attendance": [{"employee": "e1", "period": "2025-06", "days_due": 20, "days_absent": 2, "record": "a1"}]}));
    let told = |lang: &str, facts: &Value| {
        let found = answer(&policy, facts, &json!({"period": "2025-06", "lang": lang}));
        ["lines", "not_earned", "undecided"].iter().find_map(|list| Some(found[list][0]["text"].as_str()?.to_owned()))
    };
    let en = told("en", &facts).unwrap();
    assert!(en.starts_with("“Growth bonus”: 900.00 CNY = 1000.00 CNY × 18/20 days worked; "), "{en}");
    let zh = told("zh", &facts).unwrap();
    assert!(zh.starts_with("“增长奖”：900.00 CNY = 1000.00 CNY × 出勤 18/20 天；"), "{zh}");
    let mut less = facts;
    less["observations"][1]["value"] = json!(5);
    assert!(told("en", &less).unwrap().starts_with("“Growth bonus”: not earned; "));
    less["observations"] = json!([]);
    assert!(told("zh", &less).unwrap().starts_with("“增长奖”：尚不确定是否获得；"));
}

#[test]
fn of_one_goal_the_first_that_holds_pays() {
    let at_least = |mark: u32| json!({"metric": "conversion", "at_least": mark});
    let bonus = |id: &str, mark: u32, amount: u32| json!({"id": id, "when": at_least(mark), "amount": amount, "currency": "CNY", "goal": "conversion"});
    let mut policy = policy(&json!({"bonuses": [bonus("great", 10, 2000), bonus("good", 5, 1000)]}));
    let mut facts = facts(&json!({"observations": [observed("conversion", "2025-06", 12)]}));
    assert_eq!(amounts(&june(&policy, &facts)), [("e1", "great", "2000.00")]);
    assert_eq!(june(&policy, &facts)["lines"][0]["goal"], "conversion");
    facts["observations"][0]["value"] = json!(7);
    let found = june(&policy, &facts);
    assert_eq!(amounts(&found), [("e1", "good", "1000.00")]);
    assert_eq!(found["not_earned"][0]["rule"], "great");
    // What the one paid is taken off what the other pays.
    facts["payments"] =
        json!([{"rule": "great", "employee": "e1", "period": "2025-06", "amount": 2000, "currency": "CNY"}]);
    assert_eq!(amounts(&june(&policy, &facts)), [("e1", "good", "-1000.00")]);
    // Asked for one of them alone, the other still comes first.
    facts["observations"][0]["value"] = json!(12);
    facts["payments"] = json!([]);
    let asked = |facts: &Value, policy: &Value| answer(policy, facts, &json!({"period": "2025-06", "rules": ["good"]}));
    assert_eq!(asked(&facts, &policy)["lines"], json!([]));
    // It is not known whether the first is met: the second waits, and what was paid stays.
    policy["metrics"] = json!([{"id": "conversion", "unit": "percent", "direction": "higher"},
        {"id": "visits", "unit": "count", "direction": "higher"}]);
    policy["bonuses"][0]["when"] = json!({"metric": "visits", "at_least": 10});
    facts["payments"] =
        json!([{"rule": "good", "employee": "e1", "period": "2025-06", "amount": 300, "currency": "CNY"}]);
    let found = june(&policy, &facts);
    assert_eq!(open(&found), [("e1", "great", "condition"), ("e1", "good", "goal")]);
    assert_eq!(found["lines"], json!([]));
}

#[test]
fn once_is_once_for_ever() {
    let mut policy = policy(&json!({"bonuses": [
        {"id": "b", "when": {"metric": "conversion", "at_least": 5}, "amount": 1000, "currency": "CNY", "once": "ever"}]}));
    let mut facts = facts(&json!({"observations": [observed("conversion", "2025-06", 6)]}));
    let payment = |rule: &str, month: &str, amount: i32| json!({"rule": rule, "employee": "e1", "period": month, "amount": amount, "currency": "CNY"});
    assert_eq!(amounts(&june(&policy, &facts)), [("e1", "b", "1000.00")]);
    facts["payments"] = json!([payment("b", "2025-04", 1000)]);
    let found = june(&policy, &facts);
    assert_eq!((&found["lines"], found.get("not_earned"), found.get("undecided")), (&json!([]), None, None));
    // Paid twice by mistake: this period's comes back.
    facts["payments"] = json!([payment("b", "2025-04", 1000), payment("b", "2025-06", 1000)]);
    assert_eq!(amounts(&june(&policy, &facts)), [("e1", "b", "-1000.00")]);
    // Taken back in the other period: this one pays again.
    facts["payments"] = json!([payment("b", "2025-04", 1000), payment("b", "2025-04", -1000)]);
    assert_eq!(amounts(&june(&policy, &facts)), [("e1", "b", "1000.00")]);
    // Of a goal, whichever bonus was paid.
    policy["bonuses"][0]["goal"] = json!("g");
    let mut other = policy["bonuses"][0].clone();
    other["id"] = json!("a");
    policy["bonuses"].as_array_mut().unwrap().push(other);
    facts["payments"] = json!([payment("a", "2025-04", 1000)]);
    assert_eq!(june(&policy, &facts)["lines"], json!([]));
}

#[test]
fn bonuses_are_for_those_who_hold_a_position_on_the_last_day() {
    let policy = policy(&json!({"bonuses": [
        {"id": "b", "positions": ["sales"], "when": {"tenure": "company", "months": 1}, "amount": 10, "currency": "JPY"}]}));
    let mut facts = facts(&json!({}));
    assert_eq!(amounts(&june(&policy, &facts)), [("e1", "b", "10")]);
    facts["employees"][0]["positions"][0]["to"] = json!("2025-06-29");
    assert_eq!(june(&policy, &facts)["lines"], json!([]));
    facts["employees"][0]["positions"] = json!([{"position": "designer", "from": "2024-01-01"}]);
    assert_eq!(june(&policy, &facts)["lines"], json!([]));
}

// Ratings are read from the period's result, totals of earlier periods too.
#[test]
fn conditions_read_ratings() {
    let policy = rated(&json!({"bonuses": [
        {"id": "b", "when": {"rating": "excellent", "window": {"consecutive": 2}}, "amount": 500, "currency": "CNY"}]}));
    let facts = facts(&json!({"observations": [observed("work", "2025-05", 95), observed("work", "2025-06", 90)]}));
    assert_eq!(amounts(&june(&policy, &facts)), [("e1", "b", "500.00")]);
}

fn by_rating() -> Value {
    json!([{"id": "raise", "currency": "CNY", "pays": {"kind": "rating", "ratings": [
        {"band": "excellent", "percent": "10%"}, {"band": "unsatisfactory", "course": "basics"}]}}])
}

fn pay(base: &str, bonus_base: &str) -> Value {
    json!([{"employee": "e1", "from": "2024-01-01", "base": base, "bonus_base": bonus_base, "hours": 174, "currency": "CNY"}])
}

// I4: excellent is +10 %, unsatisfactory a training course.
#[test]
fn ratings_change_pay() {
    let policy = rated(&json!({"pay_rules": by_rating()}));
    let mut facts = facts(&json!({"observations": [observed("work", "2025-06", 95)], "pay": pay("12345.67", "3000")}));
    let found = june(&policy, &facts);
    // 1 234.567 is 1 234.57.
    let line = &found["lines"][0];
    assert_eq!(
        (&line["amount"], &line["due_unrounded"], &line["kind"]),
        (&json!("1234.57"), &json!("1234.567"), &json!("rating"))
    );
    assert_eq!(line["inputs"], json!({"pay": "12345.67", "percent": "10", "band": "excellent"}));
    let told = answer(&policy, &facts, &json!({"period": "2025-06", "lang": "en"}));
    assert_eq!(told["lines"][0]["text"], "“raise”: 1234.57 CNY = 12345.67 CNY × 10%; rating “excellent”");
    // 50 points: a course, and no money.
    facts["observations"][0]["value"] = json!(50);
    let found = june(&policy, &facts);
    let line = &found["lines"][0];
    assert_eq!((&line["amount"], &line["course"]), (&json!("0.00"), &json!("basics")));
    let told = answer(&policy, &facts, &json!({"period": "2025-06", "lang": "zh"}));
    assert_eq!(told["lines"][0]["text"], "“raise”：0.00 CNY；评级“unsatisfactory”；须完成课程“基础课”");
    // A band that is not listed brings nothing.
    facts["observations"][0]["value"] = json!(70);
    let found = june(&policy, &facts);
    assert_eq!((amounts(&found), open(&found)), (vec![], vec![]));
    // Without a result, or without pay, nobody knows.
    facts["observations"] = json!([]);
    assert_eq!(open(&june(&policy, &facts)), [("e1", "raise", "rating")]);
    facts["observations"] = json!([observed("work", "2025-06", 95)]);
    facts["pay"] = json!([]);
    assert_eq!(open(&june(&policy, &facts)), [("e1", "raise", "pay")]);
    // Who is not scored has no rating, and nothing is due.
    facts["employees"][0]["positions"][0]["position"] = json!("cleaner");
    facts["observations"] = json!([]);
    let found = june(&policy, &facts);
    assert_eq!((amounts(&found), open(&found)), (vec![], vec![]));
}

// I4: the performance coefficient times the bonus base.
#[test]
fn coefficients_multiply_the_bonus_base() {
    let mut policy = rated(&json!({"pay_rules": [{"id": "c", "currency": "CNY", "pays": {"kind": "coefficient"}}]}));
    let mut facts = facts(&json!({"observations": [observed("work", "2025-06", 95)], "pay": pay("8000", "3000")}));
    let found = june(&policy, &facts);
    assert_eq!(amounts(&found), [("e1", "c", "3600.00")]);
    assert_eq!(found["lines"][0]["inputs"], json!({"pay": "3000.00", "coefficient": "1.2"}));
    facts["observations"][0]["value"] = json!(50);
    assert_eq!(amounts(&june(&policy, &facts)), [("e1", "c", "2400.00")]);
    // With attendance: 20 of 22 days of 2 400 is 2 181.818…
    policy["pay_rules"][0]["pays"] = json!({"kind": "coefficient", "attendance": true});
    assert_eq!(open(&june(&policy, &facts)), [("e1", "c", "attendance")]);
    facts["attendance"] =
        json!([{"employee": "e1", "period": "2025-06", "days_due": 22, "days_absent": 2, "record": "a"}]);
    let found = june(&policy, &facts);
    assert_eq!(amounts(&found), [("e1", "c", "2181.82")]);
    let inputs = &found["lines"][0]["inputs"];
    assert_eq!(
        inputs["attendance"],
        json!({"days_due": "22", "days_absent": "2", "factor": "0.9091", "factor_exact": "10/11"})
    );
    assert_eq!(inputs["records"], json!(["a"]));
    facts["attendance"][0]["days_due"] = json!(0);
    facts["attendance"][0]["days_absent"] = json!(0);
    assert_eq!(open(&june(&policy, &facts)), [("e1", "c", "attendance")]);
    facts["observations"] = json!([]);
    assert_eq!(open(&june(&policy, &facts)), [("e1", "c", "coefficient")]);
    // Of the base, as the rule says; pay that comes into force on the last day counts.
    policy["pay_rules"][0]["pays"] = json!({"kind": "coefficient", "of": "base"});
    facts["observations"] = json!([observed("work", "2025-06", 70)]);
    facts["pay"] = json!([{"employee": "e1", "from": "2025-07-01", "base": 3, "currency": "CNY"},
        {"employee": "e1", "from": "2025-06-30", "base": 2, "currency": "CNY"},
        {"employee": "e1", "from": "2024-01-01", "base": 1, "currency": "CNY"}]);
    assert_eq!(amounts(&june(&policy, &facts)), [("e1", "c", "2.00")]);
}

// I4: days absent and overtime. 8 700 for 174 hours is 50 an hour, 75 at 150 %; 8 700 for 22 days is 395.4545… a day.
#[test]
fn overtime_and_absence_count() {
    let policy = policy(&json!({"pay_rules": [
        {"id": "over", "currency": "CNY", "pays": {"kind": "overtime", "rate": "150%"}},
        {"id": "off", "currency": "CNY", "pays": {"kind": "absence"}}]}));
    let mut facts = facts(&json!({"pay": pay("8700", "0"), "attendance": [{"employee": "e1", "period": "2025-06",
        "days_due": 22, "days_absent": "1.5", "overtime_hours": 10, "record": "a"}]}));
    let found = answer(&policy, &facts, &json!({"period": "2025-06", "lang": "en"}));
    // 1.5 × 395.4545… is 593.1818…
    assert_eq!(amounts(&found), [("e1", "over", "750.00"), ("e1", "off", "-593.18")]);
    assert_eq!(
        found["lines"][0]["inputs"],
        json!({"pay": "8700.00", "overtime": {"hours": "10", "of": "174", "rate": "150"}, "records": ["a"]})
    );
    assert_eq!(found["lines"][0]["text"], "“over”: 750.00 CNY = 8700.00 CNY ÷ 174 h × 10 h × 150%");
    assert_eq!(found["lines"][1]["text"], "“off”: -593.18 CNY = -8700.00 CNY × 1.5/22 days absent");
    assert_eq!(found["totals"], json!([{"currency": "CNY", "lines": 2, "amount": "156.82"}]));
    // Half of it.
    let mut half = policy.clone();
    half["pay_rules"][1]["pays"]["rate"] = json!("50%");
    assert_eq!(amounts(&june(&half, &facts))[1], ("e1", "off", "-296.59"));
    // Without hours nobody knows what an hour is worth; without overtime that does not matter.
    facts["pay"][0].as_object_mut().unwrap().remove("hours");
    assert_eq!(open(&june(&policy, &facts)), [("e1", "over", "hours")]);
    facts["attendance"][0]["overtime_hours"] = json!(0);
    assert_eq!(open(&june(&policy, &facts)), []);
    facts["attendance"] = json!([]);
    assert_eq!(open(&june(&policy, &facts)), [("e1", "over", "attendance"), ("e1", "off", "attendance")]);
}

// A rule is for those who are paid in its currency.
#[test]
fn pay_in_another_currency_is_another_rule() {
    let rule = |currency: &str| json!({"id": currency, "currency": currency, "pays": {"kind": "absence"}});
    let policy = policy(&json!({"pay_rules": [rule("CNY"), rule("JPY")]}));
    let facts = facts(&json!({"pay": [{"employee": "e1", "from": "2024-01-01", "base": 1000, "currency": "JPY"}],
        "attendance": [{"employee": "e1", "period": "2025-06", "days_due": 3, "days_absent": 1}]}));
    let found = june(&policy, &facts);
    assert_eq!((amounts(&found), open(&found)), (vec![("e1", "JPY", "-333")], vec![]));
}

// A quarter is the mean of its months: 95, 95 and 80 are 90, excellent.
#[test]
fn longer_periods_have_rules_of_their_own() {
    let mut rules = by_rating();
    rules[0]["every"] = json!("quarter");
    let policy = rated(&json!({"pay_rules": rules}));
    let facts = facts(&json!({"pay": pay("1000", "0"), "observations": [
        observed("work", "2025-04", 95), observed("work", "2025-05", 95), observed("work", "2025-06", 80)]}));
    assert_eq!(june(&policy, &facts)["lines"], json!([]));
    // By days: (30 × 95 + 31 × 95 + 30 × 80) ÷ 91 is 90.05….
    let found = answer(&policy, &facts, &json!({"period": "2025-Q2"}));
    assert_eq!(amounts(&found), [("e1", "raise", "100.00")]);
}

/// A policy that pays everyone in a month what is observed as `amount` percent of a base of 100.
fn budget(amount: &Value) -> (Value, Value) {
    let bonus = |id: &str, mark: u32, amount: Value| json!({"id": id, "when": {"tenure": "company", "months": mark}, "amount": amount, "currency": "CNY"});
    let policy = policy(&json!({
        "units": [{"id": "all"}, {"id": "north", "parent": "all"}, {"id": "south", "parent": "all"}],
        "bonuses": [bonus("b", 1, json!(50)), bonus("a", 12, json!(25))],
        "budgets": [{"id": "pot", "rules": ["b"], "amount": amount, "currency": "CNY"}]}));
    let person = |id: &str, unit: &str| json!({"id": id, "positions": [{"position": "sales", "unit": unit, "from": "2025-01-01"}]});
    (policy, json!({"employees": [person("c", "north"), person("b", "south"), person("a", "north")]}))
}

#[test]
fn three_people_share_a_hundred() {
    let (mut policy, facts) = budget(&json!("100.00"));
    let found = june(&policy, &facts);
    // a comes first, whatever the order of the facts.
    assert_eq!(amounts(&found), [("c", "b", "33.33"), ("b", "b", "33.33"), ("a", "b", "33.34")]);
    assert_eq!((&found["lines"][0]["due"], &found["lines"][0]["before_budget"]), (&json!("33.33"), &json!("50.00")));
    assert_eq!(
        found["budgets"],
        json!([{"id": "pot", "amount": "100.00", "currency": "CNY", "asked": "150.00", "paid": "100.00", "lines": 3, "scaled": true}])
    );
    // Asked about one, the others still take their part.
    let one = answer(&policy, &facts, &json!({"period": "2025-06", "employees": ["b"]}));
    assert_eq!(amounts(&one), [("b", "b", "33.33")]);
    let none = answer(&policy, &facts, &json!({"period": "2025-06", "rules": ["a"]}));
    assert_eq!((none.get("budgets"), amounts(&none)), (None, vec![]));
    // Enough: nothing is scaled.
    policy["budgets"][0]["amount"] = json!(150);
    let found = june(&policy, &facts);
    assert_eq!(amounts(&found), [("c", "b", "50.00"), ("b", "b", "50.00"), ("a", "b", "50.00")]);
    assert_eq!((&found["budgets"][0]["scaled"], found["lines"][0].get("before_budget")), (&json!(false), None));
    // The unit has 60 for two people.
    policy["budgets"][0]["amount"] = json!("59.99");
    policy["budgets"][0]["unit"] = json!("north");
    let found = june(&policy, &facts);
    assert_eq!(amounts(&found), [("c", "b", "29.99"), ("b", "b", "50.00"), ("a", "b", "30.00")]);
    // Of the whole company: all units lie below it.
    policy["budgets"][0]["unit"] = json!("all");
    assert_eq!(june(&policy, &facts)["budgets"][0]["lines"], 3);
}

#[test]
fn budgets_follow_each_other() {
    let (mut policy, mut facts) = budget(&json!(120));
    facts["employees"].as_array_mut().unwrap().truncate(2);
    facts["employees"][0]["positions"][0]["from"] = json!("2024-01-01");
    let pot =
        |id: &str, rules: Value, amount: u32| json!({"id": id, "rules": rules, "amount": amount, "currency": "CNY"});
    policy["budgets"] = json!([pot("first", json!(["b"]), 60), pot("second", json!(["b", "a"]), 45)]);
    let found = june(&policy, &facts);
    // c 50 and b 50 become 30 and 30; with c's 25 of the other rule 85 share 45: 15.88, 15.88 and 13.24 (13.235…).
    assert_eq!(amounts(&found), [("c", "b", "15.88"), ("c", "a", "13.24"), ("b", "b", "15.88")]);
    let before = |at: usize| found["lines"][at]["before_budget"].as_str().unwrap();
    assert_eq!((before(0), before(1)), ("50.00", "25.00"));
    let [first, second] = [0, 1].map(|at| found["budgets"][at].clone());
    assert_eq!(
        (&first["asked"], &first["paid"], &second["asked"], &second["paid"]),
        (&json!("100.00"), &json!("60.00"), &json!("85.00"), &json!("45.00"))
    );
}

#[test]
fn budgets_say_what_is_open_and_refuse_other_currencies() {
    let (mut policy, mut facts) = budget(&json!(40));
    policy["bonuses"][0]["when"] = json!({"metric": "conversion", "at_least": 5});
    facts["observations"] = json!([{"metric": "conversion", "employee": "a", "period": "2025-06", "value": 6},
        {"metric": "conversion", "employee": "b", "period": "2025-06", "value": 4}]);
    let found = june(&policy, &facts);
    assert_eq!(amounts(&found), [("a", "b", "40.00")]);
    assert_eq!(
        found["budgets"],
        json!([{"id": "pot", "amount": "40.00", "currency": "CNY", "asked": "50.00", "paid": "40.00", "lines": 1, "scaled": true,
            "undecided": true}])
    );
    // Two currencies are never added.
    policy["bonuses"][0]["currency"] = json!("USD");
    let problems = Engine::compile(policy.to_string().as_bytes()).unwrap_err();
    let problems: Vec<(String, &str)> = problems.iter().map(|p| (p.code.to_string(), p.pointer.as_str())).collect();
    assert_eq!(problems, [("currency_mismatch".to_owned(), "/budgets/0/rules/0")]);
}

// Each bad record is told in place and left out.
#[test]
fn bad_pay_and_attendance_is_left_out() {
    let policy = policy(&json!({"pay_rules": [{"id": "off", "currency": "CNY", "pays": {"kind": "absence"}}]}));
    let pay = |employee: &str, from: &str, more: &Value| {
        let mut record = json!({"employee": employee, "from": from, "currency": "CNY"});
        record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        record
    };
    let attended = |employee: &str, period: &str, due: &str, absent: &str, hours: &str| json!({"employee": employee, "period": period, "days_due": due, "days_absent": absent, "overtime_hours": hours});
    let facts = facts(&json!({
        "pay": [
            pay("e1", "2025-02-01", &json!({"base": 3000})), pay("e1", "2025-02-01", &json!({"base": 4000})),
            pay("e9", "2025-03-01", &json!({})), pay("e1", "2025-03-02", &json!({"hours": 0})),
            pay("e1", "2025-03-03", &json!({"base": -1, "bonus_base": "0.001"})), pay("e1", "2025-03-04", &json!({"currency": "USD"}))],
        "attendance": [
            attended("e1", "2025-06", "30", "1", "0"), attended("e1", "2025-06", "30", "2", "0"),
            attended("e9", "2025-06", "30", "2", "0"), attended("e1", "2025-07", "-1", "0", "0"),
            attended("e1", "2025-07", "3", "4", "0"), attended("e1", "2025-07", "3", "-1", "-2")]}));
    let found = june(&policy, &facts);
    let problems = found["problems"].as_array().unwrap().iter();
    let problems: Vec<(&str, &str)> =
        problems.map(|problem| (word(problem, "code"), word(problem, "pointer"))).collect();
    assert_eq!(
        problems,
        [
            ("reference_unknown", "/pay/2/employee"),
            ("number_out_of_range", "/pay/3/hours"),
            ("number_out_of_range", "/pay/4/base"),
            ("currency_mismatch", "/pay/5/currency"),
            ("id_duplicate", "/pay/1"),
            ("reference_unknown", "/attendance/2/employee"),
            ("number_out_of_range", "/attendance/3/days_due"),
            ("number_out_of_range", "/attendance/4/days_absent"),
            ("number_out_of_range", "/attendance/5/days_absent"),
            ("number_out_of_range", "/attendance/5/overtime_hours"),
            ("id_duplicate", "/attendance/1"),
        ]
    );
    // The first of each counts: a thirtieth of 3 000.
    assert_eq!(amounts(&found), [("e1", "off", "-100.00")]);
}

// What conditions of bonuses, modifiers and alerts read is used.
#[test]
fn what_money_reads_is_not_idle() {
    let mut policy = policy(&json!({"awards": [{"id": "star"}], "event_kinds": [{"id": "fair"}],
        "courses": [{"id": "basics"}], "metrics": [
            {"id": "conversion", "unit": "percent", "direction": "higher", "source": "shop"},
            {"id": "calls", "unit": "count", "direction": "higher", "source": "shop"}]}));
    let advice = |policy: &Value| {
        let engine = Engine::compile_with(policy.to_string().as_bytes(), Limits::default()).unwrap();
        let advice: Vec<String> =
            engine.lint().advice.into_iter().map(|item| format!("{} {}", item.code, item.pointer)).collect();
        advice.into_iter().filter(|item| item.contains("unused")).collect::<Vec<_>>()
    };
    let all = [
        "metric_unused /metrics/0",
        "metric_unused /metrics/1",
        "credential_unused /courses/0",
        "credential_unused /awards/0",
        "event_kind_unused /event_kinds/0",
    ];
    assert_eq!(advice(&policy), all);
    policy["bonuses"] =
        json!([{"id": "b", "when": {"all": [growth(), {"award": "star"}]}, "amount": 1, "currency": "CNY"}]);
    policy["commissions"] = json!([{"id": "c", "currency": "CNY", "tiers": {"apply": "whole", "steps": [{"rate": "1%"}]},
        "modifiers": [{"id": "m", "when": {"event": "fair", "at_least": 1}, "factor": 2}]}]);
    policy["alerts"] = json!([{"id": "a", "audience": ["employee"], "when": {"metric": "calls", "less_than": 3}}]);
    policy["points"] = json!({"earn": [{"id": "e", "course": "basics", "points": 1}]});
    assert_eq!(advice(&policy), Vec::<String>::new());
}
