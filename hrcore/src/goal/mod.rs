//! Objectives (目标): whether they follow from each other, how far they have come, and which work serves them.
//!
//! What is measured or said comes first (`progress`), then from the bottom up what those below come to; the drivers of
//! an objective (`cascade`), the plan items that serve it (`work`), and how far those that are over were reached
//! (`attained`).

mod answer;
mod attained;
mod cascade;
mod progress;
#[cfg(test)]
mod tests;
mod words;
mod work;

pub use answer::{
    AttainmentRange, Attainments, Cascade, Coverage, DriverStatus, GoalAdvice, GoalsReport, ObjectiveStatus,
    PlannedSum, UnalignedItem,
};

pub(crate) use progress::Standing;
use work::Work;

use crate::compile::Compiled;
use crate::compile::place::Sink;
use crate::error::{Problem, Problems};
use crate::facts::{FactIndex, GoalFacts, KnownObjective, PlanFacts};
use crate::gather::Gather as _;
use crate::joined::Joined;
use crate::json::Few;
use crate::number::{Figure, Rational};
use crate::policy::{Unit, minor_digits};
use crate::request::GoalsRequest;
use crate::score::head;
use crate::time::{Date, Period, Span};
use crate::values::Id;
use crate::{Engine, Facts};

/// The objectives of some facts, and how each stands on a day.
pub(crate) struct Standings<'a> {
    pub(crate) version: &'a Compiled,
    pub(crate) forced: bool,
    #[cfg_attr(not(feature = "forecast"), expect(dead_code, reason = "forecasts look further"))]
    pub(crate) index: &'a FactIndex<'a>,
    #[cfg_attr(not(feature = "forecast"), expect(dead_code, reason = "forecasts look further"))]
    pub(crate) plans: &'a PlanFacts<'a>,
    pub(crate) goals: GoalFacts<'a>,
    work: Work<'a>,
    /// How each stands, in the order of `goals`.
    pub(crate) each: Vec<Standing>,
    pub(crate) today: i32,
    /// The days of the period asked for.
    pub(crate) asked: Option<Span>,
    pub(crate) problems: Sink,
}

impl Standings<'_> {
    /// Whether an objective's days lie in the period asked for.
    pub(crate) fn is_asked(&self, objective: &KnownObjective<'_>) -> bool {
        self.asked.is_none_or(|asked| asked.contains(objective.span))
    }
}

impl Engine {
    /// How objectives stand on a day: progress, whether drivers and plans reach them, which work serves them.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// Sales are to double, from conversion +20 %, repeat purchase +15 %, new customers +30 % and order value +10 %:
    /// 1.2 · 1.15 · 1.3 · 1.1 = 1.9734, which is short. Conversion alone would close it at +21.62 %.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::GoalsRequest};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.2", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [], "positions": []
    /// }"#)?;
    /// let facts = Facts::parse(br#"{"objectives": [
    ///     {"id": "sales", "period": "2025", "growth": "100%", "drivers": {"kind": "product", "of": [
    ///         {"objective": "conversion"}, {"objective": "repeat"}, {"objective": "new"}, {"objective": "value"}]}},
    ///     {"id": "conversion", "parent": "sales", "period": "2025", "growth": "20%"},
    ///     {"id": "repeat", "parent": "sales", "period": "2025", "growth": "15%"},
    ///     {"id": "new", "parent": "sales", "period": "2025", "growth": "30%"},
    ///     {"id": "value", "parent": "sales", "period": "2025", "growth": "10%"}
    /// ]}"#, Limits::default())?;
    /// let report = engine.goals(&facts, &GoalsRequest::new("2025-06-30".parse().unwrap()))?;
    /// let cascade = report.objectives[0].cascade.as_ref().unwrap();
    /// assert_eq!((cascade.state, cascade.planned.as_ref().unwrap().texts().0.as_str()), ("short", "1.9734"));
    /// let growth = cascade.drivers[0].closes_at_growth.as_ref().unwrap();
    /// assert_eq!(growth.exact().to_string(), "711/3289");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn goals(&self, facts: &Facts, request: &GoalsRequest) -> Result<GoalsReport, Problems> {
        self.with(facts).goals(request)
    }
}

impl Joined<'_> {
    /// The objectives, and how each stands on a day.
    pub(crate) fn standings(
        &self,
        as_of: Date,
        period: Option<Period>,
        asked: Option<&Id>,
    ) -> Result<Standings<'_>, Problem> {
        let facts = self.facts;
        let (version, forced) = self.engine.version_on(as_of, asked)?;
        let joined = self.versions.join(version);
        let (plans, mut problems) = joined.plans(version);
        let goals = GoalFacts::new(facts, version, &mut problems);
        let today = Span::new(as_of, Some(as_of)).first;
        let asked = period.map(|period| crate::score::span(version, period));
        let work = Work::new((facts, plans), &goals, (today, asked), &mut problems);
        let mut each = progress::actuals(version, &joined.index, &goals, as_of);
        progress::progress(&goals, &work, &mut each, as_of);
        let index = &joined.index;
        Ok(Standings { version, forced, index, plans, goals, work, each, today, asked, problems })
    }

    /// How objectives stand on a day, as [`Engine::goals`] tells.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn goals(&self, request: &GoalsRequest) -> Result<GoalsReport, Problems> {
        let stood = self.standings(request.as_of, request.period, request.policy_version.as_ref())?;
        let all = stood.goals.objectives.iter().enumerate();
        let wanted: Vec<usize> = all.filter(|(_, objective)| stood.is_asked(objective)).map(|(at, _)| at).gather();
        let Standings { version, forced, goals, mut work, each: standings, today, problems, .. } = stood;
        let review = version.policy.goal_review.clone().unwrap_or_default();
        let behind = Rational::from_scaled(review.behind.mantissa(), review.behind.scale() + 2);
        let distribution = attained::distribution(&goals, &standings, &wanted, today);
        let (mut objectives, mut idle) = (Vec::with_capacity(wanted.len()), Vec::new());
        for at in wanted.iter().copied() {
            let Some(objective) = goals.objectives.get(at) else { continue };
            let standing = standings.get(at).cloned().unwrap_or_default();
            let mut status = status(&goals, objective, standing, (today, &behind));
            status.items = work.count(at);
            status.cascade = cascade::cascade(&goals, &standings, objective);
            status.plans = work.planned(objective, at);
            if work.is_idle(at) {
                idle.push(objective.of.id.clone());
            }
            objectives.push(status);
        }
        let coverage = work.coverage(idle);
        let mut report = GoalsReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            period: request.period,
            advice: attained::advice(&review, &distribution, &objectives, &coverage),
            objectives,
            coverage,
            distribution,
            problems: problems.finish(),
        };
        if let Some(lang) = request.lang {
            words::say(&goals, &mut report, lang);
        }
        Ok(report)
    }
}

fn status(
    goals: &GoalFacts<'_>,
    objective: &KnownObjective<'_>,
    standing: Standing,
    (today, behind): (i32, &Rational),
) -> ObjectiveStatus {
    let show = |value: Option<&Rational>| value.map(|value| figure(objective, value));
    let parent = objective.parent.and_then(|parent| goals.objectives.get(parent as usize));
    ObjectiveStatus {
        objective: objective.of.id.clone(),
        parent: parent.map(|parent| parent.of.id.clone()),
        period: objective.of.period,
        unit: Some(objective.unit.as_str()),
        currency: objective.currency.cloned(),
        from: show(objective.from.as_ref()),
        target: show(objective.target.as_ref()),
        growth: Figure::of(objective.growth.as_ref()),
        actual: show(standing.actual.as_ref()),
        expected: Figure::of(progress::expected(objective, today).as_ref()),
        state: progress::state(objective, standing.progress.as_ref(), today, behind),
        progress: standing.progress.map(Figure::new),
        progress_from: standing.from,
        rolled_up: standing.rolled_up.map(Figure::new),
        at_least: standing.at_least.map(Figure::new),
        items: 0,
        cascade: None,
        plans: None,
        records: Few(standing.records),
        text: None,
    }
}

/// A value as a figure in an objective's unit.
pub(crate) fn figure(objective: &KnownObjective<'_>, value: &Rational) -> Figure {
    match objective.unit {
        Unit::Percent => Figure::new(value * &Rational::from(100)),
        Unit::Money => {
            Figure::money(value.clone(), objective.currency.map_or(2, |currency| minor_digits(currency.as_str())))
        }
        _ => Figure::new(value.clone()),
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
