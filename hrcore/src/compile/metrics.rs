//! Metrics with their formulas compiled: units checked, cycles refused, cost bounded.

#[cfg(feature = "planning")]
use super::figures;
use super::place::{Place, Sink};
use super::{Baseline, Card, CompiledMethod, Index, baseline};
use crate::error::Code;
use crate::expression::{self, Dimension, FormulaError, Op};
use crate::gather::Gather as _;
use crate::limits::Limits;
use crate::number::small;
use crate::policy::{Aggregation, Change, Growth, Metric, PlanFigure, Policy, Unit};
use crate::values::Id;

/// Where a metric's values come from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// Observations, combined by the metric's aggregation.
    Observed,
    /// A formula over other metrics.
    Formula(Vec<Op>),
    /// The growth of a metric.
    Growth { of: usize, versus: Baseline, change: Change },
    /// A figure of work plans.
    Plans(PlanSource),
    /// The completion of training, or of one requirement.
    Training(Option<usize>),
}

/// Which items of work plans make a value, and what of them.
#[derive(Debug, Clone)]
pub(crate) struct PlanSource {
    pub(crate) figure: PlanFigure,
    pub(crate) area: Option<Id>,
    /// Only items whose goal is about this metric.
    pub(crate) goal: Option<usize>,
    pub(crate) on_time: bool,
}

/// Compiles the sources of all metrics.
pub(super) fn compile(
    policy: &Policy,
    names: &Index,
    place: &Place<'_>,
    sink: &mut Sink,
    limits: &Limits,
) -> Vec<Source> {
    let list = place.field("metrics");
    let mut sources = Vec::with_capacity(policy.metrics.len());
    for (number, metric) in policy.metrics.iter().enumerate() {
        let at = list.item(number);
        check(metric, &at, sink);
        let derived = [("formula", metric.formula.is_some()), ("growth", metric.growth.is_some())];
        let mut derived = derived.into_iter().chain(metric.figures()).filter(|(_, stated)| *stated);
        let source = match (derived.next(), derived.next()) {
            (Some((first, _)), Some((second, _))) => {
                let message = format_args!("a metric is a `{first}` or a `{second}`, not both");
                sink.report(&at, second, Code::MethodMismatch, message);
                None
            }
            _ => match metric {
                Metric { formula: Some(text), .. } => formula(policy, names, metric, text, &list, &at, sink, limits),
                Metric { growth: Some(growth), .. } => self::growth(policy, names, metric, growth, &list, &at, sink),
                #[cfg(feature = "planning")]
                Metric { plans: Some(plans), .. } => figures::plans(metric, plans, names, (&list, &at), sink),
                #[cfg(feature = "planning")]
                Metric { training: Some(training), .. } => {
                    figures::training(metric, training, policy, (place, &at), sink)
                }
                _ => Some(Source::Observed),
            },
        };
        sources.push(source.unwrap_or(Source::Observed));
    }
    order(policy, &sources, &list, sink, limits);
    sources
}

fn check(metric: &Metric, at: &Place<'_>, sink: &mut Sink) {
    match (&metric.currency, metric.unit) {
        (None, Unit::Money) => sink.advise(
            at,
            "",
            Code::FieldMissing,
            format_args!("field `currency` is missing"),
            format_args!("a metric in money names its ISO 4217 currency, such as `CNY`"),
        ),
        (Some(currency), Unit::Money) => {
            super::currency(currency, at, sink);
        }
        (Some(_), unit) => {
            let message = format_args!("unit `{}` has no currency", unit.as_str());
            sink.report(at, "currency", Code::UnitMismatch, message);
        }
        (None, _) => {}
    }
    let aggregation = metric.aggregated_by();
    if metric.unit == Unit::Label && aggregation != Aggregation::Last {
        let message = format_args!("labels cannot be combined by `{}`", aggregation.as_str());
        sink.report(at, "aggregation", Code::MethodMismatch, message);
    }
}

#[allow(clippy::too_many_arguments, reason = "one call site; the places and the sink are the context of every check")]
fn formula(
    policy: &Policy,
    names: &Index,
    metric: &Metric,
    text: &str,
    list: &Place<'_>,
    at: &Place<'_>,
    sink: &mut Sink,
    limits: &Limits,
) -> Option<Source> {
    let at = at.field("formula");
    let resolve = |name: &str| {
        let index = names.get(name)?;
        Some((index, policy.metrics.get(index).and_then(Dimension::of)))
    };
    match expression::parse(text, limits.formula_nodes, limits.depth, &resolve) {
        Ok(formula) if formula.dimension.fits(metric) => return Some(Source::Formula(formula.ops)),
        Ok(formula) => {
            let message = format_args!(
                "the formula gives {}, but the unit is `{}`",
                formula.dimension.words(),
                metric.unit.as_str()
            );
            sink.report(&at, "", Code::UnitMismatch, message);
        }
        Err(FormulaError::Syntax(message)) => sink.report(&at, "", Code::FormulaSyntax, format_args!("{message}")),
        Err(FormulaError::Units(message)) => sink.report(&at, "", Code::UnitMismatch, format_args!("{message}")),
        Err(FormulaError::TooLarge(message)) => sink.report(&at, "", Code::LimitExceeded, format_args!("{message}")),
        Err(FormulaError::Unknown(name)) => {
            if !sink.is_incomplete(list) {
                names.unknown("metric", &name, &at, sink);
            }
        }
    }
    None
}

fn growth(
    policy: &Policy,
    names: &Index,
    metric: &Metric,
    growth: &Growth,
    list: &Place<'_>,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<Source> {
    let at = at.field("growth");
    if !matches!(metric.unit, Unit::Percent | Unit::Ratio) {
        let message = format_args!("growth is a share, but the unit is `{}`", metric.unit.as_str());
        sink.advise(&at, "", Code::UnitMismatch, message, format_args!("growth has the unit `percent` or `ratio`"));
    }
    let of = names.resolve("metric", &growth.of, list, &at.field("of"), sink)?;
    let base = policy.metrics.get(of)?;
    if base.unit == Unit::Label {
        sink.report(&at, "of", Code::UnitMismatch, format_args!("a label does not grow"));
        return None;
    }
    if growth.change == Change::Points && !base.unit.is_rate() {
        let message =
            format_args!("a change in points needs a rate, but `{}` has the unit `{}`", base.id, base.unit.as_str());
        sink.report(&at, "change", Code::UnitMismatch, message);
    }
    let versus = baseline::compile(&growth.versus, base.unit, &at, sink)?;
    if versus == Baseline::PositionStart {
        let message = format_args!("a metric has no position whose start it could be compared with");
        let hint = format_args!("`at_position_start` is for the growth in a condition");
        sink.advise(&at, "versus", Code::MethodMismatch, message, hint);
        return None;
    }
    Some(Source::Growth { of, versus, change: growth.change })
}

/// Refuses metrics that depend on themselves, and bounds the steps and the depth of one evaluation.
fn order(policy: &Policy, sources: &[Source], list: &Place<'_>, sink: &mut Sink, limits: &Limits) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done { cost: u32, depth: usize },
    }
    let reads = |index: usize| -> Vec<usize> {
        match sources.get(index) {
            Some(Source::Formula(ops)) => {
                ops.iter().filter_map(|op| if let Op::Metric(index) = op { Some(*index) } else { None }).gather()
            }
            // The growing value and its base.
            Some(Source::Growth { of, .. }) => vec![*of, *of],
            _ => Vec::new(),
        }
    };
    let own = |index: usize| match sources.get(index) {
        Some(Source::Formula(ops)) => small(ops.len()),
        _ => 1,
    };
    let mut states = vec![State::New; sources.len()];
    let state = |states: &[State], index: usize| states.get(index).copied().unwrap_or(State::New);
    for start in 0..sources.len() {
        // Depth first without recursion: a chain may be as long as the document.
        let mut stack = vec![(start, false)];
        while let Some((index, children_done)) = stack.pop() {
            match (state(&states, index), children_done) {
                (State::Open, true) => {
                    let (mut cost, mut depth) = (own(index), 0);
                    for child in reads(index) {
                        if let State::Done { cost: below, depth: deep } = state(&states, child) {
                            cost = cost.saturating_add(below);
                            depth = depth.max(deep + 1);
                        }
                    }
                    if cost > limits.formula_nodes || depth > limits.depth {
                        let message = format_args!(
                            "metric takes more than {} steps or {} levels to compute",
                            limits.formula_nodes, limits.depth
                        );
                        sink.report(&list.item(index), "", Code::LimitExceeded, message);
                        // What reads it is not blamed as well.
                        (cost, depth) = (1, 0);
                    }
                    if let Some(slot) = states.get_mut(index) {
                        *slot = State::Done { cost, depth };
                    }
                }
                (State::New, _) => {
                    if let Some(slot) = states.get_mut(index) {
                        *slot = State::Open;
                    }
                    stack.push((index, true));
                    for child in reads(index) {
                        match state(&states, child) {
                            State::Open => {
                                let name = policy.metrics.get(child).map_or("", |metric| metric.id.as_str());
                                let at = list.item(index);
                                let field = if matches!(sources.get(index), Some(Source::Growth { .. })) {
                                    "growth"
                                } else {
                                    "formula"
                                };
                                let message = format_args!("metric depends on itself through `{name}`");
                                sink.report(&at, field, Code::Cycle, message);
                            }
                            State::New => stack.push((child, false)),
                            State::Done { .. } => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// Refuses metrics of features that are left out: what reads them would be answered otherwise.
pub(super) fn absent(place: &Place<'_>, sink: &mut Sink) {
    for absent in sink.absent_below(&place.field("metrics")) {
        sink.add(absent.problem());
    }
}

/// The metrics that sections of features read which are left out. What positions have to reach is not read.
pub(super) fn named(place: &Place<'_>, sink: &Sink) -> Vec<String> {
    let positions = sink.pointer(&place.field("positions"));
    let read = sink.absent_below(place).into_iter().filter(|absent| !absent.pointer.starts_with(&positions));
    read.flat_map(|absent| absent.metrics).gather()
}

/// Metrics that lines have rated, and that nothing else reads.
pub(super) fn only_rated(
    policy: &Policy,
    (names, sources): (&Index, &[Source]),
    cards: &[Card],
    skipped: &[String],
) -> Vec<bool> {
    let mut rated = vec![false; sources.len()];
    let mut read = vec![false; sources.len()];
    let mark = |list: &mut Vec<bool>, metric: usize| {
        if let Some(slot) = list.get_mut(metric) {
            *slot = true;
        }
    };
    for line in cards.iter().flat_map(|card| &card.lines) {
        let is_rated = matches!(line.method, CompiledMethod::Rated { .. });
        mark(if is_rated { &mut rated } else { &mut read }, line.metric);
    }
    for source in sources {
        match source {
            Source::Observed | Source::Plans(_) | Source::Training(_) => {}
            Source::Growth { of, .. } => mark(&mut read, *of),
            Source::Formula(ops) => {
                for op in ops {
                    if let Op::Metric(metric) = op {
                        mark(&mut read, *metric);
                    }
                }
            }
        }
    }
    let mut named = policy.metrics_read();
    for card in &policy.scorecards {
        named.extend(card.rule_metrics());
    }
    for id in named.into_iter().map(Id::as_str).chain(skipped.iter().map(String::as_str)) {
        if let Some(metric) = names.get(id) {
            mark(&mut read, metric);
        }
    }
    for (rated, read) in rated.iter_mut().zip(read) {
        *rated &= !read;
    }
    rated
}
