//! Where items stand at a moment: done, on time, at risk, overdue.

use super::answer::Risk;
use crate::compile::Compiled;
use crate::compile::Tracking;
use crate::facts::{Due, KnownItem, KnownPlan, PlanFacts, Progress, Until};
use crate::json::Few;
use crate::number::Rational;
use crate::time::Instant;

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Returned,
    Cancelled,
    Done,
    DoneLate,
    Overdue,
    AtRisk,
    OnTime,
}

impl Status {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::Cancelled => "cancelled",
            Self::Done => "done",
            Self::DoneLate => "done_late",
            Self::Overdue => "overdue",
            Self::AtRisk => "at_risk",
            Self::OnTime => "on_time",
        }
    }

    /// Whether someone has to look at it.
    pub(super) fn is_in_danger(self) -> bool {
        matches!(self, Self::Overdue | Self::AtRisk)
    }

    /// Whether it is still to be done.
    pub(super) fn is_open(self) -> bool {
        matches!(self, Self::Overdue | Self::AtRisk | Self::OnTime)
    }
}

/// When something is due, in seconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    /// The last second that is in time.
    last: i64,
    /// When its time is over: a moment itself, the midnight behind a day.
    end: i64,
}

/// Where all items stand.
#[derive(Debug)]
pub(super) struct Standing<'a> {
    pub(super) plans: &'a PlanFacts<'a>,
    tracking: &'a Tracking,
    as_of: Instant,
    statuses: Vec<Status>,
}

impl<'a> Standing<'a> {
    pub(super) fn new(plans: &'a PlanFacts<'a>, policy: &'a Compiled, as_of: Instant) -> Self {
        let statuses = Vec::with_capacity(plans.items.len());
        let mut standing = Self { plans, tracking: &policy.planning.tracking, as_of, statuses };
        for plan in &plans.plans {
            for number in plan.first as usize..plan.end as usize {
                if let Some(item) = plans.items.get(number) {
                    let status = standing.by_itself(plan, number, item);
                    standing.statuses.push(status);
                }
            }
        }
        // Risk comes from those on which an item depends, which are known by then.
        for item in plans.in_order() {
            let item = *item as usize;
            if standing.status(item) == Status::OnTime
                && standing.holding_up(item).next().is_some()
                && let Some(slot) = standing.statuses.get_mut(item)
            {
                *slot = Status::AtRisk;
            }
        }
        standing
    }

    pub(super) fn status(&self, item: usize) -> Status {
        // Items are numbered as they stand there.
        self.statuses.get(item).copied().unwrap_or(Status::Returned)
    }

    pub(super) fn progress(&self, item: usize) -> Progress<'a> {
        self.plans.progress(item, Until::Moment(self.as_of.seconds()))
    }

    /// Where an item stands, whatever it depends on.
    fn by_itself(&self, plan: &KnownPlan, number: usize, item: &KnownItem<'a>) -> Status {
        if !plan.is_accepted {
            return Status::Returned;
        }
        let (progress, _) = self.plans.progress_alone(number, Until::Moment(self.as_of.seconds()));
        if progress.is_cancelled {
            return Status::Cancelled;
        }
        if let Some(done) = progress.done {
            return if item.is_late(done) { Status::DoneLate } else { Status::Done };
        }
        let deadline = self.deadline(item);
        if self.as_of.seconds() > deadline.last {
            Status::Overdue
        } else if progress.is_blocked || self.is_behind(plan, item, &progress) || self.is_due_soon(deadline, &progress)
        {
            Status::AtRisk
        } else {
            Status::OnTime
        }
    }

    pub(super) fn deadline(&self, item: &KnownItem<'a>) -> Deadline {
        if let Some(due) = item.due_second() {
            return Deadline { last: due, end: due };
        }
        let end = self.as_of.start_of(item.due_day.saturating_add(1));
        Deadline { last: end - 1, end }
    }

    /// The days since an item was due, by the calendar.
    pub(super) fn overdue_days(&self, item: &KnownItem<'a>) -> u32 {
        let today = match item.of.due {
            Some(Due::At(due)) => self.as_of.at_offset_of(due).day(),
            Some(Due::Day(_)) | None => self.as_of.day(),
        };
        u32::try_from(today.saturating_sub(item.due_day)).unwrap_or(0)
    }

    /// The share of an item's time that has passed.
    pub(super) fn expected(&self, plan: &KnownPlan, item: &KnownItem<'a>) -> Rational {
        let deadline = self.deadline(item);
        let start = match item.of.due {
            Some(Due::At(due)) => due.start_of(plan.span.first),
            Some(Due::Day(_)) | None => self.as_of.start_of(plan.span.first),
        };
        let passed = self.as_of.seconds().min(deadline.end) - start;
        if self.as_of.seconds() > deadline.last {
            return Rational::ONE;
        }
        Rational::new(passed.max(0).into(), (deadline.end - start).into())
            .filter(|_| deadline.end > start)
            .unwrap_or(Rational::ZERO)
    }

    fn is_behind(&self, plan: &KnownPlan, item: &KnownItem<'a>, progress: &Progress<'a>) -> bool {
        let expected = self.expected(plan, item);
        match &progress.share {
            Some(share) => &expected - share > self.tracking.behind,
            None => expected > self.tracking.behind,
        }
    }

    fn is_due_soon(&self, deadline: Deadline, progress: &Progress<'a>) -> bool {
        deadline.end - self.as_of.seconds() <= self.tracking.due_soon_seconds
            && progress.share.as_ref().unwrap_or(&Rational::ZERO) < &self.tracking.due_soon
    }

    /// The items on which an item depends and that hold it up: open ones that are late or at risk, or due later.
    fn holding_up(&self, item: usize) -> impl Iterator<Item = usize> {
        let own = self.plans.items.get(item).map(|item| self.deadline(item).last);
        self.plans.before(item).iter().map(|before| *before as usize).filter(move |before| {
            let status = self.status(*before);
            let due = self.plans.items.get(*before).map(|item| self.deadline(item).last);
            status.is_in_danger() || (status.is_open() && due > own)
        })
    }

    /// Why an item is at risk.
    pub(super) fn risks(&self, plan: &KnownPlan, number: usize, progress: &Progress<'a>) -> Few<Risk> {
        let plain = |code| Risk { code, note: None, by: None, item: None, status: None };
        let mut risks = Vec::new();
        let Some(item) = self.plans.items.get(number) else { return Few(risks) };
        if progress.is_blocked {
            let note = progress.blocker.map(|blocker| blocker.text.clone());
            let by = progress.blocker.and_then(|blocker| blocker.by.clone());
            risks.push(Risk { note, by, ..plain("blocked") });
        }
        for before in self.holding_up(number) {
            let item = self.plans.items.get(before).map(|item| item.of.id.clone());
            risks.push(Risk { item, status: Some(self.status(before).word()), ..plain("depends_on") });
        }
        if self.is_behind(plan, item, progress) {
            risks.push(plain("behind"));
        }
        if self.is_due_soon(self.deadline(item), progress) {
            risks.push(plain("due_soon"));
        }
        Few(risks)
    }
}
