//! Values of months, and how they are looked at.

use serde_json::{Value, json};

use super::{all, clerk, look, person, policy};
use crate::attrition::Leaving;

fn metric(metric: &str, views: &[&str]) -> Value {
    let of = |view: &&str| json!({"id": format!("{metric}_{view}"), "source": {"kind": "metric", "metric": metric}, "view": view});
    views.iter().map(of).collect()
}

fn observed(metric: &str, values: &[(&str, f64)]) -> Vec<Value> {
    let of =
        |(period, value): &(&str, f64)| json!({"metric": metric, "employee": "e1", "period": period, "value": value});
    values.iter().map(of).collect()
}

fn of_e1(drivers: &Value, observations: &[Value], asked: (&str, u32)) -> Vec<String> {
    let facts = json!({"employees": [clerk("e1", "2023-01-01", "")], "observations": observations});
    all(drivers, &facts, asked).of("e1")
}

#[test]
fn views_look_at_months_before() {
    let values = [("2024-08", 1.0), ("2024-09", 2.0), ("2024-10", 6.0), ("2024-12", 0.0), ("2025-01", 4.0)];
    let drivers = metric("roi", &["last", "mean3", "slope", "months_since"]);
    let rows = of_e1(&drivers, &observed("roi", &values), ("2025-05-31", 8));
    let expected = [
        // August and September: 1, 2.
        "2024-10 stayed 2 1.5 - 1",
        // 1, 2, 6: the slope is 5/2.
        "2024-11 stayed 6 3 2.5 1",
        "2024-12 stayed - 4 2.5 2",
        // October, none, 0. Months 1, 2, 3 and 5 of six: mean 2.75, values 1, 2, 6, 0 around 2.25:
        // (-1.75·-1.25 + -.75·-.25 + .25·3.75 + 2.25·-2.25) ÷ (3.0625 + .5625 + .0625 + 5.0625) = -1.75 ÷ 8.75.
        "2025-01 stayed 0 3 -0.2 3",
        // 0 and 4. Months 0, 1, 2, 4, 5: mean 2.4, values around 2.6:
        // (-2.4·-1.6 + -1.4·-.6 + -.4·3.4 + 1.6·-2.6 + 2.6·1.4) ÷ (5.76 + 1.96 + .16 + 2.56 + 6.76) = 2.8 ÷ 17.2.
        "2025-02 stayed 4 2 0.1628 1",
        // 2, 6, 0, 4 in months 0, 1, 3, 4: mean 2, values around 3: (2 + -3 + -3 + 2) ÷ 10.
        "2025-03 stayed - 2 -0.2 2",
        // 6, 0, 4 in months 0, 2, 3: mean 5/3, values around 10/3: (-40/9 + -10/9 + 8/9) ÷ (25/9 + 1/9 + 16/9).
        "2025-04 stayed - 4 -1 3",
        "2025-05 stayed - - - 4",
    ];
    assert_eq!(rows, expected);
}

#[test]
fn what_is_two_years_ago_is_not_known() {
    let drivers = metric("roi", &["months_since"]);
    let rows = of_e1(&drivers, &observed("roi", &[("2023-01", 1.0)]), ("2025-02-28", 2));
    assert_eq!(rows, ["2025-01 stayed 24", "2025-02 stayed -"]);
    // Also before the first month of the window.
    let rows = of_e1(&drivers, &observed("roi", &[("2023-03", 1.0)]), ("2025-02-28", 1));
    assert_eq!(rows, ["2025-02 stayed 23"]);
}

#[test]
fn months_are_made_of_the_records_that_lie_in_them() {
    // Two days of January; a week in February; one that lies in February and March.
    let values = [("2025-01-03", 1.0), ("2025-01-20", 2.5), ("2025-W07", 7.0), ("2025-W09", 9.0)];
    let rows = of_e1(&metric("cost", &["last"]), &observed("cost", &values), ("2025-04-30", 3));
    assert_eq!(rows, ["2025-02 stayed 3.5", "2025-03 stayed -", "2025-04 stayed -"]);
    let rows = of_e1(&metric("cost", &["last"]), &observed("cost", &values[..3]), ("2025-04-30", 3));
    assert_eq!(rows, ["2025-02 stayed 3.5", "2025-03 stayed 7", "2025-04 stayed -"]);
}

#[test]
fn metrics_that_are_computed_are_computed() {
    let mut observations = observed("roi", &[("2025-01", 2.0), ("2025-02", 3.0), ("2025-03", 4.5)]);
    observations.extend(observed("cost", &[("2025-01", 5.0), ("2025-03", 10.0)]));
    let mut drivers = metric("both", &["last", "mean3"]).as_array().unwrap().clone();
    drivers.extend(metric("growth", &["last"]).as_array().unwrap().clone());
    drivers.extend(metric("roi", &["last"]).as_array().unwrap().clone());
    let rows = of_e1(&json!(drivers), &observations, ("2025-04-30", 3));
    // 2 · 2 + 5/10; nothing without its cost; 2 · 4.5 + 10/10.
    let expected = ["2025-02 stayed 4.5 4.5 - 2", "2025-03 stayed - 4.5 0.5 3", "2025-04 stayed 10 7.25 0.5 4.5"];
    assert_eq!(rows, expected);
}

#[test]
fn metrics_of_units_are_those_of_the_unit_held() {
    let people = json!([
        person("e1", &[("clerk", "north", "2024-01-01", "2025-01-31", ""), ("clerk", "south", "2025-02-01", "", "")]),
        clerk("e2", "2024-01-01", "")
    ]);
    let visits = |unit: &str, period: &str, value: u32| json!({"metric": "visits", "unit": unit, "period": period, "value": value});
    let observations =
        json!([visits("north", "2025-01", 10), visits("south", "2025-01", 20), visits("south", "2025-02", 30)]);
    let facts = json!({"employees": people, "observations": observations});
    let seen = all(&metric("visits", &["last"]), &facts, ("2025-03-31", 2));
    assert_eq!(seen.of("e1"), ["2025-02 stayed 10", "2025-03 stayed 30"]);
    assert_eq!(seen.of("e2"), ["2025-02 stayed -", "2025-03 stayed -"]);
}

#[test]
fn scores_are_totals_as_they_are_shown() {
    let drivers = json!([
        {"id": "score", "source": {"kind": "score"}}, {"id": "trend", "source": {"kind": "score"}, "view": "slope"}]);
    let people = json!([
        // From 16 February a keeper: 13 of 28 days.
        person("e1", &[("clerk", "", "2024-01-01", "2025-02-15", ""), ("keeper", "", "2025-02-16", "", "")]),
        person("e2", &[("guard", "", "2024-01-01", "", "")])
    ]);
    let in_position = |position: &str, value: f64| json!({"metric": "roi", "employee": "e1", "position": position, "period": "2025-02", "value": value});
    let mut observations = observed("roi", &[("2024-12", 2.8), ("2025-01", 3.0), ("2025-03", 1.5)]);
    observations.extend([in_position("clerk", 3.0), in_position("keeper", 2.0)]);
    observations.push(json!({"metric": "roi", "employee": "e2", "period": "2025-01", "value": 3}));
    let seen = all(&drivers, &json!({"employees": people, "observations": observations}), ("2025-05-31", 5));
    let expected = [
        // 280/3, shown with two places.
        "2025-01 stayed 93.33 -",
        "2025-02 stayed 100 -",
        // The keeper's, not the mean of both; a multiple is no flow, so that its target is not prorated: 200/3.
        "2025-03 stayed 66.67 -13.33",
        // 93.33, 100, 66.67, 50: (-1.5·93.33 + -.5·100 + .5·66.67 + 1.5·50) ÷ 5.
        "2025-04 stayed 50 -16.332",
        "2025-05 stayed - -16.332",
    ];
    assert_eq!(seen.of("e1"), expected);
    // Whose position has no card has no score.
    assert_eq!(seen.of("e2")[1], "2025-02 stayed - -");
}

#[test]
fn attendance_adds_up_in_the_month_of_its_last_day() {
    let attended = |period: &str, due: u32, absent: f64, overtime: f64| json!({"employee": "e1", "period": period, "days_due": due, "days_absent": absent, "overtime_hours": overtime});
    let facts = json!({
        "employees": [clerk("e1", "2024-01-01", ""), clerk("e2", "2024-01-01", "")],
        "attendance": [
            attended("2025-01", 20, 5.0, 7.5),
            // Ends on 2 March.
            attended("2025-W09", 5, 1.0, 2.0), attended("2025-03-10", 1, 0.5, 0.0), attended("2025-03-11", 0, 0.0, 3.0),
            attended("2025-Q2", 60, 6.0, 60.0), attended("2025-04-13", 0, 0.0, 0.0)]
    });
    let drivers = json!([
        {"id": "o", "source": {"kind": "overtime"}}, {"id": "o3", "source": {"kind": "overtime"}, "view": "mean3"},
        {"id": "a", "source": {"kind": "absence"}}, {"id": "om", "source": {"kind": "overtime"}, "view": "months_since"}]);
    let seen = all(&drivers, &facts, ("2025-05-31", 4));
    let expected = [
        "2025-02 stayed 7.5 7.5 0.25 1",
        "2025-03 stayed - 7.5 - 2",
        // 2 + 0 + 3 hours; 1.5 of 6 days.
        "2025-04 stayed 5 6.25 0.25 1",
        // April has a record, of no hours and no days due.
        "2025-05 stayed 0 2.5 - 2",
    ];
    assert_eq!(seen.of("e1"), expected);
    assert_eq!(
        seen.of("e2"),
        ["2025-02", "2025-03", "2025-04", "2025-05"].map(|month| format!("{month} stayed - - - -"))
    );
}

#[test]
fn appraisal_months_count_where_they_end_and_longer_periods_once_they_are_over() {
    let drivers = json!([
        {"id": "roi", "source": {"kind": "metric", "metric": "roi"}}, {"id": "score", "source": {"kind": "score"}},
        {"id": "overtime", "source": {"kind": "overtime"}}]);
    let mut rules = policy(&drivers);
    let ask = |rules: &Value, period: &str, month: &str| {
        let facts = json!({
            "employees": [clerk("e1", "2024-01-01", "")],
            "observations": [
                {"metric": "roi", "employee": "e1", "period": period, "value": 3},
                {"metric": "roi", "employee": "e1", "period": month, "value": 3}],
            "attendance": [{"employee": "e1", "period": period, "days_due": 20, "overtime_hours": 4}]});
        look(rules, &facts, ("2025-04-30", 3), Leaving::Any).of("e1")
    };
    rules["appraisal_period"] = json!({"every": "month", "start_day": 26});
    // From 26 January to 25 February.
    let expected = ["2025-02 stayed - - -", "2025-03 stayed 3 100 4", "2025-04 stayed - - -"];
    assert_eq!(ask(&rules, "2025-02@26", "2020-01"), expected);
    rules["appraisal_period"] = json!({"every": "quarter"});
    // At the end of January and February the last quarter of 2024 is the last, at the end of March the first of 2025.
    let expected = ["2025-02 stayed - - -", "2025-03 stayed 3 - -", "2025-04 stayed - 100 -"];
    assert_eq!(ask(&rules, "2024-Q3", "2025-02"), expected);
    let expected = ["2025-02 stayed - 100 -", "2025-03 stayed - 100 -", "2025-04 stayed - - -"];
    assert_eq!(ask(&rules, "2024-Q4", "2020-01"), expected);
}
