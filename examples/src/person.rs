//! Everything about one person's score: sentences, lines with their inputs, rules.
use serde_json::Value;

use crate::figures::{period, plain, value};
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::review::rule_applied;
use crate::shortfalls::of_line;
use crate::table::{Align::Left, Align::Right, Page, Table, wrap};

/// The explanation of one result.
pub fn person(result: &Value, explained: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let mut out = String::new();
    let name = names.of(Kind::Employee, result.text("employee"));
    out.push_str(&page.heading(name));
    let sentences = explained.items("sentences").iter().filter_map(Value::as_str);
    for line in sentences.flat_map(|sentence| wrap(sentence, page.width)) {
        out.push_str(&line);
        out.push('\n');
    }
    if result.text("state") == "not_in_scope" {
        out.push_str(lang.say("no scored position in this period\n", "本期没有需要考核的岗位\n"));
    }
    for position in result.items("positions") {
        out.push('\n');
        out.push_str(&page.heading(&position_head(position, names)));
        out.push_str(&lines(position, names, page));
        if let Some(inputs) = inputs(position, names, page) {
            out.push_str(&format!("\n{}\n{inputs}", lang.say("What went in", "数据依据")));
        }
        out.push_str(&rules(position, names));
        out.push_str(&sum(position, names));
    }
    if let Some(periods) = periods(result, names, page) {
        out.push_str(&format!("\n{periods}"));
    }
    if result.items("positions").len() != 1 && result.text("state") != "not_in_scope" {
        out.push_str(&format!("\n{}", sum(result, names)));
    }
    out
}

/// The base periods that a longer one is averaged from.
fn periods(result: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("period", "期间"), Left),
        (lang.say("days", "天数"), Right),
        (lang.say("total", "总分"), Right),
        (lang.say("band", "等级"), Left),
    ]);
    for base in result.items("periods") {
        let band = base.text("band");
        let band = if band.is_empty() { lang.state(base.text("state")) } else { names.of(Kind::Band, band) };
        table.row(
            None,
            vec![
                period(base.text("period"), lang),
                base.get("days").map(Value::to_string).unwrap_or_default(),
                plain(base.text("total")),
                band.to_owned(),
            ],
        );
    }
    (!table.is_empty()).then(|| table.print(page))
}

fn position_head(position: &Value, names: &Names) -> String {
    let lang = names.lang;
    let unit = names.of(Kind::Unit, position.text("unit"));
    let (from, to) = (position.text("from"), position.text("to"));
    let days = position.get("days").map(Value::to_string).unwrap_or_default();
    let held = lang.say(&format!("{from} to {to}, {days} days"), &format!("{from} 至 {to}，{days} 天")).to_owned();
    let unit = if unit.is_empty() { String::new() } else { format!(" · {unit}") };
    format!("{}{unit} · {held}", names.of(Kind::Position, position.text("position")))
}

fn lines(position: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("indicator", "指标"), Left),
        (lang.say("method", "评分方法"), Left),
        (lang.say("actual", "实际值"), Right),
        (lang.say("target", "目标"), Right),
        (lang.say("attained", "达成率"), Right),
        (lang.say("score", "得分"), Right),
        (lang.say("weight", "权重"), Right),
        (lang.say("counts", "计分"), Right),
    ]);
    for line in position.items("lines") {
        let (weight, applied) = (line.text("weight"), line.text("applied_weight"));
        let weight =
            if applied.is_empty() || applied == weight { weight.to_owned() } else { format!("{weight} → {applied}") };
        table.row(
            (line.get("met").and_then(Value::as_bool) == Some(false)).then_some("33"),
            vec![
                names.line_of(position.text("scorecard"), line.text("line")).to_owned(),
                lang.method(line.text("method")).to_owned(),
                actual(line, names),
                of_line(line, "target", names),
                plain(line.text("attainment")),
                plain(line.text("score")),
                weight,
                plain(line.text("contribution")),
            ],
        );
    }
    table.print(page)
}

fn actual(line: &Value, names: &Names) -> String {
    match line.text("state") {
        "value" if line.has("label") => line.text("label").to_owned(),
        "value" => of_line(line, "actual", names),
        "undefined" => names.lang.say("undefined", "无法计算").to_owned(),
        state => names.lang.state(state).to_owned(),
    }
}

fn inputs(position: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("indicator", "指标"), Left),
        (lang.say("input", "数据项"), Left),
        (lang.say("value", "数值"), Right),
        (lang.say("number", "条数"), Right),
        (lang.say("records", "记录号"), Left),
    ]);
    for line in position.items("lines") {
        let mut indicator = names.line_of(position.text("scorecard"), line.text("line"));
        for input in line.items("inputs") {
            let (unit, currency) = names.unit(input.text("metric"));
            let records: Vec<&str> = input.items("records").iter().filter_map(Value::as_str).collect();
            table.row(
                None,
                vec![
                    indicator.to_owned(),
                    input_name(input, names),
                    if input.has("value") {
                        value(input.text("value"), unit, currency, lang)
                    } else {
                        lang.state(input.text("state")).to_owned()
                    },
                    input.get("observations").map_or_else(|| "–".to_owned(), Value::to_string),
                    records.join(lang.say(", ", "、")),
                ],
            );
            indicator = "";
        }
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// The metric, and for ratings the kind of rater.
fn input_name(input: &Value, names: &Names) -> String {
    let metric = names.of(Kind::Metric, input.text("metric"));
    if !input.has("rater") {
        return metric.to_owned();
    }
    let rater = names.lang.rater(input.text("rater"));
    names.lang.say(&format!("{metric}, {rater}"), &format!("{metric}（{rater}）")).to_owned()
}

fn rules(position: &Value, names: &Names) -> String {
    let lang = names.lang;
    let mut out = String::new();
    for rules in ["adjustments", "vetoes", "coefficient_adjustments"] {
        for rule in position.items(rules) {
            let state = match rule.text("state") {
                "unknown" => lang.state("undecided"),
                state => lang.state(state),
            };
            let colon = lang.say(": ", "：");
            let said = if rule.text("state") == "applied" {
                rule_applied(rule, names)
            } else {
                names.of(Kind::Rule, rule.text("id")).to_owned()
            };
            out.push_str(&format!("{said}{colon}{state}\n"));
        }
    }
    if out.is_empty() { out } else { format!("\n{out}") }
}

fn sum(result: &Value, names: &Names) -> String {
    let lang = names.lang;
    let band = result.text("band");
    let band = if band.is_empty() { "–" } else { names.of(Kind::Band, band) };
    let exact = if result.has("total_exact") { format!(" (= {})", result.text("total_exact")) } else { String::new() };
    let (total, coefficient) = (plain(result.text("total")), plain(result.text("coefficient")));
    lang.say(
        &format!("total {total}{exact} · {band} · coefficient {coefficient}\n"),
        &format!("总分 {total}{exact} · {band} · 绩效系数 {coefficient}\n"),
    )
    .to_owned()
}
