//! Receipts recomputed.

#[cfg(feature = "attrition")]
use super::chance;
use super::{Receipt, hash};
use crate::Engine;
use crate::error::{Code, Problem, Problems};
use crate::facts::{Facts, FactsDocument};
use crate::json::{Read, Reader, Tree, canonical, whole};
use crate::limits::Limits;
use crate::policy::Policy;
use crate::request::ReceiptRequest;
use crate::time::Period;
use crate::values::{Id, SchemaVersion};

answer! {
    /// Whether a receipt holds.
    pub struct Verification {
        /// The hash is that of the document, and the document's policy and facts give its result.
        pub valid: bool,
        /// The hash of the document as it stands.
        pub receipt: String,
        /// The version of the engine that made it.
        pub engine: Option<String>,
        /// What does not match.
        pub problems: Vec<Problem>,
    }
}

document! {
    /// A receipt as it stands in a document.
    struct ReceiptFields {
        /// The hash.
        receipt: String,
        /// What it is of.
        document: ReceiptDocumentFields,
    }
}

document! {
    /// The document of a receipt.
    struct ReceiptDocumentFields {
        /// The version of the document's schema.
        schema_version: SchemaVersion,
        /// The version of the engine.
        engine: String,
        /// The policy version.
        policy: Policy,
        /// The versions by which earlier base periods were judged.
        earlier: Option<Vec<Policy>>,
        /// The request named the version.
        forced: bool,
        /// The period.
        period: Period,
        /// Whose result it is.
        employee: Id,
        /// The facts used.
        facts: FactsDocument,
        /// The result.
        result: Tree,
    }
}

/// Recomputes a receipt: the hash from the document, and the result from the document's policy and facts.
///
/// # Errors
///
/// [`Problems`] when the text is no receipt. One that does not hold is an answer, not an error.
///
/// # Example
///
/// ```
/// # use hrcore::{Engine, Facts, Limits, request::ReceiptRequest, values::Id};
/// # let engine = Engine::compile(br#"{"schema_version": "1.0", "id": "shop", "version": "1", "effective_from": "2025-01-01",
/// #   "metrics": [{"id": "roi", "unit": "multiple", "direction": "higher"}],
/// #   "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": [
/// #     {"id": "roi", "metric": "roi", "weight": 100, "target": 3, "method": {"kind": "ratio"}}]}]}],
/// #   "positions": [{"id": "operator", "scorecard": "card"}]}"#)?;
/// # let facts = Facts::parse(br#"{"employees": [{"id": "e1", "positions": [{"position": "operator", "from": "2024-01-01"}]}],
/// #   "observations": [{"metric": "roi", "employee": "e1", "period": "2025-06", "value": "2.8"}]}"#, Limits::default())?;
/// let request = ReceiptRequest {
///     period: "2025-06".parse().unwrap(),
///     employee: Id::new("e1").unwrap(),
///     policy_version: None,
/// };
/// let receipt = engine.receipt(&facts, &request)?.to_json();
/// assert!(hrcore::verify(receipt.as_bytes(), Limits::default())?.valid);
/// let forged = receipt.replace("93.33", "99.99");
/// assert!(!hrcore::verify(forged.as_bytes(), Limits::default())?.valid);
/// # Ok::<(), hrcore::Problems>(())
/// ```
pub fn verify(receipt: &[u8], limits: Limits) -> Result<Verification, Problems> {
    // The hash is of the document as it stands, whatever a later engine would write by default.
    let tree = Tree::read(&mut Reader::new(receipt, &limits));
    let document = tree.as_ref().and_then(|tree| field(tree, "document"));
    let computed = document.map(|document| hash(document)).unwrap_or_default();
    // Receipts of scores name no question.
    let names_question = document.is_some_and(|document| field(document, "question").is_some());
    drop(tree);
    if names_question {
        return of_question(receipt, limits, computed);
    }
    let ReceiptFields { receipt: claimed, document } = read(receipt, limits)?;
    let engine = document.engine.clone();
    Ok(verification((claimed, computed), engine, recompute(document)))
}

/// The same of a receipt that names its question.
#[cfg(feature = "attrition")]
fn of_question(receipt: &[u8], limits: Limits, computed: String) -> Result<Verification, Problems> {
    let chance::ChanceFields { receipt: claimed, document } = read(receipt, limits)?;
    let engine = document.engine.clone();
    Ok(verification((claimed, computed), engine, chance::recompute(document)))
}

#[cfg(not(feature = "attrition"))]
fn of_question(_: &[u8], _: Limits, _: String) -> Result<Verification, Problems> {
    Err(crate::json::left_out("/document/question", "attrition").into())
}

fn field<'a>(tree: &'a Tree, name: &str) -> Option<&'a Tree> {
    match tree {
        Tree::Object(fields) => fields.iter().find(|(key, _)| key == name).map(|(_, value)| value),
        _ => None,
    }
}

/// A receipt as it stands.
fn read<T: Read>(receipt: &[u8], limits: Limits) -> Result<T, Problems> {
    let mut reader = Reader::new(receipt, &limits);
    let fields = T::read(&mut reader);
    reader.end();
    let absent = reader.absent();
    let (problems, _) = reader.finish();
    Problems::check(problems)?;
    whole(&absent)?;
    fields.ok_or_else(|| Problem::new(Code::JsonSyntax, "", "the receipt could not be read").into())
}

/// What the two hashes and the result that was recomputed come to.
fn verification(
    (claimed, computed): (String, String),
    engine: String,
    result: Result<Option<String>, Problems>,
) -> Verification {
    let mut problems = Vec::new();
    if computed != claimed {
        let message = format!("the document's hash is `{computed}`");
        problems.push(Problem::new(Code::ReceiptMismatch, "/receipt", message));
    }
    match result {
        Ok(None) => {}
        Ok(Some(message)) => problems.push(Problem::new(Code::ReceiptMismatch, "/document/result", message)),
        Err(found) => problems.extend(found.iter().cloned().map(|mut problem| {
            problem.pointer = format!("/document/policy{}", problem.pointer);
            problem
        })),
    }
    Verification { valid: problems.is_empty(), receipt: computed, engine: Some(engine), problems }
}

/// What is wrong with the result of a receipt's document, if anything.
fn recompute(document: ReceiptDocumentFields) -> Result<Option<String>, Problems> {
    let (engine, policy_version) = engine(document.policy, document.earlier, document.forced)?;
    let facts = Facts::new(document.facts);
    let request = ReceiptRequest { period: document.period, employee: document.employee, policy_version };
    Ok(compare(engine.receipt(&facts, &request), &document.result, "policy and facts"))
}

/// The engine of a document's versions, and the version that its request named.
pub(super) fn engine(
    policy: Policy,
    earlier: Option<Vec<Policy>>,
    forced: bool,
) -> Result<(Engine, Option<Id>), Problems> {
    let named = forced.then(|| policy.version.clone());
    let mut versions = earlier.unwrap_or_default();
    versions.push(policy);
    Ok((Engine::from_versions(versions)?, named))
}

/// What is wrong with a result, beside that of the receipt which its document gives: from `what` it has to follow.
pub(super) fn compare(own: Result<Receipt, Problems>, stated: &Tree, what: &str) -> Option<String> {
    match own {
        // The order of keys says nothing: receipts are written with theirs sorted.
        Ok(own) if canonical(own.document.result()) == canonical(stated) => None,
        Ok(_) => Some(format!("the document's {what} give another result")),
        Err(problems) => Some(format!("the document's {what} give no result: {problems}")),
    }
}
