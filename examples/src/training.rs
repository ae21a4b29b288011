//! Training: who has done how much of what is required, which gates are closed, and which courses would help.
use serde_json::Value;

use crate::figures::plain;
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// Who lacks something: how many courses are done, which are not, and by when.
pub fn gaps(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("done", "已完成"), Right),
        (lang.say("to go", "未完成"), Right),
        (lang.say("due", "截止"), Left),
        (lang.say("courses", "课程"), Left),
    ]);
    let number = |result: &Value, field| result.get(field).map(Value::to_string).unwrap_or_default();
    for result in lacking(answer) {
        let open = result.items("requirements").iter().filter(|requirement| requirement.text("state") != "complete");
        let open: Vec<&Value> = open.collect();
        let due = open.iter().map(|requirement| requirement.text("due")).filter(|due| !due.is_empty()).min();
        let courses: Vec<String> = open
            .iter()
            .flat_map(|requirement| requirement.items("courses"))
            .filter(|course| course.text("state") != "done")
            .map(|course| named(course, names))
            .collect();
        let due = plain(due.unwrap_or(""));
        let late = result.text("state") == "overdue";
        let due = if late { format!("{due}{}", lang.say(" (overdue)", "（已逾期）")) } else { due };
        table.row(
            late.then_some("31"),
            vec![
                names.of(Kind::Employee, result.text("employee")).to_owned(),
                number(result, "done"),
                number(result, "open"),
                due,
                courses.join(lang.say(", ", "、")),
            ],
        );
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// Who may not do something yet, and what is missing.
pub fn gates(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("may not yet", "暂不能"), Left),
        (lang.say("missing", "还缺"), Left),
    ]);
    for result in answer.items("results") {
        let mut name = names.of(Kind::Employee, result.text("employee"));
        let gates = result.items("gates").iter().filter(|gate| gate.text("kind") == "action");
        for gate in gates.filter(|gate| gate.text("state") != "open") {
            let missing: Vec<&str> = gate
                .items("missing")
                .iter()
                .filter_map(Value::as_str)
                .map(|course| names.of(Kind::Course, course))
                .collect();
            table.row(
                Some("33"),
                vec![
                    name.to_owned(),
                    names.of(Kind::Action, gate.text("id")).to_owned(),
                    missing.join(lang.say(", ", "、")),
                ],
            );
            name = "";
        }
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// The courses that would mend most: the points that weak indicators cost, and how many need them.
pub fn needs(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("course", "课程"), Left),
        (lang.say("points lost", "失分"), Right),
        (lang.say("plan items", "计划项"), Right),
        (lang.say("people", "人数"), Right),
        (lang.say("who", "需要的人"), Left),
    ]);
    for need in answer.items("needs") {
        let people: Vec<&str> =
            need.items("employees").iter().filter_map(Value::as_str).map(|id| names.of(Kind::Employee, id)).collect();
        let number = |field| need.get(field).map(Value::to_string).unwrap_or_default();
        table.row(
            None,
            vec![
                names.of(Kind::Course, need.text("course")).to_owned(),
                plain(need.text("points")),
                number("items"),
                number("count"),
                people.join(lang.say(", ", "、")),
            ],
        );
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// Who lacks courses, in one line.
pub fn total(answer: &Value, names: &Names) -> Option<String> {
    let lang = names.lang;
    let required = answer.items("results").iter().filter(|result| result.text("state") != "nothing_required").count();
    let open = lacking(answer).count();
    let late = lacking(answer).filter(|result| result.text("state") == "overdue").count();
    (required > 0).then(|| {
        lang.say(
            &format!("training: {open} of {required} people lack required courses, {late} of them overdue"),
            &format!("培训：{required} 人中有 {open} 人未完成必修课程，其中 {late} 人已逾期"),
        )
        .to_owned()
    })
}

fn lacking(answer: &Value) -> impl Iterator<Item = &Value> {
    answer.items("results").iter().filter(|result| matches!(result.text("state"), "open" | "overdue"))
}

fn named(course: &Value, names: &Names) -> String {
    let lang = names.lang;
    let name = names.of(Kind::Course, course.text("course"));
    let state = match course.text("state") {
        "in_progress" => lang.say("begun", "学习中"),
        "failed" => lang.say("failed", "未通过"),
        "expired" => lang.say("expired", "已过期"),
        _ => return name.to_owned(),
    };
    lang.say(&format!("{name} ({state})"), &format!("{name}（{state}）")).to_owned()
}
