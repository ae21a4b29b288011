//! The front door: a compiled policy with one method per question.

use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::error::{Code, Problem, Problems, nearest};
use crate::facts::{FactIndex, Facts};
use crate::json::{Kind, Read as _, Reader};
use crate::limits::Limits;
use crate::lint::{LintReport, lint};
use crate::policy::Policy;
use crate::receipt::{Receipt, ReceiptDocument, Relevance};
use crate::report::{ExplainReport, explain};
use crate::request::{CalibrateRequest, DetailWord, ProgressRequest, ReceiptRequest, RollupRequest, ScoreRequest};
use crate::score::{
    CalibrationReport, Detail, EmployeeScore, ProgressReport, RollupReport, ScoreReport, Scorer, calibrate, head,
    progress, rollup,
};
use crate::time::Period;
use crate::values::Id;

/// A compiled policy, ready to be asked. It never changes, so threads may share it.
///
/// # Example
///
/// ```
/// use hrcore::{Engine, Facts, Limits, request::ScoreRequest};
///
/// let engine = Engine::compile(br#"{
///     "schema_version": "1.0", "id": "shop", "version": "1", "effective_from": "2025-01-01",
///     "metrics": [{"id": "roi", "unit": "multiple", "direction": "higher", "source": "ads"}],
///     "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": [
///         {"id": "roi", "metric": "roi", "weight": 100, "target": 3, "method": {"kind": "ratio"}}]}]}],
///     "positions": [{"id": "operator", "scorecard": "card"}]
/// }"#)?;
/// let facts = Facts::parse(br#"{
///     "employees": [{"id": "e1", "positions": [{"position": "operator", "from": "2024-01-01"}]}],
///     "observations": [{"metric": "roi", "employee": "e1", "period": "2025-06", "value": "2.8"}]
/// }"#, Limits::default())?;
/// let report = engine.score(&facts, &ScoreRequest::new("2025-06".parse().unwrap()))?;
/// let total = report.results[0].total.as_ref().unwrap();
/// assert_eq!(total.texts(), ("93.33".to_owned(), Some("280/3".to_owned())));
/// # Ok::<(), hrcore::Problems>(())
/// ```
#[derive(Debug)]
pub struct Engine {
    /// By the day from which they are in force, earliest first.
    versions: Vec<Compiled>,
    /// Whether the policy was an array of versions.
    is_list: bool,
    limits: Limits,
}

impl ScoreRequest {
    /// Everyone's scores of a period in full.
    #[must_use]
    pub fn new(period: Period) -> Self {
        Self {
            period,
            employees: None,
            detail: DetailWord::Full,
            policy_version: None,
            viewer: None,
            as_of: None,
            lang: crate::values::Language::En,
        }
    }
}

impl Engine {
    /// Compiles a policy document: one version, or an array of them.
    ///
    /// # Errors
    ///
    /// All [`Problems`] of the document at once.
    pub fn compile(policy: &[u8]) -> Result<Self, Problems> {
        Self::compile_with(policy, Limits::default())
    }

    /// Compiles a policy document within limits.
    ///
    /// # Errors
    ///
    /// All [`Problems`] of the document at once.
    pub fn compile_with(policy: &[u8], limits: Limits) -> Result<Self, Problems> {
        let mut reader = Reader::new(policy, &limits);
        let is_list = reader.kind() == Kind::List;
        let policies = if is_list {
            Vec::<Policy>::read(&mut reader)
        } else {
            Policy::read(&mut reader).map(|policy| vec![policy])
        };
        reader.end();
        let broken = reader.is_broken();
        let mut sink = Sink::new(reader.finish(), limits.problems);
        let Some(policies) = policies.filter(|_| !broken) else {
            return Err(refused(sink));
        };
        Self::from_policies(policies, is_list, &mut sink, limits).ok_or_else(|| refused(sink))
    }

    /// Compiles a policy made by the host.
    ///
    /// # Errors
    ///
    /// All [`Problems`] of the policy at once.
    pub fn from_policy(policy: Policy) -> Result<Self, Problems> {
        let limits = Limits::default();
        let mut sink = Sink::new((Vec::new(), Vec::new()), limits.problems);
        Self::from_policies(vec![policy], false, &mut sink, limits).ok_or_else(|| refused(sink))
    }

    fn from_policies(policies: Vec<Policy>, is_list: bool, sink: &mut Sink, limits: Limits) -> Option<Self> {
        if policies.is_empty() {
            sink.report(&Place::ROOT, Code::FieldMissing, "there is no version of the policy");
        }
        let mut dates = Vec::new();
        let mut versions = Vec::new();
        for (number, policy) in policies.into_iter().enumerate() {
            let place = if is_list { Place::version(number) } else { Place::ROOT };
            let key = (policy.effective_from, policy.version.clone());
            for (date, version) in &dates {
                if *date == key.0 {
                    sink.report(
                        &place.field("effective_from"),
                        Code::IdDuplicate,
                        "another version is in force from this day",
                    );
                } else if *version == key.1 {
                    sink.report(
                        &place.field("version"),
                        Code::IdDuplicate,
                        format!("version `{version}` stands here twice"),
                    );
                }
            }
            dates.push(key);
            versions.extend(Compiled::new(policy, &place, sink, limits));
        }
        versions.sort_by_key(|version| version.policy.effective_from);
        sink.problems.is_empty().then_some(Self { versions, is_list, limits })
    }

    /// The versions of the policy with every default written out, earliest first.
    pub fn policies(&self) -> impl Iterator<Item = &Policy> {
        self.versions.iter().map(|version| &version.policy)
    }

    /// Whether the policy was compiled from an array of versions.
    #[must_use]
    pub fn has_versions(&self) -> bool {
        self.is_list
    }

    /// The limits within which the engine reads.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The version that judges a period: the one in force on its last day, or the one asked for.
    pub(crate) fn version(&self, period: Period, asked: Option<&Id>) -> Result<(&Compiled, bool), Problem> {
        if let Some(id) = asked {
            return match self.versions.iter().find(|version| version.policy.version == *id) {
                Some(version) => Ok((version, true)),
                None => {
                    let message = format!("version `{id}` of the policy does not exist");
                    let problem = Problem::new(Code::ReferenceUnknown, "/policy_version", message);
                    let known = self.versions.iter().map(|version| version.policy.version.as_str());
                    Err(match nearest(id.as_str(), known) {
                        Some(near) => problem.hint(format!("did you mean `{near}`?")),
                        None => problem,
                    })
                }
            };
        }
        let in_force = |version: &&Compiled| {
            crate::score::span(version, period).to().is_some_and(|last| version.policy.effective_from <= last)
        };
        match self.versions.iter().rev().find(in_force) {
            Some(version) => Ok((version, false)),
            None => {
                let first = self.versions.first().map(|version| version.policy.effective_from.to_string());
                let first = first.unwrap_or_default();
                let message = format!("no version of the policy is in force on the last day of `{period}`");
                Err(Problem::new(Code::PolicyNotInForce, "/period", message).hint(format!(
                    "the first version is in force from {first}; `policy_version` names one all the same"
                )))
            }
        }
    }

    /// Scores people: one result per employee asked for, in the order of the facts.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn score(&self, facts: &Facts, request: &ScoreRequest) -> Result<ScoreReport, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        let index = FactIndex::new(facts, version);
        let mut scorer = scorer(version, &index, request.period)?;
        let people = chosen(facts, request.employees.as_deref())?;
        let detail = detail(request.detail);
        let mut results = Vec::with_capacity(people.len());
        for employee in people {
            results.extend(scorer.answer(employee, detail));
        }
        let report = ScoreReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            period: request.period,
            results,
            access_record: None,
            problems: index.problems.finish(),
        };
        match &request.viewer {
            None => Ok(report),
            Some(viewer) => crate::redact::redact((version, forced), facts, request, viewer, report),
        }
    }

    /// Scores people one after the other and hands each result on, so that a large company needs no more memory than
    /// its facts. Returns the head of the report with the problems, and no results.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn score_each(
        &self,
        facts: &Facts,
        request: &ScoreRequest,
        mut each: impl FnMut(EmployeeScore),
    ) -> Result<ScoreReport, Problems> {
        if request.viewer.is_some() {
            let mut report = self.score(facts, request)?;
            std::mem::take(&mut report.results).into_iter().for_each(each);
            return Ok(report);
        }
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        let index = FactIndex::new(facts, version);
        let mut scorer = scorer(version, &index, request.period)?;
        let detail = detail(request.detail);
        for employee in chosen(facts, request.employees.as_deref())? {
            scorer.answer(employee, detail).into_iter().for_each(&mut each);
        }
        Ok(ScoreReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            period: request.period,
            results: Vec::new(),
            access_record: None,
            problems: index.problems.finish(),
        })
    }

    /// Explains scores in sentences.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn explain(&self, facts: &Facts, request: &ScoreRequest) -> Result<ExplainReport, Problems> {
        let (version, _) = self.version(request.period, request.policy_version.as_ref())?;
        let full = ScoreRequest { detail: DetailWord::Full, ..request.clone() };
        let report = self.score(facts, &full)?;
        Ok(explain(&version.policy, report, request.lang))
    }

    /// Progress during a period, the pace needed, and where scores would end at the present pace.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request: `as_of` lies in the period, which is a base period of the policy.
    pub fn progress(&self, facts: &Facts, request: &ProgressRequest) -> Result<ProgressReport, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        let span = crate::score::span(version, request.period);
        if !span.contains(crate::time::Span::new(request.as_of, Some(request.as_of))) {
            let message = format!("`{}` is not a day of `{}`", request.as_of, request.period);
            return Err(Problem::new(Code::AsOfOutsidePeriod, "/as_of", message).into());
        }
        let index = FactIndex::new(facts, version);
        let mut scorer = scorer(version, &index, request.period)?;
        let people = chosen(facts, request.employees.as_deref())?;
        let mut report = progress(&mut scorer, request.as_of, &people, forced);
        report.problems = index.problems.finish();
        Ok(report)
    }

    /// Checks or assigns the policy's forced distribution.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request, or that the policy has no distribution.
    pub fn calibrate(&self, facts: &Facts, request: &CalibrateRequest) -> Result<CalibrationReport, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        let Some(distribution) = &version.policy.distribution else {
            let message = "the policy has no `distribution`";
            return Err(Problem::new(Code::ReferenceUnknown, "", message).into());
        };
        let index = FactIndex::new(facts, version);
        let mut scorer = scorer(version, &index, request.period)?;
        let mode = request.mode.unwrap_or(distribution.mode);
        let mut report = calibrate(&mut scorer, distribution, mode, forced);
        report.problems = index.problems.finish();
        Ok(report)
    }

    /// Figures per unit, position or channel.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn rollup(&self, facts: &Facts, request: &RollupRequest) -> Result<RollupReport, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        let index = FactIndex::new(facts, version);
        let mut scorer = scorer(version, &index, request.period)?;
        let mut report = rollup(&mut scorer, request.by, forced);
        report.problems = index.problems.finish();
        Ok(report)
    }

    /// Advice on the policy itself.
    #[must_use]
    pub fn lint(&self) -> LintReport {
        lint(self.versions.iter().map(|version| (&version.policy, version.place.as_str())))
    }

    /// The receipt of one result: everything that made it, and a hash that anyone can recompute.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn receipt(&self, facts: &Facts, request: &ReceiptRequest) -> Result<Receipt, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        let employee = std::slice::from_ref(&request.employee);
        let people = chosen_at(facts, employee, "/employee")?;
        let person = people.first().copied().unwrap_or_default();
        receipt(version, forced, request, &Relevance::new(facts, version), person)
    }
}

/// The receipt of one result, from the facts that matter to it.
pub(crate) fn receipt(
    version: &Compiled,
    forced: bool,
    request: &ReceiptRequest,
    relevance: &Relevance<'_>,
    person: usize,
) -> Result<Receipt, Problems> {
    let own = relevance.of(person);
    let index = FactIndex::new(&own, version);
    let mut scorer = scorer(version, &index, request.period)?;
    let Some(result) = scorer.answer(0, Detail::Full) else {
        let message = format!("the record of `{}` is bad and was left out", request.employee);
        return Err(Problem::new(Code::ReferenceUnknown, "/employee", message).into());
    };
    Ok(Receipt::new(ReceiptDocument::new(&version.policy, forced, request, own.document().clone(), &result)))
}

fn refused(sink: Sink) -> Problems {
    match Problems::check(sink.finish()) {
        Err(problems) => problems,
        Ok(()) => Problem::new(Code::JsonSyntax, "", "the document could not be read").into(),
    }
}

fn detail(word: DetailWord) -> Detail {
    match word {
        DetailWord::Totals => Detail::Totals,
        DetailWord::Full => Detail::Full,
    }
}

pub(crate) fn scorer<'a>(
    version: &'a Compiled,
    facts: &'a FactIndex<'a>,
    period: Period,
) -> Result<Scorer<'a>, Problem> {
    Scorer::new(version, facts, period).ok_or_else(|| {
        let every = version.policy.appraisal_period.every.as_str();
        let start = version.policy.appraisal_period.start_day;
        let message = format!("period `{period}` is not made of the policy's appraisal periods");
        let hint = if start == 1 {
            format!("the policy appraises by {every}")
        } else {
            format!("the policy appraises by {every} from day {start}, such as `2025-06@{start}`")
        };
        Problem::new(Code::PeriodUnsupported, "/period", message).hint(hint)
    })
}

/// The employees asked for, in the order of the facts.
fn chosen(facts: &Facts, asked: Option<&[Id]>) -> Result<Vec<usize>, Problems> {
    match asked {
        None => Ok((0..facts.document().employees.len()).collect()),
        Some(ids) => chosen_at(facts, ids, "/employees"),
    }
}

fn chosen_at(facts: &Facts, ids: &[Id], place: &str) -> Result<Vec<usize>, Problems> {
    let mut wanted: Vec<(&Id, usize, bool)> = ids.iter().enumerate().map(|(number, id)| (id, number, false)).collect();
    wanted.sort();
    let mut people = Vec::new();
    for (number, employee) in facts.document().employees.iter().enumerate() {
        let at = wanted.partition_point(|(id, ..)| **id < employee.id);
        let mut found = false;
        for entry in wanted.iter_mut().skip(at).take_while(|(id, ..)| **id == employee.id) {
            found = true;
            entry.2 = true;
        }
        if found {
            people.push(number);
        }
    }
    let mut unknown: Vec<(usize, &Id)> =
        wanted.iter().filter(|(_, _, found)| !found).map(|(id, number, _)| (*number, *id)).collect();
    unknown.sort();
    let problems = unknown.into_iter().map(|(number, id)| {
        let pointer = if place == "/employees" { format!("{place}/{number}") } else { place.to_owned() };
        Problem::new(Code::ReferenceUnknown, pointer, format!("employee `{id}` does not exist"))
    });
    Problems::check(problems.collect())?;
    Ok(people)
}
