//! The series that the examples read: the monthly ones of the M3 competition, and US employment by industry.

use std::collections::BTreeMap;
use std::process::ExitCode;

/// A series: what is known, and what comes next.
pub(crate) type Series = (Vec<f64>, Vec<f64>);

/// Shows each set of series, from the two files that are named on the command line.
#[expect(clippy::print_stderr, reason = "an example prints")]
pub(crate) fn each(mut show: impl FnMut(&str, Vec<Series>)) -> ExitCode {
    let mut paths = std::env::args().skip(1);
    let (Some(m3), Some(heads)) = (paths.next(), paths.next()) else {
        eprintln!("name two files: the M3 monthly series, and US employment");
        return ExitCode::FAILURE;
    };
    for (name, path, read) in
        [("M3 monthly", m3, m3_series as fn(&str) -> Vec<Series>), ("headcount", heads, headcounts)]
    {
        match std::fs::read_to_string(&path) {
            Ok(text) => show(name, read(&text)),
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
