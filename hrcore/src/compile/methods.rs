//! Scoring methods with exact constants.

use super::cards::Terms;
use super::place::{Place, Sink};
use super::{amount, bands, index};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::policy::{Direction, Line, Mapping, Method, Metric, RaterKind, RatingRange, Silent, Unit};
use crate::values::Id;

/// A method ready to score.
#[derive(Debug, Clone)]
pub(crate) enum CompiledMethod {
    Ratio,
    Improvement { baseline: Rational },
    Closer { tolerance: Rational, zero_at: Rational },
    Interpolated { points: Vec<(Rational, Rational)> },
    Banded(Steps),
    PerUnit { base: Rational, unit: Rational, add: Rational, deduct: Rational, whole: bool },
    Binary,
    Label { points: Vec<(Id, Rational)> },
    Efficacy { floor_value: Rational, satisfactory: Rational },
    Rated { raters: Vec<(Id, Rational)>, min: Rational, max: Rational, mapping: Mapping, on_silent: Silent },
}

/// Steps from the lowest to the highest: where each begins, and its score.
#[derive(Debug, Clone)]
pub(crate) struct Steps {
    pub(crate) steps: Vec<(Option<Rational>, Rational)>,
    /// Whether a cut belongs to the step that it begins: so where higher is better.
    pub(crate) closed_below: bool,
}

/// Compiles a line's method; `None` when it does not fit.
pub(super) fn compile(
    (line, terms): (&Line, &Terms),
    metric: &Metric,
    target: Option<&Rational>,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<CompiledMethod> {
    let is_label = matches!(line.method, Method::Label(_));
    let place = at.field("method");
    if is_label != (metric.unit == Unit::Label) {
        let message =
            format_args!("method `{}` does not score the unit `{}`", line.method.kind(), metric.unit.as_str());
        sink.advise(
            &place,
            "",
            Code::MethodMismatch,
            message,
            format_args!("labels are scored by `label`, numbers by the other methods"),
        );
        return None;
    }
    if needs_target(&line.method) && terms.target.is_none() {
        let message = format_args!("method `{}` needs a target", line.method.kind());
        sink.report(at, "", Code::TargetMissing, message);
        return None;
    }
    let value = |stated, at: &Place<'_>, sink: &mut Sink| amount(metric.unit, stated, at, sink);
    match &line.method {
        Method::Ratio(_) => {
            let fits = ratio(terms, metric, target, at, sink);
            fits.then_some(CompiledMethod::Ratio)
        }
        Method::Improvement(method) => {
            let baseline = value(method.baseline, &place.field("baseline"), sink)?;
            if target == Some(&baseline) {
                let message = format_args!("baseline and target are equal, so there is nothing to improve");
                sink.report(&place, "baseline", Code::RangeEmpty, message);
                return None;
            }
            Some(CompiledMethod::Improvement { baseline })
        }
        Method::Closer(method) => {
            let tolerance = value(method.tolerance, &place.field("tolerance"), sink)?;
            let zero_at = value(method.zero_at, &place.field("zero_at"), sink)?;
            if tolerance.signum() < 0 || zero_at <= tolerance {
                let message = format_args!("`zero_at` lies beyond the tolerance, which is not negative");
                sink.report(&place, "zero_at", Code::RangeEmpty, message);
                return None;
            }
            Some(CompiledMethod::Closer { tolerance, zero_at })
        }
        Method::Interpolated(method) => {
            let list = place.field("points");
            let mut points: Vec<(Rational, Rational)> = Vec::new();
            for (number, point) in method.points.iter().enumerate() {
                let at = list.item(number);
                let x = value(point.at, &at.field("at"), sink)?;
                if points.last().is_some_and(|(before, _)| *before >= x) {
                    sink.report(&at, "at", Code::RangeEmpty, format_args!("points stand in strictly increasing order"));
                    return None;
                }
                points.push((x, point.score.to_rational()));
            }
            if points.is_empty() {
                sink.report(&list, "", Code::RangeEmpty, format_args!("interpolation needs a point"));
                return None;
            }
            Some(CompiledMethod::Interpolated { points })
        }
        Method::Banded(method) => {
            let list = place.field("bands");
            let mut edges = Vec::new();
            for (number, band) in method.bands.iter().enumerate() {
                let at = list.item(number);
                let edge = |stated: Option<_>, name, sink: &mut Sink| match stated {
                    Some(stated) => value(stated, &at.field(name), sink).map(Some),
                    None => Some(None),
                };
                edges.push((edge(band.from, "from", sink)?, edge(band.to, "to", sink)?));
            }
            let score =
                |number: usize| method.bands.get(number).map_or(Rational::ZERO, |band| band.score.to_rational());
            let steps = bands::chain(edges, &list, sink).into_iter().map(|(from, n)| (from, score(n))).gather();
            Some(CompiledMethod::Banded(Steps { steps, closed_below: metric.direction == Direction::Higher }))
        }
        Method::PerUnit(method) => {
            let unit = value(method.unit, &place.field("unit"), sink)?;
            if unit.signum() <= 0 {
                sink.report(&place, "unit", Code::NumberOutOfRange, format_args!("the size of a unit is above zero"));
                return None;
            }
            Some(CompiledMethod::PerUnit {
                base: method.base.to_rational(),
                unit,
                add: method.add.to_rational(),
                deduct: method.deduct.to_rational(),
                whole: method.whole_units,
            })
        }
        Method::Binary(_) => Some(CompiledMethod::Binary),
        Method::Label(method) => {
            let list = place.field("labels");
            index::index_by(&method.labels.iter().map(|label| &label.label).gather(), "label", &list, sink);
            let points = method.labels.iter().map(|label| (label.label.clone(), label.score.to_rational())).gather();
            Some(CompiledMethod::Label { points })
        }
        Method::Efficacy(method) => {
            let floor_value = value(method.floor_value, &place.field("floor_value"), sink)?;
            let satisfactory = value(method.satisfactory, &place.field("satisfactory"), sink)?;
            if floor_value == satisfactory {
                let message = format_args!("the floor value and the satisfactory value are equal");
                sink.report(&place, "satisfactory", Code::RangeEmpty, message);
                return None;
            }
            Some(CompiledMethod::Efficacy { floor_value, satisfactory })
        }
        Method::Rated(method) => panel((&method.raters, &method.scale, method.on_silent), &place, sink),
    }
}

/// Compiles a panel of raters: here, and where an assessment has one.
pub(super) fn panel(
    (kinds, scale, on_silent): (&[RaterKind], &RatingRange, Silent),
    place: &Place<'_>,
    sink: &mut Sink,
) -> Option<CompiledMethod> {
    let list = place.field("raters");
    index::index_by(&kinds.iter().map(|rater| &rater.kind).gather(), "kind", &list, sink);
    let mut sum = Rational::ZERO;
    let mut raters = Vec::new();
    for (number, rater) in kinds.iter().enumerate() {
        let weight = rater.weight.to_rational();
        if weight.signum() <= 0 {
            let at = list.item(number);
            sink.report(&at, "weight", Code::WeightNotPositive, format_args!("a weight is above zero"));
        }
        sum = &sum + &weight;
        raters.push((rater.kind.clone(), weight));
    }
    if sum != Rational::from(100) && !sink.is_incomplete(&list) {
        let sum = sum.decimal_text(18).unwrap_or_default();
        sink.report(&list, "", Code::WeightsSum, format_args!("weights of raters sum to `{sum}` %, not 100 %"));
    }
    let (min, max) = (scale.min.to_rational(), scale.max.to_rational());
    if max <= min || max.signum() <= 0 {
        let at = place.field("scale");
        let message = format_args!("the highest rating is above the lowest and above zero");
        sink.report(&at, "max", Code::RangeEmpty, message);
        return None;
    }
    Some(CompiledMethod::Rated { raters, min, max, mapping: scale.mapping, on_silent })
}

fn needs_target(method: &Method) -> bool {
    matches!(
        method,
        Method::Ratio(_) | Method::Improvement(_) | Method::Closer(_) | Method::PerUnit(_) | Method::Binary(_)
    )
}

fn ratio(terms: &Terms, metric: &Metric, target: Option<&Rational>, at: &Place<'_>, sink: &mut Sink) -> bool {
    let Some(target) = target else { return false };
    if target.signum() <= 0 {
        let shown = terms.target.map(|target| target.to_string()).unwrap_or_default();
        sink.advise(
            at,
            "target",
            Code::TargetNotPositive,
            format_args!("a ratio to the target `{shown}` means nothing"),
            format_args!("use the method `banded` or `per_unit` for targets of zero, such as zero complaints"),
        );
        return false;
    }
    if metric.direction == Direction::Lower && terms.cap.0.is_none() {
        sink.report(
            at,
            "cap",
            Code::CapRequired,
            format_args!("where lower is better, a value of zero scores the cap, which must therefore be finite"),
        );
        return false;
    }
    true
}
