//! Work plans and training as values: what was done, of what was to be done.

use crate::compile::{PlanSource, Source};
use crate::facts::{CourseState, Figure, KnownItem, PlanFacts, State, Until};
use crate::json::Few;
use crate::number::{Rational, RoundingMode};
use crate::policy::PlanFigure;
use crate::time::Span;
use crate::values::Id;

use super::answer::{ItemEvidence, TrainingEvidence};
use super::value::{Subject, Value, Values};

/// What became of an item that counts, as evidence.
#[derive(Debug, Clone)]
pub(crate) struct CountedItem<'a> {
    pub(crate) item: &'a KnownItem<'a>,
    /// `done`, `done_late`, `open`, `cancelled` or `returned`.
    pub(crate) state: &'static str,
    plans: &'a PlanFacts<'a>,
    /// The result that was stated last.
    result: Figure,
}

impl CountedItem<'_> {
    /// How much of its goal is reached.
    pub(crate) fn attainment(&self) -> Option<Rational> {
        match self.state {
            "returned" => None,
            _ => self.plans.attainment(self.item, self.result),
        }
    }
}

/// Places at which shares are cut off where their exact sum would be too long.
const PLACES: u32 = 12;

/// Weighted shares that are added up: those that are whole at once, the others at the end.
struct Parts {
    whole: Rational,
    fractions: Vec<(Rational, Rational)>,
}

impl Parts {
    fn add(&mut self, share: &Rational, weight: &Rational) {
        if share.is_zero() {
        } else if *share == Rational::ONE {
            self.whole = &self.whole + weight;
        } else {
            self.fractions.push((share.clone(), weight.clone()));
        }
    }

    /// Their sum. Fractions that share nothing grow with each other, and adding them takes longer with each: where the
    /// sum has more bits than may be, each is taken at twelve places. Cut off, what is not reached does not become so.
    fn sum(mut self, most_bits: u64) -> Rational {
        // In an order of their own, so that that of the facts does not decide whether they are cut off.
        crate::sort::sort_by(&mut self.fractions, Ord::cmp);
        let mut sum = self.whole.clone();
        for (share, weight) in &self.fractions {
            sum = &sum + &(share * weight);
            if sum.bits() > most_bits {
                let cut = |share: &Rational| share.round(PLACES, RoundingMode::TowardZero);
                let cut = self.fractions.iter().map(|(share, weight)| &cut(share) * weight);
                return cut.fold(self.whole.clone(), |sum, part| &sum + &part);
            }
        }
        sum
    }
}

impl<'a> Values<'a> {
    /// A figure of the items that are due in some periods, taken together.
    pub(super) fn planned(&self, source: &PlanSource, periods: &[(Subject<'_>, Span)]) -> Value {
        let (mut parts, mut whole) = (Parts { whole: Rational::ZERO, fractions: Vec::new() }, Rational::ZERO);
        let mut is_missing = false;
        for (subject, span) in periods {
            self.each_item(source, subject, *span, &mut |counted| {
                if counted.state == "cancelled" {
                    return;
                }
                let (share, weight) = match source.figure {
                    PlanFigure::Completion => {
                        let late = counted.state == "done_late" && !source.on_time;
                        (Some(Rational::from(u32::from(counted.state == "done" || late))), Rational::ONE)
                    }
                    PlanFigure::Attainment if !counted.item.has_goal() => return,
                    PlanFigure::Attainment if counted.state == "returned" => {
                        (Some(Rational::ZERO), counted.item.weight())
                    }
                    PlanFigure::Attainment => (counted.attainment(), counted.item.weight()),
                };
                match share {
                    Some(share) => parts.add(&share, &weight),
                    None => is_missing = true,
                }
                whole = &whole + &weight;
            });
        }
        if is_missing {
            return Value::None(State::Missing);
        }
        match parts.sum(self.policy.limits.rational_bits).checked_div(&whole) {
            Some(share) if share.bits() <= self.policy.limits.rational_bits => Value::Number(share),
            Some(_) => Value::None(State::Undefined),
            None => {
                let is_owed = periods.iter().any(|(subject, _)| self.owes_plans(subject.held.position));
                Value::None(if is_owed { State::Missing } else { State::NotApplicable })
            }
        }
    }

    /// Whether who holds a position owes plans regularly.
    fn owes_plans(&self, position: usize) -> bool {
        let template = self.policy.planning.template_of.get(position).copied().flatten();
        template.and_then(|at| self.policy.policy.plan_templates.get(at)).is_some_and(|found| found.every.is_some())
    }

    /// Shows each item that counts in a period, with what became of it by its end.
    pub(crate) fn each_item(
        &self,
        source: &PlanSource,
        subject: &Subject<'_>,
        span: Span,
        show: &mut dyn FnMut(CountedItem<'_>),
    ) {
        let Some(plans) = &self.facts.plans else { return };
        let last = span.last.min(self.until);
        for plan in plans.of_person(subject.employee) {
            let Some(plan) = plans.plans.get(*plan as usize) else { continue };
            if plan.due.and_then(|due| due.intersect(Span { first: span.first, last })).is_none() {
                continue;
            }
            for at in plan.first as usize..plan.end as usize {
                let Some(item) = plans.items.get(at) else { continue };
                let is_due = span.first <= item.due_day && item.due_day <= last;
                if is_due && is_own(item.due_day, subject) && Self::is_chosen(source, item) {
                    show(counted(plans, plan.is_accepted, (at, item), last));
                }
            }
        }
    }

    fn is_chosen(source: &PlanSource, item: &KnownItem<'_>) -> bool {
        let of_area = source.area.as_ref().is_none_or(|area| item.of.area.as_ref() == Some(area));
        of_area && source.goal.is_none_or(|goal| item.goal_metric() == Some(goal))
    }

    /// The completion of training in some periods together.
    pub(super) fn trained(&self, only: Option<usize>, periods: &[(Subject<'_>, Span)]) -> Value {
        let (mut done, mut need) = (0u32, 0u32);
        for (subject, span) in periods {
            let days = (*span, self.until);
            self.facts.each_training(self.policy, subject.employee, days, only, &mut |counted, _| {
                done = done.saturating_add(counted.done);
                need = need.saturating_add(counted.demand.need);
            });
        }
        Rational::new(done.into(), need.into()).map_or(Value::None(State::NotApplicable), Value::Number)
    }

    /// The items and the training that a value is made of; they are counted, and their records added.
    pub(super) fn planned_evidence(
        &self,
        metric: usize,
        subject: &Subject<'_>,
        span: Span,
        (observations, records): (&mut u32, &mut Vec<Id>),
    ) -> (Vec<ItemEvidence>, Vec<TrainingEvidence>) {
        let mut items: Vec<ItemEvidence> = Vec::new();
        let mut training = Vec::new();
        match self.policy.sources.get(metric) {
            Some(Source::Plans(source)) => self.each_item(source, subject, span, &mut |counted| {
                *observations = observations.saturating_add(1);
                records.extend(counted.item.of.record.clone());
                items.push(ItemEvidence {
                    item: counted.item.of.id.clone(),
                    text: counted.item.of.text.clone(),
                    state: counted.state,
                    attainment: counted.attainment().map(crate::number::Figure::new),
                });
            }),
            Some(Source::Training(only)) => {
                training = self.training_evidence(*only, subject, span, records);
                *observations = training.iter().fold(0, |sum, part| sum + part.done);
            }
            _ => {}
        }
        (items, training)
    }

    /// What training was required in a period, what of it was done, and the records of that.
    fn training_evidence(
        &self,
        only: Option<usize>,
        subject: &Subject<'_>,
        span: Span,
        records: &mut Vec<Id>,
    ) -> Vec<TrainingEvidence> {
        let policy = &self.policy.policy;
        let mut found = Vec::new();
        self.facts.each_training(self.policy, subject.employee, (span, self.until), only, &mut |counted, standings| {
            let demand = counted.demand;
            let requirement = demand.by.ok().and_then(|number| policy.training.get(number));
            let mut open = Vec::new();
            counted.courses(standings, &mut |course, standing| {
                if standing.state == CourseState::Done {
                    records.extend(standing.record.and_then(|record| record.record.clone()));
                } else if counted.done < demand.need {
                    open.extend(policy.courses.get(course).map(|course| course.id.clone()));
                }
            });
            found.push(TrainingEvidence {
                requirement: requirement.map(|requirement| requirement.id.clone()),
                need: demand.need,
                done: counted.done,
                open: Few(open),
            });
        });
        found
    }

    /// Shows each record behind a value that is not made of others.
    pub(crate) fn each_record(&self, metric: usize, subject: &Subject<'_>, span: Span, show: &mut dyn FnMut(&Id)) {
        if let Some(Source::Plans(source)) = self.policy.sources.get(metric) {
            return self
                .each_item(source, subject, span, &mut |counted| counted.item.of.record.iter().for_each(&mut *show));
        }
        self.each_observation(metric, subject, span, &mut |observation| observation.record.iter().for_each(&mut *show));
    }
}

/// Whether an item belongs to the position that is asked about: the one held on the day of its due.
fn is_own(due: i32, subject: &Subject<'_>) -> bool {
    subject.holdings.len() <= 1 || subject.held.span.contains(Span { first: due, last: due })
}

fn counted<'a>(
    plans: &'a PlanFacts<'a>,
    is_accepted: bool,
    (at, item): (usize, &'a KnownItem<'a>),
    last: i32,
) -> CountedItem<'a> {
    if !is_accepted {
        return CountedItem { item, state: "returned", plans, result: Figure::Nowhere };
    }
    let (progress, result) = plans.progress_alone(at, Until::Day(last));
    let state = match progress.done {
        _ if progress.is_cancelled => "cancelled",
        Some(done) if item.is_late(done) => "done_late",
        Some(_) => "done",
        None => "open",
    };
    CountedItem { item, state, plans, result }
}
