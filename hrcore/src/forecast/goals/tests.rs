use serde_json::{Value, json};

use crate::Engine;

fn engine() -> Engine {
    Engine::compile(
        br#"{
        "schema_version": "1.4", "id": "shop", "version": "1", "effective_from": "2020-01-01",
        "metrics": [
            {"id": "sales", "unit": "money", "currency": "CNY", "direction": "higher", "level": "company"},
            {"id": "online", "unit": "money", "currency": "CNY", "direction": "higher", "level": "company"},
            {"id": "both", "unit": "money", "currency": "CNY", "direction": "higher", "formula": "sales + online"},
            {"id": "complaints", "unit": "count", "direction": "lower", "level": "company"},
            {"id": "on_time", "unit": "percent", "direction": "higher", "level": "company"},
            {"id": "record", "unit": "number", "direction": "higher", "level": "company", "aggregation": "max"},
            {"id": "growth", "unit": "percent", "direction": "higher",
                "growth": {"of": "sales", "versus": "previous", "change": "relative"}},
            {"id": "stock", "unit": "number", "direction": "lower", "level": "company", "aggregation": "last"}],
        "dated_events": [{"id": "festival", "months": ["2025-02"], "uplift": 2}],
        "scorecards": [], "positions": [{"id": "clerk"}]
    }"#,
    )
    .unwrap()
}

fn answer(facts: &Value, request: &Value) -> Result<Value, Value> {
    let engine = engine();
    let answer = crate::document::goal_forecast(&engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
    answer
        .map(|text| serde_json::from_str(&text).unwrap())
        .map_err(|problems| serde_json::from_str(&problems.to_json()).unwrap())
}

/// The objectives of a day, without problems.
fn on(day: &str, facts: &Value) -> Value {
    let answer = answer(facts, &json!({"as_of": day, "lang": "en"})).unwrap();
    assert_eq!(answer["problems"], json!([]));
    answer["objectives"].clone()
}

/// Values of months in a row, from January 2023 on.
fn months(metric: &str, values: &[i32]) -> Vec<Value> {
    let month = |(at, value): (usize, &i32)| {
        json!({"metric": metric, "value": value,
        "period": format!("{}-{:02}", 2023 + at / 12, at % 12 + 1)})
    };
    values.iter().enumerate().map(month).collect()
}

/// A first quarter of a metric.
fn quarter(metric: &str, target: i32) -> Value {
    json!([{"id": "goal", "period": "2025-Q1", "metric": metric, "target": target}])
}

fn number(of: &Value) -> f64 {
    of.as_str().unwrap_or_else(|| panic!("{of} is no number")).parse().unwrap()
}

/// Equal but for the sixth digit.
fn near(found: &Value, expected: f64) {
    let found = number(found);
    assert!((found - expected).abs() <= 6e-6 * expected.abs().max(0.1), "{found} is not {expected}");
}

#[test]
fn a_dated_event_is_in_the_outcome() {
    // Two years of 100 a month, and twice that in February: 100 + 200 + 100.
    let facts = json!({"observations": months("sales", &[100; 24]), "objectives": quarter("sales", 400)});
    let ask = |events: Value| answer(&facts, &json!({"as_of": "2024-12-31", "events": events}));
    near(&ask(json!([])).unwrap()["objectives"][0]["outcome"]["mean"], 300.0);
    near(&ask(json!(["festival"])).unwrap()["objectives"][0]["outcome"]["mean"], 400.0);
    let refused = ask(json!(["festival", "festivals"])).unwrap_err();
    assert_eq!(refused["problems"][0]["pointer"], "/events/1");
}

#[test]
fn one_update_goes_on_at_its_pace() {
    // 30 % in 27 of 90 days make 100 % in 90; the doubt is half of the pace: 0.5 · 63/90 = 0.35. A normal distribution has
    // 80 % within 1.281552 and 95 % within 1.959964 deviations.
    let found = on(
        "2025-01-27",
        &json!({"objectives": [{"id": "goal", "period": "2025-Q1"}],
        "objective_updates": [{"objective": "goal", "date": "2025-01-27", "percent": 30}]}),
    );
    let goal = &found[0];
    assert_eq!((&goal["method"], &goal["source"], &goal["n"]), (&json!("updates"), &json!("prior"), &json!(1)));
    assert_eq!((&goal["figures"], &goal["days_left"]), (&json!("progress"), &json!(63)));
    near(&goal["probability"], 0.5);
    near(&goal["pace"], 1.0 / 90.0);
    near(&goal["pace_needed"], 1.0 / 90.0);
    near(&goal["outcome"]["lo80"], 1.0 - 1.281_552 * 0.35);
    near(&goal["outcome"]["lo95"], 1.0 - 1.959_964 * 0.35);
    assert_eq!((&goal["outcome"]["hi80"], &goal["outcome"]["mean"]), (&json!("1"), &json!("1")));
    assert_eq!(goal["caveats"], json!(["few_values"]));
    let text = "goal: 50% likely to be reached by 2025-03-31; 30% done; 100% expected (80 of 100 times 55.15% to 100%); \
                each of the 63 days left needs 1.111%, 1.111% a day so far; if it goes on as one update says";
    assert_eq!(goal["text"], text);
}

#[test]
fn three_updates_say_how_even_the_pace_is() {
    // From 0 in steps of 10 days: 12, 6 and 12, a pace of 1. Off by 2, −4 and 2: (4 + 16 + 4)/10 over 2 degrees of freedom
    // is a variance of 1.2 a day. 60 days: 1.2 · 60 · (1 + 60/30) = 216. The doubt, of the planned 100/90 a day:
    // (0.5 · 60 · 100/90)² over 1 + 3 steps = 2500/9. Student's distribution of 2 degrees of freedom lies below t with
    // ½ + t/(2√(2 + t²)), and 0.8·√(2/0.36) of it hold 80 %.
    let updates: Vec<Value> = [("2025-01-10", 12), ("2025-01-20", 18), ("2025-01-30", 30)]
        .map(|(date, actual)| json!({"objective": "goal", "date": date, "actual": actual}))
        .to_vec();
    let found = on(
        "2025-01-30",
        &json!({"objective_updates": updates, "objectives":
        [{"id": "goal", "period": "2025-Q1", "unit_of_measure": "count", "target": 100}]}),
    );
    let goal = &found[0];
    assert_eq!((&goal["method"], &goal["source"], &goal["n"]), (&json!("updates"), &json!("local"), &json!(3)));
    let scale = (216.0_f64 + 2500.0 / 9.0).sqrt();
    let t = -10.0 / scale;
    near(&goal["probability"], 0.5 + t / (2.0 * (2.0 + t * t).sqrt()));
    near(&goal["outcome"]["mean"], 90.0);
    near(&goal["outcome"]["hi80"], 90.0 + 0.8 * (2.0_f64 / 0.36).sqrt() * scale);
    // Things that are counted do not become fewer.
    assert_eq!(goal["outcome"]["lo95"], "30");
}

#[test]
fn items_in_hand_are_done_as_often_as_others_were() {
    // One of one was in time: Beta(3, 1). Both of two: 3/4 · 4/5; none: 1/4 · 2/5 = 0.1, so that 80 of 100 begin there.
    let item = |id: &str, due: &str| json!({"id": id, "text": "x", "objective": "goal", "due": due});
    let mut done = item("1", "2025-01-31");
    done["done"] = json!("2025-01-30T12:00:00Z");
    let facts = |last: &str| {
        json!({"employees": [{"id": "e", "positions": [{"position": "clerk", "from": "2020-01-01"}]}],
        "objectives": [{"id": "goal", "period": "2025-Q1"}],
        "plans": [{"id": "p", "employee": "e", "period": "2025", "items":
            [done, item("2", "2025-03-31"), item("3", last)]}]})
    };
    let found = on("2025-02-10", &facts("2025-02-28"));
    let goal = &found[0];
    assert_eq!((&goal["method"], &goal["source"], &goal["n"]), (&json!("items"), &json!("blended"), &json!(1)));
    near(&goal["probability"], 0.6);
    near(&goal["outcome"]["mean"], 1.0 / 3.0 + 2.0 / 3.0 * 0.75);
    near(&goal["outcome"]["lo80"], 1.0 / 3.0);
    near(&goal["outcome"]["hi80"], 1.0);
    // What is due after the end is not done by then.
    let found = on("2025-02-10", &facts("2025-04-01"));
    assert_eq!(found[0]["probability"], "0.001");
    near(&found[0]["outcome"]["hi95"], 2.0 / 3.0);
}

#[test]
fn objectives_below_are_taken_as_independent() {
    // Each is as in `one_update_goes_on_at_its_pace`, held at 1: half of a half.
    let mut list = vec![json!({"id": "top", "period": "2025-Q1"})];
    let mut updates = Vec::new();
    for id in ["a", "b"] {
        list.push(json!({"id": id, "parent": "top", "period": "2025-Q1", "weight": 2}));
        updates.push(json!({"objective": id, "date": "2025-01-27", "percent": 30}));
    }
    let found = on("2025-01-27", &json!({"objectives": list, "objective_updates": updates}));
    assert_eq!(
        (&found[0]["method"], &found[0]["source"], &found[0]["n"]),
        (&json!("below"), &json!("prior"), &json!(2))
    );
    near(&found[0]["probability"], 0.25);
    near(&found[0]["outcome"]["mean"], 1.0);
    // Half of an interval from 1 − 1.2816 · 0.35 to 1 each; the mean of two is √½ as far off.
    near(&found[0]["outcome"]["lo80"], 1.0 - 0.5 * 1.281_552 * 0.35 / 2.0_f64.sqrt());
    // One that is not known leaves all of them unknown, but one that is missed.
    list.push(json!({"id": "c", "parent": "top", "period": "2025-Q1"}));
    let found = on("2025-01-27", &json!({"objectives": list, "objective_updates": updates}));
    assert_eq!((&found[0]["method"], &found[0]["probability"]), (&json!("none"), &Value::Null));
    list.push(json!({"id": "d", "parent": "top", "period": "2025-01", "unit_of_measure": "count", "target": 5,
        "direction": "lower"}));
    updates.push(json!({"objective": "d", "date": "2025-01-27", "actual": 6}));
    let found = on("2025-01-27", &json!({"objectives": list, "objective_updates": updates}));
    assert_eq!((&found[0]["method"], &found[0]["probability"]), (&json!("certain"), &json!("0")));
}

#[test]
fn months_that_add_up_are_foretold() {
    // 100 a month, whatever comes: 40 so far in February, of which 18 of 28 days are left.
    let mut observations = months("sales", &[100; 25]);
    observations.push(json!({"metric": "sales", "period": "2025-02-10", "value": 40}));
    let expected = 100.0 + 40.0 + 100.0 * 18.0 / 28.0 + 100.0;
    let found = on("2025-02-10", &json!({"observations": observations, "objectives": quarter("sales", 310)}));
    let goal = &found[0];
    assert_eq!((&goal["method"], &goal["n"], &goal["actual"]), (&json!("series"), &json!(25), &json!("140.00")));
    near(&goal["outcome"]["mean"], expected);
    near(&goal["pace"], 140.0 / 41.0);
    near(&goal["pace_needed"], 170.0 / 49.0);
    assert!(number(&goal["probability"]) < 0.5 && number(&goal["outcome"]["lo95"]) >= 140.0);
    // Nothing seen of February: all of it is to come.
    let found =
        on("2025-02-10", &json!({"observations": months("sales", &[100; 25]), "objectives": quarter("sales", 300)}));
    near(&found[0]["outcome"]["mean"], 300.0);
    near(&found[0]["probability"], 0.5);
    // January is over and not there yet: it counts as foretold.
    let found =
        on("2025-02-10", &json!({"observations": months("sales", &[100; 24]), "objectives": quarter("sales", 300)}));
    near(&found[0]["outcome"]["mean"], 300.0);
    assert!(found[0]["caveats"].as_array().unwrap().contains(&json!("filled")));
    // Not begun; and two metrics that are added up.
    let mut observations = months("sales", &[100; 22]);
    observations.extend(months("online", &[50; 22]));
    let found = on("2024-10-31", &json!({"observations": observations, "objectives": quarter("both", 450)}));
    near(&found[0]["outcome"]["mean"], 450.0);
    assert!(found[0]["caveats"].as_array().unwrap().contains(&json!("not_started")));
}

#[test]
fn a_level_goes_on_with_the_spread_of_its_changes() {
    // 10 and 12 in turn change by 2 each month: 24 changes. 59 days are left, of 30.4375 a month; Student's distribution
    // of 24 degrees of freedom has 80 % within 1.317836 (tables).
    let turns: Vec<i32> = (0..25).map(|at| if at % 2 == 0 { 10 } else { 12 }).collect();
    let observations = [months("stock", &turns), months("on_time", &turns)].concat();
    let mut list = quarter("stock", 10).as_array().unwrap().clone();
    list.push(json!({"id": "rate", "period": "2025-Q1", "metric": "on_time", "target": 10}));
    let found = on("2025-01-31", &json!({"observations": observations, "objectives": list}));
    let rest: f64 = 59.0 / 30.4375;
    let stock = &found[0];
    assert_eq!((&stock["method"], &stock["source"], &stock["n"]), (&json!("series"), &json!("local"), &json!(25)));
    near(&stock["probability"], 0.5);
    near(&stock["outcome"]["mean"], 10.0);
    near(&stock["outcome"]["hi80"], 10.0 + 1.317_836 * 2.0 * rest.sqrt());
    // The mean of a quarter: 31 days are as they were, and the rest walks on from 10 %.
    let walk = (rest + 1.0) * (2.0 * rest + 1.0) / (6.0 * rest);
    let rate = &found[1];
    near(&rate["outcome"]["hi80"], 10.0 + 1.317_836 * 59.0 / 90.0 * 2.0 * walk.sqrt());
    assert_eq!((&rate["pace"], &rate["pace_needed"]), (&Value::Null, &Value::Null));
    near(&rate["probability"], 0.5);
}

#[test]
fn what_nothing_can_change_is_certain() {
    let goals = |metric: &str, target: i32, values: &[i32]| {
        let found =
            on("2025-02-28", &json!({"observations": months(metric, values), "objectives": quarter(metric, target)}));
        (found[0]["method"].clone(), found[0]["probability"].clone())
    };
    let certain = |chance: &str| (json!("certain"), json!(chance));
    let high: Vec<i32> = vec![100; 26];
    assert_eq!(goals("sales", 200, &high), certain("1"));
    assert_eq!(goals("complaints", 199, &high), certain("0"));
    assert_eq!(goals("record", 100, &high), certain("1"));
    // Few so far is not few in the end; refunds may take back what was reached; a rate may fall again.
    assert_eq!(goals("complaints", 301, &high).0, "series");
    let refunds: Vec<i32> = (0..26).map(|at| if at == 7 { -50 } else { 100 }).collect();
    assert_eq!(goals("sales", 200, &refunds).0, "series");
    let steady: Vec<i32> = (0..26).map(|at| 95 + at % 2).collect();
    assert_eq!(goals("on_time", 90, &steady), (json!("series"), json!("0.999")));
    // What is over is what it was.
    let over = |target: i32| {
        let facts = json!({"observations": months("sales", &high), "objectives":
            [{"id": "goal", "period": "2025-01", "metric": "sales", "target": target}]});
        let found = answer(&facts, &json!({"as_of": "2025-02-28", "objectives": ["goal"], "lang": "zh"})).unwrap();
        assert_eq!(answer(&facts, &json!({"as_of": "2025-02-28"})).unwrap()["objectives"], json!([]));
        (found["objectives"][0]["probability"].clone(), found["objectives"][0]["text"].clone())
    };
    assert_eq!(over(100), (json!("1"), json!("goal：已结束，已达成；目前 100.00 CNY，目标 100.00 CNY")));
    assert_eq!(over(101), (json!("0"), json!("goal：已结束，未达成；目前 100.00 CNY，目标 101.00 CNY")));
}

#[test]
fn few_months_go_on_at_their_pace() {
    // 60 in 31 of 90 days: 174.19; the doubt is half of the larger pace, that planned: 200/90 · 59 days.
    let facts = json!({"objectives": quarter("sales", 200),
        "observations": [{"metric": "sales", "period": "2025-01", "value": 60}]});
    let found = on("2025-01-31", &facts);
    assert_eq!((&found[0]["method"], &found[0]["source"]), (&json!("pace"), &json!("prior")));
    let (mean, scale) = (60.0 * 90.0 / 31.0, 0.5 * 200.0 / 90.0 * 59.0);
    near(&found[0]["outcome"]["mean"], mean);
    near(&found[0]["outcome"]["hi95"], mean + 1.959_964 * scale);
    assert!(number(&found[0]["probability"]) < 0.5);
}

#[test]
fn a_growth_is_compared_as_a_whole() {
    // Quarters of 100, 110, 100, 110 … grow by 10 % and by −1/11 in turn; the last one over, of 2024, grew by 10 %, and
    // each changed by 0.1 + 1/11 from the one before.
    let values: Vec<i32> = (0..24).map(|at| if at / 3 % 2 == 0 { 100 } else { 110 }).collect();
    let facts = json!({"observations": months("sales", &values), "objectives": quarter("growth", 10)});
    let found = on("2025-01-31", &facts);
    assert_eq!((&found[0]["method"], &found[0]["n"]), (&json!("series"), &json!(7)));
    near(&found[0]["outcome"]["mean"], 10.0);
    // 6 changes; 1.439756 is the quantile of 6 degrees of freedom (tables). One quarter ahead.
    near(&found[0]["outcome"]["hi80"], 10.0 + 1.439_756 * 100.0 * (0.1 + 1.0 / 11.0));
}

#[test]
fn requests_are_checked() {
    let facts = json!({"objectives": [{"id": "a", "period": "2025-Q1"}, {"id": "b", "period": "2025-Q2"}]});
    let problems = answer(&facts, &json!({"as_of": "2025-01-31", "objectives": ["a", "x", "b", "y"]})).unwrap_err();
    let found: Vec<(&Value, &Value)> =
        problems["problems"].as_array().unwrap().iter().map(|p| (&p["code"], &p["pointer"])).collect();
    let unknown = json!("reference_unknown");
    assert_eq!(found, [(&unknown, &json!("/objectives/1")), (&unknown, &json!("/objectives/3"))]);
    let found = answer(&facts, &json!({"as_of": "2025-01-31", "objectives": ["b", "a"], "period": "2025-Q2"})).unwrap();
    assert_eq!(found["objectives"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&found["objectives"][0]["objective"], &found["objectives"][0]["caveats"]),
        (&json!("b"), &json!(["not_started", "nothing_known"]))
    );
}
