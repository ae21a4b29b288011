//! Companies of 1 000 to 100 000 employees, and the same scores by hand; throughput is in employees.
#![allow(missing_docs, clippy::unwrap_used, reason = "criterion's macros make the functions")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hrcore::request::DetailWord;
use hrcore::{Facts, Limits, document};
use hrcore_benches::company::{Width, facts, row};
use hrcore_benches::{TOTALS, engine, plain, request};

fn company(c: &mut Criterion) {
    let engine = engine();
    let mut group = c.benchmark_group("company");
    group.sample_size(10);
    for people in [1_000, 10_000, 100_000] {
        group.throughput(Throughput::Elements(people as u64));
        let text = facts(people, Width::Plain);
        group.bench_function(BenchmarkId::new("json", people), |b| {
            b.iter(|| document::score(&engine, text.as_bytes(), TOTALS.as_bytes()).unwrap());
        });
        let typed = Facts::parse(text.as_bytes(), Limits::default()).unwrap();
        let totals = request(DetailWord::Totals);
        group.bench_function(BenchmarkId::new("typed", people), |b| b.iter(|| engine.score(&typed, &totals).unwrap()));
        let decimals: Vec<_> = (0..people).map(|number| plain::decimals(row(number))).collect();
        group.bench_function(BenchmarkId::new("decimals_by_hand", people), |b| {
            b.iter(|| decimals.iter().map(plain::score_decimal).map(|(_, band)| band).sum::<usize>());
        });
        let floats: Vec<_> = (0..people).map(|number| plain::floats(row(number))).collect();
        group.bench_function(BenchmarkId::new("floats_by_hand", people), |b| {
            b.iter(|| floats.iter().map(plain::score_float).map(|(_, band)| band).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group!(benches, company);
criterion_main!(benches);
