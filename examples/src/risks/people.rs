//! People: everybody together, then one by one with chance and reasons, then those who have none.
use serde_json::Value;

use super::chances::{Axis, everybody};
use super::html::{figure, paragraph, section, table};
use super::reasons::{legend, most, reasons, sum};
use super::sheet::Sheet;
use super::words::number;
use crate::json::Dig as _;
use crate::lang::Lang;
use crate::leaving::texts;
use crate::leaving::words::{band, months, percent, span};
use crate::names::Kind;
use crate::plot::text::escape;

/// Up to so many are all shown; of more only the first.
const ALL: usize = 60;
const FIRST: usize = 20;
/// So many names stand behind a word.
const NAMED: usize = 40;

/// The part of the page about people.
pub fn people(sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let estimated = sheet.estimated();
    let mut body = String::new();
    if estimated.is_empty() {
        body += &paragraph(
            "",
            lang.say(
                "Individuals cannot be told apart: everybody has the team’s chance, and no person is listed.",
                "无法区分个人：每个人的概率即团队概率，故不逐人列出。",
            ),
        );
    } else {
        if let Some(drawing) = everybody(&estimated, sheet) {
            body += &figure("wide", &drawing.svg(), &drawing.about);
        }
        body += &one_by_one(&estimated, sheet);
    }
    for (state, word) in
        [("leaving", lang.say("Leaving already", "已定离职")), ("new", lang.say("Work has not begun", "待入职"))]
    {
        body += &named(state, word, sheet);
    }
    let within = months(sheet.answer, lang).replace('\u{a0}', " ");
    let head = lang.say(&format!("People, within {within}"), &format!("个人风险（{within}内）")).to_owned();
    section("people", &head, &body)
}

fn one_by_one(estimated: &[&Value], sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let (all, is_ranked) = (estimated.len(), estimated.iter().any(|person| person.has("rank")));
    let shown = estimated.get(..if all > ALL { FIRST } else { all }).unwrap_or(estimated);
    let mut said = match (all > ALL, is_ranked, lang) {
        (true, true, Lang::En) => format!("The {FIRST} most likely to leave of {all}. "),
        (true, true, Lang::Zh) => format!("以下为 {all} 人中概率最高的 {FIRST} 人。"),
        (true, false, Lang::En) => format!("{FIRST} of {all}, from the highest band on. "),
        (true, false, Lang::Zh) => format!("以下为 {all} 人中自最高档起的 {FIRST} 人。"),
        _ => String::new(),
    };
    if !is_ranked {
        said += lang.say(
            "Nobody is ranked: too little is known for that; people stand by their bands. ",
            "数据不足以排名，按档位排列。",
        );
    }
    said += lang.say(
        "The sign is the chance (○ low, ● typical, ▲ raised, ◆ high, against the team), the bar where it lies in 80 of 100 cases, the line in 95. Reasons are what goes together with leaving in the data, and no causes; ×2 doubles the odds.",
        "符号为概率（相对团队：○ 低、● 一般、▲ 偏高、◆ 高），粗条为八成把握区间，细线为 95% 区间。原因仅表示与离职相关，并非因果；×2 即优势比翻倍。",
    );
    let (axis, most) = (Axis::over(shown, sheet.team()), most(shown));
    let mut out = paragraph("how", &said);
    out += &format!(
        "<ol class=\"people\">\n<li class=\"person axes\" aria-hidden=\"true\"><div></div>{}{}</li>\n",
        axis.head(sheet).svg(),
        legend(most, sheet).svg()
    );
    for (at, person) in shown.iter().enumerate() {
        let name = sheet.names.of(Kind::Employee, person.text("employee"));
        let chance = axis.person(person, name, sheet, &format!("chance{at}")).svg();
        let why = reasons(person, name, most, sheet, &format!("why{at}")).svg();
        out += &format!("<li class=\"person\">{}{chance}{why}</li>\n", who(person, name, sheet));
    }
    out + "</ol>\n"
}

/// The person in words.
fn who(person: &Value, name: &str, sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let chance = person.get("chance").unwrap_or(&Value::Null);
    let place = [(Kind::Position, "position"), (Kind::Unit, "unit")]
        .into_iter()
        .filter(|(_, field)| person.has(field))
        .map(|(kind, field)| sheet.names.of(kind, person.text(field)));
    let place = place.collect::<Vec<_>>().join(" · ");
    let rank = person.get("rank").and_then(Value::as_u64).map_or_else(String::new, |rank| format!("{rank}. "));
    let said = format!("{} · {}", span(chance), band(person.text("band"), lang).0);
    let sum = sum(person).map_or_else(String::new, |sum| {
        format!("<p class=\"sum\">{} {}</p>", lang.say("log-odds", "对数优势"), escape(&sum))
    });
    format!(
        "<div class=\"who\"><h3>{}{}</h3><p>{}</p><p><b>{}</b> ({})</p>{sum}</div>",
        rank,
        escape(name),
        escape(&place),
        escape(&percent(number(chance, "mean"))),
        escape(&said)
    )
}

fn named(state: &str, word: &str, sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let people = sheet.answer.items("people").iter().filter(|person| person.text("state") == state);
    let names: Vec<&str> = people.map(|person| sheet.names.of(Kind::Employee, person.text("employee"))).collect();
    if names.is_empty() {
        return String::new();
    }
    let (shown, all) = (names.get(..NAMED.min(names.len())).unwrap_or(&names), names.len());
    let mut text = format!("{word} ({all}): {}", shown.join(lang.say(", ", "、")));
    if shown.len() < all {
        text.push_str(lang.say(" …", "……"));
    }
    paragraph("", &text)
}

/// Rules that hold; none where there are none.
pub fn signals(sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let mut rows = Vec::new();
    for person in sheet.answer.items("people") {
        for seen in person.items("signals") {
            let evidence = seen.get("condition").map(texts).unwrap_or_default().join(lang.say("; ", "；"));
            let name = sheet.names.of(Kind::Employee, person.text("employee"));
            let rule = sheet.names.of(Kind::Signal, seen.text("signal"));
            rows.push([name, rule, &evidence].map(str::to_owned).to_vec());
        }
    }
    if rows.is_empty() {
        return String::new();
    }
    let all = rows.len();
    rows.truncate(ALL);
    let caption = lang
        .say(
            &format!("Rules that hold: {all}. They are rules, and never enter a chance."),
            &format!("共 {all} 条规则成立；规则不计入概率。"),
        )
        .to_owned();
    let head = [lang.say("name", "姓名"), lang.say("rule", "规则"), lang.say("as it stands", "现状")];
    section("signals", lang.say("Signals", "预警信号"), &table("plain", &caption, &head, &rows))
}
