//! Needs: the courses that address what is weak, by the points that it costs and the items that went wrong.

use crate::compile::{Compiled, Reads};
use crate::engine::in_force;
use crate::facts::{CourseState, Demand, FactIndex, KnownItem, PlanFacts, Standings, Until};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational, RoundingMode};
use crate::score::{Base, Scorer, base_periods};
use crate::time::{Period, Span};
use crate::values::Id;

use super::answer::{CourseNeed, TrainingNeed, WeakArea, WeakIndicator};

/// Bits of a sum beyond which it is rounded, and to how many places.
const LONG: u64 = 1_024;
const PLACES: u32 = 12;

/// More people than this are not listed of one course.
const MOST_PEOPLE: usize = 1_000;

/// The facts joined with the version that judges the period.
#[derive(Debug)]
pub(super) struct Scored<'a> {
    policy: &'a Compiled,
    /// None where they are those of the question.
    own: Option<FactIndex<'a>>,
    facts: &'a FactIndex<'a>,
    period: Period,
}

impl<'a> Scored<'a> {
    pub(super) fn new(
        asked: &'a Compiled,
        (versions, facts, forced): (&'a [Compiled], &'a FactIndex<'a>, bool),
        period: Period,
    ) -> Self {
        // As in totals: a version whose own periods are other ones judges none of these.
        let then = in_force(versions, period).filter(|_| !forced && asked.training.helps());
        let then = then.filter(|then| base_periods(then, period).is_some_and(|bases| bases == [period]));
        let policy = then.unwrap_or(asked);
        let own = (!std::ptr::eq(policy, asked)).then(|| FactIndex::new(facts.facts, policy));
        Self { policy, own, facts, period }
    }

    fn scorer(&self) -> Scorer<'_> {
        let bases = vec![Base { period: self.period, earlier: None }];
        Scorer::new(self.policy, self.own.as_ref().unwrap_or(self.facts), self.period, bases, Vec::new())
    }
}

/// Finds what people need, and sums it up.
#[derive(Debug)]
pub(super) struct Needs<'a> {
    /// The version that is asked; its courses count.
    policy: &'a Compiled,
    plans: Option<&'a PlanFacts<'a>>,
    /// The version that scores.
    scored: &'a Compiled,
    scorer: Scorer<'a>,
    span: Span,
    day: i32,
    reads: Reads<'a>,
    /// The courses that help with each metric or one it is computed from, once they are known.
    helping: Vec<Option<Vec<usize>>>,
    /// Of each course: points, items, people.
    sums: Vec<(Rational, u32, Vec<Id>, u32)>,
}

/// What speaks for a course: a line that missed its target, or an item that went wrong in an area or about a metric.
#[derive(Debug, Clone, Copy)]
enum Ground<'w> {
    Line(&'w WeakIndicator),
    Item(&'w Id, usize),
}

/// An item that went wrong: its areas.
struct WeakItem<'a> {
    number: usize,
    of: &'a KnownItem<'a>,
}

impl<'a> Needs<'a> {
    pub(super) fn new(
        policy: &'a Compiled,
        plans: Option<&'a PlanFacts<'a>>,
        scored: &'a Scored<'a>,
        day: i32,
    ) -> Self {
        Self {
            policy,
            plans,
            scored: scored.policy,
            scorer: scored.scorer(),
            span: crate::score::span(policy, scored.period),
            day,
            reads: Reads::new(&policy.sources),
            helping: vec![None; policy.sources.len()],
            sums: policy.policy.courses.iter().map(|_| (Rational::ZERO, 0, Vec::new(), 0)).gather(),
        }
    }

    /// The courses that a person needs, those that would mend most first.
    pub(super) fn of(
        &mut self,
        standings: &mut Standings<'_, '_>,
        person: usize,
        demands: &[Demand<'_>],
    ) -> Vec<TrainingNeed> {
        if !self.policy.training.helps() {
            return Vec::new();
        }
        let (lines, items) = (self.weak_lines(person), self.weak_items(person));
        let mut grounds: Vec<(usize, Ground<'_>)> = Vec::new();
        for (metric, line) in &lines {
            grounds.extend(self.helping(*metric).into_iter().map(|course| (course, Ground::Line(line))));
        }
        for weak in &items {
            if let Some(area) = &weak.of.of.area {
                let courses = self.policy.training.of_area(area);
                grounds.extend(courses.map(|course| (course, Ground::Item(area, weak.number))));
            }
            let about = weak.of.goal().and_then(|goal| goal.metric.as_ref());
            if let Some(metric) = about
                && let Some(index) = self.policy.metric_index.get(metric.as_str())
            {
                let courses = self.helping(index).into_iter();
                grounds.extend(courses.map(|course| (course, Ground::Item(metric, weak.number))));
            }
        }
        crate::sort::sort_by(&mut grounds, |a, b| a.0.cmp(&b.0));
        let mut required: Vec<usize> = demands.iter().flat_map(|demand| demand.courses.iter().copied()).gather();
        crate::sort::sort(&mut required);
        let mut found: Vec<(usize, TrainingNeed)> = Vec::new();
        for grounds in grounds.chunk_by(|a, b| a.0 == b.0) {
            let Some((course, _)) = grounds.first() else { continue };
            let standing = standings.of(*course, (self.day, None));
            if standing.state != CourseState::Done {
                let is_required = required.binary_search(course).is_ok();
                found.extend(self.need(*course, grounds, is_required).map(|need| (*course, need)));
            }
        }
        let key = |need: &TrainingNeed| (need.points.exact().clone(), need.items);
        crate::sort::sort_by(&mut found, |a, b| key(&b.1).cmp(&key(&a.1)).then(a.0.cmp(&b.0)));
        self.count(person, &found);
        found.into_iter().map(|(_, need)| need).gather()
    }

    /// The needs of all people who were asked about, those that would mend most first.
    pub(super) fn summary(self) -> Vec<CourseNeed> {
        let courses = self.policy.policy.courses.iter().zip(self.sums);
        let mut found = courses
            .filter(|(_, (.., count))| *count > 0)
            .map(|(course, (points, items, employees, count))| CourseNeed {
                course: course.id.clone(),
                points: Figure::new(points),
                items,
                employees: Few(employees),
                count,
            })
            .gather();
        let key = |need: &CourseNeed| (need.points.exact().clone(), need.items);
        crate::sort::sort_by(&mut found, |a, b| key(b).cmp(&key(a)));
        found
    }

    fn count(&mut self, person: usize, needs: &[(usize, TrainingNeed)]) {
        let Some(id) = self.scorer.facts.facts.document().employees.get(person).map(|employee| &employee.id) else {
            return;
        };
        for (course, need) in needs {
            let Some((points, items, employees, count)) = self.sums.get_mut(*course) else { continue };
            *points = add(points, need.points.exact());
            *items = items.saturating_add(need.items);
            *count += 1;
            if employees.len() < MOST_PEOPLE {
                employees.push(id.clone());
            }
        }
    }

    fn need(&self, course: usize, grounds: &[(usize, Ground<'_>)], is_required: bool) -> Option<TrainingNeed> {
        let (mut points, mut because) = (Rational::ZERO, Vec::new());
        let (mut numbers, mut sorted): (Vec<usize>, Vec<(&Id, usize)>) = (Vec::new(), Vec::new());
        for (_, ground) in grounds {
            match ground {
                Ground::Line(line) => {
                    points = add(&points, line.points.exact());
                    because.push((*line).clone());
                }
                Ground::Item(area, number) => {
                    numbers.push(*number);
                    sorted.push((*area, *number));
                }
            }
        }
        crate::sort::sort(&mut numbers);
        numbers.dedup();
        crate::sort::sort_by(&mut sorted, Ord::cmp);
        sorted.dedup();
        // Areas in the order in which their first items stand in the facts.
        let mut areas: Vec<(usize, WeakArea)> = Vec::new();
        for (area, number) in sorted {
            let id = self.plans.and_then(|plans| plans.items.get(number)).map(|item| item.of.id.clone());
            match areas.last_mut().filter(|(_, known)| known.area == *area) {
                Some((_, known)) => known.items.0.extend(id),
                None => areas.push((number, WeakArea { area: area.clone(), items: Few(id.into_iter().gather()) })),
            }
        }
        crate::sort::sort_by(&mut areas, |a, b| (a.0, &a.1.area).cmp(&(b.0, &b.1.area)));
        Some(TrainingNeed {
            course: self.policy.policy.courses.get(course)?.id.clone(),
            points: Figure::new(points),
            items: u32::try_from(numbers.len()).unwrap_or(u32::MAX),
            required: is_required.then_some(true),
            because: Few(because),
            areas: Few(areas.into_iter().map(|(_, area)| area).gather()),
        })
    }

    /// The courses that help with a metric, or with one that it is computed from, in the order of the policy.
    fn helping(&mut self, metric: usize) -> Vec<usize> {
        if let Some(Some(known)) = self.helping.get(metric) {
            return known.clone();
        }
        let mut found = Vec::new();
        for metric in self.reads.below(metric) {
            found.extend(self.policy.training.improving.get(metric).into_iter().flatten());
        }
        crate::sort::sort(&mut found);
        found.dedup();
        if let Some(slot) = self.helping.get_mut(metric) {
            *slot = Some(found.clone());
        }
        found
    }

    /// The lines of a person's scores that missed their target, with the metrics of the version that is asked.
    fn weak_lines(&mut self, person: usize) -> Vec<(usize, WeakIndicator)> {
        let mut found = Vec::new();
        let Some(score) = self.scorer.score(person) else { return found };
        for part in &score.positions {
            for (line, result) in part.card.lines.iter().zip(&part.score.lines) {
                let Some(metric) = self.scored.policy.metrics.get(line.metric).filter(|_| result.met == Some(false))
                else {
                    continue;
                };
                // A metric that is not there any more cannot be mended.
                let Some(index) = self.policy.metric_index.get(metric.id.as_str()) else { continue };
                let cost = match (&result.applied, &result.contribution) {
                    (Some(applied), Some(contribution)) => (applied - contribution).max(Rational::ZERO),
                    (Some(applied), None) => applied.clone(),
                    (None, _) => Rational::ZERO,
                };
                let indicator = WeakIndicator {
                    metric: metric.id.clone(),
                    line: line.id.clone(),
                    actual: result.value.number().map(|value| metric.figure(value)),
                    target: result.target.as_ref().map(|target| metric.figure(target)),
                    score: Figure::of(result.score.as_ref()),
                    points: Figure::new(cost),
                };
                found.push((index, indicator));
            }
        }
        found
    }

    /// The items of a person's plans that are due in the period and went wrong by the end of the day, in the order of
    /// the facts.
    fn weak_items(&self, person: usize) -> Vec<WeakItem<'a>> {
        let mut found = Vec::new();
        let Some(plans) = self.plans else { return found };
        for plan in plans.of_person(person) {
            let Some(plan) = plans.plans.get(*plan as usize) else { continue };
            for number in plan.first as usize..plan.end as usize {
                let Some(item) = plans.items.get(number) else { continue };
                let is_due = self.span.first <= item.due_day && item.due_day <= self.span.last;
                if is_due && (!plan.is_accepted || went_wrong(plans, (number, item), self.day)) {
                    found.push(WeakItem { number, of: item });
                }
            }
        }
        found
    }
}

/// Whether an item is overdue, was done late, or is below its goal.
fn went_wrong(plans: &PlanFacts<'_>, (number, item): (usize, &KnownItem<'_>), day: i32) -> bool {
    let progress = plans.progress(number, Until::Day(day));
    if progress.is_cancelled {
        return false;
    }
    let is_late = progress.done.map_or(item.due_day <= day, |done| item.is_late(done));
    is_late || progress.attainment.is_some_and(|reached| reached < Rational::ONE)
}

/// A sum of points. Fractions that share nothing grow with each other: one so long is rounded where nobody sees it.
fn add(sum: &Rational, next: &Rational) -> Rational {
    let sum = sum + next;
    if sum.bits() > LONG { sum.round(PLACES, RoundingMode::HalfAway) } else { sum }
}
