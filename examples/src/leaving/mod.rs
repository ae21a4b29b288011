//! Who may leave: the question, and the sections of the page.

mod people;
mod staying;
mod team;
pub mod words;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

pub use self::{people::people, people::signals, people::texts, staying::staying, team::team};

use crate::args::{Args, Source};
use crate::books::{Books, Failure, Question};
use crate::json::Dig as _;
use crate::money::leave_out;
use crate::names::Names;
use crate::table::{Page, wrap};

/// What is borrowed: the file that is named; for the larger of the companies, typical drivers.
fn prior(args: &Args) -> Option<PathBuf> {
    let typical = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/priors/typical-drivers.json");
    match (&args.prior, &args.source) {
        (Some(path), _) => Some(path.clone()),
        (None, Source::Company(name)) if name == "cross-border" => Some(typical()),
        _ => None,
    }
}

/// What is asked, where the day is known.
///
/// # Errors
///
/// A prior that cannot be read.
pub fn request(args: &Args) -> Result<Option<Value>, Failure> {
    let Some(day) = &args.as_of else { return Ok(None) };
    let mut request = json!({ "as_of": day, "lang": args.lang.code() });
    if let Some(path) = prior(args) {
        let wrong = |error: String| Failure::Plain(format!("{}: {error}", path.display()));
        let bytes = std::fs::read(&path).map_err(|error| wrong(error.to_string()))?;
        let pack: Value = serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
        request.as_object_mut().into_iter().for_each(|fields| drop(fields.insert("prior".to_owned(), pack.clone())));
    }
    if let (Some(employee), Some(fields)) = (&args.employee, request.as_object_mut()) {
        fields.insert("employees".to_owned(), json!([employee]));
    }
    Ok(Some(request))
}

/// The answer byte for byte.
///
/// # Errors
///
/// Problems of the facts or the request.
pub fn text(args: &Args, books: &Books) -> Result<String, Failure> {
    books.text(Question::Attrition, &request(args)?.unwrap_or_default())
}

/// Everything: `--attrition`.
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
    let Some(request) = request(args)? else { return Ok(String::new()) };
    let answer = books.ask(Question::Attrition, &request)?;
    leave_out(&answer, left_out);
    let head = args.lang.say("Staying, by months of tenure", "留任（按司龄月数）");
    let staying = section(head, &paragraphs(&staying(books, &answer, args.lang)?, page), page);
    Ok(sections(&answer, &request, names, page) + &staying)
}

/// The sections of an answer: the team, people, signals.
pub fn sections(answer: &Value, request: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let day = answer.text("as_of");
    let drivers = words::Drivers::new(names, &[request.get("prior").unwrap_or(&Value::Null)]);
    let head = lang.say(&format!("Leaving, on {day}"), &format!("离职风险（截至 {day}）")).to_owned();
    let mut out = section(&head, &paragraphs(&team(answer, request, names), page), page);
    if let Some(body) = people(answer, &drivers, names, page) {
        let months = words::months(answer, lang).replace('\u{a0}', " ");
        let head = lang.say(&format!("People, within {months}"), &format!("个人风险（{months}内）")).to_owned();
        out.push_str(&section(&head, &body, page));
    }
    if let Some(body) = signals(answer, names, page) {
        out.push_str(&section(
            lang.say("Signals: rules that hold, and no chances", "预警信号（规则成立，并非概率）"),
            &body,
            page,
        ));
    }
    out
}

/// A line for the review of a period.
///
/// # Errors
///
/// Problems of the facts or the request.
pub fn brief(args: &Args, books: &Books, names: &Names, page: Page) -> Result<String, Failure> {
    let policy = books.policy.as_array().and_then(|versions| versions.last()).unwrap_or(&books.policy);
    if !policy.has("attrition") {
        return Ok(String::new());
    }
    let Some(request) = request(args)? else { return Ok(String::new()) };
    let answer = books.ask(Question::Attrition, &request)?;
    let head = args.lang.say("Leaving (--attrition shows all)", "离职风险（--attrition 显示全部）");
    Ok(section(head, &paragraphs(&[team::total(&answer, names)], page), page))
}

/// Texts, each on lines as wide as the page.
fn paragraphs(texts: &[String], page: Page) -> String {
    // The blanks that kept words together have done their work.
    let lines = texts.iter().flat_map(|text| wrap(text, page.width));
    lines.map(|line| format!("{}\n", line.replace('\u{a0}', " "))).collect()
}

fn section(head: &str, body: &str, page: Page) -> String {
    format!("\n{}{body}", page.heading(head))
}
