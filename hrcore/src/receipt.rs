//! Receipts (计算凭证): everything that made a result, hashed, so that anyone can recompute it.
//!
//! The document is written in canonical form (RFC 8785: keys sorted by UTF-16 code units, no white space) with every
//! number as a canonical string, and hashed with SHA-256 (FIPS 180-4) behind a prefix of its own, so that no other hash
//! of the same text can be taken for a receipt.

#[cfg(feature = "planning")]
mod planned;

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::Engine;
use crate::compile::Compiled;
use crate::engine::{Asked, chosen_at, unread};
use crate::error::{Code, Problem, Problems};
use crate::facts::{Employee, Facts, FactsDocument, Subject};
use crate::gather::Gather as _;
use crate::joined::Versions;
use crate::json::{Read as _, Reader, Tree, Write, Writer, canonical, whole};
use crate::limits::Limits;
use crate::policy::Policy;
use crate::request::ReceiptRequest;
use crate::score::{Detail, EmployeeScore};
use crate::time::Period;
use crate::values::{Id, SchemaVersion};

/// What is hashed before the document.
const PREFIX: &str = "hrcore-receipt/1\n";

/// A receipt: the hash and the document that it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    hash: String,
    document: ReceiptDocument,
}

/// Everything that made a result.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceiptDocument {
    engine: String,
    policy: Arc<Policy>,
    // The versions by which earlier base periods were judged.
    earlier: Vec<Arc<Policy>>,
    forced: bool,
    period: Period,
    employee: Id,
    facts: FactsDocument,
    // The result as written: it is compared, never read.
    result: Tree,
}

impl ReceiptDocument {
    pub(crate) fn new(
        (policy, earlier): (Arc<Policy>, Vec<Arc<Policy>>),
        forced: bool,
        request: &ReceiptRequest,
        facts: FactsDocument,
        result: &EmployeeScore,
    ) -> Self {
        Self {
            engine: crate::ENGINE_VERSION.to_owned(),
            policy,
            earlier,
            forced,
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
            w.field("policy", &self.policy);
            if !self.earlier.is_empty() {
                w.field("earlier", &self.earlier);
            }
            w.field("forced", &self.forced);
            w.field("period", &self.period);
            w.field("employee", &self.employee);
            w.field("facts", &self.facts);
            w.field("result", &self.result);
        });
    }
}

serialize_as_written!(ReceiptDocument);

impl Receipt {
    pub(crate) fn new(document: ReceiptDocument) -> Self {
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
    let mut reader = Reader::new(receipt, &limits);
    let fields = ReceiptFields::read(&mut reader);
    reader.end();
    let absent = reader.absent();
    let (problems, _) = reader.finish();
    Problems::check(problems)?;
    whole(&absent)?;
    let Some(ReceiptFields { receipt: claimed, document }) = fields else {
        return Err(Problem::new(Code::JsonSyntax, "", "the receipt could not be read").into());
    };
    // The hash is of the document as it stands, whatever a later engine would write by default.
    let computed = match Tree::read(&mut Reader::new(receipt, &limits)) {
        Some(Tree::Object(fields)) => fields.iter().find(|(key, _)| key == "document").map(|(_, value)| hash(value)),
        _ => None,
    };
    let computed = computed.unwrap_or_default();
    let mut problems = Vec::new();
    if computed != claimed {
        let message = format!("the document's hash is `{computed}`");
        problems.push(Problem::new(Code::ReceiptMismatch, "/receipt", message));
    }
    let engine = document.engine.clone();
    match recompute(document) {
        Ok(None) => {}
        Ok(Some(message)) => problems.push(Problem::new(Code::ReceiptMismatch, "/document/result", message)),
        Err(found) => problems.extend(found.iter().cloned().map(|mut problem| {
            problem.pointer = format!("/document/policy{}", problem.pointer);
            problem
        })),
    }
    Ok(Verification { valid: problems.is_empty(), receipt: computed, engine: Some(engine), problems })
}

/// What is wrong with the result of a receipt's document, if anything.
fn recompute(document: ReceiptDocumentFields) -> Result<Option<String>, Problems> {
    let version = document.policy.version.clone();
    let mut versions = document.earlier.unwrap_or_default();
    versions.push(document.policy);
    let engine = Engine::from_versions(versions)?;
    let facts = Facts::new(document.facts);
    let request = ReceiptRequest {
        period: document.period,
        employee: document.employee,
        policy_version: document.forced.then_some(version),
    };
    Ok(match engine.receipt(&facts, &request) {
        // The order of keys says nothing: receipts are written with theirs sorted.
        Ok(own) if canonical(&own.document.result) == canonical(&document.result) => None,
        Ok(_) => Some("the document's policy and facts give another result".to_owned()),
        Err(problems) => Some(format!("the document's policy and facts give no result: {problems}")),
    })
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
    let policies = (Arc::clone(&version.policy), earlier);
    Ok(Receipt::new(ReceiptDocument::new(policies, forced, request, own.into_document(), &result)))
}

/// Finds the facts that can matter to one person: the own records, and those about positions, units and the company.
#[derive(Debug)]
pub(crate) struct Relevance<'a> {
    facts: &'a Facts,
    versions: &'a [Compiled],
    // Indices of observations, ratings and targets by whom they are about.
    observations: Numbers<'a>,
    ratings: Numbers<'a>,
    targets: Numbers<'a>,
    // Plans and training, where a metric is a figure of them.
    #[cfg(feature = "planning")]
    planned: planned::Planned<'a>,
}

/// Numbers of records by whom they are about, in order.
type Numbers<'a> = Vec<(About<'a>, usize)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About<'a> {
    Employee(&'a Id),
    Position(&'a Id),
    Unit(&'a Id),
    Company,
}

impl<'a> Relevance<'a> {
    pub(crate) fn new(facts: &'a Facts, versions: &'a [Compiled]) -> Self {
        let document = facts.document();
        let observed = document.observations.iter().map(|observation| match &observation.subject {
            Subject::Employee(id) => About::Employee(id),
            Subject::EmployeeIn(pair) => About::Employee(&pair.0),
            Subject::Position(id) => About::Position(id),
            Subject::Unit(id) => About::Unit(id),
            Subject::Company => About::Company,
        });
        let rated = document.ratings.iter().map(|rating| About::Employee(&rating.employee));
        // A target for no one matters to no one.
        let agreed = document.targets.iter().enumerate().filter_map(|(number, target)| {
            let about = target.employee.as_ref().map(About::Employee).or(target.unit.as_ref().map(About::Unit));
            about.map(|about| (about, number))
        });
        let observations = sorted(observed.zip(0..).gather());
        let ratings = sorted(rated.zip(0..).gather());
        Self {
            facts,
            versions,
            observations,
            ratings,
            targets: sorted(agreed.gather()),
            #[cfg(feature = "planning")]
            planned: planned::Planned::new(document, versions),
        }
    }

    /// The facts of one employee, by index.
    pub(crate) fn of(&self, employee: usize) -> Facts {
        let document = self.facts.document();
        let employees: Vec<Employee> = document.employees.get(employee).cloned().into_iter().gather();
        let mut about = vec![About::Company];
        if let Some(employee) = document.employees.get(employee) {
            about.push(About::Employee(&employee.id));
            about.extend(employee.positions.iter().map(|holding| About::Position(&holding.position)));
        }
        for version in self.versions {
            let held = employees.iter().flat_map(|employee| employee.positions.iter());
            let mut units: Vec<usize> =
                held.filter_map(|holding| version.unit_index.get(holding.unit.as_ref()?.as_str())).gather();
            let mut at = 0;
            while let Some(unit) = units.get(at).copied() {
                units.extend(version.units.get(unit).map_or(&[][..], |node| &node.children));
                at += 1;
            }
            let named = units.iter().filter_map(|unit| version.policy.units.get(*unit));
            about.extend(named.map(|unit| About::Unit(&unit.id)));
        }
        crate::sort::sort_by(&mut about, Ord::cmp);
        about.dedup();
        let own = |index| numbers(index, &about);
        // Scores are of what was measured, rated, planned and learned; the rest of careers has no part in them.
        let mut facts = FactsDocument::blank();
        facts.schema_version = Some(SchemaVersion::CURRENT);
        facts.observations = pick(&document.observations, own(&self.observations));
        // None but those of the employee are about a person.
        facts.ratings = pick(&document.ratings, own(&self.ratings));
        facts.targets = pick(&document.targets, own(&self.targets));
        facts.employees = employees;
        #[cfg(feature = "planning")]
        self.planned.add((document, employee), &about, &mut facts);
        Facts::new(facts)
    }
}

/// The numbers of the records about some, in order.
fn numbers(index: &Numbers<'_>, about: &[About<'_>]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for about in about {
        let start = index.partition_point(|(known, _)| known < about);
        let own = index.iter().skip(start).take_while(|(known, _)| known == about);
        found.extend(own.map(|(_, number)| *number));
    }
    crate::sort::sort(&mut found);
    found
}

fn sorted(mut numbers: Numbers<'_>) -> Numbers<'_> {
    crate::sort::sort_by(&mut numbers, Ord::cmp);
    numbers
}

fn pick<T: Clone>(all: &[T], numbers: Vec<usize>) -> Vec<T> {
    numbers.into_iter().filter_map(|number| all.get(number)).cloned().gather()
}
