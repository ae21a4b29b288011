//! Scorecards with references resolved and weights applied.

use std::ops::Range;

use super::place::{Place, Sink};
use super::{CompiledMethod, Index, amount, bound, conditions, index, methods};
use crate::condition::{CardTest, Condition, Tree};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::policy::{
    Adjustment, Direction, Level, Line, OnMissing, OnUnknown, Override, Policy, Scorecard, Section, Weights,
};
use crate::values::{Amount, Bound, Id, Percent};

/// What cards refer to.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) policy: &'a Policy,
    pub(super) metrics: &'a Index,
    pub(super) scales: &'a Index,
    /// How deep units may be nested.
    pub(super) depth: usize,
}

/// A card ready to score.
#[derive(Debug)]
pub(crate) struct Card {
    /// Which scorecard of the policy it is.
    pub(crate) scorecard: usize,
    /// All lines, section by section.
    pub(crate) lines: Vec<CompiledLine>,
    /// The lines of each section.
    pub(crate) sections: Vec<Range<usize>>,
    /// The rating scale, if the card has one.
    pub(crate) scale: Option<usize>,
    /// What the total of 100 points is multiplied by.
    pub(crate) factor: Rational,
    pub(crate) floor: Option<Rational>,
    pub(crate) cap: Option<Rational>,
    pub(crate) adjustments: Vec<CompiledAdjustment>,
    pub(crate) vetoes: Vec<CompiledVeto>,
    pub(crate) coefficients: Vec<CompiledCoefficient>,
    pub(crate) coefficient_min: Rational,
    pub(crate) coefficient_max: Option<Rational>,
}

/// A line ready to score.
#[derive(Debug, Clone)]
pub(crate) struct CompiledLine {
    pub(crate) id: Id,
    pub(crate) section: usize,
    pub(crate) metric: usize,
    /// Percent of the card.
    pub(crate) weight: Rational,
    /// Part of the card, 0 to 1.
    pub(crate) share: Rational,
    pub(crate) target: Option<Rational>,
    /// Points per unit of the metric, where the score is the part of this target that is reached.
    pub(crate) per_target: Option<Rational>,
    pub(crate) method: CompiledMethod,
    pub(crate) direction: Direction,
    /// Whether targets prorate.
    pub(crate) flow: bool,
    /// The value is that of a unit, a position or the company, not of the days that one person held a position.
    pub(crate) shared: bool,
    pub(crate) floor: Option<Rational>,
    pub(crate) cap: Option<Rational>,
    pub(crate) on_missing: OnMissing,
}

/// Points added to the total.
#[derive(Debug)]
pub(crate) struct CompiledAdjustment {
    pub(crate) when: Option<Tree<CardTest>>,
    pub(crate) points: Rational,
    pub(crate) per: Option<CompiledPer>,
    pub(crate) min: Option<Rational>,
    pub(crate) max: Option<Rational>,
    pub(crate) on_unknown: OnUnknown,
}

/// Points per unit of a metric.
#[derive(Debug)]
pub(crate) struct CompiledPer {
    pub(crate) metric: usize,
    pub(crate) unit: Rational,
    pub(crate) beyond: Rational,
    pub(crate) whole: bool,
}

/// A veto.
#[derive(Debug)]
pub(crate) struct CompiledVeto {
    pub(crate) when: Tree<CardTest>,
    pub(crate) set: Option<Rational>,
    pub(crate) cap: Option<Rational>,
    pub(crate) band_cap: Option<usize>,
    pub(crate) on_unknown: OnUnknown,
}

/// A change of the coefficient.
#[derive(Debug)]
pub(crate) struct CompiledCoefficient {
    pub(crate) when: Tree<CardTest>,
    pub(crate) add: Rational,
    pub(crate) on_unknown: OnUnknown,
}

/// What a line states and a unit may override.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    pub(super) target: Option<Amount>,
    pub(super) weight: Percent,
    pub(super) floor: Bound,
    pub(super) cap: Bound,
}

impl Terms {
    /// The terms of a card's lines, section by section.
    pub(super) fn of(card: &Scorecard) -> Vec<Self> {
        let lines = card.lines();
        lines
            .iter()
            .map(|line| Self { target: line.target, weight: line.weight, floor: line.floor, cap: line.cap })
            .gather()
    }

    pub(super) fn change(&mut self, change: &Override) {
        self.target = change.target.or(self.target);
        self.weight = change.weight.unwrap_or(self.weight);
        self.floor = change.floor.0.unwrap_or(self.floor);
        self.cap = change.cap.0.unwrap_or(self.cap);
    }
}

/// Compiles all cards.
pub(super) fn compile(context: &Context<'_>, place: &Place<'_>, sink: &mut Sink) -> Vec<Card> {
    let list = place.field("scorecards");
    let cards = context.policy.scorecards.iter().enumerate();
    let compile =
        |(number, card)| compile_card(context, number, (card, &Terms::of(card)), place, &list.item(number), sink);
    cards.filter_map(compile).gather()
}

/// Compiles one card; `None` when it cannot be scored, and the problems are reported.
pub(super) fn compile_card(
    context: &Context<'_>,
    scorecard: usize,
    (card, terms): (&Scorecard, &[Terms]),
    root: &Place<'_>,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<Card> {
    let policy = context.policy;
    let section_list = at.field("sections");
    index::index(&card.sections.iter().map(|section| &section.id).gather(), &section_list, sink);
    let ids: Vec<&Id> = card.lines().iter().map(|line| &line.id).gather();
    duplicate_lines(card, &section_list, sink);
    let weights = weights(card, terms, &section_list, sink);

    let mut lines = Vec::with_capacity(ids.len());
    let mut sections = Vec::with_capacity(card.sections.len());
    let mut complete = true;
    let mut weights = weights.into_iter().zip(terms);
    for (number, section) in card.sections.iter().enumerate() {
        let at = section_list.item(number);
        let list = at.field("lines");
        let start = lines.len();
        for (position, line) in section.lines.iter().enumerate() {
            let Some((weight, terms)) = weights.next() else { continue };
            match compile_line(context, (line, terms), number, weight, root, &list.item(position), sink) {
                Some(line) => lines.push(line),
                None => complete = false,
            }
        }
        sections.push(start..lines.len());
    }

    let scale = match &card.rating_scale {
        Some(id) => {
            context.scales.resolve("rating scale", id, &root.field("rating_scales"), &at.field("rating_scale"), sink)
        }
        None if policy.rating_scales.len() > 1 => {
            sink.advise(
                at,
                "",
                Code::FieldMissing,
                format_args!("field `rating_scale` is missing"),
                format_args!("there are several rating scales; the card says which one rates its total"),
            );
            None
        }
        None => None,
    };
    let factor = &card.scale.to_rational() / &Rational::from(100);
    if factor.signum() <= 0 {
        sink.report(at, "scale", Code::NumberOutOfRange, format_args!("a scale is above zero"));
    }
    let (floor, cap) = (bound(card.floor.0), bound(card.cap.0));
    range(floor.as_ref(), cap.as_ref(), &at.field("floor"), sink);
    let (least, most) = (card.coefficient_min.to_rational(), bound(card.coefficient_max.0));
    range(Some(&least), most.as_ref(), &at.field("coefficient_min"), sink);

    let metrics = root.field("metrics");
    let when = |condition: &Condition, at: &Place<'_>, sink: &mut Sink| {
        conditions::compile(condition, policy, (context.metrics, &metrics), &ids, &at.field("when"), sink)
    };
    let list = at.field("adjustments");
    index::index(&card.adjustments.iter().map(|item| &item.id).gather(), &list, sink);
    let mut adjustments = Vec::new();
    for (number, item) in card.adjustments.iter().enumerate() {
        let at = list.item(number);
        let condition = match &item.when {
            Some(condition) => when(condition, &at, sink).map(Some),
            None => Some(None),
        };
        let per = per(context, item, root, &at, sink);
        range(bound(item.min).as_ref(), bound(item.max).as_ref(), &at.field("min"), sink);
        if let (Some(when), Some(per)) = (condition, per) {
            let points = item.points.to_rational();
            let (min, max) = (bound(item.min), bound(item.max));
            adjustments.push(CompiledAdjustment { when, points, per, min, max, on_unknown: item.on_unknown });
        }
    }
    let list = at.field("vetoes");
    index::index(&card.vetoes.iter().map(|item| &item.id).gather(), &list, sink);
    let mut vetoes = Vec::new();
    for (number, item) in card.vetoes.iter().enumerate() {
        let at = list.item(number);
        let condition = when(&item.when, &at, sink);
        if item.set.is_none() && item.cap.is_none() && item.band_cap.is_none() {
            let message = format_args!("a veto says what it does: `set`, `cap` or `band_cap`");
            sink.report(&at, "", Code::FieldMissing, message);
        }
        let band_cap = match &item.band_cap {
            Some(id) => band(policy, scale, id, &at.field("band_cap"), sink).map(Some),
            None => Some(None),
        };
        if let (Some(when), Some(band_cap)) = (condition, band_cap) {
            let (set, cap) = (bound(item.set), bound(item.cap));
            vetoes.push(CompiledVeto { when, set, cap, band_cap, on_unknown: item.on_unknown });
        }
    }
    let list = at.field("coefficient_adjustments");
    index::index(&card.coefficient_adjustments.iter().map(|item| &item.id).gather(), &list, sink);
    let mut coefficients = Vec::new();
    for (number, item) in card.coefficient_adjustments.iter().enumerate() {
        if let Some(when) = when(&item.when, &list.item(number), sink) {
            coefficients.push(CompiledCoefficient { when, add: item.add.to_rational(), on_unknown: item.on_unknown });
        }
    }
    complete.then_some(Card {
        scorecard,
        lines,
        sections,
        scale,
        factor,
        floor,
        cap,
        adjustments,
        vetoes,
        coefficients,
        coefficient_min: least,
        coefficient_max: most,
    })
}

fn compile_line(
    context: &Context<'_>,
    (line, terms): (&Line, &Terms),
    section: usize,
    weight: Rational,
    root: &Place<'_>,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<CompiledLine> {
    let index = context.metrics.resolve("metric", &line.metric, &root.field("metrics"), &at.field("metric"), sink)?;
    let metric = context.policy.metrics.get(index)?;
    let (floor, cap) = (bound(terms.floor.0), bound(terms.cap.0));
    range(floor.as_ref(), cap.as_ref(), &at.field("floor"), sink);
    let target = match terms.target {
        Some(target) => Some(amount(metric.unit, target, &at.field("target"), sink)?),
        None => None,
    };
    let method = methods::compile((line, terms), metric, target.as_ref(), at, sink)?;
    let hundred = Rational::from(100);
    let is_part = matches!(method, CompiledMethod::Ratio) && metric.direction == Direction::Higher;
    Some(CompiledLine {
        id: line.id.clone(),
        section,
        metric: index,
        share: &weight / &hundred,
        weight,
        per_target: target.as_ref().filter(|_| is_part).and_then(|target| hundred.checked_div(target)),
        target,
        method,
        direction: metric.direction,
        flow: metric.is_flow(),
        shared: metric.level != Level::Employee,
        floor,
        cap,
        on_missing: line.on_missing,
    })
}

fn range(least: Option<&Rational>, most: Option<&Rational>, at: &Place<'_>, sink: &mut Sink) {
    if let (Some(least), Some(most)) = (least, most)
        && least > most
    {
        sink.report(at, "", Code::RangeEmpty, format_args!("the least is above the most"));
    }
}

fn duplicate_lines(card: &Scorecard, sections: &Place<'_>, sink: &mut Sink) {
    let mut seen: Vec<&Id> = Vec::new();
    for (number, section) in card.sections.iter().enumerate() {
        let at = sections.item(number);
        let list = at.field("lines");
        for (position, line) in section.lines.iter().enumerate() {
            match seen.binary_search(&&line.id) {
                Ok(_) => {
                    let at = list.item(position);
                    let message = format_args!("line `{}` stands on this card twice", line.id);
                    sink.report(&at, "id", Code::IdDuplicate, message);
                }
                Err(at) => seen.insert(at, &line.id),
            }
        }
    }
}

/// The weight of every line in percent of the card.
fn weights(card: &Scorecard, terms: &[Terms], at: &Place<'_>, sink: &mut Sink) -> Vec<Rational> {
    let hundred = Rational::from(100);
    let mut own = terms.iter();
    let mut sums = Vec::new();
    let mut incomplete = sink.is_incomplete(at);
    for (number, section) in card.sections.iter().enumerate() {
        let at = at.item(number);
        let list = at.field("lines");
        incomplete |= sink.is_incomplete(&list);
        let mut sum = Rational::ZERO;
        for (position, line) in own.by_ref().take(section.lines.len()).enumerate() {
            if line.weight.to_rational().signum() <= 0 {
                let at = list.item(position);
                let message = format_args!("weight `{}` is not above zero", line.weight.0);
                sink.report(&at, "weight", Code::WeightNotPositive, message);
            }
            sum = &sum + &line.weight.to_rational();
        }
        if let Some(share) = &section.share
            && share.to_rational() != sum
            && !sink.is_incomplete(&list)
        {
            let message =
                format_args!("lines of `{}` sum to {} %, not to the stated {} %", section.id, text(&sum), share.0);
            sink.report(&at, "share", Code::ShareMismatch, message);
        }
        sums.push(sum);
    }
    let weighted = card.sections.iter().filter(|section| section.weight.is_some()).count();
    let of_section = |section: &Section| section.weight.map_or(Rational::ZERO, |weight| weight.to_rational());
    if weighted > 0 {
        for (number, section) in card.sections.iter().enumerate() {
            let at = at.item(number);
            match &section.weight {
                None => sink.advise(
                    &at,
                    "",
                    Code::FieldMissing,
                    format_args!("field `weight` is missing"),
                    format_args!("either all sections of a card have a weight, or none"),
                ),
                Some(weight) if weight.to_rational().signum() <= 0 => {
                    let message = format_args!("weight `{}` is not above zero", weight.0);
                    sink.report(&at, "weight", Code::WeightNotPositive, message);
                }
                Some(_) => {}
            }
        }
    }
    let total = sums.iter().fold(Rational::ZERO, |sum, section| &sum + section);
    let section_total = card.sections.iter().fold(Rational::ZERO, |sum, section| &sum + &of_section(section));
    if card.weights == Weights::Percent && !incomplete {
        let wrong = |sum: &Rational, at: &Place<'_>, field, sink: &mut Sink| {
            let message = text(sum);
            let message = format_args!("weights sum to {message} %, not 100 %");
            // Fractions are the commonest slip.
            if *sum == Rational::ONE {
                let hint = format_args!("weights are percentages: write `30`, not `0.3`");
                sink.advise(at, field, Code::WeightsSum, message, hint);
            } else {
                sink.report(at, field, Code::WeightsSum, message);
            }
        };
        if weighted == 0 {
            if total != hundred {
                wrong(&total, at, "", sink);
            }
        } else {
            if section_total != hundred {
                wrong(&section_total, at, "", sink);
            }
            for (number, sum) in sums.iter().enumerate() {
                if *sum != hundred {
                    let at = at.item(number);
                    wrong(sum, &at, "lines", sink);
                }
            }
        }
    }
    // Where the sums are not 100, relative weights say so and others have been refused above.
    let part = |weight: &Rational, sum: &Rational| (weight * &hundred).checked_div(sum).unwrap_or(Rational::ZERO);
    let mut own = terms.iter();
    let mut weights = Vec::new();
    for (section, sum) in card.sections.iter().zip(&sums) {
        for line in own.by_ref().take(section.lines.len()) {
            let weight = line.weight.to_rational();
            weights.push(if weighted == 0 {
                part(&weight, &total)
            } else {
                &(&part(&weight, sum) * &part(&of_section(section), &section_total)) / &hundred
            });
        }
    }
    weights
}

fn text(value: &Rational) -> String {
    value.decimal_text(18).unwrap_or_else(|| value.to_string())
}

fn per(
    context: &Context<'_>,
    item: &Adjustment,
    root: &Place<'_>,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<Option<CompiledPer>> {
    let Some(per) = &item.per else { return Some(None) };
    let at = at.field("per");
    let metric = context.metrics.resolve("metric", &per.metric, &root.field("metrics"), &at.field("metric"), sink)?;
    let measured = context.policy.metrics.get(metric)?;
    let unit = amount(measured.unit, per.unit, &at.field("unit"), sink)?;
    let beyond = amount(measured.unit, per.beyond, &at.field("beyond"), sink)?;
    if unit.signum() <= 0 {
        sink.report(&at, "unit", Code::NumberOutOfRange, format_args!("the size of a unit is above zero"));
        return None;
    }
    Some(Some(CompiledPer { metric, unit, beyond, whole: per.whole_units }))
}

fn band(policy: &Policy, scale: Option<usize>, id: &Id, at: &Place<'_>, sink: &mut Sink) -> Option<usize> {
    let bands = scale.and_then(|scale| policy.rating_scales.get(scale)).map_or(&[][..], |scale| &scale.bands);
    let found = bands.iter().position(|band| band.id == *id);
    if found.is_none() {
        sink.report(
            at,
            "",
            Code::ReferenceUnknown,
            format_args!("band `{id}` does not exist on the card's rating scale"),
        );
    }
    found
}
