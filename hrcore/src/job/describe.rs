//! Job descriptions, and where they and the scorecard do not meet.

use crate::Engine;
use crate::assess::named;
use crate::compile::{Card, Compiled, Reads};
use crate::error::Problems;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::Figure;
use crate::policy::{Duty, Position, PositionObjective};
use crate::request::JobsRequest;
use crate::score::head;
use crate::values::{Id, Language};

use super::answer::{AuthorityStatus, DutyStatus, IndicatorObjective, JobDescription, JobsReport, ObjectiveIndicator};
use super::limits::figure;
use super::words;

/// More lines of one objective, or objectives of one line, are not named.
const MOST: usize = 64;

impl Engine {
    /// Job descriptions: duties, authority and objectives, and where these and the scorecard do not meet.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    ///
    /// # Example
    ///
    /// A position has to keep its customers satisfied, and is scored by its sales.
    ///
    /// ```
    /// use hrcore::{Engine, request::JobsRequest};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.2", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [
    ///         {"id": "sales", "unit": "count", "direction": "higher"},
    ///         {"id": "satisfaction", "unit": "score", "direction": "higher"}],
    ///     "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": [
    ///         {"id": "sales", "metric": "sales", "weight": 100, "target": 200, "method": {"kind": "ratio"}}]}]}],
    ///     "positions": [{"id": "service", "scorecard": "card", "objectives": [
    ///         {"id": "content", "metric": "satisfaction", "value": 4.8}]}]
    /// }"#)?;
    /// let report = engine.jobs(&JobsRequest::new("2025-06-30".parse().unwrap()))?;
    /// let job = &report.positions[0];
    /// assert_eq!(job.without_indicator[0].as_str(), "content");
    /// assert_eq!(job.without_objective[0].as_str(), "sales");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn jobs(&self, request: &JobsRequest) -> Result<JobsReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        let mut wanted = version.policy.positions.iter().map(|_| request.positions.is_none()).gather();
        let mut problems = Vec::new();
        for (number, id) in request.positions.iter().flatten().enumerate() {
            match named(&version.position_index, "position", id, &format!("/positions/{number}")) {
                Ok(position) => wanted.get_mut(position).into_iter().for_each(|slot| *slot = true),
                Err(problem) => problems.push(problem),
            }
        }
        Problems::check(problems)?;
        let mut matching = Matching::new(version);
        let mut positions = Vec::new();
        for (number, position) in version.policy.positions.iter().enumerate() {
            if wanted.get(number) == Some(&true) {
                let mut job = describe(&mut matching, number, position);
                words::name(request.lang.unwrap_or(Language::En), position, &mut job);
                if let Some(language) = request.lang {
                    words::describe(version, language, position, &mut job);
                }
                positions.push(job);
            }
        }
        Ok(JobsReport { schema_version: crate::SCHEMA_VERSION, policy: head(&version.policy, forced), positions })
    }
}

/// Finds the lines that measure what a position has to reach.
#[derive(Debug)]
pub(crate) struct Matching<'a> {
    version: &'a Compiled,
    reads: Reads<'a>,
}

/// Something that a position has to reach: an objective, or the standard of a duty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Aim<'a> {
    pub(crate) id: &'a Id,
    metric: Option<usize>,
    /// Where it stands in its list, and whether that is the list of duties.
    pub(crate) number: usize,
    pub(crate) is_duty: bool,
}

/// What a position has to reach, the lines of its scorecard, and which measure which.
#[derive(Debug)]
pub(crate) struct Matched<'a> {
    pub(crate) card: Option<&'a Card>,
    /// The aims, with the first of the lines that measure each.
    pub(crate) aims: Vec<(Aim<'a>, Vec<usize>)>,
    /// The first of the aims that each line measures.
    pub(crate) lines: Vec<Vec<usize>>,
}

impl<'a> Matching<'a> {
    pub(crate) fn new(version: &'a Compiled) -> Self {
        Self { version, reads: Reads::new(&version.sources) }
    }

    /// Which lines of its scorecard measure what a position has to reach.
    pub(crate) fn of(&mut self, number: usize, position: &'a Position) -> Matched<'a> {
        let version = self.version;
        let metric = |id: &Id| version.metric_index.get(id.as_str());
        let objective = |(number, objective): (usize, &'a PositionObjective)| {
            let metric = metric(&objective.metric);
            (Aim { id: &objective.id, metric, number, is_duty: false }, Vec::new())
        };
        let duty = |(number, duty): (usize, &'a Duty)| {
            let metric = metric(&duty.standard.as_ref()?.metric);
            Some((Aim { id: &duty.id, metric, number, is_duty: true }, Vec::new()))
        };
        let mut aims: Vec<(Aim<'a>, Vec<usize>)> = position.objectives.iter().enumerate().map(objective).gather();
        aims.extend(position.duties.iter().enumerate().filter_map(duty));
        let card = version.card(number, None);
        let mut lines = Vec::new();
        // The aims by metric, so that a line looks at those only that it may measure.
        let mut by_metric: Vec<(usize, usize)> = Vec::with_capacity(aims.len());
        by_metric.extend(aims.iter().enumerate().filter_map(|(at, (aim, _))| Some((aim.metric?, at))));
        crate::sort::sort_by(&mut by_metric, Ord::cmp);
        for (number, line) in card.iter().flat_map(|card| &card.lines).enumerate() {
            let mut measured = Vec::new();
            let around = if by_metric.is_empty() { Vec::new() } else { self.reads.around(line.metric) };
            for metric in around {
                let start = by_metric.partition_point(|(known, _)| *known < metric);
                let same = by_metric.get(start..).unwrap_or_default().iter();
                // Aims of one metric have the same lines: once one has enough of them, all have.
                let mut is_full = false;
                for (place, (_, at)) in same.take_while(|(known, _)| *known == metric).enumerate() {
                    let Some((_, lines)) = aims.get_mut(*at) else { continue };
                    is_full |= lines.len() >= MOST;
                    if place < MOST {
                        measured.push(*at);
                    } else if is_full {
                        break;
                    }
                    if !is_full {
                        lines.push(number);
                    }
                }
            }
            crate::sort::sort(&mut measured);
            measured.truncate(MOST);
            lines.push(measured);
        }
        Matched { card, aims, lines }
    }
}

impl Matched<'_> {
    /// The aims that no line measures; of a position with a scorecard.
    pub(crate) fn without_indicator(&self) -> impl Iterator<Item = &Aim<'_>> {
        let aims = self.aims.iter().filter(|(_, lines)| self.card.is_some() && lines.is_empty());
        aims.map(|(aim, _)| aim)
    }

    /// The lines that measure no aim; of a position that has any.
    pub(crate) fn without_objective(&self) -> impl Iterator<Item = usize> {
        let lines = self.lines.iter().enumerate();
        lines.filter(|(_, aims)| !self.aims.is_empty() && aims.is_empty()).map(|(line, _)| line)
    }
}

fn describe<'a>(matching: &mut Matching<'a>, number: usize, position: &'a Position) -> JobDescription {
    let version = matching.version;
    let policy = &*version.policy;
    let matched = matching.of(number, position);
    let lines = matched.card.map_or(&[][..], |card| &card.lines);
    let line_ids = |numbers: &[usize]| {
        Few(numbers.iter().filter_map(|line| lines.get(*line)).map(|line| line.id.clone()).gather())
    };
    // Aims are the objectives, then the duties that have a standard.
    let (of_objectives, of_duties) = matched.aims.split_at(position.objectives.len().min(matched.aims.len()));
    let mut of_duties = of_duties.iter();
    let mut duties = Vec::with_capacity(position.duties.len());
    for own in &*position.duties {
        let measuring = own.standard.as_ref().and_then(|_| of_duties.next());
        duties.push(duty(version, own, measuring.map_or(Few::default(), |(_, lines)| line_ids(lines))));
    }
    let objectives = position.objectives.iter().zip(of_objectives);
    let mut indicators = Vec::with_capacity(lines.len());
    for (line, aims) in lines.iter().zip(&matched.lines) {
        let Some(metric) = policy.metrics.get(line.metric) else { continue };
        let aims = aims.iter().filter_map(|aim| matched.aims.get(*aim));
        indicators.push(IndicatorObjective {
            line: line.id.clone(),
            metric: metric.id.clone(),
            weight: Figure::new(line.weight.clone()),
            target: line.target.as_ref().map(|target| metric.figure(target)),
            measures: Few(aims.map(|(aim, _)| aim.id.clone()).gather()),
        });
    }
    // Each once, where it is first required.
    let required = version.training.requirements.iter().filter(|required| required.is_for(number));
    let mut courses: Vec<(usize, usize)> = required.flat_map(|required| &required.courses).copied().zip(0..).gather();
    crate::sort::sort_by(&mut courses, Ord::cmp);
    courses.dedup_by(|later, first| later.0 == first.0);
    crate::sort::sort_by(&mut courses, |a, b| a.1.cmp(&b.1));
    let courses = courses.into_iter().filter_map(|(course, _)| policy.courses.get(course));
    JobDescription {
        position: position.id.clone(),
        name: None,
        purpose: None,
        reports_to: position.reports_to.clone(),
        grade: position.grade,
        scorecard: position.scorecard.clone(),
        duties: Few(duties),
        authority: Few(position.authority.iter().filter_map(|own| authority(version, number, &own.action)).gather()),
        objectives: Few(objectives.filter_map(|(own, (_, lines))| objective(version, own, line_ids(lines))).gather()),
        indicators: Few(indicators),
        courses: Few(courses.map(|course| course.id.clone()).gather()),
        without_indicator: Few(matched.without_indicator().map(|aim| aim.id.clone()).gather()),
        without_objective: Few(matched
            .without_objective()
            .filter_map(|line| lines.get(line))
            .map(|line| line.id.clone())
            .gather()),
        text: None,
    }
}

fn duty(version: &Compiled, duty: &Duty, lines: Few<Id>) -> DutyStatus {
    let standard = duty.standard.as_ref();
    let metric = standard.and_then(|standard| version.metric_index.get(standard.metric.as_str()));
    let metric = metric.and_then(|metric| version.policy.metrics.get(metric));
    let value = standard.zip(metric).and_then(|(standard, metric)| {
        let value = metric.unit.value(standard.value).ok()?;
        Some(metric.figure(&value))
    });
    DutyStatus {
        id: duty.id.clone(),
        every: duty.frequency.every.as_str(),
        times: duty.frequency.times,
        metric: standard.map(|standard| standard.metric.clone()),
        comparison: standard.map(|standard| standard.comparison.as_str()),
        value,
        lines,
        text: None,
    }
}

fn authority(version: &Compiled, position: usize, id: &Id) -> Option<AuthorityStatus> {
    let number = version.jobs.action_index.get(id.as_str())?;
    let (action, own) = (version.policy.actions.get(number)?, version.jobs.authority(position, number)?);
    Some(AuthorityStatus {
        action: id.clone(),
        at_most: own.at_most.as_ref().map(|limit| figure(action, limit)),
        at_least: own.at_least.as_ref().map(|limit| figure(action, limit)),
        within: own.within.as_ref().map(|limit| figure(action, limit)),
        text: None,
    })
}

fn objective(version: &Compiled, own: &PositionObjective, lines: Few<Id>) -> Option<ObjectiveIndicator> {
    let metric = version.policy.metrics.get(version.metric_index.get(own.metric.as_str())?)?;
    let unit = own.growth.as_ref().map_or(metric.unit, |growth| growth.change.unit(metric.unit));
    let value = unit.value(own.value).ok()?;
    Some(ObjectiveIndicator {
        id: own.id.clone(),
        metric: own.metric.clone(),
        comparison: own.comparison.as_str(),
        value: match &own.growth {
            Some(_) if unit == crate::policy::Unit::Percent => {
                Figure::new(&value * &crate::number::Rational::from(100))
            }
            _ => metric.figure(&value),
        },
        lines,
        text: None,
    })
}
