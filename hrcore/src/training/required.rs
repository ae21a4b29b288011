//! What is required of a person, and how it stands.

use crate::compile::Compiled;
use crate::facts::{CourseState, Demand, Standings};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::time::Span;

use super::answer::{CourseStatus, RequirementStatus};

/// How what is required of a person stands on a day.
pub(super) fn statuses(
    policy: &Compiled,
    standings: &mut Standings<'_, '_>,
    demands: &[Demand<'_>],
    day: i32,
) -> Vec<RequirementStatus> {
    let mut found = Vec::with_capacity(demands.len());
    for demand in demands {
        let span = demand.period.map(|(_, span)| span);
        let mut courses = Vec::with_capacity(demand.courses.len());
        let mut done = 0;
        for course in &demand.courses {
            let status = course_status(policy, standings, *course, (day, span));
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
    standings: &mut Standings<'_, '_>,
    course: usize,
    (day, period): (i32, Option<Span>),
) -> Option<CourseStatus> {
    let standing = standings.of(course, (day, period));
    let mut waits_for = Vec::new();
    if standing.state != CourseState::Done {
        let before = policy.training.prerequisites.get(course).into_iter().flatten().copied();
        let open = before.filter(|before| standings.of(*before, (day, None)).state != CourseState::Done);
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
