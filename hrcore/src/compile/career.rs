//! The career lattice with its references resolved, and what its conditions test.

use super::checks::{self, Check, Requirement};
use super::place::{Place, Sink};
use super::{Index, Source, amount, index};
use crate::condition::{AchievementKind, Comparison, Condition, Mark};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::Rational;
use crate::policy::{Credential, Policy, Unit};
use crate::values::Id;

/// What the conditions about people refer to.
#[derive(Debug, Default)]
pub(crate) struct Career {
    courses: Index,
    exams: Index,
    certificates: Index,
    awards: Index,
    pub(crate) event_index: Index,
    pub(crate) assessment_index: Index,
    pub(crate) move_index: Index,
    pub(crate) moves: Vec<CompiledMove>,
    pub(crate) ways: Ways,
    /// The position above each position.
    pub(crate) reports_to: Vec<Option<usize>>,
}

/// A way from one position to another.
#[derive(Debug)]
pub(crate) struct CompiledMove {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) requires: Requirement,
}

/// The moves out of each position and into it, by number, in the order of the policy.
#[derive(Debug, Default)]
pub(crate) struct Ways {
    leaving: Vec<Vec<usize>>,
    entering: Vec<Vec<usize>>,
}

impl Ways {
    /// From where each move leads, and to where.
    pub(crate) fn new(moves: &[(usize, usize)], positions: usize) -> Self {
        let (mut leaving, mut entering) = (vec![Vec::new(); positions], vec![Vec::new(); positions]);
        for (number, (from, to)) in moves.iter().enumerate() {
            for (lists, position) in [(&mut leaving, *from), (&mut entering, *to)] {
                if let Some(list) = lists.get_mut(position) {
                    list.push(number);
                }
            }
        }
        Self { leaving, entering }
    }

    pub(crate) fn positions(&self) -> usize {
        self.leaving.len()
    }

    pub(crate) fn leaving(&self, position: usize) -> &[usize] {
        self.leaving.get(position).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn entering(&self, position: usize) -> &[usize] {
        self.entering.get(position).map_or(&[], Vec::as_slice)
    }
}

/// What a condition about a person may refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) policy: &'a Policy,
    pub(super) metrics: &'a Index,
    pub(super) positions: &'a Index,
    pub(super) career: &'a Career,
    pub(super) place: &'a Place<'a>,
    pub(super) sources: &'a [Source],
}

impl Career {
    /// The names of what can be achieved.
    pub(crate) fn credentials(&self, kind: AchievementKind) -> &Index {
        match kind {
            AchievementKind::Course => &self.courses,
            AchievementKind::Exam => &self.exams,
            AchievementKind::Certificate => &self.certificates,
            AchievementKind::Award => &self.awards,
        }
    }

    /// From where each move leads, and to where.
    pub(crate) fn ends(&self) -> Vec<(usize, usize)> {
        self.moves.iter().map(|step| (step.from, step.to)).gather()
    }

    /// The tests that any move makes.
    pub(crate) fn checks(&self) -> impl Iterator<Item = &Check> {
        self.moves.iter().flat_map(|step| step.requires.checks())
    }
}

/// The list of a policy that holds what can be achieved.
pub(crate) fn credentials(policy: &Policy, kind: AchievementKind) -> (&'static str, &[Credential]) {
    match kind {
        AchievementKind::Course => ("courses", &policy.courses),
        AchievementKind::Exam => ("exams", &policy.exams),
        AchievementKind::Certificate => ("certificates", &policy.certificates),
        AchievementKind::Award => ("awards", &policy.awards),
    }
}

/// Compiles the lattice.
pub(super) fn compile(
    policy: &Policy,
    (metrics, positions): (&Index, &Index),
    sources: &[Source],
    place: &Place<'_>,
    sink: &mut Sink,
) -> Career {
    let named = |kind: AchievementKind, sink: &mut Sink| {
        let (field, list) = credentials(policy, kind);
        let at = place.field(field);
        for (number, item) in list.iter().enumerate() {
            if item.valid_months == Some(0) {
                let message = format_args!("what is valid for no month is never valid");
                sink.report(&at.item(number), "valid_months", Code::NumberOutOfRange, message);
            }
        }
        index::index(&list.iter().map(|item| &item.id).gather(), &at, sink)
    };
    let mut career = Career {
        courses: named(AchievementKind::Course, sink),
        exams: named(AchievementKind::Exam, sink),
        certificates: named(AchievementKind::Certificate, sink),
        awards: named(AchievementKind::Award, sink),
        ..Career::default()
    };
    let list = place.field("event_kinds");
    career.event_index = index::index(&policy.event_kinds.iter().map(|kind| &kind.id).gather(), &list, sink);
    for (number, kind) in policy.event_kinds.iter().enumerate() {
        let at = list.item(number);
        index::index(&kind.roles.iter().map(|role| &role.id).gather(), &at.field("roles"), sink);
        index::index(&kind.fields.iter().map(|field| &field.id).gather(), &at.field("fields"), sink);
    }
    career.assessment_index =
        index::index(&policy.assessments.iter().map(|item| &item.id).gather(), &place.field("assessments"), sink);
    career.reports_to = reporting_line(policy, positions, place, sink);
    let list = place.field("moves");
    career.move_index = index::index(&policy.moves.iter().map(|step| &step.id).gather(), &list, sink);
    let names = Names { policy, metrics, positions, career: &career, place, sources };
    let mut moves = Vec::with_capacity(policy.moves.len());
    for (number, step) in policy.moves.iter().enumerate() {
        let at = list.item(number);
        let known = place.field("positions");
        let from = positions.resolve("position", &step.from, &known, &at.field("from"), sink);
        let to = positions.resolve("position", &step.to, &known, &at.field("to"), sink);
        if step.from == step.to {
            sink.report(&at, "to", Code::Cycle, format_args!("a move leads to another position"));
        }
        effects(step, &career, policy, &at, sink);
        let requires = checks::compile(&step.requires, &names, &at.field("requires"), sink);
        if let (Some(from), Some(to), Some(requires)) = (from, to, requires) {
            moves.push(CompiledMove { from, to, requires });
        }
    }
    career.moves = moves;
    career.ways = Ways::new(&career.ends(), policy.positions.len());
    career
}

fn effects(step: &crate::policy::Move, career: &Career, policy: &Policy, at: &Place<'_>, sink: &mut Sink) {
    let Some(effects) = &step.effects else { return };
    let at = at.field("effects");
    if let Some(rise) = &effects.pay_rise
        && rise.max.to_rational() < rise.min.to_rational()
    {
        sink.report(&at, "pay_rise", Code::RangeEmpty, format_args!("the range of the pay rise is empty"));
    }
    let list = at.field("training");
    for (number, course) in effects.training.iter().enumerate() {
        if !policy.courses.iter().any(|known| known.id == *course) {
            career.courses.unknown("course", course.as_str(), &list.item(number), sink);
        }
    }
}

/// The position above each position; cycles are reported.
fn reporting_line(policy: &Policy, names: &Index, place: &Place<'_>, sink: &mut Sink) -> Vec<Option<usize>> {
    let list = place.field("positions");
    let mut above: Vec<Option<usize>> = Vec::with_capacity(policy.positions.len());
    for (number, position) in policy.positions.iter().enumerate() {
        let at = list.item(number);
        let at = at.field("reports_to");
        above.push(position.reports_to.as_ref().and_then(|id| names.resolve("position", id, &list, &at, sink)));
    }
    let parent = |position: usize| above.get(position).copied().flatten();
    // Each position is walked up once: what has been seen to end, ends.
    let mut ends = vec![false; above.len()];
    for start in 0..above.len() {
        let mut way = vec![start];
        while let Some(next) = way.last().copied().and_then(parent) {
            if ends.get(next) == Some(&true) {
                break;
            }
            if let Some(first) = way.iter().position(|seen| *seen == next) {
                let least = way.iter().skip(first).min().copied().unwrap_or(start);
                let message = format_args!("this position reports to itself");
                sink.report(&list.item(least), "reports_to", Code::Cycle, message);
                break;
            }
            way.push(next);
        }
        for seen in way {
            if let Some(slot) = ends.get_mut(seen) {
                *slot = true;
            }
        }
    }
    above
}

/// A comparison with a constant in a unit.
pub(super) fn mark(unit: Unit, mark: Mark, at: &Place<'_>, sink: &mut Sink) -> Option<(Comparison, Rational)> {
    let constant = amount(unit, mark.value, &at.field(mark.comparison.as_str()), sink)?;
    Some((mark.comparison, constant))
}

/// The band that a rating names: it has to be on some scale.
pub(super) fn band(policy: &Policy, id: &Id, (at, field): (&Place<'_>, &'static str), sink: &mut Sink) -> bool {
    let bands = || policy.rating_scales.iter().flat_map(|scale| &scale.bands).map(|band| &band.id);
    if bands().any(|band| band == id) {
        return true;
    }
    let message = format_args!("no rating scale has a band `{id}`");
    let known: Vec<&str> = bands().take(crate::error::CANDIDATES).map(Id::as_str).gather();
    match crate::error::nearest(id.as_str(), &known) {
        Some(near) => {
            let hint = format_args!("did you mean `{near}`?");
            sink.advise(at, field, Code::ReferenceUnknown, message, hint);
        }
        None => sink.report(at, field, Code::ReferenceUnknown, message),
    }
    false
}

/// Whether the person can usually bring a test about.
pub(super) fn is_changeable(condition: &Condition, by_default: bool) -> bool {
    condition.changeable.unwrap_or(by_default)
}
