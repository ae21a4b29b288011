//! Curves of staying. Expected values are arithmetic by hand.

use serde_json::{Value, json};

use crate::forecast::workforce::tests::person;
use crate::{Engine, document};

fn policy() -> Engine {
    let policy = json!({
        "schema_version": "1.5", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [], "scorecards": [],
        "positions": [{"id": "clerk", "name": {"en": "clerk", "zh": "店员"}}, {"id": "guard"}],
        "units": [{"id": "north", "name": {"en": "north", "zh": "北区"}}, {"id": "south"}]
    });
    Engine::compile(policy.to_string().as_bytes()).unwrap()
}

/// A clerk from one day to another.
fn clerk(id: &str, from: &str, to: &str, ended: &str) -> Value {
    person(id, &[("clerk", "", from, to, ended)])
}

fn ask(people: &[Value], request: &Value) -> Value {
    let facts = json!({ "employees": people }).to_string();
    let answer = document::retention(&policy(), facts.as_bytes(), request.to_string().as_bytes()).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["problems"], json!([]));
    answer
}

/// Months, at risk, left, and the share with three digits.
fn steps(curve: &Value) -> String {
    let digits = |value: &Value| value.as_str().unwrap().chars().take(5).collect::<String>();
    let of =
        |step: &Value| format!("{} {} {} {}", step["months"], step["at_risk"], step["left"], digits(&step["staying"]));
    curve["steps"].as_array().unwrap().iter().map(of).collect::<Vec<_>>().join(", ")
}

/// Six begin with the year. One leaves in March; one is let go in June, and is seen until then; one leaves in August, when
/// an older hand has come to the same tenure: ⅚, and then ⅚ · ⅘.
fn shop() -> Vec<Value> {
    let mut people: Vec<Value> = (4..7).map(|n| clerk(&format!("e{n}"), "2024-01-01", "", "")).collect();
    people.extend([
        clerk("e1", "2024-01-01", "2024-03-15", "voluntary"),
        clerk("e2", "2024-01-01", "2024-06-30", "involuntary"),
        clerk("e3", "2024-01-01", "2024-08-10", ""),
        clerk("old", "2023-07-15", "", ""),
    ]);
    people
}

#[test]
fn a_year() {
    let answer = ask(&shop(), &json!({"as_of": "2024-12-31", "window": 12}));
    let curve = &answer["curves"][0];
    assert_eq!(steps(curve), "0 6 0 1, 3 6 1 0.833, 8 5 1 0.666, 18 1 0 0.666");
    // Somebody with eight months and more is there: three of six, and the old hand.
    for (field, expected) in
        [("people", 7), ("months", 3 + 6 + 8 + 4 * 12), ("leavers", 2), ("from", 0), ("until", 18), ("thin_from", 8)]
    {
        assert_eq!(curve[field], expected, "{field}");
    }
    // Greenwood: 1 ÷ 30 + 1 ÷ 20; exp(−H · f) and exp(−H ÷ f), f = exp(z · √(1 ÷ 12) ÷ H), H = ln 1.5.
    let last = &curve["staying"][2];
    let bounds = json!({"months": 12, "staying": "0.666667", "lo80": "0.364313", "hi80": "0.849748", "lo95": "0.194617", "hi95": "0.904434"});
    assert_eq!(*last, bounds);
    assert_eq!(curve["steps"][3]["cumulative_hazard"], "0.366667"); // 1/6 + 1/5
    let months: Vec<&Value> = curve["staying"].as_array().unwrap().iter().map(|share| &share["months"]).collect();
    assert_eq!(months, [3, 6, 12]);
    // Half have not left, but as far as the bounds go they may have after eight months.
    assert_eq!(curve["median"], json!({"lo80": 8, "lo95": 3}));
    assert_eq!(curve["caveats"], json!(["few_people", "thin_risk_sets"]));
    assert_eq!(answer["caveats"], json!(["ends_unstated"]));
    // Who is let go leaves in another way: at six months, of five.
    let other = ask(&shop(), &json!({"as_of": "2024-12-31", "window": 12, "leaving": "involuntary"}));
    assert_eq!(steps(&other["curves"][0]), "0 6 0 1, 6 5 1 0.8, 18 1 0 0.8");
    assert_eq!(other["caveats"], Value::Null);
    let any = ask(&shop(), &json!({"as_of": "2024-12-31", "window": 12, "leaving": "any"}));
    assert_eq!(any["curves"][0]["leavers"], 3);
}

#[test]
fn one_who_leaves_first_is_not_all() {
    // Of those who began on the first of January one was there, and left at once; the others are seen from February on.
    let mut people: Vec<Value> = (0..6).map(|n| clerk(&format!("e{n}"), "2024-01-15", "", "")).collect();
    people.push(clerk("first", "2024-01-01", "2024-01-20", "voluntary"));
    let answer = ask(&people, &json!({"as_of": "2024-12-31", "window": 12, "lang": "en"}));
    let curve = &answer["curves"][0];
    assert_eq!(steps(curve), "1 6 0 1, 12 6 0 1");
    assert_eq!((&curve["leavers"], &curve["from"], &curve["thin_from"]), (&json!(1), &json!(1), &Value::Null));
    assert_eq!(curve["staying"][0].get("lo80"), None);
    assert_eq!(curve["caveats"], json!(["few_people", "leavers_outside"]));
    let begin = "Of those who stayed 1 month, nobody has left of their own accord in their first 12 months.";
    assert!(answer["text"].as_str().unwrap().starts_with(begin), "{}", answer["text"]);
}

#[test]
fn a_curve_ends_where_nobody_was() {
    let mut people: Vec<Value> = (0..5).map(|n| clerk(&format!("e{n}"), "2024-07-01", "", "")).collect();
    people.extend((0..5).map(|n| clerk(&format!("o{n}"), "2014-07-01", "", "")));
    people.push(clerk("gone", "2014-07-01", "2024-11-30", ""));
    let answer = ask(&people, &json!({"as_of": "2024-12-31", "window": 12}));
    let curve = &answer["curves"][0];
    assert_eq!(steps(curve), "0 5 0 1, 6 5 0 1");
    assert_eq!((&curve["people"], &curve["leavers"], &curve["until"]), (&json!(11), &json!(1), &json!(6)));
    assert_eq!(curve["caveats"], json!(["few_people", "gap_in_tenures", "leavers_outside"]));
    assert_eq!(curve["median"], Value::Null);
}

/// Clerks: at 3 one of two leaves, guards: at 3 one of two, at 5 the other of them. Of four at 3 two leave, a half of each
/// position is expected to: 1 and 1, with a variance of 2 · ½ · ½ · 2 ÷ 3 = ⅓. At 5 of two one leaves: ½ and ½, ¼.
#[test]
fn groups_are_compared() {
    let held = |position, to| vec![(position, "", "2024-01-01", to, "")];
    let people = [
        person("c1", &held("clerk", "2024-03-15")),
        person("c2", &held("clerk", "")),
        person("g1", &held("guard", "2024-03-15")),
        person("g2", &held("guard", "2024-05-15")),
    ];
    let answer = ask(&people, &json!({"as_of": "2024-12-31", "window": 12, "by": "position", "lang": "zh"}));
    let curves = answer["curves"].as_array().unwrap();
    assert_eq!((curves[0].get("id"), &curves[1]["id"], &curves[2]["id"]), (None, &json!("clerk"), &json!("guard")));
    assert_eq!(steps(&curves[0]), "0 4 0 1, 3 4 2 0.5, 5 2 1 0.25, 12 1 0 0.25");
    assert_eq!(steps(&curves[1]), "0 2 0 1, 3 2 1 0.5, 12 1 0 0.5");
    assert_eq!(steps(&curves[2]), "0 2 0 1, 3 2 1 0.5, 5 1 1 0");
    // (1 − 1.5)² ÷ (⅓ + ¼) = 3 ÷ 7.
    let groups = json!([{"id": "clerk", "left": 1, "expected": "1.5"}, {"id": "guard", "left": 2, "expected": "1.5"}]);
    let expected =
        json!({"test": "log_rank", "chi_square": "0.428571", "degrees": 1, "p": "0.512691", "groups": groups});
    assert_eq!(answer["comparison"], expected);
    assert_eq!(answer["caveats"], json!(["ends_unstated"]));
    assert_eq!(curves[2]["median"]["months"], 3);
    let said = "“店员”：入职者中 50%";
    assert!(curves[1]["text"].as_str().unwrap().starts_with(said), "{}", curves[1]["text"]);
}

/// Both guards leave, and no clerk: at 3 of four one, ½ and ½ are expected, with a variance of ¼; at 5 of three one, ⅔ and
/// ⅓, with 2/9. (0 − 7/6)² ÷ (¼ + 2/9) = 49 ÷ 17.
#[test]
fn who_lost_nobody_is_compared() {
    let held = |position, to| vec![(position, "", "2024-01-01", to, "voluntary")];
    let mut people = vec![
        clerk("c1", "2024-01-01", "", ""),
        clerk("c2", "2024-01-01", "", ""),
        person("g1", &held("guard", "2024-03-15")),
        person("g2", &held("guard", "2024-05-15")),
    ];
    let request = json!({"as_of": "2024-12-31", "window": 12, "by": "position"});
    let answer = ask(&people, &request);
    let groups =
        json!([{"id": "clerk", "left": 0, "expected": "1.16667"}, {"id": "guard", "left": 2, "expected": "0.833333"}]);
    let expected =
        json!({"test": "log_rank", "chi_square": "2.88235", "degrees": 1, "p": "0.0895551", "groups": groups});
    assert_eq!((&answer["comparison"], answer.get("caveats")), (&expected, None));
    people.truncate(2);
    people.push(person("g3", &[("guard", "", "2024-01-01", "", "")]));
    assert_eq!(ask(&people, &request)["caveats"], json!(["not_compared"]));
}

#[test]
fn who_moves_is_seen_in_both() {
    // Five months in the north, then in the south until the end of October; nobody else is in the south.
    let moves =
        [("clerk", "north", "2024-01-01", "2024-05-31", ""), ("clerk", "south", "2024-06-01", "2024-10-31", "")];
    let people = [person("m", &moves), person("n", &[("guard", "", "2024-01-01", "", "")])];
    let answer = ask(&people, &json!({"as_of": "2024-12-31", "window": 12, "by": "unit"}));
    let curves = answer["curves"].as_array().unwrap();
    assert_eq!(curves.len(), 3);
    assert_eq!(steps(&curves[0]), "0 2 0 1, 10 2 1 0.5, 12 1 0 0.5");
    assert_eq!(steps(&curves[1]), "0 1 0 1, 5 1 0 1");
    assert_eq!(steps(&curves[2]), "5 1 0 1, 10 1 1 0");
    assert_eq!(answer["caveats"], json!(["ends_unstated", "not_compared"]));
}

#[test]
fn nobody() {
    let answer = ask(&[], &json!({"as_of": "2024-12-31", "by": "unit", "lang": "en"}));
    let curve = &answer["curves"][0];
    assert_eq!((&curve["people"], &curve["until"], &curve["steps"]), (&json!(0), &json!(0), &json!([])));
    assert_eq!(curve["caveats"], json!(["few_people", "no_leavers"]));
    let text = "Nobody was seen in these months. To know: few people were seen; nobody left in the months that were seen; \
                groups cannot be compared.";
    assert_eq!(answer["text"], text);
}

#[test]
fn it_is_said() {
    let said = |request: Value| ask(&shop(), &request)["text"].as_str().unwrap().to_owned();
    let en = said(json!({"as_of": "2024-12-31", "window": 12, "lang": "en"}));
    let zh = said(json!({"as_of": "2024-12-31", "window": 12, "lang": "zh", "leaving": "any"}));
    let expected = "Of those who join, 66.7% (in 80 of 100 cases 36.4% to 85%) have not left of their own accord in their first \
                    12 months. Fewer than half have left by month 18 of tenure, the last that is known. It stands on 7 people in 65 \
                    person-months, 2 of whom left. To know: few people were seen; at month 8 of tenure fewer than 5 people \
                    were there: from then on the curve is rough; ends of which nothing is stated count as voluntary.";
    assert_eq!(en, expected);
    // Of six, five and five one leaves each: ⅔ · ⅘.
    let expected = "入职者中 53.3% 入职 12 个月内未离职（八成可能在 26.6% 至 74.2% 之间）。司龄至 18 个月（已知的最长司龄）离职者不到半数。\
                    依据 7 人 65 人月的记录，其中 3 人离职。需知：人数较少；司龄满 8 个月时在册不足 5 人，此后的曲线较粗略。";
    assert_eq!(zh, expected);
}

#[test]
fn months_outside_are_refused() {
    for window in [0, 121] {
        let request = json!({"as_of": "2024-12-31", "window": window}).to_string();
        let problems = document::retention(&policy(), b"{}", request.as_bytes()).unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.pointer.as_str()).collect::<Vec<_>>(), ["/window"]);
    }
}
