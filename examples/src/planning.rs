//! Plans, goals, training and authority together: the questions, and the sections of the page.
use serde_json::{Value, json};

use crate::args::Args;
use crate::books::{Books, Failure, Question};
use crate::json::Dig as _;
use crate::names::Names;
use crate::table::{Page, wrap};
use crate::{authority, goals, plans, training};

/// The answers of one day; those of what the documents do not speak about are null.
#[derive(Debug)]
struct Answers {
    plans: Value,
    /// Asked for the period of the latest plans, to see who owes one.
    owed: Value,
    goals: Value,
    training: Value,
    jobs: Value,
}

/// Everything: `--plans`. With `--employee`, what concerns that person.
///
/// # Errors
///
/// Problems of the facts or the request.
pub fn whole(args: &Args, books: &Books, names: &Names, page: Page) -> Result<String, Failure> {
    let Some(answers) = ask(args, books)? else { return Ok(String::new()) };
    let lang = args.lang;
    let mut out = String::new();
    let mut add = |head: &str, body: Option<String>| {
        if let Some(body) = body {
            out.push_str(&section(head, &body, page));
        }
    };
    let day = answers.plans.text("as_of");
    let when = day.get(..16).unwrap_or(day).replace('T', " ");
    let head = lang.say(&format!("Plans, on {when}"), &format!("工作计划（截至 {when}）")).to_owned();
    let standing = plans::standing(&answers.plans, names, page);
    let owed = plans::owed(&answers.owed, names);
    add(&head, joined([standing, owed]));
    add(lang.say("Late or at risk", "逾期与风险"), plans::attention(&answers.plans, names, page));
    add(lang.say("Returned plans", "退回的计划"), plans::returned(&answers.plans, names, page));
    add(lang.say("Notices", "通知"), plans::notices(&answers.plans, names, page));
    if args.employee.is_none() {
        add(lang.say("Goals", "目标"), goals::goals(&answers.goals, names, page));
        add(lang.say("Do the goals add up?", "目标分解是否成立"), goals::cascades(&answers.goals, names, page));
        let coverage = goals::goals(&answers.goals, names, page).and(goals::coverage(&answers.goals, names, page));
        add(lang.say("Plans and goals", "计划与目标的对应"), joined([coverage, goals::advice(&answers.goals, page)]));
    }
    add(lang.say("Training to go", "待完成培训"), training::gaps(&answers.training, names, page));
    add(lang.say("Gates", "硬门槛"), training::gates(&answers.training, names, page));
    add(lang.say("Courses that would help", "建议课程"), training::needs(&answers.training, names, page));
    let held: Vec<&str> = match args.employee {
        Some(_) => answers.training.items("results").iter().map(|result| result.text("position")).collect(),
        None => Vec::new(),
    };
    add(lang.say("Who may decide what", "审批权限"), authority::authority(&answers.jobs, &held, names, page));
    Ok(out)
}

/// A few lines for the review of a month: how much, and what is late.
///
/// # Errors
///
/// Problems of the facts or the request.
pub fn brief(args: &Args, books: &Books, names: &Names, page: Page) -> Result<String, Failure> {
    let Some(answers) = ask(args, books)? else { return Ok(String::new()) };
    let lang = args.lang;
    let lines = [
        plans::total(&answers.plans, names),
        goals::total(&answers.goals, names),
        training::total(&answers.training, names),
    ];
    let mut out = String::new();
    for line in lines.iter().flatten().flat_map(|line| wrap(line, page.width)) {
        out.push_str(&format!("{line}\n"));
    }
    out.extend(plans::owed(&answers.owed, names));
    if let Some(table) = plans::attention(&answers.plans, names, page) {
        out.push_str(&format!("\n{table}"));
    }
    if out.is_empty() {
        return Ok(out);
    }
    let head = lang.say("Plans, goals, training (--plans shows all)", "计划、目标与培训（--plans 显示全部）");
    Ok(section(head, &out, page))
}

/// The request of `plans`.
pub fn request(args: &Args) -> Option<Value> {
    let mut request = json!({ "as_of": args.at.as_ref()?, "lang": args.lang.code() });
    if let (Some(employee), Some(fields)) = (&args.employee, request.as_object_mut()) {
        fields.insert("employees".to_owned(), json!([employee]));
    }
    Some(request)
}

fn ask(args: &Args, books: &Books) -> Result<Option<Answers>, Failure> {
    let Some(at) = request(args) else { return Ok(None) };
    let policy = books.policy.as_array().and_then(|versions| versions.last()).unwrap_or(&books.policy);
    let people = &books.people;
    let mut on = at.clone();
    if let Some(day) = on.get_mut("as_of") {
        *day = json!(args.as_of);
    }
    let mut about = on.clone();
    if let Some(fields) = about.as_object_mut() {
        fields.remove("employees");
    }
    let mut answers =
        Answers { plans: Value::Null, owed: Value::Null, goals: Value::Null, training: Value::Null, jobs: Value::Null };
    if let Some(latest) = people.items("plans").last() {
        answers.plans = books.ask(Question::Plans, &at)?;
        let mut owed = at;
        if let Some(fields) = owed.as_object_mut() {
            fields.insert("period".to_owned(), json!(latest.text("period")));
            fields.insert("detail".to_owned(), json!("summary"));
        }
        answers.owed = books.ask(Question::Plans, &owed)?;
    }
    if people.has("objectives") {
        answers.goals = books.ask(Question::Goals, &about)?;
    }
    if policy.has("training") || people.has("required_courses") {
        answers.training = books.ask(Question::Training, &on)?;
    }
    if policy.has("actions") {
        answers.jobs = books.ask(Question::Jobs, &about)?;
    }
    Ok(Some(answers))
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

fn section(head: &str, body: &str, page: Page) -> String {
    format!("\n{}{body}", page.heading(head))
}
