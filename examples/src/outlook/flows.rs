//! How grades fill over time.
use serde_json::Value;

use super::table::table;
use super::{SIZE, figure, number};
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::plot::calendar::Month;
use crate::plot::{Chart, Ink, Layer, Run};

/// The drawing of an answer of `flows`; none, where there is nothing to draw.
pub fn chart(answer: &Value, names: &Names, id: &str) -> Option<Chart> {
    let lang = names.lang;
    let months = answer.items("months");
    let from = Month::parse(answer.text("as_of"))?;
    let grades = answer.items("grades");
    if months.is_empty() || grades.is_empty() {
        return None;
    }
    // From how many there are now on.
    let course = |place: usize, field: &str| -> Vec<f64> {
        let now = grades.get(place).map_or(f64::NAN, |grade| number(grade, "people"));
        let of = |month: &Value| {
            let people = month.items("grades").get(place).and_then(|grade| grade.get("people"));
            people.map_or(f64::NAN, |people| number(people, field))
        };
        std::iter::once(now).chain(months.iter().map(of)).collect()
    };
    let mut layers = Vec::new();
    for (place, _) in grades.iter().enumerate() {
        let (low, high, ink) = (course(place, "lo80"), course(place, "hi80"), Ink::Of(place));
        layers.push(Layer::Band { at: 0, low, high, ink, is_near: false, name: None });
    }
    for (place, grade) in grades.iter().enumerate().rev() {
        let end = Some(names.of(Kind::Position, grade.text("position")).to_owned());
        let (values, ink) = (course(place, "mean"), Ink::Of(place));
        layers.push(Layer::Line { at: 0, values, ink, run: Run::Solid, name: None, end });
    }
    layers.push(Layer::Now { at: 0.5 });
    Some(Chart {
        id: id.to_owned(),
        title: lang.say("Grades over time, with 80 % between the bounds", "各职级人数（80 % 区间）").to_owned(),
        about: about(answer, names),
        unit: lang.say("people at the end of the month", "月末人数").to_owned(),
        lang,
        from,
        months: months.len() + 1,
        from_zero: true,
        size: SIZE,
        layers,
        spans: Vec::new(),
    })
}

fn about(answer: &Value, names: &Names) -> String {
    let last = answer.items("months").last();
    let parts: Vec<String> = answer
        .items("grades")
        .iter()
        .enumerate()
        .map(|(place, grade)| {
            let people = last.and_then(|month| month.items("grades").get(place)).and_then(|grade| grade.get("people"));
            let mean = people.map_or(f64::NAN, |people| number(people, "mean"));
            let name = names.of(Kind::Position, grade.text("position"));
            format!("{name}: {} → {}", figure(number(grade, "people")), figure(mean))
        })
        .collect();
    parts.join("; ")
}

/// The figures of the drawing.
pub fn figures(answer: &Value, names: &Names) -> String {
    let lang = names.lang;
    let grades = answer.items("grades").iter().map(|grade| names.of(Kind::Position, grade.text("position")));
    let head: Vec<&str> =
        std::iter::once(lang.say("month", "月份")).chain(grades).chain([lang.say("in all", "合计")]).collect();
    let estimate = |people: Option<&Value>| {
        people.map_or_else(String::new, |people| {
            let [mean, low, high] = ["mean", "lo80", "hi80"].map(|field| figure(number(people, field)));
            format!("{mean} ({low} – {high})")
        })
    };
    let rows: Vec<Vec<String>> = answer
        .items("months")
        .iter()
        .map(|month| {
            let grades = month.items("grades").iter().map(|grade| estimate(grade.get("people")));
            let total = estimate(month.get("total"));
            std::iter::once(month.text("period").to_owned()).chain(grades).chain([total]).collect()
        })
        .collect();
    table(lang.say("Figures", "数据"), &head, &rows)
}
