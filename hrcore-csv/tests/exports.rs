//! Exports as systems write them, with the expected documents written by hand.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use hrcore_csv::{Limits, Problems, merge, observations_to_facts, observations_to_facts_with, results_to_csv};

fn found(problems: &Problems) -> Vec<(&str, &str)> {
    problems.iter().map(|p| (p.code, p.pointer.as_str())).collect()
}

fn facts(observations: &str) -> String {
    format!(r#"{{"schema_version":"1.0","observations":[{observations}]}}"#)
}

#[test]
fn columns_stand_in_any_order_and_empty_cells_are_absent() {
    let csv = "record,value,period,employee,metric,unit\nr-1,0.10,2025-06,e1,sales,\n,5%,2025-06,,rate,shop\n";
    let expected = facts(
        r#"{"metric":"sales","employee":"e1","period":"2025-06","value":"0.10","record":"r-1"},{"metric":"rate","unit":"shop","period":"2025-06","value":"5%"}"#,
    );
    assert_eq!(observations_to_facts(csv.as_bytes()).unwrap(), expected);
}

#[test]
fn mark_line_ends_quotes_and_blanks_of_a_spreadsheet() {
    let csv = "\u{feff}metric,period,value,source\r\n\"sa\"\"les\",2025-06 , 12 ,\"shop, north\"\r\n,,,\r\n\r\n";
    let expected = facts(r#"{"metric":"sa\"les","period":"2025-06","value":"12","source":"shop, north"}"#);
    assert_eq!(observations_to_facts(csv.as_bytes()).unwrap(), expected);
}

#[test]
fn digits_beyond_a_float_survive() {
    let csv = "metric,period,value\nm,2025,1234567890.123456789012345678\n";
    assert!(observations_to_facts(csv.as_bytes()).unwrap().contains("\"1234567890.123456789012345678\""));
}

#[test]
fn a_state_or_the_parts_of_a_rate_stand_for_the_value() {
    let csv = "metric,period,value,part,whole,state,position,currency\n\
               m,2025-06,,28,30,,,\nm,2025-07,,,,missing,clerk,\nm,2025-08,1,,,,,USD\n";
    let expected = facts(concat!(
        r#"{"metric":"m","period":"2025-06","value":{"part":"28","whole":"30"}},"#,
        r#"{"metric":"m","position":"clerk","period":"2025-07","state":"missing"},"#,
        r#"{"metric":"m","period":"2025-08","value":"1","currency":"USD"}"#,
    ));
    assert_eq!(observations_to_facts(csv.as_bytes()).unwrap(), expected);
}

#[test]
fn every_bad_row_is_named_by_its_line() {
    // Lines 3 and 8 are empty, and the cell on line 5 runs on to line 6: an editor counts them all.
    let csv = "metric,period,value,part,state,source\r\nm,2025-06,1,,,\r\n\r\n,2025-06,1,,,\r\n\
               m,2025-06,1,,,\"two\r\nlines\"\r\nm,,1,,,\r\n\r\nm,2025-06,,,,\r\nm,2025-06,1,,missing,\r\n\
               m,2025-06,,1,,\r\nm,2025-06,1\r\nm,2025-06,1,000,,,\r\n";
    let problems = observations_to_facts(csv.as_bytes()).unwrap_err();
    assert_eq!(
        found(&problems),
        [
            ("field_missing", "/rows/4"),
            ("field_missing", "/rows/7"),
            ("field_missing", "/rows/9"),
            ("type_mismatch", "/rows/10/value"),
            ("field_missing", "/rows/11"),
            ("field_missing", "/rows/12"),
            ("field_unknown", "/rows/13"),
        ]
    );
}

#[test]
fn a_wrong_header_names_the_nearest_column() {
    let problems = observations_to_facts(b"Metric,period,valeu,value,value,a/b\n").unwrap_err();
    assert_eq!(
        found(&problems),
        [
            ("field_unknown", "/rows/1/Metric"),
            ("field_unknown", "/rows/1/valeu"),
            ("id_duplicate", "/rows/1/value"),
            ("field_unknown", "/rows/1/a~1b"),
            ("field_missing", "/rows/1"),
        ]
    );
    let hints: Vec<_> = problems.iter().filter_map(|p| p.hint.as_deref()).collect();
    assert_eq!(hints.first(), Some(&"did you mean `metric`?"));
    assert_eq!(hints.get(1), Some(&"did you mean `value`?"));
    // A stranger among the columns hides no row; without a needed column every row would be at fault.
    let stranger = observations_to_facts(b"metric,period,value,shoe\n,2025,1,\n").unwrap_err();
    assert_eq!(found(&stranger), [("field_unknown", "/rows/1/shoe"), ("field_missing", "/rows/2")]);
    let lacking = observations_to_facts(b"metric,value\nm,\n").unwrap_err();
    assert_eq!(found(&lacking), [("field_missing", "/rows/1")]);
    let semicolons = observations_to_facts(b"metric;period;value\nm;2025;1\n").unwrap_err();
    assert_eq!(semicolons.iter().next().unwrap().hint.as_deref(), Some("separate the columns with commas"));
}

#[test]
fn a_header_without_values_and_no_header_at_all() {
    assert_eq!(found(&observations_to_facts(b"metric,period,part\n").unwrap_err()), [("field_missing", "/rows/1")]);
    assert_eq!(found(&observations_to_facts(b"").unwrap_err()), [("field_missing", "")]);
    assert_eq!(observations_to_facts(b"metric,period,value\n").unwrap(), facts(""));
}

#[test]
fn another_encoding_is_refused_at_the_cell() {
    let problems = observations_to_facts(b"metric,period,value,source\nm,2025,1,\xc4\xe3\n").unwrap_err();
    assert_eq!(found(&problems), [("type_mismatch", "/rows/2/3")]);
    assert_eq!(problems.iter().next().unwrap().hint.as_deref(), Some("save the export as CSV UTF-8"));
}

#[test]
fn limits_hold() {
    let csv = b"metric,period,value\nm,2025,1\nm,2025,2\nm,2025,3\n";
    let with = |change: &dyn Fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        observations_to_facts_with(csv, &limits)
    };
    assert!(with(&|l| l.rows = 3).is_ok());
    assert_eq!(found(&with(&|l| l.rows = 2).unwrap_err()), [("limit_exceeded", "/rows/4")]);
    assert!(with(&|l| l.bytes = csv.len()).is_ok());
    assert_eq!(found(&with(&|l| l.bytes = csv.len() - 1).unwrap_err()), [("limit_exceeded", "")]);
    assert_eq!(found(&with(&|l| l.cell_bytes = 5).unwrap_err()).first(), Some(&("limit_exceeded", "/rows/1/0")));
    let many = format!("metric,period,value\n{}", "m,2025,\n".repeat(1000));
    assert_eq!(observations_to_facts(many.as_bytes()).unwrap_err().iter().count(), 100);
    let wide = format!("metric,period,value\n{}\n", ",".repeat(300));
    assert_eq!(found(&observations_to_facts(wide.as_bytes()).unwrap_err()), [("limit_exceeded", "/rows/2")]);
}

#[test]
fn merging_keeps_the_facts_digit_for_digit() {
    let csv = b"metric,period,value\nm,2025,1\n";
    let own = br#"{"observations": [ {"value": 1.000000000000000000001} ], "employees": [1e3]}"#;
    assert_eq!(
        merge(own, csv).unwrap(),
        r#"{"observations":[ {"value": 1.000000000000000000001} ,{"metric":"m","period":"2025","value":"1"}],"employees":[1e3]}"#
    );
    assert_eq!(
        merge(br#"{"observations": [ ]}"#, csv).unwrap(),
        r#"{"observations":[ {"metric":"m","period":"2025","value":"1"}]}"#
    );
    assert_eq!(merge(br#"{"observations":[7]}"#, b"metric,period,value\n").unwrap(), r#"{"observations":[7]}"#);
    assert_eq!(merge(b"{}", b"metric,period,value\n").unwrap(), r#"{"observations":[]}"#);
}

#[test]
fn facts_that_are_no_object_are_refused() {
    let csv = b"metric,period,value\n";
    for (own, code, pointer) in [
        (&b"[]"[..], "type_mismatch", ""),
        (b"{", "json_syntax", ""),
        (b"{} x", "json_syntax", ""),
        (br#"{"observations":{}}"#, "type_mismatch", "/observations"),
        (br#"{"a":1,"b":2,"a":3}"#, "json_duplicate_key", "/a"),
    ] {
        assert_eq!(found(&merge(own, csv).unwrap_err()), [(code, pointer)]);
    }
    // Depth is no danger here, for nothing below the first level is taken apart; the engine refuses it.
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(5000), "]".repeat(5000));
    assert!(merge(deep.as_bytes(), csv).unwrap().starts_with(&deep[..5000]));
}

#[test]
fn problems_are_written_as_the_engine_writes_them() {
    let problems = observations_to_facts(b"metric,period,state\nm,2025,\n").unwrap_err();
    assert_eq!(
        problems.to_json(),
        r#"{"problems":[{"code":"field_missing","pointer":"/rows/2","message":"the row has no value","hint":"leave the row out, or write `missing` under `state`"}]}"#
    );
    assert_eq!(problems.to_string(), "field_missing at `/rows/2`: the row has no value");
}

#[test]
fn results_have_a_row_per_line() {
    let answer = r#"{"results": [
        {"employee": "e1", "state": "known", "total": "95", "band": "excellent", "coefficient": "1.2", "positions": [
            {"position": "operator", "unit": "shop, north", "scorecard": "ops", "from": "2025-06-01", "to": "2025-06-30", "lines": [
                {"line": "roi", "metric": "ad_roi", "unit": "multiple", "state": "value", "actual": "-2.8", "target": "3", "met": false,
                 "attainment": "0.9333", "score": "93.3333", "weight": "40", "applied_weight": "40", "contribution": "37.3333"},
                {"line": "teamwork", "metric": "mood", "unit": "label", "state": "value", "label": "glad", "weight": "60", "applied_weight": "0"}]}]},
        {"employee": "=2+5", "state": "not_in_scope"}], "problems": []}"#;
    let expected = "employee,position,unit,scorecard,from,to,line,metric,unit_of_measure,currency,state,actual,target,met,attainment,score,weight,\
        applied_weight,contribution,result,total,band,coefficient\n\
        e1,operator,\"shop, north\",ops,2025-06-01,2025-06-30,roi,ad_roi,multiple,,value,-2.8,3,false,0.9333,93.3333,40,40,37.3333,known,95,excellent,1.2\n\
        e1,operator,\"shop, north\",ops,2025-06-01,2025-06-30,teamwork,mood,label,,value,glad,,,,,60,0,,known,95,excellent,1.2\n\
        '=2+5,,,,,,,,,,,,,,,,,,,not_in_scope,,,\n";
    assert_eq!(results_to_csv(answer.as_bytes()).unwrap(), expected);
}

#[test]
fn an_answer_of_problems_is_no_table() {
    assert_eq!(found(&results_to_csv(br#"{"problems":[]}"#).unwrap_err()), [("field_missing", "")]);
    assert_eq!(found(&results_to_csv(b"{").unwrap_err()), [("json_syntax", "")]);
}
