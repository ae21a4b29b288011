//! The plans and the training that matter to one person.

use super::relevance::{About, Numbers, numbers, pick, sorted};
use crate::compile::{Compiled, Source};
use crate::facts::{Employee, FactsDocument, Objective, Plan};
use crate::gather::Gather as _;
use crate::json::{Few, Read as _};
use crate::number::Decimal;
use crate::values::Id;

/// Plans and training by whom they are about; nothing, where no metric is a figure of them.
#[derive(Debug, Default)]
pub(super) struct Planned<'a> {
    plans: Numbers<'a>,
    // The items of these by id, each with its plan; of several of one id, the first.
    items: Vec<(&'a Id, usize)>,
    // The people and objectives that plans may name, by id.
    people: Vec<&'a Id>,
    objectives: Vec<(&'a Id, usize)>,
    updates: Numbers<'a>,
    achievements: Numbers<'a>,
    required: Numbers<'a>,
}

impl<'a> Planned<'a> {
    pub(super) fn new(document: &'a FactsDocument, versions: &[Compiled]) -> Self {
        let mut found = Self::default();
        let reads = |wanted: fn(&Source) -> bool| versions.iter().any(|version| version.sources.iter().any(wanted));
        if reads(|source| matches!(source, Source::Plans(_))) {
            found.index_plans(document);
        }
        if reads(|source| matches!(source, Source::Training(_))) {
            let achieved = document.achievements.iter().map(|record| About::Employee(&record.employee));
            found.achievements = sorted(achieved.zip(0..).gather());
            let required = document.required_courses.iter().map(|record| About::Employee(&record.employee));
            found.required = sorted(required.zip(0..).gather());
        }
        found
    }

    /// Finds whose each plan, item and update is. As where plans are joined, of several of one id the first counts.
    fn index_plans(&mut self, document: &'a FactsDocument) {
        self.people.extend(document.employees.iter().map(|employee| &employee.id));
        crate::sort::sort_by(&mut self.people, Ord::cmp);
        self.objectives.extend(document.objectives.iter().enumerate().map(|(number, of)| (&of.id, number)));
        crate::sort::sort_by(&mut self.objectives, Ord::cmp);
        let mut names: Vec<(&Id, usize)> = Vec::new();
        for (number, plan) in document.plans.iter().enumerate() {
            if self.people.binary_search(&&plan.employee).is_ok() {
                names.push((&plan.id, number));
            }
        }
        crate::sort::sort_by(&mut names, Ord::cmp);
        names.dedup_by(|later, first| later.0 == first.0);
        let plans = names.iter().filter_map(|(_, number)| Some((document.plans.get(*number)?, *number)));
        for (plan, number) in plans {
            self.plans.push((About::Employee(&plan.employee), number));
            let good =
                plan.items.iter().filter(|item| item.weight.as_deref().is_none_or(|weight| *weight > Decimal::ZERO));
            self.items.extend(good.map(|item| (&item.id, number)));
        }
        crate::sort::sort_by(&mut self.plans, Ord::cmp);
        crate::sort::sort_by(&mut self.items, Ord::cmp);
        self.items.dedup_by(|later, first| later.0 == first.0);
        let mut updates: Numbers<'a> = Vec::new();
        for (number, update) in document.plan_updates.iter().enumerate() {
            let plan = found(&self.items, &update.item).and_then(|plan| document.plans.get(plan));
            updates.extend(plan.map(|plan| (About::Employee(&plan.employee), number)));
        }
        self.updates = sorted(updates);
    }

    /// Plans by number, with those of their items that count.
    fn pick_plans(&self, document: &FactsDocument, numbers: Vec<usize>) -> Vec<Plan> {
        let mut plans = pick(&document.plans, numbers.clone());
        for (plan, number) in plans.iter_mut().zip(numbers) {
            plan.items.retain(|item| found(&self.items, &item.id) == Some(number));
        }
        plans
    }

    /// The others and the objectives that plans name, by name alone: whether a plan says what it has to depends on
    /// their being there, and nothing else of them matters.
    fn named_in(&self, (document, owner): (&FactsDocument, usize), plans: &[Plan]) -> (Vec<Employee>, Vec<Objective>) {
        let own = document.employees.get(owner).map(|employee| &employee.id);
        let (mut people, mut objectives): (Vec<&Id>, Vec<usize>) = (Vec::new(), Vec::new());
        for item in plans.iter().flat_map(|plan| plan.items.iter()) {
            people.extend(item.people.iter().chain(item.actions.iter().flat_map(|action| action.with.iter())));
            objectives.extend(item.objective.as_ref().and_then(|id| found(&self.objectives, id)));
        }
        crate::sort::sort_by(&mut people, Ord::cmp);
        people.dedup();
        people.retain(|id| own != Some(*id) && self.people.binary_search(id).is_ok());
        crate::sort::sort(&mut objectives);
        objectives.dedup();
        let objectives = objectives.into_iter().filter_map(|number| document.objectives.get(number));
        (
            people.into_iter().map(|id| Employee { id: id.clone(), ..Employee::blank() }).gather(),
            objectives.map(|of| Objective { id: of.id.clone(), period: of.period, ..Objective::blank() }).gather(),
        )
    }

    /// Adds what is about an employee, by index, to the facts.
    pub(super) fn add(
        &self,
        (document, employee): (&FactsDocument, usize),
        about: &[About<'_>],
        facts: &mut FactsDocument,
    ) {
        let plans = self.pick_plans(document, numbers(&self.plans, about));
        let (others, objectives) = self.named_in((document, employee), &plans);
        facts.employees.extend(others);
        facts.plans = Few(plans);
        facts.objectives = Few(objectives);
        facts.plan_updates = Few(pick(&document.plan_updates, numbers(&self.updates, about)));
        facts.achievements = Few(pick(&document.achievements, numbers(&self.achievements, about)));
        facts.required_courses = Few(pick(&document.required_courses, numbers(&self.required, about)));
    }
}

/// What stands under an id, of those in order; the first, where there are several.
fn found(names: &[(&Id, usize)], id: &Id) -> Option<usize> {
    let at = names.partition_point(|(known, _)| *known < id);
    names.get(at).filter(|(known, _)| *known == id).map(|(_, number)| *number)
}
