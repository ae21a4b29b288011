//! Which metrics are computed from which.

use super::Source;
use crate::expression::Op;

/// Walks from metrics to those that they are computed from, and to those that are computed from them.
#[derive(Debug)]
pub(crate) struct Reads<'a> {
    sources: &'a [Source],
    /// The metrics that are computed from each metric.
    readers: Vec<Vec<usize>>,
    /// The last walk that came by each metric: the marks of an earlier one need not be wiped.
    seen: Vec<usize>,
    walk: usize,
}

/// The metrics that a metric is computed from, one step down.
fn inputs(sources: &[Source], metric: usize, found: &mut Vec<usize>) {
    match sources.get(metric) {
        Some(Source::Formula(ops)) => {
            for op in ops {
                if let Op::Metric(input) = op {
                    found.push(*input);
                }
            }
        }
        Some(Source::Growth { of, .. }) => found.push(*of),
        None | Some(Source::Observed | Source::Plans(_) | Source::Training(_)) => {}
    }
}

impl<'a> Reads<'a> {
    pub(crate) fn new(sources: &'a [Source]) -> Self {
        let mut readers = vec![Vec::new(); sources.len()];
        let mut found = Vec::new();
        for metric in 0..sources.len() {
            inputs(sources, metric, &mut found);
            for input in found.drain(..) {
                if let Some(list) = readers.get_mut(input) {
                    list.push(metric);
                }
            }
        }
        Self { sources, readers, seen: vec![0; sources.len()], walk: 0 }
    }

    /// A metric and all that it is computed from.
    pub(crate) fn below(&mut self, metric: usize) -> Vec<usize> {
        self.walk += 1;
        let (mut open, mut found) = (vec![metric], Vec::new());
        while let Some(next) = open.pop() {
            if self.is_new(next) {
                found.push(next);
                inputs(self.sources, next, &mut open);
            }
        }
        found
    }

    /// A metric, all that it is computed from, and all that are computed from it. No metric is both.
    pub(crate) fn around(&mut self, metric: usize) -> Vec<usize> {
        let mut found = self.below(metric);
        let mut open = self.readers.get(metric).cloned().unwrap_or_default();
        while let Some(next) = open.pop() {
            if self.is_new(next) {
                found.push(next);
                open.extend(self.readers.get(next).into_iter().flatten());
            }
        }
        found
    }

    fn is_new(&mut self, metric: usize) -> bool {
        match self.seen.get_mut(metric) {
            Some(seen) if *seen != self.walk => {
                *seen = self.walk;
                true
            }
            _ => false,
        }
    }
}
