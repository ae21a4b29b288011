//! A model of two terms, added up by hand.

use super::{POLICY, known};
use crate::attrition::known::decimal;
use crate::attrition::model::RiskBand;
use crate::attrition::risk::{Risks, band, chance_of, ranks};
use crate::error::Code;
use crate::{Engine, document};

/// Tenure as a line with bends, the position as levels.
const MODEL: &str = r#"{
    "schema_version": "1.5", "id": "m", "version": "1", "rate": 0.02, "intercept": -4,
    "terms": [
        {"driver": {"id": "tenure", "source": {"kind": "tenure"}}, "centre": 24, "spread": 12, "line": -0.3,
            "knots": [0, 12, 36], "bends": [0.5, 0, -0.2], "middle": 0.05},
        {"driver": {"id": "position", "source": {"kind": "position"}},
            "levels": [{"id": "junior", "adds": 0.4}, {"id": "elsewhere", "adds": 3}], "missing": 0.7, "middle": 0.1}]
}"#;

fn parts(cells: &[f64]) -> (i64, Vec<i64>) {
    let known = known(MODEL).unwrap();
    let mut parts = Vec::new();
    let sum = known.additions(cells, &mut parts);
    (sum, parts)
}

#[test]
fn additions_add_up_digit_for_digit() {
    // Five months: −0.3 · (5 − 24)/12 = 0.475; five twelfths of the way from 0.5 to 0: 0.291667; less 0.05.
    // The position's 0.4 less 0.1.
    assert_eq!(parts(&[5.0, 0.0]), (-2_983_333, vec![716_667, 300_000]));
    assert_eq!(decimal(-2_983_333).to_string(), "-2.983333");
    // Beyond the last knot it goes on as a line: −0.3 · 16/12 − 0.2 − 0.05. Not known: 0.7 − 0.1.
    assert_eq!(parts(&[40.0, f64::NAN]), (-4_050_000, vec![-650_000, 600_000]));
    // A level that is not stated adds nothing, and one of elsewhere is nobody's.
    assert_eq!(parts(&[24.0, 1.0]).1, [-150_000, -100_000]);
    // Without `missing` what is not known adds nothing.
    assert_eq!(parts(&[f64::NAN, 0.0]).1, [-50_000, 300_000]);
    // Before the first knot.
    assert_eq!(parts(&[-12.0, 1.0]).1, [1_350_000, -100_000]);
}

#[test]
fn a_chance_over_months_grows_with_tenure() {
    // By a sum in Python over three months, tenure a month more in each.
    let known = known(MODEL).unwrap();
    let mut risks = Risks::new(&known, 3, 0.5 / 109.0);
    let near = |value: f64, expected: f64| assert!((value / expected - 1.0).abs() < 1e-6, "{value} {expected}");
    near(risks.of(&[5.0, 0.0]).mean, 0.129_227_726_5);
    near(risks.mean(&[40.0, f64::NAN]), 0.049_082_288_9);
    // Nothing is known of how sure it is.
    assert_eq!(risks.of(&[5.0, 0.0]).shown, [risks.of(&[5.0, 0.0]).mean; 4]);
}

#[test]
fn the_variance_is_that_of_the_row() {
    let model = |covariance: &str| {
        let end = MODEL.rfind('}').unwrap();
        format!("{}, \"covariance\": {covariance}}}", &MODEL[..end])
    };
    let mut row = Vec::new();
    // The level alone: one standard deviation of 0.2, whoever it is.
    let level = known(&model("[0.04]")).unwrap();
    assert_eq!(level.variance(&[5.0, 0.0], &mut row), 0.04);
    let shown = Risks::new(&level, 1, 0.0).of(&[24.0, 0.0]).shown;
    // −4 − 0.15 + 0.3 = −3.85; ± 1.2815516 · 0.2.
    for (bound, expected) in shown.iter().zip([-4.106_310_3, -3.593_689_7, -4.241_992_8, -3.458_007_2]) {
        assert!((bound - chance_of(expected)).abs() < 1e-9, "{bound}");
    }
    // The whole: level, line, three bends, two levels, missing. Of somebody with five months as a junior the row is
    // 1, −19/12, 7/12, 5/12, 0, 1, 0, 0.
    let mut cells = vec!["0"; 36];
    // Variances of level 0.04, line 0.09, first bend 0.36, and level with line 0.01, junior 0.16.
    (cells[0], cells[1], cells[2], cells[5], cells[20]) = ("0.04", "0.01", "0.09", "0.36", "0.16");
    let whole = known(&model(&format!("[{}]", cells.join(",")))).unwrap();
    let expected = 0.04 + 2.0 * 0.01 * (-19.0 / 12.0) + 0.09 * 361.0 / 144.0 + 0.36 * 49.0 / 144.0 + 0.16;
    assert!((whole.variance(&[5.0, 0.0], &mut row) - expected).abs() < 1e-12);
}

#[test]
fn pairs_are_tables() {
    let end = MODEL.rfind('}').unwrap();
    let model = format!(
        r#"{}, "pairs": [{{"first": "tenure", "second": "position", "first_edges": [12], "second_edges": [1],
            "cells": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], "middle": 0.1}}]}}"#,
        &MODEL[..end]
    );
    let known = known(&model).unwrap();
    let mut parts = Vec::new();
    let mut pair = |cells: [f64; 2]| {
        known.additions(&cells, &mut parts);
        parts[2]
    };
    // A number on an edge lies behind it; the last row and column are for what is not known.
    assert_eq!(pair([11.0, 0.0]), 0);
    // The position `senior` is no level of the term, whatever its place in the policy.
    assert_eq!(pair([12.0, 1.0]), 500_000);
    assert_eq!(pair([3.0, f64::NAN]), 200_000);
    assert_eq!(pair([f64::NAN, 0.0]), 600_000);
    assert_eq!(pair([f64::NAN, f64::NAN]), 800_000);
}

/// A document has six digits: what was a level or a jump when the model was fitted is one when it is asked.
#[test]
fn thirds_are_found_again() {
    let known = known(
        r#"{"schema_version": "1.5", "id": "m", "version": "1", "rate": 0.02, "intercept": 0, "terms": [
        {"driver": {"id": "a", "source": {"kind": "absence"}},
            "levels": [{"value": 0, "adds": 1}, {"value": 0.333333, "adds": 2}, {"value": 1234570, "adds": 3}]},
        {"driver": {"id": "b", "source": {"kind": "absence"}, "view": "mean3"},
            "knots": [0, 0.666667, 0.666667, 1], "bends": [0, 1, 4, 6]}]}"#,
    )
    .unwrap();
    let mut parts = Vec::new();
    let mut of = |cells: [f64; 2]| {
        known.additions(&cells, &mut parts);
        (parts[0], parts[1])
    };
    assert_eq!(of([1.0 / 3.0, 2.0 / 3.0]), (2_000_000, 4_000_000));
    assert_eq!(of([1_234_567.0, 1.0]), (3_000_000, 6_000_000));
    // What is another number stays one.
    assert_eq!(of([0.33334, 0.5]), (0, 750_000));
    assert_eq!(of([-0.0, 0.6666]).0, 1_000_000);
    let mut row = Vec::new();
    known.design(&[1.0 / 3.0, 2.0 / 3.0], &mut row);
    assert_eq!(row, [1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
}

#[test]
fn all_that_is_wrong_is_said() {
    let problems = known(
        r#"{"schema_version": "1.5", "id": "m", "version": "1", "rate": 1, "weight": -1, "covariance": [1, 2],
        "terms": [
            {"driver": {"id": "a", "source": {"kind": "metric", "metric": "retuns"}}, "line": 1, "centre": 0, "spread": 1},
            {"driver": {"id": "b", "source": {"kind": "tenure"}}, "line": 2000, "spread": 0,
                "knots": [2, 1], "bends": [1], "levels": [{"adds": 1}]},
            {"driver": {"id": "b", "source": {"kind": "unit"}}, "line": 1, "centre": 0, "spread": 1,
                "levels": [{"id": "north", "adds": 1}, {"id": "north", "adds": 2}, {"value": 1, "adds": 2}]}],
        "pairs": [{"first": "b", "second": "c", "first_edges": [1, 1], "second_edges": [], "cells": [1]}]}"#,
    )
    .unwrap_err();
    let said: Vec<_> = problems.iter().map(|problem| (problem.code.as_str(), problem.pointer.as_str())).collect();
    assert_eq!(
        said,
        [
            ("number_out_of_range", "/model/rate"),
            ("number_out_of_range", "/model/weight"),
            ("reference_unknown", "/model/terms/0/driver/source/metric"),
            ("field_missing", "/model/terms/1"),
            ("number_out_of_range", "/model/terms/1/spread"),
            ("value_mismatch", "/model/terms/1/bends"),
            ("value_mismatch", "/model/terms/1/knots/1"),
            ("number_out_of_range", "/model/terms/1/line"),
            ("field_missing", "/model/terms/1/levels/0"),
            ("id_duplicate", "/model/terms/2/driver/id"),
            ("value_mismatch", "/model/terms/2"),
            ("id_duplicate", "/model/terms/2/levels/1"),
            ("field_missing", "/model/terms/2/levels/2"),
            ("reference_unknown", "/model/pairs/0/second"),
            ("value_mismatch", "/model/pairs/0/first_edges/1"),
            ("value_mismatch", "/model/pairs/0/cells"),
        ]
    );
    assert_eq!(known(&MODEL.replace("\"rate\": 0.02", "\"rate\": 0.02, \"covariance\": [1, 2]")).unwrap_err().len(), 1);
}

#[test]
fn bands_and_ranks() {
    let bands = [0.0049, 0.005, 0.0149, 0.015, 0.0249, 0.025].map(|chance| band(chance, 0.01).as_str());
    assert_eq!(bands, ["low", "typical", "typical", "raised", "raised", "high"]);
    assert_eq!(RiskBand::ALL.len(), 4);
    assert_eq!(ranks(&[0.1, 0.3, 0.1, 0.2]), [3, 1, 3, 2]);
}

/// Fields of an answer are unknown in a model; that which holds the model says so.
#[test]
fn who_gives_a_whole_answer_is_told_to_give_its_model() {
    let answer = r#"{"schema_version": "1.5", "tier": 3, "model": {"id": "m"}, "audit": []}"#;
    let problems = known(answer).unwrap_err();
    let told: Vec<_> = problems.iter().map(|problem| (problem.code, problem.pointer.as_str())).collect();
    let (unknown, missing) = (Code::FieldUnknown, Code::FieldMissing);
    assert_eq!(told[..3], [(unknown, "/tier"), (unknown, "/model"), (unknown, "/audit")]);
    // The name, its version and the rate.
    assert_eq!(told[3..], [(missing, ""); 3]);
    let hinted: Vec<_> = problems.iter().filter_map(|problem| problem.hint.as_deref()).collect();
    assert_eq!(hinted, ["of an answer of `fit_attrition` give the `model` alone"]);
    // The same within a request.
    let request = format!(r#"{{"as_of": "2025-06-30", "model": {answer}}}"#);
    let problems = document::attrition(&Engine::compile(POLICY).unwrap(), b"", request.as_bytes()).unwrap_err();
    let hinted: Vec<_> = problems.iter().filter(|problem| problem.hint.is_some()).collect();
    assert_eq!(hinted.iter().map(|problem| problem.pointer.as_str()).collect::<Vec<_>>(), ["/model/model"]);
    // Deeper fields of that name are others.
    let deeper = MODEL.replacen("\"driver\": {", "\"driver\": {\"model\": 1, ", 1);
    let problems = known(&deeper).unwrap_err();
    assert_eq!((problems[0].pointer.as_str(), problems[0].hint.as_deref()), ("/terms/0/driver/model", None));
}
