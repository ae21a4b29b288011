//! Answers of panels and levels of competencies: every record checked, and found by whom and what it is about.

use std::cmp::Ordering;

use super::people::{PeopleIndex, people_index};
use super::{AssessmentRating, CompetencyRecord, Facts};
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, CompiledMethod, PointSource};
use crate::error::Code;
use crate::number::small;
use crate::sort;
use crate::time::Date;

/// A record about an employee: where it is in the document, and what it is about.
#[derive(Debug, Clone, Copy)]
struct Entry {
    employee: u32,
    /// The assessment, or the competency.
    of: u32,
    /// The criterion, by its number in the assessment.
    criterion: u32,
    record: u32,
}

impl Entry {
    fn key(&self) -> (u32, u32, u32) {
        (self.employee, self.of, self.criterion)
    }
}

/// Records of assessments and competencies, checked against a policy.
#[derive(Debug)]
pub(crate) struct Assessed<'a> {
    facts: &'a Facts,
    // Sorted by employee, assessment and criterion, then by kind of rater, who rated, and time.
    answers: Vec<Entry>,
    // Sorted by employee and competency, then by time.
    levels: Vec<Entry>,
}

impl<'a> Assessed<'a> {
    /// Joins the records with a policy. Bad ones are reported and left out.
    pub(crate) fn new(facts: &'a Facts, policy: &Compiled, sink: &mut Sink) -> Self {
        let mut assessed = Self { facts, answers: Vec::new(), levels: Vec::new() };
        let document = facts.document();
        if document.assessments.is_empty() && document.competencies.is_empty() {
            return assessed;
        }
        // Employees who stand there twice have been reported.
        let (names, _) = people_index(&document.employees, &Place::ROOT, &mut Sink::default());
        assessed.rate(policy, &names, sink);
        assessed.see(policy, &names, sink);
        assessed
    }

    fn rate(&mut self, policy: &Compiled, names: &PeopleIndex<'_>, sink: &mut Sink) {
        let list = Place::ROOT;
        let list = list.field("assessments");
        let records = &self.facts.document().assessments;
        let mut near = 0;
        for (number, rating) in records.iter().enumerate() {
            let at = list.item(number);
            let known = &policy.assessments;
            let ids = &policy.career.assessment_index;
            let Some(of) = ids.get(rating.assessment.as_str()) else {
                ids.unknown("assessment", rating.assessment.as_str(), &at.field("assessment"), sink);
                continue;
            };
            let Some(assessment) = known.list.get(of) else { continue };
            let Some(criterion) = assessment.criterion_index.get(rating.criterion.as_str()) else {
                let names = &assessment.criterion_index;
                names.unknown("criterion", rating.criterion.as_str(), &at.field("criterion"), sink);
                continue;
            };
            let source = assessment.criterion(criterion).map(|criterion| &criterion.source);
            let Some(PointSource::Rated(CompiledMethod::Rated { raters, min, max, .. })) = source else {
                let message = format_args!("criterion `{}` is not rated", rating.criterion);
                sink.report(&at, "criterion", Code::MethodMismatch, message);
                continue;
            };
            if !raters.iter().any(|(kind, _)| *kind == rating.rater) {
                let message = format_args!("`{}` does not rate criterion `{}`", rating.rater, rating.criterion);
                sink.report(&at, "rater", Code::RaterUnknown, message);
                continue;
            }
            let value = rating.value.to_rational();
            if value < *min || value > *max {
                let message = format_args!("rating `{}` lies outside its scale", rating.value);
                sink.report(&at, "value", Code::RatingOutOfScale, message);
                continue;
            }
            if let Some(person) = names.resolve(&rating.employee, &mut near, &at, sink) {
                let (employee, of, criterion) = (small(person), small(of), small(criterion));
                self.answers.push(Entry { employee, of, criterion, record: small(number) });
            }
        }
        let key = |entry: &Entry| records.get(entry.record as usize).map(|r| (&r.rater, &r.by, r.date, &r.record));
        settle(&mut self.answers, &list, sink, &|a, b| key(a).cmp(&key(b)));
    }

    fn see(&mut self, policy: &Compiled, names: &PeopleIndex<'_>, sink: &mut Sink) {
        let list = Place::ROOT;
        let list = list.field("competencies");
        let records = &self.facts.document().competencies;
        let mut near = 0;
        for (number, seen) in records.iter().enumerate() {
            let at = list.item(number);
            let names_of = &policy.assessments.competency_index;
            let Some(of) = names_of.get(seen.competency.as_str()) else {
                names_of.unknown("competency", seen.competency.as_str(), &at.field("competency"), sink);
                continue;
            };
            // Levels are 1 to n.
            let highest = policy.policy.competencies.get(of).map_or(0, |competency| competency.levels.len());
            if seen.level < 1 || seen.level > small(highest) {
                let message = format_args!("competency `{}` has no level {}", seen.competency, seen.level);
                sink.report(&at, "level", Code::NumberOutOfRange, message);
                continue;
            }
            if let Some(person) = names.resolve(&seen.employee, &mut near, &at, sink) {
                let (employee, of) = (small(person), small(of));
                self.levels.push(Entry { employee, of, criterion: 0, record: small(number) });
            }
        }
        let key = |entry: &Entry| records.get(entry.record as usize).map(|r| (r.date, &r.source, &r.record));
        settle(&mut self.levels, &list, sink, &|a, b| key(a).cmp(&key(b)));
        // Whatever the order of a day's records, the highest level seen on it comes last.
        let key = |entry: &Entry| records.get(entry.record as usize).map(|r| (r.date, r.level, &r.record));
        sort::sort_by(&mut self.levels, |a, b| a.key().cmp(&b.key()).then_with(|| key(a).cmp(&key(b))));
    }

    /// The answers about an employee in a criterion that are known by a day: of several by the same rater the latest,
    /// and none that has expired; and whether any has.
    pub(crate) fn answers(
        &self,
        employee: usize,
        (assessment, criterion): (usize, usize),
        as_of: Date,
        is_over: &dyn Fn(Date) -> bool,
    ) -> (Vec<&'a AssessmentRating>, bool) {
        let records = &self.facts.document().assessments;
        let mut answers: Vec<&AssessmentRating> = Vec::new();
        let mut expired = false;
        for entry in slice(&self.answers, (small(employee), small(assessment), small(criterion))) {
            let Some(answer) = records.get(entry.record as usize) else { continue };
            if answer.date > as_of {
                continue;
            }
            if is_over(answer.date) {
                expired = true;
                continue;
            }
            if let (Some(by), Some(last)) = (&answer.by, answers.last_mut())
                && last.by.as_ref() == Some(by)
                && last.rater == answer.rater
            {
                *last = answer;
            } else {
                answers.push(answer);
            }
        }
        (answers, expired)
    }

    /// The level of a competency that an employee was last seen to have by a day.
    pub(crate) fn level(&self, employee: usize, competency: usize, as_of: Date) -> Option<&'a CompetencyRecord> {
        let records = &self.facts.document().competencies;
        let seen = slice(&self.levels, (small(employee), small(competency), 0)).iter();
        let seen = seen.filter_map(|entry| records.get(entry.record as usize));
        seen.take_while(|record| record.date <= as_of).last()
    }
}

fn slice(entries: &[Entry], key: (u32, u32, u32)) -> &[Entry] {
    let start = entries.partition_point(|entry| entry.key() < key);
    let rest = entries.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|entry| entry.key() == key)).unwrap_or_default()
}

/// Sorts records and leaves out those that stand there twice.
fn settle(entries: &mut Vec<Entry>, list: &Place<'_>, sink: &mut Sink, name: &dyn Fn(&Entry, &Entry) -> Ordering) {
    let same = |a: &Entry, b: &Entry| a.key().cmp(&b.key()).then_with(|| name(a, b));
    sort::sort_by(entries, |a, b| same(a, b).then(a.record.cmp(&b.record)));
    let mut twice: Vec<usize> = Vec::new();
    entries.dedup_by(|later, first| {
        let is_same = same(later, first).is_eq();
        if is_same {
            twice.push(later.record as usize);
        }
        is_same
    });
    sort::sort(&mut twice);
    for number in twice {
        let message = format_args!("the same record stands here twice");
        let hint = format_args!("different records of one day are told apart by `record`");
        sink.advise(&list.item(number), "", Code::ObservationDuplicate, message, hint);
    }
}
