//! Procedures: where an application stands follows from its record, no step is skipped, what is listed can be done and
//! what is not cannot, and what is refused changes nothing.

use hrcore::{Engine, Problems, document};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::documents::{compile, read};

const ACTIONS: [&str; 10] = [
    "apply",
    "approve",
    "return",
    "reject",
    "resubmit",
    "withdraw",
    "publish",
    "appeal",
    "decide_appeal",
    "take_effect",
];
const STATES: [&str; 9] =
    ["draft", "in_review", "returned", "approved", "rejected", "published", "appealed", "effective", "withdrawn"];
const ROLES: [&str; 5] = ["employee", "manager", "hr", "boss", "colleague"];
const PEOPLE: [&str; 5] = ["e1", "m1", "h1", "b1", "c1"];

/// 2 June 2025, 09:00 UTC, and so many minutes later.
fn moment(minutes: i64) -> String {
    // The days of June to August are enough for what is tried here.
    let (days, minute) = (minutes.div_euclid(1_440) + 1, minutes.rem_euclid(1_440));
    let (month, day) = match days {
        0..30 => (6, days + 1),
        30..61 => (7, days - 29),
        _ => (8, (days - 60).min(31)),
    };
    format!("2025-{month:02}-{day:02}T{:02}:{:02}:00Z", minute / 60, minute % 60)
}

fn term() -> impl Strategy<Value = Value> {
    prop_oneof![
        (1u32..4).prop_map(|days| json!({"days": days})),
        (1u32..4).prop_map(|days| json!({"working_days": days})),
        (1u32..60).prop_map(|hours| json!({"hours": hours})),
    ]
}

fn step() -> impl Strategy<Value = Value> {
    (1usize..4, proptest::option::of(term()), 1usize..4, 0u8..4, any::<bool>()).prop_map(
        |(role, within, to, actions, evidence)| {
            let actions: Vec<&str> = match actions {
                0 => vec!["approve"],
                1 => vec!["approve", "return"],
                2 => vec!["reject", "approve"],
                _ => vec!["approve", "return", "reject"],
            };
            let mut step = json!({"by": ROLES[role], "actions": actions});
            if let Some(within) = within {
                step["within"] = within;
                if to != role {
                    step["escalate_to"] = json!(ROLES[to]);
                }
            }
            if evidence {
                step["evidence"] = json!(["interview"]);
            }
            step
        },
    )
}

fn procedure() -> impl Strategy<Value = Value> {
    let steps = proptest::collection::vec(step(), 1..4);
    let publication = proptest::option::weighted(0.8, (term(), proptest::option::of(term())));
    let appeal = proptest::option::weighted(0.8, (term(), term(), 1usize..4));
    (steps, publication, appeal, any::<bool>(), 0usize..3, any::<bool>()).prop_map(
        |(mut steps, publication, appeal, same, until, reasons)| {
            for (number, step) in steps.iter_mut().enumerate() {
                step["id"] = json!(format!("s{number}"));
            }
            let until = ["approval", "publication", "effect"][until];
            let mut procedure = json!({
                "id": "p", "steps": steps, "effect": {"by": "hr"}, "apply_by": ["employee", "manager"],
                "evidence": [{"id": "results"}, {"id": "interview", "required": false}],
                "resubmit": {"to": if same { "same_step" } else { "first_step" }},
                "withdraw": {"by": ["employee", "hr"], "until": until},
                "reasons": if reasons { "required" } else { "optional" }
            });
            if let Some((lasts, within)) = publication {
                procedure["publication"] = json!({"by": "hr", "lasts": lasts});
                if let Some(within) = within {
                    procedure["publication"]["within"] = within;
                }
            }
            if let Some((within, answer, role)) = appeal {
                procedure["appeal"] = json!({"by": ["employee", "colleague"], "within": within,
                    "answer_within": answer, "decided_by": ROLES[role]});
            }
            procedure
        },
    )
}

fn engine(procedure: &Value) -> Engine {
    compile(&json!({
        "schema_version": "1.1", "id": "laws", "version": "1", "effective_from": "2020-01-01",
        "metrics": [], "scorecards": [], "positions": [{"id": "worker"}, {"id": "lead"}],
        "moves": [{"id": "up", "from": "worker", "to": "lead", "requires": {"tenure": "company", "months": 1},
            "procedure": "p", "effects": {"pay_rise": {"min": 5, "max": 10}}}],
        "procedures": [procedure]
    }))
}

fn ask(engine: &Engine, application: &Value, action: Option<&Value>, as_of: &str) -> Result<Value, Problems> {
    let mut request = json!({"as_of": as_of, "application": application, "lang": "zh"});
    if let Some(action) = action {
        request["action"] = action.clone();
    }
    document::procedure(engine, b"", request.to_string().as_bytes()).map(|text| read(&text))
}

/// An attempt: what, by whom, in which role, how many minutes after the last, and how it is filled in.
type Attempt = (Index, Index, Index, i64, u8);

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let gap = prop_oneof![4 => 1i64..600, 1 => 600i64..6_000, 1 => -300i64..1];
    proptest::collection::vec((any::<Index>(), any::<Index>(), any::<Index>(), gap, any::<u8>()), 1..40)
}

/// An action with all that it could need.
fn filled(name: &str, role: &str, by: &str) -> Value {
    let mut action = json!({"do": name, "by": by, "role": role, "note": "because",
        "evidence": [{"kind": "results"}, {"kind": "interview"}]});
    if name == "decide_appeal" {
        action["outcome"] = json!("upheld");
    }
    action
}

/// An application that has come a long way, and its next action.
pub fn example() -> (Engine, Value) {
    let engine = engine(&json!({
        "id": "p", "steps": [{"id": "s0", "by": "manager", "within": {"hours": 8}, "escalate_to": "hr"},
            {"id": "s1", "by": "boss", "evidence": ["interview"]}],
        "evidence": [{"id": "results"}, {"id": "interview", "required": false}],
        "publication": {"by": "hr", "lasts": {"days": 2}},
        "appeal": {"by": ["employee", "colleague"], "decided_by": "boss"}, "effect": {"by": "hr"}
    }));
    let mut application = json!({"id": "a", "employee": "e1", "move": "up"});
    let course = [
        ("apply", "employee", "e1"),
        ("return", "manager", "m1"),
        ("resubmit", "employee", "e1"),
        ("approve", "manager", "m1"),
        ("approve", "boss", "b1"),
        ("publish", "hr", "h1"),
        ("appeal", "colleague", "c1"),
    ];
    for (number, (name, role, by)) in (0..).zip(course) {
        let report = ask(&engine, &application, Some(&filled(name, role, by)), &moment(number * 100)).unwrap();
        application = report["application"].clone();
    }
    let action = filled("decide_appeal", "boss", "b1");
    (engine, json!({"as_of": moment(2_000), "application": application, "action": action, "lang": "en"}))
}

/// Someone who may act in a role.
fn person(role: &str, barred: &Value) -> Option<&'static str> {
    let barred = |who: &str| barred.as_array().is_some_and(|barred| barred.iter().any(|id| id == who));
    let people: &[&str] = if role == "employee" { &["e1"] } else { &PEOPLE[1..] };
    people.iter().copied().find(|who| !barred(who))
}

/// What the record says by itself: decisions in the order of the steps, and only then what follows.
fn follows(procedure: &Value, application: &Value) {
    let steps = procedure["steps"].as_array().unwrap();
    let (mut approved, mut published) = (0, false);
    for (number, entry) in application["record"].as_array().unwrap().iter().enumerate() {
        let name = entry["do"].as_str().unwrap();
        assert_eq!(name == "apply", number == 0, "{application}");
        if matches!(name, "approve" | "return" | "reject") {
            assert_eq!(entry["step"], steps[approved]["id"], "{application}");
            assert_ne!(entry["by"], "e1", "{application}");
        }
        match name {
            "approve" => approved += 1,
            "resubmit" if procedure["resubmit"]["to"] == "first_step" => approved = 0,
            "publish" | "take_effect" => assert_eq!(approved, steps.len(), "{application}"),
            "decide_appeal" if entry["outcome"] == "upheld" && published => (approved, published) = (0, false),
            _ => {}
        }
        published |= name == "publish";
        if name == "take_effect" {
            assert_eq!(published, procedure.get("publication").is_some(), "{application}");
        }
    }
}

proptest! {
    #![proptest_config(super::cases(160))]

    #[test]
    fn any_sequence_of_actions_obeys(procedure in procedure(), attempts in attempts()) {
        let engine = engine(&procedure);
        let mut application = json!({"id": "a", "employee": "e1", "move": "up"});
        let (mut now, mut accepted) = (0, 0);
        for (what, who, role, gap, filling) in attempts {
            now += gap.max(0);
            let as_of = moment(now);
            let before = ask(&engine, &application, None, &as_of).unwrap();
            // Most attempts are for something legal, so that applications get somewhere.
            let withdraws = filling >= 224;
            let listed: Vec<&Value> = before["actions"].as_array().unwrap().iter()
                .filter(|legal| withdraws || legal["do"] != "withdraw").collect();
            let mut action = if filling & 3 != 0 && !listed.is_empty() {
                let legal = what.get(&listed);
                let role = role.get(legal["roles"].as_array().unwrap()).as_str().unwrap();
                filled(legal["do"].as_str().unwrap(), role, person(role, &legal["not_by"]).unwrap_or("x9"))
            } else {
                filled(what.get::<&str>(&ACTIONS), role.get::<&str>(&ROLES), who.get::<&str>(&PEOPLE))
            };
            if filling & 12 == 0 {
                action.as_object_mut().unwrap().remove("note");
            }
            if filling & 48 == 0 {
                action.as_object_mut().unwrap().remove("evidence");
            }
            if filling & 16 == 0 && action["do"] == "decide_appeal" {
                action["outcome"] = json!("dismissed");
            }
            if gap < 0 {
                action["at"] = json!(moment(now + gap));
            }
            match ask(&engine, &application, Some(&action), &as_of) {
                Ok(after) => {
                    accepted += 1;
                    let was = before["application"]["record"].as_array().unwrap();
                    let is = after["application"]["record"].as_array().unwrap();
                    prop_assert_eq!(is.len(), was.len() + 1);
                    prop_assert_eq!(&is[..was.len()], &was[..], "the record only grows");
                    application = after["application"].clone();
                    // Asked again, it stands where it stood: the state follows from the record.
                    let again = ask(&engine, &application, None, &as_of).unwrap();
                    prop_assert_eq!(&again, &after);
                    let mut bare = application.clone();
                    bare.as_object_mut().unwrap().remove("state");
                    bare.as_object_mut().unwrap().remove("step");
                    prop_assert_eq!(&ask(&engine, &bare, None, &as_of).unwrap(), &after);
                    follows(&procedure, &application);
                    prop_assert_eq!(after.get("effects").is_some(), after["application"]["state"] == "effective");
                }
                Err(problems) => {
                    prop_assert!(problems.iter().all(|problem| problem.pointer.starts_with("/action")), "{}", problems);
                    prop_assert_eq!(&ask(&engine, &application, None, &as_of).unwrap(), &before);
                }
            }
        }
        prop_assert_eq!(application.get("record").map_or(0, |record| record.as_array().unwrap().len()), accepted);
    }

}

proptest! {
    #![proptest_config(super::cases(24))]

    #[test]
    fn what_is_listed_can_be_done_and_nothing_else(
        procedure in procedure(), choices in proptest::collection::vec((any::<Index>(), 1i64..3_000), 0..16),
    ) {
        let engine = engine(&procedure);
        let mut application = json!({"id": "a", "employee": "e1", "move": "up"});
        let mut now = 0;
        for (choice, gap) in choices {
            let as_of = moment(now);
            let report = ask(&engine, &application, None, &as_of).unwrap();
            let listed = report["actions"].as_array().unwrap();
            let mut next = Vec::new();
            for name in ACTIONS {
                for role in ROLES {
                    let legal = listed.iter().find(|legal| legal["do"] == name);
                    let is_for = legal.is_some_and(|legal| legal["roles"].as_array().unwrap().contains(&json!(role)));
                    let who = person(role, legal.map_or(&Value::Null, |legal| &legal["not_by"]));
                    let action = filled(name, role, who.unwrap_or("x9"));
                    let answer = ask(&engine, &application, Some(&action), &as_of);
                    let possible = is_for && (who.is_some() || role != "employee");
                    prop_assert_eq!(answer.is_ok(), possible, "{} by {:?} as {}: {:?}", name, who, role, answer);
                    next.extend(answer.ok().map(|answer| (name, answer["application"].clone())));
                    // The time that is stated is the time that counts.
                    let until = legal.filter(|_| possible).and_then(|legal| legal["until"].as_str());
                    if let Some(until) = until {
                        prop_assert!(ask(&engine, &application, Some(&action), until).is_ok(), "{}", until);
                        let (head, second) = until.rsplit_once(':').unwrap();
                        if second == "59Z" {
                            let after = hrcore::time::Instant::parse(until).unwrap().plus_seconds(1).to_string();
                            let answer = ask(&engine, &application, Some(&action), &after);
                            prop_assert_eq!(answer.unwrap_err().iter().next().unwrap().code.as_str(), "deadline_passed");
                        } else {
                            prop_assert!(second.ends_with('Z') && head.len() > 10);
                        }
                    }
                    // The person concerned never decides, in whatever role.
                    if legal.is_some_and(|legal| legal["not_by"].as_array().is_some_and(|b| b.contains(&json!("e1")))) {
                        prop_assert!(ask(&engine, &application, Some(&filled(name, role, "e1")), &as_of).is_err());
                    }
                }
            }
            for late in report["overdue"].as_array().unwrap() {
                let due = hrcore::time::Instant::parse(late["due"].as_str().unwrap()).unwrap();
                prop_assert!(hrcore::time::Instant::parse(&as_of).unwrap().is_after(due));
            }
            prop_assert_eq!(next.is_empty(), listed.is_empty());
            // Withdrawing ends it soon: only where nothing else is left.
            let going: Vec<_> = next.iter().filter(|(name, _)| *name != "withdraw").collect();
            let Some((_, chosen)) = (if going.is_empty() { None } else { Some(*choice.get(&going)) }) else { break };
            application = chosen.clone();
            now += gap;
        }
    }

}

proptest! {
    #![proptest_config(super::cases(96))]

    #[test]
    fn what_was_altered_is_found(
        procedure in procedure(), choices in proptest::collection::vec(any::<Index>(), 3..14),
        state in any::<Index>(), cut in any::<Index>(), swap in (any::<Index>(), any::<Index>()),
    ) {
        let engine = engine(&procedure);
        let mut application = json!({"id": "a", "employee": "e1", "move": "up"});
        for (number, choice) in choices.iter().enumerate() {
            let as_of = moment(number as i64 * 400);
            let report = ask(&engine, &application, None, &as_of).unwrap();
            let listed: Vec<&Value> =
                report["actions"].as_array().unwrap().iter().filter(|legal| legal["do"] != "withdraw").collect();
            if listed.is_empty() {
                break;
            }
            let legal = choice.get(&listed);
            let role = legal["roles"][0].as_str().unwrap();
            let Some(who) = person(role, &legal["not_by"]) else { continue };
            let action = filled(legal["do"].as_str().unwrap(), role, who);
            application = ask(&engine, &application, Some(&action), &as_of).unwrap()["application"].clone();
        }
        let as_of = moment(choices.len() as i64 * 400);
        let record = application["record"].as_array().unwrap().clone();

        let mut forged = application.clone();
        forged["state"] = json!(state.get::<&str>(&STATES));
        let found = ask(&engine, &forged, None, &as_of);
        prop_assert_eq!(found.is_ok(), forged["state"] == application["state"]);

        // An entry taken out, or two exchanged: refused, unless what is left leads to the same place in due order.
        let mut shorter = record.clone();
        shorter.remove(cut.index(record.len()));
        let mut other = record.clone();
        other.swap(swap.0.index(record.len()), swap.1.index(record.len()));
        for record in [shorter, other] {
            let mut forged = application.clone();
            forged["record"] = json!(record);
            match ask(&engine, &forged, None, &as_of) {
                Ok(report) => {
                    follows(&procedure, &report["application"]);
                    prop_assert_eq!(&report["application"]["state"], &application["state"]);
                }
                Err(problems) => {
                    prop_assert!(problems.iter().all(|problem| problem.code.as_str() == "record_altered"), "{}", problems);
                }
            }
        }
    }
}
