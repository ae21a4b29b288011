//! Next moves: who may move on, how far along the others are, what is missing, and by when.
use serde_json::Value;

use crate::figures::{percent, plain};
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table, wrap};

/// With more moves than this, those that are half-way or less are only counted.
const FEW: usize = 15;

/// The moves that are shown, and how many are not.
fn near(answer: &Value) -> (Vec<(&Value, &Value)>, usize) {
    let results = answer.items("results");
    let all = || results.iter().flat_map(|result| result.items("moves").iter().map(move |step| (result, step)));
    let count = all().count();
    // One half is written "0.5"; texts of one form sort as numbers do below 1.
    let is_near = |step: &Value| step.text("state") != "not_eligible" || step.text("progress") > "0.5";
    let shown: Vec<_> = all().filter(|(_, step)| count <= FEW || is_near(step)).collect();
    let rest = count - shown.len();
    (shown, rest)
}

/// A table of moves, and one of what is missing; nothing where no position has a way on.
pub fn moves(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let (shown, rest) = near(answer);
    if shown.is_empty() && rest == 0 {
        return None;
    }
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("next move", "下一步"), Left),
        (lang.say("progress", "进度"), Right),
        (lang.say("earliest", "最早"), Left),
        (lang.say("state", "结论"), Left),
    ]);
    let mut missing = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("next move", "下一步"), Left),
        (lang.say("still missing", "还缺"), Left),
    ]);
    let (mut last, mut lacking) = ("", "");
    for (result, step) in shown {
        let name = names.of(Kind::Employee, result.text("employee"));
        let target = names.of(Kind::Position, step.text("to"));
        let (colour, state) = match step.text("state") {
            "eligible" => (Some("32"), lang.say("eligible", "符合")),
            "not_eligible" => (None, lang.say("not yet", "尚不符合")),
            _ => (Some("33"), lang.say("not known", "待定")),
        };
        let first = if name == last { "" } else { name };
        last = name;
        let cells = [first, target, &percent(step.text("progress")), &plain(step.text("earliest")), state];
        table.row(colour, cells.map(str::to_owned).to_vec());
        let mut target = target;
        for text in step.get("condition").map(|condition| open(condition, "")).unwrap_or_default() {
            let first = if name == lacking { "" } else { name };
            lacking = name;
            missing.row(None, vec![first.to_owned(), target.to_owned(), text]);
            target = "";
        }
    }
    let mut out = table.print(page);
    if rest > 0 {
        let text =
            lang.say(&format!("{rest} more are half-way or less."), &format!("另有 {rest} 项进度不过半。")).to_owned();
        out.push_str(&format!("\n{text}\n"));
    }
    if !missing.is_empty() {
        out.push_str(&format!("\n{}", missing.print(page)));
    }
    Some(out)
}

/// What is open, in the engine's words: tests, and choices with what they offer.
pub(crate) fn open(condition: &Value, indent: &str) -> Vec<String> {
    let parts = condition.items("parts");
    match condition.text("kind") {
        _ if condition.text("state") == "met" => Vec::new(),
        "all" => parts.iter().flat_map(|part| open(part, indent)).collect(),
        "any" | "of" => {
            let mut texts = vec![format!("{indent}{}", condition.text("text"))];
            texts.extend(parts.iter().flat_map(|part| open(part, &format!("{indent}–\u{a0}"))));
            texts
        }
        _ => vec![format!("{indent}{}", condition.text("text"))],
    }
}

/// One person's moves in full: the decision, and every condition with how it stands.
pub fn of_person(result: &Value, page: Page) -> String {
    let mut out = String::new();
    for step in result.items("moves") {
        if !out.is_empty() {
            out.push('\n');
        }
        for line in wrap(step.text("text"), page.width) {
            out.push_str(&format!("{line}\n"));
        }
        for text in step.get("condition").map(all).unwrap_or_default() {
            for (number, line) in wrap(&text, page.width.saturating_sub(4)).iter().enumerate() {
                out.push_str(&format!("{}{}\n", if number == 0 { "  " } else { "    " }, line.replace('\u{a0}', " ")));
            }
        }
    }
    out
}

fn all(condition: &Value) -> Vec<String> {
    let sign = match condition.text("state") {
        "met" => "✓",
        "unmet" => "✗",
        _ => "?",
    };
    let own = format!("{sign}\u{a0}{}", condition.text("text"));
    let parts = condition.items("parts").iter().flat_map(all);
    match condition.text("kind") {
        "all" => parts.collect(),
        "any" | "of" => std::iter::once(own).chain(parts.map(|text| format!("\u{a0}\u{a0}{text}"))).collect(),
        _ => vec![own],
    }
}
