//! How many people are needed, and whom to hire when.
//!
//! A volume to come (`ask`, or a forecast) takes people (`demand`); those on hand (`staff`) leave at a rate (`rate`) or are
//! on the way; what is lacking, month by month (`plan`), becomes requisitions (`open`). Beside it stands the `simple` rule.

mod answer;
mod ask;
mod demand;
mod open;
mod plan;
mod rate;
mod simple;
mod staff;
#[cfg(test)]
mod tests;
mod words;

pub use answer::{Difference, HeadcountMonth, HeadcountPlan, HeadcountReport, OpenRequisition, Quantiles, SimpleRule};

use crate::compile::{Compiled, CompiledHeadcount};
use crate::error::Problems;
use crate::facts::{FactIndex, Owner, Requisitions};
use crate::forecast::series::{Foretold, Source, foretell};
use crate::gather::Gather as _;
use crate::joined::Joined;
use crate::json::Few;
use crate::number::{Approx, small};
use crate::policy::HeadcountRule;
use crate::request::HeadcountRequest;
use crate::score::head;
use crate::time::{Date, Granularity, Period};
use crate::{Engine, Facts, sort};

use ask::Asked;
use demand::Demand;
use plan::{Month, Reckoner, Volume};
use rate::Rate;
use simple::{Planned, simple};
use staff::Staff;

impl HeadcountRequest {
    /// The plans of all rules for the next twelve months.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self { as_of, rules: None, horizon: 12, volumes: Few::default(), lang: None, policy_version: None }
    }
}

impl Engine {
    /// How many people are needed, and whom to hire when.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// Sales of 1 380 000 are expected, give or take 10 %, at 100 000 a head; a month with one too few costs four times
    /// one with one too many. They take 13.8 people, and 15.01 of them with a probability of 80 %, so that 16 are needed.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, document};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.4", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [{"id": "sales", "unit": "money", "currency": "CNY", "direction": "higher", "level": "company"}],
    ///     "scorecards": [], "positions": [{"id": "sales"}],
    ///     "headcount": [{"id": "sales", "position": "sales", "volume": "sales", "per_head": 100000,
    ///         "cost_short": 4, "cost_over": 1}]
    /// }"#)?;
    /// let request = br#"{"as_of": "2025-06-30", "horizon": 1,
    ///     "volumes": [{"rule": "sales", "period": "2025-07", "value": 1380000, "spread": "10%"}]}"#;
    /// let answer = document::headcount(&engine, b"{}", request)?;
    /// assert!(answer.contains(r#""need":16,"#));
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn headcount(&self, facts: &Facts, request: &HeadcountRequest) -> Result<HeadcountReport, Problems> {
        self.with(facts).headcount(request)
    }
}

impl Joined<'_> {
    /// How many people are needed, and whom to hire when, as [`Engine::headcount`] tells.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn headcount(&self, request: &HeadcountRequest) -> Result<HeadcountReport, Problems> {
        let (version, forced) = self.engine.version_on(request.as_of, request.policy_version.as_ref())?;
        let asked = Asked::new(self.engine, version, request)?;
        let index = &self.versions.join(version).index;
        let mut problems = index.problems.clone();
        let requisitions = Requisitions::new(index, version, &mut problems);
        let staff = Staff::new(version, index, &requisitions, request.as_of);
        let start_day = version.policy.appraisal_period.start_day;
        let months = plan::months(request.as_of, start_day, request.horizon);
        let planner = Planner { version, request, asked: &asked, staff: &staff, months: &months };
        let mut plans = planner.plans(index);
        if let Some(language) = request.lang {
            words::say(version, &mut plans, (request.as_of, language));
        }
        Ok(HeadcountReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            plans,
            problems: problems.finish(),
        })
    }
}

/// What all plans are made from.
struct Planner<'a> {
    version: &'a Compiled,
    request: &'a HeadcountRequest,
    asked: &'a Asked,
    staff: &'a Staff<'a>,
    months: &'a [Month],
}

impl Planner<'_> {
    /// The plans, in the order of the policy. Rules that share a volume share its forecast.
    fn plans(&self, facts: &FactIndex<'_>) -> Vec<HeadcountPlan> {
        let rules = &self.version.forecasts.headcount;
        let series = |number: usize| rules.get(number).map(|rule| (rule.volume, rule.unit, rule.season, &rule.events));
        let mut order = self.asked.rules.clone();
        sort::sort_by(&mut order, |a, b| (series(*a), *a).cmp(&(series(*b), *b)));
        let mut plans: Vec<(usize, HeadcountPlan)> = Vec::with_capacity(order.len());
        for same in order.chunk_by(|a, b| series(*a) == series(*b)) {
            let Some(rule) = same.first().and_then(|first| rules.get(*first)) else { continue };
            let source = Source {
                metric: rule.volume,
                owner: rule.unit.map_or(Owner::Company, |unit| Owner::Unit(small(unit))),
                every: Granularity::Month,
                season: rule.season,
                events: &rule.events,
            };
            // The running month stands before those of the plan.
            let horizon = self.request.horizon.saturating_add(1);
            let foretold = foretell(self.version, facts, &source, self.request.as_of, horizon);
            for number in same {
                if let Some((stated, rule)) = self.version.policy.headcount.get(*number).zip(rules.get(*number)) {
                    plans.push((*number, self.plan((*number, stated, rule), &foretold)));
                }
            }
        }
        sort::sort_by(&mut plans, |a, b| a.0.cmp(&b.0));
        plans.into_iter().map(|(_, plan)| plan).gather()
    }

    /// What is known of the volume of a month.
    fn volume(&self, number: usize, rule: &CompiledHeadcount, month: Period, foretold: &Foretold) -> Option<Volume> {
        let event = |event: &usize| Some(self.version.policy.dated_events.get(*event)?.id.clone());
        if let Some(demand) = self.asked.planned(number, month) {
            // What was planned holds what its planners thought of; which events there are is said all the same.
            let is_in = |number: &&usize| {
                let known = self.version.forecasts.events.get(**number);
                known.is_some_and(|event| event.is_in(month))
            };
            let events = rule.events.iter().filter(is_in).filter_map(event).gather();
            return Some(Volume { is_planned: true, demand, effect: 1.0, events });
        }
        let ahead = foretold.ahead.iter().find(|ahead| ahead.period == month)?;
        let demand = Demand::foretold(ahead.mean, ahead.deviation);
        let events = ahead.events.iter().filter_map(event).gather();
        Some(Volume { is_planned: false, demand, effect: ahead.effect, events })
    }

    fn plan(
        &self,
        (number, stated, rule): (usize, &HeadcountRule, &CompiledHeadcount),
        foretold: &Foretold,
    ) -> HeadcountPlan {
        let end = self.months.last().map_or(0, |month| month.span.last);
        let hands = self.staff.of(rule, stated, end);
        let rate = Rate::new(hands.years, hands.left, rule.leavers);
        let reckoner = Reckoner::new(rule, &hands, rate, self.months);
        let mut months = Vec::with_capacity(self.months.len());
        let mut first = None;
        for (place, month) in self.months.iter().enumerate() {
            let Some(volume) = self.volume(number, rule, month.period, foretold) else { continue };
            let (demand, effect) = (volume.demand, volume.effect);
            let (shown, reckoned) = reckoner.month((place, month), volume);
            if self.months.first().is_some_and(|first| first.period == month.period) {
                first = Some((reckoned, demand, effect));
            }
            months.push(shown);
        }
        let requisitions = open::requisitions(&months, hands.open_posts, stated, self.request.as_of);
        let simple = months.first().zip(first).and_then(|(month, (reckoned, volume, effect))| {
            let planned = Planned { month, reckoned, volume, effect, holders: hands.holders };
            simple(&foretold.history, rule, &planned, self.request.as_of)
        });
        let is_planned = |month: &HeadcountMonth| month.from == "planned";
        let all_planned = months.len() == self.months.len() && months.iter().all(is_planned);
        let mut caveats = Vec::new();
        if !all_planned {
            caveats.extend(foretold.series.caveats.iter().copied());
        }
        for (caveat, holds) in [
            ("not_foretold", months.len() < self.months.len()),
            ("no_holders", hands.holders == 0),
            ("open_posts", hands.open_posts > 0),
            ("late", requisitions.iter().any(|requisition| requisition.is_late)),
            ("too_large", months.iter().any(|month| month.need == u32::MAX || month.hires == u32::MAX)),
        ] {
            if holds {
                caveats.push(caveat);
            }
        }
        HeadcountPlan {
            rule: stated.id.clone(),
            position: stated.position.clone(),
            unit: stated.unit.clone(),
            holders: hands.holders,
            open_posts: hands.open_posts,
            service_level: Approx::of(rule.service_level),
            leavers_per_year: rate.estimate(),
            leavers_source: rate.source,
            method: if all_planned { "planned" } else { foretold.series.method },
            source: if all_planned { "planned" } else { foretold.series.source },
            months,
            requisitions,
            simple,
            caveats: Few(caveats),
            text: None,
        }
    }
}
