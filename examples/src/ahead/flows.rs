//! How grades fill over time, where there are enough people to say so.
use serde_json::Value;

use super::number::{count, fixed, number};
use super::paragraph;
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// Below so many months of one person each, the engine calls them few.
const FEW: f64 = 120.0;

/// Grades now and at the end, and what that rests on. Of few people only why nothing is shown.
pub fn flows(answer: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let n = count(answer, "n");
    let is_few = answer.items("caveats").iter().any(|caveat| caveat == "few_people" || caveat == "nothing_seen");
    if is_few {
        return paragraph(&too_few(n.to_string().as_str(), names), page);
    }
    let Some(last) = answer.items("months").last() else { return String::new() };
    let month = last.text("period");
    let mut table = Table::new(&[
        (lang.say("grade", "职级"), Left),
        (lang.say("now", "现有"), Right),
        (month, Right),
        (lang.say("80 in 100", "八成区间"), Right),
        (lang.say("95 in 100", "九成五区间"), Right),
        (lang.say("leave a month", "月离职"), Right),
        (lang.say("move up a month", "月上移"), Right),
    ]);
    let span =
        |people: &Value, low, high| format!("{}–{}", fixed(number(people, low), 0), fixed(number(people, high), 0));
    let rate = |grade: &str, is_up: bool| {
        let share = answer.items("rates").iter().find(|rate| rate.text("from") == grade && rate.has("to") == is_up);
        share
            .and_then(|rate| number(rate.get("share")?, "mean"))
            .map_or_else(|| "–".to_owned(), |share| format!("{:.1}%", share * 100.0))
    };
    for (grade, then) in answer.items("grades").iter().zip(last.items("grades")) {
        let (id, people) = (grade.text("position"), then.get("people").unwrap_or(&Value::Null));
        table.row(
            None,
            vec![
                names.of(Kind::Position, id).to_owned(),
                count(grade, "people").to_string(),
                fixed(number(people, "mean"), 1),
                span(people, "lo80", "hi80"),
                span(people, "lo95", "hi95"),
                rate(id, false),
                rate(id, true),
            ],
        );
    }
    let seen = |is_up: bool| -> u64 {
        answer.items("rates").iter().filter(|rate| rate.has("to") == is_up).map(|rate| count(rate, "n")).sum()
    };
    let (up, left) = (seen(true), seen(false));
    let moved = if up == 1 { "move" } else { "moves" };
    let borrowed = match answer.text("source") {
        "local" => "",
        _ => lang.say(" What is not seen is borrowed from the policy's rates.", "未观察到的部分参照制度中的参考比例。"),
    };
    let note = lang
        .say(
            &format!("Seen: {n} months of one person each, {up} {moved} up, {left} left.{borrowed}"),
            &format!("依据 {n} 人月：上移 {up} 次，离开 {left} 人。{borrowed}"),
        )
        .to_owned();
    format!("{}\n{}", table.print(page), paragraph(&note, page))
}

fn too_few(months: &str, names: &Names) -> String {
    names
        .lang
        .say(
            &format!(
                "Not shown: {months} months of one person each were seen. Below {FEW} the shares that leave and move up would be \
                 chance, or borrowed."
            ),
            &format!("不显示：只观察到 {months} 人月。不足 {FEW} 人月时，离职和晋升的比例多半出于偶然或借用。"),
        )
        .to_owned()
}

/// Why nothing is said of grades in a policy that names none.
pub fn why_not(people: f64, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let months = people * 12.0;
    if months < FEW {
        let months = format!("{months:.0}");
        return paragraph(
            lang.say(
                &format!(
                    "Not shown: {} people are about {months} months of one person each in a year. Below {FEW} the shares that \
                     leave and move up would be chance, or borrowed.",
                    fixed(Some(people), 0)
                ),
                &format!(
                    "不显示：{} 人一年约 {months} 人月。不足 {FEW} 人月时，离职和晋升的比例多半出于偶然或借用。",
                    fixed(Some(people), 0)
                ),
            ),
            page,
        );
    }
    paragraph(
        lang.say("Not shown: the policy names no grades (staff_flows).", "不显示：制度没有列出职级（staff_flows）。"),
        page,
    )
}
