//! The head of the page: what it is about, how much can be said, and the team's rate.
use serde_json::Value;

use super::drawing::{Drawing, path, rect};
use super::html::{figure, paragraph};
use super::sheet::Sheet;
use super::words::{number, share};
use crate::ahead::count;
use crate::json::Dig as _;
use crate::lang::Lang;
use crate::leaving::team;
use crate::leaving::words::{months, percent};
use crate::plot::scale::Scale;
use crate::plot::text::{Anchor, put};

const WIDE: f64 = 440.0;

/// What stands above all parts.
pub fn head(sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let mut out = String::new();
    if sheet.answer.get("requires_human_review").and_then(Value::as_bool) == Some(true) {
        out += &paragraph("review", lang.say(
            "A person has to look at this before anything follows from it. Do not use it to choose whom to dismiss, promote, train or pay.",
            "任何后续处理都须先经人工复核。不得据此决定解雇、晋升、培训或薪酬。",
        ));
    }
    if let Some(rate) = rate(sheet) {
        out += &figure("wide", &rate.svg(), "");
    }
    // The last of the team's sentences is the one above.
    let mut texts = team(sheet.answer, sheet.request, sheet.names);
    texts.pop();
    for text in texts {
        out += &paragraph("", &text.replace('\u{a0}', " "));
    }
    out + &origin(sheet)
}

/// Where the model comes from.
fn origin(sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let (model, fitted) = (sheet.model, sheet.model.get("fitted"));
    if model.is_null() {
        return String::new();
    }
    let name = model.get("name").and_then(|name| lang.text(name)).unwrap_or(model.text("id"));
    let version = model.text("version");
    let mut text =
        lang.say(&format!("The model: “{name}”, {version}."), &format!("模型：“{name}”，{version}。")).to_owned();
    if let Some(fitted) = fitted.filter(|fitted| !fitted.is_null()) {
        let [window, people, months, leavers] =
            ["window", "people", "months", "leavers"].map(|field| count(fitted, field));
        let day = fitted.text("as_of");
        text += lang.say(
            &format!(" Fitted on {day} to {window} months: {people} people, {months} months of one person; of them left: {leavers}."),
            &format!("于 {day} 以 {window} 个月的数据拟合：{people} 人、{months} 人月、{leavers} 人离职。"),
        );
    }
    if let Some(source) =
        model.get("provenance").and_then(|from| from.get("source")).and_then(|source| lang.text(source))
    {
        text += lang.say(&format!(" Source: {source}."), &format!("来源：{source}。"));
    }
    paragraph("", &text)
}

/// The team's chance with its intervals.
fn rate(sheet: &Sheet<'_>) -> Option<Drawing> {
    let lang = sheet.names.lang;
    let chance = sheet.answer.get("team")?.get("chance")?;
    let [mean, low, high, least, most] = ["mean", "lo80", "hi80", "lo95", "hi95"].map(|field| number(chance, field));
    let (mean, low, high) = (mean?, low?, high?);
    let (least, most) = (least.unwrap_or(low), most.unwrap_or(high));
    let scale = Scale::over([most], true, 5);
    let (left, right) = (16.0, WIDE - 24.0);
    let x = |share: f64| left + (right - left) * (share / scale.bounds().1).clamp(0.0, 1.0);
    let within = months(sheet.answer, lang).replace('\u{a0}', " ");
    let title = lang
        .say(&format!("The team’s chance of leaving within {within}"), &format!("团队 {within}内的离职概率"))
        .to_owned();
    let mut body = String::new();
    put(&mut body, "title", Anchor::Start, (8.0, 18.0), &title);
    let y = 58.0;
    for tick in &scale.ticks {
        path(&mut body, "grid", &[(x(*tick), 40.0), (x(*tick), 76.0)], false);
        put(&mut body, "", Anchor::Middle, (x(*tick), 93.0), &share(*tick));
    }
    path(&mut body, "line s-seen", &[(x(least), y), (x(most), y)], false);
    rect(&mut body, "f-ahead s-ahead pale", (x(low), y - 9.0), (x(high), y + 9.0));
    path(&mut body, "line s-ahead", &[(x(mean), y - 12.0), (x(mean), y + 12.0)], false);
    put(&mut body, "strong halo", Anchor::Middle, (x(mean), y - 15.0), &percent(Some(mean)));
    let [mean, low, high, least, most] = [mean, low, high, least, most].map(|share| percent(Some(share)));
    let about = match lang {
        Lang::En => format!("{mean}; in 80 of 100 cases {low} to {high}, in 95 {least} to {most}."),
        Lang::Zh => format!("{mean}；八成把握 {low} 至 {high}，95% 区间 {least} 至 {most}。"),
    };
    Some(Drawing { id: "team".to_owned(), title, about, size: (WIDE, 102.0), lang, body })
}
