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
