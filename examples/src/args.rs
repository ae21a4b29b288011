//! The options of the command line.
use std::path::PathBuf;

use lexopt::prelude::*;

use crate::lang::Lang;

/// What `--help` prints.
pub const HELP: &str = "\
Reviews a company's month: scores, bands, coefficients, what is missing, which targets were missed
and what to do about it, how the running month stands, who may move on, what is overdue in plans, goals
and training, what is paid, whom something has to be said to, what comes next, who may leave, and
advice on the policy itself.

Usage: cargo run --release --example review -- [OPTIONS]

  --company NAME        parts-shop (default) or cross-border
  --period PERIOD       2025-11 (default), 2025-Q3, 2025-H1, 2025, 2025-11@26 …
  --as-of DATE          the day of progress, next moves, plans, goals, training and the outlook;
                        2025-12-12 for the two companies. Plans stand as at 18:00 in China, or at the
                        moment that is stated, such as 2025-12-12T09:00:00+01:00
  --lang en|zh          language of everything printed; en by default
  --employee ID         the full explanation of one person instead
  --moves               only who may move on, what is missing and by when
  --plans               only plans, goals, training and authority, in full
  --payouts             only what is paid for the period, what is undecided, budgets and points; with
                        --employee what each line of one person was computed from
  --alerts              only alerts: new ones first, to whom, since when, and when they clear
  --outlook             only what comes next: people needed and requisitions to open, how likely goals
                        are reached, who came and left, series with intervals, grades over time
  --attrition           only how many may leave, how likely, why, and how sure that is
  --prior FILE          a model of leaving to borrow from, such as those in templates/priors; cross-border
                        borrows typical-drivers.json
  --json                the answer of `score` (with --moves of `eligibility`, with --plans, --payouts,
                        --alerts or --attrition of the question of that name, with --outlook those of `headcount`,
                        `goal_forecast`, `workforce`, `forecast` and `flows` by name) and nothing else
  --policy FILE         a policy of your own; then --facts or --observations too
  --facts FILE          facts as JSON
  --observations FILE   observations as CSV, added to the facts
  --help                this text

Tables are 100 columns wide; set COLUMNS to change that. Colour only on a terminal, and not with
NO_COLOR.
";

/// Where the documents come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// One of the companies beside the program.
    Company(String),
    /// Files of the user's own.
    Files {
        /// the policy
        policy: PathBuf,
        /// people, positions, ratings
        facts: Option<PathBuf>,
        /// observations as CSV
        observations: Option<PathBuf>,
    },
}

/// A part of the review that can be shown alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// next moves
    Moves,
    /// plans, goals, training and authority
    Plans,
    /// what is paid, and points
    Payouts,
    /// alerts
    Alerts,
    /// what comes next
    Outlook,
    /// who may leave
    Attrition,
}

/// A command line that makes sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Args {
    /// the documents
    pub source: Source,
    /// the period under review
    pub period: String,
    /// the day of progress, if it is to be shown
    pub as_of: Option<String>,
    /// the moment on that day at which plans are looked at
    pub at: Option<String>,
    /// the language
    pub lang: Lang,
    /// one person only, in full
    pub employee: Option<String>,
    /// one part of the review, and no other
    pub only: Option<Only>,
    /// a model of leaving to borrow from
    pub prior: Option<PathBuf>,
    /// the answer as bytes
    pub json: bool,
}

/// Reads the options; `None` asks for help.
///
/// # Errors
///
/// A sentence that says which option is wrong.
pub fn parse(mut parser: lexopt::Parser) -> Result<Option<Args>, String> {
    let (mut company, mut period, mut as_of, mut employee) = (None, None, None, None);
    let (mut policy, mut facts, mut observations, mut prior) = (None, None, None, None);
    let (mut lang, mut only, mut json) = (Lang::En, Vec::new(), false);
    let wrong = |error: lexopt::Error| error.to_string();
    let text = |p: &mut lexopt::Parser| p.value().and_then(|v| v.string()).map(Some).map_err(wrong);
    let path = |p: &mut lexopt::Parser| p.value().map(|v| Some(PathBuf::from(v))).map_err(wrong);
    while let Some(option) = parser.next().map_err(wrong)? {
        match option {
            Long("company") => company = text(&mut parser)?,
            Long("period") => period = text(&mut parser)?,
            Long("as-of") => as_of = text(&mut parser)?,
            Long("employee") => employee = text(&mut parser)?,
            Long("policy") => policy = path(&mut parser)?,
            Long("facts") => facts = path(&mut parser)?,
            Long("observations") => observations = path(&mut parser)?,
            Long("prior") => prior = path(&mut parser)?,
            Long("moves") => only.push(Only::Moves),
            Long("plans") => only.push(Only::Plans),
            Long("payouts") => only.push(Only::Payouts),
            Long("alerts") => only.push(Only::Alerts),
            Long("outlook") => only.push(Only::Outlook),
            Long("attrition") => only.push(Only::Attrition),
            Long("json") => json = true,
            Long("lang") => {
                lang = match text(&mut parser)?.as_deref() {
                    Some("en") => Lang::En,
                    Some("zh") => Lang::Zh,
                    other => {
                        return Err(format!("--lang is en or zh, not {}", other.unwrap_or("")));
                    }
                }
            }
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected().to_string()),
        }
    }
    let source = match policy {
        Some(_) if company.is_some() => return Err("either --company or --policy".to_owned()),
        Some(_) if facts.is_none() && observations.is_none() => {
            return Err("--policy needs --facts, --observations or both".to_owned());
        }
        Some(policy) => Source::Files { policy, facts, observations },
        None if facts.is_some() || observations.is_some() => {
            return Err("--facts and --observations need --policy".to_owned());
        }
        None => Source::Company(company.unwrap_or_else(|| "parts-shop".to_owned())),
    };
    // The companies' books end on the evening of that day.
    if matches!(source, Source::Company(_)) && as_of.is_none() {
        as_of = Some("2025-12-12".to_owned());
    }
    only.dedup();
    if only.len() > 1 {
        return Err("only one of --moves, --plans, --payouts, --alerts, --outlook and --attrition".to_owned());
    }
    let only = only.pop();
    if only.is_some_and(|only| only != Only::Payouts) && as_of.is_none() {
        return Err("--moves, --plans, --alerts, --outlook and --attrition need --as-of".to_owned());
    }
    if only == Some(Only::Outlook) && employee.is_some() {
        return Err("--outlook is about the company; it does not go with --employee".to_owned());
    }
    let at = as_of.as_ref().map(|day| match day.contains('T') {
        true => day.clone(),
        false => format!("{day}T18:00:00+08:00"),
    });
    let as_of = as_of.map(|day| day.split('T').next().unwrap_or(&day).to_owned());
    let period = period.unwrap_or_else(|| "2025-11".to_owned());
    Ok(Some(Args { source, period, as_of, at, lang, employee, only, prior, json }))
}
