//! What is required of a person, and how it stands.

use crate::compile::Compiled;
use crate::facts::{CourseState, Demand, Trainings};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::time::Span;

use super::answer::{CourseStatus, RequirementStatus};

/// How what is required of a person stands on a day.
pub(super) fn statuses(
    policy: &Compiled,
    trainings: &Trainings<'_>,
    person: usize,
    demands: &[Demand<'_>],
    day: i32,
) -> Vec<RequirementStatus> {
    let mut found = Vec::with_capacity(demands.len());
    // What is required of the person alone may name one course many times: it is looked up once.
    let mut alone: Vec<(usize, CourseStatus)> = Vec::new();
    let mut named: Vec<usize> =
        demands.iter().filter(|demand| demand.by.is_err()).flat_map(|demand| demand.courses.iter().copied()).gather();
    crate::sort::sort(&mut named);
    named.dedup();
    for course in named {
        alone.extend(course_status(policy, trainings, (person, course), day, None).map(|status| (course, status)));
    }
    let looked_up = |course: usize| {
        let at = alone.partition_point(|(known, _)| *known < course);
        alone.get(at).filter(|(known, _)| *known == course).map(|(_, status)| status.clone())
    };
    for demand in demands {
        let span = demand.period.map(|(_, span)| span);
        let mut courses = Vec::with_capacity(demand.courses.len());
        let mut done = 0;
        for course in &demand.courses {
            let status = match demand.by {
                Ok(_) => course_status(policy, trainings, (person, *course), day, span),
                Err(_) => looked_up(*course),
            };
            done += u32::from(status.as_ref().is_some_and(|status| status.state == "done"));
            courses.extend(status);
        }
        let done = done.min(demand.need);
        let is_over = demand.due.is_some_and(|due| due <= day);
        found.push(RequirementStatus {
            requirement: demand.by.ok().and_then(|number| policy.policy.training.get(number)).map(|own| own.id.clone()),
            period: demand.period.map(|(period, _)| period),
            need: demand.need,
            done,
            due: demand.due.and_then(|due| Span { first: due, last: due }.from()),
            state: match () {
                () if done >= demand.need => "complete",
                () if is_over => "overdue",
                () => "open",
            },
            courses: Few(courses),
        });
    }
    found
}

fn course_status(
    policy: &Compiled,
    trainings: &Trainings<'_>,
    (person, course): (usize, usize),
    day: i32,
    period: Option<Span>,
) -> Option<CourseStatus> {
    let standing = trainings.standing(policy, (person, course), day, period);
    let mut waits_for = Vec::new();
    if standing.state != CourseState::Done {
        let before = policy.training.prerequisites.get(course).into_iter().flatten().copied();
        let open =
            before.filter(|before| trainings.standing(policy, (person, *before), day, None).state != CourseState::Done);
        waits_for = open.filter_map(|open| policy.policy.courses.get(open)).map(|course| course.id.clone()).gather();
    }
    Some(CourseStatus {
        course: policy.policy.courses.get(course)?.id.clone(),
        state: match standing.state {
            CourseState::Done => "done",
            CourseState::Expired => "expired",
            CourseState::Failed => "failed",
            CourseState::InProgress => "in_progress",
            CourseState::Open => "open",
        },
        date: standing.record.map(|record| record.date),
        expires: standing.expires,
        waits_for: Few(waits_for),
        record: standing.record.and_then(|record| record.record.clone()),
    })
}
