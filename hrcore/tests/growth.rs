//! Twice the input costs about twice the work. Work is counted in bytes allocated, which no clock and no other process
//! disturbs; what is compared without allocating is not seen here.
#![cfg(feature = "money")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly, in its helpers too"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fmt::Write as _;

use hrcore::{Engine, document};

struct Counting;

thread_local! {
    static BYTES: Cell<u64> = const { Cell::new(0) };
}

fn count(bytes: usize) {
    // Nothing is counted while a thread ends.
    let _ = BYTES.try_with(|sum| sum.set(sum.get() + bytes as u64));
}

// SAFETY: everything is left to the system's allocator; counting neither allocates nor panics.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size.saturating_sub(layout.size()));
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Asserts that `work` on `2n` allocates no more than two and a half times what it does on `n`.
fn grows_in_step(n: usize, work: impl Fn(usize)) {
    let cost = |n: usize| {
        let before = BYTES.get();
        work(n);
        BYTES.get() - before
    };
    let (once, twice) = (cost(n), cost(2 * n));
    assert!(twice * 2 <= once * 5, "{once} bytes for {n}, {twice} for {}", 2 * n);
}

fn list(n: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..n).map(item).collect();
    items.join(",")
}

/// A policy whose only line is `m`, lower is better, with `units` and `metrics` besides.
fn policy(metric: &str, line: &str, units: &str) -> Engine {
    let text = format!(
        r#"{{"schema_version": "1.0", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [{{"id": "m", "direction": "lower", {metric}}}],
        "scorecards": [{{"id": "card", "sections": [{{"id": "s", "lines": [
            {{"id": "l", "metric": "m", "weight": 100, {line}}}]}}]}}],
        "positions": [{{"id": "worker", "scorecard": "card"}}], "units": [{units}]}}"#
    );
    Engine::compile(text.as_bytes()).unwrap_or_else(|problems| panic!("{problems}"))
}

const RATIO: &str = r#""target": 40, "method": {"kind": "ratio"}"#;

fn people(n: usize) -> String {
    list(n, |number| {
        format!(r#"{{"id": "e{number}", "positions": [{{"position": "worker", "unit": "u", "from": "2020-01-01"}}]}}"#)
    })
}

fn ask(engine: &Engine, facts: &str) -> String {
    document::score(engine, facts.as_bytes(), br#"{"period": "2025-06"}"#)
        .unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn people_and_records() {
    let engine = policy(r#""unit": "second""#, RATIO, r#"{"id": "u"}"#);
    grows_in_step(500, |n| {
        let records = list(n, |number| {
            let value = 10_007 + number * 31;
            format!(r#"{{"metric": "m", "employee": "e{number}", "period": "2025-06", "value": "{value}e-2"}}"#)
        });
        let facts = format!(r#"{{"employees": [{}], "observations": [{records}]}}"#, people(n));
        assert!(ask(&engine, &facts).contains(&format!("\"e{}\"", n - 1)));
    });
}

#[test]
fn records_that_name_nothing() {
    let units = list(20, |number| format!(r#"{{"id": "a-unit-with-a-long-name-{number}"}}"#));
    let engine = policy(r#""unit": "second", "level": "unit""#, RATIO, &format!(r#"{{"id": "u"}},{units}"#));
    // More than the limit of problems: what is not listed costs next to nothing.
    for field in ["unit", "metric", "employee", "odd"] {
        let metric = if field == "metric" { "" } else { r#""metric": "m","# };
        let facts = |n: usize| {
            let records = list(n, |number| {
                let name = format!("a-unit-with-a-lang-name-{number}");
                format!(r#"{{{metric} "{field}": "{name}", "period": "2025-06", "value": 1}}"#)
            });
            format!(r#"{{"observations": [{records}]}}"#)
        };
        let cost = |n: usize| {
            let facts = facts(n);
            let before = BYTES.get();
            assert!(ask(&engine, &facts).contains("further problems"));
            BYTES.get() - before
        };
        let (some, more) = (cost(1_100), cost(6_600));
        assert!(more < some * 4, "{field}: {some} bytes for 1100, {more} for 6600");
    }
}

#[test]
fn rates_whose_parts_share_nothing() {
    let engine = policy(r#""unit": "ratio", "aggregation": "mean""#, RATIO, r#"{"id": "u"}"#);
    grows_in_step(400, |n| {
        let records = list(n, |number| {
            let whole = 1_000_000_007 + 2 * number;
            format!(
                r#"{{"metric": "m", "employee": "e0", "period": "2025-06", "record": "{number}", "value": {{"part": 1, "whole": {whole}}}}}"#
            )
        });
        ask(&engine, &format!(r#"{{"employees": [{}], "observations": [{records}]}}"#, people(1)));
    });
}

/// The exact sum of many different fractions would grow with the square of their number.
#[test]
fn totals_whose_denominators_share_nothing() {
    let engine = policy(r#""unit": "second""#, RATIO, r#"{"id": "u"}"#);
    grows_in_step(300, |n| {
        let mut records = String::new();
        for number in 0..n {
            let value = 1_000_003 + 2 * number;
            let comma = if number == 0 { "" } else { "," };
            write!(
                records,
                r#"{comma}{{"metric": "m", "employee": "e{number}", "period": "2025-06", "value": "{value}e-4"}}"#
            )
            .unwrap();
        }
        let facts = format!(r#"{{"employees": [{}], "observations": [{records}]}}"#, people(n));
        let answer = document::rollup(&engine, facts.as_bytes(), br#"{"period": "2025-06"}"#).unwrap();
        assert!(answer.contains(&format!("\"known\":{n}")));
    });
}

#[test]
fn policies_that_say_everything_twice() {
    grows_in_step(500, |n| {
        let metrics = list(n, |_| r#"{"id": "m", "unit": "number", "direction": "higher"}"#.to_owned());
        let text = format!(
            r#"{{"schema_version": "1.0", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [{metrics}],
            "scorecards": [], "positions": []}}"#
        );
        assert!(Engine::compile(text.as_bytes()).is_err());
    });
}

#[test]
fn people_under_review() {
    let engine = policy(r#""unit": "second""#, RATIO, r#"{"id": "u"}"#);
    grows_in_step(200, |n| {
        let records = list(n, |number| {
            format!(r#"{{"metric": "m", "employee": "e{number}", "period": "2025-06", "value": {}}}"#, 41 + number)
        });
        let facts = format!(r#"{{"employees": [{}], "observations": [{records}]}}"#, people(n));
        let request = br#"{"from": "2025-01", "to": "2025-06"}"#;
        let answer = document::review_policy(&engine, facts.as_bytes(), request).unwrap();
        assert!(answer.contains(&format!(
            "\"never_met\",\"pointer\":\"/scorecards/0/sections/0/lines/0/target\",\"cases\":{n},"
        )));
    });
}

// Circles of positions that all lead into each other: as many paths as are asked for, at as much cost for each.
#[test]
fn paths_through_circles() {
    let positions = list(15, |number| format!(r#"{{"id": "p{number}"}}"#));
    let moves = list(15 * 15, |number| {
        let (from, to) = (number / 15, number % 15);
        let to = if from == to { (to + 1) % 15 } else { to };
        format!(r#"{{"id": "m{number}", "from": "p{from}", "to": "p{to}", "requires": {{"course": "c"}}}}"#)
    });
    let text = format!(
        r#"{{"schema_version": "1.1", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [],
        "scorecards": [], "courses": [{{"id": "c"}}], "positions": [{positions}], "moves": [{moves}]}}"#
    );
    let engine = Engine::compile(text.as_bytes()).unwrap();
    let facts = br#"{"employees": [{"id": "e", "positions": [{"position": "p0", "from": "2020-01-01"}]}]}"#;
    for to in ["", r#""to": "p14","#] {
        grows_in_step(100, |n| {
            let request =
                format!(r#"{{"as_of": "2025-06-30", "employee": "e", {to} "max_steps": 12, "max_paths": {n}}}"#);
            let answer = document::paths(&engine, facts, request.as_bytes()).unwrap();
            assert!(answer.contains("\"truncated\":true"));
        });
    }
}

/// Every person of a large company, to be run by hand: `cargo test --release -- --ignored`.
#[test]
#[ignore = "takes its time without optimisation"]
fn one_hundred_thousand_people() {
    let engine = policy(r#""unit": "second""#, RATIO, r#"{"id": "u"}"#);
    let n = 100_000;
    let records = list(n, |number| {
        format!(r#"{{"metric": "m", "employee": "e{number}", "period": "2025-06", "value": {}}}"#, 40 + number % 40)
    });
    let facts = format!(r#"{{"employees": [{}], "observations": [{records}]}}"#, people(n));
    let answer: serde_json::Value = serde_json::from_str(&ask(&engine, &facts)).unwrap();
    let results = answer["results"].as_array().unwrap();
    assert_eq!(results.len(), n);
    // 100·40/50 of the eleventh, and of every fortieth after.
    for number in (10..n).step_by(40) {
        assert_eq!(results[number]["total"], "80");
    }
}
