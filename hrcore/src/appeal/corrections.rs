//! Facts with corrections in the place of what they correct.

use std::cmp::Ordering;

use crate::cycle::CorrectionResult;
use crate::error::{Code, Problem, nearest};
use crate::facts::{FactIndex, Facts, FactsDocument, Observation, Rating, Subject};
use crate::gather::Gather as _;
use crate::json::Read as _;
use crate::request::Corrections;
use crate::values::Id;

/// In so many records about the same, the nearest is looked for.
const HINTED: usize = 64;

/// Facts with corrections, and what became of these.
#[derive(Debug)]
pub(super) struct Corrected<'a> {
    pub(super) facts: Facts,
    stated: &'a Corrections,
    observations: Applied,
    ratings: Applied,
    /// Of each reference that is removed, whether anything had it.
    removed: Vec<bool>,
    /// References to the records that were corrected, sorted.
    pub(super) touched: Vec<Id>,
    /// What is wrong with corrections.
    pub(super) problems: Vec<Problem>,
}

/// What became of the corrections of one list.
#[derive(Debug, Default)]
struct Applied {
    /// Those that make no sense.
    refused: Vec<bool>,
    effects: Vec<&'static str>,
    /// The correction that stands at each place of the list, where one does.
    origins: Vec<Option<usize>>,
}

impl<'a> Corrected<'a> {
    pub(super) fn new(facts: &Facts, stated: &'a Corrections) -> Self {
        let applied = |count: usize| Applied { refused: vec![false; count], ..Applied::default() };
        let mut corrected = Self {
            facts: facts.with(FactsDocument::blank()),
            stated,
            observations: applied(stated.observations.len()),
            ratings: applied(stated.ratings.len()),
            removed: Vec::new(),
            touched: Vec::new(),
            problems: Vec::new(),
        };
        corrected.apply(facts);
        corrected
    }

    /// Corrects facts anew, without the corrections that are refused.
    pub(super) fn apply(&mut self, facts: &Facts) {
        let mut document = facts.document().clone();
        self.touched.clear();
        let stated = self.stated;
        let (touched, problems) = (&mut self.touched, &mut self.problems);
        self.observations.apply(&mut document.observations, &stated.observations, &OBSERVATIONS, touched, problems);
        self.ratings.apply(&mut document.ratings, &stated.ratings, &RATINGS, touched, problems);
        self.remove(&mut document);
        crate::sort::sort_by(&mut self.touched, Ord::cmp);
        self.facts = facts.with(document);
    }

    fn remove(&mut self, document: &mut FactsDocument) {
        let mut removed = Removed::new(&self.stated.remove);
        self.observations.retain(&mut document.observations, &mut |own| removed.spares(own.record.as_ref()));
        self.ratings.retain(&mut document.ratings, &mut |own| removed.spares(own.record.as_ref()));
        // What else a result can be made of.
        document.achievements.0.retain(|own| removed.spares(own.record.as_ref()));
        document.required_courses.0.retain(|own| removed.spares(own.record.as_ref()));
        document.plan_updates.0.retain(|own| removed.spares(own.record.as_ref()));
        for plan in &mut document.plans.0 {
            plan.items.retain(|own| removed.spares(own.record.as_ref()));
        }
        self.removed = removed.found();
        self.touched.extend(self.stated.remove.iter().cloned());
    }

    /// Which corrections are among the facts as they are joined: those of observations, then those of ratings.
    pub(super) fn kept(&self, index: &FactIndex<'_>) -> [Vec<bool>; 2] {
        let mut kept = [&self.observations, &self.ratings].map(|own| vec![false; own.refused.len()]);
        let [observations, ratings] = &mut kept;
        index.each_observation(&mut |at| self.observations.mark(at, observations));
        index.each_rating(&mut |at| self.ratings.mark(at, ratings));
        kept
    }

    /// Refuses the corrections that stand in the facts and were left out; whether there are any.
    pub(super) fn refuse(&mut self, kept: &[Vec<bool>; 2], problems: &[Problem]) -> bool {
        let mut is_any = false;
        let [observations, ratings] = kept;
        let lists = [("observations", &mut self.observations, observations), ("ratings", &mut self.ratings, ratings)];
        for (list, own, kept) in lists {
            let mut stood = vec![false; own.refused.len()];
            for origin in own.origins.iter().flatten() {
                stood.get_mut(*origin).into_iter().for_each(|slot| *slot = true);
            }
            for (refused, (stood, kept)) in own.refused.iter_mut().zip(stood.iter().zip(kept)) {
                let is_new = *stood && !kept;
                *refused |= is_new;
                is_any |= is_new;
            }
            for problem in problems {
                let rest = problem.pointer.strip_prefix('/').and_then(|rest| rest.strip_prefix(list));
                let Some(rest) = rest.and_then(|rest| rest.strip_prefix('/')) else { continue };
                let (place, field) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                let origin = place.parse::<usize>().ok().and_then(|at| own.origins.get(at).copied().flatten());
                let Some(origin) = origin.filter(|origin| own.refused.get(*origin) == Some(&true)) else { continue };
                let pointer = format!("/corrections/{list}/{origin}{field}");
                self.problems.push(Problem { pointer, ..problem.clone() });
            }
        }
        is_any
    }

    /// Says which references to remove nothing had, once it is known which corrections stand.
    pub(super) fn miss(&mut self) {
        for (number, (id, found)) in self.stated.remove.iter().zip(&self.removed).enumerate() {
            if !found {
                let (pointer, message) =
                    (format!("/corrections/remove/{number}"), format!("no record has the reference `{id}`"));
                self.problems.push(Problem::new(Code::ReferenceUnknown, pointer, message));
            }
        }
    }

    /// What became of each correction.
    pub(super) fn effects(&self) -> Vec<CorrectionResult> {
        let removed = self.removed.iter().map(|found| if *found { "removed" } else { "nothing" }).gather();
        let lists =
            [("observations", &self.observations.effects), ("ratings", &self.ratings.effects), ("remove", &removed)];
        let mut results = Vec::new();
        for (list, effects) in lists {
            for (number, effect) in effects.iter().enumerate() {
                results.push(CorrectionResult { correction: format!("/corrections/{list}/{number}"), effect });
            }
        }
        results
    }
}

/// How records of a list are told apart.
struct Kind<T> {
    list: &'static str,
    /// The order of what they are about: metric, subject, period.
    about: fn(&T, &T) -> Ordering,
    /// Whether the second, which is about the same, is from whom the first says.
    is_from: fn(&T, &T) -> bool,
    /// Whether both say the same.
    agrees: fn(&T, &T) -> bool,
    record: fn(&T) -> Option<&Id>,
}

impl<T> Kind<T> {
    /// Whether the first takes the place of the second, which is about the same.
    fn covers(&self, new: &T, old: &T) -> bool {
        (self.is_from)(new, old) && ((self.record)(new).is_none() || (self.record)(new) == (self.record)(old))
    }

    /// What is wrong with a correction of a record that is not among those about the same: added to them, it would
    /// count beside what it was to correct.
    fn not_there(&self, number: usize, new: &T, there: &[&T]) -> Option<Problem> {
        let record = (self.record)(new)?;
        let own = there.iter().filter(|old| (self.is_from)(new, old)).gather();
        if own.is_empty() || own.iter().any(|old| (self.record)(old) == Some(record)) {
            return None;
        }
        let known: Vec<&str> = own.iter().filter_map(|old| (self.record)(old)).map(Id::as_str).take(HINTED).gather();
        let pointer = format!("/corrections/{}/{number}/record", self.list);
        let message = format!("no record with the reference `{record}` is about this metric, subject and period");
        let hint = match nearest(record.as_str(), &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "without `record` a correction takes the place of all that are there".to_owned(),
        };
        Some(Problem::new(Code::ReferenceUnknown, pointer, message).hint(hint))
    }
}

const OBSERVATIONS: Kind<Observation> = Kind {
    list: "observations",
    about: |a, b| {
        let key = |own: &'_ Observation| own.period;
        let metric = a.metric.cmp(&b.metric);
        metric.then_with(|| subject(&a.subject).cmp(&subject(&b.subject))).then_with(|| key(a).cmp(&key(b)))
    },
    is_from: |_, _| true,
    agrees: |new, old| new.reading == old.reading,
    record: |own| own.record.as_ref(),
};

const RATINGS: Kind<Rating> = Kind {
    list: "ratings",
    about: |a, b| {
        let metric = a.metric.cmp(&b.metric).then_with(|| a.employee.cmp(&b.employee));
        let held = metric.then_with(|| a.position.cmp(&b.position)).then_with(|| a.rater.cmp(&b.rater));
        held.then_with(|| a.period.cmp(&b.period))
    },
    is_from: |new, old| new.by.is_none() || new.by == old.by,
    agrees: |new, old| new.value == old.value,
    record: |own| own.record.as_ref(),
};

fn subject(of: &Subject) -> (u8, &str, &str) {
    match of {
        Subject::Employee(id) => (0, id.as_str(), ""),
        Subject::EmployeeIn(pair) => (1, pair.0.as_str(), pair.1.as_str()),
        Subject::Position(id) => (2, id.as_str(), ""),
        Subject::Unit(id) => (3, id.as_str(), ""),
        Subject::Company => (4, "", ""),
    }
}

impl Applied {
    /// Puts corrections into a list: each takes the place of the first that it covers, and the others go; one that
    /// covers nothing stands at the end.
    fn apply<T: Clone>(
        &mut self,
        records: &mut Vec<T>,
        stated: &[T],
        kind: &Kind<T>,
        touched: &mut Vec<Id>,
        problems: &mut Vec<Problem>,
    ) {
        let count = records.len();
        self.effects = vec!["nothing"; stated.len()];
        self.origins = vec![None; count];
        if stated.is_empty() {
            return;
        }
        let mut is_gone = vec![false; count];
        // What the corrections are about, and what stands there about each: few are corrected of many.
        let order = crate::sort::order(stated.len(), &mut |a, b| match (stated.get(a), stated.get(b)) {
            (Some(a), Some(b)) => (kind.about)(a, b),
            _ => Ordering::Equal,
        });
        let find = |record: &T| {
            let at = order.partition_point(|known| {
                stated.get(*known).is_some_and(|known| (kind.about)(known, record) == Ordering::Less)
            });
            let first = order.get(at).and_then(|first| stated.get(*first))?;
            ((kind.about)(first, record) == Ordering::Equal).then_some(at)
        };
        let mut about: Vec<Vec<usize>> = vec![Vec::new(); stated.len()];
        for (at, record) in records.iter().enumerate() {
            if let Some(list) = find(record).and_then(|group| about.get_mut(group)) {
                list.push(at);
            }
        }
        for ((number, correction), refused) in stated.iter().enumerate().zip(&mut self.refused) {
            let there = find(correction).and_then(|group| about.get(group));
            let there = there.into_iter().flatten().filter_map(|at| records.get(*at)).gather();
            if !*refused && let Some(problem) = kind.not_there(number, correction, &there) {
                problems.push(problem);
                *refused = true;
            }
        }
        for (number, correction) in stated.iter().enumerate() {
            if self.refused.get(number) == Some(&true) {
                continue;
            }
            let Some(here) = find(correction).and_then(|group| about.get_mut(group)) else { continue };
            let covers = |at: &usize| records.get(*at).is_some_and(|old| kind.covers(correction, old));
            let covered: Vec<usize> = here.iter().copied().filter(covers).gather();
            let effect = match covered.as_slice() {
                [only] if records.get(*only).is_some_and(|old| (kind.agrees)(correction, old)) => continue,
                [] => "added",
                _ => "replaced",
            };
            for at in &covered {
                touched.extend(records.get(*at).and_then(kind.record).cloned());
                is_gone.get_mut(*at).into_iter().for_each(|gone| *gone = true);
            }
            touched.extend((kind.record)(correction).cloned());
            here.retain(|at| covered.binary_search(at).is_err());
            let place = covered.first().copied().unwrap_or(records.len());
            match (records.get_mut(place), self.origins.get_mut(place), is_gone.get_mut(place)) {
                (Some(record), Some(origin), Some(gone)) => {
                    (*record, *origin, *gone) = (correction.clone(), Some(number), false);
                }
                _ => {
                    records.push(correction.clone());
                    self.origins.push(Some(number));
                    is_gone.push(false);
                }
            }
            here.insert(here.partition_point(|known| *known < place), place);
            self.effects.get_mut(number).into_iter().for_each(|slot| *slot = effect);
        }
        let mut gone = is_gone.into_iter();
        self.retain(records, &mut |_| gone.next() != Some(true));
    }

    /// Leaves records out of a list.
    fn retain<T>(&mut self, records: &mut Vec<T>, stays: &mut dyn FnMut(&T) -> bool) {
        let mut stay: Vec<bool> = Vec::with_capacity(records.len());
        records.retain(|record| {
            stay.push(stays(record));
            stay.last() == Some(&true)
        });
        let mut stay = stay.into_iter();
        self.origins.retain(|_| stay.next() == Some(true));
    }

    /// Marks the correction that stands at a place.
    fn mark(&self, at: usize, kept: &mut [bool]) {
        let origin = self.origins.get(at).copied().flatten();
        origin.and_then(|origin| kept.get_mut(origin)).into_iter().for_each(|slot| *slot = true);
    }
}

/// References whose records are left out.
struct Removed<'a> {
    /// Sorted, each with its place in the request.
    ids: Vec<(&'a Id, usize)>,
    found: Vec<bool>,
}

impl<'a> Removed<'a> {
    fn new(stated: &'a [Id]) -> Self {
        let mut ids: Vec<(&Id, usize)> = stated.iter().enumerate().map(|(number, id)| (id, number)).gather();
        crate::sort::sort_by(&mut ids, Ord::cmp);
        Self { ids, found: vec![false; stated.len()] }
    }

    /// Whether a record stays.
    fn spares(&mut self, record: Option<&Id>) -> bool {
        let Some(record) = record.filter(|_| !self.ids.is_empty()) else { return true };
        let start = self.ids.partition_point(|(known, _)| *known < record);
        let named = self.ids.get(start..).unwrap_or_default().iter().take_while(|(known, _)| *known == record);
        let mut stays = true;
        for (_, number) in named {
            stays = false;
            self.found.get_mut(*number).into_iter().for_each(|slot| *slot = true);
        }
        stays
    }

    fn found(self) -> Vec<bool> {
        self.found
    }
}
