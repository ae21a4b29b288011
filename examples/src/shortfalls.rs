//! What fell short: missed targets with advice, and what is missing altogether.
use serde_json::Value;

use crate::figures::{plain, value};
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table, fill, wrap};

/// Above this many people, targets are listed by indicator and not by person.
const FEW: usize = 15;

/// The lines of a result whose target is not met, with the positions that they belong to.
pub fn missed_lines(result: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    let lines = result.items("positions").iter().flat_map(|p| p.items("lines").iter().map(move |l| (p, l)));
    lines.filter(|(_, line)| line.get("met").and_then(Value::as_bool) == Some(false))
}

/// Every missed target with the advice that the policy gives for it.
pub fn missed(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let scored = answer.items("results").iter().filter(|r| !r.items("positions").is_empty()).count();
    let text = if scored > FEW { by_indicator(answer, names, page) } else { by_person(answer, names, page) };
    (!text.is_empty()).then_some(text)
}

fn by_person(answer: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("indicator", "指标"), Left),
        (lang.say("actual", "实际值"), Right),
        (lang.say("target", "目标"), Right),
        (lang.say("score", "得分"), Right),
        (lang.say("advice", "改进建议"), Left),
    ]);
    for result in answer.items("results") {
        let mut name = names.of(Kind::Employee, result.text("employee"));
        for (position, line) in missed_lines(result) {
            let card = position.text("scorecard");
            table.row(
                None,
                vec![
                    name.to_owned(),
                    names.line_of(card, line.text("line")).to_owned(),
                    of_line(line, "actual", names),
                    of_line(line, "target", names),
                    plain(line.text("score")),
                    names.advice(card, line.text("line")).to_owned(),
                ],
            );
            // Said once: the rows below are the same person's.
            name = "";
        }
    }
    if table.is_empty() { String::new() } else { table.print(page) }
}

/// One paragraph per indicator and target: the advice, then who missed it with what.
fn by_indicator(answer: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for result in answer.items("results") {
        for (position, line) in missed_lines(result) {
            let card = position.text("scorecard");
            let indicator = names.line_of(card, line.text("line"));
            let job = names.of(Kind::Position, position.text("position"));
            let (target, advice) = (of_line(line, "target", names), names.advice(card, line.text("line")));
            let head = lang
                .say(
                    &format!("{job}: {indicator}, target {target} → {advice}"),
                    &format!("{job}：{indicator}，目标 {target} → {advice}"),
                )
                .to_owned();
            let name = names.of(Kind::Employee, result.text("employee"));
            let who = format!("{name} {}", of_line(line, "actual", names));
            match groups.iter_mut().find(|(known, _)| *known == head) {
                Some((_, people)) => people.push(who),
                None => groups.push((head, vec![who])),
            }
        }
    }
    let mut out = String::new();
    for (head, people) in groups {
        for line in wrap(&head, page.width) {
            out.push_str(&format!("{line}\n"));
        }
        for line in fill(&people, lang.say(", ", "、"), page.width.saturating_sub(4)) {
            out.push_str(&format!("    {line}\n"));
        }
    }
    out
}

/// A figure of a line in the unit of its metric.
pub fn of_line(line: &Value, field: &str, names: &Names) -> String {
    value(line.text(field), line.text("unit"), names.unit(line.text("metric")).1, names.lang)
}

/// Everything that has no value, and what the policy does about it.
pub fn missing(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("indicator or rule", "指标或规则"), Left),
        (lang.say("state", "状态"), Left),
        (lang.say("effect", "处理"), Left),
    ]);
    for result in answer.items("results") {
        for missing in result.items("missing") {
            table.row(
                (missing.text("effect") == "unknown").then_some("33"),
                vec![
                    names.of(Kind::Employee, result.text("employee")).to_owned(),
                    missing_name(result, missing, names),
                    lang.state(missing.text("state")).to_owned(),
                    lang.effect(missing.text("effect")).to_owned(),
                ],
            );
        }
    }
    (!table.is_empty()).then(|| table.print(page))
}

fn missing_name(result: &Value, missing: &Value, names: &Names) -> String {
    for rule in ["adjustment", "veto", "coefficient_adjustment"] {
        if missing.has(rule) {
            return names.of(Kind::Rule, missing.text(rule)).to_owned();
        }
    }
    let line = missing.text("line");
    // Two scorecards may use the same line id; the metric tells which of a mover's lines is meant.
    let position = result.items("positions").iter().find(|p| {
        p.items("lines").iter().any(|l| l.text("line") == line && l.text("metric") == missing.text("metric"))
    });
    let name = names.line_of(position.map_or("", |p| p.text("scorecard")), line);
    if name == line { names.of(Kind::Metric, missing.text("metric")).to_owned() } else { name.to_owned() }
}
