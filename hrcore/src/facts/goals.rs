//! Objectives joined with a policy: whose each is, in which unit, what it starts from and has to reach, and which
//! follow from which.

use super::held::{position, resolve_unit};
use super::people::{PeopleIndex, people_index};
use super::plans::depends::{Dependencies, Stated, Why};
use super::plans::{grouped, part};
use super::{Facts, GoalMeasure, Objective, ObjectiveUpdate, Owner};
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, Index, amount};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::small;
use crate::number::{Decimal, Rational};
use crate::policy::{Direction, Unit};
use crate::sort;
use crate::time::{Date, Span};
use crate::values::Id;

/// An objective without faults.
#[derive(Debug, Clone)]
pub(crate) struct KnownObjective<'a> {
    pub(crate) of: &'a Objective,
    /// Index in the document's list.
    number: u32,
    pub(crate) owner: Owner,
    pub(crate) metric: Option<usize>,
    pub(crate) unit: Unit,
    pub(crate) currency: Option<&'a Id>,
    pub(crate) is_lower_better: bool,
    /// Its days.
    pub(crate) span: Span,
    pub(crate) from: Option<Rational>,
    /// The target, where it is stated or follows from where it starts and its growth.
    pub(crate) target: Option<Rational>,
    /// The growth to be reached: as stated, or from where it starts to its target.
    pub(crate) growth: Option<Rational>,
    pub(crate) weight: Rational,
    /// The objective above, by index in the list.
    pub(crate) parent: Option<u32>,
    /// What it follows from, by index, with their shares as ratios.
    pub(crate) drivers: Vec<(u32, Option<Rational>)>,
    /// Whether one of its drivers was left out, so that nothing can be said of them together.
    pub(crate) has_lost_driver: bool,
}

impl KnownObjective<'_> {
    /// Whether it has a target and no growth because it starts from nothing.
    pub(crate) fn has_no_base(&self) -> bool {
        self.growth.is_none() && self.target.is_some() && self.from.as_ref().is_some_and(|from| from.signum() <= 0)
    }

    /// How far along a value is, from 0 to 1.
    pub(crate) fn reached(&self, actual: &Rational) -> Option<Rational> {
        let target = self.target.as_ref()?;
        let share = match self.of.measure {
            GoalMeasure::Improvement => {
                let from = self.from.as_ref()?;
                (actual - from).checked_div(&(target - from))?
            }
            GoalMeasure::Ratio if !self.is_lower_better => actual.checked_div(target)?,
            GoalMeasure::Ratio if actual.signum() <= 0 => Rational::ONE,
            GoalMeasure::Ratio => target.checked_div(actual)?,
        };
        Some(share.max(Rational::ZERO).min(Rational::ONE))
    }
}

/// The objectives that could be read, as a forest: each stands below at most one other.
#[derive(Debug, Default)]
pub(crate) struct GoalFacts<'a> {
    /// In the order of the facts.
    pub(crate) objectives: Vec<KnownObjective<'a>>,
    names: Index,
    // By place in the document, where it is in the list.
    known: Vec<Option<u32>>,
    // Those below each, objective by objective.
    first: Vec<u32>,
    below: Vec<u32>,
    // By objective and date.
    updates: Vec<(u32, &'a ObjectiveUpdate)>,
}

impl<'a> GoalFacts<'a> {
    /// Joins objectives with a policy. Bad ones are reported and left out.
    pub(crate) fn new(facts: &'a Facts, policy: &'a Compiled, sink: &mut Sink) -> Self {
        let document = facts.document();
        let mut goals = Self::default();
        if document.objectives.is_empty() && document.objective_updates.is_empty() {
            return goals;
        }
        let root = Place::ROOT;
        let list = root.field("objectives");
        let ids: Vec<&Id> = document.objectives.iter().map(|objective| &objective.id).gather();
        goals.names = Index::of(&ids, &list, sink);
        // Employees who stand there twice have been reported.
        let (people, _) = people_index(&document.employees, &Place::ROOT, &mut Sink::default());
        let mut near = 0;
        for (number, objective) in document.objectives.iter().enumerate() {
            // Of two of one name, the first counts.
            let is_first = goals.names.get(objective.id.as_str()) == Some(number);
            let context = (policy, &people);
            let known = is_first.then(|| objective_of(objective, context, &mut near, &list.item(number), sink));
            let known = known.flatten();
            goals.known.push(known.is_some().then(|| small(goals.objectives.len())));
            goals.objectives.extend(known.map(|known| KnownObjective { number: small(number), ..known }));
        }
        goals.raise(&list, sink);
        goals.drive(&list, sink);
        goals.update(&document.objective_updates, &list, sink);
        goals
    }

    /// The objective of an id, by index.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        self.known.get(self.names.get(id)?).copied().flatten().map(|at| at as usize)
    }

    /// The objectives directly below one.
    pub(crate) fn below(&self, objective: usize) -> &[u32] {
        part(&self.first, &self.below, objective)
    }

    /// What was last said of an objective by a day.
    pub(crate) fn update_of(&self, objective: usize, as_of: Date) -> Option<&'a ObjectiveUpdate> {
        let key = (small(objective), as_of);
        let end = self.updates.partition_point(|(of, update)| (*of, update.date) <= key);
        let (of, update) = self.updates.get(end.checked_sub(1)?)?;
        (*of == key.0).then_some(*update)
    }

    /// What was said of an objective by a day, the earliest first; of one day, the last counts most.
    #[cfg(feature = "forecast")]
    pub(crate) fn updates_of(&self, objective: usize, as_of: Date) -> &[(u32, &'a ObjectiveUpdate)] {
        let of = small(objective);
        let start = self.updates.partition_point(|(other, _)| *other < of);
        let end = self.updates.partition_point(|(other, update)| (*other, update.date) <= (of, as_of));
        self.updates.get(start..end).unwrap_or_default()
    }

    /// The objective at a place in the document, by index.
    #[cfg(feature = "forecast")]
    pub(crate) fn stated(&self, number: usize) -> Option<usize> {
        self.known.get(number).copied().flatten().map(|at| at as usize)
    }

    /// Every objective after the one above it and before what follows that one.
    pub(crate) fn downwards(&self) -> Vec<u32> {
        let mut order = Vec::with_capacity(self.objectives.len());
        let mut open: Vec<u32> = Vec::new();
        for (root, objective) in self.objectives.iter().enumerate() {
            if objective.parent.is_none() {
                open.push(small(root));
            }
            while let Some(at) = open.pop() {
                order.push(at);
                open.extend(self.below(at as usize).iter().rev());
            }
        }
        order
    }

    /// What a reference in an objective names; one that was left out is not reported again.
    fn resolve(&self, id: &Id, list: &Place<'_>, at: &Place<'_>, sink: &mut Sink) -> Option<u32> {
        let number = self.names.resolve("objective", id, list, at, sink)?;
        self.known.get(number).copied().flatten()
    }

    /// Finds the objective above each. One that would close a circle is left out.
    fn raise(&mut self, list: &Place<'_>, sink: &mut Sink) {
        // Each has been raised at most once, so that a circle closes where the one above is already below.
        let mut tops: Vec<usize> = (0..self.objectives.len()).collect();
        let mut parents: Vec<u32> = Vec::with_capacity(self.objectives.len());
        for at in 0..self.objectives.len() {
            parents.push(u32::MAX);
            let Some(objective) = self.objectives.get(at) else { continue };
            let place = list.item(objective.number as usize);
            let Some(id) = &objective.of.parent else { continue };
            let Some(parent) = self.resolve(id, list, &place.field("parent"), sink) else { continue };
            let top = top(&mut tops, parent as usize);
            if top == at {
                let message = format_args!("objective `{}` stands below itself", objective.of.id);
                sink.report(&place, "parent", Code::Cycle, message);
                continue;
            }
            if let Some(own) = tops.get_mut(at) {
                *own = top;
            }
            if let (Some(objective), Some(above)) = (self.objectives.get_mut(at), parents.last_mut()) {
                objective.parent = Some(parent);
                *above = parent;
            }
        }
        (self.first, self.below) = grouped(self.objectives.len(), &parents);
    }

    /// Finds what each follows from. One that would close a circle is left out.
    fn drive(&mut self, list: &Place<'_>, sink: &mut Sink) {
        let mut links: Vec<Stated> = Vec::new();
        for (at, objective) in self.objectives.iter().enumerate() {
            let Some(drivers) = &objective.of.drivers else { continue };
            let place = list.item(objective.number as usize);
            let place = place.field("drivers");
            let place = place.field("of");
            for (number, driver) in drivers.of.iter().enumerate() {
                let place = place.item(number);
                if let Some(found) = self.resolve(&driver.objective, list, &place.field("objective"), sink) {
                    links.push(Stated { item: small(at), before: found, number: small(number) });
                }
            }
        }
        let mut circles: Vec<(Stated, Why)> = Vec::new();
        Dependencies::new(self.objectives.len(), links.clone(), &mut |link, why| circles.push((link, why)));
        let mut circles = circles.into_iter().peekable();
        for link in links {
            let Some(objective) = self.objectives.get_mut(link.item as usize) else { continue };
            let Some(stated) = objective.of.drivers.as_ref() else { continue };
            let is_it = |circle: &(Stated, Why)| (circle.0.item, circle.0.number) == (link.item, link.number);
            if let Some((_, why)) = circles.next_if(is_it) {
                let place = list.item(objective.number as usize);
                let place = place.field("drivers");
                let place = place.field("of");
                let place = place.item(link.number as usize);
                let id = &objective.of.id;
                match why {
                    Why::Circle => {
                        let message = format_args!("objective `{id}` follows from itself");
                        sink.report(&place, "objective", Code::Cycle, message);
                    }
                    Why::Tangle => {
                        let message = format_args!("too many objectives follow from each other in circles");
                        sink.report(&place, "objective", Code::LimitExceeded, message);
                    }
                }
                continue;
            }
            let share = stated.of.get(link.number as usize).and_then(|driver| driver.share);
            objective.drivers.push((link.before, share.map(|share| ratio(share.0))));
        }
        for objective in &mut self.objectives {
            let stated = objective.of.drivers.as_ref().map_or(0, |drivers| drivers.of.len());
            objective.has_lost_driver = objective.drivers.len() < stated;
        }
    }

    fn update(&mut self, updates: &'a [ObjectiveUpdate], objectives: &Place<'_>, sink: &mut Sink) {
        let list = Place::ROOT;
        let list = list.field("objective_updates");
        for (number, update) in updates.iter().enumerate() {
            let at = list.item(number);
            let found = self.resolve(&update.objective, objectives, &at.field("objective"), sink);
            let Some((of, objective)) = found.and_then(|of| Some((of, self.objectives.get(of as usize)?))) else {
                continue;
            };
            let fits = match update.actual {
                Some(actual) => amount(objective.unit, actual, &at.field("actual"), sink).is_some(),
                None => true,
            };
            let is_share =
                |percent: Decimal| !percent.is_negative() && percent.to_rational() <= Decimal::HUNDRED.to_rational();
            match update.percent {
                Some(percent) if !is_share(percent.0) => {
                    let message = format_args!("`{}` is not a percentage from 0 to 100", percent.0);
                    sink.report(&at, "percent", Code::NumberOutOfRange, message);
                }
                None if update.actual.is_none() => {
                    let message = format_args!("an update has an `actual` or a `percent`");
                    sink.report(&at, "", Code::FieldMissing, message);
                }
                _ if fits => self.updates.push((of, update)),
                _ => {}
            }
        }
        // Of those of one day the last one in the list comes last.
        sort::sort_by(&mut self.updates, |a, b| (a.0, a.1.date).cmp(&(b.0, b.1.date)));
    }
}

/// The top of the tree in which an objective stands, with the way there made shorter.
fn top(tops: &mut [usize], mut at: usize) -> usize {
    while let Some(above) = tops.get(at).copied().filter(|above| *above != at) {
        let higher = tops.get(above).copied().unwrap_or(above);
        if let Some(own) = tops.get_mut(at) {
            *own = higher;
        }
        at = higher;
    }
    at
}

/// A percentage as a ratio.
fn ratio(percent: Decimal) -> Rational {
    Rational::from_scaled(percent.mantissa(), percent.scale() + 2)
}

/// An objective by itself; `None` when it has a fault.
fn objective_of<'a>(
    stated: &'a Objective,
    (policy, people): (&'a Compiled, &PeopleIndex<'_>),
    near: &mut usize,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<KnownObjective<'a>> {
    let owner = owner(stated, (policy, people), near, at, sink);
    let metric = stated.metric.as_ref().and_then(|id| {
        let found = policy.metric_index.get(id.as_str());
        if found.is_none() {
            policy.metric_index.unknown("metric", id.as_str(), &at.field("metric"), sink);
        }
        found
    });
    let definition = metric.and_then(|metric| policy.policy.metrics.get(metric));
    let mut is_good = true;
    let unit = definition.map(|metric| metric.unit).or(stated.unit_of_measure).unwrap_or(Unit::Number);
    if let Some(own) = stated.unit_of_measure.filter(|own| *own != unit) {
        let message = format_args!("unit is `{}`, but the metric's is `{}`", own.as_str(), unit.as_str());
        sink.report(at, "unit_of_measure", Code::UnitMismatch, message);
        is_good = false;
    }
    let currency = definition.map_or(stated.currency.as_ref(), |metric| metric.currency.as_ref());
    if stated.currency.is_some() && stated.currency.as_ref() != currency {
        sink.report(at, "currency", Code::CurrencyMismatch, format_args!("the currency is not the metric's"));
        is_good = false;
    }
    let mut value = |field: &'static str, stated: Option<crate::values::Amount>, sink: &mut Sink| {
        let stated = stated?;
        let value = amount(unit, stated, &at.field(field), sink);
        is_good &= value.is_some();
        value
    };
    let from = value("from", stated.from, sink);
    let mut target = value("target", stated.target, sink);
    let growth = stated.growth.map(|growth| ratio(growth.number));
    if stated.target.is_some() && growth.is_some() {
        let message = format_args!("an objective has a `target` or a `growth`, not both");
        sink.report(at, "growth", Code::MethodMismatch, message);
        is_good = false;
    }
    let mut field = "target";
    if let (None, Some(from), Some(growth)) = (&target, &from, &growth) {
        target = Some(from * &(&Rational::ONE + growth));
        field = "growth";
    }
    let weight = stated.weight.to_rational();
    if weight.signum() <= 0 {
        sink.report(at, "weight", Code::WeightNotPositive, format_args!("a weight is above zero"));
        is_good = false;
    }
    match (stated.measure, &target, &from) {
        (GoalMeasure::Ratio, Some(target), _) if target.signum() <= 0 => {
            let message = format_args!("a ratio to a target of zero or below means nothing");
            let hint = format_args!("`measure`: `improvement` counts from where it starts");
            sink.advise(at, field, Code::TargetNotPositive, message, hint);
            is_good = false;
        }
        (GoalMeasure::Improvement, Some(target), Some(from)) if target == from => {
            let message = format_args!("it starts where it has to end, so that nothing can improve");
            sink.report(at, field, Code::RangeEmpty, message);
            is_good = false;
        }
        (GoalMeasure::Improvement, Some(_), None) if stated.from.is_none() => {
            sink.report(at, "from", Code::FieldMissing, format_args!("an improvement starts somewhere"));
            is_good = false;
        }
        _ => {}
    }
    let owner = owner?;
    let growth = growth.or_else(|| {
        let from = from.as_ref().filter(|from| from.signum() > 0)?;
        (target.as_ref()? - from).checked_div(from)
    });
    let direction = stated.direction.or(definition.map(|metric| metric.direction));
    is_good.then(|| KnownObjective {
        of: stated,
        number: 0,
        owner,
        metric,
        unit,
        currency,
        is_lower_better: direction == Some(Direction::Lower),
        span: crate::score::span(policy, stated.period),
        from,
        target,
        growth,
        weight,
        parent: None,
        drivers: Vec::new(),
        has_lost_driver: false,
    })
}

fn owner(
    stated: &Objective,
    (policy, people): (&Compiled, &PeopleIndex<'_>),
    near: &mut usize,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<Owner> {
    match (&stated.employee, &stated.position, &stated.unit) {
        (None, None, None) => Some(Owner::Company),
        (Some(id), None, None) => people.resolve(id, near, at, sink).map(|person| Owner::Employee(small(person))),
        (None, Some(id), None) => position(policy, id, at, sink).map(|position| Owner::Position(small(position))),
        (None, None, Some(id)) => resolve_unit(&policy.unit_index, id, at, sink).map(|unit| Owner::Unit(small(unit))),
        _ => {
            let message = format_args!("an objective belongs to an employee, a position or a unit, not to several");
            sink.report(at, "", Code::SubjectMismatch, message);
            None
        }
    }
}
