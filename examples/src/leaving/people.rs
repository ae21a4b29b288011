//! Single people: chances with bands and reasons where they can be told apart, and signals.
use serde_json::Value;

use super::words::{Drivers, band, percent, span};
use crate::ahead::{count, number};
use crate::json::Dig as _;
use crate::moves::open;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table, wrap};

/// With more people than this, those who are typical or low are only named.
const FEW: usize = 15;
/// So many reasons are shown.
const REASONS: usize = 4;

/// Everybody who has a chance of their own; by band, as no order is known in the lower tiers.
pub fn people(answer: &Value, drivers: &Drivers<'_>, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let all = answer.items("people");
    let estimated: Vec<&Value> = all.iter().filter(|person| person.text("state") == "estimated").collect();
    let is_ranked = estimated.iter().any(|person| person.has("rank"));
    let is_shown = |person: &Value| estimated.len() <= FEW || matches!(person.text("band"), "raised" | "high");
    let mut columns = vec![
        (lang.say("name", "姓名"), Left),
        (lang.say("position", "岗位"), Left),
        (lang.say("chance", "概率"), Right),
        (lang.say("80 in 100", "八成区间"), Right),
        (lang.say("band", "档位"), Left),
        (lang.say("odds against the average, and why", "相对平均的优势比及原因"), Left),
    ];
    if is_ranked {
        columns.insert(0, (lang.say("rank", "排名"), Right));
    }
    let mut table = Table::new(&columns);
    for person in estimated.iter().filter(|person| is_shown(person)) {
        let chance = person.get("chance").unwrap_or(&Value::Null);
        let (word, colour) = band(person.text("band"), lang);
        let why: Vec<String> =
            person.items("reasons").iter().take(REASONS).map(|reason| drivers.reason(reason)).collect();
        let mut cells = vec![
            names.of(Kind::Employee, person.text("employee")).to_owned(),
            names.of(Kind::Position, person.text("position")).to_owned(),
            percent(number(chance, "mean")),
            span(chance),
            word.to_owned(),
            if why.is_empty() { "–".to_owned() } else { why.join(lang.say(", ", "，")) },
        ];
        if is_ranked {
            cells.insert(0, count(person, "rank").to_string());
        }
        table.row(colour, cells);
    }
    let mut out = String::new();
    if !table.is_empty() {
        out.push_str(&table.print(page));
        out.push_str(lang.say("* can be acted on\n", "* 可以采取措施\n"));
    }
    for word in ["typical", "low"] {
        let rest: Vec<&str> = estimated
            .iter()
            .filter(|person| !is_shown(person) && person.text("band") == word)
            .map(|person| names.of(Kind::Employee, person.text("employee")))
            .collect();
        line(band(word, lang).0, &rest, &mut out, names, page);
    }
    for (state, word) in [("leaving", lang.say("leaving already", "已定离职")), ("new", lang.say("to begin", "待入职"))]
    {
        let rest: Vec<&str> = all
            .iter()
            .filter(|person| person.text("state") == state)
            .map(|person| names.of(Kind::Employee, person.text("employee")))
            .collect();
        line(word, &rest, &mut out, names, page);
    }
    (!out.is_empty()).then_some(out)
}

/// Names behind a word: `typical (2): Li Na, Wang Lei`.
fn line(word: &str, people: &[&str], out: &mut String, names: &Names, page: Page) {
    if people.is_empty() {
        return;
    }
    let lang = names.lang;
    let (count, named) = (people.len(), people.join(lang.say(", ", "、")));
    let text = lang.say(&format!("{word} ({count}): {named}"), &format!("{word}（{count} 人）：{named}")).to_owned();
    for line in wrap(&text, page.width) {
        out.push_str(&format!("{line}\n"));
    }
}

/// The rules that hold.
pub fn signals(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("rule", "规则"), Left),
        (lang.say("as it stands", "现状"), Left),
    ]);
    for person in answer.items("people") {
        let mut name = names.of(Kind::Employee, person.text("employee"));
        for seen in person.items("signals") {
            let rule = names.of(Kind::Signal, seen.text("signal"));
            let evidence = seen.get("condition").map(texts).unwrap_or_default().join(lang.say("; ", "；"));
            table.row(Some("33"), [name, rule, &evidence].map(str::to_owned).to_vec());
            name = "";
        }
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// What is said of a condition and its parts; of a combination only its parts.
pub fn texts(condition: &Value) -> Vec<String> {
    let parts = condition.items("parts");
    match condition.text("kind") {
        "all" | "any" | "of" => parts.iter().flat_map(texts).collect(),
        _ if condition.has("text") => vec![condition.text("text").to_owned()],
        _ => open(condition, ""),
    }
}
