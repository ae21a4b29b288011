//! The figures of points: earned by learning, redeemed for gifts and leave, expired, taken back.

use serde_json::{Value, json};

use crate::Engine;

fn policy(more: &Value) -> Value {
    let mut policy = json!({
        "schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [], "scorecards": [], "positions": [{"id": "sales"}, {"id": "designer"}],
        "courses": [{"id": "customs"}, {"id": "letters"}], "exams": [{"id": "quiz", "pass_mark": 80}],
        "certificates": [{"id": "licence", "valid_months": 12}], "awards": [{"id": "best"}],
        "points": {
            "earn": [
                {"id": "learning", "course": "customs", "points": 50},
                {"id": "test", "exam": "quiz", "points": 20, "positions": ["sales"]},
                {"id": "paper", "certificate": "licence", "points": 30},
                {"id": "star", "award": "best", "points": 100}],
            "rewards": [
                {"id": "mug", "name": {"en": "a mug", "zh": "马克杯"}, "cost": 40, "gives": "gift"},
                {"id": "day", "name": {"en": "half a day of leave", "zh": "半天假"}, "cost": 100, "gives": "leave",
                    "days": "0.5"}]
        }
    });
    for (name, value) in more.as_object().unwrap() {
        policy["points"][name] = value.clone();
    }
    policy
}

fn plain() -> Value {
    policy(&json!({}))
}

fn facts(achievements: &[Value], entries: &[Value]) -> Value {
    let achievements: Vec<Value> = achievements.iter().map(own).collect();
    let entries: Vec<Value> = entries.iter().map(own).collect();
    json!({"employees": [{"id": "e1", "positions": [{"position": "sales", "from": "2024-01-01", "to": "2026-12-31"}]}],
        "achievements": achievements, "point_entries": entries})
}

/// A record of the one employee.
fn own(record: &Value) -> Value {
    let mut record = record.clone();
    record.as_object_mut().unwrap().entry("employee").or_insert(json!("e1"));
    record
}

fn grant(id: &str, date: &str, points: u32) -> Value {
    json!({"id": id, "date": date, "kind": "grant", "points": points})
}

fn redeem(id: &str, date: &str, reward: &str) -> Value {
    json!({"id": id, "date": date, "kind": "redeem", "reward": reward})
}

fn reverse(id: &str, date: &str, of: &str) -> Value {
    json!({"id": id, "date": date, "kind": "reverse", "of": of})
}

fn ask(policy: &Value, facts: &Value, request: &Value) -> Value {
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let (facts, request) = (facts.to_string(), request.to_string());
    let text = crate::document::points(&engine, facts.as_bytes(), request.as_bytes()).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn on(policy: &Value, facts: &Value, day: &str) -> Value {
    ask(policy, facts, &json!({"as_of": day}))
}

/// Kind, points and balance of every entry.
fn lines(report: &Value) -> Vec<(String, i64, i64)> {
    let entries = report["accounts"][0]["entries"].as_array().unwrap();
    let line = |entry: &Value| {
        let kind = entry["kind"].as_str().unwrap().to_owned();
        (kind, entry["points"].as_i64().unwrap(), entry["balance"].as_i64().unwrap())
    };
    entries.iter().map(line).collect()
}

fn line(kind: &str, points: i64, balance: i64) -> (String, i64, i64) {
    (kind.to_owned(), points, balance)
}

fn problems(report: &Value) -> Vec<(&str, &str)> {
    let list = report["problems"].as_array().unwrap();
    list.iter().map(|problem| (problem["code"].as_str().unwrap(), problem["pointer"].as_str().unwrap())).collect()
}

// I3: points for completed training, redeemable for gifts or leave.
#[test]
fn training_earns_and_rewards_cost() {
    let facts = facts(
        &[
            json!({"course": "customs", "date": "2026-03-02", "record": "c-1"}),
            json!({"award": "best", "date": "2026-03-31"}),
        ],
        &[redeem("p1", "2026-04-01", "mug"), redeem("p2", "2026-04-02", "day")],
    );
    let report = ask(&plain(), &facts, &json!({"as_of": "2026-04-30", "lang": "en"}));
    // 50 + 100 − 40 − 100 = 10.
    let expected = [line("earn", 50, 50), line("earn", 100, 150), line("redeem", -40, 110), line("redeem", -100, 10)];
    assert_eq!(lines(&report), expected);
    let account = &report["accounts"][0];
    assert_eq!((&account["balance"], &account["earned"], &account["redeemed"]), (&json!(10), &json!(150), &json!(140)));
    assert_eq!(account["entries"][0]["record"], "c-1");
    assert_eq!((&account["entries"][0]["rule"], &account["entries"][3]["reward"]), (&json!("learning"), &json!("day")));
    assert_eq!(account["affordable"], Value::Null);
    assert_eq!(account["text"], "10 points");
    assert!(problems(&report).is_empty());
    // Before the second redemption there was enough for both rewards.
    let earlier = ask(&plain(), &facts, &json!({"as_of": "2026-04-01", "lang": "zh"}));
    assert_eq!(earlier["accounts"][0]["affordable"], json!(["mug", "day"]));
    assert_eq!(earlier["accounts"][0]["text"], "积分余额 110，可兑换：马克杯、半天假");
}

#[test]
fn only_what_is_passed_in_the_right_position_earns() {
    let mut facts = facts(
        &[
            json!({"course": "customs", "date": "2026-03-02", "result": "in_progress"}),
            json!({"course": "letters", "date": "2026-03-02"}),
            json!({"exam": "quiz", "date": "2026-03-03", "mark": 79}),
            json!({"exam": "quiz", "date": "2026-03-04", "mark": 80}),
            json!({"certificate": "licence", "date": "2026-03-05", "employee": "e2"}),
            json!({"exam": "quiz", "date": "2026-03-05", "mark": 90, "employee": "e2"}),
            json!({"certificate": "licence", "date": "2027-01-01"}),
        ],
        &[],
    );
    let other = json!({"id": "e2", "positions": [{"position": "designer", "from": "2025-01-01"}]});
    facts["employees"].as_array_mut().unwrap().push(other);
    let report = on(&plain(), &facts, "2027-03-31");
    let balances: Vec<&Value> =
        report["accounts"].as_array().unwrap().iter().map(|account| &account["balance"]).collect();
    // A mark of 80 passes; the designer earns nothing for the test; who has left earns nothing any more.
    assert_eq!(balances, [&json!(20), &json!(30)]);
}

#[test]
fn a_record_earns_once_and_each_rule_for_itself() {
    let two = policy(&json!({"earn": [
        {"id": "a", "course": "customs", "points": 50}, {"id": "b", "course": "customs", "points": 5}]}));
    let record = json!({"course": "customs", "date": "2026-03-02"});
    let report = on(&two, &facts(&[record.clone(), record], &[]), "2026-03-02");
    assert_eq!(lines(&report), [line("earn", 50, 50), line("earn", 5, 55)]);
    assert_eq!(problems(&report), [("observation_duplicate", "/achievements/1")]);
}

#[test]
fn what_the_balance_does_not_cover_is_refused() {
    let facts = facts(
        &[],
        &[
            grant("g", "2026-03-01", 79),
            redeem("p1", "2026-03-01", "mug"),
            redeem("p2", "2026-03-01", "mug"),
            reverse("r", "2026-03-01", "p2"),
            grant("h", "2026-03-02", 1),
            redeem("p3", "2026-03-02", "mug"),
        ],
    );
    let report = on(&plain(), &facts, "2026-03-02");
    let expected = [line("grant", 79, 79), line("redeem", -40, 39), line("grant", 1, 40), line("redeem", -40, 0)];
    assert_eq!(lines(&report), expected);
    // What was refused cannot be taken back.
    assert_eq!(
        problems(&report),
        [("balance_short", "/point_entries/2"), ("reference_unknown", "/point_entries/3/of")]
    );
    // On the day before, the later entries are not looked at.
    assert_eq!(on(&plain(), &facts, "2026-03-01")["accounts"][0]["balance"], 39);
}

#[test]
fn points_expire_on_the_same_day_of_the_month() {
    let expiring = policy(&json!({"expire_months": 1}));
    let facts = facts(
        &[],
        &[
            grant("a", "2026-01-28", 10),
            grant("b", "2026-01-31", 20),
            grant("c", "2026-02-28", 30),
            redeem("p", "2026-02-28", "mug"),
            reverse("r", "2026-02-28", "b"),
        ],
    );
    let day = |day: &str| on(&expiring, &facts, day);
    let before = day("2026-02-27");
    assert_eq!(lines(&before), [line("grant", 10, 10), line("grant", 20, 30)]);
    assert_eq!(before["accounts"][0]["next_expiry"], json!({"date": "2026-02-28", "points": 30}));
    // One month after 31 January is 28 February: what came on the 28th goes with it, at the beginning of the day. 30 are
    // not enough for a mug then, and of what has expired there is nothing to take back.
    let report = day("2026-02-28");
    let expected = [
        line("grant", 10, 10),
        line("grant", 20, 30),
        line("expire", -30, 0),
        line("grant", 30, 30),
        line("reverse", 0, 30),
    ];
    assert_eq!(lines(&report), expected);
    assert_eq!(problems(&report), [("balance_short", "/point_entries/3")]);
    assert_eq!(report["accounts"][0]["next_expiry"], json!({"date": "2026-03-28", "points": 30}));
    let later = day("2026-04-01");
    assert_eq!((&later["accounts"][0]["balance"], &later["accounts"][0]["expired"]), (&json!(0), &json!(60)));
    assert_eq!(later["accounts"][0]["next_expiry"], Value::Null);
}

#[test]
fn what_expires_first_is_spent_first_and_comes_back_to_its_day() {
    let expiring = policy(&json!({"expire_months": 2}));
    let facts = facts(
        &[],
        &[
            grant("a", "2026-01-10", 30),
            grant("b", "2026-02-10", 30),
            redeem("p", "2026-02-20", "mug"),
            reverse("r", "2026-03-01", "p"),
            redeem("q", "2026-03-05", "mug"),
            reverse("s", "2026-03-20", "q"),
        ],
    );
    let report = on(&expiring, &facts, "2026-03-31");
    let expected = [
        line("grant", 30, 30),
        line("grant", 30, 60),
        // 30 of a and 10 of b, and both come back whole.
        line("redeem", -40, 20),
        line("reverse", 40, 60),
        line("redeem", -40, 20),
        // By 20 March the 30 of a would have expired: the 10 of b come back.
        line("reverse", 10, 30),
    ];
    assert_eq!(lines(&report), expected);
    assert_eq!(report["accounts"][0]["next_expiry"], json!({"date": "2026-04-10", "points": 30}));
    assert_eq!(report["accounts"][0]["reversed"], 50);
    // While it was spent, nothing of a could expire.
    assert_eq!(report["accounts"][0]["expired"], 0);
}

#[test]
fn a_reversal_takes_back_what_is_not_spent() {
    let facts = facts(
        &[
            json!({"course": "customs", "date": "2026-03-01", "record": "c-1"}),
            json!({"award": "best", "date": "2026-03-02", "record": "c-1"}),
        ],
        &[
            redeem("p", "2026-03-03", "mug"),
            reverse("r", "2026-03-04", "c-1"),
            reverse("again", "2026-03-05", "c-1"),
            reverse("of-r", "2026-03-05", "r"),
            reverse("early", "2026-03-03", "r"),
            reverse("back", "2026-03-06", "p"),
            reverse("twice", "2026-03-07", "p"),
        ],
    );
    let report = on(&plain(), &facts, "2026-03-31");
    // The mug was paid from the course: 10 of it are left, and the whole of the award.
    let expected = [
        line("earn", 50, 50),
        line("earn", 100, 150),
        line("redeem", -40, 110),
        line("reverse", -110, 0),
        line("reverse", 40, 40),
    ];
    assert_eq!(lines(&report), expected);
    let of = |number: usize| format!("/point_entries/{number}/of");
    let expected =
        [("id_duplicate", of(2)), ("reference_unknown", of(3)), ("reference_unknown", of(4)), ("id_duplicate", of(6))];
    let expected: Vec<(&str, &str)> = expected.iter().map(|(code, pointer)| (*code, pointer.as_str())).collect();
    assert_eq!(problems(&report), expected);
}

#[test]
fn a_day_goes_in_one_order_whatever_the_list() {
    let facts = facts(
        &[json!({"award": "best", "date": "2026-03-01"})],
        &[reverse("r", "2026-03-01", "g"), redeem("p", "2026-03-01", "day"), grant("g", "2026-03-01", 7)],
    );
    let report = on(&plain(), &facts, "2026-03-01");
    // The award pays for the day of leave, since it came first.
    let expected = [line("earn", 100, 100), line("grant", 7, 107), line("redeem", -100, 7), line("reverse", -7, 0)];
    assert_eq!(lines(&report), expected);
}

#[test]
fn bad_entries_are_left_out_in_place() {
    let mut bad = grant("stranger", "2026-03-01", 5);
    bad["employee"] = json!("e9");
    let facts = facts(
        &[],
        &[
            grant("g", "2026-03-01", 5),
            grant("g", "2026-03-01", 6),
            bad,
            redeem("p", "2026-03-01", "mugg"),
            json!({"id": "x", "date": "2026-03-01", "kind": "grant"}),
            json!({"id": "y", "date": "2026-03-01", "kind": "redeem"}),
            json!({"id": "z", "date": "2026-03-01", "kind": "reverse"}),
        ],
    );
    let report = on(&plain(), &facts, "2026-03-01");
    assert_eq!(lines(&report), [line("grant", 5, 5)]);
    let expected = [
        ("id_duplicate", "/point_entries/1/id"),
        ("reference_unknown", "/point_entries/2/employee"),
        ("reference_unknown", "/point_entries/3/reward"),
        ("field_missing", "/point_entries/4/points"),
        ("field_missing", "/point_entries/5/reward"),
        ("field_missing", "/point_entries/6/of"),
    ];
    assert_eq!(problems(&report), expected);
    assert_eq!(report["problems"][2]["hint"], "did you mean `mug`?");
}

#[test]
fn accounts_are_those_asked_for_that_have_an_entry() {
    let mut facts = facts(&[], &[grant("g", "2026-03-01", 5), redeem("p", "2026-03-01", "mug")]);
    let more = ["e2", "e3"].map(|id| json!({"id": id, "positions": [{"position": "sales", "from": "2024-01-01"}]}));
    facts["employees"].as_array_mut().unwrap().extend(more);
    let mut third = grant("h", "2026-03-01", 6);
    third["employee"] = json!("e3");
    facts["point_entries"].as_array_mut().unwrap().push(third);
    let all = on(&plain(), &facts, "2026-03-01");
    assert_eq!(all["accounts"].as_array().unwrap().len(), 2);
    let asked = ask(&plain(), &facts, &json!({"as_of": "2026-03-01", "employees": ["e3", "e2"]}));
    assert_eq!(asked["accounts"], json!([all["accounts"][1]]));
    // What the account of another person does not cover is refused all the same.
    assert_eq!(problems(&asked), [("balance_short", "/point_entries/1")]);
    assert_eq!(on(&plain(), &facts, "2026-02-28")["accounts"], json!([]));
}

#[test]
fn a_hundred_thousand_entries_of_one_person() {
    // 33 000 lots that one redemption empties and its reversal fills again, and so on.
    let many = 33_000;
    let mut entries = Vec::new();
    for number in 0..many {
        entries.push(grant(&format!("g{number}"), "2026-03-01", 1));
    }
    for number in 0..many {
        entries.push(redeem(&format!("p{number}"), &day(number), "all"));
        entries.push(reverse(&format!("r{number}"), &day(number), &format!("p{number}")));
    }
    let all = policy(&json!({"expire_months": 2_000,
        "rewards": [{"id": "all", "cost": many - 1, "gives": "gift"}]}));
    let report = on(&all, &facts(&[], &entries), "2190-01-01");
    assert!(problems(&report).is_empty());
    let account = &report["accounts"][0];
    assert_eq!(account["balance"], many);
    assert_eq!(account["redeemed"], json!(u64::from(many) * u64::from(many - 1)));
    assert_eq!(account["entries"].as_array().unwrap().len(), 3 * many as usize);
}

fn day(number: u32) -> String {
    let first = crate::time::parse_date("2026-03-02").unwrap();
    (first + chrono::Days::new(number.into())).to_string()
}

// I3: certificates and awards recorded and counted towards promotion (employee of the month).
#[test]
fn an_award_earns_points_and_counts_towards_promotion() {
    let mut policy = plain();
    policy["moves"] = json!([{"id": "up", "from": "sales", "to": "designer",
        "requires": {"all": [{"award": "best", "at_least": 2}, {"certificate": "licence"}]}}]);
    let records = [
        json!({"award": "best", "date": "2026-01-31", "record": "january"}),
        json!({"certificate": "licence", "date": "2026-02-10"}),
        json!({"award": "best", "date": "2026-03-31", "record": "march"}),
    ];
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let state = |records: &[Value]| {
        let facts = facts(records, &[]).to_string();
        let request = json!({"as_of": "2026-04-01"}).to_string();
        let text = crate::document::eligibility(&engine, facts.as_bytes(), request.as_bytes()).unwrap();
        let report: Value = serde_json::from_str(&text).unwrap();
        report["results"][0]["moves"][0]["state"].clone()
    };
    assert_eq!(state(&records), "eligible");
    assert_eq!(state(&records[..2]), "not_eligible");
    assert_eq!(state(&records[1..]), "not_eligible");
    // The same records brought 100 + 30 + 100 points.
    assert_eq!(on(&policy, &facts(&records, &[]), "2026-04-01")["accounts"][0]["balance"], 230);
}
