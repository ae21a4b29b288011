//! A series and what comes next in it.
use serde_json::Value;

use super::table::table;
use super::{SIZE, figure, number, numbers};
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::plot::calendar::Month;
use crate::plot::{Chart, Ink, Layer, Run};

/// So many of the last values are drawn.
const DRAWN: usize = 60;

/// The drawing of an answer of `forecast`; none, where there is nothing to draw or the periods are no months.
pub fn chart(answer: &Value, names: &Names, id: &str) -> Option<Chart> {
    let lang = names.lang;
    let series = answer.get("series")?;
    let history = series.items("history");
    let history = history.get(history.len().saturating_sub(DRAWN)..).unwrap_or(history);
    let points = series.items("points");
    let from = Month::parse(history.first().or(points.first())?.text("period"))?;
    let seen = numbers(history, "value");
    let known = seen.len();
    let metric = answer.text("metric");
    let what = if metric.is_empty() { lang.say("series", "序列") } else { names.of(Kind::Metric, metric) };
    let (unit, currency) = names.unit(metric);
    let unit = if currency.is_empty() { unit_name(unit, names) } else { currency.to_owned() };
    let ink = Ink::Ahead;
    let mut layers = Vec::new();
    for (step, point) in points.iter().enumerate() {
        if let Some(event) = point.items("events").first().and_then(Value::as_str) {
            layers.push(Layer::Mark { at: known + step, label: names.of(Kind::Event, event).to_owned() });
        }
    }
    for (low, high, is_near, share) in [("lo95", "hi95", false, "95 %"), ("lo80", "hi80", true, "80 %")] {
        let name = Some(format!("{} {share}", lang.say("within", "区间")));
        layers.push(Layer::Band {
            at: known,
            low: numbers(points, low),
            high: numbers(points, high),
            ink,
            is_near,
            name,
        });
    }
    let mean = numbers(points, "mean");
    layers.push(Layer::Line {
        at: 0,
        values: seen.clone(),
        ink: Ink::Seen,
        run: Run::Solid,
        name: Some(lang.say("seen", "实际值").to_owned()),
        end: None,
    });
    if let (Some(last), Some(first)) = (seen.last(), mean.first()) {
        let values = vec![*last, *first];
        layers.push(Layer::Line { at: known - 1, values, ink, run: Run::Dashed, name: None, end: None });
    }
    let name = Some(lang.say("expected", "预测值").to_owned());
    layers.push(Layer::Line { at: known, values: mean, ink, run: Run::Solid, name, end: None });
    for (state, is_hollow, name) in
        [("outlier", false, lang.say("outlier", "异常值")), ("filled", true, lang.say("filled in", "补齐值"))]
    {
        let points: Vec<(usize, f64)> = history
            .iter()
            .enumerate()
            .filter(|(_, point)| point.text("state") == state)
            .map(|(at, point)| (at, number(point, "value")))
            .collect();
        if !points.is_empty() {
            layers.push(Layer::Dots { points, ink: Ink::Act, is_hollow, name: Some(name.to_owned()) });
        }
    }
    layers.push(Layer::Now { at: f64::from(u32::try_from(known).ok()?) });
    Some(Chart {
        id: id.to_owned(),
        title: format!("{what}{}", lang.say(": what comes next", "：预测")),
        about: about(series, points, names),
        unit,
        lang,
        from,
        months: known + points.len(),
        from_zero: false,
        size: SIZE,
        layers,
        spans: Vec::new(),
    })
}

fn unit_name(unit: &str, names: &Names) -> String {
    match unit {
        "count" => names.lang.say("number", "数量").to_owned(),
        "percent" => "%".to_owned(),
        other => other.to_owned(),
    }
}

fn about(series: &Value, points: &[Value], names: &Names) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return names.lang.say("Nothing is foretold.", "未作预测。").to_owned();
    };
    let at = |point: &Value| {
        let figures = [number(point, "mean"), number(point, "lo80"), number(point, "hi80")].map(figure);
        let [mean, low, high] = figures;
        format!("{} {mean} ({low} – {high})", point.text("period"))
    };
    match names.lang {
        crate::lang::Lang::En => format!(
            "{} values seen; expected, with 80 % between the bounds: {} to {}.",
            number(series, "n"),
            at(first),
            at(last)
        ),
        crate::lang::Lang::Zh => {
            format!("已有 {} 个数值；预测值（80 % 区间）：{} 至 {}。", number(series, "n"), at(first), at(last))
        }
    }
}

/// The figures of the drawing.
pub fn figures(answer: &Value, names: &Names) -> String {
    let lang = names.lang;
    let rows: Vec<Vec<String>> = answer
        .get("series")
        .map_or(&[][..], |series| series.items("points"))
        .iter()
        .map(|point| {
            let span = |low, high| format!("{} – {}", figure(number(point, low)), figure(number(point, high)));
            let mean = figure(number(point, "mean"));
            vec![point.text("period").to_owned(), mean, span("lo80", "hi80"), span("lo95", "hi95")]
        })
        .collect();
    let head = [lang.say("month", "月份"), lang.say("expected", "预测值"), "80 %", "95 %"];
    table(lang.say("Figures", "数据"), &head, &rows)
}
