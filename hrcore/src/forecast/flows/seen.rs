//! What became of people in the months that are over.

use hrcore_stats::flow::Table;

use crate::compile::Compiled;
use crate::facts::{FactIndex, Held};
use crate::gather::Gather as _;
use crate::number::small;
use crate::time::{Date, Period, Span};

/// How many there were, and what became of them.
#[derive(Debug)]
pub(super) struct Seen {
    /// How many hold each grade on the day.
    pub(super) people: Vec<u32>,
    /// By month: a row for each grade, a column for each grade and one for leaving.
    pub(super) months: Vec<Table>,
    /// The same of all months, row after row.
    pub(super) counts: Vec<u32>,
    /// How many came into each grade from none.
    pub(super) hires: Vec<u32>,
}

impl Seen {
    /// How many went from one grade to another, or left.
    pub(super) fn count(&self, from: usize, to: usize) -> u32 {
        self.row(from).get(to).copied().unwrap_or(0)
    }

    /// How many person-months were seen in a grade.
    pub(super) fn exposure(&self, grade: usize) -> u32 {
        self.row(grade).iter().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// How many person-months were seen.
    pub(super) fn all(&self) -> u32 {
        self.counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }

    fn row(&self, grade: usize) -> &[u32] {
        let width = self.people.len() + 1;
        self.counts.get(grade * width..(grade + 1) * width).unwrap_or_default()
    }
}

/// The last months that are over on a day, the earliest first.
pub(crate) fn months_before(as_of: Date, window: u32) -> Vec<Period> {
    let day = Span::new(as_of, None).first;
    let running = Period::month_of(as_of, 1);
    let mut next = if running.span().last <= day { Some(running) } else { running.previous() };
    let mut months = Vec::new();
    while let Some(month) = next.filter(|_| small(months.len()) < window) {
        months.push(month);
        next = month.previous();
    }
    months.reverse();
    months
}

/// Counts everybody's way through the months, each position once.
///
/// Months before the first that somebody began in a grade tell nothing: who stands in the facts from then on was not
/// hired then.
pub(super) fn count(version: &Compiled, facts: &FactIndex<'_>, as_of: Date, window: u32) -> Seen {
    let grades = version.forecasts.grades.len();
    let mut grade_of: Vec<Option<usize>> = vec![None; version.policy.positions.len()];
    for (grade, position) in version.forecasts.grades.iter().enumerate() {
        if let Some(place) = grade_of.get_mut(*position) {
            *place = Some(grade);
        }
    }
    let grade_of = |held: &Held| grade_of.get(held.position).copied().flatten();
    let day = Span::new(as_of, None).first;
    let months = months_before(as_of, window);
    // The day before the first month, and the last day of each.
    let mut days: Vec<i32> = months.first().map(|month| month.span().first - 1).into_iter().gather();
    days.extend(months.iter().map(|month| month.span().last));
    let width = grades + 1;
    let mut people = vec![0_u32; grades];
    let mut moved = vec![0_u32; months.len() * grades * width];
    let mut hired = vec![0_u32; months.len() * grades];
    for employee in 0..facts.facts.document().employees.len() {
        let held = facts.held(employee).unwrap_or_default();
        if !held.iter().any(|held| grade_of(held).is_some()) {
            continue;
        }
        let on = |day: i32| held.iter().find(|held| held.span.first <= day && day <= held.span.last).and_then(grade_of);
        if let Some(count) = on(day).and_then(|grade| people.get_mut(grade)) {
            *count += 1;
        }
        let mut rest = held;
        let mut before: Option<usize> = None;
        for (number, day) in days.iter().enumerate() {
            while let [first, later @ ..] = rest
                && first.span.last < *day
            {
                rest = later;
            }
            let now = rest.first().filter(|held| held.span.first <= *day).and_then(grade_of);
            let month = number.checked_sub(1);
            let cell = match (month, before, now) {
                (Some(month), Some(from), to) => moved.get_mut((month * grades + from) * width + to.unwrap_or(grades)),
                (Some(month), None, Some(to)) => hired.get_mut(month * grades + to),
                _ => None,
            };
            if let Some(cell) = cell {
                *cell += 1;
            }
            before = now;
        }
    }
    let size = (grades * width).max(1);
    let is_empty = |month: &&[u32]| month.iter().all(|count| *count == 0);
    let unseen = moved.chunks_exact(size).take_while(is_empty).count();
    let mut counts = vec![0_u32; grades * width];
    let mut hires = vec![0_u32; grades];
    let add = |sums: &mut [u32], part: &[u32]| {
        sums.iter_mut().zip(part).for_each(|(sum, own)| *sum = sum.saturating_add(*own));
    };
    let mut tables = Vec::with_capacity(months.len() - unseen);
    for month in moved.chunks_exact(size).skip(unseen) {
        add(&mut counts, month);
        let cells = month.iter().map(|count| f64::from(*count)).gather();
        tables.extend(Table::new(grades, width, cells));
    }
    hired.chunks_exact(grades.max(1)).skip(unseen).for_each(|month| add(&mut hires, month));
    Seen { people, months: tables, counts, hires }
}
