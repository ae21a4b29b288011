//! One call, a fixed number of times, for a tool that counts instructions:
//!
//! `valgrind --tool=callgrind target/release/one_call totals 1000`
//!
//! The modes are `totals`, `full`, `receipt`, `typed`, `typed_full`, `index`, `floats` and `digits` (the references);
//! `nothing` is the cost of starting. `plans`, `plans_score`, `plans_goals` and `plans_all` ask of work plans, each by
//! itself and of facts joined once; with `any` behind the number of employees they stand in any order. Two counts of calls give the cost of one by their difference.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program for the console")]

use std::hint::black_box;

use hrcore::request::{DetailWord, GoalsRequest, ScoreRequest};
use hrcore::{Facts, Limits, document};
use hrcore_benches::company::{Width, facts};
use hrcore_benches::{FULL, RECEIPT, TOTALS, engine, parsed, plans, request};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mode = arguments.next().unwrap_or_else(|| "totals".to_owned());
    let calls: u32 = arguments.next().map_or(1_000, |calls| calls.parse().unwrap());
    let people: usize = arguments.next().map_or(1, |people| people.parse().unwrap());
    if mode.starts_with("plans") {
        return planned(&mode, (calls, people), arguments.next().is_some());
    }
    let engine = engine();
    let text = facts(people, Width::Plain);
    let typed = Facts::parse(text.as_bytes(), Limits::default()).unwrap();
    let (totals, full) = (request(DetailWord::Totals), request(DetailWord::Full));
    let nobody = ScoreRequest { employees: Some(Vec::new()), ..totals.clone() };
    for _ in 0..calls {
        match mode.as_str() {
            "totals" => drop(black_box(document::score(&engine, text.as_bytes(), TOTALS.as_bytes()).unwrap())),
            "full" => drop(black_box(document::score(&engine, text.as_bytes(), FULL.as_bytes()).unwrap())),
            "receipt" => drop(black_box(document::receipt(&engine, text.as_bytes(), RECEIPT.as_bytes()).unwrap())),
            "typed" => drop(black_box(engine.score(&typed, &totals).unwrap())),
            "typed_full" => drop(black_box(engine.score(&typed, &full).unwrap())),
            "index" => drop(black_box(engine.score(&typed, &nobody).unwrap())),
            "floats" => drop(black_box(parsed::floats(&text).unwrap())),
            "digits" => drop(black_box(parsed::digits(&text).unwrap())),
            "nothing" => {}
            other => panic_on(other),
        }
    }
    println!("{mode}: {calls} calls, {people} employees, {} bytes of facts", text.len());
}

fn planned(mode: &str, (calls, people): (u32, usize), in_any_order: bool) {
    let engine = plans::engine();
    let facts = Facts::parse(plans::facts(people, in_any_order).as_bytes(), Limits::default()).unwrap();
    let (asked, totals) = (plans::request(), request(DetailWord::Totals));
    let goals = GoalsRequest::new("2025-06-25".parse().unwrap());
    for _ in 0..calls {
        match mode {
            "plans" => drop(black_box(engine.plans(&facts, &asked).unwrap())),
            "plans_score" => drop(black_box(engine.score(&facts, &totals).unwrap())),
            "plans_goals" => drop(black_box(engine.goals(&facts, &goals).unwrap())),
            "plans_all" => {
                let joined = engine.with(&facts);
                drop(black_box(joined.plans(&asked).unwrap()));
                drop(black_box(joined.score(&totals).unwrap()));
                drop(black_box(joined.goals(&goals).unwrap()));
            }
            other => panic_on(other),
        }
    }
    println!("{mode}: {calls} calls, {people} employees");
}

fn panic_on(mode: &str) {
    println!("unknown mode `{mode}`");
    std::process::exit(2);
}
