//! Whatever bytes come: no panic, and what is accepted is well formed.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use hrcore_csv::{merge, observations_to_facts, results_to_csv};
use proptest::prelude::*;

/// Bytes that look enough like an export to get past the header.
fn nearly_csv() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop_oneof!["[a-z0-9.%-]{0,6}", "\"[ -~\r\n]{0,4}\"?", "\\PC{0,3}"];
    let row = prop::collection::vec(cell, 1..8).prop_map(|cells| cells.join(","));
    prop::collection::vec(row, 0..6)
        .prop_map(|rows| format!("metric,period,value,part,whole,state\n{}", rows.join("\n")).into_bytes())
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = observations_to_facts(&bytes);
        let _ = merge(&bytes, b"metric,period,value\nm,2025,1\n");
        let _ = results_to_csv(&bytes);
    }

    #[test]
    fn what_is_read_is_json_with_a_row_each(bytes in nearly_csv()) {
        match observations_to_facts(&bytes) {
            Ok(facts) => {
                let facts: serde_json::Value = serde_json::from_str(&facts).unwrap();
                let rows = facts.get("observations").and_then(|o| o.as_array()).unwrap().len();
                let lines = String::from_utf8(bytes).unwrap().lines().count();
                prop_assert!(rows < lines);
            }
            Err(problems) => {
                let written: serde_json::Value = serde_json::from_str(&problems.to_json()).unwrap();
                prop_assert_eq!(written.get("problems").and_then(|p| p.as_array()).unwrap().len(), problems.iter().count());
            }
        }
    }

    #[test]
    fn plain_cells_come_back(value in "-?[1-9][0-9]{0,12}(\\.[0-9]{1,6})?", id in "[a-z\u{4e00}-\u{4e20}]{1,8}") {
        let csv = format!("metric,employee,period,value\nm,{id},2025-06,{value}\n");
        let facts = observations_to_facts(csv.as_bytes()).unwrap();
        let fields = format!("\"employee\":\"{id}\",\"period\":\"2025-06\",\"value\":\"{value}\"");
        prop_assert!(facts.contains(&fields));
    }
}
