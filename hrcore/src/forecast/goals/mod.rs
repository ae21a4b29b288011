//! Whether objectives will be reached.
//!
//! What each objective's own figures say comes first, from the top down: the months of its metric (`months`), what was
//! reported of it (`updates`), the plan items that serve it (`hand`). Where they say nothing, it follows from the
//! objectives below (`together`), from the bottom up. What that comes to, and how likely it is enough, is an `outcome`.

mod answer;
mod hand;
mod months;
mod outcome;
mod own;
#[cfg(test)]
mod tests;
mod together;
mod updates;
mod words;

pub use answer::{GoalForecastReport, ObjectiveForecast};

use std::cell::OnceCell;

use hand::Hand;
use outcome::Outcome;

use super::Estimate;
use super::series::borrowed;
use crate::compile::place::Sink;
use crate::error::{Code, Problem, Problems};
use crate::facts::KnownObjective;
use crate::gather::Gather as _;
use crate::goal::{Standings, figure};
use crate::joined::Joined;
use crate::json::Few;
use crate::number::{Approx, Figure, small};
use crate::policy::Unit;
use crate::request::GoalForecastRequest;
use crate::score::head;
use crate::time::Date;
use crate::values::Id;
use crate::{Engine, Facts};

/// So many series are foretold in one answer.
const MOST_SERIES: usize = 1_000;

impl GoalForecastRequest {
    /// Asks for all objectives that are not over on a day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            period: None,
            objectives: None,
            season: None,
            events: Few::default(),
            lang: None,
            policy_version: None,
        }
    }
}

impl Engine {
    /// Whether objectives will be reached.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// A campaign of 90 days is 30 % done after 27 of them, as one update said: at this pace it is just done by the end,
    /// and half of what is expected to be just done is not.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::GoalForecastRequest};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.4", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [], "positions": []
    /// }"#)?;
    /// let facts = Facts::parse(br#"{
    ///     "objectives": [{"id": "campaign", "period": "2025-Q1"}],
    ///     "objective_updates": [{"objective": "campaign", "date": "2025-01-27", "percent": 30}]
    /// }"#, Limits::default())?;
    /// let report = engine.goal_forecast(&facts, &GoalForecastRequest::new("2025-01-27".parse().unwrap()))?;
    /// let campaign = &report.objectives[0];
    /// assert_eq!((campaign.method, campaign.source, campaign.days_left), ("updates", Some("prior"), 63));
    /// assert_eq!(campaign.probability.unwrap().to_string(), "0.5");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn goal_forecast(&self, facts: &Facts, request: &GoalForecastRequest) -> Result<GoalForecastReport, Problems> {
        self.with(facts).goal_forecast(request)
    }
}

impl Joined<'_> {
    /// Whether objectives will be reached, as [`Engine::goal_forecast`] tells.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn goal_forecast(&self, request: &GoalForecastRequest) -> Result<GoalForecastReport, Problems> {
        let stood = self.standings(request.as_of, request.period, request.policy_version.as_ref())?;
        let wanted = wanted(self.facts, &stood, request.objectives.as_deref())?;
        let mut sink = Sink::new((Vec::new(), Vec::new()), stood.version.limits.problems);
        let borrowed = borrowed(stood.version, request.season.as_ref(), &request.events, &mut sink);
        Problems::check(sink.finish())?;
        let found = Teller::new(&stood, request.as_of, borrowed).all(&wanted);
        let mut objectives = Vec::with_capacity(wanted.len());
        for at in wanted {
            let (Some(objective), Some(found)) = (stood.goals.objectives.get(at), found.get(at)) else { continue };
            let found = found.clone().unwrap_or_default();
            let mut answer = answer(&stood, (at, objective), found);
            if let Some(language) = request.lang {
                answer.text = Some(words::say(objective, &answer, language));
            }
            objectives.push(answer);
        }
        Ok(GoalForecastReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&stood.version.policy, stood.forced),
            as_of: request.as_of,
            period: request.period,
            objectives,
            problems: stood.problems.finish(),
        })
    }
}

/// Those that are asked for, in the order of the facts: by name, or else all that are not over.
fn wanted(facts: &Facts, stood: &Standings<'_>, asked: Option<&[Id]>) -> Result<Vec<usize>, Problems> {
    let all = stood.goals.objectives.iter().enumerate();
    let Some(asked) = asked else {
        let is_wanted = |of: &KnownObjective<'_>| stood.is_asked(of) && of.span.last > stood.today;
        return Ok(all.filter(|(_, of)| is_wanted(of)).map(|(at, _)| at).gather());
    };
    let mut names = asked.iter().gather();
    crate::sort::sort_by(&mut names, Ord::cmp);
    // One with a fault is known, and said to be left out.
    let mut stated = facts.document().objectives.iter().map(|objective| &objective.id).gather();
    crate::sort::sort_by(&mut stated, Ord::cmp);
    let mut unknown = Vec::new();
    for (number, id) in asked.iter().enumerate() {
        if !facts.has_lost_objectives() && stated.binary_search(&id).is_err() {
            let message = format!("objective `{id}` does not exist");
            unknown.push(Problem::new(Code::ReferenceUnknown, format!("/objectives/{number}"), message));
        }
    }
    Problems::check(unknown)?;
    let is_wanted = |of: &KnownObjective<'_>| stood.is_asked(of) && names.binary_search(&&of.of.id).is_ok();
    Ok(all.filter(|(_, of)| is_wanted(of)).map(|(at, _)| at).gather())
}

/// What is foretold of an objective; floats are in its unit as it is inside, or shares.
#[derive(Debug, Clone, Default)]
struct Forecast {
    method: Option<&'static str>,
    source: Option<&'static str>,
    n: usize,
    /// Whether its figures are shares of what is to be done, and not values in its unit.
    is_share: bool,
    /// Where it stands, and where it started; of what can be said to have a pace.
    now: Option<f64>,
    start: Option<f64>,
    /// Whether less may come than a day has to bring.
    adds_up: bool,
    /// A mean of its days has no pace.
    has_no_pace: bool,
    outcome: Option<Outcome>,
    chance: Option<f64>,
    caveats: Vec<&'static str>,
}

/// Which way an objective is reached.
fn is_upwards(of: &KnownObjective<'_>) -> bool {
    match (of.of.measure, &of.from, &of.target) {
        (crate::facts::GoalMeasure::Improvement, Some(from), Some(target)) => target > from,
        _ => !of.is_lower_better,
    }
}

/// Tells of objectives.
struct Teller<'s> {
    stood: &'s Standings<'s>,
    as_of: Date,
    /// The season and the events that count for months that are added up.
    borrowed: (Option<usize>, Vec<usize>),
    hand: OnceCell<Hand>,
    series_left: usize,
}

impl<'s> Teller<'s> {
    fn new(stood: &'s Standings<'s>, as_of: Date, borrowed: (Option<usize>, Vec<usize>)) -> Self {
        Self { stood, as_of, borrowed, hand: OnceCell::new(), series_left: MOST_SERIES }
    }

    /// What is foretold of those wanted, by place; of those below them too, where it follows from these.
    fn all(mut self, wanted: &[usize]) -> Vec<Option<Forecast>> {
        let goals = &self.stood.goals;
        let mut found: Vec<Option<Forecast>> = vec![None; goals.objectives.len()];
        let mut is_needed = vec![false; goals.objectives.len()];
        for at in wanted {
            if let Some(slot) = is_needed.get_mut(*at) {
                *slot = true;
            }
        }
        let order = goals.downwards();
        for at in order.iter().map(|at| *at as usize) {
            if is_needed.get(at) != Some(&true) {
                continue;
            }
            let own = self.own(at);
            if own.method.is_none() {
                for below in goals.below(at) {
                    if let Some(slot) = is_needed.get_mut(*below as usize) {
                        *slot = true;
                    }
                }
            }
            if let Some(slot) = found.get_mut(at) {
                *slot = Some(own);
            }
        }
        for at in order.iter().rev().map(|at| *at as usize) {
            let is_open = |own: &Forecast| own.method.is_none();
            // What has a value of its own does not follow from others.
            let follows = self.stood.each.get(at).is_some_and(|own| matches!(own.from, None | Some("below")));
            if follows && found.get(at).is_some_and(|own| own.as_ref().is_some_and(is_open)) {
                let together = self.together(at, &found);
                if let Some(own) = found.get_mut(at).and_then(Option::as_mut) {
                    own.follow(together);
                }
            }
        }
        found
    }
}

/// What is foretold, as it is answered.
fn answer(stood: &Standings<'_>, (at, of): (usize, &KnownObjective<'_>), found: Forecast) -> ObjectiveForecast {
    let standing = stood.each.get(at);
    let show = |value: &crate::number::Rational| figure(of, value);
    let hundred = if of.unit == Unit::Percent && !found.is_share { 100.0 } else { 1.0 };
    let approx = |value: f64| Approx::of((value * hundred).clamp(-f64::MAX, f64::MAX));
    let (pace, pace_needed) = own::paces(stood.today, of, &found);
    let outcome = found.outcome.map(|outcome| {
        let [lo80, hi80, lo95, hi95] = outcome.ends.map(approx);
        Estimate { mean: approx(outcome.mean), lo80, hi80, lo95, hi95 }
    });
    let mut caveats = found.caveats;
    if of.target.is_none() && found.method.is_some() && !found.is_share {
        caveats.push("no_target");
    }
    if stood.today < of.span.first {
        caveats.push("not_started");
    }
    if found.method.is_none() {
        caveats.push("nothing_known");
    }
    ObjectiveForecast {
        objective: of.of.id.clone(),
        period: of.of.period,
        target: of.target.as_ref().map(show),
        actual: standing.and_then(|standing| standing.actual.as_ref()).map(show),
        progress: standing.and_then(|standing| standing.progress.clone()).map(Figure::new),
        days_left: own::days_left(stood.today, of),
        figures: (pace.is_some() || pace_needed.is_some() || outcome.is_some()).then_some(if found.is_share {
            "progress"
        } else {
            "value"
        }),
        pace: pace.map(approx),
        pace_needed: pace_needed.map(approx),
        outcome,
        probability: found.chance.map(Approx::of),
        method: found.method.unwrap_or("none"),
        source: found.source,
        n: small(found.n),
        caveats: Few(caveats),
        text: None,
    }
}
