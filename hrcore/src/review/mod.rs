//! Advice on a policy that needs history: targets and thresholds that nobody ever met, or everybody always, ratings
//! that were never given, and what was never achieved.

mod answer;
mod tally;

pub use answer::{HistoryAdvice, PolicyReview};

use crate::compile::Compiled;
use crate::compile::reads_totals;
use crate::eligibility::OnDay;
use crate::engine::{Engine, unsupported};
use crate::error::{Code, Problem, Problems};
use crate::facts::Facts;
use crate::number::small;
use crate::request::ReviewPolicyRequest;
use crate::score::{base_periods, head};
use crate::time::Period;

use tally::Tallies;

/// The most periods that are looked at: ten years of months.
const MOST_PERIODS: usize = 120;

impl Engine {
    /// Advice that needs history: which targets and thresholds nobody ever met or everybody always, from one period to
    /// another. The version in force at the end, or the one asked for, is held against all of the periods.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// A target of 3 that was 2 at best:
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::ReviewPolicyRequest};
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
    ///     "observations": [
    ///         {"metric": "roi", "employee": "e1", "period": "2025-04", "value": "1.5"},
    ///         {"metric": "roi", "employee": "e1", "period": "2025-05", "value": "1.8"},
    ///         {"metric": "roi", "employee": "e1", "period": "2025-06", "value": "2"}]
    /// }"#, Limits::default())?;
    ///
    /// let request = ReviewPolicyRequest::new("2025-04".parse().unwrap(), "2025-06".parse().unwrap());
    /// let advice = &engine.review_policy(&facts, &request)?.advice[0];
    /// assert_eq!((advice.code, advice.cases, advice.met), ("never_met", 3, 0));
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn review_policy(&self, facts: &Facts, request: &ReviewPolicyRequest) -> Result<PolicyReview, Problems> {
        let (version, forced) =
            self.version(request.to, request.policy_version.as_ref()).map_err(|problem| at(problem, "/to"))?;
        let mut problems = Vec::new();
        let periods = periods(version, request, &mut problems);
        if request.min_cases == 0 {
            let message = "advice needs at least one case".to_owned();
            problems.push(Problem::new(Code::NumberOutOfRange, "/min_cases", message));
        }
        Problems::check(problems)?;
        let totals = reads_totals(&version.assessments, version.career.checks());
        let (Some(first), Some(last)) = (periods.first().copied(), periods.last().copied()) else {
            return Err(unsupported(version, request.to).into());
        };
        let Some(day) = crate::score::span(version, last).to() else {
            return Err(unsupported(version, request.to).into());
        };
        // One version judges all periods: it is reviewed.
        let asked = OnDay::new(self, facts, (version, true), totals);
        let mut tallies = Tallies::new(version, periods.len());
        for period in &periods {
            tallies.count(&asked, *period);
        }
        let person_periods = tallies.person_periods;
        let advice = tallies.advice(facts, request.min_cases, day);
        Ok(PolicyReview {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            from: first,
            to: last,
            periods: small(periods.len()),
            person_periods,
            advice,
            problems: asked.problems(),
        })
    }
}

fn at(mut problem: Problem, pointer: &str) -> Problem {
    if problem.pointer == "/period" {
        pointer.clone_into(&mut problem.pointer);
    }
    problem
}

/// The appraisal periods from one to another.
fn periods(version: &Compiled, request: &ReviewPolicyRequest, problems: &mut Vec<Problem>) -> Vec<Period> {
    let mut ends = [None, None];
    for (end, (period, pointer)) in ends.iter_mut().zip([(request.from, "/from"), (request.to, "/to")]) {
        *end = base_periods(version, period);
        if end.is_none() {
            problems.push(at(unsupported(version, period), pointer));
        }
    }
    let [Some(first), Some(last)] = ends else { return Vec::new() };
    let (Some(first), Some(last)) = (first.first().copied(), last.last().copied()) else { return Vec::new() };
    let days = |period| crate::score::span(version, period);
    if days(last) < days(first) {
        let message = format!("`{}` is before `{}`", request.to, request.from);
        problems.push(Problem::new(Code::RangeEmpty, "/to", message));
        return Vec::new();
    }
    let mut periods = vec![first];
    let mut at = first;
    while let Some(next) = at.next().filter(|_| at != last) {
        if periods.len() == MOST_PERIODS {
            let message =
                format!("more than {MOST_PERIODS} periods lie between `{}` and `{}`", request.from, request.to);
            problems.push(Problem::new(Code::LimitExceeded, "/to", message));
            return Vec::new();
        }
        periods.push(next);
        at = next;
    }
    periods
}
