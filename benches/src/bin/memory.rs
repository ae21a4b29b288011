//! How much memory one call takes at its peak, the document itself included, and how time grows with the company.
//!
//! `cargo run --release -p hrcore-benches --bin memory [plans | money | glm | attrition] [EMPLOYEES …]`
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program for the console")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use hrcore::{Facts, Limits, document};
use hrcore_benches::clock::time;
use hrcore_benches::company::{Width, facts};
use hrcore_benches::logit::{Data, WIDTH, penalty};
use hrcore_benches::{FULL, TOTALS, engine, leaving, money, plans};
use hrcore_stats::glm::{Effort, Family, fit, score};

/// Counts the bytes that are in use, and the most that ever were.
struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn grow(bytes: usize) {
    let live = LIVE.fetch_add(bytes, Relaxed) + bytes;
    PEAK.fetch_max(live, Relaxed);
}

// SAFETY: every call goes to the system's allocator unchanged; only numbers are kept beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(place, layout) }
    }

    // The system moves the pages of a large block instead of copying it, so old and new do not both count.
    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if size >= layout.size() {
            grow(size - layout.size());
        } else {
            LIVE.fetch_sub(layout.size() - size, Relaxed);
        }
        // SAFETY: the caller's promise.
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let mut asked: Vec<String> = std::env::args().skip(1).collect();
    // `memory plans` measures one part alone.
    let part = match asked.first().map(String::as_str) {
        Some("plans" | "money" | "glm" | "attrition") => asked.remove(0),
        _ => String::new(),
    };
    let sizes: Vec<usize> = asked.iter().map(|size| size.parse().unwrap()).collect();
    let or = |usual: &[usize]| if sizes.is_empty() { usual.to_vec() } else { sizes.clone() };
    if part.is_empty() {
        scores(&or(&[10_000, 100_000]));
        println!();
    }
    if part.is_empty() || part == "plans" {
        planned(&or(&[1_000, 10_000]));
    }
    if part.is_empty() {
        println!();
    }
    if part.is_empty() || part == "money" {
        paid(&or(&[10_000, 100_000]));
    }
    if part.is_empty() {
        println!();
    }
    if part.is_empty() || part == "glm" {
        regression(&or(&[10_000, 100_000, 1_000_000]));
    }
    if part.is_empty() {
        println!();
    }
    if part.is_empty() || part == "attrition" {
        risks(&or(&[10_000]));
    }
}

fn risks(sizes: &[usize]) {
    let engine = leaving::engine();
    println!(
        "| employees | document MB | facts MB | a model fitted, peak above them MB | risks by it, peak above them MB |"
    );
    println!("|---|---|---|---|---|");
    for people in sizes.iter().copied() {
        let text = leaving::facts(people);
        let before = LIVE.load(Relaxed);
        let facts = leaving::read(&text);
        let held = LIVE.load(Relaxed);
        PEAK.store(held, Relaxed);
        let model = engine.fit_attrition(&facts, &leaving::fit()).unwrap().model;
        let fitted = PEAK.load(Relaxed) - held;
        let request = leaving::request(Some(model));
        let kept = LIVE.load(Relaxed);
        PEAK.store(kept, Relaxed);
        let report = engine.attrition(&facts, &request).unwrap();
        let asked = PEAK.load(Relaxed) - kept;
        assert!(!report.people.is_empty());
        let megabytes = |bytes: usize| bytes as f64 / 1e6;
        println!(
            "| {people} | {:.1} | {:.1} | {:.1} | {:.1} |",
            megabytes(text.len()),
            megabytes(held - before),
            megabytes(fitted),
            megabytes(asked)
        );
    }
}

fn regression(sizes: &[usize]) {
    println!("| rows | columns | data MB | fit, peak beside the data MB | score, beside the probabilities MB |");
    println!("|---|---|---|---|---|");
    for rows in sizes.iter().copied() {
        let before = LIVE.load(Relaxed);
        let data = Data::new(rows);
        let held = LIVE.load(Relaxed);
        PEAK.store(held, Relaxed);
        let table = data.table().unwrap();
        let model = fit(Family::Logit, &table, &penalty(), Effort::default()).unwrap();
        let fitted = PEAK.load(Relaxed) - held;
        let kept = LIVE.load(Relaxed);
        PEAK.store(kept, Relaxed);
        let chances = score(Family::Logit, &model.coefficients, &table).unwrap();
        let scored = PEAK.load(Relaxed) - kept - size_of_val(&*chances);
        let megabytes = |bytes: usize| bytes as f64 / 1e6;
        println!(
            "| {rows} | {WIDTH} | {:.1} | {:.2} | {:.2} |",
            megabytes(held - before),
            megabytes(fitted),
            megabytes(scored)
        );
    }
}

fn paid(sizes: &[usize]) {
    let engine = money::engine();
    println!("| employees | lines | order | document MB | facts MB | peak above them MB | B per line |");
    println!("|---|---|---|---|---|---|---|");
    for people in sizes.iter().copied() {
        for (shuffled, order) in [(false, "by person"), (true, "any")] {
            let text = money::facts(people, shuffled);
            let before = LIVE.load(Relaxed);
            let facts = Facts::parse(text.as_bytes(), Limits::default()).unwrap();
            let typed = LIVE.load(Relaxed);
            PEAK.store(typed, Relaxed);
            let lines = engine.payouts(&facts, &money::request()).unwrap().lines.len();
            let above = PEAK.load(Relaxed) - typed;
            let megabytes = |bytes: usize| bytes as f64 / 1e6;
            println!(
                "| {people} | {lines} | {order} | {:.1} | {:.1} | {:.1} | {:.0} |",
                megabytes(text.len()),
                megabytes(typed - before),
                megabytes(above),
                above as f64 / lines as f64,
            );
        }
    }
}

fn planned(sizes: &[usize]) {
    let engine = plans::engine();
    println!("| employees | plan items | order | document MB | peak MB | peak ÷ document | answer MB | µs per item |");
    println!("|---|---|---|---|---|---|---|---|");
    for people in sizes.iter().copied() {
        for (shuffled, order) in [(false, "by person"), (true, "any")] {
            let before = LIVE.load(Relaxed);
            let text = plans::facts(people, shuffled).into_boxed_str();
            PEAK.store(LIVE.load(Relaxed), Relaxed);
            let mut answer = 0;
            let nanoseconds = time(1, || {
                answer = document::plans(&engine, text.as_bytes(), plans::SUMMARY.as_bytes()).unwrap().len();
            });
            let peak = PEAK.load(Relaxed) - before;
            let megabytes = |bytes: usize| bytes as f64 / 1e6;
            let items = people * plans::WEEKS * plans::ITEMS;
            println!(
                "| {people} | {items} | {order} | {:.1} | {:.1} | {:.2} | {:.1} | {:.2} |",
                megabytes(text.len()),
                megabytes(peak),
                megabytes(peak) / megabytes(text.len()),
                megabytes(answer),
                nanoseconds / 1e3 / items as f64,
            );
        }
    }
}

fn scores(sizes: &[usize]) {
    let engine = engine();
    println!(
        "| employees | observations | detail | document MB | peak MB | peak ÷ document | answer MB | µs per employee |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for people in sizes.iter().copied() {
        for width in [Width::Plain, Width::Sourced] {
            for (detail, request) in [("totals", TOTALS), ("full", FULL)] {
                let before = LIVE.load(Relaxed);
                let text = facts(people, width).into_boxed_str();
                PEAK.store(LIVE.load(Relaxed), Relaxed);
                let mut answer = 0;
                let nanoseconds = time(1, || {
                    answer = document::score(&engine, text.as_bytes(), request.as_bytes()).unwrap().len();
                });
                let peak = PEAK.load(Relaxed) - before;
                let megabytes = |bytes: usize| bytes as f64 / 1e6;
                println!(
                    "| {people} | {width:?} | {detail} | {:.1} | {:.1} | {:.2} | {:.1} | {:.2} |",
                    megabytes(text.len()),
                    megabytes(peak),
                    megabytes(peak) / megabytes(text.len()),
                    megabytes(answer),
                    nanoseconds / 1e3 / people as f64,
                );
            }
        }
    }
}
