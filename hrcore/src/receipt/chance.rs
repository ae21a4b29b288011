//! Receipts of single people's chances to leave: with the model that was asked.

use std::sync::Arc;

use super::verify::{compare, engine};
use super::{Document, Judged, Receipt};
use crate::attrition::{AttritionModel, Leaving, VouchedChance};
use crate::compile::Compiled;
use crate::error::Problems;
use crate::facts::{Facts, FactsDocument};
use crate::gather::Gather as _;
use crate::json::{Tree, Write, Writer};
use crate::policy::Policy;
use crate::request::AttritionReceiptRequest;
use crate::time::Date;
use crate::values::{Id, SchemaVersion};

/// Everything that made a chance.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChanceDocument {
    judged: Judged,
    // With the model that was asked, whoever gave it.
    request: AttritionReceiptRequest,
    facts: FactsDocument,
    // The result as written: it is compared, never read.
    pub(super) result: Tree,
}

impl ChanceDocument {
    pub(crate) fn new(
        (versions, version, forced): (&[Compiled], &Compiled, bool),
        request: AttritionReceiptRequest,
        facts: FactsDocument,
        result: &VouchedChance,
    ) -> Self {
        let earlier = versions.iter().filter(|other| other.number != version.number);
        let earlier = earlier.map(|other| Arc::clone(&other.policy)).gather();
        Self {
            judged: Judged { policy: Arc::clone(&version.policy), earlier, forced },
            request,
            facts,
            result: crate::json::tree(result),
        }
    }
}

impl From<ChanceDocument> for Receipt {
    fn from(document: ChanceDocument) -> Self {
        Self::new(Document::Chance(Box::new(document)))
    }
}

impl Write for ChanceDocument {
    fn write(&self, w: &mut Writer) {
        let request = &self.request;
        w.object(|w| {
            w.field("schema_version", &crate::SCHEMA_VERSION);
            w.field("engine", &crate::ENGINE_VERSION);
            w.field("question", &VouchedQuestion::Attrition);
            self.judged.write_fields(w);
            w.field("as_of", &request.as_of);
            w.field("horizon", &request.horizon);
            w.field("window", &request.window);
            w.field("leaving", &request.leaving);
            w.field("employee", &request.employee);
            w.field("model", &request.model);
            w.field("prior", &request.prior);
            w.field("facts", &self.facts);
            w.field("result", &self.result);
        });
    }
}

words! {
    /// The question of which a receipt holds an answer; those of scores name none.
    pub enum VouchedQuestion {
        /// The chance of one person to leave.
        Attrition = "attrition",
    }
}

document! {
    /// A receipt of a chance as it stands in a document.
    pub(super) struct ChanceFields {
        /// The hash.
        pub(super) receipt: String,
        /// What it is of.
        pub(super) document: ChanceDocumentFields,
    }
}

document! {
    /// The document of a receipt of a chance.
    pub(super) struct ChanceDocumentFields {
        /// The version of the document's schema.
        pub(super) schema_version: SchemaVersion,
        /// The version of the engine.
        pub(super) engine: String,
        /// The question.
        pub(super) question: VouchedQuestion,
        /// The policy version.
        pub(super) policy: Policy,
        /// The versions by which results of earlier periods were judged.
        pub(super) earlier: Option<Vec<Policy>>,
        /// The request named the version.
        pub(super) forced: bool,
        /// The last day that is over.
        pub(super) as_of: Date,
        /// Within how many months.
        pub(super) horizon: u32,
        /// The months before `as_of` that are looked at.
        pub(super) window: u32,
        /// Which leaving.
        pub(super) leaving: Leaving,
        /// Whose chance it is.
        pub(super) employee: Id,
        /// The model that was asked.
        pub(super) model: AttritionModel,
        /// What was borrowed.
        pub(super) prior: Option<AttritionModel>,
        /// The facts used.
        pub(super) facts: FactsDocument,
        /// The result.
        pub(super) result: Tree,
    }
}

/// What is wrong with the result of a receipt's document, if anything.
pub(super) fn recompute(document: ChanceDocumentFields) -> Result<Option<String>, Problems> {
    let (engine, policy_version) = engine(document.policy, document.earlier, document.forced)?;
    let facts = Facts::new(document.facts);
    let request = AttritionReceiptRequest {
        as_of: document.as_of,
        horizon: document.horizon,
        window: document.window,
        leaving: Some(document.leaving),
        employee: document.employee,
        model: Some(document.model),
        prior: document.prior,
        policy_version,
    };
    Ok(compare(engine.attrition_receipt(&facts, &request), &document.result, "policy, facts and models"))
}
