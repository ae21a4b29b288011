//! Who is told of an alert, and whom it concerns.

use super::{Ask, MOST, Rule};
use crate::compile::Audience;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::time::Span;
use crate::values::Id;

/// Stands for nobody.
const NOBODY: usize = usize::MAX;

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    Employee(usize),
    Unit(usize),
    Position(usize),
    Company,
}

impl Ask<'_> {
    /// Who is told: of what is about one person, that person, the managers, and those who hold a position nearby; of
    /// what is about several, the same for each.
    pub(super) fn audience(&self, rule: &Rule<'_>, about: About, people: &[usize]) -> Few<Id> {
        let (unit, asks) = match about {
            About::Employee(person) => (self.last_place(person).and_then(|(_, unit)| unit), person),
            About::Unit(unit) => (Some(unit), NOBODY),
            About::Position(_) | About::Company => (None, NOBODY),
        };
        let mut told: Vec<usize> = Vec::new();
        for who in &rule.compiled.audience {
            match who {
                Audience::Employee => told.extend(people),
                // Of a position that nobody holds, those who would be above its holder.
                Audience::Manager => match about {
                    About::Position(position) if people.is_empty() => told.extend(self.line.over(position)),
                    _ => people.iter().for_each(|person| {
                        told.extend(self.line.managers_from(*person, self.last_place(*person)));
                    }),
                },
                Audience::Position(position) => told.extend(self.line.holders(*position, unit, asks)),
            }
        }
        crate::sort::sort(&mut told);
        told.dedup();
        self.ids(&told)
    }

    /// The position and unit that someone holds, or held last: whoever has left has managers all the same.
    fn last_place(&self, person: usize) -> Option<(usize, Option<usize>)> {
        self.line.held(person).or_else(|| {
            let held = self.facts.held(person)?;
            let before = held.partition_point(|held| held.span.first <= self.day).checked_sub(1)?;
            held.get(before).map(|held| (held.position, held.unit))
        })
    }

    pub(super) fn ids(&self, people: &[usize]) -> Few<Id> {
        Few(people.iter().filter_map(|person| self.employee(*person)).gather())
    }

    /// The first who hold a position in each of some units, or each of some positions, on a day: those of one after
    /// those of the other. Units and days are gone through once, however many people have been in them.
    pub(super) fn holders(&self, asked: &[(About, i32)]) -> Vec<Vec<usize>> {
        let mut found = vec![Vec::new(); asked.len()];
        let order = crate::sort::order(asked.len(), &mut |a, b| asked.get(a).cmp(&asked.get(b)));
        let mut stays = self.stays(asked);
        crate::sort::sort_by(&mut stays, Ord::cmp);
        let mut groups = order.as_slice();
        while let Some((about, _)) = groups.first().and_then(|at| asked.get(*at)) {
            let is_other = |at: &usize| asked.get(*at).is_none_or(|(other, _)| other != about);
            let (own, rest) = groups.split_at(groups.iter().position(is_other).unwrap_or(groups.len()));
            groups = rest;
            let start = stays.partition_point(|(other, ..)| other < about);
            let end = stays.partition_point(|(other, ..)| other <= about);
            let mut there = There::new(stays.get(start..end).unwrap_or_default());
            for at in own {
                if let (Some((_, day)), Some(slot)) = (asked.get(*at), found.get_mut(*at)) {
                    *slot = there.on(*day);
                }
            }
        }
        found
    }

    /// Where people were, and when, as far as it is asked.
    fn stays(&self, asked: &[(About, i32)]) -> Vec<(About, Span, usize)> {
        let mut places: Vec<About> = asked.iter().map(|(about, _)| *about).gather();
        crate::sort::sort_by(&mut places, Ord::cmp);
        places.dedup();
        let mut stays = Vec::new();
        if places.is_empty() {
            return stays;
        }
        for person in 0..self.facts.facts.document().employees.len() {
            for held in self.facts.held(person).unwrap_or_default() {
                let unit = held.unit.map(About::Unit);
                for about in unit.into_iter().chain([About::Position(held.position)]) {
                    if places.binary_search(&about).is_ok() {
                        stays.push((about, held.span, person));
                    }
                }
            }
        }
        stays
    }
}

/// Who is in one place, day after day.
struct There<'s> {
    /// The stays, by their first day.
    stays: &'s [(About, Span, usize)],
    /// The same by their last day, by number.
    ends: Vec<usize>,
    /// The people, in the order of the facts, and a bit for each who is there.
    people: Vec<usize>,
    is_there: Vec<u64>,
    begun: usize,
    ended: usize,
}

impl<'s> There<'s> {
    fn new(stays: &'s [(About, Span, usize)]) -> Self {
        let mut people: Vec<usize> = stays.iter().map(|(_, _, person)| *person).gather();
        crate::sort::sort(&mut people);
        people.dedup();
        let last = |at: usize| stays.get(at).map(|(_, span, _)| span.last);
        let ends = crate::sort::order(stays.len(), &mut |a, b| last(a).cmp(&last(b)));
        let is_there = vec![0; people.len().div_ceil(64)];
        Self { stays, ends, people, is_there, begun: 0, ended: 0 }
    }

    /// The first who are there on a day, which is not before the one asked for last.
    fn on(&mut self, day: i32) -> Vec<usize> {
        // Who left first, then who came: someone may be back.
        while let Some((_, _, person)) = self.next_end(day) {
            self.ended += 1;
            self.set(person, false);
        }
        while let Some((_, span, person)) = self.stays.get(self.begun).filter(|(_, span, _)| span.first <= day) {
            self.begun += 1;
            if span.last >= day {
                self.set(*person, true);
            }
        }
        let mut found = Vec::new();
        for (word, bits) in self.is_there.iter().enumerate() {
            let mut bits = *bits;
            while bits != 0 {
                found.extend(self.people.get(word * 64 + bits.trailing_zeros() as usize));
                if found.len() == MOST {
                    return found;
                }
                bits &= bits - 1;
            }
        }
        found
    }

    fn next_end(&self, day: i32) -> Option<(About, Span, usize)> {
        let next = self.stays.get(*self.ends.get(self.ended)?).copied()?;
        (next.1.last < day).then_some(next)
    }

    fn set(&mut self, person: usize, is_there: bool) {
        let Ok(at) = self.people.binary_search(&person) else { return };
        if let Some(word) = self.is_there.get_mut(at / 64) {
            let bit = 1 << (at % 64);
            *word = if is_there { *word | bit } else { *word & !bit };
        }
    }
}
