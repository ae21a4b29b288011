//! Forecasts of series: intervals hold each other, order and unit do not matter, and a longer horizon changes nothing.

use proptest::prelude::*;
use serde_json::{Value, json};

use hrcore::document;

use super::documents::{compile, read};

fn policy() -> Value {
    json!({"schema_version": "1.4", "id": "p", "version": "1", "effective_from": "2010-01-01", "scorecards": [],
        "positions": [{"id": "packer"}],
        "metrics": [{"id": "parcels", "unit": "count", "direction": "higher"}],
        "seasons": [{"id": "s", "factors": [1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 3, 1]}],
        "dated_events": [
            {"id": "e", "uplift": 1.5, "months": ["2024-11", "2025-11"], "learn": true, "before": [0.9]},
            {"id": "f", "uplift": 0.7, "months": ["2024-02", "2025-01"], "after": [1.2, 1.1]}]})
}

/// The month so many months before October 2025.
fn month(before: usize) -> String {
    let number = 2025 * 12 + 9 - before;
    format!("{}-{:02}", number / 12, number % 12 + 1)
}

fn values(series: &[Option<i64>], by: i64) -> Vec<Value> {
    let count = series.len();
    let known = series.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
    known.map(|(at, value)| json!({"period": month(count - 1 - at), "value": value * by})).collect()
}

fn request(values: &[Value], added: &Value) -> Value {
    let mut request = json!({"as_of": "2025-10-31", "values": values});
    for (key, value) in added.as_object().unwrap() {
        request[key] = value.clone();
    }
    request
}

fn ask(facts: &Value, request: &Value) -> Value {
    let engine = compile(&policy());
    let text = document::forecast(&engine, facts.to_string().as_bytes(), request.to_string().as_bytes());
    read(&text.unwrap_or_else(|problems| problems.to_json()))
}

/// The means and the borders of the intervals, from the least to the most.
fn points(answer: &Value) -> Vec<[f64; 5]> {
    let number = |point: &Value, key: &str| point[key].as_str().unwrap().parse().unwrap();
    // Without a value there is no question.
    let points = answer["series"]["points"].as_array().map_or(&[][..], Vec::as_slice);
    points.iter().map(|point| ["lo95", "lo80", "mean", "hi80", "hi95"].map(|key| number(point, key))).collect()
}

fn series() -> impl Strategy<Value = Vec<Option<i64>>> {
    let value = prop_oneof![
        8 => (0..2000i64).prop_map(Some),
        2 => (-500..100_000i64).prop_map(Some),
        1 => Just(None),
    ];
    prop::collection::vec(value, 0..60)
}

fn added() -> impl Strategy<Value = Value> {
    let events = prop::sample::subsequence(vec!["e", "f"], 0..=2);
    (any::<bool>(), events, 1..20u32).prop_map(|(season, events, horizon)| {
        let mut added = json!({"events": events, "horizon": horizon});
        if season {
            added["season"] = json!("s");
        }
        added
    })
}

proptest! {
    #![proptest_config(super::cases(24))]

    #[test]
    fn intervals_hold_each_other(series in series(), added in added()) {
        let answer = ask(&json!({}), &request(&values(&series, 1), &added));
        if let Some(first) = series.iter().position(Option::is_some) {
            let known = series.iter().flatten().count();
            prop_assert_eq!(&answer["series"]["n"], &json!(known));
            let is_told = answer["series"]["method"] != "none";
            prop_assert_eq!(is_told, known >= 3 && (series.len() - first - known) * 3 <= series.len() - first);
            let history = if is_told { series.len() - first } else { known };
            prop_assert_eq!(answer["series"]["history"].as_array().unwrap().len(), history);
            let horizon = if is_told { added["horizon"].as_u64().unwrap() } else { 0 };
            prop_assert_eq!(points(&answer).len() as u64, horizon);
        }
        for borders in points(&answer) {
            prop_assert!(borders.is_sorted(), "{:?}", borders);
        }
        // What never was below zero is not foretold there.
        if series.iter().flatten().all(|value| *value >= 0) {
            prop_assert!(points(&answer).iter().all(|borders| borders[0] >= 0.0));
        }
    }

    #[test]
    fn the_order_of_values_does_not_matter(series in series(), added in added(), seed in 0..1000usize) {
        let values = values(&series, 1);
        let mut mixed = values.clone();
        if !mixed.is_empty() {
            let by = seed % mixed.len();
            mixed.rotate_left(by);
        }
        prop_assert_eq!(ask(&json!({}), &request(&values, &added)), ask(&json!({}), &request(&mixed, &added)));
    }

    #[test]
    fn a_longer_horizon_changes_nothing(series in series(), added in added()) {
        let values = values(&series, 1);
        let mut longer = added.clone();
        longer["horizon"] = json!(added["horizon"].as_u64().unwrap() + 7);
        let short = ask(&json!({}), &request(&values, &added));
        let long = ask(&json!({}), &request(&values, &longer));
        // The guard looks at all that is asked for: what goes astray later is not foretold by the same method.
        if short["series"]["method"] == long["series"]["method"] {
            let (short, long) = (points(&short), points(&long));
            prop_assert_eq!(short.as_slice(), &long[..short.len()]);
        }
    }

    #[test]
    fn the_unit_does_not_matter(series in series(), added in added()) {
        // Values of 1024 times the size: not one digit of the arithmetic is another.
        let own = points(&ask(&json!({}), &request(&values(&series, 1), &added)));
        let large = points(&ask(&json!({}), &request(&values(&series, 1024), &added)));
        for (own, large) in own.iter().flatten().zip(large.iter().flatten()) {
            prop_assert!((own * 1024.0 - large).abs() <= 2e-5 * large.abs() + 1e-6, "{} {}", own, large);
        }
    }

    #[test]
    fn observations_of_many_are_as_their_sums(series in series(), added in added(), own in 0..100i64) {
        let asked = request(&values(&series, 1), &added);
        let employees = ["a", "b"].map(|id| json!({"id": id, "positions": [{"position": "packer", "from": "2000-01-01"}]}));
        let mut observations = Vec::new();
        for stated in values(&series, 1) {
            for (id, value) in [("a", own), ("b", stated["value"].as_i64().unwrap() - own)] {
                observations.push(json!({"employee": id, "metric": "parcels", "period": stated["period"], "value": value}));
            }
        }
        let facts = json!({"employees": employees, "observations": observations});
        let mut of_metric = asked.clone();
        of_metric.as_object_mut().unwrap().remove("values");
        of_metric["metric"] = json!("parcels");
        let answer = ask(&facts, &of_metric);
        if !values(&series, 1).is_empty() {
            prop_assert_eq!(&answer["series"], &ask(&json!({}), &asked)["series"]);
            of_metric["position"] = json!("packer");
            prop_assert_eq!(&answer["series"], &ask(&facts, &of_metric)["series"]);
        }
    }
}
