//! A series and what comes next in it: a line of blocks, a table, and what it rests on in the engine's words.
use serde_json::Value;

use super::number::{number, short, span};
use super::{paragraph, section};
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// So many of the last values are drawn.
const DRAWN: usize = 36;

/// Of an answer of `forecast` and its request, which names the unit.
pub fn series(answer: &Value, request: &Value, names: &Names, page: Page) -> String {
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
    body.push_str(&paragraph(answer.text("text"), page));
    section(&head, &body, page)
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
    let mut table = Table::new(&[
        (lang.say("month", "月份"), Left),
        (lang.say("expected", "预测值"), Right),
        (lang.say("80 in 100", "八成区间"), Right),
        (lang.say("95 in 100", "九成五区间"), Right),
        (lang.say("events", "大促与节日"), Left),
    ]);
    for point in points {
        // Percentages are shares in answers.
        let (scale, percent) = if unit == "percent" { (100.0, "%") } else { (1.0, "") };
        let at = |field| number(point, field).map(|number| number * scale);
        let events: Vec<&str> =
            point.items("events").iter().filter_map(Value::as_str).map(|id| names.of(Kind::Event, id)).collect();
        table.row(
            None,
            vec![
                point.text("period").to_owned(),
                short(at("mean"), unit, currency, lang),
                format!("{}{percent}", span(at("lo80"), at("hi80"), unit, lang)),
                format!("{}{percent}", span(at("lo95"), at("hi95"), unit, lang)),
                events.join(lang.say(", ", "、")),
            ],
        );
    }
    table.print(page)
}
