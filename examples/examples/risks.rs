//! Writes a page of drawings from the answers of `attrition` and `fit_attrition`; see `--help`.
use std::io::Write as _;
use std::process::ExitCode;

use hrcore_examples::books::Failure;
use hrcore_examples::json::Dig as _;
use hrcore_examples::lang::Lang;
use hrcore_examples::names::Names;
use hrcore_examples::risks::ask::{Args, ask};
use hrcore_examples::risks::page::page;
use hrcore_examples::risks::picture::picture;
use hrcore_examples::risks::sheet::Sheet;
use lexopt::prelude::*;

const HELP: &str = "\
Writes a page of drawings: who may leave and how likely, why, each term of the model, how reliable it
was, its scorecard to be printed, and an audit. One HTML file; it needs no script and nothing from elsewhere.

Usage: cargo run --release --example risks -- [OPTIONS] > leaving.html

  --company NAME   made (default), a company of about 1200 people that is made up by a rule; or one of
                   parts-shop, cross-border, online-shop
  --as-of DATE     the last day that is over; that of the company's books by default
  --model FILE     a model that was fitted before, in place of one that is fitted now
  --prior FILE     a model to borrow from; made and cross-border borrow templates/priors/typical-drivers.json
  --lang en|zh     language of everything written; en by default
  --svg            only a picture, as a file of its own: one person, one curve, how reliable it was
  --help           this text
";

fn main() -> ExitCode {
    let text = match parse() {
        Ok(None) => Ok(HELP.to_owned()),
        Ok(Some((args, is_svg))) => run(&args, is_svg).map_err(|failure| failure.describe(args.lang)),
        Err(error) => Err(format!("{error}; --help lists the options\n")),
    };
    let written = match &text {
        Ok(text) => std::io::stdout().write_all(text.as_bytes()),
        Err(text) => std::io::stderr().write_all(text.as_bytes()),
    };
    if text.is_ok() && written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn parse() -> Result<Option<(Args, bool)>, lexopt::Error> {
    let mut args = Args { company: "made".to_owned(), as_of: None, model: None, prior: None, lang: Lang::En };
    let mut is_svg = false;
    let mut parser = lexopt::Parser::from_env();
    while let Some(option) = parser.next()? {
        match option {
            Long("company") => args.company = parser.value()?.string()?,
            Long("as-of") => args.as_of = Some(parser.value()?.string()?),
            Long("model") => args.model = Some(parser.value()?.into()),
            Long("prior") => args.prior = Some(parser.value()?.into()),
            Long("lang") => {
                args.lang = match parser.value()?.string()?.as_str() {
                    "en" => Lang::En,
                    "zh" => Lang::Zh,
                    other => return Err(format!("no language `{other}`").into()),
                }
            }
            Long("svg") => is_svg = true,
            Long("help") | Short('h') => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some((args, is_svg)))
}

fn run(args: &Args, is_svg: bool) -> Result<String, Failure> {
    let asked = ask(args)?;
    let version = asked.answer.get("policy").map_or("", |policy| policy.text("version"));
    let names = Names::new(&asked.books.policy, &asked.books.people, version, args.lang);
    let sheet = Sheet::new(&asked.request, &asked.answer, &asked.fit, &names);
    if is_svg {
        let nothing = || Failure::Plain("there is nothing to draw".to_owned());
        return picture(&sheet).map(|drawing| drawing.file()).ok_or_else(nothing);
    }
    Ok(page(&sheet))
}
