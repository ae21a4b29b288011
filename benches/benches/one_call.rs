//! One employee with five indicators: JSON in and out, typed facts, and the references.
#![allow(missing_docs, clippy::unwrap_used, reason = "criterion's macros make the functions")]

use criterion::{Criterion, criterion_group, criterion_main};
use hrcore::request::{DetailWord, ScoreRequest};
use hrcore::{Facts, Limits, document};
use hrcore_benches::company::{Width, facts};
use hrcore_benches::{FULL, RECEIPT, TOTALS, engine, parsed, request};

fn json(c: &mut Criterion) {
    let engine = engine();
    let text = facts(1, Width::Plain);
    let mut group = c.benchmark_group("one_call");
    for (name, request) in [("totals", TOTALS), ("full", FULL)] {
        group.bench_function(name, |b| {
            b.iter(|| document::score(&engine, text.as_bytes(), request.as_bytes()).unwrap());
        });
    }
    group.bench_function("receipt", |b| {
        b.iter(|| document::receipt(&engine, text.as_bytes(), RECEIPT.as_bytes()).unwrap());
    });
    group.bench_function("read_facts", |b| b.iter(|| Facts::parse(text.as_bytes(), Limits::default()).unwrap()));
    group.bench_function("reference_floats", |b| b.iter(|| parsed::floats(&text).unwrap().observations.len()));
    group.bench_function("reference_digits", |b| b.iter(|| parsed::digits(&text).unwrap().observations.len()));
    group.finish();
}

fn typed(c: &mut Criterion) {
    let engine = engine();
    let facts = Facts::parse(facts(1, Width::Plain).as_bytes(), Limits::default()).unwrap();
    let mut group = c.benchmark_group("typed");
    let totals = request(DetailWord::Totals);
    let nobody = ScoreRequest { employees: Some(Vec::new()), ..totals.clone() };
    for (name, request) in [("totals", totals), ("full", request(DetailWord::Full)), ("index", nobody)] {
        group.bench_function(name, |b| b.iter(|| engine.score(&facts, &request).unwrap()));
    }
    group.finish();
}

criterion_group!(benches, json, typed);
criterion_main!(benches);
