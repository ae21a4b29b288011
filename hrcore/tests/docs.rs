//! Runs every example of the documents, so that none can rot.
//!
//! In the Markdown files below, each fenced block of JSON says what it is:
//!
//! - `json policy` and `json facts` hold until the next block of their kind,
//! - `json request` holds for the answers after it, until the next policy, facts or request,
//! - `json answer QUESTION` is the whole answer to a question; `json answer QUESTION part` is some of it: its objects
//!   may leave out fields, its lists may leave out items,
//! - `json answer compile` holds the problems of the policy above,
//! - `json answer verify` is asked of the receipt before it,
//! - `json value` is a piece of a document, which is only checked to be JSON.
#![cfg(all(feature = "attrition", feature = "receipts"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "tests end loudly")]

use hrcore::{Engine, Problems, document};
use serde_json::Value;

const DOCUMENTS: &str = include_str!("../../docs/documents.md");
const SEMANTICS: &str = include_str!("../../docs/semantics.md");
const COOKBOOK: &str = include_str!("../../docs/cookbook.md");
const PROMOTION: &str = include_str!("../../docs/promotion.md");
const PLANNING: &str = include_str!("../../docs/planning.md");
const INCENTIVES: &str = include_str!("../../docs/incentives.md");
const FORECASTING: &str = include_str!("../../docs/forecasting.md");
const ATTRITION: &str = include_str!("../../docs/attrition.md");
const README: &str = include_str!("../../README.md");

/// A fenced block of a Markdown file.
struct Block<'a> {
    place: String,
    words: Vec<&'a str>,
    text: String,
}

fn blocks<'a>(name: &str, text: &'a str) -> Vec<Block<'a>> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(words) = line.trim_start().strip_prefix("```") else { continue };
        let inside: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim() != "```").collect();
        found.push(Block {
            place: format!("{name}, line {}", number + 1),
            words: words.split_whitespace().collect(),
            text: inside.join("\n"),
        });
    }
    found
}

/// Runs the examples of a file; how many answers were compared.
fn run(name: &str, text: &str) -> usize {
    let (mut policy, mut facts, mut request) = (String::new(), String::new(), String::new());
    let mut last = String::new();
    let mut compared = 0;
    for block in blocks(name, text).iter().filter(|block| block.words.first() == Some(&"json")) {
        let stated: Value = serde_json::from_str(&block.text).unwrap_or_else(|e| panic!("{}: {e}", block.place));
        match block.words.get(1..).unwrap_or_default() {
            ["policy"] => (policy, facts, request) = (block.text.clone(), String::new(), String::new()),
            ["facts"] => (facts, request) = (block.text.clone(), String::new()),
            ["request"] => request = block.text.clone(),
            ["value"] => {}
            ["answer", question, rest @ ..] => {
                let part = match rest {
                    [] => false,
                    ["part"] => true,
                    _ => panic!("{}: {rest:?} means nothing", block.place),
                };
                let text = ask(question, &policy, &facts, &request, &last).unwrap_or_else(|p| p.to_json());
                let answer: Value = serde_json::from_str(&text).unwrap();
                let agrees = if part { is_part(&stated, &answer) } else { stated == answer };
                let pretty = serde_json::to_string_pretty(&answer).unwrap();
                assert!(agrees, "{}: the answer is not as stated, but\n{pretty}", block.place);
                last = text;
                compared += 1;
            }
            other => panic!("{}: a block of JSON says what it is, not {other:?}", block.place),
        }
    }
    compared
}

fn ask(question: &str, policy: &str, facts: &str, request: &str, last: &str) -> Result<String, Problems> {
    if question == "verify" {
        return document::verify(last.as_bytes());
    }
    let engine = Engine::compile(policy.as_bytes())?;
    let (facts, request) = (facts.as_bytes(), request.as_bytes());
    match question {
        "compile" => panic!("the policy has no problems"),
        "score" => document::score(&engine, facts, request),
        "progress" => document::progress(&engine, facts, request),
        "explain" => document::explain(&engine, facts, request),
        "calibrate" => document::calibrate(&engine, facts, request),
        "rollup" => document::rollup(&engine, facts, request),
        "eligibility" => document::eligibility(&engine, facts, request),
        "assess" => document::assess(&engine, facts, request),
        "pipeline" => document::pipeline(&engine, facts, request),
        "receipt" => document::receipt(&engine, facts, request),
        "paths" => document::paths(&engine, facts, request),
        "review_policy" => document::review_policy(&engine, facts, request),
        "procedure" => document::procedure(&engine, facts, request),
        "plans" => document::plans(&engine, facts, request),
        "goals" => document::goals(&engine, facts, request),
        "training" => document::training(&engine, facts, request),
        "may" => document::may(&engine, facts, request),
        "jobs" => document::jobs(&engine, facts, request),
        "payouts" => document::payouts(&engine, facts, request),
        "payout_curve" => document::payout_curve(&engine, facts, request),
        "compare_payouts" => document::compare_payouts(&engine, facts, request),
        "points" => document::points(&engine, facts, request),
        "alerts" => document::alerts(&engine, facts, request),
        "cycle" => document::cycle(&engine, facts, request),
        "appeal" => document::appeal(&engine, facts, request),
        "forecast" => document::forecast(&engine, facts, request),
        "headcount" => document::headcount(&engine, facts, request),
        "flows" => document::flows(&engine, facts, request),
        "goal_forecast" => document::goal_forecast(&engine, facts, request),
        "workforce" => document::workforce(&engine, facts, request),
        "attrition" => document::attrition(&engine, facts, request),
        "attrition_receipt" => document::attrition_receipt(&engine, facts, request),
        "fit_attrition" => document::fit_attrition(&engine, facts, request),
        "retention" => document::retention(&engine, facts, request),
        "lint" => document::lint(&engine),
        "normalise" => document::normalise(&engine),
        other => panic!("`{other}` is no question"),
    }
}

/// Whether all that is stated stands in the answer: fields by name, items in order.
fn is_part(stated: &Value, answer: &Value) -> bool {
    match (stated, answer) {
        (Value::Object(stated), Value::Object(answer)) => {
            stated.iter().all(|(name, value)| answer.get(name).is_some_and(|found| is_part(value, found)))
        }
        (Value::Array(stated), Value::Array(answer)) => {
            let mut rest = answer.iter();
            stated.iter().all(|value| rest.any(|found| is_part(value, found)))
        }
        (stated, answer) => stated == answer,
    }
}

#[test]
fn the_examples_of_the_documents_are_true() {
    assert!(run("docs/documents.md", DOCUMENTS) > 10);
}

#[test]
fn the_recipes_are_true() {
    assert!(run("docs/cookbook.md", COOKBOOK) > 8);
}

#[test]
fn the_examples_of_the_semantics_are_true() {
    run("docs/semantics.md", SEMANTICS);
}

#[test]
fn the_examples_of_promotion_are_true() {
    assert!(run("docs/promotion.md", PROMOTION) > 6);
}

#[test]
fn the_examples_of_planning_are_true() {
    assert!(run("docs/planning.md", PLANNING) > 9);
}

#[test]
fn the_examples_of_forecasts_are_true() {
    assert!(run("docs/forecasting.md", FORECASTING) >= 2);
}

#[test]
fn the_examples_of_leaving_are_true() {
    assert!(run("docs/attrition.md", ATTRITION) >= 2);
}

#[test]
fn the_examples_of_incentives_are_true() {
    assert!(run("docs/incentives.md", INCENTIVES) >= 7);
}

#[test]
fn the_examples_of_the_readme_are_true() {
    assert!(run("README.md", README) > 0);
}

#[test]
fn a_part_leaves_out_but_does_not_differ() {
    let answer = serde_json::json!({"a": [{"b": "1", "c": 2}, {"b": "3"}], "d": true});
    let part = |stated: Value| is_part(&stated, &answer);
    assert!(part(serde_json::json!({"a": [{"b": "3"}]})));
    assert!(part(serde_json::json!({"a": [{"c": 2}, {"b": "3"}], "d": true})));
    assert!(!part(serde_json::json!({"a": [{"b": "3"}, {"b": "1"}]})));
    assert!(!part(serde_json::json!({"a": [{"b": "4"}]})));
    assert!(!part(serde_json::json!({"d": "true"})));
    assert!(!part(serde_json::json!({"e": null})));
}

// Every problem code and lint code stands in the reference, so that none is published in silence.
#[test]
fn every_code_is_listed() {
    for code in hrcore::Code::ALL {
        let code = code.as_str();
        assert!(DOCUMENTS.contains(&format!("`{code}`")), "docs/documents.md does not list `{code}`");
    }
}

fn unindented(text: &str) -> String {
    let indent = text.lines().filter(|line| !line.trim().is_empty()).map(|l| l.len() - l.trim_start().len()).min();
    let lines = text.lines().map(|line| line.get(indent.unwrap_or(0)..).unwrap_or(""));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

// The program that the READMEs show is the body of this test.
#[test]
fn the_program_of_the_readmes_compiles_and_runs() {
    let (policy, facts) = first_example(README);
    let told = readme_program(&policy, &facts).unwrap();
    assert_eq!(told, ["e1 96"]);
    let source = include_str!("docs.rs");
    let body = source.split_once("// README begins\n").and_then(|(_, rest)| rest.split_once("// README ends"));
    let program = unindented(body.unwrap().0.trim_end());
    for (name, text) in [("README.md", README), ("hrcore/README.md", include_str!("../README.md"))] {
        let shown = blocks(name, text).into_iter().find(|block| block.words.first() == Some(&"rust"));
        assert_eq!(shown.unwrap().text, program, "{name} shows another program");
    }
}

// The call that the README shows is in the body of this test.
#[test]
fn the_call_of_the_readme_answers() {
    let (policy, facts) = first_example(README);
    call(&policy, &facts).unwrap();
    let body =
        include_str!("docs.rs").split_once("// call begins\n").and_then(|(_, rest)| rest.split_once("// call ends"));
    let shown = blocks("README.md", README).into_iter().filter(|block| block.words.first() == Some(&"rust")).nth(1);
    assert_eq!(shown.unwrap().text, unindented(body.unwrap().0.trim_end()));
}

fn call(policy: &str, facts: &str) -> Result<(), Problems> {
    let engine = Engine::compile(policy.as_bytes())?;
    // call begins
    let answer = document::score(&engine, facts.as_bytes(), br#"{"period": "2025-06"}"#)?;
    assert!(answer.contains(r#""total":"96""#));
    // call ends
    Ok(())
}

fn first_example(text: &str) -> (String, String) {
    let all = blocks("README.md", text);
    let first = |kind: &str| all.iter().find(|block| block.words == ["json", kind]).unwrap().text.clone();
    (first("policy"), first("facts"))
}

fn readme_program(policy: &str, facts: &str) -> Result<Vec<String>, Problems> {
    let mut told = Vec::new();
    macro_rules! println {
        ($($words:tt)*) => { told.push(format!($($words)*)) };
    }
    macro_rules! eprintln {
        ($($words:tt)*) => { told.push(format!($($words)*)) };
    }
    // README begins
    use hrcore::{Engine, Facts, Limits, request::ScoreRequest};

    let engine = Engine::compile(policy.as_bytes())?;
    let facts = Facts::parse(facts.as_bytes(), Limits::default())?;
    let report = engine.score(&facts, &ScoreRequest::new("2025-06".parse().unwrap()))?;
    for problem in &report.problems {
        eprintln!("{problem}"); // a record that was left out
    }
    for result in &report.results {
        match &result.total {
            Some(total) => println!("{} {}", result.employee, total.texts().0),
            None => println!("{} {}: {:?}", result.employee, result.state, result.missing),
        }
    }
    // README ends
    Ok(told)
}
