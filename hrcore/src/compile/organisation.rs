//! The tree of units with the cards that they vary, positions, the distribution and access.

use super::cards::{self, Card, Context, Terms};
use super::place::{Place, Sink};
use super::{Index, index};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::policy::Policy;

/// A unit in the tree.
#[derive(Debug, Default)]
pub(crate) struct UnitNode {
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<usize>,
    /// Cards that differ here: the card as stated, and the variant.
    pub(crate) variants: Vec<(usize, usize)>,
}

/// Builds the tree, and compiles a variant of each card that a unit overrides.
pub(super) fn units(
    context: &Context<'_>,
    names: &Index,
    card_names: &Index,
    cards: &mut Vec<Card>,
    place: &Place<'_>,
    sink: &mut Sink,
) -> Vec<UnitNode> {
    let list = place.field("units");
    let units = &context.policy.units;
    let mut nodes: Vec<UnitNode> = units.iter().map(|_| UnitNode::default()).gather();
    for (number, unit) in units.iter().enumerate() {
        let at = list.item(number);
        let parent = unit.parent.as_ref().and_then(|id| names.resolve("unit", id, &list, &at.field("parent"), sink));
        if let Some(node) = nodes.get_mut(number) {
            node.parent = parent;
        }
        if let Some(node) = parent.and_then(|parent| nodes.get_mut(parent)) {
            node.children.push(number);
        }
    }
    if cycles(&nodes, &list, sink) {
        return nodes;
    }
    // Parents before children, so that a variant builds on the one above.
    let mut order: Vec<usize> = (0..nodes.len()).filter(|n| nodes.get(*n).is_some_and(|n| n.parent.is_none())).gather();
    let mut at = 0;
    let mut depths: Vec<usize> = vec![1; order.len()];
    while let (Some(unit), Some(depth)) = (order.get(at).copied(), depths.get(at).copied()) {
        let children = nodes.get(unit).map_or(&[][..], |node| &node.children);
        // Every look-up walks up from a unit, so the tree has a bounded height.
        if depth >= context.depth && !children.is_empty() {
            let message = format_args!("units are nested more than {} deep", context.depth);
            sink.report(&list.item(unit), "", Code::LimitExceeded, message);
            return nodes;
        }
        order.extend(children);
        depths.extend(children.iter().map(|_| depth + 1));
        at += 1;
    }
    let mut varied: Vec<(usize, usize, Vec<Terms>)> = Vec::new();
    for number in order {
        let Some(unit) = units.get(number) else { continue };
        let at = list.item(number);
        variants(
            context,
            card_names,
            cards,
            &mut nodes,
            &mut varied,
            (number, unit),
            place,
            &at.field("overrides"),
            sink,
        );
    }
    nodes
}

#[allow(clippy::too_many_arguments, reason = "one call site; the places and the sink are the context of every check")]
fn variants(
    context: &Context<'_>,
    card_names: &Index,
    cards: &mut Vec<Card>,
    nodes: &mut [UnitNode],
    varied: &mut Vec<(usize, usize, Vec<Terms>)>,
    (number, unit): (usize, &crate::policy::OrgUnit),
    root: &Place<'_>,
    at: &Place<'_>,
    sink: &mut Sink,
) {
    let policy = context.policy;
    let mut touched: Vec<usize> = Vec::new();
    for (position, change) in unit.overrides.iter().enumerate() {
        let at = at.item(position);
        let list = root.field("scorecards");
        let Some(card) = card_names.resolve("scorecard", &change.scorecard, &list, &at.field("scorecard"), sink) else {
            continue;
        };
        let Some(stated) = policy.scorecards.get(card) else { continue };
        let lines = stated.lines();
        if !lines.iter().any(|line| line.id == change.line) {
            let message = format_args!("line `{}` does not exist on the card `{}`", change.line, change.scorecard);
            match crate::error::nearest(
                change.line.as_str(),
                &lines.iter().take(crate::error::CANDIDATES).map(|line| line.id.as_str()).gather(),
            ) {
                Some(near) => {
                    let hint = format_args!("did you mean `{near}`?");
                    sink.advise(&at, "line", Code::ReferenceUnknown, message, hint);
                }
                None => sink.report(&at, "line", Code::ReferenceUnknown, message),
            }
            continue;
        }
        if !touched.contains(&card) {
            touched.push(card);
        }
    }
    for card in touched {
        let mut above = nodes.get(number).and_then(|node| node.parent);
        let Some(stated) = policy.scorecards.get(card) else { continue };
        let mut inherited = None;
        while let (None, Some(unit)) = (&inherited, above) {
            inherited = varied.iter().find(|(at, of, _)| (*at, *of) == (unit, card)).map(|(_, _, terms)| terms.clone());
            above = nodes.get(unit).and_then(|node| node.parent);
        }
        let mut terms = inherited.unwrap_or_else(|| Terms::of(stated));
        for change in unit.overrides.iter().filter(|change| change.scorecard == stated.id) {
            for (line, terms) in stated.lines().iter().zip(&mut terms) {
                if line.id == change.line {
                    terms.change(change);
                }
            }
        }
        // The card itself has been checked; what is wrong with the variant is the overrides' doing.
        let mut own = Sink::new((Vec::new(), Vec::new()), 16);
        let compiled = cards::compile_card(context, card, (stated, &terms), &Place::ROOT, &Place::ROOT, &mut own);
        let clean = stated_is_clean(context, card);
        for problem in own.finish() {
            if clean {
                sink.report(at, "", problem.code, format_args!("with these overrides, {}", problem.message));
            }
        }
        if let Some(compiled) = compiled {
            if let Some(node) = nodes.get_mut(number) {
                node.variants.push((card, cards.len()));
            }
            cards.push(compiled);
        }
        varied.push((number, card, terms));
    }
}

/// Whether the card compiles as stated.
fn stated_is_clean(context: &Context<'_>, card: usize) -> bool {
    let mut own = Sink::new((Vec::new(), Vec::new()), 1);
    if let Some(stated) = context.policy.scorecards.get(card) {
        cards::compile_card(context, card, (stated, &Terms::of(stated)), &Place::ROOT, &Place::ROOT, &mut own);
    }
    own.finish().is_empty()
}

/// Reports units above themselves.
fn cycles(nodes: &[UnitNode], list: &Place<'_>, sink: &mut Sink) -> bool {
    // 0: not seen; n: seen on the walk that began at unit n − 1.
    let mut seen = vec![0usize; nodes.len()];
    let mut found = false;
    for start in 0..nodes.len() {
        let mut at = Some(start);
        while let Some(unit) = at {
            match seen.get_mut(unit) {
                Some(mark) if *mark == 0 => *mark = start + 1,
                Some(mark) if *mark == start + 1 => {
                    let at = list.item(unit);
                    sink.report(&at, "parent", Code::Cycle, format_args!("unit stands above itself"));
                    found = true;
                    break;
                }
                _ => break,
            }
            at = nodes.get(unit).and_then(|node| node.parent);
        }
    }
    found
}

/// The card of each position.
pub(super) fn positions(policy: &Policy, cards: &Index, place: &Place<'_>, sink: &mut Sink) -> Vec<Option<usize>> {
    let list = place.field("positions");
    let of = |(number, position): (usize, &crate::policy::Position), sink: &mut Sink| {
        let at = list.item(number);
        let id = position.scorecard.as_ref()?;
        cards.resolve("scorecard", id, &place.field("scorecards"), &at.field("scorecard"), sink)
    };
    policy.positions.iter().enumerate().map(|entry| of(entry, sink)).gather()
}

/// Checks the forced distribution.
pub(super) fn distribution(policy: &Policy, place: &Place<'_>, sink: &mut Sink) {
    let Some(distribution) = &policy.distribution else { return };
    let at = place.field("distribution");
    let list = at.field("quotas");
    index::index_by(&distribution.quotas.iter().map(|quota| &quota.band).gather(), "band", &list, sink);
    for (number, quota) in distribution.quotas.iter().enumerate() {
        let at = list.item(number);
        let known = policy.band(&quota.band).is_some();
        if !known && !sink.is_incomplete(&place.field("rating_scales")) {
            sink.report(&at, "band", Code::ReferenceUnknown, format_args!("band `{}` does not exist", quota.band));
        }
        if quota.share.to_rational().signum() < 0 {
            sink.report(&at, "share", Code::NumberOutOfRange, format_args!("a share is not negative"));
        }
    }
    let total = distribution.total_share();
    if total != Rational::from(100) && !sink.is_incomplete(&list) {
        let total = total.decimal_text(18).unwrap_or_default();
        sink.report(&list, "", Code::QuotaSum, format_args!("quotas sum to {total} %, not 100 %"));
    }
}

/// Checks the roles.
pub(super) fn access(policy: &Policy, place: &Place<'_>, sink: &mut Sink) {
    let Some(access) = &policy.access else { return };
    let at = place.field("access");
    index::index_by(&access.roles.iter().map(|role| &role.role).gather(), "role", &at.field("roles"), sink);
}
