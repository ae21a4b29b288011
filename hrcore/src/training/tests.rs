//! The figures of training: two industry courses a month, three done and one to go, three gates.

use serde_json::{Value, json};

use crate::{Engine, Limits};

fn engine(policy: &Value) -> Engine {
    Engine::compile(policy.to_string().as_bytes()).unwrap()
}

fn ask(policy: &Value, facts: &Value, request: &Value) -> Value {
    let facts = facts.to_string();
    let text = crate::document::training(&engine(policy), facts.as_bytes(), request.to_string().as_bytes()).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The codes and places of what is wrong with a policy.
fn refused(policy: &Value) -> Vec<(String, String)> {
    let problems = Engine::compile(policy.to_string().as_bytes()).unwrap_err();
    problems.iter().map(|problem| (problem.code.to_string(), problem.pointer.clone())).collect()
}

fn policy(more: &Value) -> Value {
    let mut policy = json!({
        "schema_version": "1.2", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [], "scorecards": [], "positions": [{"id": "sales"}, {"id": "designer"}],
        "courses": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}]
    });
    for (name, value) in more.as_object().unwrap() {
        policy[name] = value.clone();
    }
    policy
}

fn person(id: &str, position: &str, from: &str) -> Value {
    json!({"id": id, "positions": [{"position": position, "from": from}]})
}

fn done(course: &str, date: &str) -> Value {
    json!({"employee": "e1", "course": course, "date": date})
}

fn facts(achievements: &[Value]) -> Value {
    json!({"employees": [person("e1", "sales", "2025-01-01")], "achievements": achievements})
}

// T1: two industry courses a month.
#[test]
fn two_industry_courses_a_month() {
    let policy = policy(&json!({"training": [
        {"id": "industry", "positions": ["sales"], "courses": ["a", "b", "c"], "at_least": 2, "every": "month"}]}));
    // May's courses count for May alone.
    let facts = facts(&[done("a", "2025-05-10"), done("b", "2025-06-10"), done("c", "2025-07-02")]);
    let look = |day: &str| ask(&policy, &facts, &json!({"as_of": day, "lang": "en"}))["results"][0].clone();
    let june = look("2025-06-29");
    assert_eq!((&june["required"], &june["done"], &june["open"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!((&june["state"], &june["completion"]), (&json!("open"), &json!("0.5")));
    let requirement = &june["requirements"][0];
    assert_eq!((&requirement["period"], &requirement["due"]), (&json!("2025-06"), &json!("2025-06-30")));
    let states: Vec<&Value> =
        requirement["courses"].as_array().unwrap().iter().map(|course| &course["state"]).collect();
    assert_eq!(states, ["open", "done", "open"]);
    assert_eq!(june["text"], "1 done, 1 to go");
    // The last day of June is over, and with it the time.
    assert_eq!(look("2025-06-30")["state"], "overdue");
    let july = look("2025-07-01");
    assert_eq!(july["done"], 0);
    // What was done for June is open again, and says nothing of when.
    assert_eq!(july["requirements"][0]["courses"][1], json!({"course": "b", "state": "open"}));
}

// T2: three done, one to go.
#[test]
fn three_done_and_one_to_go() {
    let policy = policy(&json!({"training": [
        {"id": "basics", "positions": ["sales"], "courses": ["a", "b", "c", "d"], "within_days": 90}]}));
    let facts = facts(&[done("a", "2025-01-10"), done("b", "2025-02-10"), done("d", "2025-02-11")]);
    let look = |day: &str, lang: &str| ask(&policy, &facts, &json!({"as_of": day, "lang": lang}))["results"][0].clone();
    let found = look("2025-03-31", "zh");
    assert_eq!((&found["required"], &found["done"], &found["open"]), (&json!(4), &json!(3), &json!(1)));
    assert_eq!((&found["completion"], &found["text"]), (&json!("0.75"), &json!("已完成 3 门，还差 1 门")));
    // 90 days after 1 January is 1 April.
    assert_eq!(found["requirements"][0]["due"], "2025-04-01");
    assert_eq!((&found["state"], &look("2025-04-01", "en")["state"]), (&json!("open"), &json!("overdue")));
    assert_eq!(look("2025-03-31", "en")["text"], "3 done, 1 to go");
    assert_eq!(look("2025-04-01", "en")["text"], "3 done, 1 to go, 1 overdue");
}

#[test]
fn courses_expire_fail_and_wait_for_others() {
    let policy = policy(&json!({
        "courses": [{"id": "a", "valid_months": 12}, {"id": "b", "pass_mark": 60}, {"id": "c", "prerequisites": ["a", "b"]},
            {"id": "d"}],
        "training": [{"id": "all", "courses": ["a", "b", "c", "d"]}]}));
    let mut facts = facts(&[done("a", "2025-01-15"), done("b", "2025-02-01"), done("d", "2025-03-01")]);
    facts["achievements"][1]["mark"] = json!(59);
    facts["achievements"][2]["result"] = json!("in_progress");
    let course = |day: &str, number: usize| {
        ask(&policy, &facts, &json!({"as_of": day}))["results"][0]["requirements"][0]["courses"][number].clone()
    };
    // Twelve months from 15 January end on 14 January.
    assert_eq!(
        course("2026-01-14", 0),
        json!({"course": "a", "state": "done", "date": "2025-01-15", "expires": "2026-01-14"})
    );
    assert_eq!(course("2026-01-15", 0)["state"], "expired");
    assert_eq!(course("2026-01-14", 1)["state"], "failed");
    assert_eq!(course("2026-01-14", 2), json!({"course": "c", "state": "open", "waits_for": ["b"]}));
    assert_eq!(course("2026-01-15", 2)["waits_for"], json!(["a", "b"]));
    assert_eq!(course("2026-01-14", 3)["state"], "in_progress");
}

#[test]
fn courses_are_required_of_single_people() {
    let policy = policy(&json!({}));
    let mut facts = facts(&[done("a", "2025-06-02")]);
    facts["required_courses"] = json!([
        {"employee": "e1", "course": "b", "due": "2025-06-30", "record": "r1"}, {"employee": "e1", "course": "a"},
        {"employee": "e9", "course": "a"}, {"employee": "e1", "course": "x"}, {"employee": "e1", "course": "a"}]);
    let report = ask(&policy, &facts, &json!({"as_of": "2025-06-29"}));
    let found = &report["results"][0];
    assert_eq!((&found["required"], &found["done"], &found["state"]), (&json!(2), &json!(1), &json!("open")));
    assert_eq!(found["requirements"][0]["due"], "2025-06-30");
    let problems: Vec<(&Value, &Value)> =
        report["problems"].as_array().unwrap().iter().map(|known| (&known["code"], &known["pointer"])).collect();
    assert_eq!(
        problems,
        [
            (&json!("reference_unknown"), &json!("/required_courses/2/employee")),
            (&json!("reference_unknown"), &json!("/required_courses/3/course")),
            (&json!("observation_duplicate"), &json!("/required_courses/4"))
        ]
    );
}

// T3: no important design task before the course on design standards, no promotion before the course, no work before
// the onboarding course and its examination.
#[test]
fn three_gates() {
    let policy = policy(&json!({
        "positions": [{"id": "designer", "name": {"en": "designer", "zh": "美工"}},
            {"id": "lead", "name": {"en": "design lead", "zh": "设计主管"}}],
        "courses": [{"id": "standards", "name": {"en": "Design standards for construction-machinery parts", "zh": "机械零件设计规范"}},
            {"id": "advanced"}, {"id": "onboarding"}],
        "exams": [{"id": "onboarding", "pass_mark": 60}],
        "actions": [
            {"id": "design-task", "name": {"en": "important design tasks", "zh": "重要设计任务"}, "positions": ["designer"],
                "needs_authority": false, "requires": {"course": "standards"}},
            {"id": "work", "needs_authority": false,
                "requires": {"all": [{"course": "onboarding"}, {"exam": "onboarding"}]}},
            {"id": "hire", "positions": ["lead"], "requires": {"course": "advanced"}}],
        "moves": [{"id": "up", "from": "designer", "to": "lead", "requires": {"course": "advanced"}},
            {"id": "later", "from": "designer", "to": "lead", "requires": {"tenure": "position", "months": 12}}]}));
    let mut facts = json!({"employees": [person("e1", "designer", "2025-01-01")], "achievements": [
        done("onboarding", "2025-01-02"), {"employee": "e1", "exam": "onboarding", "date": "2025-01-03", "mark": 59}]});
    let gates = |facts: &Value, lang: &str| {
        let found = ask(&policy, facts, &json!({"as_of": "2025-06-30", "lang": lang}))["results"][0]["gates"].clone();
        found.as_array().unwrap().clone()
    };
    let found = gates(&facts, "zh");
    let states: Vec<(&Value, &Value, &Value)> =
        found.iter().map(|gate| (&gate["id"], &gate["state"], &gate["missing"])).collect();
    assert_eq!(
        states,
        [
            (&json!("design-task"), &json!("closed"), &json!(["standards"])),
            (&json!("work"), &json!("closed"), &json!(["onboarding"])),
            (&json!("up"), &json!("closed"), &json!(["advanced"]))
        ]
    );
    assert_eq!(found[0]["text"], "重要设计任务：暂不可以，还缺课程“机械零件设计规范”");
    assert_eq!(found[1]["text"], "work：暂不可以，还缺考试“onboarding”");
    assert_eq!(gates(&facts, "en")[2]["text"], "promotion to design lead: closed; still missing: course “advanced”");
    facts["achievements"][1]["mark"] = json!(60);
    let work = &gates(&facts, "en")[1];
    assert_eq!((&work["state"], work.get("missing"), &work["text"]), (&json!("open"), None, &json!("work: open")));
}

// A way round the course opens the gate; a test below `not` asks for nothing.
#[test]
fn an_open_gate_misses_nothing() {
    let policy = policy(&json!({"actions": [
        {"id": "x", "needs_authority": false, "requires": {"any": [{"course": "a"}, {"course": "b"}]}},
        {"id": "y", "needs_authority": false, "requires": {"all": [{"course": "b"}, {"not": {"course": "a"}}]}}]}));
    let report = ask(&policy, &facts(&[done("b", "2025-02-01")]), &json!({"as_of": "2025-06-30"}));
    let gates = &report["results"][0]["gates"];
    assert_eq!((&gates[0]["state"], gates[0].get("missing")), (&json!("open"), None));
    assert_eq!((&gates[1]["state"], gates[1].get("missing")), (&json!("open"), None));
    let report = ask(&policy, &facts(&[done("a", "2025-02-01")]), &json!({"as_of": "2025-06-30"}));
    assert_eq!(report["results"][0]["gates"][1]["missing"], json!(["b"]));
}

fn scored(more: &Value) -> Value {
    let line = |id: &str, weight: u32, target: u32| json!({"id": id, "metric": id, "weight": weight, "target": target, "method": {"kind": "ratio"}});
    let mut policy = policy(&json!({
        "metrics": [{"id": "orders", "unit": "count", "direction": "higher"},
            {"id": "visitors", "unit": "count", "direction": "higher"},
            {"id": "conversion", "unit": "ratio", "direction": "higher", "formula": "orders / visitors"}],
        "scorecards": [{"id": "card", "sections": [{"id": "s", "lines": [line("orders", 40, 100), line("visitors", 60, 1000)]}]}],
        "positions": [{"id": "sales", "scorecard": "card"}],
        "courses": [{"id": "a", "improves": ["visitors"]}, {"id": "b", "improves": ["orders"]}, {"id": "c", "improves": ["visitors"]},
            {"id": "d"}]}));
    for (name, value) in more.as_object().unwrap() {
        policy[name] = value.clone();
    }
    policy
}

fn observed(metric: &str, value: u32) -> Value {
    json!({"metric": metric, "employee": "e1", "period": "2025-05", "value": value})
}

// T4: 75 of 100 orders cost 40 − 30 = 10 points, 900 of 1000 visitors 60 − 54 = 6.
#[test]
fn weak_indicators_need_the_courses_that_improve_them() {
    let mut facts = facts(&[done("c", "2025-05-01")]);
    facts["observations"] = json!([observed("orders", 75), observed("visitors", 900)]);
    facts["employees"].as_array_mut().unwrap().push(person("e2", "sales", "2025-01-01"));
    facts["observations"]
        .as_array_mut()
        .unwrap()
        .push(json!({"metric": "visitors", "employee": "e2", "period": "2025-05", "value": 500}));
    let report = ask(&scored(&json!({})), &facts, &json!({"as_of": "2025-06-29"}));
    assert_eq!(report["period"], "2025-05");
    let needs = &report["results"][0]["needs"];
    assert_eq!(needs.as_array().unwrap().len(), 2);
    assert_eq!(
        needs[0],
        json!({"course": "b", "points": "10", "items": 0, "because": [
        {"metric": "orders", "line": "orders", "actual": "75", "target": "100", "score": "75", "points": "10"}]})
    );
    assert_eq!((&needs[1]["course"], &needs[1]["points"]), (&json!("a"), &json!("6")));
    // The other lacks 30 points of visitors; without a value of orders nothing is known to be weak there.
    assert_eq!(
        report["needs"],
        json!([
        {"course": "a", "points": "36", "items": 0, "employees": ["e1", "e2"], "count": 2},
        {"course": "c", "points": "30", "items": 0, "employees": ["e2"], "count": 1},
        {"course": "b", "points": "10", "items": 0, "employees": ["e1"], "count": 1}])
    );
}

// A rate is mended by what mends its parts.
#[test]
fn courses_help_with_what_is_computed_from_their_metrics() {
    let policy = scored(&json!({
        "scorecards": [{"id": "card", "sections": [{"id": "s", "lines": [{"id": "rate", "metric": "conversion", "weight": 100,
            "target": "0.5", "method": {"kind": "ratio"}}]}]}],
        "training": [{"id": "r", "courses": ["b"]}]}));
    let mut facts = facts(&[]);
    facts["observations"] = json!([observed("orders", 20), observed("visitors", 80)]);
    let report = ask(&policy, &facts, &json!({"as_of": "2025-06-30", "period": "2025-05"}));
    let needs = report["results"][0]["needs"].as_array().unwrap();
    // Half of the target is reached: each course addresses all of the 50 points.
    let found: Vec<(&Value, &Value, Option<&Value>)> =
        needs.iter().map(|need| (&need["course"], &need["points"], need.get("required"))).collect();
    assert_eq!(
        found,
        [
            (&json!("a"), &json!("50"), None),
            (&json!("b"), &json!("50"), Some(&json!(true))),
            (&json!("c"), &json!("50"), None)
        ]
    );
}

// Items of plans that went wrong speak for the courses of their area and of their goal's metric.
#[test]
fn plans_that_went_wrong_need_courses() {
    let mut policy = scored(&json!({}));
    policy["courses"] = json!([{"id": "a", "areas": ["writing"]}, {"id": "b", "improves": ["orders"], "areas": ["writing"]},
        {"id": "c", "improves": ["visitors"]}]);
    let item = |id: &str, more: &Value| {
        let mut item = json!({"id": id, "text": id, "due": "2025-05-20"});
        item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        item
    };
    let goal = |metric: &str| json!({"metric": metric, "to": 100});
    let on_time = "2025-05-20T23:59:59+08:00";
    let mut facts = facts(&[]);
    facts["plans"] = json!([{"id": "p", "employee": "e1", "period": "2025-05", "items": [
        item("late", &json!({"area": "writing", "done": "2025-05-21T00:00:00+08:00"})),
        item("done", &json!({"area": "writing", "done": on_time})),
        item("open", &json!({"goal": goal("orders")})),
        item("short", &json!({"goal": goal("visitors"), "done": on_time, "result": 99})),
        item("full", &json!({"goal": goal("visitors"), "done": on_time, "result": 100})),
        item("both", &json!({"area": "writing", "goal": goal("orders")})),
        item("june", &json!({"area": "writing", "due": "2025-06-01"}))]}]);
    facts["plan_updates"] = json!([{"item": "both", "at": "2025-05-19T09:00:00+08:00", "percent": 50}]);
    let report = ask(&policy, &facts, &json!({"as_of": "2025-06-20"}));
    assert_eq!(
        report["results"][0]["needs"],
        json!([
            {"course": "b", "points": "0", "items": 3, "areas": [
                {"area": "writing", "items": ["late", "both"]}, {"area": "orders", "items": ["open", "both"]}]},
            {"course": "a", "points": "0", "items": 2, "areas": [{"area": "writing", "items": ["late", "both"]}]},
            {"course": "c", "points": "0", "items": 1, "areas": [{"area": "visitors", "items": ["short"]}]}])
    );
    // What was cancelled has not gone wrong.
    facts["plan_updates"][0]["state"] = json!("cancelled");
    let report = ask(&policy, &facts, &json!({"as_of": "2025-06-20"}));
    assert_eq!(report["needs"][0]["items"], 2);
}

fn score(policy: &Value, facts: &Value, period: &str) -> Value {
    let facts = crate::Facts::parse(facts.to_string().as_bytes(), Limits::default()).unwrap();
    let request = crate::request::ScoreRequest::new(period.parse().unwrap());
    let report = engine(policy).score(&facts, &request).unwrap();
    serde_json::from_str(&report.to_json()).unwrap()
}

/// A card of training alone.
fn completion(more: &Value) -> Value {
    let mut policy = policy(&json!({
        "metrics": [{"id": "t", "unit": "percent", "direction": "higher", "training": {"of": "completion"}}],
        "scorecards": [{"id": "card", "sections": [{"id": "s", "lines": [
            {"id": "t", "metric": "t", "weight": 100, "target": 100, "method": {"kind": "ratio"}}]}]}],
        "positions": [{"id": "sales", "scorecard": "card"}, {"id": "designer"}]}));
    for (name, value) in more.as_object().unwrap() {
        policy[name] = value.clone();
    }
    policy
}

// T2 in the score: 3 of 4 is 75 %.
#[test]
fn completion_is_a_value() {
    let policy = completion(&json!({"training": [{"id": "all", "courses": ["a", "b", "c", "d"]}]}));
    let facts =
        facts(&[done("a", "2025-01-10"), done("b", "2025-02-10"), done("d", "2025-06-30"), done("c", "2025-07-01")]);
    let actual =
        |period: &str| score(&policy, &facts, period)["results"][0]["positions"][0]["lines"][0]["actual"].clone();
    assert_eq!((actual("2025-06"), actual("2025-07"), actual("2025-02")), (json!("75"), json!("100"), json!("50")));
}

// Weeks that end in June 2025: 22 (on the 1st) to 26 (on the 29th).
#[test]
fn periods_count_where_they_end() {
    let policy = completion(&json!({"training": [{"id": "weekly", "courses": ["a"], "every": "week"}]}));
    let weeks = ["2025-05-26", "2025-06-02", "2025-06-30"];
    let line = |facts: &Value| score(&policy, facts, "2025-06")["results"][0]["positions"][0]["lines"][0].clone();
    // Done in weeks 22 and 23 of five; week 27 ends in July.
    assert_eq!(line(&facts(&weeks.map(|day| done("a", day))))["actual"], "40");
    // Who came on 16 June was there at the end of weeks 25 and 26.
    let mut facts = facts(&[done("a", "2025-06-17")]);
    facts["employees"][0] = person("e1", "sales", "2025-06-16");
    assert_eq!(line(&facts)["actual"], "50");
}

#[test]
fn what_is_not_due_is_not_scored() {
    let policy = completion(&json!({"training": [{"id": "first", "courses": ["a"], "within_days": 30}]}));
    let mut facts = facts(&[]);
    facts["employees"][0] = person("e1", "sales", "2025-06-16");
    let line =
        |facts: &Value, period: &str| score(&policy, facts, period)["results"][0]["positions"][0]["lines"][0].clone();
    assert_eq!(line(&facts, "2025-06")["state"], "not_applicable");
    assert_eq!(
        (line(&facts, "2025-07")["state"].clone(), line(&facts, "2025-07")["actual"].clone()),
        (json!("value"), json!("0"))
    );
    // Who moves is judged by the position held on the last day, on both cards.
    let mut moved = facts.clone();
    moved["employees"][0]["positions"] = json!([{"position": "designer", "from": "2025-01-01", "to": "2025-07-10"},
        {"position": "sales", "from": "2025-07-11"}]);
    assert_eq!(line(&moved, "2025-08")["actual"], "0");
    assert_eq!(line(&moved, "2025-07")["state"], "not_applicable");
    // Courses that are required of the person count in the period in which they are due.
    facts["required_courses"] =
        json!([{"employee": "e1", "course": "b", "due": "2025-06-20"}, {"employee": "e1", "course": "c"}]);
    facts["achievements"] = json!([done("b", "2025-06-25")]);
    assert_eq!(line(&facts, "2025-06")["actual"], "100");
    assert_eq!(line(&facts, "2025-07")["actual"], "0");
}

#[test]
fn bad_training_is_refused_in_place() {
    let found = refused(&policy(&json!({
        "courses": [{"id": "a", "prerequisites": ["b"]}, {"id": "b", "prerequisites": ["x", "a"]},
            {"id": "c", "prerequisites": ["c"], "improves": ["nothing"]}],
        "exams": [{"id": "e", "prerequisites": ["a"]}], "awards": [{"id": "w", "areas": ["shop"]}],
        "training": [
            {"id": "t", "positions": ["nobody"], "courses": ["a", "y"]},
            {"id": "t", "courses": ["a", "b"], "at_least": 3},
            {"id": "u", "courses": ["a"], "at_least": 0, "every": "month", "within_days": 3},
            {"id": "v", "courses": ["a", "a"]}, {"id": "w", "courses": []}]})));
    let expected = [
        ("field_unknown", "/exams/0/prerequisites"),
        ("field_unknown", "/awards/0/areas"),
        ("reference_unknown", "/courses/1/prerequisites/0"),
        ("reference_unknown", "/courses/2/improves/0"),
        ("cycle", "/courses/1/prerequisites/1"),
        ("cycle", "/courses/2/prerequisites/0"),
        ("id_duplicate", "/training/1/id"),
        ("reference_unknown", "/training/0/positions/0"),
        ("reference_unknown", "/training/0/courses/1"),
        ("number_out_of_range", "/training/1/at_least"),
        ("number_out_of_range", "/training/2/at_least"),
        ("method_mismatch", "/training/2/within_days"),
        ("id_duplicate", "/training/3/courses/1"),
        ("range_empty", "/training/4/courses"),
    ];
    assert_eq!(found, expected.map(|(code, place)| (code.to_owned(), place.to_owned())));
}

// A chain of prerequisites as long as the document is walked without recursion.
#[test]
fn long_chains_of_courses_are_walked() {
    let chain = |closed: bool| {
        let course = |number: usize| match number {
            0 if !closed => json!({"id": "c0"}),
            0 => json!({"id": "c0", "prerequisites": ["c49999"]}),
            _ => json!({"id": format!("c{number}"), "prerequisites": [format!("c{}", number - 1)]}),
        };
        policy(&json!({"courses": (0..50_000).map(course).collect::<Vec<_>>()}))
    };
    engine(&chain(false));
    assert_eq!(refused(&chain(true)), [("cycle".to_owned(), "/courses/1/prerequisites/0".to_owned())]);
}
