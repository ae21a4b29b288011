//! Bands without gap or overlap.

use std::cmp::Ordering;

use super::place::{Place, Sink};
use super::{bound, index};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::policy::RatingScale;

/// A rating scale: bands from the lowest to the highest.
#[derive(Debug)]
pub(crate) struct Scale {
    /// Where each band begins, and its index in the document.
    steps: Vec<(Option<Rational>, usize)>,
    pub(crate) coefficients: Vec<Rational>,
}

impl Scale {
    /// The band of a total, by its index in the document: a cut belongs to the better band.
    pub(crate) fn band(&self, total: &Rational) -> usize {
        let below = |from: &Option<Rational>| from.as_ref().is_none_or(|from| from <= total);
        self.steps.iter().rev().find(|(from, _)| below(from)).or(self.steps.first()).map_or(0, |(_, band)| *band)
    }

    /// How good a band is: 0 is the lowest.
    pub(crate) fn rank(&self, band: usize) -> usize {
        self.steps.iter().position(|(_, at)| *at == band).unwrap_or(0)
    }
}

impl Scale {
    /// Where the bands begin, from the lowest to the highest, with their indices in the document.
    pub(super) fn steps(&self) -> &[(Option<Rational>, usize)] {
        &self.steps
    }
}

/// Compiles the rating scales.
pub(super) fn compile(scales: &[RatingScale], place: &Place<'_>, sink: &mut Sink) -> Vec<Scale> {
    let list = place.field("rating_scales");
    let mut compiled = Vec::new();
    for (number, scale) in scales.iter().enumerate() {
        let at = list.item(number);
        let at = at.field("bands");
        index::index(&scale.bands.iter().map(|band| &band.id).gather(), &at, sink);
        let edges = scale.bands.iter().map(|band| (bound(band.from), bound(band.to))).gather();
        let steps = chain(edges, &at, sink);
        let coefficients = scale.bands.iter().map(|band| band.coefficient.to_rational()).gather();
        compiled.push(Scale { steps, coefficients });
    }
    compiled
}

/// Orders bands from the lowest to the highest, and reports gaps and overlaps at the later of two neighbours.
pub(super) fn chain(
    edges: Vec<(Option<Rational>, Option<Rational>)>,
    place: &Place<'_>,
    sink: &mut Sink,
) -> Vec<(Option<Rational>, usize)> {
    if edges.is_empty() {
        if !sink.is_incomplete(place) {
            sink.report(place, "", Code::BandsGap, format_args!("there are no bands"));
        }
        return Vec::new();
    }
    let mut order: Vec<(usize, Option<Rational>, Option<Rational>)> = Vec::new();
    for (number, (from, to)) in edges.into_iter().enumerate() {
        if let (Some(from), Some(to)) = (&from, &to)
            && from >= to
        {
            sink.report(&place.item(number), "", Code::RangeEmpty, format_args!("a band begins below its end"));
            return Vec::new();
        }
        order.push((number, from, to));
    }
    // A band without a beginning is the lowest; among equals the order of the document holds.
    crate::sort::sort_by(&mut order, |(_, a, _), (_, b, _)| match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(a), Some(b)) => a.cmp(b),
    });
    if !sink.is_incomplete(place) {
        if let Some((number, Some(from), _)) = order.first() {
            let message = format_args!("values below `{}` belong to no band", plain(from));
            sink.advise(
                &place.item(*number),
                "",
                Code::BandsGap,
                message,
                format_args!("the lowest band has no `from`"),
            );
        }
        if let Some((number, _, Some(to))) = order.last() {
            let message = format_args!("values from `{}` belong to no band", plain(to));
            sink.advise(
                &place.item(*number),
                "",
                Code::BandsGap,
                message,
                format_args!("the highest band has no `to`"),
            );
        }
        for pair in order.windows(2) {
            let [(first, _, end), (second, start, _)] = pair else { continue };
            let later = place.item(*first.max(second));
            match (end, start) {
                (Some(end), Some(start)) if end < start => {
                    let message =
                        format_args!("values between `{}` and `{}` belong to no band", plain(end), plain(start));
                    sink.report(&later, "", Code::BandsGap, message);
                }
                (Some(end), Some(start)) if end == start => {}
                _ => sink.report(&later, "", Code::BandsOverlap, format_args!("two bands hold the same values")),
            }
        }
    }
    order.into_iter().map(|(number, from, _)| (from, number)).gather()
}

fn plain(value: &Rational) -> String {
    value.decimal_text(20).unwrap_or_else(|| value.to_string())
}
