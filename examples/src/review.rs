//! The review of a period: totals, missed targets with advice, and what is missing.
use serde_json::Value;

use crate::figures::plain;
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::shortfalls::missed_lines;
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
                if band.is_empty() { lang.state("unknown") } else { names.of(Kind::Band, band) }.to_owned(),
                plain(result.text("coefficient")),
                remarks(result, whole, names),
            ],
        );
    }
    let mut out = table.print(page);
    if !outside.is_empty() {
        let outside = outside.join(lang.say(", ", "、"));
        out.push_str(&format!("\n{}{outside}\n", lang.say("Not scored: ", "不参加考核：")));
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
            for rule in position.items(rules).iter().filter(|r| r.text("state") == "applied" && r.text("points") != "0")
            {
                remarks.push(rule_applied(rule, names));
            }
        }
    }
    let missed = missed_lines(result).count();
    if missed > 0 {
        remarks.push(lang.say(&format!("{missed}\u{a0}missed"), &format!("{missed} 项未达标")).to_owned());
    }
    let missing = result.items("missing").len();
    if missing > 0 {
        remarks.push(lang.say(&format!("{missing}\u{a0}missing"), &format!("{missing} 项缺失")).to_owned());
    }
    remarks.join(lang.say("; ", "；"))
}

/// The first and last day that anybody was scored for: the period.
fn span(answer: &Value) -> (&str, &str) {
    let positions = || answer.items("results").iter().flat_map(|r| r.items("positions"));
    // Dates of one form sort as texts.
    let from = positions().map(|p| p.text("from")).min().unwrap_or("");
    let to = positions().map(|p| p.text("to")).max().unwrap_or("");
    (from, to)
}

/// Who came, left or changed within the period.
fn days(positions: &[Value], whole: (&str, &str), names: &Names) -> Vec<String> {
    let lang = names.lang;
    let mut days = Vec::new();
    if let Some(first) = positions.first().map(|p| p.text("from")).filter(|&from| from != whole.0) {
        days.push(lang.say(&format!("from {first}"), &format!("{first} 起")).to_owned());
    }
    for later in positions.iter().skip(1).map(|p| p.text("from")) {
        days.push(lang.say(&format!("moved on {later}"), &format!("{later} 调岗")).to_owned());
    }
    if let Some(last) = positions.last().map(|p| p.text("to")).filter(|&to| to != whole.1) {
        days.push(lang.say(&format!("until {last}"), &format!("{last} 止")).to_owned());
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
