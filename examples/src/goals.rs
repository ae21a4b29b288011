//! Goals: how far they have come, whether the goals below reach them, and which plans serve none.
use serde_json::Value;

use crate::figures::{bar, percent};
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table, wrap};

/// Every goal with its progress.
pub fn goals(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("goal", "目标"), Left),
        (lang.say("period", "期间"), Left),
        (lang.say("progress", "进度"), Left),
        (lang.say("time", "时间"), Right),
        (lang.say("plans", "计划项"), Right),
        (lang.say("state", "结论"), Left),
    ]);
    for goal in answer.items("objectives") {
        let name = names.of(Kind::Objective, goal.text("objective"));
        let indent = if goal.has("parent") { "  " } else { "" };
        let items = goal.get("items").map(Value::to_string).unwrap_or_default();
        table.row(
            colour(goal.text("state")),
            vec![
                format!("{indent}{name}"),
                goal.text("period").to_owned(),
                bar(goal.text("progress")),
                percent(goal.text("expected")),
                items,
                state(goal.text("state"), names).to_owned(),
            ],
        );
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// Goals that the goals below do not reach: what they come to, and what each alone would have to be.
pub fn cascades(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut out = String::new();
    for goal in answer.items("objectives") {
        let Some(cascade) = goal.get("cascade") else { continue };
        let name = names.of(Kind::Objective, goal.text("objective"));
        let (needed, planned) = (cascade.text("needed"), cascade.text("planned"));
        let head = match cascade.text("state") {
            "reaches" => lang
                .say(
                    &format!("{name}: the goals below reach it, {planned} of {needed}"),
                    &format!("{name}：分解后可以达成，{planned}（需要 {needed}）"),
                )
                .to_owned(),
            "short" => lang
                .say(
                    &format!("{name}: the goals below come to {planned} of {needed}, which is short"),
                    &format!("{name}：分解后只有 {planned}，需要 {needed}，达不成"),
                )
                .to_owned(),
            _ => lang
                .say(&format!("{name}: not known ({})", cascade.text("why")), &format!("{name}：无法判断"))
                .to_owned(),
        };
        for line in wrap(&head, page.width) {
            out.push_str(&format!("{line}\n"));
        }
        if cascade.text("state") == "short" {
            out.push_str(&drivers(cascade, names, page));
        }
    }
    (!out.is_empty()).then_some(out)
}

fn drivers(cascade: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("goal below", "下级目标"), Left),
        (lang.say("planned", "计划"), Right),
        (lang.say("alone would close it at", "单独补足需达到"), Right),
    ]);
    for driver in cascade.items("drivers") {
        let closes = driver.text("closes_at");
        let closes = if closes.is_empty() { "–" } else { closes };
        table.row(
            None,
            vec![
                names.of(Kind::Objective, driver.text("objective")).to_owned(),
                driver.text("planned").to_owned(),
                closes.to_owned(),
            ],
        );
    }
    table.print(page)
}

/// How many plan items serve a goal, which do not, and which goals nobody works on.
pub fn coverage(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let coverage = answer.get("coverage")?;
    let number = |field: &str| coverage.get(field).map_or_else(|| "0".to_owned(), Value::to_string);
    let (aligned, items) = (number("aligned"), number("items"));
    let comma = lang.say(", ", "、");
    let mut out = lang
        .say(
            &format!("{aligned} of {items} plan items serve a goal\n"),
            &format!("{items} 个计划项中有 {aligned} 个对应目标\n"),
        )
        .to_owned();
    let unaligned: Vec<String> = coverage
        .items("unaligned")
        .iter()
        .map(|item| {
            let (what, who) =
                (names.of(Kind::Item, item.text("item")), names.of(Kind::Employee, item.text("employee")));
            lang.say(&format!("{what} ({who})"), &format!("{what}（{who}）")).to_owned()
        })
        .collect();
    let idle: Vec<&str> =
        coverage.items("idle").iter().filter_map(Value::as_str).map(|id| names.of(Kind::Objective, id)).collect();
    for (head, listed) in [
        (lang.say("serve none: ", "不对应任何目标："), unaligned.join(comma)),
        (lang.say("goals that nobody plans for: ", "无人安排的目标："), idle.join(comma)),
    ] {
        if !listed.is_empty() {
            for line in wrap(&format!("{head}{listed}"), page.width) {
                out.push_str(&format!("{line}\n"));
            }
        }
    }
    Some(out)
}

/// What follows, in the engine's words.
pub fn advice(answer: &Value, page: Page) -> Option<String> {
    let texts: Vec<&str> = answer.items("advice").iter().map(|advice| advice.text("text")).collect();
    let lines = texts.iter().filter(|text| !text.is_empty()).flat_map(|text| wrap(text, page.width));
    let out: String = lines.map(|line| format!("{line}\n")).collect();
    (!out.is_empty()).then_some(out)
}

/// All goals in one line: `5 goals: 3 on track, 2 behind`.
pub fn total(answer: &Value, names: &Names) -> Option<String> {
    const STATES: [&str; 6] = ["reached", "on_track", "behind", "missed", "not_started", "unknown"];
    let lang = names.lang;
    let goals = answer.items("objectives");
    let parts: Vec<String> = STATES
        .iter()
        .filter_map(|word| {
            let count = goals.iter().filter(|goal| goal.text("state") == *word).count();
            let word = state(word, names);
            (count > 0).then(|| lang.say(&format!("{count} {word}"), &format!("{word} {count}")).to_owned())
        })
        .collect();
    let (count, parts) = (goals.len(), parts.join(lang.say(", ", "、")));
    (count > 0).then(|| lang.say(&format!("{count} goals: {parts}"), &format!("目标共 {count} 个：{parts}")).to_owned())
}

fn state<'t>(state: &'t str, names: &Names) -> &'t str {
    let lang = names.lang;
    match state {
        "reached" => lang.say("reached", "已达成"),
        "on_track" => lang.say("on track", "正常"),
        "behind" => lang.say("behind", "落后"),
        "missed" => lang.say("missed", "未达成"),
        "not_started" => lang.say("not begun", "未开始"),
        "unknown" => lang.say("not known", "待定"),
        other => other,
    }
}

fn colour(state: &str) -> Option<&'static str> {
    match state {
        "reached" => Some("32"),
        "behind" => Some("33"),
        "missed" => Some("31"),
        _ => None,
    }
}
