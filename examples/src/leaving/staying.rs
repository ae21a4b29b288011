//! How long people stay: the share that stays a year, the median, and what they stand on.
use serde_json::{Value, json};

use crate::books::{Books, Failure, Question};
use crate::json::Dig as _;
use crate::lang::Lang;

/// What the engine says of the same day and the same leaving.
///
/// # Errors
///
/// Problems of the request.
pub fn staying(books: &Books, leaving: &Value, lang: Lang) -> Result<Vec<String>, Failure> {
    let request = json!({"as_of": leaving.text("as_of"), "leaving": leaving.text("leaving"), "lang": lang.code()});
    let answer = books.ask(Question::Retention, &request)?;
    Ok(vec![answer.text("text").to_owned()])
}
