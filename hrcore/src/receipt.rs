//! Receipts (计算凭证): everything that made a result, hashed, so that anyone can recompute it.
//!
//! The document is written in canonical form (RFC 8785: keys sorted by UTF-16 code units, no white space) with every
//! number as a canonical string, and hashed with SHA-256 (FIPS 180-4) behind a prefix of its own, so that no other hash
//! of the same text can be taken for a receipt.

#[cfg(feature = "attrition")]
mod chance;
#[cfg(feature = "planning")]
mod planned;
mod relevance;
mod verify;

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::Engine;
use crate::compile::Compiled;
use crate::engine::{Asked, chosen_at, unread};
use crate::error::{Code, Problem, Problems};
use crate::facts::{Facts, FactsDocument};
use crate::gather::Gather as _;
use crate::joined::Versions;
use crate::json::{Tree, Write, Writer, canonical, whole};
use crate::policy::Policy;
use crate::request::ReceiptRequest;
use crate::score::{Detail, EmployeeScore};
use crate::time::Period;
use crate::values::Id;

#[cfg(feature = "attrition")]
pub(crate) use chance::ChanceDocument;
pub(crate) use relevance::Relevance;
pub use verify::{Verification, verify};

/// What is hashed before the document.
const PREFIX: &str = "hrcore-receipt/1\n";

/// A receipt: the hash and the document that it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    hash: String,
    document: Document,
}

/// What a receipt is of.
#[derive(Debug, Clone, PartialEq)]
enum Document {
    Score(Box<ReceiptDocument>),
    #[cfg(feature = "attrition")]
    Chance(Box<ChanceDocument>),
}

impl Document {
    /// The result as written.
    fn result(&self) -> &Tree {
        match self {
            Self::Score(document) => &document.result,
            #[cfg(feature = "attrition")]
            Self::Chance(document) => &document.result,
        }
    }
}

impl Write for Document {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::Score(document) => document.write(w),
            #[cfg(feature = "attrition")]
            Self::Chance(document) => document.write(w),
        }
    }
}

/// By what a result was judged.
#[derive(Debug, Clone, PartialEq)]
struct Judged {
    policy: Arc<Policy>,
    // The versions that judged results of earlier periods.
    earlier: Vec<Arc<Policy>>,
    // The request named the version.
    forced: bool,
}

impl Judged {
    fn write_fields(&self, w: &mut Writer) {
        w.field("policy", &self.policy);
        if !self.earlier.is_empty() {
            w.field("earlier", &self.earlier);
        }
        w.field("forced", &self.forced);
    }
}

/// Everything that made a result.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceiptDocument {
    engine: String,
    judged: Judged,
    period: Period,
    employee: Id,
    facts: FactsDocument,
    // The result as written: it is compared, never read.
    result: Tree,
}

impl ReceiptDocument {
    fn new(judged: Judged, request: &ReceiptRequest, facts: FactsDocument, result: &EmployeeScore) -> Self {
        Self {
            engine: crate::ENGINE_VERSION.to_owned(),
            judged,
            period: request.period,
            employee: request.employee.clone(),
            facts,
            result: crate::json::tree(result),
        }
    }
}

impl Write for ReceiptDocument {
    fn write(&self, w: &mut Writer) {
        w.object(|w| {
            w.field("schema_version", &crate::SCHEMA_VERSION);
            w.field("engine", &self.engine);
            self.judged.write_fields(w);
            w.field("period", &self.period);
            w.field("employee", &self.employee);
            w.field("facts", &self.facts);
            w.field("result", &self.result);
        });
    }
}

serialize_as_written!(ReceiptDocument);

impl Receipt {
    fn new(document: Document) -> Self {
        Self { hash: hash(&document), document }
    }

    /// The hash: `sha256:` and 64 hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The receipt as canonical JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        canonical(self)
    }
}

impl Write for Receipt {
    fn write(&self, w: &mut Writer) {
        w.object(|w| {
            w.field("receipt", &self.hash);
            w.field("document", &self.document);
        });
    }
}

serialize_as_written!(Receipt);

fn hash(document: &dyn Write) -> String {
    use std::fmt::Write as _;
    let digest = Sha256::new().chain_update(PREFIX).chain_update(canonical(document)).finalize();
    let mut text = String::from("sha256:");
    for byte in digest {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

impl Engine {
    /// The receipt of one result: everything that made it, and a hash that anyone can recompute.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn receipt(&self, facts: &Facts, request: &ReceiptRequest) -> Result<Receipt, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        let employee = std::slice::from_ref(&request.employee);
        let people = chosen_at(facts, employee, "/employee")?;
        let Some(person) = people.first().copied() else {
            return Err(unread(&request.employee));
        };
        let relevance = Relevance::new(facts, self.versions());
        receipt((version, forced, self.versions()), request, &relevance, person)
    }
}

/// The receipt of one result, from the facts that matter to it.
pub(crate) fn receipt(
    (version, forced, versions): (&Compiled, bool, &[Compiled]),
    request: &ReceiptRequest,
    relevance: &Relevance<'_>,
    person: usize,
) -> Result<Receipt, Problems> {
    whole(&version.absent)?;
    let own = relevance.of(person);
    let joined = Versions::new(versions, &own);
    let asked = Asked::under(version, forced, &joined, request.period)?;
    let result = asked.scorer().answer(0, Detail::Full);
    asked.earlier.iter().try_for_each(|(version, _)| whole(&version.absent))?;
    let earlier = asked.earlier.iter().map(|(version, _)| Arc::clone(&version.policy)).gather();
    drop(asked);
    drop(joined);
    let Some(result) = result else {
        let message = format!("the record of `{}` is bad and was left out", request.employee);
        return Err(Problem::new(Code::ReferenceUnknown, "/employee", message).into());
    };
    let judged = Judged { policy: Arc::clone(&version.policy), earlier, forced };
    let document = ReceiptDocument::new(judged, request, own.into_document(), &result);
    Ok(Receipt::new(Document::Score(Box::new(document))))
}
