//! Chances by hand: normal and Student quantiles, Beta shares, sums of months.

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
    let text = "goal: 50% likely to be reached by 2025-03-31; 30% done; 100% expected (in 80 of 100 cases 55.15% to 100%); \
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

/// The forecast of an objective of the first quarter of 2025, from values that were reported.
fn reported(fields: &Value, updates: &[(&str, i32)]) -> Value {
    let mut goal = json!({"id": "goal", "period": "2025-Q1"});
    goal.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let updates: Vec<Value> =
        updates.iter().map(|(date, actual)| json!({"objective": "goal", "date": date, "actual": actual})).collect();
    let day = updates.last().unwrap()["date"].as_str().unwrap().to_owned();
    on(&day, &json!({"objectives": [goal], "objective_updates": updates}))[0].clone()
}

#[test]
fn what_became_less_is_a_level_and_may_still_change() {
    // Open complaints fall by 5 in 9 days, from 40 on the day before the quarter to 25 after 27 days: 63 days later they
    // would be 25 − 35, and there are never fewer than none.
    let open = json!({"unit_of_measure": "count", "direction": "lower", "from": 40, "target": 20});
    let falling = [("2025-01-09", 35), ("2025-01-18", 30), ("2025-01-27", 25)];
    let mut better = open.clone();
    better["measure"] = json!("improvement");
    for fields in [open.clone(), better] {
        let goal = reported(&fields, &falling);
        assert_eq!((&goal["method"], &goal["outcome"]["mean"]), (&json!("updates"), &json!("0")));
        near(&goal["pace"], -15.0 / 27.0);
        assert!(number(&goal["probability"]) > 0.9);
    }
    // Complaints of a quarter only become more: too many are too many.
    let goal = reported(&open, &[("2025-01-09", 5), ("2025-01-18", 15), ("2025-01-27", 25)]);
    assert_eq!((&goal["method"], &goal["probability"]), (&json!("certain"), &json!("0")));
    // What lies in the bank is enough as yet, and falls.
    let bank = json!({"unit_of_measure": "money", "currency": "CNY", "target": 1000});
    let goal = reported(&bank, &[("2025-01-09", 1200), ("2025-01-18", 1100), ("2025-01-27", 1010)]);
    assert_eq!(goal["method"], "updates");
    assert!(number(&goal["probability"]) < 0.2 && !goal["text"].as_str().unwrap().contains("days left"));
}

#[test]
fn a_reported_level_does_not_add_up() {
    // A stock that was reported once has no pace; reported twice, it goes on by 10 in 18 days.
    let rate = json!({"metric": "stock", "target": 300});
    assert_eq!(reported(&rate, &[("2025-01-27", 250)])["method"], "none");
    let goal = reported(&rate, &[("2025-01-09", 240), ("2025-01-27", 250)]);
    near(&goal["outcome"]["mean"], 250.0 + 63.0 * 10.0 / 18.0);
}

#[test]
fn what_was_below_zero_may_become_less_again() {
    // 100 and −20 in two months: 80 is there, and can be lost.
    let facts = json!({"observations": months("sales", &[100, -20]),
        "objectives": [{"id": "goal", "period": "2023-Q1", "metric": "sales", "target": 70}]});
    assert_eq!(on("2023-02-28", &facts)[0]["method"], "pace");
    // Of what never was, less than what has come does not remain.
    let facts = json!({"observations": [{"metric": "sales", "period": "2025-01-26", "value": 1}],
        "objectives": quarter("sales", 9000)});
    let goal = &on("2025-01-27", &facts)[0];
    assert_eq!((&goal["method"], &goal["outcome"]["lo80"]), (&json!("pace"), &json!("1")));
}

#[test]
fn what_never_changed_says_so() {
    // There is nothing to tell how far it may move from; a level that is there needs nothing from any day.
    for metric in ["stock", "complaints"] {
        let value = if metric == "stock" { 15 } else { 0 };
        let facts = json!({"observations": months(metric, &[value; 25]), "objectives": quarter(metric, 20)});
        let goal = &on("2025-01-31", &facts)[0];
        assert!(goal["caveats"].as_array().unwrap().contains(&json!("constant")), "{goal}");
        let text = goal["text"].as_str().unwrap();
        assert!(text.contains("all values were alike so far") && !text.contains("borrowed"), "{text}");
        assert_eq!(text.contains("may bring at most"), metric == "complaints", "{text}");
    }
}

#[test]
fn more_series_than_are_looked_at_are_named() {
    let list: Vec<Value> = (0..1002)
        .map(|at| json!({"id": format!("g{at}"), "period": "2023-Q1", "metric": "sales", "target": 300}))
        .collect();
    let found = on("2023-01-31", &json!({"observations": months("sales", &[100]), "objectives": list}));
    assert_eq!((&found[999]["method"], &found[1000]["method"]), (&json!("pace"), &json!("none")));
    assert_eq!(found[1001]["caveats"], json!(["too_many", "nothing_known"]));
    assert!(found[1001]["text"].as_str().unwrap().contains("ask for fewer objectives at once"));
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

#[test]
fn events_that_were_not_named_are_said() {
    // The festival is in February 2025 alone.
    let facts = json!({"observations": months("sales", &[100; 24]), "objectives": [
        {"id": "quarter", "period": "2025-Q1", "metric": "sales", "target": 400},
        {"id": "january", "period": "2025-01", "metric": "sales", "target": 100}]});
    let ask = |events: Value| answer(&facts, &json!({"as_of": "2024-12-31", "events": events, "lang": "en"})).unwrap();
    let has = |answer: &Value, at: usize, caveat: &str| {
        answer["objectives"][at]["caveats"].as_array().is_some_and(|all| all.contains(&json!(caveat)))
    };
    let found = ask(json!([]));
    assert!(has(&found, 0, "events_left_out") && !has(&found, 0, "event_without_past"));
    assert!(!has(&found, 1, "events_left_out"));
    let text = found["objectives"][0]["text"].as_str().unwrap();
    assert!(text.ends_with("; dated events lie ahead that were not named"), "{text}");
    let found = ask(json!(["festival"]));
    assert!(has(&found, 0, "event_without_past") && !has(&found, 0, "events_left_out"));
}

#[test]
fn the_pace_is_that_of_the_days_with_records() {
    // 100 in January, of 31 days, and 59 days after it; 10 days later nothing more was recorded.
    let mut seen = months("sales", &[100; 25]);
    let ask = |seen: &[Value], lang: &str| {
        let facts = json!({"observations": seen, "objectives": quarter("sales", 400)});
        answer(&facts, &json!({"as_of": "2025-02-10", "lang": lang, "events": ["festival"]})).unwrap()["objectives"][0]
            .clone()
    };
    let is_late = |goal: &Value| goal["caveats"].as_array().is_some_and(|all| all.contains(&json!("records_end")));
    let goal = ask(&seen, "en");
    near(&goal["pace"], 100.0 / 31.0);
    near(&goal["pace_needed"], 300.0 / 59.0);
    assert_eq!((&goal["recorded_until"], &goal["days_left"]), (&json!("2025-01-31"), &json!(49)));
    assert!(is_late(&goal));
    let text = goal["text"].as_str().unwrap();
    let part = "each of the 59 days after 2025-01-31, the last with records, needs 5.085 CNY, 3.226 CNY a day up to it";
    assert!(text.contains(part), "{text}");
    let text = ask(&seen, "zh")["text"].as_str().unwrap().to_owned();
    assert!(text.contains("数据截至 2025-01-31，此后 59 天，每天需"), "{text}");
    // Days up to the fifth, 4 each: 120 in 36 days.
    let day = |day: u32| json!({"metric": "sales", "period": format!("2025-02-{day:02}"), "value": 4});
    seen.extend((1..=5).map(day));
    let goal = ask(&seen, "en");
    near(&goal["pace"], 120.0 / 36.0);
    near(&goal["pace_needed"], 280.0 / 54.0);
    assert!(goal["recorded_until"] == "2025-02-05" && !is_late(&goal));
    // And up to the day itself.
    seen.extend((6..=10).map(day));
    let goal = ask(&seen, "en");
    near(&goal["pace"], 140.0 / 41.0);
    assert_eq!((&goal["recorded_until"], is_late(&goal)), (&Value::Null, false));
}

#[test]
fn a_growth_from_nowhere_says_what_is_missing() {
    let facts = json!({"observations": months("sales", &[100; 24]), "objectives": [
        {"id": "goal", "period": "2025-Q1", "metric": "sales", "growth": "10%"}]});
    let found = on("2024-12-31", &facts);
    let text = found[0]["text"].as_str().unwrap();
    assert!(text.starts_with("goal: no target: `from` does not say from where it grows; "), "{text}");
}
