//! Figures by hand, and of a program in Python written apart, which sums the power series of the beta distribution.

use serde_json::{Value, json};

use crate::{Engine, Facts, Limits, document};

fn policy(flows: &Value) -> Value {
    json!({
        "schema_version": "1.4", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [],
        "scorecards": [], "positions": [{"id": "other"}, {"id": "junior"}, {"id": "senior"}], "staff_flows": flows
    })
}

fn ask(flows: &Value, facts: &Value, request: &Value) -> Value {
    let engine = Engine::compile(policy(flows).to_string().as_bytes()).unwrap();
    let text = document::flows(&engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
    serde_json::from_str(&text.unwrap_or_else(|problems| problems.to_json())).unwrap()
}

fn employee(id: &str, held: &[(&str, &str, Option<&str>)]) -> Value {
    let position = |(position, from, to): &(&str, &str, Option<&str>)| match to {
        Some(to) => json!({"position": position, "from": from, "to": to}),
        None => json!({"position": position, "from": from}),
    };
    json!({"id": id, "positions": held.iter().map(position).collect::<Vec<_>>()})
}

fn number(value: &Value) -> f64 {
    value.as_str().unwrap_or_else(|| panic!("{value} is no number")).parse().unwrap()
}

fn near(found: &Value, expected: f64) {
    let found = number(found);
    assert!((found - expected).abs() <= 1e-5 * expected.abs(), "{found}, expected {expected}");
}

/// Five people in three months. Junior: of 5 person-months 3 stay, one goes up (a), one leaves (b); c comes. Senior: of
/// 4 three stay, and d leaves for a position that is no grade. e comes and goes within a month.
fn five() -> Value {
    json!({"employees": [
        employee("a", &[("junior", "2024-01-01", Some("2025-02-14")), ("senior", "2025-02-15", None)]),
        employee("b", &[("junior", "2024-01-01", Some("2025-01-31"))]),
        employee("c", &[("junior", "2025-02-28", None)]),
        employee("d", &[("senior", "2024-01-01", Some("2025-03-30")), ("other", "2025-03-31", None)]),
        employee("e", &[("junior", "2025-03-05", Some("2025-03-20"))]),
    ]})
}

fn both() -> Value {
    json!({"grades": ["junior", "senior"]})
}

#[test]
fn ways_are_counted() {
    let report = ask(&both(), &five(), &json!({"as_of": "2025-03-31", "window": 3, "horizon": 1}));
    assert_eq!((&report["n"], &report["source"]), (&json!(9), &json!("local")));
    assert_eq!(report["caveats"], json!(["few_months", "few_people"]));
    let ways: Vec<_> = report["rates"].as_array().unwrap().iter().collect();
    let counted: Vec<Value> =
        ways.iter().map(|way| json!([way["from"], way["to"], way["n"], way["exposure"]])).collect();
    let expected = json!([["junior", "senior", 1, 5], ["junior", null, 1, 5], ["senior", null, 1, 4]]);
    assert_eq!(json!(counted), expected);
    // Pearson's statistic by hand in Python; the prior of each row is 12 person-months with (2 + ½) ÷ (9 + 1) leaving.
    near(&report["shock"], 0.114_942_5);
    for (way, expected) in ways.iter().zip([
        [0.054_070_9, 0.004_872_22, 0.126_826, 0.001_008_2, 0.198_877],
        [0.234_929, 0.112_208, 0.372_492, 0.071_029_9, 0.458_874],
        [0.246_736, 0.118_526, 0.389_906, 0.075_124_4, 0.478_628],
    ]) {
        for (name, expected) in ["mean", "lo80", "hi80", "lo95", "hi95"].iter().zip(expected) {
            near(&way["share"][name], expected);
        }
    }
    let month = &report["months"][0];
    assert_eq!(month["period"], "2025-04");
    near(&month["grades"][0]["people"]["mean"], 1.044_334);
    near(&month["grades"][1]["people"]["mean"], 0.807_334_6);
    // One person, who stays with p = 0.711: √(p (1 − p)).
    near(&month["grades"][0]["deviation"], 0.453_298);
    near(&month["total"]["mean"], 1.851_668_5);
    near(&month["left"]["mean"], 0.481_664_8);
    near(&month["hires"], 1.0 / 3.0);
    near(&report["grades"][0]["hires_per_month"], 1.0 / 3.0);
    near(&report["grades"][0]["stay"], 3.460_215);
    near(&report["steady"][0]["people"], 1.153_405);
    near(&report["steady"][1]["people"], 0.252_762_1);
    assert_eq!(report["times"].as_array().unwrap().len(), 1);
    near(&report["times"][0]["chance"], 0.187_096_8);
    near(&report["times"][0]["months"], 3.460_215);
}

/// Inside a month, the last that is over is the one before, and the first to come the one after. Months before the
/// first record tell nothing: February, in which c is the first, has nobody at its start.
#[test]
fn months_are_whole() {
    let facts = json!({"employees": [employee("c", &[("junior", "2025-02-28", None)])]});
    let report = ask(&both(), &facts, &json!({"as_of": "2025-04-29", "horizon": 2}));
    assert_eq!((&report["n"], &report["grades"][0]["people"]), (&json!(1), &json!(1)));
    assert_eq!(number(&report["grades"][0]["hires_per_month"]), 0.0);
    assert_eq!(
        (&report["months"][0]["period"], &report["months"][1]["period"]),
        (&json!("2025-05"), &json!("2025-06"))
    );
    let report = ask(&both(), &facts, &json!({"as_of": "2025-04-30"}));
    assert_eq!((&report["n"], &report["months"][0]["period"]), (&json!(2), &json!("2025-05")));
    // Before that nothing is known at all.
    let report = ask(&both(), &facts, &json!({"as_of": "2025-03-30"}));
    assert_eq!(
        (&report["n"], &report["months"], &report["caveats"]),
        (&json!(0), &json!([]), &json!(["nothing_seen"]))
    );
    assert_eq!(report["grades"][0]["people"], 1);
}

/// One junior stayed for three months, and nobody left: half a person of 4 is assumed to have. The prior row of 12 is
/// 10.5 and 1.5, with three more 1.5 ÷ 15 leave.
#[test]
fn nobody_is_for_ever() {
    let facts = json!({"employees": [employee("a", &[("junior", "2024-12-31", None)])]});
    let report = ask(&both(), &facts, &json!({"as_of": "2025-03-31", "horizon": 1}));
    near(&report["rates"][0]["share"]["mean"], 0.1);
    assert!(number(&report["rates"][0]["share"]["lo95"]) > 0.0);
}

/// Half leave in a year and a quarter goes up: 1 − 0.5^(1/12) and 1 − 0.75^(1/12) of 2 · 12 person-months, and three
/// that stayed.
#[test]
fn rates_are_borrowed() {
    let flows = json!({"grades": ["junior", "senior"], "prior": {"leave": "50%", "promote": 25, "weight": 2}});
    let facts = json!({"employees": [employee("a", &[("junior", "2024-12-31", None)])]});
    let report = ask(&flows, &facts, &json!({"as_of": "2025-03-31"}));
    assert_eq!(report["source"], "blended");
    let (leave, promote) = (0.056_125_69, 0.023_688_42);
    let shares: Vec<f64> =
        report["rates"].as_array().unwrap().iter().map(|way| number(&way["share"]["mean"])).collect();
    for (found, expected) in shares.iter().zip([promote * 24.0 / 27.0, leave * 24.0 / 27.0, leave]) {
        assert!((found - expected).abs() < 1e-6, "{found} {expected}");
    }
    let report = ask(&flows, &json!({}), &json!({"as_of": "2025-03-31", "horizon": 1}));
    assert_eq!(report["source"], "prior");
    near(&report["rates"][0]["share"]["mean"], promote);
}

/// With rates from elsewhere (half leave in a year, nobody goes up) 40 and 10 take 5.61 % of them in hires. With
/// promotions of up to 10 %, seniors come from juniors: x, and of the others 5.61 % leave.
#[test]
fn structures_are_held_and_reached() {
    let flows = json!({"grades": ["junior", "senior"], "prior": {"leave": "50%", "promote": 0}});
    let leave = 0.056_125_687_318_306_5;
    let structure = json!([{"position": "junior", "people": 40}, {"position": "senior", "people": 10}]);
    let goal = |more: Value| {
        let mut goal = json!({"kind": "hold", "structure": structure});
        goal.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        ask(&flows, &json!({}), &json!({"as_of": "2025-03-31", "goal": goal}))["goal"].clone()
    };
    let found = goal(json!({}));
    assert_eq!((&found["is_met"], &found["promotions"], &found["gaps"]), (&json!(true), &Value::Null, &Value::Null));
    near(&found["hires"][0]["people"], 40.0 * leave);
    near(&found["hires"][1]["people"], 10.0 * leave);
    let found = goal(json!({"most_promotions": "10%"}));
    near(&found["promotions"][0]["share"], 10.0 * leave / 40.0);
    near(&found["hires"][0]["people"], 10.0 * leave + (40.0 - 10.0 * leave) * leave);
    assert_eq!(found["hires"][1]["people"], "0");
    let found = goal(json!({"most_promotions": "10%", "most_hires": 1}));
    assert_eq!(found["is_met"], false);
    assert_eq!(found["hires"][0]["people"], "1");
    // From nobody, h each month for twelve: h (1 − s¹²) ÷ (1 − s) = h · 0.5 ÷ 0.0561.
    let found = goal(json!({"kind": "reach"}));
    assert_eq!((&found["kind"], &found["is_met"]), (&json!("reach"), &json!(true)));
    near(&found["hires"][0]["people"], 80.0 * leave);
    let found = goal(json!({"kind": "reach", "most_hires": 2}));
    near(&found["structure"][0]["people"], 1.0 / leave);
    near(&found["gaps"][0]["people"], 40.0 - 1.0 / leave);
    assert_eq!(found["gaps"].as_array().unwrap().len(), 1);
}

/// Three of the five juniors are promoted in May, more than there are in June; each hire comes when it is stated.
#[test]
fn plans_are_followed() {
    let flows = json!({"grades": ["junior", "senior"], "prior": {"leave": 0, "promote": 0}});
    let people: Vec<Value> = (0..5).map(|n| employee(&format!("e{n}"), &[("junior", "2025-04-30", None)])).collect();
    let request = json!({
        "as_of": "2025-04-30", "horizon": 3,
        "hires": [{"position": "senior", "per_month": 1, "from": "2025-06"},
            {"position": "senior", "per_month": "0.5", "to": "2025-Q2"}],
        "promotions": [{"from": "junior", "to": "senior", "per_month": 3, "period": "2025-05"},
            {"from": "junior", "to": "senior", "per_month": 4, "period": "2025-06"}]
    });
    let report = ask(&flows, &json!({"employees": people}), &request);
    let mean = |month: usize, grade: usize| number(&report["months"][month]["grades"][grade]["people"]["mean"]);
    let course: Vec<[f64; 2]> = (0..3).map(|month| [mean(month, 0), mean(month, 1)]).collect();
    assert_eq!(course, [[2.0, 3.5], [0.0, 7.0], [0.0, 8.0]]);
    assert_eq!(report["caveats"], json!(["few_months", "few_people", "promotions_short"]));
    near(&report["grades"][1]["hires_per_month"], 1.0);
    // Nobody leaves, so there is no rest.
    assert_eq!(report["steady"], Value::Null);
    assert_eq!(report["grades"][0]["stay"], Value::Null);
}

#[test]
fn requests_are_checked() {
    let many: Vec<String> = (0..50).map(|n| format!("g{n}")).collect();
    let positions: Vec<Value> = many.iter().map(|id| json!({"id": id})).collect();
    let policy = json!({
        "schema_version": "1.4", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [],
        "scorecards": [], "positions": positions, "staff_flows": {"grades": many}
    });
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let facts = Facts::parse(b"{}", Limits::default()).unwrap();
    let base = crate::request::FlowsRequest::new("2025-03-31".parse().unwrap());
    let place = |request: &crate::request::FlowsRequest| match engine.flows(&facts, request) {
        Ok(_) => String::new(),
        Err(problems) => problems.iter().map(|p| format!("{} {}", p.code, p.pointer)).collect::<Vec<_>>().join(", "),
    };
    let request = |horizon: u32, runs: u32| crate::request::FlowsRequest { horizon, runs, ..base.clone() };
    assert_eq!(place(&request(12, 2_000)), "");
    assert_eq!(place(&request(12, 2_501)), "number_out_of_range /runs");
    assert_eq!(place(&request(120, 250)), "");
    assert_eq!(place(&request(120, 251)), "number_out_of_range /runs");
    assert_eq!(place(&request(121, 99)), "number_out_of_range /horizon, number_out_of_range /runs");
    let late = crate::request::FlowsRequest { as_of: "9000-06-30".parse().unwrap(), ..base.clone() };
    assert_eq!(place(&late), "");
    let text = |request: Value| {
        let text = document::flows(&engine, b"{}", request.to_string().as_bytes());
        text.map_or_else(
            |problems| problems.iter().map(|p| format!("{} {}", p.code, p.pointer)).collect::<Vec<_>>(),
            |_| Vec::new(),
        )
    };
    let found = text(json!({
        "as_of": "2025-03-31",
        "hires": [{"position": "g99", "per_month": 1}, {"position": "g1", "per_month": -1},
            {"position": "g1", "per_month": 1, "from": "2025-06", "to": "2025-05"}],
        "promotions": [{"from": "g1", "to": "g1", "per_month": 1}, {"from": "g1", "to": "g2", "per_month": 100_001}],
        "goal": {"kind": "hold", "most_hires": -1, "most_promotions": 101,
            "structure": [{"position": "g1", "people": 1}, {"position": "g1", "people": 10_000_001}]}
    }));
    let expected = [
        "reference_unknown /hires/0/position",
        "number_out_of_range /hires/1/per_month",
        "range_empty /hires/2/to",
        "value_mismatch /promotions/0/to",
        "number_out_of_range /promotions/1/per_month",
        "number_out_of_range /goal/structure/1/people",
        "id_duplicate /goal/structure/1/position",
        "number_out_of_range /goal/most_hires",
        "number_out_of_range /goal/most_promotions",
    ];
    assert_eq!(found, expected);
}

#[test]
fn policies_are_checked() {
    let problems = |flows: Value| -> Vec<String> {
        let problems = Engine::compile(policy(&flows).to_string().as_bytes()).map(|_| ()).unwrap_err();
        problems.iter().map(|p| format!("{} {}", p.code, p.pointer)).collect()
    };
    assert_eq!(
        problems(json!({"grades": ["junior", "nobody", "junior"],
            "prior": {"leave": "60%", "promote": "41%", "weight": 10_001}})),
        [
            "id_duplicate /staff_flows/grades/2",
            "reference_unknown /staff_flows/grades/1",
            "number_out_of_range /staff_flows/prior/promote",
            "number_out_of_range /staff_flows/prior/weight",
        ]
    );
    assert_eq!(
        problems(json!({"grades": ["junior"], "prior": {"leave": "101%", "promote": -1}})),
        [
            "field_missing /staff_flows/grades",
            "number_out_of_range /staff_flows/prior/leave",
            "number_out_of_range /staff_flows/prior/promote",
        ]
    );
    let mut critical = policy(&both());
    critical["workforce"] = json!({"critical_positions": ["senior", "junior", "senior", "x"]});
    let found = Engine::compile(critical.to_string().as_bytes()).unwrap_err();
    let found: Vec<String> = found.iter().map(|p| format!("{} {}", p.code, p.pointer)).collect();
    assert_eq!(
        found,
        ["id_duplicate /workforce/critical_positions/2", "reference_unknown /workforce/critical_positions/3"]
    );
}

#[test]
fn it_is_said_in_words() {
    let flows = json!({"grades": ["junior", "senior"], "prior": {"leave": "50%", "promote": 0}});
    let request = |lang: &str| {
        json!({"as_of": "2025-03-31", "horizon": 1, "lang": lang, "runs": 100, "hires": [], "goal": {"kind": "hold",
            "structure": [{"position": "junior", "people": 40}], "most_hires": 1}})
    };
    let text = |lang: &str| ask(&flows, &json!({}), &request(lang))["text"].as_str().unwrap().to_owned();
    assert_eq!(
        text("en"),
        "0 people now, about 0 at the end of 2025-04 (80 % sure: 0 to 0). junior: 0 now, 0 then (0 to 0); 5.6% leave in a \
         month. senior: 0 now, 0 then (0 to 0); 5.6% leave in a month. With these rates and 0 hires a month it would come \
         to rest at 0 people. To hold the structure: hire 1 junior a month. It cannot be met within these bounds: junior \
         1.2 short. Borrowed rates alone; few months seen; few people, so the rates are unsure."
    );
    assert_eq!(
        text("zh"),
        "现有 0 人，2025-04 末约 0 人（八成把握在 0 到 0 之间）。junior：现 0 人，届时 0 人（0 到 0）；每月 5.6% 离开。senior：现 \
         0 人，届时 0 人（0 到 0）；每月 5.6% 离开。若比率不变、每月招聘 0 人，最终稳定在 0 人。要保持这一结构：每月招聘 junior 1 \
         人。在所给限制内达不到：junior 差 1.2 人。仅依据借用的比率；月份较少；人数较少，比率不太确定。"
    );
}
