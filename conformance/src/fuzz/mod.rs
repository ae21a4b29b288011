//! What a fuzz target does with its bytes, and what must hold whatever they are.
//!
//! The fuzz targets and an ordinary test that replays their corpora call the same functions. They
//! panic when an invariant does not hold, as a fuzzer expects.
#![allow(clippy::panic, reason = "a broken invariant must stop the fuzzer")]

mod leaving;
mod money;

use crate::run::{Answer, Question, answer, ask};
use hrcore::Engine;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::str;
use std::sync::LazyLock;

const POLICY: &str = include_str!("policy.json");
const FACTS: &str = include_str!("facts.json");
const REQUEST: &str = r#"{"period":"2025-06"}"#;
const APPLICATION: &str = r#"{"as_of":"2025-06-10T09:00:00+08:00",
    "application":{"id":"a1","employee":"e1","move":"up"},"action":{"do":"apply","by":"e1","role":"employee"}}"#;
const PLANS: &str = r#"{"as_of":"2025-06-15T12:00:00+08:00","period":"2025-06","lang":"zh"}"#;
const MAY: &str = r#"{"as_of":"2025-06-30","employee":"e1","action":"discount","amount":"15%","lang":"zh"}"#;
const CURVE: &str = r#"{"as_of":"2025-06-30","rule":"share","from":0,"to":200000,"points":11}"#;
const COMPARE: &str = r#"{"period":"2025-06","version":"1","against":"1"}"#;
const CYCLE: &str = r#"{"period":"2025-06","as_of":"2025-07-04T12:00:00+08:00","lang":"zh",
    "record":[{"step":"announced","at":"2025-06-01T09:00:00+08:00","by":"hr"},
        {"step":"settled","at":"2025-06-30T17:00:00+08:00","by":"manager"},
        {"step":"published","at":"2025-07-02T17:00:00+08:00","by":"hr"}],
    "appeals":[{"id":"a1","employee":"e1","at":"2025-07-03T09:00:00+08:00"}]}"#;
const APPEAL: &str = r#"{"period":"2025-06","employee":"e1","lang":"zh",
    "published_at":"2025-07-02T17:00:00+08:00","filed_at":"2025-07-03T09:00:00+08:00","as_of":"2025-07-05T09:00:00+08:00",
    "corrections":{"observations":[{"metric":"complaints","employee":"e1","period":"2025-06","value":0}],"remove":["r1"]}}"#;
const FORECAST: &str = r#"{"as_of":"2025-06-30","metric":"sales","horizon":3,"lang":"zh"}"#;
// A model of figures of others, and of the person's own.
const CHANCE: &str = r#"{"as_of":"2025-06-30","employee":"e1","model":{"schema_version":"1.5","id":"m","version":"1","rate":"0.02",
    "terms":[{"driver":{"id":"pay","source":{"kind":"pay_position"}},"centre":1,"spread":1,"line":"-0.4"},
        {"driver":{"id":"team","source":{"kind":"team_leavers"}},"centre":0,"spread":1,"line":"0.3","missing":"0.1"},
        {"driver":{"id":"score","source":{"kind":"score"}},"centre":80,"spread":10,"line":"-0.2"},
        {"driver":{"id":"hours","source":{"kind":"overtime"}},"centre":10,"spread":5,"line":"0.1"}]}}"#;
const FLOWS: &str = r#"{"as_of":"2025-06-30","horizon":3,"runs":100,"lang":"zh"}"#;
const ASKED: [Question; 33] = [
    Question::Score,
    Question::Progress,
    Question::Explain,
    Question::Calibrate,
    Question::Rollup,
    Question::Eligibility,
    Question::Paths,
    Question::Procedure,
    Question::ReviewPolicy,
    Question::Assess,
    Question::Pipeline,
    Question::Plans,
    Question::Goals,
    Question::Training,
    Question::May,
    Question::Jobs,
    Question::Payouts,
    Question::PayoutCurve,
    Question::ComparePayouts,
    Question::Points,
    Question::Alerts,
    Question::Cycle,
    Question::Appeal,
    Question::Forecast,
    Question::Headcount,
    Question::Flows,
    Question::Workforce,
    Question::GoalForecast,
    Question::Attrition,
    Question::FitAttrition,
    Question::Retention,
    Question::Receipt,
    Question::AttritionReceipt,
];

/// Whether the bytes were accepted, so that a corpus can be seen to reach both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// They compiled, or at least one question was answered.
    Accepted,
    /// Every call failed with its problems.
    Refused,
}

/// The bytes are a policy: it is refused with problems, or its normal form compiles to itself, and
/// questions about it are answered.
pub fn policy(data: &[u8]) -> Reached {
    let answer = whole(Question::Normalise, data, b"", b"");
    let Some(normal) = success(&answer) else {
        return Reached::Refused;
    };
    let again = whole(Question::Normalise, normal.as_bytes(), b"", b"");
    if again.text() != normal {
        panic!("the normal form is not stable\nonce  {normal}\ntwice {}", again.text());
    }
    if success(&whole(Question::Lint, data, b"", b"")).is_none() {
        panic!("lint failed for a policy that compiles");
    }
    let request = REQUEST.as_bytes();
    let scored = whole(Question::Score, data, FACTS.as_bytes(), request);
    let from_normal = whole(Question::Score, normal.as_bytes(), FACTS.as_bytes(), request);
    if scored != from_normal {
        panic!("the normal form scores otherwise\n{}\n{}", scored.text(), from_normal.text());
    }
    let day = r#"{"as_of":"2025-06-30"}"#;
    for (question, request) in [
        (Question::Eligibility, day),
        (Question::Plans, PLANS),
        (Question::Goals, day),
        (Question::Training, day),
        (Question::May, MAY),
        (Question::Jobs, day),
        (Question::Payouts, REQUEST),
        (Question::PayoutCurve, CURVE),
        (Question::Points, day),
        (Question::Alerts, day),
        (Question::Cycle, CYCLE),
        (Question::Attrition, day),
        (Question::Retention, day),
    ] {
        let decided = whole(question, data, FACTS.as_bytes(), request.as_bytes());
        let from_normal = whole(question, normal.as_bytes(), FACTS.as_bytes(), request.as_bytes());
        if decided != from_normal {
            panic!("the normal form decides {question:?} otherwise\n{}\n{}", decided.text(), from_normal.text());
        }
    }
    Reached::Accepted
}

/// The bytes are facts, judged by a fixed policy: the same bytes give the same answer, and a receipt
/// about them can be verified.
pub fn facts(data: &[u8]) -> Reached {
    let mut reached = Reached::Refused;
    for question in ASKED {
        let request = match question {
            Question::Progress => r#"{"period":"2025-06","as_of":"2025-06-20"}"#,
            Question::Eligibility => r#"{"as_of":"2025-06-30","lang":"zh"}"#,
            Question::Paths => r#"{"as_of":"2025-06-30","employee":"e1"}"#,
            Question::ReviewPolicy => r#"{"from":"2025-01","to":"2025-06"}"#,
            Question::Procedure => APPLICATION,
            Question::Assess => r#"{"as_of":"2025-06-30","assessment":"three"}"#,
            Question::Pipeline
            | Question::Goals
            | Question::Training
            | Question::Jobs
            | Question::Points
            | Question::Headcount
            | Question::GoalForecast
            | Question::Attrition
            | Question::FitAttrition
            | Question::Alerts => r#"{"as_of":"2025-06-30","lang":"zh"}"#,
            Question::Retention => r#"{"as_of":"2025-06-30","by":"position","leaving":"any","lang":"zh"}"#,
            Question::Forecast => FORECAST,
            Question::Flows => FLOWS,
            Question::Workforce => r#"{"period":"2025","by":["position","unit"],"lang":"zh"}"#,
            Question::Payouts => r#"{"period":"2025-06","lang":"zh"}"#,
            Question::PayoutCurve => CURVE,
            Question::ComparePayouts => COMPARE,
            Question::Cycle => CYCLE,
            Question::Appeal => APPEAL,
            Question::Plans => PLANS,
            Question::May => MAY,
            Question::Receipt => r#"{"period":"2025-06","employee":"e1"}"#,
            Question::AttritionReceipt => CHANCE,
            _ => REQUEST,
        };
        let once = fixed(question, data, request.as_bytes());
        if once != fixed(question, data, request.as_bytes()) {
            panic!("{question:?} answers differently the second time");
        }
        let Some(text) = success(&once) else { continue };
        reached = Reached::Accepted;
        match question {
            Question::Receipt | Question::AttritionReceipt => verify(text),
            Question::Plans => counted(text),
            Question::Payouts => money::paid(text),
            Question::ComparePayouts => money::unchanged(text),
            Question::Points => money::balanced(text),
            Question::Alerts => money::told_once(text),
            _ => {}
        }
    }
    reached
}

/// The bytes are the formula of a metric that is scored.
pub fn formula(data: &[u8]) -> Reached {
    let Ok(text) = str::from_utf8(data) else {
        return Reached::Refused;
    };
    let line = |metric: &str| {
        json!({"id": metric, "metric": metric, "weight": 50, "target": 3, "method": {"kind": "ratio"},
            "on_missing": {"neutral": 50}})
    };
    let input = |id: &str| json!({"id": id, "unit": "number", "direction": "higher"});
    let document = json!({
        "schema_version": "1.0", "id": "formula", "version": "1", "effective_from": "2024-01-01",
        "metrics": [input("sales"), input("ad_cost"), input("count"),
            {"id": "derived", "unit": "number", "direction": "higher", "formula": text}],
        "scorecards": [{"id": "card", "sections": [{"id": "main",
            "lines": [line("sales"), line("derived")]}]}],
        "positions": [{"id": "seller", "scorecard": "card"}],
    });
    policy(document.to_string().as_bytes())
}

/// The bytes are the request of every question.
pub fn request(data: &[u8]) -> Reached {
    let answers = ASKED.map(|question| fixed(question, FACTS.as_bytes(), data));
    match answers.iter().any(|answer| success(answer).is_some()) {
        true => Reached::Accepted,
        false => Reached::Refused,
    }
}

/// The bytes are a request about leaving, with its models: what is answered adds up, a model that was fitted answers as it did
/// when it was not kept, and the longer, the fewer stay.
pub fn model(data: &[u8]) -> Reached {
    let facts = leaving::FACTS.as_bytes();
    let asked = fixed(Question::Attrition, facts, data);
    if let Some(text) = success(&asked) {
        leaving::added_up(text);
        leaving::kept(text, data, &|question, request| fixed(question, facts, request));
        leaving::vouched(text, data, &|request| {
            let receipt = fixed(Question::AttritionReceipt, facts, request);
            let Some(receipt) = success(&receipt) else {
                panic!("there is no receipt of what was answered: {}", receipt.text());
            };
            verify(receipt);
            receipt.to_owned()
        });
    }
    let fitted = fixed(Question::FitAttrition, facts, data);
    let staying = fixed(Question::Retention, facts, data);
    if let Some(text) = success(&staying) {
        leaving::falls(text);
    }
    match [asked, fitted, staying].iter().any(|answer| success(answer).is_some()) {
        true => Reached::Accepted,
        false => Reached::Refused,
    }
}

/// The bytes are a receipt: whatever they are, there is an answer with the hash of the document, or a refusal; and with that
/// hash in its place what was wrong with the result still is.
pub fn receipt(data: &[u8]) -> Reached {
    let verify = |receipt: &[u8]| whole(Question::Verify, receipt, b"", b"");
    let answer = verify(data);
    let (Some(answer), Ok(text)) = (success(&answer), str::from_utf8(data)) else {
        return Reached::Refused;
    };
    let told = |answer: &str, of: &str| {
        let answer = serde_json::from_str::<Value>(answer).unwrap_or_default();
        let hash = answer.get(of).and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut problems = answer.get("problems").and_then(Value::as_array).cloned().unwrap_or_default();
        problems.retain(|problem| problem.get("pointer") != Some(&json!("/receipt")));
        (hash, problems)
    };
    let (computed, problems) = told(answer, "receipt");
    let (claimed, _) = told(text, "receipt");
    if claimed.starts_with("sha256:") && text.matches(&claimed).count() == 1 {
        let again = verify(text.replacen(&claimed, &computed, 1).as_bytes());
        let Some(again) = success(&again) else { panic!("with another hash it is no receipt: {}", again.text()) };
        if told(again, "receipt") != (computed, problems) {
            panic!("the hash changes what is wrong with the result\nonce  {answer}\ntwice {again}");
        }
    }
    Reached::Accepted
}

/// A receipt that the engine wrote is found valid by the engine.
fn verify(receipt: &str) {
    let answer = whole(Question::Verify, receipt.as_bytes(), b"", b"");
    let valid = serde_json::from_str::<Value>(answer.text()).ok();
    if valid.and_then(|v| v.get("valid").and_then(Value::as_bool)) != Some(true) {
        panic!("a fresh receipt does not verify: {}\n{receipt}", answer.text());
    }
}

/// Every item of plans stands in one place, and nobody is told of the same thing twice.
fn counted(plans: &str) {
    let Ok(answer) = serde_json::from_str::<Value>(plans) else {
        panic!("the answer is not JSON: {plans}");
    };
    let results = answer.get("results").and_then(Value::as_array).into_iter().flatten();
    for summary in results.chain([&answer]).filter_map(|part| part.get("summary")) {
        let count = |field: &str| summary.get(field).and_then(Value::as_u64);
        let places = ["done", "done_late", "on_time", "at_risk", "overdue", "cancelled", "returned"];
        if count("items") != places.iter().map(|place| count(place)).sum() {
            panic!("items are counted elsewhere than where they stand: {summary}");
        }
    }
    let notices = answer.get("notices").and_then(Value::as_array).into_iter().flatten();
    let mut told = BTreeSet::new();
    for id in notices.map(|notice| notice.get("id").and_then(Value::as_str)) {
        if id.is_none_or(|id| !told.insert(id)) {
            panic!("a notice has no id of its own: {plans}");
        }
    }
}

fn whole(question: Question, document: &[u8], facts: &[u8], request: &[u8]) -> Answer {
    well_formed(answer(question, document, facts, request))
}

/// As [`whole`], without compiling the fixed policy each time.
fn fixed(question: Question, facts: &[u8], request: &[u8]) -> Answer {
    static ENGINE: LazyLock<Engine> = LazyLock::new(|| match Engine::compile(POLICY.as_bytes()) {
        Ok(engine) => engine,
        Err(problems) => panic!("the fixed policy is refused: {}", problems.to_json()),
    });
    well_formed(ask(question, &ENGINE, facts, request))
}

/// An answer is JSON; one of a failed call names at least one problem, each with a code, a pointer and
/// a message.
fn well_formed(answer: Answer) -> Answer {
    let Ok(value) = serde_json::from_str::<Value>(answer.text()) else {
        panic!("the answer is not JSON: {}", answer.text());
    };
    let problems = value.get("problems").and_then(Value::as_array);
    let fits = |problem: &Value| {
        let text = |field: &str| problem.get(field).and_then(Value::as_str);
        let pointer = text("pointer").is_some_and(|p| p.is_empty() || p.starts_with('/'));
        pointer && [text("code"), text("message")].iter().all(|t| t.is_some_and(|t| !t.is_empty()))
    };
    if !problems.into_iter().flatten().all(fits) {
        panic!("a problem lacks its code, place or message: {}", answer.text());
    }
    if matches!(answer, Answer::Failure(_)) && problems.is_none_or(Vec::is_empty) {
        panic!("a call failed without a problem: {}", answer.text());
    }
    answer
}

fn success(answer: &Answer) -> Option<&str> {
    match answer {
        Answer::Success(text) => Some(text),
        Answer::Failure(_) => None,
    }
}
