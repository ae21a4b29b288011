//! How near forecasts come, on series that the user has: the monthly series of the M3 competition
//! (`series_id,type,split,t,value`) and US employment by industry (`Month,Series_ID,Title,Employed`).
//!
//! `cargo run --release -p hrcore-stats --example accuracy -- m3.csv us_employment.csv`
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example prints")]

use std::collections::BTreeMap;
use std::process::ExitCode;

use hrcore_stats::real::{count, mean};
use hrcore_stats::search::Effort;
use hrcore_stats::series::{combine, ets, stl, theta};

/// What foretells so many values.
type Method<'m> = &'m dyn Fn(&[f64], usize) -> Option<Vec<f64>>;

/// A series: what is known, and what comes next.
type Series = (Vec<f64>, Vec<f64>);

fn main() -> ExitCode {
    let mut paths = std::env::args().skip(1);
    let (Some(m3), Some(heads)) = (paths.next(), paths.next()) else {
        eprintln!("name two files: the M3 monthly series, and US employment");
        return ExitCode::FAILURE;
    };
    for (name, path, read) in
        [("M3 monthly", m3, m3_series as fn(&str) -> Vec<Series>), ("headcount", heads, headcounts)]
    {
        match std::fs::read_to_string(&path) {
            Ok(text) => report(name, &read(&text)),
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn m3_series(text: &str) -> Vec<Series> {
    let mut found: BTreeMap<&str, Series> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let mut fields = line.split(',');
        let (id, split) = (fields.next().unwrap_or(""), fields.nth(1).unwrap_or(""));
        let Some(value) = fields.nth(1).and_then(|value| value.parse().ok()) else { continue };
        let series = found.entry(id).or_default();
        if split == "train" { series.0.push(value) } else { series.1.push(value) }
    }
    found.into_values().collect()
}

/// The last 180 months of each series that has 72 and more, the last twelve of them held out.
fn headcounts(text: &str) -> Vec<Series> {
    let mut found: BTreeMap<String, Vec<(String, f64)>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        // The title may hold commas.
        let (Some((month, rest)), Some((_, value))) = (line.split_once(','), line.rsplit_once(',')) else { continue };
        let id = rest.split(',').next().unwrap_or("");
        if let Ok(value) = value.parse() {
            found.entry(id.to_owned()).or_default().push((month.to_owned(), value));
        }
    }
    let series = found.into_values().filter_map(|mut months| {
        months.sort_by(|a, b| a.0.cmp(&b.0));
        let mut values: Vec<f64> = months.into_iter().map(|(_, value)| value).collect();
        let skip = values.len().saturating_sub(180);
        values.drain(..skip);
        let after = values.split_off(values.len().checked_sub(12).filter(|known| *known >= 60)?);
        Some((values, after))
    });
    series.collect()
}

fn report(name: &str, all: &[Series]) {
    let effort = Effort { steps: 20, tolerance: 1e-5 };
    let methods: [(&str, Method<'_>); 5] = [
        ("exponential smoothing", &|known, h| Some(ets::ahead(&ets::pool(known, &ets::Model::ALL, 12, effort), h)?.0)),
        ("STL with it", &|known, h| Some(stl::forecast(known, 12, h, effort)?.0)),
        ("theta", &|known, h| Some(theta::standard(known, 12).forecast(h))),
        ("dynamic theta", &|known, h| Some(theta::dynamic(known, 12, effort).forecast(h))),
        ("combination", &|known, h| Some(combine::forecast(known, 12, h)?.ahead)),
    ];
    println!("{name}, {} series\n", all.len());
    println!("| method | sMAPE | MASE |\n|---|---|---|");
    for (method, forecast) in methods {
        let (mut smape, mut mase) = (Vec::new(), Vec::new());
        for (known, after) in all {
            let Some(ahead) = forecast(known, after.len()) else { continue };
            let pairs = || after.iter().zip(&ahead);
            let share = |(value, ahead): (&f64, &f64)| 200.0 * (value - ahead).abs() / (value.abs() + ahead.abs());
            smape.push(mean(&pairs().map(share).collect::<Vec<f64>>()));
            let naive: Vec<f64> =
                known.iter().skip(12).zip(known).map(|(value, before)| (value - before).abs()).collect();
            let error = pairs().fold(0.0, |sum, (value, ahead)| sum + (value - ahead).abs()) / count(after.len());
            mase.push(error / mean(&naive));
        }
        println!("| {method} | {:.3} | {:.4} |", mean(&smape), mean(&mase));
    }
    println!();
}
