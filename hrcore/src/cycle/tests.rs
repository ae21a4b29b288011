//! The appraisal cycle of A3 and its appeals (A2): indicators on day 1, progress daily, feedback weekly, the result at
//! month end, appeals within 3 days, answered within 24 hours.

use serde_json::{Value, json};

use crate::Engine;

fn policy() -> Value {
    json!({
        "schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [], "scorecards": [], "positions": [],
        "cycle": {
            "steps": [
                {"id": "indicators", "kind": "announce", "by": "hr", "day": 1},
                {"id": "progress", "kind": "progress", "by": "lead", "every_days": 1},
                {"id": "feedback", "name": {"en": "weekly feedback", "zh": "周反馈"}, "kind": "feedback", "by": "lead",
                    "every_days": 7},
                {"id": "result", "kind": "result", "by": "hr", "days_after": 0},
                {"id": "publish", "kind": "publish", "by": "hr", "days_after": 1}],
            "appeal": {"within": {"days": 3}, "answer": {"hours": 24}, "by": "hr"}
        }
    })
}

fn without(steps: &[&str]) -> Value {
    let mut policy = policy();
    let list = policy["cycle"]["steps"].as_array_mut().unwrap();
    list.retain(|step| !steps.contains(&step["id"].as_str().unwrap()));
    if steps.contains(&"publish") {
        policy["cycle"].as_object_mut().unwrap().remove("appeal");
    }
    policy
}

fn try_ask(policy: &Value, request: &Value) -> Result<Value, Value> {
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    match crate::document::cycle(&engine, b"", request.to_string().as_bytes()) {
        Ok(text) => Ok(serde_json::from_str(&text).unwrap()),
        Err(problems) => Err(serde_json::from_str(&problems.to_json()).unwrap()),
    }
}

/// A moment of 2026 in Shanghai.
fn at(text: &str) -> String {
    format!("2026-{text}+08:00")
}

fn done(step: &str, on: &str, by: &str) -> Value {
    json!({"step": step, "at": at(on), "by": by})
}

fn ask(policy: &Value, as_of: &str, record: &[Value], appeals: &[Value]) -> Value {
    let request = json!({"period": "2026-06", "as_of": at(as_of), "record": record, "appeals": appeals});
    try_ask(policy, &request).unwrap()
}

fn states(report: &Value) -> Vec<&str> {
    report["steps"].as_array().unwrap().iter().map(|step| step["state"].as_str().unwrap()).collect()
}

fn problems(report: &Value) -> Vec<(&str, &str)> {
    let list = report["problems"].as_array().unwrap();
    list.iter().map(|problem| (problem["code"].as_str().unwrap(), problem["pointer"].as_str().unwrap())).collect()
}

/// Everything in time, up to publication on 1 July at 10:00.
fn all() -> Vec<Value> {
    let mut record = vec![done("indicators", "06-01T09:00:00", "hr")];
    record.extend((1..=30).map(|day| done("progress", &format!("06-{day:02}T18:00:00"), "lead")));
    record.extend([7, 14, 21, 28, 30].map(|day| done("feedback", &format!("06-{day:02}T18:30:00"), "lead")));
    record.push(done("result", "06-30T20:00:00", "hr"));
    record.push(done("publish", "07-01T10:00:00", "hr"));
    record
}

// A3.
#[test]
fn a_month_from_its_indicators_to_the_end_of_appeals() {
    let state = |as_of: &str| ask(&policy(), as_of, &all(), &[]);
    let before = state("05-31T23:59:59");
    assert_eq!(
        (&before["state"], states(&before)),
        (&json!("waiting"), vec!["open", "waiting", "waiting", "waiting", "waiting"])
    );
    let first = state("06-01T09:00:00");
    assert_eq!(
        (&first["state"], states(&first)),
        (&json!("running"), vec!["done", "open", "open", "waiting", "waiting"])
    );
    let last = state("06-30T23:59:59");
    assert_eq!((&last["state"], states(&last)), (&json!("running"), vec!["done", "done", "done", "done", "open"]));
    let closing = state("07-01T09:59:59");
    assert_eq!(closing["state"], "closing");
    let published = state("07-01T10:00:00");
    assert_eq!((&published["state"], states(&published)), (&json!("appeals"), vec!["done"; 5]));
    // Three days after 1 July end with 4 July.
    assert_eq!(published["appeals_until"], at("07-04T23:59:59"));
    assert_eq!(published["published_at"], at("07-01T10:00:00"));
    assert!(problems(&published).is_empty());
    assert_eq!(state("07-04T23:59:59")["state"], "appeals");
    assert_eq!(state("07-05T00:00:00")["state"], "final");
    let due: Vec<&Value> = published["steps"].as_array().unwrap().iter().map(|step| &step["due"]).collect();
    assert_eq!(due, ["2026-06-01", "2026-06-30", "2026-06-30", "2026-06-30", "2026-07-01"]);
}

#[test]
fn nothing_done_is_overdue_day_by_day() {
    let state = |as_of: &str| ask(&policy(), as_of, &[], &[]);
    // Indicators are due by the end of day 1.
    assert_eq!(states(&state("06-01T23:59:59")), ["open", "open", "open", "waiting", "waiting"]);
    let second = state("06-02T00:00:00");
    assert_eq!(states(&second), ["overdue", "overdue", "open", "waiting", "waiting"]);
    let progress = json!({"due": 1, "done": 0, "missed": ["2026-06-01"], "next": "2026-06-02"});
    assert_eq!(second["steps"][1]["slots"], progress);
    assert_eq!(second["steps"][2]["slots"], json!({"due": 0, "done": 0, "next": "2026-06-07"}));
    assert_eq!(states(&state("06-08T00:00:00"))[2], "overdue");
    let july = state("07-01T00:00:00");
    assert_eq!(
        (&july["state"], states(&july)),
        (&json!("closing"), vec!["overdue", "overdue", "overdue", "overdue", "waiting"])
    );
    // What was to be published and cannot be is overdue all the same.
    assert_eq!(states(&state("07-02T00:00:00"))[4], "overdue");
}

#[test]
fn feedback_every_week_and_on_the_last_day() {
    let given = ["06-03", "06-07", "06-15", "06-29"].map(|day| done("feedback", &format!("{day}T12:00:00"), "lead"));
    let look = |as_of: &str| ask(&policy(), as_of, &given, &[])["steps"][2].clone();
    // Days 1 to 7, 8 to 14, 15 to 21, 22 to 28, and 29 to 30: the second and the fourth were missed.
    let step = look("06-30T12:00:00");
    assert_eq!(step["slots"], json!({"due": 4, "done": 3, "missed": ["2026-06-14", "2026-06-28"]}));
    assert_eq!((&step["state"], &step["done_at"]), (&json!("overdue"), &json!(at("06-29T12:00:00"))));
    // The last one that is over was done; what was missed before it cannot be made up for.
    assert_eq!(look("07-01T00:00:00")["state"], "done_late");
    assert_eq!(
        look("06-21T12:00:00")["slots"],
        json!({"due": 2, "done": 2, "missed": ["2026-06-14"], "next": "2026-06-28"})
    );
    assert_eq!(look("06-22T00:00:00")["state"], "open");
}

#[test]
fn late_is_by_the_day_where_it_was_done() {
    let late = |moment: &str| {
        let record = json!([{"step": "indicators", "at": moment, "by": "hr"}]);
        let request = json!({"period": "2026-06", "as_of": at("06-10T00:00:00"), "record": record});
        try_ask(&policy(), &request).unwrap()["steps"][0]["state"].clone()
    };
    assert_eq!(late("2026-06-01T23:59:59+08:00"), "done");
    assert_eq!(late("2026-06-02T00:00:00+08:00"), "done_late");
    // The same moment, on 1 June in London.
    assert_eq!(late("2026-06-01T16:00:00Z"), "done");
    assert_eq!(late("2026-05-20T00:00:00Z"), "done");
}

#[test]
fn what_cannot_have_been_done_is_left_out() {
    let record = [
        done("publish", "06-30T12:00:00", "hr"),
        done("result", "06-29T23:59:59", "hr"),
        done("result", "06-30T13:00:00", "lead"),
        done("result", "06-30T14:00:00", "hr"),
        done("result", "06-30T15:00:00", "hr"),
        done("progress", "05-31T12:00:00", "lead"),
        done("progress", "07-01T00:00:00", "lead"),
        done("resutl", "06-30T12:00:00", "hr"),
        done("publish", "07-03T12:00:00", "hr"),
        done("indicators", "06-01T12:00:00", "hr"),
        done("indicators", "06-01T11:00:00", "hr"),
    ];
    let report = ask(&policy(), "07-02T12:00:00", &record, &[]);
    let at = |number: usize, field: &str| format!("/record/{number}{field}");
    let expected = [
        ("action_illegal", at(0, "")),
        ("action_illegal", at(1, "")),
        ("actor_not_allowed", at(2, "/by")),
        ("action_illegal", at(4, "")),
        ("action_illegal", at(5, "")),
        ("action_illegal", at(6, "")),
        ("reference_unknown", at(7, "/step")),
        ("action_illegal", at(8, "")),
        // In the order of time, the one that stands first is the second.
        ("action_illegal", at(9, "")),
    ];
    let expected: Vec<(&str, &str)> = expected.iter().map(|(code, pointer)| (*code, pointer.as_str())).collect();
    assert_eq!(problems(&report), expected);
    assert_eq!(report["steps"][3]["done_at"], super::tests::at("06-30T14:00:00"));
    assert_eq!(report["steps"][0]["done_at"], super::tests::at("06-01T11:00:00"));
    assert_eq!(report["state"], "closing");
}

#[test]
fn what_can_be_done_and_by_when() {
    let can = |as_of: &str, record: &[Value]| ask(&policy(), as_of, record, &[])["can"].clone();
    let announce = json!({"step": "indicators", "until": "2026-06-01"});
    assert_eq!(can("05-20T12:00:00", &[]), json!([announce]));
    let ninth = json!([announce,
        {"step": "progress", "from": "2026-06-09", "until": "2026-06-09"},
        {"step": "feedback", "from": "2026-06-08", "until": "2026-06-14"}]);
    assert_eq!(can("06-09T12:00:00", &[]), ninth);
    let announced = [done("indicators", "06-01T09:00:00", "hr"), done("result", "06-30T20:00:00", "hr")];
    let last = json!([
        {"step": "progress", "from": "2026-06-30", "until": "2026-06-30"},
        {"step": "feedback", "from": "2026-06-29", "until": "2026-06-30"},
        {"step": "result", "from": "2026-06-30", "until": "2026-06-30"}]);
    assert_eq!(can("06-30T12:00:00", &announced[..1]), last);
    let publish = json!([{"step": "publish", "from": "2026-06-30", "until": "2026-07-01"}]);
    assert_eq!(can("07-05T12:00:00", &announced), publish);
    assert_eq!(can("07-05T12:00:00", &all()), Value::Null);
}

// A2: within 3 days of publication, answered within 24 hours.
#[test]
fn appeals_within_three_days_answered_within_a_day() {
    let appeal = |id: &str, filed: &str, answered: Option<&str>| {
        let mut appeal = json!({"id": id, "employee": "e1", "at": at(filed)});
        if let Some(answered) = answered {
            appeal["answered_at"] = json!(at(answered));
            appeal["answered_by"] = json!("hr");
        }
        appeal
    };
    let appeals = [
        appeal("early", "07-01T09:59:59", None),
        appeal("first", "07-01T10:00:00", Some("07-02T10:00:00")),
        appeal("slow", "07-01T10:00:00", Some("07-02T10:00:01")),
        appeal("last", "07-04T23:59:59", None),
        appeal("late", "07-05T00:00:00", None),
    ];
    let look = |as_of: &str| ask(&policy(), as_of, &all(), &appeals);
    let of = |report: &Value| -> Vec<String> {
        let list = report["appeals"].as_array().unwrap().iter();
        list.map(|appeal| format!("{} {}", appeal["id"].as_str().unwrap(), appeal["state"].as_str().unwrap())).collect()
    };
    let report = look("07-05T12:00:00");
    assert_eq!(of(&report), ["early too_early", "first answered", "slow answered_late", "last open", "late too_late"]);
    assert_eq!(report["appeals"][3]["answer_due"], at("07-05T23:59:59"));
    assert_eq!(report["appeals"][4]["answer_due"], Value::Null);
    // The time is over, but an appeal is not answered.
    assert_eq!(report["state"], "appeals");
    assert_eq!(of(&look("07-05T23:59:59"))[3], "last open");
    let overdue = look("07-06T00:00:00");
    assert_eq!((of(&overdue)[3].as_str(), &overdue["state"]), ("last overdue", &json!("appeals")));
    let mut answered = appeals.clone();
    answered[3]["answered_at"] = json!(at("07-06T08:00:00"));
    assert_eq!(ask(&policy(), "07-06T08:00:00", &all(), &answered)["state"], "final");
    // Before its time, an answer has not been given.
    let before = ask(&policy(), "07-06T07:00:00", &all(), &answered);
    assert_eq!(
        (problems(&before), of(&before)[3].as_str()),
        (vec![("action_illegal", "/appeals/3/answered_at")], "last overdue")
    );
}

#[test]
fn appeals_that_cannot_be() {
    let mut appeals = [
        json!({"id": "a", "employee": "e1", "at": at("07-02T10:00:00"), "answered_at": at("07-02T09:00:00")}),
        json!({"id": "a", "employee": "e2", "at": at("07-02T10:00:00")}),
        json!({"id": "b", "employee": "e2", "at": at("07-03T10:00:00")}),
        json!({"id": "c", "employee": "e2", "at": at("07-02T10:00:00"), "answered_at": at("07-02T11:00:00"),
            "answered_by": "lead"}),
    ];
    let report = ask(&policy(), "07-02T12:00:00", &all(), &appeals);
    let expected = [
        ("id_duplicate", "/appeals/1/id"),
        ("time_order", "/appeals/0/answered_at"),
        ("action_illegal", "/appeals/2"),
        ("actor_not_allowed", "/appeals/3/answered_by"),
    ];
    assert_eq!(problems(&report), expected);
    let states: Vec<&Value> = report["appeals"].as_array().unwrap().iter().map(|appeal| &appeal["state"]).collect();
    assert_eq!(states, ["open", "open"]);
    // Without publication nothing is appealed against yet.
    appeals[0].as_object_mut().unwrap().remove("answered_at");
    let unpublished = ask(&policy(), "07-02T12:00:00", &[], &appeals[..1]);
    assert_eq!((&unpublished["appeals"][0]["state"], &unpublished["state"]), (&json!("too_early"), &json!("closing")));
    let mut none = policy();
    none["cycle"].as_object_mut().unwrap().remove("appeal");
    let report = ask(&none, "07-02T12:00:00", &all(), &appeals[..1]);
    assert_eq!((problems(&report), &report["state"]), (vec![("action_illegal", "/appeals/0")], &json!("final")));
}

#[test]
fn without_publication_a_cycle_ends_with_its_last_step() {
    let policy = without(&["publish", "progress"]);
    let announced = done("indicators", "06-01T09:00:00", "hr");
    let result = done("result", "07-02T09:00:00", "hr");
    assert_eq!(ask(&policy, "07-03T00:00:00", std::slice::from_ref(&announced), &[])["state"], "closing");
    // Feedback was never given, and cannot be any more.
    let report = ask(&policy, "07-03T00:00:00", &[announced, result], &[]);
    assert_eq!((&report["state"], states(&report)), (&json!("final"), vec!["done", "overdue", "done_late"]));
}

#[test]
fn texts_in_both_languages() {
    let record = [done("indicators", "06-01T09:00:00", "hr"), done("feedback", "06-03T12:00:00", "lead")];
    let text = |lang: &str| {
        let request = json!({"period": "2026-06", "as_of": at("06-15T12:00:00"), "record": record, "lang": lang});
        let report = try_ask(&policy(), &request).unwrap();
        [0, 2, 3].map(|step| report["steps"][step]["text"].as_str().unwrap().to_owned())
    };
    assert_eq!(
        text("en"),
        [
            "indicators announced: done 2026-06-01 09:00",
            "weekly feedback: 1 of 5 done, 2 were due; missed by 2026-06-14; next by 2026-06-21",
            "results settled: not yet possible, due by 2026-06-30",
        ]
    );
    assert_eq!(
        text("zh"),
        [
            "指标公布：已于 2026-06-01 09:00 完成",
            "周反馈：共 5 次，已完成 1 次，应完成 2 次；未完成：2026-06-14；下一次须在 2026-06-21 前完成",
            "结果核定：尚不可办理，期限为 2026-06-30",
        ]
    );
}

#[test]
fn what_is_no_cycle_is_refused() {
    let mut none = policy();
    none.as_object_mut().unwrap().remove("cycle");
    let request = |period: &str| json!({"period": period, "as_of": at("06-15T12:00:00")});
    assert_eq!(try_ask(&none, &request("2026-06")).unwrap_err()["problems"][0]["code"], "reference_unknown");
    assert_eq!(try_ask(&policy(), &request("2026-W20")).unwrap_err()["problems"][0]["code"], "period_unsupported");
    // A quarter is made of months.
    assert_eq!(try_ask(&policy(), &request("2026-Q2")).unwrap()["steps"][3]["due"], "2026-06-30");
}

#[test]
fn days_that_the_period_does_not_have() {
    let mut policy = policy();
    policy["cycle"]["steps"][0]["day"] = json!(31);
    policy["cycle"]["steps"][2]["every_days"] = json!(366);
    policy["cycle"]["steps"][4]["days_after"] = json!(3_660);
    let report = ask(&policy, "06-15T12:00:00", &[], &[]);
    let due: Vec<&Value> = report["steps"].as_array().unwrap().iter().map(|step| &step["due"]).collect();
    assert_eq!(due, ["2026-06-30", "2026-06-30", "2026-06-30", "2026-06-30", "2036-07-07"]);
    assert_eq!(report["steps"][2]["slots"], json!({"due": 0, "done": 0, "next": "2026-06-30"}));
}
