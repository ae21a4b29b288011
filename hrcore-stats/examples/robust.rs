//! What wrong figures do to forecasts: the series of `cargo xtask accuracy`, as they are, with a tenth of the values
//! missing, with three values five times too high, with all values before three fifths of the length a third lower, and
//! with all three. Beside them how often the intervals held what came.
//!
//! `cargo run --release -p hrcore-stats --example robust -- m3.csv us_employment.csv [part]`; `part` is 0 or 1 for every
//! other series.
#![expect(clippy::print_stdout, reason = "an example prints")]

mod shared;

use std::process::ExitCode;

use hrcore_stats::random::Random;
use hrcore_stats::real::{count, mean};
use hrcore_stats::series::combine;
use hrcore_stats::series::outlook::{Ask, Mark, Method, outlook};
use shared::Series;

/// A way to spoil a series.
type Spoil = fn(&mut [Option<f64>], u64);

fn main() -> ExitCode {
    let part: Option<usize> = std::env::args().nth(3).and_then(|part| part.parse().ok());
    shared::each(|name, series| {
        let all = series.into_iter().enumerate();
        let all = all.filter(|(place, _)| part.is_none_or(|part| place % 2 == part)).map(|(_, series)| series);
        report(name, &all.collect::<Vec<_>>());
    })
}

/// A place before `n`, by chance.
fn place(stream: &mut Random, n: usize) -> usize {
    (0..n).rev().find(|place| stream.uniform() < 1.0 / count(place + 1)).unwrap_or(0)
}

fn gaps(values: &mut [Option<f64>], seed: u64) {
    let mut stream = Random::new(seed, 1);
    let n = values.len();
    // The first and the last one stay.
    let mut left = n / 10;
    while left > 0 {
        let at = 1 + place(&mut stream, n - 2);
        left -= usize::from(values.get_mut(at).is_some_and(|cell| cell.take().is_some()));
    }
}

fn outliers(values: &mut [Option<f64>], seed: u64) {
    let mut stream = Random::new(seed, 2);
    let n = values.len();
    let mut hit = Vec::new();
    while hit.len() < 3 {
        let at = place(&mut stream, n);
        if !hit.contains(&at) {
            hit.push(at);
            if let Some(Some(cell)) = values.get_mut(at) {
                *cell *= 5.0;
            }
        }
    }
}

fn step(values: &mut [Option<f64>], _: u64) {
    let n = values.len() * 3 / 5;
    for value in values.iter_mut().take(n).flatten() {
        *value /= 1.5;
    }
}

fn report(name: &str, all: &[Series]) {
    let spoils: [(&str, Spoil); 5] = [
        ("as it is", |_, _| {}),
        ("a tenth missing", gaps),
        ("three values × 5", outliers),
        ("level × 1.5", step),
        ("all three", |values, seed| {
            step(values, seed);
            outliers(values, seed);
            gaps(values, seed);
        }),
    ];
    println!("{name}, {} series\n", all.len());
    println!(
        "| series | combination sMAPE | MASE | outlook sMAPE | MASE | in 80 % | in 95 % | fell back | marked | shifted |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for (spoiled, spoil) in spoils {
        let mut plain = Errors::default();
        let mut own = Errors::default();
        let (mut held, mut fell, mut marked, mut shifted) = ([0.0, 0.0, 0.0], 0, 0, 0);
        for (place, (known, after)) in all.iter().enumerate() {
            let mut values: Vec<Option<f64>> = known.iter().copied().map(Some).collect();
            spoil(&mut values, u64::try_from(place).unwrap_or(0));
            // Without any preparation a gap is the value before it.
            let mut last = 0.0;
            let carried: Vec<f64> = values
                .iter()
                .map(|value| {
                    last = value.unwrap_or(last);
                    last
                })
                .collect();
            if let Some(found) = combine::forecast(&carried, 12, after.len()) {
                plain.add(known, after, &found.ahead);
            }
            let ask = Ask { values: &values, m: 12, phase: 0, horizon: after.len(), season: None, effects: &[] };
            let Ok(found) = outlook(&ask) else { continue };
            own.add(known, after, &found.points.iter().map(|point| point.mean).collect::<Vec<_>>());
            fell += usize::from(found.method == Method::Naive);
            marked += found.history.iter().filter(|(_, mark)| *mark == Mark::Outlier).count();
            shifted += usize::from(found.shift.is_some());
            for (point, value) in found.points.iter().zip(after) {
                held[0] += 1.0;
                held[1] += f64::from(u8::from((point.lo80..=point.hi80).contains(value)));
                held[2] += f64::from(u8::from((point.lo95..=point.hi95).contains(value)));
            }
        }
        let share = |hits: f64| 100.0 * hits / held[0];
        println!(
            "| {spoiled} | {plain} | {own} | {:.1} | {:.1} | {fell} | {marked} | {shifted} |",
            share(held[1]),
            share(held[2])
        );
    }
    println!();
}

#[derive(Debug, Default)]
struct Errors {
    smape: Vec<f64>,
    mase: Vec<f64>,
}

impl Errors {
    /// What is known is as it is, not spoiled: its seasonal naive error is the measure.
    fn add(&mut self, known: &[f64], after: &[f64], ahead: &[f64]) {
        let pairs = || after.iter().zip(ahead);
        let share = |(value, ahead): (&f64, &f64)| 200.0 * (value - ahead).abs() / (value.abs() + ahead.abs());
        self.smape.push(mean(&pairs().map(share).collect::<Vec<f64>>()));
        let naive: Vec<f64> = known.iter().skip(12).zip(known).map(|(value, before)| (value - before).abs()).collect();
        let error = pairs().fold(0.0, |sum, (value, ahead)| sum + (value - ahead).abs()) / count(after.len());
        self.mase.push(error / mean(&naive));
    }
}

impl std::fmt::Display for Errors {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:.3} | {:.4}", mean(&self.smape), mean(&self.mase))
    }
}
