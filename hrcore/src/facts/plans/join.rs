//! How plans are checked and joined with a policy.

use super::super::names::{Named, Names, spread};
use super::super::{Employee, Facts, FactsDocument, GoalMeasure, Plan, PlanItem, PlanUpdate};
use super::depends::{Dependencies, Stated, Why};
use super::progress::Said;
use super::{KnownItem, KnownPlan, NONE, PlanFacts, ends, grouped, place};
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, amount};
use crate::error::Code;
use crate::number::Decimal;
use crate::number::small;
use crate::policy::{Direction, Unit};
use crate::sort;
use crate::time::{Date, Period, Span};
use crate::values::Id;

impl<'a> PlanFacts<'a> {
    /// Joins plans with a policy. Bad records are reported and left out; of a circle of dependencies, the one that
    /// closes it.
    pub(crate) fn new(facts: &'a Facts, policy: &Compiled, sink: &mut Sink) -> Self {
        let document = facts.document();
        let has_plans = !document.plans.is_empty();
        let mut join = Self {
            plans: Vec::new(),
            items: Vec::new(),
            names: Names::default(),
            people: Named::new(if has_plans { &document.employees } else { &[] }, |person| &person.id),
            objectives: Named::new(if has_plans { &document.objectives } else { &[] }, |objective| &objective.id),
            milestones: Named::new(&document.milestones, |milestone| &milestone.id),
            person_starts: Vec::new(),
            person_plans: Vec::new(),
            updates: &document.plan_updates,
            said_starts: Vec::new(),
            said: Vec::new(),
            dependencies: Dependencies::default(),
        };
        let root = Place::ROOT;
        let at = root.field("milestones");
        for number in join.milestones.twice() {
            sink.report(
                &at.item(number),
                "id",
                Code::IdDuplicate,
                format_args!("this milestone stands in the list twice"),
            );
        }
        let at = root.field("plans");
        join.take_plans(document, policy, &at, sink);
        join.take_items(document, &at, sink);
        let stated = join.check_items(document, policy, &at, sink);
        join.depend(document, stated, &at, sink);
        join.take_updates(document, &root.field("plan_updates"), sink);
        join
    }

    /// The plans of people who are known, each id once.
    fn take_plans(&mut self, document: &'a FactsDocument, policy: &Compiled, list: &Place<'_>, sink: &mut Sink) {
        // Plans of one period stand together more often than not.
        let mut days: Option<(Period, Span)> = None;
        self.plans.reserve_exact(document.plans.len());
        for (number, plan) in document.plans.iter().enumerate() {
            let at = list.item(number);
            let Some(person) = self.person(&plan.employee) else {
                let message = format_args!("employee `{}` does not exist", plan.employee);
                sink.report(&at, "employee", Code::ReferenceUnknown, message);
                continue;
            };
            let known = days.filter(|(known, _)| *known == plan.period);
            let span = known.map_or_else(|| crate::score::span(policy, plan.period), |(_, span)| span);
            days = Some((plan.period, span));
            let (number, person) = (small(number), small(person));
            self.plans.push(KnownPlan {
                number,
                person,
                template: None,
                is_accepted: true,
                span,
                due: None,
                first: 0,
                end: 0,
            });
        }
        let id = |at: usize| {
            let number = self.plans.get(at).map_or(0, |plan| plan.number as usize);
            document.plans.get(number).map_or("", |plan| plan.id.as_str())
        };
        let twice = Names::new(self.plans.len(), &id).twice(&id);
        for at in &twice {
            let number = self.plans.get(*at).map_or(0, |plan| plan.number as usize);
            let message = format_args!("this plan stands in the list twice");
            sink.report(&list.item(number), "id", Code::IdDuplicate, message);
        }
        leave_out(&mut self.plans, &twice);
        for known in &mut self.plans {
            let Some(plan) = document.plans.get(known.number as usize) else { continue };
            let at = list.item(known.number as usize);
            known.template =
                template(plan, known.span, document.employees.get(known.person as usize), policy, &at, sink);
        }
        let mut owners = Vec::with_capacity(self.plans.len());
        owners.extend(self.plans.iter().map(|plan| plan.person));
        (self.person_starts, self.person_plans) = grouped(document.employees.len(), &owners);
    }

    /// The items of these plans, each id once.
    fn take_items(&mut self, document: &'a FactsDocument, list: &Place<'_>, sink: &mut Sink) {
        let count = self.plans.iter().filter_map(|known| document.plans.get(known.number as usize));
        let count = count.map(|plan| plan.items.len()).sum();
        self.items.reserve_exact(count);
        let mut sums: Vec<u64> = Vec::with_capacity(count);
        for (number, known) in self.plans.iter().enumerate() {
            let Some(plan) = document.plans.get(known.number as usize) else { continue };
            let at = list.item(known.number as usize);
            let list = at.field("items");
            for (place, item) in plan.items.iter().enumerate() {
                if item.weight.as_deref().is_some_and(|weight| *weight <= Decimal::ZERO) {
                    let message = format_args!("a weight is above zero");
                    sink.report(&list.item(place), "weight", Code::NumberOutOfRange, message);
                    continue;
                }
                sums.push(spread(item.id.as_str()));
                self.items.push(KnownItem::new(item, small(number), known.span));
            }
        }
        let names = Names::of_sums(&sums, &|at| self.items.get(at).map_or("", |item| item.of.id.as_str()));
        drop(sums);
        let twice = names.twice(&|at| self.items.get(at).map_or("", |item| item.of.id.as_str()));
        if !twice.is_empty() {
            let mut bad = twice.iter().copied().peekable();
            self.each_place(document, list, &mut |number, _, at| {
                if bad.next_if_eq(&number).is_some() {
                    sink.report(at, "id", Code::IdDuplicate, format_args!("an item of this id stands further up"));
                }
            });
            drop(bad);
            leave_out(&mut self.items, &twice);
        }
        self.names = if twice.is_empty() {
            names
        } else {
            Names::new(self.items.len(), &|at| self.items.get(at).map_or("", |item| item.of.id.as_str()))
        };
        let mut first = 0;
        for (number, plan) in self.plans.iter_mut().enumerate() {
            let rest = self.items.get(first..).unwrap_or_default().iter();
            let end = first + rest.take_while(|item| item.plan as usize == number).count();
            (plan.first, plan.end) = (small(first), small(end));
            let days = || self.items.get(first..end).unwrap_or_default().iter().map(|item| item.due_day);
            plan.due = days().min().zip(days().max()).map(|(first, last)| Span { first, last });
            first = end;
        }
    }

    /// Shows each item with its place in the document.
    fn each_place(
        &self,
        document: &'a FactsDocument,
        list: &Place<'_>,
        show: &mut dyn FnMut(usize, &KnownItem<'a>, &Place<'_>),
    ) {
        let mut first = 0;
        for number in 0..self.plans.len() {
            first = self.each_place_of((number, first), document, list, show);
        }
    }

    /// The same of one plan, whose first item is known. Returns where the next plan's is.
    fn each_place_of(
        &self,
        (number, first): (usize, usize),
        document: &'a FactsDocument,
        list: &Place<'_>,
        show: &mut dyn FnMut(usize, &KnownItem<'a>, &Place<'_>),
    ) -> usize {
        let Some(known) = self.plans.get(number) else { return first };
        let at = list.item(known.number as usize);
        let list = at.field("items");
        let plan = document.plans.get(known.number as usize);
        let mut stated = plan.map_or(&[][..], |plan| &plan.items).iter().enumerate();
        let mut next = first;
        while let Some(item) = self.items.get(next).filter(|item| item.plan as usize == number) {
            // Between those that are known stand others that are left out.
            if let Some((place, _)) = stated.find(|(_, stated)| std::ptr::eq(*stated, item.of)) {
                show(next, item, &list.item(place));
            }
            next += 1;
        }
        next
    }

    /// Checks what items refer to, their goals, and whether their plans say what they have to: plan by plan, so that
    /// each item is looked at while it is at hand. Returns what waits for what.
    fn check_items(
        &mut self,
        document: &'a FactsDocument,
        policy: &Compiled,
        list: &Place<'_>,
        sink: &mut Sink,
    ) -> Vec<Stated> {
        let mut stated: Vec<Stated> = Vec::new();
        // The item that named each last as one for which it waits.
        let mut named: Vec<u32> = Vec::new();
        let mut checked: Vec<(usize, Checked)> = Vec::new();
        let mut near = Near::default();
        for number in 0..self.plans.len() {
            let first = self.plans.get(number).map_or(0, |plan| plan.first as usize);
            self.each_place_of((number, first), document, list, &mut |index, item, at| {
                checked.push((index, self.check_item(item, (document, policy), &mut near, at, sink)));
                for (number, id) in item.of.depends_on.iter().enumerate() {
                    let Some(before) = self.find(id.as_str()) else {
                        unknown("item", id, &at.field("depends_on").item(number), sink);
                        continue;
                    };
                    named.resize(self.items.len(), NONE);
                    let (item, before) = (small(index), small(before));
                    if let Some(last) = named.get_mut(before as usize)
                        && *last != item
                    {
                        *last = item;
                        stated.push(Stated { item, before, number: small(number) });
                    }
                }
            });
            for (index, Checked { goal, objective }) in checked.drain(..) {
                let Some(item) = self.items.get_mut(index) else { continue };
                item.objective = objective;
                if let Some(goal) = goal {
                    (item.metric, item.unit, item.is_lower) = (goal.metric, Some(goal.unit), goal.is_lower);
                    item.has_result = item.has_result && item.own_result_fits();
                }
            }
            let Some(plan) = self.plans.get(number) else { continue };
            let template = plan.template.and_then(|template| policy.policy.plan_templates.get(template));
            let is_accepted = template.is_none_or(|template| self.lacks(plan, template, &mut |_| false));
            if let Some(plan) = self.plans.get_mut(number) {
                plan.is_accepted = is_accepted;
            }
        }
        stated
    }

    /// Checks what an item refers to, and its goal.
    fn check_item(
        &self,
        item: &KnownItem<'a>,
        (document, policy): (&'a FactsDocument, &Compiled),
        near: &mut Near<'a>,
        at: &Place<'_>,
        sink: &mut Sink,
    ) -> Checked {
        let of = item.of;
        let goal = goal(of, policy, &mut near.metric, at, sink);
        if let (Some(goal), Some(result)) = (&goal, of.result.as_deref()) {
            amount(goal.unit, *result, &at.field("result"), sink);
        }
        let mut objective = NONE;
        if let Some(id) = &of.objective {
            let near = &mut near.objective;
            match near_or(near, &document.objectives, |known| &known.id, id, || self.objectives.find(id)) {
                None => unknown("objective", id, &at.field("objective"), sink),
                Some(found) => {
                    objective = small(found);
                    contribution(document, found, of, policy, at, sink);
                }
            }
        }
        if let Some(id) = &of.milestone
            && near_or(&mut near.milestone, &document.milestones, |known| &known.id, id, || self.milestones.find(id))
                .is_none()
        {
            unknown("milestone", id, &at.field("milestone"), sink);
        }
        self.check_people(&of.people, &at.field("people"), sink);
        let list = at.field("actions");
        for (number, action) in of.actions.iter().enumerate() {
            if !action.with.is_empty() {
                self.check_people(&action.with, &list.item(number).field("with"), sink);
            }
        }
        Checked { goal, objective }
    }

    fn check_people(&self, ids: &[Id], at: &Place<'_>, sink: &mut Sink) {
        for (number, id) in ids.iter().enumerate() {
            if self.person(id).is_none() {
                unknown("employee", id, &at.item(number), sink);
            }
        }
    }

    /// Joins what waits for what.
    fn depend(&mut self, document: &'a FactsDocument, stated: Vec<Stated>, list: &Place<'_>, sink: &mut Sink) {
        let mut circles: Vec<(Stated, Why)> = Vec::new();
        let dependencies = Dependencies::new(self.items.len(), stated, &mut |edge, why| circles.push((edge, why)));
        if !circles.is_empty() {
            let mut circles = circles.into_iter().peekable();
            self.each_place(document, list, &mut |index, _, at| {
                while let Some((edge, why)) = circles.next_if(|(edge, _)| edge.item as usize == index) {
                    let at = at.field("depends_on");
                    let at = at.item(edge.number as usize);
                    match why {
                        Why::Circle => {
                            let message = format_args!("this closes a circle of items that wait for each other");
                            sink.report(&at, "", Code::Cycle, message);
                        }
                        Why::Tangle => {
                            let message = format_args!("too many items wait for each other in circles");
                            sink.report(&at, "", Code::LimitExceeded, message);
                        }
                    }
                }
            });
        }
        self.dependencies = dependencies;
    }

    /// Joins items with their updates.
    fn take_updates(&mut self, document: &'a FactsDocument, list: &Place<'_>, sink: &mut Sink) {
        let updates = &document.plan_updates;
        let mut owners: Vec<u32> = Vec::with_capacity(updates.len());
        self.items_of(updates, &mut owners);
        for (number, update) in updates.iter().enumerate() {
            let Some(owner) = owners.get_mut(number) else { break };
            if *owner == NONE {
                unknown("item", &update.item, &list.item(number).field("item"), sink);
                continue;
            }
            let percent = update.percent.map(|percent| percent.0);
            if percent.is_some_and(|percent| percent < Decimal::ZERO || percent > Decimal::HUNDRED) {
                let message = format_args!("a percentage of what is to be done is 0 to 100");
                sink.report(&list.item(number), "percent", Code::NumberOutOfRange, message);
                *owner = NONE;
                continue;
            }
            if let (Some(result), Some(unit)) =
                (update.result.as_deref(), self.items.get(*owner as usize).and_then(|item| item.unit))
            {
                amount(unit, *result, &list.item(number).field("result"), sink);
            }
        }
        let (mut starts, count) = ends(self.items.len(), &owners);
        if let Some(any) = updates.first() {
            self.said = vec![Said::new(0, any, None); count];
        }
        place(&mut starts, &owners, &mut |slot, number| {
            let item = owners.get(number).and_then(|owner| self.items.get(*owner as usize));
            if let (Some(slot), Some(update)) = (self.said.get_mut(slot), updates.get(number)) {
                *slot = Said::new(small(number), update, item);
            }
        });
        let mut from = 0;
        for end in starts.iter().skip(1) {
            if let Some(own @ [_, _, ..]) = self.said.get_mut(from..*end as usize) {
                sort::sort_by(own, |a, b| a.at.seconds().cmp(&b.at.seconds()));
            }
            from = *end as usize;
        }
        self.said_starts = starts;
    }
}

impl<'a> PlanFacts<'a> {
    /// The item of each update, or none. Updates in any order lead all over the memory; they are looked up in short
    /// rows, step by step, so that the processor can wait for a whole row at once.
    fn items_of(&self, updates: &[PlanUpdate], owners: &mut Vec<u32>) {
        const ROW: usize = 32;
        let mut near = 0;
        for row in updates.chunks(ROW) {
            let is_in_order = row.first().is_some_and(|update| {
                let next = self.items.get(near).into_iter().chain(self.items.get(near + 1));
                next.into_iter().any(|item| item.of.id == update.item)
            });
            let mut found: [Option<(usize, &PlanItem)>; ROW] = [None; ROW];
            if !is_in_order {
                let mut places = [(0, 0); ROW];
                for (place, update) in places.iter_mut().zip(row) {
                    *place = self.names.guess_place(update.item.as_str());
                }
                for (found, place) in found.iter_mut().zip(places) {
                    let guess = self.names.guess(place);
                    *found = self.items.get(guess).map(|item| (guess, item.of));
                }
            }
            for (found, update) in found.iter().zip(row) {
                let item = match found {
                    Some((number, item)) if item.id == update.item => Some(*number),
                    _ => near_or(
                        &mut near,
                        &self.items,
                        |item| &item.of.id,
                        &update.item,
                        || self.find(update.item.as_str()),
                    ),
                };
                owners.push(item.map_or(NONE, small));
            }
        }
    }
}

/// Leaves out what stands under some numbers, which are in order.
fn leave_out<T>(list: &mut Vec<T>, numbers: &[usize]) {
    let mut bad = numbers.iter().peekable();
    let mut number = 0;
    list.retain(|_| {
        number += 1;
        bad.next_if(|bad| **bad + 1 == number).is_none()
    });
}

/// Finds an id where the last one was found or behind it, as lists are mostly in each other's order; else as told.
fn near_or<T>(
    near: &mut usize,
    list: &[T],
    id: fn(&T) -> &Id,
    wanted: &Id,
    find: impl FnOnce() -> Option<usize>,
) -> Option<usize> {
    for guess in [*near, *near + 1] {
        if list.get(guess).is_some_and(|known| id(known) == wanted) {
            *near = guess;
            return Some(guess);
        }
    }
    let found = find()?;
    *near = found;
    Some(found)
}

fn unknown(what: &str, id: &Id, at: &Place<'_>, sink: &mut Sink) {
    sink.report(at, "", Code::ReferenceUnknown, format_args!("{what} `{id}` does not exist"));
}

/// The template by which a plan is judged, by index.
fn template(
    plan: &Plan,
    span: Span,
    owner: Option<&Employee>,
    policy: &Compiled,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<usize> {
    let planning = &policy.planning;
    if let Some(id) = &plan.template {
        match planning.template_index.get(id.as_str()) {
            Some(found) => return Some(found),
            None => planning.template_index.unknown("plan template", id.as_str(), &at.field("template"), sink),
        }
    }
    if planning.template_of.is_empty() {
        return None;
    }
    // Who takes a position up in the course of the plan follows the template of that one.
    let inside = owner?.positions.iter().filter(|held| Span::new(held.from, held.to).intersect(span).is_some());
    let position = &inside.min_by_key(|held| held.from)?.position;
    let found = planning.template_of.get(policy.position_index.get(position.as_str())?).copied().flatten()?;
    let every = policy.policy.plan_templates.get(found)?.every;
    let start_day = policy.policy.appraisal_period.start_day;
    // A plan for a quarter does not have to say what one for a week does.
    let fits = |last: Date| every.is_none_or(|every| Period::containing(last, every.into(), start_day) == plan.period);
    Some(found).filter(|_| span.to().is_none_or(fits))
}

/// Where the last objective and milestone were found, and the metric of the last goal.
#[derive(Default)]
struct Near<'a> {
    objective: usize,
    milestone: usize,
    metric: Option<(&'a Id, usize)>,
}

/// What the check of an item found.
struct Checked {
    goal: Option<Goal>,
    objective: u32,
}

/// What is known of a good goal.
struct Goal {
    metric: u32,
    unit: Unit,
    is_lower: bool,
}

/// Checks a goal.
fn goal<'a>(
    item: &'a PlanItem,
    policy: &Compiled,
    near: &mut Option<(&'a Id, usize)>,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<Goal> {
    let goal = item.goal.as_deref()?;
    let at = at.field("goal");
    let metric = match &goal.metric {
        None => None,
        Some(id) => {
            match near.filter(|near| near.0 == id).map(|near| near.1).or_else(|| policy.metric_index.get(id.as_str())) {
                Some(found) => {
                    *near = Some((id, found));
                    Some(found)
                }
                None => {
                    policy.metric_index.unknown("metric", id.as_str(), &at.field("metric"), sink);
                    return None;
                }
            }
        }
    };
    let of_metric = metric.and_then(|metric| policy.policy.metrics.get(metric));
    let Some(unit) = goal.unit.or(of_metric.map(|metric| metric.unit)) else {
        sink.report(&at, "unit", Code::FieldMissing, format_args!("a goal has a unit, or a metric that has one"));
        return None;
    };
    let to = amount(unit, goal.to, &at.field("to"), sink);
    let from = match goal.from {
        None => None,
        // One that does not fit takes the goal with it, as the target does.
        Some(from) => Some(amount(unit, from, &at.field("from"), sink)?),
    };
    let to = to?;
    match goal.measure {
        GoalMeasure::Ratio if to.signum() <= 0 => {
            let message = format_args!("a ratio to the target `{}` means nothing", goal.to);
            sink.report(&at, "to", Code::NumberOutOfRange, message);
            return None;
        }
        GoalMeasure::Improvement if from.is_none() => {
            sink.report(&at, "from", Code::FieldMissing, format_args!("an improvement starts from somewhere"));
            return None;
        }
        GoalMeasure::Improvement if from.as_ref() == Some(&to) => {
            sink.report(&at, "to", Code::NumberOutOfRange, format_args!("the target is where it starts"));
            return None;
        }
        _ => {}
    }
    let direction = goal.direction.or(of_metric.map(|metric| metric.direction));
    Some(Goal { metric: metric.map_or(NONE, small), unit, is_lower: direction == Some(Direction::Lower) })
}

/// Checks what an item adds to its objective.
fn contribution(
    document: &FactsDocument,
    objective: usize,
    item: &PlanItem,
    policy: &Compiled,
    at: &Place<'_>,
    sink: &mut Sink,
) {
    let Some(stated) = item.contribution.as_deref() else { return };
    let Some(objective) = document.objectives.get(objective) else { return };
    let metric = objective.metric.as_ref().and_then(|id| policy.metric_index.get(id.as_str()));
    let metric = metric.and_then(|metric| policy.policy.metrics.get(metric));
    let unit = metric.map(|metric| metric.unit).or(objective.unit_of_measure);
    // A percentage is one of where the objective starts, whatever its unit.
    if unit == Some(Unit::Label) {
        amount(Unit::Label, *stated, &at.field("contribution"), sink);
    }
}
