//! Commissions by hand.

use serde_json::{Value, json};

use crate::{Engine, Limits};

fn ask(policy: &Value, facts: &Value, request: &Value) -> Value {
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let (facts, request) = (facts.to_string(), request.to_string());
    let text = crate::document::payouts(&engine, facts.as_bytes(), request.as_bytes()).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn policy(commission: &Value) -> Value {
    let mut own = json!({"id": "c", "currency": "CNY", "tiers": {"apply": "whole", "steps": [
        {"upto": 100_000, "rate": "2%"}, {"rate": "3%"}]}});
    for (name, value) in commission.as_object().unwrap() {
        own[name] = value.clone();
    }
    json!({
        "schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [
            {"id": "gmv", "unit": "money", "currency": "CNY", "direction": "higher"},
            {"id": "csat", "unit": "score", "direction": "higher"},
            {"id": "team", "unit": "money", "currency": "CNY", "direction": "higher", "level": "unit"}],
        "scorecards": [], "units": [{"id": "north"}, {"id": "south"}],
        "positions": [{"id": "sales"}, {"id": "clerk"}], "commissions": [own]
    })
}

fn tiers(apply: &str, steps: &Value) -> Value {
    json!({"tiers": {"apply": apply, "steps": steps}})
}

fn person(id: &str) -> Value {
    json!({"id": id, "positions": [{"position": "sales", "unit": "north", "from": "2020-01-01"}]})
}

fn sale(id: &str, employee: &str, date: &str, amount: &str) -> Value {
    json!({"id": id, "employee": employee, "date": date, "amount": amount, "currency": "CNY", "record": format!("r-{id}")})
}

fn back(id: &str, of: &str, date: &str, amount: &str) -> Value {
    json!({"id": id, "returns": of, "date": date, "amount": amount, "currency": "CNY"})
}

fn facts(people: &[&str], sales: &[Value]) -> Value {
    json!({"employees": people.iter().map(|id| person(id)).collect::<Vec<_>>(), "sales": sales})
}

fn june(policy: &Value, facts: &Value) -> Value {
    ask(policy, facts, &json!({"period": "2025-06"}))
}

/// Employees, amounts and problems of an answer.
fn amounts(answer: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let lines = answer["lines"].as_array().unwrap();
    assert_eq!(answer["problems"], json!([]));
    lines.iter().map(|line| (text(&line["employee"]), text(&line["amount"]))).collect()
}

/// What one sale in June pays one person.
fn pays(commission: &Value, amount: &str) -> String {
    let answer = june(&policy(commission), &facts(&["a"], &[sale("s", "a", "2025-06-10", amount)]));
    amounts(&answer).first().map_or_else(|| "nothing".to_owned(), |(_, amount)| amount.clone())
}

fn problems(answer: &Value) -> Vec<(&str, &str)> {
    let list = answer["problems"].as_array().unwrap();
    list.iter().map(|problem| (problem["code"].as_str().unwrap(), problem["pointer"].as_str().unwrap())).collect()
}

// I2: 2 % up to 100 000, 3 % beyond: on the part above or on the whole.
#[test]
fn whole_or_above() {
    let steps = json!([{"upto": 100_000, "rate": "2%"}, {"rate": "3%"}]);
    assert_eq!(pays(&tiers("whole", &steps), "120000"), "3600.00");
    assert_eq!(pays(&tiers("marginal", &steps), "120000"), "2600.00");
    for apply in ["whole", "marginal"] {
        assert_eq!(pays(&tiers(apply, &steps), "100000"), "2000.00");
        assert_eq!(pays(&tiers(apply, &steps), "-500"), "-10.00");
        assert_eq!(pays(&tiers(apply, &steps), "0"), "nothing");
    }
    assert_eq!(pays(&tiers("whole", &steps), "100000.01"), "3000.00");
    assert_eq!(pays(&tiers("marginal", &steps), "100000.01"), "2000.00");
    assert_eq!(
        pays(&tiers("marginal", &json!([{"upto": 1000, "rate": 1}, {"upto": 5000, "rate": 2}, {"rate": 3}])), "2500"),
        "40.00"
    );
    assert_eq!(pays(&tiers("ramp", &steps), "50000"), "1250.00");
    assert_eq!(pays(&tiers("ramp", &steps), "100000"), "3000.00");
    assert_eq!(pays(&tiers("ramp", &steps), "200000"), "6000.00");
    // 0.125 rounds away from zero, and so does −0.125.
    assert_eq!(pays(&tiers("whole", &json!([{"rate": "12.5%"}])), "1.00"), "0.13");
    assert_eq!(pays(&tiers("whole", &json!([{"rate": "12.5%"}])), "-1.00"), "-0.13");
}

#[test]
fn a_line_shows_how_it_came_about() {
    let answer = june(
        &policy(&tiers("marginal", &json!([{"upto": 1000, "rate": 1}, {"upto": 5000, "rate": 2}, {"rate": 3}]))),
        &facts(&["a"], &[sale("s", "a", "2025-06-10", "1500.55"), sale("t", "a", "2025-06-30", "1000")]),
    );
    // 10 + 2 % of 1 500.55 = 30.011
    assert_eq!(
        answer["lines"],
        json!([{
        "employee": "a", "rule": "c", "kind": "commission", "posting": "payment", "amount": "40.01", "currency": "CNY",
        "due": "40.01", "due_unrounded": "40.011", "inputs": {
            "base": "2500.55", "sales": 2, "tier": 2,
            "parts": [{"from": "0.00", "upto": "1000.00", "base": "1000.00", "rate": "1", "pays": "10.00"},
                {"from": "1000.00", "upto": "5000.00", "base": "1500.55", "rate": "2", "pays": "30.01", "pays_exact": "30.011"}],
            "before": "40.01", "before_exact": "40.011", "records": ["r-s", "r-t"]}}])
    );
    assert_eq!(
        answer["rules"],
        json!([{"rule": "c", "kind": "commission", "currency": "CNY", "lines": 1, "amount": "40.01"}])
    );
    assert_eq!(answer["totals"], json!([{"currency": "CNY", "lines": 1, "amount": "40.01"}]));
}

#[test]
fn a_return_after_payment_takes_back() {
    let policy = |returns: &str| policy(&json!({"returns": returns}));
    let sold = sale("s", "a", "2025-06-10", "120000");
    let mut facts = facts(&["a"], &[sold, back("r", "s", "2025-07-05", "-30000")]);
    facts["payments"] = json!([{"rule": "c", "employee": "a", "period": "2025-06", "amount": "3600.00", "currency": "CNY", "record": "pay"}]);
    // In its own period: July's base is −30 000 at the first rate.
    let july = |policy: &Value| ask(policy, &facts, &json!({"period": "2025-07"}));
    assert_eq!(amounts(&june(&policy("when_returned"), &facts)), []);
    assert_eq!(amounts(&july(&policy("when_returned"))), [("a".to_owned(), "-600.00".to_owned())]);
    // In that of the sale: 90 000 at 2 % are 1 800, of which 3 600 were paid.
    let again = june(&policy("when_sold"), &facts);
    let line = &again["lines"][0];
    assert_eq!(
        (&line["amount"], &line["due"], &line["paid_before"]),
        (&json!("-1800.00"), &json!("1800.00"), &json!("3600.00"))
    );
    assert_eq!((&line["posting"], &line["inputs"]["records"]), (&json!("clawback"), &json!(["r-s", "pay"])));
    assert_eq!(amounts(&july(&policy("when_sold"))), []);
    // By sale it takes back what the sale paid, less what is paid on what is left: 1 800 − 3 600.
    let mut by_sale = policy("when_returned");
    by_sale["commissions"][0]["per"] = json!("sale");
    let july = july(&by_sale);
    assert_eq!(amounts(&july), [("a".to_owned(), "-1800.00".to_owned())]);
    assert_eq!(july["lines"][0]["inputs"]["each"], json!([{"sale": "r", "base": "-30000.00", "pays": "-1800.00"}]));
}

#[test]
fn three_sellers_share_to_the_cent() {
    let shares = |list: &[(&str, &str)]| {
        list.iter().map(|(id, percent)| json!({"employee": id, "percent": percent})).collect::<Vec<_>>()
    };
    let mut shared = sale("s", "", "2025-06-10", "10000");
    shared.as_object_mut().unwrap().remove("employee");
    shared["shares"] = json!(shares(&[("c", "33.34"), ("a", "33.33"), ("b", "33.33")]));
    let mut rule = tiers("whole", &json!([{"rate": "1%"}]));
    rule["per"] = json!("sale");
    let answer = june(&policy(&rule), &facts(&["a", "b", "c"], &[shared.clone()]));
    let expect = |list: [(&str, &str); 3]| list.map(|(id, amount)| (id.to_owned(), amount.to_owned()));
    assert_eq!(amounts(&answer), expect([("a", "33.33"), ("b", "33.33"), ("c", "33.34")]));
    assert_eq!(
        answer["lines"][0]["inputs"]["each"],
        json!([{"sale": "s", "base": "10000.00", "share": "33.33", "rate": "1", "pays": "33.33"}])
    );
    // 100.00 in equal parts: the first id gets the cent that is left, and so when it is taken back.
    let mut team = tiers("whole", &json!([{"rate": "1%"}]));
    team["per"] = json!("team");
    team["split"] = json!("equal");
    let answer = june(&policy(&team), &facts(&["c", "b", "a"], &[sale("s", "b", "2025-06-10", "10000")]));
    assert_eq!(amounts(&answer), expect([("c", "33.33"), ("b", "33.33"), ("a", "33.34")]));
    assert_eq!(answer["lines"][2]["unit"], "north");
    assert_eq!(
        answer["lines"][2]["inputs"]["team"],
        json!({"unit": "north", "members": 3, "base": "10000.00", "amount": "100.00", "weight": "1", "of": "3"})
    );
    let answer = june(&policy(&team), &facts(&["a", "b", "c"], &[sale("s", "b", "2025-06-10", "-10000")]));
    assert_eq!(amounts(&answer), expect([("a", "-33.34"), ("b", "-33.33"), ("c", "-33.33")]));
    // By own sales: 7 000, 2 000 and 1 000 of 10 000 earn 70, 20 and 10; who sold nothing has no line.
    team["split"] = json!("share");
    let sold = [
        sale("s", "a", "2025-06-10", "7000"),
        sale("t", "b", "2025-06-10", "2000"),
        sale("u", "c", "2025-06-10", "1000"),
    ];
    let answer = june(&policy(&team), &facts(&["a", "b", "c", "d"], &sold));
    assert_eq!(amounts(&answer), expect([("a", "70.00"), ("b", "20.00"), ("c", "10.00")]));
}

#[test]
fn mixed_currencies_are_refused() {
    let mut dollars = sale("s", "a", "2025-06-10", "100");
    dollars["currency"] = json!("USD");
    let mut wrong = back("r", "t", "2025-06-12", "-1");
    wrong["currency"] = json!("USD");
    let answer = june(&policy(&json!({})), &facts(&["a"], &[dollars, sale("t", "a", "2025-06-11", "100"), wrong]));
    assert_eq!(
        problems(&answer),
        [("currency_mismatch", "/sales/0/currency"), ("currency_mismatch", "/sales/2/currency")]
    );
    assert_eq!((&answer["lines"], &answer["undecided"][0]["why"]), (&json!([]), &json!("record")));
}

#[test]
fn bad_records_are_left_out() {
    let sold = |more: Value| {
        let mut own = sale("x", "a", "2025-06-10", "100");
        for (name, value) in more.as_object().unwrap() {
            own[name] = value.clone();
        }
        own
    };
    let nobody = {
        let mut own = sold(json!({"id": "s4"}));
        own.as_object_mut().unwrap().remove("employee");
        own
    };
    let shared = |id: &str, shares: Value| {
        let mut own = nobody.clone();
        own["id"] = json!(id);
        own["shares"] = shares;
        own
    };
    let list = [
        sale("s0", "a", "2025-06-10", "100"),
        sold(json!({"id": "s0"})),
        sold(json!({"id": "s2", "employee": "z"})),
        sold(json!({"id": "s3", "amount": "0.001"})),
        nobody.clone(),
        shared("s5", json!([{"employee": "a", "percent": 50}, {"employee": "a", "percent": 50}])),
        shared("s6", json!([{"employee": "a", "percent": 50}, {"employee": "b", "percent": "49.999"}])),
        shared("s7", json!([{"employee": "a", "percent": 50}, {"employee": "z", "percent": 50}])),
        back("s8", "s0", "2025-06-12", "-60"),
        back("s9", "s0", "2025-06-11", "-60"),
        back("t0", "s0", "2025-06-09", "-1"),
        back("t1", "s9", "2025-06-12", "-1"),
        back("t2", "zz", "2025-06-12", "-1"),
        back("t3", "s0", "2025-06-12", "1"),
        shared("t4", json!([{"employee": "a", "percent": 150}, {"employee": "b", "percent": -50}])),
        shared("t5", json!([{"employee": "a", "percent": 100}])),
        back("t6", "s2", "2025-06-12", "-1"),
    ];
    let mut list = list.to_vec();
    list[15]["employee"] = json!("b");
    let answer = june(&policy(&json!({})), &facts(&["a", "b"], &list));
    assert_eq!(
        problems(&answer),
        [
            ("id_duplicate", "/sales/1/id"),
            ("reference_unknown", "/sales/2/employee"),
            ("number_out_of_range", "/sales/3/amount"),
            ("field_missing", "/sales/4/employee"),
            ("id_duplicate", "/sales/5/shares/1/employee"),
            ("weights_sum", "/sales/6/shares"),
            ("reference_unknown", "/sales/7/shares/1/employee"),
            // 60 of 100 came back the day before.
            ("return_exceeds_sale", "/sales/8/amount"),
            ("return_exceeds_sale", "/sales/10/date"),
            ("return_exceeds_sale", "/sales/11/returns"),
            ("reference_unknown", "/sales/12/returns"),
            ("number_out_of_range", "/sales/13/amount"),
            ("number_out_of_range", "/sales/14/shares/1/percent"),
            ("value_mismatch", "/sales/15/employee"),
            ("reference_unknown", "/sales/16/returns"),
        ]
    );
    // What else either of them sold is not known.
    let open: Vec<_> = answer["undecided"].as_array().unwrap().iter().map(|open| &open["employee"]).collect();
    assert_eq!((&answer["lines"], open), (&json!([]), vec![&json!("a"), &json!("b")]));
}

#[test]
fn quality_multiplies() {
    let modifier = |on_unknown: &str| json!({"modifiers": [{"id": "quality", "when": {"metric": "csat", "less_than": 4}, "factor": "0.8", "on_unknown": on_unknown}]});
    let with = |value: Option<&str>, on_unknown: &str| {
        let mut facts = facts(&["a"], &[sale("s", "a", "2025-06-10", "100000")]);
        if let Some(value) = value {
            facts["observations"] = json!([{"metric": "csat", "employee": "a", "period": "2025-06", "value": value}]);
        }
        june(&policy(&modifier(on_unknown)), &facts)
    };
    assert_eq!(amounts(&with(Some("3.9"), "unknown")), [("a".to_owned(), "1600.00".to_owned())]);
    let met = with(Some("3.9"), "unknown");
    let told = &met["lines"][0]["inputs"];
    assert_eq!(
        (&told["before"], &told["modifiers"][0]["state"], &told["modifiers"][0]["factor"]),
        (&json!("2000.00"), &json!("met"), &json!("0.8"))
    );
    assert_eq!(amounts(&with(Some("4"), "unknown")), [("a".to_owned(), "2000.00".to_owned())]);
    assert_eq!(amounts(&with(None, "skip")), [("a".to_owned(), "2000.00".to_owned())]);
    let open = with(None, "unknown");
    assert_eq!(amounts(&open), []);
    assert_eq!(
        (&open["undecided"][0]["why"], &open["undecided"][0]["modifier"]),
        (&json!("modifier"), &json!("quality"))
    );
}

#[test]
fn floor_cap_guarantee_and_draw() {
    let bounded = |amount: &str| pays(&json!({"floor": 50, "cap": 2500}), amount);
    assert_eq!(
        [bounded("1000"), bounded("100000"), bounded("100001"), bounded("-1000")],
        ["50.00", "2000.00", "2500.00", "-20.00"]
    );
    // Half of June: 1 500 of 3 000.
    let mut half = facts(&["a"], &[sale("s", "a", "2025-06-20", "1000")]);
    half["employees"][0]["positions"][0]["from"] = json!("2025-06-16");
    let answer = june(&policy(&json!({"guarantee": 3000})), &half);
    assert_eq!(amounts(&answer), [("a".to_owned(), "1500.00".to_owned())]);
    let told = &answer["lines"][0]["inputs"];
    assert_eq!((&told["guarantee"], &told["days"], &told["of_days"]), (&json!("1500.00"), &json!(15), &json!(30)));
    // Without any sale as well, but not for who holds the position no more.
    assert_eq!(pays(&json!({"guarantee": 3000}), "0"), "3000.00");
    half["employees"][0]["positions"][0] = json!({"position": "sales", "from": "2020-01-01", "to": "2025-05-31"});
    half["sales"] = json!([sale("s", "a", "2025-05-20", "1000"), back("r", "s", "2025-06-20", "-1000")]);
    assert_eq!(amounts(&june(&policy(&json!({"guarantee": 3000})), &half)), [("a".to_owned(), "-20.00".to_owned())]);
    // A draw of 1 500 on 600 leaves 900 owed; 2 000 then give back 500 of what is above it.
    let drawn = |amount: &str, owed: &str| {
        let mut facts = facts(&["a"], &[sale("s", "a", "2025-06-10", amount)]);
        facts["draw_balances"] = json!([{"rule": "c", "employee": "a", "amount": owed, "currency": "CNY"}]);
        let answer = june(&policy(&json!({"draw": {"amount": 1500}})), &facts);
        let line = &answer["lines"][0];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        [text(&line["amount"]), text(&line["inputs"]["owed_before"]), text(&line["inputs"]["owed_after"])]
    };
    assert_eq!(drawn("30000", "0"), ["1500.00", "0.00", "900.00"]);
    assert_eq!(drawn("100000", "900"), ["1500.00", "900.00", "400.00"]);
    assert_eq!(drawn("100000", "200"), ["1800.00", "200.00", "0.00"]);
}

#[test]
fn a_metric_is_the_base() {
    let rule = json!({"metric": "gmv"});
    let mut facts = facts(&["a", "b"], &[]);
    facts["observations"] = json!([{"metric": "gmv", "employee": "a", "period": "2025-06", "value": "120000"}]);
    let answer = june(&policy(&rule), &facts);
    assert_eq!(amounts(&answer), [("a".to_owned(), "3600.00".to_owned())]);
    assert_eq!(answer["undecided"], json!([{"employee": "b", "rule": "c", "why": "metric", "metric": "gmv"}]));
    // A team's by days: 10 and 30 of 40.
    let mut facts = json!({"employees": [person("a"), person("b")], "observations": [{"metric": "team", "unit": "north", "period": "2025-06", "value": "100000"}]});
    facts["employees"][0]["positions"][0]["from"] = json!("2025-06-21");
    let answer = june(&policy(&json!({"metric": "team", "per": "team", "split": "days"})), &facts);
    assert_eq!(amounts(&answer), [("a".to_owned(), "500.00".to_owned()), ("b".to_owned(), "1500.00".to_owned())]);
}

#[test]
fn payments_for_which_nothing_is_due_come_back() {
    let mut facts = facts(&["a", "b"], &[sale("s", "a", "2025-06-10", "1000")]);
    let paid = |employee: &str, amount: &str, more: Value| {
        let mut own =
            json!({"rule": "c", "employee": employee, "period": "2025-06", "amount": amount, "currency": "CNY"});
        for (name, value) in more.as_object().unwrap() {
            own[name] = value.clone();
        }
        own
    };
    facts["payments"] = json!([
        paid("b", "7.50", json!({})),
        paid("a", "15", json!({})),
        paid("b", "0.50", json!({})),
        paid("a", "3", json!({"period": "2025-05"}))
    ]);
    let answer = june(&policy(&json!({})), &facts);
    assert_eq!(amounts(&answer), [("a".to_owned(), "5.00".to_owned()), ("b".to_owned(), "-8.00".to_owned())]);
    assert_eq!([&answer["lines"][0]["posting"], &answer["lines"][1]["posting"]], ["supplement", "clawback"]);
    assert_eq!(answer["totals"][0]["amount"], "-3.00");
    facts["payments"] = json!([
        paid("z", "1", json!({})),
        paid("a", "1", json!({"rule": "zz"})),
        paid("a", "1", json!({"currency": "USD"})),
        paid("a", "0.005", json!({}))
    ]);
    let answer = june(&policy(&json!({})), &facts);
    assert_eq!(
        problems(&answer),
        [
            ("reference_unknown", "/payments/0/employee"),
            ("reference_unknown", "/payments/1/rule"),
            ("currency_mismatch", "/payments/2/currency"),
            ("number_out_of_range", "/payments/3/amount")
        ]
    );
}

#[test]
fn only_those_asked_for() {
    let policy = policy(&json!({}));
    let facts = facts(&["a", "b"], &[sale("s", "a", "2025-06-10", "1000"), sale("t", "b", "2025-06-10", "1000")]);
    let one = ask(&policy, &facts, &json!({"period": "2025-06", "employees": ["b"], "detail": "totals"}));
    assert_eq!(
        one["lines"],
        json!([{"employee": "b", "rule": "c", "kind": "commission", "posting": "payment",
        "amount": "20.00", "currency": "CNY", "due": "20.00"}])
    );
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let refused = |request: &Value| {
        let facts = crate::Facts::parse(facts.to_string().as_bytes(), Limits::default()).unwrap();
        let problems = crate::document::payouts(&engine, b"{}", request.to_string().as_bytes()).unwrap_err();
        assert!(facts.problems().is_empty());
        problems.iter().map(|problem| (problem.code.to_string(), problem.pointer.clone())).collect::<Vec<_>>()
    };
    assert_eq!(
        refused(&json!({"period": "2025-06", "rules": ["c", "d"]})),
        [("reference_unknown".to_owned(), "/rules/1".to_owned())]
    );
    assert_eq!(refused(&json!({"period": "2025-W20"})), [("period_unsupported".to_owned(), "/period".to_owned())]);
    // No rule pays by quarter.
    assert_eq!(ask(&policy, &facts, &json!({"period": "2025-Q2"}))["rules"], json!([]));
}

#[test]
fn commissions_are_told_in_words() {
    let told = |commission: &Value, facts: &Value, lang: &str| {
        let answer = ask(&policy(commission), facts, &json!({"period": "2025-06", "lang": lang}));
        let list = if answer["lines"][0].is_null() { &answer["undecided"] } else { &answer["lines"] };
        list[0]["text"].as_str().unwrap().to_owned()
    };
    let sold = |amount: &str| facts(&["a"], &[sale("s", "a", "2025-06-10", amount)]);
    assert_eq!(told(&json!({}), &sold("120000"), "en"), "“c”: 3600.00 CNY = 120000.00 CNY × 3%");
    let name = json!({"name": {"zh": "销售提成"}});
    assert_eq!(told(&name, &sold("120000"), "zh"), "“销售提成”：3600.00 CNY = 120000.00 CNY × 3%");
    let marginal = tiers("marginal", &json!([{"upto": 100_000, "rate": "2%"}, {"rate": "3%"}]));
    let sum = "“c”: 2600.00 CNY = 100000.00 CNY × 2% + 20000.00 CNY × 3%";
    assert_eq!(told(&marginal, &sold("120000"), "en"), sum);
    let capped = told(&json!({"cap": 3000}), &sold("120000"), "en");
    assert_eq!(capped, "“c”: 3000.00 CNY; by the tiers 120000.00 CNY × 3% = 3600.00 CNY; cut at the cap");
    let drawn = json!({"draw": {"amount": 1500}});
    let text =
        "“c”：1500.00 CNY；阶梯提成 30000.00 CNY × 2% = 600.00 CNY；预支 1500.00 CNY；原欠 0.00 CNY；现欠 900.00 CNY";
    assert_eq!(told(&drawn, &sold("30000"), "zh"), text);
    let modifier =
        json!({"modifiers": [{"id": "quality", "when": {"metric": "csat", "less_than": 4}, "factor": "0.8"}]});
    let open = told(&modifier, &sold("100000"), "en");
    assert!(open.starts_with("“c”: not known yet whether “quality” applies"), "{open}");
    let mut poor = sold("100000");
    poor["observations"] = json!([{"metric": "csat", "employee": "a", "period": "2025-06", "value": "3.9"}]);
    assert_eq!(told(&modifier, &poor, "en"), "“c”: 1600.00 CNY = 100000.00 CNY × 2% × 0.8 (“quality”)");
    assert_eq!(told(&json!({"metric": "gmv"}), &sold("1"), "zh"), "“c”：“gmv”没有数值");
    let team = told(
        &json!({"per": "team", "split": "equal"}),
        &facts(&["a", "b"], &[sale("s", "a", "2025-06-10", "100000")]),
        "en",
    );
    assert_eq!(team, "“c”: 1000.00 CNY = 2000.00 CNY × 1/2");
}
