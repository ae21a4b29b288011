//! Documents from files, and questions to the engine.
use std::path::{Path, PathBuf};

use hrcore::{Engine, Problems, document};
use serde_json::{Value, json};

use crate::args::Source;
use crate::lang::Lang;
use crate::problems::problems;

/// Why nothing can be shown.
#[derive(Debug)]
pub enum Failure {
    /// A file cannot be read, or an option makes no sense.
    Plain(String),
    /// Problems of a document: which one, and the answer `{"problems": […]}`.
    Problems(&'static str, Value),
}

impl Failure {
    /// The problems as a reader needs them: what, where, what to do.
    pub fn describe(&self, lang: Lang) -> String {
        match self {
            Failure::Plain(message) => format!("{message}\n"),
            Failure::Problems(document, answer) => {
                let document = match *document {
                    "policy" => lang.say("The policy cannot be used", "制度文件无法使用"),
                    "observations" => lang.say("The observations cannot be used", "实际值文件无法使用"),
                    _ => lang.say("The question cannot be answered", "无法回答"),
                };
                format!("{document}\n{}", problems(answer, lang))
            }
        }
    }
}

/// A compiled policy with its documents.
#[derive(Debug)]
pub struct Books {
    engine: Engine,
    facts: Vec<u8>,
    /// The policy as read, for the names that people know things by.
    pub policy: Value,
    /// The facts as read, for the names of people.
    pub people: Value,
}

impl Books {
    /// Reads and compiles.
    ///
    /// # Errors
    ///
    /// Files that cannot be read, and documents that the engine refuses.
    pub fn open(source: &Source) -> Result<Books, Failure> {
        let (policy, facts, observations) = match source {
            Source::Company(name) => {
                let folder = company(name)?;
                // A company without this file has its observations among the facts.
                let observations = Some(folder.join("observations.csv")).filter(|path| path.is_file());
                (folder.join("policy.json"), Some(folder.join("facts.json")), observations)
            }
            Source::Files { policy, facts, observations } => (policy.clone(), facts.clone(), observations.clone()),
        };
        let policy = read(&policy)?;
        let facts = facts.map_or_else(|| Ok(Vec::new()), |path| read(&path))?;
        let facts = match observations {
            None => facts,
            Some(path) => hrcore_csv::merge(&facts, &read(&path)?)
                .map_err(|problems| refused("observations", &problems.to_json()))?
                .into_bytes(),
        };
        Books::new(&policy, facts)
    }

    /// Compiles documents that are at hand.
    ///
    /// # Errors
    ///
    /// A policy that the engine refuses.
    pub fn new(policy: &[u8], facts: Vec<u8>) -> Result<Books, Failure> {
        let engine = Engine::compile(policy).map_err(|problems| refused("policy", &problems.to_json()))?;
        // The engine has the last word on the documents; these copies are for names only.
        let policy = serde_json::from_slice(policy).unwrap_or_default();
        let people = serde_json::from_slice(&facts).unwrap_or_default();
        Ok(Books { engine, facts, policy, people })
    }

    /// The answer of a question, byte for byte.
    ///
    /// # Errors
    ///
    /// Problems of the facts or the request.
    pub fn text(&self, question: Question, request: &Value) -> Result<String, Failure> {
        let ask = match question {
            Question::Score => document::score,
            Question::Progress => document::progress,
            Question::Explain => document::explain,
            Question::Calibrate => document::calibrate,
            Question::Rollup => document::rollup,
            Question::Eligibility => document::eligibility,
            Question::Paths => document::paths,
            Question::Plans => document::plans,
            Question::Goals => document::goals,
            Question::Training => document::training,
            Question::Jobs => document::jobs,
            Question::Payouts => document::payouts,
            Question::Points => document::points,
            Question::Alerts => document::alerts,
            Question::Forecast => document::forecast,
            Question::Headcount => document::headcount,
            Question::Flows => document::flows,
            Question::GoalForecast => document::goal_forecast,
            Question::Workforce => document::workforce,
            Question::Attrition => document::attrition,
            Question::FitAttrition => document::fit_attrition,
            Question::Retention => document::retention,
        };
        ask(&self.engine, &self.facts, request.to_string().as_bytes()).map_err(unanswered)
    }

    /// The answer of a question as a value.
    ///
    /// # Errors
    ///
    /// Problems of the facts or the request.
    pub fn ask(&self, question: Question, request: &Value) -> Result<Value, Failure> {
        self.text(question, request).map(|answer| parsed(&answer))
    }

    /// Advice on the policy itself.
    ///
    /// # Errors
    ///
    /// None is known; the engine's signature has one.
    pub fn lint(&self) -> Result<Value, Failure> {
        document::lint(&self.engine).map(|answer| parsed(&answer)).map_err(unanswered)
    }
}

/// The questions that take facts and a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// totals, bands, coefficients
    Score,
    /// how the running period stands
    Progress,
    /// sentences
    Explain,
    /// forced distribution
    Calibrate,
    /// figures per group
    Rollup,
    /// who may move on
    Eligibility,
    /// every way through the career lattice
    Paths,
    /// how work plans stand
    Plans,
    /// how goals stand
    Goals,
    /// what training is done and missing
    Training,
    /// job descriptions
    Jobs,
    /// what is paid
    Payouts,
    /// accounts of points
    Points,
    /// whom something has to be said to
    Alerts,
    /// what comes next in a series
    Forecast,
    /// whom to hire, and when
    Headcount,
    /// how grades fill over time
    Flows,
    /// how likely goals are reached
    GoalForecast,
    /// who came, who left, how long posts were open
    Workforce,
    /// who may leave
    Attrition,
    /// a model of leaving
    FitAttrition,
    /// how long people stay
    Retention,
}

fn company(name: &str) -> Result<PathBuf, Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("companies").join(name);
    let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if plain && folder.join("policy.json").is_file() {
        return Ok(folder);
    }
    Err(Failure::Plain(format!("no company `{name}`; there are parts-shop, cross-border and online-shop")))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::Plain(format!("{}: {error}", path.display())))
}

fn parsed(answer: &str) -> Value {
    serde_json::from_str(answer).unwrap_or_else(|error| json!({ "problems": [{ "message": error.to_string() }] }))
}

fn refused(document: &'static str, problems: &str) -> Failure {
    Failure::Problems(document, parsed(problems))
}

#[allow(clippy::needless_pass_by_value, reason = "the shape that `map_err` wants")]
fn unanswered(problems: Problems) -> Failure {
    refused("request", &problems.to_json())
}
