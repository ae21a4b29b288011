//! Figures about the workforce. Expected values are arithmetic by hand.

use serde_json::{Value, json};

use crate::Engine;

fn ask_all(policy: &Value, facts: &Value, request: &Value) -> Result<Value, Value> {
    let engine = Engine::compile(policy.to_string().as_bytes()).unwrap();
    let (facts, request) = (facts.to_string(), request.to_string());
    match crate::document::workforce(&engine, facts.as_bytes(), request.as_bytes()) {
        Ok(text) => Ok(serde_json::from_str(&text).unwrap()),
        Err(problems) => Err(serde_json::from_str(&problems.to_json()).unwrap()),
    }
}

fn ask(facts: &Value, request: &Value) -> Value {
    let answer = ask_all(&policy(), facts, request).unwrap();
    assert_eq!(answer["problems"], json!([]));
    answer
}

/// A company with two shops in the north and one in the south.
fn policy() -> Value {
    let policy = json!({
        "schema_version": "1.4", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [], "scorecards": [],
        "positions": [{"id": "clerk"}, {"id": "keeper", "name": {"en": "Store keeper", "zh": "仓管"}}, {"id": "head"}],
        "units": [
            {"id": "north"}, {"id": "n1", "parent": "north"}, {"id": "n2", "parent": "north"}, {"id": "south"}],
        "workforce": {"critical_positions": ["keeper"]}
    });
    #[cfg(feature = "promotion")]
    let policy = {
        let mut policy = policy;
        policy["courses"] = json!([{"id": "leading"}]);
        policy["moves"] = json!([
            {"id": "up", "from": "clerk", "to": "head", "requires": {"course": "leading"}},
            {"id": "over", "from": "clerk", "to": "keeper", "kind": "lateral", "requires": {"course": "leading"}}]);
        policy
    };
    policy
}

/// Somebody with positions: which, where, from when, to when, and how it ended.
pub(crate) fn person(id: &str, positions: &[(&str, &str, &str, &str, &str)]) -> Value {
    let mut held = Vec::new();
    for (position, unit, from, to, ended) in positions {
        let mut one = json!({"position": position, "from": from});
        for (field, value) in [("unit", unit), ("to", to), ("ended", ended)] {
            if !value.is_empty() {
                one[field] = json!(value);
            }
        }
        held.push(one);
    }
    json!({"id": id, "positions": held})
}

/// The figure of the company, or of a group.
fn figure(answer: &Value, group: &str, figure: &str) -> Value {
    let groups = answer["groups"].as_array().unwrap();
    let of = |found: &&Value| found["id"].as_str().unwrap_or_default() == group;
    let figures = groups.iter().find(of).unwrap()["figures"].as_array().unwrap();
    figures.iter().find(|found| found["figure"] == figure).cloned().unwrap_or_default()
}

/// Its value, exactly.
fn value(answer: &Value, group: &str, name: &str) -> String {
    let found = figure(answer, group, name);
    let exact = found.get("value_exact").or_else(|| found.get("value"));
    exact.and_then(Value::as_str).unwrap_or("none").to_owned()
}

/// So many posts, each always filled; on the last day of June, so many of them are left, and filled the day after.
fn churning(posts: usize, left: usize, year: &str) -> Value {
    let mut people = Vec::new();
    for post in 0..posts {
        let to = if post < left { format!("{year}-06-30") } else { String::new() };
        people.push(person(&format!("e{post}"), &[("clerk", "", "2020-01-01", &to, "")]));
        if post < left {
            people.push(person(&format!("r{post}"), &[("clerk", "", &format!("{year}-07-01"), "", "")]));
        }
    }
    json!({"employees": people})
}

#[test]
fn yearly_attrition_is_what_the_guides_say() {
    for (posts, left, rate) in [(50, 21, "0.42"), (20, 9, "0.45"), (20, 4, "0.2"), (20, 7, "0.35")] {
        for year in ["2024", "2025"] {
            let answer = ask(&churning(posts, left, year), &json!({"period": year}));
            assert_eq!(value(&answer, "", "turnover"), rate);
            assert_eq!(value(&answer, "", "headcount_average"), posts.to_string());
            assert_eq!(value(&answer, "", "hires"), left.to_string());
            assert_eq!(figure(&answer, "", "turnover").get("per_year"), None);
        }
    }
}

#[test]
fn a_rate_of_less_than_a_year_says_what_a_year_would_bring() {
    // The first quarter of 2025 has 90 days; one of four leaves on the last of them: 1/4, and 365/360 in a year.
    let mut facts = churning(3, 0, "2025");
    facts["employees"]
        .as_array_mut()
        .unwrap()
        .push(person("x", &[("clerk", "", "2020-01-01", "2025-03-31", "voluntary")]));
    let answer = ask(&facts, &json!({"period": "2025-Q1"}));
    assert_eq!(value(&answer, "", "turnover_voluntary"), "0.25");
    assert_eq!(figure(&answer, "", "turnover_voluntary")["per_year_exact"], "73/72");
    // Who ends on the last day has left at the end of it.
    assert_eq!(value(&answer, "", "headcount_end"), "3");
    // As of the end of January nobody has left; 31 days count.
    let answer = ask(&facts, &json!({"period": "2025-Q1", "as_of": "2025-01-31"}));
    assert_eq!((&answer["from"], &answer["until"]), (&json!("2025-01-01"), &json!("2025-01-31")));
    assert_eq!(value(&answer, "", "leavers"), "0");
    assert_eq!(figure(&answer, "", "headcount_average")["whole"], "31");
    assert_eq!(value(&answer, "", "retention"), "1");
    // A day after the end changes nothing.
    let late = ask(&facts, &json!({"period": "2025-Q1", "as_of": "2026-01-31"}));
    assert_eq!(late, ask(&facts, &json!({"period": "2025-Q1"})));
    let early = ask_all(&policy(), &facts, &json!({"period": "2025-Q1", "as_of": "2024-12-31"})).unwrap_err();
    assert_eq!(early["problems"][0]["pointer"], "/as_of", "{early}");
}

#[test]
fn how_people_left_is_told_apart_and_adds_up() {
    let ways = ["voluntary", "voluntary", "involuntary", "retirement", "other", ""];
    let mut people: Vec<Value> = Vec::new();
    for (number, way) in ways.iter().enumerate() {
        people.push(person(&format!("e{number}"), &[("clerk", "", "2020-01-01", "2025-12-31", way)]));
    }
    // Employed on every day of the year: six people on average.
    let answer = ask(&json!({"employees": people}), &json!({"period": "2025"}));
    let rate = |name: &str| value(&answer, "", name);
    assert_eq!(rate("turnover"), "1");
    assert_eq!(rate("turnover_voluntary"), "1/3");
    for figure in ["turnover_involuntary", "turnover_retirement", "turnover_other"] {
        assert_eq!(rate(figure), "1/6");
    }
    assert_eq!(figure(&answer, "", "leavers_unknown")["employees"], json!(["e5"]));
    // From the start of 2020 to the end of 2025 are 2192 days: six years, of which 2020 and 2024 have a day more.
    assert_eq!(rate("tenure_leavers"), "2192");
    assert_eq!(rate("headcount_end"), "0");
    assert_eq!(figure(&answer, "", "tenure_holders").get("value"), None);
}

#[test]
fn thirty_days_between_two_positions_are_a_move_and_more_are_not() {
    let back = |day: &str| {
        let held = [("clerk", "", "2020-01-01", "2025-01-31", "voluntary"), ("head", "", day, "", "")];
        ask(&json!({"employees": [person("e", &held)]}), &json!({"period": "2025"}))
    };
    // February has 28 days: back on 3 March is after 30 days.
    let moved = back("2025-03-03");
    assert_eq!((value(&moved, "", "leavers"), value(&moved, "", "hires")), ("0".to_owned(), "0".to_owned()));
    assert_eq!(value(&moved, "", "internal_mobility"), "1");
    assert_eq!(value(&moved, "", "headcount_average"), "1");
    let hired = back("2025-03-04");
    assert_eq!((value(&hired, "", "leavers"), value(&hired, "", "hires")), ("1".to_owned(), "1".to_owned()));
    assert_eq!(value(&hired, "", "turnover_voluntary"), "365/334");
    assert_eq!(value(&hired, "", "internal_mobility"), "0");
    // Back is not the same as having stayed.
    assert_eq!((value(&hired, "", "retention"), value(&hired, "", "stability")), ("0".to_owned(), "0".to_owned()));
}

#[test]
fn newcomers_are_those_who_joined_in_the_same_days_a_year_before() {
    let facts = json!({"employees": [
        person("a", &[("clerk", "", "2024-01-01", "2024-12-31", "")]), // twelve months are full
        person("b", &[("clerk", "", "2024-01-01", "2024-12-30", "")]), // a day is missing
        person("c", &[("clerk", "", "2024-12-31", "2025-06-30", "")]),
        person("d", &[("clerk", "", "2024-06-01", "", "")]),
        person("e", &[("clerk", "", "2023-12-31", "2024-01-05", "")]), // joined too early to count
        person("f", &[("clerk", "", "2025-01-01", "2025-02-01", "")]), // joined too late to count
    ]});
    let answer = ask(&facts, &json!({"period": "2025"}));
    assert_eq!(value(&answer, "", "newcomer_turnover"), "0.5");
    assert_eq!(figure(&answer, "", "newcomer_turnover")["whole"], "4");
    // Of c and f, who left in 2025, both were there for less than a year.
    assert_eq!(value(&answer, "", "early_leavers"), "1");
    // A leap day's anniversary is the end of February, whose year before begins with it.
    let leap = json!({"employees": [person("a", &[("clerk", "", "2024-02-29", "2025-02-28", "")])]});
    let answer = ask(&leap, &json!({"period": "2025-02"}));
    assert_eq!(figure(&answer, "", "newcomer_turnover")["whole"], "1");
    assert_eq!(value(&answer, "", "newcomer_turnover"), "0");
    assert_eq!(figure(&answer, "", "stability")["whole"], "1");
}

#[test]
fn a_year_ago_and_the_start_are_two_questions() {
    // There on 30 June 2024: a, b, c. On 31 March 2025: b, c, d. At the end of June 2025: c, d.
    let facts = json!({"employees": [
        person("a", &[("clerk", "", "2020-01-01", "2024-12-31", "")]),
        person("b", &[("clerk", "", "2020-01-01", "2025-05-31", "")]),
        person("c", &[("clerk", "", "2020-01-01", "", "")]),
        person("d", &[("clerk", "", "2025-01-01", "", "")]),
    ]});
    let answer = ask(&facts, &json!({"period": "2025-Q2"}));
    assert_eq!(value(&answer, "", "stability"), "1/3");
    assert_eq!(value(&answer, "", "retention"), "2/3");
}

#[test]
fn a_move_between_groups_is_no_turnover() {
    let facts = json!({"employees": [
        person("a", &[("clerk", "n1", "2020-01-01", "2025-03-31", ""), ("clerk", "n2", "2025-04-01", "", "")]),
        person("b", &[("clerk", "n2", "2020-01-01", "2025-06-30", ""), ("head", "south", "2025-07-01", "", "")]),
        person("c", &[("clerk", "north", "2020-01-01", "2025-06-30", ""), ("clerk", "n1", "2025-07-01", "", "")]),
        person("d", &[("clerk", "", "2020-01-01", "2025-06-30", ""), ("clerk", "south", "2025-07-01", "", "")]),
        person("e", &[("clerk", "south", "2020-01-01", "", "")]),
    ]});
    let answer = ask(&facts, &json!({"period": "2025", "by": ["unit", "position", "unit"]}));
    assert_eq!(value(&answer, "", "turnover"), "0");
    // d has not moved: the unit was not stated before.
    assert_eq!(figure(&answer, "", "internal_mobility")["employees"], json!(["a", "b", "c"]));
    assert_eq!(value(&answer, "", "internal_mobility"), "0.6");
    let flows = |group: &str| {
        ["headcount_start", "moved_in", "moved_out", "headcount_end"].map(|name| value(&answer, group, name))
    };
    assert_eq!(flows("north"), ["3", "0", "1", "2"]);
    assert_eq!(flows("n1"), ["1", "1", "1", "1"]);
    assert_eq!(flows("n2"), ["1", "1", "1", "1"]);
    assert_eq!(flows("south"), ["1", "2", "0", "3"]);
    assert_eq!(flows("clerk"), ["5", "0", "1", "4"]);
    assert_eq!(flows("head"), ["0", "1", "0", "1"]);
    // Retention is with the company: b moved, and stayed.
    assert_eq!(value(&answer, "north", "retention"), "1");
    #[cfg(feature = "promotion")]
    assert_eq!(figure(&answer, "clerk", "promotion_rate")["part"], "1");
    // Each group stands once, in the order asked; nobody was ever a keeper.
    let ids: Vec<&Value> = answer["groups"].as_array().unwrap().iter().map(|group| &group["id"]).collect();
    assert_eq!(
        ids,
        [&Value::Null, &json!("north"), &json!("n1"), &json!("n2"), &json!("south"), &json!("clerk"), &json!("head")]
    );
}

fn staff() -> Vec<Value> {
    vec![
        person("a", &[("clerk", "n1", "2020-01-01", "2025-03-31", ""), ("keeper", "n1", "2025-04-01", "", "")]),
        person("b", &[("keeper", "n1", "2025-04-01", "", "")]),
        person("c", &[("clerk", "south", "2020-01-01", "", "")]),
    ]
}

#[test]
fn posts_are_filled_when_the_offer_is_accepted_and_vacant_until_work_begins() {
    let facts = json!({"employees": staff(), "requisitions": [
        // From within, whatever the record says, after 59 days; from outside, after 31 days.
        {"id": "r1", "position": "keeper", "unit": "n1", "opened": "2025-02-01", "accepted": "2025-04-01",
            "starts": "2025-04-01", "employee": "a", "internal": false},
        {"id": "r2", "position": "keeper", "opened": "2025-01-01", "accepted": "2025-02-01", "starts": "2025-04-01",
            "employee": "b"},
        // Two posts that nobody knows how were filled, after 10 days, and begin next year; given up; still open.
        {"id": "r3", "position": "clerk", "count": 2, "opened": "2025-11-01", "accepted": "2025-11-11", "starts": "2026-01-01"},
        {"id": "r4", "position": "clerk", "opened": "2025-01-01", "accepted": "2025-02-01", "withdrawn": "2025-02-10"},
        {"id": "r5", "position": "keeper", "unit": "n2", "opened": "2025-12-01"},
        // Filled without the day of an offer.
        {"id": "r6", "position": "clerk", "opened": "2025-01-01", "starts": "2025-03-01", "internal": true},
        // Another year's.
        {"id": "r7", "position": "clerk", "opened": "2024-01-01", "accepted": "2024-03-01"},
        {"id": "r8", "position": "clerk", "opened": "2026-01-01"},
    ]});
    let answer = ask(&facts, &json!({"period": "2025", "by": ["unit", "position"]}));
    let company = |name: &str| value(&answer, "", name);
    assert_eq!(company("posts_filled"), "5");
    assert_eq!(company("filled_internally"), "2/3");
    assert_eq!(company("filled_internally_critical"), "0.5");
    // (59 + 31 + 2 · 10) ÷ 4
    assert_eq!(company("days_to_fill"), "27.5");
    assert_eq!(company("days_to_fill_critical"), "45");
    // Three people at work, and three posts without: r3 twice, r5.
    assert_eq!(company("vacancy_rate"), "0.5");
    assert_eq!(company("vacant_critical"), "1/3");
    assert_eq!(value(&answer, "north", "vacancy_rate"), "1/3");
    assert_eq!(value(&answer, "n2", "vacancy_rate"), "1");
    assert_eq!(value(&answer, "clerk", "vacant_critical"), "0");
    // With the first of April, r1 is filled; on the day before it is not.
    let march = ask(&facts, &json!({"period": "2025", "as_of": "2025-03-31"}));
    assert_eq!(figure(&march, "", "filled_internally")["whole"], "2");
}

#[test]
fn critical_positions_lose_those_who_want_to_go() {
    let mut staff = staff();
    for (number, (position, how)) in
        [("keeper", "voluntary"), ("keeper", "involuntary"), ("clerk", "voluntary")].iter().enumerate()
    {
        staff.push(person(&format!("x{number}"), &[(position, "", "2020-01-01", "2025-12-31", how)]));
    }
    let answer = ask(&json!({"employees": staff}), &json!({"period": "2025", "by": ["position"]}));
    // Two all year and two from April on, 275 of 365 days: 2 + 550/365 on average.
    // 1 ÷ (2 + 550/365) = 73/256
    assert_eq!(value(&answer, "", "turnover_critical"), "0.28515625");
    assert_eq!(figure(&answer, "", "turnover_critical")["employees"], json!(["x0"]));
    assert_eq!(figure(&answer, "clerk", "turnover_critical"), Value::Null);
}

#[test]
fn a_manager_leads_those_who_name_one() {
    let mut staff = staff();
    for (number, manager) in [(0, "c"), (1, "c"), (2, "c")] {
        staff[number]["manager"] = json!(manager);
    }
    // Who leads nobody but someone who left, and whose manager left.
    staff.push(json!({"id": "d", "manager": "a", "positions": [{"position": "clerk", "from": "2020-01-01", "to": "2025-01-01"}]}));
    staff.push(json!({"id": "e", "manager": "d", "positions": [{"position": "clerk", "from": "2020-01-01"}]}));
    let answer = ask(&json!({"employees": staff}), &json!({"period": "2025", "by": ["unit"]}));
    let span = figure(&answer, "", "span");
    assert_eq!((&span["value"], &span["part"], &span["whole"]), (&json!("2"), &json!("2"), &json!("1")));
    assert_eq!(value(&answer, "south", "span"), "2");
    assert_eq!(figure(&answer, "north", "span"), Value::Null);
}

#[test]
fn bad_requisitions_are_named_and_left_out() {
    let good = json!({"id": "r", "position": "clerk", "opened": "2025-02-01"});
    let with = |field: &str, value: Value| {
        let mut record = good.clone();
        record[field] = value;
        record
    };
    let mut filled = with("employee", json!("a"));
    filled["count"] = json!(2);
    let bad = [
        (with("position", json!("clark")), "reference_unknown", "position"),
        (with("unit", json!("n3")), "reference_unknown", "unit"),
        (with("employee", json!("z")), "reference_unknown", "employee"),
        (with("accepted", json!("2025-01-31")), "range_empty", "accepted"),
        (with("starts", json!("2025-01-31")), "range_empty", "starts"),
        (with("withdrawn", json!("2025-01-31")), "range_empty", "withdrawn"),
        (with("count", json!(0)), "number_out_of_range", "count"),
        (with("count", json!(100_001)), "number_out_of_range", "count"),
        (filled, "number_out_of_range", "count"),
        (good.clone(), "id_duplicate", "id"),
    ];
    for (record, code, field) in bad {
        let mut first = good.clone();
        if code != "id_duplicate" {
            first["id"] = json!("other");
        }
        let facts = json!({"employees": staff(), "requisitions": [first, record]});
        let answer = ask_all(&policy(), &facts, &json!({"period": "2025"})).unwrap();
        let problems = answer["problems"].as_array().unwrap();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0]["code"], code);
        assert_eq!(problems[0]["pointer"], format!("/requisitions/1/{field}"));
        assert_eq!(figure(&answer, "", "vacancy_rate")["part"], "1");
    }
    let facts = json!({"employees": [{"id": "a", "manager": "z", "positions": []}]});
    let answer = ask_all(&policy(), &facts, &json!({"period": "2025"})).unwrap();
    assert_eq!(answer["problems"][0]["pointer"], "/employees/0/manager");
}

#[test]
fn nobody_at_all_has_figures_too() {
    let answer = ask(&json!({}), &json!({"period": "2025", "by": ["unit", "position"], "lang": "en"}));
    assert_eq!(answer["groups"].as_array().unwrap().len(), 1);
    assert_eq!(value(&answer, "", "headcount_average"), "0");
    assert_eq!(value(&answer, "", "turnover"), "none");
    assert_eq!(
        answer["groups"][0]["text"],
        "headcount 0 at the start, 0 at the end, 0 on average; 0 hired; nobody left"
    );
}

#[test]
fn few_days_are_not_said_as_a_year() {
    // One of two leaves on the first day: 50 %, 182.5 times in a year, which nobody is told.
    let mut facts = churning(1, 0, "2025");
    let list = facts["employees"].as_array_mut().unwrap();
    list.push(person("x", &[("clerk", "", "2020-01-01", "2025-01-01", "voluntary")]));
    let answer = ask(&facts, &json!({"period": "2025", "as_of": "2025-01-01", "lang": "en"}));
    assert_eq!(figure(&answer, "", "turnover")["per_year"], "182.5");
    let text = answer["groups"][0]["text"].as_str().unwrap();
    assert!(text.contains("a turnover of 50%: voluntary 50%"), "{text}");
}

#[test]
fn an_end_without_a_day_is_named() {
    // Whoever left by choice, nobody knows when: the position goes on.
    let facts = json!({"employees": [person("x", &[("clerk", "", "2020-01-01", "", "voluntary")])]});
    let answer = ask_all(&policy(), &facts, &json!({"period": "2025"})).unwrap();
    let problem = &answer["problems"][0];
    assert_eq!(
        (&problem["code"], &problem["pointer"]),
        (&json!("field_missing"), &json!("/employees/0/positions/0/to"))
    );
    assert_eq!((value(&answer, "", "leavers"), value(&answer, "", "headcount_end")), ("0".to_owned(), "1".to_owned()));
}

#[test]
fn a_manager_reads_it_in_both_languages() {
    let mut staff = staff();
    staff.push(person("x", &[("keeper", "n1", "2020-01-01", "2025-12-31", "voluntary")]));
    staff.push(person("y", &[("clerk", "n1", "2020-01-01", "2025-12-31", "")]));
    let facts = json!({"employees": staff, "requisitions": [
        {"id": "r1", "position": "keeper", "opened": "2025-02-01", "accepted": "2025-04-01", "employee": "a"},
        {"id": "r5", "position": "keeper", "unit": "n1", "opened": "2025-12-01"}]});
    let say = |lang: &str| ask(&facts, &json!({"period": "2025", "by": ["position"], "lang": lang}))["groups"].clone();
    // a, c, x, y all year and b for 275 days: 4.75 people; 2 ÷ (4 + 275/365) = 146/347 = 42.1 %.
    // Keepers: x all year, a and b for 275 days: 2.5; 1 ÷ (915/365) = 39.9 %.
    assert_eq!(
        say("en")[0]["text"],
        "headcount 4 at the start, 3 at the end, 4.8 on average; 1 hired; 2 left, a turnover of 42.1%: voluntary 21%; \
         how 1 of them left is not stated; critical positions lost 39.9% of their people by their own choice; \
         still with the company: 2 of the 4 there a year before (50%); internal moves: 1 (21%); \
         posts filled: 1, 100% of them from within, after 59 days on average; \
         vacant posts: 1 (25%), 1 of them critical"
    );
    assert_eq!(
        say("zh")[2]["text"],
        "仓管：期初 1 人，期末 2 人，平均 2.5 人；入职 1 人；离职 1 人，离职率 39.9%，其中主动离职率 39.9%；\
         关键岗位主动离职率 39.9%；一年前在职的 1 人中，0 人仍在职（稳定率 0%）；内部调入 1 人次，调出 0 人次；\
         填补空缺 1 个岗位，内部填补 100%，平均用时 59 天；空缺 1 个岗位（33.3%），其中关键岗位 1 个"
    );
}

/// Two clerks, of whom one left; a policy without promotions has no rate of them.
#[test]
fn what_no_policy_calls_a_promotion_has_no_rate() {
    let facts = json!({"employees": [
        person("a", &[("clerk", "", "2020-01-01", "", "")]),
        person("b", &[("clerk", "", "2020-01-01", "2025-06-30", "voluntary")])]});
    let request = json!({"period": "2025", "lang": "en"});
    let mut policy = policy();
    let with = ask_all(&policy, &facts, &request).unwrap();
    assert_eq!(figure(&with, "", "promotion_rate").is_object(), cfg!(feature = "promotion"));
    let text = with["groups"][0]["text"].as_str().unwrap();
    assert!(text.contains("still with the company: 1 of the 2 there a year before (50%)"), "{text}");
    if let Some(moves) = policy.get_mut("moves").and_then(Value::as_array_mut) {
        moves.retain(|step| step["kind"] == "lateral");
    }
    let without = ask_all(&policy, &facts, &request).unwrap();
    assert_eq!(figure(&without, "", "promotion_rate"), Value::Null);
    assert!(figure(&without, "", "internal_mobility").is_object());
}
