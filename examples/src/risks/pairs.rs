//! What two drivers add together, as a map: the darker, the more; each cell has its number, with its sign.
use serde_json::Value;

use super::drawing::{Drawing, count, rect};
use super::sheet::Sheet;
use super::terms;
use super::words::{number, numbers, signed};
use crate::json::Dig as _;
use crate::lang::Lang;
use crate::plot::text::{Anchor, put, width};

const ROW: f64 = 26.0;
const WIDE: f64 = 680.0;

/// A table of two drivers: the names of its rows and columns, and what its cells add.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// By the first driver.
    pub rows: Vec<String>,
    /// By the second driver.
    pub columns: Vec<String>,
    /// Row after row.
    pub cells: Vec<f64>,
}

/// The table of a pair.
pub fn pair(pair: &Value, sheet: &Sheet<'_>) -> Pair {
    let side = |driver: &str, edges: &str| names(pair.text(driver), &numbers(pair, edges), sheet);
    let middle = number(pair, "middle").unwrap_or(0.0);
    let cells = numbers(pair, "cells").into_iter().map(|cell| cell - middle).collect();
    Pair { rows: side("first", "first_edges"), columns: side("second", "second_edges"), cells }
}

/// What the edges part: from one on and below the next; of positions and units those whose places lie there.
fn names(driver: &str, edges: &[f64], sheet: &Sheet<'_>) -> Vec<String> {
    let lang = sheet.names.lang;
    let unknown = lang.say("not known", "未知").to_owned();
    let term = sheet.model.items("terms").iter().find(|term| terms::driver(term).text("id") == driver);
    let levels: Vec<&str> =
        term.map_or(&[][..], |term| term.items("levels")).iter().map(|level| level.text("id")).collect();
    let is_category = matches!(sheet.drivers.of(driver).kind.as_str(), "position" | "unit");
    let bounds = |part: usize| (part.checked_sub(1).and_then(|at| edges.get(at)), edges.get(part));
    let value = |number: &f64| sheet.drivers.value(driver, Some(*number));
    let name = |part: usize| match (is_category, bounds(part)) {
        (true, (from, to)) => {
            let is_in = |place: f64| from.is_none_or(|from| place >= *from) && to.is_none_or(|to| place < *to);
            let own = levels.iter().enumerate().filter(|(place, _)| is_in(count(*place)));
            own.map(|(_, id)| sheet.drivers.is(driver, id)).collect::<Vec<_>>().join(lang.say(", ", "、"))
        }
        (_, (None, None)) => lang.say("any", "任意").to_owned(),
        (_, (None, Some(to))) => format!("< {}", value(to)),
        (_, (Some(from), None)) => format!("≥ {}", value(from)),
        (_, (Some(from), Some(to))) => format!("{}–{}", bare(&value(from)), value(to)),
    };
    (0..=edges.len()).map(name).chain([unknown]).collect()
}

/// The digits of a number in its unit; all of it where the unit stands before them.
fn bare(value: &str) -> String {
    let digits: String =
        value.chars().take_while(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '−')).collect();
    if digits.is_empty() { value.to_owned() } else { digits }
}

/// The map of a pair.
pub fn drawing(stated: &Value, sheet: &Sheet<'_>, id: &str) -> Drawing {
    let lang = sheet.names.lang;
    let table = pair(stated, sheet);
    let most = table.cells.iter().map(|cell| cell.abs()).fold(0.0, f64::max);
    let [first, second] = ["first", "second"].map(|field| sheet.drivers.name(stated.text(field)).to_owned());
    let title = lang.say(&format!("{first} and {second} together"), &format!("{first}与{second}的组合")).to_owned();
    let left = 24.0 + table.rows.iter().map(|name| width(name, 12.0)).fold(60.0, f64::max).min(200.0);
    let (top, step) = (82.0, (WIDE - left - 10.0) / count(table.columns.len().max(1)));
    let mut body = String::new();
    put(&mut body, "title", Anchor::Start, (8.0, 18.0), &title);
    let axes = lang
        .say(
            &format!("down: {first}; across: {second}; what is added to the log-odds"),
            &format!("纵：{first}；横：{second}；对数优势的增减"),
        )
        .to_owned();
    put(&mut body, "", Anchor::Start, (8.0, 38.0), &axes);
    for (at, name) in table.columns.iter().enumerate() {
        // Names that are wider than their column stand on two heights.
        let is_high = at % 2 == 1 && table.columns.iter().any(|name| width(name, 12.0) > step - 6.0);
        let y = if is_high { top - 22.0 } else { top - 7.0 };
        put(&mut body, "", Anchor::Middle, (left + step * (count(at) + 0.5), y), name);
    }
    let across = table.columns.len().max(1);
    for (place, adds) in table.cells.iter().enumerate() {
        let (row, column) = (place / across, place % across);
        let (x, y) = (left + step * count(column), top + ROW * count(row));
        let ink = if *adds < 0.0 { "ahead" } else { "act" };
        let share = if most > 0.0 { adds.abs() / most } else { 0.0 };
        let fifths = (1..=5_usize).rfind(|fifths| share * 5.0 + 0.5 >= count(*fifths)).unwrap_or(0);
        rect(&mut body, &format!("f-{ink} h{fifths}"), (x + 1.0, y + 1.0), (x + step - 1.0, y + ROW - 1.0));
        let class = if fifths >= 4 { "on" } else { "ink" };
        put(&mut body, class, Anchor::Middle, (x + step / 2.0, y + ROW / 2.0 + 4.0), &signed(Some(*adds), 2));
    }
    for (at, name) in table.rows.iter().enumerate() {
        put(&mut body, "", Anchor::End, (left - 8.0, top + ROW * (count(at) + 0.5) + 4.0), name);
    }
    let about = said(&table, lang);
    let size = (WIDE, top + ROW * count(table.rows.len()) + 12.0);
    Drawing { id: id.to_owned(), title, about, size, lang, body }
}

fn said(table: &Pair, lang: Lang) -> String {
    let across = table.columns.len().max(1);
    let named = |(place, adds): (usize, &f64)| {
        let (row, column) = (table.rows.get(place / across), table.columns.get(place % across));
        let [row, column] = [row, column].map(|name| name.map_or("", String::as_str));
        format!("{row} × {column}: {}", signed(Some(*adds), 2))
    };
    let all: Vec<String> = table.cells.iter().enumerate().map(named).collect();
    all.join(lang.say("; ", "；"))
}
