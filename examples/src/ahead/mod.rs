//! What comes next: the questions, and the sections of the page. `outlook` draws answers of the same questions.

mod flows;
mod goals;
mod headcount;
mod number;
mod series;
mod workforce;

use serde_json::{Value, json};

pub(crate) use self::number::{count, fixed, number};
pub use self::{flows::flows, goals::goals, headcount::headcount, series::series, series::spark, workforce::workforce};

use crate::args::Args;
use crate::books::{Books, Failure, Question};
use crate::figures::period;
use crate::json::Dig as _;
use crate::money::leave_out;
use crate::names::Names;
use crate::table::{Page, wrap};

/// So many series are foretold.
const SERIES: usize = 2;

/// The policy that speaks last.
fn policy(books: &Books) -> &Value {
    books.policy.as_array().and_then(|versions| versions.last()).unwrap_or(&books.policy)
}

/// What is asked, by the name of the question; what the documents do not speak about is not.
fn questions(args: &Args, books: &Books) -> Vec<(&'static str, Question, Value)> {
    let Some(day) = &args.as_of else { return Vec::new() };
    let policy = policy(books);
    let (lang, year) = (args.lang.code(), day.get(..4).unwrap_or(day));
    let mut asked = Vec::new();
    if policy.has("headcount") {
        asked.push(("headcount", Question::Headcount, json!({ "as_of": day, "lang": lang })));
    }
    if books.people.has("objectives") {
        asked.push(("goal_forecast", Question::GoalForecast, json!({ "as_of": day, "lang": lang })));
    }
    if policy.has("workforce") || books.people.has("requisitions") {
        asked.push(("workforce", Question::Workforce, json!({ "period": year, "as_of": day, "lang": lang })));
    }
    // The series that headcount follows from, with their seasons and events.
    let mut seen: Vec<Value> = Vec::new();
    for rule in policy.items("headcount") {
        let mut request = json!({ "as_of": day, "metric": rule.text("volume"), "lang": lang });
        for field in ["unit", "season", "events"] {
            if let (Some(value), Some(fields)) = (rule.get(field), request.as_object_mut()) {
                fields.insert(field.to_owned(), value.clone());
            }
        }
        if seen.len() < SERIES && !seen.contains(&request) {
            seen.push(request);
        }
    }
    asked.extend(seen.into_iter().map(|request| ("forecast", Question::Forecast, request)));
    if policy.has("staff_flows") {
        asked.push(("flows", Question::Flows, json!({ "as_of": day, "lang": lang })));
    }
    asked
}

/// The answers byte for byte, in an object by the names of their questions; `forecast` has a list.
///
/// # Errors
///
/// Problems of the facts or the request.
pub fn text(args: &Args, books: &Books) -> Result<String, Failure> {
    let (mut parts, mut series) = (Vec::new(), Vec::new());
    for (name, question, request) in questions(args, books) {
        let answer = books.text(question, &request)?;
        match question {
            Question::Forecast => series.push(answer),
            _ => parts.push(format!("\"{name}\":{answer}")),
        }
    }
    if !series.is_empty() {
        parts.push(format!("\"forecast\":[{}]", series.join(",")));
    }
    Ok(format!("{{{}}}", parts.join(",")))
}

/// Everything: `--outlook`.
///
/// # Errors
///
/// Problems of the facts or the request.
pub fn whole(
    args: &Args,
    books: &Books,
    left_out: &mut Vec<Value>,
    names: &Names,
    page: Page,
) -> Result<String, Failure> {
    let lang = args.lang;
    let mut out = String::new();
    let mut people = None;
    let mut has_flows = false;
    for (_, question, request) in questions(args, books) {
        let answer = books.ask(question, &request)?;
        leave_out(&answer, left_out);
        let day = answer.text("as_of");
        match question {
            Question::Headcount => {
                for plan in answer.items("plans") {
                    out.push_str(&headcount(plan, day, names, page));
                }
            }
            Question::GoalForecast => {
                let head = lang.say(&format!("Goals, on {day}"), &format!("目标达成预测（截至 {day}）")).to_owned();
                let body = goals(&answer, &books.people, names, page);
                out.push_str(&body.map(|body| section(&head, &body, page)).unwrap_or_default());
            }
            Question::Workforce => {
                people = workforce::average(&answer);
                let (year, until) = (period(answer.text("period"), lang), answer.text("until"));
                let head = lang
                    .say(&format!("People in {year}, until {until}"), &format!("{year}人员流动（截至 {until}）"))
                    .to_owned();
                out.push_str(&section(&head, &workforce(&answer, names, page), page));
            }
            Question::Forecast => out.push_str(&series(&answer, &request, policy(books), names, page)),
            _ => {
                has_flows = true;
                out.push_str(&section(
                    lang.say("Grades over time", "各职级人数预测"),
                    &flows(&answer, names, page),
                    page,
                ));
            }
        }
    }
    if out.is_empty() {
        out = lang
            .say(
                "Nothing to foretell: the documents have no headcount rules, goals or grades.\n",
                "没有可预测的内容：资料中没有编制规则、目标或职级。\n",
            )
            .to_owned();
    } else if let Some(people) = people.filter(|_| !has_flows) {
        out.push_str(&section(
            lang.say("Grades over time", "各职级人数预测"),
            &flows::why_not(people, names, page),
            page,
        ));
    }
    Ok(out)
}

/// A few lines for the review of a period: what is to be opened, which goals are likely, how many left.
///
/// # Errors
///
/// Problems of the facts or the request.
pub fn brief(
    args: &Args,
    books: &Books,
    left_out: &mut Vec<Value>,
    names: &Names,
    page: Page,
) -> Result<String, Failure> {
    let mut lines = Vec::new();
    for (_, question, request) in questions(args, books) {
        let line: fn(&Value, &Names) -> Option<String> = match question {
            Question::Headcount => headcount::total,
            Question::GoalForecast => goals::total,
            Question::Workforce => workforce::total,
            _ => continue,
        };
        let answer = books.ask(question, &request)?;
        leave_out(&answer, left_out);
        lines.extend(line(&answer, names));
    }
    let mut out = String::new();
    for line in lines.iter().flat_map(|line| wrap(line, page.width)) {
        // The blanks that kept words together have done their work.
        out.push_str(&format!("{}\n", line.replace('\u{a0}', " ")));
    }
    if out.is_empty() {
        return Ok(out);
    }
    Ok(section(args.lang.say("Outlook (--outlook shows all)", "展望（--outlook 显示全部）"), &out, page))
}

/// A text on lines as wide as the page.
fn paragraph(text: &str, page: Page) -> String {
    text.lines().flat_map(|line| wrap(line, page.width)).map(|line| format!("{line}\n")).collect()
}

fn section(head: &str, body: &str, page: Page) -> String {
    format!("\n{}{body}", page.heading(head))
}
