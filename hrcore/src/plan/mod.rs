//! Work plans (周计划): what they have to say, how they stand, who should be told, and what is endangered.

mod answer;
mod endangered;
mod findings;
mod notices;
mod overdue;
mod report;
mod standing;
#[cfg(test)]
mod tests;
mod words;

pub use answer::{
    EmployeePlans, Endangered, EndangeredItem, EndangeredMilestone, ItemStatus, Notice, OwedPlan, PlanFinding,
    PlanStatus, PlanSummary, PlansReport, Risk,
};

pub(crate) use overdue::{Overdue, overdue};

use crate::compile::Compiled;
use crate::engine::chosen;
use crate::error::Problems;
use crate::facts::{FactIndex, KnownPlan};
use crate::job::Line;
use crate::joined::Joined;
use crate::json::Few;
use crate::request::PlansRequest;
use crate::score::head;
use crate::time::Span;
use crate::{Engine, Facts};

use endangered::Waiting;
use standing::Standing;

impl Engine {
    /// How work plans stand at a moment: what is missing in them, on time, at risk, overdue, and who should be told.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// Due on Thursday at 17:00 and not done on Friday at 09:00: overdue by a day.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::PlansRequest, time::Instant};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.2", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [], "positions": [{"id": "operator"}]
    /// }"#)?;
    /// let facts = Facts::parse(br#"{
    ///     "employees": [{"id": "e1", "positions": [{"position": "operator", "from": "2024-01-01"}]}],
    ///     "plans": [{"id": "p1", "employee": "e1", "period": "2025-W23", "items": [
    ///         {"id": "i1", "text": "final copy of the poster", "due": "2025-06-05T17:00:00+08:00"}]}]
    /// }"#, Limits::default())?;
    /// let report = engine.plans(&facts, &PlansRequest::new(Instant::parse("2025-06-06T09:00:00+08:00").unwrap()))?;
    /// let item = &report.results[0].plans[0].items[0];
    /// assert_eq!((item.status, item.overdue_days), ("overdue", Some(1)));
    /// assert_eq!(report.notices[0].id, "reminder/overdue/2025-06-05T17:00:00+08:00/i1");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn plans(&self, facts: &Facts, request: &PlansRequest) -> Result<PlansReport, Problems> {
        self.with(facts).plans(request)
    }
}

impl Joined<'_> {
    /// How work plans stand at a moment, as [`Engine::plans`] tells.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn plans(&self, request: &PlansRequest) -> Result<PlansReport, Problems> {
        let facts = self.facts;
        let day = request.as_of.date();
        let (version, forced) = self.engine.version_on(day, request.policy_version.as_ref())?;
        let people = chosen(facts, request.employees.as_deref())?;
        let joined = self.versions.join(version);
        let index = &joined.index;
        let (plans, mut problems) = joined.plans(version);
        let line = Line::new(index, version, request.as_of.day(), &mut problems);
        let standing = Standing::new(plans, version, request.as_of);
        let mut wanted = vec![false; facts.document().employees.len()];
        for person in people {
            // One whose record is bad is left out.
            if let Some(slot) = wanted.get_mut(person) {
                *slot = index.held(person).is_some();
            }
        }
        let asked = Asked {
            version,
            facts: index,
            problems: &problems,
            request,
            span: request.period.map(|period| crate::score::span(version, period)),
            wanted,
            standing: &standing,
            line: &line,
        };
        let mut waiting = Waiting::new(facts.document(), plans, &mut |item| standing.status(item).is_open());
        let (summary, results) = asked.results(&mut waiting);
        let (owed, notices) = (asked.owed(), asked.notices(&mut waiting));
        Ok(PlansReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            period: request.period,
            summary,
            results,
            owed: Few(owed),
            notices: Few(notices),
            problems: problems.finish(),
        })
    }
}

/// What is asked, of whom, and what is known of it.
struct Asked<'a> {
    version: &'a Compiled,
    facts: &'a FactIndex<'a>,
    /// Knows where in the document things are.
    problems: &'a crate::compile::place::Sink,
    request: &'a PlansRequest,
    span: Option<Span>,
    /// The people whose plans are asked for.
    wanted: Vec<bool>,
    standing: &'a Standing<'a>,
    line: &'a Line<'a>,
}

impl Asked<'_> {
    /// Whether a plan is looked at.
    fn is_wanted(&self, plan: &KnownPlan) -> bool {
        let of_person = self.wanted.get(plan.person as usize) == Some(&true);
        of_person && self.span.is_none_or(|span| span.contains(plan.span))
    }
}
