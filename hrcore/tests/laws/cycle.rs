//! The appraisal cycle: what it says can be done is taken, all else is refused, and what was is not changed by what comes.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

const KINDS: [&str; 5] = ["announce", "progress", "feedback", "result", "publish"];

/// A kind of step and its number of days.
fn step() -> impl Strategy<Value = (usize, u32)> {
    (0..KINDS.len(), 0..12u32)
}

/// What was done: the step, the minute counted from ten days before the period, the hours of its offset, and whether it
/// was done in the right role.
fn entry() -> impl Strategy<Value = (usize, i64, i64, bool)> {
    (0..6usize, 0..60 * 24 * 60i64, -12..13i64, prop::bool::weighted(0.9))
}

fn policy(steps: &[(usize, u32)], appeal: Option<(bool, u32)>) -> Value {
    let steps = steps.iter().enumerate().map(|(number, (kind, days))| {
        let mut step = json!({"id": format!("s{number}"), "kind": KINDS[*kind], "by": format!("r{number}")});
        match KINDS[*kind] {
            "announce" => step["day"] = json!(days + 1),
            "progress" | "feedback" => step["every_days"] = json!(days + 1),
            _ => step["days_after"] = json!(days),
        }
        step
    });
    let mut cycle = json!({"steps": steps.collect::<Vec<_>>()});
    if let Some((in_hours, number)) = appeal {
        let term = if in_hours { json!({"hours": number}) } else { json!({"days": number}) };
        cycle["appeal"] = json!({"within": term, "answer": {"hours": 24}, "by": "hr"});
    }
    json!({"schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [],
        "scorecards": [], "positions": [], "cycle": cycle})
}

/// A minute of a time that begins on 22 May 2026, in some offset.
fn moment(minute: i64, hours: i64) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 5, 22).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let local = first + chrono::Duration::minutes(minute + hours * 60);
    if hours == 0 {
        return local.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    }
    let sign = if hours < 0 { '-' } else { '+' };
    format!("{}{sign}{:02}:00", local.format("%Y-%m-%dT%H:%M:%S"), hours.abs())
}

fn record(entries: &[(usize, i64, i64, bool)]) -> Vec<Value> {
    let of = |(step, minute, hours, is_own): &(usize, i64, i64, bool)| {
        let by = if *is_own { format!("r{step}") } else { "nobody".to_owned() };
        json!({"step": format!("s{step}"), "at": moment(*minute, *hours), "by": by})
    };
    entries.iter().map(of).collect()
}

fn ask(engine: &hrcore::Engine, now: (i64, i64), record: &[Value], appeals: &Value) -> Value {
    let request = json!({"period": "2026-06", "as_of": moment(now.0, now.1), "record": record, "appeals": appeals});
    read(&hrcore::document::cycle(engine, b"", request.to_string().as_bytes()).unwrap())
}

/// A cycle of every kind of step, with a record and appeals of which some are wrong.
pub(super) fn example() -> (Value, Value) {
    let policy = policy(&[(0, 0), (1, 0), (2, 6), (3, 0), (4, 1)], Some((false, 3)));
    let record = record(&[
        (0, 12_000, 8, true),
        (2, 20_000, 8, true),
        (3, 56_500, 8, true),
        (4, 58_000, 8, true),
        (4, 0, 0, false),
    ]);
    let appeals = json!([{"id": "a", "employee": "e1", "at": moment(58_100, 8), "answered_at": moment(58_200, 0),
        "answered_by": "hr"}, {"id": "b", "employee": "e2", "at": moment(64_000, -3)}]);
    let request =
        json!({"period": "2026-06", "as_of": moment(60_000, 8), "record": record, "appeals": appeals, "lang": "zh"});
    (policy, request)
}

fn without_problems(mut report: Value) -> Value {
    report.as_object_mut().unwrap().remove("problems");
    report
}

fn problems(report: &Value) -> usize {
    report["problems"].as_array().unwrap().len()
}

proptest! {
    #![proptest_config(super::cases(256))]

    #[test]
    fn what_can_be_done_is_taken_and_all_else_is_refused(
        steps in prop::collection::vec(step(), 1..6),
        entries in prop::collection::vec(entry(), 0..12),
        now in (0..60 * 24 * 60i64, -12..13i64),
    ) {
        let engine = compile(&policy(&steps, None));
        let mut known = record(&entries);
        let before = ask(&engine, now, &known, &json!([]));
        let can: Vec<&str> = before["can"].as_array().into_iter().flatten()
            .map(|option| option["step"].as_str().unwrap()).collect();
        for number in 0..steps.len() {
            let id = format!("s{number}");
            known.push(json!({"step": id, "at": moment(now.0, now.1), "by": format!("r{number}")}));
            let after = ask(&engine, now, &known, &json!([]));
            let is_taken = problems(&after) == problems(&before);
            prop_assert_eq!(is_taken, can.contains(&id.as_str()), "{}", id);
            if is_taken {
                prop_assert_eq!(&after["steps"][number]["done_at"], &json!(moment(now.0, now.1)));
                prop_assert!(["done", "done_late", "open", "overdue"].contains(&after["steps"][number]["state"].as_str().unwrap()));
            } else {
                prop_assert_eq!(without_problems(after), without_problems(before.clone()));
            }
            known.pop();
        }
        for option in before["can"].as_array().into_iter().flatten() {
            let today = moment(now.0, now.1)[..10].to_owned();
            prop_assert!(option["from"].as_str().is_none_or(|from| from <= today.as_str()), "{}", option);
        }
    }

    #[test]
    fn what_comes_changes_nothing_of_what_was(
        steps in prop::collection::vec(step(), 1..6),
        entries in prop::collection::vec(entry(), 0..12),
        now in (0..60 * 24 * 60i64, -12..13i64),
    ) {
        let engine = compile(&policy(&steps, None));
        let (early, late): (Vec<_>, Vec<_>) = entries.iter().copied().partition(|entry| entry.1 <= now.0);
        let expected = ask(&engine, now, &record(&early), &json!([]));
        let all = ask(&engine, now, &record(&entries), &json!([]));
        prop_assert_eq!(problems(&all), problems(&expected) + late.len());
        prop_assert_eq!(without_problems(all), without_problems(expected.clone()));
        // Where moments differ, the order of the list does not matter.
        let mut sorted = early;
        sorted.sort_by_key(|entry| entry.1);
        if sorted.windows(2).all(|pair| pair[0].1 < pair[1].1) {
            prop_assert_eq!(without_problems(ask(&engine, now, &record(&sorted), &json!([]))), without_problems(expected));
        }
    }

    #[test]
    fn states_go_one_way(
        steps in prop::collection::vec(step(), 1..6),
        entries in prop::collection::vec(entry(), 0..12),
        appeal in prop::option::of((any::<bool>(), 1..100u32)),
    ) {
        // An appeal needs a publication.
        let appeal = appeal.filter(|_| steps.iter().any(|step| KINDS[step.0] == "publish"));
        let engine = compile(&policy(&steps, appeal));
        let order = ["waiting", "running", "closing", "appeals", "final"];
        let mut last = 0;
        for day in (0..140).step_by(3) {
            let known: Vec<_> = entries.iter().copied().filter(|entry| entry.1 <= day * 1440).collect();
            let report = ask(&engine, (day * 1440, 0), &record(&known), &json!([]));
            let state = order.iter().position(|state| report["state"] == *state).unwrap();
            prop_assert!(state >= last, "{}", report);
            last = state;
        }
    }

    #[test]
    fn appeals_are_in_time_to_the_minute(
        published in 0..20 * 24 * 60i64,
        within in 1..100u32,
        filed in -100..8_000i64,
        answered in prop::option::of(0..3_000i64),
        now in 0..12_000i64,
    ) {
        // 1 July begins 40 days after 22 May.
        let published = 40 * 1440 + published;
        let (filed, now) = (published + filed, published + now);
        let answered = answered.map(|minutes| filed + minutes);
        let engine = compile(&policy(&[(3, 0), (4, 0)], Some((true, within))));
        let known = record(&[(0, published, 0, true), (1, published, 0, true)]);
        let mut appeal = json!({"id": "a", "employee": "e1", "at": moment(filed, 3)});
        if let Some(answered) = answered {
            appeal["answered_at"] = json!(moment(answered, -5));
        }
        let report = ask(&engine, (now, 0), &known, &json!([appeal]));
        let found = report["appeals"].get(0).map_or("none", |appeal| appeal["state"].as_str().unwrap());
        let until = published + i64::from(within) * 60;
        let answered = answered.filter(|answered| *answered <= now);
        let is_open = answered.is_none() && (published..=until).contains(&filed) && filed <= now;
        let expected = match answered {
            _ if filed > now => "none",
            _ if filed < published => "too_early",
            _ if filed > until => "too_late",
            Some(answered) if answered > filed + 1440 => "answered_late",
            Some(_) => "answered",
            None if now > filed + 1440 => "overdue",
            None => "open",
        };
        prop_assert_eq!(found, expected);
        prop_assert_eq!(&report["state"], if now <= until || is_open { "appeals" } else { "final" });
    }
}
