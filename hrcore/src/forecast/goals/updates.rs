//! What updates say of an objective: the pace between them, and how evenly it was kept.

use hrcore_stats::real::{count, sqrt};

use super::outcome::{Shape, Spread};

/// So far the pace may be off, of itself, before it was seen: half of it.
const DOUBT: f64 = 0.5;
/// Updates from which on they say themselves how even the pace is.
const SPEAKING: usize = 3;

/// What was reported, and what of it is to be known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reported<'a> {
    /// By day, the earliest first, each day once.
    pub(super) updates: &'a [(i32, f64)],
    /// The day before the first one, and where it started, if that is known.
    pub(super) start: Option<(i32, f64)>,
    /// The last day.
    pub(super) end: i32,
    /// What a day has to bring from the first one on, where that is known.
    pub(super) planned: Option<f64>,
    pub(super) bounds: (f64, f64),
}

/// Where it ends if it goes on like this, and whether the spread is that of the updates.
pub(super) fn go_on(reported: Reported<'_>) -> Option<(Spread, bool)> {
    let last = *reported.updates.last()?;
    let first = *reported.updates.first()?;
    let start = reported.start.filter(|start| start.0 < first.0);
    let from = start.unwrap_or(first);
    let time = f64::from(last.0.saturating_sub(from.0));
    if time <= 0.0 {
        return None;
    }
    let pace = (last.1 - from.1) / time;
    let left = f64::from(reported.end.saturating_sub(last.0).max(0));
    let doubt = DOUBT * pace.abs().max(reported.planned.unwrap_or(0.0).abs()) * left;
    let mean = last.1 + pace * left;
    if reported.updates.len() < SPEAKING {
        let spread = Spread { mean, scale: doubt, shape: Shape::Normal, bounds: reported.bounds };
        return Some((spread, false));
    }
    let (mut before, mut squares, mut steps) = (from, 0.0, 0_usize);
    let skip = usize::from(start.is_none());
    for update in reported.updates.iter().skip(skip) {
        let days = f64::from(update.0.saturating_sub(before.0));
        let off = update.1 - before.1 - pace * days;
        squares += off * off / days;
        steps += 1;
        before = *update;
    }
    // Three updates are two steps and more; one of them went into the pace.
    let freedom = count(steps) - 1.0;
    let own = squares / freedom * left * (1.0 + left / time);
    let scale = sqrt(own + doubt * doubt / (1.0 + count(steps)));
    Some((Spread { mean, scale, shape: Shape::Student(freedom), bounds: reported.bounds }, true))
}
