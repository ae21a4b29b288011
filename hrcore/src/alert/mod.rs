//! Alerts (预警): whom something has to be said to, each once.
//!
//! What raises them is an open set: each kind has a source of its own, which finds the alerts of its rules and those
//! that are over. Their ids, what the host has raised before (`told`), whom to tell (`audience`) and the words are the
//! same for all.

mod answer;
mod audience;
#[cfg_attr(not(feature = "attrition"), path = "flightless.rs")]
mod flight;
mod person;
mod pipeline;
mod planned;
mod record;
#[cfg(test)]
mod tests;
mod told;
mod words;

pub use answer::{Alert, AlertEvidence, AlertsReport, Clearing};

use crate::assess::named;
use crate::compile::place::{Place, Sink};
use crate::compile::{Check, Compiled, CompiledAlert, Index, reads_totals};
use crate::eligibility::{Judge, OnDay};
use crate::engine::chosen;
use crate::error::Problems;
use crate::facts::{FactIndex, PlanFacts};
use crate::gather::Gather as _;
use crate::job::Line;
use crate::json::Few;
use crate::policy::{AlertKind, AlertRule};
use crate::request::AlertsRequest;
use crate::score::head;
use crate::time::{Date, Span};
use crate::values::Id;
use crate::{Engine, Facts};

use told::Told;

/// At most so many people are named whom an alert concerns.
const MOST: usize = 64;

impl AlertsRequest {
    /// All alerts as of a day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            rules: None,
            employees: None,
            #[cfg(feature = "attrition")]
            model: None,
            #[cfg(feature = "attrition")]
            prior: None,
            lang: None,
            policy_version: None,
        }
    }
}

impl Engine {
    /// Alerts as of a day, each with an id that stays the same.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// Over 30 s on three days running: on 5 June for the first time.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::AlertsRequest};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.3", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [{"id": "response", "unit": "second", "direction": "lower"}], "scorecards": [],
    ///     "positions": [{"id": "service", "reports_to": "lead"}, {"id": "lead"}],
    ///     "alerts": [{"id": "slow", "audience": ["employee", "manager"], "when":
    ///         {"metric": "response", "more_than": 30, "window": {"consecutive": 3, "every": "day"}}}]
    /// }"#)?;
    /// let facts = Facts::parse(br#"{
    ///     "employees": [
    ///         {"id": "e1", "positions": [{"position": "service", "from": "2024-01-01"}]},
    ///         {"id": "e2", "positions": [{"position": "lead", "from": "2024-01-01"}]}],
    ///     "observations": [
    ///         {"metric": "response", "employee": "e1", "period": "2025-06-03", "value": 31},
    ///         {"metric": "response", "employee": "e1", "period": "2025-06-04", "value": 32},
    ///         {"metric": "response", "employee": "e1", "period": "2025-06-05", "value": 33}]
    /// }"#, Limits::default())?;
    ///
    /// let report = engine.alerts(&facts, &AlertsRequest::new("2025-06-05".parse().unwrap()))?;
    /// let alert = &report.alerts[0];
    /// assert_eq!((alert.id.as_str(), alert.is_new), ("slow/2025-06-05/e1", true));
    /// assert_eq!(alert.to.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["e1", "e2"]);
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn alerts(&self, facts: &Facts, request: &AlertsRequest) -> Result<AlertsReport, Problems> {
        self.alerts_by(facts, request, flight::chances)
    }

    /// The same, with the chances to leave from elsewhere.
    fn alerts_by(
        &self,
        facts: &Facts,
        request: &AlertsRequest,
        chances: flight::AskChances,
    ) -> Result<AlertsReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        let people = chosen(facts, request.employees.as_deref());
        let (people, wanted) = Problems::both(people, rules(version, request.rules.as_deref()))?;
        let rules = version.policy.alerts.iter().zip(&version.alerts).enumerate();
        let rules = rules.filter(|(number, _)| wanted.get(*number) == Some(&true));
        let rules = rules.map(|(number, (stated, compiled))| Rule { number, stated, compiled }).gather();
        let chances = chances((self, facts), version, request, &rules)?;
        let has = |kind: AlertKind| rules.iter().any(|rule| rule.stated.kind == kind);
        let totals = reads_totals(&version.assessments, checks(version, &rules, has(AlertKind::PipelineGap)));
        let mut asked = OnDay::new(self, facts, (version, forced), totals);
        let line = asked.line(request.as_of);
        let plans = has(AlertKind::PlanOverdue).then(|| asked.join(PlanFacts::new));
        let mut judge = asked.judge(request.as_of);
        judge.detail = false;
        let mut is_wanted = vec![false; facts.document().employees.len()];
        for person in people {
            // One whose record is bad is left out.
            if let Some(slot) = is_wanted.get_mut(person) {
                *slot = judge.facts.held(person).is_some();
            }
        }
        let day = judge.day;
        let told = Told::new(facts.document(), &rules, day);
        let facts = judge.facts;
        let mut ask =
            Ask { version, facts, request, day, is_wanted, plans, line, told, judge, chances, found: Vec::new() };
        for (kind, find) in SOURCES {
            let own = rules.iter().filter(|rule| rule.stated.kind == *kind).copied().gather();
            if !own.is_empty() {
                find(&mut ask, &own);
            }
        }
        let Ask { mut found, judge, plans, .. } = ask;
        drop((judge, plans));
        crate::sort::sort_by(&mut found, |a, b| a.0.cmp(&b.0));
        leave_out_over(&mut found);
        Ok(AlertsReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            alerts: found.into_iter().map(|(_, alert)| alert).gather(),
            problems: asked.problems(),
        })
    }
}

/// Ids have slashes, and rules may: an id that two rules can make is over once, and not while one of them raises it.
fn leave_out_over(found: &mut Vec<(usize, Alert)>) {
    let is_over = |alert: &Alert| alert.cleared.is_some();
    let mut over: Vec<(String, bool)> = Vec::new();
    over.extend(found.iter().filter(|(_, alert)| is_over(alert)).map(|(_, alert)| (alert.id.clone(), false)));
    if over.is_empty() {
        return;
    }
    crate::sort::sort_by(&mut over, Ord::cmp);
    over.dedup();
    let mut said = |id: &str| {
        let at = over.partition_point(|(known, _)| known.as_str() < id);
        over.get_mut(at).filter(|(known, _)| known == id).is_some_and(|(_, said)| std::mem::replace(said, true))
    };
    for (_, alert) in found.iter().filter(|(_, alert)| !is_over(alert)) {
        said(&alert.id);
    }
    found.retain(|(_, alert)| !is_over(alert) || !said(&alert.id));
}

/// Finds the alerts of some rules of one kind, in the order of the facts.
type Source = fn(&mut Ask<'_>, &[Rule<'_>]);

/// Where alerts come from. What else can raise them joins here.
const SOURCES: &[(AlertKind, Source)] = &[
    (AlertKind::Person, person::find),
    (AlertKind::Record, record::find),
    (AlertKind::PlanOverdue, planned::find),
    (AlertKind::PipelineGap, pipeline::find),
    (AlertKind::FlightRisk, flight::find),
];

/// A rule that is asked.
#[derive(Debug, Clone, Copy)]
struct Rule<'a> {
    number: usize,
    stated: &'a AlertRule,
    compiled: &'a CompiledAlert,
}

/// What is asked, and what is known for the answer.
struct Ask<'a> {
    version: &'a Compiled,
    facts: &'a FactIndex<'a>,
    request: &'a AlertsRequest,
    day: i32,
    /// About whom it is asked.
    is_wanted: Vec<bool>,
    /// Where a rule is about them.
    plans: Option<PlanFacts<'a>>,
    line: Line<'a>,
    told: Told<'a>,
    judge: Judge<'a>,
    /// Where a rule is about them.
    chances: flight::Chances,
    /// The alerts, each with the number of its rule.
    found: Vec<(usize, Alert)>,
}

impl<'a> Ask<'a> {
    fn is_wanted(&self, person: usize) -> bool {
        self.is_wanted.get(person) == Some(&true)
    }

    /// Whether it is asked about everyone: what is about nobody is not said otherwise.
    fn is_about_all(&self) -> bool {
        self.request.employees.is_none()
    }

    fn employee(&self, person: usize) -> Option<Id> {
        self.facts.facts.document().employees.get(person).map(|employee| employee.id.clone())
    }

    fn position(&self, position: usize) -> Option<Id> {
        self.version.policy.positions.get(position).map(|position| position.id.clone())
    }

    /// The position that someone holds on a day.
    fn held_on(&self, person: usize, day: i32) -> Option<usize> {
        let held = self.facts.held(person)?;
        let own = held.get(held.partition_point(|held| held.span.last < day))?;
        own.span.contains(Span { first: day, last: day }).then_some(own.position)
    }

    /// An alert of which nothing but the rule is said.
    fn blank(&self, rule: &Rule<'_>, id: String) -> Alert {
        let is_new = !self.told.has(&id);
        Alert {
            id,
            rule: rule.stated.id.clone(),
            kind: rule.stated.kind.as_str(),
            severity: rule.stated.severity.as_str(),
            state: "raised",
            is_new,
            since: None,
            cleared: None,
            employee: None,
            unit: None,
            position: None,
            item: None,
            to: Few::default(),
            people: Few::default(),
            condition: None,
            evidence: None,
            endangers: Few::default(),
            chance: None,
            signals: Few::default(),
            clears: None,
            text: None,
        }
    }

    /// The ids of the host's open alerts of a rule that are not raised any more, in the order of the facts.
    fn over(&self, rule: &Rule<'_>, raised: &mut Vec<&str>) -> Vec<told::Open<'a>> {
        crate::sort::sort_by(raised, Ord::cmp);
        let open = self.told.open(rule.number);
        open.filter(|open| raised.binary_search(&open.id).is_err()).copied().gather()
    }

    /// Says that an alert is over as of the day.
    fn clear(&self, alert: &mut Alert) {
        alert.state = "cleared";
        alert.cleared = Some(self.request.as_of);
        alert.clears = None;
    }
}

fn date(day: i32) -> Option<Date> {
    Span { first: day, last: day }.from()
}

/// The rules asked for.
fn rules(version: &Compiled, asked: Option<&[Id]>) -> Result<Vec<bool>, Problems> {
    let alerts = &version.policy.alerts;
    let Some(ids) = asked else { return Ok(vec![true; alerts.len()]) };
    let ids_of = alerts.iter().map(|rule| &rule.id).gather();
    let index = Index::of(&ids_of, &Place::ROOT, &mut Sink::default());
    let mut wanted = vec![false; alerts.len()];
    let mut problems = Vec::new();
    for (number, id) in ids.iter().enumerate() {
        match named(&index, "alert rule", id, &format!("/rules/{number}")) {
            Ok(rule) => wanted.get_mut(rule).into_iter().for_each(|slot| *slot = true),
            Err(problem) => problems.push(problem),
        }
    }
    Problems::check(problems)?;
    Ok(wanted)
}

/// The tests that rules make; those of moves too, where gaps are looked for.
fn checks<'a>(version: &'a Compiled, rules: &[Rule<'a>], moves: bool) -> impl Iterator<Item = &'a Check> {
    let own = rules.iter().filter_map(|rule| rule.compiled.when.as_ref()).gather();
    let own = own.into_iter().flat_map(|when| when.checks());
    own.chain(flight::checks(version, rules)).chain(version.career.checks().filter(move |_| moves))
}
