//! Accounts of points: what they hold follows from a plain ledger, is never below zero, and is the sum of its entries.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

const REWARDS: [i64; 3] = [5, 20, 60];

/// A thing that happens to the account: on which day, and what.
#[derive(Debug, Clone)]
enum Event {
    /// A course, and the record of it.
    Learn(usize, usize),
    Grant(u32),
    Redeem(usize),
    /// Takes back the entry or the record of a number.
    Reverse(bool, usize),
}

fn event() -> impl Strategy<Value = (u32, Event)> {
    let what = prop_oneof![
        3 => (0..3usize, 0..4usize).prop_map(|(course, record)| Event::Learn(course, record)),
        3 => (0..60u32).prop_map(Event::Grant),
        4 => (0..3usize).prop_map(Event::Redeem),
        4 => (prop::bool::weighted(0.3), 0..16usize).prop_map(|(is_record, of)| Event::Reverse(is_record, of)),
    ];
    (0..100u32, what)
}

/// The days of 2026 and 2027, counted by hand.
fn date(number: u32) -> (u32, u32, u32) {
    let (mut year, mut month, mut day) = (2026, 1, number + 1);
    while day > length(year, month) {
        day -= length(year, month);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    (year, month, day)
}

fn length(year: u32, month: u32) -> u32 {
    match month {
        2 => 28 + u32::from(year.is_multiple_of(4)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn months_later((year, month, day): (u32, u32, u32), months: u32) -> (u32, u32, u32) {
    let number = year * 12 + month - 1 + months;
    let (year, month) = (number / 12, number % 12 + 1);
    (year, month, day.min(length(year, month)))
}

fn text((year, month, day): (u32, u32, u32)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// A course brings 10, 20 or 30 points, and the first one 3 more by another rule.
fn policy(expire: Option<u32>) -> Value {
    let courses = [0, 1, 2].map(|course| json!({"id": format!("c{course}")}));
    let mut earn: Vec<Value> = (0..3)
        .map(|course| json!({"id": format!("e{course}"), "course": format!("c{course}"), "points": 10 * (course + 1)}))
        .collect();
    earn.push(json!({"id": "more", "course": "c0", "points": 3}));
    let rewards = REWARDS.iter().enumerate();
    let rewards = rewards.map(|(number, cost)| json!({"id": format!("w{number}"), "cost": cost, "gives": "gift"}));
    let mut points = json!({"earn": earn, "rewards": rewards.collect::<Vec<_>>()});
    if let Some(months) = expire {
        points["expire_months"] = json!(months);
    }
    json!({"schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [],
        "scorecards": [], "positions": [{"id": "sales"}], "courses": courses, "points": points})
}

fn facts(events: &[(u32, Event)]) -> Value {
    let (mut achievements, mut entries) = (Vec::new(), Vec::new());
    for (number, (day, event)) in events.iter().enumerate() {
        let date = text(date(*day));
        let entry = |more: &Value| {
            let mut entry = json!({"id": format!("p{number}"), "employee": "e1", "date": date});
            entry.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            entry
        };
        match event {
            Event::Learn(course, record) => achievements.push(json!({"employee": "e1",
                "course": format!("c{course}"), "date": date, "record": format!("r{record}")})),
            Event::Grant(points) => entries.push(entry(&json!({"kind": "grant", "points": points}))),
            Event::Redeem(reward) => entries.push(entry(&json!({"kind": "redeem", "reward": format!("w{reward}")}))),
            Event::Reverse(is_record, of) => {
                let of = if *is_record { format!("r{}", of % 4) } else { format!("p{of}") };
                entries.push(entry(&json!({"kind": "reverse", "of": of})));
            }
        }
    }
    json!({"employees": [{"id": "e1", "positions": [{"position": "sales", "from": "2024-01-01"}]}],
        "achievements": achievements, "point_entries": entries})
}

/// An account with every kind of entry.
pub(super) fn example() -> (Value, Value) {
    let events = [
        (0, Event::Learn(0, 1)),
        (1, Event::Grant(40)),
        (2, Event::Redeem(1)),
        (3, Event::Reverse(false, 2)),
        (30, Event::Reverse(true, 1)),
        (31, Event::Grant(4_000_000_000)),
    ];
    (policy(Some(1)), facts(&events))
}

/// Some points, where they came from, and until when they are there.
struct Lot {
    of: String,
    end: Option<(u32, u32, u32)>,
    left: i64,
    reversed: bool,
}

/// What a redemption took from each lot, by its number.
struct Spent {
    of: String,
    from: Vec<(usize, i64)>,
    reversed: bool,
}

type Line = (String, &'static str, i64);

/// The plain ledger: every day from the first to the last, every lot looked at each time.
fn ledger(events: &[(u32, Event)], expire: Option<u32>, last: u32) -> (Vec<Line>, usize) {
    let (mut lots, mut spent): (Vec<Lot>, Vec<Spent>) = (Vec::new(), Vec::new());
    let (mut lines, mut refused) = (Vec::new(), 0);
    // A record that stands in the list twice counts once.
    let mut seen = Vec::new();
    for day in 0..=last {
        let today = date(day);
        let gone: i64 = lots.iter().filter(|lot| lot.end == Some(today)).map(|lot| lot.left).sum();
        lots.iter_mut().filter(|lot| lot.end == Some(today)).for_each(|lot| lot.left = 0);
        if gone > 0 {
            lines.push((text(today), "expire", -gone));
        }
        let end = expire.map(|months| months_later(today, months));
        let own = || events.iter().enumerate().filter(|(_, (on, _))| *on == day);
        for (_, (_, event)) in own() {
            let Event::Learn(course, record) = event else { continue };
            if seen.contains(&(day, *course, *record)) {
                continue;
            }
            seen.push((day, *course, *record));
            let mut brings = vec![10 * (i64::try_from(*course).unwrap() + 1)];
            brings.extend((*course == 0).then_some(3));
            for points in brings {
                lines.push((text(today), "earn", points));
                lots.push(Lot { of: format!("r{record}"), end, left: points, reversed: false });
            }
        }
        for (number, (_, event)) in own() {
            let Event::Grant(points) = event else { continue };
            lines.push((text(today), "grant", i64::from(*points)));
            lots.push(Lot { of: format!("p{number}"), end, left: i64::from(*points), reversed: false });
        }
        for (number, (_, event)) in own() {
            let Event::Redeem(reward) = event else { continue };
            let mut need = REWARDS[*reward];
            if lots.iter().map(|lot| lot.left).sum::<i64>() < need {
                refused += 1;
                continue;
            }
            lines.push((text(today), "redeem", -need));
            let mut from = Vec::new();
            // Lots stand in the order in which they came, which is the one in which they expire.
            for (number, lot) in lots.iter_mut().enumerate() {
                let part = need.min(lot.left);
                need -= part;
                lot.left -= part;
                from.push((number, part));
            }
            spent.push(Spent { of: format!("p{number}"), from, reversed: false });
        }
        for (_, (_, event)) in own() {
            let Event::Reverse(is_record, of) = event else { continue };
            let of = if *is_record { format!("r{}", of % 4) } else { format!("p{of}") };
            let mut points = None;
            if let Some(spent) = spent.iter_mut().find(|spent| spent.of == of && !spent.reversed) {
                spent.reversed = true;
                let mut back = 0;
                for (number, part) in &spent.from {
                    let lot = &mut lots[*number];
                    if lot.end.is_none_or(|end| end > today) {
                        lot.left += part;
                        back += part;
                    }
                }
                points = Some(back);
            }
            for lot in lots.iter_mut().filter(|lot| lot.of == of && !lot.reversed) {
                lot.reversed = true;
                points = Some(points.unwrap_or(0) - lot.left);
                lot.left = 0;
            }
            match points {
                Some(points) => lines.push((text(today), "reverse", points)),
                None => refused += 1,
            }
        }
    }
    (lines, refused)
}

fn ask(engine: &hrcore::Engine, facts: &Value, last: u32) -> Value {
    let request = json!({"as_of": text(date(last))});
    let (facts, request) = (facts.to_string(), request.to_string());
    read(&hrcore::document::points(engine, facts.as_bytes(), request.as_bytes()).unwrap())
}

fn entries(report: &Value) -> Vec<Value> {
    report["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|account| account["entries"].as_array().unwrap().clone())
        .collect()
}

proptest! {
    #![proptest_config(super::cases(256))]

    #[test]
    fn an_account_is_what_a_plain_ledger_says(
        events in prop::collection::vec(event(), 0..40),
        expire in prop::option::of(1..4u32),
        last in 60..200u32,
    ) {
        let engine = compile(&policy(expire));
        let facts = facts(&events);
        let report = ask(&engine, &facts, last);
        let (lines, refused) = ledger(&events, expire, last);
        let entries = entries(&report);
        let found: Vec<Line> = entries.iter().map(|entry| {
            let kind = ["earn", "grant", "redeem", "reverse", "expire"].into_iter().find(|kind| entry["kind"] == *kind);
            (entry["date"].as_str().unwrap().to_owned(), kind.unwrap(), entry["points"].as_i64().unwrap())
        }).collect();
        prop_assert_eq!(&found, &lines);
        let problems = report["problems"].as_array().unwrap().iter();
        prop_assert_eq!(problems.filter(|problem| problem["pointer"].as_str().unwrap().starts_with("/point")).count(), refused);

        let mut balance = 0;
        for entry in &entries {
            balance += entry["points"].as_i64().unwrap();
            prop_assert!(balance >= 0);
            prop_assert_eq!(entry["balance"].as_i64().unwrap(), balance);
        }
        let Some(account) = report["accounts"].get(0) else { return Ok(()) };
        let sum = |kind: &str| found.iter().filter(|line| line.1 == kind).map(|line| line.2).sum::<i64>();
        let figure = |name: &str| account[name].as_i64().unwrap();
        prop_assert_eq!(figure("balance"), balance);
        prop_assert_eq!((figure("earned"), figure("granted")), (sum("earn"), sum("grant")));
        prop_assert_eq!((figure("redeemed"), figure("expired")), (-sum("redeem"), -sum("expire")));
        prop_assert_eq!(figure("reversed"), sum("reverse"));
        let affordable = REWARDS.iter().filter(|cost| **cost <= balance).count();
        prop_assert_eq!(account["affordable"].as_array().map_or(0, Vec::len), affordable);
    }

    #[test]
    fn what_was_is_not_changed_by_what_comes(
        events in prop::collection::vec(event(), 1..40),
        expire in prop::option::of(1..4u32),
        last in 0..120u32,
    ) {
        let engine = compile(&policy(expire));
        let whole = ask(&engine, &facts(&events), 200);
        let part = ask(&engine, &facts(&events), last);
        let (whole, own) = (entries(&whole), entries(&part));
        prop_assert_eq!(&whole[..own.len()], &own[..]);
        // What expires next does so, unless it is spent or taken back before.
        let next = part["accounts"].get(0).map_or(&Value::Null, |account| &account["next_expiry"]);
        let until = text(date(last));
        let mut known = facts(&events);
        for list in ["achievements", "point_entries"] {
            known[list].as_array_mut().unwrap().retain(|record| record["date"].as_str().unwrap() <= until.as_str());
        }
        let alone = entries(&ask(&engine, &known, 300));
        let expected = alone.get(own.len()).map_or(Value::Null, |entry| {
            json!({"date": entry["date"], "points": -entry["points"].as_i64().unwrap()})
        });
        prop_assert_eq!(next, &expected);
    }
}
