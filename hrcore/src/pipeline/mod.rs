//! The health of the pipeline (人才梯队): who holds each position, who could follow, what those lack who nearly could,
//! and where nobody is left.

mod answer;
mod bench;
mod gaps;
mod grid;
mod words;

pub use answer::{
    Candidate, CompetencyCount, EligibleCount, GridCell, GridPerson, GridResult, Lacking, LevelCount, PipelineReport,
    PositionBench, Profile, Succession, TestCount,
};

pub(crate) use gaps::{Gap, gaps};

use bench::Bench;

use crate::assess::named;
use crate::compile::{Compiled, reads_totals};
use crate::eligibility::OnDay;
use crate::error::Problems;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational, small};
use crate::request::PipelineRequest;
use crate::score::head;
use crate::time::Date;
use crate::{Engine, Facts};

impl PipelineRequest {
    /// Every position on a day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self { as_of, positions: None, unit: None, lang: None, policy_version: None }
    }
}

impl Engine {
    /// The health of the pipeline: incumbents, who is ready and who nearly is, what candidates lack, and the gaps.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// One supervisor, and two specialists of whom one has passed the course: a bench strength of 1.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::PipelineRequest};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.1", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [], "courses": [{"id": "leading"}],
    ///     "positions": [{"id": "specialist"}, {"id": "supervisor", "key": true}],
    ///     "moves": [{"id": "up", "from": "specialist", "to": "supervisor", "requires": {"course": "leading"}}]
    /// }"#)?;
    /// let facts = Facts::parse(br#"{
    ///     "employees": [
    ///         {"id": "e1", "positions": [{"position": "supervisor", "from": "2024-01-01"}]},
    ///         {"id": "e2", "positions": [{"position": "specialist", "from": "2024-01-01"}]},
    ///         {"id": "e3", "positions": [{"position": "specialist", "from": "2024-01-01"}]}],
    ///     "achievements": [{"employee": "e3", "course": "leading", "date": "2025-03-01"}]
    /// }"#, Limits::default())?;
    /// let report = engine.pipeline(&facts, &PipelineRequest::new("2025-06-30".parse().unwrap()))?;
    /// let supervisor = &report.positions[1];
    /// assert_eq!(supervisor.ready[0].employee.as_str(), "e3");
    /// assert_eq!(supervisor.nearly_ready[0].lacks[0].kind, "course");
    /// assert_eq!(supervisor.bench_strength.as_ref().unwrap().texts().0, "1");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn pipeline(&self, facts: &Facts, request: &PipelineRequest) -> Result<PipelineReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        let unit = match &request.unit {
            Some(id) => named(&version.unit_index, "unit", id, "/unit").map(Some).map_err(Problems::from),
            None => Ok(None),
        };
        let (wanted, unit) = Problems::both(wanted(version, request), unit)?;
        let grid = version.assessments.grid.as_ref();
        let totals = reads_totals(&version.assessments, version.career.checks())
            || grid.is_some_and(|grid| version.assessments.reads_totals(grid.assessment));
        let asked = OnDay::new(self, facts, (version, forced), totals);
        let mut judge = asked.judge(request.as_of);
        judge.detail = false;
        let mut bench = Bench::new(version, &wanted, (request.as_of, request.lang));
        for employee in 0..facts.document().employees.len() {
            if let Some(person) = judge.person(employee)
                && unit.is_none_or(|unit| is_within(version, person.held.unit, unit))
            {
                bench.add(&mut judge, &person);
            }
        }
        let people = std::mem::take(&mut bench.people);
        let mut report = PipelineReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            unit: request.unit.clone(),
            eligible: bench.eligible(),
            positions: bench.positions(),
            succession: None,
            grid: grid.and_then(|grid| grid::grid(&mut judge, grid, &people)),
            text: None,
            problems: Vec::new(),
        };
        drop(judge);
        report.succession = succession(&report.positions);
        if let Some(lang) = request.lang {
            words::say(&version.policy, &mut report, lang);
        }
        report.problems = asked.problems();
        Ok(report)
    }
}

/// Which positions are asked for, by index.
fn wanted(version: &Compiled, request: &PipelineRequest) -> Result<Vec<bool>, Problems> {
    let mut wanted = version.policy.positions.iter().map(|_| request.positions.is_none()).gather();
    let mut problems = Vec::new();
    for (number, id) in request.positions.iter().flatten().enumerate() {
        match named(&version.position_index, "position", id, &format!("/positions/{number}")) {
            Ok(position) => {
                if let Some(slot) = wanted.get_mut(position) {
                    *slot = true;
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    Problems::check(problems)?;
    Ok(wanted)
}

/// Whether a unit is another one, or below it.
fn is_within(version: &Compiled, mut unit: Option<usize>, above: usize) -> bool {
    while let Some(at) = unit {
        if at == above {
            return true;
        }
        unit = version.units.get(at).and_then(|node| node.parent);
    }
    false
}

/// Succession to the key positions among these.
fn succession(positions: &[PositionBench]) -> Option<Succession> {
    let key: Vec<&PositionBench> = positions.iter().filter(|position| position.key == Some(true)).gather();
    let percent =
        |part: usize, whole: usize| Rational::new(i128::from(small(part)) * 100, small(whole).into()).map(Figure::new);
    let ready = key.iter().filter(|position| !position.ready.is_empty()).count();
    let is_bare = |position: &PositionBench| position.ready.is_empty() && position.nearly_ready.is_empty();
    let bare = key.iter().filter(|position| is_bare(position)).map(|position| position.position.clone()).gather();
    let covered = key.len() - bare.len();
    let (mut ready_now, mut nearly) = (0, 0);
    for position in &key {
        ready_now += position.ready.len();
        nearly += position.nearly_ready.len();
    }
    Some(Succession {
        key_positions: small(key.len()),
        covered: small(covered),
        ready: small(ready),
        coverage_rate: percent(covered, key.len())?,
        readiness_rate: percent(ready, key.len())?,
        ready_now_rate: percent(ready_now, ready_now + nearly),
        without_successor: Few(bare),
    })
}
