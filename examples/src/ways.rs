//! Ways ahead: where a person can go through the career lattice, and how much stands in the way.
use serde_json::Value;

use crate::figures::plain;
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// A table of ways: every one of a person, or the way of each to where the lattice leads furthest. Nothing where nobody has a way on.
pub fn ways(answers: &[Value], every: bool, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("open", "待满足"), Right),
        (lang.say("next step", "下一步最早"), Left),
        (lang.say("way", "路径"), Left),
    ]);
    for answer in answers {
        let paths = answer.items("paths");
        // The shortest way to where the longest one leads.
        let furthest = paths.iter().rev().max_by_key(|path| path.items("steps").len()).map(|path| path.text("to"));
        let direct = paths.iter().find(|path| Some(path.text("to")) == furthest);
        let shown: Vec<&Value> = if every { paths.iter().collect() } else { direct.into_iter().collect() };
        let mut name = names.of(Kind::Employee, answer.text("employee"));
        for path in shown {
            let steps = path.items("steps");
            let first = steps.first().unwrap_or(&Value::Null);
            let start = names.of(Kind::Position, first.text("from"));
            let way = steps
                .iter()
                .fold(start.to_owned(), |way, step| format!("{way} → {}", names.of(Kind::Position, step.text("to"))));
            let open = path.get("not_met").map(ToString::to_string).unwrap_or_default();
            let earliest = match first.text("state") {
                "eligible" => lang.say("now", "现在").to_owned(),
                _ => plain(first.text("earliest")),
            };
            table.row(None, vec![name.to_owned(), open, earliest, way]);
            name = "";
        }
    }
    (!table.is_empty()).then(|| table.print(page))
}
