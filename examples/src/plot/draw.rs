//! The frame of a drawing: title, legend, axes, and what stands below them.
use std::fmt::Write as _;

use super::calendar::{Month, every};
use super::lanes::pack;
use super::layers::{dot, ends, layer, marks, months, reach};
use super::scale::{Scale, Writes};
use super::text::{Anchor, escape, put, width};
use super::{Chart, Ink, Layer, Run};

/// Where the plot lies within the drawing.
pub(super) struct Frame {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    months: f64,
    low: f64,
    high: f64,
    /// How values between the ticks are written.
    pub writes_more: Writes,
}

impl Frame {
    /// The place of a time in months.
    pub fn x(&self, at: f64) -> f64 {
        self.left + (self.right - self.left) * at / self.months
    }

    /// The middle of a month.
    pub fn middle(&self, at: usize) -> f64 {
        self.x(months(at) + 0.5)
    }

    /// The place of a value.
    pub fn y(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        // What is no number stands on the axis.
        if share.is_nan() { self.bottom } else { self.bottom - (self.bottom - self.top) * share }
    }
}

const LANE: f64 = 20.0;
/// More spans than this are not drawn one by one.
const LANES: usize = 8;

pub(super) fn svg(chart: &Chart, css: Option<&str>) -> String {
    let scale = Scale::over(values(chart), chart.from_zero, 5);
    let writes = scale.writes(chart.lang, 0);
    let (wide, tall) = chart.size;
    let legend = legend(chart, wide);
    let has_marks = chart.layers.iter().any(|layer| matches!(layer, Layer::Mark { .. }));
    let ticks: Vec<String> = scale.ticks.iter().map(|tick| writes.text(*tick)).collect();
    let (low, high) = scale.bounds();
    let left = 14.0 + ticks.iter().map(|tick| width(tick, 12.0)).fold(0.0, f64::max);
    let end = chart.layers.iter().filter_map(|layer| match layer {
        Layer::Line { end: Some(end), .. } => Some(width(end, 13.5) + 14.0),
        _ => None,
    });
    let right = wide - end.fold(14.0, f64::max);
    let top = 56.0 + 20.0 * legend.rows + if has_marks { 18.0 } else { 0.0 };
    let mut frame = Frame {
        left,
        right,
        top,
        bottom: tall - 42.0,
        months: months(chart.months.max(1)),
        low,
        high,
        writes_more: scale.writes(chart.lang, 1),
    };
    let spans = spans(chart, &frame);
    frame.bottom -= spans.tall;

    let mut out = String::new();
    let id = escape(&chart.id);
    // A page gives its drawings their width; a file has to know its own.
    let size = css.map_or_else(String::new, |_| format!(" width=\"{wide:.0}\" height=\"{tall:.0}\""));
    // A String takes everything.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\"{size} viewBox=\"0 0 {wide:.0} {tall:.0}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-about\" lang=\"{}\">\n<title id=\"{id}-title\">{}</title>\n\
         <desc id=\"{id}-about\">{}</desc>",
        chart.lang.code(),
        escape(&chart.title),
        escape(&chart.about)
    );
    if let Some(css) = css {
        let _ = writeln!(out, "<style>{css}</style>");
    }
    let _ = writeln!(out, "<rect class=\"paper\" width=\"{wide:.0}\" height=\"{tall:.0}\"/>");
    put(&mut out, "title", Anchor::Start, (8.0, 20.0), &chart.title);
    put(&mut out, "", Anchor::Start, (8.0, 40.0), &chart.unit);
    out.push_str(&legend.drawn);
    for one in chart.layers.iter().filter(|one| matches!(one, Layer::Mark { .. })) {
        layer(&mut out, chart, &frame, one);
    }
    for (tick, text) in scale.ticks.iter().zip(&ticks) {
        let y = frame.y(*tick);
        let _ = writeln!(out, "<path class=\"grid\" d=\"M{left:.1} {y:.1}H{right:.1}\"/>");
        put(&mut out, "", Anchor::End, (left - 6.0, y + 4.0), text);
    }
    for one in chart.layers.iter().filter(|one| !matches!(one, Layer::Mark { .. })) {
        layer(&mut out, chart, &frame, one);
    }
    marks(&mut out, chart, &frame);
    ends(&mut out, chart, &frame);
    out.push_str(&spans.drawn(&frame));
    time(&mut out, chart, &frame, tall - 42.0);
    out.push_str("</svg>\n");
    out
}

fn values(chart: &Chart) -> Vec<f64> {
    let mut all = Vec::new();
    for layer in &chart.layers {
        match layer {
            Layer::Gap { low, high, labels, .. } => {
                all.extend(low);
                // What stands above a value takes room.
                let room = |(high, label): (&f64, &String)| if label.is_empty() { *high } else { *high * 1.12 };
                all.extend(high.iter().zip(labels).map(room));
            }
            Layer::Band { low, high, .. } | Layer::Reach { low, high, .. } => {
                all.extend(low.iter().chain(high));
            }
            Layer::Line { values, .. } => all.extend(values),
            Layer::Dots { points, .. } => all.extend(points.iter().map(|(_, value)| value)),
            Layer::Mark { .. } | Layer::Now { .. } => {}
        }
    }
    all
}

struct Legend {
    drawn: String,
    rows: f64,
}

/// One entry for each name, side by side, in as many rows as it takes.
fn legend(chart: &Chart, wide: f64) -> Legend {
    let mut legend = Legend { drawn: String::new(), rows: 0.0 };
    let mut x = wide;
    for layer in &chart.layers {
        let (name, ink) = match layer {
            Layer::Band { name: Some(name), ink, .. }
            | Layer::Line { name: Some(name), ink, .. }
            | Layer::Reach { name: Some(name), ink, .. }
            | Layer::Dots { name: Some(name), ink, .. } => (name, *ink),
            Layer::Gap { name: Some(name), .. } => (name, Ink::Act),
            _ => continue,
        };
        let length = 26.0 + width(name, 12.0) + 18.0;
        if x + length > wide {
            x = 8.0;
            legend.rows += 1.0;
        }
        let y = 40.0 + 20.0 * legend.rows;
        let ink = ink.name();
        let sign = match layer {
            Layer::Band { is_near, .. } => {
                let near = if *is_near { "near" } else { "far" };
                format!("<rect class=\"f-{ink} {near}\" x=\"{x:.1}\" y=\"{:.1}\" width=\"20\" height=\"10\"/>", y - 9.0)
            }
            Layer::Gap { .. } => {
                format!("<rect class=\"f-{ink} gap\" x=\"{x:.1}\" y=\"{:.1}\" width=\"20\" height=\"10\"/>", y - 9.0)
            }
            Layer::Dots { is_hollow, .. } => dot(&ink, *is_hollow, (x + 10.0, y - 4.0)),
            Layer::Reach { .. } => reach(&ink, x + 10.0, y - 10.0, y + 2.0),
            Layer::Line { run, .. } => {
                let dashed = if *run == Run::Dashed { " dashed" } else { "" };
                format!("<path class=\"line s-{ink}{dashed}\" d=\"M{x:.1} {:.1}h20\"/>", y - 4.0)
            }
            Layer::Mark { .. } | Layer::Now { .. } => continue,
        };
        legend.drawn.push_str(&sign);
        put(&mut legend.drawn, "", Anchor::Start, (x + 26.0, y), name);
        x += length;
    }
    legend
}

/// Names of months, and the year below the first and each January.
fn time(out: &mut String, chart: &Chart, frame: &Frame, bottom: f64) {
    let slot = frame.x(1.0) - frame.x(0.0);
    let step = every(slot, if step_is_months(slot) { 34.0 } else { 40.0 });
    let _ = writeln!(out, "<path class=\"axis\" d=\"M{:.1} {bottom:.1}H{:.1}\"/>", frame.left, frame.right);
    let mut year_free = f64::NEG_INFINITY;
    let labelled: Vec<(usize, Month)> =
        (0..chart.months).map(|at| (at, chart.from.plus(at))).filter(|(_, month)| is_labelled(*month, step)).collect();
    for (place, (at, month)) in labelled.iter().enumerate() {
        let x = frame.middle(*at);
        let _ = writeln!(out, "<path class=\"axis\" d=\"M{x:.1} {bottom:.1}v4\"/>");
        let (year, number) = month.parts();
        let year = year.to_string();
        if step >= 12 {
            put(out, "strong", Anchor::Middle, (x, bottom + 18.0), &year);
            continue;
        }
        put(out, "", Anchor::Middle, (x, bottom + 18.0), &month.name(chart.lang));
        // The first year has to leave room for that of the next January.
        let half = width(&year, 12.0) / 2.0 + 3.0;
        let next = labelled.iter().skip(place + 1).find(|(_, month)| month.parts().1 == 1);
        let has_room = next.is_none_or(|(next, _)| frame.middle(*next) - x > 2.0 * half);
        if (number == 1 || (place == 0 && has_room)) && x - half > year_free {
            put(out, "strong", Anchor::Middle, (x, bottom + 34.0), &year);
            year_free = x + half;
        }
    }
}

/// Whether a month is wide enough that some of its like are named within a year.
fn step_is_months(slot: f64) -> bool {
    slot * 6.0 >= 34.0
}

fn is_labelled(month: Month, step: usize) -> bool {
    let (year, number) = month.parts();
    let Ok(step) = i32::try_from(step) else { return false };
    if step >= 12 { number == 1 && year % (step / 12) == 0 } else { (number - 1) % step == 0 }
}

/// The spans below the axis.
struct Spans {
    /// From, to, where its label begins, the label, the lane.
    drawn: Vec<(f64, f64, f64, String, usize)>,
    tall: f64,
    left_out: usize,
}

fn spans(chart: &Chart, frame: &Frame) -> Spans {
    let shown: Vec<_> = chart
        .spans
        .iter()
        .map(|span| {
            let from = frame.x(span.from.max(0.0)).min(frame.right);
            let to = frame.x(span.to).clamp(from, frame.right);
            let long = width(&span.label, 12.0);
            // Beside its end; before its beginning, where the page ends.
            let label = if to + 10.0 + long <= frame.right { to + 10.0 } else { (from - 10.0 - long).max(frame.left) };
            (from, to, label, span.label.clone(), long)
        })
        .collect();
    let extents: Vec<(f64, f64)> =
        shown.iter().map(|(from, to, label, _, long)| (from.min(*label) - 6.0, to.max(label + long) + 10.0)).collect();
    let lanes = pack(&extents);
    let used = lanes.iter().map(|lane| lane + 1).max().unwrap_or(0).min(LANES);
    let left_out = lanes.iter().filter(|lane| **lane >= LANES).count();
    let drawn = shown.into_iter().zip(lanes).filter(|(_, lane)| *lane < LANES);
    let drawn = drawn.map(|((from, to, label, text, _), lane)| (from, to, label, text, lane)).collect();
    let rows = used + usize::from(left_out > 0);
    Spans { drawn, tall: if rows == 0 { 0.0 } else { 10.0 + LANE * months(rows) }, left_out }
}

impl Spans {
    fn drawn(&self, frame: &Frame) -> String {
        let mut out = String::new();
        if self.tall > 0.0 {
            let _ =
                writeln!(out, "<path class=\"grid\" d=\"M{:.1} {:.1}H{:.1}\"/>", frame.left, frame.bottom, frame.right);
        }
        for (from, to, label, text, lane) in &self.drawn {
            let y = frame.bottom + 18.0 + LANE * months(*lane);
            let _ = writeln!(
                out,
                "<path class=\"line s-act\" d=\"M{from:.1} {y:.1}H{to:.1}\"/>\
                 <circle class=\"f-act\" cx=\"{from:.1}\" cy=\"{y:.1}\" r=\"4\"/>\
                 <path class=\"line s-act\" d=\"M{to:.1} {:.1}v8\"/>",
                y - 4.0
            );
            put(&mut out, "", Anchor::Start, (*label, y + 4.0), text);
        }
        if self.left_out > 0 {
            let y = frame.bottom + 22.0 + LANE * months(LANES);
            put(&mut out, "", Anchor::Start, (frame.left + 4.0, y), &format!("+ {}", self.left_out));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::plot::Span;

    fn chart(layers: Vec<Layer>, spans: Vec<Span>) -> Chart {
        Chart {
            id: "c".to_owned(),
            title: "A & B".to_owned(),
            about: "rises".to_owned(),
            unit: "people".to_owned(),
            lang: Lang::En,
            from: Month::parse("2025-11").unwrap(),
            months: 4,
            from_zero: true,
            size: (400.0, 300.0),
            layers,
            spans,
        }
    }

    fn line(values: &[f64]) -> Layer {
        let values = values.to_vec();
        Layer::Line { at: 0, values, ink: Ink::Seen, run: Run::Solid, name: Some("seen".to_owned()), end: None }
    }

    #[test]
    fn a_drawing_has_a_title_axes_and_a_legend() {
        let svg = chart(vec![line(&[1.0, 2.0, 3.0, 4.0])], Vec::new()).svg();
        assert!(
            svg.contains("<title id=\"c-title\">A &amp; B</title>")
                && svg.contains("<desc id=\"c-about\">rises</desc>")
        );
        for text in [">seen<", ">people<", ">Nov<", ">Jan<", ">2026<", ">0<", ">4<"] {
            assert!(svg.contains(text), "{text}\n{svg}");
        }
        assert!(!svg.contains("NaN") && !svg.contains("<script") && !svg.contains("href"));
    }

    #[test]
    fn what_is_not_finite_is_drawn_within_the_frame() {
        let svg = chart(vec![line(&[f64::NAN, f64::INFINITY, 1.0, 1e300])], Vec::new()).svg();
        assert!(!svg.contains("inf"), "{svg}");
        assert!(!chart(Vec::new(), Vec::new()).svg().is_empty());
    }

    #[test]
    fn spans_that_overlap_stand_below_each_other() {
        let span = |from: f64, label: &str| Span { from, to: from + 1.0, label: label.to_owned() };
        let svg = chart(vec![line(&[1.0])], vec![span(-1.0, "first"), span(0.5, "second")]).svg();
        let y = |label: &str| {
            let line = svg.lines().find(|line| line.contains(label)).unwrap();
            line.split(" y=\"").nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap()
        };
        assert!((y("second") - y("first") - LANE).abs() < 0.2, "{svg}");
    }
}
