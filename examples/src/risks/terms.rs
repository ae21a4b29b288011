//! Each term of the model, drawn on the same scale of odds.
use serde_json::Value;

use super::curve::{self, Curve};
use super::drawing::Drawing;
use super::levels::{self, Level};
use super::odds::Odds;
use super::pairs;
use super::sheet::Sheet;
use super::words::role;
use crate::json::Dig as _;

/// What a term is.
#[derive(Debug)]
enum Kind {
    Curve(Curve),
    Levels(Vec<Level>),
}

impl Kind {
    fn most(&self) -> f64 {
        match self {
            Kind::Curve(curve) => curve.most(),
            Kind::Levels(levels) => levels.iter().map(|level| level.adds.abs()).fold(0.0, f64::max),
        }
    }
}

fn kind(term: &Value, sheet: &Sheet<'_>) -> Kind {
    let curve = if term.items("levels").is_empty() { Curve::new(term, sheet) } else { None };
    curve.map_or_else(|| Kind::Levels(levels::levels(term, sheet)), Kind::Curve)
}

/// The driver of a term.
pub fn driver(term: &Value) -> &Value {
    term.get("driver").unwrap_or(&Value::Null)
}

/// What a term is called.
pub fn title(term: &Value, sheet: &Sheet<'_>) -> String {
    sheet.drivers.called(driver(term).text("id"))
}

/// What can be done about it.
pub fn role_of(term: &Value, sheet: &Sheet<'_>) -> &'static str {
    role(driver(term).text("role"), sheet.names.lang)
}

/// The drawings of all terms, then those of pairs.
pub fn drawings(sheet: &Sheet<'_>) -> Vec<Drawing> {
    let kinds: Vec<(&Value, Kind)> = sheet.model.items("terms").iter().map(|term| (term, kind(term, sheet))).collect();
    let odds = Odds::holding(kinds.iter().map(|(_, kind)| kind.most()).fold(0.0, f64::max));
    let draw = |(at, (term, kind)): (usize, &(&Value, Kind))| {
        let id = format!("term{at}");
        match kind {
            Kind::Curve(curve) => curve::drawing(term, curve, &odds, sheet, &id),
            Kind::Levels(levels) => levels::drawing(term, levels, &odds, sheet, &id),
        }
    };
    let mut all: Vec<Drawing> = kinds.iter().enumerate().map(draw).collect();
    let pairs = sheet.model.items("pairs").iter().enumerate();
    all.extend(pairs.map(|(at, pair)| pairs::drawing(pair, sheet, &format!("pair{at}"))));
    all
}
