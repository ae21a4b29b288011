//! How long people stay: curves over months of tenure, of the whole company and of groups, and whether groups differ.
//!
//! The months of single people are those of [`super::panel`]. Who was with the company before the window began is seen from
//! the tenure of then on (delayed entry; Tsai, Jewell and Wang 1987); who goes on, who leaves otherwise and who moves
//! to another group is seen until then. Nothing is fitted.

mod answer;
mod compare;
mod curve;
#[cfg(test)]
mod tests;

pub use answer::{
    ComparedGroup, MedianTenure, RetentionComparison, RetentionCurve, RetentionReport, RetentionStep, StayingShare,
};

use super::ask::{WINDOW, between, sink};
use super::model::Leaving;
use super::panel::{Look, Spell, ground, is_old};
use super::words;
use crate::error::Problems;
use crate::joined::Joined;
use crate::json::Few;
use crate::policy::Policy;
use crate::request::{RetentionBy, RetentionRequest};
use crate::score::head;
use crate::time::Date;
use crate::values::Id;
use crate::{Engine, Facts};

impl RetentionRequest {
    /// The whole company, by the two years before a day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self { as_of, window: 24, leaving: Leaving::Voluntary, by: None, lang: None, policy_version: None }
    }
}

impl Engine {
    /// How long people stay: the share that is still there after months of tenure, with its bounds, and the median.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// Two people join on the same day; one leaves in the sixth month.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::RetentionRequest};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.5", "id": "shop", "version": "1", "effective_from": "2023-01-01",
    ///     "metrics": [], "scorecards": [], "positions": [{"id": "sales"}]
    /// }"#)?;
    /// let facts = Facts::parse(br#"{"employees": [
    ///     {"id": "e1", "positions": [{"position": "sales", "from": "2024-01-01"}]},
    ///     {"id": "e2", "positions": [
    ///         {"position": "sales", "from": "2024-01-01", "to": "2024-06-20", "ended": "voluntary"}]}
    /// ]}"#, Limits::default())?;
    /// let report = engine.retention(&facts, &RetentionRequest::new("2024-12-31".parse().unwrap()))?;
    /// let after = |months| report.curves[0].staying.iter().find(|share| share.months == months).unwrap();
    /// assert_eq!((after(3).staying.value(), after(6).staying.value()), (1.0, 0.5));
    /// assert_eq!(report.curves[0].median.as_ref().unwrap().months, Some(6));
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn retention(&self, facts: &Facts, request: &RetentionRequest) -> Result<RetentionReport, Problems> {
        self.with(facts).retention(request)
    }
}

impl Joined<'_> {
    /// How long people stay, as [`Engine::retention`] tells.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn retention(&self, request: &RetentionRequest) -> Result<RetentionReport, Problems> {
        let (version, forced) = self.engine.version_on(request.as_of, request.policy_version.as_ref())?;
        let mut sink = sink(self);
        between(request.window, WINDOW, "window", &mut sink);
        Problems::check(sink.problems)?;
        let (as_of, window, leaving) = (request.as_of, request.window, request.leaving);
        let look = Look { version, as_of, window, leaving, drivers: &[] };
        let (mut spells, mut problems) = (super::panel::Spells::default(), Vec::new());
        if let Some(ground) = ground(self, &look) {
            spells = ground.spells(request.by);
            problems = ground.problems.finish();
        }
        let policy = &version.policy;
        let groups = grouped(&spells.all);
        let id = |group: usize| request.by.and_then(|by| id(policy, by, group));
        let mut curves = vec![curve::curve(&spells.all)];
        for (group, spells) in &groups {
            let Some(own) = id(*group) else { continue };
            let by = request.by.map(RetentionBy::as_str);
            let mut curve = RetentionCurve { by, id: Some(own), ..curve::curve(spells) };
            curve.text = request.lang.map(|lang| words::retention_group(policy, lang, leaving, &curve));
            curves.push(curve);
        }
        let comparison = request.by.and_then(|_| compare::compare(&groups, &id));
        let mut caveats = Vec::new();
        if spells.unstated > 0 {
            caveats.push("ends_unstated");
        }
        caveats.extend(is_old(self, &look).then_some("old_data"));
        if request.by.is_some() && comparison.is_none() {
            caveats.push("not_compared");
        }
        let mut report = RetentionReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(policy, forced),
            as_of,
            window,
            leaving: leaving.as_str(),
            curves,
            comparison,
            caveats: Few(caveats),
            text: None,
            problems,
        };
        report.text = request.lang.map(|lang| words::retention(lang, leaving, &report));
        Ok(report)
    }
}

/// The spells of each group, by its index in the policy; those of nobody's group are in none.
fn grouped(spells: &[Spell]) -> Vec<(usize, Vec<Spell>)> {
    let mut sorted: Vec<(usize, Spell)> = Vec::new();
    sorted.extend(spells.iter().filter_map(|spell| Some((spell.group?, *spell))));
    // The order within a group stays as it is.
    crate::sort::sort_by(&mut sorted, |a, b| a.0.cmp(&b.0));
    let mut groups: Vec<(usize, Vec<Spell>)> = Vec::new();
    for own in sorted.chunk_by(|a, b| a.0 == b.0) {
        if let Some((group, _)) = own.first() {
            groups.push((*group, own.iter().map(|(_, spell)| *spell).collect()));
        }
    }
    groups
}

fn id(policy: &Policy, by: RetentionBy, group: usize) -> Option<Id> {
    match by {
        RetentionBy::Position => policy.positions.get(group).map(|position| position.id.clone()),
        RetentionBy::Unit => policy.units.get(group).map(|unit| unit.id.clone()),
    }
}
