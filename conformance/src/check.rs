//! Compares an answer with what its case expects.

use crate::case::{Case, Document, Problem};
use crate::run::{Answer, Question, answer};
use serde_json::Value;
use std::fmt;

/// One expectation that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The case.
    pub case: String,
    /// Where in the answer; empty for the whole.
    pub pointer: String,
    /// What the case expects there.
    pub expected: String,
    /// What the answer has there.
    pub got: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failure { case, pointer, expected, got } = self;
        let place = if pointer.is_empty() { "(the whole answer)" } else { pointer };
        write!(f, "{case}\n  at       {place}\n  expected {expected}\n  got      {got}")
    }
}

/// Runs a case and compares; yields the answer and what does not hold.
#[must_use]
pub fn check(case: &Case) -> (Answer, Vec<Failure>) {
    let bytes = |document: &Document| document.clone().unwrap_or_default().into_bytes();
    let verify = case.question == Question::Verify;
    let document = if verify { &case.receipt } else { &case.policy };
    let answer = answer(case.question, &bytes(document), &bytes(&case.facts), &bytes(&case.request));
    let failures = compare(case, &answer);
    (answer, failures)
}

fn compare(case: &Case, answer: &Answer) -> Vec<Failure> {
    let Ok(value) = serde_json::from_str::<Value>(answer.text()) else {
        return vec![failure(case, "", "JSON", answer.text())];
    };
    let mut failures = Vec::new();
    if let (Answer::Failure(text), None) = (answer, &case.problems) {
        // Without this, a case that only says what is absent would hold for a call that failed.
        failures.push(failure(case, "", "a call that succeeds", text));
    }
    for (pointer, expected) in &case.expect {
        let got = value.pointer(pointer);
        if got != Some(expected) {
            let got = got.map_or_else(|| "nothing".into(), Value::to_string);
            failures.push(failure(case, pointer, &expected.to_string(), &got));
        }
    }
    for (pointer, expected) in &case.near {
        let got = value.pointer(pointer);
        if !got.is_some_and(|got| is_near(got, *expected)) {
            let got = got.map_or_else(|| "nothing".into(), Value::to_string);
            failures.push(failure(case, pointer, &format!("about {expected}"), &got));
        }
    }
    for (pointer, parts) in &case.says {
        let got = value.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        for part in parts.iter().filter(|part| !got.contains(part.as_str())) {
            failures.push(failure(case, pointer, &format!("a text with `{part}`"), got));
        }
    }
    for pointer in &case.absent {
        if let Some(got) = value.pointer(pointer) {
            failures.push(failure(case, pointer, "nothing", &got.to_string()));
        }
    }
    if let Some(expected) = &case.problems {
        let (mut expected, got) = (expected.clone(), problems(&value));
        expected.sort();
        if got != expected {
            failures.push(failure(case, "/problems", &list(&expected), &list(&got)));
        }
    }
    failures
}

/// Whether an estimate, which answers write as text with six significant digits, is the same to five of them.
fn is_near(got: &Value, expected: f64) -> bool {
    let got = got.as_str().and_then(|text| text.parse::<f64>().ok());
    got.is_some_and(|got| (got - expected).abs() <= 1e-5 * expected.abs() + 1e-9)
}

/// The problems of an answer, sorted: their order is not part of what a case says.
fn problems(answer: &Value) -> Vec<Problem> {
    let text = |v: &Value, field: &str| v.get(field).and_then(Value::as_str).unwrap_or("(none)").to_owned();
    let records = answer.get("problems").and_then(Value::as_array);
    let mut problems: Vec<Problem> =
        records.into_iter().flatten().map(|p| Problem { code: text(p, "code"), pointer: text(p, "pointer") }).collect();
    problems.sort();
    problems
}

fn list(problems: &[Problem]) -> String {
    if problems.is_empty() {
        return "no problems".into();
    }
    problems.iter().map(|p| format!("{} at `{}`", p.code, p.pointer)).collect::<Vec<_>>().join(", ")
}

fn failure(case: &Case, pointer: &str, expected: &str, got: &str) -> Failure {
    Failure { case: case.id.clone(), pointer: pointer.into(), expected: expected.into(), got: got.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn case(expect: &[(&str, Value)], absent: &[&str], problems: Option<&[(&str, &str)]>) -> Case {
        let problem = |&(code, pointer): &(&str, &str)| Problem { code: code.into(), pointer: pointer.into() };
        Case {
            id: "x".into(),
            requires: Vec::new(),
            title: String::new(),
            question: Question::Score,
            policy: None,
            facts: None,
            request: None,
            receipt: None,
            expect: expect.iter().map(|(p, v)| ((*p).into(), v.clone())).collect::<BTreeMap<_, _>>(),
            near: BTreeMap::new(),
            says: BTreeMap::new(),
            absent: absent.iter().map(|p| (*p).into()).collect(),
            problems: problems.map(|list| list.iter().map(problem).collect()),
            by: "hand".into(),
            arithmetic: String::new(),
        }
    }

    fn places(case: &Case, answer: &Answer) -> Vec<String> {
        compare(case, answer).into_iter().map(|f| f.pointer).collect()
    }

    #[test]
    fn a_figure_must_be_the_same_text() {
        let answer = Answer::Success(r#"{"results":[{"total":"80"}]}"#.into());
        assert!(places(&case(&[("/results/0/total", "80".into())], &[], None), &answer).is_empty());
        for wrong in [Value::from("80.0"), Value::from(80), Value::Null] {
            let case = case(&[("/results/0/total", wrong)], &[], None);
            assert_eq!(places(&case, &answer), ["/results/0/total"]);
        }
    }

    #[test]
    fn an_estimate_is_the_same_to_five_digits() {
        let answer = Answer::Success(r#"{"mean":"15.0114","n":6,"none":"0"}"#.into());
        let near = |pointer: &str, expected: f64| {
            let mut case = case(&[], &[], None);
            case.near.insert(pointer.into(), expected);
            places(&case, &answer).is_empty()
        };
        assert!(near("/mean", 15.0115) && near("/none", 0.0));
        assert!(!near("/mean", 15.012) && !near("/none", 1e-6));
        assert!(!near("/n", 6.0) && !near("/nothing", 0.0));
    }

    #[test]
    fn a_text_says_all_of_its_parts() {
        let answer = Answer::Success(r#"{"text":"hire 2 in May"}"#.into());
        let says = |pointer: &str, parts: &[&str]| {
            let mut case = case(&[], &[], None);
            case.says.insert(pointer.into(), parts.iter().map(|part| (*part).into()).collect());
            places(&case, &answer)
        };
        assert!(says("/text", &["hire 2", "May"]).is_empty());
        assert_eq!(says("/text", &["hire 2", "June"]), ["/text"]);
        assert_eq!(says("/word", &["hire"]), ["/word"]);
    }

    #[test]
    fn what_must_be_absent_is_reported_when_there() {
        let answer = Answer::Success(r#"{"a":{"b":null}}"#.into());
        assert_eq!(places(&case(&[], &["/a/b", "/a/c"], None), &answer), ["/a/b"]);
    }

    #[test]
    fn a_failed_call_satisfies_only_a_case_that_names_its_problems() {
        let text = r#"{"problems":[{"code":"cycle","pointer":"/metrics/0/formula","message":"…"}]}"#;
        let answer = Answer::Failure(text.into());
        assert_eq!(places(&case(&[], &["/results"], None), &answer), [""]);
        let exact = [("cycle", "/metrics/0/formula")];
        assert!(places(&case(&[], &[], Some(&exact)), &answer).is_empty());
        let elsewhere = [("cycle", "/metrics/1/formula")];
        assert_eq!(places(&case(&[], &[], Some(&elsewhere)), &answer), ["/problems"]);
        let more = [("cycle", "/metrics/0/formula"), ("cycle", "/metrics/0/formula")];
        assert_eq!(places(&case(&[], &[], Some(&more)), &answer), ["/problems"]);
        assert_eq!(places(&case(&[], &[], Some(&[])), &answer), ["/problems"]);
    }

    #[test]
    fn an_answer_that_is_not_json_fails() {
        let answer = Answer::Success("{".into());
        assert_eq!(places(&case(&[], &["/a"], None), &answer), [""]);
    }
}
