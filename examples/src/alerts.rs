//! Alerts: what is new, how grave it is, who is told, since when, and when it clears.
use serde_json::Value;

use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Page, Table};

/// New ones first, then those that are known, then those that are over; the graver before the lighter.
fn order(alert: &Value) -> (bool, bool, u8) {
    let severity = match alert.text("severity") {
        "critical" => 0,
        "warning" => 1,
        _ => 2,
    };
    (is_over(alert), !is_new(alert), severity)
}

fn is_new(alert: &Value) -> bool {
    alert.get("is_new") == Some(&Value::Bool(true))
}

fn is_over(alert: &Value) -> bool {
    alert.text("state") == "cleared"
}

/// All of them.
pub fn alerts(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("state", "状态"), Left),
        (lang.say("severity", "级别"), Left),
        (lang.say("since", "起始"), Left),
        (lang.say("to", "通知"), Left),
        (lang.say("alert, and when it clears", "预警内容及解除条件"), Left),
    ]);
    let mut all: Vec<&Value> = answer.items("alerts").iter().collect();
    all.sort_by_key(|alert| order(alert));
    for alert in all {
        // An observation is of its period; a plan item says itself for how long it is overdue.
        let since = match (alert.text("since"), alert.get("evidence")) {
            ("", None) => "–",
            ("", Some(evidence)) => evidence.text("period"),
            (day, _) => day,
        };
        let colour = match alert.text("severity") {
            _ if is_over(alert) => None,
            "critical" => Some("31"),
            "warning" => Some("33"),
            _ => None,
        };
        let told = told(alert.items("to"), names);
        let cells = [state(alert, names), severity(alert, names), since, &told, alert.text("text")];
        table.row(colour, cells.map(str::to_owned).to_vec());
        if let Some(clears) = clears(alert, names) {
            table.row(colour, ["", "", "", "", &clears].map(str::to_owned).to_vec());
        }
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// Two names, and how many more.
fn told(to: &[Value], names: &Names) -> String {
    let lang = names.lang;
    let mut said: Vec<String> =
        to.iter().take(2).filter_map(Value::as_str).map(|id| names.of(Kind::Employee, id).to_owned()).collect();
    if to.len() > 2 {
        let more = to.len() - 2;
        said.push(lang.say(&format!("{more} more"), &format!("另 {more} 人")).to_owned());
    }
    if said.is_empty() { lang.say("nobody", "无人").to_owned() } else { said.join(lang.say(", ", "、")) }
}

fn state(alert: &Value, names: &Names) -> &'static str {
    match alert.text("state") {
        _ if is_new(alert) => names.lang.say("NEW", "新增"),
        "cleared" => names.lang.say("over", "已解除"),
        "clearing" => names.lang.say("clearing", "解除中"),
        _ => names.lang.say("known", "持续"),
    }
}

fn severity(alert: &Value, names: &Names) -> &'static str {
    match alert.text("severity") {
        "critical" => names.lang.say("critical", "严重"),
        "warning" => names.lang.say("warning", "警告"),
        _ => names.lang.say("info", "提示"),
    }
}

fn clears(alert: &Value, names: &Names) -> Option<String> {
    let lang = names.lang;
    let clears = alert.get("clears").filter(|_| !is_over(alert))?;
    let on = clears.text("on");
    Some(match (clears.text("code"), on) {
        ("condition", "") | ("risk", _) => {
            lang.say("clears when it is not so any more", "条件不再成立时解除").to_owned()
        }
        ("condition", on) => {
            lang.say(&format!("clears on {on} at the earliest"), &format!("最早于 {on} 解除")).to_owned()
        }
        ("correction", on) => {
            lang.say(&format!("clears when corrected, or on {on}"), &format!("更正后或于 {on} 解除")).to_owned()
        }
        ("done", _) => lang.say("clears when it is done", "完成后解除").to_owned(),
        _ => lang.say("clears when there are enough successors", "后备人选足够时解除").to_owned(),
    })
}

/// How many there are, in a line.
pub fn total(answer: &Value, names: &Names) -> Option<String> {
    let lang = names.lang;
    let all = answer.items("alerts");
    let count = |test: fn(&Value) -> bool| all.iter().filter(|alert| test(alert)).count();
    let parts = [
        (count(is_new), "new", "新增"),
        (count(|alert| !is_new(alert) && !is_over(alert)), "known", "持续"),
        (count(is_over), "over", "已解除"),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|part| part.0 > 0)
        .map(|(n, en, zh)| lang.say(&format!("{n} {en}"), &format!("{zh} {n}")).to_owned())
        .collect();
    if said.is_empty() {
        return None;
    }
    let critical = count(|alert| !is_over(alert) && alert.text("severity") == "critical");
    let critical = match critical {
        0 => String::new(),
        n => lang.say(&format!("; {n} critical"), &format!("；其中严重 {n}")).to_owned(),
    };
    Some(format!("{}{}{critical}", lang.say("alerts: ", "预警："), said.join(lang.say(", ", "、"))))
}
