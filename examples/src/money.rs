//! Payouts and alerts: the questions, and the sections of the page.
use serde_json::{Value, json};

use crate::args::Args;
use crate::books::{Books, Failure, Question};
use crate::figures::period;
use crate::json::Dig as _;
use crate::names::Names;
use crate::table::{Page, wrap};
use crate::{alerts, payouts};

/// The policy that speaks last: whether it has a field at all.
fn has(books: &Books, fields: &[&str]) -> bool {
    let policy = books.policy.as_array().and_then(|versions| versions.last()).unwrap_or(&books.policy);
    fields.iter().any(|field| policy.has(field))
}

/// The request of `payouts`.
pub fn payouts_request(args: &Args) -> Value {
    let mut request = json!({ "period": args.period, "lang": args.lang.code() });
    only(args, &mut request);
    request
}

/// The request of `alerts` and of `points`, where the day is known.
pub fn day_request(args: &Args) -> Option<Value> {
    let mut request = json!({ "as_of": args.as_of.as_ref()?, "lang": args.lang.code() });
    only(args, &mut request);
    Some(request)
}

fn only(args: &Args, request: &mut Value) {
    if let (Some(employee), Some(fields)) = (&args.employee, request.as_object_mut()) {
        fields.insert("employees".to_owned(), json!([employee]));
    }
}

/// Records that an answer leaves out, each named once.
pub(crate) fn leave_out(answer: &Value, left_out: &mut Vec<Value>) {
    for problem in answer.items("problems") {
        if !left_out.contains(problem) {
            left_out.push(problem.clone());
        }
    }
}

/// What is paid: `--payouts`. With `--employee`, what it was computed from as well. Records that `score` does not look at
/// are added to those that are left out.
///
/// # Errors
///
/// Problems of the facts or the request.
pub fn paid(
    args: &Args,
    books: &Books,
    left_out: &mut Vec<Value>,
    names: &Names,
    page: Page,
) -> Result<String, Failure> {
    let lang = args.lang;
    let mut out = String::new();
    let mut add = |head: &str, body: Option<String>| {
        if let Some(body) = body {
            out.push_str(&section(head, &body, page));
        }
    };
    if has(books, &["bonuses", "commissions", "pay_rules"]) {
        let answer = books.ask(Question::Payouts, &payouts_request(args))?;
        leave_out(&answer, left_out);
        let of = period(&args.period, lang);
        let head = lang.say(&format!("Payouts for {of}"), &format!("{of}应发明细")).to_owned();
        let total = payouts::totals(&answer, names).map(|total| format!("\n{total}\n"));
        let lines = match args.employee {
            Some(_) => payouts::in_full(&answer, names, page),
            None => payouts::lines(&answer, names, page),
        };
        add(&head, lines.map(|lines| lines + &total.unwrap_or_default()));
        add(lang.say("Not known yet", "待定"), payouts::undecided(&answer, names, page));
        add(lang.say("Not earned", "未获得"), payouts::not_earned(&answer, names, page));
        // Of one person, the line says what the budget leaves.
        if args.employee.is_none() {
            add(lang.say("Budgets", "预算"), payouts::budgets(&answer, names, page));
        }
    }
    if let Some(request) = day_request(args).filter(|_| has(books, &["points"])) {
        let day = request.text("as_of");
        let head = lang.say(&format!("Points, on {day}"), &format!("积分（截至 {day}）")).to_owned();
        let answer = books.ask(Question::Points, &request)?;
        leave_out(&answer, left_out);
        add(&head, payouts::points(&answer, names, page));
    }
    Ok(out)
}

/// Whom something has to be said to: `--alerts`.
///
/// # Errors
///
/// Problems of the facts or the request.
pub fn alerted(args: &Args, books: &Books, names: &Names, page: Page) -> Result<String, Failure> {
    let Some(request) = day_request(args).filter(|_| has(books, &["alerts"])) else { return Ok(String::new()) };
    let answer = books.ask(Question::Alerts, &request)?;
    let day = request.text("as_of");
    let head = args.lang.say(&format!("Alerts, on {day}"), &format!("预警（截至 {day}）")).to_owned();
    Ok(alerts::alerts(&answer, names, page).map(|text| section(&head, &text, page)).unwrap_or_default())
}

/// Two lines for the review of a period. A period for which nothing can be paid, such as a day, has none on payouts.
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
    if has(books, &["bonuses", "commissions", "pay_rules"]) {
        let mut request = payouts_request(args);
        if let Some(fields) = request.as_object_mut() {
            fields.insert("detail".to_owned(), json!("totals"));
        }
        if let Ok(answer) = books.ask(Question::Payouts, &request) {
            leave_out(&answer, left_out);
            let said = [payouts::totals(&answer, names), payouts::open(&answer, names)];
            let said: Vec<String> = said.into_iter().flatten().collect();
            lines.push(said.join(args.lang.say("; ", "；")));
        }
    }
    if let Some(request) = day_request(args).filter(|_| has(books, &["alerts"])) {
        lines.extend(alerts::total(&books.ask(Question::Alerts, &request)?, names));
    }
    lines.retain(|line| !line.is_empty());
    let mut out = String::new();
    for line in lines.iter().flat_map(|line| wrap(line, page.width)) {
        out.push_str(&format!("{line}\n"));
    }
    if out.is_empty() {
        return Ok(out);
    }
    let head = args.lang.say("Payouts and alerts (--payouts, --alerts)", "应发与预警（--payouts、--alerts 显示明细）");
    Ok(section(head, &out, page))
}

fn section(head: &str, body: &str, page: Page) -> String {
    format!("\n{}{body}", page.heading(head))
}
