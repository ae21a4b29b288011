//! Assessments in several dimensions (三维评估): performance, ability, potential, so that results alone do not decide.
//!
//! A criterion has points of 100 from a panel of raters, a competency's level, the person's totals, or a metric. Times
//! its weight it is part of its dimension, which times its own weight is part of the total. What is missing is said and
//! not guessed: a criterion without points makes its dimension and the total unknown.

mod answer;
mod points;

pub use answer::{
    AssessReport, CriterionPoints, DimensionPoints, EmployeeAssessment, LevelEvidence, MissingPoints, RaterAnswers,
    TotalEvidence, ValueEvidence,
};

use crate::compile::Index;
use crate::eligibility::OnDay;
use crate::engine::chosen;
use crate::error::{Code, Problem, Problems, nearest};
use crate::gather::Gather as _;
use crate::request::AssessRequest;
use crate::score::head;
use crate::time::Date;
use crate::values::Id;
use crate::{Engine, Facts};

impl AssessRequest {
    /// Everyone's assessment as of a day.
    #[must_use]
    pub fn new(assessment: Id, as_of: Date) -> Self {
        Self { as_of, assessment, employees: None, position: None, policy_version: None }
    }
}

impl Engine {
    /// Assesses people in several dimensions: points with their evidence, and what is missing.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// A panel gives 4 of 5 points, which are 80 of 100; level 2 of the 3 that are required is 200/3. Half and half:
    /// 220/3.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::AssessRequest, values::Id};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.1", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [], "positions": [{"id": "operator"}],
    ///     "competencies": [{"id": "analysis", "levels": [{"level": 1}, {"level": 2}, {"level": 3}]}],
    ///     "assessments": [{"id": "year", "dimensions": [{"id": "ability", "weight": 100, "criteria": [
    ///         {"id": "scenario", "weight": 50, "source":
    ///             {"kind": "rated", "raters": [{"kind": "manager", "weight": 100}], "scale": {"max": 5}}},
    ///         {"id": "analysis", "weight": 50, "source": {"kind": "competency", "competency": "analysis"}}]}]}]
    /// }"#)?;
    /// let facts = Facts::parse(br#"{
    ///     "employees": [{"id": "e1", "positions": [{"position": "operator", "from": "2024-01-01"}]}],
    ///     "competencies": [{"employee": "e1", "competency": "analysis", "level": 2, "date": "2025-05-01"}],
    ///     "assessments": [{"employee": "e1", "assessment": "year", "criterion": "scenario", "rater": "manager",
    ///         "date": "2025-06-01", "value": 4}]
    /// }"#, Limits::default())?;
    /// let as_of = hrcore::time::parse_date("2025-06-30").unwrap();
    /// let report = engine.assess(&facts, &AssessRequest::new(Id::new("year").unwrap(), as_of))?;
    /// assert_eq!(report.results[0].total.as_ref().unwrap().exact().to_string(), "220/3");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn assess(&self, facts: &Facts, request: &AssessRequest) -> Result<AssessReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        let known = &version.career.assessment_index;
        let assessment = named(known, "assessment", &request.assessment, "/assessment").map_err(Problems::from);
        let position = match &request.position {
            Some(id) => named(&version.position_index, "position", id, "/position").map(Some).map_err(Problems::from),
            None => Ok(None),
        };
        let people = chosen(facts, request.employees.as_deref());
        let ((assessment, position), people) = Problems::both(Problems::both(assessment, position), people)?;
        let totals = version.assessments.reads_totals(assessment);
        let asked = OnDay::new(self, facts, (version, forced), totals);
        let mut judge = asked.judge(request.as_of);
        let mut results = Vec::with_capacity(people.len());
        for employee in people {
            results.extend(judge.assess(assessment, employee, position));
        }
        drop(judge);
        Ok(AssessReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            assessment: request.assessment.clone(),
            position: request.position.clone(),
            results,
            problems: asked.problems(),
        })
    }
}

/// The index of something that a request names.
pub(crate) fn named(names: &Index, what: &str, id: &Id, place: &str) -> Result<usize, Problem> {
    names.get(id.as_str()).ok_or_else(|| {
        let problem = Problem::new(Code::ReferenceUnknown, place, format!("{what} `{id}` does not exist"));
        match nearest(id.as_str(), &names.ids().gather()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem,
        }
    })
}
