//! Puts a question to the engine.

use hrcore::{Engine, Problems, document};
use serde::Deserialize;

/// What a case asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs, reason = "named and told as in docs/documents.md")]
pub enum Question {
    Compile,
    Score,
    Progress,
    Explain,
    Calibrate,
    Rollup,
    Eligibility,
    Assess,
    Pipeline,
    Receipt,
    Procedure,
    Lint,
    Normalise,
    Verify,
    Paths,
    ReviewPolicy,
    Plans,
    Goals,
    Training,
    May,
    Jobs,
    Payouts,
    PayoutCurve,
    ComparePayouts,
    Points,
    Alerts,
    Cycle,
    Appeal,
    Forecast,
    Headcount,
    Flows,
    Workforce,
    GoalForecast,
    Attrition,
    FitAttrition,
    AttritionReceipt,
    Retention,
}

impl Question {
    /// Its name in the documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Question::Compile => "compile",
            Question::Score => "score",
            Question::Progress => "progress",
            Question::Explain => "explain",
            Question::Calibrate => "calibrate",
            Question::Rollup => "rollup",
            Question::Eligibility => "eligibility",
            Question::Assess => "assess",
            Question::Pipeline => "pipeline",
            Question::Receipt => "receipt",
            Question::Procedure => "procedure",
            Question::Lint => "lint",
            Question::Normalise => "normalise",
            Question::Verify => "verify",
            Question::Paths => "paths",
            Question::ReviewPolicy => "review_policy",
            Question::Plans => "plans",
            Question::Goals => "goals",
            Question::Training => "training",
            Question::May => "may",
            Question::Jobs => "jobs",
            Question::Payouts => "payouts",
            Question::PayoutCurve => "payout_curve",
            Question::ComparePayouts => "compare_payouts",
            Question::Points => "points",
            Question::Alerts => "alerts",
            Question::Cycle => "cycle",
            Question::Appeal => "appeal",
            Question::Forecast => "forecast",
            Question::Headcount => "headcount",
            Question::Flows => "flows",
            Question::Workforce => "workforce",
            Question::GoalForecast => "goal_forecast",
            Question::Attrition => "attrition",
            Question::FitAttrition => "fit_attrition",
            Question::AttritionReceipt => "attrition_receipt",
            Question::Retention => "retention",
        }
    }
}

/// The text that the engine answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The answer to the question.
    Success(String),
    /// The call failed as a whole: `{"problems": […]}`.
    Failure(String),
}

impl Answer {
    /// The bytes that every door gives.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Answer::Success(text) | Answer::Failure(text) => text,
        }
    }
}

impl From<Result<String, Problems>> for Answer {
    fn from(result: Result<String, Problems>) -> Self {
        match result {
            Ok(text) => Answer::Success(text),
            Err(problems) => Answer::Failure(problems.to_json()),
        }
    }
}

/// Puts `question` to the engine. `document` is the policy, or for `verify` the receipt; the answer to
/// a `compile` that succeeds is `{}`.
#[must_use]
pub fn answer(question: Question, document: &[u8], facts: &[u8], request: &[u8]) -> Answer {
    if question == Question::Verify {
        return document::verify(document).into();
    }
    match Engine::compile(document) {
        Ok(engine) => ask(question, &engine, facts, request),
        Err(problems) => Err(problems).into(),
    }
}

/// Puts `question` to an engine that is compiled already; `verify` reads its receipt from `facts`.
#[must_use]
pub fn ask(question: Question, engine: &Engine, facts: &[u8], request: &[u8]) -> Answer {
    let answer = match question {
        Question::Compile => Ok("{}".into()),
        Question::Score => document::score(engine, facts, request),
        Question::Progress => document::progress(engine, facts, request),
        Question::Explain => document::explain(engine, facts, request),
        Question::Calibrate => document::calibrate(engine, facts, request),
        Question::Rollup => document::rollup(engine, facts, request),
        Question::Eligibility => document::eligibility(engine, facts, request),
        Question::Assess => document::assess(engine, facts, request),
        Question::Pipeline => document::pipeline(engine, facts, request),
        Question::Receipt => document::receipt(engine, facts, request),
        Question::Procedure => document::procedure(engine, facts, request),
        Question::Lint => document::lint(engine),
        Question::Normalise => document::normalise(engine),
        Question::Verify => document::verify(facts),
        Question::Paths => document::paths(engine, facts, request),
        Question::ReviewPolicy => document::review_policy(engine, facts, request),
        Question::Plans => document::plans(engine, facts, request),
        Question::Goals => document::goals(engine, facts, request),
        Question::Training => document::training(engine, facts, request),
        Question::May => document::may(engine, facts, request),
        Question::Jobs => document::jobs(engine, facts, request),
        Question::Payouts => document::payouts(engine, facts, request),
        Question::PayoutCurve => document::payout_curve(engine, facts, request),
        Question::ComparePayouts => document::compare_payouts(engine, facts, request),
        Question::Points => document::points(engine, facts, request),
        Question::Alerts => document::alerts(engine, facts, request),
        Question::Cycle => document::cycle(engine, facts, request),
        Question::Appeal => document::appeal(engine, facts, request),
        Question::Forecast => document::forecast(engine, facts, request),
        Question::Headcount => document::headcount(engine, facts, request),
        Question::Flows => document::flows(engine, facts, request),
        Question::Workforce => document::workforce(engine, facts, request),
        Question::GoalForecast => document::goal_forecast(engine, facts, request),
        Question::Attrition => document::attrition(engine, facts, request),
        Question::FitAttrition => document::fit_attrition(engine, facts, request),
        Question::AttritionReceipt => document::attrition_receipt(engine, facts, request),
        Question::Retention => document::retention(engine, facts, request),
    };
    answer.into()
}
