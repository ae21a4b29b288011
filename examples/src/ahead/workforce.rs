//! Who came, who left and how long posts were open.
use serde_json::Value;

use super::number::{exact, fixed};
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// The figures that are shown. The answer has more.
const SHOWN: [(&str, &str, &str); 15] = [
    ("headcount_average", "people on average", "平均人数"),
    ("headcount_end", "people at the end", "期末人数"),
    ("hires", "hired", "入职"),
    ("leavers", "left", "离职"),
    ("turnover", "turnover", "离职率"),
    ("turnover_voluntary", "  by their own choice", "  主动离职"),
    ("turnover_involuntary", "  by the employer", "  被动离职"),
    ("turnover_retirement", "  by age", "  退休"),
    ("turnover_critical", "  from critical positions", "  关键岗位主动离职"),
    ("stability", "stayed for a year", "一年稳定率"),
    ("internal_mobility", "moved within", "内部流动"),
    ("posts_filled", "posts filled", "已招到岗位"),
    ("days_to_fill", "days to fill a post", "平均招聘天数"),
    ("filled_internally", "filled from within", "内部填补"),
    ("vacancy_rate", "vacant posts", "岗位空缺率"),
];

fn figure<'a>(answer: &'a Value, which: &str) -> Option<&'a Value> {
    // The first group is the company.
    answer.items("groups").first()?.items("figures").iter().find(|figure| figure.text("figure") == which)
}

/// People on an average day, if there are any.
pub fn average(answer: &Value) -> Option<f64> {
    exact(figure(answer, "headcount_average")?, "value").filter(|people| *people > 0.0)
}

/// The figures of the company with what they were made of.
pub fn workforce(answer: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("figure", "指标"), Left),
        (lang.say("value", "数值"), Right),
        (lang.say("a year", "折合全年"), Right),
        (lang.say("of", "构成"), Left),
    ]);
    for (which, en, zh) in SHOWN {
        let Some(found) = figure(answer, which).filter(|found| found.has("value")) else { continue };
        let is_rare = matches!(which, "turnover_retirement") && found.text("value") == "0";
        if is_rare {
            continue;
        }
        let year = if found.has("per_year") { dressed(found, "per_year") } else { String::new() };
        table.row(None, vec![lang.say(en, zh).to_owned(), dressed(found, "value"), year, made_of(which, found, names)]);
    }
    table.print(page)
}

fn dressed(found: &Value, field: &str) -> String {
    let number = exact(found, field);
    match found.text("unit") {
        "share" if number == Some(0.0) => "0%".to_owned(),
        "share" => format!("{}%", fixed(number.map(|share| share * 100.0), 1)),
        _ => fixed(number, usize::from(number.is_some_and(|number| number.fract() != 0.0))),
    }
}

fn made_of(which: &str, found: &Value, names: &Names) -> String {
    let lang = names.lang;
    let people: Vec<&str> =
        found.items("employees").iter().filter_map(Value::as_str).map(|id| names.of(Kind::Employee, id)).collect();
    let people = people.join(lang.say(", ", "、"));
    let plain = |field| exact(found, field).map(|number| fixed(Some(number), usize::from(number.fract() != 0.0)));
    let parts = plain("part").zip(plain("whole")).filter(|_| found.text("unit") == "share");
    let parts = parts.map(|(part, whole)| {
        let unit = if matches!(which, "filled_internally" | "vacancy_rate") {
            (if whole == "1" { "post" } else { "posts" }, "个岗位")
        } else {
            ("people", "人")
        };
        lang.say(&format!("{part} of {whole} {}", unit.0), &format!("{part} / {whole} {}", unit.1)).to_owned()
    });
    match (parts, people.is_empty()) {
        (Some(parts), true) => parts,
        (Some(parts), false) => lang.say(&format!("{parts}: {people}"), &format!("{parts}：{people}")).to_owned(),
        (None, _) => people,
    }
}

/// Hires, leavers and turnover, in a line.
pub fn total(answer: &Value, names: &Names) -> Option<String> {
    let lang = names.lang;
    let value = |which| figure(answer, which).map_or("0", |found| found.text("value"));
    let (end, hires, leavers) = (value("headcount_end"), value("hires"), value("leavers"));
    let found = figure(answer, "turnover").filter(|found| found.has("value"))?;
    let (turnover, year) = (dressed(found, "value"), answer.text("period"));
    Some(
        lang.say(
            &format!("people: {end}; {hires} hired and {leavers} left in {year} so far, a turnover of {turnover}"),
            &format!("人员：{end} 人；{year} 年至今入职 {hires} 人、离职 {leavers} 人，离职率 {turnover}"),
        )
        .to_owned(),
    )
}
