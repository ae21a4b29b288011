//! Who is above whom on a day.

use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::facts::FactIndex;
use crate::sort;
use crate::time::Span;
use crate::values::Id;

/// At most so many people are named.
const MOST: usize = 20;

/// Who holds which position on a day, and who reports to whom.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    policy: &'a Compiled,
    /// The position and unit that each employee holds.
    held: Vec<Option<(usize, Option<usize>)>>,
    /// The manager whom the facts name for each employee.
    managers: Vec<Option<usize>>,
    /// The holders of each position in each unit, sorted.
    by_unit: Vec<(usize, Option<usize>, usize)>,
    /// The holders of each position, sorted.
    by_position: Vec<(usize, usize)>,
}

/// The positions above a position, the nearest first. The line has no circles: these are refused.
pub(crate) fn above(policy: &Compiled, position: usize) -> impl Iterator<Item = usize> {
    let above = move |position: &usize| policy.career.reports_to.get(*position).copied().flatten();
    std::iter::successors(above(&position), above)
}

impl<'a> Line<'a> {
    /// The line on a day. Managers who are not employees are reported and count as not stated.
    pub(crate) fn new(facts: &FactIndex<'a>, policy: &'a Compiled, day: i32, sink: &mut Sink) -> Self {
        let employees = &facts.facts.document().employees;
        let day = Span { first: day, last: day };
        let mut line =
            Self { policy, held: Vec::new(), managers: Vec::new(), by_unit: Vec::new(), by_position: Vec::new() };
        line.held.reserve_exact(employees.len());
        for person in 0..employees.len() {
            let held = facts.held(person).unwrap_or_default();
            let own = held.get(held.partition_point(|held| held.span.last < day.first));
            let own = own.filter(|held| held.span.contains(day)).map(|held| (held.position, held.unit));
            if let Some((position, unit)) = own {
                line.by_unit.push((position, unit, person));
                line.by_position.push((position, person));
            }
            line.held.push(own);
        }
        sort::sort_by(&mut line.by_unit, Ord::cmp);
        sort::sort_by(&mut line.by_position, Ord::cmp);
        if employees.iter().any(|employee| employee.manager.is_some()) {
            let mut names: Vec<(&Id, usize)> = Vec::with_capacity(employees.len());
            names.extend(employees.iter().enumerate().map(|(number, employee)| (&employee.id, number)));
            sort::sort_by(&mut names, Ord::cmp);
            let list = Place::ROOT;
            let list = list.field("employees");
            for (person, employee) in employees.iter().enumerate() {
                let found = employee.manager.as_ref().and_then(|id| {
                    let at = names.partition_point(|(known, _)| *known < id);
                    let found = names.get(at).filter(|(known, _)| *known == id).map(|(_, number)| *number);
                    if found.is_none() {
                        let message = format_args!("employee `{id}` does not exist");
                        sink.report(&list.item(person), "manager", Code::ReferenceUnknown, message);
                    }
                    found
                });
                line.managers.push(found);
            }
        }
        line
    }

    /// The position and unit that someone holds on the day.
    pub(crate) fn held(&self, person: usize) -> Option<(usize, Option<usize>)> {
        self.held.get(person).copied().flatten()
    }

    /// Whom someone reports to, in the order of the facts: the manager whom the facts name, else who holds the position
    /// above, or the next one up that is held. Never the person.
    pub(crate) fn managers(&self, person: usize) -> Vec<usize> {
        self.managers_from(person, self.held(person))
    }

    /// The same, of someone who holds, or held last, a position in a unit.
    pub(crate) fn managers_from(&self, person: usize, held: Option<(usize, Option<usize>)>) -> Vec<usize> {
        if let Some(manager) = self.managers.get(person).copied().flatten().filter(|manager| *manager != person) {
            return vec![manager];
        }
        let Some((position, unit)) = held else { return Vec::new() };
        let mut held = above(self.policy, position).map(|position| self.holders(position, unit, person));
        held.find(|holders| !holders.is_empty()).unwrap_or_default()
    }

    /// Who holds the position above a position, or the next one up that is held.
    pub(crate) fn over(&self, position: usize) -> Vec<usize> {
        let mut held = above(self.policy, position).map(|position| self.holders(position, None, usize::MAX));
        held.find(|holders| !holders.is_empty()).unwrap_or_default()
    }

    /// Who holds a position, in the order of the facts: those in a unit, else those in the nearest unit above that has
    /// any, else all. Never the person who asks.
    pub(crate) fn holders(&self, position: usize, unit: Option<usize>, asks: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = unit;
        while let Some(unit) = at {
            let key = (position, Some(unit));
            let start = self.by_unit.partition_point(|known| (known.0, known.1) < key);
            let rest = self.by_unit.get(start..).unwrap_or_default().iter();
            let here = rest.take_while(|known| (known.0, known.1) == key).map(|known| known.2);
            found.extend(here.filter(|person| *person != asks).take(MOST));
            if !found.is_empty() {
                return found;
            }
            at = self.policy.units.get(unit).and_then(|node| node.parent);
        }
        let start = self.by_position.partition_point(|known| known.0 < position);
        let rest = self.by_position.get(start..).unwrap_or_default().iter();
        let all = rest.take_while(|known| known.0 == position).map(|known| known.1);
        found.extend(all.filter(|person| *person != asks).take(MOST));
        found
    }
}
