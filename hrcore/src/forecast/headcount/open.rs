//! Which requisitions to open, and when.

use chrono::{Datelike as _, Days, Months};

use super::answer::{HeadcountMonth, OpenRequisition};
use super::staff::later;
use crate::gather::Gather as _;
use crate::policy::HeadcountRule;
use crate::sort;
use crate::time::{Date, Period};

/// The requisitions that the hires of some months ask for, beyond the posts that are open.
pub(super) fn requisitions(
    months: &[HeadcountMonth],
    open_posts: u32,
    stated: &HeadcountRule,
    as_of: Date,
) -> Vec<OpenRequisition> {
    let mut opened = Vec::new();
    let mut sum = open_posts;
    let ramp_up = u32::try_from(stated.ramp_up.len()).unwrap_or(u32::MAX);
    for (number, month) in months.iter().enumerate() {
        if month.hires <= sum {
            continue;
        }
        let Some((open, start, is_late)) = days(month.period, stated, as_of) else { continue };
        let full = later(start.num_days_from_ce(), 0, ramp_up);
        // Those who are needed in more months come first: one requisition each.
        let coming = months.get(number..).unwrap_or_default();
        let mut marks = coming.iter().map(|later| later.hires.min(month.hires)).filter(|hires| *hires > sum).gather();
        sort::sort_by(&mut marks, Ord::cmp);
        marks.dedup();
        for mark in marks {
            let hires = mark - sum;
            sum = mark;
            opened.push(OpenRequisition {
                hires,
                open,
                start,
                full: Date::from_num_days_from_ce_opt(full).unwrap_or(start),
                needed: month.period,
                months: coming.iter().map(|later| u32::from(later.hires >= mark)).sum(),
                is_late,
                text: None,
            });
        }
    }
    opened
}

/// The day to open a requisition for a month, the first day at work, and whether the day to open it is over.
fn days(needed: Period, stated: &HeadcountRule, as_of: Date) -> Option<(Date, Date, bool)> {
    let mut first = needed;
    for _ in 0..stated.ramp_up.len() {
        first = first.previous()?;
    }
    let start = first.span().from()?;
    let open = start.checked_sub_months(Months::new(stated.lead_months))?;
    let open = open.checked_sub_days(Days::new(stated.lead_days.into()))?;
    if open > as_of {
        return Some((open, start, false));
    }
    let open = as_of.succ_opt()?;
    let start = later(open.num_days_from_ce(), stated.lead_days, stated.lead_months);
    Some((open, Date::from_num_days_from_ce_opt(start)?, true))
}
