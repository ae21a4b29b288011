//! How near forecasts come on public data that the user has, beside the figures that others reach on the same.
//!
//! A part is a data set with what is measured on it. To add one, write its file and name it in [`PARTS`].

pub mod attrition;
pub mod employment;
pub mod files;
pub mod golden;
pub mod m3;
pub mod measure;
pub mod panel;
pub mod published;
pub mod series;
pub mod staff;
pub mod table;

use std::path::Path;

use files::File;
use table::Row;

/// How much of the data is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Every tenth series.
    Tenth,
}

impl Extent {
    /// What is left of these.
    #[must_use]
    pub fn of<T>(self, all: Vec<T>) -> Vec<T> {
        match self {
            Self::Whole => all,
            Self::Tenth => all.into_iter().step_by(10).collect(),
        }
    }
}

/// A data set and what is measured on it.
#[derive(Debug)]
pub struct Part {
    /// Its name, for the line that says that it was not run.
    pub name: &'static str,
    /// Where its data lie; none, if they are part of the program.
    pub files: &'static [File],
    /// Measures: the texts of the files, or why one is broken.
    pub measure: fn(&[String], Extent) -> Result<Vec<Row>, String>,
}

/// The first text; empty, if there is none.
#[must_use]
pub fn first(texts: &[String]) -> &str {
    texts.first().map_or("", String::as_str)
}

/// Every part, in the order of the table.
pub const PARTS: &[Part] = &[
    m3::PART,
    employment::PART,
    golden::PART,
    staff::PART,
    attrition::ibm::PART,
    attrition::drivers::PART,
    attrition::simulated::PART,
    attrition::small::IBM,
    attrition::small::AS_OTHERS,
    attrition::small::DRIVERS,
    attrition::references::LOGIT,
    attrition::references::COUNTS,
    attrition::references::SALES,
    attrition::spells::PART,
];

/// What became of a part.
#[derive(Debug)]
pub enum Outcome {
    /// Its rows.
    Measured(Vec<Row>),
    /// The file is not there: a line that says which, and where it comes from.
    NotRun(String),
    /// The file cannot be used.
    Broken(String),
}

/// Measures one part on the data in a folder.
#[must_use]
pub fn run(part: &Part, folder: &Path, extent: Extent) -> Outcome {
    let mut texts = Vec::with_capacity(part.files.len());
    for file in part.files {
        match file.read(folder) {
            Ok(Some(text)) => texts.push(text),
            Ok(None) => return Outcome::NotRun(format!("{}: no {}; {}", part.name, file.path, file.source)),
            Err(error) => return Outcome::Broken(error),
        }
    }
    match (part.measure)(&texts, extent) {
        Ok(rows) => Outcome::Measured(rows),
        Err(error) => Outcome::Broken(format!("{}: {error}", part.files.first().map_or(part.name, |file| file.path))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tenth_begins_with_the_first() {
        assert_eq!(Extent::Tenth.of((0..25).collect()), [0, 10, 20]);
        assert_eq!(Extent::Whole.of(vec![1, 2]), [1, 2]);
    }

    #[test]
    fn a_missing_file_is_named_with_its_source() {
        for part in PARTS.iter().filter(|part| !part.files.is_empty()) {
            let Outcome::NotRun(line) = run(part, Path::new("no/such/folder"), Extent::Whole) else {
                panic!("{} was run without data", part.name);
            };
            assert!(line.contains(".csv") && line.contains("from "), "{line}");
        }
    }

    #[test]
    fn a_text_that_is_not_the_table_is_broken() {
        for part in PARTS.iter().filter(|part| !part.files.is_empty()) {
            for text in ["a,b\n1,2\n", ""] {
                let texts = vec![text.to_owned(); part.files.len()];
                assert!((part.measure)(&texts, Extent::Whole).is_err(), "{}", part.name);
            }
            assert!((part.measure)(&[], Extent::Whole).is_err(), "{}", part.name);
        }
    }
}
