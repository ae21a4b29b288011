//! The review of a period: totals, missed targets with advice, and what is missing.
use serde_json::Value;

use crate::figures::{plain, value};
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// Totals, bands and coefficients; below, who is not scored.
pub fn totals(answer: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("position", "岗位"), Left),
        (lang.say("total", "总分"), Right),
        (lang.say("band", "等级"), Left),
        (lang.say("coefficient", "绩效系数"), Right),
        (lang.say("remarks", "备注"), Left),
    ]);
    let whole = span(answer);
    let mut outside = Vec::new();
    for result in answer.items("results") {
        let name = names.of(Kind::Employee, result.text("employee"));
        if result.text("state") == "not_in_scope" {
            outside.push(name);
            continue;
        }
        let band = result.text("band");
        table.row(
            colour(result),
            vec![
                name.to_owned(),
                names.positions(result),
                plain(result.text("total")),
                if band.is_empty() {
                    lang.state("unknown")
                } else {
                    names.of(Kind::Band, band)
                }
                .to_owned(),
                plain(result.text("coefficient")),
                remarks(result, whole, names),
            ],
        );
    }
    let mut out = table.print(page);
    if !outside.is_empty() {
        let outside = outside.join(lang.say(", ", "、"));
        out.push_str(&format!(
            "\n{}{outside}\n",
            lang.say("Not scored: ", "不参加考核：")
        ));
    }
    out
}

/// The best band green, the worst red, no total yellow.
fn colour(result: &Value) -> Option<&'static str> {
    match (result.text("state"), result.text("band")) {
        ("unknown", _) => Some("33"),
        (_, "excellent") => Some("32"),
        (_, "unsatisfactory") => Some("31"),
        _ => None,
    }
}

/// What a reader should know beside the total: days held, rules that bit, lines that were missed or absent.
fn remarks(result: &Value, whole: (&str, &str), names: &Names) -> String {
    let lang = names.lang;
    let positions = result.items("positions");
    let mut remarks = days(positions, whole, names);
    for position in positions {
        for rules in ["adjustments", "vetoes", "coefficient_adjustments"] {
            for rule in position
                .items(rules)
                .iter()
                .filter(|r| r.text("state") == "applied")
            {
                remarks.push(rule_applied(rule, names));
            }
        }
    }
    let missed = missed_lines(result).count();
    if missed > 0 {
        remarks.push(
            lang.say(&format!("{missed} missed"), &format!("{missed} 项未达标"))
                .to_owned(),
        );
    }
    let missing = result.items("missing").len();
    if missing > 0 {
        remarks.push(
            lang.say(&format!("{missing} missing"), &format!("{missing} 项缺失"))
                .to_owned(),
        );
    }
    remarks.join(lang.say("; ", "；"))
}

/// The first and last day that anybody was scored for: the period.
fn span(answer: &Value) -> (&str, &str) {
    let positions = || {
        answer
            .items("results")
            .iter()
            .flat_map(|r| r.items("positions"))
    };
    // Dates of one form sort as texts.
    let from = positions().map(|p| p.text("from")).min().unwrap_or("");
    let to = positions().map(|p| p.text("to")).max().unwrap_or("");
    (from, to)
}

/// Who came, left or changed within the period.
fn days(positions: &[Value], whole: (&str, &str), names: &Names) -> Vec<String> {
    let lang = names.lang;
    let mut days = Vec::new();
    if let Some(first) = positions
        .first()
        .map(|p| p.text("from"))
        .filter(|&from| from != whole.0)
    {
        days.push(
            lang.say(&format!("from {first}"), &format!("{first} 起"))
                .to_owned(),
        );
    }
    for later in positions.iter().skip(1).map(|p| p.text("from")) {
        days.push(
            lang.say(&format!("moved on {later}"), &format!("{later} 调岗"))
                .to_owned(),
        );
    }
    if let Some(last) = positions
        .last()
        .map(|p| p.text("to"))
        .filter(|&to| to != whole.1)
    {
        days.push(
            lang.say(&format!("until {last}"), &format!("{last} 止"))
                .to_owned(),
        );
    }
    days
}

/// A rule with its effect: `training incomplete −0.1`.
pub fn rule_applied(rule: &Value, names: &Names) -> String {
    let lang = names.lang;
    let name = names.of(Kind::Rule, rule.text("id"));
    let figures = [
        ("points", lang.say("points ", "加减分 ")),
        ("set", lang.say("total set to ", "总分定为 ")),
        ("cap", lang.say("at most ", "总分不超过 ")),
        ("add", lang.say("coefficient ", "系数 ")),
    ];
    let mut effects: Vec<String> = figures
        .iter()
        .filter(|(field, _)| rule.has(field))
        .map(|(field, word)| format!("{word}{}", rule.text(field).replace('-', "−")))
        .collect();
    if rule.has("band_cap") {
        let band = names.of(Kind::Band, rule.text("band_cap"));
        effects.push(format!("{}{band}", lang.say("band at most ", "等级不高于")));
    }
    let (open, close) = (lang.say(" (", "（"), lang.say(")", "）"));
    if effects.is_empty() {
        name.to_owned()
    } else {
        format!("{name}{open}{}{close}", effects.join(lang.say(", ", "，")))
    }
}

fn missed_lines(result: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    let lines = result
        .items("positions")
        .iter()
        .flat_map(|p| p.items("lines").iter().map(move |l| (p, l)));
    lines.filter(|(_, line)| line.get("met").and_then(Value::as_bool) == Some(false))
}

/// Every missed target with the advice that the policy gives for it.
pub fn missed(answer: &Value, names: &Names, page: Page) -> Option<String> {
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
    (!table.is_empty()).then(|| table.print(page))
}

/// A figure of a line in the unit of its metric.
pub fn of_line(line: &Value, field: &str, names: &Names) -> String {
    value(
        line.text(field),
        line.text("unit"),
        names.unit(line.text("metric")).1,
        names.lang,
    )
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
        p.items("lines")
            .iter()
            .any(|l| l.text("line") == line && l.text("metric") == missing.text("metric"))
    });
    let name = names.line_of(position.map_or("", |p| p.text("scorecard")), line);
    if name == line {
        names.of(Kind::Metric, missing.text("metric")).to_owned()
    } else {
        name.to_owned()
    }
}
