//! Courses and who has to do them, with references resolved.

use super::place::{Place, Sink};
use super::{Career, Index, credentials, index};
use crate::condition::AchievementKind;
use crate::error::Code;
use crate::gather::Gather as _;
use crate::policy::{Credential, Policy, TrainingRequirement};
use crate::time::Granularity;
use crate::values::Id;

/// What training is judged by.
#[derive(Debug, Default)]
pub(crate) struct Training {
    pub(crate) requirements: Vec<CompiledTraining>,
    /// The courses that have to be done before each course.
    pub(crate) prerequisites: Vec<Vec<usize>>,
    /// The courses that help with each metric, in order.
    pub(crate) improving: Vec<Vec<usize>>,
    /// The areas of work that courses help with, sorted.
    pub(crate) areas: Vec<(Id, usize)>,
}

/// Courses that some positions require.
#[derive(Debug)]
pub(crate) struct CompiledTraining {
    /// The positions, in order; none means all.
    pub(crate) positions: Vec<usize>,
    /// The courses, as the requirement lists them.
    pub(crate) courses: Vec<usize>,
    /// How many of them.
    pub(crate) need: u32,
    pub(crate) every: Option<Granularity>,
    pub(crate) within_days: Option<u32>,
}

impl CompiledTraining {
    /// Whether it is required of those who hold a position.
    pub(crate) fn is_for(&self, position: usize) -> bool {
        self.positions.is_empty() || self.positions.binary_search(&position).is_ok()
    }
}

impl Training {
    /// Whether any course says what it helps with.
    pub(crate) fn helps(&self) -> bool {
        !self.areas.is_empty() || self.improving.iter().any(|courses| !courses.is_empty())
    }

    /// The courses that help with an area of work.
    pub(crate) fn of_area(&self, area: &Id) -> impl Iterator<Item = usize> {
        let start = self.areas.partition_point(|(known, _)| known < area);
        let rest = self.areas.get(start..).unwrap_or_default().iter();
        rest.take_while(move |(known, _)| known == area).map(|(_, course)| *course)
    }
}

/// Compiles what training is judged by.
pub(super) fn compile(
    policy: &Policy,
    (metrics, positions): (&Index, &Index),
    career: &Career,
    place: &Place<'_>,
    sink: &mut Sink,
) -> Training {
    let mut training = Training { improving: vec![Vec::new(); policy.metrics.len()], ..Training::default() };
    for kind in [AchievementKind::Exam, AchievementKind::Certificate, AchievementKind::Award] {
        let (field, list) = credentials(policy, kind);
        let at = place.field(field);
        for (number, item) in list.iter().enumerate() {
            only_of_courses(item, kind, &at.item(number), sink);
        }
    }
    let courses = career.credentials(AchievementKind::Course);
    let list = place.field("courses");
    for (number, course) in policy.courses.iter().enumerate() {
        let at = list.item(number);
        training.prerequisites.push(resolve(
            "course",
            &course.prerequisites,
            courses,
            (&list, &at, "prerequisites"),
            sink,
        ));
        let known = place.field("metrics");
        for metric in resolve("metric", &course.improves, metrics, (&known, &at, "improves"), sink) {
            if let Some(improving) = training.improving.get_mut(metric) {
                improving.push(number);
            }
        }
        training.areas.extend(course.areas.iter().map(|area| (area.clone(), number)));
    }
    crate::sort::sort_by(&mut training.areas, Ord::cmp);
    training.areas.dedup();
    circles(policy, &training.prerequisites, &list, sink);
    let list = place.field("training");
    index::index(&policy.training.iter().map(|stated| &stated.id).gather(), &list, sink);
    for (number, stated) in policy.training.iter().enumerate() {
        let at = list.item(number);
        training.requirements.push(requirement(stated, courses, positions, (place, &at), sink));
    }
    training
}

fn only_of_courses(item: &Credential, kind: AchievementKind, at: &Place<'_>, sink: &mut Sink) {
    let fields = [("prerequisites", &item.prerequisites), ("improves", &item.improves), ("areas", &item.areas)];
    for (field, list) in fields {
        if !list.is_empty() {
            let message = format_args!("`{field}` is for courses, not for a thing of kind `{}`", kind.as_str());
            sink.report(at, field, Code::FieldUnknown, message);
        }
    }
}

/// The things that a list names, in its order; one that is named twice is a problem.
fn resolve(
    what: &str,
    ids: &[Id],
    names: &Index,
    (known, at, field): (&Place<'_>, &Place<'_>, &'static str),
    sink: &mut Sink,
) -> Vec<usize> {
    let list = at.field(field);
    let mut found: Vec<(usize, usize)> = Vec::with_capacity(ids.len());
    for (number, id) in ids.iter().enumerate() {
        found.extend(names.resolve(what, id, known, &list.item(number), sink).map(|index| (index, number)));
    }
    crate::sort::sort_by(&mut found, Ord::cmp);
    let mut twice: Vec<usize> = Vec::new();
    found.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            twice.push(later.1);
        }
        same
    });
    crate::sort::sort(&mut twice);
    for number in twice {
        let message = format_args!("this {what} stands in the list twice");
        sink.report(&list.item(number), "", Code::IdDuplicate, message);
    }
    crate::sort::sort_by(&mut found, |a, b| a.1.cmp(&b.1));
    found.into_iter().map(|(index, _)| index).gather()
}

fn requirement(
    stated: &TrainingRequirement,
    courses: &Index,
    positions: &Index,
    (place, at): (&Place<'_>, &Place<'_>),
    sink: &mut Sink,
) -> CompiledTraining {
    let known = (place.field("positions"), place.field("courses"));
    let mut positions = resolve("position", &stated.positions, positions, (&known.0, at, "positions"), sink);
    crate::sort::sort(&mut positions);
    let courses = resolve("course", &stated.courses, courses, (&known.1, at, "courses"), sink);
    let most = u32::try_from(stated.courses.len()).unwrap_or(u32::MAX);
    let need = stated.at_least.unwrap_or(most);
    if most == 0 {
        // An element that could not be read is a problem of its own.
        if !sink.is_incomplete(&at.field("courses")) {
            sink.report(at, "courses", Code::RangeEmpty, format_args!("no course is named"));
        }
    } else if !(1..=most).contains(&need) {
        let message = format_args!("`{need}` is not between 1 and {most}, the number of courses");
        sink.report(at, "at_least", Code::NumberOutOfRange, message);
    }
    if stated.every.is_some() && stated.within_days.is_some() {
        let message = format_args!("what is required in every period is due on its last day");
        let hint = format_args!("`within_days` is for what is required once");
        sink.advise(at, "within_days", Code::MethodMismatch, message, hint);
    }
    let every = stated.every.map(Granularity::from);
    CompiledTraining { positions, courses, need, every, within_days: stated.within_days }
}

/// Reports courses that have to be done before themselves, each circle where a walk in the order of the policy comes
/// back to where it has been.
fn circles(policy: &Policy, before: &[Vec<usize>], list: &Place<'_>, sink: &mut Sink) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; before.len()];
    let mut set = |course: usize, state: State| -> State {
        states.get_mut(course).map_or(State::Done, |known| std::mem::replace(known, state))
    };
    for start in 0..before.len() {
        if set(start, State::Open) == State::Done {
            set(start, State::Done);
            continue;
        }
        // Courses of the walk, and how many of those before each have been taken.
        let mut walk = vec![(start, 0)];
        while let Some((course, taken)) = walk.last_mut() {
            let Some(next) = before.get(*course).and_then(|list| list.get(*taken)).copied() else {
                set(*course, State::Done);
                walk.pop();
                continue;
            };
            *taken += 1;
            match set(next, State::Open) {
                State::New => walk.push((next, 0)),
                State::Done => {
                    set(next, State::Done);
                }
                State::Open => {
                    let (at, stated) = (list.item(*course), policy.courses.get(*course));
                    let id = policy.courses.get(next).map(|next| &next.id);
                    let mut named = stated.into_iter().flat_map(|stated| stated.prerequisites.iter());
                    let number = named.position(|known| Some(known) == id).unwrap_or_default();
                    let at = at.field("prerequisites");
                    let message = format_args!("this course has to be done before itself");
                    sink.report(&at.item(number), "", Code::Cycle, message);
                }
            }
        }
    }
}
