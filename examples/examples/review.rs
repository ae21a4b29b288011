//! Reviews a company's month on the terminal; see `--help`.
use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use hrcore_examples::args::{self, Args, Only};
use hrcore_examples::books::{Books, Failure, Question};
use hrcore_examples::json::Dig as _;
use hrcore_examples::names::Names;
use hrcore_examples::problems::problems;
use hrcore_examples::table::Page;
use hrcore_examples::{
    ahead, figures, groups, leaving, money, month, moves, person, planning, progress, review, shortfalls, ways,
};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let args = match args::parse(lexopt::Parser::from_env()) {
        Ok(Some(args)) => args,
        Ok(None) => return print(args::HELP),
        Err(message) => return complain(&format!("{message}; --help lists the options\n")),
    };
    match run(&args, page()) {
        Ok(text) => print(&text),
        Err(failure) => complain(&failure.describe(args.lang)),
    }
}

/// What is printed.
pub(crate) fn run(args: &Args, page: Page) -> Result<String, Failure> {
    let books = Books::open(&args.source)?;
    let mut request = json!({ "period": args.period });
    if let (Some(employee), Some(fields)) = (&args.employee, request.as_object_mut()) {
        fields.insert("employees".to_owned(), json!([employee]));
    }
    let eligibility = eligibility(args);
    if args.json {
        let mut answer = match &eligibility {
            Some(request) if args.only == Some(Only::Moves) => books.text(Question::Eligibility, request)?,
            _ => match args.only {
                Some(Only::Plans) => books.text(Question::Plans, &planning::request(args).unwrap_or_default())?,
                Some(Only::Payouts) => books.text(Question::Payouts, &money::payouts_request(args))?,
                Some(Only::Alerts) => books.text(Question::Alerts, &money::day_request(args).unwrap_or_default())?,
                Some(Only::Outlook) => ahead::text(args, &books)?,
                Some(Only::Attrition) => leaving::text(args, &books)?,
                _ => books.text(Question::Score, &request)?,
            },
        };
        if std::io::stdout().is_terminal() {
            answer.push('\n');
        }
        return Ok(answer);
    }
    let answer = books.ask(Question::Score, &request)?;
    let version = answer.get("policy").map_or("", |p| p.text("version"));
    let names = Names::new(&books.policy, &books.people, version, args.lang);
    let mut left_out = answer.items("problems").to_vec();
    let mut out = title(&answer, &names, page);
    let next = match &eligibility {
        Some(request) => books.ask(Question::Eligibility, request)?,
        None => Value::Null,
    };
    if args.only == Some(Only::Plans) {
        out.push_str(planning::whole(args, &books, &names, page)?.trim_start());
    } else if args.only == Some(Only::Payouts) {
        out.push_str(money::paid(args, &books, &mut left_out, &names, page)?.trim_start());
    } else if args.only == Some(Only::Alerts) {
        out.push_str(money::alerted(args, &books, &names, page)?.trim_start());
    } else if args.only == Some(Only::Outlook) {
        out.push_str(ahead::whole(args, &books, &mut left_out, &names, page)?.trim_start());
    } else if args.only == Some(Only::Attrition) {
        out.push_str(leaving::whole(args, &books, &mut left_out, &names, page)?.trim_start());
    } else if args.only == Some(Only::Moves) {
        out.push_str(next_moves(args, &next, &names, page).trim_start());
        out.push_str(&ways(args, &books, &answer, &names, page)?);
    } else if args.employee.is_some() {
        if let Some(fields) = request.as_object_mut() {
            fields.insert("lang".to_owned(), json!(args.lang.code()));
        }
        let explained = books.ask(Question::Explain, &request)?;
        for (result, explained) in answer.items("results").iter().zip(explained.items("results")) {
            out.push_str(&person::person(result, explained, &names, page));
        }
        out.push_str(&next_moves(args, &next, &names, page));
        out.push_str(&ways(args, &books, &answer, &names, page)?);
        out.push_str(&planning::whole(args, &books, &names, page)?);
        out.push_str(&money::paid(args, &books, &mut left_out, &names, page)?);
        out.push_str(&money::alerted(args, &books, &names, page)?);
    } else {
        out.push_str(&whole(args, &books, &answer, &names, page)?);
        out.push_str(&next_moves(args, &next, &names, page));
        out.push_str(&planning::brief(args, &books, &names, page)?);
        out.push_str(&money::brief(args, &books, &mut left_out, &names, page)?);
        out.push_str(&ahead::brief(args, &books, &mut left_out, &names, page)?);
        out.push_str(&leaving::brief(args, &books, &names, page)?);
        out.push_str(&advice(args, &books, &names, page)?);
    }
    if !left_out.is_empty() {
        let left_out = problems(&json!({ "problems": left_out }), args.lang);
        out.push_str(&section(args.lang.say("Records left out", "未采用的记录"), &left_out, page));
    }
    Ok(out)
}

fn title(answer: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let period = figures::period(answer.text("period"), lang);
    let policy = answer.get("policy").unwrap_or(&Value::Null);
    let (id, version) = (policy.text("id"), policy.text("version"));
    let company = names.company();
    let text = lang
        .say(
            &format!("{company} · review of {period} · policy {id} {version}"),
            &format!("{company} · {period}绩效考核 · 制度 {id} {version}"),
        )
        .to_owned();
    format!("{}\n\n", page.paint("1", &text))
}

/// The whole company: totals, missed targets, missing data, distribution, units, the running period.
fn whole(args: &Args, books: &Books, answer: &Value, names: &Names, page: Page) -> Result<String, Failure> {
    let lang = args.lang;
    let mut out = review::totals(answer, names, page);
    if let Some(table) = shortfalls::missed(answer, names, page) {
        out.push_str(&section(lang.say("Missed targets", "未达标指标"), &table, page));
    }
    if let Some(table) = shortfalls::missing(answer, names, page) {
        out.push_str(&section(lang.say("Missing", "缺失的数据"), &table, page));
    }
    let policy = books.policy.as_array().and_then(|versions| versions.last()).unwrap_or(&books.policy);
    let request = json!({ "period": args.period });
    if policy.has("distribution") {
        let text = groups::distribution(&books.ask(Question::Calibrate, &request)?, names, page);
        out.push_str(&section(lang.say("Distribution", "强制分布"), &text, page));
    }
    if policy.has("units") {
        let text = groups::units(&books.ask(Question::Rollup, &request)?, policy, names, page);
        out.push_str(&section(lang.say("Units", "各组织"), &text, page));
    }
    if let Some(as_of) = &args.as_of
        && let Some(running) = month::running(policy, as_of)
    {
        let answer = books.ask(Question::Progress, &json!({ "period": running, "as_of": as_of }))?;
        let period = figures::period(&running, lang);
        let head =
            lang.say(&format!("{period} so far, on {as_of}"), &format!("{period}进度（截至 {as_of}）")).to_owned();
        out.push_str(&section(&head, &progress::progress(&answer, names, page), page));
    }
    Ok(out)
}

fn advice(args: &Args, books: &Books, names: &Names, page: Page) -> Result<String, Failure> {
    let text = groups::advice(&books.lint()?, names);
    let head = args.lang.say("Advice on the policy", "对制度本身的建议");
    Ok(text.map(|text| section(head, &text, page)).unwrap_or_default())
}

/// The question of next moves, where the day is known.
fn eligibility(args: &Args) -> Option<Value> {
    let mut request = json!({ "as_of": args.as_of.as_ref()?, "lang": args.lang.code() });
    if let (Some(employee), Some(fields)) = (&args.employee, request.as_object_mut()) {
        fields.insert("employees".to_owned(), json!([employee]));
    }
    Some(request)
}

fn next_moves(args: &Args, answer: &Value, names: &Names, page: Page) -> String {
    let day = answer.text("as_of");
    let head = args.lang.say(&format!("Next moves, on {day}"), &format!("晋升与转岗（截至 {day}）")).to_owned();
    if args.employee.is_some() {
        let text: String = answer.items("results").iter().map(|result| moves::of_person(result, page)).collect();
        return if text.is_empty() { text } else { section(&head, &text, page) };
    }
    moves::moves(answer, names, page).map(|text| section(&head, &text, page)).unwrap_or_default()
}

/// Where people can go from where they are: every way of one person, the furthest of each.
fn ways(args: &Args, books: &Books, answer: &Value, names: &Names, page: Page) -> Result<String, Failure> {
    let Some(as_of) = &args.as_of else { return Ok(String::new()) };
    let mut found = Vec::new();
    for result in answer.items("results") {
        let request = json!({ "as_of": as_of, "employee": result.text("employee"), "lang": args.lang.code() });
        found.push(books.ask(Question::Paths, &request)?);
    }
    let head = args.lang.say("Ways ahead", "发展路径");
    let table = ways::ways(&found, args.employee.is_some(), names, page);
    Ok(table.map(|text| section(head, &text, page)).unwrap_or_default())
}

fn section(head: &str, body: &str, page: Page) -> String {
    format!("\n{}{body}", page.heading(head))
}

fn page() -> Page {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let width = std::env::var("COLUMNS").ok().and_then(|w| w.parse().ok()).unwrap_or(100);
    Page { width: width.max(80), colour: std::io::stdout().is_terminal() && !set("NO_COLOR") }
}

fn print(text: &str) -> ExitCode {
    // A reader such as `head` may close the pipe; that is no failure.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

fn complain(text: &str) -> ExitCode {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
    ExitCode::FAILURE
}
