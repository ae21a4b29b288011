//! A record that was joined, and the records of one subject and metric among many.

use std::cell::Cell;

use crate::number::small;
use crate::time::Span;

/// Stands for no position.
pub(super) const NONE: u32 = u32::MAX;

/// A record of one metric: where it is in the document, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Datum {
    pub(super) subject: u32,
    pub(super) metric: u32,
    /// The position that it names, by index in the policy.
    pub(super) position: u32,
    pub(crate) span: Span,
    /// Index in the document's list.
    pub(crate) record: u32,
}

impl Datum {
    /// Whom it is about, by index.
    pub(crate) fn subject(&self) -> usize {
        self.subject as usize
    }

    /// The metric, by index.
    pub(crate) fn metric(&self) -> usize {
        self.metric as usize
    }

    /// Its first day, as a number that is in order among others of its kind.
    pub(crate) fn first_day(&self) -> u32 {
        self.span.first.cast_unsigned() ^ (1 << 31)
    }

    /// The position that the record names.
    pub(crate) fn position(&self) -> Option<usize> {
        (self.position != NONE).then_some(self.position as usize)
    }
}

/// Whether any record is about days of a span.
pub(super) fn touches(data: &[Datum], span: Span) -> bool {
    data.iter().any(|datum| datum.span.intersect(span).is_some())
}

/// Of sorted records those about a subject of one metric, looked for from a guess on, which is left where they end.
pub(super) fn slice<'d>(data: &'d [Datum], subject: usize, metric: usize, near: Option<&Cell<usize>>) -> &'d [Datum] {
    let key = (small(subject), small(metric));
    let guess = near.map_or(0, Cell::get);
    let is_there = |at: usize| data.get(at).is_some_and(|datum| (datum.subject, datum.metric) == key);
    let is_first = is_there(guess) && !guess.checked_sub(1).is_some_and(is_there);
    let start = if is_first { guess } else { first_from(data, guess, |datum| (datum.subject, datum.metric) < key) };
    let rest = data.get(start..).unwrap_or_default();
    let count = first_from(rest, 0, |datum| (datum.subject, datum.metric) == key);
    if let Some(near) = near {
        near.set(start + count);
    }
    rest.get(..count).unwrap_or_default()
}

/// The first record that is not before something, looked for in growing steps from a guess on: whoever asks for records
/// of one person after the other finds them near by, in memory that was just read.
fn first_from<T>(data: &[T], guess: usize, is_before: impl Fn(&T) -> bool) -> usize {
    let before = |at: usize| data.get(at).is_some_and(&is_before);
    let (mut low, mut high, mut step) = (guess.min(data.len()), guess.min(data.len()), 1_usize);
    if before(low) {
        while before(high) {
            low = high + 1;
            high = high.saturating_add(step);
            step = step.saturating_mul(2);
        }
    } else {
        while low > 0 && !before(low - 1) {
            high = low - 1;
            low = low.saturating_sub(step);
            step = step.saturating_mul(2);
        }
    }
    low + data.get(low..high.min(data.len())).unwrap_or_default().partition_point(is_before)
}

#[cfg(test)]
mod tests {
    use super::first_from;

    #[test]
    fn wherever_the_search_begins_it_ends_at_the_same_place() {
        for length in 0..40_usize {
            let data: Vec<usize> = (0..length).collect();
            for first in 0..=length {
                for guess in 0..length + 3 {
                    assert_eq!(first_from(&data, guess, |item| *item < first), first, "{length} {guess}");
                }
            }
        }
    }
}
