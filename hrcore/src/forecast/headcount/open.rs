//! Which requisitions to open, and when.

use chrono::{Datelike as _, Days, Months};

use super::answer::{HeadcountMonth, OpenRequisition};
use super::staff::later;
use crate::policy::HeadcountRule;
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
        let hires = month.hires - sum;
        sum = month.hires;
        let mut last = month.period;
        let mut count = 0;
        for later in months.iter().skip(number) {
            if later.hires < sum || (count > 0 && last.next() != Some(later.period)) {
                break;
            }
            last = later.period;
            count += 1;
        }
        let Some((open, start, is_late)) = days(month.period, stated, as_of) else { continue };
        let full = later(start.num_days_from_ce(), 0, ramp_up);
        opened.push(OpenRequisition {
            hires,
            open,
            start,
            full: Date::from_num_days_from_ce_opt(full).unwrap_or(start),
            needed: month.period,
            months: count,
            is_late,
            text: None,
        });
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
