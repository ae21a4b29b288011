//! A line or curve of a model: what a driver's number adds, in the unit of the driver, over its bends.
use serde_json::Value;

use super::chances::histogram;
use super::drawing::{Drawing, count, mark, path, rect};
use super::frame::Frame;
use super::odds::{Odds, times};
use super::sheet::Sheet;
use super::terms::{driver, role_of, title};
use super::words::{axis, number, numbers, share};
use crate::json::Dig as _;
use crate::plot::scale::Scale;
use crate::plot::text::{Anchor, put};

/// So many bars say how many people have which number.
const BARS: usize = 30;

/// What a term adds along its driver: straight from place to place.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Numbers of the driver and log-odds, from left to right; two at one number where it jumps.
    pub places: Vec<(f64, f64)>,
    /// What is added where the driver is not known.
    pub missing: Option<f64>,
}

impl Curve {
    /// The curve of a term over what is worth looking at: two standard deviations, all bends, and nearly all people.
    pub fn new(term: &Value, sheet: &Sheet<'_>) -> Option<Curve> {
        let (knots, bends) = (numbers(term, "knots"), numbers(term, "bends"));
        let line = number(term, "line");
        if line.is_none() && knots.is_empty() {
            return None;
        }
        let middle = number(term, "middle").unwrap_or(0.0);
        let (centre, spread) = (number(term, "centre").unwrap_or(0.0), number(term, "spread").unwrap_or(1.0));
        let driver = driver(term);
        let mut seen = sheet.seen(driver.text("id"));
        seen.sort_by(f64::total_cmp);
        let at = |share: usize| seen.get(seen.len() * share / 100).copied();
        let ends =
            knots.iter().copied().chain([centre - 2.0 * spread, centre + 2.0 * spread]).chain(at(1)).chain(at(98));
        let (low, high) =
            ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
        let (least, most) = bounds(driver);
        let (low, high) = (low.max(least), high.min(most));
        let straight = |number: f64| line.unwrap_or(0.0) * (number - centre) / spread - middle;
        let first = bends.first().copied().unwrap_or(0.0);
        let last = bends.last().copied().unwrap_or(0.0);
        let inner = knots.iter().zip(&bends).map(|(knot, bend)| (*knot, straight(*knot) + bend));
        let ends = ((low, straight(low) + first), (high, straight(high) + last));
        let mut places = vec![ends.0];
        places.extend(inner.filter(|(knot, _)| *knot >= low && *knot <= high));
        places.push(ends.1);
        (low < high).then_some(Curve { places, missing: number(term, "missing").map(|adds| adds - middle) })
    }

    /// The largest addition.
    pub fn most(&self) -> f64 {
        self.places.iter().map(|(_, adds)| adds.abs()).chain(self.missing.map(f64::abs)).fold(0.0, f64::max)
    }

    fn ends(&self) -> (f64, f64) {
        (self.places.first().map_or(0.0, |place| place.0), self.places.last().map_or(1.0, |place| place.0))
    }
}

/// Between what a driver's numbers can lie.
fn bounds(driver: &Value) -> (f64, f64) {
    let kind = driver.get("source").map_or("", |source| source.text("kind"));
    match (kind, driver.text("view")) {
        ("metric" | "score", "last" | "mean3" | "") | (_, "slope") => (f64::NEG_INFINITY, f64::INFINITY),
        (_, "months_since") => (1.0, 24.0),
        ("absence" | "team_leavers", _) => (0.0, 1.0),
        _ => (0.0, f64::INFINITY),
    }
}

/// The drawing of a curve.
pub fn drawing(term: &Value, curve: &Curve, odds: &Odds, sheet: &Sheet<'_>, id: &str) -> Drawing {
    let lang = sheet.names.lang;
    let driver = driver(term).text("id");
    let kind = sheet.drivers.of(driver);
    let title = title(term, sheet);
    let (ends, has_unknown) = (curve.ends(), curve.missing.is_some());
    let frame = Frame::new(odds, ends, has_unknown);
    let mut body = frame.under(&title, &format!("{} · {}", role_of(term, sheet), axis(&kind, lang)));

    let scale = Scale::over([ends.0, ends.1], false, 6);
    let is_share = kind.view != "months_since" && matches!(kind.kind.as_str(), "absence" | "team_leavers");
    let writes = scale.writes(lang, 0);
    for tick in scale.ticks.iter().filter(|tick| **tick >= ends.0 && **tick <= ends.1) {
        let x = frame.x(*tick);
        path(&mut body, "grid", &[(x, frame.top), (x, frame.bottom)], false);
        let word = if is_share { share(*tick) } else { writes.text(*tick) };
        put(&mut body, "", Anchor::Middle, (x, frame.ground + 16.0), &word);
    }
    people(&mut body, &frame, &sheet.seen(driver), ends);
    for pair in curve.places.windows(2) {
        if let [from, to] = pair {
            surface(&mut body, &frame, *from, *to);
        }
    }
    frame.zero(&mut body);
    let line: Vec<(f64, f64)> = curve.places.iter().map(|(x, y)| (frame.x(*x), frame.y(*y))).collect();
    path(&mut body, "line s-seen", &line, false);
    for (number, adds) in &curve.places {
        let said = format!("{}: {}", sheet.drivers.value(driver, Some(*number)), times(*adds));
        frame.hit(&mut body, (frame.x(*number), frame.y(*adds)), &said);
    }
    if let Some(adds) = curve.missing {
        mark(&mut body, "low", (frame.beyond, frame.y(adds)));
        let unknown = lang.say("not known", "未知");
        frame.hit(&mut body, (frame.beyond, frame.y(adds)), &format!("{unknown}: {}", times(adds)));
        put(&mut body, "", Anchor::Middle, (frame.beyond, frame.ground + 16.0), unknown);
    }
    let about = said(curve, driver, sheet);
    Drawing { id: id.to_owned(), title, about, size: frame.size(), lang, body }
}

/// What lies between a straight piece and the average.
fn surface(body: &mut String, frame: &Frame<'_>, from: (f64, f64), to: (f64, f64)) {
    let mut piece = |from: (f64, f64), to: (f64, f64)| {
        let class = if from.1 + to.1 > 0.0 { "f-act far" } else { "f-ahead far" };
        let corners = [(from.0, 0.0), from, to, (to.0, 0.0)].map(|(x, y)| (frame.x(x), frame.y(y)));
        path(body, class, &corners, true);
    };
    if from.1 * to.1 < 0.0 {
        let middle = (from.0 + (to.0 - from.0) * from.1 / (from.1 - to.1), 0.0);
        piece(from, middle);
        piece(middle, to);
    } else if to.0 > from.0 {
        piece(from, to);
    }
}

/// How many people have which number today.
fn people(body: &mut String, frame: &Frame<'_>, seen: &[f64], ends: (f64, f64)) {
    let bars = histogram(seen, ends, BARS);
    let highest = bars.iter().copied().max().unwrap_or(0).max(1);
    let step = (ends.1 - ends.0) / count(BARS);
    for (at, many) in bars.iter().enumerate().filter(|(_, many)| **many > 0) {
        let from = ends.0 + step * count(at);
        let tall = (frame.ground - frame.bottom - 4.0) * count(*many) / count(highest);
        let corners = ((frame.x(from) + 0.5, frame.ground), (frame.x(from + step) - 0.5, frame.ground - tall.max(1.0)));
        rect(body, "people", corners.0, corners.1);
    }
}

/// The curve in words: its ends, and where it is highest and lowest.
fn said(curve: &Curve, driver: &str, sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let at = |place: Option<&(f64, f64)>| {
        place.map_or_else(String::new, |(number, adds)| {
            let value = sheet.drivers.value(driver, Some(*number));
            lang.say(&format!("{} at {value}", times(*adds)), &format!("{value} 时 {}", times(*adds))).to_owned()
        })
    };
    let by_adds = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
    let (highest, lowest) = (curve.places.iter().max_by(by_adds), curve.places.iter().min_by(by_adds));
    let (first, last) = (at(curve.places.first()), at(curve.places.last()));
    let (highest, lowest) = (at(highest), at(lowest));
    let mut text = lang
        .say(
            &format!("Odds against the average: from {first} to {last}; highest {highest}, lowest {lowest}"),
            &format!("相对平均的优势比：{first}，{last}；最高：{highest}，最低：{lowest}"),
        )
        .to_owned();
    if let Some(adds) = curve.missing {
        text.push_str(
            lang.say(&format!("; {} where it is not known", times(adds)), &format!("；未知时 {}", times(adds))),
        );
    }
    text + lang.say(".", "。")
}
