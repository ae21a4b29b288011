//! A series and what comes next in it: a line of blocks, a table, and what it rests on in the engine's words.
use serde_json::Value;

use super::number::{number, places, short, span};
use super::{paragraph, section};
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// So many of the last values are drawn.
const DRAWN: usize = 36;

/// Of an answer of `forecast` and its request, which names the unit.
pub fn series(answer: &Value, request: &Value, policy: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let nothing = Value::Null;
    let found = answer.get("series").unwrap_or(&nothing);
    let metric = answer.text("metric");
    let whole = names.of(Kind::Metric, metric);
    let of = names.of(Kind::Unit, request.text("unit"));
    let name = match of {
        "" => whole.to_owned(),
        of => lang.say(&format!("{whole}, {of}"), &format!("{whole}（{of}）")).to_owned(),
    };
    let head = lang.say(&format!("What comes next: {name}"), &format!("预测：{name}")).to_owned();
    let points = found.items("points");
    let mut body = String::new();
    if !points.is_empty() {
        body = format!("{}\n{}\n", line(found, names), table(points, names.unit(metric), names, page));
    }
    let season = policy.items("seasons").iter().find(|season| season.text("id") == request.text("season"));
    let source = season.and_then(|season| lang.text(season.get("source")?)).filter(|_| is_borrowed(found));
    let source = source.map(|source| {
        lang.say(&format!(" The season is from: {source}."), &format!("季节规律来源：{source}。")).to_owned()
    });
    body.push_str(&paragraph(&format!("{}{}", answer.text("text"), source.unwrap_or_default()), page));
    section(&head, &body, page)
}

fn is_borrowed(found: &Value) -> bool {
    found.items("caveats").iter().any(|caveat| caveat == "season_borrowed")
}

fn line(found: &Value, names: &Names) -> String {
    let history = found.items("history");
    let history = history.get(history.len().saturating_sub(DRAWN)..).unwrap_or(history);
    let points = found.items("points");
    let seen: Vec<f64> = history.iter().filter_map(|point| number(point, "value")).collect();
    let ahead: Vec<f64> = points.iter().filter_map(|point| number(point, "mean")).collect();
    let drawn = spark(&[&seen, &ahead]);
    let ends = |points: &[Value]| match points {
        [first, .., last] => format!("{}…{}", first.text("period"), last.text("period")),
        [only] => only.text("period").to_owned(),
        [] => String::new(),
    };
    let (seen, ahead) = (ends(history), ends(points));
    let said =
        names.lang.say(&format!("seen {seen} │ expected {ahead}"), &format!("实际 {seen} │ 预测 {ahead}")).to_owned();
    format!("{}\n{said}\n", drawn.join("│"))
}

/// Lines of blocks on one scale, from the least value to the greatest.
pub fn spark(lines: &[&[f64]]) -> Vec<String> {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let all = || lines.iter().flat_map(|line| line.iter().copied());
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let block = |value: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        let place = BLOCKS.iter().zip(1_u8..).find(|(_, step)| share * 8.0 <= f64::from(*step));
        place.map_or('█', |(block, _)| *block)
    };
    lines.iter().map(|line| line.iter().map(|value| block(*value)).collect()).collect()
}

fn table(points: &[Value], (unit, currency): (&str, &str), names: &Names, page: Page) -> String {
    let lang = names.lang;
    let has_events = points.iter().any(|point| !point.items("events").is_empty());
    // Percentages are shares in answers.
    let (scale, percent) = if unit == "percent" { (100.0, "%") } else { (1.0, "") };
    let at = |point: &Value, field: &str| number(point, field).map(|number| number * scale);
    let places = places(&points.iter().map(|point| at(point, "mean")).collect::<Vec<_>>());
    let mut columns = vec![
        (lang.say("month", "月份"), Left),
        (lang.say("expected", "预测值"), Right),
        (lang.say("80 in 100", "八成区间"), Right),
        (lang.say("95 in 100", "九成五区间"), Right),
    ];
    if has_events {
        columns.push((lang.say("events", "大促与节日"), Left));
    }
    let mut table = Table::new(&columns);
    for point in points {
        let events: Vec<&str> =
            point.items("events").iter().filter_map(Value::as_str).map(|id| names.of(Kind::Event, id)).collect();
        let mut cells = vec![
            point.text("period").to_owned(),
            short(at(point, "mean"), places, unit, currency, lang),
            format!("{}{percent}", span(at(point, "lo80"), at(point, "hi80"), places, lang)),
            format!("{}{percent}", span(at(point, "lo95"), at(point, "hi95"), places, lang)),
        ];
        if has_events {
            cells.push(events.join(lang.say(", ", "、")));
        }
        table.row(None, cells);
    }
    table.print(page)
}
