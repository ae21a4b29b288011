//! How the months of a driver are looked at.

use crate::policy::DriverView;

/// The mean is of so many months, the slope of so many; it needs so many that are known.
const MEAN: usize = 3;
const SLOPE: usize = 6;
const KNOWN: u32 = 3;
/// A slope that is so small a part of what it is made of is none.
const NOTHING: f64 = 1e-12;
/// What happened longer ago is not known.
const SINCE: usize = super::grid::REACH;

/// How many months back a view goes.
pub(super) fn reach(view: DriverView) -> usize {
    match view {
        DriverView::Last => 1,
        DriverView::Mean3 => MEAN,
        DriverView::Slope => SLOPE,
        DriverView::MonthsSince => SINCE,
    }
}

/// What the months before a month say; not a number where they say nothing.
pub(super) fn view(view: DriverView, line: &[f64], month: usize) -> f64 {
    let seen = line.get(month.saturating_sub(reach(view))..month).unwrap_or_default();
    match view {
        DriverView::Last => seen.last().copied().unwrap_or(f64::NAN),
        DriverView::Mean3 => mean(seen),
        DriverView::Slope => slope(seen),
        DriverView::MonthsSince => {
            let back = (1_u32..).zip(seen.iter().rev()).find(|(_, value)| **value > 0.0);
            back.map_or(f64::NAN, |(months, _)| f64::from(months))
        }
    }
}

fn mean(seen: &[f64]) -> f64 {
    let (mut sum, mut count) = (0.0, 0_u32);
    for value in seen.iter().filter(|value| !value.is_nan()) {
        sum += value;
        count += 1;
    }
    if count == 0 { f64::NAN } else { sum / f64::from(count) }
}

/// The slope of the straight line of least squares, per month.
fn slope(seen: &[f64]) -> f64 {
    let known = || (0_u32..).zip(seen).filter(|(_, value)| !value.is_nan());
    let (mut count, mut months, mut values) = (0_u32, 0_u32, 0.0);
    for (month, value) in known() {
        count += 1;
        months += month;
        values += value;
    }
    if count < KNOWN {
        return f64::NAN;
    }
    let (middle, mean) = (f64::from(months) / f64::from(count), values / f64::from(count));
    let (mut across, mut along, mut size) = (0.0, 0.0, 0.0);
    for (month, value) in known() {
        let away = f64::from(month) - middle;
        across += away * (value - mean);
        along += away * away;
        size += (away * (value - mean)).abs();
    }
    // What is left of a difference of equal numbers is no slope.
    if f64::abs(across) <= size * NOTHING { 0.0 } else { across / along }
}
