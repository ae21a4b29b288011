//! Employees by id.

use super::Employee;
use crate::compile::place::{Place, Sink};
use crate::error::Code;
use crate::sort;
use crate::values::Id;

/// Employees by id.
pub(super) struct PeopleIndex<'a> {
    sorted: Vec<(&'a Id, usize)>,
    employees: &'a [Employee],
}

/// Employees by id, and the places of those who stand in the list twice.
pub(super) fn people_index<'a>(
    employees: &'a [Employee],
    list: &Place<'_>,
    sink: &mut Sink,
) -> (PeopleIndex<'a>, Vec<usize>) {
    let mut sorted: Vec<(&Id, usize)> = Vec::with_capacity(employees.len());
    for (number, employee) in employees.iter().enumerate() {
        sorted.push((&employee.id, number));
    }
    sort::sort_by(&mut sorted, Ord::cmp);
    let mut twice: Vec<usize> = Vec::new();
    sorted.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            twice.push(later.1);
        }
        same
    });
    sort::sort(&mut twice);
    for number in &twice {
        let at = list.item(*number);
        sink.report(&at, "id", Code::IdDuplicate, format_args!("this employee stands in the list twice"));
    }
    (PeopleIndex { sorted, employees }, twice)
}

impl PeopleIndex<'_> {
    /// The employee of an id. Records mostly come person by person, so the last one and the next are tried first.
    pub(super) fn resolve(&self, id: &Id, near: &mut usize, at: &Place<'_>, sink: &mut Sink) -> Option<usize> {
        // Of two who are the same, only the first counts, and only the search knows which that is.
        let unique = self.sorted.len() == self.employees.len();
        for guess in [*near, *near + 1] {
            if unique && self.employees.get(guess).is_some_and(|employee| employee.id == *id) {
                *near = guess;
                return Some(guess);
            }
        }
        match self.sorted.binary_search_by(|(known, _)| known.cmp(&id)) {
            Ok(found) => {
                *near = self.sorted.get(found).map_or(0, |(_, number)| *number);
                Some(*near)
            }
            Err(_) => {
                let message = format_args!("employee `{id}` does not exist");
                sink.report(at, "employee", Code::ReferenceUnknown, message);
                None
            }
        }
    }
}
