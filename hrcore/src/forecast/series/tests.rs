//! Series whose answer is known by hand: constant ones, pure seasons, known uplifts, gaps.

use serde_json::{Value, json};

use crate::{Engine, Facts, Limits, document};

/// A policy with some metrics, and what is added to it.
fn policy(added: &Value) -> Value {
    let mut policy = json!({
        "schema_version": "1.4", "id": "shop", "version": "1", "effective_from": "2015-01-01",
        "metrics": [
            {"id": "sales", "name": {"en": "sales", "zh": "销售额"}, "unit": "money", "currency": "CNY",
                "direction": "higher", "level": "company"},
            {"id": "parcels", "unit": "count", "direction": "higher"},
            {"id": "returned", "unit": "count", "direction": "lower"},
            {"id": "returns", "unit": "percent", "direction": "lower", "formula": "returned / parcels"},
            {"id": "grade", "unit": "label", "direction": "higher"}],
        "scorecards": [], "positions": [{"id": "packer"}, {"id": "clerk"}],
        "units": [{"id": "north"}, {"id": "town", "parent": "north"}],
        "seasons": [{"id": "retail", "name": {"en": "retail", "zh": "零售"},
            "factors": [1, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1.5, 1]}],
        "dated_events": [
            {"id": "double_11", "name": {"en": "Double 11", "zh": "双十一"}, "uplift": 1.5,
                "months": ["2025-11", "2022-11", "2023-11", "2024-11", "2026-11"]},
            {"id": "spring", "months": ["2025-01", "2026-02"], "uplift": 0.5, "before": [2], "after": [0.8, 0.9]}]
    });
    for (key, value) in added.as_object().unwrap() {
        policy[key] = value.clone();
    }
    policy
}

/// The `count` months up to one, the latest last.
fn months(count: usize, last: (usize, usize)) -> Vec<String> {
    let end = last.0 * 12 + last.1;
    (end - count..end).map(|at| format!("{}-{:02}", at / 12, at % 12 + 1)).collect()
}

/// Observations of a company's sales in the months up to October 2025.
fn sales(values: &[f64]) -> Value {
    let months = months(values.len(), (2025, 10));
    let seen = months.iter().zip(values).filter(|(_, value)| value.is_finite());
    let all = seen.map(|(month, value)| json!({"metric": "sales", "period": month, "value": value}));
    json!({"observations": all.collect::<Vec<_>>()})
}

fn ask(policy: &Value, facts: &Value, request: &Value) -> Value {
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let text = document::forecast(&engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
    serde_json::from_str(&text.unwrap_or_else(|problems| problems.to_json())).unwrap()
}

/// The means that are foretold, as they are shown.
fn means(answer: &Value) -> Vec<f64> {
    let points = answer["series"]["points"].as_array().unwrap_or_else(|| panic!("{answer:#}"));
    points.iter().map(|point| point["mean"].as_str().unwrap().parse().unwrap()).collect()
}

/// The codes and places of what is wrong.
fn wrong(answer: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{answer:#}")).to_owned();
    let problems = answer["problems"].as_array().unwrap_or_else(|| panic!("{answer:#}"));
    problems.iter().map(|problem| (text(&problem["code"]), text(&problem["pointer"]))).collect()
}

fn near(found: &[f64], expected: &[f64], share: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= share * expected.abs(), "{found} is not {expected}");
    }
}

fn request(added: &Value) -> Value {
    let mut request = json!({"as_of": "2025-10-31", "metric": "sales"});
    for (key, value) in added.as_object().unwrap() {
        request[key] = value.clone();
    }
    request
}

#[test]
fn a_pure_season_goes_on() {
    // January 110, February 120 … December 220, for four years up to October.
    let season = |month: usize| 100.0 + 10.0 * (month % 12 + 1) as f64;
    let values: Vec<f64> = (10..58).map(season).collect();
    let answer = ask(&policy(&json!({})), &sales(&values), &request(&json!({"horizon": 14})));
    near(&means(&answer), &(10..24).map(season).collect::<Vec<f64>>(), 1e-3);
    assert_eq!(answer["series"]["points"][0]["period"], "2025-11");
    assert_eq!(answer["series"]["points"][13]["period"], "2026-12");
    assert_eq!((&answer["series"]["n"], &answer["metric"]), (&json!(48), &json!("sales")));
    assert_eq!(answer["series"]["source"], "local");
    assert_eq!(answer["series"]["history"][0], json!({"period": "2021-11", "value": "210"}));
}

#[test]
fn events_are_taken_out_of_the_past_and_put_into_the_future() {
    // 100 in every month, 150 in November.
    let values: Vec<f64> = (0..36).map(|at| if at % 12 == 0 { 150.0 } else { 100.0 }).collect();
    let answer = ask(&policy(&json!({})), &sales(&values), &request(&json!({"events": ["double_11"], "horizon": 13})));
    let mut expected = vec![100.0; 13];
    (expected[0], expected[12]) = (150.0, 150.0);
    near(&means(&answer), &expected, 1e-6);
    assert_eq!(answer["series"]["points"][0]["events"], json!(["double_11"]));
    assert!(answer["series"]["points"][1].get("events").is_none());
    assert_eq!(answer["series"]["uplifts"], json!([{"event": "double_11", "uplift": "1.5", "learned_from": 0}]));
}

#[test]
fn what_events_do_to_the_months_around_them_moves_with_them() {
    // The festival of January 2025: December 200, January 50, February 80, March 90, else 100.
    let mut values = vec![100.0; 24];
    (values[13], values[14], values[15], values[16]) = (200.0, 50.0, 80.0, 90.0);
    let answer = ask(&policy(&json!({})), &sales(&values), &request(&json!({"events": ["spring"], "horizon": 7})));
    // That of 2026 is in February.
    near(&means(&answer), &[100.0, 100.0, 200.0, 50.0, 80.0, 90.0, 100.0], 1e-6);
    let uplift = &answer["series"]["uplifts"][0];
    assert_eq!((&uplift["before"], &uplift["after"]), (&json!(["2"]), &json!(["0.8", "0.9"])));
    assert_eq!(answer["series"]["points"][2]["events"], json!(["spring"]));
}

#[test]
fn uplifts_are_learned() {
    // Twice it brought 1.5, as the policy says, so that nothing else is learned; a festival that brought more moves it.
    let learns = json!({"dated_events": [{"id": "double_11", "uplift": 1.5, "learn": true,
        "months": ["2023-11", "2024-11", "2025-11"]}]});
    let look = |november: f64| {
        let values: Vec<f64> = (0..36).map(|at| if [12, 24].contains(&at) { november } else { 100.0 }).collect();
        let answer = ask(&policy(&learns), &sales(&values), &request(&json!({"events": ["double_11"], "horizon": 1})));
        let uplift = answer["series"]["uplifts"][0].clone();
        assert_eq!(uplift["learned_from"], 2);
        (means(&answer)[0], uplift["uplift"].as_str().unwrap().parse::<f64>().unwrap())
    };
    let (mean, uplift) = look(150.0);
    near(&[mean, uplift], &[150.0, 1.5], 1e-5);
    let (mean, uplift) = look(180.0);
    assert!((1.6..1.8).contains(&uplift), "{uplift}");
    // What it brought beyond the mean of both belongs to November itself.
    assert!((165.0..185.0).contains(&mean), "{mean}");
}

/// An event in every month leaves nothing to compare with: it is as the policy says. One that brought nothing has no
/// logarithm.
#[test]
fn what_taught_nothing_is_not_counted() {
    let look = |months: Vec<String>, values: &[f64]| {
        let learns = json!({"dated_events": [{"id": "double_11", "uplift": 1.5, "learn": true, "months": months}]});
        let answer = ask(&policy(&learns), &sales(values), &request(&json!({"events": ["double_11"]})));
        (answer["series"]["uplifts"][0]["uplift"].clone(), answer["series"]["uplifts"][0]["learned_from"].clone())
    };
    assert_eq!(look(months(36, (2025, 10)), &[100.0; 36]), (json!("1.5"), json!(0)));
    let values: Vec<f64> = (0..36).map(|at| if at == 12 { 0.0 } else { 100.0 }).collect();
    assert_eq!(look(vec!["2023-11".to_owned()], &values), (json!("1.5"), json!(0)));
}

#[test]
fn a_short_history_is_its_level_and_a_borrowed_season() {
    // 100 in each of four months; November is half as much again, February half.
    let answer = ask(&policy(&json!({})), &sales(&[100.0; 4]), &request(&json!({"season": "retail", "horizon": 4})));
    near(&means(&answer), &[150.0, 100.0, 100.0, 50.0], 1e-6);
    let series = &answer["series"];
    assert_eq!((&series["method"], &series["source"]), (&json!("level"), &json!("prior")));
    assert_eq!(series["caveats"], json!(["short_history", "season_borrowed", "events_left_out"]));
}

#[test]
fn what_is_missing_is_filled_and_what_is_missing_at_the_end_is_foretold() {
    let mut values = vec![100.0; 30];
    (values[12], values[28], values[29]) = (f64::NAN, f64::NAN, f64::NAN);
    let answer = ask(&policy(&json!({})), &sales(&values), &request(&json!({"horizon": 2})));
    near(&means(&answer), &[100.0, 100.0], 1e-6);
    assert_eq!(answer["series"]["points"][0]["period"], "2025-11");
    let history = answer["series"]["history"].as_array().unwrap();
    assert_eq!(history.len(), 30);
    for (at, period) in [(12, "2024-05"), (28, "2025-09"), (29, "2025-10")] {
        assert_eq!(history[at], json!({"period": period, "value": "100", "state": "filled"}));
    }
    assert_eq!((&answer["series"]["n"], &answer["series"]["caveats"][0]), (&json!(27), &json!("filled")));
}

#[test]
fn little_is_foretold_of_nothing() {
    for (values, caveat, seen) in [
        (vec![], "too_short", 0),
        (vec![100.0, 100.0], "too_short", 2),
        (vec![100.0, f64::NAN, 100.0, f64::NAN, 100.0], "too_many_missing", 3),
        ([vec![100.0; 24], vec![f64::NAN; 13]].concat(), "too_many_missing", 24),
    ] {
        let answer = ask(&policy(&json!({})), &sales(&values), &request(&json!({"lang": "en"})));
        let series = &answer["series"];
        assert_eq!((&series["method"], &series["points"]), (&json!("none"), &json!([])), "{values:?}");
        assert_eq!((&series["caveats"], &series["n"]), (&json!([caveat]), &json!(seen)));
        assert_eq!(series["history"].as_array().unwrap().len(), seen);
        assert!(answer["text"].as_str().unwrap().starts_with("Nothing is foretold: "));
    }
}

#[test]
fn a_forecast_begins_after_the_last_period_that_is_over() {
    let first = |as_of: &str, every: &str| {
        let answer = ask(&policy(&json!({})), &sales(&[100.0; 60]), &request(&json!({"as_of": as_of, "every": every})));
        answer["series"]["points"][0]["period"].as_str().map(str::to_owned)
    };
    assert_eq!(first("2025-10-31", "month").as_deref(), Some("2025-11"));
    assert_eq!(first("2025-10-30", "month").as_deref(), Some("2025-10"));
    // Quarters of three months each; the third is over.
    assert_eq!(first("2025-10-31", "quarter").as_deref(), Some("2025-Q4"));
    assert_eq!(first("2025-06-30", "half").as_deref(), Some("2025-H2"));
    assert_eq!(first("2025-10-31", "year").as_deref(), Some("2025"));
}

#[test]
fn months_are_those_of_the_policy() {
    let policy = policy(&json!({"appraisal_period": {"every": "month", "start_day": 26}}));
    let observation = |month: &str| json!({"metric": "sales", "period": month, "value": 100});
    let observations = ["2025-08@26", "2025-09@26", "2025-10@26"].map(observation);
    let facts = json!({"observations": observations});
    let look = |as_of: &str| {
        let request = json!({"as_of": as_of, "metric": "sales", "horizon": 1, "events": ["double_11"]});
        ask(&policy, &facts, &request)["series"]["points"][0].clone()
    };
    // October's ends on the 25th; November's is that of Double 11.
    let point = look("2025-10-25");
    assert_eq!((&point["period"], &point["mean"]), (&json!("2025-11@26"), &json!("150")));
    assert_eq!(look("2025-10-24"), json!(null));
}

#[test]
fn a_series_is_of_an_owner() {
    let held = |id: &str, position: &str, unit: &str| json!({"id": id, "positions": [{"position": position, "unit": unit, "from": "2024-01-01"}]});
    let mut observations = Vec::new();
    for month in months(6, (2025, 10)) {
        for (who, parcels) in [("a", 30), ("b", 50), ("c", 20)] {
            observations.push(json!({"metric": "parcels", "employee": who, "period": month, "value": parcels}));
            observations.push(json!({"metric": "returned", "employee": who, "period": month, "value": 3}));
        }
    }
    let employees = [held("a", "packer", "north"), held("b", "packer", "town"), held("c", "clerk", "town")];
    let facts = json!({"employees": employees, "observations": observations});
    let look = |metric: &str, key: &str, id: &str| {
        let mut request = request(&json!({"metric": metric, "horizon": 1, "lang": "en"}));
        if !key.is_empty() {
            request[key] = json!(id);
        }
        ask(&policy(&json!({})), &facts, &request)
    };
    for (key, id, expected) in [
        ("", "", 100.0),
        ("employee", "b", 50.0),
        ("position", "packer", 80.0),
        ("unit", "town", 70.0),
        ("unit", "north", 100.0),
    ] {
        near(&means(&look("parcels", key, id)), &[expected], 1e-9);
    }
    // A formula of sums: 6 of 70 are returned. A percentage is a share, and in words a percentage.
    let answer = look("returns", "unit", "town");
    near(&means(&answer), &[6.0 / 70.0], 1e-5);
    assert!(answer["text"].as_str().unwrap().starts_with("returns: 8.571% in November 2025; "), "{answer:#}");
}

#[test]
fn values_can_come_with_the_request() {
    let values = [("2025-10", 100), ("2025-07", 100), ("2025-08", 100), ("2025-09", 100)];
    let values: Vec<Value> = values.iter().map(|(period, value)| json!({"period": period, "value": value})).collect();
    let request = json!({"as_of": "2025-10-31", "values": values, "season": "retail", "horizon": 1});
    let answer = ask(&policy(&json!({})), &json!({}), &request);
    assert_eq!(means(&answer), [150.0]);
    assert!(answer.get("metric").is_none());
    assert_eq!(answer["series"]["history"][0]["period"], "2025-07");
    // Weeks over a new year; a series without a season.
    let weeks = ["2025-W52", "2026-W01", "2026-W02"].map(|week| json!({"period": week, "value": 7}));
    let request = json!({"as_of": "2026-01-11", "every": "week", "values": weeks, "horizon": 2});
    let answer = ask(&policy(&json!({})), &json!({}), &request);
    assert_eq!((means(&answer), &answer["series"]["points"][0]["period"]), (vec![7.0, 7.0], &json!("2026-W03")));
}

#[test]
fn a_season_of_quarters_halves_and_weeks_goes_on() {
    let name = |every: &str, year: usize, at: usize| match every {
        "quarter" => format!("{year}-Q{}", at + 1),
        "half" => format!("{year}-H{}", at + 1),
        _ => format!("{year}-W{:02}", at + 1),
    };
    for (every, m, years, as_of) in
        [("quarter", 4, 5, "2024-12-31"), ("half", 2, 6, "2024-12-31"), ("week", 52, 4, "2024-12-29")]
    {
        let value = |at: usize| if at % m == 1 { 200.0 } else { 100.0 };
        let all =
            (0..m * years).map(|at| json!({"period": name(every, 2025 - years + at / m, at % m), "value": value(at)}));
        let all: Vec<Value> = all.collect();
        let skipped = all.iter().filter(|value| value["period"] != "2020-W53").cloned().collect::<Vec<_>>();
        let request = json!({"as_of": as_of, "every": every, "values": skipped, "horizon": m});
        let answer = ask(&policy(&json!({})), &json!({}), &request);
        near(&means(&answer), &(0..m).map(value).collect::<Vec<f64>>(), 0.05);
    }
}

#[test]
fn all_that_is_wrong_with_a_request_is_said() {
    let look = |request: &Value| wrong(&ask(&policy(&json!({})), &json!({}), request));
    let is = |code: &str, pointer: &str| (code.to_owned(), pointer.to_owned());
    let request = json!({"as_of": "2025-10-31", "metric": "sale", "horizon": 61, "every": "quarter", "season": "retal",
        "events": ["double_11", "double_12", "double_11"], "position": "paker", "unit": "north"});
    let expected = [
        ("number_out_of_range", "/horizon"),
        ("reference_unknown", "/metric"),
        ("reference_unknown", "/position"),
        ("field_unknown", "/unit"),
        ("value_mismatch", "/season"),
        ("value_mismatch", "/events"),
        ("reference_unknown", "/season"),
        ("reference_unknown", "/events/1"),
        ("id_duplicate", "/events/2"),
    ];
    assert_eq!(look(&request), expected.map(|(code, pointer)| is(code, pointer)));
    let of = |period: &str| json!({"period": period, "value": 1});
    let values = ["2025-09", "2025-Q3", "2025-08@26", "2025-11", "2025-09", "1950-01"].map(of);
    let request = json!({"as_of": "2025-10-31", "values": values, "employee": "e1", "horizon": 0});
    let expected = [
        ("number_out_of_range", "/horizon"),
        ("field_unknown", "/employee"),
        ("value_mismatch", "/values/1/period"),
        ("value_mismatch", "/values/2/period"),
        ("time_order", "/values/3/period"),
        ("id_duplicate", "/values/4/period"),
        ("number_out_of_range", "/values/5/period"),
    ];
    assert_eq!(look(&request), expected.map(|(code, pointer)| is(code, pointer)));
    assert_eq!(look(&json!({"as_of": "2025-10-31"})), [is("field_missing", "")]);
    let both = json!({"as_of": "2025-10-31", "metric": "sales", "values": [of("2025-09")]});
    assert_eq!(look(&both), [is("field_unknown", "/values")]);
    let label = json!({"as_of": "2025-10-31", "metric": "grade", "employee": "nobody"});
    assert_eq!(look(&label), [is("value_mismatch", "/metric"), is("reference_unknown", "/employee")]);
    let many: Vec<Value> = (0..601).map(|_| of("2025-09")).collect();
    assert_eq!(look(&json!({"as_of": "2025-10-31", "values": many})), [is("limit_exceeded", "/values")]);
}

#[test]
fn all_that_is_wrong_with_seasons_and_events_is_said() {
    let policy = policy(&json!({
        "seasons": [
            {"id": "a", "factors": [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 101, 0.009]},
            {"id": "a", "factors": [1, 1]},
            {"id": "b", "factors": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}],
        "dated_events": [
            {"id": "c", "uplift": -1, "months": ["2025-11", "2025-Q4", "2025-11", "2025-11@26"]},
            {"id": "d", "uplift": 2, "months": [], "before": [1, 0], "after": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}]
    }));
    let problems = Engine::compile(policy.to_string().as_bytes()).unwrap_err();
    let found: Vec<(&str, &str)> = problems.iter().map(|p| (p.code.as_str(), p.pointer.as_str())).collect();
    let expected = [
        ("id_duplicate", "/seasons/1/id"),
        ("number_out_of_range", "/seasons/0/factors/9"),
        ("number_out_of_range", "/seasons/0/factors/10"),
        ("number_out_of_range", "/seasons/0/factors/11"),
        ("field_missing", "/seasons/1/factors"),
        ("limit_exceeded", "/seasons/2/factors"),
        ("number_out_of_range", "/dated_events/0/uplift"),
        ("value_mismatch", "/dated_events/0/months/1"),
        ("value_mismatch", "/dated_events/0/months/3"),
        ("id_duplicate", "/dated_events/0/months/2"),
        ("number_out_of_range", "/dated_events/1/before/1"),
        ("limit_exceeded", "/dated_events/1/after"),
        ("field_missing", "/dated_events/1/months"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_element_that_cannot_be_read_is_the_only_problem_of_its_list() {
    let policy = policy(&json!({
        "seasons": [{"id": "a", "factors": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "x", 0]}],
        "dated_events": [{"id": "c", "uplift": 2, "months": ["x"]}]
    }));
    let problems = Engine::compile(policy.to_string().as_bytes()).unwrap_err();
    let found: Vec<(&str, &str)> = problems.iter().map(|p| (p.code.as_str(), p.pointer.as_str())).collect();
    assert!(found.contains(&("number_out_of_range", "/seasons/0/factors/11")), "{found:?}");
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn factors_are_divided_by_their_mean() {
    // Twice as much in July: the mean is 13 ÷ 12.
    let stated = json!({"seasons": [{"id": "s", "factors": [1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1]}]});
    let engine = Engine::compile(policy(&stated).to_string().as_bytes()).unwrap();
    let season = &engine.versions()[0].forecasts.seasons[0];
    near(season, &[1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1].map(|factor| f64::from(factor) * 12.0 / 13.0), 1e-15);
}

#[test]
fn the_calendar_has_ends() {
    let engine = Engine::compile(policy(&json!({"effective_from": "1900-01-01"})).to_string().as_bytes()).unwrap();
    for (as_of, every) in
        [("9000-12-31", "month"), ("9000-12-31", "year"), ("1900-01-01", "week"), ("1900-01-01", "year")]
    {
        let observation = json!({"metric": "sales", "period": as_of, "value": 1});
        let facts = json!({"observations": [observation]}).to_string();
        let facts = Facts::parse(facts.as_bytes(), Limits::default()).unwrap();
        let mut request = crate::request::ForecastRequest::new(as_of.parse().unwrap());
        request.metric = crate::values::Id::new("sales");
        request.every = crate::policy::Every::ALL.iter().copied().find(|word| word.as_str() == every).unwrap();
        assert_eq!(engine.forecast(&facts, &request).unwrap().series.method, "none");
    }
    // Forecasts end with the calendar.
    let months = months(10, (9000, 12));
    let values: Vec<Value> = months.iter().map(|month| json!({"period": month, "value": 5})).collect();
    let request = json!({"as_of": "9000-12-31", "values": values, "horizon": 60, "lang": "zh"});
    let answer = ask(&policy(&json!({})), &json!({}), &request);
    assert!(means(&answer).len() < 60 && !means(&answer).is_empty(), "{answer:#}");
}

#[test]
fn the_largest_values_are_shown() {
    let largest = "999999999999999999.9999999999";
    let values = |value: &str| {
        let months = months(30, (2025, 10)).into_iter();
        let all: Vec<String> = months.map(|month| format!(r#"{{"period": "{month}", "value": {value}}}"#)).collect();
        format!(r#"{{"as_of": "2025-10-31", "values": [{}], "lang": "en"}}"#, all.join(","))
    };
    let engine = Engine::compile(policy(&json!({})).to_string().as_bytes()).unwrap();
    for (value, expected) in [(largest, 1e18), ("-0.000000000000000001", 0.0)] {
        let text = document::forecast(&engine, b"{}", values(value).as_bytes()).unwrap();
        let answer: Value = serde_json::from_str(&text).unwrap();
        near(&means(&answer), &[expected; 12], 1e-6);
    }
}

#[test]
fn a_forecast_is_told_in_words() {
    let values: Vec<f64> = (0..36).map(|at| if at % 12 == 0 { 150.0 } else { 100.0 }).collect();
    let text = |lang: &str| {
        let request = request(&json!({"events": ["double_11"], "lang": lang}));
        ask(&policy(&json!({})), &sales(&values), &request)["text"].as_str().unwrap().to_owned()
    };
    // 150 and eleven times 100, as in the year before: 1 250 ÷ 12 = 104.17.
    let en = text("en");
    for part in [
        "sales: 150 CNY in November 2025 (Double 11 ×1.5); in 80 of 100 cases it is ",
        "The highest is 150 CNY in November 2025 (Double 11 ×1.5), the lowest 100 CNY in December 2025. ",
        "The mean of the 12 periods is 104.2 CNY, as much as in as many before. ",
    ] {
        assert!(en.contains(part), "{en}");
    }
    let zh = text("zh");
    for part in [
        "销售额：2025 年 11 月预计 150 CNY（双十一 ×1.5），八成可能在 ",
        "最高为 2025 年 11 月的 150 CNY（双十一 ×1.5），最低为 2025 年 12 月的 100 CNY。",
        "12 期平均 104.2 CNY，与此前 12 期基本持平。",
    ] {
        assert!(zh.contains(part), "{zh}");
    }
    // Two trials of the last year and half year: eighteen forecasts of twelve values.
    let waves: Vec<f64> = (0..48).map(|at| 100.0 + f64::from(at * at % 7)).collect();
    let text = |values: &[f64], lang: &str| {
        let answer = ask(&policy(&json!({})), &sales(values), &request(&json!({"lang": lang})));
        answer["text"].as_str().unwrap().to_owned()
    };
    assert!(
        text(&waves, "en").contains("18 forecasts of the last values, each from those before, would have been off by ")
    );
    assert!(text(&waves, "zh").contains("用更早的数据对近期各值回测 18 次，平均偏差 "));
    // Shares of values about zero say nothing.
    let about_zero: Vec<f64> = waves.iter().map(|value| value - 103.0).collect();
    assert!(!text(&about_zero, "en").contains("would have been off"));
    // Of nothing, nothing is known, nor how sure that is.
    let nothing = ask(&policy(&json!({})), &sales(&[0.0; 5]), &request(&json!({"lang": "en"})));
    assert_eq!(nothing["series"]["caveats"], json!(["short_history", "constant", "events_left_out"]));
    let said = nothing["text"].as_str().unwrap();
    assert!(
        said.starts_with("sales: 0 CNY in November 2025. It stays ") && said.contains("not known from them. "),
        "{said}"
    );
    // A wrong figure is no change: 100 in this year as in the last.
    let mut wrong: Vec<f64> = (0..36).map(|at| if at % 12 == 0 { 150.0 } else { 100.0 }).collect();
    wrong[30] = 10_000.0;
    let said = text(&wrong, "en");
    assert!(said.contains("104.2 CNY, as much as in as many before. "), "{said}");
    let request = request(&json!({"season": "retail", "lang": "en", "horizon": 1}));
    let answer = ask(&policy(&json!({})), &sales(&[100.0; 4]), &request);
    let text = answer["text"].as_str().unwrap();
    assert!(text.contains("the level of the last of 4 values and the season “retail”. There are fewer"), "{text}");
}

/// Double 11 is in November 2025, the festival in February 2026; the history ends in October.
#[test]
fn events_ahead_are_named_with_their_past_or_said() {
    let said = ["events_left_out", "event_without_past"];
    let look = |policy: &Value, values: &[f64], added: &Value| {
        let answer = ask(policy, &sales(values), &request(added));
        let all = answer["series"]["caveats"].as_array().cloned().unwrap_or_default();
        all.iter()
            .filter_map(Value::as_str)
            .filter_map(|own| said.iter().position(|one| *one == own))
            .collect::<Vec<_>>()
    };
    let own = policy(&json!({}));
    let (left_out, no_past, nothing) = (vec![0], vec![1], Vec::<usize>::new());
    assert_eq!(look(&own, &[100.0; 36], &json!({"horizon": 1})), left_out);
    assert_eq!(look(&own, &[100.0; 36], &json!({"horizon": 3, "events": ["double_11"]})), nothing);
    assert_eq!(look(&own, &[100.0; 36], &json!({"horizon": 4, "events": ["double_11"]})), left_out);
    // Neither is in a history of nine months, which is no year.
    assert_eq!(look(&own, &[100.0; 9], &json!({"horizon": 4, "events": ["double_11", "spring"]})), nothing);
    let alone = policy(&json!({"dated_events": [{"id": "double_11", "name": {"en": "Double 11", "zh": "双十一"},
        "months": ["2025-11"], "uplift": 1.5}]}));
    let named = json!({"horizon": 1, "events": ["double_11"]});
    assert_eq!(look(&alone, &[100.0; 36], &named), no_past);
    assert_eq!(look(&alone, &[100.0; 12], &named), no_past);
    assert_eq!(look(&alone, &[100.0; 11], &named), nothing);
    let text = |added: &Value| ask(&alone, &sales(&[100.0; 36]), &request(added))["text"].as_str().unwrap().to_owned();
    let found = text(&json!({"horizon": 1, "lang": "en"}));
    assert!(found.ends_with("were not named, and count only as part of the season: Double 11."), "{found}");
    let found = text(&json!({"horizon": 1, "lang": "zh"}));
    assert!(found.ends_with("未来月份有未列明的节点活动，仅作为季节规律的一部分：双十一。"), "{found}");
    let found = text(&json!({"horizon": 1, "lang": "en", "events": ["double_11"]}));
    assert!(
        found.contains("Name the past months of dated events as well") && found.ends_with(": Double 11."),
        "{found}"
    );
    // Quarters have no months.
    let quarters: Vec<Value> =
        ["2024-Q3", "2024-Q4", "2025-Q1"].iter().map(|quarter| json!({"period": quarter, "value": 1})).collect();
    let quarters = json!({"as_of": "2025-03-31", "every": "quarter", "values": quarters});
    assert_eq!(ask(&own, &json!({}), &quarters)["series"]["caveats"], json!(["short_history"]));
}
