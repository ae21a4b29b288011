//! The reference of one call: the same facts document, read by `serde_json` into structs that borrow from it.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

/// Facts whose texts borrow and whose numbers are of a type of choice: `f64`, or the digits as [`RawValue`].
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>, N: Deserialize<'de>"))]
pub struct Facts<T, N> {
    /// The version of the document's schema.
    pub schema_version: Option<T>,
    /// Who works where.
    pub employees: Vec<Employee<T>>,
    /// What was measured.
    pub observations: Vec<Observation<T, N>>,
}

/// An employee.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Employee<T> {
    /// The id.
    pub id: T,
    /// The name.
    pub name: Option<T>,
    /// The positions held.
    pub positions: Vec<Holding<T>>,
}

/// A position held.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Holding<T> {
    /// The position.
    pub position: T,
    /// The unit.
    pub unit: Option<T>,
    /// The first day.
    pub from: T,
    /// The last day.
    pub to: Option<T>,
}

/// An observation.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>, N: Deserialize<'de>"))]
pub struct Observation<T, N> {
    /// What was measured.
    pub metric: T,
    /// The employee.
    pub employee: Option<T>,
    /// The position.
    pub position: Option<T>,
    /// The unit.
    pub unit: Option<T>,
    /// The period.
    pub period: T,
    /// The value.
    pub value: Option<N>,
    /// Why there is none.
    pub state: Option<T>,
    /// The source.
    pub source: Option<T>,
    /// The record.
    pub record: Option<T>,
    /// The currency.
    pub currency: Option<T>,
}

/// A text that borrows where it can; a plain `&str` refuses texts with escapes.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// `&str` and `f64`: the least that typed parsing can cost.
///
/// # Errors
///
/// What `serde_json` refuses.
pub fn floats(text: &str) -> serde_json::Result<Facts<&str, f64>> {
    serde_json::from_str(text)
}

/// `Cow<str>` and the digits of each number: what an exact host needs at least.
///
/// # Errors
///
/// What `serde_json` refuses.
pub fn digits(text: &str) -> serde_json::Result<Facts<Text<'_>, &RawValue>> {
    serde_json::from_str(text)
}
