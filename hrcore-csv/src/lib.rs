//! Observations come out of shop platforms, service desks and ERP systems as CSV. This crate turns
//! such an export into the `observations` of a facts document, and turns the answer of `score` into
//! a CSV that a spreadsheet opens. It is bytes in, text out: it opens no file and reads no clock.
//!
//! # Example
//!
//! ```
//! let export = "metric,employee,period,value,record\n\
//!               sales,e1,2025-06,112000.50,r-17\n\
//!               ad_cost,e1,2025-06,40000,r-18\n";
//! let facts = br#"{"schema_version": "1.0", "employees": [
//!     {"id": "e1", "positions": [{"position": "operator", "from": "2024-03-01"}]}]}"#;
//!
//! let facts = hrcore_csv::merge(facts, export.as_bytes())?;
//! assert!(facts.contains(r#"{"metric":"sales","employee":"e1","period":"2025-06","value":"112000.50","record":"r-17"}"#));
//! # Ok::<(), hrcore_csv::Problems>(())
//! ```
//!
//! From an export to a table of results:
//!
//! ```
//! use hrcore::{Engine, document};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let policy = br#"{"schema_version": "1.0", "id": "shop", "version": "1", "effective_from": "2025-01-01",
//!     "metrics": [{"id": "orders", "unit": "count", "direction": "higher", "source": "shop"}],
//!     "scorecards": [{"id": "ops", "sections": [{"id": "main", "lines": [
//!         {"id": "orders", "metric": "orders", "weight": 100, "target": 320, "method": {"kind": "ratio"}}]}]}],
//!     "positions": [{"id": "operator", "scorecard": "ops"}]}"#;
//! let people = br#"{"employees": [
//!     {"id": "e1", "positions": [{"position": "operator", "from": "2024-03-01"}]}]}"#;
//! let export = b"employee,metric,period,value\ne1,orders,2025-06,280\n";
//!
//! let engine = Engine::compile(policy)?;
//! let facts = hrcore_csv::merge(people, export)?;
//! let answer = document::score(&engine, facts.as_bytes(), br#"{"period": "2025-06"}"#)?;
//! let table = hrcore_csv::results_to_csv(answer.as_bytes())?;
//! assert!(table.contains("e1,operator,,ops,2025-06-01,2025-06-30,orders,orders,count,,value,280,320,false,0.875,87.5,"));
//! # Ok(())
//! # }
//! ```
//!
//! # What an export looks like
//!
//! - UTF-8, with or without a byte order mark; commas; quotes as in RFC 4180; LF or CRLF.
//! - The first line names the columns, in any order: `metric`, `employee`, `unit`, `position`,
//!   `period`, `value`, `part`, `whole`, `state`, `source`, `record`, `currency`. `metric`, `period`
//!   and one of `value`, `part` with `whole`, or `state` are needed. Any other name is a problem.
//! - An empty cell is an absent field. Blanks around a cell are dropped. A row of empty cells is skipped.
//! - Each row has exactly one of `value`, `part` with `whole`, or `state`.
//! - Numbers stay the text that they are; the engine reads them exactly. `"1,000"` is not a number to it.
//!
//! # Problems
//!
//! All problems of an export are reported at once, with the line number that an editor shows: the pointer
//! `/rows/17/value` is the cell under `value` on line 17, `/rows/1/…` is in the header. Only under a header that
//! lacks a needed column are rows not looked at. This crate looks at the *form* of an export only. Whether a metric exists or a period is well formed is for the engine to say:
//! it points at `/observations/N` of the merged document, where the rows follow the observations that the facts
//! had before, in the order of the file.
#![forbid(unsafe_code)]

mod columns;
mod limits;
mod merge;
mod problems;
mod results;
mod rows;

pub use limits::Limits;
pub use problems::{Problem, Problems};

/// Reads an export and returns a facts document that holds nothing but its observations.
///
/// # Errors
///
/// Every problem of the export's form, at once.
///
/// # Example
///
/// ```
/// let facts = hrcore_csv::observations_to_facts(b"period,metric,part,whole\n2025-06,conversion,28,30\n")?;
/// assert_eq!(
///     facts,
///     r#"{"schema_version":"1.0","observations":[{"metric":"conversion","period":"2025-06","value":{"part":"28","whole":"30"}}]}"#,
/// );
///
/// let problems = hrcore_csv::observations_to_facts(b"metric,period,valeu\nsales,2025-06,5\n").unwrap_err();
/// assert_eq!(problems.iter().next().map(|p| (p.code, p.pointer.as_str())), Some(("field_unknown", "/rows/1/valeu")));
/// # Ok::<(), hrcore_csv::Problems>(())
/// ```
pub fn observations_to_facts(csv: &[u8]) -> Result<String, Problems> {
    observations_to_facts_with(csv, &Limits::default())
}

/// Like [`observations_to_facts`], with limits of the caller's choice.
///
/// # Errors
///
/// Every problem of the export's form, at once.
pub fn observations_to_facts_with(csv: &[u8], limits: &Limits) -> Result<String, Problems> {
    merge::into_facts(b"", &rows::observations(csv, limits)?, limits)
}

/// Appends the observations of an export to a facts document. Everything else in the document stays as
/// it is, digit for digit; empty bytes count as a document without anything.
///
/// # Errors
///
/// Every problem of the export's form; or, if that is in order, why the facts cannot be read as a JSON object.
pub fn merge(facts_json: &[u8], csv: &[u8]) -> Result<String, Problems> {
    merge_with(facts_json, csv, &Limits::default())
}

/// Like [`merge`], with limits of the caller's choice.
///
/// # Errors
///
/// As for [`merge`].
pub fn merge_with(facts_json: &[u8], csv: &[u8], limits: &Limits) -> Result<String, Problems> {
    merge::into_facts(facts_json, &rows::observations(csv, limits)?, limits)
}

/// Writes the answer of `score` as CSV: a header, then one row per employee, position held and line. Someone
/// without lines (not in scope, or an answer in `totals` detail) has one row with the line's cells empty.
///
/// Figures are the texts of the answer. Ids that a spreadsheet would take for a formula (they start with
/// `=`, `+`, `-` or `@`) get an apostrophe in front. The text has no byte order mark; write `"\u{feff}"` in
/// front of it for a spreadsheet that needs one to see Chinese.
///
/// # Errors
///
/// If the bytes are not JSON or have no `results`, as the answer of a call that failed.
///
/// # Example
///
/// ```
/// let answer = br#"{"results": [{"employee": "e1", "state": "known", "total": "95", "band": "excellent"}]}"#;
/// let table = hrcore_csv::results_to_csv(answer)?;
/// assert!(table.starts_with("employee,position,unit,"));
/// assert!(table.ends_with("e1,,,,,,,,,,,,,,,,,,,known,95,excellent,\n"));
/// # Ok::<(), hrcore_csv::Problems>(())
/// ```
pub fn results_to_csv(report_json: &[u8]) -> Result<String, Problems> {
    results::to_csv(report_json, &Limits::default())
}
