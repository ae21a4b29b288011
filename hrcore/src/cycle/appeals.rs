//! Appeals against the results of a cycle: whether each is in time, and by when it is answered.

use super::answer::AppealStatus;
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, Index};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::policy::CycleAppeal;
use crate::request::CycleAppealEntry;
use crate::time::Instant;

/// The time in which results can be appealed against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window<'a> {
    rule: &'a CycleAppeal,
    version: &'a Compiled,
    as_of: Instant,
    published: Option<Instant>,
}

impl<'a> Window<'a> {
    pub(super) fn new(
        (version, rule): (&'a Compiled, &'a CycleAppeal),
        published: Option<Instant>,
        as_of: Instant,
    ) -> Self {
        Self { rule, version, as_of, published }
    }

    /// The last moment for appeals.
    pub(super) fn until(&self) -> Option<Instant> {
        Some(self.rule.within.end(self.published?, &self.version.calendar))
    }

    /// Where an appeal stands. What cannot have been done is reported and left out.
    fn status(&self, entry: &CycleAppealEntry, at: &Place<'_>, sink: &mut Sink) -> AppealStatus {
        let due = self.rule.answer.end(entry.at, &self.version.calendar);
        let answered = entry.answered_at.filter(|answered| {
            let wrong = if answered.is_after(self.as_of) {
                Some((Code::ActionIllegal, "this is after `as_of`"))
            } else {
                entry.at.is_after(*answered).then_some((Code::TimeOrder, "this is before the appeal was filed"))
            };
            if let Some((code, message)) = wrong {
                sink.report(at, "answered_at", code, format_args!("{message}"));
            }
            wrong.is_none()
        });
        let answered = answered.filter(|_| {
            let other = entry.answered_by.as_ref().filter(|by| **by != self.rule.by);
            if let Some(by) = other {
                let message = format_args!("appeals are answered by `{}`, not by `{by}`", self.rule.by);
                sink.report(at, "answered_by", Code::ActorNotAllowed, message);
            }
            other.is_none()
        });
        let state = match (self.published, self.until()) {
            (Some(published), _) if published.is_after(entry.at) => "too_early",
            (Some(_), Some(until)) if entry.at.is_after(until) => "too_late",
            (Some(_), _) => match answered {
                Some(answered) if answered.is_after(due) => "answered_late",
                Some(_) => "answered",
                None if self.as_of.is_after(due) => "overdue",
                None => "open",
            },
            (None, _) => "too_early",
        };
        AppealStatus {
            id: entry.id.clone(),
            employee: entry.employee.clone(),
            state,
            filed_at: entry.at,
            answer_due: Some(due).filter(|_| !state.starts_with("too_")),
            answered_at: answered,
            text: None,
        }
    }
}

/// Where appeals stand, in their order.
pub(super) fn statuses(
    window: Option<&Window<'_>>,
    entries: &[CycleAppealEntry],
    as_of: Instant,
    sink: &mut Sink,
) -> Vec<AppealStatus> {
    let list = Place::ROOT;
    let list = list.field("appeals");
    let ids = Index::of(&entries.iter().map(|entry| &entry.id).gather(), &list, sink);
    let mut found = Vec::with_capacity(entries.len());
    for (number, entry) in entries.iter().enumerate() {
        // Of two of one name, the first counts.
        if ids.get(entry.id.as_str()) != Some(number) {
            continue;
        }
        let at = list.item(number);
        match window {
            None => {
                sink.report(&at, "", Code::ActionIllegal, format_args!("the policy knows no appeals"));
            }
            Some(_) if entry.at.is_after(as_of) => {
                sink.report(&at, "", Code::ActionIllegal, format_args!("this is after `as_of`, {as_of}"));
            }
            Some(window) => found.push(window.status(entry, &at, sink)),
        }
    }
    found
}

/// Whether an appeal waits for an answer.
pub(super) fn is_open(appeal: &AppealStatus) -> bool {
    matches!(appeal.state, "open" | "overdue")
}
