//! Courses that people have done and have to do, checked against a policy and found by person.

use super::careers::{Key, achievements};
use super::people::people_index;
use super::{Achievement, AchievementResult, FactIndex, Facts, Held, RequiredCourse};
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, CompiledTraining};
use crate::condition::{AchievementKind, Term};
use crate::policy::Credential;
use crate::sort;
use crate::time::{Date, Period, Span};

/// Records of courses by whom they are about.
#[derive(Debug)]
pub(crate) struct Trainings<'a> {
    // By person, kind and which one, each list in the order of time.
    records: Vec<(Key, Date, usize, &'a Achievement)>,
    // By person, in the order of the facts, with the course.
    required: Vec<(usize, usize, usize, &'a RequiredCourse)>,
}

/// Where a person stands with a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CourseState {
    Done,
    Expired,
    Failed,
    InProgress,
    Open,
}

/// Where a person stands with a course, and the record that says so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing<'a> {
    pub(crate) state: CourseState,
    pub(crate) record: Option<&'a Achievement>,
    /// The last day on which it is valid, of one that was passed.
    pub(crate) expires: Option<Date>,
}

/// Courses of which a person has to do some.
#[derive(Debug, Clone)]
pub(crate) struct Demand<'a> {
    /// The requirement, by index in the policy, or the record that requires a course of the person alone.
    pub(crate) by: Result<usize, &'a RequiredCourse>,
    pub(crate) courses: Vec<usize>,
    pub(crate) need: u32,
    /// The period in which they have to be done; without one they have to be valid.
    pub(crate) period: Option<(Period, Span)>,
    /// The last day on which they are in time.
    pub(crate) due: Option<i32>,
}

/// Where one person stands with courses, looked up once for each day and period.
#[derive(Debug)]
pub(crate) struct Standings<'t, 'a> {
    trainings: &'t Trainings<'a>,
    policy: &'t Compiled,
    person: usize,
    known: Vec<Known<'a>>,
}

/// A day and a period, and the courses that there are records of.
type Known<'a> = ((i32, Option<Span>), Vec<(usize, Standing<'a>)>);

impl<'t, 'a> Standings<'t, 'a> {
    pub(crate) fn new(trainings: &'t Trainings<'a>, policy: &'t Compiled, person: usize) -> Self {
        Self { trainings, policy, person, known: Vec::new() }
    }

    /// Where the person stands with a course by the end of a day; with a period, by what was done in it.
    pub(crate) fn of(&mut self, course: usize, (day, period): (i32, Option<Span>)) -> Standing<'a> {
        let key = (day, period);
        // The one that was asked last comes first.
        let at = self.known.iter().rposition(|(known, _)| *known == key).unwrap_or_else(|| {
            self.known.push((key, self.trainings.stand(self.policy, self.person, key)));
            self.known.len() - 1
        });
        let list = self.known.get(at).map_or(&[][..], |(_, list)| list);
        let found = list.binary_search_by(|(known, _)| known.cmp(&course)).ok().and_then(|at| list.get(at));
        found.map_or(Standing::OPEN, |(_, standing)| *standing)
    }

    /// How many of the courses of a demand are done by the end of a day, counted up to what is needed.
    fn done(&mut self, demand: &Demand<'_>, day: i32) -> u32 {
        let period = demand.period.map(|(_, span)| span);
        let mut done = 0;
        for course in &demand.courses {
            done += u32::from(self.of(*course, (day, period)).state == CourseState::Done);
            if done >= demand.need {
                break;
            }
        }
        done
    }
}

impl Standing<'_> {
    const OPEN: Self = Self { state: CourseState::Open, record: None, expires: None };
}

impl<'a> Trainings<'a> {
    /// Joins the records with a policy. Bad ones are reported and left out.
    pub(crate) fn new(facts: &'a Facts, policy: &Compiled, sink: &mut Sink) -> Self {
        let document = facts.document();
        let root = Place::ROOT;
        // Those who stand in the list twice are reported with the positions that they hold.
        let mut unheard = Sink::default();
        let (names, _) = people_index(&document.employees, &root.field("employees"), &mut unheard);
        let records = achievements((document, Some(AchievementKind::Course)), policy, &names, sink);
        let mut required: Vec<(usize, usize, usize, &RequiredCourse)> = Vec::new();
        let courses = policy.career.credentials(AchievementKind::Course);
        let list = root.field("required_courses");
        let mut near = 0;
        for (number, record) in document.required_courses.iter().enumerate() {
            let at = list.item(number);
            let course = courses.get(record.course.as_str());
            if course.is_none() {
                courses.unknown("course", record.course.as_str(), &at.field("course"), sink);
            }
            let person = names.resolve(&record.employee, &mut near, &at, sink);
            if let (Some(person), Some(course)) = (person, course) {
                required.push((person, number, course, record));
            }
        }
        let key = |known: &(usize, usize, usize, &'a RequiredCourse)| (known.0, known.2, known.3.due);
        sort::sort_by(&mut required, |a, b| (key(a), &a.3.record, a.1).cmp(&(key(b), &b.3.record, b.1)));
        let mut twice: Vec<usize> = Vec::new();
        required.dedup_by(|later, first| {
            let same = key(later) == key(first) && later.3.record == first.3.record;
            if same {
                twice.push(later.1);
            }
            same
        });
        super::careers::duplicates(twice, &list, sink);
        sort::sort_by(&mut required, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        Self { records, required }
    }

    /// Where a person stands with the courses that there are records of, by course: by the end of a day, with a period by
    /// what was done in it.
    fn stand(
        &self,
        policy: &Compiled,
        person: usize,
        (day, period): (i32, Option<Span>),
    ) -> Vec<(usize, Standing<'a>)> {
        let start = self.records.partition_point(|known| known.0.0 < person);
        let rest = self.records.get(start..).unwrap_or_default();
        let own = rest.get(..rest.partition_point(|known| known.0.0 == person)).unwrap_or_default();
        let mut found = Vec::new();
        for records in own.chunk_by(|a, b| a.0 == b.0) {
            let Some(((_, _, course), ..)) = records.first() else { continue };
            let Some(definition) = policy.policy.courses.get(*course) else { continue };
            found.push((*course, standing(definition, records, day, period)));
        }
        found
    }

    /// What is required of a person on a day in the position held then, which was taken up on a day.
    pub(crate) fn required_now(
        &self,
        policy: &Compiled,
        person: usize,
        (position, taken_up): (usize, i32),
        day: i32,
    ) -> Vec<Demand<'a>> {
        let mut demands = Vec::new();
        let date = Span { first: day, last: day }.from();
        for (number, required) in policy.training.requirements.iter().enumerate() {
            if !required.is_for(position) {
                continue;
            }
            let start_day = policy.policy.appraisal_period.start_day;
            let period = required.every.zip(date).map(|(every, date)| Period::containing(date, every, start_day));
            let period = period.map(|period| (period, crate::score::span(policy, period)));
            demands.push(demand(number, required, period, taken_up));
        }
        demands.extend(self.of_person(person));
        demands
    }

    /// The courses that are required of a person alone.
    fn of_person(&self, person: usize) -> impl Iterator<Item = Demand<'a>> {
        let start = self.required.partition_point(|known| known.0 < person);
        let rest = self.required.get(start..).unwrap_or_default().iter();
        rest.take_while(move |known| known.0 == person).map(|(_, _, course, record)| Demand {
            by: Err(record),
            courses: vec![*course],
            need: 1,
            period: None,
            due: record.due.map(|due| Span::new(due, None).first),
        })
    }

    /// Shows what is required of a person by the end of a period, and what of it is done: as of that day, or of an
    /// earlier one up to which records are seen, and by the position that is held then. Only one requirement, where it is
    /// named.
    fn each_demand(
        &self,
        policy: &Compiled,
        (person, all): (usize, &[Held]),
        (period, until): (Span, i32),
        only: Option<usize>,
        show: &mut dyn FnMut(&Counted<'_, 'a>, &mut Standings<'_, 'a>),
    ) {
        let day = period.last.min(until);
        let mut standings = Standings::new(self, policy, person);
        let on = |day: i32| all.iter().find(|held| held.span.contains(Span { first: day, last: day }));
        let Some(held) = on(day).filter(|_| period.first <= day) else { return };
        let mut add = |demand: &Demand<'a>| {
            let by = demand.period.map_or(day, |(_, span)| span.last);
            let done = standings.done(demand, by);
            show(&Counted { demand, done, by }, &mut standings);
        };
        let taken_up = taken_up(all, *held);
        for (number, required) in policy.training.requirements.iter().enumerate() {
            if !required.is_for(held.position) || only.is_some_and(|only| only != number) {
                continue;
            }
            let Some(every) = required.every else {
                let demand = demand(number, required, None, taken_up);
                if demand.due.is_none_or(|due| due <= day) {
                    add(&demand);
                }
                continue;
            };
            let start_day = policy.policy.appraisal_period.start_day;
            let first = Span { first: period.first, last: period.first }.from();
            let mut next = first.map(|first| Period::containing(first, every, start_day));
            while let Some(part) = next {
                let span = crate::score::span(policy, part);
                if span.last > day {
                    break;
                }
                if on(span.last).is_some_and(|then| then.position == held.position) {
                    add(&demand(number, required, Some((part, span)), taken_up));
                }
                next = part.next();
            }
        }
        if only.is_none() {
            for demand in self.of_person(person) {
                if demand.due.is_some_and(|due| period.first <= due && due <= day) {
                    add(&demand);
                }
            }
        }
    }
}

/// What is required, and how much of it is done.
#[derive(Debug)]
pub(crate) struct Counted<'d, 'a> {
    pub(crate) demand: &'d Demand<'a>,
    /// How many courses are done, counted up to what is needed.
    pub(crate) done: u32,
    /// As of the end of this day.
    by: i32,
}

impl<'a> Counted<'_, 'a> {
    /// Its courses, each with where the person stands with it.
    pub(crate) fn courses(&self, standings: &mut Standings<'_, 'a>, show: &mut dyn FnMut(usize, &Standing<'a>)) {
        let period = self.demand.period.map(|(_, span)| span);
        for course in &self.demand.courses {
            show(*course, &standings.of(*course, (self.by, period)));
        }
    }
}

impl<'a> FactIndex<'a> {
    /// Shows what training is required of a person by the end of a period, and what of it is done; of what is known by a
    /// day.
    pub(crate) fn each_training(
        &self,
        policy: &Compiled,
        employee: usize,
        (period, until): (Span, i32),
        only: Option<usize>,
        show: &mut dyn FnMut(&Counted<'_, 'a>, &mut Standings<'_, 'a>),
    ) {
        let all = self.held(employee).unwrap_or_default();
        if let Some(known) = &self.trainings {
            known.each_demand(policy, (employee, all), (period, until), only, show);
        }
    }
}

fn demand<'a>(number: usize, required: &CompiledTraining, period: Option<(Period, Span)>, taken_up: i32) -> Demand<'a> {
    let within = required.within_days.map(|days| taken_up.saturating_add_unsigned(days));
    Demand {
        by: Ok(number),
        courses: required.courses.clone(),
        need: required.need,
        period,
        due: period.map_or(within, |(_, span)| Some(span.last)),
    }
}

/// The first day of a position, held without a break.
fn taken_up(all: &[Held], held: Held) -> i32 {
    let mut first = held.span.first;
    let before = all.partition_point(|earlier| earlier.span.first < first);
    for earlier in all.get(..before).unwrap_or_default().iter().rev() {
        if earlier.position != held.position || earlier.span.last.checked_add(1) != Some(first) {
            break;
        }
        first = earlier.span.first;
    }
    first
}

/// Where someone stands with a course by records in the order of time.
fn standing<'a>(
    definition: &Credential,
    records: &[(Key, Date, usize, &'a Achievement)],
    day: i32,
    period: Option<Span>,
) -> Standing<'a> {
    let pass_mark = definition.pass_mark.map(|mark| mark.to_rational());
    let mut found = Standing::OPEN;
    for (_, date, _, record) in records {
        let on = Span::new(*date, None).first;
        if on > day {
            break;
        }
        let is_below =
            pass_mark.as_ref().is_some_and(|needed| record.mark.is_some_and(|mark| mark.to_rational() < *needed));
        // As in conditions: a day that does not exist in its month makes it last to the month's end.
        let months = definition.valid_months;
        let end = months.and_then(|months| crate::eligibility::last_day(*date, Term::Months(months)));
        let end = record.expires.or(end);
        let is_over = end.is_some_and(|end| Span::new(end, Some(end)).last < day);
        // What has to be done in a period is done in it, whatever its validity, and not before.
        let is_done = period.map_or(!is_over, |period| period.first <= on);
        let (state, expires) = match record.result {
            AchievementResult::Passed if is_below => (CourseState::Failed, None),
            AchievementResult::Passed if is_done => (CourseState::Done, end),
            AchievementResult::Passed if is_over => (CourseState::Expired, end),
            AchievementResult::Passed => (CourseState::Open, None),
            AchievementResult::Failed => (CourseState::Failed, None),
            AchievementResult::InProgress => (CourseState::InProgress, None),
        };
        // What is done stays done, whatever was tried later; what was valid once is told before what was tried.
        if rank(state) <= rank(found.state) {
            // A course that was done for an earlier period is to be done anew: nothing has come of it yet.
            let record = Some(*record).filter(|_| state != CourseState::Open);
            found = Standing { state, record, expires };
        }
    }
    found
}

/// What says more of a course comes first; of equals, the later record.
fn rank(state: CourseState) -> u8 {
    match state {
        CourseState::Done => 0,
        CourseState::Expired => 1,
        CourseState::Failed | CourseState::InProgress | CourseState::Open => 2,
    }
}
