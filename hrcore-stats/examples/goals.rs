//! How likely a quarter's goal is reached, held to series that the user has: the monthly series of the M3 competition and
//! US employment by industry, as in `accuracy`.
//!
//! `cargo run --release -p hrcore-stats --example goals -- m3.csv us_employment.csv`
//!
//! Each series is cut off at its held-out months, and one and two years earlier, and the forecasts of the months after
//! that are added up. First: which correlation between the errors of the months gives sums whose intervals hold what they
//! say. Then: targets are drawn from how much quarters of the series changed from year to year, and of the goals said to be
//! reached with some probability it is counted how many were.
#![expect(clippy::print_stdout, reason = "an example prints")]

mod shared;

use std::process::ExitCode;

use hrcore_stats::random::Random;
use hrcore_stats::real::{count, mean, sqrt};
use hrcore_stats::series::outlook::{Ask, Method, outlook};
use hrcore_stats::special;
use shared::Series;

/// A series with what was foretold of each month: the mean and the standard deviation.
struct Foretold {
    known: Vec<f64>,
    came: Vec<f64>,
    ahead: Vec<(f64, f64)>,
    errors: (f64, f64),
}

const CORRELATIONS: [f64; 7] = [0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8];
/// The one that is used.
const CORRELATION: f64 = 0.6;
const SPANS: [usize; 5] = [1, 2, 3, 6, 12];
/// The errors of a sum: Student's with so many degrees of freedom, narrower by this; of short histories, too.
const ERRORS: (f64, f64) = (6.0, 0.8633);
const SHORT_ERRORS: (f64, f64) = (3.0, 0.66);
/// Months that a short history has.
const SHORT: usize = 12;

fn main() -> ExitCode {
    shared::each(|name, series| {
        let all: Vec<Series> = series.iter().flat_map(cut).collect();
        let full: Vec<Foretold> = all.iter().filter_map(|series| foretold(series, usize::MAX)).collect();
        coverage(name, &full);
        reliability(name, &full);
        let short: Vec<Foretold> = all.iter().filter_map(|series| foretold(series, SHORT)).collect();
        coverage(&format!("{name}, of {SHORT} months"), &short);
        reliability(&format!("{name}, of {SHORT} months"), &short);
    })
}

/// The series, and what it was one and two years earlier where it is long enough.
fn cut((known, came): &Series) -> Vec<Series> {
    let whole: Vec<f64> = known.iter().chain(came).copied().collect();
    let ends = [0, 12, 24].into_iter().filter_map(|earlier| known.len().checked_sub(earlier));
    let cuts = ends.filter(|end| *end >= 48).filter_map(|end| {
        let (known, rest) = whole.split_at_checked(end)?;
        Some((known.to_vec(), rest.iter().take(12).copied().collect()))
    });
    cuts.collect()
}

/// What is foretold of a series of which only the last months are known.
fn foretold((known, came): &Series, last: usize) -> Option<Foretold> {
    let seen = known.get(known.len().saturating_sub(last)..)?;
    let values: Vec<Option<f64>> = seen.iter().copied().map(Some).collect();
    let ask = Ask { values: &values, m: 12, phase: 0, horizon: came.len(), season: None, effects: &[] };
    let found = outlook(&ask).ok()?;
    let ahead = found.points.iter().map(|point| (point.mean, point.deviation)).collect();
    let errors = if found.method == Method::Level { SHORT_ERRORS } else { ERRORS };
    Some(Foretold { known: known.clone(), came: came.clone(), ahead, errors })
}

/// The mean and the standard deviation of a sum of months whose errors go together by so much.
fn sum(months: &[(f64, f64)], correlation: f64) -> (f64, f64) {
    let (mut mean, mut alone, mut all) = (0.0, 0.0, 0.0);
    for (month, wide) in months {
        mean += month;
        alone += wide * wide;
        all += wide;
    }
    (mean, sqrt((1.0 - correlation) * alone + correlation * all * all))
}

fn coverage(name: &str, all: &[Foretold]) {
    println!("{name}: of {} sums of the next months, how many lie in their intervals of 80 and 95 %\n", all.len());
    print!("| correlation |");
    SPANS.iter().for_each(|span| print!(" {span} |"));
    println!("\n|---|---|---|---|---|---|");
    for correlation in CORRELATIONS {
        print!("| {correlation} |");
        for span in SPANS {
            let (mut eighty, mut more, mut n) = (0.0, 0.0, 0.0);
            for series in all {
                let (Some(months), Some(came)) = (series.ahead.get(..span), series.came.get(..span)) else { continue };
                let (mean, wide) = sum(months, correlation);
                let (freedom, narrower) = series.errors;
                let wide = wide * narrower;
                let off = (came.iter().sum::<f64>() - mean).abs();
                n += 1.0;
                eighty += f64::from(u8::from(off <= wide * special::student_quantile(0.9, freedom)));
                more += f64::from(u8::from(off <= wide * special::student_quantile(0.975, freedom)));
            }
            print!(" {:.1} / {:.1} |", 100.0 * eighty / n, 100.0 * more / n);
        }
        println!();
    }
    println!();
}

/// By how much quarters are more than those of a year before: the mean, and the standard deviation.
fn growth(known: &[f64]) -> Option<(f64, f64)> {
    let quarters: Vec<f64> = known.windows(3).map(|months| months.iter().sum()).collect();
    let growths: Vec<f64> = quarters.iter().skip(12).zip(&quarters).map(|(now, before)| now / before - 1.0).collect();
    let centre = mean(&growths);
    let squares: f64 = growths.iter().map(|growth| (growth - centre) * (growth - centre)).sum();
    (growths.len() > 1).then(|| (centre, sqrt(squares / count(growths.len() - 1))))
}

/// Goals of a quarter, asked at its start and after one and two of its months.
fn reliability(name: &str, all: &[Foretold]) {
    let mut bins = [(0.0, 0.0, 0.0); 5];
    let mut random = Random::new(1, 0);
    for series in all {
        let Some((centre, wide)) = growth(&series.known) else { continue };
        for left in 1..=3 {
            let (Some(months), Some(came)) = (series.ahead.get(..left), series.came.get(..left)) else { continue };
            let start = series.known.len() + left - 3;
            let so_far: f64 = series.known.get(start..).unwrap_or(&[]).iter().sum();
            let Some(before) = series.known.get(start - 12..start - 9) else { continue };
            let before: f64 = before.iter().sum();
            let target = before * (1.0 + centre + wide * special::normal_quantile(0.02 + 0.96 * random.uniform()));
            let (mean, wide) = sum(months, CORRELATION);
            let (freedom, narrower) = series.errors;
            let off = (so_far + mean - target) / (wide * narrower);
            let stated = special::student(off, freedom).lower.clamp(0.001, 0.999);
            let reached = f64::from(u8::from(so_far + came.iter().sum::<f64>() >= target));
            let place = (stated * 5.0).min(4.0);
            if let Some(bin) = bins.iter_mut().enumerate().find(|(at, _)| count(*at) + 1.0 > place) {
                bin.1.0 += 1.0;
                bin.1.1 += stated;
                bin.1.2 += reached;
            }
        }
    }
    println!("{name}: goals of a quarter by the probability stated\n");
    println!("| stated | goals | mean stated | reached |\n|---|---|---|---|");
    for (at, (n, stated, reached)) in bins.iter().enumerate() {
        let percent = |part: f64| 100.0 * part / n;
        println!("| {}–{} % | {n} | {:.1} % | {:.1} % |", at * 20, at * 20 + 20, percent(*stated), percent(*reached));
    }
    println!();
}
