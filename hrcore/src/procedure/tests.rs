use super::*;
use crate::{Facts, Limits, document};

fn engine() -> Engine {
    Engine::compile(
        br#"{
        "schema_version": "1.1", "id": "p", "version": "1", "effective_from": "2025-01-01",
        "metrics": [], "scorecards": [], "positions": [{"id": "clerk"}, {"id": "lead"}],
        "moves": [{"id": "up", "from": "clerk", "to": "lead", "requires": {"tenure": "position", "months": 12},
            "procedure": "p"}],
        "procedures": [{"id": "p", "steps": [{"id": "only", "by": "boss"}], "effect": {"by": "hr"},
            "resubmit": {"to": "same_step"}}]
    }"#,
    )
    .unwrap()
}

fn request(action: &str) -> ProcedureRequest {
    let text = format!(
        r#"{{"as_of": "2025-06-10T09:00:00Z", "application": {{"id": "a", "employee": "e1", "move": "up"}},
        "action": {{{action}, "note": "n"}}}}"#
    );
    ProcedureRequest::parse(text.as_bytes(), Limits::default()).unwrap()
}

const APPLY: &str = r#""do": "apply", "by": "e1", "role": "employee""#;

#[test]
fn an_application_goes_from_question_to_question() {
    let engine = engine();
    let mut asked = request(APPLY);
    for (action, state) in [
        (APPLY, State::InReview),
        (r#""do": "return", "by": "b", "role": "boss""#, State::Returned),
        (r#""do": "resubmit", "by": "e1", "role": "employee""#, State::InReview),
        (r#""do": "approve", "by": "b", "role": "boss""#, State::Approved),
        (r#""do": "take_effect", "by": "h", "role": "hr""#, State::Effective),
    ] {
        asked.action = request(action).action;
        let report = engine.procedure(&asked).unwrap();
        assert_eq!(report.application.state, Some(state));
        asked.application = report.application;
    }
    assert_eq!(asked.application.record.len(), 5);
    assert_eq!(asked.application.record[3].step.as_ref().map(Id::as_str), Some("only"));
}

#[test]
fn a_refusal_names_what_is_legal() {
    let problems = engine().procedure(&request(r#""do": "approve", "by": "b", "role": "boss""#)).unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!(problem.code, Code::ActionIllegal);
    assert_eq!(problem.hint.as_deref(), Some("legal now: `apply` by `employee`"));
}

#[test]
fn a_record_has_an_end() {
    let engine = engine();
    let mut asked = request(APPLY);
    asked.application = engine.procedure(&asked).unwrap().application;
    let entry = |action: &str, step: bool| {
        let entry = request(action).action.unwrap();
        Entry { at: Some(asked.as_of), step: step.then(|| Id::new("only").unwrap()), ..entry }
    };
    let back = entry(r#""do": "return", "by": "b", "role": "boss""#, true);
    let again = entry(r#""do": "resubmit", "by": "e1", "role": "employee""#, false);
    while asked.application.record.len() < ENTRIES {
        asked.application.record.extend([back.clone(), again.clone()]);
    }
    asked.application.state = None;
    asked.action = None;
    let problems = engine.procedure(&asked).unwrap_err();
    assert_eq!(problems.iter().next().unwrap().code, Code::LimitExceeded);
    asked.application.record.pop();
    assert_eq!(engine.procedure(&asked).unwrap().application.state, Some(State::Returned));
}

#[test]
fn the_person_may_stand_in_a_record_that_could_not_be_read() {
    let asked = request(APPLY);
    let facts = |text: &str| Facts::parse(text.as_bytes(), Limits::default()).unwrap();
    assert!(known(&asked, &facts(r#"{"employees": [{"id": "e2", "positions": []}]}"#)).is_err());
    assert!(
        known(&asked, &facts(r#"{"employees": [{"id": "e2", "positions": []}, {"id": "e1", "positions": 5}]}"#))
            .is_ok()
    );
    assert!(known(&asked, &facts("{}")).is_ok());
}

#[test]
fn a_document_that_is_no_request_is_refused() {
    for text in ["", "[]", r#"{"as_of": "2025-06-10"}"#, r#"{"as_of": "2025-06-10T09:00:00Z", "application": {}}"#] {
        assert!(document::procedure(&engine(), b"", text.as_bytes()).is_err(), "{text}");
    }
}
