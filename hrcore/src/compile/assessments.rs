//! Competencies and assessments with their references resolved and every weight accounted for.

use super::place::{Place, Sink};
use super::{CompiledMethod, Index, Source, amount, index, methods};
use crate::condition::LONGEST;
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::policy::{Assessment, Competency, CompetencySource, CriterionSource, MetricSource, Pipeline, Policy, Unit};
use crate::values::{Id, Percent};

/// What a policy says of competencies and assessments.
#[derive(Debug, Default)]
pub(crate) struct Assessments {
    pub(crate) competency_index: Index,
    pub(crate) list: Vec<CompiledAssessment>,
    /// The levels that each position requires: the competency, and the level.
    pub(crate) required: Vec<Vec<(usize, u32)>>,
    pub(crate) grid: Option<CompiledGrid>,
}

/// An assessment ready to be made.
#[derive(Debug)]
pub(crate) struct CompiledAssessment {
    pub(crate) dimension_index: Index,
    /// Its weight and criteria, in the order of the policy.
    pub(crate) dimensions: Vec<(Rational, Vec<CompiledCriterion>)>,
    /// Criteria by id: unique in the whole assessment, numbered through its dimensions.
    pub(crate) criterion_index: Index,
}

/// A criterion ready to be judged.
#[derive(Debug)]
pub(crate) struct CompiledCriterion {
    /// Its number in the whole assessment.
    pub(crate) number: usize,
    pub(crate) weight: Rational,
    pub(crate) source: PointSource,
}

/// Where a criterion's points come from.
#[derive(Debug)]
pub(crate) enum PointSource {
    /// Always [`CompiledMethod::Rated`].
    Rated(CompiledMethod),
    Competency {
        competency: usize,
        level: Option<u32>,
    },
    Total {
        periods: u32,
    },
    Metric {
        metric: usize,
        target: Rational,
        periods: u32,
    },
}

/// The grid of performance and potential.
#[derive(Debug)]
pub(crate) struct CompiledGrid {
    pub(crate) assessment: usize,
    pub(crate) performance: usize,
    pub(crate) potential: usize,
    pub(crate) cuts: [Rational; 2],
}

impl Assessments {
    /// Whether an assessment looks at totals.
    pub(crate) fn reads_totals(&self, assessment: usize) -> bool {
        let dimensions = self.list.get(assessment).map(|assessment| &assessment.dimensions);
        let mut criteria = dimensions.into_iter().flatten().flat_map(|(_, criteria)| criteria);
        criteria.any(|criterion| matches!(criterion.source, PointSource::Total { .. }))
    }
}

impl CompiledAssessment {
    /// The criterion of a number.
    pub(crate) fn criterion(&self, number: usize) -> Option<&CompiledCriterion> {
        // A dimension without criteria is refused, so that every one has a first.
        let starts = |criteria: &[CompiledCriterion]| criteria.first().is_some_and(|first| first.number <= number);
        let at = self.dimensions.partition_point(|(_, criteria)| starts(criteria)).checked_sub(1)?;
        let (_, criteria) = self.dimensions.get(at)?;
        criteria.get(number - criteria.first()?.number)
    }
}

/// What sources refer to.
struct Names<'a> {
    policy: &'a Policy,
    metrics: &'a Index,
    sources: &'a [Source],
    competencies: Index,
    root: &'a Place<'a>,
}

/// Compiles the assessments. A metric that one of them reads is no longer only rated.
pub(super) fn compile(
    policy: &Policy,
    metrics: (&Index, &[Source]),
    assessments: &Index,
    only_rated: &mut [bool],
    root: &Place<'_>,
    sink: &mut Sink,
) -> Assessments {
    let at = root.field("competencies");
    let competencies = index::index(&policy.competencies.iter().map(|c| &c.id).gather(), &at, sink);
    for (number, competency) in policy.competencies.iter().enumerate() {
        levels(competency, &at.item(number), sink);
    }
    let at = root.field("assessments");
    let names = Names { policy, metrics: metrics.0, sources: metrics.1, competencies, root };
    let mut list = Vec::with_capacity(policy.assessments.len());
    for (number, stated) in policy.assessments.iter().enumerate() {
        list.push(assessment(&names, stated, &at.item(number), sink));
    }
    let read = list.iter().flat_map(|assessment| &assessment.dimensions).flat_map(|(_, criteria)| criteria);
    for criterion in read {
        if let PointSource::Metric { metric, .. } = criterion.source
            && let Some(slot) = only_rated.get_mut(metric)
        {
            *slot = false;
        }
    }
    let required = positions(&names, sink);
    let Names { competencies: competency_index, .. } = names;
    let mut compiled = Assessments { competency_index, list, required, grid: None };
    if let Some(pipeline) = &policy.pipeline {
        compiled.grid = self::pipeline(pipeline, (assessments, &compiled.list), root, sink);
    }
    compiled
}

/// Levels are 1, 2 and so on upwards.
fn levels(competency: &Competency, at: &Place<'_>, sink: &mut Sink) {
    let list = at.field("levels");
    if sink.is_incomplete(&list) {
        return;
    }
    if competency.levels.is_empty() {
        sink.report(&list, "", Code::RangeEmpty, format_args!("a competency has a level"));
    }
    for (number, level) in competency.levels.iter().enumerate() {
        let due = number + 1;
        if usize::try_from(level.level).ok() != Some(due) {
            let message = format_args!("level `{}` stands where {due} is due", level.level);
            let hint = format_args!("levels are 1, 2 and so on upwards without gap");
            sink.advise(&list.item(number), "level", Code::NumberOutOfRange, message, hint);
            return;
        }
    }
}

/// Whether a level of a competency exists.
fn has_level(names: &Names<'_>, competency: usize, level: u32, at: &Place<'_>, sink: &mut Sink) -> bool {
    let Some(stated) = names.policy.competencies.get(competency) else { return false };
    let list = names.root.field("competencies");
    let list = list.item(competency);
    let highest = stated.levels.last().map_or(0, |level| level.level);
    let known = (1..=highest).contains(&level) || sink.is_incomplete(&list.field("levels"));
    if !known {
        let message = format_args!("competency `{}` has no level {level}", stated.id);
        sink.report(at, "level", Code::ReferenceUnknown, message);
    }
    known
}

fn assessment(names: &Names<'_>, stated: &Assessment, at: &Place<'_>, sink: &mut Sink) -> CompiledAssessment {
    if let Some(months) = stated.valid_months {
        in_range(months, "months", "valid_months", at, sink);
    }
    let list = at.field("dimensions");
    let dimension_index = index::index(&stated.dimensions.iter().map(|d| &d.id).gather(), &list, sink);
    let mut dimensions = Vec::with_capacity(stated.dimensions.len());
    let mut ids: Vec<&Id> = Vec::new();
    let mut sorted: Vec<&Id> = Vec::new();
    for (number, dimension) in stated.dimensions.iter().enumerate() {
        let at = list.item(number);
        let list = at.field("criteria");
        let mut criteria = Vec::with_capacity(dimension.criteria.len());
        for (number, criterion) in dimension.criteria.iter().enumerate() {
            let at = list.item(number);
            match sorted.binary_search(&&criterion.id) {
                Ok(_) => {
                    let message = format_args!("criterion `{}` stands in this assessment twice", criterion.id);
                    let hint = format_args!("records name a criterion without its dimension");
                    sink.advise(&at, "id", Code::IdDuplicate, message, hint);
                }
                Err(at) => sorted.insert(at, &criterion.id),
            }
            let (number, weight) = (ids.len(), criterion.weight.to_rational());
            ids.push(&criterion.id);
            // Without its source there is a problem, and no engine.
            if let Some(source) = source(names, &criterion.source, &at.field("source"), sink) {
                criteria.push(CompiledCriterion { number, weight, source });
            }
        }
        weights(&dimension.criteria.iter().map(|c| c.weight).gather(), &list, sink);
        dimensions.push((dimension.weight.to_rational(), criteria));
    }
    weights(&stated.dimensions.iter().map(|d| d.weight).gather(), &list, sink);
    // Ids that stand there twice have been reported.
    let criterion_index = index::index(&ids, &Place::ROOT, &mut Sink::default());
    CompiledAssessment { dimension_index, dimensions, criterion_index }
}

/// Weights are above zero and sum to exactly 100: what is missing is not guessed.
fn weights(weights: &[Percent], list: &Place<'_>, sink: &mut Sink) {
    let mut sum = Rational::ZERO;
    for (number, weight) in weights.iter().enumerate() {
        let weight = weight.to_rational();
        if weight.signum() <= 0 {
            let message = format_args!("a weight is above zero");
            sink.report(&list.item(number), "weight", Code::WeightNotPositive, message);
        }
        sum = &sum + &weight;
    }
    if sum == Rational::from(100) || sink.is_incomplete(list) {
        return;
    }
    let text = sum.decimal_text(18).unwrap_or_default();
    let message = format_args!("weights sum to {text} %, not 100 %");
    if sum == Rational::ONE {
        let hint = format_args!("weights are percentages: write `30`, not `0.3`");
        sink.advise(list, "", Code::WeightsSum, message, hint);
    } else {
        sink.report(list, "", Code::WeightsSum, message);
    }
}

fn source(names: &Names<'_>, stated: &CriterionSource, at: &Place<'_>, sink: &mut Sink) -> Option<PointSource> {
    match stated {
        CriterionSource::Rated(panel) => {
            methods::panel((&panel.raters, &panel.scale, panel.on_silent), at, sink).map(PointSource::Rated)
        }
        CriterionSource::Competency(CompetencySource { competency, level }) => {
            let list = names.root.field("competencies");
            let place = at.field("competency");
            let competency = names.competencies.resolve("competency", competency, &list, &place, sink)?;
            let known = level.is_none_or(|level| has_level(names, competency, level, at, sink));
            known.then_some(PointSource::Competency { competency, level: *level })
        }
        CriterionSource::Total(total) => {
            let periods = total.periods;
            in_range(periods, "periods", "periods", at, sink).then_some(PointSource::Total { periods })
        }
        CriterionSource::Metric(stated) => metric(names, stated, at, sink),
    }
}

fn metric(names: &Names<'_>, stated: &MetricSource, at: &Place<'_>, sink: &mut Sink) -> Option<PointSource> {
    let periods = stated.periods;
    let mut good = in_range(periods, "periods", "periods", at, sink);
    let list = names.root.field("metrics");
    let metric = names.metrics.resolve("metric", &stated.metric, &list, &at.field("metric"), sink)?;
    let definition = names.policy.metrics.get(metric)?;
    if definition.unit == Unit::Label {
        let message = format_args!("`{}` is a label, which has no points", stated.metric);
        sink.report(at, "metric", Code::MethodMismatch, message);
        return None;
    }
    if periods > 1 && matches!(names.sources.get(metric), Some(Source::Growth { .. })) {
        let message = format_args!("a growth over several periods together means nothing");
        sink.report(at, "periods", Code::MethodMismatch, message);
        good = false;
    }
    let target = amount(definition.unit, stated.target, &at.field("target"), sink)?;
    if target.signum() <= 0 {
        let message = format_args!("a ratio to the target `{}` means nothing", stated.target);
        sink.report(at, "target", Code::TargetNotPositive, message);
        return None;
    }
    good.then_some(PointSource::Metric { metric, target, periods })
}

/// Whether a number of months or periods is above zero and within a century.
fn in_range(count: u32, what: &str, field: &'static str, at: &Place<'_>, sink: &mut Sink) -> bool {
    let good = (1..=LONGEST).contains(&count);
    if !good {
        sink.report(at, field, Code::NumberOutOfRange, format_args!("1 to {LONGEST} {what} can be stated"));
    }
    good
}

/// The levels that positions require.
fn positions(names: &Names<'_>, sink: &mut Sink) -> Vec<Vec<(usize, u32)>> {
    let list = names.root.field("positions");
    let mut required = Vec::with_capacity(names.policy.positions.len());
    for (number, position) in names.policy.positions.iter().enumerate() {
        let at = list.item(number);
        let at = at.field("competencies");
        let stated = &position.competencies;
        index::index_by(&stated.iter().map(|r| &r.competency).gather(), "competency", &at, sink);
        let mut own = Vec::new();
        for (number, stated) in stated.iter().enumerate() {
            let at = at.item(number);
            let list = names.root.field("competencies");
            let place = at.field("competency");
            let found = names.competencies.resolve("competency", &stated.competency, &list, &place, sink);
            if let Some(competency) = found
                && has_level(names, competency, stated.level, &at, sink)
            {
                own.push((competency, stated.level));
            }
        }
        required.push(own);
    }
    required
}

/// How the bench is looked at.
fn pipeline(
    stated: &Pipeline,
    (ids, assessments): (&Index, &[CompiledAssessment]),
    root: &Place<'_>,
    sink: &mut Sink,
) -> Option<CompiledGrid> {
    let at = root.field("pipeline");
    if let Some(months) = stated.nearly_ready.within_months {
        in_range(months, "months", "within_months", &at.field("nearly_ready"), sink);
    }
    let grid = stated.grid.as_ref()?;
    let at = at.field("grid");
    let cuts = match grid.cuts.as_slice() {
        [low, high] if low < high => Some([low.to_rational(), high.to_rational()]),
        _ => {
            let message = format_args!("a grid has two cuts, the lower one first");
            sink.report(&at, "cuts", Code::RangeEmpty, message);
            None
        }
    };
    let list = root.field("assessments");
    let assessment = ids.resolve("assessment", &grid.assessment, &list, &at.field("assessment"), sink)?;
    let list = list.item(assessment);
    let list = list.field("dimensions");
    let names = &assessments.get(assessment)?.dimension_index;
    let performance = names.resolve("dimension", &grid.performance, &list, &at.field("performance"), sink);
    let potential = names.resolve("dimension", &grid.potential, &list, &at.field("potential"), sink);
    Some(CompiledGrid { assessment, performance: performance?, potential: potential?, cuts: cuts? })
}
