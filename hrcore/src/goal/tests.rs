use serde_json::{Value, json};

use crate::Engine;

fn engine() -> Engine {
    Engine::compile(
        br#"{
        "schema_version": "1.2", "id": "shop", "version": "1", "effective_from": "2020-01-01",
        "metrics": [
            {"id": "sales", "unit": "money", "currency": "CNY", "direction": "higher"},
            {"id": "visits", "unit": "count", "direction": "higher"},
            {"id": "buyers", "unit": "count", "direction": "higher"},
            {"id": "conversion", "unit": "percent", "direction": "higher", "formula": "buyers / visits"},
            {"id": "reply", "unit": "second", "direction": "lower"},
            {"id": "growth", "unit": "percent", "direction": "higher",
                "growth": {"of": "sales", "versus": "previous", "change": "relative"}},
            {"id": "rent", "unit": "money", "currency": "CNY", "direction": "lower", "level": "unit"},
            {"id": "brand", "unit": "score", "direction": "higher", "level": "company"}],
        "scorecards": [], "positions": [{"id": "clerk"}, {"id": "lead"}],
        "units": [{"id": "all"}, {"id": "north", "parent": "all"}, {"id": "south", "parent": "all"}]
    }"#,
    )
    .unwrap()
}

fn ask(facts: &Value, request: &Value) -> Value {
    let answer = crate::document::goals(&engine(), facts.to_string().as_bytes(), request.to_string().as_bytes());
    serde_json::from_str(&answer.unwrap()).unwrap()
}

/// The answer on the last day of June, without problems.
fn june(facts: &Value) -> Value {
    let answer = ask(facts, &json!({"as_of": "2025-06-30", "lang": "en"}));
    assert_eq!(answer["problems"], json!([]));
    answer
}

fn objectives(list: &Value) -> Value {
    june(&json!({"objectives": list}))["objectives"].clone()
}

fn product(of: &[&str]) -> Value {
    let of: Vec<Value> = of.iter().map(|id| json!({"objective": id})).collect();
    json!({"kind": "product", "of": of})
}

#[test]
fn growths_multiply_and_fall_short() {
    // 1.2 · 1.15 · 1.3 · 1.1 = 1.9734; 2 ÷ 1.9734 = 10000/9867; 1.2 times that is 1 + 2133/9867.
    let found = objectives(&json!([
        {"id": "sales", "period": "2025", "growth": "100%",
            "drivers": product(&["conversion", "repeat", "new", "value"])},
        {"id": "conversion", "name": "conversion", "period": "2025", "from": 5, "target": 6},
        {"id": "repeat", "period": "2025", "growth": "15%"},
        {"id": "new", "period": "2025", "growth": "30%"},
        {"id": "value", "period": "2025", "growth": 10}]));
    let cascade = &found[0]["cascade"];
    assert_eq!((&cascade["by"], &cascade["state"]), (&json!("growth"), &json!("short")));
    assert_eq!((&cascade["needed"], &cascade["planned"]), (&json!("2"), &json!("1.9734")));
    assert_eq!((&cascade["gap"], &cascade["gap_exact"]), (&json!("1.0135"), &json!("10000/9867")));
    let conversion = &cascade["drivers"][0];
    assert_eq!((&conversion["planned"], &conversion["closes_at_growth"]), (&json!("1.2"), &json!("0.2162")));
    assert_eq!(conversion["closes_at_growth_exact"], "711/3289");
    // 1.15 · 10000/9867 = 11500/9867, and 9867 = 23 · 429.
    assert_eq!(cascade["drivers"][1]["closes_at_exact"], "500/429");
    let text = "sales: target +100%, progress not known; its drivers come to 1.9734, short of 2 (+1.35% needed); \
                closed by conversion at +21.62%, or repeat at +16.55%, or new at +31.75%";
    assert_eq!(found[0]["text"], text);
}

#[test]
fn exactly_enough_is_enough() {
    // 1.25 · 1.6 = 2.
    let found = objectives(&json!([
        {"id": "sales", "period": "2025", "growth": "100%", "drivers": product(&["a", "b"])},
        {"id": "a", "period": "2025", "growth": "25%"}, {"id": "b", "period": "2025", "growth": "60%"}]));
    assert_eq!(found[0]["cascade"]["state"], "reaches");
    assert_eq!(found[0]["cascade"]["gap"], Value::Null);
    assert_eq!(found[0]["cascade"]["drivers"][0]["closes_at"], Value::Null);
}

#[test]
fn visitors_times_conversion_times_order_value() {
    // 100 000 · 5 % · 400 = 2 000 000; for 2 500 000 conversion would have to be 5 % · 5/4 = 6.25 %.
    let list = |target: u32| {
        json!([
            {"id": "sales", "period": "2025-06", "metric": "sales", "target": target,
                "drivers": product(&["visits", "conversion", "value"])},
            {"id": "visits", "period": "2025-06", "metric": "visits", "target": 100_000},
            {"id": "conversion", "period": "2025-06", "metric": "conversion", "target": 5},
            {"id": "value", "period": "2025-06", "unit_of_measure": "money", "currency": "CNY", "target": 400}])
    };
    let reaches = objectives(&list(2_000_000));
    assert_eq!(reaches[0]["cascade"]["state"], "reaches");
    assert_eq!(reaches[0]["cascade"]["planned"], "2000000.00");
    let short = objectives(&list(2_500_000));
    let cascade = &short[0]["cascade"];
    assert_eq!((&cascade["by"], &cascade["gap"]), (&json!("target"), &json!("1.25")));
    assert_eq!(cascade["drivers"][0]["closes_at"], "125000");
    assert_eq!(cascade["drivers"][1]["closes_at"], "6.25");
    assert_eq!(cascade["drivers"][2]["closes_at"], "500.00");
}

#[test]
fn the_weakest_driver_is_named() {
    // 80 000 of 100 000 is 0.8; 4 % (3 200 of 80 000) of 5 % is 0.8; 420 of 400 is more than planned.
    let facts = json!({
        "employees": [{"id": "e", "positions": [{"position": "clerk", "from": "2024-01-01"}]}],
        "observations": [
            {"metric": "visits", "employee": "e", "period": "2025-06", "value": 80_000},
            {"metric": "buyers", "employee": "e", "period": "2025-06", "value": 3_200}],
        "objective_updates": [{"objective": "value", "date": "2025-06-30", "actual": 420}],
        "objectives": [
            {"id": "sales", "period": "2025-06", "metric": "sales", "target": 2_000_000,
                "drivers": product(&["visits", "conversion", "value"])},
            {"id": "visits", "period": "2025-06", "metric": "visits", "target": 100_000},
            {"id": "conversion", "period": "2025-06", "metric": "conversion", "target": 5},
            {"id": "value", "period": "2025-06", "unit_of_measure": "money", "currency": "CNY", "target": 400}]});
    let found = june(&facts);
    let cascade = &found["objectives"][0]["cascade"];
    assert_eq!(cascade["weakest"], json!(["visits", "conversion"]));
    assert_eq!(cascade["drivers"][2]["reached"], "1.05");
    assert_eq!(found["objectives"][2]["actual"], "4");
    assert_eq!(found["objectives"][2]["progress"], "0.8");
}

#[test]
fn sums_of_targets_and_of_shares() {
    let sum = |of: Value| json!({"kind": "sum", "of": of});
    let found = objectives(&json!([
        {"id": "total", "period": "2025", "target": 300,
            "drivers": sum(json!([{"objective": "a"}, {"objective": "b"}]))},
        {"id": "a", "period": "2025", "target": 100}, {"id": "b", "period": "2025", "target": 150},
        // 60 % · 20 % + 40 % · 40 % = 28 % of 30 %; the second would have to be 40 % + 2 % ÷ 40 % = 45 %.
        {"id": "grown", "period": "2025", "growth": "30%",
            "drivers": sum(json!([{"objective": "c", "share": 60}, {"objective": "d", "share": "40%"}]))},
        {"id": "c", "period": "2025", "growth": "20%"}, {"id": "d", "period": "2025", "growth": "40%"},
        {"id": "partly", "period": "2025", "growth": "30%",
            "drivers": sum(json!([{"objective": "c", "share": 60}, {"objective": "d", "share": 30}]))},
        // Costs come down to 250 or less.
        {"id": "costs", "period": "2025", "direction": "lower", "target": 240,
            "drivers": sum(json!([{"objective": "a"}, {"objective": "b"}]))},
        {"id": "mixed", "period": "2025", "target": 1, "unit_of_measure": "hour",
            "drivers": sum(json!([{"objective": "a"}]))}]));
    let total = &found[0]["cascade"];
    assert_eq!((&total["planned"], &total["gap"]), (&json!("250"), &json!("50")));
    assert_eq!(total["drivers"][0]["closes_at"], "150");
    let grown = &found[3]["cascade"];
    assert_eq!((&grown["planned"], &grown["needed"], &grown["gap"]), (&json!("0.28"), &json!("0.3"), &json!("0.02")));
    assert_eq!(grown["drivers"][1]["closes_at_growth"], "0.45");
    assert_eq!(found[6]["cascade"]["why"], "share_missing");
    let costs = &found[7]["cascade"];
    assert_eq!((&costs["state"], &costs["gap"]), (&json!("short"), &json!("-10")));
    assert_eq!(costs["drivers"][0]["closes_at"], "90");
    assert_eq!(found[8]["cascade"]["why"], "unit_mismatch");
}

#[test]
fn what_cannot_be_told_says_why() {
    let found = objectives(&json!([
        {"id": "none", "period": "2025", "drivers": product(&["a"])},
        {"id": "grow", "period": "2025", "growth": "10%", "drivers": product(&["a", "plain"])},
        {"id": "aim", "period": "2025", "target": 10, "drivers": product(&["a", "b"])},
        {"id": "base", "period": "2025", "growth": "10%", "drivers": product(&["zero"])},
        {"id": "a", "period": "2025", "growth": "20%"}, {"id": "b", "period": "2025", "target": 3},
        {"id": "plain", "period": "2025"}, {"id": "zero", "period": "2025", "from": 0, "target": 3},
        {"id": "empty", "period": "2025", "growth": "10%", "drivers": product(&[])}]));
    let why = |at: usize| found[at]["cascade"]["why"].clone();
    let expected = ["target_missing", "growth_missing", "target_missing", "base_not_positive"];
    for (at, expected) in expected.iter().enumerate() {
        assert_eq!(why(at), *expected, "{at}");
    }
    assert_eq!(why(8), "driver_missing");
}

#[test]
fn progress_is_weighted_and_unknown_stays_unknown() {
    // (3 · 0.5 + 1 · 1) ÷ 4 = 5/8.
    let list = json!([
        {"id": "top", "period": "2025-06"},
        {"id": "a", "parent": "top", "period": "2025-06", "target": 100, "weight": 3},
        {"id": "b", "parent": "top", "period": "2025-06", "direction": "lower", "target": 40},
        {"id": "up", "period": "2025-06"},
        {"id": "c", "parent": "up", "period": "2025-06", "direction": "lower", "measure": "improvement",
            "from": 60, "target": 40},
        {"id": "d", "parent": "up", "period": "2025-06", "weight": 2}]);
    let updates = json!([
        {"objective": "a", "date": "2025-06-10", "actual": 90}, {"objective": "a", "date": "2025-06-20", "actual": 50},
        {"objective": "b", "date": "2025-06-20", "actual": 38}, {"objective": "c", "date": "2025-06-20", "actual": 45},
        {"objective": "d", "date": "2025-07-01", "percent": 50}]);
    let found = june(&json!({"objectives": list, "objective_updates": updates}))["objectives"].clone();
    assert_eq!((&found[0]["progress"], &found[0]["progress_from"]), (&json!("0.625"), &json!("below")));
    assert_eq!(found[0]["state"], "missed");
    assert_eq!((&found[2]["progress"], &found[2]["state"]), (&json!("1"), &json!("reached")));
    // (60 − 45) ÷ 20 = 3/4, and nothing is known of the other: at least 3/4 ÷ 3.
    assert_eq!(found[4]["progress"], "0.75");
    assert_eq!((&found[3]["progress"], &found[3]["rolled_up"]), (&Value::Null, &Value::Null));
    assert_eq!((&found[3]["at_least"], &found[3]["state"]), (&json!("0.25"), &json!("unknown")));
    let later = ask(&json!({"objectives": list, "objective_updates": updates}), &json!({"as_of": "2025-07-01"}));
    // (3/4 + 2 · 1/2) ÷ 3 = 7/12.
    assert_eq!(later["objectives"][3]["progress_exact"], "7/12");
}

#[test]
fn states_follow_the_time_that_has_passed() {
    // On 15 June half of June is over, and none of July: 29.9 % is more than 20 points behind, 30 % is not.
    let list = json!([
        {"id": "slow", "period": "2025-06", "target": 100}, {"id": "fair", "period": "2025-06", "target": 100},
        {"id": "next", "period": "2025-07", "target": 100}]);
    let updates = json!([
        {"objective": "slow", "date": "2025-06-15", "percent": "29.9"},
        {"objective": "fair", "date": "2025-06-15", "percent": 30}]);
    let facts = json!({"objectives": list, "objective_updates": updates});
    let found = ask(&facts, &json!({"as_of": "2025-06-15", "lang": "zh"}));
    let state = |at: usize| found["objectives"][at]["state"].clone();
    assert_eq!((state(0), state(1), state(2)), (json!("behind"), json!("on_track"), json!("not_started")));
    assert_eq!(found["objectives"][0]["expected"], "0.5");
    assert_eq!(found["objectives"][0]["text"], "slow：目标 100，完成 29.9%，进度落后（时间已过 50%）");
}

#[test]
fn metrics_are_gathered_for_whom_the_objective_is() {
    let held = |position: &str, unit: &str| json!({"position": position, "unit": unit, "from": "2024-01-01"});
    let sold = |id: &str, value: u32| json!({"metric": "sales", "employee": id, "period": "2025-06", "value": value, "record": format!("r-{id}")});
    let rate = |id: &str, buyers: u32, visits: u32| {
        [("buyers", buyers), ("visits", visits)]
            .map(|(metric, value)| json!({"metric": metric, "employee": id, "period": "2025-06", "value": value}))
    };
    let mut observations = vec![
        sold("a", 100),
        sold("b", 250),
        sold("c", 400),
        json!({"metric": "sales", "employee": "a", "period": "2025-05", "value": 60}),
        json!({"metric": "sales", "employee": "b", "period": "2025-05", "value": 440}),
        json!({"metric": "sales", "employee": "c", "period": "2025-05", "value": 250}),
        json!({"metric": "rent", "unit": "north", "period": "2025-06", "value": 30}),
        json!({"metric": "rent", "unit": "south", "period": "2025-06", "value": 50}),
        json!({"metric": "brand", "period": "2025-06", "value": 72}),
    ];
    observations.extend(rate("a", 10, 100));
    observations.extend(rate("b", 30, 900));
    let goal = |id: &str, metric: &str, owner: Value| {
        let mut goal = json!({"id": id, "period": "2025-06", "metric": metric});
        for (name, value) in owner.as_object().unwrap() {
            goal[name] = value.clone();
        }
        goal
    };
    let facts = json!({
        "employees": [
            {"id": "a", "positions": [held("clerk", "north")]}, {"id": "b", "positions": [held("clerk", "south")]},
            {"id": "c", "positions": [
                {"position": "clerk", "unit": "south", "from": "2024-01-01", "to": "2024-12-31"},
                {"position": "lead", "unit": "north", "from": "2025-01-01"}]}],
        "observations": observations,
        "objectives": [
            goal("own", "sales", json!({"employee": "b"})), goal("clerks", "sales", json!({"position": "clerk"})),
            goal("north", "sales", json!({"unit": "north"})), goal("whole", "sales", json!({"unit": "all"})),
            goal("company", "sales", json!({})), goal("rate", "conversion", json!({"position": "clerk"})),
            goal("growth", "growth", json!({})), goal("rent", "rent", json!({"unit": "all"})),
            goal("rents", "rent", json!({})), goal("brand", "brand", json!({})),
            goal("no-brand", "brand", json!({"unit": "north"}))]});
    let found = june(&facts)["objectives"].clone();
    let actual = |at: usize| found[at]["actual"].as_str().unwrap_or("none").to_owned();
    assert_eq!([0, 1, 2, 3, 4].map(actual), ["250.00", "350.00", "500.00", "750.00", "750.00"]);
    // A rate is the rate of sums: 40 of 1 000. Growth from 750 to 750.
    assert_eq!([5, 6, 7, 8, 9, 10].map(actual), ["4", "0", "80.00", "80.00", "72", "none"]);
    assert_eq!(found[2]["records"], json!(["r-a", "r-c"]));
    assert_eq!(found[0]["records"], json!(["r-b"]));
    // What is not known yet on a day does not count.
    let early = ask(&facts, &json!({"as_of": "2025-05-31"}));
    assert_eq!(early["objectives"][4]["actual"], Value::Null);
}

fn plan(id: &str, period: &str, items: &Value) -> Value {
    json!({"id": id, "employee": "e", "period": period, "items": items})
}

fn planned() -> Value {
    json!({
        "employees": [{"id": "e", "positions": [{"position": "clerk", "from": "2024-01-01"}]}],
        // A quarter's sales from 1 000 000 up by 30 %.
        "objectives": [
            {"id": "quarter", "period": "2025-Q2", "metric": "sales", "from": 1_000_000, "growth": "30%"},
            {"id": "campaign", "parent": "quarter", "period": "2025-Q2", "metric": "sales", "from": 200_000,
                "target": 300_000},
            {"id": "visits", "parent": "quarter", "period": "2025-Q2", "metric": "visits", "from": 10, "target": 20},
            {"id": "deep", "parent": "visits", "period": "2025-Q2", "metric": "sales"},
            {"id": "still", "period": "2025-Q2"}],
        "plans": [
            plan("p1", "2025-W20", &json!([
                {"id": "i1", "text": "t", "objective": "quarter", "contribution": 120_000},
                {"id": "i2", "text": "t", "objective": "campaign", "contribution": "40%"},
                {"id": "i3", "text": "t", "objective": "visits", "contribution": 5},
                {"id": "i4", "text": "t", "objective": "deep", "contribution": 60_000}])),
            plan("p2", "2025-W28", &json!([
                {"id": "i5", "text": "t", "objective": "campaign", "contribution": 5_000},
                {"id": "i6", "text": "t"},
                {"id": "i7", "text": "t", "objective": "campaign", "contribution": 9_999}]))],
        "plan_updates": [
            {"item": "i7", "at": "2025-06-01T09:00:00+08:00", "state": "cancelled"},
            {"item": "i2", "at": "2025-06-01T09:00:00+08:00", "percent": 50},
            {"item": "i5", "at": "2025-06-02T09:00:00+08:00", "state": "done"}]
    })
}

#[test]
fn plans_in_hand_add_up_to_a_quarter_or_not() {
    let found = june(&planned());
    let (objectives, coverage) = (&found["objectives"], &found["coverage"]);
    // 120 000 + 40 % of 200 000 + 60 000 + 5 000 = 265 000 of 300 000; visits are no money, what is cancelled is none.
    let quarter = &objectives[0]["plans"];
    assert_eq!((&quarter["planned"], &quarter["needed"]), (&json!("265000.00"), &json!("300000.00")));
    assert_eq!(
        (&quarter["gap"], &quarter["state"], &quarter["items"]),
        (&json!("35000.00"), &json!("short"), &json!(4))
    );
    assert_eq!(objectives[1]["plans"]["planned"], "85000.00");
    assert_eq!((&objectives[2]["plans"]["planned"], &objectives[2]["plans"]["share"]), (&json!("5"), &json!("0.5")));
    // Without a target there is nothing to hold them against.
    assert_eq!((&objectives[3]["plans"], &objectives[4]["plans"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&coverage["items"], &coverage["aligned"], &coverage["share"]),
        (&json!(6), &json!(5), &json!("0.8333"))
    );
    assert_eq!(coverage["unaligned"], json!([{"item": "i6", "employee": "e"}]));
    assert_eq!(coverage["idle"], json!(["still"]));
    // Half done and all done.
    assert_eq!((&objectives[1]["progress"], &objectives[1]["progress_from"]), (&json!("0.75"), &json!("items")));
    assert_eq!((&objectives[1]["items"], &objectives[3]["progress"]), (&json!(2), &json!("0")));
    let codes: Vec<&str> =
        found["advice"].as_array().unwrap().iter().map(|advice| advice["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["plans_short", "plans_short", "plans_short", "idle", "unaligned"]);
    assert_eq!(
        found["advice"][0]["text"],
        "quarter: plans in hand add 265000.00 CNY of 300000.00 CNY needed, 35000.00 CNY short"
    );
}

#[test]
fn of_a_period_its_objectives_and_plans_are_looked_at() {
    let found = ask(&planned(), &json!({"as_of": "2025-06-30", "period": "2025-Q2"}));
    assert_eq!(found["coverage"]["items"], 4);
    // What serves them counts, whenever it is done.
    assert_eq!(found["objectives"][0]["plans"]["planned"], "265000.00");
    let found = ask(&planned(), &json!({"as_of": "2025-06-30", "period": "2025-06"}));
    assert_eq!(found["objectives"], json!([]));
    assert_eq!(found["coverage"]["items"], 0);
}

#[test]
fn attainment_is_distributed_and_leads_to_advice() {
    let list = |shares: &[Option<&str>]| {
        let (mut goals, mut updates) = (vec![json!({"id": "top", "period": "2025-05"})], Vec::new());
        for (number, share) in shares.iter().enumerate() {
            let id = format!("o{number}");
            goals.push(json!({"id": id, "parent": "top", "period": "2025-05"}));
            updates.extend(share.map(|share| json!({"objective": id, "date": "2025-05-31", "percent": share})));
        }
        june(&json!({"objectives": goals, "objective_updates": updates}))
    };
    let low = list(&[Some("100"), Some("99.9"), Some("80"), Some("59.9"), Some("60")]);
    let counts: Vec<u64> = (0..4).map(|at| low["distribution"]["ranges"][at]["count"].as_u64().unwrap()).collect();
    assert_eq!(counts, [1, 1, 2, 1]);
    assert_eq!((&low["distribution"]["share"], &low["distribution"]["mean"]), (&json!("0.2"), &json!("0.7996")));
    assert_eq!(low["advice"][0]["code"], "targets_too_high");
    assert_eq!(low["advice"][0]["text"], "1 of 5 goals were reached (20%): are the targets too high?");
    // Exactly 30 of 100 and exactly 90 of 100 are neither.
    let ten = |reached: usize| -> Vec<Option<&str>> {
        (0..10).map(|number| Some(if number < reached { "100" } else { "0" })).collect()
    };
    let first = |found: &Value| found["advice"][0]["code"].as_str().unwrap_or("none").to_owned();
    assert_eq!(
        [2, 3, 9, 10].map(|reached| first(&list(&ten(reached)))),
        ["targets_too_high", "idle", "idle", "targets_too_low"]
    );
    // Four are too few to tell; of five, two are fewer than half.
    assert_eq!(first(&list(&[Some("0"); 4])), "idle");
    assert_eq!(first(&list(&[Some("0"), Some("0"), None, None, None])), "not_measured");
}

#[test]
fn faults_are_named_in_place() {
    let facts = json!({
        "objectives": [
            {"id": "a", "period": "2025", "parent": "c", "drivers": product(&["b"])},
            {"id": "b", "period": "2025", "parent": "a", "drivers": product(&["gone", "a"])},
            {"id": "c", "period": "2025", "parent": "b"},
            {"id": "a", "period": "2025"},
            {"id": "two", "period": "2025", "unit": "north", "position": "clerk"},
            {"id": "who", "period": "2025", "employee": "nobody"},
            {"id": "what", "period": "2025", "metric": "saels", "parent": "top"},
            {"id": "both", "period": "2025", "target": 3, "growth": 3},
            {"id": "light", "period": "2025", "weight": 0},
            {"id": "zero", "period": "2025", "target": 0},
            {"id": "same", "period": "2025", "measure": "improvement", "from": 3, "target": 3},
            {"id": "unit", "period": "2025", "metric": "visits", "target": "5%"},
            {"id": "dear", "period": "2025", "metric": "sales", "currency": "USD"},
            {"id": "start", "period": "2025", "measure": "improvement", "target": 3}],
        "objective_updates": [
            {"objective": "x", "date": "2025-06-01", "percent": 1},
            {"objective": "what", "date": "2025-06-01", "percent": 101},
            {"objective": "what", "date": "2025-06-01", "actual": "3%"},
            {"objective": "what", "date": "2025-06-01"}]});
    let found = ask(&facts, &json!({"as_of": "2025-06-30"}));
    let mut problems: Vec<String> = found["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| format!("{} {}", problem["pointer"].as_str().unwrap(), problem["code"].as_str().unwrap()))
        .collect();
    problems.sort();
    let mut expected = [
        "/objectives/1/drivers/of/0/objective reference_unknown",
        "/objectives/1/drivers/of/1/objective cycle",
        "/objectives/2/parent cycle",
        "/objectives/3/id id_duplicate",
        "/objectives/4 subject_mismatch",
        "/objectives/5/employee reference_unknown",
        "/objectives/6/metric reference_unknown",
        "/objectives/6/parent reference_unknown",
        "/objectives/7/growth method_mismatch",
        "/objectives/8/weight weight_not_positive",
        "/objectives/9/target target_not_positive",
        "/objectives/10/target range_empty",
        "/objectives/11/target percent_not_allowed",
        "/objectives/12/currency currency_mismatch",
        "/objectives/13/from field_missing",
        "/objective_updates/0/objective reference_unknown",
        "/objective_updates/1/percent number_out_of_range",
        "/objective_updates/2/actual percent_not_allowed",
        "/objective_updates/3 field_missing",
    ];
    expected.sort_unstable();
    assert_eq!(problems, expected);
    let left: Vec<&str> =
        found["objectives"].as_array().unwrap().iter().map(|o| o["objective"].as_str().unwrap()).collect();
    assert_eq!(left, ["a", "b", "c", "what"]);
    // Two of its drivers are gone, so that nothing is said of the others.
    assert_eq!(found["objectives"][1]["cascade"]["why"], "driver_missing");
}
