//! How likely goals are reached, and what each day that is left has to bring.
use serde_json::Value;

use super::number::{chance, count, number, places, short, span};
use super::paragraph;
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// A table of those of which something is known, and the names of the others.
pub fn goals(answer: &Value, people: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("goal", "目标"), Left),
        (lang.say("likely", "可能性"), Right),
        (lang.say("left", "剩余"), Right),
        (lang.say("so far", "目前"), Right),
        (lang.say("target", "目标值"), Right),
        (lang.say("80 in 100", "八成区间"), Right),
        (lang.say("seen", "依据"), Left),
    ]);
    let mut unknown = Vec::new();
    for goal in answer.items("objectives") {
        let name = names.of(Kind::Objective, goal.text("objective"));
        let Some(probability) = number(goal, "probability") else {
            unknown.push(name);
            continue;
        };
        let (unit, currency) = unit(goal.text("objective"), people, names);
        // What is told in progress alone runs from 0 to 1.
        let (scale, unit) = if goal.text("figures") == "progress" { (100.0, "percent") } else { (1.0, unit) };
        let target = match unit {
            "percent" if scale > 1.0 => "100%".to_owned(),
            _ => {
                let target = number(goal, "target");
                short(target, places(&[target]), unit, currency, lang)
            }
        };
        let so_far =
            if scale > 1.0 { number(goal, "progress").map(|share| share * scale) } else { number(goal, "actual") };
        let ends = goal.get("outcome").map_or([None, None], |outcome| ["lo80", "hi80"].map(|end| number(outcome, end)));
        let [low, high] = ends.map(|end| end.map(|end| end * scale));
        let percent = if unit == "percent" { "%" } else { "" };
        let days = count(goal, "days_left");
        table.row(
            colour(probability),
            vec![
                name.to_owned(),
                if goal.text("method") == "certain" { percent_of(probability) } else { chance(Some(probability)) },
                lang.say(&format!("{days} d"), &format!("{days} 天")).to_owned(),
                short(so_far, places(&[so_far]), unit, if lang.code() == "en" { "" } else { currency }, lang),
                target,
                format!("{}{percent}", span(low, high, places(&[low, high]), lang)),
                seen(goal, names),
            ],
        );
    }
    let mut out = if table.is_empty() { String::new() } else { table.print(page) };
    if !unknown.is_empty() {
        let unknown = unknown.join(lang.say(", ", "、"));
        let line = lang
            .say(&format!("Too early, or too little is known: {unknown}"), &format!("为时尚早或信息不足：{unknown}"))
            .to_owned();
        out.push_str(&format!("{}{}", if out.is_empty() { "" } else { "\n" }, paragraph(&line, page)));
    }
    (!out.is_empty()).then_some(out)
}

/// Of what is certain.
fn percent_of(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

fn colour(probability: f64) -> Option<&'static str> {
    match probability {
        p if p >= 0.8 => Some("32"),
        p if p < 0.5 => Some("31"),
        _ => None,
    }
}

fn unit<'a>(id: &str, people: &'a Value, names: &'a Names) -> (&'a str, &'a str) {
    let Some(goal) = people.items("objectives").iter().find(|goal| goal.text("id") == id) else { return ("", "") };
    if goal.has("metric") {
        names.unit(goal.text("metric"))
    } else {
        (goal.text("unit_of_measure"), goal.text("currency"))
    }
}

/// What the probability rests on. Few figures mean that how far off it may be is borrowed.
fn seen(goal: &Value, names: &Names) -> String {
    let lang = names.lang;
    let n = count(goal, "n");
    let plural = if n == 1 { "" } else { "s" };
    let said = match goal.text("method") {
        "series" => lang.say(&format!("{n}\u{a0}month{plural}"), &format!("{n} 个月数据")).to_owned(),
        "pace" => lang.say("its pace", "目前进度").to_owned(),
        "updates" => lang.say(&format!("{n}\u{a0}update{plural}"), &format!("{n} 次进展")).to_owned(),
        "items" => lang.say(&format!("plans, {n}\u{a0}due"), &format!("计划，已到期 {n} 项")).to_owned(),
        "below" => lang.say(&format!("{n}\u{a0}goal{plural} below"), &format!("{n} 个下级目标")).to_owned(),
        "certain" => return lang.say("certain", "已确定").to_owned(),
        other => other.to_owned(),
    };
    match goal.items("caveats").iter().any(|caveat| caveat == "few_values") {
        true => lang.say(&format!("{said} (few)"), &format!("{said}（偏少）")).to_owned(),
        false => said,
    }
}

/// How many are likely, which are not, in a line.
pub fn total(answer: &Value, names: &Names) -> Option<String> {
    let lang = names.lang;
    let (mut likely, mut unlikely, mut unknown) = (0, Vec::new(), 0);
    for goal in answer.items("objectives") {
        match number(goal, "probability") {
            None => unknown += 1,
            Some(share) if share >= 0.5 => likely += 1,
            Some(share) => {
                let (name, share) = (names.of(Kind::Objective, goal.text("objective")), chance(Some(share)));
                unlikely.push(lang.say(&format!("{name} ({share})"), &format!("{name}（{share}）")).to_owned());
            }
        }
    }
    let mut said = Vec::new();
    if likely > 0 {
        said.push(lang.say(&format!("more likely than not: {likely}"), &format!("可能性过半 {likely} 个")).to_owned());
    }
    if !unlikely.is_empty() {
        let named = unlikely.join(lang.say(", ", "、"));
        said.push(lang.say(&format!("less likely: {named}"), &format!("不足一半：{named}")).to_owned());
    }
    if unknown > 0 {
        said.push(lang.say(&format!("not known yet: {unknown}"), &format!("暂无法判断 {unknown} 个")).to_owned());
    }
    let said = said.join(lang.say("; ", "；"));
    (!said.is_empty()).then(|| lang.say(&format!("goals: {said}"), &format!("目标：{said}")).to_owned())
}
