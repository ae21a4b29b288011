//! Writes a page of drawings from the answers of `forecast`, `headcount` and `flows`; see `--help`.
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use hrcore_examples::args::Source;
use hrcore_examples::books::{Books, Failure, Question};
use hrcore_examples::lang::Lang;
use hrcore_examples::names::Names;
use hrcore_examples::outlook::{forecast, page};
use lexopt::prelude::*;
use serde_json::{Value, json};

const HELP: &str = "\
Writes a page of drawings: what comes next in a series, how many people are needed and when to open
requisitions, how grades fill over time. One HTML file; it needs no script and nothing from elsewhere.

Usage: cargo run --release --example outlook -- [OPTIONS] > outlook.html

  --company NAME   online-shop (default)
  --as-of DATE     the last day that is over; 2025-09-30
  --metric ID      the series; sales
  --events IDS     dated events of the series, with commas between; double_11,618
  --lang en|zh     language of everything written; en by default
  --svg            only the drawing of the series, as a file of its own
  --answers FILE   draw these answers instead: {\"forecast\", \"headcount\", \"flows\"}, with the names
                   of the company
  --help           this text
";

struct Args {
    company: String,
    as_of: String,
    metric: String,
    events: Vec<String>,
    lang: Lang,
    is_svg: bool,
    answers: Option<PathBuf>,
}

fn main() -> ExitCode {
    let text = match parse() {
        Ok(None) => Ok(HELP.to_owned()),
        Ok(Some(args)) => run(&args).map_err(|failure| failure.describe(args.lang)),
        Err(error) => Err(format!("{error}; --help lists the options\n")),
    };
    let written = match &text {
        Ok(text) => std::io::stdout().write_all(text.as_bytes()),
        Err(text) => std::io::stderr().write_all(text.as_bytes()),
    };
    if text.is_ok() && written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn parse() -> Result<Option<Args>, lexopt::Error> {
    let mut args = Args {
        company: "online-shop".to_owned(),
        as_of: "2025-09-30".to_owned(),
        metric: "sales".to_owned(),
        events: vec!["double_11".to_owned(), "618".to_owned()],
        lang: Lang::En,
        is_svg: false,
        answers: None,
    };
    let mut parser = lexopt::Parser::from_env();
    while let Some(option) = parser.next()? {
        match option {
            Long("company") => args.company = parser.value()?.string()?,
            Long("as-of") => args.as_of = parser.value()?.string()?,
            Long("metric") => args.metric = parser.value()?.string()?,
            Long("events") => {
                let ids = parser.value()?.string()?;
                args.events = ids.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
            }
            Long("lang") => {
                args.lang = match parser.value()?.string()?.as_str() {
                    "en" => Lang::En,
                    "zh" => Lang::Zh,
                    other => return Err(format!("no language `{other}`").into()),
                }
            }
            Long("svg") => args.is_svg = true,
            Long("answers") => args.answers = Some(parser.value()?.into()),
            Long("help") | Short('h') => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(args))
}

fn run(args: &Args) -> Result<String, Failure> {
    let books = Books::open(&Source::Company(args.company.clone()))?;
    let lang = args.lang.code();
    let [series, plans, grades] = match &args.answers {
        Some(path) => {
            let plain = |error: &dyn std::fmt::Display| Failure::Plain(format!("{}: {error}", path.display()));
            let text = std::fs::read_to_string(path).map_err(|error| plain(&error))?;
            let mut answers: Value = serde_json::from_str(&text).map_err(|error| plain(&error))?;
            ["forecast", "headcount", "flows"].map(|name| answers.get_mut(name).map(Value::take).unwrap_or_default())
        }
        None => [
            books.ask(
                Question::Forecast,
                &json!({ "as_of": args.as_of, "metric": args.metric, "events": args.events, "lang": lang }),
            )?,
            books.ask(Question::Headcount, &json!({ "as_of": args.as_of, "lang": lang }))?,
            books.ask(Question::Flows, &json!({ "as_of": args.as_of, "horizon": 24, "lang": lang }))?,
        ],
    };
    let version = series.get("policy").map_or("", |policy| policy.get("version").and_then(Value::as_str).unwrap_or(""));
    let names = Names::new(&books.policy, &books.people, version, args.lang);
    if args.is_svg {
        let chart = forecast::chart(&series, &names, "series");
        return chart.map(|chart| chart.file()).ok_or_else(|| Failure::Plain("there is nothing to draw".to_owned()));
    }
    Ok(page::page(&[&series, &plans, &grades], &names))
}
