//! How many were there, and for how many it ended, at each time.

use super::Spells;
use super::order::Order;

/// A time at which somebody's spell ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    pub(super) time: f64,
    /// Under watch just before the time, those with weight counted so often.
    pub(super) at_risk: f64,
    /// Whose spell ends.
    pub(super) events: f64,
}

/// Rows from the first time to the last. Sums go from the last time on, so that whole numbers are exact and the last
/// people of all are no more than those whose spells end.
pub(super) fn table(spells: &Spells<'_>) -> Vec<Row> {
    let order = Order::new(spells, &[]);
    let weight = |position: usize| order.people.get(position).map_or(0.0, |place| spells.weight(*place));
    let mut rows = Vec::with_capacity(order.moments.len());
    let mut at_risk = 0.0;
    for moment in &order.moments {
        at_risk = moment.joining().fold(at_risk, |sum, position| sum + weight(position));
        let leaving = order.entries.get(moment.leaving()).unwrap_or(&[]);
        at_risk = leaving.iter().fold(at_risk, |sum, position| sum - weight(*position));
        if moment.is_bare {
            at_risk = 0.0;
        }
        at_risk = moment.here().fold(at_risk, |sum, position| sum + weight(position));
        let events = moment.ending().fold(0.0, |sum, position| sum + weight(position));
        rows.push(Row { time: moment.time, at_risk: at_risk.max(events), events });
    }
    rows.reverse();
    rows
}
