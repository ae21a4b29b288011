//! The monthly series of the M3 competition: Makridakis and Hibon (2000).

use std::collections::BTreeMap;

use super::files::{File, columns, number};
use super::series::{Counted, Series, Set};
use super::table::Row;
use super::{Extent, Part, first, published, series};

/// The part.
pub const PART: Part = Part {
    name: "M3 monthly",
    files: &[File {
        path: "series/m3_monthly.csv",
        source: "write it from the R package Mcomp (columns series_id, split: train or test, value; docs/accuracy.md)",
    }],
    measure,
};

fn measure(texts: &[String], extent: Extent) -> Result<Vec<Row>, String> {
    let series = extent.of(read(first(texts))?);
    let task = format!("M3 monthly: {} series, 18 ahead", series.len());
    let set = Set { task, series, counted: Counted::EverySecond, published: published::M3 };
    Ok(series::measure(&set))
}

/// Each series in the order of its name: what was known, and the test.
fn read(text: &str) -> Result<Vec<Series>, String> {
    let mut found: BTreeMap<String, Series> = BTreeMap::new();
    for (line, [id, split, value]) in columns(text, ["series_id", "split", "value"])? {
        let value = number(line, &value)?;
        let series = found.entry(id).or_default();
        match split.as_str() {
            "train" if series.after.is_empty() => series.known.push(value),
            "test" => series.after.push(value),
            _ => return Err(format!("line {line}: `{split}` where `train` or, after it, `test` should be")),
        }
    }
    match found.iter().find(|(_, series)| series.known.len() < 24 || series.after.is_empty()) {
        Some((id, _)) => Err(format!("`{id}` has fewer than 24 values, or no test")),
        None => Ok(found.into_values().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(first: &str) -> String {
        let mut text = "series_id,type,split,t,value\n".to_owned();
        for t in 1..=24 {
            text += &format!("{first},MICRO,train,{t},{t}.5\n");
        }
        text + &format!("{first},MICRO,test,1,7\n{first},MICRO,test,2,8\n")
    }

    #[test]
    fn series_are_split_into_known_and_test() {
        let text = table("N2") + table("N1").split_once('\n').unwrap().1;
        let found = read(&text).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].known.len(), found[0].known[23], found[0].after.as_slice()),
            (24, 24.5, [7.0, 8.0].as_slice())
        );
    }

    #[test]
    fn what_is_not_whole_is_told() {
        assert!(read("series_id,type,split,t,value\nN1,MICRO,train,1,2\n").is_err());
        assert_eq!(read(&(table("N1") + "N1,MICRO,train,25,x\n")), Err("line 28: `x` is not a number".to_owned()));
        assert!(read(&(table("N1") + "N1,MICRO,train,25,1\n")).is_err_and(|error| error.contains("line 28")));
    }
}
