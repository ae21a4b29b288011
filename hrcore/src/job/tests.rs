//! The figures of positions: what may be decided (J2), what is done and how well (J1), and what is measured (J3).

use serde_json::{Value, json};

use crate::Engine;

fn engine(policy: &Value) -> Engine {
    Engine::compile(policy.to_string().as_bytes()).unwrap()
}

fn may(policy: &Value, facts: &Value, request: &Value) -> Value {
    let (facts, request) = (facts.to_string(), request.to_string());
    serde_json::from_str(&crate::document::may(&engine(policy), facts.as_bytes(), request.as_bytes()).unwrap()).unwrap()
}

fn refused(policy: &Value, facts: &Value, request: &Value) -> Vec<(String, String)> {
    let (facts, request) = (facts.to_string(), request.to_string());
    let problems = crate::document::may(&engine(policy), facts.as_bytes(), request.as_bytes()).unwrap_err();
    problems.iter().map(|problem| (problem.code.to_string(), problem.pointer.clone())).collect()
}

/// Advertising budget up to 10 000, price within ±5 %, refunds up to 50, restocking from 10 % below the safety level.
fn shop() -> Value {
    json!({
        "schema_version": "1.2", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [], "scorecards": [],
        "courses": [{"id": "finance"}],
        "actions": [
            {"id": "ads", "name": {"en": "advertising budget", "zh": "广告预算"}, "unit": "money", "currency": "CNY"},
            {"id": "price", "unit": "percent"}, {"id": "refund", "unit": "money", "currency": "CNY"},
            {"id": "restock", "unit": "percent"}, {"id": "sign", "requires": {"course": "finance"}},
            {"id": "post", "needs_authority": false, "unit": "count"}],
        "positions": [
            {"id": "operator", "name": {"en": "operations specialist", "zh": "运营专员"}, "reports_to": "supervisor", "authority": [
                {"action": "ads", "at_most": 10000}, {"action": "price", "within": 5}, {"action": "refund", "at_most": 50},
                {"action": "restock", "at_least": "10%"}]},
            {"id": "supervisor", "name": {"en": "operations supervisor", "zh": "运营主管"}, "reports_to": "manager",
                "authority": [{"action": "ads", "at_most": 20000}]},
            {"id": "manager", "authority": [{"action": "ads"}, {"action": "price", "within": 20}, {"action": "sign"}]}],
        "units": [{"id": "company"}, {"id": "north", "parent": "company"}, {"id": "south", "parent": "company"}]
    })
}

fn people() -> Value {
    let person = |id: &str, position: &str, unit: &str| json!({"id": id, "positions": [{"position": position, "unit": unit, "from": "2024-01-01"}]});
    json!({"employees": [person("e1", "operator", "north"), person("e2", "supervisor", "south"),
        person("e3", "supervisor", "north"), person("e4", "manager", "company"), {"id": "e5", "positions": []}]})
}

fn ask(action: &str, amount: &Value) -> Value {
    may(
        &shop(),
        &people(),
        &json!({"as_of": "2025-06-30", "employee": "e1", "action": action, "amount": amount, "lang": "zh"}),
    )
}

// J2: an amount at its limit is within it.
#[test]
fn the_limits_of_a_position() {
    let decided = |action: &str, amount: Value| {
        let report = ask(action, &amount);
        (report["decision"].as_str().unwrap().to_owned(), report["reasons"][0]["code"].as_str().unwrap().to_owned())
    };
    let own = ("yes".to_owned(), "within_authority".to_owned());
    let not = |decision: &str, code: &str| (decision.to_owned(), code.to_owned());
    assert_eq!(decided("ads", json!(10000)), own);
    assert_eq!(decided("ads", json!("10000.01")), not("goes_up", "above_limit"));
    assert_eq!((decided("price", json!("-5%")), decided("price", json!(5))), (own.clone(), own.clone()));
    assert_eq!(decided("price", json!("-5.01")), not("goes_up", "outside_range"));
    assert_eq!(decided("price", json!("20.5%")), not("no", "outside_range"));
    assert_eq!((decided("refund", json!(50)), decided("refund", json!(51))), (own.clone(), not("no", "above_limit")));
    assert_eq!((decided("restock", json!(10)), decided("restock", json!("9.9"))), (own, not("no", "below_limit")));
}

#[test]
fn it_goes_to_the_nearest_who_may() {
    let report = ask("ads", &json!(12000));
    assert_eq!(report["to"], json!({"position": "supervisor", "employees": ["e3"], "levels": 1}));
    assert_eq!(report["reasons"], json!([{"code": "above_limit", "limit": "10000.00"}]));
    assert_eq!(report["text"], "广告预算 12000.00 CNY 须报运营主管（e3）审批：超出上限 10000.00 CNY。");
    let report = ask("ads", &json!(20001));
    assert_eq!(report["to"], json!({"position": "manager", "employees": ["e4"], "levels": 2}));
    let report = ask("refund", &json!(60));
    assert_eq!((&report["decision"], report.get("to")), (&json!("no"), None));
    assert_eq!(report["reasons"], json!([{"code": "above_limit", "limit": "50.00"}, {"code": "nobody_above"}]));
    assert_eq!(ask("ads", &json!(9000))["text"], "可以：广告预算 9000.00 CNY 在运营专员的权限内。");
}

// Nobody of the own unit, nor of one above it: all who hold the position; a vacant one is named all the same.
#[test]
fn who_holds_the_position_above() {
    let mut people = people();
    people["employees"][2]["positions"][0]["to"] = json!("2025-01-31");
    let request = json!({"as_of": "2025-06-30", "employee": "e1", "action": "ads", "amount": 12000});
    assert_eq!(may(&shop(), &people, &request)["to"]["employees"], json!(["e2"]));
    people["employees"][1]["positions"][0]["to"] = json!("2025-01-31");
    assert_eq!(may(&shop(), &people, &request)["to"], json!({"position": "supervisor", "levels": 1}));
}

#[test]
fn the_gate_comes_first() {
    let mut people = people();
    let request =
        |who: &str, action: &str| json!({"as_of": "2025-06-30", "employee": who, "action": action, "lang": "en"});
    let report = may(&shop(), &people, &request("e4", "sign"));
    assert_eq!((&report["decision"], &report["reasons"]), (&json!("no"), &json!([{"code": "gate_closed"}])));
    assert_eq!(report["gate"]["state"], "unmet");
    people["achievements"] = json!([{"employee": "e4", "course": "finance", "date": "2025-01-01"},
        {"employee": "e1", "course": "finance", "date": "2025-01-01"}]);
    let report = may(&shop(), &people, &request("e4", "sign"));
    assert_eq!((&report["decision"], &report["gate"]["state"]), (&json!("yes"), &json!("met")));
    let report = may(&shop(), &people, &request("e1", "sign"));
    assert_eq!((&report["decision"], &report["reasons"]), (&json!("goes_up"), &json!([{"code": "no_authority"}])));
    assert_eq!(report["to"], json!({"position": "manager", "employees": ["e4"], "levels": 2}));
    let report = may(&shop(), &people, &request("e1", "post"));
    assert_eq!((&report["decision"], &report["reasons"]), (&json!("yes"), &json!([{"code": "no_authority_needed"}])));
    let report = may(&shop(), &people, &request("e5", "post"));
    assert_eq!((&report["decision"], &report["reasons"]), (&json!("no"), &json!([{"code": "no_position"}])));
}

// Of several conditions the sentence names those that do not hold, not how many.
#[test]
fn a_shut_gate_says_what_is_missing() {
    let mut shop = shop();
    let names = json!([{"id": "finance", "name": {"en": "Finance", "zh": "财务"}}, {"id": "law", "name": {"en": "Law", "zh": "法务"}},
        {"id": "tax", "name": {"en": "Tax", "zh": "税务"}}]);
    shop["courses"] = names;
    let sign = shop["actions"].as_array().unwrap().iter().position(|action| action["id"] == "sign").unwrap();
    shop["actions"][sign]["name"] = json!({"en": "contracts", "zh": "签订合同"});
    shop["actions"][sign]["requires"] =
        json!({"all": [{"course": "finance"}, {"all": [{"course": "law"}, {"course": "tax"}]}]});
    let mut people = people();
    people["achievements"] = json!([{"employee": "e4", "course": "law", "date": "2025-01-01"}]);
    let text = |lang: &str| {
        let request = json!({"as_of": "2025-06-30", "employee": "e4", "action": "sign", "lang": lang});
        may(&shop, &people, &request)["text"].clone()
    };
    assert_eq!(
        text("en"),
        "No: contracts is not open yet. course “Finance” completed: not yet; course “Tax” completed: not yet."
    );
    assert_eq!(text("zh"), "不可以：签订合同的条件尚未满足。完成课程“财务”：尚未完成；完成课程“税务”：尚未完成。");
}

#[test]
fn bad_requests_are_refused_in_place() {
    let of = |more: &Value| {
        let mut request = json!({"as_of": "2025-06-30", "employee": "e1", "action": "ads"});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        refused(&shop(), &people(), &request)
    };
    let one = |code: &str, place: &str| vec![(code.to_owned(), place.to_owned())];
    assert_eq!(of(&json!({})), one("field_missing", "/amount"));
    assert_eq!(of(&json!({"amount": "5%"})), one("percent_not_allowed", "/amount"));
    assert_eq!(of(&json!({"action": "sign", "amount": 5})), one("unit_mismatch", "/amount"));
    assert_eq!(of(&json!({"amount": 5, "currency": "USD"})), one("currency_mismatch", "/currency"));
    assert_eq!(
        of(&json!({"action": "adds", "employee": "x"})),
        [one("reference_unknown", "/action"), one("reference_unknown", "/employee")].concat()
    );
}

/// Customer service: replies within 30 s for 90 %, complaints closed in 24 h, two campaigns a month, sales +15 %.
fn service() -> Value {
    let line = |id: &str, metric: &str, weight: u32| json!({"id": id, "metric": metric, "weight": weight, "target": 90, "method": {"kind": "ratio"}});
    json!({
        "schema_version": "1.2", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [
            {"id": "replies", "name": {"en": "replies within 30 s", "zh": "30 秒内回复率"}, "unit": "percent", "direction": "higher"},
            {"id": "hours", "name": {"en": "hours to close a complaint", "zh": "投诉处理时长"}, "unit": "hour", "direction": "lower"},
            {"id": "sales", "name": {"en": "sales", "zh": "销售额"}, "unit": "money", "currency": "CNY", "direction": "higher"},
            {"id": "growth", "unit": "percent", "direction": "higher",
                "growth": {"of": "sales", "versus": "previous", "change": "relative"}},
            {"id": "attitude", "unit": "score", "direction": "higher"}],
        "scorecards": [{"id": "card", "sections": [{"id": "s", "lines": [
            line("r", "replies", 50), line("g", "growth", 30), line("a", "attitude", 20)]}]}],
        "courses": [{"id": "tone", "name": {"en": "Tone of voice", "zh": "沟通话术"}}],
        "training": [{"id": "t", "positions": ["service"], "courses": ["tone"]}],
        "actions": [{"id": "refund", "name": {"en": "refunds", "zh": "退款"}, "unit": "money", "currency": "CNY"},
            {"id": "price", "name": {"en": "price changes", "zh": "调价"}, "unit": "percent"}],
        "positions": [{"id": "service", "name": {"en": "customer service", "zh": "客服专员"}, "scorecard": "card",
            "purpose": {"en": "keeps customers content", "zh": "让客户满意"},
            "duties": [
                {"id": "reply", "name": {"en": "answer customers", "zh": "回复客户"}, "frequency": {"every": "day"},
                    "standard": {"metric": "replies", "value": 90}},
                {"id": "complaints", "name": {"en": "close complaints", "zh": "处理投诉"}, "frequency": {"every": "case"},
                    "standard": {"metric": "hours", "comparison": "at_most", "value": 24}},
                {"id": "campaigns", "name": {"en": "plan campaigns", "zh": "策划活动"}, "frequency": {"every": "month", "times": 2},
                    "note": {"en": "with the designers", "zh": "与美工共同完成"}}],
            "objectives": [{"id": "more", "metric": "sales", "growth": {"versus": "previous", "change": "relative"},
                "value": "15%", "every": "quarter"}],
            "authority": [{"action": "refund", "at_most": 50}, {"action": "price", "within": "5%"}]}]
    })
}

// J1 and J3.
#[test]
fn a_job_description() {
    let of = |lang: &str| -> Value {
        let request = json!({"as_of": "2025-06-30", "lang": lang}).to_string();
        let text = crate::document::jobs(&engine(&service()), b"", request.as_bytes()).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()["positions"][0].clone()
    };
    let (english, chinese) = (of("en"), of("zh"));
    let texts = |job: &Value, list: &str| -> Vec<String> {
        job[list].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        texts(&english, "duties"),
        [
            "answer customers: every day, replies within 30 s ≥ 90%",
            "close complaints: whenever it comes up, hours to close a complaint ≤ 24 h",
            "plan campaigns: twice a month, with the designers"
        ]
    );
    assert_eq!(
        texts(&chinese, "duties"),
        [
            "回复客户：每天 1 次，30 秒内回复率 ≥90%",
            "处理投诉：按需，投诉处理时长 ≤24 小时",
            "策划活动：每月 2 次，与美工共同完成"
        ]
    );
    assert_eq!(texts(&english, "authority"), ["refunds: up to 50.00 CNY", "price changes: within ±5%"]);
    assert_eq!(texts(&chinese, "authority"), ["退款：不超过 50.00 CNY", "调价：±5% 以内"]);
    assert_eq!(texts(&english, "objectives"), ["sales growth ≥ 15%, every quarter"]);
    assert_eq!(texts(&chinese, "objectives"), ["销售额环比增长 ≥15%，每季度"]);
    assert_eq!((&english["name"], &chinese["purpose"]), (&json!("customer service"), &json!("让客户满意")));
    assert_eq!(english["courses"], json!(["tone"]));
    assert_eq!(english["duties"][0]["lines"], json!(["r"]));
    // The line of growth measures the objective about what grows.
    assert_eq!(english["objectives"][0]["lines"], json!(["g"]));
    assert_eq!(
        english["indicators"][1],
        json!({"line": "g", "metric": "growth", "weight": "30", "target": "90", "measures": ["more"]})
    );
    assert_eq!((&english["without_indicator"], &english["without_objective"]), (&json!(["complaints"]), &json!(["a"])));
    assert_eq!(chinese["text"].as_str().unwrap().lines().last(), Some("无对应目标：a"));
    let advice = engine(&service()).lint().advice;
    let found: Vec<(&str, &str)> = advice
        .iter()
        .map(|item| (item.code, item.pointer.as_str()))
        .filter(|(code, _)| code.contains("without"))
        .collect();
    assert_eq!(
        found,
        [
            ("objective_without_indicator", "/positions/0/duties/1"),
            ("indicator_without_objective", "/scorecards/0/sections/0/lines/2")
        ]
    );
}

// A position without objectives has none to miss, one without a scorecard no indicator.
#[test]
fn nothing_is_missed_where_nothing_is_stated() {
    let mut policy = service();
    policy["positions"].as_array_mut().unwrap().push(json!({"id": "plain", "scorecard": "card"}));
    policy["positions"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "bare", "objectives": [{"id": "o", "metric": "sales", "value": 1}]}));
    let request = crate::request::JobsRequest::new("2025-06-30".parse().unwrap());
    let report = engine(&policy).jobs(&request).unwrap();
    for job in &report.positions[1..] {
        assert!(job.without_indicator.is_empty() && job.without_objective.is_empty());
    }
}

#[test]
fn bad_positions_are_refused_in_place() {
    let mut policy = service();
    policy["actions"] = json!([{"id": "a"}, {"id": "a"}, {"id": "m", "unit": "money"}, {"id": "l", "unit": "label"},
        {"id": "p", "unit": "percent", "currency": "CNY", "positions": ["x"], "requires": {"course": "y"}}]);
    policy["positions"][0]["authority"] = json!([{"action": "a", "at_most": 1}, {"action": "z"},
        {"action": "p", "within": -1, "at_most": 1, "at_least": 2}, {"action": "p"}]);
    policy["positions"][0]["duties"] = json!([
        {"id": "d", "name": "d", "frequency": {"every": "day", "times": 0}, "standard": {"metric": "hours", "value": "5%"}},
        {"id": "d", "name": "d", "frequency": {"every": "day"}, "standard": {"metric": "nothing", "value": 1}}]);
    policy["positions"][0]["objectives"] = json!([
        {"id": "o", "metric": "sales", "value": 1, "growth": {"versus": {"value": 0}, "change": "relative"}},
        {"id": "o", "metric": "sales", "value": "5%"}]);
    let problems = Engine::compile(policy.to_string().as_bytes()).unwrap_err();
    let found: Vec<(&str, &str)> = problems.iter().map(|p| (p.code.as_str(), p.pointer.as_str())).collect();
    let at = |place: &str| format!("/positions/0/{place}");
    let places = [
        at("authority/0/at_most"),
        at("authority/1/action"),
        at("authority/2/within"),
        at("authority/2/at_most"),
        at("authority/3/action"),
        at("duties/1/id"),
        at("duties/0/frequency/times"),
        at("duties/0/standard/value"),
        at("duties/1/standard/metric"),
        at("objectives/1/id"),
        at("objectives/0/growth/versus/value"),
        at("objectives/1/value"),
    ];
    let mut expected = vec![
        ("id_duplicate", "/actions/1/id"),
        ("field_missing", "/actions/2"),
        ("unit_mismatch", "/actions/3/unit"),
        ("unit_mismatch", "/actions/4/currency"),
        ("reference_unknown", "/actions/4/positions/0"),
        ("reference_unknown", "/actions/4/requires/course"),
    ];
    let codes = [
        "unit_mismatch",
        "reference_unknown",
        "number_out_of_range",
        "range_empty",
        "id_duplicate",
        "id_duplicate",
        "number_out_of_range",
        "percent_not_allowed",
        "reference_unknown",
        "id_duplicate",
        "number_out_of_range",
        "percent_not_allowed",
    ];
    expected.extend(codes.into_iter().zip(places.iter().map(String::as_str)));
    assert_eq!(found, expected);
}
