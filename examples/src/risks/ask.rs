//! What is asked for the page: who may leave, and the model behind it.
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::made;
use crate::args::Source;
use crate::books::{Books, Failure, Question};
use crate::lang::Lang;

/// The name of the company that is made up.
const MADE: &str = "made";

/// What is to be shown.
#[derive(Debug, Clone)]
pub struct Args {
    /// One of the companies beside the program, or `made`.
    pub company: String,
    /// The last day that is over; that of the company's books, if not stated.
    pub as_of: Option<String>,
    /// A model that was fitted before.
    pub model: Option<PathBuf>,
    /// What is borrowed.
    pub prior: Option<PathBuf>,
    /// The language.
    pub lang: Lang,
}

/// The documents and the answers.
#[derive(Debug)]
pub struct Asked {
    /// The company.
    pub books: Books,
    /// What was asked of `attrition`.
    pub request: Value,
    /// Its answer.
    pub answer: Value,
    /// The answer of `fit_attrition`; null where a model was given.
    pub fit: Value,
}

/// Opens the books and asks.
///
/// # Errors
///
/// Files that cannot be read, and what the engine refuses.
pub fn ask(args: &Args) -> Result<Asked, Failure> {
    let is_made = args.company == MADE;
    let books = if is_made {
        Books::new(made::policy().to_string().as_bytes(), made::facts().to_string().into_bytes())?
    } else {
        Books::open(&Source::Company(args.company.clone()))?
    };
    let day = match args.company.as_str() {
        MADE => made::AS_OF,
        "online-shop" => "2025-09-30",
        _ => "2025-12-12",
    };
    let typical = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/priors/typical-drivers.json");
    let prior = args.prior.clone().or_else(|| matches!(args.company.as_str(), MADE | "cross-border").then(typical));
    let mut request = json!({ "as_of": args.as_of.as_deref().unwrap_or(day), "lang": args.lang.code() });
    if let Some(path) = prior {
        put(&mut request, "prior", read(&path)?);
    }
    let mut fit = Value::Null;
    match &args.model {
        Some(path) => put(&mut request, "model", read(path)?),
        None => {
            let mut request = request.clone();
            if is_made {
                put(&mut request, "audit", made::audit());
            }
            fit = books.ask(Question::FitAttrition, &request)?;
        }
    }
    // The model that was fitted is asked, and not fitted again: what is shown can be shown again from its document. Why it is
    // no more than that, only the fit knows.
    let mut asked = request.clone();
    if let Some(model) = fit.get("model") {
        put(&mut asked, "model", model.clone());
    }
    let mut answer = books.ask(Question::Attrition, &asked)?;
    if let Some(limits) = fit.get("limits") {
        put(&mut answer, "limits", limits.clone());
    }
    Ok(Asked { books, request, answer, fit })
}

fn put(request: &mut Value, field: &str, value: Value) {
    if let Some(fields) = request.as_object_mut() {
        fields.insert(field.to_owned(), value);
    }
}

fn read(path: &Path) -> Result<Value, Failure> {
    let wrong = |error: &dyn std::fmt::Display| Failure::Plain(format!("{}: {error}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| wrong(&error))?;
    serde_json::from_slice(&bytes).map_err(|error| wrong(&error))
}
