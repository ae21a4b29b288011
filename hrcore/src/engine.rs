//! The front door: a compiled policy with one method per question.

use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::error::{Code, Problem, Problems, nearest};
use crate::facts::{FactIndex, Facts};
use crate::gather::Gather as _;
use crate::joined::{Joined, Versions};
use crate::json::{Kind, Read as _, Reader, Writer, whole};
use crate::limits::Limits;
use crate::lint::{LintReport, lint};
use crate::policy::{LongerPeriods, Policy};
use crate::report::{ExplainReport, explain};
use crate::request::{CalibrateRequest, DetailWord, ProgressRequest, RollupRequest, ScoreRequest};
use crate::score::{
    Base, CalibrationReport, Detail, EmployeeScore, ProgressReport, RollupReport, ScoreReport, Scorer, base_periods,
    calibrate, head, progress, rollup,
};
use crate::time::{Date, Period};
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
        let absent = reader.absent();
        let mut sink = Sink::new(reader.finish(), limits.problems);
        sink.absent = absent;
        let Some(policies) = policies.filter(|_| !broken) else {
            return Err(refused(sink));
        };
        Self::compile_versions(policies, is_list, &mut sink, limits).ok_or_else(|| refused(sink))
    }

    /// Compiles a policy made by the host.
    ///
    /// # Errors
    ///
    /// All [`Problems`] of the policy at once.
    pub fn from_policy(policy: Policy) -> Result<Self, Problems> {
        Self::from_versions(vec![policy])
    }

    /// Compiles the versions of a policy made by the host.
    ///
    /// # Errors
    ///
    /// All [`Problems`] of the versions at once.
    pub fn from_versions(policies: Vec<Policy>) -> Result<Self, Problems> {
        let limits = Limits::default();
        let mut sink = Sink::new((Vec::new(), Vec::new()), limits.problems);
        let is_list = policies.len() != 1;
        Self::compile_versions(policies, is_list, &mut sink, limits).ok_or_else(|| refused(sink))
    }

    fn compile_versions(policies: Vec<Policy>, is_list: bool, sink: &mut Sink, limits: Limits) -> Option<Self> {
        if policies.is_empty() {
            sink.report(&Place::ROOT, "", Code::FieldMissing, format_args!("there is no version of the policy"));
        }
        let mut dates = Vec::new();
        let mut versions = Vec::new();
        for (number, policy) in policies.into_iter().enumerate() {
            let place = if is_list { Place::version(number) } else { Place::ROOT };
            let key = (policy.effective_from, policy.version.clone());
            for (date, version) in &dates {
                if *date == key.0 {
                    sink.report(
                        &place,
                        "effective_from",
                        Code::IdDuplicate,
                        format_args!("another version is in force from this day"),
                    );
                } else if *version == key.1 {
                    sink.report(
                        &place,
                        "version",
                        Code::IdDuplicate,
                        format_args!("version `{version}` stands here twice"),
                    );
                }
            }
            dates.push(key);
            versions.extend(Compiled::new((number, policy), &place, sink, limits));
        }
        crate::sort::sort_by(&mut versions, |a, b| a.policy.effective_from.cmp(&b.policy.effective_from));
        sink.problems.is_empty().then_some(Self { versions, is_list, limits })
    }

    /// The versions of the policy with every default written out, in the order of the document.
    pub fn policies(&self) -> impl Iterator<Item = &Policy> {
        self.in_order().into_iter().map(|version| &*version.policy)
    }

    fn in_order(&self) -> Vec<&Compiled> {
        let mut versions: Vec<&Compiled> = self.versions.iter().gather();
        crate::sort::sort_by(&mut versions, |a, b| a.number.cmp(&b.number));
        versions
    }

    /// Whether the policy was compiled from an array of versions.
    #[must_use]
    pub fn has_versions(&self) -> bool {
        self.is_list
    }

    /// Whether the policy is here as it was written.
    ///
    /// # Errors
    ///
    /// The first section that was skipped because its feature is left out of this build. Scores are the same without
    /// it; but the policy cannot be written or advised on as a whole, and a receipt of it would not be one.
    pub fn is_whole(&self) -> Result<(), Problem> {
        self.in_order().into_iter().try_for_each(|version| whole(&version.absent))
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
                    Err(match nearest(id.as_str(), &known.gather()) {
                        Some(near) => problem.hint(format!("did you mean `{near}`?")),
                        None => problem,
                    })
                }
            };
        }
        match in_force(&self.versions, period) {
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

    /// The version that judges on a day: the one in force, or the one asked for.
    pub(crate) fn version_on(&self, day: Date, asked: Option<&Id>) -> Result<(&Compiled, bool), Problem> {
        self.version(Period::Day(day), asked).map_err(|mut problem| {
            if problem.pointer == "/period" {
                problem.pointer = "/as_of".to_owned();
            }
            problem
        })
    }

    /// Every version, by the day from which it is in force.
    pub(crate) fn versions(&self) -> &[Compiled] {
        &self.versions
    }

    /// Scores people: one result per employee asked for, in the order of the facts.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn score(&self, facts: &Facts, request: &ScoreRequest) -> Result<ScoreReport, Problems> {
        self.with(facts).score(request)
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
        each: impl FnMut(EmployeeScore),
    ) -> Result<ScoreReport, Problems> {
        self.with(facts).score_each(request, each)
    }

    /// The report as JSON. Results are written as they are found, so that a large company's are never in memory together.
    pub(crate) fn score_text(&self, facts: &Facts, request: &ScoreRequest) -> Result<String, Problems> {
        if request.viewer.is_some() {
            return Ok(self.score(facts, request)?.to_json());
        }
        let joined = self.with(facts);
        let asked = Asked::new(&joined, request.period, request.policy_version.as_ref())?;
        let people = chosen(facts, request.employees.as_deref())?;
        let detail = detail(request.detail);
        // Room for the answer about one person: growing on the way means copying.
        let mut writer = Writer::with_room(if detail == Detail::Full { 4_096 } else { 512 });
        writer.raw("{");
        writer.answer(",\"schema_version\":", &crate::SCHEMA_VERSION);
        writer.answer(",\"policy\":", &head(&asked.version.policy, asked.forced));
        writer.answer(",\"period\":", &asked.period);
        writer.name(",\"results\":[");
        let mut scorer = asked.scorer();
        for employee in people {
            if let Some(result) = scorer.answer(employee, detail) {
                writer.item(&result);
            }
        }
        writer.raw("]");
        writer.answer(",\"problems\":", &asked.problems());
        writer.raw("}");
        Ok(writer.finish())
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
        let (version, _) = self.version(request.period, request.policy_version.as_ref())?;
        if base_periods(version, request.period).is_none_or(|bases| bases != [request.period]) {
            return Err(unsupported(version, request.period).into());
        }
        let span = crate::score::span(version, request.period);
        if !span.contains(crate::time::Span::new(request.as_of, Some(request.as_of))) {
            let message = format!("`{}` is not a day of `{}`", request.as_of, request.period);
            return Err(Problem::new(Code::AsOfOutsidePeriod, "/as_of", message).into());
        }
        let joined = self.with(facts);
        let asked = Asked::new(&joined, request.period, request.policy_version.as_ref())?;
        let people = chosen(facts, request.employees.as_deref())?;
        let mut report = progress(&mut asked.scorer(), request.as_of, &people, asked.forced);
        report.problems = asked.problems();
        Ok(report)
    }

    /// Checks or assigns the policy's forced distribution.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request, or that the policy has no distribution.
    pub fn calibrate(&self, facts: &Facts, request: &CalibrateRequest) -> Result<CalibrationReport, Problems> {
        let joined = self.with(facts);
        let asked = Asked::new(&joined, request.period, request.policy_version.as_ref())?;
        let Some(distribution) = &asked.version.policy.distribution else {
            let message = "the policy has no `distribution`".to_string();
            return Err(Problem::new(Code::ReferenceUnknown, "", message).into());
        };
        let mode = request.mode.unwrap_or(distribution.mode);
        let mut report = calibrate(&mut asked.scorer(), distribution, mode, asked.forced);
        report.problems = asked.problems();
        Ok(report)
    }

    /// Figures per unit, position or channel.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn rollup(&self, facts: &Facts, request: &RollupRequest) -> Result<RollupReport, Problems> {
        let joined = self.with(facts);
        let asked = Asked::new(&joined, request.period, request.policy_version.as_ref())?;
        let mut report = rollup(&mut asked.scorer(), request.by, asked.forced);
        report.problems = asked.problems();
        Ok(report)
    }

    /// Advice on the policy itself.
    #[must_use]
    pub fn lint(&self) -> LintReport {
        lint(&self.in_order())
    }
}

impl Joined<'_> {
    /// Scores people, as [`Engine::score`] does.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn score(&self, request: &ScoreRequest) -> Result<ScoreReport, Problems> {
        let asked = Asked::new(self, request.period, request.policy_version.as_ref())?;
        let people = chosen(self.facts, request.employees.as_deref())?;
        let detail = detail(request.detail);
        let mut results = Vec::with_capacity(people.len());
        let mut scorer = asked.scorer();
        for employee in people {
            results.extend(scorer.answer(employee, detail));
        }
        let (version, forced) = (asked.version, asked.forced);
        let report = report(asked, results);
        match &request.viewer {
            None => Ok(report),
            Some(viewer) => {
                let versions = self.versions.all;
                crate::redact::redact((version, forced, versions), self.facts, request, viewer, report)
            }
        }
    }

    /// Scores people one after the other, as [`Engine::score_each`] does.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn score_each(
        &self,
        request: &ScoreRequest,
        mut each: impl FnMut(EmployeeScore),
    ) -> Result<ScoreReport, Problems> {
        if request.viewer.is_some() {
            let mut report = self.score(request)?;
            std::mem::take(&mut report.results).into_iter().for_each(each);
            return Ok(report);
        }
        let asked = Asked::new(self, request.period, request.policy_version.as_ref())?;
        let detail = detail(request.detail);
        let mut scorer = asked.scorer();
        for employee in chosen(self.facts, request.employees.as_deref())? {
            scorer.answer(employee, detail).into_iter().for_each(&mut each);
        }
        Ok(report(asked, Vec::new()))
    }
}

fn report(asked: Asked<'_>, results: Vec<EmployeeScore>) -> ScoreReport {
    ScoreReport {
        schema_version: crate::SCHEMA_VERSION,
        policy: head(&asked.version.policy, asked.forced),
        period: asked.period,
        results,
        access_record: None,
        problems: asked.problems(),
    }
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

/// A question about a period: the version that judges it, and the facts joined with it and with earlier versions.
pub(crate) struct Asked<'a> {
    pub(crate) version: &'a Compiled,
    pub(crate) forced: bool,
    period: Period,
    bases: Vec<Base>,
    pub(crate) facts: &'a FactIndex<'a>,
    pub(crate) earlier: Vec<(&'a Compiled, &'a FactIndex<'a>)>,
}

impl<'a> Asked<'a> {
    pub(crate) fn new(joined: &'a Joined<'_>, period: Period, version: Option<&Id>) -> Result<Self, Problem> {
        let (version, forced) = joined.engine.version(period, version)?;
        Self::under(version, forced, &joined.versions, period)
    }

    /// Asks under a version. Where a longer period is the average of its base periods, each of these is judged by the
    /// version in force on its own last day.
    pub(crate) fn under<'v>(
        version: &'v Compiled,
        forced: bool,
        versions: &'a Versions<'v>,
        period: Period,
    ) -> Result<Self, Problem> {
        let Some(periods) = base_periods(version, period) else { return Err(unsupported(version, period)) };
        let (bases, others) = judged((version, forced), versions.all, &periods);
        let earlier = others.into_iter().map(|own| (own, &versions.join(own).index)).gather();
        Ok(Self { version, forced, period, bases, facts: &versions.join(version).index, earlier })
    }

    pub(crate) fn scorer(&self) -> Scorer<'_> {
        let earlier = self.earlier.iter().map(|(version, facts)| {
            let bases = vec![Base { period: self.period, earlier: None }];
            Scorer::new(version, facts, self.period, bases, Vec::new())
        });
        Scorer::new(self.version, self.facts, self.period, self.bases.clone(), earlier.gather())
    }

    /// A scorer of each base period by itself, under the version that judges it.
    pub(crate) fn base_scorers(&self) -> impl Iterator<Item = (Period, Scorer<'_>)> {
        self.bases.iter().map(|base| {
            let other = base.earlier.and_then(|at| self.earlier.get(at)).copied();
            let (version, facts) = other.unwrap_or((self.version, self.facts));
            let bases = vec![Base { period: base.period, earlier: None }];
            (base.period, Scorer::new(version, facts, base.period, bases, Vec::new()))
        })
    }

    /// The problems of single records.
    pub(crate) fn problems(self) -> Vec<Problem> {
        let mut problems = self.facts.problems.clone().finish();
        for (_, facts) in self.earlier {
            for problem in facts.problems.clone().finish() {
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        }
        problems
    }
}

/// The base periods of a period, each with the version that judges it, and the versions other than the one that is asked.
pub(crate) fn judged<'a>(
    (version, forced): (&Compiled, bool),
    versions: &'a [Compiled],
    periods: &[Period],
) -> (Vec<Base>, Vec<&'a Compiled>) {
    let by_month = !forced && periods.len() > 1 && version.policy.longer_periods == LongerPeriods::Average;
    let mut earlier: Vec<&Compiled> = Vec::new();
    let mut bases = Vec::with_capacity(periods.len());
    for period in periods.iter().copied() {
        let own = if by_month { in_force(versions, period) } else { None };
        let differs = own.filter(|own| {
            !std::ptr::eq(*own, version) && base_periods(own, period).is_some_and(|bases| bases == [period])
        });
        let earlier = differs.map(|own| {
            earlier.iter().position(|known| std::ptr::eq(*known, own)).unwrap_or_else(|| {
                earlier.push(own);
                earlier.len() - 1
            })
        });
        bases.push(Base { period, earlier });
    }
    (bases, earlier)
}

/// The version in force on the last day of a period.
pub(crate) fn in_force(versions: &[Compiled], period: Period) -> Option<&Compiled> {
    versions.iter().rev().find(|version| {
        crate::score::span(version, period).to().is_some_and(|last| version.policy.effective_from <= last)
    })
}

pub(crate) fn unsupported(version: &Compiled, period: Period) -> Problem {
    let every = version.policy.appraisal_period.every.as_str();
    let start = version.policy.appraisal_period.start_day;
    let message = format!("period `{period}` is not made of the policy's appraisal periods");
    let hint = if start == 1 {
        format!("the policy appraises by {every}")
    } else {
        format!("the policy appraises by {every} from day {start}, such as `2025-06@{start}`")
    };
    Problem::new(Code::PeriodUnsupported, "/period", message).hint(hint)
}

/// The record of the employee asked for could not be read.
pub(crate) fn unread(employee: &Id) -> Problems {
    let message = format!("the record of `{employee}` could not be read");
    Problem::new(Code::ReferenceUnknown, "/employee", message).into()
}

/// The employees asked for, in the order of the facts.
pub(crate) fn chosen(facts: &Facts, asked: Option<&[Id]>) -> Result<Vec<usize>, Problems> {
    match asked {
        None => {
            let count = facts.document().employees.len();
            let mut people = Vec::with_capacity(count);
            people.extend(0..count);
            Ok(people)
        }
        Some(ids) => chosen_at(facts, ids, "/employees"),
    }
}

/// The same, of a request that names them elsewhere.
pub(crate) fn chosen_at(facts: &Facts, ids: &[Id], place: &str) -> Result<Vec<usize>, Problems> {
    let mut wanted: Vec<(&Id, usize, bool)> = ids.iter().enumerate().map(|(number, id)| (id, number, false)).gather();
    crate::sort::sort_by(&mut wanted, Ord::cmp);
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
    // The records of some could not be read, which is said in the answer: perhaps it is these that are asked for.
    if facts.has_lost_employees() {
        return Ok(people);
    }
    let mut unknown: Vec<(usize, &Id)> =
        wanted.iter().filter(|(_, _, found)| !found).map(|(id, number, _)| (*number, *id)).gather();
    crate::sort::sort_by(&mut unknown, Ord::cmp);
    let problems = unknown.into_iter().map(|(number, id)| {
        let pointer = if place == "/employees" { format!("{place}/{number}") } else { place.to_owned() };
        Problem::new(Code::ReferenceUnknown, pointer, format!("employee `{id}` does not exist"))
    });
    Problems::check(problems.gather())?;
    Ok(people)
}
