//! What a build without features does with a policy of the whole.
use hrcore::{Engine, document};

/// A scorecard of one rated line; a move that looks at the same metric, and more that this build does not know.
const POLICY: &str = r#"{"schema_version": "1.3", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    "metrics": [{"id": "care", "unit": "score", "direction": "higher", "source": "leads"}METRICS],
    "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": [{"id": "care", "metric": "care", "weight": 100,
        "method": {"kind": "rated", "raters": [{"kind": "lead", "weight": 100}], "scale": {"max": 5}}}]}]}],
    "positions": [{"id": "operator", "scorecard": "card"}, {"id": "lead"}]SECTIONS}"#;

const FACTS: &[u8] = br#"{"employees": [{"id": "e1", "positions": [{"position": "operator", "from": "2024-01-01"}]}],
    "observations": [{"metric": "care", "employee": "e1", "period": "2025-06", "value": 4}],
    "ratings": [{"metric": "care", "employee": "e1", "period": "2025-06", "rater": "lead", "value": 4}],
    "plans": [{"id": 7}]}"#;

#[cfg(feature = "receipts")]
const REQUEST: &[u8] = br#"{"period": "2025-06", "employee": "e1"}"#;

const MOVES: &str = r#", "moves": [{"id": "up", "from": "operator", "to": "lead",
    "requires": {"all": [{"metric": "care", "at_least": 4, "window": {"last": 3}}]}}]"#;

fn policy(metrics: &str, sections: &str) -> String {
    POLICY.replace("METRICS", metrics).replace("SECTIONS", sections)
}

fn refused(policy: &str) -> (String, String, Option<String>) {
    let problems = Engine::compile(policy.as_bytes()).unwrap_err();
    let problem = problems.iter().next().unwrap();
    (problem.code.to_string(), problem.pointer.clone(), problem.hint.clone())
}

#[test]
fn a_skipped_section_changes_no_score() {
    let score = |sections: &str| {
        let engine = Engine::compile(policy("", sections).as_bytes()).unwrap();
        document::score(&engine, FACTS, br#"{"period": "2025-06", "detail": "totals"}"#).unwrap()
    };
    // 4 of 5 is 80.
    assert!(score("").contains(r#""total":"80""#));
    // Nothing reads what is rated but the card, so that an observation of it is one too many; unless a move reads it.
    assert!(score("").contains("is rated, not observed"));
    assert!(score(MOVES).contains(r#""total":"80""#));
    assert!(score(MOVES).contains(r#""problems":[]"#));
    let volume = r#", "headcount": [{"id": "h", "position": "operator", "volume": "care", "per_head": 1}]"#;
    assert!(score(volume).contains(r#""problems":[]"#));
    let driver = r#", "attrition": {"drivers": [{"id": "d", "source": {"kind": "metric", "metric": "care"}}]}"#;
    assert!(score(driver).contains(r#""problems":[]"#));
    // What a position has to reach is no reading.
    let aims = r#", "units": [{"id": "u"}], "budgets": [{"objectives": [{"metric": "x"}]}]"#;
    assert!(score(aims).contains("is rated, not observed"));
}

#[test]
fn what_is_about_the_whole_policy_is_refused() {
    let engine = Engine::compile(policy("", MOVES).as_bytes()).unwrap();
    let codes = [document::lint(&engine), document::normalise(&engine)];
    for code in codes {
        let problems = code.unwrap_err();
        let problem = problems.iter().next().unwrap();
        assert_eq!((problem.code.as_str(), problem.pointer.as_str()), ("feature_missing", "/moves"));
    }
    // A section that holds nothing is none.
    let engine = Engine::compile(policy("", r#", "moves": [ ], "pipeline": null"#).as_bytes()).unwrap();
    assert_eq!(document::lint(&engine).unwrap(), r#"{"schema_version":"1.5","advice":[]}"#);
}

#[test]
#[cfg(feature = "receipts")]
fn a_receipt_is_of_the_whole_policy() {
    let refused = |answer: Result<String, hrcore::Problems>| {
        let problems = answer.unwrap_err();
        let problem = problems.iter().next().unwrap();
        (problem.code.to_string(), problem.pointer.clone())
    };
    let engine = Engine::compile(policy("", MOVES).as_bytes()).unwrap();
    let missing = |pointer: &str| ("feature_missing".to_owned(), pointer.to_owned());
    assert_eq!(refused(document::receipt(&engine, FACTS, REQUEST)), missing("/moves"));
    let engine = Engine::compile(policy("", "").as_bytes()).unwrap();
    let receipt = document::receipt(&engine, FACTS, REQUEST).unwrap();
    assert!(document::verify(receipt.as_bytes()).unwrap().starts_with(r#"{"valid":true"#));
    let whole = receipt.replacen(r#""policy":{"#, r#""policy":{"moves":[{}],"#, 1);
    assert_eq!(refused(document::verify(whole.as_bytes())), missing("/document/policy/moves"));
    let chance = receipt.replacen(r#""employee":"#, r#""question":"attrition","employee":"#, 1);
    assert_eq!(refused(document::verify(chance.as_bytes())), missing("/document/question"));
}

#[test]
fn a_metric_of_a_feature_is_refused() {
    let metrics = r#", {"id": "done", "unit": "percent", "direction": "higher", "training": {}}"#;
    let (code, pointer, _) = refused(&policy(metrics, ""));
    assert_eq!((code.as_str(), pointer.as_str()), ("feature_missing", "/metrics/1/training"));
    let listed = format!("[{}]", policy(metrics, ""));
    assert_eq!(refused(&listed).1, "/0/metrics/1/training");
}

#[test]
fn the_names_of_skipped_sections_are_known() {
    let (code, pointer, hint) = refused(&policy("", r#", "movess": []"#));
    assert_eq!((code.as_str(), pointer.as_str()), ("field_unknown", "/movess"));
    assert_eq!(hint.as_deref(), Some("did you mean `moves`?"));
    let (code, pointer, _) = refused(&policy("", r#", "moves": [], "moves": []"#));
    assert_eq!((code.as_str(), pointer.as_str()), ("json_duplicate_key", "/moves"));
    let (code, pointer, _) = refused(&policy("", r#", "moves": [{"id": 01}]"#));
    assert_eq!(code.as_str(), "json_syntax", "{pointer}");
}
