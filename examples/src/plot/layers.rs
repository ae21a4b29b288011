//! The parts of a drawing within its frame.
use std::fmt::Write as _;

use super::draw::Frame;
use super::text::{Anchor, escape, put, width};
use super::{Chart, Ink, Layer, Run};

impl Ink {
    pub(super) fn name(self) -> String {
        match self {
            Ink::Seen => "seen".to_owned(),
            Ink::Ahead => "ahead".to_owned(),
            Ink::Supply => "supply".to_owned(),
            Ink::Act => "act".to_owned(),
            Ink::Of(place) => format!("g{}", place % 6),
        }
    }
}

/// A whole number of months as a place.
pub(super) fn months(at: usize) -> f64 {
    u32::try_from(at).map_or(f64::from(u32::MAX), f64::from)
}

pub(super) fn layer(out: &mut String, chart: &Chart, frame: &Frame, layer: &Layer) {
    // A String takes everything.
    match layer {
        Layer::Band { at, low, high, ink, is_near, .. } => {
            let there = low.iter().enumerate().map(|(step, low)| (frame.middle(at + step), frame.y(*low)));
            let back = high.iter().enumerate().map(|(step, high)| (frame.middle(at + step), frame.y(*high)));
            let back: Vec<(f64, f64)> = back.collect();
            let outline: Vec<(f64, f64)> = there.chain(back.into_iter().rev()).collect();
            let near = if *is_near { "near" } else { "far" };
            let _ = writeln!(out, "<path class=\"f-{} {near}\" d=\"{}Z\"/>", ink.name(), path(&outline));
        }
        Layer::Line { at, values, ink, run, .. } => {
            let dashed = if *run == Run::Dashed { " dashed" } else { "" };
            let places: Vec<(f64, f64)> = match run {
                Run::Steps => {
                    let ends = |(step, value): (usize, &f64)| {
                        [
                            (frame.x(months(at + step)), frame.y(*value)),
                            (frame.x(months(at + step + 1)), frame.y(*value)),
                        ]
                    };
                    values.iter().enumerate().flat_map(ends).collect()
                }
                _ => values.iter().enumerate().map(|(step, v)| (frame.middle(at + step), frame.y(*v))).collect(),
            };
            let _ = writeln!(out, "<path class=\"line s-{}{dashed}\" d=\"{}\"/>", ink.name(), path(&places));
        }
        Layer::Dots { points, ink, is_hollow, .. } => {
            for (at, value) in points {
                out.push_str(&dot(&ink.name(), *is_hollow, (frame.middle(*at), frame.y(*value))));
            }
        }
        Layer::Reach { at, low, high, ink, .. } => {
            for (step, (low, high)) in low.iter().zip(high).enumerate() {
                out.push_str(&reach(&ink.name(), frame.middle(at + step), frame.y(*high), frame.y(*low)));
            }
        }
        Layer::Gap { at, low, high, labels, .. } => gap(out, frame, *at, low, high, labels),
        Layer::Mark { at, .. } => {
            let (x, wide) = (frame.x(months(*at)), frame.x(1.0) - frame.x(0.0));
            let (top, tall) = (frame.top, frame.bottom - frame.top);
            let _ = writeln!(
                out,
                "<rect class=\"mark\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{tall:.1}\"/>"
            );
        }
        Layer::Now { at } => {
            let x = frame.x(*at);
            let _ = writeln!(out, "<path class=\"now\" d=\"M{x:.1} {:.1}V{:.1}\"/>", frame.top, frame.bottom);
        }
    }
    if let Layer::Line { at, values, name, end, .. } = layer
        && let Some(name) = name.as_deref().or(end.as_deref())
    {
        hits(out, chart, frame, *at, values, name);
    }
}

pub(super) fn dot(ink: &str, is_hollow: bool, (x, y): (f64, f64)) -> String {
    let class = if is_hollow { format!("line hollow s-{ink}") } else { format!("f-{ink}") };
    format!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>\n")
}

/// A bar with caps.
pub(super) fn reach(ink: &str, x: f64, top: f64, bottom: f64) -> String {
    let (left, wide) = (x - 4.0, 8.0);
    format!(
        "<path class=\"thin s-{ink}\" d=\"M{left:.1} {top:.1}h{wide}M{x:.1} {top:.1}V{bottom:.1}M{left:.1} {bottom:.1}h{wide}\"/>\n"
    )
}

fn gap(out: &mut String, frame: &Frame, at: usize, low: &[f64], high: &[f64], labels: &[String]) {
    let mut free = f64::NEG_INFINITY;
    for (step, (low, high)) in low.iter().zip(high).enumerate().filter(|(_, (low, high))| low < high) {
        let (x, end) = (frame.x(months(at + step)), frame.x(months(at + step + 1)));
        let (y, tall) = (frame.y(*high), frame.y(*low) - frame.y(*high));
        let wide = end - x;
        let _ = writeln!(
            out,
            "<rect class=\"f-act gap\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{tall:.1}\"/>"
        );
        let Some(label) = labels.get(step).filter(|label| !label.is_empty()) else { continue };
        let half = width(label, 12.0) / 2.0 + 2.0;
        let middle = x + wide / 2.0;
        // A label that would touch the one before it is left out; the span below says it as well.
        if middle - half > free {
            put(out, "t-act strong halo", Anchor::Middle, (middle, y - 6.0), label);
            free = middle + half;
        }
    }
}

/// What the pointer finds: the month and the value.
fn hits(out: &mut String, chart: &Chart, frame: &Frame, at: usize, values: &[f64], name: &str) {
    for (step, value) in values.iter().enumerate().filter(|(_, value)| value.is_finite()) {
        let (x, y) = (frame.middle(at + step), frame.y(*value));
        let month = chart.from.plus(at + step).text();
        let text = escape(&format!("{name} {month}: {}", frame.writes_more.text(*value)));
        let _ =
            writeln!(out, "<circle class=\"hit\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\"><title>{text}</title></circle>");
    }
}

fn path(places: &[(f64, f64)]) -> String {
    let mut out = String::new();
    for (at, (x, y)) in places.iter().enumerate() {
        let _ = write!(out, "{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' });
    }
    out
}

/// Names at the ends of lines, apart from each other.
pub(super) fn ends(out: &mut String, chart: &Chart, frame: &Frame) {
    let mut names: Vec<(&str, Ink, f64)> = Vec::new();
    for layer in &chart.layers {
        if let Layer::Line { values, ink, end: Some(end), .. } = layer
            && let Some(last) = values.last()
        {
            names.push((end, *ink, frame.y(*last)));
        }
    }
    let places: Vec<f64> = names.iter().map(|(_, _, y)| *y).collect();
    for ((name, ink, _), y) in names.iter().zip(super::lanes::spread(&places, 15.0, (frame.top + 6.0, frame.bottom))) {
        put(out, &format!("t-{} strong", ink.name()), Anchor::Start, (frame.right + 8.0, y + 4.0), name);
    }
}

/// Names of months that stand out, above the plot and apart from each other.
pub(super) fn marks(out: &mut String, chart: &Chart, frame: &Frame) {
    let mut free = f64::NEG_INFINITY;
    for layer in &chart.layers {
        let Layer::Mark { at, label } = layer else { continue };
        let half = width(label, 12.0) / 2.0 + 3.0;
        let x = frame.middle(*at).min(frame.right - half).max(frame.left + half);
        if x - half > free {
            put(out, "", Anchor::Middle, (x, frame.top - 6.0), label);
            free = x + half;
        }
    }
}
