//! Work plans: how they stand, what is late or at risk and what waits for it, what was returned, and who is to be told.
use serde_json::Value;

use crate::figures::percent;
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// The ways in which an item can stand, in the order of the answer.
const STATES: [&str; 7] = ["done", "done_late", "on_time", "at_risk", "overdue", "cancelled", "returned"];

/// Counts per person.
pub fn standing(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut columns = vec![(lang.say("name", "姓名"), Left), (lang.say("items", "计划项"), Right)];
    columns.extend(STATES.map(|state| (word(state, names), Right)));
    columns.push((lang.say("completed", "完成率"), Right));
    let mut table = Table::new(&columns);
    for result in answer.items("results") {
        let Some(summary) = result.get("summary") else { continue };
        let mut cells = vec![names.of(Kind::Employee, result.text("employee")).to_owned(), count(summary, "items")];
        cells.extend(STATES.map(|state| count(summary, state)));
        cells.push(percent(summary.text("completion")));
        table.row(colour(summary), cells);
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// What is overdue or at risk: by when it was due, why, and what waits for it.
pub fn attention(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("due", "截止"), Left),
        (lang.say("stands", "状态"), Left),
        (lang.say("item, and what waits for it", "计划项及其影响"), Left),
    ]);
    for result in answer.items("results") {
        let mut name = names.of(Kind::Employee, result.text("employee"));
        for item in items(result).filter(|item| matches!(item.text("status"), "overdue" | "at_risk")) {
            let mut said = vec![names.of(Kind::Item, item.text("item")).to_owned()];
            said.extend(item.items("risks").iter().map(|risk| because(risk, names)));
            said.extend(endangered(item, names));
            table.row(
                Some(if item.text("status") == "overdue" { "31" } else { "33" }),
                vec![name.to_owned(), moment(item.text("due")), stands(item, names), said.join(lang.say("; ", "；"))],
            );
            name = "";
        }
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// Plans that were returned: what they do not say, and what to do about it, in the engine's words.
pub fn returned(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("what is missing", "缺什么"), Left),
        (lang.say("what to do", "怎么改"), Left),
    ]);
    for result in answer.items("results") {
        let mut name = names.of(Kind::Employee, result.text("employee"));
        for finding in result.items("plans").iter().flat_map(|plan| plan.items("findings")) {
            table.row(None, vec![name.to_owned(), finding.text("message").to_owned(), finding.text("hint").to_owned()]);
            name = "";
        }
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// Who owes a plan.
pub fn owed(answer: &Value, names: &Names) -> Option<String> {
    let people: Vec<&str> =
        answer.items("owed").iter().map(|owed| names.of(Kind::Employee, owed.text("employee"))).collect();
    let listed = people.join(names.lang.say(", ", "、"));
    (!people.is_empty()).then(|| format!("{}{listed}\n", names.lang.say("No plan yet: ", "尚未提交计划：")))
}

/// Whom to tell what.
pub fn notices(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("to", "接收人"), Left),
        (lang.say("kind", "类别"), Left),
        (lang.say("notice", "内容"), Left),
    ]);
    for notice in answer.items("notices") {
        let to: Vec<&str> =
            notice.items("to").iter().filter_map(Value::as_str).map(|id| names.of(Kind::Employee, id)).collect();
        let kind = match notice.text("kind") {
            "warning" => lang.say("warning", "预警"),
            _ => lang.say("reminder", "提醒"),
        };
        let to = if to.is_empty() { "–".to_owned() } else { to.join(lang.say(", ", "、")) };
        table.row(
            (notice.text("kind") == "warning").then_some("33"),
            vec![to, kind.to_owned(), notice.text("text").to_owned()],
        );
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// All items in one line: `7 plan items: 3 done, 1 overdue`.
pub fn total(answer: &Value, names: &Names) -> Option<String> {
    let lang = names.lang;
    let summary = answer.get("summary").filter(|summary| count(summary, "items") != "0")?;
    let parts: Vec<String> = STATES
        .iter()
        .filter(|state| count(summary, state) != "0")
        .map(|state| {
            let (number, state) = (count(summary, state), word(state, names));
            lang.say(&format!("{number} {state}"), &format!("{state} {number}")).to_owned()
        })
        .collect();
    let (items, parts) = (count(summary, "items"), parts.join(lang.say(", ", "、")));
    Some(lang.say(&format!("{items} plan items: {parts}"), &format!("计划共 {items} 项：{parts}")).to_owned())
}

fn items(result: &Value) -> impl Iterator<Item = &Value> {
    result.items("plans").iter().flat_map(|plan| plan.items("items"))
}

fn count(summary: &Value, state: &str) -> String {
    summary.get(state).map_or_else(|| "0".to_owned(), Value::to_string)
}

fn colour(summary: &Value) -> Option<&'static str> {
    let any = |state| count(summary, state) != "0";
    match (any("overdue"), any("at_risk") || any("returned")) {
        (true, _) => Some("31"),
        (false, true) => Some("33"),
        _ => None,
    }
}

fn word<'t>(state: &'t str, names: &Names) -> &'t str {
    let lang = names.lang;
    match state {
        "done" => lang.say("done", "按期完成"),
        "done_late" => lang.say("late", "逾期完成"),
        "on_time" => lang.say("on time", "正常"),
        "at_risk" => lang.say("at risk", "有风险"),
        "overdue" => lang.say("overdue", "已逾期"),
        "cancelled" => lang.say("cancelled", "已取消"),
        "returned" => lang.say("returned", "退回"),
        other => other,
    }
}

fn stands(item: &Value, names: &Names) -> String {
    let progress = item.text("progress");
    let progress = if progress.is_empty() { String::new() } else { format!(" ({})", percent(progress)) };
    let days = item.get("overdue_days").and_then(Value::as_u64);
    let stands = match days {
        Some(0) if item.text("status") == "overdue" => names.lang.say("overdue since today", "今日逾期").to_owned(),
        Some(days) if item.text("status") == "overdue" => {
            let plural = if days == 1 { "" } else { "s" };
            names.lang.say(&format!("overdue {days} day{plural}"), &format!("逾期 {days} 天")).to_owned()
        }
        _ => word(item.text("status"), names).to_owned(),
    };
    names.lang.say(&format!("{stands}{progress}"), &format!("{stands}{}", chinese(&progress))).to_owned()
}

fn chinese(brackets: &str) -> String {
    brackets.replace(" (", "（").replace(')', "）")
}

fn because(risk: &Value, names: &Names) -> String {
    let lang = names.lang;
    let by = names.of(Kind::Employee, risk.text("by"));
    let by = if by.is_empty() { String::new() } else { format!(" ({by})") };
    match risk.text("code") {
        "blocked" => {
            let note = risk.text("note");
            lang.say(&format!("blocked: {note}{by}"), &format!("受阻：{note}{}", chinese(&by))).to_owned()
        }
        "depends_on" => {
            let before = names.of(Kind::Item, risk.text("item"));
            lang.say(&format!("waits for {before}"), &format!("等待：{before}")).to_owned()
        }
        "behind" => lang.say("behind", "进度落后").to_owned(),
        "due_soon" => lang.say("due soon", "即将到期").to_owned(),
        other => other.to_owned(),
    }
}

fn endangered(item: &Value, names: &Names) -> Option<String> {
    let lang = names.lang;
    let endangers = item.get("endangers")?;
    let mut said: Vec<String> = Vec::new();
    for waiting in endangers.items("items") {
        let who = names.of(Kind::Employee, waiting.text("employee"));
        let what = names.of(Kind::Item, waiting.text("item"));
        said.push(lang.say(&format!("{what} ({who})"), &format!("{what}（{who}）")).to_owned());
    }
    for milestone in endangers.items("milestones") {
        let (what, date) = (names.of(Kind::Milestone, milestone.text("milestone")), milestone.text("date"));
        said.push(lang.say(&format!("{what} on {date}"), &format!("{what}（{date}）")).to_owned());
    }
    let said = said.join(lang.say(", ", "、"));
    (!said.is_empty()).then(|| format!("{}{said}", lang.say("endangers ", "影响：")))
}

/// A day, or a moment without its seconds and offset: the reader's own.
fn moment(due: &str) -> String {
    match due.split_once('T') {
        Some((day, time)) => format!("{day} {}", time.get(..5).unwrap_or(time)),
        None if due.is_empty() => "–".to_owned(),
        None => due.to_owned(),
    }
}
