//! How much memory one call takes at its peak, the document itself included, and how time grows with the company.
//!
//! `cargo run --release -p hrcore-benches --bin memory [EMPLOYEES …]`
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program for the console")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use hrcore::document;
use hrcore_benches::clock::time;
use hrcore_benches::company::{Width, facts};
use hrcore_benches::{FULL, TOTALS, engine};

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
    let asked: Vec<usize> = std::env::args().skip(1).map(|size| size.parse().unwrap()).collect();
    let sizes = if asked.is_empty() { vec![10_000, 100_000] } else { asked };
    let engine = engine();
    println!(
        "| employees | observations | detail | document MB | peak MB | peak ÷ document | answer MB | µs per employee |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for people in sizes {
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
