//! Receipts (计算凭证): everything that made a result, hashed, so that anyone can recompute it.
//!
//! The document is written in canonical form (RFC 8785: keys sorted by UTF-16 code units, no white space) with every
//! number as a canonical string, and hashed with SHA-256 (FIPS 180-4) behind a prefix of its own, so that no other hash
//! of the same text can be taken for a receipt.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::compile::{Compiled, Source};
use crate::error::{Code, Problem, Problems};
use crate::facts::{Employee, Facts, FactsDocument, Objective, Plan, Subject};
use crate::gather::Gather as _;
use crate::json::{Few, Read as _, Reader, Tree, Write, Writer, canonical};
use crate::limits::Limits;
use crate::number::Decimal;
use crate::policy::Policy;
use crate::request::ReceiptRequest;
use crate::score::EmployeeScore;
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
    let (problems, _) = reader.finish();
    Problems::check(problems)?;
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
    let engine = crate::Engine::from_versions(versions)?;
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
    plans: Numbers<'a>,
    // The items of these by id, each with its plan; of several of one id, the first.
    items: Vec<(&'a Id, usize)>,
    // The people and objectives that plans may name, by id.
    people: Vec<&'a Id>,
    objectives: Vec<(&'a Id, usize)>,
    updates: Numbers<'a>,
    achievements: Numbers<'a>,
    required: Numbers<'a>,
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
        let mut found = Self {
            facts,
            versions,
            observations,
            ratings,
            targets: sorted(agreed.gather()),
            plans: Vec::new(),
            items: Vec::new(),
            people: Vec::new(),
            objectives: Vec::new(),
            updates: Vec::new(),
            achievements: Vec::new(),
            required: Vec::new(),
        };
        let reads = |wanted: fn(&Source) -> bool| versions.iter().any(|version| version.sources.iter().any(wanted));
        if reads(|source| matches!(source, Source::Plans(_))) {
            found.index_plans(document);
        }
        if reads(|source| matches!(source, Source::Training(_))) {
            let achieved = document.achievements.iter().map(|record| About::Employee(&record.employee));
            found.achievements = sorted(achieved.zip(0..).gather());
            let required = document.required_courses.iter().map(|record| About::Employee(&record.employee));
            found.required = sorted(required.zip(0..).gather());
        }
        found
    }

    /// Finds whose each plan, item and update is. As where plans are joined, of several of one id the first counts.
    fn index_plans(&mut self, document: &'a FactsDocument) {
        self.people.extend(document.employees.iter().map(|employee| &employee.id));
        crate::sort::sort_by(&mut self.people, Ord::cmp);
        self.objectives.extend(document.objectives.iter().enumerate().map(|(number, of)| (&of.id, number)));
        crate::sort::sort_by(&mut self.objectives, Ord::cmp);
        let mut names: Vec<(&Id, usize)> = Vec::new();
        for (number, plan) in document.plans.iter().enumerate() {
            if self.people.binary_search(&&plan.employee).is_ok() {
                names.push((&plan.id, number));
            }
        }
        crate::sort::sort_by(&mut names, Ord::cmp);
        names.dedup_by(|later, first| later.0 == first.0);
        let plans = names.iter().filter_map(|(_, number)| Some((document.plans.get(*number)?, *number)));
        for (plan, number) in plans {
            self.plans.push((About::Employee(&plan.employee), number));
            let good =
                plan.items.iter().filter(|item| item.weight.as_deref().is_none_or(|weight| *weight > Decimal::ZERO));
            self.items.extend(good.map(|item| (&item.id, number)));
        }
        crate::sort::sort_by(&mut self.plans, Ord::cmp);
        crate::sort::sort_by(&mut self.items, Ord::cmp);
        self.items.dedup_by(|later, first| later.0 == first.0);
        let mut updates: Numbers<'a> = Vec::new();
        for (number, update) in document.plan_updates.iter().enumerate() {
            let plan = found(&self.items, &update.item).and_then(|plan| document.plans.get(plan));
            updates.extend(plan.map(|plan| (About::Employee(&plan.employee), number)));
        }
        self.updates = sorted(updates);
    }

    /// Plans by number, with those of their items that count.
    fn pick_plans(&self, numbers: Vec<usize>) -> Vec<Plan> {
        let mut plans = pick(&self.facts.document().plans, numbers.clone());
        for (plan, number) in plans.iter_mut().zip(numbers) {
            plan.items.retain(|item| found(&self.items, &item.id) == Some(number));
        }
        plans
    }

    /// The others and the objectives that plans name, by name alone: whether a plan says what it has to depends on
    /// their being there, and nothing else of them matters.
    fn named_in(&self, plans: &[Plan], owner: usize) -> (Vec<Employee>, Vec<Objective>) {
        let document = self.facts.document();
        let own = document.employees.get(owner).map(|employee| &employee.id);
        let (mut people, mut objectives): (Vec<&Id>, Vec<usize>) = (Vec::new(), Vec::new());
        for item in plans.iter().flat_map(|plan| plan.items.iter()) {
            people.extend(item.people.iter().chain(item.actions.iter().flat_map(|action| action.with.iter())));
            objectives.extend(item.objective.as_ref().and_then(|id| found(&self.objectives, id)));
        }
        crate::sort::sort_by(&mut people, Ord::cmp);
        people.dedup();
        people.retain(|id| own != Some(*id) && self.people.binary_search(id).is_ok());
        crate::sort::sort(&mut objectives);
        objectives.dedup();
        let objectives = objectives.into_iter().filter_map(|number| document.objectives.get(number));
        (
            people.into_iter().map(|id| Employee { id: id.clone(), ..Employee::blank() }).gather(),
            objectives.map(|of| Objective { id: of.id.clone(), period: of.period, ..Objective::blank() }).gather(),
        )
    }

    /// The facts of one employee, by index.
    pub(crate) fn of(&self, employee: usize) -> Facts {
        let document = self.facts.document();
        let mut employees: Vec<Employee> = document.employees.get(employee).cloned().into_iter().gather();
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
        let gather = |index: &Numbers<'_>| {
            let mut found: Vec<usize> = Vec::new();
            for about in &about {
                let start = index.partition_point(|(known, _)| known < about);
                let own = index.iter().skip(start).take_while(|(known, _)| known == about);
                found.extend(own.map(|(_, number)| *number));
            }
            crate::sort::sort(&mut found);
            found
        };
        let plans = self.pick_plans(gather(&self.plans));
        let (others, objectives) = self.named_in(&plans, employee);
        employees.extend(others);
        Facts::new(FactsDocument {
            schema_version: Some(SchemaVersion::CURRENT),
            observations: pick(&document.observations, gather(&self.observations)),
            // None but those of the employee are about a person.
            ratings: pick(&document.ratings, gather(&self.ratings)),
            targets: pick(&document.targets, gather(&self.targets)),
            plans: Few(plans),
            objectives: Few(objectives),
            plan_updates: Few(pick(&document.plan_updates, gather(&self.updates))),
            achievements: Few(pick(&document.achievements, gather(&self.achievements))),
            required_courses: Few(pick(&document.required_courses, gather(&self.required))),
            employees,
            // Scores are of what was measured, rated, planned and learned; the rest of careers has no part in them.
            ..FactsDocument::blank()
        })
    }
}

/// What stands under an id, of those in order; the first, where there are several.
fn found(names: &[(&Id, usize)], id: &Id) -> Option<usize> {
    let at = names.partition_point(|(known, _)| *known < id);
    names.get(at).filter(|(known, _)| *known == id).map(|(_, number)| *number)
}

fn sorted(mut numbers: Numbers<'_>) -> Numbers<'_> {
    crate::sort::sort_by(&mut numbers, Ord::cmp);
    numbers
}

fn pick<T: Clone>(all: &[T], numbers: Vec<usize>) -> Vec<T> {
    numbers.into_iter().filter_map(|number| all.get(number)).cloned().gather()
}
