//! US employment by industry: monthly headcounts, as they were counted.

use std::collections::BTreeMap;

use super::files::{File, columns, number};
use super::series::{Counted, Series, Set};
use super::table::Row;
use super::{Extent, Part, first, published, series};

/// The part.
pub const PART: Part = Part {
    name: "headcount",
    files: &[File {
        path: "series/us_employment_ces_nsa.csv",
        source: "write us_employment from the R package fpp3 (columns Month, Series_ID, Employed; docs/accuracy.md)",
    }],
    measure,
};

/// So many of the last months are used.
const LAST: usize = 180;
/// So many of them are foretold.
const AHEAD: usize = 12;
/// So many must be known.
const LEAST: usize = 60;

fn measure(texts: &[String], extent: Extent) -> Result<Vec<Row>, String> {
    let series = extent.of(read(first(texts))?);
    let task = format!("headcount by industry: {} series, 12 ahead", series.len());
    let set = Set { task, series, counted: Counted::All, published: published::EMPLOYMENT };
    Ok(series::measure(&set))
}

/// The last months of each series that is long enough, in the order of their names.
fn read(text: &str) -> Result<Vec<Series>, String> {
    let mut found: BTreeMap<String, BTreeMap<(u16, usize), f64>> = BTreeMap::new();
    for (line, [when, id, value]) in columns(text, ["Month", "Series_ID", "Employed"])? {
        let when = month(&when).ok_or_else(|| format!("line {line}: `{when}` is not a month"))?;
        // Some begin later than others.
        if matches!(value.as_str(), "" | "NA") {
            continue;
        }
        if found.entry(id).or_default().insert(when, number(line, &value)?).is_some() {
            return Err(format!("line {line}: the month stands twice"));
        }
    }
    let series: Vec<Series> = found
        .into_values()
        .filter_map(|months| {
            let mut known: Vec<f64> = months.into_values().collect();
            known.drain(..known.len().saturating_sub(LAST));
            let after = known.split_off(known.len().checked_sub(AHEAD).filter(|known| *known >= LEAST)?);
            Some(Series { known, after })
        })
        .collect();
    if series.is_empty() { Err("no series is long enough".to_owned()) } else { Ok(series) }
}

/// `1939-01`, or `1939 Jan` as R writes it.
fn month(text: &str) -> Option<(u16, usize)> {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month) = text.split_once(['-', ' '])?;
    let month = match NAMES.iter().position(|name| *name == month) {
        Some(place) => place + 1,
        None => month.get(..2)?.parse().ok().filter(|month| (1..=12).contains(month))?,
    };
    Some((year.parse().ok()?, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(months: usize, id: &str) -> String {
        let row = |at: usize| format!("{}-{:02},{id},\"Mining, all\",{at}\n", 1990 + at / 12, at % 12 + 1);
        // The latest first: the order of the lines does not matter.
        (0..months).rev().map(row).collect()
    }

    #[test]
    fn the_last_months_are_taken_and_twelve_held_out() {
        let text = "Month,Series_ID,Title,Employed\n".to_owned() + &table(200, "A") + &table(71, "B") + &table(72, "C");
        let found = read(&text).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].known.len(), found[0].known[0], found[0].after.len()), (168, 20.0, 12));
        assert_eq!((found[1].known.len(), found[1].after[11]), (60, 71.0));
    }

    #[test]
    fn months_are_read_as_both_write_them() {
        assert_eq!(month("1939-01"), Some((1939, 1)));
        assert_eq!(month("1939-12-01"), Some((1939, 12)));
        assert_eq!(month("1939 Jan"), Some((1939, 1)));
        for wrong in ["1939-13", "1939", "1939 Foo", "x-01"] {
            assert_eq!(month(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_month_stands_once() {
        let text = "Month,Series_ID,Title,Employed\n1990-01,A,x,1\n1990-01,A,x,2\n";
        assert_eq!(read(text), Err("line 3: the month stands twice".to_owned()));
    }
}
